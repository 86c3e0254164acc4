//! The list of sittings: the next, and the past.
use crate::app::App;
use crate::db::types::{MeetingId, Moment};
use crate::error::Result;
use crate::meetings::row::MeetingRow;
use crate::meetings::{may, store};
use crate::procedure::MeetingAction;
use crate::web::cursor;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::rows::{Link, Telling};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

/// Sittings of one page.
const ROWS: usize = 24;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Query {
    /// `past` for those that were; anything else for those to come.
    when: Option<String>,
    after: Option<String>,
}

/// Sittings to come or past.
#[derive(Serialize)]
pub struct Meetings {
    pub crumbs: Vec<Crumb>,
    pub path: String,
    pub past: bool,
    pub rows: Vec<MeetingRow>,
    pub first: String,
    pub next: String,
    /// The lists beside the sittings; for who prepares them, the form of a new one.
    pub more: Vec<Link>,
    pub calendar: String,
}

impl Page for Meetings {
    const TEMPLATE: &'static str = "pages/meetings/list.html";
    fn samples() -> Vec<Self> {
        let empty = |past| Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Sitzungen")],
            path: "/leipzig/meetings".to_owned(),
            past,
            rows: Vec::new(),
            first: String::new(),
            next: String::new(),
            more: Vec::new(),
            calendar: "/leipzig/calendar.ics".to_owned(),
        };
        let full = Self {
            rows: vec![MeetingRow::sample(), MeetingRow::sample()],
            first: "/leipzig/meetings".to_owned(),
            next: "/leipzig/meetings?after=x".to_owned(),
            more: vec![Link { label: "Sitzung ansetzen".to_owned(), href: "/leipzig/meetings/new".to_owned() }],
            ..empty(false)
        };
        vec![empty(false), empty(true), full]
    }
}

pub(super) async fn list(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let past = query.when.as_deref() == Some("past");
    let after = cursor::after::<Moment, MeetingId>(query.after.as_deref())?;
    let (now, slug) = (app.now(), council.slug.clone());
    let mut meetings = app.read(move |db| store::page(db, &slug, now, !past, after, ROWS as i64 + 1)).await?;
    let more = cursor::cut(&mut meetings, ROWS);
    let telling = Telling::of(&app, &frame)?;
    let path = format!("/{}/meetings", council.slug);
    let when = if past { "past" } else { "" };
    let next = meetings.last().filter(|_| more).map(|(last, _)| {
        let after = cursor::pack(last.starts_at.text(), last.id);
        cursor::href(&path, &[("when", when), ("after", &after)])
    });
    let mut more = Vec::new();
    if let Some(actor) = &frame.actor {
        let own = actor.organizations(&council.slug);
        if may(actor, &council, &own, MeetingAction::Change) {
            more.push(Link { label: telling.say("meetings_new", &[]), href: format!("{path}/new") });
        }
    }
    more.extend(super::lists(&telling, &council, frame.actor.as_ref()));
    let page = Meetings {
        more,
        calendar: format!("/{}/calendar.ics", council.slug),
        crumbs: vec![
            Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
            Crumb::here(telling.say("nav_meetings", &[])),
        ],
        past,
        rows: meetings.iter().map(|row| MeetingRow::of(&telling, row)).collect(),
        first: after.map(|_| cursor::href(&path, &[("when", when)])).unwrap_or_default(),
        next: next.unwrap_or_default(),
        path,
    };
    frame.render(&app, &page)
}
