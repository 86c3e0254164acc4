//! What comes of a consultation: each of the eighteen result classes with its effect, votes, points, amendments, and the
//! changes beside it. A paper of the fixture's kind is given the consultations that a story needs.
use crate::both;
use crate::client::Answer;
use crate::papers::api_path;
use crate::world::{Engine, World, play_with};
use serde_json::{Value, json};

/// The first sitting day of these stories, and the day on which results are entered.
const DAY: &str = "2020-09-16";
const AFTER: &str = "2020-09-16 20:00";

/// The rules of Leipzig and what other towns have beside them: motions that oblige, conversion, a clock for what was
/// sent back.
fn other_rules() -> String {
    let leipzig = include_str!("../../config/councils/leipzig.toml");
    let changes = [
        ("kind = \"decision\"\nresults = [", "kind = \"decision\"\nresults = [\"committed\", \"converted\", "),
        (
            "[clocks.answer]",
            "[results.committed]\nlabel = { de = \"überwiesen\", en = \"committed\" }\nclass = \"commit\"\n\n\
             [results.converted]\nlabel = { de = \"umgewandelt\", en = \"converted\" }\nclass = \"convert\"\n\n\
             [clocks.commitment]\nlabel = { de = \"Umsetzung\", en = \"Implementation\" }\nstarts = \"committed\"\n\
             amount = 2\nunit = \"years\"\nbasis = \"§ 1 Probe\"\nwarn_days = 30\n\n\
             [clocks.completion]\nlabel = { de = \"Ergänzung\", en = \"Completion\" }\nstarts = \"returned\"\n\
             amount = 6\nunit = \"weeks\"\nbasis = \"§ 2 Probe\"\nwarn_days = 7\n\n[clocks.answer]",
        ),
        ("[kinds.F]\n", "[kinds.F]\nconverts_to = [\"F\"]\n"),
    ];
    changes.iter().fold(leipzig.to_owned(), |rules, (from, to)| {
        assert!(rules.contains(from), "{from}");
        rules.replacen(from, to, 1)
    })
}

/// A story under these other rules.
fn play_elsewhere(engine: Engine, story: impl AsyncFnOnce(&World)) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("leipzig.toml"), other_rules()).unwrap();
    let dir = folder.path().to_owned();
    play_with(engine, move |config| config.councils.dir = Some(dir), story);
    drop(folder);
}

/// Makes two tests of a story under the other rules.
macro_rules! both_elsewhere {
    ($name:ident, $story:expr) => {
        mod $name {
            use super::*;
            async fn story(world: &World) {
                ($story)(world).await
            }
            #[test]
            fn sqlite() {
                play_elsewhere(Engine::Sqlite, story);
            }
            #[test]
            fn postgres() {
                play_elsewhere(Engine::Postgres, story);
            }
        }
    };
}

/// The consultations of a paper, as the office sees them.
async fn consultations(world: &World, paper: &Value) -> Vec<Value> {
    world.paper(&world.office(), paper).await["consultations"].as_array().unwrap().clone()
}

/// An admitted paper with one more consultation, in this body and role; gives the paper and that consultation.
pub async fn consulted(world: &World, body: &str, role: &str) -> (Value, Value) {
    let paper = world.admitted().await;
    let consultation = planned(world, &paper, body, role).await;
    (paper, consultation)
}

/// Plans a further consultation of this paper.
pub async fn planned(world: &World, paper: &Value, body: &str, role: &str) -> Value {
    let office = world.office();
    let seen = world.paper(&office, paper).await;
    world.act(&office, &seen, "plan", json!({ "body": body, "role": role })).await;
    consultations(world, paper).await.pop().unwrap()
}

/// Puts a consultation on the agenda of the day's sitting, and lets the sitting be over.
pub async fn sat(world: &World, paper: &Value, consultation: &Value) -> Value {
    let sitting = json!({ "date": DAY, "time": "14:00", "place": "Neues Rathaus" });
    world.act_on(&world.office(), "consultations", consultation, "schedule", sitting).await;
    world.set_clock(AFTER);
    fresh(world, paper, consultation).await
}

/// The consultation as it stands now.
async fn fresh(world: &World, paper: &Value, consultation: &Value) -> Value {
    let all = consultations(world, paper).await;
    all.into_iter().find(|other| other["id"] == consultation["id"]).unwrap()
}

/// Tries to enter a result on it.
pub async fn try_result(world: &World, consultation: &Value, inputs: Value) -> Answer {
    world.try_act_on(&world.minutes(), "consultations", consultation, "enter-result", inputs).await
}

/// Enters a result on it, which must succeed; gives the paper.
pub async fn result(world: &World, consultation: &Value, inputs: Value) -> Value {
    try_result(world, consultation, inputs).await.ok()
}

/// A scheduled consultation in the plenary in this role, ready for its result.
async fn ready(world: &World, role: &str) -> (Value, Value) {
    let (paper, consultation) = consulted(world, "ratsversammlung", role).await;
    let consultation = sat(world, &paper, &consultation).await;
    (paper, consultation)
}

/// The clause of the first error.
#[track_caller]
fn refused(answer: Answer) -> (String, String) {
    let problem = answer.is(422);
    let error = &problem["errors"][0];
    (error["field"].as_str().unwrap_or_default().to_owned(), error["detail"].as_str().unwrap_or_default().to_owned())
}

/// Operative points of a paper, written where they are kept.
fn points(world: &World, paper: &Value, texts: &[&str]) {
    let paper = paper["id"].as_str().unwrap();
    for (number, text) in (1..).zip(texts) {
        let id = uuid::Uuid::now_v7();
        world.sql(&format!(
            "INSERT INTO points (id, paper_id, number, content) VALUES ('{id}', '{paper}', {number}, '{text}')"
        ));
    }
}

fn open_in(paper: &Value, role: &str) -> usize {
    let all = paper["consultations"].as_array().unwrap();
    all.iter().filter(|row| row["role"] == role && (row["state"] == "planned" || row["state"] == "scheduled")).count()
}

/// The number of orders of a paper.
fn orders(world: &World, paper: &Value) -> i64 {
    world.count(&format!("SELECT COUNT(*) AS n FROM orders WHERE paper_id = '{}'", paper["id"].as_str().unwrap()))
}

async fn end(world: &World) {
    world.work().await;
}

both!(a_deferred_decision_has_one_successor, async |world: &World| {
    let (_, consultation) = ready(world, "decision").await;
    let after = result(world, &consultation, json!({ "result": "deferred" })).await;
    assert_eq!(open_in(&after, "decision"), 1);
    let successor = after["consultations"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (successor["origin"].as_str(), successor["state"].as_str()),
        (consultation["id"].as_str(), Some("planned"))
    );
    assert_eq!(successor["body"], consultation["body"]);
    assert_ne!(after["status"], "closed", "no paper ends by being put off");
    // Put off again and again there is always exactly one.
    world.set_clock("2020-09-16 21:00");
    let paper = after.clone();
    let again = sat(world, &paper, successor).await;
    let after = result(world, &again, json!({ "result": "put_off" })).await;
    assert_eq!(open_in(&after, "decision"), 1);
    end(world).await;
});

both!(a_deferred_answer_has_no_successor_and_its_clock_runs_on, async |world: &World| {
    let paper = world.scheduled().await;
    world.set_clock(AFTER);
    let after = result(world, &paper["consultations"][0], json!({ "result": "deferred" })).await;
    assert_eq!((open_in(&after, "written_answer"), after["clocks"][0]["state"].as_str()), (0, Some("running")));
    end(world).await;
});

both!(a_referral_goes_to_each_body_and_comes_back, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    let (field, told) = refused(try_result(world, &consultation, json!({ "result": "referred" })).await);
    assert_eq!(field, "bodies", "{told}");
    let nowhere = json!([{ "body": "spd", "role": "advice" }]);
    assert_eq!(
        refused(try_result(world, &consultation, json!({ "result": "referred", "bodies": nowhere })).await).0,
        "bodies"
    );
    let bodies = json!([{ "body": "bauausschuss", "role": "advice" }, { "body": "umweltausschuss", "role": "advice" }]);
    let after = result(world, &consultation, json!({ "result": "referred", "bodies": bodies })).await;
    assert_eq!((open_in(&after, "advice"), open_in(&after, "decision")), (2, 1));
    let planned: Vec<_> =
        after["consultations"].as_array().unwrap().iter().filter(|row| row["origin"] == consultation["id"]).collect();
    assert_eq!(planned.len(), 3, "none can get lost: each says where it comes from");
    assert_eq!(planned[2]["body"], consultation["body"]);
    // None of them can vanish: it has a result, or somebody cancels it with a reason.
    let committee = planned[0];
    assert_eq!(
        refused(world.try_act_on(&world.office(), "consultations", committee, "cancel", json!({})).await).0,
        "reason"
    );
    let reason = json!({ "reason": "Der Ausschuss ist nicht zuständig." });
    let after = world.act_on(&world.office(), "consultations", committee, "cancel", reason).await;
    assert_eq!(open_in(&after, "advice"), 1);
    let history = world.stranger().get(&format!("{}/events", api_path(&paper))).await.ok();
    assert!(history.as_array().unwrap().iter().any(|event| event["action"] == "cancel"));
    end(world).await;
});

both!(what_only_refers_comes_back_to_be_decided, async |world: &World| {
    let (_, consultation) = ready(world, "referral").await;
    let bodies = json!([{ "body": "bauausschuss", "role": "advice" }]);
    let after = result(world, &consultation, json!({ "result": "referred", "bodies": bodies })).await;
    assert_eq!((open_in(&after, "advice"), open_in(&after, "decision"), open_in(&after, "referral")), (1, 1, 0));
    end(world).await;
});

both_elsewhere!(what_was_sent_back_must_be_completed_first, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    let after = result(world, &consultation, json!({ "result": "returned", "note": "Die Kosten fehlen." })).await;
    let clock = after["clocks"].as_array().unwrap().iter().find(|clock| clock["rule"] == "completion").unwrap().clone();
    assert_eq!((clock["state"].as_str(), clock["due_on"].as_str()), (Some("running"), Some("2020-10-28")));
    let successor = after["consultations"].as_array().unwrap().last().unwrap().clone();
    let sitting = json!({ "date": "2020-10-14", "time": "14:00", "place": "Neues Rathaus" });
    let (_, told) =
        refused(world.try_act_on(&world.office(), "consultations", &successor, "schedule", sitting.clone()).await);
    assert!(told.contains("zurückverwiesen"), "{told}");
    let completed = json!({ "note": "Die Kosten sind nachgetragen." });
    world.try_act_on(&world.spd(), "consultations", &successor, "complete", completed.clone()).await.is(403);
    let after = world.act_on(&world.drafter(), "consultations", &successor, "complete", completed).await;
    let clock = after["clocks"].as_array().unwrap().iter().find(|clock| clock["rule"] == "completion").unwrap();
    assert_eq!(clock["state"], "fulfilled");
    let successor = fresh(world, &paper, &successor).await;
    world.act_on(&world.office(), "consultations", &successor, "schedule", sitting).await;
    end(world).await;
});

both!(a_recommendation_decides_nothing_and_says_which_way, async |world: &World| {
    let (paper, consultation) = consulted(world, "bauausschuss", "advice").await;
    let consultation = sat(world, &paper, &consultation).await;
    let after = result(world, &consultation, json!({ "result": "not_recommended" })).await;
    let row = fresh(world, &paper, &consultation).await;
    assert_eq!((row["leaning"].as_str(), row["authoritative"].as_bool()), (Some("against"), Some(false)));
    assert_eq!(row["result_label"], "nicht empfohlen");
    assert_eq!(after["status"], "in_progress");
    assert_eq!(orders(world, &paper), 0);
    end(world).await;
});

both!(nothing_enters_the_council_before_the_executive_has_approved_it, async |world: &World| {
    let (paper, approval) = consulted(world, "dienstberatung", "approval").await;
    let decision = planned(world, &paper, "ratsversammlung", "decision").await;
    let sitting = json!({ "date": DAY, "time": "14:00", "place": "Neues Rathaus" });
    let early = world.try_act_on(&world.office(), "consultations", &decision, "schedule", sitting.clone()).await;
    assert!(refused(early).1.contains("bestätigt"), "the sentence names what is missing");
    let approval = sat(world, &paper, &approval).await;
    // Put off, it still waits: the successor stands behind, and counts as before.
    let after = result(world, &approval, json!({ "result": "deferred" })).await;
    let decision = fresh(world, &paper, &decision).await;
    world.try_act_on(&world.office(), "consultations", &decision, "schedule", sitting.clone()).await.is(422);
    let successor = after["consultations"].as_array().unwrap().last().unwrap().clone();
    let successor = sat(world, &paper, &successor).await;
    let after = result(world, &successor, json!({ "result": "confirmed" })).await;
    assert_eq!(after["status"], "in_progress");
    world.act_on(&world.office(), "consultations", &decision, "schedule", sitting).await;
    end(world).await;
});

both!(unchanged_is_decided_with_an_order_for_each_point, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    points(world, &paper, &["Der Radweg wird gebaut.", "Der Rat wird unterrichtet."]);
    let text = json!({ "result": "adopted", "final_text": "Anders." });
    assert_eq!(refused(try_result(world, &consultation, text).await).0, "final_text", "unchanged has no other text");
    let after = result(world, &consultation, json!({ "result": "adopted" })).await;
    assert_eq!(after["status"], "decided", "the clock of the inquiry runs on");
    let row = fresh(world, &paper, &consultation).await;
    assert_eq!(
        (row["authoritative"].as_bool(), row["result_label"].as_str()),
        (Some(true), Some("ungeändert beschlossen"))
    );
    assert_eq!(orders(world, &paper), 2);
    end(world).await;
});

both!(changed_is_not_unchanged_and_its_text_may_come_later, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    result(world, &consultation, json!({ "result": "adopted_amended" })).await;
    let row = fresh(world, &paper, &consultation).await;
    assert_eq!(
        (row["result_label"].as_str(), row["lacks_final_text"].as_bool()),
        (Some("geändert beschlossen"), Some(true))
    );
    assert_eq!(orders(world, &paper), 0, "nobody can carry out a text that is not there");
    let minutes = world.minutes();
    world.try_act_on(&minutes, "consultations", &row, "final-text", json!({})).await.is(422);
    let text = json!({ "final_text": "1. Der Radweg wird bis 2026 gebaut.\n2. Der Rat wird jährlich unterrichtet." });
    world.act_on(&minutes, "consultations", &row, "final-text", text).await;
    assert_eq!(orders(world, &paper), 2);
    let row = fresh(world, &paper, &consultation).await;
    assert_eq!(row["lacks_final_text"], false);
    world.try_act_on(&minutes, "consultations", &row, "final-text", json!({ "final_text": "x" })).await.is(422);
    end(world).await;
});

both!(points_are_decided_one_by_one, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    let one_by_one = |points: Value| json!({ "result": "adopted_in_part", "point_results": points });
    assert_eq!(refused(try_result(world, &consultation, one_by_one(json!([]))).await).0, "result", "there are none");
    points(world, &paper, &["Der Radweg wird gebaut.", "Der Rat wird unterrichtet.", "Das Auto wird verboten."]);
    let (_, told) =
        refused(try_result(world, &consultation, one_by_one(json!([{ "point": 1, "result": "adopted" }]))).await);
    assert!(told.contains("2, 3"), "{told}");
    let textless = json!([
        { "point": 1, "result": "adopted" }, { "point": 2, "result": "adopted_amended" }, { "point": 3, "result": "rejected" },
    ]);
    let (_, told) = refused(try_result(world, &consultation, one_by_one(textless)).await);
    assert!(told.contains("Punkt 2"), "{told}");
    let whole = json!([
        { "point": 1, "result": "adopted" },
        { "point": 2, "result": "adopted_amended", "final_text": "Der Rat wird jährlich unterrichtet." },
        { "point": 3, "result": "rejected" },
    ]);
    result(world, &consultation, one_by_one(whole)).await;
    let contents = world.text(
        "SELECT CAST(COUNT(*) AS TEXT) || ' ' || CAST(SUM(CASE WHEN content LIKE '%jährlich%' THEN 1 ELSE 0 END) AS TEXT) AS t FROM orders",
    );
    assert_eq!(contents, "2 1", "what was rejected is nobody's order, what was amended is ordered as amended");
    end(world).await;
});

both_elsewhere!(a_motion_that_is_accepted_obliges_the_executive, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    let after = result(world, &consultation, json!({ "result": "committed" })).await;
    let clock = after["clocks"].as_array().unwrap().iter().find(|clock| clock["rule"] == "commitment").unwrap();
    assert_eq!((clock["state"].as_str(), clock["due_on"].as_str()), (Some("running"), Some("2022-09-16")));
    assert_eq!((after["status"].as_str(), orders(world, &paper)), (Some("decided"), 1));
    end(world).await;
});

both!(what_is_rejected_is_decided_and_orders_nothing, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    let after = result(world, &consultation, json!({ "result": "rejected" })).await;
    assert_eq!((after["status"].as_str(), orders(world, &paper)), (Some("decided"), 0));
    end(world).await;
});

both!(taken_note_of_concludes_for_that_body, async |world: &World| {
    let (paper, consultation) = ready(world, "information").await;
    let after = result(world, &consultation, json!({ "result": "noted" })).await;
    assert_eq!((open_in(&after, "information"), orders(world, &paper)), (0, 0));
    assert_eq!(fresh(world, &paper, &consultation).await["authoritative"], true);
    end(world).await;
});

both!(an_oral_answer_is_noted_and_fulfils_the_clock, async |world: &World| {
    let (paper, consultation) = ready(world, "oral_answer").await;
    let (field, _) = refused(try_result(world, &consultation, json!({ "result": "answered_orally" })).await);
    assert_eq!(field, "note");
    let said = json!({ "result": "answered_orally", "note": "Die Geräte sind beschafft." });
    let after = result(world, &consultation, said).await;
    assert_eq!(after["clocks"][0]["state"], "fulfilled");
    assert_eq!(fresh(world, &paper, &consultation).await["note"], "Die Geräte sind beschafft.");
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM clocks WHERE fulfilled_by IS NOT NULL"), 0, "without a paper");
    end(world).await;
});

both!(a_written_answer_needs_its_paper, async |world: &World| {
    let paper = world.scheduled().await;
    world.set_clock(AFTER);
    let (field, _) = refused(try_result(world, &paper["consultations"][0], json!({ "result": "answered" })).await);
    assert_eq!(field, "result");
    world.answer_issued(&paper).await;
    let after = world.paper(&world.office(), &paper).await;
    assert_eq!(after["consultations"][0]["result"], "answered", "the issue of the answer says so by itself");
    assert_eq!((after["clocks"][0]["state"].as_str(), after["status"].as_str()), (Some("fulfilled"), Some("closed")));
    end(world).await;
});

both!(what_is_settled_ends, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    let after = result(world, &consultation, json!({ "result": "settled", "note": "Durch Stellungnahme." })).await;
    assert_eq!((after["status"].as_str(), after["clocks"][0]["state"].as_str()), (Some("closed"), Some("lapsed")));
    assert_eq!(after["consultations"][0]["state"], "cancelled", "nobody deals with it any more");
    assert_eq!(orders(world, &paper), 0);
    end(world).await;
});

both!(settled_in_a_committee_is_advice, async |world: &World| {
    let (paper, consultation) = consulted(world, "bauausschuss", "advice").await;
    let consultation = sat(world, &paper, &consultation).await;
    let after = result(world, &consultation, json!({ "result": "settled" })).await;
    assert_eq!(
        (after["status"].as_str(), after["clocks"][0]["state"].as_str()),
        (Some("in_progress"), Some("running"))
    );
    end(world).await;
});

both_elsewhere!(a_converted_paper_keeps_its_old_number, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    let old = paper["reference"].as_str().unwrap();
    assert_eq!(refused(try_result(world, &consultation, json!({ "result": "converted" })).await).0, "kind");
    let wrong = json!({ "result": "converted", "kind": "AW" });
    assert_eq!(refused(try_result(world, &consultation, wrong).await).0, "kind");
    let after = result(world, &consultation, json!({ "result": "converted", "kind": "F" })).await;
    assert_ne!(after["reference"].as_str(), Some(old));
    assert_eq!(world.text("SELECT reference AS t FROM aliases"), old);
    assert_eq!(open_in(&after, "decision"), 1, "it goes on");
    end(world).await;
});

both!(withdrawn_in_the_sitting_is_withdrawn, async |world: &World| {
    let (_, consultation) = ready(world, "decision").await;
    world.new_mails().await;
    let after = result(world, &consultation, json!({ "result": "withdrawn" })).await;
    assert_eq!((after["state"].as_str(), after["status"].as_str()), (Some("withdrawn"), Some("withdrawn")));
    assert_eq!(
        (after["clocks"][0]["state"].as_str(), after["consultations"][0]["state"].as_str()),
        (Some("lapsed"), Some("cancelled"))
    );
    let mails = world.new_mails().await;
    assert!(mails.iter().any(|mail| mail.text.contains("zurückgezogen")), "{mails:?}");
});

both!(an_urgent_decision_of_the_executive_decides, async |world: &World| {
    let (paper, consultation) = consulted(world, "dienstberatung", "approval").await;
    let consultation = sat(world, &paper, &consultation).await;
    let after = result(world, &consultation, json!({ "result": "urgent" })).await;
    assert_eq!((after["status"].as_str(), orders(world, &paper)), (Some("decided"), 1));
    end(world).await;
});

both!(without_a_result_it_stays_missing_until_there_is_one, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    world.new_mails().await;
    result(world, &consultation, json!({ "result": "no_result" })).await;
    let row = fresh(world, &paper, &consultation).await;
    assert_eq!((row["state"].as_str(), row["result_label"].as_str()), (Some("scheduled"), Some("ohne Ergebnis")));
    assert!(world.new_mails().await.is_empty(), "nobody is told that nothing is known");
    try_result(world, &row, json!({ "result": "no_result" })).await.is(422);
    let after = result(world, &row, json!({ "result": "adopted" })).await;
    assert_eq!(after["status"], "decided");
    end(world).await;
});

both!(an_election_names_who_was_elected, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    assert_eq!(refused(try_result(world, &consultation, json!({ "result": "elected" })).await).0, "elected");
    let wrong = json!({ "result": "adopted", "elected": ["senta-fromm"] });
    assert_eq!(refused(try_result(world, &consultation, wrong).await).0, "elected");
    result(world, &consultation, json!({ "result": "elected", "elected": ["senta-fromm", "Wiebke Grot"] })).await;
    assert_eq!(fresh(world, &paper, &consultation).await["final_text"], "Senta Fromm\nWiebke Grot");
    end(world).await;
});

both!(a_word_of_elsewhere_is_kept_and_marked, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    let id = consultation["id"].as_str().unwrap();
    world.sql(&format!(
        "UPDATE consultations SET state = 'concluded', result_word = 'votiert (ohne Quorum)', result_class = NULL WHERE id = '{id}'"
    ));
    let row = fresh(world, &paper, &consultation).await;
    assert_eq!((row["unmapped"].as_bool(), row["result_class"].as_str()), (Some(true), None));
    assert_eq!(row["result_label"], "votiert (ohne Quorum)");
    let mut visitor = world.visitor();
    let page = visitor.open(&crate::papers::page_path(&paper)).await;
    page.must_say("votiert (ohne Quorum) (nicht zugeordnet)");
    end(world).await;
});

both!(a_switched_role_changes_what_a_deferral_leads_to, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    result(world, &consultation, json!({ "result": "deferred" })).await;
    let row = fresh(world, &paper, &consultation).await;
    let minutes = world.minutes();
    assert_eq!(
        refused(
            world.try_act_on(&minutes, "consultations", &row, "switch-role", json!({ "role": "written_answer" })).await
        )
        .0,
        "reason"
    );
    let switch = json!({ "role": "written_answer", "reason": "Wird schriftlich beantwortet." });
    let after = world.act_on(&minutes, "consultations", &row, "switch-role", switch).await;
    let row = fresh(world, &paper, &consultation).await;
    assert_eq!(
        (row["role_label"].as_str(), row["result_label"].as_str()),
        (Some("schriftliche Beantwortung"), Some("vertagt"))
    );
    assert_eq!(open_in(&after, "decision"), 0, "the obligation alone keeps it open");
    let history = world.stranger().get(&format!("{}/events", api_path(&paper))).await.ok();
    let event = history.as_array().unwrap().iter().find(|event| event["action"] == "switch-role").unwrap().clone();
    assert!(event["facts"].to_string().contains("Beschlussfassung"), "{event}");
    end(world).await;
});

/// Gives the consultation an agenda item where its sitting has no agenda yet.
async fn with_item(world: &World, paper: &Value, consultation: &Value) -> Value {
    let id = consultation["id"].as_str().unwrap();
    let bare =
        world.count(&format!("SELECT COUNT(*) AS n FROM consultations WHERE id = '{id}' AND agenda_item_id IS NULL"));
    if bare == 1 {
        let item = uuid::Uuid::now_v7();
        world.sql(&format!(
            "INSERT INTO agenda_items (id, council, meeting_id, position, number, public, title, public_title, state, late, \
             note, minutes_text, added_at, version) SELECT '{item}', 'leipzig', meeting_id, 1, 'Ö 1', true, '', '', 'open', \
             false, '', '', '2020-09-01T10:00:00.000000Z', 1 FROM consultations WHERE id = '{id}'; \
             UPDATE consultations SET agenda_item_id = '{item}' WHERE id = '{id}'"
        ));
    }
    fresh(world, paper, consultation).await
}

both!(votes_must_add_up_and_bear_the_result, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    let consultation = with_item(world, &paper, &consultation).await;
    let vote = |result: &str, yes: i32, no: i32, abstained: i32, present: i32| {
        let vote = json!({ "yes": yes, "no": no, "abstained": abstained, "present": present });
        json!({ "result": result, "votes": [vote] })
    };
    // Four members have a vote.
    for (yes, no, abstained, present) in [(3, 1, 1, 4), (2, 1, 0, 5), (-1, 0, 0, 4)] {
        let (field, told) =
            refused(try_result(world, &consultation, vote("adopted", yes, no, abstained, present)).await);
        assert_eq!(field, "votes", "{told}");
    }
    let (field, told) = refused(try_result(world, &consultation, vote("adopted", 1, 3, 0, 4)).await);
    assert!(field == "result" && told.contains("keine Mehrheit"), "{told}");
    let (_, told) = refused(try_result(world, &consultation, vote("rejected", 3, 1, 0, 4)).await);
    assert!(told.contains("Mehrheit dafür"), "{told}");
    let (_, told) = refused(try_result(world, &consultation, vote("adopted", 2, 2, 0, 4)).await);
    assert!(told.contains("Stimmengleichheit gilt: abgelehnt"), "{told}");
    let after = result(world, &consultation, vote("rejected", 2, 2, 0, 4)).await;
    assert_eq!(after["status"], "decided");
    let history = world.stranger().get(&format!("{}/events", api_path(&paper))).await.ok();
    assert!(history.to_string().contains("2 Ja, 2 Nein, 0 Enthaltungen, 4 anwesend"), "{history}");
    end(world).await;
});

both!(votes_by_name_are_counted, async |world: &World| {
    let (paper, consultation) = ready(world, "decision").await;
    let consultation = with_item(world, &paper, &consultation).await;
    let named = |people: &[(&str, &str)], form: &str| {
        let ballots: Value =
            people.iter().map(|(person, choice)| json!({ "person": person, "choice": choice })).collect();
        json!({ "result": "adopted", "votes": [{ "form": form, "ballots": ballots, "present": 4 }] })
    };
    let stranger = named(&[("senta-fromm", "yes"), ("nobody", "yes")], "named");
    assert_eq!(refused(try_result(world, &consultation, stranger).await).0, "votes");
    let twice = named(&[("senta-fromm", "yes"), ("senta-fromm", "no")], "named");
    assert_eq!(refused(try_result(world, &consultation, twice).await).0, "votes");
    let all = [("senta-fromm", "yes"), ("jannik-uhl", "yes"), ("ronja-eppler", "no"), ("hauke-lindt", "abstained")];
    assert_eq!(refused(try_result(world, &consultation, named(&all, "secret")).await).0, "votes");
    result(world, &consultation, named(&all, "named")).await;
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM ballots"), 4);
    let counted = world.text("SELECT CAST(yes * 100 + no * 10 + abstained AS TEXT) AS t FROM votes");
    assert_eq!(counted, "211");
    end(world).await;
});

both!(amendments_are_voted_on_before_what_they_amend, async |world: &World| {
    let (spd, greens) = (world.spd(), world.greens());
    let motion = world.filed(&spd, crate::kinds::motion()).await;
    let amendment = world.below(&greens, &motion, "AEA").await;
    let amendment = world.act(&greens, &amendment, "edit", json!({ "target_place": "Punkt 1" })).await;
    let amendment = world.admit(&greens, &amendment).await;
    let decision = planned(world, &motion, "ratsversammlung", "decision").await;
    let decision = sat(world, &motion, &decision).await;
    let (_, told) = refused(try_result(world, &decision, json!({ "result": "adopted" })).await);
    assert!(told.contains(amendment["reference"].as_str().unwrap()), "{told}");
    world.set_clock("2020-09-16 08:00");
    let first = consultations(world, &amendment).await.pop().unwrap();
    let first = sat(world, &amendment, &first).await;
    result(world, &first, json!({ "result": "adopted" })).await;
    // What was amended is not decided unchanged.
    let (_, told) = refused(try_result(world, &decision, json!({ "result": "adopted" })).await);
    assert!(told.contains("geändert"), "{told}");
    let text = json!({ "result": "adopted_amended", "final_text": "Der Radweg wird bis 2026 gebaut." });
    result(world, &decision, text).await;
    assert_eq!(fresh(world, &motion, &decision).await["authoritative"], true);
    world.leave_jobs();
});
