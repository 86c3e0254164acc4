//! The queries on minutes and attendance.
use super::{Attendance, Minutes};
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{agenda_items, attendances, meetings, minutes, minutes_signatures, organizations, people};
use crate::db::types::{AgendaItemId, MeetingId, MinutesId, PersonId};
use crate::error::{Error, Result};
use crate::meetings::Meeting;
use crate::procedure::{MeetingState, MinutesState};
use diesel::prelude::*;

/// The minutes of a sitting, once somebody has begun them.
pub fn of_meeting(db: &mut Db, meeting: MeetingId) -> Result<Option<Minutes>> {
    Ok(minutes::table.filter(minutes::meeting_id.eq(meeting)).select(Minutes::as_select()).first(db).optional()?)
}

/// Writes new minutes.
pub fn insert(tx: &mut Tx<'_>, row: &Minutes) -> Result<()> {
    diesel::insert_into(minutes::table).values(row).execute(&mut **tx)?;
    Ok(())
}

/// Writes changed minutes over their version, which counts up. `Stale` when somebody was faster.
pub fn save(tx: &mut Tx<'_>, row: &mut Minutes) -> Result<()> {
    let expected = row.version;
    row.version += 1;
    let own = minutes::id.eq(row.id).and(minutes::version.eq(expected));
    let written = diesel::update(minutes::table.filter(own)).set(&*row).execute(&mut **tx)?;
    if written == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Writes who signed the minutes, in this order.
pub fn sign(tx: &mut Tx<'_>, id: MinutesId, people: &[PersonId]) -> Result<()> {
    for (position, person) in (1..).zip(people) {
        let row = (
            minutes_signatures::minutes_id.eq(id),
            minutes_signatures::person_id.eq(*person),
            minutes_signatures::position.eq(position),
        );
        diesel::insert_into(minutes_signatures::table).values(row).execute(&mut **tx)?;
    }
    Ok(())
}

/// The names of those who signed the minutes.
pub fn signed_by(db: &mut Db, id: MinutesId) -> Result<Vec<String>> {
    Ok(minutes_signatures::table
        .inner_join(people::table)
        .filter(minutes_signatures::minutes_id.eq(id))
        .order(minutes_signatures::position)
        .select(people::name)
        .load(db)?)
}

/// Who was how at a sitting, with their names, by name.
pub fn attendance(db: &mut Db, meeting: MeetingId) -> Result<Vec<(Attendance, String)>> {
    Ok(attendances::table
        .inner_join(people::table)
        .filter(attendances::meeting_id.eq(meeting))
        .order((people::name, people::id))
        .select((Attendance::as_select(), people::name))
        .load(db)?)
}

/// Writes how somebody was at a sitting, over what stood there.
pub fn put_attendance(tx: &mut Tx<'_>, row: &Attendance) -> Result<()> {
    let own = attendances::meeting_id.eq(row.meeting_id).and(attendances::person_id.eq(row.person_id));
    diesel::delete(attendances::table.filter(own)).execute(&mut **tx)?;
    diesel::insert_into(attendances::table).values(row).execute(&mut **tx)?;
    Ok(())
}

/// Writes what the minutes say on an item of this sitting; answers whether there is such an item.
pub fn put_item_text(tx: &mut Tx<'_>, meeting: MeetingId, item: AgendaItemId, text: &str) -> Result<bool> {
    let own = agenda_items::id.eq(item).and(agenda_items::meeting_id.eq(meeting));
    let written = diesel::update(agenda_items::table.filter(own))
        .set((agenda_items::minutes_text.eq(text.to_owned()), agenda_items::version.eq(agenda_items::version + 1)))
        .execute(&mut **tx)?;
    Ok(written > 0)
}

/// The sittings that are over and whose minutes were not approved yet, with the name of their body and how far the minutes
/// are; the last sitting first. At most `limit`.
pub fn unapproved(db: &mut Db, council: &str, limit: i64) -> Result<Vec<(Meeting, String, Option<MinutesState>)>> {
    let open = minutes::state.is_null().or(minutes::state.nullable().ne(Some(MinutesState::Approved)));
    let over = meetings::state.eq_any(vec![MeetingState::Held, MeetingState::Continued]);
    Ok(meetings::table
        .inner_join(organizations::table.on(organizations::id.eq(meetings::organization_id)))
        .left_join(minutes::table.on(minutes::meeting_id.eq(meetings::id)))
        .filter(meetings::council.eq(council.to_owned()).and(over))
        .filter(open)
        .order((meetings::starts_at.desc(), meetings::id))
        .limit(limit)
        .select((Meeting::as_select(), organizations::name, minutes::state.nullable()))
        .load(db)?)
}
