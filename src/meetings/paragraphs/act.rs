//! Giving decisions their numbers: in the transaction that finishes the minutes or enters the result, from a counter row.
use super::{Paragraph, store};
use crate::app::Tx;
use crate::consultations;
use crate::council::Council;
use crate::db::types::{AgendaItemId, OrganizationId};
use crate::error::{Error, Result};
use crate::meetings::agenda::{self, AgendaItem};
use crate::meetings::{self, Meeting};
use crate::message::Message;
use crate::papers::store::next;
use crate::procedure::{ConsultationState, ItemState, MinutesState, ParagraphsAt};
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::collections::BTreeSet;

/// Numbers what was dealt with in a sitting whose minutes are finished, in the order of the agenda; gives the numbers as
/// they are printed.
///
/// # Errors
/// Refused while an earlier sitting of the same body and year waits for its numbers: they follow the order of the sittings.
pub fn with_minutes(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting) -> Result<Vec<String>> {
    if council.meetings.paragraphs.is_none() {
        return Ok(Vec::new());
    }
    for body in meetings::store::bodies(tx, meeting)? {
        earlier_first(tx, council, meeting, body)?;
    }
    let items = agenda::in_order(agenda::store::of_meeting(tx, meeting.id)?);
    take(tx, council, meeting, &items)
}

/// Numbers the item on which a result was entered, where that is when numbers are taken, or where the minutes were finished
/// without it.
pub fn with_result(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    item: Option<AgendaItemId>,
) -> Result<Vec<String>> {
    let (Some(rules), Some(item)) = (&council.meetings.paragraphs, item) else { return Ok(Vec::new()) };
    if rules.at == ParagraphsAt::Minutes {
        let state = meetings::store::minutes_state(tx, meeting.id)?;
        if state.is_none_or(|state| state == MinutesState::Draft) {
            return Ok(Vec::new());
        }
    }
    let item = agenda::store::get(tx, &council.slug, item)?;
    take(tx, council, meeting, &[item])
}

fn take(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, items: &[AgendaItem]) -> Result<Vec<String>> {
    let Some(rules) = &council.meetings.paragraphs else { return Ok(Vec::new()) };
    let year = meeting.starts_at.day(council.timezone).year();
    let mut printed = Vec::new();
    for (item, body) in unnumbered(tx, meeting, items)? {
        let number = next(tx, &council.slug, &format!("paragraph:{body}:{year}"))?;
        let number = i32::try_from(number).map_err(|e| Error::Internal(e.into()))?;
        let row = Paragraph {
            agenda_item_id: item,
            organization_id: body,
            meeting_id: meeting.id,
            year,
            number,
            taken_at: tx.now,
        };
        store::insert(tx, &row)?;
        printed.push(rules.print(number));
    }
    Ok(printed)
}

/// The items that were dealt with and have no number yet, each with the body whose number it gets: that whose consultations
/// it holds; for an item without papers the one that leads the sitting.
fn unnumbered(tx: &mut Tx<'_>, meeting: &Meeting, items: &[AgendaItem]) -> Result<Vec<(AgendaItemId, OrganizationId)>> {
    let lain = consultations::store::of_meeting(tx, meeting.id)?;
    let known = store::of_meeting(tx, meeting.id)?;
    let mut found = Vec::new();
    for item in items.iter().filter(|item| item.state != ItemState::Removed) {
        let on_it = || lain.iter().filter(|row| row.agenda_item_id == Some(item.id));
        let concluded = on_it().filter(|row| row.state == ConsultationState::Concluded);
        let mut bodies: BTreeSet<OrganizationId> = concluded.map(|row| row.organization_id).collect();
        let spoken = item.state == ItemState::Done || !item.minutes_text.is_empty();
        if bodies.is_empty() && spoken && on_it().next().is_none() {
            bodies.insert(meeting.organization_id);
        }
        let new = bodies
            .into_iter()
            .filter(|body| !known.iter().any(|row| row.agenda_item_id == item.id && row.organization_id == *body));
        found.extend(new.map(|body| (item.id, body)));
    }
    Ok(found)
}

fn earlier_first(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, body: OrganizationId) -> Result<()> {
    let day = meeting.starts_at.day(council.timezone);
    let begin = NaiveDate::from_ymd_opt(day.year(), 1, 1).and_then(|day| council.moment(day, NaiveTime::MIN));
    for earlier in store::sittings(tx, body, begin.unwrap_or(meeting.starts_at), meeting.starts_at)? {
        let items = agenda::store::of_meeting(tx, earlier.id)?;
        if unnumbered(tx, &earlier, &items)?.iter().any(|(_, of)| *of == body) {
            let day = earlier.starts_at.day(council.timezone);
            return Err(Error::refused(Message::new("paragraphs_earlier").with("day", day)));
        }
    }
    Ok(())
}
