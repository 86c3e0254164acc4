//! What was brought in goes on here: an open inquiry is answered, a motion decided, a family gets further children; the
//! numbers go on behind those that came, the clocks run, and nobody is mailed what was long ago.
use crate::both;
use crate::imports::{take, take_for};
use crate::papers::page_path;
use crate::world::*;
use ratsweg::people::Actor;
use ratsweg::setup::{self, Outcome, Setup};
use serde_json::{Value, json};

/// An inquiry of July that is open, one of years ago that nobody answered, one that was answered, and a motion that was
/// put off.
const PAPERS: &str = r#"
{"id": "m:1", "reference": "VII-F-01400", "title": "Bänke am Kanal", "kind": "Anfrage", "date": "2020-08-03", "submitter": ["SPD"], "text": "Wie viele fehlen?", "consultations": [{"organization": "Ratsversammlung", "role": "schriftliche Beantwortung", "date": "2020-09-16"}]}
{"id": "m:2", "reference": "VII-F-00007", "title": "Alte Bänke", "kind": "Anfrage", "date": "2019-10-01", "submitter": ["SPD"], "consultations": [{"organization": "Ratsversammlung", "role": "schriftliche Beantwortung", "date": "2019-10-16", "result": "vertagt"}]}
{"id": "m:3", "reference": "VII-F-00008", "title": "Beantwortete Bänke", "kind": "Anfrage", "date": "2019-10-01", "consultations": [{"organization": "Ratsversammlung", "role": "schriftliche Beantwortung", "date": "2019-10-16", "result": "vertagt"}]}
{"id": "m:4", "reference": "VII-F-00008-AW-01", "title": "Antwort", "kind": "schriftliche Antwort zur Anfrage", "date": "2019-10-20", "related": [{"relation": "parent", "id": "m:3"}]}
{"id": "m:5", "reference": "VII-A-01503", "title": "Mehr Bänke", "kind": "Antrag", "date": "2020-06-02", "submitter": ["SPD"], "text": "Die Verwaltung stellt Bänke auf.", "consultations": [{"organization": "Ratsversammlung", "role": "Beschlussfassung", "date": "2020-07-08", "result": "vertagt"}]}
{"id": "m:6", "reference": "VII-A-01503-ÄA-03", "title": "Noch mehr Bänke", "kind": "Änderungsantrag", "related": [{"relation": "parent", "id": "m:5"}]}
{"id": "m:7", "reference": "VII-F-00009", "title": "Undatiert", "kind": "Anfrage"}
"#;

both!(an_inquiry_that_was_brought_in_is_answered_here, async |world: &World| {
    let summary = take(world, &[("papers", PAPERS)]);
    assert_eq!((summary.papers.taken, summary.refused.len()), (7, 0), "{summary:?}");
    let office = world.office();
    let open = world.paper_by(&office, "VII-F-01400").await;
    // Its clock runs from the day of the record, by this council's rule.
    assert_eq!((&open["status"], &open["clocks"][0]["due_on"]), (&json!("in_progress"), &json!("2020-08-31")));
    assert_eq!(open["clocks"][0]["state"], "running");
    let assigned = world.act(&office, &open, "assign", json!({ "department": "dezernat-01" })).await;
    world.new_mails().await;
    let answer = world.answer_issued(&assigned).await;
    assert_eq!(answer["reference"], "VII-F-01400-AW-01");
    let told: Vec<_> = world.newly_mailed().await;
    assert!(
        told.contains(&"spd@fraktionen.example".to_owned()) && told.contains(&"buero@cdu.example".to_owned()),
        "{told:?}"
    );
    let closed = world.paper_by(&office, "VII-F-01400").await;
    assert_eq!((&closed["status"], &closed["clocks"][0]["state"]), (&json!("closed"), &json!("fulfilled")));
    assert_eq!(closed["public"], true);
    // The answered one came with its answer: its clock is met, on the day of the answer.
    let answered = world.paper_by(&office, "VII-F-00008").await;
    let clock = &answered["clocks"][0];
    assert_eq!(
        (&clock["state"], &clock["closed_on"], &answered["status"]),
        (&json!("fulfilled"), &json!("2019-10-20"), &json!("closed"))
    );
    // Without a day there is no clock.
    assert_eq!(world.paper_by(&office, "VII-F-00009").await["clocks"], json!([]));
    // What is filed here goes on behind the highest number that came.
    let admitted = world.admitted().await;
    assert_eq!(admitted["reference"], "VII-F-01504");
    world.work().await;
});

both!(a_motion_that_was_brought_in_is_decided_here_and_its_order_tracked, async |world: &World| {
    take(world, &[("papers", PAPERS)]);
    let office = world.office();
    let motion = world.paper_by(&office, "VII-A-01503").await;
    assert_eq!((&motion["status"], &motion["consultations"][1]["state"]), (&json!("in_progress"), &json!("planned")));
    let motion = world.act(&office, &motion, "assign", json!({ "department": "dezernat-01" })).await;
    let planned = json!({ "body": "bauausschuss", "role": "advice" });
    let motion = world.act(&office, &motion, "plan", planned).await;
    assert_eq!(motion["consultations"].as_array().unwrap().len(), 3);
    // A further amendment continues the family's counter: the third came, this is the fourth.
    let amendment = json!({ "kind": "AEA", "parent": "VII-A-01503", "title": "Bänke aus Holz", "facts": "Holz.", "points": ["Aus Holz."],
        "target_version": 0, "target_place": "Punkt 1" });
    let draft = world.greens().post("/api/v1/leipzig/papers", amendment).await.ok();
    let submitted = world.act(&world.greens(), &draft, "submit", json!({})).await;
    let seen = world.paper(&office, &submitted).await;
    let admitted = world.act(&office, &seen, "admit", json!({ "department": "dezernat-01" })).await;
    assert_eq!(admitted["reference"], "VII-A-01503-ÄA-04");
    // Its author thinks better of it: nothing need be voted on before the motion. The one that came without any
    // consultation keeps nobody waiting.
    let admitted = world.paper(&world.greens(), &admitted).await;
    world.act(&world.greens(), &admitted, "withdraw", json!({ "reason": "Erledigt." })).await;
    // Scheduled, held, adopted.
    let sitting = json!({ "date": "2020-09-16", "time": "14:00", "place": "Kongreßhalle" });
    let motion = world.paper(&office, &motion).await;
    let rows = motion["consultations"].as_array().unwrap().clone();
    let row = rows.iter().find(|row| row["state"] == "planned" && row["role"] == "decision").unwrap();
    world.act_on(&office, "consultations", row, "schedule", sitting).await;
    world.set_clock("2020-09-16 20:00");
    let motion = world.paper(&office, &motion).await;
    let row =
        motion["consultations"].as_array().unwrap().iter().find(|row| row["state"] == "scheduled").unwrap().clone();
    world.act_on(&world.minutes(), "consultations", &row, "enter-result", json!({ "result": "adopted" })).await;
    let decided = world.paper(&office, &motion).await;
    assert!(["decided", "closed"].contains(&decided["status"].as_str().unwrap()), "{decided:#}");
    let orders = world.stranger().get("/api/v1/leipzig/orders").await.ok();
    let order = orders
        .as_array()
        .unwrap()
        .iter()
        .find(|order| order["paper"]["reference"] == "VII-A-01503" || order.to_string().contains("VII-A-01503"));
    assert!(order.is_some(), "{orders:#}");
    let mut visitor = world.visitor();
    visitor.go("/leipzig/tracking").await.must_say("VII-A-01503");
    visitor.go(&page_path(&motion)).await.must_say("ungeändert beschlossen");
    // The source knows nothing of it: what it says later leaves alone what was done here.
    let later = PAPERS.replace("Mehr Bänke\"", "Viel mehr Bänke\"");
    assert_eq!(take(world, &[("papers", &later)]).papers.corrected, 1);
    let kept = world.paper(&office, &motion).await;
    assert_eq!(
        (&kept["title"], &kept["responsible"]),
        (&json!("Viel mehr Bänke"), &json!("02.1 Dezernat Allgemeine Verwaltung"))
    );
    assert!(kept["consultations"].as_array().unwrap().iter().any(|row| row["result"] == "adopted"), "{kept:#}");
    world.work().await;
});

both!(nobody_is_mailed_what_was_long_ago, async |world: &World| {
    // Somebody follows a paper of the family already, and all factions are there.
    take(world, &[("papers", PAPERS)]);
    assert_eq!(world.newly_mailed().await, Vec::<String>::new());
    ratsweg::work::daily::warn(&world.app).await.unwrap();
    assert_eq!(world.newly_mailed().await, Vec::<String>::new(), "what was overdue when it came is nobody's news");
    // It stands on the public list all the same, with its rule.
    let mut visitor = world.visitor();
    let page = visitor.go("/leipzig/tracking?state=overdue").await;
    page.must_say("VII-F-00007");
    page.must_not_say("VII-F-00008");
    // What becomes overdue here is told as of any other paper, and the old one still is not.
    world.set_clock("2020-09-02 08:00");
    ratsweg::work::daily::warn(&world.app).await.unwrap();
    let mails = world.new_mails().await;
    assert!(mails.iter().any(|mail| mail.text.contains("VII-F-01400")), "{mails:?}");
    assert!(mails.iter().all(|mail| !mail.text.contains("VII-F-00007")), "{mails:?}");
    // Once it is extended here, it counts like any other.
    let old = world.paper_by(&world.office(), "VII-F-00007").await;
    let extension = json!({ "due_on": "2020-09-10", "decided_on": "2020-09-02", "applicant": "Dezernat", "decider": "Rat", "reason": "Neu" });
    let may = world.try_act_on(&world.executive(), "clocks", &old["clocks"][0], "extend", extension).await;
    may.ok();
    world.new_mails().await;
    world.set_clock("2020-09-14 08:00");
    ratsweg::work::daily::warn(&world.app).await.unwrap();
    let mails = world.new_mails().await;
    assert!(mails.iter().any(|mail| mail.text.contains("VII-F-00007")), "{mails:?}");
});

/// Magdeburg's rules with invented people.
const TOWN: &str = r#"
council = "magdeburg"
[[terms]]
name = "VII"
starts_on = 2019-07-01
[[organizations]]
key = "stadtrat"
name = "Stadtrat"
kind = "council"
place = "Altes Rathaus"
[[organizations]]
key = "oberbuergermeisterin"
name = "Die Oberbürgermeisterin"
kind = "executive"
place = "Altes Rathaus"
[[organizations]]
key = "fraktion"
name = "Fraktion Elbwind"
kind = "faction"
[[organizations]]
key = "fraktion-buero"
name = "Geschäftsstelle der Fraktion Elbwind"
kind = "faction_office"
parent = "fraktion"
email = "elbwind@fraktionen.magdeburg.example"
[[organizations]]
key = "dezernat-1"
name = "Dezernat 1"
kind = "department"
email = "dezernat1@magdeburg.example"
[[organizations]]
key = "ratsbuero"
name = "Büro des Stadtrates"
kind = "council_office"
email = "ratsbuero@magdeburg.example"
[[accounts]]
email = "office@magdeburg.example"
name = "Wiebke Sandner"
roles = [{ organization = "ratsbuero", role = "council_office" }, { organization = "stadtrat", role = "minute_taker" }]
[[accounts]]
email = "first@magdeburg.example"
name = "Rune Hallbach"
roles = [{ organization = "dezernat-1", role = "drafter" }, { organization = "dezernat-1", role = "head" }]
[[accounts]]
email = "faction@magdeburg.example"
name = "Jost Wellmann"
roles = [{ organization = "fraktion-buero", role = "faction_office" }]
"#;

/// A proposal with amendments of amendments, an inquiry, and an answer that bears a number of its own.
const FAMILY: &str = r#"
{"id": "magdeburg:1", "reference": "DS0446/23", "title": "Haushaltsplan 2024", "kind": "Beschlussvorlage", "consultations": [{"organization": "Stadtrat", "role": "Beschlussfassung", "date": "2023-12-11"}]}
{"id": "magdeburg:2", "reference": "DS0446/23/3", "title": "Haushaltsplan 2024", "kind": "Änderungsantrag", "related": [{"relation": "parent", "id": "magdeburg:1"}]}
{"id": "magdeburg:3", "reference": "DS0446/23/3/1", "title": "Haushaltsplan 2024", "kind": "Änderungsantrag", "related": [{"relation": "parent", "id": "magdeburg:2"}]}
{"id": "magdeburg:4", "reference": "DS0446/23/4 /1", "title": "Schief", "kind": "Änderungsantrag", "related": [{"relation": "parent", "id": "magdeburg:1"}]}
{"id": "magdeburg:5", "reference": "F0270/23", "title": "Anfrage", "kind": "Anfrage", "date": "2023-11-20", "consultations": [{"organization": "Stadtrat", "role": "Stellungnahme", "date": "2023-11-30", "result": "schriftliche Stellungnahme"}]}
{"id": "magdeburg:6", "reference": "F0269/23", "title": "Anfrage", "kind": "Anfrage", "date": "2023-10-20"}
{"id": "magdeburg:7", "reference": "S0409/23", "title": "Antwort", "kind": "Stellungnahme", "date": "2023-11-10", "related": [{"relation": "parent", "id": "magdeburg:6"}]}
{"id": "magdeburg:8", "reference": "A0100/23", "title": "Antrag", "kind": "Antrag", "date": "2023-10-20"}
{"id": "magdeburg:9", "reference": "S0411/23", "title": "Stellungnahme zum Antrag", "kind": "Stellungnahme", "date": "2023-11-10", "related": [{"relation": "parent", "id": "magdeburg:8"}]}
"#;

fn in_magdeburg(engine: Engine) {
    let councils = tempfile::tempdir().unwrap();
    let file = include_str!("../../config/examples/magdeburg.toml");
    std::fs::write(councils.path().join("magdeburg.toml"), file).unwrap();
    std::fs::write(councils.path().join("leipzig.toml"), include_str!("../../config/councils/leipzig.toml")).unwrap();
    let dir = councils.path().to_owned();
    let change = move |config: &mut ratsweg::config::Config| {
        config.councils.dir = Some(dir);
        config.councils.load.clear();
    };
    play_with(engine, change, async |world: &World| {
        world.set_clock("2023-12-01 09:00");
        let setup = Setup::parse(TOWN).unwrap();
        let done = world.app.write_blocking(&Actor::system(), |tx| setup::act::apply(tx, &setup, false)).unwrap();
        assert!(matches!(done, Outcome::Applied(_)), "{done:?}");
        world.sql(&format!(
            "UPDATE accounts SET password_hash = (SELECT password_hash FROM accounts WHERE email = '{SPD}')"
        ));
        let summary = take_for(world, "magdeburg", &[("papers", FAMILY)]);
        assert_eq!((summary.papers.taken, summary.refused.len()), (9, 0), "{summary:?}");
        let api = |name: &str| format!("/api/v1/magdeburg/papers{name}");
        let (office, faction) = (world.api("office@magdeburg.example"), world.api("faction@magdeburg.example"));
        // The same letter, two kinds: one answers an inquiry, the other is an opinion on a motion.
        assert_eq!(office.get(&api("/S0409-23")).await.ok()["kind"], "S");
        assert_eq!(office.get(&api("/S0411-23")).await.ok()["kind"], "SA");
        let act = async |who: &crate::client::Api, paper: &Value, action: &str, mut inputs: Value| -> Value {
            let id = paper["id"].as_str().unwrap();
            inputs["version"] = who.get(&api(&format!("/{id}"))).await.ok()["version"].clone();
            who.post(&api(&format!("/{id}/actions/{action}")), inputs).await.ok()
        };
        let amend = async |parent: &str| -> Value {
            let new = json!({ "kind": "AE", "parent": parent, "title": "Weniger", "facts": "Weniger.", "points": ["Weniger."],
                "target_version": 0, "target_place": "Punkt 1" });
            let draft = faction.post(&api(""), new).await.ok();
            act(&faction, &draft, "submit", json!({})).await;
            act(&office, &draft, "admit", json!({ "department": "dezernat-1" })).await["reference"].clone()
        };
        assert_eq!(amend("DS0446/23").await, "DS0446/23/4");
        assert_eq!(amend("DS0446/23/3").await, "DS0446/23/3/2");
        assert_eq!(amend("DS0446/23").await, "DS0446/23/5");
        // An inquiry and its answer go on with the numbers of their own kinds.
        let open = office.get(&api("/F0270-23")).await.ok();
        assert_eq!((&open["status"], &open["clocks"][0]["due_on"]), (&json!("in_progress"), &json!("2023-12-20")));
        act(&office, &open, "assign", json!({ "department": "dezernat-1" })).await;
        let drafter = world.api("first@magdeburg.example");
        let draft = act(&drafter, &open, "draft-answer", json!({})).await;
        act(&drafter, &draft, "edit", json!({ "facts": "Es fehlen zwölf." })).await;
        act(&drafter, &draft, "present", json!({})).await;
        act(&drafter, &draft, "sign", json!({})).await;
        assert_eq!(act(&office, &draft, "issue", json!({})).await["reference"], "S0412/23");
        assert_eq!(office.get(&api("/F0270-23")).await.ok()["status"], "closed");
        world.leave_jobs();
    });
    drop(councils);
}

#[test]
fn a_family_of_magdeburg_goes_on_with_its_numbers_on_sqlite() {
    in_magdeburg(Engine::Sqlite);
}

#[test]
fn a_family_of_magdeburg_goes_on_with_its_numbers_on_postgres() {
    in_magdeburg(Engine::Postgres);
}
