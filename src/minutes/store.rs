//! The queries on minutes and attendance.
use super::{Attendance, Minutes};
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{agenda_items, attendances, minutes, people};
use crate::db::types::{AgendaItemId, MeetingId};
use crate::error::{Error, Result};
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
        .set((agenda_items::note.eq(text.to_owned()), agenda_items::version.eq(agenda_items::version + 1)))
        .execute(&mut **tx)?;
    Ok(written > 0)
}
