//! The tracking of clocks as CSV and as JSON, for other programs. Names of columns and words of states stay as they are
//! in every language.
use super::Found;
use crate::clocks::Clock;
use crate::error::Result;
use crate::papers::Paper;
use crate::web::rows::Telling;
use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use chrono::NaiveDate;
use serde::Serialize;

/// One clock.
#[derive(Serialize)]
struct Item {
    number: Option<String>,
    title: String,
    kind: String,
    submitter: String,
    department: String,
    clock: String,
    started_on: NaiveDate,
    due_on: NaiveDate,
    /// The due date before the first extension.
    first_due_on: NaiveDate,
    /// The due date with its rule, in words.
    rule: String,
    state: &'static str,
    /// Of a running clock: `green`, `yellow` or `red`; otherwise `off`.
    light: String,
    /// Days until the due date of a running clock; below zero when it is overdue.
    days_left: Option<i64>,
    closed_on: Option<NaiveDate>,
    /// The paper by which it was fulfilled.
    fulfilled_by: Option<String>,
    reason: String,
    url: String,
}

const COLUMNS: [&str; 17] = [
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
];

fn item(found: &Found, telling: &Telling<'_>, base: &str, (clock, paper): &(Clock, Paper)) -> Item {
    let running = clock.state == crate::procedure::ClockState::Running;
    let extensions = found.extensions(clock);
    let light = telling.wording.light(clock, telling.today).0;
    Item {
        number: paper.reference.clone(),
        title: paper.title.clone(),
        kind: paper.kind.clone(),
        submitter: paper.submitter.clone(),
        department: found.name(paper.responsible_id),
        clock: telling.wording.clock_label(clock),
        started_on: clock.started_on,
        due_on: clock.due_on,
        first_due_on: extensions.first().map_or(clock.due_on, |extension| extension.old_due),
        rule: telling.wording.clock_rule(clock, &extensions),
        state: clock.state.as_str(),
        light: format!("{light:?}").to_lowercase(),
        days_left: running.then(|| clock.due_on.signed_duration_since(telling.today).num_days()),
        closed_on: clock.closed_on,
        fulfilled_by: found.answer(clock).and_then(|answer| answer.reference.clone()),
        reason: found.reason(clock),
        url: format!("{base}{}", telling.paper_href(paper)),
    }
}

/// A JSON document: the day, the clocks, and where the list goes on.
pub fn json(found: &Found, telling: &Telling<'_>, base: &str) -> Result<String> {
    let items: Vec<_> = found.clocks.iter().map(|row| item(found, telling, base, row)).collect();
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
pub fn csv(found: &Found, telling: &Telling<'_>, base: &str) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let mut out = line(COLUMNS.map(str::to_owned));
    for row in &found.clocks {
        let item = item(found, telling, base, row);
        out.push_str(&line([
            item.number.unwrap_or_default(),
            item.title,
            item.kind,
            item.submitter,
            item.department,
            item.clock,
            day(Some(item.started_on)),
            day(Some(item.due_on)),
            day(Some(item.first_due_on)),
            item.rule,
            item.state.to_owned(),
            item.light,
            item.days_left.map(|days| days.to_string()).unwrap_or_default(),
            day(item.closed_on),
            item.fulfilled_by.unwrap_or_default(),
            item.reason,
            item.url,
        ]));
    }
    out
}

fn line(fields: [String; COLUMNS.len()]) -> String {
    let quoted: Vec<_> = fields.iter().map(|field| quote(field)).collect();
    format!("{}\r\n", quoted.join(","))
}

/// A field as spreadsheets read it: what would be run as a formula is marked as text.
fn quote(field: &str) -> String {
    let is_number = field.parse::<i64>().is_ok();
    let runs = field.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number;
    let mark = if runs { "'" } else { "" };
    format!("\"{mark}{}\"", field.replace('"', "\"\""))
}

/// Adds a header; one that cannot be written is left out.
pub fn insert(answer: &mut HttpResponse, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::try_from(value) {
        answer.headers_mut().insert(name, value);
    }
}

/// Says where the list goes on; nothing when it ends here.
pub fn link_next(answer: &mut HttpResponse, next: &str) {
    if !next.is_empty() {
        insert(answer, header::LINK, &format!("<{next}>; rel=\"next\""));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_no_spreadsheet_runs_them() {
        assert_eq!(quote("Straße \"am\" Park"), "\"Straße \"\"am\"\" Park\"");
        assert_eq!(quote("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
        assert_eq!(quote("-7"), "\"-7\"");
        assert_eq!(quote("-7+cmd"), "\"'-7+cmd\"");
    }
}
