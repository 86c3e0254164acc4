//! Oral inquiries: submitted so long before the sitting, answered there, or, when not reached, in writing within the
//! days that begin with the sitting.
use crate::both;
use crate::papers::api_path;
use crate::world::{COUNCIL, World};
use serde_json::{Value, json};

async fn admitted(world: &World) -> Value {
    let new = json!({ "kind": "MF", "title": "Baustelle am Ring", "questions": ["Wann ist sie fertig?"] });
    let draft = world.spd().post(&format!("/api/v1/{COUNCIL}/papers"), new).await.ok();
    let submitted = world.act(&world.spd(), &draft, "submit", json!({})).await;
    let seen = world.paper(&world.office(), &submitted).await;
    world.act(&world.office(), &seen, "admit", json!({ "department": "dezernat-06" })).await
}

fn sitting(date: &str) -> Value {
    json!({ "date": date, "time": "14:00", "place": "Neues Rathaus" })
}

both!(an_oral_inquiry_that_is_not_reached_turns_written, async |world: &World| {
    let (office, minutes) = (world.office(), world.minutes());
    // Wednesday 12.08.2020; three working days before Monday 17.08. is the Wednesday itself, before Friday the Tuesday.
    let paper = admitted(world).await;
    let consultation = &paper["consultations"][0];
    let late =
        world.try_act_on(&office, "consultations", consultation, "schedule", sitting("2020-08-14")).await.is(422);
    let told = late["errors"][0]["detail"].as_str().unwrap();
    for part in ["am 12.08.2020", "am 14.08.2020", "spätestens am 11.08.2020"] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    let paper = world.act_on(&office, "consultations", consultation, "schedule", sitting("2020-08-17")).await;
    assert_eq!(paper["clocks"], json!([]), "nothing runs before the sitting");
    world.new_mails().await;

    // Not reached: put off, and left to a written answer; the clock counts working days from the sitting on.
    world.set_clock("2020-08-17 18:00");
    let seen = world.paper(&minutes, &paper).await;
    let consultation = &seen["consultations"][0];
    let paper =
        world.act_on(&minutes, "consultations", consultation, "enter-result", json!({ "result": "deferred" })).await;
    assert_eq!(paper["status"], "in_progress", "the obligation keeps it open");
    assert_eq!(paper["clocks"][0]["due_on"], "2020-08-31");
    assert_eq!(paper["clocks"][0]["explanation"], "17.08.2020 + 10 Arbeitstage, § 13 Abs. 4 GO = 31.08.2020");
    let written = json!({ "role": "written_answer", "reason": "Die Fragestunde war zu Ende." });
    let seen = world.paper(&minutes, &paper).await;
    let paper = world.act_on(&minutes, "consultations", &seen["consultations"][0], "switch-role", written).await;
    assert_eq!(paper["consultations"][0]["role_label"], "schriftliche Beantwortung");
    assert_eq!(paper["clocks"].as_array().unwrap().len(), 1, "it runs once");

    // The department answers in writing, and the paper is closed.
    let drafter = world.api(crate::world::OTHER_DRAFTER);
    let seen = world.paper(&drafter, &paper).await;
    let draft = world.act(&drafter, &seen, "draft-answer", json!({})).await;
    let answers = json!({ "answers": [{ "question": 1, "text": "Im Oktober." }] });
    let draft = world.act(&drafter, &draft, "edit", answers).await;
    let head = world.api("bau.leitung@stadt.example");
    let seen = world.paper(&head, &draft).await;
    let signed = world.act(&head, &seen, "sign", json!({})).await;
    let seen = world.paper(&office, &signed).await;
    world.act(&office, &seen, "issue", json!({})).await;
    let closed = world.stranger().get(&api_path(&paper)).await.ok();
    assert_eq!((closed["status"].as_str(), closed["clocks"][0]["state"].as_str()), (Some("closed"), Some("fulfilled")));
    world.new_mails().await;
});

both!(an_oral_inquiry_is_answered_in_the_sitting, async |world: &World| {
    let paper = admitted(world).await;
    let consultation = &paper["consultations"][0];
    let paper = world.act_on(&world.office(), "consultations", consultation, "schedule", sitting("2020-08-17")).await;
    world.set_clock("2020-08-17 18:00");
    let minutes = world.minutes();
    let seen = world.paper(&minutes, &paper).await;
    let consultation = &seen["consultations"][0];
    let silent = json!({ "result": "answered_orally" });
    world.try_act_on(&minutes, "consultations", consultation, "enter-result", silent).await.is(422);
    let said = json!({ "result": "answered_orally", "note": "Die Baustelle ist im Oktober fertig." });
    let paper = world.act_on(&minutes, "consultations", consultation, "enter-result", said).await;
    assert_eq!((paper["status"].as_str(), paper["clocks"].as_array().unwrap().len()), (Some("closed"), 0));
    assert_eq!(paper["consultations"][0]["note"], "Die Baustelle ist im Oktober fertig.");
    world.new_mails().await;
});
