//! Proposing, confirming and rejecting corrections.
use super::{Correction, store};
use crate::app::Tx;
use crate::clocks;
use crate::consultations::record::record;
use crate::consultations::{Consultation, follow, result, store as consultations, votes};
use crate::council::{Council, MailRow, Step};
use crate::db::types::{CorrectionId, PaperId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent, Trace};
use crate::meetings::agenda::act::take_off;
use crate::message::Message;
use crate::organizations;
use crate::papers::act::{acting_for, not_yours};
use crate::papers::facts::Case;
use crate::papers::input::Input;
use crate::papers::store as papers;
use crate::procedure::{Action, ClockState, ConsultationState, CorrectionState, EntryState, deliberation, publication};
use crate::visibility::Circle;

/// The words of the events by which a result stands or fell.
const ENTERED: [&str; 2] = ["enter-result", "corrected"];

/// Writes down what should stand in place of a wrong result, for a second person to confirm.
pub fn propose(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    consultation: &Consultation,
    input: &Input,
) -> Result<PaperId> {
    let proposed_by = tx.actor.account.ok_or(Error::SignIn)?;
    let subject = format!("consultation:{}", consultation.id);
    if store::waits(tx, &council.slug, &subject)? {
        return Err(Error::refused(Message::new("correction_waits")));
    }
    if let Some(word) = &input.result {
        let role = council.roles.get(&consultation.role).ok_or(Error::NotFound)?;
        if !role.results.contains(word) {
            let known: Vec<_> = role.results.iter().map(String::as_str).collect();
            return Err(Error::refused(Message::new("result_unknown").on("result").with("results", known.join(", "))));
        }
    }
    let reason = input.reason.clone().unwrap_or_default();
    let proposal = Input { version: None, reason: None, ..input.clone() };
    let correction = Correction {
        id: CorrectionId::new(),
        council: council.slug.clone(),
        paper_id: case.paper.id,
        subject,
        proposal: serde_json::to_string(&proposal)?,
        reason: reason.clone(),
        proposed_by,
        proposed_at: tx.now,
        state: CorrectionState::Proposed,
        decided_by: None,
        decided_at: None,
        version: 1,
    };
    store::insert(tx, &correction)?;
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let by = acting_for(tx, council, case, Action::Correct, kind)?;
    let detail = Detail {
        by,
        old_result: consultation.result_word.clone(),
        result: input.result.clone(),
        reason: Some(reason),
        ..Detail::default()
    };
    told_inside(tx, council, case, consultation, "propose-correction", detail)
}

/// A second person decides on a proposed correction.
///
/// # Errors
/// `NotFound` for what the actor may not see, `Forbidden` for whoever proposed it or holds none of the roles, `Stale`
/// when somebody was faster, `Refused` when what followed has gone too far to be undone.
pub fn decide(
    tx: &mut Tx<'_>,
    council: &Council,
    id: CorrectionId,
    confirmed: bool,
    version: Option<i32>,
) -> Result<PaperId> {
    let paper = store::get(tx, &council.slug, id)?.paper_id;
    let paper = papers::get(tx, paper)?;
    papers::lock_family(tx, paper.root_id)?;
    let mut correction = store::get(tx, &council.slug, id)?;
    let mut case = Case::load(tx, council, paper)?;
    if !case.is_seen_by(tx.actor) {
        return Err(Error::NotFound);
    }
    let consultation = correction.consultation().ok_or(Error::NotFound)?;
    let mut consultation = consultations::get(tx, &council.slug, consultation)?;
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let step: &Step = council.step(kind, Action::Correct).ok_or(Error::NotFound)?;
    if step.by.is_disjoint(&case.standing(tx.actor, Some(consultation.organization_id), Action::Correct)) {
        return Err(not_yours(&step.by));
    }
    let account = tx.actor.account.ok_or(Error::SignIn)?;
    if account == correction.proposed_by {
        return Err(Error::Forbidden(Message::new("correction_second_person")));
    }
    match version {
        None => return Err(Error::refused(Message::new("input_required").on("version").with("field", "version"))),
        Some(version) if version != correction.version => return Err(Error::Stale),
        Some(_) => {}
    }
    if correction.state != CorrectionState::Proposed {
        return Err(Error::refused(Message::new("correction_decided")));
    }
    correction.state = if confirmed { CorrectionState::Confirmed } else { CorrectionState::Rejected };
    correction.decided_by = Some(account);
    correction.decided_at = Some(tx.now);
    let by = acting_for(tx, council, &case, Action::Correct, kind)?;
    store::save(tx, &mut correction)?;
    let reason = Some(correction.reason.clone());
    if !confirmed {
        let detail = Detail { by, reason, ..Detail::default() };
        return told_inside(tx, council, &case, &consultation, "reject-correction", detail);
    }
    let wrong = events::store::last_of(tx, &council.slug, &correction.subject, &ENTERED)?;
    let old_result = consultation.result_word.clone();
    let traces = wrong.as_ref().and_then(|event| event.detail.clone()).map(|detail| detail.traces);
    undo(tx, council, &mut case, &mut consultation, &traces.unwrap_or_default(), &correction.reason)?;
    let mut case = Case::load(tx, council, case.paper)?;
    let input = correction.input()?;
    let detail = if input.result.as_ref().is_some_and(|word| !word.is_empty()) {
        result::enter(tx, council, &mut case, &mut consultation, &input, None)?
    } else {
        clear(&mut consultation);
        consultations::save(tx, &mut consultation)?;
        Detail::default()
    };
    let detail = Detail {
        mail: wrong.as_ref().map(|_| MailRow::Corrected),
        corrects: wrong.map(|event| event.seq),
        by,
        old_result,
        reason,
        ..detail
    };
    record(tx, council, case, &consultation, "corrected", detail)
}

/// As if nothing had been entered: the consultation waits for its result.
fn clear(consultation: &mut Consultation) {
    consultation.state = ConsultationState::Scheduled;
    consultation.result_word = None;
    consultation.result_class = None;
    consultation.authoritative = false;
    consultation.note = String::new();
    consultation.final_text = String::new();
}

/// Takes back what followed from a wrong entry.
fn undo(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &mut Case,
    consultation: &mut Consultation,
    traces: &[Trace],
    reason: &str,
) -> Result<()> {
    let today = tx.now.day(council.timezone);
    for trace in traces {
        match trace {
            Trace::Planned { consultation } => {
                let mut planned = consultations::get(tx, &council.slug, *consultation)?;
                if planned.state == ConsultationState::Concluded {
                    let body = organizations::store::get(tx, planned.organization_id)?.name;
                    return Err(Error::refused(Message::new("correction_followed").with("body", body)));
                }
                if deliberation::is_open(planned.state) {
                    take_off(tx, council, &mut planned)?;
                    planned.state = ConsultationState::Cancelled;
                    consultations::save(tx, &mut planned)?;
                }
            }
            Trace::Cancelled { consultation, state } => {
                let mut other = consultations::get(tx, &council.slug, *consultation)?;
                if other.state == ConsultationState::Cancelled {
                    other.state = *state;
                    consultations::save(tx, &mut other)?;
                }
            }
            Trace::Started { clock } => {
                let mut clock = clocks::store::get(tx, &council.slug, *clock)?;
                if clock.state == ClockState::Running {
                    clock.state = ClockState::Lapsed;
                    clock.closed_on = Some(today);
                    clock.reason = reason.to_owned();
                    clocks::store::save(tx, &mut clock)?;
                }
            }
            Trace::Closed { clock } => follow::reopen_clock(tx, council, *clock)?,
            Trace::Withdrawn { entry } => restore(tx, council, case, *entry)?,
            Trace::Converted { kind, reference } => reconvert(tx, council, case, kind, reference)?,
        }
    }
    store::drop_orders(tx, consultation.id, today, reason)?;
    votes::store::delete_of(tx, consultation.id)?;
    consultations::replace_point_results(tx, consultation.id, &[])
}

fn restore(tx: &mut Tx<'_>, council: &Council, case: &mut Case, entry: EntryState) -> Result<()> {
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let expected = case.paper.version;
    case.paper.entry = entry;
    case.paper.circle = publication::circle(kind.entry, entry, case.paper.confidential, true, false);
    case.paper.version += 1;
    papers::save(tx, &case.paper, expected)
}

/// The paper is of its former kind again, under its former number; the one that it bore meanwhile leads to it.
fn reconvert(tx: &mut Tx<'_>, council: &Council, case: &mut Case, kind: &str, reference: &str) -> Result<()> {
    let slug = store::take_alias(tx, &council.slug, reference)?;
    let meanwhile = (case.paper.reference.clone(), case.paper.slug.clone());
    let expected = case.paper.version;
    kind.clone_into(&mut case.paper.kind);
    case.paper.reference = Some(reference.to_owned());
    case.paper.slug = slug;
    case.paper.fold();
    case.paper.version += 1;
    papers::save(tx, &case.paper, expected)?;
    if let (Some(reference), Some(slug)) = meanwhile {
        consultations::add_alias(tx, &council.slug, &slug, &reference, case.paper.id)?;
    }
    Ok(())
}

/// An event that only those hear of who may correct: what is wrong is told when it has been put right.
fn told_inside(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    consultation: &Consultation,
    action: &str,
    mut detail: Detail,
) -> Result<PaperId> {
    detail.body = Some(organizations::store::get(tx, consultation.organization_id)?.name);
    let event = NewEvent {
        action: action.to_owned(),
        paper_id: Some(case.paper.id),
        subject: format!("consultation:{}", consultation.id),
        circle: Circle::Administration,
        detail,
    };
    let seq = events::append(tx, council, event)?;
    papers::save_derived(tx, case.paper.id, case.paper.status, seq)?;
    Ok(case.paper.id)
}
