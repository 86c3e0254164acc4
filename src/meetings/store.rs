//! The queries on sittings.
use super::Meeting;
use crate::app::Tx;
use crate::db::schema::{meeting_bodies, meetings, minutes, organizations};
use crate::db::types::{MeetingId, Moment, OrganizationId};
use crate::db::{Db, MultiBackend};
use crate::error::{Error, Result};
use crate::procedure::{MeetingState, MinutesState};
use diesel::prelude::*;

/// One sitting of this council with the name that its body bore then.
pub fn get(db: &mut Db, council: &str, id: MeetingId) -> Result<(Meeting, String)> {
    let (meeting, mut name): (Meeting, String) = meetings::table
        .inner_join(organizations::table.on(organizations::id.eq(meetings::organization_id)))
        .filter(meetings::council.eq(council.to_owned()).and(meetings::id.eq(id)))
        .select((Meeting::as_select(), organizations::name))
        .first(db)?;
    crate::organizations::store::as_of(db, vec![(meeting.organization_id, day(&meeting), &mut name)])?;
    Ok((meeting, name))
}

/// The day of a sitting, for the name of its body: names change at midnight, and no council sits then.
fn day(meeting: &Meeting) -> chrono::NaiveDate {
    meeting.starts_at.0.date_naive()
}

/// Gives each sitting the name that its body bore then.
fn named(db: &mut Db, mut rows: Vec<(Meeting, String)>) -> Result<Vec<(Meeting, String)>> {
    let names = rows.iter_mut().map(|(meeting, name)| (meeting.organization_id, day(meeting), name)).collect();
    crate::organizations::store::as_of(db, names)?;
    Ok(rows)
}

/// The sitting of this id, of whatever council; `None` when it is gone.
pub fn by_id(db: &mut Db, id: MeetingId) -> Result<Option<Meeting>> {
    Ok(meetings::table.find(id).select(Meeting::as_select()).first(db).optional()?)
}

/// The sitting that continues this one, when it was broken off.
pub fn continued_by(db: &mut Db, id: MeetingId) -> Result<Option<Meeting>> {
    Ok(meetings::table.filter(meetings::continues_id.eq(id)).select(Meeting::as_select()).first(db).optional()?)
}

/// Holds the sitting for this transaction: whoever else changes its agenda waits.
pub fn lock(tx: &mut Tx<'_>, id: MeetingId) -> Result<()> {
    diesel::update(meetings::table.find(id)).set(meetings::version.eq(meetings::version)).execute(&mut **tx)?;
    Ok(())
}

/// The bodies that sit, the meeting's own first.
pub fn bodies(db: &mut Db, meeting: &Meeting) -> Result<Vec<OrganizationId>> {
    let jointly: Vec<OrganizationId> = meeting_bodies::table
        .filter(meeting_bodies::meeting_id.eq(meeting.id))
        .order(meeting_bodies::organization_id)
        .select(meeting_bodies::organization_id)
        .load(db)?;
    let others = jointly.into_iter().filter(|body| *body != meeting.organization_id);
    Ok([meeting.organization_id].into_iter().chain(others).collect())
}

/// Writes a new sitting with the bodies that sit.
pub fn insert(tx: &mut Tx<'_>, meeting: &Meeting, bodies: &[OrganizationId]) -> Result<()> {
    diesel::insert_into(meetings::table).values(meeting).execute(&mut **tx)?;
    put_bodies(tx, meeting.id, bodies)
}

/// Says which bodies sit.
pub fn put_bodies(tx: &mut Tx<'_>, id: MeetingId, bodies: &[OrganizationId]) -> Result<()> {
    diesel::delete(meeting_bodies::table.filter(meeting_bodies::meeting_id.eq(id))).execute(&mut **tx)?;
    for body in bodies {
        let row = (meeting_bodies::meeting_id.eq(id), meeting_bodies::organization_id.eq(*body));
        diesel::insert_into(meeting_bodies::table).values(row).execute(&mut **tx)?;
    }
    Ok(())
}

/// Writes a changed sitting over the version that is expected; it counts up. `Stale` when somebody was faster.
pub fn save(tx: &mut Tx<'_>, meeting: &mut Meeting) -> Result<()> {
    let expected = meeting.version;
    meeting.version += 1;
    let own = meetings::id.eq(meeting.id).and(meetings::version.eq(expected));
    let written = diesel::update(meetings::table.filter(own)).set(&*meeting).execute(&mut **tx)?;
    if written == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// The sitting of this body at this time, alone or with others; none that was cancelled.
pub fn find_at(db: &mut Db, body: OrganizationId, starts_at: Moment) -> Result<Option<Meeting>> {
    let jointly =
        meeting_bodies::table.filter(meeting_bodies::organization_id.eq(body)).select(meeting_bodies::meeting_id);
    Ok(meetings::table
        .filter(meetings::starts_at.eq(starts_at).and(meetings::state.ne(MeetingState::Cancelled)))
        .filter(meetings::organization_id.eq(body).or(meetings::id.eq_any(jointly)))
        .order(meetings::id)
        .select(Meeting::as_select())
        .first(db)
        .optional()?)
}

/// The sitting of this body at this time; made when it is not there yet, with this place.
pub fn find_or_insert(
    tx: &mut Tx<'_>,
    council: &str,
    body: OrganizationId,
    starts_at: Moment,
    place: &str,
) -> Result<Meeting> {
    if let Some(meeting) = find_at(tx, body, starts_at)? {
        return Ok(meeting);
    }
    let meeting = Meeting::planned(council, body, starts_at, place);
    insert(tx, &meeting, &[body])?;
    Ok(meeting)
}

/// Sittings from `from` on (ascending), or before it (descending), with the names of their bodies; at most `limit`.
pub fn list(db: &mut Db, council: &str, from: Moment, future: bool, limit: i64) -> Result<Vec<(Meeting, String)>> {
    let query = meetings::table
        .inner_join(organizations::table.on(organizations::id.eq(meetings::organization_id)))
        .filter(meetings::council.eq(council.to_owned()))
        .select((Meeting::as_select(), organizations::name))
        .limit(limit);
    let rows = if future {
        query.filter(meetings::starts_at.ge(from)).order((meetings::starts_at, meetings::id)).load(db)?
    } else {
        query.filter(meetings::starts_at.lt(from)).order((meetings::starts_at.desc(), meetings::id)).load(db)?
    };
    named(db, rows)
}

/// A page of sittings: those from `now` on, the next first, or those before, the last first; after the row (beginning,
/// id) of the page before. At most `limit`.
pub fn page(
    db: &mut Db,
    council: &str,
    now: Moment,
    future: bool,
    after: Option<(Moment, MeetingId)>,
    limit: i64,
) -> Result<Vec<(Meeting, String)>> {
    let mut query = meetings::table
        .inner_join(organizations::table.on(organizations::id.eq(meetings::organization_id)))
        .filter(meetings::council.eq(council.to_owned()))
        .select((Meeting::as_select(), organizations::name))
        .limit(limit)
        .into_boxed::<MultiBackend>();
    let (begins, id) = (meetings::starts_at, meetings::id);
    let rows = if future {
        if let Some((at, last)) = after {
            query = query.filter(begins.gt(at).or(begins.eq(at).and(id.gt(last))));
        }
        query.filter(begins.ge(now)).order((begins, id)).load(db)?
    } else {
        if let Some((at, last)) = after {
            query = query.filter(begins.lt(at).or(begins.eq(at).and(id.lt(last))));
        }
        query.filter(begins.lt(now)).order((begins.desc(), id.desc())).load(db)?
    };
    named(db, rows)
}

/// The sittings of one body, alone or with others, the latest first. At most `limit`.
pub fn of_body(db: &mut Db, body: OrganizationId, limit: i64) -> Result<Vec<Meeting>> {
    let jointly =
        meeting_bodies::table.filter(meeting_bodies::organization_id.eq(body)).select(meeting_bodies::meeting_id);
    Ok(meetings::table
        .filter(meetings::organization_id.eq(body).or(meetings::id.eq_any(jointly)))
        .order((meetings::starts_at.desc(), meetings::id.desc()))
        .limit(limit)
        .select(Meeting::as_select())
        .load(db)?)
}

/// When this body meets next after a moment, alone or with others; a sitting that was cancelled does not count.
pub fn next_of_body(db: &mut Db, body: OrganizationId, after: Moment) -> Result<Option<Moment>> {
    let jointly =
        meeting_bodies::table.filter(meeting_bodies::organization_id.eq(body)).select(meeting_bodies::meeting_id);
    Ok(meetings::table
        .filter(meetings::organization_id.eq(body).or(meetings::id.eq_any(jointly)))
        .filter(meetings::starts_at.gt(after).and(meetings::state.ne(MeetingState::Cancelled)))
        .order((meetings::starts_at, meetings::id))
        .select(meetings::starts_at)
        .first(db)
        .optional()?)
}

/// The sittings of these ids, in no order.
pub fn several(db: &mut Db, ids: &[MeetingId]) -> Result<Vec<Meeting>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(meetings::table.filter(meetings::id.eq_any(ids.to_vec())).select(Meeting::as_select()).load(db)?)
}

/// How far the minutes of a sitting are; `None` while nobody has begun them.
pub fn minutes_state(db: &mut Db, meeting: MeetingId) -> Result<Option<MinutesState>> {
    Ok(minutes::table.filter(minutes::meeting_id.eq(meeting)).select(minutes::state).first(db).optional()?)
}
