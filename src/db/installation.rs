//! What belongs to the installation as a whole and not to a noun.
use super::Db;
use super::schema::{papers, settings};
use crate::each_backend;
use crate::error::Result;
use diesel::prelude::*;

/// The setting that marks a database as the demo's: it holds accounts whose passwords everybody knows.
pub const DEMO: &str = "demo";
/// The setting that holds how far the domain's clock is moved against the real one, in seconds (demo only).
pub const CLOCK_SHIFT: &str = "clock_shift";

/// The value of a setting; `None` while it was never set.
pub fn setting(db: &mut Db, name: &str) -> Result<Option<String>> {
    Ok(settings::table.find(name).select(settings::value).first(db).optional()?)
}

/// Sets a setting.
pub fn set(db: &mut Db, name: &str, value: &str) -> Result<()> {
    let row = (settings::name.eq(name), settings::value.eq(value));
    each_backend!(db, c => {
        diesel::insert_into(settings::table)
            .values(row)
            .on_conflict(settings::name)
            .do_update()
            .set(settings::value.eq(value))
            .execute(c)?
    });
    Ok(())
}

/// The kinds of which the council has papers whose status is none of `ended`.
pub fn kinds_in_use(db: &mut Db, slug: &str, ended: &[&str]) -> Result<Vec<String>> {
    Ok(papers::table
        .filter(papers::council.eq(slug))
        .filter(papers::status.ne_all(ended))
        .select(papers::kind)
        .distinct()
        .order(papers::kind)
        .load(db)?)
}
