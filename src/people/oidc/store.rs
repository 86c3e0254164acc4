//! Which account belongs to which person of a provider.
use crate::db::Db;
use crate::db::schema::identities;
use crate::db::types::{AccountId, Moment};
use crate::error::Result;
use diesel::prelude::*;

/// What binds an account to a person of a provider.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = identities)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
    pub account_id: AccountId,
    pub first_at: Moment,
    pub last_at: Moment,
}

/// The account that is bound to this person; `None` while there is none.
pub fn find(db: &mut Db, issuer: &str, subject: &str) -> Result<Option<Identity>> {
    let row = identities::table.find((issuer.to_owned(), subject.to_owned())).select(Identity::as_select());
    Ok(row.first(db).optional()?)
}

/// What an account is bound to.
pub fn of_account(db: &mut Db, account: AccountId) -> Result<Vec<Identity>> {
    let rows = identities::table.filter(identities::account_id.eq(account)).order(identities::first_at);
    Ok(rows.select(Identity::as_select()).load(db)?)
}

/// Binds an account to a person.
pub fn insert(db: &mut Db, identity: &Identity) -> Result<()> {
    diesel::insert_into(identities::table).values(identity).execute(db)?;
    Ok(())
}

/// Notes that somebody signed in.
pub fn seen(db: &mut Db, identity: &Identity, at: Moment) -> Result<()> {
    diesel::update(identities::table.find((identity.issuer.clone(), identity.subject.clone())))
        .set(identities::last_at.eq(at))
        .execute(db)?;
    Ok(())
}
