//! The tracking of clocks and orders: what is due, what is overdue, what was done, as a page, as documents for other
//! programs, and as the half-yearly report.
use super::{Filter, Show, What};
use crate::app::App;
use crate::clocks::Clock;
use crate::clocks::light::ClockLight;
use crate::db::types::OrganizationId;
use crate::error::Result;
use crate::orders::{Order, pages as order_pages, telling};
use crate::organizations::OrganizationKind;
use crate::papers::Paper;
use crate::procedure::{ClockState, OrderState};
use crate::web::cursor;
use crate::web::page::{Crumb, Frame};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Choice, Link, Telling};
use crate::web::sheet::{self, Separator};
use actix_web::{HttpResponse, web};
use bars::{Bar, StateBar};
use chrono::NaiveDate;
use found::{Counts, Found, Item, Query, sees_more};
use serde::Serialize;

pub mod awaiting;
mod bars;
mod export;
pub mod found;
pub mod report;
mod samples;

/// Rows of the page: what keeps it under 30 KB.
const ROWS: usize = 15;
/// Rows of one export.
const EXPORT_ROWS: usize = 1000;
/// Most departments that the drawing shows.
const BARS: usize = 15;

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/tracking", Access::Anyone, page),
        routes::get("/{council}/tracking.csv", Access::Anyone, csv),
        routes::get("/{council}/tracking.json", Access::Anyone, json),
        routes::get("/{council}/tracking/report", Access::Anyone, report::page),
        routes::get("/{council}/tracking/report.csv", Access::Anyone, report::csv),
        routes::get("/{council}/reports/{key}", Access::Anyone, awaiting::page),
        routes::get("/{council}/reports/{key}/table.csv", Access::Anyone, awaiting::csv),
        routes::get("/api/v1/{council}/reports/{key}", Access::Anyone, awaiting::json),
    ]
}

/// The tracking page.
#[derive(Serialize)]
pub struct Tracking {
    pub crumbs: Vec<Crumb>,
    pub action: String,
    /// The day on which the lights are read.
    pub today: String,
    /// The public and the non-public list; empty for who sees the public one alone.
    pub lists: Vec<Tab>,
    pub nonpublic: bool,
    pub tabs: Vec<Tab>,
    pub state: &'static str,
    pub q: String,
    pub what: String,
    pub whats: Vec<Choice>,
    pub sort: String,
    pub sorts: Vec<Choice>,
    pub department: String,
    pub departments: Vec<Choice>,
    pub faction: String,
    pub factions: Vec<Choice>,
    pub body: String,
    pub bodies: Vec<Choice>,
    pub kind: String,
    pub kinds: Vec<Choice>,
    /// Whether anything but the state was chosen.
    pub filtered: bool,
    /// The same state without the rest.
    pub reset: String,
    pub rows: Vec<Row>,
    pub first: String,
    pub next: String,
    pub csv: String,
    /// The same for spreadsheets.
    pub sheet: String,
    pub json: String,
    pub report: String,
    pub bars: Vec<Bar>,
    pub total: Option<Bar>,
    pub states: Vec<StateBar>,
}

/// A way to look at the list, with how many it shows.
#[derive(Serialize)]
pub struct Tab {
    pub label: String,
    pub count: String,
    pub href: String,
    pub current: bool,
}

/// A clock or an order with its paper, in words.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The order, or the paper of the clock.
    pub href: String,
    pub number: String,
    pub title: String,
    /// What is due: the point of the resolution, or "Antwort der Verwaltung".
    pub text: String,
    pub submitter: String,
    pub department: String,
    /// Who coordinates it beside its owner, and from which day on.
    pub coordinator: String,
    pub light: ClockLight,
    /// Of a clock how its date came about.
    pub rule: String,
    /// Days left or over; for what is closed the day on which it was.
    pub days: String,
    /// The last report: its day and its text.
    pub report: String,
    /// Why it was refused, extended or dropped.
    pub reason: String,
    /// The paper by which it was fulfilled.
    pub by: Option<Link>,
}

impl Found {
    fn row(&self, telling: &Telling<'_>, item: &Item) -> Row {
        match item {
            Item::Clock(row) => self.clock_row(telling, &row.0, &row.1),
            Item::Order(row) => self.order_row(telling, &row.0, &row.1),
        }
    }

    fn clock_row(&self, telling: &Telling<'_>, clock: &Clock, paper: &Paper) -> Row {
        let running = clock.state == ClockState::Running;
        Row {
            href: telling.paper_href(paper),
            number: telling.number(paper),
            title: telling.title(paper),
            text: telling.wording.clock_label(clock),
            submitter: self.submitters(paper),
            department: self.name(paper.responsible_id),
            coordinator: String::new(),
            light: telling.light(clock),
            rule: telling.wording.clock_rule(clock, &self.extensions(clock)),
            days: days(telling, Some(clock.due_on).filter(|_| running), clock.closed_on),
            report: String::new(),
            reason: self.reason(clock),
            by: self
                .answer(clock)
                .map(|answer| Link { label: telling.number(answer), href: telling.paper_href(answer) }),
        }
    }

    fn order_row(&self, telling: &Telling<'_>, order: &Order, paper: &Paper) -> Row {
        let open = crate::procedure::implementation::is_open(order.state);
        let sees = self.sees(paper);
        let text = telling::excerpt(&order.content);
        let report = self.report(order).map(|report| {
            let day = telling.wording.day(report.reported_on);
            format!("{day}: {}", telling::excerpt(&report.content))
        });
        let department = self.name(order.owner_id);
        Row {
            href: order_pages::path(&self.council, order.id),
            number: telling.number(paper),
            title: if sees { telling.title(paper) } else { String::new() },
            text: match order.point {
                Some(point) => format!("{point}. {text}"),
                None => text,
            },
            submitter: if sees { self.submitters(paper) } else { String::new() },
            coordinator: match order.coordinator_id {
                Some(_) => telling.wording.coordinated(order, &self.name(order.coordinator_id)),
                None => String::new(),
            },
            department: if department.is_empty() { telling.say("order_owner_open", &[]) } else { department },
            light: order_pages::light(telling, order),
            rule: String::new(),
            days: days(telling, order.due_on.filter(|_| open), order.closed_on),
            report: report.unwrap_or_default(),
            reason: if order.state == OrderState::Dropped { order.reason.clone() } else { String::new() },
            by: None,
        }
    }
}

/// How many days are left or over until a due date; without one the day on which it was closed.
fn days(telling: &Telling<'_>, due: Option<NaiveDate>, closed: Option<NaiveDate>) -> String {
    if let Some(day) = closed {
        return telling.say("tracking_closed_on", &[("day", &telling.wording.day(day))]);
    }
    let Some(due) = due else { return String::new() };
    let left = due.signed_duration_since(telling.today).num_days();
    let key = if left < 0 { "tracking_days_over" } else { "tracking_days_left" };
    telling.say(key, &[("days", &left.abs().to_string())])
}

async fn page(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
    let found = Found::load(&app, &frame, &query, ROWS).await?;
    let (council, filter, scope) = (found.council.clone(), found.filter.clone(), found.scope.clone());
    let counts = app.read(move |db| Counts::read(db, &council, &scope, &filter)).await?;
    let telling = Telling::of(&app, &frame)?;
    frame.render(&app, &Tracking::of(&telling, &found, &counts))
}

impl Tracking {
    fn of(telling: &Telling<'_>, found: &Found, counts: &Counts) -> Self {
        let (council, filter) = (&found.council, &found.filter);
        let chosen = |id: Option<OrganizationId>| id.map(|id| id.to_string()).unwrap_or_default();
        let choices = |kinds: &[OrganizationKind]| -> Vec<Choice> {
            let of_kind = found.parties.iter().filter(|party| kinds.contains(&party.kind));
            of_kind.map(|party| Choice::new(party.id, party.name.clone())).collect()
        };
        let words = |keys: &[&str]| -> Vec<Choice> {
            keys.iter().map(|key| Choice::new(key, telling.say(&format!("tracking_{key}"), &[]))).collect()
        };
        let tab = |show: Show, count: i64| Tab {
            label: telling.say(&format!("tracking_{show}"), &[]),
            count: count.to_string(),
            href: found.href("", &Filter { show, ..filter.clone() }, ""),
            current: show == filter.show,
        };
        let plain = Filter { show: filter.show, public: filter.public, ..Filter::open(council, filter.today) };
        let all = counts.all;
        let bars = bars::of(telling, found, counts);
        let waiting = counts.states.iter().find(|row| row.0 == OrderState::Waiting).map_or(0, |row| row.1);
        // Where the council decides alone nothing waits.
        let waiting = council.referendum.is_some().then(|| tab(Show::Waiting, waiting));
        let tabs = [
            tab(Show::Open, all.total()),
            tab(Show::Overdue, all.overdue),
            tab(Show::Soon, all.soon),
            tab(Show::InTime, all.in_time),
            tab(Show::Undated, all.undated),
        ];
        Self {
            crumbs: vec![
                Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
                Crumb::here(telling.say("tracking_title", &[])),
            ],
            action: format!("/{}/tracking", council.slug),
            today: telling.wording.day(filter.today),
            lists: lists(telling, found, counts),
            nonpublic: filter.public == Some(false),
            tabs: tabs.into_iter().chain(waiting).chain([tab(Show::Closed, counts.closed)]).collect(),
            state: filter.show.as_str(),
            q: found.q.clone(),
            what: filter.what.map_or("", What::as_str).to_owned(),
            whats: words(&["orders", "clocks"]),
            sort: filter.sort.as_str().to_owned(),
            sorts: words(&["due", "newest", "oldest"]),
            department: chosen(filter.department),
            departments: choices(&[OrganizationKind::Department]),
            faction: chosen(filter.faction),
            factions: choices(&[OrganizationKind::Faction]),
            body: chosen(filter.body),
            bodies: choices(&[OrganizationKind::Council, OrganizationKind::Committee, OrganizationKind::Executive]),
            kind: filter.kind.clone().unwrap_or_default(),
            kinds: council
                .kinds
                .iter()
                .map(|(code, kind)| Choice::new(code, kind.label.say(telling.wording.language)))
                .collect(),
            filtered: found.href("", filter, "") != found.href_plain(&plain),
            reset: found.href_plain(&plain),
            rows: found.items.iter().map(|item| found.row(telling, item)).collect(),
            first: if filter.after.is_some() { found.href("", filter, "") } else { String::new() },
            next: found.next(""),
            csv: found.href(".csv", filter, ""),
            sheet: with(found.href(".csv", filter, ""), "separator=semicolon"),
            json: found.href(".json", filter, ""),
            report: cursor::href(
                &format!("/{}/tracking/report", council.slug),
                &[("list", if filter.public == Some(false) { "nonpublic" } else { "" })],
            ),
            total: (!bars.is_empty()).then(|| bars::total(telling, all)),
            bars,
            states: bars::states(telling, &counts.states),
        }
    }
}

/// The public and the non-public list, for who may see more than everybody.
fn lists(telling: &Telling<'_>, found: &Found, counts: &Counts) -> Vec<Tab> {
    if !sees_more(&found.scope) {
        return Vec::new();
    }
    let here = found.filter.public != Some(false);
    let tab = |public: bool| Tab {
        label: telling.say(if public { "tracking_public" } else { "tracking_nonpublic" }, &[]),
        count: (if public == here { counts.all.total() } else { counts.other }).to_string(),
        href: found.href("", &Filter { public: Some(public), ..found.filter.clone() }, ""),
        current: public == here,
    };
    vec![tab(true), tab(false)]
}

async fn csv(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
    let found = Found::load(&app, &frame, &query, EXPORT_ROWS).await?;
    let telling = Telling::of(&app, &frame)?;
    let separator = query.separator.unwrap_or_default();
    let body = export::csv(&found, &telling, &app.config.public_url(), separator);
    let name = format!("{}-tracking.csv", found.council.slug);
    let mut answer = sheet::attachment(&frame, body, &name);
    let next = found.next(".csv");
    let semicolon = !next.is_empty() && separator == Separator::Semicolon;
    sheet::link_next(&mut answer, &if semicolon { format!("{next}&separator=semicolon") } else { next });
    Ok(answer)
}

async fn json(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
    let found = Found::load(&app, &frame, &query, EXPORT_ROWS).await?;
    let telling = Telling::of(&app, &frame)?;
    let body = export::json(&found, &telling, &app.config.public_url())?;
    let mut answer = frame.document("application/json", body);
    sheet::link_next(&mut answer, &found.next(".json"));
    Ok(answer)
}

/// An address with one more part of its query.
fn with(href: String, part: &str) -> String {
    let mark = if href.contains('?') { '&' } else { '?' };
    format!("{href}{mark}{part}")
}
