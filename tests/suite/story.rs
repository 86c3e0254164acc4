//! The main job from end to end: an inquiry goes from submission over deferral to the written answer, as on the page of
//! VII-F-01504; and the ways beside it (withdrawal, extension, refusal, non-public from the first keystroke on).
use crate::both;
use crate::client::Api;
use crate::papers::{TITLE, api_path, inquiry};
use crate::world::{CDU, EXECUTIVE, GREENS, HEAD, OFFICE, OTHER_DRAFTER, SPD, SPD_MEMBER, World};
use serde_json::{Value, json};

const PAPERS: &str = "/api/v1/leipzig/papers";
const PLACE: &str = "Kongreßhalle Leipzig, Pfaffendorfer Str. 31, 04105 Leipzig";

fn details(problem: &Value) -> Vec<String> {
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().map(|error| error["detail"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn names_of_actions(who: &Api, paper: &Value) -> Vec<String> {
    let offers = who.get(&format!("{}/actions", api_path(paper))).await.ok();
    offers.as_array().unwrap().iter().map(|offer| offer["name"].as_str().unwrap().to_owned()).collect()
}

both!(an_inquiry_goes_from_submission_over_deferral_to_the_written_answer, async |world: &World| {
    let (spd, office, drafter, head) = (world.spd(), world.office(), world.drafter(), world.head());
    let strangers = [world.stranger(), world.greens(), world.citizen(), world.api(OTHER_DRAFTER)];

    // 1. The faction's office drafts, has a member co-sign, submits.
    let draft = world.draft().await;
    assert_eq!((draft["state"].as_str(), draft["reference"].as_str()), (Some("draft"), None));
    assert_eq!(draft["submitter"], "SPD-Fraktion");
    assert_eq!(draft["author"], "Geschäftsstelle der SPD-Fraktion");
    let draft = world.act(&spd, &draft, "edit", json!({ "title": TITLE, "occasion": "Sonstiges" })).await;
    for who in strangers.iter().chain([&office, &drafter]) {
        who.get(&api_path(&draft)).await.is(404);
    }
    let asked = world.act(&spd, &draft, "invite", json!({ "people": ["senta-fromm"] })).await;
    assert_eq!(asked["state"], "cosigning");
    let frozen = world.try_act(&spd, &asked, "edit", json!({ "title": "Anders" })).await;
    frozen.is(422);
    let seen = world.paper(&world.member(), &asked).await;
    let signed = world.act(&world.member(), &seen, "cosign", json!({})).await;
    assert_eq!(signed["signatures"], json!([{ "name": signed["signatures"][0]["name"], "signed": true }]));
    assert!(world.new_mails().await.is_empty(), "nobody is mailed of a draft");
    let signed = world.paper(&spd, &signed).await;
    let submitted = world.act(&spd, &signed, "submit", json!({})).await;
    assert_eq!(submitted["reference"], Value::Null, "no number yet");
    let receipt = world.new_mails().await;
    assert!(receipt.iter().any(|mail| mail.to.contains(SPD)), "{receipt:?}");
    assert!(receipt.iter().all(|mail| mail.to.contains("spd")), "a receipt goes to the submitter alone");
    for who in &strangers {
        who.get(&api_path(&draft)).await.is(404);
    }

    // 2. The office returns it once, then admits it.
    let seen = world.paper(&office, &submitted).await;
    world.try_act(&office, &seen, "return", json!({})).await.is(422);
    let returned = world.act(&office, &seen, "return", json!({ "reason": "Frage 2 nennt keinen Zeitraum." })).await;
    assert_eq!(returned["state"], "returned");
    let mails = world.new_mails().await;
    assert!(!mails.is_empty() && mails.iter().all(|mail| mail.text.contains("Frage 2 nennt keinen Zeitraum.")));
    let again = world.paper(&spd, &returned).await;
    let mut questions: Vec<String> =
        again["questions"].as_array().unwrap().iter().map(|q| q["text"].as_str().unwrap().to_owned()).collect();
    assert_eq!(questions.len(), 6);
    questions[1] = "Welche Kosten sind seit März 2020 entstanden?".to_owned();
    let edited = world.act(&spd, &again, "edit", json!({ "questions": questions })).await;
    let submitted = world.act(&spd, &edited, "submit", json!({})).await;
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM paper_versions"), 2, "both versions of the text are kept");
    world.new_mails().await;
    let seen = world.paper(&office, &submitted).await;
    let missing = world.try_act(&office, &seen, "admit", json!({})).await.is(422);
    assert_eq!(missing["errors"][0]["field"], "department");
    let admitted = world.act(&office, &seen, "admit", json!({ "department": "dezernat-01" })).await;
    assert_eq!(admitted["reference"], "VII-F-01504");
    assert_eq!(admitted["slug"], "VII-F-01504");
    assert_eq!(admitted["status_label"], "öffentlich (Vorlage im Verfahren)");
    let clock = &admitted["clocks"][0];
    assert_eq!(clock["due_on"], "2020-09-09");
    assert_eq!(clock["explanation"], "12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO = 09.09.2020");
    let mailed = world.newly_mailed().await;
    for part in ["buero@spd", "buero@gruene", "buero@cdu", "sachbearbeitung@", "leitung@", "ob@"] {
        assert!(mailed.iter().any(|to| to.contains(part)), "{part} is not among {mailed:?}");
    }
    let mut once = mailed.clone();
    once.dedup();
    assert_eq!(once, mailed, "one mail a person");
    assert!(!mailed.iter().any(|to| to.contains("bau.")), "another department is not concerned");
    assert_eq!(world.stranger().get(&format!("{PAPERS}/VII-F-01504")).await.ok()["title"], TITLE);

    // 3. It is scheduled, and deferred.
    let citizen = world.citizen();
    let seen = world.paper(&office, &admitted).await;
    let consultation = &seen["consultations"][0];
    assert_eq!(consultation["role_label"], "schriftliche Beantwortung");
    let sitting = json!({ "date": "2020-09-16", "time": "14:00", "place": PLACE });
    world.act_on(&office, "consultations", consultation, "schedule", sitting).await;
    assert!(!world.new_mails().await.is_empty());
    let seen = world.paper(&world.minutes(), &admitted).await;
    let consultation = &seen["consultations"][0];
    let minutes = world.minutes();
    let deferred = json!({ "result": "deferred" });
    let early = world.try_act_on(&minutes, "consultations", consultation, "enter-result", deferred).await;
    assert!(details(&early.is(422))[0].contains("Sitzung"), "a sitting to come has no result");
    world.set_clock("2020-09-16 16:30");
    let passed = json!({ "result": "beschlossen" });
    let wrong = world.try_act_on(&minutes, "consultations", consultation, "enter-result", passed).await;
    assert_eq!(wrong.is(422)["errors"][0]["field"], "result");
    let deferred = json!({ "result": "deferred", "note": "Die Antwort lag noch nicht vor." });
    let after = world.act_on(&world.minutes(), "consultations", consultation, "enter-result", deferred).await;
    assert_eq!(after["consultations"].as_array().unwrap().len(), 1, "no second row appears");
    assert_eq!(after["consultations"][0]["result_label"], "vertagt");
    assert_eq!(after["status"], "in_progress", "the paper stays open");
    assert_eq!(after["clocks"][0]["light"], "red", "the clock runs on");
    let mails = world.new_mails().await;
    let told = mails.iter().find(|mail| mail.to.contains(SPD)).expect("the submitter is told");
    assert!(told.text.contains("vertagt") && told.text.contains("Die Antwort lag noch nicht vor."), "{}", told.text);
    assert!(told.text.contains("09.09.2020"), "what is due next: {}", told.text);
    for to in [GREENS, CDU] {
        assert!(mails.iter().any(|mail| mail.to.contains(to)), "{to}");
    }

    // 4. The department drafts the answer, the head returns it once, then signs.
    let seen = world.paper(&drafter, &admitted).await;
    world.try_act(&world.api(OTHER_DRAFTER), &seen, "draft-answer", json!({})).await.is(403);
    let answer = world.act(&drafter, &seen, "draft-answer", json!({})).await;
    assert_eq!((answer["kind"].as_str(), answer["reference"].as_str()), (Some("AW"), None));
    world.try_act(&drafter, &seen, "draft-answer", json!({})).await.is(422);
    for who in strangers.iter().chain([&office, &spd]) {
        who.get(&api_path(&answer)).await.is(404);
    }
    let five: Value = (1..=5).map(|n| json!({ "question": n, "text": format!("Zu {n}.") })).collect();
    let answer = world.act(&drafter, &answer, "edit", json!({ "facts": "Vorbemerkung.", "answers": five })).await;
    let answer = world.act(&drafter, &answer, "present", json!({})).await;
    let seen = world.paper(&head, &answer).await;
    let told = details(&world.try_act(&head, &seen, "sign", json!({})).await.is(422));
    assert_eq!(told, ["Frage 6 hat weder eine Antwort noch eine begründete Ablehnung."]);
    let back = world.act(&head, &seen, "return", json!({ "reason": "Frage 6 fehlt." })).await;
    let answer = world.paper(&drafter, &back).await;
    let sixth = json!({ "answers": [{ "question": 6, "refusal": "Das betrifft die Eigenbetriebe in eigener Verantwortung." }] });
    let answer = world.act(&drafter, &answer, "edit", sixth).await;
    let answer = world.act(&drafter, &answer, "present", json!({})).await;
    let seen = world.paper(&head, &answer).await;
    let signed = world.act(&head, &seen, "sign", json!({})).await;
    assert_eq!(signed["state"], "signed");
    assert!(world.new_mails().await.is_empty());

    // 5. The office issues it.
    let seen = world.paper(&office, &signed).await;
    let issued = world.act(&office, &seen, "issue", json!({})).await;
    assert_eq!(issued["reference"], "VII-F-01504-AW-01");
    assert_eq!(issued["kind_label"], "schriftliche Antwort zur Anfrage");
    let mails = world.new_mails().await;
    for to in [SPD, GREENS, CDU] {
        let mail = mails.iter().find(|mail| mail.to.contains(to)).unwrap_or_else(|| panic!("{to} is told"));
        assert!(mail.text.contains("VII-F-01504"), "{}", mail.text);
    }

    // 6. A citizen reads it.
    let read = world.stranger().get(&format!("{PAPERS}/VII-F-01504")).await.ok();
    assert_eq!(read["status_label"], "öffentlich (Vorlage abgeschlossen)");
    assert_eq!(read["consultations"][0]["result_label"], "vertagt", "the result stays as it was");
    assert_eq!(read["clocks"][0]["state"], "fulfilled");
    let first = &read["questions"][0];
    assert_eq!(first["answers"][0], json!({ "paper": "VII-F-01504-AW-01", "text": "Zu 1.", "refusal": "" }));
    assert!(read["questions"][5]["answers"][0]["refusal"].as_str().unwrap().contains("Eigenbetriebe"));
    let family = citizen.get(&format!("{PAPERS}/VII-F-01504/lineage")).await.ok();
    let rows: Vec<_> = family
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            [&row["reference"], &row["title"], &row["author"], &row["kind_label"]]
                .map(|v| v.as_str().unwrap().to_owned())
        })
        .collect();
    let department = "02.1 Dezernat Allgemeine Verwaltung";
    assert_eq!(
        rows,
        [
            ["VII-F-01504", TITLE, "Geschäftsstelle der SPD-Fraktion", "Anfrage"].map(str::to_owned),
            ["VII-F-01504-AW-01", TITLE, department, "schriftliche Antwort zur Anfrage"].map(str::to_owned),
        ]
    );
    let history = world.stranger().get(&format!("{PAPERS}/VII-F-01504/events")).await.ok();
    let public: Vec<_> = history.as_array().unwrap().iter().map(|event| event["action"].as_str().unwrap()).collect();
    assert_eq!(public, ["admit", "schedule", "enter-result", "answered"], "drafts and returns stay inside");
    let all = spd.get(&format!("{PAPERS}/VII-F-01504/events")).await.ok();
    assert!(all.as_array().unwrap().iter().any(|event| event["action"] == "return"));
    world
        .try_act(&spd, &world.paper(&spd, &admitted).await, "withdraw", json!({ "reason": "Erledigt." }))
        .await
        .is(422);
    let verdict = world.app.read(|db| ratsweg::events::store::verify(db, "leipzig")).await.unwrap();
    assert_eq!(verdict.fault, None);
});

both!(withdrawal_ends_clock_consultation_and_drafts, async |world: &World| {
    let paper = world.admitted().await;
    let draft = world.answer_draft(&paper).await;
    world.new_mails().await;
    let seen = world.paper(&world.spd(), &paper).await;
    world.try_act(&world.spd(), &seen, "withdraw", json!({})).await.is(422);
    world.try_act(&world.greens(), &seen, "withdraw", json!({ "reason": "x" })).await.is(403);
    let gone = world.act(&world.spd(), &seen, "withdraw", json!({ "reason": "Die Sache hat sich erledigt." })).await;
    assert_eq!(gone["status_label"], "öffentlich (zurückgezogen)");
    assert_eq!(gone["clocks"][0]["state"], "lapsed");
    assert_eq!(gone["consultations"][0]["state"], "cancelled");
    assert_eq!(world.paper(&world.drafter(), &draft).await["state"], "withdrawn");
    let mailed = world.newly_mailed().await;
    assert!(mailed.iter().any(|to| to.contains(GREENS)) && mailed.iter().any(|to| to.contains("sachbearbeitung@")));
});

both!(an_extension_keeps_the_old_date, async |world: &World| {
    let paper = world.admitted().await;
    world.new_mails().await;
    let seen = world.paper(&world.office(), &paper).await;
    let clock = &seen["clocks"][0];
    let ask = |due: &str| {
        json!({
            "applicant": "02.1 Dezernat Allgemeine Verwaltung", "decider": "Oberbürgermeister",
            "decided_on": "2020-08-12", "due_on": due, "reason": "Die Abfrage der Ämter dauert an.",
        })
    };
    let earlier = world.try_act_on(&world.office(), "clocks", clock, "extend", ask("2020-09-01")).await.is(422);
    assert_eq!(earlier["errors"][0]["field"], "due_on");
    world.try_act_on(&world.spd(), "clocks", clock, "extend", ask("2020-10-07")).await.is(403);
    let after = world.act_on(&world.office(), "clocks", clock, "extend", ask("2020-10-07")).await;
    let clock = &after["clocks"][0];
    assert_eq!(
        (clock["due_on"].as_str(), clock["extensions"][0]["old_due"].as_str()),
        (Some("2020-10-07"), Some("2020-09-09"))
    );
    assert_eq!(clock["extensions"][0]["late"], false);
    assert!(clock["explanation"].as_str().unwrap().contains("verlängert bis 07.10.2020"), "{clock}");
    let mails = world.new_mails().await;
    let told = mails.iter().find(|mail| mail.to.contains(SPD)).expect("the submitter is told");
    assert!(told.text.contains("09.09.2020") && told.text.contains("07.10.2020"), "{}", told.text);
});

both!(an_answer_can_be_refused_with_reasons, async |world: &World| {
    let paper = world.admitted().await;
    world.new_mails().await;
    let seen = world.paper(&world.executive(), &paper).await;
    world.try_act_on(&world.office(), "clocks", &seen["clocks"][0], "refuse", json!({ "reason": "x" })).await.is(403);
    let told = world.try_act_on(&world.executive(), "clocks", &seen["clocks"][0], "refuse", json!({})).await.is(422);
    assert_eq!(told["errors"][0]["field"], "reason");
    let reason = json!({ "reason": "Die Frage betrifft keine einzelne Angelegenheit der Gemeinde." });
    let after = world.act_on(&world.executive(), "clocks", &seen["clocks"][0], "refuse", reason).await;
    assert_eq!(after["clocks"][0]["state"], "refused");
    assert_eq!(after["status"], "closed");
    let mailed = world.newly_mailed().await;
    assert!(mailed.iter().any(|to| to.contains(SPD)) && mailed.iter().any(|to| to.contains(CDU)));
});

both!(a_non_public_inquiry_is_hidden_from_the_first_keystroke_on, async |world: &World| {
    let mut fields = inquiry();
    fields["public"] = json!(false);
    fields["title"] = json!("Geheimnisvolle Grundstückssache");
    let draft = world.spd().post(PAPERS, fields).await.ok();
    assert_eq!(draft["public"], false);
    let submitted = world.act(&world.spd(), &draft, "submit", json!({})).await;
    world.new_mails().await;
    let seen = world.paper(&world.office(), &submitted).await;
    let admitted = world.act(&world.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await;
    assert_eq!(admitted["status_label"], "nicht öffentlich (Vorlage im Verfahren)");
    let mails = world.new_mails().await;
    assert!(mails.iter().any(|mail| mail.to.contains(GREENS)));
    for mail in &mails {
        assert!(!mail.raw.contains("Grundst") && !mail.text.contains("Geheimnisvolle"), "{}", mail.raw);
        assert!(mail.text.contains("VII-F-01504") && mail.text.contains("nicht öffentlich"), "{}", mail.text);
    }
    for who in [world.stranger(), world.citizen(), world.api(OTHER_DRAFTER)] {
        let hidden = who.get(&format!("{PAPERS}/VII-F-01504")).await;
        let absent = who.get(&format!("{PAPERS}/VII-F-01505")).await;
        let blank = |body: &str| body.replace("VII-F-01504", "").replace("VII-F-01505", "");
        assert_eq!((hidden.status, blank(&hidden.body)), (absent.status, blank(&absent.body)));
        assert_eq!(who.get(PAPERS).await.ok(), json!([]));
    }
    for who in [OFFICE, SPD, SPD_MEMBER, GREENS, EXECUTIVE, HEAD] {
        assert_eq!(
            world.api(who).get(&format!("{PAPERS}/VII-F-01504")).await.ok()["title"],
            "Geheimnisvolle Grundstückssache"
        );
    }
    let issued = world.answer_issued(&admitted).await;
    assert_eq!(issued["public"], false, "an answer is never wider open than its question");
    world.stranger().get(&api_path(&issued)).await.is(404);
    for mail in world.new_mails().await {
        assert!(!mail.raw.contains("Grundst") && !mail.text.contains("Antwort auf Frage"), "{}", mail.raw);
    }
});

both!(the_department_hands_the_task_back, async |world: &World| {
    let paper = world.admitted().await;
    world.new_mails().await;
    let seen = world.paper(&world.drafter(), &paper).await;
    let handed = world
        .try_act(&world.drafter(), &seen, "hand-back", json!({ "reason": "Zuständig ist das Baudezernat." }))
        .await;
    assert_eq!(handed.status, 200, "{}", handed.body);
    let seen = world.paper(&world.office(), &paper).await;
    assert_eq!(seen["responsible"], Value::Null);
    assert!(!names_of_actions(&world.drafter(), &seen).await.contains(&"draft-answer".to_owned()));
    let given = world.act(&world.office(), &seen, "assign", json!({ "department": "dezernat-06" })).await;
    assert!(given["responsible"].as_str().unwrap().contains("Dezernat"));
    let seen = world.paper(&world.api(OTHER_DRAFTER), &paper).await;
    world.act(&world.api(OTHER_DRAFTER), &seen, "draft-answer", json!({})).await;
    let told = |events: Value| events.as_array().unwrap().iter().any(|event| event["action"] == "hand-back");
    let path = format!("{}/events", api_path(&paper));
    assert!(told(world.office().get(&path).await.ok()));
    assert!(!told(world.spd().get(&path).await.ok()), "what passes inside the administration stays there");
    assert!(!told(world.stranger().get(&path).await.ok()));
});

both!(warnings_come_once_each_also_after_a_standstill, async |world: &World| {
    let paper = world.admitted().await;
    world.new_mails().await;
    let daily = async || {
        let system = ratsweg::people::Actor::system();
        let warned = world.app.write(&system, |tx| {
            let council = tx.council("leipzig")?;
            ratsweg::clocks::warn::warn(tx, &council)
        });
        warned.await.unwrap();
        world.newly_mailed().await
    };
    world.set_clock("2020-09-01 06:00");
    assert!(daily().await.is_empty(), "green: nobody is warned");
    world.set_clock("2020-09-02 06:00");
    let soon = daily().await;
    assert!(soon.len() >= 2 && soon.iter().all(|to| to.contains("@stadt")), "due soon: the department alone: {soon:?}");
    assert!(daily().await.is_empty(), "once");
    // Three days of standstill over the due date.
    world.set_clock("2020-09-12 06:00");
    let overdue = daily().await;
    for part in ["buero@spd", "leitung@", "ob@", "gruene"] {
        assert!(overdue.iter().any(|to| to.contains(part)), "{part} is not among {overdue:?}");
    }
    assert!(daily().await.is_empty(), "once");
    world.set_clock("2020-09-15 06:00");
    let digest = daily().await;
    assert!(
        digest.iter().any(|to| to.contains("gruene")) && !digest.iter().any(|to| to.contains("leitung")),
        "{digest:?}"
    );
    assert_eq!(world.paper(&world.stranger(), &paper).await["clocks"][0]["overdue"], true);
});
