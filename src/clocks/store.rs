//! The queries on clocks and their extensions.
use super::{Clock, Extension};
use crate::app::Tx;
use crate::db::Db;
use crate::db::MultiBackend;
use crate::db::schema::{clocks, extensions, papers};
use crate::db::types::{ClockId, PaperId};
use crate::error::{Error, Result};
use crate::papers::{Paper, store::visible_with_clocks};
use crate::procedure::ClockState;
use crate::visibility::Scope;
use chrono::NaiveDate;
use diesel::prelude::*;

/// One clock of this council.
pub fn get(db: &mut Db, council: &str, id: ClockId) -> Result<Clock> {
    let own = clocks::council.eq(council).and(clocks::id.eq(id));
    Ok(clocks::table.filter(own).select(Clock::as_select()).first(db)?)
}

/// The clocks of a paper.
pub fn of_paper(db: &mut Db, paper: PaperId) -> Result<Vec<Clock>> {
    Ok(clocks::table
        .filter(clocks::paper_id.eq(paper))
        .order((clocks::started_on, clocks::rule))
        .select(Clock::as_select())
        .load(db)?)
}

/// The extensions of the clocks of a paper, oldest first.
pub fn extensions_of_paper(db: &mut Db, paper: PaperId) -> Result<Vec<Extension>> {
    Ok(extensions::table
        .inner_join(clocks::table)
        .filter(clocks::paper_id.eq(paper))
        .order(extensions::id)
        .select(Extension::as_select())
        .load(db)?)
}

/// Writes a new clock.
pub fn insert(tx: &mut Tx<'_>, clock: &Clock) -> Result<()> {
    diesel::insert_into(clocks::table).values(clock).execute(&mut **tx)?;
    Ok(())
}

/// Writes a new extension.
pub fn insert_extension(tx: &mut Tx<'_>, extension: &Extension) -> Result<()> {
    diesel::insert_into(extensions::table).values(extension).execute(&mut **tx)?;
    Ok(())
}

/// Writes a changed clock; its own version counts up. `Stale` when somebody was faster.
pub fn save(tx: &mut Tx<'_>, clock: &mut Clock) -> Result<()> {
    let expected = clock.version;
    clock.version += 1;
    let own = clocks::id.eq(clock.id).and(clocks::version.eq(expected));
    let written = diesel::update(clocks::table.filter(own)).set(&*clock).execute(&mut **tx)?;
    if written == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Running clocks that are due on or before `day`, the most urgent first.
pub fn running_until(db: &mut Db, council: &str, day: NaiveDate) -> Result<Vec<Clock>> {
    Ok(clocks::table
        .filter(clocks::council.eq(council.to_owned()))
        .filter(clocks::state.eq(ClockState::Running).and(clocks::due_on.le(day)))
        .order((clocks::due_on, clocks::id))
        .select(Clock::as_select())
        .load(db)?)
}

/// The running clocks of these papers, the most urgent first.
pub fn running_of(db: &mut Db, papers: &[PaperId]) -> Result<Vec<Clock>> {
    if papers.is_empty() {
        return Ok(Vec::new());
    }
    Ok(clocks::table
        .filter(clocks::paper_id.eq_any(papers.to_vec()))
        .filter(clocks::state.eq(ClockState::Running))
        .order((clocks::due_on, clocks::id))
        .select(Clock::as_select())
        .load(db)?)
}

/// Clocks in one of these states with their papers, as far as this scope sees the paper, by due date. At most `limit`,
/// after the row (`due_on`, `id`) of the page before.
pub fn with_papers(
    db: &mut Db,
    council: &str,
    scope: &Scope,
    states: &[ClockState],
    after: Option<(NaiveDate, ClockId)>,
    limit: i64,
) -> Result<Vec<(Clock, Paper)>> {
    let mut query = clocks::table
        .inner_join(papers::table)
        .filter(clocks::council.eq(council.to_owned()))
        .filter(clocks::state.eq_any(states.to_vec()))
        .filter(visible_with_clocks(scope))
        .order((clocks::due_on, clocks::id))
        .limit(limit)
        .select((Clock::as_select(), Paper::as_select()))
        .into_boxed::<MultiBackend>();
    if let Some((day, id)) = after {
        query = query.filter(clocks::due_on.gt(day).or(clocks::due_on.eq(day).and(clocks::id.gt(id))));
    }
    Ok(query.load(db)?)
}

/// How many clocks are running, and how many of them were due before `today`, among the papers of this scope.
pub fn figures(db: &mut Db, council: &str, scope: &Scope, today: NaiveDate) -> Result<(i64, i64)> {
    let running = || {
        clocks::table
            .inner_join(papers::table)
            .filter(clocks::council.eq(council.to_owned()))
            .filter(clocks::state.eq(ClockState::Running))
            .filter(visible_with_clocks(scope))
    };
    let all = running().count().get_result(db)?;
    let overdue = running().filter(clocks::due_on.lt(today)).count().get_result(db)?;
    Ok((all, overdue))
}
