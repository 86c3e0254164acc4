//! Värnamo's motions that were not prepared in time; and that nothing is said in another language than Swedish.
use crate::vaernamo::*;
use crate::world::*;
use serde_json::{Value, json};

/// A motion of a faction, submitted today and admitted.
async fn motion(town: &Town<'_>, title: &str) -> Value {
    let faction = town.api("bygdelistan.kansli");
    let new = json!({ "kind": "MO", "title": title, "facts": title, "points": ["Kommunen utreder frågan."] });
    let draft = faction.post(&town.path("papers"), new).await.ok();
    town.act(&faction, &draft, "submit", json!({})).await;
    town.act(&town.office(), &draft, "admit", json!({ "department": "kommunledning" })).await
}

both_in_vaernamo!("2019-08-20 09:00", old_motions_are_reported_and_written_off, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let old = motion(town, "Laddstolpar i tätorten").await;
    let row = town.sits(&old, "2019-08-29").await;
    let bodies = json!([{ "body": "kommunstyrelsen", "role": "preparation" }]);
    town.result(&row, json!({ "result": "referred", "bodies": bodies })).await.ok();
    world.set_clock("2020-06-01 09:00");
    let clock = town.seen(&office, &old).await["clocks"][0].clone();
    assert_eq!(clock["due_on"], "2020-08-20");
    let longer = json!({ "reason": "Nätägarens kapacitet utreds.", "applicant": "Kommunledningsförvaltningen",
        "decider": "Kommunstyrelsen", "decided_on": "2020-06-01", "due_on": "2020-12-31" });
    town.on(&office, "clocks", &clock, "extend", longer).await.ok();
    let young = motion(town, "Fler cykelställ").await;

    world.set_clock("2020-09-01 09:00");
    let list = async |key: &str| world.stranger().get(&town.path(&format!("reports/{key}"))).await.ok();
    let report = list("old_motions").await;
    assert_eq!((&report["basis"], &report["on"]), (&json!("KL 5 kap. 35 §"), &json!("2020-09-01")));
    let papers = report["papers"].as_array().unwrap().clone();
    assert_eq!(papers.len(), 1, "{report}");
    let expected = json!({ "reference": old["reference"], "raised_on": "2019-08-20", "body": "Kommunstyrelsen",
        "reason": "Nätägarens kapacitet utreds.", "due_on": "2020-12-31" });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&papers[0][key], value, "{key}");
    }
    let page = town.page("reports/old_motions").await;
    for said in ["Motioner som inte beretts inom ett år", "Laddstolpar", "Kommunstyrelsen, beredning", "Nätägarens"]
    {
        page.page.must_say(said);
    }
    page.page.must_not_say("cykelställ");
    let mut visitor = world.visitor();
    let table = visitor.open("/vaernamo/reports/old_motions/table.csv").await.answer.body.clone();
    assert!(table.contains("2019-08-20") && table.contains("Laddstolpar"), "{table}");
    // Twice a year all that are pending; at the last time the younger one was not there yet.
    let half = list("pending_motions").await;
    assert_eq!((&half["on"], half["papers"].as_array().unwrap().len()), (&json!("2020-04-01"), 1));
    assert_eq!(list("pending_motions?on=2020-09-01").await["papers"].as_array().unwrap().len(), 2);
    world.stranger().get(&town.path("reports/pending_motions?on=2020-10-01")).await.is(400);
    town.page("").await.page.must_say("Motioner under beredning");

    // The assembly writes the old one off; the list of then stays what it was.
    let rows = town.seen(&office, &old).await["consultations"].as_array().unwrap().clone();
    let deciding = rows.into_iter().find(|row| row["role"] == "decision").unwrap();
    let sitting = json!({ "date": "2020-09-24", "time": "18:00", "place": "Stadshuset" });
    town.on(&office, "consultations", &deciding, "schedule", sitting).await.ok();
    world.set_clock("2020-09-24 21:00");
    let rows = town.seen(&office, &old).await["consultations"].as_array().unwrap().clone();
    let deciding = rows.into_iter().find(|row| row["role"] == "decision").unwrap();
    let after = town.result(&deciding, json!({ "result": "written_off" })).await.ok();
    assert_eq!((&after["status"], &after["clocks"][0]["state"]), (&json!("closed"), &json!("lapsed")));
    assert_eq!(list("old_motions").await["papers"], json!([]));
    assert_eq!(list("old_motions?on=2020-09-01").await["papers"].as_array().unwrap().len(), 1);
    assert_eq!(town.holder(&young).await.0, "Kommunfullmäktige");
    world.work().await;
});

/// The sentences that the interface has in another language and not in Swedish.
fn foreign() -> Vec<String> {
    let sentences = |language: &str| {
        let mut found = Vec::new();
        for file in std::fs::read_dir(format!("assets/i18n/{language}")).unwrap() {
            for line in std::fs::read_to_string(file.unwrap().path()).unwrap().lines() {
                let text = line.split_once(" = ").filter(|(key, _)| !key.starts_with('#')).map(|(_, text)| text.trim());
                found.extend(text.filter(|text| !text.contains('{')).map(str::to_owned));
            }
        }
        found
    };
    let own = sentences("sv");
    let mut foreign = sentences("de");
    foreign.extend(sentences("en"));
    foreign.retain(|text| (text.contains(' ') || text.len() > 10) && !own.contains(text));
    foreign
}

/// Fails where a text says one of these sentences, as words of their own.
fn speaks_swedish(place: &str, text: &str, foreign: &[String]) {
    for sentence in foreign {
        for (at, _) in text.match_indices(sentence.as_str()) {
            let before = text[..at].chars().next_back();
            let after = text[at + sentence.len()..].chars().next();
            let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            assert!(inside(before) || inside(after), "{place} says {sentence:?}:\n{text}");
        }
    }
}

both_in_vaernamo!("2020-08-10 09:00", nothing_is_said_in_another_language, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let foreign = foreign();
    let old = motion(town, "Laddstolpar i tätorten").await;
    let matter = town.matter(SERVICE, "KS", "IT-center", "Kommunen inrättar ett IT-center.").await;
    let sitting = town.decided(&matter, "2020-09-16", "ordered").await;
    town.finished(&sitting).await;
    let signed = json!({ "signed_by": ["vendela-sandgren", "ivar-tofsjoe"] });
    town.minutes(&sitting, "approve", signed).await.ok();
    let order = town.order("inrättar ett IT-center").await;
    let order =
        town.on_order(&office, &order, "move", json!({ "owner": "servicenaemnden", "due_on": "2020-11-30" })).await;
    let progress = json!({ "report": "Upphandlingen pågår." });
    town.on_order(&town.api(SERVICE.0), &order, "report", progress).await;
    let row = town.sits(&old, "2020-09-24").await;
    let bodies = json!([{ "body": "kommunstyrelsen", "role": "preparation" }]);
    town.result(&row, json!({ "result": "referred", "bodies": bodies })).await.ok();
    world.set_clock("2020-12-02 09:00");
    ratsweg::work::daily::warn(&world.app).await.unwrap();
    let item = town.sitting(&sitting).await["agenda"][0]["id"].as_str().unwrap().to_owned();
    let order_page = format!("orders/{}", order["id"].as_str().unwrap());
    let (sitting, minutes) = (format!("meetings/{sitting}"), format!("meetings/{sitting}/minutes"));
    let extract = format!("{sitting}/items/{item}/extract");
    let (paper, motion) = (path_of(&matter), path_of(&old));
    let lineage = format!("{paper}/lineage");
    let pages = [
        "",
        "papers",
        "meetings",
        "meetings?when=past",
        &sitting,
        &minutes,
        &extract,
        "notices",
        &paper,
        &lineage,
        &motion,
        &order_page,
        "tracking",
        "tracking?state=overdue",
        "tracking/report",
        "reports/old_motions",
        "organizations",
        "meetings/missing-results",
    ];
    for path in pages {
        let page = town.page(path).await;
        assert_eq!(page.page.all("html[lang=sv]").len(), 1, "{path}");
        speaks_swedish(path, &page.page.text(), &foreign);
    }
    // And what who works there reads.
    let mut clerk = world.page("sekreterare@vaernamo.example.org").await;
    for path in ["desk", &paper, &sitting, &minutes, &order_page, "papers/new"] {
        clerk.open(&format!("/vaernamo/{path}")).await;
        speaks_swedish(path, &clerk.page.text(), &foreign);
    }
    world.work().await;
    let mails: Vec<_> = world.mails().into_iter().filter(|mail| mail.to.ends_with("@vaernamo.example.org")).collect();
    assert!(mails.len() > 10, "{}", mails.len());
    for mail in mails {
        speaks_swedish(&mail.subject, &format!("{}\n{}", mail.subject, mail.text), &foreign);
    }
});
