//! Proposing, confirming and rejecting corrections.
use super::consequences::ENTERED;
use super::{Correction, second, store, undo};
use crate::app::Tx;
use crate::consultations::record::record;
use crate::consultations::{Consultation, result, store as consultations};
use crate::council::{Council, MailRow, Step};
use crate::db::types::{CorrectionId, PaperId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use crate::orders::force;
use crate::organizations;
use crate::papers::act::{acting_for, not_yours};
use crate::papers::facts::Case;
use crate::papers::input::Input;
use crate::papers::store as papers;
use crate::procedure::{Action, ConsultationState};
use crate::visibility::Circle;

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
    let proposal = serde_json::to_string(&proposal)?;
    let correction = Correction::proposed(&case.paper, subject, proposal, reason.clone(), proposed_by, tx.now);
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
    if let Some(resolution) = correction.resolution() {
        return force::correct::decide(tx, council, case.paper, correction, resolution, (confirmed, version));
    }
    let consultation = correction.consultation().ok_or(Error::NotFound)?;
    let mut consultation = consultations::get(tx, &council.slug, consultation)?;
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let step: &Step = council.step(kind, Action::Correct).ok_or(Error::NotFound)?;
    if step.by.is_disjoint(&case.standing(tx.actor, Some(consultation.organization_id), Action::Correct)) {
        return Err(not_yours(&step.by));
    }
    second::decided(tx, &mut correction, confirmed, version)?;
    let by = acting_for(tx, council, &case, Action::Correct, kind)?;
    let reason = Some(correction.reason.clone());
    if !confirmed {
        let detail = Detail { by, reason, ..Detail::default() };
        return told_inside(tx, council, &case, &consultation, "reject-correction", detail);
    }
    let wrong = events::store::last_of(tx, &council.slug, &correction.subject, &ENTERED)?;
    let old_result = consultation.result_word.clone();
    let traces = wrong.as_ref().and_then(|event| event.detail.clone()).map(|detail| detail.traces);
    let input = correction.input()?;
    let undoing = undo::Undoing {
        council,
        by: &by,
        reason: &correction.reason,
        today: tx.now.day(council.timezone),
        keeps_dropped: undo::gives_up(council, &consultation.role, input.result.as_deref()),
    };
    undo::all(tx, &undoing, &mut case, &consultation, &traces.unwrap_or_default())?;
    let mut case = Case::load(tx, council, case.paper)?;
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
