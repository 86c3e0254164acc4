//! Mail: who is told of an event, in which words, and how it leaves the house. Every mail is a row of `deliveries` first;
//! `work` sends them, each for itself.
pub mod compose;
pub mod facts;
#[cfg(test)]
mod languages;
pub mod letter;
pub mod pages;
pub mod recipients;
#[cfg(test)]
mod samples;
mod say;
pub mod store;
pub mod transport;
pub mod unsubscribe;

use crate::db::types::{AccountId, AccountTokenId, OrganizationId};
use crate::text_enum;
use crate::words::Language;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Why somebody gets a mail, the strongest reason first: who has several is told the strongest.
    pub enum Reason {
        Submitter = "submitter",
        /// Acts for the faction that may carry the paper on.
        Heir = "heir",
        Faction = "faction",
        Department = "department",
        Executive = "executive",
        Body = "body",
        Office = "office",
        /// Sits in the council.
        Member = "member",
        /// Follows the paper by own choice: the only reason that can be taken back.
        Follower = "follower",
        /// Is a newspaper or a station.
        Media = "media",
        /// The mail is about the account itself.
        Account = "account",
        /// Is the contact for accessibility.
        Contact = "contact",
    }
}

/// Somebody who is to get a mail: an account, an organisation at its own address, or both at the same one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub account: Option<AccountId>,
    pub organization: Option<OrganizationId>,
    pub address: String,
    pub language: Language,
    pub reason: Reason,
}

/// What a mail is about, as its row keeps it. The words are made when it is sent, from the data of that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum About {
    /// The event that the row names.
    Event,
    /// An account's single-use link.
    Link { token: AccountTokenId },
    /// What somebody wrote by the form on accessibility.
    Feedback { message: String, page: String, reply_to: String },
}
