//! The queries on sittings.
use super::Meeting;
use crate::app::Tx;
use crate::db::schema::{meetings, organizations};
use crate::db::types::{MeetingId, Moment, OrganizationId};
use crate::db::{Db, MultiBackend};
use crate::error::Result;
use diesel::prelude::*;

/// One sitting of this council with the name of its body.
pub fn get(db: &mut Db, council: &str, id: MeetingId) -> Result<(Meeting, String)> {
    Ok(meetings::table
        .inner_join(organizations::table.on(organizations::id.eq(meetings::organization_id)))
        .filter(meetings::council.eq(council.to_owned()).and(meetings::id.eq(id)))
        .select((Meeting::as_select(), organizations::name))
        .first(db)?)
}

/// The sitting of this body at this time; made when it is not there yet, with this place.
pub fn find_or_insert(
    tx: &mut Tx<'_>,
    council: &str,
    body: OrganizationId,
    starts_at: Moment,
    place: &str,
) -> Result<Meeting> {
    let same = meetings::organization_id.eq(body).and(meetings::starts_at.eq(starts_at));
    let known: Option<Meeting> =
        meetings::table.filter(same).select(Meeting::as_select()).first(&mut **tx).optional()?;
    if let Some(meeting) = known {
        return Ok(meeting);
    }
    let meeting = Meeting {
        id: MeetingId::new(),
        council: council.to_owned(),
        organization_id: body,
        starts_at,
        place: place.to_owned(),
    };
    diesel::insert_into(meetings::table).values(&meeting).execute(&mut **tx)?;
    Ok(meeting)
}

/// Sittings from `from` on (ascending), or before it (descending), with the names of their bodies; at most `limit`.
pub fn list(db: &mut Db, council: &str, from: Moment, future: bool, limit: i64) -> Result<Vec<(Meeting, String)>> {
    let query = meetings::table
        .inner_join(organizations::table.on(organizations::id.eq(meetings::organization_id)))
        .filter(meetings::council.eq(council.to_owned()))
        .select((Meeting::as_select(), organizations::name))
        .limit(limit);
    Ok(if future {
        query.filter(meetings::starts_at.ge(from)).order((meetings::starts_at, meetings::id)).load(db)?
    } else {
        query.filter(meetings::starts_at.lt(from)).order((meetings::starts_at.desc(), meetings::id)).load(db)?
    })
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
    Ok(if future {
        if let Some((at, last)) = after {
            query = query.filter(begins.gt(at).or(begins.eq(at).and(id.gt(last))));
        }
        query.filter(begins.ge(now)).order((begins, id)).load(db)?
    } else {
        if let Some((at, last)) = after {
            query = query.filter(begins.lt(at).or(begins.eq(at).and(id.lt(last))));
        }
        query.filter(begins.lt(now)).order((begins.desc(), id.desc())).load(db)?
    })
}

/// The sittings of one body, the latest first. At most `limit`.
pub fn of_body(db: &mut Db, body: OrganizationId, limit: i64) -> Result<Vec<Meeting>> {
    Ok(meetings::table
        .filter(meetings::organization_id.eq(body))
        .order((meetings::starts_at.desc(), meetings::id.desc()))
        .limit(limit)
        .select(Meeting::as_select())
        .load(db)?)
}

/// The sittings of these ids, in no order.
pub fn several(db: &mut Db, ids: &[MeetingId]) -> Result<Vec<Meeting>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(meetings::table.filter(meetings::id.eq_any(ids.to_vec())).select(Meeting::as_select()).load(db)?)
}
