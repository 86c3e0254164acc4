//! What was taken, as it is stored.
use super::Taken;
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{agenda_items, imports, meetings, papers};
use crate::db::types::{AgendaItemId, MeetingId, Moment, OrganizationId, PaperId};
use crate::error::Result;
use diesel::prelude::*;

/// An id of a source: the source, the id there, what it became, its digest.
type Known = (String, String, Option<PaperId>, String);

/// A paper by id: root, number, slug.
type Named = (PaperId, PaperId, Option<String>, Option<String>);

/// Everything that the council has taken from anywhere: source, id there, what it became, digest.
pub fn known(db: &mut Db, council: &str) -> Result<Vec<Known>> {
    Ok(imports::table
        .filter(imports::council.eq(council.to_owned()))
        .select((imports::source, imports::external_id, imports::paper_id, imports::digest))
        .load(db)?)
}

/// Remembers what was taken.
pub fn insert(tx: &mut Tx<'_>, taken: &Taken) -> Result<()> {
    diesel::insert_into(imports::table).values(taken).execute(&mut **tx)?;
    Ok(())
}

/// Remembers what it is now.
pub fn renew(tx: &mut Tx<'_>, taken: &Taken) -> Result<()> {
    let own = imports::table.find((&taken.council, &taken.source, &taken.external_id));
    diesel::update(own).set(taken).execute(&mut **tx)?;
    Ok(())
}

/// Where a paper came from; `None` for one that was filed here.
pub fn origin(db: &mut Db, paper: PaperId) -> Result<Option<Taken>> {
    let own = imports::table.filter(imports::paper_id.eq(paper)).order(imports::taken_at);
    Ok(own.select(Taken::as_select()).first(db).optional()?)
}

/// The council's papers by id: root, number, slug.
pub fn papers(db: &mut Db, council: &str) -> Result<Vec<Named>> {
    Ok(papers::table
        .filter(papers::council.eq(council.to_owned()))
        .select((papers::id, papers::root_id, papers::reference, papers::slug))
        .load(db)?)
}

/// The council's sittings by their body and hour.
pub fn sittings(db: &mut Db, council: &str) -> Result<Vec<(MeetingId, OrganizationId, Moment)>> {
    Ok(meetings::table
        .filter(meetings::council.eq(council.to_owned()))
        .select((meetings::id, meetings::organization_id, meetings::starts_at))
        .load(db)?)
}

/// An agenda item: its sitting, number, title and place.
type Item = (AgendaItemId, MeetingId, String, String, i32);

/// The agenda items of the council's sittings.
pub fn items(db: &mut Db, council: &str) -> Result<Vec<Item>> {
    Ok(agenda_items::table
        .filter(agenda_items::council.eq(council.to_owned()))
        .select((
            agenda_items::id,
            agenda_items::meeting_id,
            agenda_items::number,
            agenda_items::title,
            agenda_items::position,
        ))
        .load(db)?)
}

/// Papers that name this number as that of their parent, which was not there when they came.
pub fn orphans_of(db: &mut Db, council: &str, reference: &str) -> Result<Vec<PaperId>> {
    Ok(papers::table
        .filter(papers::council.eq(council.to_owned()).and(papers::parent_reference.eq(reference.to_owned())))
        .select(papers::id)
        .load(db)?)
}
