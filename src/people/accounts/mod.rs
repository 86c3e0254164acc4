//! Accounts: who can sign in, what they may do, and the single-use links by which they set a password.
pub mod act;
pub mod store;

pub use store::{Account, GrantRow};

use super::input::{Email, Name};
use crate::db::types::PersonId;
use crate::words::Language;

/// What a new account is made of. It has no password until its invitation is redeemed.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub email: Email,
    pub name: Name,
    pub language: Language,
    /// The person of the directory whose account it is.
    pub person: Option<PersonId>,
}
