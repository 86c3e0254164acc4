//! A form that was typed into loses nothing: not by the end of a session, and, with scripts, not by a closed window.
use crate::both;
use crate::browser::Look;
use crate::minutes::sitting_of;
use crate::pages::Visitor;
use crate::papers::page_path;
use crate::results::{consulted, sat};
use crate::world::{DRAFTER, GREENS, MINUTES, OFFICE, PASSWORD, SPD, World};

/// Ends every session of this account, as time would.
fn expire(world: &World, email: &str) {
    world.sql(&format!(
        "UPDATE sessions SET expires_at = '2020-01-01T00:00:00.000000Z' \
         WHERE account_id = (SELECT id FROM accounts WHERE email = '{email}')"
    ));
}

fn kept(world: &World) -> i64 {
    world.count("SELECT COUNT(*) AS n FROM autosaves")
}

async fn sign_in(visitor: &mut Visitor, email: &str) {
    visitor.submit("/login", &[("email", email), ("password", PASSWORD)]).await;
}

both!(a_form_survives_the_end_of_the_session, async |world: &World| {
    // A new draft: half a page is typed, and then nobody is signed in any more.
    let mut spd = world.page(SPD).await;
    spd.open("/leipzig/papers/new?kind=F").await;
    expire(world, SPD);
    let typed = [("title", "Radweg an der Elster"), ("facts", "Er fehlt.\nSeit Jahren.")];
    spd.submit("/leipzig/papers", &typed).await;
    assert!(spd.page.path.starts_with("/login?next="), "{}", spd.page.path);
    assert!(!spd.page.path.contains("Elster") && !spd.page.text().contains("Elster"), "nothing typed in an address");
    assert_eq!((kept(world), world.count("SELECT COUNT(*) AS n FROM papers")), (1, 0));

    // Another account at the same browser does not get it.
    let mut other = world.page(GREENS).await;
    other.open("/leipzig/papers/new").await.must_not_say("Elster");
    let back = spd.page.path.clone();
    sign_in(&mut spd, GREENS).await;
    assert_eq!(spd.page.path, "/leipzig/papers/new");
    spd.page.must_not_say("Elster");

    // The same account finds the form as it was, sends it, and it is forgotten.
    let mut spd = world.visitor();
    spd.open(&back).await;
    sign_in(&mut spd, SPD).await;
    spd.page.must_say("Ihr noch nicht gespeicherter Text steht wieder im Formular");
    let values = spd.page.form("/leipzig/papers").values;
    let value = |name: &str| values.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    assert_eq!(value("title"), Some("Radweg an der Elster"));
    assert_eq!(value("facts").map(str::trim), Some("Er fehlt.\nSeit Jahren."));
    assert_eq!(value("kind"), Some("F"));
    spd.submit("/leipzig/papers", &[]).await.must_say("Der Entwurf ist gespeichert.");
    assert_eq!(kept(world), 0);
    spd.open("/leipzig/papers/new").await.must_not_say("Elster");
});

both!(answers_and_reasons_survive_too_and_can_be_discarded, async |world: &World| {
    let paper = world.admitted().await;
    let answer = world.answer_draft(&paper).await;
    world.new_mails().await;
    let mut drafter = world.page(DRAFTER).await;
    let edit = format!("{}/actions/edit", page_path(&answer));
    drafter.open(&edit).await;
    expire(world, DRAFTER);
    drafter.submit(&edit, &[("answer-3", "Gute, im Ganzen.")]).await;
    sign_in(&mut drafter, DRAFTER).await;
    assert_eq!(drafter.page.path, edit);
    let values = drafter.page.form(&edit).values;
    assert!(values.contains(&("answer-3".to_owned(), "Gute, im Ganzen.".to_owned())), "{values:?}");
    drafter.submit("/account/autosave/discard", &[]).await;
    assert_eq!((drafter.page.path.as_str(), kept(world)), (edit.as_str(), 0));
    drafter.page.must_not_say("Gute, im Ganzen.");

    // The reason of an action on a clock.
    let clock = paper["clocks"][0]["id"].as_str().unwrap();
    let notice = format!("/leipzig/clocks/{clock}/actions/interim");
    drafter.open(&notice).await;
    expire(world, DRAFTER);
    drafter.submit(&notice, &[("reason", "Zahlen fehlen."), ("due_on", "2020-10-01")]).await;
    sign_in(&mut drafter, DRAFTER).await;
    drafter.submit(&notice, &[]).await.must_say("Der Zwischenbescheid ist gegeben.");
    world.new_mails().await;
});

both!(minutes_and_what_is_typed_into_a_sitting_survive, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    let sitting = format!("/leipzig/meetings/{}", sitting_of(world, &consultation));
    let page = format!("{sitting}/minutes");
    let mut taker = world.page(MINUTES).await;
    taker.open(&page).await;
    let field = taker.page.form("/minutes/write").names.into_iter().find(|name| name.starts_with("item-")).unwrap();
    expire(world, MINUTES);
    let typed = [("opening", "Um 14 Uhr eröffnet."), (field.as_str(), "Frau Fromm begründet.")];
    taker.submit("/minutes/write", &typed).await;
    assert_eq!(kept(world), 1);
    sign_in(&mut taker, MINUTES).await;
    assert_eq!(taker.page.path, page);
    taker.page.must_say("Ihr noch nicht gespeicherter Text steht wieder im Formular");
    taker.submit("/minutes/write", &[]).await.must_say("Frau Fromm begründet.");
    taker.page.must_say("Um 14 Uhr eröffnet.");
    assert_eq!(kept(world), 0);
    // Attendance is the other form of that page.
    let somebody = taker.page.form("/attendance").names.into_iter().find(|name| name.starts_with("presence-")).unwrap();
    expire(world, MINUTES);
    taker.submit("/attendance", &[(somebody.as_str(), "excused")]).await;
    sign_in(&mut taker, MINUTES).await;
    assert_eq!(taker.page.path, page);
    taker.submit("/attendance", &[]).await.must_say("entschuldigt");
    assert_eq!(kept(world), 0);

    // What was typed into a form of the sitting itself.
    let mut office = world.page(OFFICE).await;
    let form = format!("{sitting}/actions/add-item");
    office.open(&form).await;
    expire(world, OFFICE);
    office.submit(&form, &[("title", "Bericht zum Elsterradweg")]).await;
    sign_in(&mut office, OFFICE).await;
    assert_eq!(office.page.path, form);
    office.submit(&form, &[]).await.must_say("Bericht zum Elsterradweg");
    assert_eq!(kept(world), 0);
    world.work().await;
});

both!(what_cannot_be_told_to_be_the_accounts_own_is_not_kept, async |world: &World| {
    let mut spd = world.page(SPD).await;
    spd.open("/leipzig/papers/new?kind=F").await;
    expire(world, SPD);
    let forged = |token: &str| format!("csrf={token}&kind=F&title=Untergeschoben");
    for token in ["", "abc"] {
        assert_eq!(spd.bare_form("/leipzig/papers", forged(token)).await.status, 303);
    }
    let visitor = world.visitor();
    assert_eq!(visitor.bare_form("/leipzig/papers", forged("abc")).await.status, 303);
    assert_eq!(kept(world), 0);
    // What is old goes.
    let mut spd = world.page(SPD).await;
    spd.open("/leipzig/papers/new?kind=F").await;
    let token = spd.page.form("/leipzig/papers").values.into_iter().find(|(name, _)| name == "csrf").unwrap().1;
    let kept_by_script =
        spd.bare_form("/account/autosave", format!("{}&autosave=/leipzig/papers", forged(&token))).await;
    assert_eq!(kept_by_script.status, 204, "{}", kept_by_script.body);
    assert_eq!(kept(world), 1);
    ratsweg::work::sweep::old(&world.app).await.unwrap();
    assert_eq!(kept(world), 1);
    world.sql("UPDATE autosaves SET saved_at = '2020-01-01T00:00:00.000000Z'");
    ratsweg::work::sweep::old(&world.app).await.unwrap();
    assert_eq!(kept(world), 0);
});

both!(the_script_keeps_a_draft_and_offers_it_again, async |world: &World| {
    let browser = world.browser(Look::DESK).await;
    browser.sign_in(SPD, PASSWORD).await;
    browser.open("/leipzig/papers/new?kind=F").await;
    browser.fill("Betreff", "Radweg an der Elster").await;
    for _ in 0..100 {
        if kept(world) > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(kept(world), 1);
    browser.open("/leipzig/papers/new?kind=F").await;
    let text = browser.text().await;
    assert!(text.contains("Es gibt nicht gespeicherten Text von Ihnen"), "{text}");
    browser.click("Wiederherstellen").await;
    let title = browser.script("return document.querySelector('#f-title').value", serde_json::json!([])).await;
    assert_eq!(title, "Radweg an der Elster");
    browser.click("Verwerfen").await;
    assert_eq!(kept(world), 0);
    let found = browser.findings().await;
    assert!(found.is_empty(), "{found:?}");
});
