//! The half-yearly report on the orders: what was ordered, reported on, done, dropped, and what is still open, by
//! department; the public and the non-public version apart. As a page that prints, and as a table for other programs.
use super::found::sees_more;
use crate::app::App;
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{OrderId, OrganizationId, PaperId};
use crate::error::{Error, Result};
use crate::events;
use crate::message::Message;
use crate::orders::store::joint as joint_store;
use crate::orders::store::tracked::{self, Subject};
use crate::orders::{Order, joint, pages as order_pages, past, telling};
use crate::organizations::{self, OrganizationKind};
use crate::procedure::OrderState;
use crate::tracking::{Filter, Half};
use crate::web::cursor;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::rows::{Choice, Telling, typed};
use crate::web::sheet::{self, Separator};
use actix_web::{HttpResponse, web};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most orders that a report is made of.
const MOST: i64 = 20_000;
/// Orders on one page of it.
const ROWS: usize = 40;

/// Which report is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    /// `2026-2`; without one the half that ended last.
    half: Option<String>,
    department: Option<String>,
    list: Option<String>,
    after: Option<String>,
    /// Of a table.
    separator: Option<Separator>,
}

/// The report as a page.
#[derive(Serialize)]
pub struct ReportPage {
    pub crumbs: Vec<Crumb>,
    pub action: String,
    pub title: String,
    /// From when until when.
    pub period: String,
    /// The day whose state it shows.
    pub as_of: String,
    /// Whether the half has not ended yet.
    pub running: bool,
    pub nonpublic: bool,
    /// The other version; empty for who sees the public one alone.
    pub other: String,
    pub half: String,
    pub halves: Vec<Choice>,
    pub department: String,
    pub departments: Vec<Choice>,
    pub figures: Vec<Figures>,
    pub total: Figures,
    pub rows: Vec<Row>,
    pub first: String,
    pub next: String,
    pub csv: String,
    /// The same for spreadsheets.
    pub sheet: String,
}

/// The figures of a department.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    pub label: String,
    pub ordered: i64,
    pub reported: i64,
    pub done: i64,
    pub dropped: i64,
    pub open: i64,
    pub overdue: i64,
}

/// An order of the report.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub href: String,
    pub number: String,
    pub text: String,
    pub submitter: String,
    pub department: String,
    /// Who coordinates it beside its owner, and from which day on.
    pub coordinator: String,
    pub due: String,
    /// How it stood at the end of the half.
    pub state: String,
    pub report: String,
}

/// What one order counts as in a half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    ordered: bool,
    reported: bool,
    done: bool,
    dropped: bool,
    open: bool,
    overdue: bool,
}

/// How an order stood in a half that ended, for the report, on `until`.
fn standing(order: &Order, reported: bool, half: Half, until: NaiveDate) -> Standing {
    let within = |day: NaiveDate| day >= half.first_day() && day <= half.last_day();
    let ended = order.closed_on.is_some_and(within);
    let open = order.closed_on.is_none_or(|day| day > half.last_day());
    Standing {
        ordered: within(order.created_on),
        reported,
        done: ended && order.state == OrderState::Done,
        dropped: ended && order.state == OrderState::Dropped,
        open,
        overdue: open && order.due_on.is_some_and(|due| due < until),
    }
}

impl Figures {
    fn add(&mut self, standing: Standing) {
        self.ordered += i64::from(standing.ordered);
        self.reported += i64::from(standing.reported);
        self.done += i64::from(standing.done);
        self.dropped += i64::from(standing.dropped);
        self.open += i64::from(standing.open);
        self.overdue += i64::from(standing.overdue);
    }
}

/// Everything that a report is made of.
struct Report {
    council: Arc<Council>,
    half: Half,
    /// The day on which what is overdue is read: the last of the half, or today.
    until: NaiveDate,
    running: bool,
    nonpublic: bool,
    may_see_other: bool,
    department: Option<OrganizationId>,
    orders: Vec<(Order, Subject, bool)>,
    /// The further factions of joint motions.
    joint: BTreeMap<PaperId, Vec<String>>,
    /// The last report of the half on each order: its day and its text.
    reported: BTreeMap<OrderId, (NaiveDate, String)>,
    departments: Vec<(OrganizationId, String)>,
}

impl Report {
    async fn load(app: &App, frame: &Frame, query: &Query) -> Result<Self> {
        let council = frame.council()?.clone();
        let scope = frame.scope();
        let today = app.now().day(council.timezone);
        let half = match typed(query.half.as_deref()).as_str() {
            "" => Half::of(today).before(),
            text => Half::parse(text)
                .ok_or_else(|| Error::Malformed(400, Message::new("tracking_half_unknown").on("half")))?,
        };
        let may_see_other = sees_more(&scope);
        let nonpublic = query.list.as_deref() == Some("nonpublic") && may_see_other;
        let department = query.department.as_deref().and_then(|id| id.parse().ok());
        let running = half.last_day() >= today;
        // Whose an order was then may be another than whose it is now: the department is looked for afterwards.
        let filter = Filter { public: Some(!nonpublic), ..Filter::open(&council, today) };
        let next_day = half.last_day().succ_opt().unwrap_or(today);
        let after = council.moment(next_day, NaiveTime::MIN).unwrap_or_else(|| app.now());
        app.read(move |db: &mut Db| {
            let days = (half.first_day(), half.last_day());
            let found = tracked::between(db, &council.slug, &scope, &filter, days, MOST)?;
            let later = if running { Vec::new() } else { events::store::since(db, &council.slug, "order", after)? };
            let mut found = past::stood(found, &past::before(later), days.0);
            found.retain(|(order, _)| department.is_none() || order.owner_id == department);
            let mut reported = BTreeMap::new();
            for (order, day, text) in tracked::reported_between(db, &council.slug, days)? {
                reported.insert(order, (day, text));
            }
            let until = if running { today } else { half.last_day() };
            let departments = organizations::store::of_kind(db, &council.slug, OrganizationKind::Department)?;
            let mut departments: Vec<_> = departments.into_iter().map(|found| (found.id, found.name)).collect();
            let named = departments.iter_mut().map(|(id, name)| (*id, until, name)).collect();
            organizations::store::as_of(db, named)?;
            let sees = |order: &Order, subject: &Subject| {
                scope.council || scope.office || (subject.circle == crate::visibility::Circle::Public && order.public)
            };
            let asked: Vec<_> = found.iter().map(|(_, subject)| subject.id).collect();
            let joint = joint_store::factions(db, &asked)?;
            let orders = found.into_iter().map(|(order, subject)| {
                let sees = sees(&order, &subject);
                (order, subject, sees)
            });
            Ok(Self {
                half,
                until,
                running,
                nonpublic,
                may_see_other,
                department,
                orders: orders.collect(),
                joint,
                reported,
                departments,
                council,
            })
        })
        .await
    }

    fn standing(&self, order: &Order) -> Standing {
        standing(order, self.reported.contains_key(&order.id), self.half, self.until)
    }

    /// Everybody who asked, of a joint motion all factions.
    fn submitters(&self, subject: &Subject) -> String {
        joint::with(&subject.submitter, subject.id, &self.joint).join(", ")
    }

    /// Who coordinated an order on the last day of the half.
    fn coordinator(&self, order: &Order) -> Option<&str> {
        let begun = order.coordinated_from.is_some_and(|from| from <= self.until);
        let known = self.departments.iter().find(|(id, _)| Some(*id) == order.coordinator_id);
        known.filter(|_| begun).map(|(_, name)| name.as_str())
    }

    fn owner(&self, telling: &Telling<'_>, order: &Order) -> String {
        let known = self.departments.iter().find(|(id, _)| Some(*id) == order.owner_id);
        known.map_or_else(|| telling.say("tracking_no_department", &[]), |(_, name)| name.clone())
    }

    /// The figures by department, in the order of their names, and their sum.
    fn figures(&self, telling: &Telling<'_>) -> (Vec<Figures>, Figures) {
        let mut by_department: BTreeMap<String, Figures> = BTreeMap::new();
        let mut total = Figures { label: telling.say("tracking_total", &[]), ..Figures::default() };
        for (order, ..) in &self.orders {
            let standing = self.standing(order);
            by_department.entry(self.owner(telling, order)).or_default().add(standing);
            total.add(standing);
        }
        (by_department.into_iter().map(|(label, figures)| Figures { label, ..figures }).collect(), total)
    }

    /// How an order stood at the end of the half, in words.
    fn state(&self, telling: &Telling<'_>, order: &Order) -> String {
        match self.standing(order).overdue {
            true => format!("{}, {}", telling.wording.order_state(order.state), telling.say("clock_red", &[])),
            false => telling.wording.order_state(order.state),
        }
    }

    fn href(&self, ending: &str, half: Half, nonpublic: bool, after: &str) -> String {
        let department = self.department.map(|id| id.to_string()).unwrap_or_default();
        cursor::href(
            &format!("/{}/tracking/report{ending}", self.council.slug),
            &[
                ("half", &half.to_string()),
                ("list", if nonpublic { "nonpublic" } else { "" }),
                ("department", &department),
                ("after", after),
            ],
        )
    }

    fn row(&self, telling: &Telling<'_>, (order, subject, sees): &(Order, Subject, bool)) -> Row {
        let text = telling::excerpt(&order.content);
        let report = self.reported.get(&order.id);
        Row {
            href: order_pages::path(&self.council, order.id),
            number: subject.reference.clone().unwrap_or_default(),
            text: match order.point {
                Some(point) => format!("{point}. {text}"),
                None => text,
            },
            submitter: if *sees { self.submitters(subject) } else { String::new() },
            department: self.owner(telling, order),
            coordinator: self
                .coordinator(order)
                .map_or_else(String::new, |name| telling.wording.coordinated(order, name)),
            due: telling.wording.order_due(order),
            state: self.state(telling, order),
            report: report
                .map(|(day, text)| format!("{}: {}", telling.wording.day(*day), telling::excerpt(text)))
                .unwrap_or_default(),
        }
    }
}

/// `GET /{council}/tracking/report`
pub async fn page(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
    let report = Report::load(&app, &frame, &query).await?;
    let telling = Telling::of(&app, &frame)?;
    let after = cursor::after::<NaiveDate, OrderId>(query.after.as_deref())?;
    let key = |order: &Order| (order.created_on, order.id);
    let mut shown: Vec<_> =
        report.orders.iter().filter(|(order, ..)| after.is_none_or(|after| key(order) > after)).collect();
    let more = cursor::cut(&mut shown, ROWS);
    let next = shown
        .last()
        .filter(|_| more)
        .map(|(order, ..)| report.href("", report.half, report.nonpublic, &cursor::pack(order.created_on, order.id)));
    let (figures, total) = report.figures(&telling);
    let half = report.half;
    let title =
        telling.say("tracking_report_title", &[("half", &half.number.to_string()), ("year", &half.year.to_string())]);
    // The halves to choose from: this one and the seven before the one that is shown.
    let today = Half::of(telling.today);
    let mut halves = vec![today];
    while halves.len() < 8 {
        let before = halves.last().map_or(today, |half| half.before());
        halves.push(before);
    }
    if !halves.contains(&half) {
        halves.push(half);
    }
    let named = |half: &Half| {
        let args = [("half", half.number.to_string()), ("year", half.year.to_string())];
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Choice::new(half, telling.say("tracking_half", &args))
    };
    let page = ReportPage {
        crumbs: vec![
            Crumb::to(telling.say("shell_start", &[]), format!("/{}/", report.council.slug)),
            Crumb::to(telling.say("tracking_title", &[]), format!("/{}/tracking", report.council.slug)),
            Crumb::here(title.clone()),
        ],
        action: format!("/{}/tracking/report", report.council.slug),
        title,
        period: format!("{} – {}", telling.wording.day(half.first_day()), telling.wording.day(half.last_day())),
        as_of: telling.wording.day(report.until),
        running: report.running,
        nonpublic: report.nonpublic,
        other: if report.may_see_other { report.href("", half, !report.nonpublic, "") } else { String::new() },
        half: half.to_string(),
        halves: halves.iter().map(named).collect(),
        department: report.department.map(|id| id.to_string()).unwrap_or_default(),
        departments: report.departments.iter().map(|(id, name)| Choice::new(id, name.clone())).collect(),
        figures,
        total,
        rows: shown.iter().map(|row| report.row(&telling, row)).collect(),
        first: if after.is_some() { report.href("", half, report.nonpublic, "") } else { String::new() },
        next: next.unwrap_or_default(),
        csv: report.href(".csv", half, report.nonpublic, ""),
        sheet: format!("{}&separator=semicolon", report.href(".csv", half, report.nonpublic, "")),
    };
    frame.render(&app, &page)
}

const COLUMNS: [&str; 21] = [
    "half",
    "department",
    "number",
    "title",
    "submitter",
    "point",
    "order",
    "created_on",
    "due_on",
    "due_note",
    "ordered",
    "reported",
    "done",
    "dropped",
    "open",
    "overdue",
    "reported_on",
    "report",
    "url",
    "coordinator",
    "coordinated_from",
];

/// `GET /{council}/tracking/report.csv`
pub async fn csv(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
    let report = Report::load(&app, &frame, &query).await?;
    let telling = Telling::of(&app, &frame)?;
    let base = app.config.public_url();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let separator = query.separator.unwrap_or_default();
    let mut body = separator.joined(&COLUMNS);
    for (order, subject, sees) in &report.orders {
        let standing = report.standing(order);
        let last = report.reported.get(&order.id);
        let hide = |text: &str| if *sees { text.to_owned() } else { String::new() };
        body.push_str(&separator.joined(&[
            report.half.to_string(),
            report.owner(&telling, order),
            subject.reference.clone().unwrap_or_default(),
            hide(&subject.title),
            hide(&report.submitters(subject)),
            order.point.map(|point| point.to_string()).unwrap_or_default(),
            order.content.clone(),
            order.created_on.to_string(),
            day(order.due_on),
            order.due_note.clone(),
            standing.ordered.to_string(),
            standing.reported.to_string(),
            standing.done.to_string(),
            standing.dropped.to_string(),
            standing.open.to_string(),
            standing.overdue.to_string(),
            day(last.map(|(day, _)| *day)),
            last.map(|(_, text)| text.clone()).unwrap_or_default(),
            format!("{base}{}", order_pages::path(&report.council, order.id)),
            report.coordinator(order).map(str::to_owned).unwrap_or_default(),
            day(report.coordinator(order).and(order.coordinated_from)),
        ]));
    }
    let version = if report.nonpublic { "-nonpublic" } else { "" };
    let name = format!("{}-orders-{}{version}.csv", report.council.slug, report.half);
    Ok(sheet::attachment(&frame, body, &name))
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "pages/tracking/report.html";
    fn samples() -> Vec<Self> {
        let figures = |label: &str| Figures { label: label.to_owned(), ordered: 3, open: 2, ..Figures::default() };
        let empty = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Halbjahresbericht")],
            action: "/leipzig/tracking/report".to_owned(),
            title: "Beschlussumsetzung im 2. Halbjahr 2026".to_owned(),
            period: "01.07.2026 – 31.12.2026".to_owned(),
            as_of: "31.12.2026".to_owned(),
            running: false,
            nonpublic: false,
            other: String::new(),
            half: "2026-2".to_owned(),
            halves: vec![Choice::new("2026-2", "2. Halbjahr 2026")],
            department: String::new(),
            departments: vec![Choice::new("1", "06 Dezernat Bau")],
            figures: Vec::new(),
            total: figures("zusammen"),
            rows: Vec::new(),
            first: String::new(),
            next: String::new(),
            csv: "/leipzig/tracking/report.csv".to_owned(),
            sheet: "/leipzig/tracking/report.csv?separator=semicolon".to_owned(),
        };
        let row = Row {
            href: "/leipzig/orders/x".to_owned(),
            number: "VII-A-00123".to_owned(),
            text: "2. Die <Bänke> werden erneuert.".to_owned(),
            submitter: "SPD-Fraktion".to_owned(),
            department: "06 Dezernat Bau".to_owned(),
            coordinator: "CIO, ab 01.06.2018".to_owned(),
            due: "30.09.2026".to_owned(),
            state: "überfällig".to_owned(),
            report: "12.08.2026: läuft".to_owned(),
        };
        let full = Self {
            running: true,
            nonpublic: true,
            other: "/leipzig/tracking/report".to_owned(),
            figures: vec![figures("06 Dezernat <Bau>"), figures("ohne Dezernat")],
            rows: vec![row],
            first: "/leipzig/tracking/report".to_owned(),
            next: "/leipzig/tracking/report?after=x".to_owned(),
            ..empty()
        };
        vec![empty(), full]
    }
}
