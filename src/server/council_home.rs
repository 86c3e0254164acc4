//! The home of a council: what is new, what is next, what is overdue.
use super::procedure;
use crate::app::App;
use crate::error::Result;
use crate::meetings::row::MeetingRow;
use crate::meetings::{self, Meeting};
use crate::papers::row::PaperRow;
use crate::papers::store::{self, Filter};
use crate::tracking::pages::found;
use crate::web::page::{Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Link, Telling};
use crate::{clocks, papers};
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// How many papers and sittings are shown.
const PAPERS: i64 = 8;
const MEETINGS: i64 = 3;

pub fn routes() -> Vec<Entry> {
    vec![routes::get("/{council}/", Access::Anyone, home)]
}

/// The home of a council.
#[derive(Serialize)]
pub struct CouncilHome {
    pub name: String,
    /// The language that the name is written in.
    pub lang: &'static str,
    pub search: String,
    pub figures: Vec<Figure>,
    pub papers: Vec<PaperRow>,
    pub all_papers: String,
    pub next: Vec<MeetingRow>,
    pub last: Vec<MeetingRow>,
    /// The way to the bodies and to how the kinds of paper move.
    pub more: Vec<Link>,
    /// The forms for new papers, for who may file some.
    pub new: Vec<Link>,
    /// The desk, for who has one.
    pub desk: String,
}

/// A number with what it counts.
#[derive(Serialize)]
pub struct Figure {
    pub number: String,
    pub label: String,
    pub href: String,
}

impl Page for CouncilHome {
    const TEMPLATE: &'static str = "pages/council/home.html";
    fn samples() -> Vec<Self> {
        let figure = |number: &str, label: &str| Figure {
            number: number.to_owned(),
            label: label.to_owned(),
            href: "/leipzig/tracking".to_owned(),
        };
        let empty = || Self {
            name: "Stadt Leipzig".to_owned(),
            lang: "de",
            search: "/leipzig/papers".to_owned(),
            figures: vec![figure("0", "Fristen und Aufträge laufen"), figure("0", "Termine überschritten")],
            papers: Vec::new(),
            all_papers: "/leipzig/papers".to_owned(),
            next: Vec::new(),
            last: Vec::new(),
            more: vec![Link { label: "Gremien".to_owned(), href: "/leipzig/organizations".to_owned() }],
            new: Vec::new(),
            desk: String::new(),
        };
        let full = Self {
            papers: crate::papers::row::samples(),
            next: vec![MeetingRow::sample()],
            last: vec![MeetingRow::sample()],
            new: vec![Link { label: "Anfrage".to_owned(), href: "/leipzig/papers/new?kind=F".to_owned() }],
            desk: "/leipzig/desk".to_owned(),
            ..empty()
        };
        vec![empty(), full]
    }
}

async fn home(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let scope = frame.scope();
    let now = app.now();
    let today = now.day(council.timezone);
    let (slug, rules) = (council.slug.clone(), council.clone());
    let (papers, clocks, running, next, last) = app
        .read(move |db| {
            let papers = store::list(db, &slug, &scope, &Filter::default(), PAPERS)?;
            let ids: Vec<_> = papers.iter().map(|paper| paper.id).collect();
            Ok((
                papers,
                clocks::store::running_of(db, &ids)?,
                found::running(db, &rules, &scope, today)?,
                meetings::store::list(db, &slug, now, true, MEETINGS)?,
                meetings::store::list(db, &slug, now, false, MEETINGS)?,
            ))
        })
        .await?;
    let telling = Telling::of(&app, &frame)?;
    let figure = |number: i64, key: &str, state: &str| Figure {
        number: number.to_string(),
        label: telling.say(key, &[("count", &number.to_string())]),
        href: format!("/{}/tracking?state={state}", council.slug),
    };
    let meetings = |list: &[(Meeting, String)]| list.iter().map(|row| MeetingRow::of(&telling, row)).collect();
    let mut more =
        vec![Link { label: telling.say("organizations_title", &[]), href: format!("/{}/organizations", council.slug) }];
    more.extend(crate::tracking::pages::awaiting::links(&telling));
    if council.notices.is_some() {
        let href = crate::meetings::notices::pages::path(&council);
        more.push(Link { label: telling.say("notice_board", &[]), href });
    }
    if frame.actor.as_ref().is_some_and(|actor| crate::administration::may(actor, &council)) {
        more.push(Link { label: telling.say("admin_title", &[]), href: format!("/{}/admin", council.slug) });
    }
    more.extend(
        procedure::kinds(&telling)
            .into_iter()
            .map(|kind| Link { label: telling.say("procedure_title", &[("kind", &kind.label)]), href: kind.href }),
    );
    let page = CouncilHome {
        name: council.name.clone(),
        lang: council.language().tag(),
        search: format!("/{}/papers", council.slug),
        figures: vec![
            figure(running.total(), "council_home_running", "open"),
            figure(running.overdue, "council_home_overdue", "overdue"),
        ],
        papers: telling.rows(&papers, &clocks),
        all_papers: format!("/{}/papers", council.slug),
        next: meetings(&next),
        last: meetings(&last),
        more,
        new: papers::list::pages::new_papers(&council, frame.actor.as_ref(), &app.words, frame.language),
        desk: frame.actor.as_ref().map(|_| format!("/{}/desk", council.slug)).unwrap_or_default(),
    };
    frame.render(&app, &page)
}
