//! The tracking of clocks and orders: what is filtered, sorted, counted and exported; the public and the non-public list;
//! the half-yearly report.
use crate::both;
use crate::orders::{again, confidential, decide, list, try_order};
use crate::world::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The rows of a JSON document of the list.
async fn rows(world: &World, query: &str) -> Vec<Value> {
    world.stranger().get(&format!("/leipzig/tracking.json{query}")).await.ok()["items"].as_array().unwrap().clone()
}

fn id(world: &World, key: &str) -> String {
    world.text(&format!("SELECT CAST(id AS TEXT) AS t FROM organizations WHERE key = '{key}'"))
}

/// Three orders with one date in the past, one far ahead and one in words; the clock of the inquiry beside them.
async fn three(world: &World) -> Value {
    let paper = world.admitted().await;
    decide(
        world,
        &paper,
        &["Die Bänke werden erneuert.", "Über ÄRGERNISSE wird berichtet.", "=SUMME(A1) wird geprüft."],
    )
    .await;
    let office = world.office();
    let orders = list(&office, "").await;
    let of = |point: i32| orders.iter().find(|order| order["point"] == json!(point)).unwrap();
    let owner = |due: Value| {
        let mut inputs = json!({ "owner": "dezernat-06" });
        inputs.as_object_mut().unwrap().extend(due.as_object().unwrap().clone());
        inputs
    };
    try_order(&office, of(1), "move", owner(json!({ "due_on": "2020-08-01" }))).await.ok();
    try_order(&office, of(2), "move", owner(json!({ "due_on": "2021-06-30" }))).await.ok();
    try_order(&office, of(3), "reschedule", json!({ "due_note": "4. Quartal 2020" })).await.ok();
    paper
}

both!(clocks_and_orders_are_filtered_sorted_and_counted_together, async |world: &World| {
    let paper = three(world).await;
    let all = rows(world, "").await;
    let dates: Vec<_> = all.iter().map(|row| row["due_on"].as_str().unwrap_or("-").to_owned()).collect();
    assert_eq!(dates, ["2020-08-01", "2020-09-09", "2021-06-30", "-"]);
    assert_eq!(
        all.iter().map(|row| row["what"].as_str().unwrap()).collect::<Vec<_>>(),
        ["order", "clock", "order", "order"]
    );
    assert_eq!((&all[0]["light"], &all[0]["days_left"]), (&json!("red"), &json!(-11)));
    assert_eq!((&all[3]["light"], &all[3]["due_note"]), (&json!("off"), &json!("4. Quartal 2020")));
    let (bau, own, spd, cdu) = (id(world, "dezernat-06"), id(world, "dezernat-01"), id(world, "spd"), id(world, "cdu"));
    let council = id(world, "ratsversammlung");
    for (query, count) in [
        ("?state=overdue".to_owned(), 1),
        ("?state=in_time".to_owned(), 2),
        ("?state=undated".to_owned(), 1),
        ("?state=soon".to_owned(), 0),
        ("?state=closed".to_owned(), 0),
        ("?what=orders".to_owned(), 3),
        ("?what=clocks".to_owned(), 1),
        (format!("?department={bau}"), 2),
        (format!("?department={own}"), 2),
        (format!("?faction={spd}"), 4),
        (format!("?faction={cdu}"), 0),
        (format!("?body={council}"), 4),
        (format!("?body={bau}"), 0),
        ("?kind=F".to_owned(), 4),
        ("?kind=AW".to_owned(), 0),
        ("?q=bänke".to_owned(), 1),
        ("?q=%C3%A4rgernisse".to_owned(), 1),
        (format!("?q={}", paper["reference"].as_str().unwrap()), 4),
        ("?q=%25".to_owned(), 4),
        ("?sort=newest".to_owned(), 4),
        ("?sort=oldest&what=orders".to_owned(), 3),
    ] {
        assert_eq!(rows(world, &query).await.len(), count, "{query}");
    }
    let mut page = world.visitor();
    page.open("/leipzig/tracking").await;
    assert!(page.page.answer.body.len() < 30 * 1024, "{} bytes", page.page.answer.body.len());
    let tabs = page.page.all("nav.tabs a");
    assert_eq!(tabs[..4], ["alle laufenden (4)", "überfällig (1)", "bald fällig (0)", "im Plan (2)"]);
    assert_eq!(tabs[4..], ["ohne Tag (1)", "erledigt (0)"]);
    page.page.must_say("1. Die Bänke werden erneuert.");
    page.page.must_say("seit 11 Tagen");
    page.page.must_say("4. Quartal 2020");
    page.page.must_say("06 Dezernat Stadtentwicklung und Bau");
    page.page.must_not_say("list=nonpublic");
    world.work().await;
});

both!(page_csv_and_json_say_the_same, async |world: &World| {
    three(world).await;
    for query in ["", "?what=orders", "?state=overdue", "?q=b%C3%A4nke", "?sort=newest"] {
        let json = rows(world, query).await;
        let csv = world.stranger().get(&format!("/leipzig/tracking.csv{query}")).await.body;
        let lines: Vec<_> = csv.lines().skip(1).collect();
        assert_eq!(lines.len(), json.len(), "{query}");
        for (line, row) in lines.iter().zip(&json) {
            assert!(line.contains(row["url"].as_str().unwrap()), "{line} {row}");
        }
        let mut page = world.visitor();
        page.open(&format!("/leipzig/tracking{query}")).await;
        let shown = page.page.all("table.stack tbody tr");
        assert_eq!(shown.len(), json.len(), "{query}");
        for (text, row) in shown.iter().zip(&json) {
            assert!(text.contains(row["number"].as_str().unwrap()), "{text} {row}");
            assert!(text.contains(row["order"].as_str().unwrap()), "{text} {row}");
        }
    }
    let csv = world.stranger().get("/leipzig/tracking.csv").await.body;
    assert!(csv.contains("\"'=SUMME(A1) wird geprüft.\""), "no spreadsheet runs it: {csv}");
    world.work().await;
});

both!(the_public_and_the_nonpublic_list_lie_apart, async |world: &World| {
    let (public, secret) = (world.admitted().await, confidential(world).await);
    decide(world, &public, &["Alle dürfen es wissen."]).await;
    decide(world, &secret, &["Niemand darf es wissen."]).await;
    let mut office = world.page(OFFICE).await;
    office.open("/leipzig/tracking").await;
    office.page.must_say("Alle dürfen es wissen.");
    office.page.must_not_say("Niemand darf es wissen.");
    assert_eq!(office.page.all("nav.tabs a")[..2], ["öffentlich (2)", "nicht öffentlich (2)"]);
    let apart = office.page.link("nicht öffentlich (2)");
    office.open(&apart).await;
    office.page.must_say("Niemand darf es wissen.");
    office.page.must_not_say("Alle dürfen es wissen.");
    assert!(office.page.first("h1").contains("nicht öffentlich"));
    let csv = office.bare(reqwest::Method::GET, "/leipzig/tracking.csv?list=nonpublic&what=orders", &[]).await.body;
    assert!(
        csv.contains("Niemand darf es wissen.") && csv.trim_end().ends_with("\"false\",\"\",\"\",\"\",\"\""),
        "{csv}"
    );
    for who in [world.stranger(), world.citizen()] {
        for path in ["/leipzig/tracking.json?list=nonpublic", "/leipzig/tracking/report.csv?list=nonpublic&half=2020-2"]
        {
            let answer = who.get(path).await;
            assert!(!answer.body.contains("Niemand"), "{path}");
            assert!(answer.body.contains("Alle dürfen"), "the public list is shown in its place");
        }
    }
    let mut other = world.page(OTHER_DRAFTER).await;
    other.open("/leipzig/tracking?list=nonpublic").await;
    other.page.must_not_say("Niemand");
    world.work().await;
});

both!(long_lists_go_on_by_key_and_stay_small, async |world: &World| {
    let paper = world.admitted().await;
    let texts: Vec<_> = (0..40).map(|n| format!("{n}. {}", "Ein sehr langer Auftrag zu vielem ".repeat(8))).collect();
    decide(world, &paper, &texts.iter().map(String::as_str).collect::<Vec<_>>()).await;
    for order in list(&world.office(), "").await.iter().take(20) {
        let number = order["point"].as_i64().unwrap();
        let due = json!({ "due_on": format!("2020-10-{:02}", 1 + number % 7) });
        try_order(&world.office(), order, "reschedule", due).await.ok();
    }
    for start in ["/leipzig/tracking", "/leipzig/tracking?sort=newest", "/leipzig/tracking?sort=oldest"] {
        let mut reader = world.visitor();
        let (mut path, mut seen, mut count) = (start.to_owned(), BTreeSet::new(), 0);
        for _ in 0..5 {
            reader.open(&path).await;
            assert!(reader.page.answer.body.len() < 30 * 1024, "{} bytes", reader.page.answer.body.len());
            let texts = reader.page.all("table.stack tbody a");
            count += texts.len();
            seen.extend(texts);
            if reader.page.all("a[rel=next]").is_empty() {
                break;
            }
            path = reader.page.link("Weiter");
        }
        assert_eq!((seen.len(), count), (41, 41), "{start}");
    }
    let first = world.stranger().get("/api/v1/leipzig/orders").await;
    assert_eq!((first.json().as_array().unwrap().len(), first.header("link")), (40, ""));
    world.work().await;
});

both!(the_half_year_is_told_by_department, async |world: &World| {
    let paper = three(world).await;
    let (office, bau) = (world.office(), world.api(OTHER_DRAFTER));
    world.set_clock("2020-10-01 09:00");
    let orders = list(&office, "?sort=oldest").await;
    let of = |point: i32| orders.iter().find(|order| order["point"] == json!(point)).unwrap();
    let reported = try_order(&bau, of(1), "report", json!({ "report": "Alle stehen.", "done": true })).await.ok();
    try_order(&office, &reported, "confirm", json!({})).await.ok();
    world.set_clock("2021-02-01 09:00");
    try_order(&bau, of(2), "report", json!({ "report": "Später." })).await.ok();
    let mut page = world.visitor();
    page.open("/leipzig/tracking/report").await;
    page.page.must_say("Beschlussumsetzung im 2. Halbjahr 2020");
    page.page.must_say("01.07.2020 – 31.12.2020");
    let figures = page.page.all("table:not(.stack) tbody tr");
    assert!(figures.iter().any(|row| row == "06 Dezernat Stadtentwicklung und Bau 2 1 1 0 1 0"), "{figures:?}");
    assert!(figures.iter().any(|row| row == "zusammen 3 1 1 0 2 0"), "{figures:?}");
    page.page.must_say("01.10.2020: Alle stehen.");
    page.page.must_not_say("Später.");
    page.open("/leipzig/tracking/report?half=2021-1").await;
    let figures = page.page.all("table:not(.stack) tbody tr");
    assert!(figures.iter().any(|row| row == "zusammen 0 1 0 0 2 0"), "{figures:?}");
    page.page.must_say("Das Halbjahr ist noch nicht zu Ende.");
    let csv = world.stranger().get("/leipzig/tracking/report.csv?half=2020-2").await.body;
    assert_eq!(csv.lines().count(), 4);
    assert!(csv.contains("\"half\",\"department\"") && csv.contains(paper["reference"].as_str().unwrap()));
    world.stranger().get("/leipzig/tracking/report?half=nie").await;
    page.go("/leipzig/tracking/report?half=nie").await;
    assert_eq!(page.page.answer.status, 400);
    assert_eq!(again(&office, of(1)).await["state"], json!("done"));
    world.work().await;
});

both!(a_half_year_that_is_over_is_told_as_it_stood_at_its_end, async |world: &World| {
    three(world).await;
    let (office, bau) = (world.office(), world.api(OTHER_DRAFTER));
    let orders = list(&office, "?sort=oldest").await;
    let of = |point: i32| orders.iter().find(|order| order["point"] == json!(point)).unwrap();
    // After the end of the half: the first is split, the second goes to another department with another day.
    world.set_clock("2021-02-01 09:00");
    let parts = json!({ "parts": [{ "text": "Bänke im Osten" }, { "text": "Bänke im Westen" }] });
    try_order(&office, of(1), "split", parts).await.ok();
    let moved = json!({ "owner": "dezernat-01", "due_on": "2021-12-31", "reason": "Neu verteilt." });
    let moved = try_order(&office, of(2), "move", moved).await.ok();
    try_order(&world.drafter(), &moved, "report", json!({ "report": "Begonnen." })).await.ok();

    let csv = world.stranger().get("/leipzig/tracking/report.csv?half=2020-2").await.body;
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(csv.contains("Die Bänke werden erneuert.") && !csv.contains("im Osten"), "not split yet: {csv}");
    assert!(csv.contains("2021-06-30") && !csv.contains("2021-12-31"), "the day that it had: {csv}");
    let mut page = world.visitor();
    page.open("/leipzig/tracking/report?half=2020-2").await;
    page.page.must_say("Stand: 31.12.2020");
    let figures = page.page.all("table:not(.stack) tbody tr");
    assert!(figures.iter().any(|row| row == "06 Dezernat Stadtentwicklung und Bau 2 0 0 0 2 1"), "{figures:?}");
    page.page.must_not_say("in Arbeit");
    let own = id(world, "dezernat-01");
    let csv = world.stranger().get(&format!("/leipzig/tracking/report.csv?half=2020-2&department={own}")).await.body;
    assert!(!csv.contains("ÄRGERNISSE"), "it was not theirs yet: {csv}");

    let csv = world.stranger().get("/leipzig/tracking/report.csv?half=2021-1").await.body;
    assert!(csv.contains("im Osten") && !csv.contains("Die Bänke werden erneuert."), "{csv}");
    assert!(csv.contains("2021-12-31"), "{csv}");

    // The parts tell how they came about.
    let part = list(&office, "?q=osten").await[0].clone();
    page.open(&format!("/leipzig/orders/{}", part["id"].as_str().unwrap())).await;
    page.page.must_say("Auftrag in mehrere geteilt");
    assert_eq!(try_order(&bau, &part, "report", json!({ "report": "Bestellt." })).await.ok()["state"], "in_progress");
    world.work().await;
});

both!(spreadsheets_read_the_lists, async |world: &World| {
    three(world).await;
    for path in ["/leipzig/tracking.csv", "/leipzig/tracking/report.csv?half=2020-2"] {
        let answer = reqwest::get(format!("{}{path}", world.base)).await.unwrap().bytes().await.unwrap();
        assert!(answer.starts_with("\u{feff}\"".as_bytes()), "{path}: the sign by which a spreadsheet knows UTF-8");
        let mark = if path.contains('?') { '&' } else { '?' };
        let other = world.stranger().get(&format!("{path}{mark}separator=semicolon")).await.body;
        assert!(other.lines().next().unwrap().contains("\";\""), "{other}");
    }
    let mut page = world.visitor();
    page.open("/leipzig/tracking?state=overdue").await;
    let link = page.page.link("Tabelle für Excel und LibreOffice (CSV)");
    assert!(link.contains("separator=semicolon") && link.contains("state=overdue"), "{link}");
    world.work().await;
});
