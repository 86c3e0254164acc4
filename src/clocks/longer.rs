//! A longer period that a body grants: whoever the clock binds asks for it, it is laid before the body as an item of its
//! own, and the result grants or refuses it. The old due dates stay readable.
use super::{Clock, Extension, Request, store};
use crate::app::Tx;
use crate::council::{Consulted, Council, Kind};
use crate::db::types::{ConsultationId, ExtensionId, OrganizationId};
use crate::error::{Error, Result};
use crate::events::{Detail, Trace};
use crate::message::Message;
use crate::organizations::{self, OrganizationKind};
use crate::papers::effects;
use crate::papers::facts::Case;
use crate::papers::input::Input;
use crate::procedure::{ClockState, Seat, deliberation, obligation};
use chrono::NaiveDate;

/// The body that decides on this clock, and in which role; refused where there is none.
fn decider<'a>(council: &'a Council, clock: &Clock) -> Result<&'a Consulted> {
    let rule = council.clocks.get(&clock.rule).and_then(|rule| rule.extended_by.as_ref());
    rule.ok_or_else(|| Error::refused(Message::new("extension_by_nobody")))
}

/// Why no longer period can be asked for now, whatever day is meant.
pub fn refusal(council: &Council, case: &Case, clock: &Clock) -> Option<Error> {
    if clock.state != ClockState::Running {
        return Some(Error::refused(Message::new("clock_not_running")));
    }
    let by = match decider(council, clock) {
        Ok(by) => by,
        Err(error) => return Some(error),
    };
    let mut stops = case.consultations.iter();
    let waits = stops.any(|other| other.role == by.role && deliberation::is_open(other.state));
    waits.then(|| Error::refused(Message::new("extension_asked_already")))
}

/// Asks for it: plans the consultation of the body that decides.
pub fn ask(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    clock: &mut Clock,
    input: &Input,
    detail: &mut Detail,
) -> Result<()> {
    if let Some(refusal) = refusal(council, case, clock) {
        return Err(refusal);
    }
    let by = decider(council, clock)?;
    let due_on = input
        .due_on
        .ok_or_else(|| Error::refused(Message::new("input_required").on("due_on").with("field", "due_on")))?;
    let today = tx.now.day(council.timezone);
    let faults = obligation::extension_faults(clock.state, clock.due_on, due_on, today, today);
    if !faults.is_empty() {
        return Err(Error::Refused(faults));
    }
    let applicant = match input.applicant.clone().filter(|name| !name.is_empty()) {
        Some(applicant) => applicant,
        None => bound(tx, council, case, clock, &detail.by)?,
    };
    let (body, trace) = effects::plan_stop(tx, council, &case.paper, by)?;
    let Trace::Planned { consultation: consultation_id } = trace else { return Err(Error::NotFound) };
    let request = Request {
        consultation_id,
        clock_id: clock.id,
        applicant,
        due_on,
        reason: input.reason.clone().unwrap_or_default(),
        asked_on: today,
    };
    store::insert_request(tx, &request)?;
    detail.body = Some(body.name);
    detail.role = Some(by.role.clone());
    detail.applicant = Some(request.applicant);
    detail.old_due = Some(clock.due_on);
    detail.due_on = Some(due_on);
    store::save(tx, clock)
}

/// The name of whoever the clock binds; `acting` where that cannot be said.
fn bound(tx: &mut Tx<'_>, council: &Council, case: &Case, clock: &Clock, acting: &str) -> Result<String> {
    let asks = council.kind(&case.paper.kind).is_some_and(Kind::asks);
    let rule = council.clocks.get(&clock.rule);
    let seat = rule.map(|rule| rule.binds.unwrap_or_else(|| rule.starts.binds(asks)));
    let found = match (seat, &council.pending.executive) {
        (Some(Seat::Executive), Some(key)) => organizations::store::by_key(tx, &council.slug, key)?,
        (Some(Seat::Executive), None) => {
            organizations::store::of_kind(tx, &council.slug, OrganizationKind::Executive)?.into_iter().next()
        }
        (Some(Seat::Department), _) => {
            case.paper.responsible_id.map(|id| organizations::store::get(tx, id)).transpose()?
        }
        _ => None,
    };
    Ok(found.map_or_else(|| acting.to_owned(), |organization| organization.name))
}

/// The body has granted it on this day, by the result of this consultation: the clock is due later. `due_on` where another day was granted than was asked
/// for.
pub fn grant(
    tx: &mut Tx<'_>,
    council: &Council,
    (consultation, body): (ConsultationId, OrganizationId),
    decided_on: NaiveDate,
    due_on: Option<NaiveDate>,
) -> Result<(Trace, Extension)> {
    let request = store::request(tx, consultation)?
        .ok_or_else(|| Error::refused(Message::new("extension_not_asked").on("result")))?;
    let mut clock = store::get(tx, &council.slug, request.clock_id)?;
    let new_due = due_on.unwrap_or(request.due_on);
    let today = tx.now.day(council.timezone);
    let faults = obligation::extension_faults(clock.state, clock.due_on, new_due, decided_on, today);
    if !faults.is_empty() {
        return Err(Error::Refused(faults));
    }
    let extension = Extension {
        id: ExtensionId::new(),
        clock_id: clock.id,
        applicant: request.applicant,
        decider: organizations::store::name_on(tx, body, decided_on)?,
        decided_on,
        old_due: clock.due_on,
        new_due,
        reason: request.reason,
        late: obligation::is_late(clock.due_on, decided_on),
        interim: false,
    };
    let trace = Trace::Extended { clock: clock.id, extension: extension.id, old_due: clock.due_on };
    clock.due_on = new_due;
    store::insert_extension(tx, &extension)?;
    store::save(tx, &mut clock)?;
    Ok((trace, extension))
}

/// What was asked goes on with the consultation that follows a deferred one.
pub fn carry_on(tx: &mut Tx<'_>, from: ConsultationId, to: &Trace) -> Result<()> {
    let (Trace::Planned { consultation }, Some(request)) = (to, store::request(tx, from)?) else { return Ok(()) };
    store::insert_request(tx, &Request { consultation_id: *consultation, ..request })
}

/// Takes an extension back that rested on a wrong entry, where nothing was granted after it.
pub fn undo(tx: &mut Tx<'_>, council: &Council, trace: &Trace) -> Result<()> {
    let Trace::Extended { clock, extension, old_due } = trace else { return Ok(()) };
    let mut clock = store::get(tx, &council.slug, *clock)?;
    let last = store::extensions_of(tx, &[clock.id])?.pop();
    if last.is_none_or(|last| last.id != *extension) {
        return Err(Error::refused(Message::new("correction_extended_again").with("due", clock.due_on)));
    }
    store::delete_extension(tx, *extension)?;
    clock.due_on = *old_due;
    store::save(tx, &mut clock)
}
