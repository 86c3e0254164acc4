//! The queries on agenda items.
use super::AgendaItem;
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{agenda_items, consultations};
use crate::db::types::{AgendaItemId, ConsultationId, MeetingId};
use crate::error::{Error, Result};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// One item of this council.
pub fn get(db: &mut Db, council: &str, id: AgendaItemId) -> Result<AgendaItem> {
    Ok(agenda_items::table
        .filter(agenda_items::council.eq(council.to_owned()).and(agenda_items::id.eq(id)))
        .select(AgendaItem::as_select())
        .first(db)?)
}

/// The items of a sitting, in no particular order.
pub fn of_meeting(db: &mut Db, meeting: MeetingId) -> Result<Vec<AgendaItem>> {
    Ok(agenda_items::table
        .filter(agenda_items::meeting_id.eq(meeting))
        .order((agenda_items::position, agenda_items::id))
        .select(AgendaItem::as_select())
        .load(db)?)
}

/// The items of these ids, in no order.
pub fn several(db: &mut Db, ids: &[AgendaItemId]) -> Result<Vec<AgendaItem>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(agenda_items::table.filter(agenda_items::id.eq_any(ids.to_vec())).select(AgendaItem::as_select()).load(db)?)
}

/// The numbers of papers that items of this sitting are about and that have not come: nothing is known here of them.
pub fn awaited(db: &mut Db, meeting: MeetingId) -> Result<BTreeMap<AgendaItemId, String>> {
    let come = consultations::table
        .filter(consultations::meeting_id.is_not_null().and(consultations::meeting_id.assume_not_null().eq(meeting)))
        .filter(consultations::agenda_item_id.is_not_null())
        .select(consultations::agenda_item_id.assume_not_null());
    let rows: Vec<(AgendaItemId, String)> = agenda_items::table
        .filter(agenda_items::meeting_id.eq(meeting).and(agenda_items::reference.ne("")))
        .filter(agenda_items::id.ne_all(come))
        .select((agenda_items::id, agenda_items::reference))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// Writes a new item.
pub fn insert(tx: &mut Tx<'_>, item: &AgendaItem) -> Result<()> {
    diesel::insert_into(agenda_items::table).values(item).execute(&mut **tx)?;
    Ok(())
}

/// Writes a changed item; its own version counts up. `Stale` when somebody was faster.
pub fn save(tx: &mut Tx<'_>, item: &mut AgendaItem) -> Result<()> {
    let expected = item.version;
    item.version += 1;
    let own = agenda_items::id.eq(item.id).and(agenda_items::version.eq(expected));
    let written = diesel::update(agenda_items::table.filter(own)).set(&*item).execute(&mut **tx)?;
    if written == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Takes an item away that was never published.
pub fn delete(tx: &mut Tx<'_>, id: AgendaItemId) -> Result<()> {
    diesel::update(agenda_items::table.filter(agenda_items::joint_id.eq(id)))
        .set(agenda_items::joint_id.eq(None::<AgendaItemId>))
        .execute(&mut **tx)?;
    diesel::delete(agenda_items::table.find(id)).execute(&mut **tx)?;
    Ok(())
}

/// Writes the number that an item has now.
pub fn renumber(tx: &mut Tx<'_>, id: AgendaItemId, number: &str) -> Result<()> {
    diesel::update(agenda_items::table.find(id)).set(agenda_items::number.eq(number)).execute(&mut **tx)?;
    Ok(())
}

/// The consultations on an item, in no particular order.
pub fn consultations_on(db: &mut Db, item: AgendaItemId) -> Result<Vec<ConsultationId>> {
    Ok(consultations::table
        .filter(consultations::agenda_item_id.eq(item))
        .order(consultations::id)
        .select(consultations::id)
        .load(db)?)
}
