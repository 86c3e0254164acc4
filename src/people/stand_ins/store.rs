//! Stand-ins as they are stored, and the queries about them.
use crate::db::schema::{accounts, stand_ins};
use crate::db::types::{AccountId, OrganizationId, StandInId};
use crate::db::{Db, MultiBackend};
use crate::error::Result;
use crate::people::Role;
use crate::people::accounts::Account;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// That an account acts in a role for an organisation in somebody's stead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = stand_ins, treat_none_as_default_value = false)]
pub struct StandIn {
    pub id: StandInId,
    pub council: String,
    pub organization_id: OrganizationId,
    pub account_id: AccountId,
    pub role: Role,
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
}

/// Every stand-in of an account, past and future ones too.
pub fn of_account(db: &mut Db, account: AccountId) -> Result<Vec<StandIn>> {
    Ok(stand_ins::table
        .filter(stand_ins::account_id.eq(account))
        .order((stand_ins::starts_on, stand_ins::id))
        .select(StandIn::as_select())
        .load(db)?)
}

/// One of this council, or `NotFound`.
pub fn get(db: &mut Db, council: &str, id: StandInId) -> Result<StandIn> {
    Ok(stand_ins::table
        .filter(stand_ins::council.eq(council.to_owned()).and(stand_ins::id.eq(id)))
        .select(StandIn::as_select())
        .first(db)?)
}

/// A page of the stand-ins of a council with their accounts, the latest beginning first; of these organisations only,
/// or of all. Goes on after the row (beginning, id).
pub fn page(
    db: &mut Db,
    council: &str,
    only: Option<&[OrganizationId]>,
    after: Option<(NaiveDate, StandInId)>,
    limit: i64,
) -> Result<Vec<(StandIn, Account)>> {
    let mut query = stand_ins::table
        .inner_join(accounts::table)
        .filter(stand_ins::council.eq(council.to_owned()))
        .order((stand_ins::starts_on.desc(), stand_ins::id.desc()))
        .limit(limit)
        .select((StandIn::as_select(), Account::as_select()))
        .into_boxed::<MultiBackend>();
    if let Some(only) = only {
        query = query.filter(stand_ins::organization_id.eq_any(only.to_vec()));
    }
    if let Some((day, id)) = after {
        query = query.filter(stand_ins::starts_on.lt(day).or(stand_ins::starts_on.eq(day).and(stand_ins::id.lt(id))));
    }
    Ok(query.load(db)?)
}

/// Adds one.
pub fn insert(db: &mut Db, stand_in: &StandIn) -> Result<()> {
    diesel::insert_into(stand_ins::table).values(stand_in).execute(db)?;
    Ok(())
}

/// Sets the last day.
pub fn set_end(db: &mut Db, id: StandInId, ends_on: Option<NaiveDate>) -> Result<()> {
    diesel::update(stand_ins::table.find(id)).set(stand_ins::ends_on.eq(ends_on)).execute(db)?;
    Ok(())
}
