//! The main job in a real browser, without scripts: five desks by clicking, and a citizen on a phone.
use crate::browser::{Browser, Look};
use crate::papers::{TITLE, inquiry};
use crate::world::*;

const PAPER: &str = "/leipzig/papers/VII-F-01504";

/// Somebody else sits down at the desk.
async fn sit_down(browser: &Browser, email: &str) {
    browser.forget_everything().await;
    browser.sign_in(email, PASSWORD).await;
}

#[test]
fn an_inquiry_by_clicking_through_five_desks() {
    play(Engine::Sqlite, async |world: &World| {
        let desk = world.browser(Look::DESK.without_scripts()).await;

        // 1. The faction's office drafts and submits.
        sit_down(&desk, SPD).await;
        desk.open("/leipzig/papers/new").await;
        desk.fill("Betreff", TITLE).await;
        desk.fill("Anlass", "Sonstiges").await;
        desk.fill("Sachverhalt", "Im Frühjahr wurde vieles binnen weniger Wochen digital.").await;
        let asked = inquiry()["questions"].as_array().unwrap().clone();
        for (number, question) in asked.iter().enumerate().map(|(n, q)| (n + 1, q.as_str().unwrap())) {
            if number > 3 {
                desk.follow("Weitere Frage").await;
            }
            desk.fill(&format!("Frage {number}"), question).await;
        }
        desk.screenshot("story-1-draft").await;
        desk.follow("Speichern").await;
        let draft = desk.path().await.split('?').next().unwrap().to_owned();
        desk.follow("Einreichen").await;
        desk.must_say("Die Vorlage ist eingereicht").await;

        // 2. The council office finds it on its desk, and admits it.
        sit_down(&desk, OFFICE).await;
        desk.open("/leipzig/desk").await;
        desk.screenshot("story-2-desk").await;
        desk.follow(TITLE).await;
        assert_eq!(desk.path().await, draft);
        desk.follow("Zulassen").await;
        desk.fill("Zuständiges Dezernat", "02.1 Dezernat Allgemeine Verwaltung").await;
        desk.follow("Zulassen").await;
        desk.must_say("VII-F-01504").await;
        desk.must_say("12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO = 09.09.2020").await;

        // 3. It comes on the agenda, and is deferred.
        desk.follow("Auf die Tagesordnung setzen").await;
        desk.fill("Tag der Sitzung", "2020-09-16").await;
        desk.fill("Beginn", "14:00").await;
        desk.follow("Auf die Tagesordnung setzen").await;
        world.set_clock("2020-09-16 18:00");
        sit_down(&desk, MINUTES).await;
        desk.open(PAPER).await;
        desk.follow("Ergebnis eintragen").await;
        desk.fill("Ergebnis", "vertagt").await;
        desk.follow("Ergebnis eintragen").await;
        assert!(desk.text_of("#consultations").await.contains("vertagt"));
        desk.screenshot("story-3-deferred").await;

        // 4. The department answers each question; its head signs.
        sit_down(&desk, DRAFTER).await;
        desk.open(PAPER).await;
        desk.follow("Antwort entwerfen").await;
        let answer = desk.path().await.split('?').next().unwrap().to_owned();
        desk.follow("Bearbeiten").await;
        for number in 1..=asked.len() {
            desk.fill(&format!("Antwort, Frage {number}"), &format!("Das ist die Antwort auf Frage {number}.")).await;
        }
        desk.screenshot("story-4-answer").await;
        desk.follow("Speichern").await;
        desk.follow("Der Leitung vorlegen").await;
        sit_down(&desk, HEAD).await;
        desk.open(&answer).await;
        desk.follow("Zeichnen").await;
        desk.must_say("Die Antwort ist gezeichnet").await;

        // 5. The office issues it.
        sit_down(&desk, OFFICE).await;
        desk.open(&answer).await;
        desk.follow("Herausgeben").await;
        desk.must_say("Die Antwort ist herausgegeben").await;
        assert!(desk.complaints().await.is_empty());
        drop(desk);
        world.work().await;

        // 6. A citizen reads it on a phone.
        let phone = world.browser(Look::PHONE).await;
        phone.open(PAPER).await;
        for said in [
            "Vorlage - VII-F-01504",
            "öffentlich (Vorlage abgeschlossen)",
            "SPD-Fraktion",
            "schriftliche Beantwortung",
            "vertagt",
            "VII-F-01504-AW-01",
            "02.1 Dezernat Allgemeine Verwaltung",
            "Das ist die Antwort auf Frage 6.",
        ] {
            phone.must_say(said).await;
        }
        assert!(!phone.is_wider_than_the_window().await);
        assert!(phone.complaints().await.is_empty());
        phone.screenshot("story-6-phone").await;
    });
}
