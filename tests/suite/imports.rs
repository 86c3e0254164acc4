//! Papers, sittings and bodies from elsewhere: taken once, corrected when their source says otherwise, marked with where
//! they came from, and as good as ours from then on.
use crate::both;
use crate::world::{OFFICE, World};
use ratsweg::imports::Summary;
use ratsweg::imports::act::{self, Material};
use serde_json::json;

/// Two papers, one of them the other's answer, a family whose first paper is not there, and one that nobody dated.
const PAPERS: &str = r#"
{"source": "musterstadt", "id": "musterstadt:2", "reference": "V/F 214-A", "title": "Antwort:\r\nBänke", "kind": "schriftliche Antwort zur Anfrage", "related": [{"relation": "parent", "id": "musterstadt:1", "reference": "V/F 214"}], "text": "Es fehlen zwölf.", "source_url": "https://ratsinfo.example/2", "licence": "CC0-1.0"}
{"source": "musterstadt", "id": "musterstadt:1", "reference": "V/F 214", "title": "Fehlende Bänke", "kind": "Anfrage", "submitter": ["SPD"], "consultations": [{"organization": "Ratsversammlung", "role": "schriftliche Beantwortung", "date": "2014-05-14", "start": "2014-05-14T14:00:00+02:00", "result": "vertagt", "agenda_item": "7.2", "meeting": "Ratsversammlung"}, {"organization": "Ratsversammlung", "role": "Kaffeepause", "date": "18.06.2014", "result": "verschoben auf nach dem Fest"}], "files": [{"name": "Anfrage als PDF", "url": "https://ratsinfo.example/f1"}, {"name": "böse", "url": "javascript:alert(1)"}], "source_url": "https://ratsinfo.example/1", "licence": "CC0-1.0"}
{"source": "musterstadt", "id": "musterstadt:3", "reference": "V/A 9/1", "title": "Änderung", "kind": "Änderungsantrag", "related": [{"relation": "parent", "id": "musterstadt:99", "reference": "V/A 9"}], "consultations": [{"organization": "Ausschuss für Sonstiges"}]}
{"source": "musterstadt", "id": "musterstadt:4", "reference": "V/A 10", "title": "Kreis", "kind": "Antrag", "related": [{"relation": "parent", "id": "musterstadt:5"}]}
{"source": "musterstadt", "id": "musterstadt:5", "reference": "V/A 11", "title": "Kreis", "kind": "Antrag", "related": [{"relation": "parent", "id": "musterstadt:4"}]}
{"source": "musterstadt", "id": "musterstadt:6", "reference": "V/F 214", "title": "Dieselbe Nummer", "kind": "Anfrage", "consultations": []}
not json
"#;

const MEETINGS: &str = r#"{"source": "musterstadt", "organization": "Ratsversammlung", "start": "2014-05-14T14:00:00+02:00", "name": "Ratsversammlung", "agenda": [{"number": "7", "title": "Anfragen"}, {"number": "7.2", "title": "Fehlende Bänke", "paper": "V/F 214"}, {"number": "10", "title": "Verschiedenes ohne Vorlage"}]}"#;

const CHANGES: &str = r#"
{"from": "2020-01-01", "to": "2020-02-01", "id": "musterstadt:1", "change": "changed", "diff": {"consultations_added": [{"organization": "Ratsversammlung", "role": "schriftliche Beantwortung", "date": "2014-05-14T14:00:00+02:00", "result": "zur Kenntnis genommen", "agendaItem": "7.2"}], "consultations_removed": []}}
{"from": "2020-01-01", "to": "2020-02-01", "id": "musterstadt:77", "change": "changed", "diff": {}}
{"from": "2020-01-01", "to": "2020-02-01", "id": "musterstadt:78", "reference": "V/I 3", "title": "Neu dazu", "kind": "Informationsvorlage", "change": "new"}
"#;

pub fn take(world: &World, files: &[(&str, &str)]) -> Summary {
    take_for(world, "leipzig", files)
}

both!(what_is_brought_in_is_marked_kept_and_corrected, async |world: &World| {
    let first = take(world, &[("meetings", MEETINGS), ("papers", PAPERS)]);
    assert_eq!((first.meetings.taken, first.papers.taken), (1, 3), "{first:?}");
    assert_eq!(first.organizations.taken, 0, "the committee that a step names is made on the way");
    let told = first.refused.join("\n");
    for part in
        ["papers:8: no JSON", "musterstadt:4 stands above itself", "musterstadt:5 stands above itself", "V/F 214"]
    {
        assert!(told.contains(part), "lacks {part}: {told}");
    }
    assert_eq!(first.refused.len(), 4, "{told}");
    assert!(first.unmapped.contains_key("Kaffeepause") && first.unmapped.contains_key("verschoben auf nach dem Fest"));
    assert!(world.new_mails().await.is_empty(), "nobody is mailed what was long ago");

    // It looks and is searched like ours, says where it is from, and keeps every oddity.
    let stranger = world.stranger();
    let paper = stranger.get("/api/v1/leipzig/papers/V-F-214").await.ok();
    assert_eq!(paper["origin"]["source"], "musterstadt");
    assert_eq!(paper["origin"]["files"], json!(["https://ratsinfo.example/f1"]));
    assert_eq!(paper["consultations"][1]["result"], "verschoben auf nach dem Fest");
    let mut visitor = world.visitor();
    let page = visitor.go("/leipzig/papers/V-F-214").await;
    assert!(page.answer.body.contains("href=\"https://ratsinfo.example/1\""), "{}", page.answer.body);
    for part in ["CC0-1.0", "Anfrage als PDF", "V/F 214-A", "verschoben auf nach dem Fest"] {
        page.must_say(part);
    }
    assert!(!page.answer.body.contains("javascript:alert"), "{}", page.answer.body);
    visitor.go("/leipzig/papers?q=b%C3%A4nke").await.must_say("V/F 214");
    visitor.go("/leipzig/papers/V-A-9-1").await.must_say("Änderung");
    let meetings = stranger.get("/api/v1/leipzig/meetings?when=past").await;
    assert!(meetings.body.contains("2014-05-14"), "{}", meetings.body);

    // Once more: nothing changes.
    let again = take(world, &[("meetings", MEETINGS), ("papers", PAPERS)]);
    assert_eq!((again.papers.taken, again.papers.unchanged, again.meetings.unchanged), (0, 3, 1), "{again:?}");

    // The source corrects itself: by a change that was seen, and by another record.
    let changed = take(world, &[("changes", CHANGES)]);
    assert_eq!((changed.changes.corrected, changed.changes.taken, changed.refused.len()), (1, 1, 1), "{changed:?}");
    let paper = stranger.get("/api/v1/leipzig/papers/V-F-214").await.ok();
    assert_eq!(paper["consultations"].as_array().unwrap().len(), 2, "{paper:#}");
    assert!(
        paper["consultations"][0].to_string().contains("zur Kenntnis genommen")
            || paper["consultations"][0]["result"] == "noted",
        "{paper:#}"
    );
    let other = PAPERS.replace("Fehlende Bänke", "Fehlende Sitzbänke");
    let corrected = take(world, &[("papers", &other)]);
    assert_eq!((corrected.papers.corrected, corrected.papers.unchanged), (1, 2), "{corrected:?}");
    world.visitor().go("/leipzig/papers/V-F-214").await.must_say("Fehlende Sitzbänke");
    let twice = take(world, &[("changes", CHANGES)]);
    assert_eq!((twice.changes.corrected, twice.changes.unchanged), (0, 2), "{twice:?}");

    // It goes on here where it is open: the office plans a further consultation. What is closed stays so. The chain holds.
    let office = world.office();
    let answered = office.get("/api/v1/leipzig/papers/V-F-214").await.ok();
    let department = json!({ "department": "dezernat-01" });
    let refused = world.try_act(&office, &answered, "assign", department.clone()).await.is(422);
    assert!(refused["detail"].as_str().unwrap().contains("nicht mehr offen"), "{refused}");
    let open = office.get("/api/v1/leipzig/papers/V-A-9-1").await.ok();
    let assigned = world.act(&office, &open, "assign", department).await;
    let planned = json!({ "body": "ratsversammlung", "role": "decision" });
    let planned = world.act(&office, &assigned, "plan", planned).await;
    assert_eq!(planned["consultations"].as_array().unwrap().len(), 2, "{planned:#}");
    assert_eq!(
        (&planned["responsible"], &planned["public"]),
        (&json!("02.1 Dezernat Allgemeine Verwaltung"), &json!(true))
    );
    world.page(OFFICE).await.go("/leipzig/papers/V-F-214").await.must_say("Fehlende Sitzbänke");
    let sound = world.app.read_blocking(|db| ratsweg::events::store::verify(db, "leipzig")).unwrap();
    assert!(sound.fault.is_none(), "{:?}", sound.fault);
    world.work().await;
});

/// Takes these files for another council of the world.
pub fn take_for(world: &World, council: &str, files: &[(&str, &str)]) -> Summary {
    let mut material = Material::default();
    files.iter().for_each(|(name, text)| material.read(name, text));
    let council = world.app.council(council).unwrap().clone();
    act::run(&world.app, &council, &material, &|_| {}).unwrap()
}
