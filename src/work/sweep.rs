//! Takes away what has served its time: old idempotency keys, ended sessions, single-use links of long ago; and what
//! uploads that broke off left in the store of files.
use super::{Result, with_db};
use crate::app::App;
use chrono::TimeDelta;

/// How long an answer is kept to be given again to the same idempotency key.
const KEYS: TimeDelta = TimeDelta::hours(48);
/// How long what has ended or expired is kept, for questions about it.
const ENDED: TimeDelta = TimeDelta::days(30);

/// Deletes what is older than it may become, in real time.
pub async fn old(app: &App) -> Result<()> {
    let now = app.real_now();
    let (keys, ended) = (now + -KEYS, now + -ENDED);
    let swept =
        with_db(app, move |db| crate::db::transaction(db, |db| crate::queue::sweep::old(db, keys, ended))).await?;
    if swept > 0 {
        tracing::info!(rows = swept, "old rows swept away");
    }
    let files = crate::files::sweep::sweep(app).await?;
    if files > 0 {
        tracing::info!(files, "unused bytes swept away");
    }
    Ok(())
}
