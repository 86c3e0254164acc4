//! The tracking of clocks and orders: what is due, what is overdue, what was done, as a page, as documents for other
//! programs, and as the half-yearly report.
use super::{Filter, Lights, Show, Sort, What};
use crate::app::App;
use crate::clocks::light::ClockLight;
use crate::clocks::{self, Clock, Extension};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::OrganizationId;
use crate::error::Result;
use crate::orders::{self, Order, Report, pages as order_pages, telling};
use crate::organizations::{self, Organization, OrganizationKind};
use crate::papers::{self, Paper};
use crate::procedure::{ClockState, OrderState};
use crate::visibility::Scope;
use crate::web::cursor;
use crate::web::page::{Crumb, Frame};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Choice, Link, Telling, typed};
use actix_web::{HttpResponse, web};
use bars::{Bar, StateBar};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

mod bars;
mod export;
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
    ]
}

/// The list as it was asked for.
#[derive(Debug, Default, Deserialize)]
struct Query {
    state: Option<String>,
    what: Option<String>,
    sort: Option<String>,
    department: Option<String>,
    faction: Option<String>,
    body: Option<String>,
    kind: Option<String>,
    q: Option<String>,
    /// `nonpublic` for the list that lies only before those who may see it.
    list: Option<String>,
    after: Option<String>,
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

/// A clock or an order of the list.
enum Item {
    Clock(Box<(Clock, Paper)>),
    Order(Box<(Order, Paper)>),
}

impl Item {
    /// What the list is sorted by, and by what rows of the same day are.
    fn key(&self, filter: &Filter) -> (NaiveDate, uuid::Uuid) {
        match self {
            Self::Clock(row) => (row.0.sorted_by(filter), row.0.id.uuid()),
            Self::Order(row) => (row.0.sorted_by(filter), row.0.id.uuid()),
        }
    }
}

/// What page and exports have in common: what was asked for, and what was found.
struct Found {
    council: Arc<Council>,
    filter: Filter,
    /// As it was typed.
    q: String,
    scope: Scope,
    items: Vec<Item>,
    more: bool,
    extensions: Vec<Extension>,
    reports: Vec<Report>,
    /// The papers by which clocks were fulfilled, as far as the reader may see them.
    answers: Vec<Paper>,
    parties: Vec<Organization>,
}

/// Whether there can be anything that this reader sees and not everybody does.
fn sees_more(scope: &Scope) -> bool {
    scope.council || scope.office || !scope.organizations.is_empty() || scope.person.is_some()
}

impl Found {
    async fn load(app: &App, frame: &Frame, query: &Query, rows: usize) -> Result<Self> {
        let council = frame.council()?.clone();
        let scope = frame.scope();
        let id = |text: &Option<String>| text.as_deref().and_then(|id| id.parse::<OrganizationId>().ok());
        let q = typed(query.q.as_deref());
        let nonpublic = query.list.as_deref() == Some("nonpublic") && sees_more(&scope);
        let filter = Filter {
            show: query.state.as_deref().and_then(|word| word.parse().ok()).unwrap_or(Show::Open),
            what: query.what.as_deref().and_then(|word| word.parse().ok()),
            sort: query.sort.as_deref().and_then(|word| word.parse().ok()).unwrap_or(Sort::Due),
            department: id(&query.department),
            faction: id(&query.faction),
            body: id(&query.body),
            kind: query.kind.clone().filter(|kind| council.kinds.contains_key(kind)),
            text: papers::fold(&q),
            public: Some(!nonpublic),
            after: cursor::after::<NaiveDate, uuid::Uuid>(query.after.as_deref())?,
            ..Filter::open(&council, app.now().day(council.timezone))
        };
        app.read(move |db| Self::read(db, council, scope, filter, q, rows)).await
    }

    fn read(db: &mut Db, council: Arc<Council>, scope: Scope, filter: Filter, q: String, rows: usize) -> Result<Self> {
        let limit = rows as i64 + 1;
        let mut items = Vec::new();
        if filter.what != Some(What::Orders) {
            let clocks = clocks::store::tracked(db, &council.slug, &scope, &filter, limit)?;
            items.extend(clocks.into_iter().map(|row| Item::Clock(Box::new(row))));
        }
        if filter.what != Some(What::Clocks) {
            let orders = orders::store::tracked::tracked(db, &council.slug, &scope, &filter, limit)?;
            items.extend(orders.into_iter().map(|row| Item::Order(Box::new(row))));
        }
        items.sort_by_key(|item| item.key(&filter));
        if filter.descends() {
            items.reverse();
        }
        let more = cursor::cut(&mut items, rows);
        let (mut clocks, mut fulfilled, mut orders) = (Vec::new(), Vec::new(), Vec::new());
        for item in &items {
            match item {
                Item::Clock(row) => {
                    clocks.push(row.0.id);
                    fulfilled.extend(row.0.fulfilled_by);
                }
                Item::Order(row) => orders.push(row.0.id),
            }
        }
        let kinds = [
            OrganizationKind::Faction,
            OrganizationKind::Department,
            OrganizationKind::Council,
            OrganizationKind::Committee,
            OrganizationKind::Executive,
        ];
        Ok(Self {
            extensions: clocks::store::extensions_of(db, &clocks)?,
            reports: orders::store::reports_of(db, &orders)?,
            answers: papers::store::seen_of(db, &scope, &fulfilled)?,
            parties: organizations::store::of_kinds(db, &council.slug, &kinds)?,
            council,
            filter,
            q,
            scope,
            items,
            more,
        })
    }

    /// The name of an organisation; empty when it is none of those that are known here.
    fn name(&self, id: Option<OrganizationId>) -> String {
        let known = id.and_then(|id| self.parties.iter().find(|party| party.id == id));
        known.map(|party| party.name.clone()).unwrap_or_default()
    }

    fn extensions(&self, clock: &Clock) -> Vec<Extension> {
        self.extensions.iter().filter(|extension| extension.clock_id == clock.id).cloned().collect()
    }

    /// Why it was refused; otherwise why it was last extended.
    fn reason(&self, clock: &Clock) -> String {
        if !clock.reason.is_empty() {
            return clock.reason.clone();
        }
        let last = self.extensions.iter().rfind(|extension| extension.clock_id == clock.id);
        last.map(|extension| extension.reason.clone()).unwrap_or_default()
    }

    fn answer(&self, clock: &Clock) -> Option<&Paper> {
        self.answers.iter().find(|answer| Some(answer.id) == clock.fulfilled_by)
    }

    /// The last report on an order.
    fn report(&self, order: &Order) -> Option<&Report> {
        self.reports.iter().find(|report| report.order_id == order.id)
    }

    /// Whether the order's paper lies before the reader too; who only owns the order reads its number alone.
    fn sees(&self, paper: &Paper) -> bool {
        self.scope.sees(&paper.exposure(&[]))
    }

    /// This list at another address, in another way, at another place.
    fn href(&self, ending: &str, filter: &Filter, after: &str) -> String {
        let text = |id: Option<OrganizationId>| id.map(|id| id.to_string()).unwrap_or_default();
        let word = |given: bool, word: &'static str| if given { word } else { "" };
        cursor::href(
            &format!("/{}/tracking{ending}", self.council.slug),
            &[
                ("list", word(filter.public == Some(false), "nonpublic")),
                ("state", word(filter.show != Show::Open, filter.show.as_str())),
                ("what", filter.what.map_or("", What::as_str)),
                ("sort", word(filter.sort != Sort::Due, filter.sort.as_str())),
                ("department", &text(filter.department)),
                ("faction", &text(filter.faction)),
                ("body", &text(filter.body)),
                ("kind", filter.kind.as_deref().unwrap_or_default()),
                ("q", &self.q),
                ("after", after),
            ],
        )
    }

    /// The next page of this list; empty when there is none.
    fn next(&self, ending: &str) -> String {
        let Some(last) = self.items.last().filter(|_| self.more) else { return String::new() };
        let (day, id) = last.key(&self.filter);
        self.href(ending, &self.filter, &cursor::pack(day, id))
    }

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
            submitter: paper.submitter.clone(),
            department: self.name(paper.responsible_id),
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
            submitter: if sees { paper.submitter.clone() } else { String::new() },
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

/// The figures around the list.
struct Counts {
    all: Lights,
    by_department: BTreeMap<Option<OrganizationId>, Lights>,
    closed: i64,
    states: Vec<(OrderState, i64)>,
    /// How many things run on the other list, public or not.
    other: i64,
}

impl Counts {
    fn read(db: &mut Db, council: &Council, scope: &Scope, filter: &Filter) -> Result<Self> {
        let mut counts =
            Self { all: Lights::default(), by_department: BTreeMap::new(), closed: 0, states: Vec::new(), other: 0 };
        let today = filter.today;
        if filter.what != Some(What::Orders) {
            for count in clocks::store::running_counts(db, &council.slug, scope, filter)? {
                counts.by_department.entry(count.responsible).or_default().add(council, &count, today);
                counts.all.add(council, &count, today);
            }
            counts.closed += clocks::store::closed_count(db, &council.slug, scope, filter)?;
        }
        if filter.what != Some(What::Clocks) {
            for count in orders::store::tracked::open_counts(db, &council.slug, scope, filter)? {
                counts.by_department.entry(count.owner).or_default().add_orders(council, &count, today);
                counts.all.add_orders(council, &count, today);
            }
            counts.states = orders::store::tracked::state_counts(db, &council.slug, scope, filter)?;
            let ended = |state: OrderState| matches!(state, OrderState::Done | OrderState::Dropped);
            counts.closed += counts.states.iter().filter(|row| ended(row.0)).map(|row| row.1).sum::<i64>();
        }
        if sees_more(scope) {
            let other = Filter { public: filter.public.map(|public| !public), ..filter.clone() };
            let clocks = clocks::store::running_counts(db, &council.slug, scope, &other)?;
            let orders = orders::store::tracked::open_counts(db, &council.slug, scope, &other)?;
            counts.other = clocks.iter().map(|count| count.clocks).sum::<i64>()
                + orders.iter().map(|count| count.orders).sum::<i64>();
        }
        Ok(counts)
    }
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
        Self {
            crumbs: vec![
                Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
                Crumb::here(telling.say("tracking_title", &[])),
            ],
            action: format!("/{}/tracking", council.slug),
            today: telling.wording.day(filter.today),
            lists: lists(telling, found, counts),
            nonpublic: filter.public == Some(false),
            tabs: vec![
                tab(Show::Open, all.total()),
                tab(Show::Overdue, all.overdue),
                tab(Show::Soon, all.soon),
                tab(Show::InTime, all.in_time),
                tab(Show::Undated, all.undated),
                tab(Show::Closed, counts.closed),
            ],
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

impl Found {
    /// The list without anything that was chosen or typed.
    fn href_plain(&self, plain: &Filter) -> String {
        let list = if plain.public == Some(false) { "nonpublic" } else { "" };
        let state = if plain.show == Show::Open { "" } else { plain.show.as_str() };
        cursor::href(&format!("/{}/tracking", self.council.slug), &[("list", list), ("state", state)])
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
    let body = export::csv(&found, &telling, &app.config.public_url());
    let name = format!("{}-tracking.csv", found.council.slug);
    let mut answer = export::attachment(&frame, body, &name);
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
