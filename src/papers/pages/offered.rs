//! What somebody can do with a paper, its consultations and its clocks now, as the paper's page offers it.
use super::path;
use crate::papers::facts::Case;
use crate::papers::offers::{self, Offer};
use crate::papers::view::Dossier;
use crate::people::Actor;
use crate::procedure::Action;
use crate::wording::Wording;
use chrono::NaiveDate;
use serde::Serialize;

/// The actions on one thing.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Group {
    /// The consultation or the clock; empty for the paper itself.
    pub about: String,
    /// What can be done.
    pub open: Vec<Offered>,
    /// What this person could do now if something were not missing: shown with what is missing.
    pub lacking: Vec<Offered>,
    /// What is this person's to do, but at another time.
    pub refused: Vec<Offered>,
}

/// An action as it is offered.
#[derive(Debug, Clone, Serialize)]
pub struct Offered {
    pub label: String,
    pub href: String,
    /// The version that it would be done on.
    pub version: i32,
    /// Whether one press of the button does it: there is nothing to fill in and nothing is lost.
    pub at_once: bool,
    pub danger: bool,
    pub why: Vec<String>,
}

/// Whether the action is done by one press, without a page of its own.
pub fn is_at_once(offer: &Offer) -> bool {
    offer.fields.is_empty() && offer.action != Action::Withdraw
}

/// Whether the action takes something away.
pub const fn is_danger(action: Action) -> bool {
    matches!(action, Action::Withdraw | Action::Refuse | Action::GiveUp)
}

/// Everything that this actor can do around a paper, thing by thing; things without any action are left out.
pub fn groups(wording: &Wording<'_>, case: &Case, dossier: &Dossier, actor: &Actor, today: NaiveDate) -> Vec<Group> {
    let council = wording.council;
    let paper = &case.paper;
    let Some(kind) = council.kind(&paper.kind) else { return Vec::new() };
    let label = |action: Action| {
        council
            .step(kind, action)
            .map_or_else(|| action.to_string(), |step| step.label.say(wording.language).to_owned())
    };
    let group = |about: String, base: &str, version: i32, offers: Vec<Offer>| {
        let mut group = Group { about, ..Group::default() };
        for offer in offers.into_iter().filter(|offer| offer.mine) {
            let offered = Offered {
                label: label(offer.action),
                href: format!("{base}/actions/{}", offer.action),
                version,
                at_once: is_at_once(&offer),
                danger: is_danger(offer.action),
                why: offer.refused.iter().map(|why| wording.words.tell(wording.language, why)).collect(),
            };
            let into = match offer.refused.first() {
                None => &mut group.open,
                Some(why) if why.key.starts_with("guard_") => &mut group.lacking,
                Some(_) => &mut group.refused,
            };
            into.push(offered);
        }
        group
    };
    let base = path(council, &paper.path_segment());
    let own = offers::of_paper(council, kind, case, actor, today);
    let mut groups = vec![group(String::new(), &base, paper.version, own)];
    for row in &dossier.consultations {
        let consultation = &row.consultation;
        let about = about_consultation(wording, row);
        let base = format!("/{}/consultations/{}", council.slug, consultation.id);
        let offers = offers::of_consultation(council, kind, case, consultation, actor);
        groups.push(group(about, &base, consultation.version, offers));
    }
    for clocked in &dossier.clocks {
        let clock = &clocked.clock;
        let about = about_clock(wording, clock);
        let base = format!("/{}/clocks/{}", council.slug, clock.id);
        groups.push(group(about, &base, clock.version, offers::of_clock(council, kind, case, clock, actor)));
    }
    groups.retain(|group| !(group.open.is_empty() && group.lacking.is_empty() && group.refused.is_empty()));
    groups
}

/// A consultation in a line: body, role, day.
pub fn about_consultation(wording: &Wording<'_>, row: &crate::consultations::Row) -> String {
    let role = wording.role(&row.consultation.role, row.treatment);
    match row.starts_at {
        Some(at) => format!("{}, {role}, {}", row.body, wording.day(at.day(wording.council.timezone))),
        None => format!("{}, {role}", row.body),
    }
}

/// A clock in a line: what it measures, and until when.
pub fn about_clock(wording: &Wording<'_>, clock: &crate::clocks::Clock) -> String {
    format!("{}, {}", wording.clock_label(clock), wording.day(clock.due_on))
}
