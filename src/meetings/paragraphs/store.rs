//! The queries on the numbers of decisions.
use super::Paragraph;
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{meeting_bodies, meetings, paragraphs};
use crate::db::types::{AgendaItemId, MeetingId, Moment, OrganizationId};
use crate::error::Result;
use crate::meetings::Meeting;
use crate::procedure::MeetingState;
use diesel::prelude::*;

/// The numbers given in a sitting, the smallest first.
pub fn of_meeting(db: &mut Db, meeting: MeetingId) -> Result<Vec<Paragraph>> {
    Ok(paragraphs::table
        .filter(paragraphs::meeting_id.eq(meeting))
        .order((paragraphs::year, paragraphs::number, paragraphs::organization_id))
        .select(Paragraph::as_select())
        .load(db)?)
}

/// The numbers of these items, the smallest first.
pub fn of_items(db: &mut Db, items: &[AgendaItemId]) -> Result<Vec<Paragraph>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    Ok(paragraphs::table
        .filter(paragraphs::agenda_item_id.eq_any(items.to_vec()))
        .order((paragraphs::year, paragraphs::number, paragraphs::organization_id))
        .select(Paragraph::as_select())
        .load(db)?)
}

/// Writes a number.
pub fn insert(tx: &mut Tx<'_>, row: &Paragraph) -> Result<()> {
    diesel::insert_into(paragraphs::table).values(row).execute(&mut **tx)?;
    Ok(())
}

/// The sittings of a body between two moments, the first one included, that were not cancelled; the earliest first.
pub fn sittings(db: &mut Db, body: OrganizationId, from: Moment, before: Moment) -> Result<Vec<Meeting>> {
    let jointly =
        meeting_bodies::table.filter(meeting_bodies::organization_id.eq(body)).select(meeting_bodies::meeting_id);
    Ok(meetings::table
        .filter(meetings::organization_id.eq(body).or(meetings::id.eq_any(jointly)))
        .filter(meetings::starts_at.ge(from).and(meetings::starts_at.lt(before)))
        .filter(meetings::state.ne(MeetingState::Cancelled))
        .order((meetings::starts_at, meetings::id))
        .select(Meeting::as_select())
        .load(db)?)
}
