//! Further questions after the answer: new rows, a clock of their own, and the next answer answers exactly them.
use crate::both;
use crate::papers::page_path;
use crate::world::World;
use serde_json::{Value, json};

fn numbers(paper: &Value) -> Vec<i64> {
    paper["questions"].as_array().unwrap().iter().map(|question| question["number"].as_i64().unwrap()).collect()
}

both!(further_questions_are_answered_by_a_further_answer, async |world: &World| {
    let (spd, drafter, head, office) = (world.spd(), world.drafter(), world.head(), world.office());
    let paper = world.admitted().await;
    let further = |texts: &[&str]| json!({ "questions": texts });
    let seen = world.paper(&spd, &paper).await;
    world.try_act(&spd, &seen, "follow-up", further(&["Und im Winter?"])).await.is(422);
    world.set_clock("2020-08-20 10:00");
    world.answer_issued(&paper).await;
    let answered = world.paper(&spd, &paper).await;
    assert_eq!(answered["status"], "closed");
    world.new_mails().await;

    // The side that asked asks on; nobody else, not more than allowed, not nothing.
    world.set_clock("2020-09-01 10:00");
    for who in [world.greens(), office.clone(), drafter.clone()] {
        world.try_act(&who, &answered, "follow-up", further(&["Und im Winter?"])).await.is(403);
    }
    world.try_act(&spd, &answered, "follow-up", further(&["  "])).await.is(422);
    let many = world.try_act(&spd, &answered, "follow-up", further(&["1?", "2?", "3?", "4?"])).await.is(422);
    assert_eq!(many["errors"][0]["field"], "questions");
    let open = world.act(&spd, &answered, "follow-up", further(&["Und im Winter?", "Was kostet das?"])).await;
    assert_eq!(numbers(&open), [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!((open["questions"][5]["round"].as_i64(), open["questions"][6]["round"].as_i64()), (Some(1), Some(2)));
    assert_eq!(open["status"], "in_progress", "it is open again");
    let clocks = open["clocks"].as_array().unwrap();
    assert_eq!(clocks.len(), 2);
    let clock = clocks.iter().find(|clock| clock["round"] == 2).unwrap();
    assert_eq!((clock["rule"].as_str(), clock["due_on"].as_str()), (Some("follow_up"), Some("2020-09-29")));
    assert_eq!(world.newly_mailed().await, ["leitung@stadt.example", "sachbearbeitung@stadt.example"]);
    let again = world.try_act(&spd, &open, "follow-up", further(&["Noch etwas?"])).await.is(422);
    assert!(again.to_string().contains("noch nicht beantwortet"), "{again}");

    // The next answer answers exactly the new ones.
    let asked = world.paper(&drafter, &paper).await;
    let draft = world.act(&drafter, &asked, "draft-answer", json!({})).await;
    assert_eq!(numbers(&draft), [7, 8]);
    let old = json!({ "answers": [{ "question": 1, "text": "Doch anders." }] });
    world.try_act(&drafter, &draft, "edit", old).await.is(422);
    let one = json!({ "answers": [{ "question": 7, "text": "Im Winter ebenso." }] });
    let draft = world.act(&drafter, &draft, "edit", one).await;
    let seen = world.paper(&head, &draft).await;
    let missing = world.try_act(&head, &seen, "sign", json!({})).await.is(422);
    assert!(missing.to_string().contains("Frage 8"), "{missing}");
    let two = json!({ "answers": [{ "question": 8, "text": "Nichts." }] });
    world.act(&drafter, &draft, "edit", two).await;
    let seen = world.paper(&head, &draft).await;
    let signed = world.act(&head, &seen, "sign", json!({})).await;
    let seen = world.paper(&office, &signed).await;
    let issued = world.act(&office, &seen, "issue", json!({})).await;
    assert_eq!(issued["reference"], "VII-F-01504-AW-02");
    assert_eq!(numbers(&issued), [7, 8]);
    let closed = world.paper(&world.stranger(), &paper).await;
    assert_eq!(closed["status"], "closed");
    assert_eq!(closed["questions"][0]["answers"][0]["paper"], "VII-F-01504-AW-01");
    assert_eq!(closed["questions"][6]["answers"][0]["paper"], "VII-F-01504-AW-02");
    assert_eq!(closed["questions"][6]["answers"].as_array().unwrap().len(), 1);
    let first = world.paper_by(&world.stranger(), "VII-F-01504-AW-01").await;
    assert_eq!(numbers(&first), [1, 2, 3, 4, 5, 6], "the first answer stays what it was");
    world.new_mails().await;

    // One is left of three; and after the days of the kind none.
    let seen = world.paper(&spd, &paper).await;
    let two = world.try_act(&spd, &seen, "follow-up", further(&["Und?", "Wann?"])).await.is(422);
    assert!(two.to_string().contains("1 davon"), "{two}");
    world.wait_days(29);
    let late = world.try_act(&spd, &seen, "follow-up", further(&["Und?"])).await.is(422);
    assert!(late.to_string().contains("29.09.2020"), "{late}");
});

both!(further_questions_are_asked_through_the_form, async |world: &World| {
    let paper = world.admitted().await;
    world.answer_issued(&paper).await;
    let mut page = world.page(crate::world::SPD).await;
    let form = format!("{}/actions/follow-up", page_path(&paper));
    page.open(&page_path(&paper)).await.must_say("Nachfragen");
    page.open(&form).await;
    let version = page.page.form(&form).values.iter().find(|(name, _)| name == "version").unwrap().1.clone();
    let csrf = page.page.form(&form).values.iter().find(|(name, _)| name == "csrf").unwrap().1.clone();
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let hidden = [field("version", &version), field("csrf", &csrf)];
    let sent =
        [&hidden[..], &[field("questions", "Seit wann?"), field("questions", ""), field("questions", "Bis wann?")]];
    let shown = page.post(&form, &sent.concat()).await;
    shown.must_say("Die Nachfrage ist gestellt.");
    shown.must_say("Seit wann?");
    shown.must_say("Nachfrage");
    world.new_mails().await;
});
