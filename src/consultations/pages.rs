//! The page of the gaps: what a sitting dealt with, and nobody entered what came of it.
use super::store;
use crate::app::App;
use crate::error::Result;
use crate::meetings;
use crate::organizations;
use crate::papers::pages::{number, path};
use crate::procedure::ConsultationState;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::Link;
use crate::wording::Wording;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use std::collections::BTreeMap;

/// Most gaps on the page, the oldest first.
const ROWS: i64 = 200;

/// Every route of this page.
pub fn routes() -> Vec<Entry> {
    vec![routes::get("/{council}/meetings/missing-results", Access::Anyone, list)]
}

/// The consultations without a result whose sitting has begun.
#[derive(Serialize)]
pub struct Missing {
    pub crumbs: Vec<Crumb>,
    pub rows: Vec<Row>,
    /// The page of the proposed corrections, for who may decide on one.
    pub corrections: Option<String>,
}

/// One of them.
#[derive(Serialize)]
pub struct Row {
    pub sitting: Link,
    pub body: String,
    pub paper: Link,
    pub title: String,
    pub role: String,
    /// "ohne Ergebnis", where that was said of it.
    pub word: String,
}

impl Page for Missing {
    const TEMPLATE: &'static str = "pages/meetings/missing.html";
    fn samples() -> Vec<Self> {
        let of = |rows, corrections| Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Fehlende Ergebnisse")],
            rows,
            corrections,
        };
        let row = |word: &str| Row {
            sitting: Link { label: "16.09.2020, 14:00 Uhr".to_owned(), href: "/leipzig/meetings/1".to_owned() },
            body: "Ratsversammlung".to_owned(),
            paper: Link { label: "VII-F-01504".to_owned(), href: "/leipzig/papers/VII-F-01504".to_owned() },
            title: "Radwege <im> Osten".to_owned(),
            role: "Beschlussfassung".to_owned(),
            word: word.to_owned(),
        };
        vec![of(Vec::new(), None), of(vec![row(""), row("ohne Ergebnis")], Some("/leipzig/corrections".to_owned()))]
    }
}

async fn list(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (scope, now, slug) = (frame.scope(), app.now(), council.slug.clone());
    let (found, sittings, bodies) = app
        .read(move |db| {
            let found = store::waiting(db, &slug, &scope, ConsultationState::Scheduled, Some(now), ROWS)?;
            let ids: Vec<_> = found.iter().filter_map(|(consultation, _)| consultation.meeting_id).collect();
            let sittings = meetings::store::several(db, &ids)?;
            let ids: Vec<_> = found.iter().map(|(consultation, _)| consultation.organization_id).collect();
            Ok((found, sittings, organizations::store::several(db, &ids)?))
        })
        .await?;
    let wording = Wording::new(&app.words, &council, frame.language);
    let sittings: BTreeMap<_, _> = sittings.iter().map(|meeting| (meeting.id, meeting)).collect();
    let mut rows: Vec<_> = found
        .iter()
        .filter_map(|(consultation, paper)| {
            let meeting = sittings.get(&consultation.meeting_id?)?;
            let body = bodies.iter().find(|body| body.id == consultation.organization_id);
            let row = Row {
                sitting: Link {
                    label: wording.moment(meeting.starts_at),
                    href: format!("/{}/meetings/{}", council.slug, meeting.id),
                },
                body: body.map(|body| body.name.clone()).unwrap_or_default(),
                paper: Link {
                    label: number(&app.words, frame.language, paper),
                    href: path(&council, &paper.path_segment()),
                },
                title: paper.title.clone(),
                role: council.role_label(&consultation.role, frame.language).to_owned(),
                word: consultation
                    .result_word
                    .as_deref()
                    .map(|word| council.result_label(word, frame.language).to_owned())
                    .unwrap_or_default(),
            };
            Some((meeting.starts_at, row))
        })
        .collect();
    rows.sort_by_key(|(at, _)| *at);
    let say = |key: &str| app.words.say(frame.language, key, &[]);
    let record = frame
        .actor
        .as_ref()
        .is_some_and(|actor| council.meetings.record.iter().any(|role| actor.has(&council.slug, *role)));
    let page = Missing {
        crumbs: vec![
            Crumb::to(say("shell_start"), format!("/{}/", council.slug)),
            Crumb::to(say("nav_meetings"), format!("/{}/meetings", council.slug)),
            Crumb::here(say("missing_title")),
        ],
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        corrections: record.then(|| format!("/{}/corrections", council.slug)),
    };
    frame.render(&app, &page)
}
