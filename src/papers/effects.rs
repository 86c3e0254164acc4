//! The follow-ups of actions: what else is written in the same transaction.
use super::facts::Case;
use super::input::Input;
use super::{Paper, store};
use crate::app::Tx;
use crate::clocks::{self, Clock};
use crate::consultations;
use crate::council::{Council, Kind};
use crate::db::types::{ClockId, OrganizationId, PersonId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use crate::organizations::{self, store::Organization};
use crate::people::directory::store as directory;
use crate::procedure::{
    Action, ClockStart, ClockState, ConsultationState, Effect, EntryState, ResultClass, RoleKind, deliberation, entry,
    obligation, publication,
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
    consultations::follow::plan(tx, council, &case.paper, body.id, role, None)?;
    Ok(body.name)
}

/// Plans the kind's consultations in their order.
pub fn plan_path(tx: &mut Tx<'_>, council: &Council, kind: &Kind, paper: &Paper) -> Result<()> {
    for stop in &kind.path {
        let body = consulted_body(tx, council, &stop.body, "")?;
        consultations::follow::plan(tx, council, paper, body.id, &stop.role, None)?;
    }
    Ok(())
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
        | ClockStart::Committed => today,
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

/// Discards the answers to the paper that are still being drafted, each with its own event.
pub fn discard_drafts(tx: &mut Tx<'_>, council: &Council, case: &Case, reason: &str) -> Result<()> {
    for draft in case.drafts(council) {
        let Some(kind) = council.kind(&draft.kind) else { continue };
        let mut draft = draft.clone();
        let (expected, before) = (draft.version, draft.circle);
        draft.entry = EntryState::Withdrawn;
        draft.circle = publication::circle(kind.entry, draft.entry, draft.confidential, false);
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
    Ok(())
}

/// What the issue of an answer does to the paper that it answers: its clock is fulfilled, its open consultations in an
/// answer role are concluded, its status follows. One event, which also tells people.
pub fn answered(tx: &mut Tx<'_>, council: &Council, answer: &Case, decision: &entry::Decision) -> Result<()> {
    let Some(parent) = answer.paper.parent_id else { return Ok(()) };
    let parent = store::get(tx, parent)?;
    let case = Case::load(tx, council, parent)?;
    let today = tx.now.day(council.timezone);
    let mut detail = Detail {
        mail: decision.mail,
        from: Some(case.paper.status),
        child: answer.paper.reference.clone(),
        reference: case.paper.reference.clone(),
        by: organizations::store::get(tx, answer.paper.author_id)?.name,
        ..Detail::default()
    };
    if decision.effects.contains(&Effect::FulfilClock) {
        for clock in case.clocks.iter().filter(|clock| clock.state == ClockState::Running) {
            let mut clock = clock.clone();
            detail.due_on = Some(clock.due_on);
            clock.state = ClockState::Fulfilled;
            clock.closed_on = Some(today);
            clock.fulfilled_by = Some(answer.paper.id);
            clocks::store::save(tx, &mut clock)?;
        }
    }
    if decision.effects.contains(&Effect::ConcludeAnswered) {
        for consultation in &case.consultations {
            let Some(role) = council.roles.get(&consultation.role).filter(|role| role.kind == RoleKind::Answer) else {
                continue;
            };
            if deliberation::awaits_answer(role.kind, consultation.state) {
                let mut consultation = consultation.clone();
                consultation.state = ConsultationState::Concluded;
                consultation.result_word.clone_from(&role.concluded_by_answer);
                consultation.result_class = Some(ResultClass::AnswerWritten);
                consultations::store::save(tx, &mut consultation)?;
            }
        }
    }
    let mut case = Case::load(tx, council, case.paper)?;
    let expected = case.paper.version;
    case.paper.status = case.status(council, case.paper.entry);
    case.paper.version += 1;
    case.paper.updated_at = tx.now;
    detail.to = Some(case.paper.status);
    let event = NewEvent {
        action: "answered".to_owned(),
        paper_id: Some(case.paper.id),
        subject: format!("paper:{}", case.paper.id),
        circle: case.paper.circle,
        detail,
    };
    case.paper.last_event = events::append(tx, council, event)?;
    store::save(tx, &case.paper, expected)
}
