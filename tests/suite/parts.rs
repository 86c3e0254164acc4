//! Questions split among departments: the lead signs, the others answer their own questions in its draft.
use crate::both;
use crate::papers::{api_path, page_path};
use crate::world::{HEAD, OTHER_DRAFTER, World};
use serde_json::{Value, json};

fn parts(paper: &Value) -> Vec<(i64, bool)> {
    let parts = paper["parts"].as_array().cloned().unwrap_or_default();
    parts.iter().map(|part| (part["question"].as_i64().unwrap(), part["contributed"].as_bool().unwrap())).collect()
}

both!(departments_answer_their_own_questions_in_the_leads_draft, async |world: &World| {
    let (drafter, head, office, other) = (world.drafter(), world.head(), world.office(), world.api(OTHER_DRAFTER));
    let paper = world.admitted().await;
    world.new_mails().await;
    let split = json!({ "assignments": [{ "question": 2, "department": "dezernat-06" }, { "question": 4, "department": "dezernat-06" }] });
    for who in [world.spd(), drafter.clone(), other.clone(), world.executive()] {
        let seen = world.paper(&who, &paper).await;
        world.try_act(&who, &seen, "assign-questions", split.clone()).await.is(403);
    }
    let seen = world.paper(&office, &paper).await;
    let wrong = json!({ "assignments": [{ "question": 9, "department": "dezernat-06" }, { "question": 1, "department": "nirgends" }] });
    let wrong = world.try_act(&office, &seen, "assign-questions", wrong).await.is(422);
    assert_eq!(wrong["errors"].as_array().unwrap().len(), 2, "{wrong}");
    let after = world.act(&office, &seen, "assign-questions", split).await;
    assert_eq!(parts(&after), [(2, false), (4, false)]);

    // Who is told: the departments alone; and nobody outside learns how the work is split.
    let told = [
        "bau.leitung@stadt.example",
        "bau.sachbearbeitung@stadt.example",
        "leitung@stadt.example",
        "sachbearbeitung@stadt.example",
    ];
    assert_eq!(world.newly_mailed().await, told);
    for who in [world.stranger(), world.spd(), world.greens(), world.member(), world.executive()] {
        let seen = who.get(&api_path(&paper)).await;
        assert!(!seen.body.contains("contributed"), "{}", seen.body);
        let events = who.get(&format!("{}/events", api_path(&paper))).await;
        assert!(!events.body.contains("assign-questions"), "{}", events.body);
    }
    let mut desk = world.page(OTHER_DRAFTER).await;
    desk.open("/leipzig/desk").await.must_say("Teile von Antworten, zu liefern");

    // The lead drafts; the other department sees the draft and writes into its own questions only.
    let asked = world.paper(&drafter, &paper).await;
    world.try_act(&other, &asked, "draft-answer", json!({})).await.is(403);
    let draft = world.act(&drafter, &asked, "draft-answer", json!({})).await;
    world.greens().get(&api_path(&draft)).await.is(404);
    world.spd().get(&api_path(&draft)).await.is(404);
    let seen = world.paper(&other, &draft).await;
    assert_eq!(parts(&seen), [(2, false), (4, false)]);
    let foreign = json!({ "facts": "Wir alle.", "answers": [{ "question": 1, "text": "Unsere Sicht." }] });
    let foreign = world.try_act(&other, &seen, "edit", foreign).await.is(422);
    assert_eq!(foreign["errors"].as_array().unwrap().len(), 2, "{foreign}");
    let one = json!({ "answers": [{ "question": 2, "text": "Zwei Millionen." }] });
    let seen = world.act(&other, &seen, "edit", one).await;
    let early = world.try_act(&other, &seen, "contribute", json!({})).await.is(422);
    assert!(early.to_string().contains("Frage 4"), "{early}");
    world.try_act(&drafter, &seen, "contribute", json!({})).await.is(422);
    let lead = json!({ "facts": "Vorab.", "answers": [{ "question": 1, "text": "Ja." }, { "question": 3, "text": "Nein." },
        { "question": 5, "text": "Nein." }, { "question": 6, "text": "Nein." }] });
    let current = world.act(&drafter, &seen, "edit", lead).await;
    let early = world.try_act(&drafter, &current, "present", json!({})).await.is(422);
    assert!(early.to_string().contains("4 (06 Dezernat Stadtentwicklung und Bau)"), "{early}");

    // By the form: only the own questions stand there.
    let mut page = world.page(OTHER_DRAFTER).await;
    let form = format!("{}/actions/edit", page_path(&current));
    let shown = page.open(&form).await;
    shown.must_say("Hier stehen die Fragen Ihres Dezernats.");
    let names = shown.form(&form).names;
    assert!(names.contains(&"answer-4".to_owned()) && !names.contains(&"answer-1".to_owned()), "{names:?}");
    page.submit(&form, &[("answer-4", "Die Regelung bleibt.")]).await.must_say("Die Änderungen sind gespeichert.");
    let current = world.paper(&other, &draft).await;
    let ready = world.act(&other, &current, "contribute", json!({})).await;
    assert_eq!(parts(&ready), [(2, true), (4, true)]);
    let ready = world.paper(&drafter, &draft).await;
    assert_eq!(ready["facts"], "Vorab.", "the lead's text is as it was");
    desk.open("/leipzig/desk").await;
    assert!(!desk.page.text().contains("Teile von Antworten, zu liefern"));

    // The lead presents and signs; the other department cannot.
    let seen = world.paper(&other, &draft).await;
    world.try_act(&other, &seen, "present", json!({})).await.is(403);
    let presented = world.act(&drafter, &ready, "present", json!({})).await;
    world.try_act(&world.api("bau.leitung@stadt.example"), &presented, "sign", json!({})).await.is(403);
    let seen = world.paper(&head, &presented).await;
    let signed = world.act(&head, &seen, "sign", json!({})).await;
    let seen = world.paper(&office, &signed).await;
    let issued = world.act(&office, &seen, "issue", json!({})).await;
    assert_eq!(issued["questions"][1]["answers"][0]["text"], "Zwei Millionen.");
    world.new_mails().await;
});

both!(questions_are_split_on_a_page, async |world: &World| {
    let paper = world.admitted().await;
    let mut page = world.page(HEAD).await;
    let form = format!("{}/actions/assign-questions", page_path(&paper));
    page.open(&page_path(&paper)).await.must_say("Fragen auf Dezernate verteilen");
    page.open(&form).await.must_say("02.1 Dezernat Allgemeine Verwaltung (federführend)");
    page.submit(&form, &[]).await.must_say("An der Verteilung hat sich nichts geändert");
    page.submit(&form, &[("department-3", "dezernat-06")]).await.must_say("Die Fragen sind verteilt.");
    page.page.must_say("Frage 3: 06 Dezernat Stadtentwicklung und Bau, offen");
    page.open(&form).await;
    page.submit(&form, &[("department-3", "")]).await.must_say("Die Fragen sind verteilt.");
    assert!(!page.page.text().contains("Frage 3: 06"), "given back to the lead");
    world.new_mails().await;
});
