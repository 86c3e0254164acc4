//! The public proof of one public event: what ties it into the chain, and how that is verified.
use super::store::{self, Proof};
use crate::app::App;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::files;
use crate::papers::{self, Paper};
use crate::visibility::Scope;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Link, Telling};
use crate::wording::Told;
use actix_web::{HttpResponse, web};
use serde::Serialize;

pub fn routes() -> Vec<Entry> {
    vec![routes::get("/{council}/audit/{event}", Access::Anyone, show)]
}

/// The proof of one event.
#[derive(Serialize)]
pub struct Audit {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    pub seq: String,
    pub told: Told,
    pub paper: Option<Link>,
    /// When, in UTC to the microsecond: the form that is hashed.
    pub exact: String,
    pub hash: String,
    pub previous: String,
    pub commitment: String,
    pub file_hash: String,
    /// Whether the stored hash is the one that the fields give now.
    pub sound: bool,
}

impl Page for Audit {
    const TEMPLATE: &'static str = "pages/events/proof.html";
    fn samples() -> Vec<Self> {
        let told = Told {
            title: "Zugelassen".to_owned(),
            at: "12.08.2020, 09:00 Uhr".to_owned(),
            by: "Büro für Ratsangelegenheiten".to_owned(),
            facts: Vec::new(),
            reason: None,
            next: None,
        };
        let of = |paper, sound| Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Nachweis zu Ereignis 7")],
            title: "Nachweis zu Ereignis 7".to_owned(),
            seq: "7".to_owned(),
            told: told.clone(),
            paper,
            exact: "2020-08-12T07:00:00.000000Z".to_owned(),
            hash: "ab".repeat(32),
            previous: "cd".repeat(32),
            commitment: "ef".repeat(32),
            file_hash: "01".repeat(32),
            sound,
        };
        let paper = Link { label: "VII-F-01504".to_owned(), href: "/leipzig/papers/VII-F-01504".to_owned() };
        vec![of(Some(paper), true), of(None, false)]
    }
}

async fn show(app: web::Data<App>, frame: Frame, path: web::Path<(String, i64)>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (scope, seq, slug) = (frame.scope(), path.into_inner().1, council.slug.clone());
    let (proof, paper) = app.read(move |db| seen(db, &scope, &slug, seq)).await?;
    let telling = Telling::of(&app, &frame)?;
    let title = telling.say("audit_title", &[("seq", &proof.event.seq.to_string())]);
    let mut crumbs = vec![Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug))];
    let paper = paper.map(|paper| Link { label: telling.number(&paper), href: telling.paper_href(&paper) });
    crumbs.extend(paper.as_ref().map(|link| Crumb::to(link.label.clone(), link.href.clone())));
    crumbs.push(Crumb::here(title.clone()));
    let page = Audit {
        crumbs,
        title,
        seq: proof.event.seq.to_string(),
        told: telling.wording.event(&proof.event),
        paper,
        exact: proof.event.happened_at.text(),
        hash: proof.event.hash,
        previous: proof.previous,
        commitment: proof.commitment,
        file_hash: proof.file_hash,
        sound: proof.sound,
    };
    frame.render(&app, &page)
}

/// The event with its paper, for whom both lie open.
///
/// # Errors
/// `NotFound` for one that does not exist or that this scope does not see.
fn seen(db: &mut Db, scope: &Scope, council: &str, seq: i64) -> Result<(Proof, Option<Paper>)> {
    let mut proof = store::proof(db, council, seq)?;
    files::view::forget(db, std::slice::from_mut(&mut proof.event))?;
    let Some(id) = proof.event.paper_id else {
        return if scope.sees_alone(proof.event.circle) { Ok((proof, None)) } else { Err(Error::NotFound) };
    };
    let paper = papers::store::get(db, id)?;
    let others = papers::store::others(db, id)?;
    if scope.sees_part(proof.event.circle, &paper.exposure_to(&others)) {
        Ok((proof, Some(paper)))
    } else {
        Err(Error::NotFound)
    }
}
