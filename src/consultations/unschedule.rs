//! A consultation leaves the agenda on which it lies, or goes on with it to another day.
use super::record::record;
use super::store;
use crate::app::Tx;
use crate::council::{Council, MailRow};
use crate::db::types::{AgendaItemId, ConsultationId, MeetingId, Moment};
use crate::error::{Error, Result};
use crate::events::Detail;
use crate::meetings::{self, agenda};
use crate::papers::act::acting_for;
use crate::papers::facts::Case;
use crate::papers::store as papers;
use crate::procedure::{Action, ConsultationState};

/// Takes a consultation off the agenda: it waits again for a sitting, on the list of those that wait. Nothing happens to
/// one that has its result. Who calls has asked the rule.
pub fn unschedule(
    tx: &mut Tx<'_>,
    council: &Council,
    id: ConsultationId,
    reason: &str,
    mail: Option<MailRow>,
) -> Result<()> {
    let paper = store::get(tx, &council.slug, id)?.paper_id;
    let paper = papers::get(tx, paper)?;
    papers::lock_family(tx, paper.root_id)?;
    let mut consultation = store::get(tx, &council.slug, id)?;
    if consultation.state != ConsultationState::Scheduled {
        return Ok(());
    }
    let sitting =
        consultation.meeting_id.map(|meeting| meetings::store::get(tx, &council.slug, meeting)).transpose()?;
    let case = Case::load(tx, council, paper)?;
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    agenda::act::take_off(tx, council, &mut consultation)?;
    consultation.state = ConsultationState::Planned;
    store::save(tx, &mut consultation)?;
    let detail = Detail {
        mail,
        by: acting_for(tx, council, &case, Action::Schedule, kind)?,
        was_at: sitting.map(|(meeting, _)| meeting.starts_at),
        reason: (!reason.is_empty()).then(|| reason.to_owned()),
        ..Detail::default()
    };
    record(tx, council, case, &consultation, "unschedule", detail)?;
    Ok(())
}

/// Puts a consultation of a sitting that was broken off on the agenda of the one that continues it, and tells everybody
/// who counted on the first day (`was_at`), and why.
pub fn carry_over(
    tx: &mut Tx<'_>,
    council: &Council,
    id: ConsultationId,
    (was_at, why): (Moment, &str),
    meeting: MeetingId,
    item: AgendaItemId,
) -> Result<()> {
    let paper = store::get(tx, &council.slug, id)?.paper_id;
    let paper = papers::get(tx, paper)?;
    papers::lock_family(tx, paper.root_id)?;
    let mut consultation = store::get(tx, &council.slug, id)?;
    if consultation.state != ConsultationState::Scheduled {
        return Ok(());
    }
    let case = Case::load(tx, council, paper)?;
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let (to, _) = meetings::store::get(tx, &council.slug, meeting)?;
    consultation.meeting_id = Some(meeting);
    consultation.agenda_item_id = Some(item);
    store::save(tx, &mut consultation)?;
    let detail = Detail {
        mail: Some(MailRow::Deferred),
        was_at: Some(was_at),
        by: acting_for(tx, council, &case, Action::Schedule, kind)?,
        reason: (!why.is_empty()).then(|| why.to_owned()),
        starts_at: Some(to.starts_at),
        place: Some(to.place),
        ..Detail::default()
    };
    record(tx, council, case, &consultation, Action::Schedule.as_str(), detail)?;
    Ok(())
}
