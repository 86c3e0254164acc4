//! Dortmund: the order of 7 July 2016 that becomes three, is handed on and reported on every half year; the numbers of its
//! minutes of 2004; and what a citizen suggests.
use crate::both_in_town;
use crate::town::{Town, with_words};
use crate::world::*;
use ratsweg::imports::act::{self as imports, Material};
use serde_json::{Value, json};

both_in_town!("dortmund", "2016-05-02 09:00", the_order_of_2016_becomes_three, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let point =
        "Die Verwaltung erarbeitet mit Bürgerschaft, Wissenschaft und Wirtschaft den Masterplan Digitales Dortmund.";
    let new = json!({ "kind": "A", "title": "Masterplan Digitales Dortmund", "facts": "Vieles geht nur am Schalter.",
        "points": [point] });
    let motion = town.filed("spd.buero", "dezernat-1", new).await;
    assert_eq!(motion["reference"], "05185-16-ATS");
    town.act(&office, &motion, "plan", json!({ "body": "rat", "role": "decision" })).await;
    town.decided(&motion, "2016-05-19", "passed_on").await;
    let after = town.decided(&motion, "2016-07-07", "adopted_unanimous").await;
    let row = &after["consultations"][1];
    assert_eq!((&row["result_label"], &row["treatment"]), (&json!("einstimmig zugestimmt"), &json!(2)));
    let order = with_words(&town.orders().await, "Masterplan");
    assert_eq!((&order["owner"], &order["created_on"]), (&json!("Dezernat 1"), &json!("2016-07-07")));
    assert_eq!((&order["submitter"], &order["due_on"]), (&json!("SPD-Fraktion"), &Value::Null));
    let page = town.order_page(&order).await;
    for said in ["07.07.2016", "SPD-Fraktion", "Termin offen"] {
        page.page.must_say(said);
    }

    // A supplement of 4 April 2017 reports another cut of the projects; on 1 June the council lets one plan become three.
    world.set_clock("2017-04-04 09:00");
    let typed = json!({ "title": "Neuer Zuschnitt der Projekte", "facts": "Aus einem Plan werden drei." });
    let supplement = town.below("dezernat-1", &motion, "E", typed).await;
    assert_eq!(supplement["reference"], "05185-16-E1");
    let again =
        town.below("dezernat-1", &motion, "E", json!({ "title": "Zahlen dazu", "facts": "Im Einzelnen." })).await;
    assert_eq!(again["reference"], "05185-16-E2");
    town.decided(&supplement, "2017-06-01", "noted").await;
    let parts = json!({ "parts": [
        { "text": "Masterplan Digitale Stadtverwaltung" }, { "text": "Masterplan Digitale Wirtschaft" },
        { "text": "Masterplan Digitale Bildung", "due_on": "2018-12-31" },
    ]});
    town.order(&office, &order, "split", parts).await;
    let three = town.orders().await;
    assert_eq!(three.len(), 3);
    assert!(three.iter().all(|part| part["origin"] == order["id"] && part["created_on"] == "2016-07-07"));
    town.order_page(&three[0]).await.page.must_say("Masterplan Digitales Dortmund");

    // One moves to Dezernat 8, as an event, and that department is told.
    world.set_clock("2017-09-01 09:00");
    world.newly_mailed().await;
    let city = with_words(&three, "Stadtverwaltung");
    let moved = town.order(&office, &city, "move", json!({ "owner": "dezernat-8" })).await;
    assert_eq!(moved["owner"], "Dezernat 8");
    assert!(world.newly_mailed().await.contains(&town.mail("dezernat-8.stab")));
    let page = town.order_page(&moved).await;
    for said in ["Dezernat 1", "Dezernat 8", "01.09.2017"] {
        page.page.must_say(said);
    }

    // From 1 June 2018 the CIO coordinates what Dezernat 8 does: named, told to both, and shown wherever the order is.
    world.set_clock("2017-09-05 09:00");
    world.newly_mailed().await;
    let named = json!({ "coordinator": "cio", "from_on": "2018-06-01" });
    town.on(&town.api("dezernat-8.stab"), "orders", &moved, "coordinate", named.clone()).await.is(403);
    let moved = town.order(&office, &moved, "coordinate", named.clone()).await;
    assert_eq!(
        (&moved["coordinator"], &moved["coordinated_from"], &moved["owner"]),
        (&json!("Chief Information Officer (CIO)"), &json!("2018-06-01"), &json!("Dezernat 8"))
    );
    assert_eq!(
        world.newly_mailed().await,
        ["cio", "dezernat-8.leitung", "dezernat-8.stab"].map(|desk| town.mail(desk))
    );
    town.on(&office, "orders", &moved, "coordinate", named).await.is(422);
    let page = town.order_page(&moved).await;
    for said in ["Chief Information Officer (CIO), ab 01.06.2018", "Koordination des Auftrags festgelegt"] {
        page.page.must_say(said);
    }
    town.page("tracking?what=orders").await.page.must_say("Chief Information Officer (CIO), ab 01.06.2018");
    let csv = world.stranger().get("/dortmund/tracking.csv?what=orders").await.body;
    assert!(
        csv.contains("coordinated_from") && csv.contains("\"Chief Information Officer (CIO)\",\"2018-06-01\""),
        "{csv}"
    );

    // Every half year is reported; the list of a half says it on one page, as a table, too.
    let reports = [
        ("2017-12-04 09:00", "dezernat-8.stab", "Die E-Akte wird erprobt.", "2017-2"),
        ("2018-06-04 09:00", "dezernat-8.stab", "Seit dem 1. Juni stimmt der CIO die drei Pläne ab.", "2018-1"),
        ("2018-12-03 09:00", "dezernat-8.stab", "Die E-Akte läuft in zwei Ämtern.", "2018-2"),
    ];
    let mut reported = moved;
    for (at, desk, text, half) in reports {
        world.set_clock(at);
        reported = town.order(&town.api(desk), &reported, "report", json!({ "report": text })).await;
        let list = town.page(&format!("tracking/report?half={half}")).await;
        for said in ["SPD-Fraktion", "Dezernat 1", "Dezernat 8", "Stadtverwaltung", "Wirtschaft", "31.12.2018", text] {
            list.page.must_say(said);
        }
    }
    for (half, coordinated) in [("2017-2", false), ("2018-1", true), ("2018-2", true)] {
        let csv = world.stranger().get(&format!("/dortmund/tracking/report.csv?half={half}")).await.body;
        assert_eq!(csv.contains("\"Chief Information Officer (CIO)\",\"2018-06-01\""), coordinated, "{half}: {csv}");
    }
    let csv = world.stranger().get("/dortmund/tracking/report.csv?half=2018-2").await.body;
    assert!(csv.contains("SPD-Fraktion") && csv.contains("Die E-Akte läuft in zwei Ämtern."), "{csv}");

    // What is not public lies in a list of its own.
    let secret = json!({ "kind": "V", "title": "Grundstück für das Rechenzentrum", "facts": "Im Hafen.",
        "points": ["Die Verwaltung kauft das Grundstück im Hafen."], "public": false });
    let draft = town.draft(&town.api("dezernat-8.stab"), secret).await;
    let secret = town.issued("dezernat-8", &draft).await;
    town.decided(&secret, "2018-12-13", "adopted").await;
    let list = town.page("tracking?what=orders").await;
    list.page.must_say("SPD-Fraktion");
    list.page.must_not_say("Grundstück");
    let mut inside = world.page(&town.mail("ratsbuero")).await;
    inside.open("/dortmund/tracking?what=orders&list=nonpublic").await.must_say("Grundstück");
    inside.page.must_not_say("Masterplan");

    // Done, it leaves the list and is found among what is closed.
    let done = json!({ "report": "Die Schulen sind angeschlossen.", "done": true });
    let schools = with_words(&town.orders().await, "Bildung");
    let schools = town.order(&town.api("dezernat-1.stab"), &schools, "report", done).await;
    town.order(&office, &schools, "confirm", json!({})).await;
    assert_eq!(town.orders().await.len(), 2);
    town.page("tracking?what=orders").await.page.must_not_say("Digitale Bildung");
    town.page("tracking?what=orders&state=closed").await.page.must_say("Digitale Bildung");
    world.work().await;
});

both_in_town!("dortmund", "2003-11-03 09:00", numbers_of_the_minutes_of_2004, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let inquiry = |title: &str| json!({ "kind": "AT", "title": title, "facts": "Wir bitten um Stellungnahme.", "questions": ["Wo fehlt es?"] });
    let paper = town.filed("cdu.buero", "dezernat-1", inquiry("Funklöcher im Stadtgebiet")).await;
    assert_eq!(paper["reference"], "05185-03-ATC");
    // Put off in December, it lies before the same body a second time in February, and is answered for that sitting.
    let after = town.decided(&paper, "2003-12-16", "deferred").await;
    assert_eq!(after["consultations"][0].get("treatment"), None, "the first one is not counted");
    world.set_clock("2004-02-02 09:00");
    town.act(&office, &paper, "plan", json!({ "body": "rat", "role": "answer" })).await;
    let after = town.scheduled(&paper, "2004-02-24").await;
    let second = &after["consultations"][1];
    assert_eq!((&second["treatment"], &second["treatment_label"]), (&json!(2), &json!("2. Behandlung")));
    let row = world.text("SELECT CAST(meeting_id AS TEXT) AS t FROM consultations WHERE position = 2");
    let meeting: uuid::Uuid = row.parse().unwrap();
    let sitting = office.get(&town.path(&format!("meetings/{meeting}"))).await.ok();
    assert!(sitting["agenda"].to_string().contains("\"treatment\":2"), "{sitting:#}");
    let mut desk = world.page(&town.mail("ratsbuero")).await;
    desk.open(&format!("/dortmund/meetings/{meeting}")).await.must_say("Beantwortung, 2. Behandlung");
    world.set_clock("2004-02-20 09:00");
    let answer = town.answered("dezernat-1", &paper, "Am Hafen und im Süden.").await;
    assert_eq!(answer["reference"], "05185-03BA");

    // The pair: each is found from the other, by its number in an address and in the search.
    let page = town.page("papers/05185-03-ATC").await;
    for said in ["Beantwortung, 2. Behandlung", "05185-03BA", "Am Hafen und im Süden.", "CDU-Fraktion"] {
        page.page.must_say(said);
    }
    town.page("papers/05185-03BA").await.page.must_say("05185-03-ATC");
    town.page("papers?q=05185-03ba").await.page.must_say("05185-03BA");
    assert_eq!(world.stranger().get(&town.path("papers/05185-03-ATC/lineage")).await.ok().as_array().unwrap().len(), 2);
    // Without its letter a faction's paper gets no number; with one it does.
    world.sql("UPDATE organizations SET sign = NULL WHERE council = 'dortmund' AND key = 'gruene'");
    let faction = town.api("gruene.buero");
    let draft = town.draft(&faction, inquiry("Radwege")).await;
    town.act(&faction, &draft, "submit", json!({})).await;
    let version = town.seen(&office, &draft).await["version"].clone();
    let admission = json!({ "version": version, "department": "dezernat-1" });
    let refused = office.post(&format!("{}/actions/admit", town.of(&draft)), admission).await.is(422);
    assert!(refused.to_string().contains("Bündnis 90/Die Grünen"), "{refused}");
    let id =
        world.text("SELECT CAST(id AS TEXT) AS t FROM organizations WHERE council = 'dortmund' AND key = 'gruene'");
    let id: uuid::Uuid = id.parse().unwrap();
    let mut desk = world.page(&town.mail("ratsbuero")).await;
    desk.open(&format!("/dortmund/admin/organizations/{id}/change")).await;
    desk.submit("/change", &[("sign", "Grün-e")]).await.must_say("Buchstaben und Ziffern");
    desk.submit("/change", &[("sign", "G")]).await;
    let admitted = town.act(&office, &draft, "admit", json!({ "department": "dezernat-1" })).await;
    assert_eq!(admitted["reference"], "00001-04-ATG");
    world.leave_jobs();
});

/// The pair as its minutes name it, brought in from elsewhere.
const PAIR: &str = r#"
{"source": "dortmund", "id": "dortmund:2", "reference": "05185-03BA", "title": "Beantwortung einer Anfrage", "kind": "Beantwortung einer Anfrage", "related": [{"relation": "parent", "id": "dortmund:1", "reference": "05185-03-ATC"}], "text": "Die Verwaltung antwortet.", "source_url": "https://rathaus.example/2", "licence": "CC0-1.0"}
{"source": "dortmund", "id": "dortmund:1", "reference": "05185-03-ATC", "title": "Vorschlag zur TO mit der Bitte um Stellungnahme", "kind": "Vorschlag zur Tagesordnung mit der Bitte um Stellungnahme", "submitter": ["CDU-Fraktion"], "consultations": [{"organization": "Rat der Stadt", "role": "Kenntnisnahme", "date": "2003-12-16", "result": "vertagt"}, {"organization": "Rat der Stadt", "role": "Kenntnisnahme", "date": "2004-02-24", "result": "zur Kenntnis genommen"}], "source_url": "https://rathaus.example/1", "licence": "CC0-1.0"}
"#;

both_in_town!("dortmund", "2016-05-02 09:00", the_pair_of_2004_is_brought_in, async |town: &Town<'_>| {
    let world = town.world;
    let mut material = Material::default();
    material.read("pair", PAIR);
    let council = world.app.council("dortmund").unwrap().clone();
    let summary = imports::run(&world.app, &council, &material, &|_| {}).unwrap();
    assert_eq!((summary.papers.taken, summary.refused.len()), (2, 0), "{summary:?}");
    let page = town.page("papers/05185-03-ATC").await;
    for said in ["Kenntnisnahme, 2. Behandlung", "05185-03BA", "CDU-Fraktion", "CC0-1.0"] {
        page.page.must_say(said);
    }
    let answer = town.page("papers/05185-03BA").await;
    answer.page.must_say("05185-03-ATC");
    town.page("papers?q=05185-03").await.page.must_say("05185-03BA");
    let inquiry = world.stranger().get(&town.path("papers/05185-03-ATC")).await.ok();
    assert_eq!(inquiry["consultations"][1]["treatment_label"], "2. Behandlung");
    assert_eq!((inquiry["kind"].as_str(), inquiry["origin"]["source"].as_str()), (Some("AT"), Some("dortmund")));
    world.leave_jobs();
});

both_in_town!(
    "dortmund",
    "2020-03-02 09:00",
    a_suggestion_is_read_whole_by_its_committee_alone,
    async |town: &Town<'_>| {
        let (world, office) = (town.world, town.office());
        let new = json!({ "kind": "P", "title": "Tempo 30 in der Kampstraße",
        "facts": "Meine Nachbarin Frau Quast wurde dort angefahren.",
        "values": { "asker_name": "Wilhelmine Zerbst", "summary": "In der Kampstraße soll Tempo 30 gelten." } });
        let draft = town.draft(&office, new).await;
        let letter: &[(&str, &[u8])] = &[("brief.txt", "Frau Quast, Kampstraße 5".as_bytes())];
        let files = world.attach_to(&office, &format!("{}/files", town.of(&draft)), letter, false).await.ok();
        town.act(&office, &draft, "submit", json!({})).await;
        let petition = town.act(&office, &draft, "admit", json!({ "department": "dezernat-1" })).await;
        assert_eq!(petition["reference"], "00001-20");
        let api = town.of(&petition);
        let readers = [town.office(), town.api("wiesenkamp"), town.api("dezernat-1.stab")];
        for who in &readers {
            let seen = who.get(&api).await;
            assert!(seen.body.contains("Quast") && seen.body.contains("brief.txt"), "{}", seen.body);
        }
        let others = [
            world.stranger(),
            town.api("yildirim"),
            town.api("spd.buero"),
            town.api("ob"),
            town.api("dezernat-8.stab"),
        ];
        for who in &others {
            for below in ["", "/events", "/lineage", "/versions", "/files"] {
                let seen = who.get(&format!("{api}{below}")).await;
                let (name, scan) = (seen.body.contains("Quast"), seen.body.contains("brief.txt"));
                assert!(!name && !scan && !seen.body.contains("Zerbst"), "{below}: {}", seen.body);
            }
            assert_eq!(who.get(&api).await.ok()["facts"], "In der Kampstraße soll Tempo 30 gelten.");
            who.get(&town.path(&format!("files/{}/content", files[0]["id"].as_str().unwrap()))).await.is(404);
        }
        let page = town.page("papers/00001-20").await;
        page.page.must_say("In der Kampstraße soll Tempo 30 gelten.");
        page.page.must_say("Einwohnerin/Einwohner (Name geschützt)");
        assert!(!page.page.answer.body.contains("Quast"));
        let told = world.new_mails().await;
        assert!(told.iter().all(|mail| !mail.raw.contains("Quast") && !mail.raw.contains("Zerbst")), "{told:?}");
        world.leave_jobs();
    }
);
