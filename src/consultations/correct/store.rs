//! The queries on corrections, and what a correction must find to undo what followed from the wrong entry.
use super::Correction;
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{accounts, aliases, corrections, minutes};
use crate::db::types::{AccountId, CorrectionId, MeetingId};
use crate::error::{Error, Result};
use crate::procedure::{CorrectionState, MinutesState};
use diesel::prelude::*;

/// One correction of this council.
pub fn get(db: &mut Db, council: &str, id: CorrectionId) -> Result<Correction> {
    Ok(corrections::table
        .filter(corrections::council.eq(council.to_owned()).and(corrections::id.eq(id)))
        .select(Correction::as_select())
        .first(db)?)
}

/// The corrections that wait for a second person, the oldest first.
pub fn proposed(db: &mut Db, council: &str) -> Result<Vec<Correction>> {
    Ok(corrections::table
        .filter(corrections::council.eq(council.to_owned()).and(corrections::state.eq(CorrectionState::Proposed)))
        .order(corrections::id)
        .select(Correction::as_select())
        .load(db)?)
}

/// Whether a correction of this subject waits already.
pub fn waits(db: &mut Db, council: &str, subject: &str) -> Result<bool> {
    let found = corrections::table
        .filter(corrections::council.eq(council.to_owned()).and(corrections::subject.eq(subject.to_owned())))
        .filter(corrections::state.eq(CorrectionState::Proposed));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(db)?)
}

/// Writes a new correction.
pub fn insert(tx: &mut Tx<'_>, correction: &Correction) -> Result<()> {
    diesel::insert_into(corrections::table).values(correction).execute(&mut **tx)?;
    Ok(())
}

/// Writes a decided correction over its version.
pub fn save(tx: &mut Tx<'_>, correction: &mut Correction) -> Result<()> {
    let expected = correction.version;
    correction.version += 1;
    let own = corrections::id.eq(correction.id).and(corrections::version.eq(expected));
    let written = diesel::update(corrections::table.filter(own)).set(&*correction).execute(&mut **tx)?;
    if written == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// The name of an account, for the list of what waits.
pub fn name_of(db: &mut Db, account: AccountId) -> Result<String> {
    Ok(accounts::table.find(account).select(accounts::name).first(db)?)
}

/// Takes back the number that a conversion had made a former one; gives its part of the address.
pub fn take_alias(tx: &mut Tx<'_>, council: &str, reference: &str) -> Result<Option<String>> {
    let own = aliases::council.eq(council.to_owned()).and(aliases::reference.eq(reference.to_owned()));
    let slug: Option<String> = aliases::table.filter(own).select(aliases::slug).first(&mut **tx).optional()?;
    if let Some(slug) = &slug {
        diesel::delete(aliases::table.find((council, slug.as_str()))).execute(&mut **tx)?;
    }
    Ok(slug)
}

/// Whether the minutes of a sitting are finished, so that what they say is not changed by a correction.
pub fn has_finished_minutes(db: &mut Db, meeting: MeetingId) -> Result<bool> {
    let finished = minutes::table.filter(minutes::meeting_id.eq(meeting).and(minutes::state.ne(MinutesState::Draft)));
    Ok(diesel::select(diesel::dsl::exists(finished)).get_result(db)?)
}
