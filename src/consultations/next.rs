//! What a body put off to its next sitting: it comes up there by itself, and cannot be put on a later one.
use super::{Consultation, store};
use crate::app::Tx;
use crate::council::Council;
use crate::db::types::ConsultationId;
use crate::error::{Error, Result};
use crate::events::Trace;
use crate::meetings::{self, Meeting, agenda};
use crate::message::Message;
use crate::papers::facts::Case;
use crate::procedure::{ConsultationState, MeetingState};

/// Whether this result puts the matter off to the body's next sitting.
fn puts_off(council: &Council, origin: &Consultation) -> bool {
    let word = origin.result_word.as_ref().and_then(|word| council.results.get(word));
    word.is_some_and(|word| word.next_sitting)
}

/// Puts what follows from such a result on the agenda of the next sitting, where that is set up already.
pub fn place(tx: &mut Tx<'_>, council: &Council, origin: &Consultation, traces: &[Trace]) -> Result<()> {
    let (true, Some(sat)) = (puts_off(council, origin), origin.meeting_id) else { return Ok(()) };
    let planned: Vec<ConsultationId> = traces
        .iter()
        .filter_map(|trace| match trace {
            Trace::Planned { consultation } => Some(*consultation),
            _ => None,
        })
        .collect();
    let (sat, _) = meetings::store::get(tx, &council.slug, sat)?;
    let after = sat.starts_at.max(tx.now);
    let Some(begins) = meetings::store::next_of_body(tx, origin.organization_id, after)? else { return Ok(()) };
    let Some(meeting) = meetings::store::find_at(tx, origin.organization_id, begins)? else { return Ok(()) };
    if !matches!(meeting.state, MeetingState::Planned | MeetingState::Invited) {
        return Ok(());
    }
    for id in planned {
        let mut successor = store::get(tx, &council.slug, id)?;
        agenda::place(tx, council, &meeting, &mut successor)?;
        successor.state = ConsultationState::Scheduled;
        store::save(tx, &mut successor)?;
    }
    Ok(())
}

/// Whether the sitting on which it is put is not later than the body's next one.
///
/// # Errors
/// Refused with the day of the next sitting.
pub fn is_met(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    consultation: &Consultation,
    meeting: &Meeting,
) -> Result<()> {
    let origin = case.consultations.iter().find(|other| Some(other.id) == consultation.origin_id);
    let Some(origin) = origin.filter(|origin| puts_off(council, origin)) else { return Ok(()) };
    let sat = origin.meeting_id.map(|id| meetings::store::get(tx, &council.slug, id)).transpose()?;
    let after = sat.map_or(tx.now, |(sat, _)| sat.starts_at.max(tx.now));
    match meetings::store::next_of_body(tx, consultation.organization_id, after)? {
        Some(next) if next < meeting.starts_at => {
            let day = next.day(council.timezone);
            Err(Error::refused(Message::new("consultation_next_sitting").on("date").with("day", day)))
        }
        _ => Ok(()),
    }
}
