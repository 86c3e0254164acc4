//! What may be done with a clock: extend it, or refuse the answer with reasons.
use super::{Clock, Extension, longer, store};
use crate::app::Tx;
use crate::council::Council;
use crate::db::types::{ClockId, ExtensionId, PaperId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use crate::papers::act::not_yours;
use crate::papers::effects;
use crate::papers::facts::Case;
use crate::papers::input::Input;
use crate::papers::store as papers;
use crate::procedure::{Action, ClockState, Effect, Subject, obligation};

/// Does an action on a clock and returns the paper that it belongs to.
///
/// # Errors
/// As `papers::act::perform`; `input.version` is the clock's own.
pub fn perform(tx: &mut Tx<'_>, council: &Council, id: ClockId, action: Action, input: &Input) -> Result<PaperId> {
    if action.subject() != Subject::Clock {
        return Err(Error::NotFound);
    }
    let paper = store::get(tx, &council.slug, id)?.paper_id;
    let paper = papers::get(tx, paper)?;
    papers::lock_family(tx, paper.root_id)?;
    let mut clock = store::get(tx, &council.slug, id)?;
    let case = Case::load(tx, council, paper)?;
    if !case.is_seen_by(tx.actor) {
        return Err(Error::NotFound);
    }
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let step = kind.actions.get(&action).ok_or(Error::NotFound)?;
    if step.by.is_disjoint(&case.standing(tx.actor, None, action)) {
        return Err(not_yours(&step.by));
    }
    let input = input.clone().checked(action, kind)?;
    match input.version {
        None => return Err(Error::refused(Message::new("input_required").on("version").with("field", "version"))),
        Some(version) if version != clock.version => return Err(Error::Stale),
        Some(_) => {}
    }
    if let Some(refusal) = refusal(council, &clock, action) {
        return Err(Error::refused(refusal));
    }
    let mut detail = Detail {
        mail: step.mail,
        by: crate::papers::act::acting_for(tx, council, &case, action, kind)?,
        in_stead: crate::papers::act::in_stead(tx, council, &case, action, kind),
        reason: input.reason.clone(),
        reference: case.paper.reference.clone(),
        from: Some(case.paper.status),
        ..Detail::default()
    };
    match action {
        Action::Extend => extend(tx, council, &mut clock, &input, &mut detail)?,
        Action::AskExtension => longer::ask(tx, council, &case, &mut clock, &input, &mut detail)?,
        Action::Interim => interim(tx, council, &mut clock, &input, &mut detail)?,
        _ => refuse(tx, council, &mut clock, &mut detail)?,
    }
    for effect in &step.effects {
        match effect {
            Effect::CancelConsultations => effects::cancel_consultations(tx, &case)?,
            Effect::DiscardDrafts => drop(effects::discard_drafts(tx, council, &case, input.reason())?),
            _ => {}
        }
    }
    record(tx, council, case, &clock, action, detail)
}

fn extend(tx: &mut Tx<'_>, council: &Council, clock: &mut Clock, input: &Input, detail: &mut Detail) -> Result<()> {
    let (Some(new_due), Some(decided_on)) = (input.due_on, input.decided_on) else {
        return Err(Error::refused(Message::new("input_required").on("due_on").with("field", "due_on")));
    };
    let today = tx.now.day(council.timezone);
    let faults = obligation::extension_faults(clock.state, clock.due_on, new_due, decided_on, today);
    if !faults.is_empty() {
        return Err(Error::Refused(faults));
    }
    let extension = Extension {
        id: ExtensionId::new(),
        clock_id: clock.id,
        applicant: input.applicant.clone().unwrap_or_default(),
        decider: input.decider.clone().unwrap_or_default(),
        decided_on,
        old_due: clock.due_on,
        new_due,
        reason: input.reason.clone().unwrap_or_default(),
        late: obligation::is_late(clock.due_on, decided_on),
        interim: false,
    };
    detail.old_due = Some(clock.due_on);
    detail.due_on = Some(new_due);
    detail.applicant = Some(extension.applicant.clone());
    detail.decider = Some(extension.decider.clone());
    clock.due_on = new_due;
    store::insert_extension(tx, &extension)?;
    store::save(tx, clock)
}

/// Zwischenbescheid: the department says why it takes longer and until when; the clock is in its second stage then.
fn interim(tx: &mut Tx<'_>, council: &Council, clock: &mut Clock, input: &Input, detail: &mut Detail) -> Result<()> {
    let Some(expected) = input.due_on else {
        return Err(Error::refused(Message::new("input_required").on("due_on").with("field", "due_on")));
    };
    let today = tx.now.day(council.timezone);
    let faults =
        obligation::interim_faults(clock.state, clock.stage, clock.due_on, expected, latest(council, clock), today);
    if !faults.is_empty() {
        return Err(Error::Refused(faults));
    }
    let extension = Extension {
        id: ExtensionId::new(),
        clock_id: clock.id,
        applicant: String::new(),
        decider: detail.by.clone(),
        decided_on: today,
        old_due: clock.due_on,
        new_due: expected,
        reason: input.reason.clone().unwrap_or_default(),
        late: obligation::is_late(clock.due_on, today),
        interim: true,
    };
    detail.old_due = Some(clock.due_on);
    detail.due_on = Some(expected);
    clock.due_on = expected;
    clock.stage = 2;
    store::insert_extension(tx, &extension)?;
    store::save(tx, clock)
}

/// The last day to which an interim notice can put a clock off; `None` when its rule knows no second stage.
fn latest(council: &Council, clock: &Clock) -> Option<chrono::NaiveDate> {
    let rule = council.clocks.get(&clock.rule)?;
    obligation::due(clock.due_on, rule.second_stage?, rule.unit, &council.calendar)
}

/// Why this cannot be done to the clock now, whatever is typed; `None` when it can.
pub fn refusal(council: &Council, clock: &Clock, action: Action) -> Option<Message> {
    if council.clocks.get(&clock.rule).is_some_and(|rule| rule.starts.is_period()) {
        return Some(Message::new("clock_is_period"));
    }
    match action {
        Action::Interim => interim_refusal(council, clock),
        _ => (clock.state != ClockState::Running).then(|| Message::new("clock_not_running")),
    }
}

/// Why no interim notice can be given on this clock now, whatever day it would name.
pub fn interim_refusal(council: &Council, clock: &Clock) -> Option<Message> {
    obligation::interim_refusal(clock.state, clock.stage, latest(council, clock).is_some())
}

fn refuse(tx: &mut Tx<'_>, council: &Council, clock: &mut Clock, detail: &mut Detail) -> Result<()> {
    if clock.state != ClockState::Running {
        return Err(Error::refused(Message::new("clock_not_running")));
    }
    let reason = detail.reason.clone().unwrap_or_default();
    detail.due_on = Some(clock.due_on);
    clock.state = ClockState::Refused;
    clock.closed_on = Some(tx.now.day(council.timezone));
    clock.reason = reason;
    store::save(tx, clock)
}

fn record(
    tx: &mut Tx<'_>,
    council: &Council,
    case: Case,
    clock: &Clock,
    action: Action,
    mut detail: Detail,
) -> Result<PaperId> {
    let case = Case::load(tx, council, case.paper)?;
    let status = case.status(council, case.paper.entry);
    detail.to = Some(status);
    let event = NewEvent {
        action: action.to_string(),
        paper_id: Some(case.paper.id),
        subject: format!("clock:{}", clock.id),
        circle: case.paper.circle,
        detail,
    };
    let seq = events::append(tx, council, event)?;
    papers::save_derived(tx, case.paper.id, status, seq)?;
    Ok(case.paper.id)
}
