//! The rows of the outbox. A claim moves `run_at` forward and commits, so that nothing is locked while a job runs, and a
//! process that dies loses its jobs to the next one.
use crate::app::Tx;
use crate::db::schema::queue;
use crate::db::types::{JobId, Moment};
use crate::db::{self, Db};
use crate::error::Result;
use crate::queue::{Job, JobState};
use chrono::TimeDelta;
use diesel::prelude::*;
use serde::Serialize;

/// How long a claimed job belongs to its claimer: longer than any job may run.
pub const LEASE: TimeDelta = TimeDelta::minutes(5);

/// How much of an error is kept with a job.
const ERROR_LENGTH: usize = 500;

/// A job as it stands in the table: for the command line and for tests.
#[derive(Debug, Clone, Queryable, Serialize)]
pub struct JobRow {
    pub id: JobId,
    pub kind: String,
    pub payload: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried next (real time); while it runs: when its lease ends.
    pub run_at: Moment,
    pub state: JobState,
    /// Why the last try failed.
    pub error: Option<String>,
    pub created_at: Moment,
}

/// Writes a job down, due at once. It becomes visible, and is run, when the transaction commits.
pub fn enqueue(tx: &mut Tx<'_>, job: &Job) -> Result<()> {
    let row = (
        queue::id.eq(JobId::new()),
        queue::kind.eq(job.kind()),
        queue::payload.eq(serde_json::to_string(job)?),
        queue::attempts.eq(0),
        queue::run_at.eq(tx.real_now),
        queue::state.eq(JobState::Waiting),
        queue::created_at.eq(tx.real_now),
    );
    diesel::insert_into(queue::table).values(row).execute(&mut **tx)?;
    Ok(())
}

/// Takes the next due job for `LEASE` from `now` (real time) on, with the number of tries including this one. A row
/// that is no job is buried and stops none behind it. Opens a transaction of its own.
pub fn claim(db: &mut Db, now: Moment) -> Result<Option<(JobId, u32, Job)>> {
    // Most looks find nothing, and must not take SQLite's only write lock for it.
    if diesel::select(diesel::dsl::exists(due(now))).get_result::<bool>(db)? {
        return db::transaction(db, |db| claim_row(db, now));
    }
    Ok(None)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn due(now: Moment) -> _ {
    // The word, not the enum: enums of ours are bound for the two-database type only, and `for_update` needs PostgreSQL's.
    let waiting: &'static str = JobState::Waiting.as_str();
    queue::table.filter(queue::state.eq(waiting)).filter(queue::run_at.le(now))
}

fn claim_row(db: &mut Db, now: Moment) -> Result<Option<(JobId, u32, Job)>> {
    loop {
        let next = due(now).order((queue::run_at, queue::id)).select((queue::id, queue::attempts, queue::payload));
        let row: Option<(JobId, i32, String)> = match db {
            Db::Sqlite(c) => next.first(c).optional()?,
            Db::Postgres(c) => next.for_update().skip_locked().first(c).optional()?,
        };
        let Some((id, attempts, payload)) = row else { return Ok(None) };
        match serde_json::from_str(&payload) {
            Ok(job) => {
                let attempts = attempts.saturating_add(1);
                diesel::update(queue::table.find(id))
                    .set((queue::attempts.eq(attempts), queue::run_at.eq(now + LEASE)))
                    .execute(db)?;
                return Ok(Some((id, u32::try_from(attempts).unwrap_or(u32::MAX), job)));
            }
            Err(e) => bury(db, id, &format!("not a job: {e}"))?,
        }
    }
}

/// Waits until no other transaction is about `what`, and keeps all others out until this one ends. (On SQLite the write
/// transaction itself has that effect.)
pub fn alone(tx: &mut Tx<'_>, what: &str) -> Result<()> {
    if let Db::Postgres(c) = &mut **tx {
        diesel::sql_query("SELECT pg_advisory_xact_lock(hashtext($1))")
            .bind::<diesel::sql_types::Text, _>(what)
            .execute(c)?;
    }
    Ok(())
}

/// The job is done: its row goes.
pub fn done(db: &mut Db, id: JobId) -> Result<()> {
    diesel::delete(queue::table.find(id)).execute(db)?;
    Ok(())
}

/// The try failed with `error`; the next is at `run_at` (real time).
pub fn retry(db: &mut Db, id: JobId, error: &str, run_at: Moment) -> Result<()> {
    diesel::update(queue::table.find(id)).set((queue::error.eq(short(error)), queue::run_at.eq(run_at))).execute(db)?;
    Ok(())
}

/// The job is given up. It stays visible until somebody revives or drops it.
pub fn bury(db: &mut Db, id: JobId, error: &str) -> Result<()> {
    diesel::update(queue::table.find(id))
        .set((queue::state.eq(JobState::Dead), queue::error.eq(short(error))))
        .execute(db)?;
    Ok(())
}

/// All jobs that wait or were given up, the oldest first.
pub fn list(db: &mut Db) -> Result<Vec<JobRow>> {
    Ok(queue::table.order((queue::created_at, queue::id)).select(queue::all_columns).load(db)?)
}

/// Makes every given-up job due at `now` with its tries counted anew. Answers how many there were.
pub fn revive(db: &mut Db, now: Moment) -> Result<usize> {
    Ok(diesel::update(queue::table.filter(queue::state.eq(JobState::Dead)))
        .set((queue::state.eq(JobState::Waiting), queue::attempts.eq(0), queue::run_at.eq(now)))
        .execute(db)?)
}

/// Deletes every given-up job. Answers how many there were.
pub fn drop_dead(db: &mut Db) -> Result<usize> {
    Ok(diesel::delete(queue::table.filter(queue::state.eq(JobState::Dead))).execute(db)?)
}

/// The beginning of an error's text, as much of it as is kept.
pub fn short(error: &str) -> String {
    error.chars().map(|c| if c.is_control() { ' ' } else { c }).take(ERROR_LENGTH).collect()
}
