//! `ratsweg migrate`: the database up to date.
use super::{Outcome, boot, output};
use crate::config::Config;
use crate::db;

/// Runs every pending migration and prints the name of each.
pub fn run(config: Config) -> anyhow::Result<Outcome> {
    boot::data_folder(&config.data.dir)?;
    let pool = db::open(&config.database_url(), 1)?;
    let done = db::migrate(&mut *pool.get()?)?;
    if done.is_empty() {
        output::line("the database is up to date")?;
    }
    done.iter().try_for_each(output::line)?;
    Ok(Outcome::Done)
}
