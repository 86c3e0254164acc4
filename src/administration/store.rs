//! The queries that only the administration needs: which accounts are this council's, and who is who.
use crate::db::Db;
use crate::db::schema::{accounts, grants, people};
use crate::db::types::AccountId;
use crate::error::Result;
use crate::people::accounts::Account;
use diesel::prelude::*;

/// The accounts that a council has to do with, by name: those that hold a role in it, and those of its people.
pub fn accounts(db: &mut Db, council: &str) -> Result<Vec<Account>> {
    let held = grants::table.filter(grants::council.eq(council.to_owned())).select(grants::account_id).distinct();
    let mut ids: Vec<AccountId> = held.load(db)?;
    let tied = accounts::table
        .inner_join(people::table.on(accounts::person_id.eq(people::id.nullable())))
        .filter(people::council.eq(council.to_owned()))
        .select(accounts::id);
    ids.extend(tied.load::<AccountId>(db)?);
    Ok(accounts::table
        .filter(accounts::id.eq_any(ids))
        .order((accounts::name, accounts::id))
        .select(Account::as_select())
        .load(db)?)
}

/// Whether a council has to do with this account.
pub fn belongs(db: &mut Db, council: &str, account: AccountId) -> Result<bool> {
    let held = grants::table
        .filter(grants::council.eq(council.to_owned()).and(grants::account_id.eq(account)))
        .select(grants::id)
        .limit(1)
        .load::<crate::db::types::GrantId>(db)?;
    if !held.is_empty() {
        return Ok(true);
    }
    let tied = accounts::table
        .inner_join(people::table.on(accounts::person_id.eq(people::id.nullable())))
        .filter(people::council.eq(council.to_owned()).and(accounts::id.eq(account)))
        .select(accounts::id)
        .limit(1)
        .load::<AccountId>(db)?;
    Ok(!tied.is_empty())
}
