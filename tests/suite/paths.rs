//! The odd paths that papers and orders really take, told through the API and the pages: a number that is kept before
//! its paper exists.
use crate::both;
use crate::both_in_town;
use crate::imports::take;
use crate::kinds::motion;
use crate::papers::{api_path, page_path};
use crate::results::{planned, result, sat};
use crate::town::Town;
use crate::world::*;
use serde_json::{Value, json};

/// The numbers that are kept below a paper, with their state, as a stranger sees them.
async fn kept(world: &World, paper: &Value) -> Vec<(String, String)> {
    let seen = world.paper(&world.stranger(), paper).await;
    let rows = seen["reserved_numbers"].as_array().cloned().unwrap_or_default();
    let text = |row: &Value, field: &str| row[field].as_str().unwrap().to_owned();
    rows.iter().map(|row| (text(row, "reference"), text(row, "state"))).collect()
}

fn waits(number: &str) -> Vec<(String, String)> {
    vec![(number.to_owned(), "reserved".to_owned())]
}

both!(a_number_is_kept_for_an_answer_before_there_is_one, async |world: &World| {
    let (office, paper) = (world.office(), world.admitted().await);
    world.new_mails().await;
    let number = "VII-F-01504-AW-01";
    // The office's to do, and nobody else's.
    for who in [world.spd(), world.drafter()] {
        let seen = world.paper(&who, &paper).await;
        world.try_act(&who, &seen, "reserve-number", json!({})).await.is(403);
    }
    let seen = world.paper(&office, &paper).await;
    world.try_act(&office, &seen, "give-up-number", json!({ "reason": "Versehen" })).await.is(422);
    let mut desk = world.page(OFFICE).await;
    let form = format!("{}/actions/reserve-number", page_path(&paper));
    desk.open(&page_path(&paper)).await.must_say("Nummer reservieren");
    desk.open(&form).await;
    desk.submit("/reserve-number", &[]).await.must_say("Die Nummer ist reserviert.");
    assert_eq!(kept(world, &paper).await, waits(number));
    assert!(world.new_mails().await.is_empty(), "that a number exists is news to nobody");
    // Everybody reads that it is kept, and nothing else; its address leads to the inquiry meanwhile, not for ever.
    let mut visitor = world.visitor();
    let page = visitor.open(&page_path(&paper)).await;
    for said in [number, "reserviert für die Antwort", "Nummer reserviert"] {
        page.must_say(said);
    }
    visitor.go(&format!("/leipzig/papers/{number}")).await.must_say("reserviert für die Antwort");
    visitor.open(&format!("{}/lineage", page_path(&paper))).await.must_say("reserviert für die Antwort");
    let lineage = world.stranger().get(&format!("{}/lineage.json", page_path(&paper))).await.ok();
    assert_eq!(lineage["reserved_numbers"][0]["reference"], number);
    world.stranger().get(&format!("/api/v1/leipzig/papers/{number}")).await.is(404);
    // Not a second time, and not as another paper's former number.
    let seen = world.paper(&office, &paper).await;
    let told = world.try_act(&office, &seen, "reserve-number", json!({})).await.is(422);
    assert_eq!(told["errors"][0]["field"], "kind", "{told}");
    let alias = json!({ "version": seen["version"], "reference": number });
    office.post(&format!("{}/aliases", api_path(&paper)), alias).await.is(422);

    // The answer takes exactly this number.
    let answer = world.answer_issued(&paper).await;
    assert_eq!((&answer["reference"], &answer["slug"]), (&json!(number), &json!(number)));
    assert_eq!(kept(world, &paper).await, []);
    visitor.open(&format!("/leipzig/papers/{number}")).await.must_say("Antwort");
    visitor.page.must_not_say("reserviert für die Antwort");
    let history = world.stranger().get(&format!("{}/events", api_path(&paper))).await.ok();
    let event = history.as_array().unwrap().iter().find(|event| event["action"] == "reserve-number").unwrap().clone();
    assert_eq!(event["facts"], json!([{ "label": "Reservierte Nummer", "text": number }]), "{history}");
    world.work().await;
});

both!(what_comes_meanwhile_takes_the_next_number_and_one_given_up_is_never_used, async |world: &World| {
    let (office, paper) = (world.office(), world.filed(&world.spd(), motion()).await);
    // Which one must be said where several kinds can follow.
    let told = world.try_act(&office, &paper, "reserve-number", json!({})).await.is(422);
    assert!(told.to_string().contains("Verwaltungsstandpunkt"), "{told}");
    world.act(&office, &paper, "reserve-number", json!({ "kind": "VSP" })).await;
    let seen = world.paper(&office, &paper).await;
    world.act(&office, &seen, "reserve-number", json!({ "kind": "Ifo" })).await;
    let mut both = waits("VII-A-01504-VSP-01");
    both.extend(waits("VII-A-01504-Ifo-02"));
    assert_eq!(kept(world, &paper).await, both);
    // An amendment of another faction comes first: it takes the next free number.
    let amendment = world.below(&world.greens(), &paper, "AEA").await;
    let place = json!({ "target_place": "Punkt 1" });
    let amendment = world.act(&world.greens(), &amendment, "edit", place).await;
    let amendment = world.admit(&world.greens(), &amendment).await;
    assert_eq!(amendment["reference"], "VII-A-01504-ÄA-03");
    // The report is not to come after all: its number stays unused, with the reason in the history.
    let mut desk = world.page(OFFICE).await;
    desk.open(&format!("{}/actions/give-up-number", page_path(&paper))).await;
    let given = desk.submit("/give-up-number", &[("kind", "Ifo"), ("reason", "Es gibt nichts zu berichten.")]).await;
    given.must_say("Sie bleibt unbenutzt.");
    let states = kept(world, &paper).await;
    assert_eq!(states[1], ("VII-A-01504-Ifo-02".to_owned(), "not_used".to_owned()));
    let mut visitor = world.visitor();
    visitor.go("/leipzig/papers/VII-A-01504-Ifo-02").await.must_say("nicht benutzt");
    visitor.page.must_say("Es gibt nichts zu berichten.");
    // A report that comes all the same has the next number.
    let report = world.below(&world.drafter(), &paper, "Ifo").await;
    let typed = json!({ "title": "Doch ein Bericht", "facts": "Es gibt doch etwas." });
    let report = world.act(&world.drafter(), &report, "edit", typed).await;
    assert_eq!(world.issue(&report).await["reference"], "VII-A-01504-Ifo-04");
    // What is given up, nobody who is brought in takes either; what waits is taken by the paper that it waits for.
    let lines = r#"
{"id": "m:1", "reference": "VII-A-01504-Ifo-02", "title": "Bericht", "kind": "Informationsvorlage", "related": [{"relation": "parent", "reference": "VII-A-01504"}]}
{"id": "m:2", "reference": "VII-A-01504-VSP-01", "title": "Standpunkt", "kind": "Verwaltungsstandpunkt", "related": [{"relation": "parent", "reference": "VII-A-01504"}]}
"#;
    let summary = take(world, &[("papers", lines)]);
    assert_eq!((summary.papers.taken, summary.refused.len()), (1, 1), "{summary:?}");
    assert!(format!("{:?}", summary.refused).contains("VII-A-01504-Ifo-02"), "{:?}", summary.refused);
    assert_eq!(kept(world, &paper).await.len(), 1);
    assert_eq!(world.paper_by(&office, "VII-A-01504-VSP-01").await["title"], "Standpunkt");
    world.leave_jobs();
});

both!(a_paper_that_ends_gives_its_kept_numbers_up, async |world: &World| {
    let (office, spd) = (world.office(), world.spd());
    let paper = world.admitted().await;
    let seen = world.paper(&office, &paper).await;
    world.act(&office, &seen, "reserve-number", json!({})).await;
    let seen = world.paper(&spd, &paper).await;
    world.act(&spd, &seen, "withdraw", json!({ "reason": "Erledigt." })).await;
    assert_eq!(kept(world, &paper).await, [("VII-F-01504-AW-01".to_owned(), "not_used".to_owned())]);
    // Of what is not public nobody learns that a number is kept.
    let secret = world
        .filed(
            &spd,
            json!({ "kind": "A", "title": "Grundstück", "facts": "Am Hafen.",
        "points": ["Die Stadt kauft es."], "public": false }),
        )
        .await;
    world.act(&office, &secret, "reserve-number", json!({ "kind": "VSP" })).await;
    let number = format!("{}-VSP-01", secret["reference"].as_str().unwrap());
    assert_eq!(world.visitor().go(&format!("/leipzig/papers/{number}")).await.answer.status, 404);
    world.leave_jobs();
});

both_in_town!("dortmund", "2016-05-02 09:00", a_number_without_a_counter_is_kept, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let inquiry = json!({ "kind": "AT", "title": "Funklöcher", "facts": "Wir bitten um Auskunft.", "questions": ["Wo fehlt es?"] });
    let paper = town.filed("cdu.buero", "dezernat-1", inquiry).await;
    let stem = paper["reference"].as_str().unwrap().trim_end_matches("-ATC").to_owned();
    town.act(&office, &paper, "reserve-number", json!({ "kind": "BA" })).await;
    town.page(&format!("papers/{stem}-ATC")).await.page.must_say(&format!("{stem}BA"));
    let answer = town.answered("dezernat-1", &paper, "Am Hafen.").await;
    assert_eq!(answer["reference"], format!("{stem}BA"));
    world.leave_jobs();
});

both_in_town!("dortmund", "2016-05-02 09:00", a_referral_without_return_does_not_come_back, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let new = |title: &str| {
        json!({ "kind": "A", "title": title, "facts": "Vieles geht nur am Schalter.",
        "points": ["Die Verwaltung prüft es."] })
    };
    let body = json!([{ "body": "finanzen", "role": "decision" }]);
    let mut seen = Vec::new();
    for (title, word) in [("Mit Rücklauf", "referred"), ("Ohne Rücklauf", "referred_away")] {
        world.set_clock("2016-05-02 09:00");
        let motion = town.filed("spd.buero", "dezernat-1", new(title)).await;
        town.act(&office, &motion, "plan", json!({ "body": "rat", "role": "decision" })).await;
        town.scheduled(&motion, "2016-05-19").await;
        world.set_clock("2016-05-19 20:00");
        let row = town.open(&motion).await;
        let mut desk = world.page(&town.mail("ratsbuero")).await;
        let form = format!("/dortmund/consultations/{}/actions/enter-result", row["id"].as_str().unwrap());
        desk.open(&form).await.must_say("verwiesen ohne Rücklauf");
        // Where to must be said.
        town.on(&office, "consultations", &row, "enter-result", json!({ "result": word })).await.is(422);
        let result = json!({ "result": word, "bodies": body });
        seen.push(town.on(&office, "consultations", &row, "enter-result", result).await.ok());
    }
    let open = |paper: &Value| -> Vec<String> {
        let rows = paper["consultations"].as_array().unwrap().iter();
        rows.filter(|row| row["state"] == "planned").map(|row| row["body"].as_str().unwrap().to_owned()).collect()
    };
    let (with, without) = (&seen[0], &seen[1]);
    assert_eq!(open(with).len(), 2, "{with:#}");
    assert_eq!(open(without).len(), 1, "{without:#}");
    assert_eq!(without["consultations"][1]["state"], "cancelled");
    let page = town.page(&format!("papers/{}", without["slug"].as_str().unwrap())).await;
    page.page.must_say("verwiesen ohne Rücklauf");
    page.page.must_say("In dieses Gremium kommt sie nicht zurück.");
    // The committee has the last word.
    let after = town.decided(without, "2016-06-15", "adopted").await;
    assert!(open(&after).is_empty() && after["status"] != "in_progress", "{after:#}");
    world.leave_jobs();
});

both!(a_new_version_of_a_later_term_goes_on_with_what_was_left, async |world: &World| {
    let (office, spd) = (world.office(), world.spd());
    let paper = world.filed(&spd, motion()).await;
    let advice = planned(world, &paper, "bauausschuss", "advice").await;
    planned(world, &paper, "umweltausschuss", "advice").await;
    planned(world, &paper, "ratsversammlung", "decision").await;
    let seen = world.paper(&office, &paper).await;
    let referral =
        seen["consultations"].as_array().unwrap().iter().find(|row| row["role"] == "referral").unwrap().clone();
    world.act_on(&office, "consultations", &referral, "cancel", json!({ "reason": "Schon verwiesen." })).await;
    let advice = sat(world, &paper, &advice).await;
    result(world, &advice, json!({ "result": "recommended" })).await;
    // The term ends, and nobody has decided. In the next one the faction writes the text anew.
    world.set_clock("2024-09-02 09:00");
    world.sql("UPDATE terms SET ends_on = '2024-08-31' WHERE council = 'leipzig' AND name = 'VII'");
    let mut desk = world.page(OFFICE).await;
    desk.open("/leipzig/admin/terms/new/create").await;
    desk.submit("/terms/new/create", &[("name", "VIII"), ("starts_on", "2024-09-01")]).await;
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM terms WHERE name = 'VIII'"), 1);
    let draft = world.below(&spd, &paper, "NF").await;
    let typed = json!({ "title": "Radweg an der Dieskaustraße, neu", "points": ["Der Oberbürgermeister baut den Radweg bis 2027."] });
    let draft = world.act(&spd, &draft, "edit", typed).await;
    let version = world.admit(&spd, &draft).await;
    // It keeps its lineage and number, is of the new term, and carries only what was left.
    assert_eq!((&version["reference"], &version["term"]), (&json!("VII-A-01504-NF-01"), &json!("VIII")));
    let left = |paper: &Value| -> Vec<String> {
        let rows = paper["remaining_consultations"].as_array().unwrap().iter();
        rows.map(|row| row["body"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(left(&version).len(), 2, "{version:#}");
    assert!(!left(&version).iter().any(|body| *body == advice["body"].as_str().unwrap()), "{version:#}");
    let mut visitor = world.visitor();
    let page = visitor.open("/leipzig/papers/VII-A-01504-NF-01").await;
    page.must_say("Diese Fassung setzt VII-A-01504 fort");
    page.must_say("Ratsversammlung");
    let mut visitor = world.visitor();
    visitor.open("/leipzig/papers/VII-A-01504").await.must_say("bis 2027");
    // The rest of the way is gone on the text as it is now; what was done before is not done again.
    let open = |paper: &Value, role: &str| {
        let rows = paper["consultations"].as_array().unwrap().clone();
        rows.into_iter().find(|row| row["role"] == role && row["state"] == "planned").unwrap()
    };
    for (role, day, word) in [("advice", "2024-10-01", "recommended"), ("decision", "2024-10-16", "adopted")] {
        let row = open(&world.paper(&office, &paper).await, role);
        let sitting = json!({ "date": day, "time": "14:00", "place": "Neues Rathaus" });
        world.act_on(&office, "consultations", &row, "schedule", sitting).await;
        world.set_clock(&format!("{day} 20:00"));
        let rows = world.paper(&office, &paper).await["consultations"].clone();
        let row = rows.as_array().unwrap().iter().find(|other| other["id"] == row["id"]).unwrap().clone();
        result(world, &row, json!({ "result": word })).await;
    }
    let seen = world.paper(&world.stranger(), &version).await;
    assert_eq!(left(&seen).len(), 2, "what came of it stays to be read there: {seen:#}");
    assert!(seen["remaining_consultations"].to_string().contains("adopted"), "{seen:#}");
    assert_eq!(seen["status"], world.paper(&office, &paper).await["status"]);
    world.leave_jobs();
});
