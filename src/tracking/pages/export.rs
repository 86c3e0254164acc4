//! The tracking of clocks and orders as CSV and as JSON, for other programs. Names of columns and words of states stay as
//! they are in every language.
use super::found::{Found, Item};
use crate::clocks::Clock;
use crate::error::Result;
use crate::orders::{Order, telling::light_word};
use crate::papers::Paper;
use crate::procedure::{ClockState, implementation};
use crate::web::rows::Telling;
use crate::web::sheet::Separator;
use chrono::NaiveDate;
use serde::Serialize;

/// One clock or order.
#[derive(Default, Serialize)]
struct Line {
    number: Option<String>,
    title: String,
    kind: String,
    submitter: String,
    department: String,
    /// Of a clock what it measures.
    clock: String,
    started_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    /// The due date before the first extension.
    first_due_on: Option<NaiveDate>,
    /// The due date with its rule, in words.
    rule: String,
    state: &'static str,
    /// Of what runs: `green`, `yellow` or `red`; `off` for what is closed or has no date.
    light: &'static str,
    /// Days until the due date of what runs; below zero when it is overdue.
    days_left: Option<i64>,
    closed_on: Option<NaiveDate>,
    /// The paper by which it was fulfilled.
    fulfilled_by: Option<String>,
    reason: String,
    url: String,
    /// `clock` or `order`.
    what: &'static str,
    /// Of an order the number of the operative point.
    point: Option<i32>,
    /// Of an order its text.
    order: String,
    /// What is said in place of a day.
    due_note: String,
    reported_on: Option<NaiveDate>,
    report: String,
    /// When it is expected to be done.
    expected_on: Option<NaiveDate>,
    public: bool,
    /// Of an order who coordinates it beside its owner, and from which day on.
    coordinator: String,
    coordinated_from: Option<NaiveDate>,
    /// Where the paper was taken from, and under which licence; empty for what was filed here.
    source: String,
    licence: String,
}

const COLUMNS: [&str; 29] = [
    "number",
    "title",
    "kind",
    "submitter",
    "department",
    "clock",
    "started_on",
    "due_on",
    "first_due_on",
    "rule",
    "state",
    "light",
    "days_left",
    "closed_on",
    "fulfilled_by",
    "reason",
    "url",
    "what",
    "point",
    "order",
    "due_note",
    "reported_on",
    "report",
    "expected_on",
    "public",
    "coordinator",
    "coordinated_from",
    "source",
    "licence",
];

fn line(found: &Found, telling: &Telling<'_>, base: &str, item: &Item) -> Line {
    let (line, paper) = match item {
        Item::Clock(row) => (of_clock(found, telling, base, &row.0, &row.1), &row.1),
        Item::Order(row) => (of_order(found, telling, base, &row.0, &row.1), &row.1),
    };
    match found.origins.get(&paper.id).filter(|_| found.sees(paper)) {
        Some((source, licence)) => {
            Line { source: found.council.import.source(source).to_owned(), licence: licence.clone(), ..line }
        }
        None => line,
    }
}

fn of_clock(found: &Found, telling: &Telling<'_>, base: &str, clock: &Clock, paper: &Paper) -> Line {
    let running = clock.state == ClockState::Running;
    let extensions = found.extensions(clock);
    Line {
        number: paper.reference.clone(),
        title: paper.title.clone(),
        kind: paper.kind.clone(),
        submitter: found.submitters(paper),
        department: found.name(paper.responsible_id),
        clock: telling.wording.clock_label(clock),
        started_on: Some(clock.started_on),
        due_on: Some(clock.due_on),
        first_due_on: Some(extensions.first().map_or(clock.due_on, |extension| extension.old_due)),
        rule: telling.wording.clock_rule(clock, &extensions),
        state: clock.state.as_str(),
        light: light_word(telling.wording.light(clock, telling.today).0),
        days_left: running.then(|| left(telling, clock.due_on)),
        closed_on: clock.closed_on,
        fulfilled_by: found.answer(clock).and_then(|answer| answer.reference.clone()),
        reason: found.reason(clock),
        url: format!("{base}{}", telling.paper_href(paper)),
        what: "clock",
        public: found.filter.public != Some(false),
        ..Line::default()
    }
}

fn of_order(found: &Found, telling: &Telling<'_>, base: &str, order: &Order, paper: &Paper) -> Line {
    let sees = found.sees(paper);
    let hide = |text: &str| if sees { text.to_owned() } else { String::new() };
    let report = found.report(order);
    let running = implementation::is_open(order.state);
    Line {
        number: paper.reference.clone(),
        title: hide(&paper.title),
        kind: paper.kind.clone(),
        submitter: hide(&found.submitters(paper)),
        department: found.name(order.owner_id),
        coordinator: found.name(order.coordinator_id),
        coordinated_from: order.coordinated_from,
        started_on: Some(order.created_on),
        due_on: order.due_on,
        state: order.state.as_str(),
        light: light_word(telling.wording.order_light(order, telling.today).0),
        days_left: order.due_on.filter(|_| running).map(|due| left(telling, due)),
        closed_on: order.closed_on,
        reason: order.reason.clone(),
        url: format!("{base}{}", crate::orders::pages::path(&found.council, order.id)),
        what: "order",
        point: order.point,
        order: order.content.clone(),
        due_note: order.due_note.clone(),
        reported_on: report.map(|report| report.reported_on),
        report: report.map(|report| report.content.clone()).unwrap_or_default(),
        expected_on: report.and_then(|report| report.expected_on),
        public: found.filter.public != Some(false),
        ..Line::default()
    }
}

fn left(telling: &Telling<'_>, due: NaiveDate) -> i64 {
    due.signed_duration_since(telling.today).num_days()
}

/// A JSON document: the day, the rows, and where the list goes on.
pub(super) fn json(found: &Found, telling: &Telling<'_>, base: &str) -> Result<String> {
    let items: Vec<_> = found.items.iter().map(|item| line(found, telling, base, item)).collect();
    let next = found.next(".json");
    let document = serde_json::json!({
        "council": found.council.slug,
        "today": telling.today,
        "items": items,
        "next": (!next.is_empty()).then(|| format!("{base}{next}")),
    });
    Ok(serde_json::to_string(&document)?)
}

/// A table after RFC 4180, with a line of column names.
pub(super) fn csv(found: &Found, telling: &Telling<'_>, base: &str, separator: Separator) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let mut out = separator.joined(&COLUMNS);
    for item in &found.items {
        let line = line(found, telling, base, item);
        out.push_str(&separator.joined(&[
            line.number.unwrap_or_default(),
            line.title,
            line.kind,
            line.submitter,
            line.department,
            line.clock,
            day(line.started_on),
            day(line.due_on),
            day(line.first_due_on),
            line.rule,
            line.state.to_owned(),
            line.light.to_owned(),
            line.days_left.map(|days| days.to_string()).unwrap_or_default(),
            day(line.closed_on),
            line.fulfilled_by.unwrap_or_default(),
            line.reason,
            line.url,
            line.what.to_owned(),
            line.point.map(|point| point.to_string()).unwrap_or_default(),
            line.order,
            line.due_note,
            day(line.reported_on),
            line.report,
            day(line.expected_on),
            line.public.to_string(),
            line.coordinator,
            day(line.coordinated_from),
            line.source,
            line.licence,
        ]));
    }
    out
}
