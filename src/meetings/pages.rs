//! The pages of sittings: the next, the past, and each with the papers on its agenda.
use super::{Meeting, store};
use crate::app::App;
use crate::consultations::{self, Consultation};
use crate::db::types::{MeetingId, Moment};
use crate::error::Result;
use crate::papers::Paper;
use crate::procedure::{ConsultationState, ResultClass};
use crate::web::council_home::MeetingRow;
use crate::web::cursor;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{self, Link, PaperRow, Telling};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

/// Sittings of one page.
const ROWS: usize = 24;

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/meetings", Access::Anyone, list),
        routes::get("/{council}/meetings/{id}", Access::Anyone, show),
    ]
}

#[derive(Debug, Default, Deserialize)]
struct Query {
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
        };
        let full = Self {
            rows: vec![MeetingRow::sample(), MeetingRow::sample()],
            first: "/leipzig/meetings".to_owned(),
            next: "/leipzig/meetings?after=x".to_owned(),
            ..empty(false)
        };
        vec![empty(false), empty(true), full]
    }
}

async fn list(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
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
    let page = Meetings {
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

/// One sitting with its papers.
#[derive(Serialize)]
pub struct Sitting {
    pub crumbs: Vec<Crumb>,
    pub body: Link,
    pub at: String,
    pub place: String,
    /// Whether it has begun.
    pub past: bool,
    pub items: Vec<Item>,
}

/// A paper on the agenda.
#[derive(Serialize)]
pub struct Item {
    pub paper: PaperRow,
    /// In what capacity the body deals with it.
    pub role: String,
    /// What came of it; empty while nothing did.
    pub result: String,
    pub result_tone: &'static str,
    pub note: String,
}

impl Page for Sitting {
    const TEMPLATE: &'static str = "pages/meetings/show.html";
    fn samples() -> Vec<Self> {
        let empty = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Ratsversammlung")],
            body: Link { label: "Ratsversammlung".to_owned(), href: "/leipzig/organizations/1".to_owned() },
            at: "16.09.2020, 14:00 Uhr".to_owned(),
            place: String::new(),
            past: false,
            items: Vec::new(),
        };
        let item = |paper, result: &str| Item {
            paper,
            role: "schriftliche Beantwortung".to_owned(),
            result: result.to_owned(),
            result_tone: "warn",
            note: String::new(),
        };
        let items = rows::samples().into_iter().zip(["vertagt", ""]).map(|(paper, result)| item(paper, result));
        let full = Self { place: "Kongreßhalle".to_owned(), past: true, items: items.collect(), ..empty() };
        vec![empty(), full]
    }
}

async fn show(app: web::Data<App>, frame: Frame, path: web::Path<(String, MeetingId)>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (scope, id, slug) = (frame.scope(), path.into_inner().1, council.slug.clone());
    let ((meeting, body), agenda) = app
        .read(move |db| {
            let found = store::get(db, &slug, id)?;
            Ok((found, consultations::store::on_agenda(db, &scope, id)?))
        })
        .await?;
    let telling = Telling::of(&app, &frame)?;
    let page = sitting(&telling, &meeting, &body, &agenda, meeting.starts_at <= app.now());
    frame.render(&app, &page)
}

fn sitting(
    telling: &Telling<'_>,
    meeting: &Meeting,
    body: &str,
    agenda: &[(Consultation, Paper)],
    past: bool,
) -> Sitting {
    let (council, language) = (telling.wording.council, telling.wording.language);
    let items = agenda.iter().map(|(consultation, paper)| {
        let result = match (&consultation.result_word, consultation.state) {
            (Some(word), _) => council.result_label(word, language).to_owned(),
            (None, ConsultationState::Cancelled) => telling.say("meetings_cancelled", &[]),
            (None, _) => String::new(),
        };
        Item {
            paper: telling.row(paper, None),
            role: council.role_label(&consultation.role, language).to_owned(),
            result,
            result_tone: match consultation.result_class {
                Some(ResultClass::Defer) => "warn",
                Some(_) => "good",
                None => "neutral",
            },
            note: consultation.note.clone(),
        }
    });
    Sitting {
        crumbs: vec![
            Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
            Crumb::to(telling.say("nav_meetings", &[]), format!("/{}/meetings", council.slug)),
            Crumb::here(body),
        ],
        body: Link {
            label: body.to_owned(),
            href: format!("/{}/organizations/{}", council.slug, meeting.organization_id),
        },
        at: telling.wording.moment(meeting.starts_at),
        place: meeting.place.clone(),
        past,
        items: items.collect(),
    }
}
