//! The weekly list as a page, as a table for spreadsheets, and as a feed.
use super::{Recommendation, Week, Weekly};
use crate::app::App;
use crate::council::WeeklyGroup;
use crate::error::{Error, Result};
use crate::papers::Paper;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Link, Telling};
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// How many weeks the feed goes back.
const FEED: usize = 4;

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/weekly", Access::Anyone, now),
        routes::get("/{council}/weekly.atom", Access::Anyone, feed),
        routes::get("/{council}/weekly/{week}", Access::Anyone, show),
        routes::get("/{council}/weekly/{week}.csv", Access::Anyone, csv),
    ]
}

/// The list of a week.
#[derive(Serialize)]
pub struct WeeklyPage {
    pub crumbs: Vec<Crumb>,
    /// "Ratspost, Woche 26 (24.06.2024 bis 30.06.2024)".
    pub title: String,
    pub groups: Vec<GroupRow>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
    pub csv: String,
    pub feed: String,
}

/// A group with what is in it.
#[derive(Debug, Clone, Serialize)]
pub struct GroupRow {
    pub label: String,
    pub rows: Vec<Row>,
}

/// A paper, or what a body recommended of it.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub href: String,
    pub number: String,
    pub title: String,
    pub kind: String,
    /// Who filed it with whom, or the body.
    pub by: String,
    /// What the body recommended; empty for a paper that came in.
    pub result: String,
    /// The day on which it was filed, issued or recommended.
    pub date: String,
}

/// The rows of the groups, in words.
pub(super) fn rows(telling: &Telling<'_>, weekly: &Weekly) -> Vec<GroupRow> {
    let language = telling.wording.language;
    let rules: &[WeeklyGroup] = telling.wording.council.weekly.as_ref().map_or(&[], |rules| &rules.groups);
    rules
        .iter()
        .zip(&weekly.groups)
        .map(|(rule, group)| GroupRow {
            label: rule.label.say(language).to_owned(),
            rows: group
                .advice
                .iter()
                .map(|advice| recommended(telling, advice))
                .chain(group.papers.iter().map(|paper| filed(telling, weekly, paper)))
                .collect(),
        })
        .collect()
}

fn filed(telling: &Telling<'_>, weekly: &Weekly, paper: &Paper) -> Row {
    let day = paper.submitted_on.or(paper.admitted_on).or(paper.issued_on);
    Row {
        by: telling.submitter(paper, weekly.signatories.get(&paper.id)),
        date: day.map(|day| telling.wording.day(day)).unwrap_or_default(),
        ..bare(telling, paper)
    }
}

fn recommended(telling: &Telling<'_>, advice: &Recommendation) -> Row {
    Row {
        by: advice.body.clone(),
        result: telling.wording.council.result_label(&advice.word, telling.wording.language).to_owned(),
        date: telling.wording.day(advice.day),
        ..bare(telling, &advice.paper)
    }
}

fn bare(telling: &Telling<'_>, paper: &Paper) -> Row {
    Row {
        href: telling.paper_href(paper),
        number: telling.number(paper),
        title: telling.title(paper),
        kind: telling.wording.council.kind_label(&paper.kind, telling.wording.language).to_owned(),
        by: String::new(),
        result: String::new(),
        date: String::new(),
    }
}

async fn read(app: &App, frame: &Frame, week: Week) -> Result<Weekly> {
    let council = frame.council()?.clone();
    let today = app.now().day(council.timezone);
    app.read(move |db| super::of_week(db, &council, week, today)).await
}

fn this_week(app: &App, frame: &Frame) -> Result<Week> {
    Week::of(app.now().day(frame.council()?.timezone)).ok_or(Error::NotFound)
}

/// `GET /{council}/weekly`: of the week in which we are.
async fn now(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    let week = this_week(&app, &frame)?;
    page(&app, &frame, week).await
}

/// `GET /{council}/weekly/{week}`
async fn show(app: web::Data<App>, frame: Frame, at: web::Path<(String, String)>) -> Result<HttpResponse> {
    let week = Week::parse(&at.1).ok_or(Error::NotFound)?;
    page(&app, &frame, week).await
}

async fn page(app: &App, frame: &Frame, week: Week) -> Result<HttpResponse> {
    let weekly = read(app, frame, week).await?;
    let telling = Telling::of(app, frame)?;
    let council = frame.council()?;
    let path = |week: Week| format!("/{}/weekly/{week}", council.slug);
    let link =
        |key, week: Week| Link { label: telling.say(key, &[("week", &week.number().to_string())]), href: path(week) };
    let title = title(&telling, week);
    let page = WeeklyPage {
        crumbs: vec![
            Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
            Crumb::to(telling.say("nav_papers", &[]), format!("/{}/papers", council.slug)),
            Crumb::here(title.clone()),
        ],
        title,
        groups: rows(&telling, &weekly),
        previous: week.previous().map(|week| link("weekly_previous", week)),
        next: week.next().filter(|week| week.monday() <= telling.today).map(|week| link("weekly_next", week)),
        csv: format!("{}.csv", path(week)),
        feed: format!("/{}/weekly.atom", council.slug),
    };
    frame.render(app, &page)
}

/// "Ratspost, Woche 26 (24.06.2024 bis 30.06.2024)".
pub(super) fn title(telling: &Telling<'_>, week: Week) -> String {
    let label = telling.wording.council.weekly.as_ref().map_or("", |rules| rules.label.say(telling.wording.language));
    let (from, to) = (telling.wording.day(week.monday()), telling.wording.day(week.sunday()));
    telling.say("weekly_title", &[("label", label), ("week", &week.number().to_string()), ("from", &from), ("to", &to)])
}

/// A field of a table: what a spreadsheet would run is marked as text.
fn quoted(field: &str) -> String {
    let mark = if field.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{mark}{}\"", field.replace('"', "\"\""))
}

/// `GET /{council}/weekly/{week}.csv`: a table after RFC 4180, with a line of column names.
async fn csv(app: web::Data<App>, frame: Frame, at: web::Path<(String, String)>) -> Result<HttpResponse> {
    let week = Week::parse(&at.1).ok_or(Error::NotFound)?;
    let weekly = read(&app, &frame, week).await?;
    let telling = Telling::of(&app, &frame)?;
    let base = app.config.public_url();
    // The sign by which a spreadsheet knows that umlauts are UTF-8.
    let mut body = "\u{feff}week,group,number,kind,title,by,result,date,url\r\n".to_owned();
    for group in rows(&telling, &weekly) {
        for row in group.rows {
            let url = format!("{base}{}", row.href);
            let fields = [
                &week.to_string(),
                &group.label,
                &row.number,
                &row.kind,
                &row.title,
                &row.by,
                &row.result,
                &row.date,
                &url,
            ];
            body.push_str(&fields.map(|field| quoted(field)).join(","));
            body.push_str("\r\n");
        }
    }
    Ok(frame.document("text/csv; charset=utf-8; header=present", body))
}

/// What XML would read as its own.
fn escaped(text: &str) -> String {
    let plain = |c: &char| !c.is_control();
    let text: String = text.chars().filter(plain).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// `GET /{council}/weekly.atom`: the lists of the last weeks as a feed (RFC 4287), an entry a list.
async fn feed(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let telling = Telling::of(&app, &frame)?;
    let label = council.weekly.as_ref().ok_or(Error::NotFound)?.label.say(frame.language);
    let mut weeks = vec![this_week(&app, &frame)?];
    while let Some(week) = weeks.last().filter(|_| weeks.len() < FEED).and_then(|week| week.previous()) {
        weeks.push(week);
    }
    let base = app.config.public_url();
    let (mut entries, mut updated) = (String::new(), None);
    for week in weeks {
        let weekly = read(&app, &frame, week).await?;
        let groups = rows(&telling, &weekly);
        let lines: Vec<_> = groups
            .iter()
            .flat_map(|group| group.rows.iter().map(move |row| (group, row)))
            .map(|(group, row)| {
                let result = if row.result.is_empty() { String::new() } else { format!(", {}", row.result) };
                format!(
                    "{}: {} {}, {} ({}{result}, {})",
                    group.label, row.kind, row.number, row.title, row.by, row.date
                )
            })
            .collect();
        if lines.is_empty() {
            continue;
        }
        let at = weekly.last_day().min(telling.today);
        updated = updated.max(Some(at));
        let url = format!("{base}/{}/weekly/{week}", council.slug);
        entries.push_str(&format!(
            "<entry><id>{url}</id><title>{}</title><updated>{at}T00:00:00Z</updated><link href=\"{url}\"/>\
             <content type=\"text\">{}</content></entry>",
            escaped(&title(&telling, week)),
            lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\n"),
        ));
    }
    let own = format!("{base}/{}/weekly.atom", council.slug);
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\
         <id>{own}</id><title>{}</title><updated>{}T00:00:00Z</updated><author><name>{}</name></author>\
         <link rel=\"self\" href=\"{own}\"/>{entries}</feed>",
        frame.language.tag(),
        escaped(&format!("{}: {label}", council.name)),
        updated.unwrap_or(telling.today),
        escaped(&council.name),
    );
    Ok(frame.document("application/atom+xml; charset=utf-8", body))
}

impl Page for WeeklyPage {
    const TEMPLATE: &'static str = "pages/weekly/show.html";
    fn samples() -> Vec<Self> {
        let empty = || Self {
            crumbs: vec![Crumb::to("Start", "/zuerich/"), Crumb::here("Ratspost")],
            title: "Ratspost, Woche 26 (24.06.2024 bis 30.06.2024)".to_owned(),
            groups: vec![GroupRow { label: "Neu eingereichte Vorstösse".to_owned(), rows: Vec::new() }],
            previous: Some(Link { label: "Woche 25".to_owned(), href: "/zuerich/weekly/2024-W25".to_owned() }),
            next: None,
            csv: "/zuerich/weekly/2024-W26.csv".to_owned(),
            feed: "/zuerich/weekly.atom".to_owned(),
        };
        let row = Row {
            href: "/zuerich/papers/2024-300".to_owned(),
            number: "2024/300".to_owned(),
            title: "<script>alert(1)</script>".to_owned(),
            kind: "Motion".to_owned(),
            by: "Selma Birrer-Odermatt und 12 Mitunterzeichnende".to_owned(),
            result: String::new(),
            date: "26.06.2024".to_owned(),
        };
        let advised = Row { result: "Zustimmung beantragt".to_owned(), by: "SK <FD>".to_owned(), ..row.clone() };
        let group = GroupRow { label: "Anträge aus den Kommissionen".to_owned(), rows: vec![advised, row] };
        let next = Some(Link { label: "Woche 27".to_owned(), href: "/zuerich/weekly/2024-W27".to_owned() });
        vec![empty(), Self { groups: vec![group], next, previous: None, ..empty() }]
    }
}
