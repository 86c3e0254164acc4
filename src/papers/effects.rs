//! The follow-ups of actions: what else is written in the same transaction.
pub mod family;

pub use family::{answered, carry, replace_text, settle_amendments};

use super::facts::Case;
use super::input::Input;
use super::{Paper, store};
use crate::app::Tx;
use crate::clocks::{self, Clock};
use crate::consultations;
use crate::council::{Consulted, Council, Kind};
use crate::db::types::{ClockId, OrganizationId, PersonId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent, Trace};
use crate::message::Message;
use crate::organizations::{self, store::Organization};
use crate::people::directory::store as directory;
use crate::procedure::{
    Action, ClockStart, ClockState, ConsultationState, EntryState, Relation, RoleKind, deliberation, obligation,
    publication,
};
use chrono::NaiveDate;

/// An organisation of the council by key or id.
pub fn organization(tx: &mut Tx<'_>, council: &Council, name: &str) -> Result<Option<Organization>> {
    if let Ok(id) = name.parse::<OrganizationId>() {
        let found = organizations::store::several(tx, &[id])?.pop();
        return Ok(found.filter(|organization| organization.council == council.slug));
    }
    organizations::store::by_key(tx, &council.slug, name)
}

/// Asks the named members to sign; returns their names.
pub fn invite(tx: &mut Tx<'_>, council: &Council, paper: &Paper, input: &Input) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for wanted in input.people.iter().flatten() {
        let person = match wanted.parse::<PersonId>() {
            Ok(id) => directory::several(tx, &[id])?.pop().filter(|person| person.council == council.slug),
            Err(_) => directory::person_by_key(tx, &council.slug, wanted)?,
        };
        let person =
            person.ok_or_else(|| Error::refused(Message::new("person_unknown").on("people").with("name", wanted)))?;
        store::invite(tx, paper.id, person.id)?;
        names.push(person.name);
    }
    Ok(names)
}

/// Notes the actor's own signature; returns the name.
pub fn cosign(tx: &mut Tx<'_>, paper: &Paper) -> Result<Vec<String>> {
    let person = tx.actor.person.ok_or(Error::NotFound)?;
    store::sign(tx, paper.id, person)?;
    Ok(vec![directory::person(tx, person)?.name])
}

/// Plans a further consultation in the named body and role; returns the body's name.
pub fn plan(tx: &mut Tx<'_>, council: &Council, case: &Case, input: &Input) -> Result<String> {
    let role = input.role.as_deref().unwrap_or_default();
    if !council.roles.contains_key(role) {
        let known: Vec<_> = council.roles.keys().map(String::as_str).collect();
        return Err(Error::refused(Message::new("role_unknown").on("role").with("roles", known.join(", "))));
    }
    let body = consulted_body(tx, council, input.body.as_deref().unwrap_or_default(), "body")?;
    consultations::plan::plan(tx, council, &case.paper, body.id, role, None)?;
    Ok(body.name)
}

/// Plans the kind's consultations in their order.
pub fn plan_path(tx: &mut Tx<'_>, council: &Council, kind: &Kind, paper: &Paper) -> Result<()> {
    let today = tx.now.day(council.timezone);
    for stop in kind.path_of(paper.parent_id.is_some()).iter().filter(|stop| stop.is_due_on(today)) {
        plan_stop(tx, council, paper, stop)?;
    }
    Ok(())
}

/// Plans the consultation of a body that the council file names; returns the body.
///
/// # Errors
/// Refused when there is no such body.
pub fn plan_stop(tx: &mut Tx<'_>, council: &Council, paper: &Paper, stop: &Consulted) -> Result<(Organization, Trace)> {
    let body = consulted_body(tx, council, &stop.body, "")?;
    let trace = consultations::plan::plan(tx, council, paper, body.id, &stop.role, None)?;
    Ok((body, trace))
}

fn consulted_body(tx: &mut Tx<'_>, council: &Council, name: &str, field: &'static str) -> Result<Organization> {
    organization(tx, council, name)?
        .filter(|organization| organization.is_body())
        .ok_or_else(|| Error::refused(Message::new("body_unknown").on(field).with("name", name)))
}

/// Starts the kind's clock on the day that its rule names; returns the due date.
pub fn start_clock(tx: &mut Tx<'_>, council: &Council, kind: &Kind, paper: &Paper) -> Result<Option<NaiveDate>> {
    let Some((key, rule)) = kind.clock.as_ref().and_then(|key| Some((key, council.clocks.get(key)?))) else {
        return Ok(None);
    };
    let today = tx.now.day(council.timezone);
    let started_on = match rule.starts {
        ClockStart::Submission => paper.submitted_on.unwrap_or(today),
        ClockStart::Admission
        | ClockStart::Sitting
        | ClockStart::FollowUp
        | ClockStart::Returned
        | ClockStart::Committed
        | ClockStart::Notice
        | ClockStart::Published => today,
    };
    run_clock(tx, council, paper, key, started_on, 1).map(Some)
}

/// Starts a clock of this rule on a day, as the paper's `round`-th of its kind; returns the due date.
pub fn run_clock(
    tx: &mut Tx<'_>,
    council: &Council,
    paper: &Paper,
    key: &str,
    started_on: NaiveDate,
    round: i32,
) -> Result<NaiveDate> {
    let beyond = || Error::Internal(anyhow::anyhow!("the clock {key} runs beyond the calendar"));
    let rule = council.clocks.get(key).ok_or_else(beyond)?;
    let due_on = obligation::due(started_on, rule.amount, rule.unit, &council.calendar).ok_or_else(beyond)?;
    insert_clock(tx, paper, key, started_on, due_on, round)?;
    Ok(due_on)
}

fn insert_clock(
    tx: &mut Tx<'_>,
    paper: &Paper,
    key: &str,
    started_on: NaiveDate,
    due_on: NaiveDate,
    round: i32,
) -> Result<()> {
    let clock = Clock {
        id: ClockId::new(),
        council: paper.council.clone(),
        paper_id: paper.id,
        rule: key.to_owned(),
        started_on,
        due_on,
        state: ClockState::Running,
        closed_on: None,
        fulfilled_by: None,
        reason: String::new(),
        soon_warned_for: None,
        overdue_warned_for: None,
        version: 1,
        round,
        stage: 1,
    };
    clocks::store::insert(tx, &clock)
}

/// Lets the running clocks of the paper lapse.
pub fn lapse_clocks(tx: &mut Tx<'_>, council: &Council, case: &Case) -> Result<()> {
    let today = tx.now.day(council.timezone);
    for clock in case.clocks.iter().filter(|clock| clock.state == ClockState::Running) {
        let mut clock = clock.clone();
        clock.state = ClockState::Lapsed;
        clock.closed_on = Some(today);
        clocks::store::save(tx, &mut clock)?;
    }
    Ok(())
}

/// Cancels the open consultations of the paper.
pub fn cancel_consultations(tx: &mut Tx<'_>, case: &Case) -> Result<()> {
    for consultation in case.consultations.iter().filter(|consultation| deliberation::is_open(consultation.state)) {
        let mut consultation = consultation.clone();
        consultation.state = ConsultationState::Cancelled;
        consultations::store::save(tx, &mut consultation)?;
    }
    Ok(())
}

/// Discards the answers to the paper, and the opinions on it, that are still being drafted, each with its own event;
/// answers what was done, so that a correction can undo it.
pub fn discard_drafts(tx: &mut Tx<'_>, council: &Council, case: &Case, reason: &str) -> Result<Vec<Trace>> {
    let mut traces = Vec::new();
    for draft in &case.children {
        let Some(kind) = council.kind(&draft.kind) else { continue };
        let speaks = matches!(kind.relation, Some(Relation::Answers | Relation::OpinesOn));
        if !speaks || matches!(draft.entry, EntryState::Issued | EntryState::Withdrawn) {
            continue;
        }
        let mut draft = draft.clone();
        let (expected, before) = (draft.version, draft.circle);
        traces.push(Trace::Discarded { paper: draft.id, entry: draft.entry });
        draft.entry = EntryState::Withdrawn;
        draft.circle = publication::circle(kind.entry, draft.entry, draft.confidential, false, false);
        let from = draft.status;
        draft.status = crate::procedure::Status::Withdrawn;
        draft.version += 1;
        draft.updated_at = tx.now;
        let detail = Detail {
            from: Some(from),
            to: Some(draft.status),
            reason: (!reason.is_empty()).then(|| reason.to_owned()),
            ..Detail::default()
        };
        let event = NewEvent {
            action: Action::Withdraw.to_string(),
            paper_id: Some(draft.id),
            subject: format!("paper:{}", draft.id),
            circle: before,
            detail,
        };
        draft.last_event = events::append(tx, council, event)?;
        store::save(tx, &draft, expected)?;
    }
    Ok(traces)
}

/// A paper that the executive must let into the council is laid before its conference, which sees it from now on.
pub fn present_to_executive(tx: &mut Tx<'_>, council: &Council, kind: &Kind, paper: &mut Paper) -> Result<()> {
    let path = kind.path_of(paper.parent_id.is_some());
    let approves =
        |stop: &&Consulted| council.roles.get(&stop.role).is_some_and(|role| role.kind == RoleKind::Approval);
    if let Some(stop) = path.iter().find(approves) {
        paper.submitter_id = Some(consulted_body(tx, council, &stop.body, "")?.id);
    }
    Ok(())
}
