//! The scratch database: nothing in it has to survive a loss of power.
use crate::db::{Db, DbPool};
use crate::error::{Error, Result};
use diesel::connection::SimpleConnection;

/// Lets no connection of the pool wait for the disk.
pub fn hurry(pool: &DbPool) -> Result<()> {
    let mut all = Vec::new();
    for _ in 0..pool.max_size() {
        all.push(pool.get()?);
    }
    for db in &mut all {
        if let Db::Sqlite(c) = &mut **db {
            let done = c.batch_execute("PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 20000;");
            done.map_err(|e| Error::Internal(e.into()))?;
        }
    }
    Ok(())
}
