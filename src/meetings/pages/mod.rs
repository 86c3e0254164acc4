//! The pages of sittings: the list, each with its agenda, the forms to prepare and to hold it, what waits for one.
pub mod calendar;
pub mod form;
pub mod list;
pub mod run;
pub mod samples;
pub mod show;
pub mod unscheduled;

use crate::council::Council;
use crate::meetings::Meeting;
use crate::people::Actor;
use crate::web::page::Crumb;
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Link, Telling};

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

/// The lists beside the sittings, as far as this reader may open them.
fn lists(telling: &Telling<'_>, council: &Council, actor: Option<&Actor>) -> Vec<Link> {
    let slug = &council.slug;
    let link = |key: &str, path: &str| Link { label: telling.say(key, &[]), href: format!("/{slug}/{path}") };
    let mut links = Vec::new();
    if actor.is_some_and(|actor| unscheduled::is_shown(actor, council)) {
        links.push(link("meetings_unscheduled", "meetings/unscheduled"));
    }
    if council.notices.is_some() {
        links.push(link("notice_board", "notices"));
    }
    links.push(link("missing_title", "meetings/missing-results"));
    let decides = |actor: &Actor| council.meetings.record.iter().any(|role| actor.has(slug, *role));
    if actor.is_some_and(decides) {
        links.push(link("correction_title", "corrections"));
    }
    links
}

/// The language of the council's own texts, where it is another than the page's.
fn foreign(telling: &Telling<'_>) -> &'static str {
    let own = telling.wording.council.language();
    if own == telling.wording.language { "" } else { own.tag() }
}
