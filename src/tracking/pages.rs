//! The tracking of clocks: what is due, what is overdue, what was done, as a page and as documents for other programs.
use crate::app::App;
use crate::clocks::{Clock, Extension, store};
use crate::council::Council;
use crate::db::types::{ClockId, OrganizationId};
use crate::error::Result;
use crate::organizations::{self, Organization, OrganizationKind};
use crate::papers::{self, Paper};
use crate::procedure::ClockState;
use crate::tracking::{Filter, Lights, Show};
use crate::web::cursor;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Choice, ClockLight, Link, Telling};
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

mod export;

/// Rows of the page: what keeps it under 30 KB.
const ROWS: usize = 20;
/// Rows of one export.
const EXPORT_ROWS: usize = 1000;
/// The bars of the drawing, in units of its own.
const BAR_WIDTH: i64 = 200;
/// Most departments that the drawing shows.
const BARS: usize = 20;

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/tracking", Access::Anyone, page),
        routes::get("/{council}/tracking.csv", Access::Anyone, csv),
        routes::get("/{council}/tracking.json", Access::Anyone, json),
    ]
}

/// The list as it was asked for.
#[derive(Debug, Default, Deserialize)]
struct Query {
    state: Option<String>,
    department: Option<String>,
    faction: Option<String>,
    after: Option<String>,
}

/// The tracking page.
#[derive(Serialize)]
pub struct Tracking {
    pub crumbs: Vec<Crumb>,
    pub action: String,
    /// The day on which the lights are read.
    pub today: String,
    pub tabs: Vec<Tab>,
    pub state: &'static str,
    pub department: String,
    pub departments: Vec<Choice>,
    pub faction: String,
    pub factions: Vec<Choice>,
    /// Whether a department or a faction was chosen.
    pub filtered: bool,
    /// The same state without department and faction.
    pub reset: String,
    pub rows: Vec<Row>,
    pub first: String,
    pub next: String,
    pub csv: String,
    pub json: String,
    pub bars: Vec<Bar>,
    pub total: Option<Bar>,
}

/// A way to look at the clocks, with how many it shows.
#[derive(Serialize)]
pub struct Tab {
    pub label: String,
    pub count: String,
    pub href: String,
    pub current: bool,
}

/// A clock with its paper, in words.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub href: String,
    pub number: String,
    pub title: String,
    pub submitter: String,
    pub department: String,
    /// What is due: "Antwort der Verwaltung".
    pub label: String,
    /// The due date with its rule.
    pub rule: String,
    pub light: ClockLight,
    /// Days left or over; for a closed clock the day on which it was closed.
    pub days: String,
    /// Why it was refused or extended.
    pub reason: String,
    /// The paper by which it was fulfilled.
    pub by: Option<Link>,
}

/// The clocks of one department by their lights, with the bar drawn for them.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    pub label: String,
    /// The department's own list; empty for the sum.
    pub href: String,
    pub overdue: i64,
    pub soon: i64,
    pub in_time: i64,
    pub total: i64,
    pub parts: Vec<Part>,
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    pub tone: &'static str,
    pub x: i64,
    pub width: i64,
}

/// What page and exports have in common: what was asked for, and what was found.
struct Found {
    council: Arc<Council>,
    filter: Filter,
    clocks: Vec<(Clock, Paper)>,
    more: bool,
    extensions: Vec<Extension>,
    /// The papers by which clocks were fulfilled, as far as the reader may see them.
    answers: Vec<Paper>,
    parties: Vec<Organization>,
}

impl Found {
    async fn load(app: &App, frame: &Frame, query: &Query, rows: usize) -> Result<Self> {
        let council = frame.council()?.clone();
        let scope = frame.scope();
        let id = |text: &Option<String>| text.as_deref().and_then(|id| id.parse::<OrganizationId>().ok());
        let filter = Filter {
            show: query.state.as_deref().and_then(|word| word.parse().ok()).unwrap_or(Show::Open),
            department: id(&query.department),
            faction: id(&query.faction),
            after: cursor::after::<NaiveDate, uuid::Uuid>(query.after.as_deref())?,
            ..Filter::open(&council, app.now().day(council.timezone))
        };
        app.read(move |db| {
            let mut clocks = store::tracked(db, &council.slug, &scope, &filter, rows as i64 + 1)?;
            let more = cursor::cut(&mut clocks, rows);
            let ids: Vec<_> = clocks.iter().map(|(clock, _)| clock.id).collect();
            let fulfilled: Vec<_> = clocks.iter().filter_map(|(clock, _)| clock.fulfilled_by).collect();
            let kinds = [OrganizationKind::Faction, OrganizationKind::Department];
            Ok(Self {
                extensions: store::extensions_of(db, &ids)?,
                answers: papers::store::seen_of(db, &scope, &fulfilled)?,
                parties: organizations::store::of_kinds(db, &council.slug, &kinds)?,
                council,
                filter,
                clocks,
                more,
            })
        })
        .await
    }

    /// The name of an organisation; empty when it is neither faction nor department.
    fn name(&self, id: Option<OrganizationId>) -> String {
        id.and_then(|id| self.parties.iter().find(|party| party.id == id))
            .map(|party| party.name.clone())
            .unwrap_or_default()
    }

    fn extensions(&self, clock: &Clock) -> Vec<Extension> {
        self.extensions.iter().filter(|extension| extension.clock_id == clock.id).cloned().collect()
    }

    /// Why it was refused; otherwise why it was last extended.
    fn reason(&self, clock: &Clock) -> String {
        if !clock.reason.is_empty() {
            return clock.reason.clone();
        }
        self.extensions
            .iter()
            .rfind(|extension| extension.clock_id == clock.id)
            .map(|extension| extension.reason.clone())
            .unwrap_or_default()
    }

    fn answer(&self, clock: &Clock) -> Option<&Paper> {
        self.answers.iter().find(|answer| Some(answer.id) == clock.fulfilled_by)
    }

    /// This list at another address, state or place.
    fn href(&self, ending: &str, show: Show, department: Option<OrganizationId>, after: &str) -> String {
        let text = |id: Option<OrganizationId>| id.map(|id| id.to_string()).unwrap_or_default();
        let path = format!("/{}/tracking{ending}", self.council.slug);
        let (department, faction) = (text(department), text(self.filter.faction));
        let state = if show == Show::Open { "" } else { show.as_str() };
        cursor::href(&path, &[("state", state), ("department", &department), ("faction", &faction), ("after", after)])
    }

    /// The next page of this list; empty when there is none.
    fn next(&self, ending: &str) -> String {
        let Some((last, _)) = self.clocks.last().filter(|_| self.more) else { return String::new() };
        let day = match self.filter.show {
            Show::Closed => last.closed_on.unwrap_or(last.due_on),
            _ => last.due_on,
        };
        self.href(ending, self.filter.show, self.filter.department, &cursor::pack(day, last.id))
    }

    fn row(&self, telling: &Telling<'_>, (clock, paper): &(Clock, Paper)) -> Row {
        Row {
            href: telling.paper_href(paper),
            number: telling.number(paper),
            title: telling.title(paper),
            submitter: paper.submitter.clone(),
            department: self.name(paper.responsible_id),
            label: telling.wording.clock_label(clock),
            rule: telling.wording.clock_rule(clock, &self.extensions(clock)),
            light: telling.light(clock),
            days: days(telling, clock),
            reason: self.reason(clock),
            by: self
                .answer(clock)
                .map(|answer| Link { label: telling.number(answer), href: telling.paper_href(answer) }),
        }
    }
}

/// How many days are left or over; for a closed clock the day on which it was closed.
fn days(telling: &Telling<'_>, clock: &Clock) -> String {
    if clock.state != ClockState::Running {
        return clock
            .closed_on
            .map(|day| telling.say("tracking_closed_on", &[("day", &telling.wording.day(day))]))
            .unwrap_or_default();
    }
    let left = clock.due_on.signed_duration_since(telling.today).num_days();
    let key = if left < 0 { "tracking_days_over" } else { "tracking_days_left" };
    telling.say(key, &[("days", &left.abs().to_string())])
}

async fn page(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
    let found = Found::load(&app, &frame, &query, ROWS).await?;
    let (council, filter, scope) = (found.council.clone(), found.filter.clone(), frame.scope());
    let (counts, closed) = app
        .read(move |db| {
            let counts = store::running_counts(db, &council.slug, &scope, &filter)?;
            Ok((counts, store::closed_count(db, &council.slug, &scope, &filter)?))
        })
        .await?;
    let telling = Telling::of(&app, &frame)?;
    let (council, filter) = (&found.council, &found.filter);
    let mut by_department: BTreeMap<Option<OrganizationId>, Lights> = BTreeMap::new();
    let mut all = Lights::default();
    for count in &counts {
        by_department.entry(count.responsible).or_default().add(council, count, filter.today);
        all.add(council, count, filter.today);
    }
    let tab = |show: Show, count: i64| Tab {
        label: telling.say(&format!("tracking_{show}"), &[]),
        count: count.to_string(),
        href: found.href("", show, filter.department, ""),
        current: show == filter.show,
    };
    let chosen = |id: Option<OrganizationId>| id.map(|id| id.to_string()).unwrap_or_default();
    let choices = |kind: OrganizationKind| {
        let of_kind = found.parties.iter().filter(|party| party.kind == kind);
        of_kind.map(|party| Choice::new(party.id, party.name.clone())).collect()
    };
    let most = by_department.values().map(|lights| lights.total()).max().unwrap_or(0);
    let mut bars: Vec<_> = by_department
        .iter()
        .map(|(id, lights)| {
            let name = found.name(*id);
            let label = if name.is_empty() { telling.say("tracking_no_department", &[]) } else { name };
            let href = id.map(|id| found.href("", filter.show, Some(id), "")).unwrap_or_default();
            bar(label, href, *lights, most)
        })
        .collect();
    bars.sort_by(|a, b| (b.overdue, b.soon, &a.label).cmp(&(a.overdue, a.soon, &b.label)));
    bars.truncate(BARS);
    let shown = Tracking {
        crumbs: vec![
            Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
            Crumb::here(telling.say("tracking_title", &[])),
        ],
        action: format!("/{}/tracking", council.slug),
        today: telling.wording.day(filter.today),
        tabs: vec![
            tab(Show::Open, all.total()),
            tab(Show::Overdue, all.overdue),
            tab(Show::Soon, all.soon),
            tab(Show::InTime, all.in_time),
            tab(Show::Closed, closed),
        ],
        state: filter.show.as_str(),
        department: chosen(filter.department),
        departments: choices(OrganizationKind::Department),
        faction: chosen(filter.faction),
        factions: choices(OrganizationKind::Faction),
        filtered: filter.department.is_some() || filter.faction.is_some(),
        reset: cursor::href(&format!("/{}/tracking", council.slug), &[("state", filter.show.as_str())]),
        rows: found.clocks.iter().map(|row| found.row(&telling, row)).collect(),
        first: match filter.after {
            Some(_) => found.href("", filter.show, filter.department, ""),
            None => String::new(),
        },
        next: found.next(""),
        csv: found.href(".csv", filter.show, filter.department, ""),
        json: found.href(".json", filter.show, filter.department, ""),
        total: (!bars.is_empty()).then(|| bar(telling.say("tracking_total", &[]), String::new(), all, 0)),
        bars,
    };
    frame.render(&app, &shown)
}

fn bar(label: String, href: String, lights: Lights, most: i64) -> Bar {
    Bar {
        label,
        href,
        overdue: lights.overdue,
        soon: lights.soon,
        in_time: lights.in_time,
        total: lights.total(),
        parts: parts(lights, most),
    }
}

/// The parts of a bar side by side, the longest bar of the drawing being `BAR_WIDTH` wide; what there is, is seen.
fn parts(lights: Lights, most: i64) -> Vec<Part> {
    let mut x = 0;
    let mut parts = Vec::new();
    for (tone, count) in [("bad", lights.overdue), ("warn", lights.soon), ("good", lights.in_time)] {
        if count > 0 && most > 0 {
            let width = (count * BAR_WIDTH / most).max(3);
            parts.push(Part { tone, x, width });
            x += width + 1;
        }
    }
    parts
}

async fn csv(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
    let found = Found::load(&app, &frame, &query, EXPORT_ROWS).await?;
    let telling = Telling::of(&app, &frame)?;
    let body = export::csv(&found, &telling, &app.config.public_url());
    let mut answer = frame.document("text/csv; charset=utf-8; header=present", body);
    let name = format!("attachment; filename=\"{}-tracking.csv\"", found.council.slug);
    export::insert(&mut answer, header::CONTENT_DISPOSITION, &name);
    export::link_next(&mut answer, &found.next(".csv"));
    Ok(answer)
}

async fn json(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
    let found = Found::load(&app, &frame, &query, EXPORT_ROWS).await?;
    let telling = Telling::of(&app, &frame)?;
    let body = export::json(&found, &telling, &app.config.public_url())?;
    let mut answer = frame.document("application/json", body);
    export::link_next(&mut answer, &found.next(".json"));
    Ok(answer)
}

impl Page for Tracking {
    const TEMPLATE: &'static str = "pages/tracking/list.html";
    fn samples() -> Vec<Self> {
        let tab = |label: &str, current| Tab {
            label: label.to_owned(),
            count: "2".to_owned(),
            href: "/leipzig/tracking".to_owned(),
            current,
        };
        let empty = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Fristen")],
            action: "/leipzig/tracking".to_owned(),
            today: "12.08.2020".to_owned(),
            tabs: vec![tab("laufend", true), tab("überfällig", false)],
            state: "open",
            department: String::new(),
            departments: vec![Choice::new("1", "02.1 Dezernat Allgemeine Verwaltung")],
            faction: String::new(),
            factions: vec![Choice::new("2", "SPD-Fraktion")],
            filtered: false,
            reset: "/leipzig/tracking".to_owned(),
            rows: Vec::new(),
            first: String::new(),
            next: String::new(),
            csv: "/leipzig/tracking.csv".to_owned(),
            json: "/leipzig/tracking.json".to_owned(),
            bars: Vec::new(),
            total: None,
        };
        let row = |tone, reason: &str, by| Row {
            href: "/leipzig/papers/VII-F-01504".to_owned(),
            number: "VII-F-01504".to_owned(),
            title: "Radwege <im> Leipziger Osten".to_owned(),
            submitter: "SPD-Fraktion".to_owned(),
            department: "02.1 Dezernat Allgemeine Verwaltung".to_owned(),
            label: "Antwort der Verwaltung".to_owned(),
            rule: "12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO = 09.09.2020".to_owned(),
            light: ClockLight { label: "überfällig".to_owned(), tone, due: "09.09.2020".to_owned() },
            days: "seit 7 Tagen".to_owned(),
            reason: reason.to_owned(),
            by,
        };
        let answer = Link { label: "VII-F-01504-AW-01".to_owned(), href: "/leipzig/papers/x".to_owned() };
        let lights = Lights { overdue: 3, soon: 1, in_time: 12, undated: 0 };
        let full = Self {
            filtered: true,
            department: "1".to_owned(),
            rows: vec![
                row("bad", "", None),
                row("good", "Rückfrage bei <b>zwei</b> Ämtern", None),
                row("neutral", "", Some(answer)),
            ],
            first: "/leipzig/tracking".to_owned(),
            next: "/leipzig/tracking?after=x".to_owned(),
            bars: vec![bar("02.1 Dezernat".to_owned(), "/leipzig/tracking?department=1".to_owned(), lights, 16)],
            total: Some(bar("Zusammen".to_owned(), String::new(), lights, 0)),
            ..empty()
        };
        vec![empty(), full]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_what_they_count_and_never_vanish() {
        let lights = Lights { overdue: 1, soon: 0, in_time: 999, undated: 0 };
        let drawn = parts(lights, 1000);
        assert_eq!(drawn[0], Part { tone: "bad", x: 0, width: 3 });
        assert_eq!(drawn[1], Part { tone: "good", x: 4, width: 199 });
        assert!(parts(Lights::default(), 0).is_empty());
        assert!(parts(lights, 0).is_empty());
    }
}
