//! A wrong entry is corrected by two people: proposed by one, confirmed by another, told to whoever was told the wrong one.
use crate::both;
use crate::papers::api_path;
use crate::results::{consulted, result, sat};
use crate::world::World;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PATH: &str = "/api/v1/leipzig/corrections";

/// The consultation as it stands now.
async fn row(world: &World, paper: &Value, consultation: &Value) -> Value {
    let paper = world.paper(&world.office(), paper).await;
    let all = paper["consultations"].as_array().unwrap().clone();
    all.into_iter().find(|other| other["id"] == consultation["id"]).unwrap()
}

/// Proposes, in the minute taker's name, what should stand there.
async fn proposed(world: &World, consultation: &Value, inputs: Value) -> Value {
    world.act_on(&world.minutes(), "consultations", consultation, "correct", inputs).await;
    let waiting = world.office().get(PATH).await.ok();
    waiting.as_array().unwrap().last().unwrap().clone()
}

fn path(correction: &Value, verb: &str) -> String {
    format!("{PATH}/{}/{verb}", correction["id"].as_str().unwrap())
}

fn version(correction: &Value) -> Value {
    json!({ "version": correction["version"] })
}

both!(a_wrong_adoption_is_undone_with_all_that_followed, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    world.new_mails().await;
    result(world, &consultation, json!({ "result": "adopted" })).await;
    let (decided, ordered): (Vec<_>, Vec<_>) =
        world.new_mails().await.into_iter().partition(|mail| mail.text.contains("ungeändert beschlossen"));
    let told: BTreeSet<String> = decided.into_iter().map(|mail| mail.to).collect();
    let told_of_orders: BTreeSet<String> = ordered.into_iter().map(|mail| mail.to).collect();
    assert!(!told.is_empty() && !told_of_orders.is_empty());
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM orders WHERE state = 'ordered'"), 1);

    let wrong = row(world, &paper, &consultation).await;
    let inputs = json!({ "result": "deferred", "reason": "In die falsche Zeile geraten." });
    world.try_act_on(&world.spd(), "consultations", &wrong, "correct", inputs.clone()).await.is(403);
    let correction = proposed(world, &wrong, inputs.clone()).await;
    world.try_act_on(&world.minutes(), "consultations", &wrong, "correct", inputs).await.is(422);
    assert_eq!(row(world, &paper, &wrong).await["result"], "adopted", "nothing changes before it is confirmed");
    assert!(world.new_mails().await.is_empty());
    let public = world.stranger().get(&format!("{}/events", api_path(&paper))).await.ok();
    assert!(!public.to_string().contains("falsche Zeile"), "{public}");

    let own = world.minutes().post(&path(&correction, "confirm"), version(&correction)).await;
    assert!(own.is(403)["detail"].as_str().unwrap().contains("andere Person"));
    world.spd().post(&path(&correction, "confirm"), version(&correction)).await.is(403);
    world.office().post(&path(&correction, "confirm"), json!({ "version": 7 })).await.is(409);
    let after = world.office().post(&path(&correction, "confirm"), version(&correction)).await.ok();
    assert_eq!(after["status"], "in_progress");
    let all = after["consultations"].as_array().unwrap();
    let open = all.iter().filter(|row| row["role"] == "decision" && row["state"] == "planned").count();
    assert_eq!(open, 1, "what was put off comes again");
    assert_eq!(row(world, &paper, &wrong).await["result_label"], "vertagt");
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM orders WHERE state = 'ordered'"), 0);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM orders WHERE state = 'dropped'"), 1);

    // Whoever was told the wrong result is told the right one; nobody else, and each once.
    let (results, orders): (Vec<_>, Vec<_>) =
        world.new_mails().await.into_iter().partition(|mail| mail.text.contains("vertagt"));
    let mut corrected: Vec<_> = results.iter().map(|mail| mail.to.clone()).collect();
    corrected.sort();
    assert_eq!(corrected, told.into_iter().collect::<Vec<_>>());
    assert!(results.iter().all(|mail| mail.text.contains("berichtigt")), "{results:?}");
    // And of the orders, whoever was told that there are some.
    let mut corrected: Vec<_> = orders.iter().map(|mail| mail.to.clone()).collect();
    corrected.sort();
    assert_eq!(corrected, told_of_orders.into_iter().collect::<Vec<_>>());
    assert!(orders.iter().all(|mail| mail.text.contains("gilt als nicht gefasst")), "{orders:?}");

    // Nothing shows the decision as one that stands: neither the paper, nor the lists, nor their counts, nor the report.
    let mut visitor = world.visitor();
    let page = visitor.open(&format!("/leipzig/papers/{}", paper["reference"].as_str().unwrap())).await;
    page.must_say("gilt nicht");
    page.must_say("In die falsche Zeile geraten.");
    let closed = world.stranger().get("/leipzig/tracking.json?state=closed&what=orders").await.ok();
    assert!(!closed.to_string().contains("/orders/"), "{closed}");
    let report = world.stranger().get("/leipzig/tracking/report.csv?half=2020-2").await.body;
    assert_eq!(report.lines().count(), 1, "{report}");
    assert_eq!(world.stranger().get("/api/v1/leipzig/orders?state=closed").await.ok(), json!([]));
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM resolutions WHERE annulled_on IS NOT NULL"), 1);

    // The history keeps both, and the chain holds.
    let history = world.stranger().get(&format!("{}/events", api_path(&paper))).await.ok();
    let actions: Vec<_> = history.as_array().unwrap().iter().map(|event| event["action"].as_str().unwrap()).collect();
    assert_eq!(actions.iter().filter(|action| **action == "enter-result").count(), 1);
    assert_eq!(actions.last(), Some(&"corrected"));
    assert!(actions.contains(&"annulled") && actions.contains(&"order-annulled"), "{actions:?}");
    assert!(history.to_string().contains("Falsch eingetragen"), "{history}");
    let verdict = world.app.read(|db| ratsweg::events::store::verify(db, "leipzig")).await.unwrap();
    assert_eq!(verdict.fault, None);
    world.office().post(&path(&correction, "confirm"), json!({ "version": 2 })).await.is(422);
});

both!(a_wrong_deferral_takes_its_successor_along, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    result(world, &consultation, json!({ "result": "deferred" })).await;
    let wrong = row(world, &paper, &consultation).await;
    let correction = proposed(world, &wrong, json!({ "result": "rejected", "reason": "Es wurde abgelehnt." })).await;
    let after = world.office().post(&path(&correction, "confirm"), version(&correction)).await.ok();
    let states: Vec<_> =
        after["consultations"].as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap()).collect();
    assert_eq!(states.last(), Some(&"cancelled"), "{states:?}");
    assert_eq!(after["status"], "decided");
    world.work().await;
});

both!(what_a_wrong_end_closed_is_open_again, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    let ended = result(world, &consultation, json!({ "result": "withdrawn" })).await;
    assert_eq!((ended["status"].as_str(), ended["clocks"][0]["state"].as_str()), (Some("withdrawn"), Some("lapsed")));
    let wrong = row(world, &paper, &consultation).await;
    // No result at all should stand there: the sitting shows its gap again.
    let correction = proposed(world, &wrong, json!({ "reason": "Nicht zurückgezogen." })).await;
    let after = world.office().post(&path(&correction, "confirm"), version(&correction)).await.ok();
    assert_eq!((after["state"].as_str(), after["clocks"][0]["state"].as_str()), (Some("admitted"), Some("running")));
    assert_eq!(after["consultations"][0]["state"], "planned", "what fell away with it is planned again");
    let cleared = row(world, &paper, &wrong).await;
    assert_eq!((cleared["state"].as_str(), cleared["result"].as_str()), (Some("scheduled"), None));
    let mut visitor = world.visitor();
    visitor.open("/leipzig/meetings/missing-results").await.must_say(paper["reference"].as_str().unwrap());
    world.work().await;
});

both!(a_rejected_correction_changes_nothing, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    result(world, &consultation, json!({ "result": "adopted" })).await;
    world.new_mails().await;
    let wrong = row(world, &paper, &consultation).await;
    proposed(world, &wrong, json!({ "result": "rejected", "reason": "?" })).await;
    let mut office = world.page(crate::world::OFFICE).await;
    let page = office.open("/leipzig/corrections").await;
    page.must_say("ungeändert beschlossen");
    page.must_say("abgelehnt");
    let waiting = world.office().get(PATH).await.ok()[0].clone();
    let action = format!("/leipzig/corrections/{}/reject", waiting["id"].as_str().unwrap());
    office.submit(&action, &[]).await;
    assert_eq!(row(world, &paper, &wrong).await["result"], "adopted");
    assert_eq!(world.office().get(PATH).await.ok(), json!([]));
    assert!(world.new_mails().await.is_empty());
});

both!(what_went_on_must_be_corrected_first, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    let after = result(world, &consultation, json!({ "result": "deferred" })).await;
    let successor = after["consultations"].as_array().unwrap().last().unwrap().clone();
    let successor = sat(world, &paper, &successor).await;
    result(world, &successor, json!({ "result": "adopted" })).await;
    let wrong = row(world, &paper, &consultation).await;
    let correction = proposed(world, &wrong, json!({ "result": "rejected", "reason": "Abgelehnt." })).await;
    let told = world.office().post(&path(&correction, "confirm"), version(&correction)).await.is(422);
    assert!(told["errors"][0]["detail"].as_str().unwrap().contains("Ratsversammlung"), "{told}");
    world.work().await;
});

both!(a_wrong_rejection_becomes_an_adoption_with_its_orders, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    result(world, &consultation, json!({ "result": "rejected" })).await;
    let refused: BTreeSet<String> = world.new_mails().await.into_iter().map(|mail| mail.to).collect();
    let wrong = row(world, &paper, &consultation).await;
    let correction = proposed(world, &wrong, json!({ "result": "adopted", "reason": "Es wurde angenommen." })).await;
    let after = world.office().post(&path(&correction, "confirm"), version(&correction)).await.ok();
    assert_eq!(after["status"], "decided");
    assert_eq!(row(world, &paper, &wrong).await["result"], "adopted");
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM orders WHERE state = 'ordered'"), 1);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM resolutions WHERE annulled_on IS NULL"), 1);
    let mails = world.new_mails().await;
    let corrected: BTreeSet<String> =
        mails.iter().filter(|mail| mail.text.contains("berichtigt")).map(|mail| mail.to.clone()).collect();
    assert!(corrected.is_subset(&refused) && !corrected.is_empty());

    // That was wrong as well: the resolution that the correction made is annulled by the next one.
    let wrong = row(world, &paper, &wrong).await;
    let correction = proposed(world, &wrong, json!({ "result": "rejected", "reason": "Doch abgelehnt." })).await;
    let after = world.office().post(&path(&correction, "confirm"), version(&correction)).await.ok();
    assert_eq!(after["status"], "decided");
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM orders WHERE state = 'ordered'"), 0);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM resolutions WHERE annulled_on IS NULL"), 0);
    world.work().await;
});

both!(a_wrong_deferral_becomes_an_adoption_and_its_successor_leaves_the_agenda, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    let after = result(world, &consultation, json!({ "result": "deferred" })).await;
    let successor = after["consultations"].as_array().unwrap().last().unwrap().clone();
    world.new_mails().await;
    let inputs = json!({ "date": "2020-10-07", "time": "14:00", "place": "Neues Rathaus" });
    world.act_on(&world.office(), "consultations", &successor, "schedule", inputs).await;
    let invited: BTreeSet<String> = world.new_mails().await.into_iter().map(|mail| mail.to).collect();
    let wrong = row(world, &paper, &consultation).await;
    let correction = proposed(world, &wrong, json!({ "result": "adopted", "reason": "Es gab eine Mehrheit." })).await;
    let undoes = correction["undoes"].to_string();
    assert!(undoes.contains("Ratsversammlung"), "{undoes}");
    let after = world.office().post(&path(&correction, "confirm"), version(&correction)).await.ok();
    assert_eq!(after["status"], "decided");
    assert_eq!(row(world, &paper, &successor).await["state"], "cancelled");
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM orders WHERE state = 'ordered'"), 1);
    let mails = world.new_mails().await;
    let cancelled: BTreeSet<String> =
        mails.iter().filter(|mail| mail.subject.contains("abgesagt")).map(|mail| mail.to.clone()).collect();
    assert_eq!(cancelled, invited, "{mails:?}");
    let history = world.stranger().get(&format!("{}/events", api_path(&paper))).await.ok();
    let last = |action: &str| {
        let all = history.as_array().unwrap();
        all.iter().filter(|event| event["action"] == action).count()
    };
    assert_eq!((last("cancel"), last("corrected"), last("ordered")), (1, 1, 1), "{history}");
});

both!(what_a_wrong_decision_gave_up_is_to_be_done_again, async |world: &World| {
    let first = world.admitted().await;
    crate::orders::decide(world, &first, &["Die Bänke werden erneuert."]).await;
    let order = crate::orders::list(&world.office(), "").await[0].clone();
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    result(world, &consultation, json!({ "result": "adopted" })).await;
    world.new_mails().await;
    let inputs = json!({ "decision": paper["reference"], "reason": "Anders beschlossen." });
    crate::orders::try_order(&world.office(), &order, "drop", inputs).await.ok();
    let told: BTreeSet<String> = world.new_mails().await.into_iter().map(|mail| mail.to).collect();
    assert_eq!(crate::orders::again(&world.office(), &order).await["state"], "dropped");

    let wrong = row(world, &paper, &consultation).await;
    let correction = proposed(world, &wrong, json!({ "result": "rejected", "reason": "Abgelehnt." })).await;
    world.office().post(&path(&correction, "confirm"), version(&correction)).await.ok();
    let order = crate::orders::again(&world.office(), &order).await;
    assert_eq!((order["state"].as_str(), order["closed_on"].as_str()), (Some("ordered"), None));
    let mails = world.new_mails().await;
    let again: BTreeSet<String> =
        mails.iter().filter(|mail| mail.subject.contains("wieder offen")).map(|mail| mail.to.clone()).collect();
    assert_eq!(again, told);
});

both!(a_draft_that_a_wrong_withdrawal_discarded_is_there_again, async |world: &World| {
    let paper = world.admitted().await;
    let draft = world.act(&world.drafter(), &paper, "draft-answer", json!({})).await;
    let consultation = sat(world, &paper, &paper["consultations"][0]).await;
    result(world, &consultation, json!({ "result": "withdrawn" })).await;
    let gone = world.paper(&world.drafter(), &draft).await;
    assert_eq!(gone["state"], "withdrawn");
    let wrong = row(world, &paper, &consultation).await;
    let correction = proposed(world, &wrong, json!({ "reason": "Nicht zurückgezogen." })).await;
    assert!(correction["undoes"].to_string().contains("Entwurf"), "{correction}");
    world.office().post(&path(&correction, "confirm"), version(&correction)).await.ok();
    let back = world.paper(&world.drafter(), &draft).await;
    assert_eq!((back["state"].as_str(), back["status"].as_str()), (draft["state"].as_str(), draft["status"].as_str()));
    assert_eq!(world.paper(&world.office(), &paper).await["clocks"][0]["state"], "running");
    world.stranger().get(&api_path(&draft)).await.is(404);
    world.work().await;
});
