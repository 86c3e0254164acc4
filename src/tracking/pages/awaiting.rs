//! Lists that a law or a council's practice asks for at certain times: what was not decided in time, what is still pending.
//! Made from the papers as they stand, or stood on a day: as a page that prints, as a table, and for programs.
use crate::app::App;
use crate::clocks;
use crate::consultations;
use crate::council::{Council, ReportRule};
use crate::db::Db;
use crate::error::{Error, Result};
use crate::events;
use crate::message::Message;
use crate::papers::Paper;
use crate::papers::store::{self, Filter};
use crate::procedure::{Status, deliberation, obligation};
use crate::visibility::Scope;
use crate::web::actor::Visitor;
use crate::web::api::Setting;
use crate::web::cursor;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::rows::{Choice, Link, Telling};
use crate::web::sheet::{self, Separator};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most papers of one kind that a list is made of.
const MOST: i64 = 20_000;
/// Dates that are offered beside today.
const DATES: usize = 6;

/// For which day a list is made.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    on: Option<NaiveDate>,
    separator: Option<Separator>,
}

/// A paper that was still pending on the day of the list.
struct Awaiting {
    paper: Paper,
    raised_on: NaiveDate,
    due_on: Option<NaiveDate>,
    /// Why it took longer, as it was recorded last.
    reason: String,
    /// Before whom it lies, in which role, and when that body deals with it.
    before: Option<(String, String, Option<NaiveDate>)>,
}

/// What is pending of the rule's kinds on this day, the oldest first.
fn awaiting(db: &mut Db, council: &Council, scope: &Scope, rule: &ReportRule, on: NaiveDate) -> Result<Vec<Awaiting>> {
    let cutoff = match &rule.older_than {
        Some(age) => obligation::latest(on, age.amount, age.unit, &council.calendar).unwrap_or(on),
        None => on,
    };
    let mut found = Vec::new();
    for kind in &rule.kinds {
        let filter = Filter { kind: Some(kind.clone()), ..Filter::default() };
        for paper in store::list(db, &council.slug, scope, &filter, MOST)? {
            let began = paper.admitted_on.or(paper.issued_on);
            let raised_on = paper.submitted_on.or(began);
            let (Some(raised_on), Some(began)) = (raised_on, began) else { continue };
            if raised_on > cutoff || began > on || !was_open(db, council, &paper, on)? {
                continue;
            }
            found.push(one(db, council, paper, raised_on, on)?);
        }
    }
    found.sort_by(|a, b| (a.raised_on, &a.paper.reference).cmp(&(b.raised_on, &b.paper.reference)));
    Ok(found)
}

/// Whether nothing had decided the paper on this day: as it stands, or as the last event up to that day left it.
fn was_open(db: &mut Db, council: &Council, paper: &Paper, on: NaiveDate) -> Result<bool> {
    if paper.status == Status::InProgress {
        return Ok(true);
    }
    let history = events::store::of_paper(db, paper.id)?;
    let then = history.iter().filter(|event| event.happened_at.day(council.timezone) <= on);
    let stood = then.filter_map(|event| event.detail.as_ref()?.to).next_back();
    Ok(stood == Some(Status::InProgress))
}

fn one(db: &mut Db, council: &Council, paper: Paper, raised_on: NaiveDate, on: NaiveDate) -> Result<Awaiting> {
    let own = council.kind(&paper.kind).and_then(|kind| kind.clock.as_ref());
    let clock = clocks::store::of_paper(db, paper.id)?.into_iter().find(|clock| Some(&clock.rule) == own);
    let extensions = clocks::store::extensions_of_paper(db, paper.id)?;
    let last = extensions.iter().rfind(|extension| extension.decided_on <= on);
    let open = |row: &&consultations::Row| deliberation::is_open(row.consultation.state);
    let before = consultations::store::rows(db, paper.id)?;
    let before = before.iter().find(open).map(|row| {
        let day = row.starts_at.map(|at| at.day(council.timezone));
        (row.body.clone(), row.consultation.role.clone(), day)
    });
    Ok(Awaiting {
        due_on: clock.map(|clock| clock.due_on),
        reason: last.map(|extension| extension.reason.clone()).unwrap_or_default(),
        before: before.filter(|_| paper.status == Status::InProgress),
        raised_on,
        paper,
    })
}

/// The days for which a list is made by the rule, the last first: the first of each of its months, up to today.
fn dates(rule: &ReportRule, today: NaiveDate) -> Vec<NaiveDate> {
    let years = (0..=3).map(|back| today.year() - back);
    let days = years
        .flat_map(|year| rule.months.iter().rev().filter_map(move |month| NaiveDate::from_ymd_opt(year, *month, 1)));
    days.filter(|day| *day <= today).take(DATES).collect()
}

/// The day of a list: the one that is asked for, else the last on which it was to be made.
fn day(rule: &ReportRule, asked: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate> {
    match asked {
        Some(day) if day > today => Err(Error::Malformed(400, Message::new("awaiting_future").on("on"))),
        Some(day) => Ok(day),
        None => Ok(dates(rule, today).first().copied().unwrap_or(today)),
    }
}

/// A list as a page.
#[derive(Serialize)]
pub struct AwaitingPage {
    pub crumbs: Vec<Crumb>,
    /// The language of what people wrote, where it is another than the page's.
    pub lang: &'static str,
    pub action: String,
    pub title: String,
    pub basis: String,
    pub as_of: String,
    pub on: String,
    pub dates: Vec<Choice>,
    pub count: String,
    pub rows: Vec<Row>,
    pub csv: String,
    pub sheet: String,
    /// The council's other lists.
    pub others: Vec<Link>,
}

/// A paper of the list, in words.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub href: String,
    pub number: String,
    pub title: String,
    pub submitter: String,
    pub raised: String,
    pub due: String,
    pub before: String,
    pub reason: String,
}

fn found_rule<'a>(council: &'a Council, key: &str) -> Result<&'a ReportRule> {
    council.reports.get(key).ok_or(Error::NotFound)
}

/// The ways to a council's lists.
pub fn links(telling: &Telling<'_>) -> Vec<Link> {
    let council = telling.wording.council;
    let link = |(key, rule): (&String, &ReportRule)| Link {
        label: rule.label.say(telling.wording.language).to_owned(),
        href: format!("/{}/reports/{key}", council.slug),
    };
    council.reports.iter().map(link).collect()
}

/// `GET /{council}/reports/{key}`
pub async fn page(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, String)>,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let telling = Telling::of(&app, &frame)?;
    let rule = found_rule(&council, &at.1)?.clone();
    let on = day(&rule, query.on, telling.today)?;
    let (rules, scope, list) = (council.clone(), frame.scope(), rule.clone());
    let found = app.read(move |db| awaiting(db, &rules, &scope, &list, on)).await?;
    let path = format!("/{}/reports/{}", council.slug, at.1);
    let own = council.language();
    let title = rule.label.say(frame.language).to_owned();
    let mut dates = dates(&rule, telling.today);
    dates.push(telling.today);
    if !dates.contains(&on) {
        dates.push(on);
    }
    dates.sort_by(|a, b| b.cmp(a));
    dates.dedup();
    let table = |separator: &str| {
        cursor::href(&format!("{path}/table.csv"), &[("on", &on.to_string()), ("separator", separator)])
    };
    let mut others = links(&telling);
    others.retain(|link| link.href != path);
    let page = AwaitingPage {
        crumbs: vec![
            Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
            Crumb::to(telling.say("tracking_title", &[]), format!("/{}/tracking", council.slug)),
            Crumb::here(title.clone()),
        ],
        lang: if own == frame.language { "" } else { own.tag() },
        title,
        basis: rule.basis.clone(),
        as_of: telling.wording.day(on),
        on: on.to_string(),
        dates: dates.iter().map(|day| Choice::new(day, telling.wording.day(*day))).collect(),
        count: telling.say("awaiting_count", &[("count", &found.len().to_string())]),
        rows: found.iter().map(|row| in_words(&telling, row)).collect(),
        csv: table(""),
        sheet: table("semicolon"),
        others,
        action: path,
    };
    frame.render(&app, &page)
}

/// Before whom a paper lies, in words.
fn before(telling: &Telling<'_>, row: &Awaiting) -> String {
    let Some((body, role, on)) = &row.before else { return String::new() };
    let role = telling.wording.council.role_label(role, telling.wording.language);
    let parts = [Some(body.clone()), Some(role.to_owned()), on.map(|day| telling.wording.day(day))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn in_words(telling: &Telling<'_>, row: &Awaiting) -> Row {
    Row {
        href: telling.paper_href(&row.paper),
        number: telling.number(&row.paper),
        title: telling.title(&row.paper),
        submitter: row.paper.submitter.clone(),
        raised: telling.wording.day(row.raised_on),
        due: row.due_on.map(|day| telling.wording.day(day)).unwrap_or_default(),
        before: before(telling, row),
        reason: row.reason.clone(),
    }
}

/// `GET /{council}/reports/{key}/table.csv`
pub async fn csv(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, String)>,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let telling = Telling::of(&app, &frame)?;
    let rule = found_rule(&council, &at.1)?.clone();
    let on = day(&rule, query.on, telling.today)?;
    let (rules, scope) = (council.clone(), frame.scope());
    let found = app.read(move |db| awaiting(db, &rules, &scope, &rule, on)).await?;
    let separator = query.separator.unwrap_or_default();
    let mut body =
        separator.joined(&["on", "number", "title", "submitter", "raised_on", "due_on", "before", "reason", "url"]);
    for row in &found {
        body.push_str(&separator.joined(&[
            on.to_string(),
            row.paper.reference.clone().unwrap_or_default(),
            row.paper.title.clone(),
            row.paper.submitter.clone(),
            row.raised_on.to_string(),
            row.due_on.map(|day| day.to_string()).unwrap_or_default(),
            before(&telling, row),
            row.reason.clone(),
            format!("{}{}", app.config.public_url(), telling.paper_href(&row.paper)),
        ]));
    }
    let name = format!("{}-{}-{on}.csv", council.slug, at.1);
    Ok(sheet::attachment(&frame, body, &name))
}

/// A list for programs.
#[derive(Debug, Serialize, ToSchema)]
pub struct AwaitingJson {
    pub key: String,
    pub label: String,
    pub basis: String,
    /// The day whose state it shows.
    pub on: NaiveDate,
    pub papers: Vec<AwaitingPaperJson>,
}

/// A paper that was pending.
#[derive(Debug, Serialize, ToSchema)]
pub struct AwaitingPaperJson {
    pub reference: Option<String>,
    pub title: String,
    pub submitter: String,
    pub raised_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    /// The body before which it lies, and when that deals with it.
    pub body: Option<String>,
    pub body_on: Option<NaiveDate>,
    /// Why it took longer, as it was recorded last.
    pub reason: String,
    pub url: String,
}

/// What was pending on a day: a list that the council's file names.
#[utoipa::path(get, path = "/api/v1/{council}/reports/{key}", tag = "papers",
    params(("council" = String, Path), ("key" = String, Path), ("on" = Option<String>, Query)),
    responses((status = 200, body = AwaitingJson), (status = 400), (status = 404)))]
pub async fn json(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, key) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let rule = found_rule(&setting.council, &key)?.clone();
    let on = day(&rule, query.on, setting.today())?;
    let scope = Scope::of(visitor.0.as_ref(), &setting.council.slug);
    let (rules, list) = (setting.council.clone(), rule.clone());
    let found = app.read(move |db| awaiting(db, &rules, &scope, &list, on)).await?;
    let url = app.config.public_url();
    let paper = |row: Awaiting| AwaitingPaperJson {
        url: crate::papers::url(&url, &row.paper.council, &row.paper.path_segment()),
        body: row.before.as_ref().map(|(body, ..)| body.clone()),
        body_on: row.before.as_ref().and_then(|(.., on)| *on),
        reference: row.paper.reference,
        title: row.paper.title,
        submitter: row.paper.submitter,
        raised_on: row.raised_on,
        due_on: row.due_on,
        reason: row.reason,
    };
    Ok(HttpResponse::Ok().json(AwaitingJson {
        label: rule.label.say(setting.wording().language).to_owned(),
        basis: rule.basis.clone(),
        on,
        papers: found.into_iter().map(paper).collect(),
        key,
    }))
}

impl Page for AwaitingPage {
    const TEMPLATE: &'static str = "pages/tracking/awaiting.html";
    fn samples() -> Vec<Self> {
        let empty = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Motioner")],
            lang: "sv",
            action: "/leipzig/reports/old_motions".to_owned(),
            title: "Motioner som inte beretts inom ett år".to_owned(),
            basis: "KL 5 kap. 35 §".to_owned(),
            as_of: "01.10.2020".to_owned(),
            on: "2020-10-01".to_owned(),
            dates: vec![Choice::new("2020-10-01", "01.10.2020")],
            count: "Keine Vorlage".to_owned(),
            rows: Vec::new(),
            csv: "/leipzig/reports/old_motions/table.csv".to_owned(),
            sheet: "/leipzig/reports/old_motions/table.csv?separator=semicolon".to_owned(),
            others: Vec::new(),
        };
        let row = |reason: &str| Row {
            href: "/leipzig/papers/KF-2019-3".to_owned(),
            number: "KF 2019/3".to_owned(),
            title: "Laddstolpar <överallt>".to_owned(),
            submitter: "Bygdelistan".to_owned(),
            raised: "01.09.2019".to_owned(),
            due: "01.09.2020".to_owned(),
            before: "Kommunstyrelsen, beredning".to_owned(),
            reason: reason.to_owned(),
        };
        let others = vec![Link { label: "Andere".to_owned(), href: "/leipzig/reports/other".to_owned() }];
        vec![empty(), Self { lang: "", rows: vec![row("Kostnaderna <utreds>."), row("")], others, ..empty() }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::Text;

    #[test]
    fn lists_are_made_at_the_beginning_of_their_months() {
        let rule = ReportRule {
            label: Text(Default::default()),
            kinds: ["MO".to_owned()].into(),
            older_than: None,
            months: [4, 10].into(),
            basis: "KL".to_owned(),
        };
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let made = dates(&rule, date("2020-09-30"));
        assert_eq!(made[..3], [date("2020-04-01"), date("2019-10-01"), date("2019-04-01")]);
        assert_eq!(day(&rule, None, date("2020-10-01")).unwrap(), date("2020-10-01"));
        assert!(day(&rule, Some(date("2020-10-02")), date("2020-10-01")).is_err());
        let always = ReportRule { months: Default::default(), ..rule };
        assert_eq!(day(&always, None, date("2020-10-01")).unwrap(), date("2020-10-01"));
    }
}
