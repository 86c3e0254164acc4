//! Every oddity of what others publish is kept, and none of it surprises: each with invented records.
use crate::both;
use crate::imports::take;
use crate::world::World;
use ratsweg::imports::act::{self, Material};
use serde_json::{Value, json};

fn lines(papers: &[Value]) -> String {
    papers.iter().map(|paper| format!("{paper}\n")).collect()
}

fn paper(id: u32, reference: &str, kind: &str, mut rest: Value) -> Value {
    for (key, value) in [("id", format!("m:{id}")), ("reference", reference.to_owned()), ("kind", kind.to_owned())] {
        rest[key] = json!(value);
    }
    if rest["title"].is_null() {
        rest["title"] = json!(format!("Vorlage {id}"));
    }
    rest
}

fn step(body: &str, role: &str, date: &str, result: &str) -> Value {
    let text = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    json!({ "organization": text(body), "role": text(role), "date": text(date), "result": text(result) })
}

async fn seen(world: &World, name: &str) -> Value {
    world.stranger().get(&format!("/api/v1/leipzig/papers/{name}")).await.ok()
}

both!(what_is_odd_is_kept, async |world: &World| {
    let rat = "Ratsversammlung";
    let papers = [
        // No consultation, and no date at all.
        paper(1, "VI-A-00001", "Antrag", json!({ "consultations": [] })),
        // A row without a body, one without a role, one without a date.
        paper(
            2,
            "VI-A-00002",
            "Antrag",
            json!({ "consultations": [
            step("", "Vorberatung", "2018-03-01", "empfohlen"), step(rat, "", "2018-02-01", ""), step(rat, "Beschlussfassung", "", "")] }),
        ),
        // Dates out of order, the same body many times, a word that nobody knows.
        paper(
            3,
            "VI-A-00003",
            "Antrag",
            json!({ "title": "Zeile eins\r\nZeile zwei\u{0}", "consultations": [
            step(rat, "Beschlussfassung", "2018-06-20", "vertagt"), step(rat, "Beschlussfassung", "2018-03-21", "vertagt"),
            step(rat, "Beschlussfassung", "18.04.2018", "zurückgestellt"), step(rat, "Beschlussfassung", "2018-09-12", "verschoben auf morgen")] }),
        ),
        // A title that says nothing, a kind that nobody knows.
        paper(4, "Protokoll 7/18", "Protokollnotiz", json!({ "title": "" })),
        // Put off, and never heard of again.
        paper(
            5,
            "VI-A-00005",
            "Antrag",
            json!({ "consultations": [step(rat, "Beschlussfassung", "2018-06-20", "vertagt")] }),
        ),
        // Withdrawn before anything.
        paper(
            6,
            "VI-A-00006",
            "Antrag",
            json!({ "consultations": [step(rat, "Beschlussfassung", "2018-06-20", "zurückgezogen")] }),
        ),
    ];
    let summary = take(world, &[("papers", &lines(&papers))]);
    assert_eq!((summary.papers.taken, summary.refused.len()), (6, 0), "{summary:?}");
    assert_eq!(summary.unmapped.keys().collect::<Vec<_>>(), ["Protokollnotiz", "verschoben auf morgen"]);

    let bare = seen(world, "VI-A-00001").await;
    assert_eq!((&bare["admitted_on"], &bare["consultations"]), (&Value::Null, &json!([])));
    let mut visitor = world.visitor();
    visitor.go("/leipzig/papers/VI-A-00001").await.must_say("Ohne Text übernommen");
    visitor.go("/leipzig/papers/VI-A-00001").await.must_say("bei der Quelle nicht genannt");
    let rows = seen(world, "VI-A-00002").await["consultations"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 3, "{rows:#?}");
    assert_eq!((&rows[1]["role"], &rows[2]["date"]), (&json!(""), &Value::Null), "{rows:#?}");
    let many = seen(world, "VI-A-00003").await;
    assert_eq!(many["title"], "Zeile eins Zeile zwei");
    let dates: Vec<_> = many["consultations"].as_array().unwrap().iter().map(|row| row["date"].clone()).collect();
    assert_eq!(dates, ["2018-06-20", "2018-03-21", "2018-04-18", "2018-09-12"], "in the order of the source");
    assert_eq!(many["consultations"][3]["unmapped"], true);
    visitor.go("/leipzig/papers/Protokoll-7-18").await.must_say("Protokollnotiz");
    // A paper never ends by being put off: it waits for the same body, and the office finds it.
    let open = seen(world, "VI-A-00005").await;
    assert_eq!(open["status"], "in_progress");
    assert_eq!(open["consultations"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&open["consultations"][1]["state"], &open["consultations"][1]["role"]),
        (&json!("planned"), &json!("decision"))
    );
    assert_eq!(seen(world, "VI-A-00006").await["status"], "withdrawn");
    // What has no day is no news: the newest are those that have one.
    let list = world.stranger().get("/api/v1/leipzig/papers").await.ok();
    let numbers: Vec<_> = list.as_array().unwrap().iter().map(|row| row["reference"].as_str().unwrap()).collect();
    assert_eq!((numbers[0], numbers.len()), ("VI-A-00003", 6), "{numbers:?}");
    assert_eq!((&list[0]["source"], &list[0]["licence"]), (&json!("m"), &json!("")));
    // Its source says later what became of it: then nothing waits any more.
    let decided = paper(
        5,
        "VI-A-00005",
        "Antrag",
        json!({ "consultations": [
        step(rat, "Beschlussfassung", "2018-06-20", "vertagt"), step(rat, "Beschlussfassung", "2019-01-16", "abgelehnt")] }),
    );
    take(world, &[("papers", &lines(&[decided]))]);
    let closed = seen(world, "VI-A-00005").await;
    let states: Vec<_> = closed["consultations"].as_array().unwrap().iter().map(|row| row["result"].clone()).collect();
    assert_eq!((states, &closed["status"]), (vec![json!("deferred"), json!("rejected")], &json!("closed")));
    assert!(world.new_mails().await.is_empty());
});

both!(a_parent_that_comes_later_is_linked_then, async |world: &World| {
    let family = |papers: Value| {
        papers.as_array().unwrap().iter().map(|p| p["reference"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let below = |id: u32, reference: &str, kind: &str, parent: Value| {
        paper(
            id,
            reference,
            kind,
            json!({ "related": [{ "relation": "parent", "id": parent["id"], "reference": parent["reference"] }] }),
        )
    };
    // One names its parent by the number, one by the id alone, one below that; and one whose parent never comes.
    let first = [
        below(2, "VI-A-00010-NF-01", "Neufassung Antrag", json!({ "reference": "VI-A-00010" })),
        below(3, "VI-A-00010-VSP-02", "Verwaltungsstandpunkt", json!({ "id": "m:1" })),
        below(4, "VI-A-00010-ÄA-03", "Änderungsantrag", json!({ "id": "m:3" })),
        below(5, "VI-A-00099-NF-01", "Neufassung Antrag", json!({ "id": "m:98", "reference": "VI-A-00099" })),
    ];
    assert_eq!(take(world, &[("papers", &lines(&first))]).papers.taken, 4);
    let mut visitor = world.visitor();
    visitor.go("/leipzig/papers/VI-A-00010-NF-01").await.must_say("VI-A-00010 (nicht in der Sammlung)");
    let then = [paper(1, "VI-A-00010", "Antrag", json!({}))];
    assert_eq!(take(world, &[("later", &lines(&then))]).papers.taken, 1);
    let whole = world.stranger().get("/api/v1/leipzig/papers/VI-A-00010/lineage").await.ok();
    assert_eq!(family(whole), ["VI-A-00010", "VI-A-00010-NF-01", "VI-A-00010-VSP-02", "VI-A-00010-ÄA-03"]);
    let page = visitor.go("/leipzig/papers/VI-A-00010-NF-01").await;
    page.must_not_say("nicht in der Sammlung");
    page.must_say("In den Stammbaum eingehängt");
    visitor.go("/leipzig/papers/VI-A-00099-NF-01").await.must_say("VI-A-00099 (nicht in der Sammlung)");
    // Its parent lists a child that names none; and a circle over two runs is not closed.
    let child = [paper(6, "VI-A-00011", "Antrag", json!({}))];
    take(world, &[("papers", &lines(&child))]);
    let listing = [paper(
        7,
        "VI-A-00012",
        "Antrag",
        json!({ "related": [{ "relation": "child", "id": "m:6" }, { "relation": "parent", "id": "m:6" }] }),
    )];
    assert_eq!(take(world, &[("papers", &lines(&listing))]).papers.taken, 1);
    let pair = world.stranger().get("/api/v1/leipzig/papers/VI-A-00012/lineage").await.ok();
    assert_eq!(family(pair), ["VI-A-00011", "VI-A-00012"]);
});

both!(a_family_of_ninety_four, async |world: &World| {
    let mut papers = vec![paper(1, "VI-DS-00446", "Beschlussvorlage", json!({ "title": "Haushaltsplan" }))];
    papers.extend((2..=94).map(|n| {
        let parent = if n % 10 == 0 { n - 1 } else { 1 };
        let related = json!([{ "relation": "parent", "id": format!("m:{parent}") }]);
        paper(n, &format!("VI-DS-00446-ÄA-{:02}", n - 1), "Änderungsantrag", json!({ "related": related }))
    }));
    papers.reverse();
    assert_eq!(take(world, &[("papers", &lines(&papers))]).papers.taken, 94);
    let family = world.stranger().get("/api/v1/leipzig/papers/VI-DS-00446/lineage").await.ok();
    assert_eq!(family.as_array().unwrap().len(), 94);
    let mut visitor = world.visitor();
    let page = visitor.go("/leipzig/papers/VI-DS-00446").await;
    page.must_say("94 Vorlagen gehören zusammen");
    page.must_say("Weitere 64 stehen auf der Seite des Stammbaums");
    assert!(page.answer.body.len() <= 30_720, "{}", page.answer.body.len());
    let page = visitor.go("/leipzig/papers/VI-DS-00446/lineage").await;
    page.must_say("VI-DS-00446-ÄA-93");
});

const INQUIRY: &str = r#"{"id": "m:1", "reference": "VI-F-00010", "title": "Fehlende Bänke", "kind": "Anfrage", "date": "2018-05-02", "submitter": ["SPD"], "consultations": [{"organization": "Ratsversammlung", "role": "schriftliche Beantwortung", "date": "2018-05-16", "result": "vertagt"}]}"#;

both!(a_source_that_corrects_itself_leaves_what_it_said_before, async |world: &World| {
    take(world, &[("papers", INQUIRY)]);
    let other = INQUIRY
        .replace("Fehlende Bänke", "Fehlende Sitzbänke")
        .replace("\"vertagt\"", "\"zur Kenntnis genommen\"")
        .replace("VI-F-00010", "VI-F-00011");
    let corrected = take(world, &[("papers", &other)]);
    assert_eq!((corrected.papers.corrected, corrected.papers.taken), (1, 0), "{corrected:?}");
    let paper = seen(world, "VI-F-00011").await;
    assert_eq!(
        (&paper["title"], &paper["consultations"][0]["result"]),
        (&json!("Fehlende Sitzbänke"), &json!("noted"))
    );
    let mut visitor = world.visitor();
    let page = visitor.go("/leipzig/papers/VI-F-00011").await;
    for part in [
        "Nach der Quelle berichtigt",
        "Fehlende Bänke → Fehlende Sitzbänke",
        "vertagt → zur Kenntnis genommen",
        "VI-F-00010 → VI-F-00011",
    ] {
        page.must_say(part);
    }
    // The old number leads to it for ever, and finds it.
    let old = world.stranger().get("/api/v1/leipzig/papers/VI-F-00010").await;
    assert!(
        old.status == 301 && old.header("location").ends_with("VI-F-00011"),
        "{} {}",
        old.status,
        old.header("location")
    );
    // Results that were seen to change, a day that was put right, papers that hang below others.
    let changes = r#"
{"from": "2020-01-01", "to": "2020-02-01", "id": "m:1", "change": "changed", "diff": {"consultations_added": [{"organization": "Ratsversammlung", "role": "schriftliche Beantwortung", "date": "2018-06-20T14:00:00+02:00", "result": null}], "consultations_removed": [{"organization": "Ratsversammlung", "role": "schriftliche Beantwortung", "date": "2018-05-16", "result": "zur Kenntnis genommen"}]}}
{"from": "2020-02-01", "to": "2020-03-01", "id": "m:1", "change": "changed", "diff": {"results_changed": [{"at": "Ratsversammlung", "date": "2018-06-20T14:00:00+02:00", "from": null, "to": "vertagt"}]}}
{"from": "2020-02-01", "to": "2020-03-01", "id": "m:2", "reference": "VI-F-00011-AW-01", "title": "Antwort", "kind": "schriftliche Antwort zur Anfrage", "change": "new", "parents": [1], "consultations": []}
"#;
    let changed = take(world, &[("changes", changes)]);
    assert_eq!((changed.changes.corrected, changed.changes.taken, changed.refused.len()), (2, 1, 0), "{changed:?}");
    let rows = seen(world, "VI-F-00011").await["consultations"].as_array().unwrap().clone();
    let told: Vec<_> =
        rows.iter().map(|row| (row["date"].clone(), row["state"].clone(), row["result"].clone())).collect();
    assert_eq!(told[0].1, "cancelled", "{told:?}");
    assert_eq!(told[1], (json!("2018-06-20"), json!("concluded"), json!("deferred")), "{told:?}");
    assert_eq!(seen(world, "VI-F-00011-AW-01").await["parent"], "VI-F-00011");
    // A change that says what is known changes nothing, and is known from then on.
    let known = r#"{"from": "2020-04-01", "to": "2020-05-01", "id": "m:2", "change": "new", "parents": [1], "consultations": []}"#;
    assert_eq!(take(world, &[("changes", known)]).changes.unchanged, 1);
    let again = take(world, &[("papers", &other), ("changes", changes)]);
    assert_eq!((again.papers.unchanged, again.changes.unchanged), (1, 3), "{again:?}");
    assert!(world.new_mails().await.is_empty());
});

both!(a_record_that_cannot_be_read_any_more_is_said, async |world: &World| {
    let with_files = INQUIRY
        .replace("\"date\": \"2018-05-02\",", r#""files": [{"name": "Anfrage", "url": "https://x.example/f"}],"#);
    take(world, &[("papers", &with_files)]);
    let mut visitor = world.visitor();
    let page = visitor.go("/leipzig/papers/VI-F-00010").await;
    page.must_say("Dateien bei der Quelle");
    page.must_not_say("lässt sich nicht mehr lesen");
    world.sql("UPDATE imports SET record = '{' WHERE paper_id IS NOT NULL");
    visitor
        .go("/leipzig/papers/VI-F-00010")
        .await
        .must_say("Die übernommene Aufzeichnung lässt sich nicht mehr lesen.");
    assert_eq!(seen(world, "VI-F-00010").await["origin"]["broken"], true);
    // The source's next word puts it right.
    take(world, &[("papers", &with_files.replace("Bänke", "Sitzbänke"))]);
    visitor.go("/leipzig/papers/VI-F-00010").await.must_not_say("lässt sich nicht mehr lesen");
});

both!(an_import_that_was_broken_off_goes_on, async |world: &World| {
    let papers: Vec<_> = (1..=450u32)
        .map(|n| {
            let parent = (n > 1 && n % 3 == 0).then(|| json!([{ "relation": "parent", "id": format!("m:{}", n - 1) }]));
            let row = step("Ratsversammlung", "Beschlussfassung", "2018-06-20", "abgelehnt");
            let rest = json!({ "related": parent.unwrap_or(json!([])), "consultations": [row] });
            paper(n, &format!("VI-A-{n:05}"), "Antrag", rest)
        })
        .collect();
    let text = lines(&papers);
    let mut material = Material::default();
    material.read("papers", &text);
    let council = world.app.council("leipzig").unwrap().clone();
    // As if the machine stopped after the second transaction.
    let broken = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        act::run(&world.app, &council, &material, &|done| assert!(done < 400, "the power is gone"))
    }));
    assert!(broken.is_err());
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM papers"), 400);
    let rest = take(world, &[("papers", &text)]);
    assert_eq!((rest.papers.taken, rest.papers.unchanged, rest.refused.len()), (50, 400, 0), "{rest:?}");
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM consultations"), 450);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM papers WHERE parent_id IS NOT NULL"), 150);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM meetings"), 1);
    assert_eq!(take(world, &[("papers", &text)]).papers.unchanged, 450);
});
