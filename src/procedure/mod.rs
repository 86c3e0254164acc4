//! The rules: six small machines and the status computed from them. Pure functions of (definition, facts, action,
//! actor, day): they say what changes, or every reason why not. They know no database, no clock of their own, no HTTP.
//! The words that they speak in are those of `vocabulary`.
pub mod deliberation;
pub mod entry;
pub mod force;
pub mod implementation;
mod money;
pub mod notice;
pub mod obligation;
pub mod pending;
pub mod publication;
pub mod sitting;
pub mod standing;
pub mod status;
pub mod vote;

pub use crate::vocabulary::*;
pub use money::Money;
