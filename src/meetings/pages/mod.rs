//! The pages of sittings: the list, each with its agenda, the forms to prepare and to hold it, what waits for one.
pub mod calendar;
pub mod form;
pub mod list;
pub mod run;
pub mod samples;
pub mod show;
pub mod unscheduled;

use crate::meetings::Meeting;
use crate::web::page::Crumb;
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::Telling;

/// Every route of these pages.
pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/meetings", Access::Anyone, list::list),
        routes::post("/{council}/meetings", Access::SignedIn, form::create),
        routes::get("/{council}/meetings/new", Access::SignedIn, form::new),
        routes::get("/{council}/meetings/unscheduled", Access::SignedIn, unscheduled::show),
        routes::post("/{council}/meetings/unscheduled", Access::SignedIn, unscheduled::place),
        routes::get("/{council}/meetings/{id}", Access::Anyone, show::show),
        routes::get("/{council}/meetings/{id}/run", Access::SignedIn, run::show),
        routes::get("/{council}/meetings/{id}/actions/{action}", Access::SignedIn, form::get),
        routes::post("/{council}/meetings/{id}/actions/{action}", Access::SignedIn, form::post),
        routes::get("/{council}/calendar.ics", Access::Anyone, calendar::show),
    ]
}

/// The address of a sitting's page.
pub fn path(meeting: &Meeting) -> String {
    format!("/{}/meetings/{}", meeting.council, meeting.id)
}

/// The steps to the sittings of a council.
fn trail(telling: &Telling<'_>) -> Vec<Crumb> {
    let slug = &telling.wording.council.slug;
    vec![
        Crumb::to(telling.say("shell_start", &[]), format!("/{slug}/")),
        Crumb::to(telling.say("nav_meetings", &[]), format!("/{slug}/meetings")),
    ]
}

/// The language of the council's own texts, where it is another than the page's.
fn foreign(telling: &Telling<'_>) -> &'static str {
    let own = telling.wording.council.language();
    if own == telling.wording.language { "" } else { own.tag() }
}
