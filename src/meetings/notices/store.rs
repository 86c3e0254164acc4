//! The queries on notices.
use super::Notice;
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{meetings, notices};
use crate::db::types::MeetingId;
use crate::error::Result;
use crate::meetings::Meeting;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Puts a notice up.
pub fn insert(tx: &mut Tx<'_>, notice: &Notice) -> Result<()> {
    diesel::insert_into(notices::table).values(notice).execute(&mut **tx)?;
    Ok(())
}

/// The notice on the minutes of a sitting, whether it still hangs or not.
pub fn of_meeting(db: &mut Db, meeting: MeetingId) -> Result<Option<Notice>> {
    Ok(notices::table.find(meeting).select(Notice::as_select()).first(db).optional()?)
}

/// What hangs on the board on this day, the latest first; at most `limit`.
pub fn board(db: &mut Db, council: &str, day: NaiveDate, limit: i64) -> Result<Vec<(Notice, Meeting)>> {
    Ok(notices::table
        .inner_join(meetings::table)
        .filter(notices::council.eq(council.to_owned()))
        .filter(notices::put_up_on.le(day).and(notices::taken_down_on.gt(day)))
        .order((notices::put_up_on.desc(), meetings::starts_at.desc(), meetings::id))
        .limit(limit)
        .select((Notice::as_select(), Meeting::as_select()))
        .load(db)?)
}
