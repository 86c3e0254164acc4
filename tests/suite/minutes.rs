//! The record of a sitting: who was there, whether the body could decide, the minutes with an extract per item, and their
//! approval in a later sitting.
use crate::both;
use crate::client::Answer;
use crate::desks::hold;
use crate::files::{PDF, content_type, form};
use crate::results::{consulted, planned, result, sat, try_result};
use crate::world::{Engine, MINUTES, SPD, World, play_with};
use serde_json::{Value, json};

/// The sitting in which a consultation was dealt with.
pub fn sitting_of(world: &World, consultation: &Value) -> String {
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

pub async fn done(world: &World, sitting: &str, action: &str, inputs: Value) -> Value {
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
    let extract = format!("/leipzig/meetings/{sitting}/items/{item}/extract");
    let mut visitor = world.visitor();
    visitor.open(&page).await.must_say("liegt noch nicht vor");
    let told = try_do(world, &sitting, "finish", json!({})).await.is(422);
    assert!(told["errors"][0]["detail"].as_str().unwrap().contains("noch nicht geschlossen"), "{told}");
    hold(world, &sitting).await;

    // What was typed for the minutes is read by nobody else before they are finished.
    let sat = format!("/leipzig/meetings/{sitting}");
    for path in [&page, &extract, &sat, &format!("/api/v1{sat}"), "/leipzig/", "/leipzig/calendar.ics"] {
        let said = visitor.open(path).await.answer.body.clone();
        let inside = world.page(SPD).await.open(path).await.answer.body.clone();
        for hidden in ["begründet", "eröffnet um 14", "Schluss um 16", "Vertrauliches"] {
            assert!(!said.contains(hidden) && !inside.contains(hidden), "{hidden} on {path}");
        }
    }

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

both!(files_of_minutes_are_as_open_as_they_are, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    let sitting = sitting_of(world, &consultation);
    hold(world, &sitting).await;
    done(world, &sitting, "write", json!({ "opening": "Um 14 Uhr." })).await;
    // By the form of the page, as people do.
    let page = format!("/leipzig/meetings/{sitting}/minutes");
    let mut taker = world.page(MINUTES).await;
    taker.open(&page).await;
    let add = taker.page.all_links("/leipzig/minutes/")[0].clone();
    let token = taker.open(&add).await.field("csrf");
    let send = form(&[("csrf", &token)], &[("Anwesenheitsliste.pdf", PDF)]);
    assert_eq!(taker.bare_body(&add, &content_type(), send).await.status, 303);
    taker.open(&page).await.must_say("Anwesenheitsliste.pdf");
    let file = taker.page.all_links("/leipzig/files/")[0].clone();
    let mut visitor = world.visitor();
    let get = reqwest::Method::GET;
    assert_eq!(visitor.bare(get.clone(), &file, &[]).await.status, 404);
    assert_eq!(world.page(SPD).await.bare(get.clone(), &file, &[]).await.status, 404);
    done(world, &sitting, "finish", json!({})).await;
    assert_eq!(visitor.bare(get, &file, &[]).await.status, 200);
    visitor.open(&page).await.must_say("Anwesenheitsliste.pdf");
    world.work().await;
});

/// Where minutes lie before everybody only once they are approved.
async fn approved_first(world: &World) {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    let sitting = sitting_of(world, &consultation);
    hold(world, &sitting).await;
    done(world, &sitting, "write", json!({ "opening": "Um 14 Uhr." })).await;
    let id = world.text("SELECT CAST(id AS TEXT) AS t FROM minutes");
    let files = format!("/api/v1/leipzig/minutes/{id}/files");
    let file = world.attach_to(&world.minutes(), &files, &[("Liste.pdf", PDF)], false).await.ok()[0].clone();
    done(world, &sitting, "finish", json!({})).await;
    let page = format!("/leipzig/meetings/{sitting}/minutes");
    let mut visitor = world.visitor();
    visitor.open(&page).await.must_say("liegt noch nicht vor");
    visitor.page.must_not_say("Um 14 Uhr.");
    visitor.open(&format!("/leipzig/meetings/{sitting}")).await.must_not_say("fertiggestellt");
    world.file(&world.stranger(), &file).await.is(404);
    world.page(SPD).await.open(&page).await.must_say("Um 14 Uhr.");
    world.file(&world.spd(), &file).await.ok();
    let next = planned(world, &paper, "ratsversammlung", "information").await;
    let later = json!({ "date": "2020-10-14", "time": "14:00", "place": "Neues Rathaus" });
    world.act_on(&world.office(), "consultations", &next, "schedule", later).await;
    world.set_clock("2020-10-14 15:00");
    let later = sitting_of(world, &next);
    done(world, &sitting, "approve", json!({ "approved_at": later })).await;
    visitor.open(&page).await.must_say("Um 14 Uhr.");
    world.file(&world.stranger(), &file).await.ok();
    world.work().await;
}

fn play_approved_first(engine: Engine) {
    let rules = include_str!("../../config/councils/leipzig.toml");
    let folder = tempfile::tempdir().unwrap();
    let changed = rules.replace("[meetings]\n", "[meetings]\nminutes_public = \"approved\"\n");
    assert_ne!(changed, rules);
    std::fs::write(folder.path().join("leipzig.toml"), changed).unwrap();
    let dir = folder.path().to_owned();
    play_with(engine, move |config| config.councils.dir = Some(dir), approved_first);
}

#[test]
fn minutes_are_public_when_the_rule_says_on_sqlite() {
    play_approved_first(Engine::Sqlite);
}

#[test]
fn minutes_are_public_when_the_rule_says_on_postgres() {
    play_approved_first(Engine::Postgres);
}

both!(two_who_write_lose_nothing, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    let sitting = sitting_of(world, &consultation);
    let page = format!("/leipzig/meetings/{sitting}/minutes");
    let mut first = world.page(MINUTES).await;
    first.open(&page).await;
    done(world, &sitting, "write", json!({ "opening": "Um 14 Uhr eröffnet." })).await;
    first.submit("/minutes/write", &[("opening", "Um zwei begonnen.")]).await;
    assert_eq!(first.page.answer.status, 409);
    for said in ["Jemand anderes war schneller", "Um 14 Uhr eröffnet.", "Um zwei begonnen."] {
        first.page.must_say(said);
    }
    first.submit("/minutes/write", &[]).await.must_say("Um zwei begonnen.");
    assert_eq!(minutes(world, &sitting).await["opening"], "Um zwei begonnen.");
    world.work().await;
});
