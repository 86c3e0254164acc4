//! The outbox: a job is a row, written in the transaction that makes it necessary, and done later. This module knows
//! rows and no task; `work` knows the tasks.
pub mod store;
pub mod sweep;

use serde::{Deserialize, Serialize};

crate::text_enum! {
    /// What became of a job or a mail so far.
    pub enum JobState { Waiting = "waiting", Sent = "sent", Dead = "dead", Dropped = "dropped" }
}

/// What is to be done after the commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Work out who is to be told of this event, and write one delivery for each.
    Announce { council: String, event: i64 },
    /// Go on with that for the next piece of those who are told by the thousand, behind the row of this id.
    Tell { council: String, event: i64, after: uuid::Uuid },
    /// Send an account its single-use link (invitation or password reset).
    AccountLink { token: crate::db::types::AccountTokenId },
}

impl Job {
    /// The word of the job's kind, as in the column `kind`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Announce { .. } => "announce",
            Self::Tell { .. } => "tell",
            Self::AccountLink { .. } => "account_link",
        }
    }
}
