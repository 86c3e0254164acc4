//! The page of the notice board.
use super::view::{self, Posted};
use crate::app::App;
use crate::council::{Council, NoticeRules};
use crate::error::{Error, Result};
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::Telling;
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// The routes of this page.
pub fn routes() -> Vec<Entry> {
    vec![routes::get("/{council}/notices", Access::Anyone, show)]
}

/// The address of the board.
pub fn path(council: &Council) -> String {
    format!("/{}/notices", council.slug)
}

/// The notice board.
#[derive(Serialize)]
pub struct Board {
    pub crumbs: Vec<Crumb>,
    /// The language of what people wrote, where it is another than the page's.
    pub lang: &'static str,
    /// By which rule and how long can be appealed.
    pub rule: String,
    pub rows: Vec<Row>,
}

/// A notice in words.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub body: String,
    pub sitting: String,
    pub href: String,
    pub minutes: String,
    pub approved: String,
    pub put_up: String,
    pub taken_down: String,
    pub appeal: String,
    pub kept_at: String,
    pub paragraphs: String,
}

async fn show(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    if council.notices.is_none() {
        return Err(Error::NotFound);
    }
    let (rules, today) = (council.clone(), app.now().day(council.timezone));
    let posted = app.read(move |db| view::board(db, &rules, today)).await?;
    let telling = Telling::of(&app, &frame)?;
    let Some(rules) = &council.notices else { return Err(Error::NotFound) };
    let own = council.language();
    let page = Board {
        crumbs: vec![
            Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
            Crumb::here(telling.say("notice_board", &[])),
        ],
        lang: if own == frame.language { "" } else { own.tag() },
        rule: rule(&telling, rules),
        rows: posted.iter().map(|posted| row(&telling, rules, posted)).collect(),
    };
    frame.render(&app, &page)
}

fn rule(telling: &Telling<'_>, rules: &NoticeRules) -> String {
    let Some(clock) = telling.wording.council.clocks.get(&rules.appeal) else { return String::new() };
    let period = telling.say(&format!("clock_unit_{}", clock.unit), &[("amount", &clock.amount.to_string())]);
    telling.say("notice_rule", &[("period", &period), ("basis", &clock.basis)])
}

fn row(telling: &Telling<'_>, rules: &NoticeRules, posted: &Posted) -> Row {
    let (wording, council) = (telling.wording, telling.wording.council);
    let href = format!("/{}/meetings/{}", council.slug, posted.meeting.id);
    let mark = council.meetings.paragraphs.as_ref();
    let paragraphs: Vec<_> = posted.paragraphs.iter().filter_map(|number| Some(mark?.print(*number))).collect();
    Row {
        body: posted.bodies.join(" / "),
        sitting: wording.day(posted.meeting.starts_at.day(council.timezone)),
        minutes: format!("{href}/minutes"),
        href,
        approved: wording.day(posted.notice.approved_on),
        put_up: wording.day(posted.notice.put_up_on),
        taken_down: wording.day(posted.notice.taken_down_on),
        appeal: wording.day(posted.notice.appeal_until),
        kept_at: rules.kept_at.say(wording.language).to_owned(),
        paragraphs: paragraphs.join(", "),
    }
}

impl Page for Board {
    const TEMPLATE: &'static str = "pages/notices/board.html";
    fn samples() -> Vec<Self> {
        let empty = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Anslagstavla")],
            lang: "sv",
            rule: "3 Wochen ab dem Aushang (KL <13> kap.)".to_owned(),
            rows: Vec::new(),
        };
        let row = |paragraphs: &str| Row {
            body: "Kommunstyrelsen <und andere>".to_owned(),
            sitting: "16.09.2020".to_owned(),
            href: "/leipzig/meetings/1".to_owned(),
            minutes: "/leipzig/meetings/1/minutes".to_owned(),
            approved: "24.09.2020".to_owned(),
            put_up: "25.09.2020".to_owned(),
            taken_down: "17.10.2020".to_owned(),
            appeal: "16.10.2020".to_owned(),
            kept_at: "Kommunkansliet".to_owned(),
            paragraphs: paragraphs.to_owned(),
        };
        vec![empty(), Self { lang: "", rows: vec![row("§ 1, § 2"), row("")], ..empty() }]
    }
}
