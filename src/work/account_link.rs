//! The job that writes down the mail with an account's single-use link.
use super::Result;
use crate::app::App;
use crate::db::types::{AccountTokenId, JobId};
use crate::mail::facts::store as facts;
use crate::mail::{About, Reason, Recipient, store};
use crate::people::Actor;
use crate::queue::store as queue;

/// Writes the mail and takes the job away in one transaction. A link that is used, or whose account is disabled, gives no
/// mail.
pub async fn write(app: &App, job: JobId, token: AccountTokenId) -> Result<()> {
    app.write(&Actor::system(), move |tx| {
        if let Some((account, link)) = facts::link(tx, token)?
            && let Some(viewer) = facts::viewer(tx, account)?
        {
            // As the council writes that the account is of: Zürich's office is not written to in the spelling of Leipzig.
            let council = viewer.grants.iter().find_map(|grant| tx.council(&grant.council).ok());
            let recipient = Recipient {
                account: Some(account),
                organization: None,
                address: viewer.email,
                language: council.map_or(viewer.language, |council| council.answers_in(viewer.language)),
                reason: Reason::Account,
            };
            store::write(tx, None, &recipient, link.purpose.as_str(), &About::Link { token })?;
        }
        queue::done(tx, job)
    })
    .await
}
