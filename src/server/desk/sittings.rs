//! What waits on the desks because of sittings: minutes to finish and to have approved, results to enter, what stands on
//! no agenda; and what waits for a second person, corrections and files that are to be opened.
use super::hats::Hats;
use super::{Card, Teller};
use crate::consultations::correct::{self, Correction};
use crate::consultations::unscheduled::{self, Waiting};
use crate::consultations::{self, Consultation, is_theirs};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{Moment, OrganizationId, PaperId};
use crate::error::{Error, Result};
use crate::files::pages::page_path;
use crate::files::thing::Thing;
use crate::files::{self, File};
use crate::meetings::{self, Meeting, may};
use crate::minutes;
use crate::papers::Paper;
use crate::people::Actor;
use crate::procedure::{Action, ConsultationState, MeetingAction, MinutesState, ResultClass, RoleKind};
use crate::visibility::Scope;
use crate::vocabulary::FileAction;

/// Rows that are shown of each sort, at most.
const MOST: usize = 60;
/// Rows that are read where the rules leave only some of them to the account.
const READ: i64 = 600;

/// What may wait for an account because of sittings, and for a second person.
#[derive(Default)]
pub struct Sittings {
    /// Sittings that are over and whose minutes are not finished, with the name of the body.
    unwritten: Vec<(Meeting, String)>,
    /// Those with finished minutes that no later sitting has approved, and when the body meets next after it.
    unapproved: Vec<(Meeting, String, Option<Moment>)>,
    /// Consultations whose sitting was held and that have no result.
    pub unresolved: Vec<(Consultation, Paper)>,
    /// What stands on no agenda.
    pub unscheduled: Vec<Waiting>,
    corrections: Vec<(Correction, Paper)>,
    openings: Vec<(File, Thing)>,
}

impl Sittings {
    pub fn read(
        db: &mut Db,
        council: &Council,
        actor: &Actor,
        scope: &Scope,
        hats: &Hats,
        now: Moment,
    ) -> Result<Self> {
        let mut found = Self::default();
        if council.meetings.record.iter().any(|role| actor.has(&council.slug, *role)) {
            found.read_minutes(db, council, actor)?;
            found.read_corrections(db, council, actor)?;
        }
        let enters = hats.office || hats.minutes || hats.executive || !hats.chairs.is_empty();
        if enters {
            let state = ConsultationState::Scheduled;
            let rows = consultations::store::waiting(db, &council.slug, scope, state, Some(now), READ)?;
            let mine = |row: &&(Consultation, Paper)| enters_result(council, actor, hats, &row.0, &row.1);
            found.unresolved = rows.iter().filter(mine).take(MOST).cloned().collect();
        }
        if council.meetings.prepare.iter().any(|role| actor.has(&council.slug, *role)) {
            found.unscheduled = unscheduled::waiting(db, &council.slug, scope)?;
            found.unscheduled.retain(|row| {
                let body = row.consultation.organization_id;
                may(actor, council, &[body], MeetingAction::Fill)
                    && is_theirs(council, actor, &row.paper, &row.consultation, Action::Schedule)
            });
        }
        if council.files.open.iter().any(|role| actor.has(&council.slug, *role)) {
            found.read_openings(db, council, actor, scope)?;
        }
        Ok(found)
    }

    fn read_minutes(&mut self, db: &mut Db, council: &Council, actor: &Actor) -> Result<()> {
        for (meeting, body, state) in minutes::store::unapproved(db, &council.slug, READ)? {
            let bodies = meetings::store::bodies(db, &meeting)?;
            if !may(actor, council, &bodies, MeetingAction::Results) {
                continue;
            }
            match state {
                Some(MinutesState::Finished) if self.unapproved.len() < MOST => {
                    let next = meetings::store::next_of_body(db, meeting.organization_id, meeting.starts_at)?;
                    self.unapproved.push((meeting, body, next));
                }
                None | Some(MinutesState::Draft) if self.unwritten.len() < MOST => self.unwritten.push((meeting, body)),
                _ => {}
            }
        }
        Ok(())
    }

    fn read_corrections(&mut self, db: &mut Db, council: &Council, actor: &Actor) -> Result<()> {
        for (correction, paper) in correct::api::waiting(db, council, actor)? {
            let Some(id) = correction.consultation() else { continue };
            let consultation = consultations::store::get(db, &council.slug, id)?;
            let second = Some(correction.proposed_by) != actor.account;
            if second && is_theirs(council, actor, &paper, &consultation, Action::Correct) {
                self.corrections.push((correction, paper));
            }
        }
        Ok(())
    }

    fn read_openings(&mut self, db: &mut Db, council: &Council, actor: &Actor, scope: &Scope) -> Result<()> {
        for file in files::store::opening(db, &council.slug)? {
            let thing = match Thing::load(db, council, file.subject_kind, file.subject_id) {
                Ok(thing) => thing,
                Err(Error::NotFound) => continue,
                Err(other) => return Err(other),
            };
            let offers = files::act::offers(council, &thing, &file, actor);
            let confirms =
                |offer: &files::act::FileOffer| offer.action == FileAction::Confirm && offer.refused.is_empty();
            if thing.shows(scope, file.circle) && offers.iter().any(confirms) {
                self.openings.push((file, thing));
            }
        }
        Ok(())
    }

    /// The papers whose clocks the cards show.
    pub fn papers(&self) -> impl Iterator<Item = PaperId> {
        let unscheduled = self.unscheduled.iter().map(|row| row.paper.id);
        unscheduled.chain(self.unresolved.iter().map(|(_, paper)| paper.id))
    }

    /// The bodies that the cards name.
    pub fn bodies(&self) -> impl Iterator<Item = OrganizationId> {
        self.unresolved.iter().map(|(consultation, _)| consultation.organization_id)
    }

    /// The sections with their cards, and where the whole list is.
    pub(super) fn sections(&self, teller: &Teller<'_>) -> Vec<(&'static str, Vec<Card>, String)> {
        let slug = &teller.telling.wording.council.slug;
        let unscheduled = self.unscheduled.iter().map(|row| waiting_card(teller, row));
        let unresolved = self.unresolved.iter().map(|row| teller.consulted(row, "result"));
        let unwritten = self
            .unwritten
            .iter()
            .map(|(meeting, body)| minutes_card(teller, meeting, body, "minutes_write", String::new()));
        let unapproved = self.unapproved.iter().map(|(meeting, body, next)| {
            let at = next.map(|at| teller.telling.wording.moment(at));
            let note = at.map(|at| teller.telling.say("desk_minutes_next", &[("at", &at)])).unwrap_or_default();
            minutes_card(teller, meeting, body, "minutes_approve", note)
        });
        let corrections = self.corrections.iter().map(|(correction, paper)| correction_card(teller, correction, paper));
        let openings = self.openings.iter().map(|(file, thing)| opening_card(teller, file, thing));
        vec![
            ("correct", corrections.collect(), format!("/{slug}/corrections")),
            ("open_file", openings.collect(), String::new()),
            ("schedule", unscheduled.collect(), format!("/{slug}/meetings/unscheduled")),
            ("result", unresolved.collect(), format!("/{slug}/meetings/missing-results")),
            ("minutes_write", unwritten.collect(), format!("/{slug}/meetings?when=past")),
            ("minutes_approve", unapproved.collect(), format!("/{slug}/meetings?when=past")),
        ]
    }
}

/// Whether the result is this account's to enter. Of the executive only what it approves itself waits for it.
fn enters_result(council: &Council, actor: &Actor, hats: &Hats, consultation: &Consultation, paper: &Paper) -> bool {
    let approves = council.roles.get(&consultation.role).is_some_and(|role| role.kind == RoleKind::Approval);
    let own = hats.office || hats.minutes || hats.chairs.contains(&consultation.organization_id);
    (own || (hats.executive && approves)) && is_theirs(council, actor, paper, consultation, Action::EnterResult)
}

/// A card that is not of a paper's own.
fn plain(teller: &Teller<'_>, href: String, title: String, todo: &str, note: String) -> Card {
    Card {
        href,
        number: String::new(),
        title,
        kind: String::new(),
        todo: teller.telling.say(&format!("desk_todo_{todo}"), &[]),
        note,
        light: None,
        rule: String::new(),
        tone: "",
        due: None,
    }
}

fn minutes_card(teller: &Teller<'_>, meeting: &Meeting, body: &str, todo: &str, note: String) -> Card {
    let title = if meeting.name.is_empty() { body } else { &meeting.name };
    let href = format!("{}/minutes", meetings::pages::path(meeting));
    Card { kind: teller.telling.wording.moment(meeting.starts_at), ..plain(teller, href, title.to_owned(), todo, note) }
}

/// What waits for a sitting: for which body, in what role, where it comes from, and since when.
fn waiting_card(teller: &Teller<'_>, row: &Waiting) -> Card {
    let telling = teller.telling;
    let council = telling.wording.council;
    let role = council.role_label(&row.consultation.role, telling.wording.language);
    let origin = row.origin.as_ref().and_then(|(origin, body)| {
        let key = match origin.result_class {
            Some(ResultClass::Refer | ResultClass::ReferAway) => "unscheduled_referred",
            Some(ResultClass::Defer) => "unscheduled_deferred",
            _ => return None,
        };
        Some(telling.say(key, &[("body", body)]))
    });
    let days = telling.say("unscheduled_days", &[("days", &row.days(council, telling.today).to_string())]);
    let parts = [Some(row.body.clone()), Some(role.to_owned()), origin, Some(days)];
    let note: Vec<_> = parts.into_iter().flatten().collect();
    Card {
        href: format!("/{}/consultations/{}/actions/schedule", council.slug, row.consultation.id),
        ..teller.make(&row.paper, teller.lot.clock(&row.paper), "schedule", note.join(", "))
    }
}

fn correction_card(teller: &Teller<'_>, correction: &Correction, paper: &Paper) -> Card {
    let telling = teller.telling;
    let at = telling.wording.moment(correction.proposed_at);
    let note = telling.say("desk_proposed", &[("at", &at), ("reason", &correction.reason)]);
    Card { href: format!("/{}/corrections", telling.wording.council.slug), ..teller.make(paper, None, "correct", note) }
}

fn opening_card(teller: &Teller<'_>, file: &File, thing: &Thing) -> Card {
    let telling = teller.telling;
    let href = page_path(&telling.wording.council.slug, file);
    let at = telling.wording.moment(file.uploaded_at);
    let note = telling.say("desk_opening", &[("at", &at), ("reason", &file.opening_reason)]);
    let about = match (&thing.paper, &thing.sitting) {
        (Some(paper), _) => telling.number(paper),
        (None, Some(sitting)) => format!("{}, {}", sitting.body_name, telling.wording.moment(sitting.starts_at)),
        (None, None) => String::new(),
    };
    Card { kind: about, ..plain(teller, href, file.name.clone(), "open_file", note) }
}
