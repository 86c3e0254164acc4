//! Interim notices and the numbers that a paper had before.
use crate::both;
use crate::papers::{api_path, page_path};
use crate::world::{CITIZEN, World};
use ratsweg::papers::store;
use ratsweg::people::Actor;
use serde_json::{Value, json};

/// Everybody who is told of what concerns submitter, factions, department and followers: the faction offices' own
/// addresses, all who act for a faction, the department's two, and the citizen who follows.
const TOLD: [&str; 12] = [
    "buergerin@post.example",
    "buero@cdu.example",
    "buero@gruene.example",
    "buero@spd.example",
    "cdu@fraktionen.example",
    "eppler@gruene.example",
    "fromm@spd.example",
    "gruene@fraktionen.example",
    "leitung@stadt.example",
    "sachbearbeitung@stadt.example",
    "spd@fraktionen.example",
    "uhl@spd.example",
];

fn reasons(problem: &Value) -> String {
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().map(|error| error["detail"].as_str().unwrap_or_default()).collect::<Vec<_>>().join(" ")
}

both!(an_interim_notice_puts_the_answer_off_once_and_everybody_is_told, async |world: &World| {
    let paper = world.admitted().await;
    let mut citizen = world.page(CITIZEN).await;
    citizen.open(&page_path(&paper)).await;
    citizen.submit(&format!("{}/follow", page_path(&paper)), &[]).await;
    world.new_mails().await;
    world.set_clock("2020-09-01 10:00");
    let (drafter, clock) = (world.drafter(), &paper["clocks"][0]);

    // Only the department gives one; it says why and until when, and not beyond the second stage.
    let notice = json!({ "due_on": "2020-10-01", "reason": "Die Zahlen der Eigenbetriebe fehlen noch." });
    for who in [world.spd(), world.office(), world.executive()] {
        world.try_act_on(&who, "clocks", clock, "interim", notice.clone()).await.is(403);
    }
    let bare = world.try_act_on(&drafter, "clocks", clock, "interim", json!({ "due_on": "2020-10-01" })).await.is(422);
    assert!(reasons(&bare).contains("Begründung"), "{bare}");
    let far = json!({ "due_on": "2020-10-08", "reason": "Es dauert." });
    let far = world.try_act_on(&drafter, "clocks", clock, "interim", far).await.is(422);
    assert!(reasons(&far).contains("07.10.2020"), "{far}");
    let after = world.act_on(&drafter, "clocks", clock, "interim", notice.clone()).await;
    let clock = &after["clocks"][0];
    assert_eq!((clock["due_on"].as_str(), clock["stage"].as_i64()), (Some("2020-10-01"), Some(2)));
    assert_eq!(clock["extensions"][0]["interim"], true);
    assert_eq!(clock["extensions"][0]["old_due"], "2020-09-09");
    let twice =
        world.try_act_on(&drafter, "clocks", clock, "interim", json!({ "due_on": "2020-10-05", "reason": "x" })).await;
    assert!(reasons(&twice.is(422)).contains("schon einen Zwischenbescheid"));

    // Who is told, and what.
    let mails = world.new_mails().await;
    let mut told: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, TOLD);
    let german = mails.iter().find(|mail| mail.to == "buero@spd.example").unwrap();
    assert!(german.text.contains("Die Zahlen der Eigenbetriebe fehlen noch."), "{}", german.text);
    assert!(german.text.contains("01.10.2020") && german.text.contains("09.09.2020"), "{}", german.text);

    // The page, the history and the list of clocks say it.
    let mut visitor = world.visitor();
    let page = visitor.open(&page_path(&paper)).await;
    page.must_say("nach Zwischenbescheid voraussichtlich 01.10.2020");
    page.must_say("Zwischenbescheid: statt am 09.09.2020 voraussichtlich am 01.10.2020");
    page.must_say("Zwischenbescheid gegeben");
    let page = visitor.open("/leipzig/tracking").await;
    page.must_say("nach Zwischenbescheid voraussichtlich 01.10.2020");
    page.must_say("Die Zahlen der Eigenbetriebe fehlen noch.");
    world.set_clock("2020-09-20 10:00");
    let seen = world.paper(&world.stranger(), &paper).await;
    assert_ne!(seen["clocks"][0]["light"], "red", "the new day counts");
});

both!(a_former_number_leads_to_the_paper_and_to_no_other, async |world: &World| {
    let paper = world.admitted().await;
    let other = world.admitted().await;
    let hidden = world.draft().await;
    world.new_mails().await;
    let id = |paper: &Value| paper["id"].as_str().unwrap().parse::<ratsweg::db::types::PaperId>().unwrap();
    let name = async |paper: &Value, reference: &'static str| {
        let id = id(paper);
        world.app.write(&Actor::system(), move |tx| store::add_alias(tx, "leipzig", id, reference)).await
    };
    name(&paper, "DS0446/20").await.unwrap();
    name(&paper, "DS0446/20").await.unwrap();
    name(&hidden, "GEHEIM 1").await.unwrap();
    assert!(name(&other, "DS0446 20").await.is_err(), "it would look the same in an address");
    assert!(name(&other, "VII-F-01504").await.is_err(), "another paper bears it now");

    let own = paper["slug"].as_str().unwrap();
    let visitor = world.visitor();
    for rest in ["", "/lineage", "/lineage.svg", "/lineage.json"] {
        let answer = visitor.bare(reqwest::Method::GET, &format!("/leipzig/papers/DS0446-20{rest}"), &[]).await;
        assert_eq!(answer.status, 301, "{}", answer.what);
        assert_eq!(answer.header("location"), format!("/leipzig/papers/{own}{rest}"));
    }
    for rest in ["", "/lineage", "/events"] {
        let answer = world.stranger().get(&format!("/api/v1/leipzig/papers/DS0446%2F20{rest}")).await;
        assert_eq!(answer.status, 301, "{}", answer.what);
        assert_eq!(answer.header("location"), format!("/api/v1/leipzig/papers/{own}{rest}"));
    }
    // In another spelling, too; and what is hidden is as absent under its other number.
    assert_eq!(visitor.bare(reqwest::Method::GET, "/leipzig/papers/ds0446-20", &[]).await.status, 301);
    assert_eq!(visitor.bare(reqwest::Method::GET, "/leipzig/papers/GEHEIM-1", &[]).await.status, 404);
    world.stranger().get("/api/v1/leipzig/papers/GEHEIM-1").await.is(404);
    let mut reader = world.visitor();
    let page = reader.open(&page_path(&paper)).await;
    page.must_say("Frühere Nummer");
    page.must_say("DS0446/20");
    assert_eq!(world.stranger().get(&api_path(&paper)).await.ok()["former_references"], json!(["DS0446/20"]));
});
