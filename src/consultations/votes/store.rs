//! The queries on votes and ballots.
use super::{Ballot, Vote};
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{ballots, meetings, memberships, organizations, people, votes};
use crate::db::types::{AgendaItemId, ConsultationId, MeetingId, OrganizationId, PersonId, VoteId};
use crate::error::Result;
use crate::procedure::Choice;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Writes a vote with its ballots.
pub fn insert(tx: &mut Tx<'_>, vote: &Vote, ballots: &[Ballot]) -> Result<()> {
    diesel::insert_into(votes::table).values(vote).execute(&mut **tx)?;
    for ballot in ballots {
        diesel::insert_into(ballots::table).values(ballot).execute(&mut **tx)?;
    }
    Ok(())
}

/// Takes the votes of a consultation away: they are entered anew with another result.
pub fn delete_of(tx: &mut Tx<'_>, consultation: ConsultationId) -> Result<()> {
    let known = votes::consultation_id.is_not_null().and(votes::consultation_id.assume_not_null().eq(consultation));
    let ids: Vec<VoteId> = votes::table.filter(known).select(votes::id).load(&mut **tx)?;
    diesel::delete(ballots::table.filter(ballots::vote_id.eq_any(ids.clone()))).execute(&mut **tx)?;
    diesel::delete(votes::table.filter(votes::id.eq_any(ids))).execute(&mut **tx)?;
    Ok(())
}

/// The votes on these consultations, in their order.
pub fn of_consultations(db: &mut Db, consultations: &[ConsultationId]) -> Result<Vec<Vote>> {
    if consultations.is_empty() {
        return Ok(Vec::new());
    }
    let known = votes::consultation_id
        .is_not_null()
        .and(votes::consultation_id.assume_not_null().eq_any(consultations.to_vec()));
    Ok(votes::table.filter(known).order((votes::position, votes::id)).select(Vote::as_select()).load(db)?)
}

/// The votes on one item of an agenda, in their order.
pub fn of_item(db: &mut Db, item: AgendaItemId) -> Result<Vec<Vote>> {
    Ok(votes::table
        .filter(votes::agenda_item_id.eq(item))
        .order((votes::position, votes::id))
        .select(Vote::as_select())
        .load(db)?)
}

/// The position that a further vote on an item gets.
pub fn next_position(db: &mut Db, item: AgendaItemId) -> Result<i32> {
    let last: Option<i32> = votes::table
        .filter(votes::agenda_item_id.eq(item))
        .order(votes::position.desc())
        .select(votes::position)
        .first(db)
        .optional()?;
    Ok(last.unwrap_or(0) + 1)
}

/// The ballots of these votes with the names of the people, by name.
pub fn ballots_of(db: &mut Db, votes: &[VoteId]) -> Result<Vec<(VoteId, String, Choice)>> {
    if votes.is_empty() {
        return Ok(Vec::new());
    }
    Ok(ballots::table
        .inner_join(people::table)
        .filter(ballots::vote_id.eq_any(votes.to_vec()))
        .order((people::name, people::id))
        .select((ballots::vote_id, people::name, ballots::choice))
        .load(db)?)
}

/// The people with a vote in a body on this day, by name.
pub fn voting_members(db: &mut Db, body: OrganizationId, day: NaiveDate) -> Result<Vec<(PersonId, String)>> {
    let mut found: Vec<(PersonId, String)> = memberships::table
        .inner_join(people::table)
        .filter(memberships::organization_id.eq(body).and(memberships::voting.eq(true)))
        .filter(memberships::starts_on.le(day))
        .filter(memberships::ends_on.is_null().or(memberships::ends_on.ge(day)))
        .order((people::name, people::id))
        .select((people::id, people::name))
        .load(db)?;
    found.dedup();
    Ok(found)
}

/// The seats of a body, where they are known.
pub fn seats(db: &mut Db, body: OrganizationId) -> Result<Option<i32>> {
    Ok(organizations::table.find(body).select(organizations::seats).first(db)?)
}

/// Whether the sitting was found able to decide; `None` while nobody recorded it.
pub fn quorate(db: &mut Db, meeting: MeetingId) -> Result<Option<bool>> {
    Ok(meetings::table.find(meeting).select(meetings::quorate).first(db)?)
}
