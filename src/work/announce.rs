//! The job that works out who is to be told of an event, and writes one mail down for each.
use super::Result;
use crate::app::App;
use crate::db::types::JobId;
use crate::error::Error;
use crate::mail::{About, recipients, store};
use crate::people::Actor;
use crate::queue::store as queue;

/// Writes the mails of one event and takes the job away, all in one transaction: a crash neither loses nor doubles one.
///
/// # Errors
/// `NotFound` when there is no such event or no such council any more.
pub async fn announce(app: &App, job: JobId, council: String, seq: i64) -> Result<()> {
    app.write(&Actor::system(), move |tx| {
        let council = tx.council(&council)?;
        let event = crate::events::load(tx, &council.slug, seq)?;
        let Some(row) = event.detail.as_ref().and_then(|detail| detail.mail) else {
            // Its payload was erased before anybody was told.
            return queue::done(tx, job);
        };
        for recipient in recipients::of_event(tx, &council, &event)? {
            store::write(tx, Some((&council.slug, seq)), &recipient, row.as_str(), &About::Event)?;
        }
        queue::done(tx, job)
    })
    .await
    .map_err(|e| match e {
        Error::NotFound => Error::Internal(anyhow::anyhow!("the event or its council is not there")),
        e => e,
    })
}
