//! What may be done with a consultation: put it on the agenda of a sitting, enter its result.
use super::record::record;
use super::{Consultation, change, correct, next, result, store};
use crate::app::Tx;
use crate::council::{Council, MailRow};
use crate::db::types::{ConsultationId, PaperId};
use crate::error::{Error, Result};
use crate::events::Detail;
use crate::meetings::{self, agenda};
use crate::message::Message;
use crate::papers::act::{acting_for, in_stead, not_now, not_yours};
use crate::papers::facts::Case;
use crate::papers::input::Input;
use crate::papers::late;
use crate::papers::store as papers;
use crate::procedure::{Action, ConsultationState, EntryState, ResultClass, Subject};
use crate::typed::time_of_day;

/// Does an action on a consultation and returns the paper that it belongs to.
///
/// # Errors
/// As `papers::act::perform`; `input.version` is the consultation's own.
pub fn perform(
    tx: &mut Tx<'_>,
    council: &Council,
    id: ConsultationId,
    action: Action,
    input: &Input,
) -> Result<PaperId> {
    if action.subject() != Subject::Consultation {
        return Err(Error::NotFound);
    }
    let paper = store::get(tx, &council.slug, id)?.paper_id;
    let paper = papers::get(tx, paper)?;
    papers::lock_family(tx, paper.root_id)?;
    let consultation = store::get(tx, &council.slug, id)?;
    let case = Case::load(tx, council, paper)?;
    if !case.is_seen_by(tx.actor) {
        return Err(Error::NotFound);
    }
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let step = council.step(kind, action).ok_or(Error::NotFound)?;
    if step.by.is_disjoint(&case.standing(tx.actor, Some(consultation.organization_id), action)) {
        return Err(not_yours(&step.by));
    }
    let input = input.clone().checked(action, kind)?;
    match input.version {
        None => return Err(Error::refused(Message::new("input_required").on("version").with("field", "version"))),
        Some(version) if version != consultation.version => return Err(Error::Stale),
        Some(_) => {}
    }
    if let Some(refusal) = refusal(council, &case, &consultation, action) {
        return Err(refusal);
    }
    if action == Action::Schedule {
        return schedule(tx, council, case, consultation, &input, step.mail);
    }
    if action == Action::Correct {
        return correct::act::propose(tx, council, &case, &consultation, &input);
    }
    let (mut case, mut consultation) = (case, consultation);
    let mut detail = match action {
        Action::SwitchRole => change::switch_role(tx, council, &case, &mut consultation, &input)?,
        Action::Cancel => change::cancel(tx, council, &mut consultation, &input)?,
        Action::Complete => change::complete(tx, council, &case, &mut consultation, &input)?,
        Action::FinalText => change::final_text(tx, council, &case, &mut consultation, &input)?,
        _ => result::enter(tx, council, &mut case, &mut consultation, &input, step.mail)?,
    };
    if action != Action::EnterResult {
        detail.mail = step.mail;
    }
    detail.by = acting_for(tx, council, &case, action, kind)?;
    detail.in_stead = in_stead(tx, council, &case, action, kind);
    record(tx, council, case, &consultation, action.as_str(), detail)
}

/// Why the action is not possible in the state in which paper and consultation are; `None` when it is.
pub fn refusal(council: &Council, case: &Case, consultation: &Consultation, action: Action) -> Option<Error> {
    let withdrawn_by_result = case.paper.entry == EntryState::Withdrawn && action == Action::Correct;
    if !matches!(case.paper.entry, EntryState::Admitted | EntryState::Issued) && !withdrawn_by_result {
        return Some(not_now(case.paper.entry));
    }
    let returned = || {
        let origin = case.consultations.iter().find(|other| Some(other.id) == consultation.origin_id);
        origin.is_some_and(|origin| origin.result_class == Some(ResultClass::Return))
    };
    if action == Action::Correct {
        // Also what closed or withdrew a paper can have been entered wrongly.
        let missing = || Error::refused(Message::new("consultation_no_result"));
        return consultation.result_word.is_none().then(missing);
    }
    let deferred = consultation.result_class == Some(ResultClass::Defer);
    let key = match (action, consultation.state) {
        (Action::Schedule, ConsultationState::Planned | ConsultationState::Scheduled) => {
            return change::waits_for(council, case, consultation).map(Error::refused);
        }
        (Action::EnterResult, ConsultationState::Scheduled)
        | (Action::SwitchRole | Action::Cancel, ConsultationState::Planned | ConsultationState::Scheduled) => {
            return None;
        }
        (Action::SwitchRole, ConsultationState::Concluded) if deferred => return None,
        (Action::Complete, ConsultationState::Planned) if returned() => return None,
        (Action::Complete, _) => "consultation_not_returned",
        (Action::FinalText, _) if change::lacks_final_text(council, consultation) => return None,
        (Action::FinalText, _) => "consultation_no_final_text",
        (Action::EnterResult, ConsultationState::Planned) => "consultation_not_scheduled",
        (_, ConsultationState::Cancelled) => "consultation_cancelled",
        _ => "consultation_concluded",
    };
    Some(Error::refused(Message::new(key)))
}

fn schedule(
    tx: &mut Tx<'_>,
    council: &Council,
    case: Case,
    mut consultation: Consultation,
    input: &Input,
    mail: Option<MailRow>,
) -> Result<PaperId> {
    let meeting = sitting_of(tx, council, &consultation, input)?;
    next::is_met(tx, council, &case, &consultation, &meeting)?;
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    if let Some(late) = late::refusal(council, kind, &case.paper, meeting.starts_at.day(council.timezone)) {
        return Err(Error::refused(late));
    }
    match input.item.as_deref().filter(|item| !item.is_empty()) {
        Some(item) => {
            let item = item.parse().map_err(|_| Error::refused(Message::new("agenda_item_unknown").on("item")))?;
            agenda::place_on(tx, council, &meeting, item, &mut consultation)?
        }
        None => agenda::place(tx, council, &meeting, &mut consultation)?,
    };
    consultation.state = ConsultationState::Scheduled;
    consultation.planned_for.clear();
    // "Without a result" is said of the sitting that it leaves.
    consultation.result_word = None;
    consultation.result_class = None;
    store::save(tx, &mut consultation)?;
    let detail = Detail {
        mail,
        by: acting_for(tx, council, &case, Action::Schedule, kind)?,
        starts_at: Some(meeting.starts_at),
        place: Some(meeting.place),
        ..Detail::default()
    };
    record(tx, council, case, &consultation, Action::Schedule.as_str(), detail)
}

/// The sitting that is meant: one that is there, or that of the body at the named hour.
fn sitting_of(
    tx: &mut Tx<'_>,
    council: &Council,
    consultation: &Consultation,
    input: &Input,
) -> Result<meetings::Meeting> {
    if let Some(meeting) = input.meeting.as_deref().filter(|meeting| !meeting.is_empty()) {
        let unknown = || Error::refused(Message::new("meeting_unknown").on("meeting"));
        let id = meeting.parse().map_err(|_| unknown())?;
        return match meetings::store::get(tx, &council.slug, id) {
            Err(Error::NotFound) => Err(unknown()),
            found => Ok(found?.0),
        };
    }
    let (Some(date), Some(time)) = (input.date, input.time.as_deref().and_then(time_of_day)) else {
        return Err(Error::refused(Message::new("input_required").on("date").with("field", "date")));
    };
    let starts_at =
        council.moment(date, time).ok_or_else(|| Error::refused(Message::new("time_does_not_exist").on("time")))?;
    let place = input.place.as_deref().unwrap_or_default();
    meetings::store::find_or_insert(tx, &council.slug, consultation.organization_id, starts_at, place)
}
