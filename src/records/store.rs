//! The queries on packages of closed cases.
use super::Package;
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::record_packages;
use crate::db::types::{PaperId, RecordId};
use crate::error::Result;
use diesel::prelude::*;

/// The packages of a case, the latest first.
pub fn of_case(db: &mut Db, root: PaperId) -> Result<Vec<Package>> {
    Ok(record_packages::table
        .filter(record_packages::root_id.eq(root))
        .order(record_packages::event.desc())
        .select(Package::as_select())
        .load(db)?)
}

/// A package by its id, whichever council's it is.
pub fn find(db: &mut Db, id: RecordId) -> Result<Option<Package>> {
    Ok(record_packages::table.find(id).select(Package::as_select()).first(db).optional()?)
}

/// Every package of a council.
pub fn all(db: &mut Db, council: &str) -> Result<Vec<Package>> {
    Ok(record_packages::table
        .filter(record_packages::council.eq(council.to_owned()))
        .order(record_packages::event)
        .select(Package::as_select())
        .load(db)?)
}

/// Writes a new package.
pub fn insert(tx: &mut Tx<'_>, package: &Package) -> Result<()> {
    diesel::insert_into(record_packages::table).values(package).execute(&mut **tx)?;
    Ok(())
}
