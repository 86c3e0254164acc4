//! What is done after the commit and by the clock: the outbox's jobs, the mails, the daily look at the clocks, the sweep.
//! Runs inside the serving process; any number of processes may do so on one database.
pub mod account_link;
pub mod announce;
pub mod daily;
pub mod deliver;
pub mod sweep;

use crate::app::App;
use crate::db::Db;
use crate::db::types::{JobId, Moment};
use crate::error::{Error, Result};
use crate::mail::store::Delivery;
use crate::mail::transport::Transport;
use crate::queue::{Job, store as queue};
use anyhow::Context;
use chrono::TimeDelta;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

/// How long to wait at most before looking again: another process may have committed, or a retry may be due.
const LOOK: Duration = Duration::from_secs(15);
/// How long one job may take.
const JOB_LIMIT: Duration = Duration::from_secs(60);
/// How many jobs are done before mails have their turn.
const JOBS: usize = 16;
/// How many mails are under way at once.
const LANES: usize = 4;
/// The first pause after a failure; it doubles with each further one.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(30);
/// The longest pause between two tries.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(4);
/// How often the clocks are looked at.
const CLOCKS: Duration = Duration::from_secs(60);
/// How often old rows are swept away.
const SWEEP: Duration = Duration::from_secs(3600);

/// Works until `stop` becomes true (or its sender is gone), then finishes the mails under way and returns.
///
/// # Errors
/// A mail transport that cannot be set up as configured. Everything later is logged and tried again.
pub async fn run(app: App, stop: watch::Receiver<bool>) -> anyhow::Result<()> {
    let transport = Arc::new(Transport::new(&app.config, &app.config.public_url())?);
    let clock = tokio::spawn(by_the_clock(app.clone(), stop.clone()));
    let mut stop = stop;
    let lanes = Arc::new(Semaphore::new(LANES));
    let mut under_way = JoinSet::new();
    while !*stop.borrow() {
        if let Err(e) = jobs(&app).await.and(fill(&app, &transport, &lanes, &mut under_way).await) {
            tracing::error!(error = %e, "the outbox cannot be worked on");
        }
        while under_way.try_join_next().is_some() {}
        tokio::select! {
            () = app.bell.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
            stopped = stop.changed() => if stopped.is_err() { break },
        }
    }
    while under_way.join_next().await.is_some() {}
    clock.await.context("the clock's task")
}

/// Works off everything that is due now, then returns how many jobs and mails that were. For the command line and tests.
pub async fn run_due(app: &App) -> Result<usize> {
    let transport = Arc::new(Transport::new(&app.config, &app.config.public_url())?);
    let lanes = Arc::new(Semaphore::new(LANES));
    let mut total = 0;
    loop {
        let jobs = jobs(app).await?;
        let mut under_way = JoinSet::new();
        let mut mails = fill(app, &transport, &lanes, &mut under_way).await?;
        while under_way.join_next().await.is_some() {
            mails += fill(app, &transport, &lanes, &mut under_way).await?;
        }
        total += jobs + mails;
        if jobs + mails == 0 {
            return Ok(total);
        }
    }
}

/// What is due by the clock and not by an event.
async fn by_the_clock(app: App, mut stop: watch::Receiver<bool>) {
    let mut clocks = tokio::time::interval(CLOCKS);
    let mut sweep = tokio::time::interval(SWEEP);
    loop {
        let (what, done) = tokio::select! {
            _ = clocks.tick() => ("clocks", daily::warn(&app).await.map(drop)),
            _ = sweep.tick() => ("sweep", sweep::old(&app).await),
            stopped = stop.changed() => match stopped {
                Ok(()) if !*stop.borrow() => continue,
                _ => return,
            },
        };
        if let Err(e) = done {
            tracing::error!(what, error = %e, "work by the clock failed");
        }
    }
}

/// Runs due jobs, one after the other, each within its own time, a turn of them at most: then mails have theirs, and what
/// is left rings again. Answers how many.
async fn jobs(app: &App) -> Result<usize> {
    let mut count = 0;
    loop {
        if count == JOBS {
            app.bell.notify_one();
            return Ok(count);
        }
        let now = app.real_now();
        let Some((id, attempts, job)) = with_db(app, move |db| queue::claim(db, now)).await? else { return Ok(count) };
        count += 1;
        let kind = job.kind();
        let task = tokio::spawn(do_job(app.clone(), id, job));
        let error = match tokio::time::timeout(JOB_LIMIT, task).await {
            Ok(Ok(Ok(()))) => continue,
            Ok(Ok(Err(e))) => e.to_string(),
            Ok(Err(e)) => format!("broke off: {e}"),
            Err(_) => format!("took longer than {} s", JOB_LIMIT.as_secs()),
        };
        tracing::warn!(job = %id, kind, attempts, error, "a job failed");
        let (dead, at) = (attempts >= app.config.mail.tries, again(app.real_now(), attempts));
        with_db(app, move |db| match dead {
            true => queue::bury(db, id, &error),
            false => queue::retry(db, id, &error, at),
        })
        .await?;
    }
}

/// One job; its row goes in the transaction of its effect, so that it is done once.
async fn do_job(app: App, id: JobId, job: Job) -> Result<()> {
    match job {
        Job::Announce { council, event } => announce::announce(&app, id, council, event, None).await,
        Job::Tell { council, event, after } => announce::announce(&app, id, council, event, Some(after)).await,
        Job::AccountLink { token } => account_link::write(&app, id, token).await,
    }
}

/// Sends due mails as long as there are free lanes. Answers how many were begun.
async fn fill(
    app: &App,
    transport: &Arc<Transport>,
    lanes: &Arc<Semaphore>,
    under_way: &mut JoinSet<()>,
) -> Result<usize> {
    let mut count = 0;
    while let Ok(lane) = lanes.clone().try_acquire_owned() {
        let Some(delivery) = next_mail(app).await? else { break };
        count += 1;
        let (app, transport) = (app.clone(), transport.clone());
        under_way.spawn(async move {
            deliver::deliver(&app, transport, delivery).await;
            drop(lane);
            app.bell.notify_one();
        });
    }
    Ok(count)
}

async fn next_mail(app: &App) -> Result<Option<Delivery>> {
    let now = app.real_now();
    // Longer than one sending can take, so that nobody else takes the mail up meanwhile.
    let seconds = i64::try_from(app.config.mail.send_seconds).unwrap_or(i64::from(u16::MAX));
    let lease = TimeDelta::seconds(seconds.min(86_400)) + TimeDelta::minutes(2);
    with_db(app, move |db| crate::mail::store::claim(db, now, lease)).await
}

/// When to try again after so many tries: the pauses double, and none is exactly as long as another, so that what failed
/// together does not come back together.
fn again(now: Moment, attempts: u32) -> Moment {
    let doubled = FIRST_PAUSE * (1 << attempts.saturating_sub(1).min(12));
    let pause = doubled.min(LONGEST_PAUSE).num_milliseconds();
    now + TimeDelta::milliseconds(pause * rand::random_range(75..=125) / 100)
}

/// Runs `f` on a connection, off the async threads and in line with the other writers, without ringing the bell.
async fn with_db<T: Send + 'static>(app: &App, f: impl FnOnce(&mut Db) -> Result<T> + Send + 'static) -> Result<T> {
    let permit = app.writers.acquire().await.map_err(|e| Error::Internal(e.into()))?;
    let shared = app.clone();
    let done = actix_web::web::block(move || f(&mut *shared.db.get()?)).await?;
    drop(permit);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_vary() {
        let now: Moment = "2026-01-01T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().expect("a moment").into();
        for attempts in 1..40 {
            let pause = (again(now, attempts).0 - now.0).num_milliseconds();
            let exact = (30_000_i64 << (attempts - 1).min(12)).min(4 * 3_600_000);
            assert!((exact * 75 / 100..=exact * 125 / 100).contains(&pause), "{attempts}: {pause}");
        }
    }
}
