//! The list of papers by who has them now, on the page, for programs and as a table: as far as the reader may know it.
use crate::both;
use crate::client::Api;
use crate::story_towns::{Town, both_elsewhere, motion};
use crate::world::*;
use serde_json::{Value, json};

/// The numbers that this reader finds with this filter, over all pages.
async fn found(council: &str, who: &Api, filter: &str) -> Vec<String> {
    let mut path = format!("/api/v1/{council}/papers?{filter}");
    let mut found = Vec::new();
    loop {
        let answer = who.get(&path).await;
        let next = answer.headers.get("link").map(|link| link.to_str().unwrap().to_owned());
        let rows = answer.ok();
        found.extend(rows.as_array().unwrap().iter().map(|row| row["reference"].as_str().unwrap().to_owned()));
        match next.and_then(|link| Some(link.split_once("/api/")?.1.split_once('>')?.0.to_owned())) {
            Some(next) => path = format!("/api/{next}"),
            None => break,
        }
    }
    found.sort();
    found
}

/// The id of the organisation that has this paper.
fn holder(paper: &Value) -> String {
    paper["pending"]["organization"].as_str().unwrap_or_else(|| panic!("{}", paper["pending"])).to_owned()
}

both_elsewhere!(papers_are_found_by_who_has_them, async |world: &World| {
    let town = Town::zuerich(world);
    let (office, everybody) = (town.office(), world.stranger());
    world.set_clock("2016-02-01 09:00");
    let body = town.filed(&town.api("sp.buero"), motion("M", "Beim Rat")).await;
    let secret = {
        let mut new = motion("M", "Geheim");
        new["public"] = json!(false);
        town.filed(&town.api("fdp.buero"), new).await
    };
    let committed = town.filed(&town.api("sp.buero"), motion("M", "Beim Stadtrat")).await;
    let consultation = town.sits(&committed, "committal", "2016-03-09", "Rathaus Hard").await;
    let committed = town.result(&consultation, json!({ "result": "committed" })).await;
    let ended = town.filed(&town.api("sp.buero"), motion("P", "Erledigt")).await;
    let consultation = town.sits(&ended, "committal", "2016-03-10", "Rathaus Hard").await;
    let ended = town.result(&consultation, json!({ "result": "rejected" })).await;
    assert_eq!(ended["pending"], Value::Null);
    let (council, executive) = (holder(&body), holder(&committed));
    let number = |paper: &Value| paper["reference"].as_str().unwrap().to_owned();

    assert_eq!(found("zuerich", &everybody, &format!("holder={council}")).await, [number(&body)]);
    assert_eq!(found("zuerich", &office, &format!("holder={council}")).await, [number(&body), number(&secret)]);
    assert_eq!(found("zuerich", &everybody, &format!("holder={executive}")).await, [number(&committed)]);
    assert_eq!(found("zuerich", &everybody, &format!("holder={executive}&q=Rat")).await, [number(&committed)]);
    assert_eq!(found("zuerich", &everybody, &format!("holder={executive}&kind=P")).await, Vec::<String>::new());
    let nobody = uuid::Uuid::nil();
    assert_eq!(found("zuerich", &office, &format!("holder={nobody}")).await, Vec::<String>::new());
    everybody.get("/api/v1/zuerich/papers?holder=Stadtrat").await.is(422);

    let mut visitor = world.visitor();
    let page = visitor.open(&format!("/zuerich/papers?holder={executive}")).await;
    page.must_say("Pendent bei");
    page.must_say("Beim Stadtrat");
    page.must_not_say("Beim Rat");
    assert_eq!(page.all("select[name=holder] option[selected]"), ["Stadtrat"]);
    let table = visitor.open(&format!("/zuerich/papers.csv?holder={council}")).await.answer.body.clone();
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(lines.len(), 2, "{table}");
    assert!(lines[1].contains("\"Beim Rat\"") && lines[1].contains("\"Gemeinderat\",\"body\""), "{table}");
    let table = visitor.open("/zuerich/papers.csv?separator=semicolon").await.answer.body.clone();
    assert!(table.contains("\"number\";\"title\"") && !table.contains("Geheim"), "{table}");
    world.leave_jobs();
});

// More papers than a page holds, and than are looked at together: those of one holder lie far apart among them.
both!(a_long_list_by_holder_goes_on, async |world: &World| {
    let line = |number: usize| {
        let body = if number.is_multiple_of(8) { "Fachausschuss Stadtentwicklung und Bau" } else { "Ratsversammlung" };
        format!(
            "{{\"id\": \"m:{number}\", \"reference\": \"VII-A-{number:05}\", \"title\": \"Bank {number}\", \"kind\": \"Antrag\", \
             \"date\": \"2020-06-02\", \"consultations\": [{{\"organization\": \"{body}\", \"role\": \"Beschlussfassung\", \
             \"date\": \"2020-09-16\"}}]}}\n"
        )
    };
    let papers: String = (1..=480).map(line).collect();
    let summary = crate::imports::take(world, &[("papers", &papers)]);
    assert_eq!((summary.papers.taken, summary.refused.len()), (480, 0), "{summary:?}");
    let everybody = world.stranger();
    let first = everybody.get("/api/v1/leipzig/papers/VII-A-00008").await.ok();
    let wanted: Vec<_> = (1..=60).map(|number| format!("VII-A-{:05}", number * 8)).collect();
    assert_eq!(found("leipzig", &everybody, &format!("holder={}", holder(&first))).await, wanted);
    let second = everybody.get("/api/v1/leipzig/papers/VII-A-00001").await.ok();
    assert_eq!(found("leipzig", &everybody, &format!("holder={}", holder(&second))).await.len(), 420);
    // The page goes on likewise.
    let mut visitor = world.visitor();
    let (mut path, mut rows) = (format!("/leipzig/papers?holder={}", holder(&first)), 0);
    loop {
        let page = visitor.open(&path).await;
        rows += page.all("main tbody tr").len();
        let links = page.all_links("/leipzig/papers?");
        let Some(next) = links.into_iter().find(|link| link.contains("after=")) else { break };
        path = next;
    }
    assert_eq!(rows, 60);
    world.leave_jobs();
});
