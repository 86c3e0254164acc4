//! The record of a sitting: who was there, whether the body could decide, the minutes with an extract per item, and their
//! approval in a later sitting.
use crate::both;
use crate::client::Answer;
use crate::results::{consulted, planned, result, sat, try_result};
use crate::world::World;
use serde_json::{Value, json};

/// The sitting in which a consultation was dealt with.
fn sitting_of(world: &World, consultation: &Value) -> String {
    let id = consultation["id"].as_str().unwrap();
    world.text(&format!("SELECT CAST(meeting_id AS TEXT) AS t FROM consultations WHERE id = '{id}'"))
}

fn path(sitting: &str) -> String {
    format!("/api/v1/leipzig/meetings/{sitting}/minutes")
}

/// The minutes as the minute taker sees them.
async fn minutes(world: &World, sitting: &str) -> Value {
    world.minutes().get(&path(sitting)).await.ok()
}

async fn try_do(world: &World, sitting: &str, action: &str, mut inputs: Value) -> Answer {
    inputs["version"] = minutes(world, sitting).await["version"].clone();
    world.minutes().post(&format!("{}/{action}", path(sitting)), inputs).await
}

async fn done(world: &World, sitting: &str, action: &str, inputs: Value) -> Value {
    try_do(world, sitting, action, inputs).await.ok()
}

fn present(people: &[(&str, &str)]) -> Value {
    let rows: Value =
        people.iter().map(|(person, presence)| json!({ "person": person, "presence": presence })).collect();
    json!({ "attendance": rows })
}

both!(attendance_says_whether_the_body_could_decide, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    let sitting = sitting_of(world, &consultation);
    try_do(world, &sitting, "attendance", present(&[])).await.is(422);
    try_do(world, &sitting, "attendance", present(&[("nobody", "present")])).await.is(422);
    let away = json!({ "attendance": [{ "person": "senta-fromm", "presence": "absent", "arrived": "15:00" }] });
    try_do(world, &sitting, "attendance", away).await.is(422);
    // Two of four are not more than half.
    let two =
        [("senta-fromm", "present"), ("jannik-uhl", "present"), ("ronja-eppler", "excused"), ("hauke-lindt", "absent")];
    assert_eq!(done(world, &sitting, "attendance", present(&two)).await["quorate"], false);
    let told = try_result(world, &consultation, json!({ "result": "adopted" })).await.is(422);
    assert!(told["errors"][0]["detail"].as_str().unwrap().contains("beschlussfähig"), "{told}");
    let late = json!({ "attendance": [{ "person": "ronja-eppler", "presence": "present", "arrived": "14:30" }] });
    let recorded = done(world, &sitting, "attendance", late).await;
    assert_eq!((recorded["quorate"].as_bool(), recorded["attendance"].as_array().map(Vec::len)), (Some(true), Some(4)));
    result(world, &consultation, json!({ "result": "adopted" })).await;
    world.spd().post(&format!("{}/write", path(&sitting)), json!({ "version": 2 })).await.is(403);
    world.work().await;
});

both!(what_was_not_quorate_can_only_be_put_off, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    let sitting = sitting_of(world, &consultation);
    done(world, &sitting, "attendance", present(&[("senta-fromm", "present")])).await;
    result(world, &consultation, json!({ "result": "deferred" })).await;
    world.work().await;
});

both!(minutes_go_from_draft_over_finished_to_approved, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    let sitting = sitting_of(world, &consultation);
    result(world, &consultation, json!({ "result": "adopted_amended", "note": "Nach kurzer Debatte." })).await;
    let item = world.text("SELECT CAST(id AS TEXT) AS t FROM agenda_items");
    let texts = json!({
        "opening": "Der Vorsitz eröffnet um 14 Uhr.", "content": "Schluss um 16 Uhr.",
        "nonpublic_content": "Vertrauliches zur Person.", "items": [{ "item": item, "text": "Frau Fromm begründet." }],
    });
    done(world, &sitting, "write", texts).await;
    let page = format!("/leipzig/meetings/{sitting}/minutes");
    let mut visitor = world.visitor();
    visitor.open(&page).await.must_say("liegt noch nicht vor");

    // Not while the text as amended is missing.
    let told = try_do(world, &sitting, "finish", json!({})).await.is(422);
    assert!(told["errors"][0]["detail"].as_str().unwrap().contains(paper["reference"].as_str().unwrap()), "{told}");
    let seen = world.paper(&world.minutes(), &paper).await;
    let row =
        seen["consultations"].as_array().unwrap().iter().find(|row| row["id"] == consultation["id"]).unwrap().clone();
    world
        .act_on(
            &world.minutes(),
            "consultations",
            &row,
            "final-text",
            json!({ "final_text": "Der Radweg wird bis 2026 gebaut." }),
        )
        .await;
    try_do(world, &sitting, "approve", json!({ "approved_at": sitting })).await.is(422);
    assert_eq!(done(world, &sitting, "finish", json!({})).await["state"], "finished");
    try_do(world, &sitting, "write", json!({ "content": "Anders." })).await.is(422);
    done(world, &sitting, "write", json!({ "objections": "Frau Eppler war bis 15 Uhr da." })).await;

    let said = visitor.open(&page).await;
    said.must_say("Der Vorsitz eröffnet um 14 Uhr.");
    said.must_say("Der Radweg wird bis 2026 gebaut.");
    assert!(!said.text().contains("Vertrauliches"), "what is not public stays inside");
    let inside = world.spd().get(&path(&sitting)).await.ok();
    assert_eq!(inside["nonpublic_content"], "Vertrauliches zur Person.");
    let extract = format!("/leipzig/meetings/{sitting}/items/{item}/extract");
    let said = visitor.open(&extract).await;
    for words in
        ["geändert beschlossen", "Frau Fromm begründet.", "Nach kurzer Debatte.", "Der Radweg wird bis 2026 gebaut."]
    {
        said.must_say(words);
    }

    // A later sitting of the same body approves; not this one, not another body's, not one to come.
    let next = planned(world, &paper, "ratsversammlung", "information").await;
    let later = json!({ "date": "2020-10-14", "time": "14:00", "place": "Neues Rathaus" });
    world.act_on(&world.office(), "consultations", &next, "schedule", later).await;
    let later = sitting_of(world, &next);
    try_do(world, &sitting, "approve", json!({ "approved_at": sitting })).await.is(422);
    try_do(world, &sitting, "approve", json!({ "approved_at": later })).await.is(422);
    world.set_clock("2020-10-14 15:00");
    let approved = done(world, &sitting, "approve", json!({ "approved_at": later })).await;
    assert_eq!((approved["state"].as_str(), approved["approved_on"].as_str()), (Some("approved"), Some("2020-10-14")));
    try_do(world, &sitting, "write", json!({ "objections": "Zu spät." })).await.is(422);
    visitor.open(&page).await.must_say("Genehmigt in der Sitzung");
    let stale = json!({ "version": 1, "objections": "x" });
    world.minutes().post(&format!("{}/write", path(&sitting)), stale).await.is(409);
    world.work().await;
});
