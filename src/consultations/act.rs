//! What may be done with a consultation: put it on the agenda of a sitting, enter its result.
use super::{Consultation, store};
use crate::app::Tx;
use crate::council::{Council, MailRow};
use crate::db::types::{ConsultationId, PaperId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::meetings::{self, agenda};
use crate::message::Message;
use crate::organizations;
use crate::papers::act::{not_now, not_yours};
use crate::papers::effects;
use crate::papers::facts::Case;
use crate::papers::input::{Input, time_of_day};
use crate::papers::store as papers;
use crate::procedure::{Action, ClockState, ConsultationState, EntryState, ResultClass, Subject, deliberation};

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
    let step = kind.actions.get(&action).ok_or(Error::NotFound)?;
    if step.by.is_disjoint(&case.standing(tx.actor, Some(consultation.organization_id), action)) {
        return Err(not_yours(&step.by));
    }
    let input = input.clone().checked(action, false)?;
    match input.version {
        None => return Err(Error::refused(Message::new("input_required").on("version").with("field", "version"))),
        Some(version) if version != consultation.version => return Err(Error::Stale),
        Some(_) => {}
    }
    if let Some(refusal) = refusal(&case, &consultation, action) {
        return Err(refusal);
    }
    match action {
        Action::Schedule => schedule(tx, council, case, consultation, &input, step.mail),
        _ => enter_result(tx, council, case, consultation, &input, step.mail),
    }
}

/// Why the action is not possible in the state in which paper and consultation are; `None` when it is.
pub fn refusal(case: &Case, consultation: &Consultation, action: Action) -> Option<Error> {
    if case.paper.entry != EntryState::Admitted {
        return Some(not_now(case.paper.entry));
    }
    let key = match (action, consultation.state) {
        (Action::Schedule, ConsultationState::Planned | ConsultationState::Scheduled)
        | (Action::EnterResult, ConsultationState::Scheduled) => return None,
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
    match input.item.as_deref().filter(|item| !item.is_empty()) {
        Some(item) => {
            let item = item.parse().map_err(|_| Error::refused(Message::new("agenda_item_unknown").on("item")))?;
            agenda::place_on(tx, council, &meeting, item, &mut consultation)?
        }
        None => agenda::place(tx, council, &meeting, &mut consultation)?,
    };
    consultation.state = ConsultationState::Scheduled;
    store::save(tx, &mut consultation)?;
    let detail = Detail { mail, starts_at: Some(meeting.starts_at), place: Some(meeting.place), ..Detail::default() };
    record(tx, council, case, &consultation, Action::Schedule, detail)
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

fn enter_result(
    tx: &mut Tx<'_>,
    council: &Council,
    case: Case,
    mut consultation: Consultation,
    input: &Input,
    mail: Option<MailRow>,
) -> Result<PaperId> {
    let word = input.result.clone().unwrap_or_default();
    let role = council.roles.get(&consultation.role).ok_or(Error::NotFound)?;
    let result = council.results.get(&word).filter(|_| role.results.contains(&word)).ok_or_else(|| {
        let known: Vec<_> = role.results.iter().map(String::as_str).collect();
        Error::refused(Message::new("result_unknown").on("result").with("results", known.join(", ")))
    })?;
    let Some(meeting) = consultation.meeting_id else {
        return Err(Error::refused(Message::new("consultation_not_scheduled")));
    };
    let (meeting, _) = meetings::store::get(tx, &council.slug, meeting)?;
    if meeting.starts_at.day(council.timezone) > tx.now.day(council.timezone) {
        let day = meeting.starts_at.day(council.timezone);
        return Err(Error::refused(Message::new("result_before_meeting").on("result").with("day", day)));
    }
    if result.class == ResultClass::AnswerWritten && !case.is_answered(council) {
        // ANSWER_WRITTEN holds only with a published answer (procedure.md §1.4).
        return Err(Error::refused(Message::new("result_without_answer").on("result")));
    }
    consultation.state = ConsultationState::Concluded;
    consultation.result_class = Some(result.class);
    consultation.result_word = Some(word.clone());
    consultation.note = input.note.clone().unwrap_or_default();
    store::save(tx, &mut consultation)?;
    if deliberation::outcome(result.class, role.kind).successor {
        effects::add_consultation(tx, council, &case.paper, consultation.organization_id, &consultation.role)?;
    }
    let deferred = result.class == ResultClass::Defer;
    let detail = Detail {
        mail: if deferred { mail.map(|_| MailRow::Deferred) } else { mail },
        starts_at: Some(meeting.starts_at),
        place: Some(meeting.place),
        result: Some(word),
        class: Some(result.class),
        reason: input.note.clone().filter(|note| !note.is_empty()),
        ..Detail::default()
    };
    record(tx, council, case, &consultation, Action::EnterResult, detail)
}

/// Appends the event and writes what follows for the paper's status.
fn record(
    tx: &mut Tx<'_>,
    council: &Council,
    case: Case,
    consultation: &Consultation,
    action: Action,
    mut detail: Detail,
) -> Result<PaperId> {
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let body = organizations::store::get(tx, consultation.organization_id)?;
    detail.by = crate::papers::act::acting_for(tx, council, &case, action, kind)?;
    detail.body = Some(body.name);
    detail.role = Some(consultation.role.clone());
    detail.from = Some(case.paper.status);
    detail.reference = case.paper.reference.clone();
    detail.due_on =
        case.clocks.iter().filter(|clock| clock.state == ClockState::Running).map(|clock| clock.due_on).min();
    let case = Case::load(tx, council, case.paper)?;
    let status = case.status(council, case.paper.entry);
    detail.to = Some(status);
    let event = NewEvent {
        action: action.to_string(),
        paper_id: Some(case.paper.id),
        subject: format!("consultation:{}", consultation.id),
        circle: case.paper.circle,
        detail,
    };
    let seq = events::append(tx, council, event)?;
    papers::save_derived(tx, case.paper.id, status, seq)?;
    Ok(case.paper.id)
}
