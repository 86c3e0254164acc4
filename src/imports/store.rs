//! What was taken, as it is stored.
use super::Taken;
use crate::app::Tx;
use crate::consultations::Consultation;
use crate::db::Db;
use crate::db::schema::{agenda_items, consultations, imports, meetings, papers};
use crate::db::types::{AgendaItemId, MeetingId, Moment, OrganizationId, PaperId};
use crate::error::Result;
use crate::meetings::agenda::AgendaItem;
use crate::papers::Paper;
use crate::procedure::Status;
use diesel::prelude::*;

/// An id of a source: the source, the id there, what it became, its digest.
type Known = (String, String, Option<PaperId>, String);

/// A paper by id: root, number, slug, kind.
type Numbered = (PaperId, PaperId, Option<String>, Option<String>, String);

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

/// The council's papers by id: root, number, slug.
pub fn papers(db: &mut Db, council: &str) -> Result<Vec<Numbered>> {
    Ok(papers::table
        .filter(papers::council.eq(council.to_owned()))
        .select((papers::id, papers::root_id, papers::reference, papers::slug, papers::kind))
        .load(db)?)
}

/// The council's sittings by their body and hour.
pub fn sittings(db: &mut Db, council: &str) -> Result<Vec<(MeetingId, OrganizationId, Moment)>> {
    Ok(meetings::table
        .filter(meetings::council.eq(council.to_owned()))
        .select((meetings::id, meetings::organization_id, meetings::starts_at))
        .load(db)?)
}

/// An agenda item: its sitting, number, title, place, and the number of its paper.
type Item = (AgendaItemId, MeetingId, String, String, i32, String);

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
            agenda_items::reference,
        ))
        .load(db)?)
}

/// Writes an item together with the number of the paper that it names.
pub fn insert_item(tx: &mut Tx<'_>, item: &AgendaItem, reference: &str) -> Result<()> {
    let row = Named { item: item.clone(), reference: reference.to_owned() };
    diesel::insert_into(agenda_items::table).values(row).execute(&mut **tx)?;
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = agenda_items)]
struct Named {
    #[diesel(embed)]
    item: AgendaItem,
    reference: String,
}

/// Notes the number of the paper that an item is about.
pub fn name_paper(tx: &mut Tx<'_>, item: AgendaItemId, reference: &str) -> Result<()> {
    let own = agenda_items::table.find(item);
    diesel::update(own).set(agenda_items::reference.eq(reference.to_owned())).execute(&mut **tx)?;
    Ok(())
}

/// Gives an item another title, unless somebody worked on it here; says whether it did.
pub fn retitle(tx: &mut Tx<'_>, item: AgendaItemId, title: &str) -> Result<bool> {
    let own = agenda_items::table.filter(agenda_items::id.eq(item).and(agenda_items::version.eq(1)));
    Ok(diesel::update(own).set(agenda_items::title.eq(title.to_owned())).execute(&mut **tx)? > 0)
}

/// The record as it came.
pub fn record(db: &mut Db, council: &str, source: &str, id: &str) -> Result<Option<String>> {
    Ok(imports::table.find((council, source, id)).select(imports::record).first(db).optional()?)
}

/// A paper whose parent is not there: its id, the known number of the parent, its source and its record.
pub type Orphan = (PaperId, Option<String>, String, String);

/// The papers whose parent is not there: the number that is known of it, the source of the paper and its record.
pub fn orphans(db: &mut Db, council: &str) -> Result<Vec<Orphan>> {
    Ok(imports::table
        .inner_join(papers::table.on(imports::paper_id.assume_not_null().eq(papers::id)))
        .filter(imports::council.eq(council.to_owned()).and(imports::paper_id.is_not_null()))
        .filter(papers::parent_reference.is_not_null())
        .select((papers::id, papers::parent_reference, imports::source, imports::record))
        .load(db)?)
}

/// Hangs a family below another paper: its first paper gets a parent, and all of it another root.
pub fn hang(tx: &mut Tx<'_>, first: PaperId, parent: PaperId, root: PaperId, family_seq: Option<i32>) -> Result<()> {
    diesel::update(papers::table.filter(papers::root_id.eq(first))).set(papers::root_id.eq(root)).execute(&mut **tx)?;
    diesel::update(papers::table.find(first))
        .set((
            papers::parent_id.eq(Some(parent)),
            papers::parent_reference.eq(None::<String>),
            papers::family_seq.eq(family_seq),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes what a paper is when it is taken, or corrected by its source: nobody here changed it.
pub fn settle(tx: &mut Tx<'_>, id: PaperId, status: Status, event: i64, changed_at: Moment) -> Result<()> {
    let row = (papers::status.eq(status), papers::last_event.eq(event), papers::updated_at.eq(changed_at));
    diesel::update(papers::table.find(id)).set(row).execute(&mut **tx)?;
    Ok(())
}

/// Gives a paper another kind: the one that it must have where it hangs.
pub fn put_kind(tx: &mut Tx<'_>, id: PaperId, kind: &str) -> Result<()> {
    diesel::update(papers::table.find(id)).set(papers::kind.eq(kind.to_owned())).execute(&mut **tx)?;
    Ok(())
}

/// Writes the number that a paper has now.
pub fn put_number(tx: &mut Tx<'_>, paper: &Paper) -> Result<()> {
    let row = (papers::reference.eq(paper.reference.clone()), papers::slug.eq(paper.slug.clone()));
    diesel::update(papers::table.find(paper.id)).set(row).execute(&mut **tx)?;
    Ok(())
}

/// Writes a consultation over the version that it has, and counts none up; says whether it was there.
pub fn put_row(tx: &mut Tx<'_>, row: &Consultation) -> Result<bool> {
    let own = consultations::table.filter(consultations::id.eq(row.id).and(consultations::version.eq(row.version)));
    Ok(diesel::update(own).set(row).execute(&mut **tx)? > 0)
}
