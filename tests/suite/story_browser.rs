//! The story once more as people do it: by clicking, in Chromium with scripts off, each at their desk; and a citizen who
//! reads the outcome on a phone. The pictures of the README are taken here.
use crate::both;
use crate::browser::{Browser, Look};
use crate::papers::TITLE;
use crate::world::{DRAFTER, HEAD, MINUTES, OFFICE, PASSWORD, SPD, SPD_MEMBER, World};

const PLACE: &str = "Kongreßhalle Leipzig, Pfaffendorfer Str. 31, 04105 Leipzig";
const QUESTIONS: [&str; 6] = [
    "Welche Geräte und Programme kamen hinzu?",
    "Welche Kosten sind dadurch entstanden?",
    "Welche Erfahrungen liegen vor?",
    "Was davon bleibt im Regelbetrieb?",
    "Welche Regelungen zur Telearbeit sind geplant?",
    "Wie sind die Eigenbetriebe vorgegangen?",
];

/// Sits down at a desk: signs in as this account and opens the paper from what waits there.
async fn sit_down(browser: &Browser, email: &str) {
    browser.forget_everything().await;
    browser.sign_in(email, PASSWORD).await;
    browser.open("/leipzig/desk").await;
    browser.click(TITLE).await;
}

/// A person must read this on the page that is open.
async fn must_say(browser: &Browser, said: &str) {
    let text = browser.text().await;
    assert!(text.contains(said), "{} does not say {said:?}: {text}", browser.path().await);
}

/// The words of the page must have these parts, in this order.
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part:?} is not on the page, or not in its place:\n{text}"));
        rest = &rest[at + part.len()..];
    }
}

both!(by_clicking_from_the_draft_to_the_answer, async |world: &World| {
    let browser = world.browser(Look::DESK.without_scripts()).await;

    // The faction's office drafts, saves, has a member co-sign, submits.
    browser.sign_in(SPD, PASSWORD).await;
    browser.open("/leipzig/papers/new?kind=F").await;
    browser.fill("Betreff", TITLE).await;
    browser.fill("Anlass", "Sonstiges").await;
    browser.fill("Sachverhalt", "Im Frühjahr wurde vieles binnen weniger Wochen digital. Dazu fragen wir:").await;
    for (number, question) in (1..).zip(QUESTIONS) {
        if number > 3 {
            browser.click("Weitere Frage").await;
        }
        browser.fill(&format!("Frage {number}"), question).await;
    }
    browser.screenshot("draft").await;
    browser.click("Speichern").await;
    browser.click("Um Mitzeichnung bitten").await;
    browser.fill("Senta Fromm", "").await;
    browser.click("Um Mitzeichnung bitten").await;
    sit_down(&browser, SPD_MEMBER).await;
    browser.click("Mitzeichnen").await;
    sit_down(&browser, SPD).await;
    browser.click("Einreichen").await;

    // The council office returns it once.
    sit_down(&browser, OFFICE).await;
    browser.click("Zurückgeben").await;
    browser.fill("Begründung", "Frage 2 nennt keinen Zeitraum.").await;
    browser.click("Zurückgeben").await;
    sit_down(&browser, SPD).await;
    must_say(&browser, "Frage 2 nennt keinen Zeitraum.").await;
    browser.click("Bearbeiten").await;
    browser.fill("Frage 2", "Welche Kosten sind seit März 2020 entstanden?").await;
    browser.click("Speichern").await;
    browser.click("Einreichen").await;

    // … and admits it; without a department it is told what is missing, beside the field.
    browser.forget_everything().await;
    browser.sign_in(OFFICE, PASSWORD).await;
    browser.open("/leipzig/desk").await;
    browser.screenshot("desk").await;
    browser.click(TITLE).await;
    browser.click("Zulassen").await;
    browser.click("Zulassen").await;
    must_say(&browser, "Zuständiges Dezernat“ fehlt").await;
    browser.fill("Zuständiges Dezernat", "02.1 Dezernat Allgemeine Verwaltung").await;
    browser.click("Zulassen").await;
    assert!(browser.path().await.starts_with("/leipzig/papers/VII-F-01504"), "{}", browser.path().await);
    must_say(&browser, "12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO = 09.09.2020").await;
    browser.click("Auf die Tagesordnung setzen").await;
    browser.fill("Tag der Sitzung", "2020-09-16").await;
    browser.fill("Beginn", "14:00").await;
    browser.fill("Ort", PLACE).await;
    browser.click("Auf die Tagesordnung setzen").await;

    // The minute taker enters "vertagt".
    world.set_clock("2020-09-16 16:30");
    browser.forget_everything().await;
    browser.sign_in(MINUTES, PASSWORD).await;
    browser.open("/leipzig/papers/VII-F-01504").await;
    browser.click("Ergebnis eintragen").await;
    browser.fill("Ergebnis", "vertagt").await;
    browser.click("Ergebnis eintragen").await;
    must_say(&browser, "vertagt").await;
    must_say(&browser, "überfällig").await;

    // The department drafts the answer; the head returns it once, then signs.
    sit_down(&browser, DRAFTER).await;
    browser.click("Antwort entwerfen").await;
    browser.click("Bearbeiten").await;
    for number in 1..=5 {
        browser.fill(&format!("Antwort, Frage {number}"), &format!("Zu Frage {number} liegen Zahlen vor.")).await;
    }
    browser.click("Speichern").await;
    browser.click("Der Leitung vorlegen").await;
    sit_down(&browser, HEAD).await;
    must_say(&browser, "Frage 6 hat weder eine Antwort noch eine begründete Ablehnung.").await;
    browser.click("Zurückgeben").await;
    browser.fill("Begründung", "Frage 6 fehlt.").await;
    browser.click("Zurückgeben").await;
    sit_down(&browser, DRAFTER).await;
    browser.click("Bearbeiten").await;
    browser.fill("Antwort, Frage 6", "Die Eigenbetriebe haben eigene Regelungen getroffen.").await;
    browser.click("Speichern").await;
    browser.click("Der Leitung vorlegen").await;
    sit_down(&browser, HEAD).await;
    browser.click("Zeichnen").await;
    sit_down(&browser, OFFICE).await;
    browser.click("Herausgeben").await;

    // That a form was refused is all that the browser may note.
    let complaints = browser.complaints().await;
    assert!(complaints.iter().all(|complaint| complaint.contains("status of 422")), "{complaints:?}");

    // A citizen on a phone reads the page: the fields of the model in its order.
    world.work().await;
    let phone = world.browser(Look::PHONE.without_scripts()).await;
    phone.open("/leipzig/papers/VII-F-01504").await;
    assert!(!phone.is_wider_than_the_window().await);
    let text = phone.text().await;
    in_order(
        &text,
        &[
            "Vorlage - VII-F-01504",
            "Betreff",
            TITLE,
            "Anlass",
            "Sonstiges",
            "Status",
            "öffentlich (Vorlage abgeschlossen)",
            "Vorlage-Art",
            "Anfrage",
            "Einreicher",
            "SPD-Fraktion",
            "Beratungsfolge",
            "Ratsversammlung",
            "schriftliche Beantwortung",
            "16.09.2020",
            "Kongreßhalle Leipzig",
            "vertagt",
            "Sachverhalt",
            QUESTIONS[0],
            "Zu Frage 1 liegen Zahlen vor.",
            QUESTIONS[5],
            "Die Eigenbetriebe haben eigene Regelungen getroffen.",
            "Stammbaum",
            "VII-F-01504",
            "Geschäftsstelle der SPD-Fraktion",
            "VII-F-01504-AW-01",
            "02.1 Dezernat Allgemeine Verwaltung",
            "schriftliche Antwort zur Anfrage",
        ],
    );
    phone.screenshot("phone").await;
    browser.forget_everything().await;
    browser.open("/leipzig/papers/VII-F-01504").await;
    browser.screenshot("paper").await;
    browser.open("/leipzig/tracking").await;
    browser.screenshot("tracking").await;
});
