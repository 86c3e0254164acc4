//! The jobs that work out who is to be told of an event, and write one mail down for each: the first piece, and as long as
//! there are more, a job for the next one. So nobody who writes waits for two hundred thousand followers.
use super::Result;
use crate::app::App;
use crate::db::types::JobId;
use crate::error::Error;
use crate::mail::{About, recipients, store};
use crate::people::Actor;
use crate::queue::{Job, store as queue};
use uuid::Uuid;

/// Most of those who are told by the thousand that one transaction writes to.
const PIECE: i64 = 500;

/// Writes the mails of one event, a piece of them, and takes the job away, all in one transaction: a crash neither loses
/// nor doubles one. `after` says behind which row the piece begins.
///
/// # Errors
/// `NotFound` when there is no such event or no such council any more.
pub async fn announce(app: &App, job: JobId, council: String, seq: i64, after: Option<Uuid>) -> Result<()> {
    app.write(&Actor::system(), move |tx| {
        let council = tx.council(&council)?;
        let event = crate::events::load(tx, &council.slug, seq)?;
        let Some(row) = event.detail.as_ref().and_then(|detail| detail.mail) else {
            // Its payload was erased before anybody was told.
            return queue::done(tx, job);
        };
        let piece = recipients::of_event(tx, &council, &event, after, PIECE)?;
        for recipient in piece.recipients {
            store::write(tx, Some((&council.slug, seq)), &recipient, row.as_str(), &About::Event)?;
        }
        if let Some(after) = piece.rest {
            queue::enqueue(tx, &Job::Tell { council: council.slug.clone(), event: seq, after })?;
        }
        queue::done(tx, job)
    })
    .await
    .map_err(|e| match e {
        Error::NotFound => Error::Internal(anyhow::anyhow!("the event or its council is not there")),
        e => e,
    })
}
