//! The queries that only setting up a council needs: who works for it, and its counters.
use crate::db::Db;
use crate::db::schema::{accounts, counters, grants};
use crate::each_backend;
use crate::error::Result;
use diesel::prelude::*;

/// The addresses of all accounts that hold a role in the council, in their order.
pub fn addresses(db: &mut Db, council: &str) -> Result<Vec<String>> {
    Ok(accounts::table
        .inner_join(grants::table)
        .filter(grants::council.eq(council))
        .select(accounts::email)
        .distinct()
        .order(accounts::email)
        .load(db)?)
}

/// The number that a counter gave out last; `None` when it never gave one.
pub fn counter(db: &mut Db, council: &str, key: &str) -> Result<Option<i64>> {
    Ok(counters::table.find((council, key)).select(counters::value).first(db).optional()?)
}

/// Sets a counter to the number that it gave out last.
pub fn set_counter(db: &mut Db, council: &str, key: &str, value: i64) -> Result<()> {
    let row = (counters::council.eq(council), counters::key.eq(key), counters::value.eq(value));
    each_backend!(db, c => {
        diesel::insert_into(counters::table)
            .values(row)
            .on_conflict((counters::council, counters::key))
            .do_update()
            .set(counters::value.eq(value))
            .execute(c)?
    });
    Ok(())
}
