//! No hidden text in any mail: a word that stands in every text that is not public never gets into a mail to those
//! outside its circle, whatever happens to the paper. Of a paper that is not public it gets into no mail at all.
use crate::orders::{decide, list, try_order};
use crate::papers::api_path;
use crate::posted;
use crate::results::{planned, result, sat};
use crate::smtp::Taken;
use crate::told::*;
use crate::world::*;
use serde_json::{Value, json};

/// Stands in every hidden text, with what it is.
const MARK: &str = "Zzgeheim";

fn mark(what: &str) -> String {
    format!("{MARK} {what}")
}

/// Whether the word is anywhere in a mail: in a header, in the text or in the HTML.
fn tells(mail: &Taken) -> bool {
    [&mail.mail.subject, &mail.mail.text, &mail.mail.html, &mail.mail.raw].into_iter().any(|part| part.contains(MARK))
}

#[track_caller]
fn silent(mails: &[Taken]) {
    for mail in mails {
        assert!(!tells(mail), "to {}: {}\n{}", mail.mail.to, mail.mail.subject, mail.mail.text);
    }
}

/// The consultation as it stands now.
async fn now(world: &World, paper: &Value, consultation: &Value) -> Value {
    let seen = world.paper(&world.office(), paper).await;
    let rows = seen["consultations"].as_array().unwrap();
    rows.iter().find(|row| row["id"] == consultation["id"]).unwrap().clone()
}

posted!(of_a_hidden_paper_no_text_is_in_any_mail, async |post: &Post<'_>| {
    let world = post.world;
    let (spd, office, drafter, head) = (world.spd(), world.office(), world.drafter(), world.head());
    let new = json!({ "kind": "F", "public": false, "title": mark("Betreff"), "occasion": "Sonstiges",
        "facts": mark("Sachverhalt"), "questions": [mark("Frage 1"), mark("Frage 2")] });
    let draft = spd.post("/api/v1/leipzig/papers", new).await.ok();
    world.attach(&spd, &draft, &[(&format!("{MARK}.txt"), MARK.as_bytes())], false).await.ok();
    world.act(&spd, &draft, "submit", json!({})).await;
    let seen = world.paper(&office, &draft).await;
    world.act(&office, &seen, "return", json!({ "reason": mark("Rückgabe") })).await;
    let seen = world.paper(&spd, &draft).await;
    world.act(&spd, &seen, "submit", json!({})).await;
    let seen = world.paper(&office, &draft).await;
    let paper = world.act(&office, &seen, "admit", json!({ "department": "dezernat-06" })).await;
    silent(&post.fresh().await);

    // Within the administration.
    let other = world.api(OTHER_DRAFTER);
    let seen = world.paper(&other, &paper).await;
    other.post(&format!("{}/notes", api_path(&paper)), json!({ "text": mark("Vermerk") })).await.ok();
    let back = world.try_act(&other, &seen, "hand-back", json!({ "reason": mark("Abgabe") })).await;
    assert_eq!(back.status, 200, "{}", back.body);
    let seen = world.paper(&office, &paper).await;
    world.act(&office, &seen, "assign", json!({ "department": "dezernat-01" })).await;
    let seen = world.paper(&office, &paper).await;
    let split = json!({ "assignments": [{ "question": 2, "department": "dezernat-06" }] });
    world.act(&office, &seen, "assign-questions", split).await;
    silent(&post.fresh().await);

    // Clocks.
    let clock = world.paper(&office, &paper).await["clocks"][0].clone();
    let longer = json!({ "applicant": mark("Antragstelle"), "decider": mark("Stelle"), "decided_on": "2020-08-12",
        "due_on": "2020-09-10", "reason": mark("Verlängerung") });
    world.act_on(&office, "clocks", &clock, "extend", longer).await;
    let clock = world.paper(&office, &paper).await["clocks"][0].clone();
    let interim = json!({ "due_on": "2020-09-12", "reason": mark("Zwischenbescheid") });
    world.act_on(&drafter, "clocks", &clock, "interim", interim).await;
    for day in ["2020-09-07 06:00", "2020-09-14 06:00"] {
        world.set_clock(day);
        ratsweg::work::daily::warn(&world.app).await.unwrap();
    }
    let warned = post.fresh().await;
    assert!(warned.iter().any(|mail| mail.mail.subject.contains("Wochenliste")));
    silent(&warned);

    // Sittings.
    let row = planned(world, &paper, "bauausschuss", "advice").await;
    let row = sat(world, &paper, &row).await;
    result(world, &row, json!({ "result": "deferred", "note": mark("Vermerk im Protokoll") })).await;
    let meeting = json!({ "bodies": ["bauausschuss"], "date": "2020-09-20", "time": "10:00" });
    let sitting = office.post("/api/v1/leipzig/meetings", meeting).await.ok()["id"].as_str().unwrap().to_owned();
    let item = json!({ "title": mark("Punkt"), "public": false, "public_title": "Personal", "note": mark("Notiz") });
    world.sit(&office, &sitting, "add-item", item).await;
    let seen = world.paper(&office, &paper).await;
    let open = seen["consultations"].as_array().unwrap().iter().find(|row| row["state"] == "planned").cloned();
    if let Some(open) = open.filter(|row| row["body"].to_string().contains("Bau")) {
        world.act_on(&office, "consultations", &open, "schedule", json!({ "meeting": sitting })).await;
    }
    world.invite(&sitting).await;
    let agenda = world.sitting(&office, &sitting).await["agenda"].clone();
    for item in agenda.as_array().unwrap() {
        let why = json!({ "item": item["id"], "reason": mark("Absetzung") });
        world.sit(&office, &sitting, "remove-item", why).await;
    }
    assert_eq!(now(world, &paper, &row).await["state"], "concluded");
    silent(&post.fresh().await);

    // Orders.
    decide(world, &paper, &[&mark("Punkt 1"), &mark("Punkt 2")]).await;
    let order = list(&office, "").await.remove(0);
    let dated = json!({ "due_note": mark("Termin") });
    let order = try_order(&office, &order, "reschedule", dated).await.ok();
    let done = json!({ "report": mark("Bericht"), "done": true });
    let order = try_order(&drafter, &order, "report", done).await.ok();
    try_order(&office, &order, "confirm", json!({})).await.ok();
    silent(&post.fresh().await);

    // The answer, and further questions.
    let asked = world.paper(&drafter, &paper).await;
    let answer = world.act(&drafter, &asked, "draft-answer", json!({})).await;
    let answers = json!([{ "question": 1, "text": mark("Antwort") }, { "question": 2, "refusal": mark("Ablehnung") }]);
    let answer =
        world.act(&drafter, &answer, "edit", json!({ "facts": mark("Vorbemerkung"), "answers": answers })).await;
    let answer = world.act(&drafter, &answer, "present", json!({})).await;
    let answer = world.act(&head, &answer, "return", json!({ "reason": mark("Nacharbeit") })).await;
    let answer = world.act(&drafter, &answer, "present", json!({})).await;
    let answer = world.act(&head, &answer, "sign", json!({})).await;
    let seen = world.paper(&office, &answer).await;
    world.act(&office, &seen, "issue", json!({})).await;
    let seen = world.paper(&spd, &paper).await;
    world.act(&spd, &seen, "follow-up", json!({ "questions": [mark("Nachfrage")] })).await;
    let told = post.fresh().await;
    assert!(!told.is_empty());
    silent(&told);
});

posted!(of_what_is_hidden_on_a_public_paper_nothing_is_told_outside, async |post: &Post<'_>| {
    let world = post.world;
    let (office, drafter, head) = (world.office(), world.drafter(), world.head());
    let paper = world.admitted().await;
    follow(world, &paper).await;
    drafter.post(&format!("{}/notes", api_path(&paper)), json!({ "text": mark("Vermerk") })).await.ok();
    world.attach(&office, &paper, &[(&format!("{MARK}.txt"), MARK.as_bytes())], true).await.ok();
    // The draft of an answer, sent back, and given up.
    let asked = world.paper(&drafter, &paper).await;
    let answer = world.act(&drafter, &asked, "draft-answer", json!({})).await;
    let text = json!({ "facts": mark("Entwurf"), "answers": [{ "question": 1, "text": mark("Antwort") }] });
    let answer = world.act(&drafter, &answer, "edit", text).await;
    let answer = world.act(&drafter, &answer, "present", json!({})).await;
    world.act(&head, &answer, "return", json!({ "reason": mark("Nacharbeit") })).await;
    let seen = world.paper(&drafter, &paper).await;
    let back = world.try_act(&drafter, &seen, "hand-back", json!({ "reason": mark("Abgabe") })).await;
    assert_eq!(back.status, 200, "{}", back.body);
    let seen = world.paper(&office, &paper).await;
    world.act(&office, &seen, "assign", json!({ "department": "dezernat-06" })).await;
    // A public paper on an item that is not: why it left the agenda stays inside, and so does the item.
    let row = planned(world, &paper, "bauausschuss", "advice").await;
    let meeting = json!({ "bodies": ["bauausschuss"], "date": "2020-09-20", "time": "10:00" });
    let sitting = office.post("/api/v1/leipzig/meetings", meeting).await.ok()["id"].as_str().unwrap().to_owned();
    let item = json!({ "title": mark("Punkt"), "public": false, "public_title": "Personal", "note": mark("Notiz") });
    let agenda = world.sit(&office, &sitting, "add-item", item).await["agenda"].clone();
    let onto = json!({ "meeting": sitting, "item": agenda[0]["id"] });
    world.act_on(&office, "consultations", &row, "schedule", onto).await;
    world.invite(&sitting).await;
    let item = world.sitting(&office, &sitting).await["agenda"][0]["id"].clone();
    world.sit(&office, &sitting, "remove-item", json!({ "item": item, "reason": mark("Absetzung") })).await;
    let told = post.fresh().await;
    assert!(told.iter().any(|mail| mail.mail.to == CITIZEN));
    silent(&told);
});
