//! The pages of papers: the paper itself, its family, and the forms by which something is done with it.
pub mod action;
pub mod clocks;
mod doing;
pub mod draft;
pub mod following;
pub mod form;
pub mod lineage;
pub mod many;
pub mod offered;
pub mod origin;
mod outcome;
pub mod parts;
pub mod samples;
pub mod show;
pub mod values;
pub mod versions;

pub use super::path;
use super::{Paper, store, view};
use crate::council::Council;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::people::Actor;
use crate::web::page::{Crumb, Frame};
use crate::web::reply::in_header;
use crate::web::routes::{self, Access, Entry};
use crate::words::{Language, Words};
use actix_web::HttpResponse;
use actix_web::http::header;

/// Every route of these pages.
pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/papers/new", Access::SignedIn, draft::new),
        routes::post("/{council}/papers", Access::SignedIn, draft::create),
        routes::get("/{council}/papers/many", Access::SignedIn, many::file_form),
        routes::post("/{council}/papers/many", Access::SignedIn, many::file),
        routes::get("/{council}/papers/admission", Access::SignedIn, many::admit_form),
        routes::post("/{council}/papers/admission", Access::SignedIn, many::admit),
        routes::get("/{council}/papers/{slug}/actions/{action}", Access::SignedIn, action::paper_form),
        routes::post("/{council}/papers/{slug}/actions/{action}", Access::SignedIn, action::paper_act),
        routes::get("/{council}/consultations/{id}/actions/{action}", Access::SignedIn, action::consultation_form),
        routes::post("/{council}/consultations/{id}/actions/{action}", Access::SignedIn, action::consultation_act),
        routes::get("/{council}/clocks/{id}/actions/{action}", Access::SignedIn, action::clock_form),
        routes::post("/{council}/clocks/{id}/actions/{action}", Access::SignedIn, action::clock_act),
        routes::get("/{council}/papers/{slug}", Access::Anyone, show::show),
        routes::post("/{council}/papers/{slug}/follow", Access::SignedIn, following::follow),
        routes::post("/{council}/papers/{slug}/unfollow", Access::SignedIn, following::unfollow),
        routes::get("/{council}/papers/{slug}/versions/{number}", Access::Anyone, versions::page),
        routes::get("/{council}/papers/{slug}/lineage", Access::Anyone, lineage::page),
        routes::get("/{council}/papers/{slug}/lineage.svg", Access::Anyone, lineage::svg),
        routes::get("/{council}/papers/{slug}/lineage.json", Access::Anyone, lineage::json),
    ]
}

/// The paper of a path, or the way to the one address that it has.
pub enum Found<T> {
    Here(T),
    /// The last part of its own address.
    Elsewhere(String),
}

/// The paper that the viewer means by `name`, if it is to be seen: under its own address it is there, under any other
/// name of it (its id, its number in another spelling) it is elsewhere.
///
/// # Errors
/// `NotFound` when there is none, or none that this viewer may know of.
pub fn meant(db: &mut Db, council: &Council, viewer: Option<&Actor>, name: &str) -> Result<Found<Paper>> {
    let found = match view::find(db, council, viewer, name) {
        Err(Error::NotFound) => {
            let slug = store::slug_in_other_spelling(db, &council.slug, name)?.ok_or(Error::NotFound)?;
            view::find(db, council, viewer, &slug)
        }
        found => found,
    };
    let (paper, _) = found?;
    let own = paper.path_segment();
    Ok(if own == name { Found::Here(paper) } else { Found::Elsewhere(own) })
}

/// For ever at another address; `rest` is what follows the paper's own part, with its slash.
fn moved(council: &Council, segment: &str, rest: &str) -> HttpResponse {
    let target = format!("{}{rest}", path(council, segment));
    HttpResponse::MovedPermanently().insert_header((header::LOCATION, in_header(&target))).finish()
}

/// What a paper is called: its number, or that it has none yet.
pub fn number(words: &Words, language: Language, paper: &Paper) -> String {
    paper.reference.clone().unwrap_or_else(|| words.say(language, "paper_unnumbered", &[]))
}

/// The steps to a page below a paper's own.
pub(crate) fn crumbs(frame: &Frame, words: &Words, council: &Council, paper: &Paper, here: &str) -> Vec<Crumb> {
    let mut crumbs = trail(frame, words, council);
    crumbs.push(Crumb::to(number(words, frame.language, paper), path(council, &paper.path_segment())));
    crumbs.push(Crumb::here(here));
    crumbs
}

/// The steps to the papers of a council.
fn trail(frame: &Frame, words: &Words, council: &Council) -> Vec<Crumb> {
    vec![
        Crumb::to(council.name.clone(), format!("/{}/", council.slug)),
        Crumb::to(words.say(frame.language, "nav_papers", &[]), format!("/{}/papers", council.slug)),
    ]
}

/// The language of what people wrote in this council; empty where it is the page's.
fn foreign(frame: &Frame, council: &Council) -> &'static str {
    let own = council.language();
    if own == frame.language { "" } else { own.tag() }
}
