//! Bytes that belong to no file: what broken uploads left behind, after its time, and those of withdrawn files. Only what nobody can be about to
//! attach is taken away: whoever keeps bytes writes their row first, and waits for whoever is forgetting it.
use super::store;
use crate::app::App;
use crate::error::{Error, Result};
use crate::people::Actor;
use chrono::TimeDelta;
use std::time::SystemTime;

/// Orphans that are taken away in one look.
const BATCH: i64 = 500;

/// Takes away what has lain unused for `files.sweep_hours`. Answers how many files of the store went.
pub async fn sweep(app: &App) -> Result<usize> {
    let system = Actor::system();
    let before = app.real_now() + -TimeDelta::hours(i64::from(app.config.files.sweep_hours));
    let moment = SystemTime::from(before.0);
    let mut count = app.blobs.sweep_temporary(moment).await?;
    let mut orphans = app.read(move |db| store::orphans(db, before, BATCH)).await?;
    // Bytes without a row: of a database that was restored to an earlier state.
    let mut withdrawn = Vec::new();
    for hashes in app.blobs.before(moment).await?.chunks(500) {
        let hashes = hashes.to_vec();
        let (unknown, gone) = app
            .read(move |db| {
                let (known, gone) = (store::known(db, &hashes)?, store::withdrawn_alone(db, &hashes)?);
                Ok((hashes.into_iter().filter(|hash| !known.contains(hash)).collect::<Vec<_>>(), gone))
            })
            .await?;
        orphans.extend(unknown);
        withdrawn.extend(gone);
    }
    for hash in withdrawn {
        let (blobs, runtime) = (app.blobs.clone(), tokio::runtime::Handle::current());
        // The row stays, as the withdrawn file's does: the hash is in events and frozen texts.
        let gone = app.write(&system, move |tx| {
            let mine = store::hold_withdrawn(tx, &hash, before)?;
            if mine {
                runtime.block_on(blobs.remove(&hash))?;
            }
            Ok::<_, Error>(mine)
        });
        count += usize::from(gone.await?);
    }
    for orphan in orphans {
        let (blobs, runtime) = (app.blobs.clone(), tokio::runtime::Handle::current());
        let gone = app.write(&system, move |tx| {
            // The row is held until the bytes are gone: whoever uploads the same bytes now waits, and writes them anew.
            let mine = store::forget(tx, &orphan, before)?
                || (store::claim_unknown(tx, &orphan)? && {
                    let now = tx.real_now + TimeDelta::seconds(1);
                    store::forget(tx, &orphan, now)?
                });
            if mine {
                runtime.block_on(blobs.remove(&orphan))?;
            }
            Ok::<_, Error>(mine)
        });
        count += usize::from(gone.await?);
    }
    Ok(count)
}
