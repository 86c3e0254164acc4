//! The queries on the way of resolutions to their legal force.
use super::Referendum;
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{clocks, referendums, resolutions};
use crate::db::types::{PaperId, ResolutionId};
use crate::error::{Error, Result};
use crate::orders::Resolution;
use crate::procedure::LegalForce;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// How a resolution stands, with the last day on which a vote on it can be demanded.
pub type Standing = (Referendum, Option<NaiveDate>);

/// Writes how a new resolution stands.
pub fn insert(tx: &mut Tx<'_>, referendum: &Referendum) -> Result<()> {
    diesel::insert_into(referendums::table).values(referendum).execute(&mut **tx)?;
    Ok(())
}

/// How this resolution stands; `None` for one that binds at once.
pub fn of_resolution(db: &mut Db, id: ResolutionId) -> Result<Option<Standing>> {
    Ok(referendums::table
        .left_join(clocks::table)
        .filter(referendums::resolution_id.eq(id))
        .select((Referendum::as_select(), clocks::due_on.nullable()))
        .first(db)
        .optional()?)
}

/// Since when those of these resolutions bind on which the people had a say.
pub fn binding_days(db: &mut Db, of: &[ResolutionId]) -> Result<BTreeMap<ResolutionId, NaiveDate>> {
    if of.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(ResolutionId, Option<NaiveDate>)> = referendums::table
        .filter(referendums::resolution_id.eq_any(of.to_vec()).and(referendums::state.eq(LegalForce::Binding)))
        .select((referendums::resolution_id, referendums::settled_on))
        .load(db)?;
    Ok(rows.into_iter().filter_map(|(id, day)| Some((id, day?))).collect())
}

/// How the resolutions on a paper stand.
pub fn of_paper(db: &mut Db, paper: PaperId) -> Result<Vec<Standing>> {
    Ok(referendums::table
        .left_join(clocks::table)
        .filter(referendums::paper_id.eq(paper))
        .order(referendums::resolution_id)
        .select((Referendum::as_select(), clocks::due_on.nullable()))
        .load(db)?)
}

/// Those on which nobody has demanded a vote until the last day for it, which was before `today`.
pub fn elapsed(db: &mut Db, council: &str, today: NaiveDate) -> Result<Vec<Referendum>> {
    Ok(referendums::table
        .inner_join(clocks::table)
        .filter(referendums::council.eq(council.to_owned()))
        .filter(referendums::state.eq(LegalForce::Open))
        .filter(clocks::due_on.lt(today))
        .order((clocks::due_on, referendums::resolution_id))
        .select(Referendum::as_select())
        .load(db)?)
}

/// One resolution of this council.
pub fn resolution(db: &mut Db, council: &str, id: ResolutionId) -> Result<Resolution> {
    let own = resolutions::council.eq(council.to_owned()).and(resolutions::id.eq(id));
    Ok(resolutions::table.filter(own).select(Resolution::as_select()).first(db)?)
}

/// Writes how it stands now; its own version counts up. `Stale` when somebody was faster.
pub fn save(tx: &mut Tx<'_>, referendum: &mut Referendum) -> Result<()> {
    let expected = referendum.version;
    referendum.version += 1;
    let own = referendums::resolution_id.eq(referendum.resolution_id).and(referendums::version.eq(expected));
    let written = diesel::update(referendums::table.filter(own)).set(&*referendum).execute(&mut **tx)?;
    if written == 0 { Err(Error::Stale) } else { Ok(()) }
}
