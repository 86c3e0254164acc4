//! What the files hold is what the database holds: counted, on invented records always, on those of a whole town where
//! they lie beside the project.
use crate::both;
use crate::imports::take_for;
use crate::world::{Engine, World, play_with};
use serde_json::Value;
use std::collections::BTreeSet;

/// Three sittings; on one of them two items bear the same number, on another an item has neither number nor paper.
pub const MEETINGS: &str = r#"
{"source": "musterstadt", "organization": "Ratsversammlung", "start": "2018-04-24T16:00:00+02:00", "name": "Ratsversammlung", "agenda": [{"number": "8.2", "title": "Sicherer Überweg", "paper": "VI-F-00109", "result": "vertagt"}, {"number": "8.2", "title": "Staufallen", "paper": "VI-F-00126"}, {"number": "8.2", "title": "Staufallen"}, {"title": "Verschiedenes"}, {"number": "9", "title": "Haushalt", "paper": "VI-DS-00446"}]}
{"source": "musterstadt", "organization": "Umlandausschuss", "start": "2018-05-30T16:00:00+02:00", "name": "Umlandausschuss", "agenda": [{"number": "1", "title": "Haushalt", "paper": "VI-DS-00446"}, {"number": "2", "title": "Was nie kam", "paper": "VI-DS-00999"}]}
{"source": "musterstadt", "organization": "Ratsversammlung", "start": "2018-06-20T16:00:00+02:00", "name": "Ratsversammlung", "agenda": []}
"#;

/// Papers that lie on them, with a family of three, one that hangs below what is not there, and one without anything.
pub const PAPERS: &str = r#"
{"source": "musterstadt", "id": "musterstadt:109", "reference": "VI-F-00109", "title": "Sicherer Überweg", "kind": "Anfrage", "consultations": [{"organization": "Ratsversammlung", "role": "schriftliche Beantwortung", "start": "2018-04-24T16:00:00+02:00", "agenda_item": "8.2", "result": "vertagt"}]}
{"source": "musterstadt", "id": "musterstadt:126", "reference": "VI-F-00126", "title": "Staufallen", "kind": "Anfrage", "consultations": [{"organization": "Ratsversammlung", "role": "schriftliche Beantwortung", "start": "2018-04-24T16:00:00+02:00", "agenda_item": "8.2", "result": "zur Kenntnis genommen"}]}
{"source": "musterstadt", "id": "musterstadt:446", "reference": "VI-DS-00446", "title": "Haushalt", "kind": "Beschlussvorlage", "consultations": [{"organization": "Umlandausschuss", "role": "Vorberatung", "start": "2018-05-30T16:00:00+02:00", "agenda_item": "1", "result": "empfohlen"}, {"organization": "Ratsversammlung", "role": "Beschlussfassung", "start": "2018-04-24T16:00:00+02:00", "agenda_item": "9", "result": "vertagt"}, {"organization": "Ratsversammlung", "role": "Beschlussfassung", "start": "2018-09-12T16:00:00+02:00", "agenda_item": "3.1", "result": "geändert beschlossen"}]}
{"source": "musterstadt", "id": "musterstadt:447", "reference": "VI-DS-00446-NF-01", "title": "Haushalt", "kind": "Neufassung Beschlussvorlage", "related": [{"relation": "parent", "id": "musterstadt:446"}]}
{"source": "musterstadt", "id": "musterstadt:448", "reference": "VI-DS-00446-ÄA-02", "title": "Haushalt: weniger", "kind": "Änderungsantrag", "related": [{"relation": "parent", "id": "musterstadt:446"}], "consultations": [{"organization": "Ratsversammlung", "role": "Beschlussfassung", "date": "2018-09-12", "result": "abgelehnt"}]}
{"source": "musterstadt", "id": "musterstadt:500", "reference": "VI-A-00500-NF-01", "title": "Allein", "kind": "Neufassung Antrag", "related": [{"relation": "parent", "id": "musterstadt:499", "reference": "VI-A-00500"}]}
"#;

/// What the files hold, counted without any of our code.
#[derive(Debug, PartialEq, Eq)]
struct Held {
    papers: i64,
    consultations: i64,
    results: i64,
    items: i64,
    sittings: i64,
    bodies: i64,
    links: i64,
    unlinked: i64,
}

fn values(text: &str) -> Vec<Value> {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn word<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

fn in_files(organizations: &str, meetings: &str, papers: &str) -> Held {
    let (organizations, meetings, papers) = (values(organizations), values(meetings), values(papers));
    let list = |value: &Value, field: &str| value[field].as_array().cloned().unwrap_or_default();
    let steps: Vec<(String, Value)> = papers
        .iter()
        .flat_map(|paper| {
            list(paper, "consultations").into_iter().map(|step| (word(paper, "reference").to_owned(), step))
        })
        .collect();
    let mut sittings = BTreeSet::new();
    let mut bodies: BTreeSet<String> =
        organizations.iter().map(|organization| word(organization, "name").to_lowercase()).collect();
    let hour = |value: &Value| {
        let at =
            [word(value, "start"), word(value, "date")].into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        chrono::DateTime::parse_from_rfc3339(at).map_or_else(|_| at.to_owned(), |at| at.to_utc().to_rfc3339())
    };
    let (mut items, mut on_agendas) = (0, BTreeSet::new());
    for meeting in &meetings {
        sittings.insert((word(meeting, "organization").to_owned(), hour(meeting)));
        bodies.insert(word(meeting, "organization").to_lowercase());
        for item in list(meeting, "agenda") {
            items += 1;
            on_agendas.insert((
                (word(meeting, "organization").to_owned(), hour(meeting)),
                word(&item, "number").to_owned(),
                word(&item, "paper").to_owned(),
            ));
        }
    }
    for (reference, step) in &steps {
        let sitting = (word(step, "organization").to_owned(), hour(step));
        bodies.insert(sitting.0.to_lowercase());
        if sitting.1.is_empty() {
            continue;
        }
        let number = word(step, "agenda_item").to_owned();
        if !number.is_empty() && on_agendas.insert((sitting.clone(), number, reference.clone())) {
            items += 1;
        }
        sittings.insert(sitting);
    }
    let ids: BTreeSet<&str> = papers.iter().map(|paper| word(paper, "id")).collect();
    let parents: Vec<Value> = papers
        .iter()
        .filter_map(|paper| list(paper, "related").into_iter().find(|relative| word(relative, "relation") == "parent"))
        .collect();
    let links = parents.iter().filter(|parent| ids.contains(word(parent, "id"))).count();
    let count = |n: usize| i64::try_from(n).unwrap();
    Held {
        papers: count(papers.len()),
        consultations: count(steps.len()),
        results: count(steps.iter().filter(|(_, step)| !word(step, "result").is_empty()).count()),
        items,
        sittings: count(sittings.len()),
        bodies: count(bodies.len()),
        links: count(links),
        unlinked: count(parents.len() - links),
    }
}

/// What the database holds of a council; `known` bodies were there before.
fn in_database(world: &World, council: &str, known: i64) -> Held {
    let of = |what: &str| world.count(&format!("SELECT COUNT(*) AS n FROM {what}"));
    let own = |table: &str, and: &str| of(&format!("{table} WHERE council = '{council}' {and}"));
    Held {
        papers: own("papers", ""),
        // What the import plans itself, because a paper was put off, bears the row that it follows from.
        consultations: own("consultations", "AND origin_id IS NULL"),
        results: own("consultations", "AND result_word IS NOT NULL"),
        items: own("agenda_items", ""),
        sittings: own("meetings", ""),
        bodies: own("organizations", "AND key <> 'import-unknown'") - known,
        links: own("papers", "AND parent_id IS NOT NULL"),
        unlinked: own("papers", "AND parent_reference IS NOT NULL"),
    }
}

both!(what_the_files_hold_is_what_is_there, async |world: &World| {
    let before = world.count("SELECT COUNT(*) AS n FROM organizations WHERE council = 'leipzig'");
    let files = [("meetings", MEETINGS), ("papers", PAPERS)];
    let summary = take_for(world, "leipzig", &files);
    assert!(summary.refused.is_empty(), "{:?}", summary.refused);
    assert!(summary.unmapped.is_empty(), "{:?}", summary.unmapped);
    let held = in_files("", MEETINGS, PAPERS);
    // The council itself was there before.
    assert_eq!(in_database(world, "leipzig", before - 1), held);
    assert_eq!((held.items, held.sittings, held.links, held.unlinked), (8, 5, 2, 1));
    // Whoever looks at the sitting sees each item with its own paper.
    let sitting = world.text(
        "SELECT CAST(meeting_id AS TEXT) AS t FROM agenda_items WHERE title = 'Verschiedenes' AND council = 'leipzig'",
    );
    let meeting = world.stranger().get(&format!("/api/v1/leipzig/meetings/{sitting}")).await.ok();
    let agenda = meeting["agenda"].as_array().unwrap();
    let same: Vec<_> = agenda.iter().filter(|item| item["number"] == "8.2").collect();
    assert_eq!(same.len(), 3, "{meeting:#}");
    let papers: BTreeSet<_> = same.iter().map(|item| item["papers"][0]["reference"].as_str().unwrap_or("–")).collect();
    assert_eq!(papers, BTreeSet::from(["VI-F-00109", "VI-F-00126", "–"]), "{meeting:#}");
    assert_eq!(meeting["origin"]["source"], "musterstadt");
    world.visitor().go(&format!("/leipzig/meetings/{sitting}")).await.must_say("musterstadt");
    // Again, in any order: nothing is there twice.
    let again = take_for(world, "leipzig", &[("papers", PAPERS), ("meetings", MEETINGS)]);
    assert_eq!((again.papers.unchanged, again.meetings.unchanged, again.meetings.corrected), (6, 3, 0), "{again:?}");
    assert_eq!(in_database(world, "leipzig", before - 1), held);
    // An item whose title is corrected stays the same one.
    let renamed = MEETINGS.replace("\"Staufallen\", \"paper\"", "\"Staufallen in der Stadt\", \"paper\"");
    let corrected = take_for(world, "leipzig", &[("meetings", &renamed)]);
    assert_eq!((corrected.meetings.corrected, corrected.meetings.unchanged), (1, 2), "{corrected:?}");
    assert_eq!(in_database(world, "leipzig", before - 1), held);
    let mut visitor = world.visitor();
    let page = visitor.go(&format!("/leipzig/meetings/{sitting}")).await;
    page.must_say("Staufallen → Staufallen in der Stadt");
    assert!(world.new_mails().await.is_empty());
});

both!(papers_that_come_first_make_the_same_sittings, async |world: &World| {
    let before = world.count("SELECT COUNT(*) AS n FROM organizations WHERE council = 'leipzig'");
    let first = take_for(world, "leipzig", &[("papers", PAPERS)]);
    let then = take_for(world, "leipzig", &[("meetings", MEETINGS)]);
    assert_eq!((first.papers.taken, then.meetings.taken), (6, 3), "{then:?}");
    assert_eq!(in_database(world, "leipzig", before - 1), in_files("", MEETINGS, PAPERS));
});

/// The town's published papers, where they lie beside the project: all of them, in far less than a minute.
fn the_papers_of_a_whole_town(engine: Engine) {
    let folder = std::path::Path::new("../shared/data/magdeburg");
    let read = |name: &str| std::fs::read_to_string(folder.join(name));
    let (Ok(organizations), Ok(meetings), Ok(papers), Ok(changes)) =
        (read("organizations.jsonl"), read("meetings.jsonl"), read("papers.jsonl"), read("changes.jsonl"))
    else {
        return;
    };
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
        world.set_clock("2026-09-01 09:00");
        let started = std::time::Instant::now();
        let files = [("organizations", organizations.as_str()), ("meetings", &meetings), ("papers", &papers)];
        let summary = take_for(world, "magdeburg", &files);
        let took = started.elapsed();
        println!("{engine:?}: {} papers in {took:?}", summary.papers.taken);
        assert_eq!((summary.papers.taken, summary.refused.len()), (9309, 0));
        assert!(summary.unmapped.is_empty(), "{:?}", summary.unmapped);
        assert!(took.as_secs() < 60, "{took:?}");
        let held = in_files(&organizations, &meetings, &papers);
        assert_eq!(in_database(world, "magdeburg", 0), held);
        assert_eq!(held.links, 4213);
        let changed = take_for(world, "magdeburg", &[("changes", &changes)]);
        assert!(changed.refused.is_empty(), "{:?}", changed.refused);
        assert_eq!(changed.changes.unchanged + changed.changes.corrected, 334, "{changed:?}");
        let again = take_for(world, "magdeburg", &[files.as_slice(), &[("changes", &changes)]].concat());
        assert_eq!((again.papers.unchanged, again.meetings.unchanged, again.changes.unchanged), (9309, 918, 334));
        assert!(world.new_mails().await.is_empty());
        let sound = world.app.read_blocking(|db| ratsweg::events::store::verify(db, "magdeburg")).unwrap();
        assert!(sound.fault.is_none(), "{:?}", sound.fault);
        // The same address answers for the family of 94, and under the limit of a page.
        let page = world.stranger().get("/magdeburg/papers/DS0446-23").await;
        assert!(page.status == 200 && page.body.len() <= 30_720, "{} {}", page.status, page.body.len());
        let family = world.stranger().get("/api/v1/magdeburg/papers/DS0446-23/lineage").await.ok();
        assert_eq!(family.as_array().unwrap().len(), 94);
    });
    drop(councils);
}

both!(
    /// Leipzig's published papers, where they lie beside the project: no word of them is unknown to its file.
    what_leipzig_publishes_is_taken,
    async |world: &World| {
        let Ok(papers) = std::fs::read_to_string("../shared/data/leipzig/papers.jsonl") else { return };
        let count = papers.lines().count();
        let summary = take_for(world, "leipzig", &[("papers", &papers)]);
        assert_eq!((summary.papers.taken, summary.refused.len()), (count, 0), "{:?}", summary.refused);
        assert!(summary.unmapped.is_empty(), "{:?}", summary.unmapped);
        let version = world.stranger().get("/api/v1/leipzig/papers/VII-A-08079-NF-02").await.ok();
        assert_eq!((&version["kind"], &version["parent"]), (&"NF".into(), &"VII-A-08079".into()));
        assert_eq!(version["origin"]["name"], "Stadt Leipzig");
        world.visitor().go("/leipzig/papers/VII-A-08079-NF-02").await.must_say("VII-A-08079 (nicht in der Sammlung)");
        assert!(world.new_mails().await.is_empty());
    }
);

#[test]
fn the_papers_of_a_whole_town_on_sqlite() {
    the_papers_of_a_whole_town(Engine::Sqlite);
}

#[test]
fn the_papers_of_a_whole_town_on_postgres() {
    the_papers_of_a_whole_town(Engine::Postgres);
}
