//! What really happens in councils and must not surprise the engine, each through the API: deferrals without a day or
//! without a paper, leftovers, decisions that come back, reports long after the end.
use crate::both;
use crate::kinds::motion;
use crate::results::{planned, result, sat, try_result};
use crate::world::*;
use serde_json::{Value, json};

/// A motion of the SPD, admitted, with a decision in the plenary that is ready for its result.
async fn to_decide(world: &World) -> (Value, Value) {
    let motion = world.filed(&world.spd(), motion()).await;
    let decision = planned(world, &motion, "ratsversammlung", "decision").await;
    let decision = sat(world, &motion, &decision).await;
    (motion, decision)
}

fn last(paper: &Value) -> Value {
    paper["consultations"].as_array().unwrap().last().unwrap().clone()
}

both!(what_is_put_off_to_a_quarter_says_so_until_it_has_a_sitting, async |world: &World| {
    let (motion, decision) = to_decide(world).await;
    let until = json!({ "result": "deferred", "planned_for": "4. Quartal 2020" });
    let after = result(world, &decision, until).await;
    let next = last(&after);
    assert_eq!((next["state"].as_str(), next["planned_for"].as_str()), (Some("planned"), Some("4. Quartal 2020")));
    let mut clerk = world.page(OFFICE).await;
    clerk.open("/leipzig/meetings/unscheduled").await.must_say("4. Quartal 2020");
    world.visitor().open(&format!("/leipzig/papers/{}", motion["slug"].as_str().unwrap())).await.must_say("4. Quartal");
    let sitting = json!({ "date": "2020-11-18", "time": "14:00", "place": "Neues Rathaus" });
    let seen = world.act_on(&world.office(), "consultations", &next, "schedule", sitting).await;
    assert_eq!(last(&seen)["planned_for"], "");
    // A period belongs to a deferral alone.
    world.set_clock("2020-11-19 08:00");
    let told = try_result(world, &last(&seen), json!({ "result": "rejected", "planned_for": "bald" })).await.is(422);
    assert_eq!(told["errors"][0]["field"], "planned_for");
    world.leave_jobs();
});

both!(an_item_without_a_paper_is_put_off_to_a_later_sitting, async |world: &World| {
    let office = world.office();
    let sitting = async |date: &str| {
        let new = json!({ "bodies": ["ratsversammlung"], "date": date, "time": "14:00" });
        office.post("/api/v1/leipzig/meetings", new).await.ok()["id"].as_str().unwrap().to_owned()
    };
    let (first, second) = (sitting("2020-09-16").await, sitting("2020-10-14").await);
    let seen = world.sit(&office, &first, "add-item", json!({ "title": "Sachstand Büroflächen" })).await;
    world.invite(&first).await;
    let item = seen["agenda"][0]["id"].clone();
    let back = json!({ "item": item, "to": first });
    world.try_sit(&office, &first, "remove-item", back).await.is(422);
    let off = json!({ "item": item, "to": second, "reason": "Der Bericht fehlt." });
    world.sit(&office, &first, "remove-item", off).await;
    let later = world.sitting(&office, &second).await;
    assert_eq!(later["agenda"][0]["title"], "Sachstand Büroflächen");
    // A paper goes along with its item.
    let paper = world.admitted().await;
    world.act_on(&office, "consultations", &paper["consultations"][0], "schedule", json!({ "meeting": first })).await;
    let agenda = world.sitting(&office, &first).await["agenda"].clone();
    let item = agenda.as_array().unwrap().iter().find(|item| item["papers"][0]["reference"] == paper["reference"]);
    let mut clerk = world.page(OFFICE).await;
    let form = format!("/leipzig/meetings/{first}/actions/remove-item?item={}", item.unwrap()["id"].as_str().unwrap());
    clerk.open(&form).await.must_say("14.10.2020");
    let off = json!({ "item": item.unwrap()["id"], "to": second });
    world.sit(&office, &first, "remove-item", off).await;
    let paper = world.paper(&office, &paper).await;
    assert_eq!(paper["consultations"][0]["date"], "2020-10-14");
    world.leave_jobs();
});

both!(a_decision_that_skipped_a_hearing_comes_before_the_council_again, async |world: &World| {
    let (motion, decision) = to_decide(world).await;
    let seen = result(world, &decision, json!({ "result": "adopted" })).await;
    for open in seen["consultations"].as_array().unwrap().iter().filter(|row| row["state"] == "planned") {
        world.act_on(&world.office(), "consultations", open, "cancel", json!({ "reason": "entfällt" })).await;
    }
    assert_eq!(world.paper(&world.office(), &motion).await["status"], "closed");
    let hearing = planned(world, &motion, "bauausschuss", "hearing").await;
    let again = planned(world, &motion, "ratsversammlung", "decision").await;
    assert_eq!(world.paper(&world.office(), &motion).await["status"], "decided");
    for (row, word, day) in [(hearing, "not_recommended", "2020-10-06"), (again, "rejected", "2020-10-14")] {
        let sitting = json!({ "date": day, "time": "14:00", "place": "Neues Rathaus" });
        let seen = world.act_on(&world.office(), "consultations", &row, "schedule", sitting).await;
        let all = seen["consultations"].as_array().unwrap();
        let row = all.iter().find(|other| other["id"] == row["id"]).unwrap().clone();
        world.set_clock(&format!("{day} 20:00"));
        result(world, &row, json!({ "result": word })).await;
    }
    let seen = world.paper(&world.office(), &motion).await;
    let words: Vec<_> =
        seen["consultations"].as_array().unwrap().iter().filter_map(|row| row["result"].as_str()).collect();
    assert_eq!(words, ["adopted", "not_recommended", "rejected"], "nothing is lost: {seen}");
    world.leave_jobs();
});

both!(a_report_comes_two_years_after_the_end, async |world: &World| {
    let (motion, decision) = to_decide(world).await;
    result(world, &decision, json!({ "result": "adopted" })).await;
    world.set_clock("2022-09-20 09:00");
    let report = world.below(&world.drafter(), &motion, "Ifo").await;
    let typed = json!({ "title": "Was aus dem Radweg wurde", "facts": "Er ist gebaut." });
    let report = world.act(&world.drafter(), &report, "edit", typed).await;
    let report = world.issue(&report).await;
    assert_eq!(report["reference"], "VII-A-01504-Ifo-01");
    let mut visitor = world.visitor();
    visitor.open("/leipzig/papers/VII-A-01504/lineage").await.must_say("VII-A-01504-Ifo-01");
    world.leave_jobs();
});

both!(the_leftover_of_an_amendment_goes_on_alone, async |world: &World| {
    let (spd, greens) = (world.spd(), world.greens());
    let motion = world.filed(&spd, motion()).await;
    let amendment = world.below(&greens, &motion, "AEA").await;
    let amendment = world.act(&greens, &amendment, "edit", json!({ "target_place": "Punkt 1" })).await;
    let amendment = world.admit(&greens, &amendment).await;
    let decision = planned(world, &motion, "ratsversammlung", "decision").await;
    let decision = sat(world, &motion, &decision).await;
    let own = amendment["consultations"][0].clone();
    world.set_clock("2020-09-15 08:00");
    let own = sat(world, &amendment, &own).await;
    // Not voted on with the motion, but sent to a committee: no vote on the motion waits for that.
    let to = json!({ "result": "referred", "bodies": [{ "body": "bauausschuss", "role": "advice" }] });
    let sent = result(world, &own, to).await;
    result(world, &decision, json!({ "result": "adopted" })).await;
    let open = |paper: &Value| {
        let all = paper["consultations"].as_array().unwrap();
        all.iter().filter(|row| row["state"] == "planned").count()
    };
    assert_eq!(open(&sent), 2, "the committee, and then the council again");
    let seen = world.paper(&world.office(), &amendment).await;
    assert_eq!((open(&seen), seen["status"].as_str()), (2, Some("in_progress")));
    world.leave_jobs();
});

both!(a_committee_settles_and_the_plenary_still_decides, async |world: &World| {
    let motion = world.filed(&world.spd(), motion()).await;
    let committee = planned(world, &motion, "bauausschuss", "decision").await;
    planned(world, &motion, "ratsversammlung", "decision").await;
    let committee = sat(world, &motion, &committee).await;
    let after = result(world, &committee, json!({ "result": "settled" })).await;
    let plenary = last(&after);
    assert_eq!((plenary["role"].as_str(), plenary["state"].as_str()), (Some("decision"), Some("planned")));
    // The last that decides ends it.
    world.set_clock("2020-09-15 08:00");
    let plenary = sat(world, &motion, &plenary).await;
    let after = result(world, &plenary, json!({ "result": "settled" })).await;
    assert_eq!(after["status"], "closed");
    world.leave_jobs();
});

both!(a_final_vote_is_repeated_in_the_same_sitting, async |world: &World| {
    let (_, decision) = to_decide(world).await;
    let votes = json!([
        { "subject": "Schlussabstimmung, erste Zählung", "yes": 1, "no": 2 },
        { "yes": 2, "no": 1 },
    ]);
    let after = result(world, &decision, json!({ "result": "adopted", "votes": votes })).await;
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM votes"), 2, "both counts stay: {after}");
    world.leave_jobs();
});

both!(a_number_is_reserved_for_an_answer_before_there_is_one, async |world: &World| {
    let paper = world.admitted().await;
    let reserved = format!("{}-AW-01", paper["reference"].as_str().unwrap());
    let path = format!("/api/v1/leipzig/papers/{}/aliases", paper["slug"].as_str().unwrap());
    let version = world.paper(&world.office(), &paper).await["version"].clone();
    let answer = world.office().post(&path, json!({ "version": version, "reference": reserved })).await;
    answer.ok();
    let answer = world.answer_issued(&paper).await;
    // What was promised leads to the inquiry, and no number is given twice.
    assert_ne!(answer["reference"], reserved.as_str());
    let mut visitor = world.visitor();
    visitor.go(&format!("/leipzig/papers/{reserved}")).await;
    assert!(visitor.page.text().contains(paper["reference"].as_str().unwrap()), "{}", visitor.page.text());
    world.leave_jobs();
});
