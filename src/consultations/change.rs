//! What can be done to a consultation beside entering its result: another role, its cancellation, the completion of what
//! was sent back, the text as amended.
use super::{Consultation, follow, plan, result, store};
use crate::app::Tx;
use crate::clocks;
use crate::council::{Council, MailRow};
use crate::error::{Error, Result};
use crate::events::{Detail, Trace};
use crate::message::Message;
use crate::papers::facts::Case;
use crate::papers::input::Input;
use crate::procedure::{
    ClockStart, ClockState, ConsultationState, EntryState, Relation, ResultClass, RoleKind, deliberation,
};

/// The body is consulted in another role than planned (T11). A result that put it off stays; what follows from that
/// depends on the role, so the successor falls away or comes.
pub fn switch_role(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    consultation: &mut Consultation,
    input: &Input,
) -> Result<Detail> {
    let wanted = input.role.clone().unwrap_or_default();
    let role = council.roles.get(&wanted).ok_or_else(|| {
        let known: Vec<_> = council.roles.keys().map(String::as_str).collect();
        Error::refused(Message::new("role_unknown").on("role").with("roles", known.join(", ")))
    })?;
    if wanted == consultation.role {
        return Err(Error::refused(Message::new("role_same").on("role")));
    }
    let mut traces = Vec::new();
    if let Some(word) = &consultation.result_word {
        if !role.results.contains(word) {
            return Err(Error::refused(Message::new("role_lacks_result").on("role")));
        }
        let follows = deliberation::outcome(ResultClass::Defer, role.kind).successor;
        let open = case
            .consultations
            .iter()
            .find(|other| other.origin_id == Some(consultation.id) && deliberation::is_open(other.state));
        match (follows, open) {
            (false, Some(successor)) => {
                let mut successor = successor.clone();
                traces.push(Trace::Cancelled { consultation: successor.id, state: successor.state });
                successor.state = ConsultationState::Cancelled;
                store::save(tx, &mut successor)?;
            }
            (true, Some(successor)) => {
                let mut successor = successor.clone();
                successor.role.clone_from(&wanted);
                store::save(tx, &mut successor)?;
            }
            (true, None) => {
                traces.push(plan::plan(
                    tx,
                    council,
                    &case.paper,
                    consultation.organization_id,
                    &wanted,
                    Some(consultation),
                )?);
            }
            (false, None) => {}
        }
    }
    let oral = |word: &String| council.results.get(word).is_some_and(|word| word.class == ResultClass::AnswerOral);
    if role.kind == RoleKind::Answer && !role.results.iter().any(oral) {
        follow::leave_to_writing(tx, council, case, consultation, &mut traces)?;
    }
    let old_role = Some(std::mem::replace(&mut consultation.role, wanted));
    store::save(tx, consultation)?;
    Ok(Detail { old_role, reason: input.reason.clone(), traces, ..Detail::default() })
}

/// The consultation falls away.
pub fn cancel(tx: &mut Tx<'_>, council: &Council, consultation: &mut Consultation, input: &Input) -> Result<Detail> {
    let traces = vec![Trace::Cancelled { consultation: consultation.id, state: consultation.state }];
    crate::meetings::agenda::act::take_off(tx, council, consultation)?;
    consultation.state = ConsultationState::Cancelled;
    store::save(tx, consultation)?;
    Ok(Detail { reason: input.reason.clone(), traces, ..Detail::default() })
}

/// What the body missed is there: the paper can be scheduled again.
pub fn complete(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    consultation: &mut Consultation,
    input: &Input,
) -> Result<Detail> {
    if needs_version(council, case, consultation) {
        return Err(Error::refused(Message::new("consultation_needs_version").on("note")));
    }
    consultation.note = input.note.clone().unwrap_or_default();
    store::save(tx, consultation)?;
    let mut traces = Vec::new();
    let returned = |start| start == ClockStart::Returned;
    follow::close_clocks(tx, council, case, ClockState::Fulfilled, returned, &mut traces)?;
    Ok(Detail { reason: input.note.clone(), traces, ..Detail::default() })
}

/// A new version is in the business: the clock that began when the paper was sent back is fulfilled by it. Called by
/// the admission or issue of a paper that replaces another's text; `case` is of the replaced one.
pub fn replaced(tx: &mut Tx<'_>, council: &Council, case: &Case, by: crate::db::types::PaperId) -> Result<()> {
    let running = case.clocks.iter().filter(|clock| {
        clock.state == ClockState::Running
            && council.clocks.get(&clock.rule).is_some_and(|rule| rule.starts == ClockStart::Returned)
    });
    for clock in running {
        let mut clock = clock.clone();
        clock.state = ClockState::Fulfilled;
        clock.closed_on = Some(tx.now.day(council.timezone));
        clock.fulfilled_by = Some(by);
        clocks::store::save(tx, &mut clock)?;
    }
    Ok(())
}

/// The text as it was amended, where it was not given with the result; then the orders can be made.
pub fn final_text(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    consultation: &mut Consultation,
    input: &Input,
) -> Result<Detail> {
    consultation.final_text = input.final_text.clone().unwrap_or_default();
    store::save(tx, consultation)?;
    let traces = result::resolve(tx, council, case, consultation)?;
    Ok(Detail { result: consultation.result_word.clone(), mail: None::<MailRow>, traces, ..Detail::default() })
}

/// Whether the text as amended is still missing.
pub fn lacks_final_text(council: &Council, consultation: &Consultation) -> bool {
    let kind = council.roles.get(&consultation.role).map_or(RoleKind::Information, |role| role.kind);
    consultation
        .result_class
        .is_some_and(|class| deliberation::outcome(class, kind).final_text && consultation.final_text.is_empty())
}

/// Whether only a new version completes what was sent back with the result before this consultation.
pub fn needs_version(council: &Council, case: &Case, consultation: &Consultation) -> bool {
    let origin = case.consultations.iter().find(|other| Some(other.id) == consultation.origin_id);
    let word = origin.and_then(|origin| council.results.get(origin.result_word.as_deref()?));
    word.is_some_and(|word| word.needs_version)
}

/// Why this consultation cannot be put on an agenda yet; `None` when it can.
pub fn waits_for(council: &Council, case: &Case, consultation: &Consultation) -> Option<Message> {
    let find = |id| case.consultations.iter().find(|other: &&Consultation| Some(other.id) == id);
    // What a body sent back comes again only with a new version, or when somebody has recorded what was completed.
    if let Some(origin) = find(consultation.origin_id)
        && origin.result_class == Some(ResultClass::Return)
    {
        let replaced = case.children.iter().any(|child| {
            council.kind(&child.kind).is_some_and(|kind| kind.relation == Some(Relation::Replaces))
                && matches!(child.entry, EntryState::Admitted | EntryState::Issued)
                && child.admitted_on.max(child.issued_on) >= consultation.created_on
        });
        if !replaced && needs_version(council, case, consultation) {
            return Some(Message::new("consultation_needs_version"));
        }
        if !replaced && consultation.note.is_empty() {
            return Some(Message::new("consultation_returned"));
        }
    }
    // A paper of the administration enters the council only when the executive has let it.
    let kind = |other: &Consultation| council.roles.get(&other.role).map(|role| role.kind);
    if kind(consultation) == Some(RoleKind::Approval) {
        return None;
    }
    let first = |from: &Consultation| {
        let mut position = from.position;
        let mut origin = from.origin_id;
        // An origin stands before what it planned, so this ends.
        while let Some(before) = find(origin).filter(|before| before.position < position) {
            position = before.position;
            origin = before.origin_id;
        }
        position
    };
    let own = first(consultation);
    let mut approvals = case
        .consultations
        .iter()
        .filter(|other| kind(other) == Some(RoleKind::Approval) && other.state != ConsultationState::Cancelled)
        .filter(|other| first(other) < own)
        .peekable();
    approvals.peek()?;
    let lets = |other: &Consultation| {
        other.result_class.is_some_and(|class| deliberation::outcome(class, RoleKind::Approval).enters)
    };
    (!approvals.any(lets)).then(|| Message::new("consultation_not_approved"))
}
