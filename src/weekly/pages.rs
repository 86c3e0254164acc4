//! The weekly list as a page, as a table for spreadsheets, and as a feed.
use super::{Recommendation, Week, Weekly};
use crate::app::App;
use crate::council::WeeklyGroup;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::papers::Paper;
use crate::web::cursor;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Link, Telling};
use crate::web::sheet::{self, Separator};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

/// How many rows a page of a week has, and how many lines an entry of the feed.
const ROWS: usize = 100;

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
    /// The first page of the week, for whoever is on a later one, and the page behind this one.
    pub first: String,
    pub further: String,
    /// Whether more came in during the week than the list holds.
    pub cut: bool,
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

/// The rows of a page, in their groups: those behind `before`, which says how many of each group stand on the pages before.
/// What comes in later stands at the end of its group, so that no row stands on two pages. Answers what the next page has
/// before it; `None` where the list ends.
fn part(groups: Vec<GroupRow>, before: &[usize]) -> (Vec<GroupRow>, Option<Vec<usize>>) {
    let (mut left, mut more, mut seen) = (ROWS, false, Vec::new());
    let cut = groups
        .into_iter()
        .enumerate()
        .filter_map(|(at, group)| {
            let skipped = before.get(at).copied().unwrap_or_default();
            let all = group.rows.len();
            let rows: Vec<_> = group.rows.into_iter().skip(skipped).take(left).collect();
            left -= rows.len();
            more |= skipped + rows.len() < all;
            seen.push(skipped + rows.len());
            // That a group is empty is said once; where its rows stand on other pages it is left out.
            let shown = !rows.is_empty() || (all == 0 && before.is_empty());
            shown.then_some(GroupRow { label: group.label, rows })
        })
        .collect();
    (cut, more.then_some(seen))
}

/// Of a page of a week: how many rows of each group stand before it, `40.0`.
#[derive(Debug, Default, Deserialize)]
struct Query {
    after: Option<String>,
}

impl Query {
    fn before(&self) -> Result<Vec<usize>> {
        let Some(after) = self.after.as_deref().filter(|after| !after.is_empty()) else { return Ok(Vec::new()) };
        let unknown = |_| Error::Malformed(400, Message::new("cursor_unknown").on("after"));
        after.split('.').take(ROWS).map(|count| count.parse().map_err(unknown)).collect()
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
    page(&app, &frame, week, &Query::default()).await
}

/// `GET /{council}/weekly/{week}`
async fn show(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, String)>,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let week = Week::parse(&at.1).ok_or(Error::NotFound)?;
    page(&app, &frame, week, &query).await
}

async fn page(app: &App, frame: &Frame, week: Week, query: &Query) -> Result<HttpResponse> {
    let before = query.before()?;
    let weekly = read(app, frame, week).await?;
    let telling = Telling::of(app, frame)?;
    let council = frame.council()?;
    let path = |week: Week| format!("/{}/weekly/{week}", council.slug);
    let link =
        |key, week: Week| Link { label: telling.say(key, &[("week", &week.number().to_string())]), href: path(week) };
    let title = title(&telling, week);
    let (groups, further) = part(rows(&telling, &weekly), &before);
    let further = further.map(|seen| seen.iter().map(ToString::to_string).collect::<Vec<_>>().join("."));
    let page = WeeklyPage {
        crumbs: vec![
            Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
            Crumb::to(telling.say("nav_papers", &[]), format!("/{}/papers", council.slug)),
            Crumb::here(title.clone()),
        ],
        title,
        groups,
        first: if before.is_empty() { String::new() } else { path(week) },
        further: further.map(|after| cursor::href(&path(week), &[("after", &after)])).unwrap_or_default(),
        cut: weekly.cut,
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

/// `GET /{council}/weekly/{week}.csv`: a table after RFC 4180, with a line of column names.
async fn csv(app: web::Data<App>, frame: Frame, at: web::Path<(String, String)>) -> Result<HttpResponse> {
    let week = Week::parse(&at.1).ok_or(Error::NotFound)?;
    let weekly = read(&app, &frame, week).await?;
    let telling = Telling::of(&app, &frame)?;
    let base = app.config.public_url();
    let columns = ["week", "group", "number", "kind", "title", "by", "result", "date", "url"];
    let mut body = Separator::Comma.joined(&columns);
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
            body.push_str(&Separator::Comma.joined(&fields));
        }
    }
    Ok(sheet::attachment(&frame, body, &format!("{}-{week}.csv", telling.wording.council.slug)))
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
        let (groups, further) = part(rows(&telling, &weekly), &[]);
        let mut lines: Vec<_> = groups
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
        if further.is_some() || weekly.cut {
            lines.push(telling.say("weekly_goes_on", &[]));
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
            first: String::new(),
            further: String::new(),
            cut: false,
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
        let first = "/zuerich/weekly/2024-W26".to_owned();
        let further = "/zuerich/weekly/2024-W26?after=100.0".to_owned();
        vec![empty(), Self { groups: vec![group], next, previous: None, first, further, cut: true, ..empty() }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(sizes: &[usize]) -> Vec<GroupRow> {
        let row = |at: &usize| Row { number: at.to_string(), ..WeeklyPage::samples()[1].groups[0].rows[0].clone() };
        let all = sizes.iter().map(|size| (0..*size).collect::<Vec<_>>());
        let group =
            |(at, rows): (usize, Vec<usize>)| GroupRow { label: at.to_string(), rows: rows.iter().map(row).collect() };
        all.enumerate().map(group).collect()
    }

    #[test]
    fn a_week_is_read_page_by_page_and_every_row_once() {
        for sizes in [&[0, 0][..], &[3, 4], &[100], &[101], &[60, 60, 250], &[0, 1_000]] {
            let (mut before, mut found, mut pages) = (Vec::new(), vec![Vec::new(); sizes.len()], 0);
            loop {
                let (part, further) = part(groups(sizes), &before);
                assert!(part.iter().map(|group| group.rows.len()).sum::<usize>() <= ROWS);
                for group in &part {
                    found[group.label.parse::<usize>().unwrap()]
                        .extend(group.rows.iter().map(|row| row.number.clone()));
                }
                pages += 1;
                match further {
                    Some(seen) => before = seen,
                    None => break,
                }
            }
            assert_eq!(pages, sizes.iter().sum::<usize>().div_ceil(ROWS).max(1), "{sizes:?}");
            for (rows, size) in found.iter().zip(sizes) {
                assert_eq!(rows, &(0..*size).map(|at| at.to_string()).collect::<Vec<_>>());
            }
        }
    }
}
