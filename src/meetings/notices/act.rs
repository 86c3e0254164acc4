//! Putting a notice up, in the transaction that approves the minutes.
use super::{Notice, store};
use crate::app::Tx;
use crate::council::Council;
use crate::error::{Error, Result};
use crate::meetings::Meeting;
use crate::procedure::notice;
use chrono::NaiveDate;

/// Puts up today that the minutes of this sitting were approved; nothing where the council has no notice board. Its event is
/// that of the approval.
///
/// # Errors
/// Only what the database says.
pub fn put_up(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, approved_on: NaiveDate) -> Result<Option<Notice>> {
    let Some(rules) = &council.notices else { return Ok(None) };
    let put_up_on = tx.now.day(council.timezone);
    let beyond = || Error::Internal(anyhow::anyhow!("the period {} runs beyond the calendar", rules.appeal));
    let clock = council.clocks.get(&rules.appeal).ok_or_else(beyond)?;
    let days = notice::days(put_up_on, clock.amount, clock.unit, &council.calendar).ok_or_else(beyond)?;
    let notice = Notice {
        meeting_id: meeting.id,
        council: council.slug.clone(),
        approved_on,
        put_up_on,
        appeal_until: days.appeal_until,
        taken_down_on: days.taken_down_on,
    };
    store::insert(tx, &notice)?;
    Ok(Some(notice))
}
