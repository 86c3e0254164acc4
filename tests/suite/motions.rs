//! A motion with all that grows around it: opinion, new version, amendments and amendments to amendments, withdrawal.
use crate::both;
use crate::kinds::motion;
use crate::papers::api_path;
use crate::world::*;
use serde_json::json;

both!(a_new_version_takes_the_place_of_the_text_and_shows_what_changed, async |world: &World| {
    let spd = world.spd();
    let motion = world.filed(&spd, motion()).await;
    let version = world.below(&spd, &motion, "NF").await;
    assert_eq!(version["points"], motion["points"]);
    assert_eq!(version["submitter"], motion["submitter"]);
    let typed = json!({ "points": [
        "Der Oberbürgermeister baut den Radweg bis 2025.", "Der Oberbürgermeister berichtet jährlich.",
        "Der Rat stellt 20.000 Euro bereit.",
    ] });
    let version = world.act(&spd, &version, "edit", typed).await;
    // Nobody else sees the draft.
    world.greens().get(&api_path(&version)).await.is(404);
    let version = world.admit(&spd, &version).await;
    assert_eq!(version["reference"], "VII-A-01504-NF-01");
    assert_eq!(version["status"], "in_progress");
    let now = world.paper_by(&world.stranger(), "VII-A-01504").await;
    assert_eq!(now["points"].as_array().unwrap().len(), 3);
    assert_eq!(now["versions"], json!([1, 2]));
    let mut visitor = world.visitor();
    let page = visitor.open("/leipzig/papers/VII-A-01504-NF-01").await;
    assert_eq!(page.all("#differences del"), ["[entfällt:] 2024. [Ende]"]);
    assert!(page.all("#differences ins").join(" ").contains("20.000 Euro"), "{:?}", page.all("#differences ins"));
    let first = visitor.open("/leipzig/papers/VII-A-01504/versions/1").await;
    first.must_say("bis 2024");
    first.must_not_say("bis 2025");
    let second = visitor.open("/leipzig/papers/VII-A-01504/versions/2").await;
    second.must_say("2025.");
    assert_eq!(second.all("del").len(), 1);
    assert_eq!(visitor.go("/leipzig/papers/VII-A-01504/versions/3").await.answer.status, 404);
    // The new version goes with its motion.
    let seen = world.paper(&spd, &motion).await;
    world.act(&spd, &seen, "withdraw", json!({ "reason": "erledigt" })).await;
    let version = world.paper_by(&world.stranger(), "VII-A-01504-NF-01").await;
    assert_eq!(version["status"], "withdrawn");
    world.leave_jobs();
});

both!(a_text_that_was_sent_back_does_not_become_public_with_the_paper, async |world: &World| {
    let spd = world.spd();
    let mut new = motion();
    new["facts"] = json!("Herr Geheimrat hat es so gewollt.");
    let draft = world.drafted(&spd, new).await;
    world.act(&spd, &draft, "submit", json!({})).await;
    let seen = world.paper(&world.office(), &draft).await;
    world.act(&world.office(), &seen, "return", json!({ "reason": "Ohne Namen, bitte." })).await;
    let seen = world.paper(&spd, &draft).await;
    let draft = world.act(&spd, &seen, "edit", json!({ "facts": "Es ist so gewollt." })).await;
    let paper = world.admit(&spd, &draft).await;
    let mut visitor = world.visitor();
    assert_eq!(visitor.go("/leipzig/papers/VII-A-01504/versions/1").await.answer.status, 404);
    visitor.open("/leipzig/papers/VII-A-01504/versions/2").await.must_not_say("Geheimrat");
    assert_eq!(world.paper(&world.stranger(), &paper).await["versions"], json!([2]));
    assert_eq!(world.paper(&world.office(), &paper).await["versions"], json!([1, 2]));
    world.leave_jobs();
});

both!(amendments_and_amendments_to_amendments, async |world: &World| {
    let (spd, greens, cdu) = (world.spd(), world.greens(), world.api(CDU));
    let motion = world.filed(&spd, motion()).await;
    let draft = world.below(&greens, &motion, "AEA").await;
    assert_eq!(draft["submitter"], "Fraktion Bündnis 90/Die Grünen");
    assert_eq!(draft["target_version"], 1);
    let refused = world.try_act(&greens, &draft, "submit", json!({})).await.is(422);
    assert!(refused.to_string().contains("Stelle"), "{refused}");
    let typed = json!({ "target_version": 7, "target_place": "Punkt 1" });
    let draft = world.act(&greens, &draft, "edit", typed).await;
    world.try_act(&greens, &draft, "submit", json!({})).await.is(422);
    let typed = json!({ "target_version": 1, "points": ["Der Oberbürgermeister baut den Radweg bis 2026."] });
    let draft = world.act(&greens, &draft, "edit", typed).await;
    let first = world.admit(&greens, &draft).await;
    assert_eq!(first["reference"], "VII-A-01504-ÄA-01");
    assert_eq!(first["consultations"][0]["role"], "decision");
    // An amendment to the amendment.
    let nested = world.below(&cdu, &first, "AEA").await;
    let nested = world.act(&cdu, &nested, "edit", json!({ "target_place": "Jahr" })).await;
    let nested = world.admit(&cdu, &nested).await;
    assert_eq!(nested["reference"], "VII-A-01504-ÄA-02");
    let mut visitor = world.visitor();
    let page = visitor.open("/leipzig/papers/VII-A-01504-%C3%84A-01").await;
    page.must_say("Punkt 1 (Fassung 1)");
    assert!(!page.all("#differences ins").is_empty());
    visitor.open("/leipzig/papers/VII-A-01504/lineage").await.must_say("VII-A-01504-ÄA-02");
    // It is the motion's author who takes it over, nobody else.
    let seen = world.paper(&greens, &first).await;
    world.try_act(&greens, &seen, "accept", json!({})).await.is(403);
    let seen = world.paper(&spd, &first).await;
    world.newly_mailed().await;
    let accepted = world.act(&spd, &seen, "accept", json!({})).await;
    assert_eq!((accepted["status"].as_str(), &accepted["accepted_on"]), (Some("closed"), &json!("2020-08-12")));
    assert_eq!(accepted["consultations"][0]["state"], "cancelled");
    let mails = world.new_mails().await;
    assert!(mails.iter().any(|mail| mail.to == GREENS && mail.text.contains("übernommen")), "{mails:?}");
    let settled = world.paper(&cdu, &nested).await;
    assert_eq!((settled["status"].as_str(), settled["state"].as_str()), (Some("closed"), Some("admitted")));
    // What is withdrawn leaves its children readable, and settles what was to change it.
    let draft = world.below(&greens, &motion, "AEA").await;
    let draft = world.act(&greens, &draft, "edit", json!({ "target_place": "Punkt 2" })).await;
    let third = world.admit(&greens, &draft).await;
    let unsent = world.below(&cdu, &motion, "AEA").await;
    let unsent = world.act(&cdu, &unsent, "edit", json!({ "target_place": "Punkt 2" })).await;
    let seen = world.paper(&spd, &motion).await;
    world.act(&spd, &seen, "withdraw", json!({ "reason": "erledigt" })).await;
    let third = world.paper(&world.stranger(), &third).await;
    assert_eq!(
        (third["status"].as_str(), third["consultations"][0]["state"].as_str()),
        (Some("closed"), Some("cancelled"))
    );
    world.try_act(&cdu, &unsent, "submit", json!({})).await.is(422);
    let seen = world.paper(&greens, &motion).await;
    world.try_act(&greens, &seen, "draft-child", json!({ "kind": "AEA" })).await.is(422);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM events WHERE action = 'settled'"), 2);
    world.leave_jobs();
});

both!(the_family_counter_has_neither_doubles_nor_gaps, async |world: &World| {
    let (greens, office) = (world.greens(), world.office());
    let motion = world.filed(&world.spd(), motion()).await;
    let mut waiting = Vec::new();
    for place in ["Punkt 1", "Punkt 2", "Titel", "Jahr"] {
        let draft = world.below(&greens, &motion, "AEA").await;
        let draft = world.act(&greens, &draft, "edit", json!({ "target_place": place })).await;
        world.act(&greens, &draft, "submit", json!({})).await;
        waiting.push(world.paper(&office, &draft).await);
    }
    let needs = json!({ "department": "dezernat-01" });
    let [a, b, c, d] = [0, 1, 2, 3].map(|at: usize| world.try_act(&office, &waiting[at], "admit", needs.clone()));
    let (a, b, c, d) = tokio::join!(a, b, c, d);
    let mut numbers: Vec<_> =
        [a, b, c, d].iter().map(|answer| answer.ok()["reference"].as_str().unwrap().to_owned()).collect();
    numbers.sort();
    assert_eq!(numbers, ["VII-A-01504-ÄA-01", "VII-A-01504-ÄA-02", "VII-A-01504-ÄA-03", "VII-A-01504-ÄA-04"]);
    world.leave_jobs();
});
