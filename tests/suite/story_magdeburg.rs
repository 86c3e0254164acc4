//! A sixth council, by its file alone: it lies in a folder beside the binary, and its kinds, numbers, words and paths hold.
//! Magdeburg's proposal DS0446/23 with amendments to amendments, an inquiry with its answer, all twenty-nine result words.
use crate::town::Town;
use crate::world::*;
use ratsweg::council::Council;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const RULES: &str = include_str!("../../config/examples/magdeburg.toml");

fn play(engine: Engine, story: impl AsyncFnOnce(&World)) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("magdeburg.toml"), RULES).unwrap();
    // The fixture of every world is Leipzig's.
    std::fs::write(folder.path().join("leipzig.toml"), include_str!("../../config/councils/leipzig.toml")).unwrap();
    let dir = folder.path().to_owned();
    let change = move |config: &mut ratsweg::config::Config| {
        config.councils.dir = Some(dir);
        config.councils.load.clear();
    };
    play_with(engine, change, story);
    drop(folder);
}

/// Makes two tests of a story in a world whose council files lie in a folder.
macro_rules! both_by_file {
    ($name:ident, $story:expr $(,)?) => {
        mod $name {
            use super::*;
            async fn story(world: &World) {
                world.set_clock("2023-09-04 09:00");
                let town = Town::new(world, "magdeburg", include_str!("../fixtures/magdeburg.toml"));
                ($story)(&town).await
            }
            #[test]
            fn sqlite() {
                play(Engine::Sqlite, story);
            }
            #[test]
            fn postgres() {
                play(Engine::Postgres, story);
            }
        }
    };
}

fn amendment(words: &str) -> Value {
    json!({ "title": format!("Änderung: {words}"), "facts": "So ist es besser.", "points": [words],
        "target_version": 1, "target_place": "Punkt 1" })
}

/// An amendment of a faction to a paper, admitted.
async fn amended(town: &Town<'_>, desk: &str, above: &Value, words: &str) -> Value {
    let who = town.api(desk);
    let draft = town.act(&who, above, "draft-child", json!({ "kind": "AE" })).await;
    town.act(&who, &draft, "edit", amendment(words)).await;
    town.act(&who, &draft, "submit", json!({})).await;
    town.act(&town.office(), &draft, "admit", json!({ "department": "dezernat-2" })).await
}

both_by_file!(a_budget_with_amendments_to_amendments, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let new = json!({ "kind": "DS", "title": "Haushaltsplan 2024", "facts": "Der Plan liegt bei.",
        "points": ["Der Stadtrat beschließt den Haushaltsplan 2024."] });
    let draft = town.draft(&town.api("dezernat-2.stab"), new).await;
    let budget = town.issued("dezernat-2", &draft).await;
    assert_eq!(budget["reference"], "DS0446/23");
    // The mayor lets it in; until then it is not there for anybody else.
    world.stranger().get(&town.of(&budget)).await.is(404);
    let after = town.decided(&budget, "2023-09-12", "approved").await;
    assert_eq!(after["consultations"][0]["result_label"], "genehmigt OB");
    town.page("papers/DS0446-23").await.page.must_say("Haushaltsplan 2024");

    // The council sends it to a committee, which recommends it with changes.
    town.decided(&budget, "2023-10-12", "deferred").await;
    town.act(&office, &budget, "plan", json!({ "body": "finanzen", "role": "advice" })).await;
    let mut numbers = Vec::new();
    for (desk, words) in [("elbaue", "Mehr Bänke"), ("boerde", "Mehr Bäume"), ("elbaue", "Mehr Brunnen")] {
        numbers.push(amended(town, desk, &budget, words).await);
    }
    let third = numbers[2].clone();
    numbers.push(amended(town, "boerde", &third, "Zwei Brunnen").await);
    numbers.push(amended(town, "elbaue", &third, "Drei Brunnen").await);
    numbers.push(amended(town, "elbaue", &budget, "Mehr Papierkörbe").await);
    let references: Vec<_> = numbers.iter().map(|paper| paper["reference"].as_str().unwrap()).collect();
    let wanted = ["DS0446/23/1", "DS0446/23/2", "DS0446/23/3", "DS0446/23/3/1", "DS0446/23/3/2", "DS0446/23/4"];
    assert_eq!(references, wanted);
    let lineage = world.stranger().get(&town.path("papers/DS0446-23-3-1/lineage")).await.ok();
    let depth = |number: &str| {
        let of = |row: &&Value| row["reference"] == number;
        lineage.as_array().unwrap().iter().find(of).unwrap_or_else(|| panic!("{number}: {lineage}"))["depth"].clone()
    };
    assert_eq!((depth("DS0446/23"), depth("DS0446/23/3"), depth("DS0446/23/3/1")), (json!(0), json!(1), json!(2)));
    town.page("papers?q=DS0446/23/3/1").await.page.must_say("Zwei Brunnen");

    // The furthest first; what is settled by it is said in the council's own words.
    let words =
        [(3, "rejected"), (4, "adopted"), (2, "settled_by_amendment"), (0, "withdrawn_submitter"), (1, "rejected")];
    for (which, word) in words {
        let after = town.decided(&numbers[which], "2023-12-04", word).await;
        assert_eq!(after["consultations"][0]["result"], word);
    }
    town.page("papers/DS0446-23-3").await.page.must_say("mit Beschlussfassung zum Änderungsantrag erledigt");
    world.leave_jobs();
});

both_by_file!(an_inquiry_is_put_off_and_answered_by_a_paper_of_its_own, async |town: &Town<'_>| {
    let world = town.world;
    let new = json!({ "kind": "F", "title": "Fehlende Bänke", "facts": "Am Ufer.", "questions": ["Wann kommen sie?"] });
    let inquiry = town.filed("elbaue", "dezernat-2", new).await;
    assert_eq!((&inquiry["reference"], &inquiry["clocks"][0]["due_on"]), (&json!("F0001/23"), &json!("2023-10-04")));
    // The second most common course of the town's papers: put off, then answered in writing.
    let after = town.decided(&inquiry, "2023-09-14", "deferred").await;
    assert_eq!(
        (after["status"].as_str(), after["clocks"][0]["state"].as_str()),
        (Some("in_progress"), Some("running"))
    );
    world.set_clock("2023-09-25 09:00");
    let answer = town.answered("dezernat-2", &inquiry, "Im Frühjahr.").await;
    assert_eq!((&answer["reference"], &answer["parent"]), (&json!("S0001/23"), &json!("F0001-23")));
    let page = town.page("papers/F0001-23").await;
    for said in ["vertagt", "S0001/23", "Im Frühjahr."] {
        page.page.must_say(said);
    }
    let after = town.decided(&answer, "2023-10-12", "noted").await;
    assert_eq!(
        (&after["consultations"][0]["result_label"], &after["status"]),
        (&json!("zur Kenntnis genommen"), &json!("closed"))
    );
    world.leave_jobs();
});

/// The words of its results are those that its published papers show, where these lie beside the project.
#[test]
fn its_twenty_nine_words_are_those_of_its_papers() {
    let council = Council::parse(RULES).unwrap();
    assert_eq!(council.results.len(), 29);
    let labels: BTreeSet<&str> = council.results.values().map(|word| word.label.0["de"].as_str()).collect();
    assert_eq!(labels.len(), 29, "each has a word of its own");
    assert_eq!(
        council.kinds.values().map(|kind| kind.label.0["de"].as_str()).collect::<BTreeSet<_>>().len(),
        council.kinds.len()
    );
    for kind in ["F", "S", "A", "I", "DS"] {
        assert!(council.kinds.contains_key(kind), "{kind}");
    }
    let Ok(papers) = std::fs::read_to_string("../shared/data/magdeburg/papers.jsonl") else { return };
    let lines = papers.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let results: BTreeSet<String> = lines
        .flat_map(|paper| paper["consultations"].as_array().cloned().unwrap_or_default())
        .filter_map(|row| row["result"].as_str().map(str::to_owned))
        .collect();
    let unknown: Vec<_> = results.iter().filter(|word| !labels.contains(word.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
