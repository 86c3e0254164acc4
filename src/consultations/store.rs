//! The queries on consultations.
use super::{Consultation, Row};
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{consultations, meetings, organizations};
use crate::db::types::{ConsultationId, MeetingId, Moment, PaperId};
use crate::error::{Error, Result};
use diesel::prelude::*;

/// One consultation of this council.
pub fn get(db: &mut Db, council: &str, id: ConsultationId) -> Result<Consultation> {
    Ok(consultations::table
        .filter(consultations::council.eq(council).and(consultations::id.eq(id)))
        .select(Consultation::as_select())
        .first(db)?)
}

/// The consultations of a paper in their order.
pub fn of_paper(db: &mut Db, paper: PaperId) -> Result<Vec<Consultation>> {
    Ok(consultations::table
        .filter(consultations::paper_id.eq(paper))
        .order(consultations::position)
        .select(Consultation::as_select())
        .load(db)?)
}

/// The Beratungsfolge of a paper with names, dates and places.
pub fn rows(db: &mut Db, paper: PaperId) -> Result<Vec<Row>> {
    let rows: Vec<(Consultation, String, Option<(Moment, String)>)> = consultations::table
        .inner_join(organizations::table.on(organizations::id.eq(consultations::organization_id)))
        .left_join(meetings::table.on(consultations::meeting_id.eq(meetings::id.nullable())))
        .filter(consultations::paper_id.eq(paper))
        .order(consultations::position)
        .select((Consultation::as_select(), organizations::name, (meetings::starts_at, meetings::place).nullable()))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(consultation, body, meeting)| {
            let (starts_at, place) = meeting.map_or((None, None), |(at, place)| (Some(at), Some(place)));
            Row { consultation, body, starts_at, place }
        })
        .collect())
}

/// The consultations on the agenda of a sitting.
pub fn of_meeting(db: &mut Db, meeting: MeetingId) -> Result<Vec<Consultation>> {
    Ok(consultations::table
        .filter(consultations::meeting_id.eq(meeting))
        .order((consultations::position, consultations::id))
        .select(Consultation::as_select())
        .load(db)?)
}

/// The position that a further consultation of a paper gets.
pub fn next_position(db: &mut Db, paper: PaperId) -> Result<i32> {
    let last: Option<i32> = consultations::table
        .filter(consultations::paper_id.eq(paper))
        .order(consultations::position.desc())
        .select(consultations::position)
        .first(db)
        .optional()?;
    Ok(last.unwrap_or(0) + 1)
}

/// Writes a new consultation.
pub fn insert(tx: &mut Tx<'_>, consultation: &Consultation) -> Result<()> {
    diesel::insert_into(consultations::table).values(consultation).execute(&mut **tx)?;
    Ok(())
}

/// Writes a changed consultation; its own version counts up. `Stale` when somebody was faster.
pub fn save(tx: &mut Tx<'_>, consultation: &mut Consultation) -> Result<()> {
    let expected = consultation.version;
    consultation.version += 1;
    let own = consultations::id.eq(consultation.id).and(consultations::version.eq(expected));
    let written = diesel::update(consultations::table.filter(own)).set(&*consultation).execute(&mut **tx)?;
    if written == 0 { Err(Error::Stale) } else { Ok(()) }
}
