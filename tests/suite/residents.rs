//! Inhabitants who ask and petition through the office: names as the rule says, everywhere; urgent papers.
use crate::both;
use crate::papers::{api_path, page_path};
use crate::world::{COUNCIL, OFFICE, World};
use serde_json::{Value, json};

const NAME: &str = "Wilhelmine Zerbst";
const PROTECTED: &str = "Einwohnerin/Einwohner (Name geschützt)";

pub async fn filed(world: &World, new: Value) -> Value {
    let office = world.office();
    let draft = office.post(&format!("/api/v1/{COUNCIL}/papers"), new).await.ok();
    let submitted = world.act(&office, &draft, "submit", json!({})).await;
    world.act(&office, &submitted, "admit", json!({ "department": "dezernat-01" })).await
}

pub fn inquiry(consent: bool) -> Value {
    json!({
        "kind": "EF", "title": "Bänke im Clara-Zetkin-Park", "facts": "Es fehlen Bänke.",
        "questions": ["Wann kommen Bänke?", "Wie viele?"],
        "values": { "asker_name": NAME, "asker_address": "Lange Straße 5", "asker_email": "zerbst@post.example",
            "asker_consent": consent },
    })
}

both!(a_protected_name_is_nowhere_to_be_read, async |world: &World| {
    let office = world.office();
    let many =
        json!({ "kind": "EF", "title": "x", "questions": ["1?", "2?", "3?", "4?"], "values": { "asker_name": NAME } });
    let draft = office.post(&format!("/api/v1/{COUNCIL}/papers"), many).await.ok();
    world.try_act(&office, &draft, "submit", json!({})).await.is(422);
    world.spd().post(&format!("/api/v1/{COUNCIL}/papers"), inquiry(false)).await.is(403);

    let paper = filed(world, inquiry(false)).await;
    assert_eq!(paper["submitter"], PROTECTED);
    assert!(paper.to_string().contains(NAME), "the office knows who asked");
    let told = world.new_mails().await;
    assert!(told.iter().any(|mail| mail.to == "zerbst@post.example"), "who asked is told of the admission");
    for mail in told.iter().chain(&world.mails()) {
        assert!(
            !mail.raw.contains(NAME) && !mail.text.contains(NAME) && !mail.text.contains("Lange Straße"),
            "{}",
            mail.text
        );
    }
    for who in [world.stranger(), world.citizen(), world.spd(), world.member(), world.drafter(), world.executive()] {
        for below in ["", "/events", "/lineage"] {
            let told = who.get(&format!("{}{below}", api_path(&paper))).await;
            assert!(!told.body.contains("Zerbst") && !told.body.contains("Lange Straße"), "{}", told.body);
        }
        let list = who.get(&format!("/api/v1/{COUNCIL}/papers?q=zerbst")).await.ok();
        assert_eq!(list, json!([]), "nor is it found by the name");
    }
    let mut visitor = world.visitor();
    for path in
        [page_path(&paper), "/leipzig/papers".to_owned(), "/leipzig/tracking".to_owned(), "/leipzig/".to_owned()]
    {
        let page = visitor.open(&path).await;
        assert!(!page.answer.body.contains("Zerbst"), "{path}");
    }
    visitor.open(&page_path(&paper)).await.must_say(PROTECTED);
    let mut office = world.page(OFFICE).await;
    office.open(&page_path(&paper)).await.must_say(NAME);

    // Fifteen days before the sitting at the latest.
    let consultation = &paper["consultations"][0];
    let sitting = |date: &str| json!({ "date": date, "time": "14:00", "place": "Neues Rathaus" });
    let late =
        world.try_act_on(&world.office(), "consultations", consultation, "schedule", sitting("2020-08-26")).await;
    assert!(late.is(422).to_string().contains("11.08.2020"));
    world.act_on(&world.office(), "consultations", consultation, "schedule", sitting("2020-08-27")).await;
    world.new_mails().await;
});

both!(with_consent_the_name_is_printed, async |world: &World| {
    let paper = filed(world, inquiry(true)).await;
    assert_eq!(paper["submitter"], NAME);
    let seen = world.stranger().get(&api_path(&paper)).await;
    assert!(seen.body.contains(NAME) && !seen.body.contains("Lange Straße") && !seen.body.contains("zerbst@post"));
    world.new_mails().await;
});

both!(a_petition_shows_the_public_a_summary_and_runs_in_two_stages, async |world: &World| {
    let new = json!({
        "kind": "P", "title": "Tempo 30 in der Südvorstadt",
        "facts": "Meine Nachbarin Frau Quast wurde dort angefahren.",
        "values": { "asker_name": NAME, "asker_email": "zerbst@post.example", "asker_consent": false,
            "summary": "Auf den Straßen der Südvorstadt soll Tempo 30 gelten." },
    });
    let paper = filed(world, new).await;
    let mails = world.new_mails().await;
    assert!(mails.iter().all(|mail| !mail.text.contains("Quast") && !mail.text.contains("Zerbst")));
    assert_eq!(paper["clocks"][0]["due_on"], "2020-09-23", "six weeks");
    for who in [world.stranger(), world.citizen()] {
        let seen = who.get(&api_path(&paper)).await;
        assert!(!seen.body.contains("Quast") && !seen.body.contains("Zerbst"), "{}", seen.body);
        assert_eq!(seen.ok()["facts"], "Auf den Straßen der Südvorstadt soll Tempo 30 gelten.");
    }
    for who in [world.member(), world.drafter(), world.office()] {
        assert!(who.get(&api_path(&paper)).await.body.contains("Quast"), "the council reads the full text");
    }
    let mut visitor = world.visitor();
    let page = visitor.open(&page_path(&paper)).await;
    page.must_say("Tempo 30 gelten");
    assert!(!page.answer.body.contains("Quast"));
    let version = visitor.go(&format!("{}/versions/1", page_path(&paper))).await;
    assert!(version.answer.status == 404 || !version.answer.body.contains("Quast"), "nor in a frozen version");

    // Two stages: the interim notice goes to who petitioned, too.
    world.set_clock("2020-09-20 10:00");
    let notice = json!({ "due_on": "2020-12-01", "reason": "Das Gutachten fehlt noch." });
    world.act_on(&world.drafter(), "clocks", &paper["clocks"][0], "interim", notice).await;
    let told = world.newly_mailed().await;
    assert!(told.contains(&"zerbst@post.example".to_owned()), "{told:?}");
});

both!(what_is_urgent_need_not_have_come_in_time, async |world: &World| {
    let (spd, office) = (world.spd(), world.office());
    let sitting = json!({ "date": "2020-08-14", "time": "14:00", "place": "Neues Rathaus" });
    let mut papers = Vec::new();
    for accepted in [false, true] {
        let new = json!({ "kind": "MF", "title": "Wasserrohrbruch", "questions": ["Wie lange noch?"],
            "values": { "urgency": "Das Wasser steht in den Kellern." } });
        let draft = spd.post(&format!("/api/v1/{COUNCIL}/papers"), new).await.ok();
        let submitted = world.act(&spd, &draft, "submit", json!({})).await;
        let seen = world.paper(&office, &submitted).await;
        let admission = json!({ "department": "dezernat-06", "urgent": accepted });
        papers.push(world.act(&office, &seen, "admit", admission).await);
    }
    assert_eq!(papers[0]["urgent"], Value::Null);
    assert_eq!(papers[1]["urgent"], "Das Wasser steht in den Kellern.");
    let refused =
        world.try_act_on(&office, "consultations", &papers[0]["consultations"][0], "schedule", sitting.clone()).await;
    refused.is(422);
    world.act_on(&office, "consultations", &papers[1]["consultations"][0], "schedule", sitting).await;
    let mut visitor = world.visitor();
    visitor.open(&page_path(&papers[1])).await.must_say("als dringlich anerkannt");
    world.new_mails().await;
});
