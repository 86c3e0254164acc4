//! What may be done in the administration: who may, whether it fits, and what it brings along. Each act is one
//! transaction; `put` writes the rows with their events.
pub mod accounts;
mod hand_over;
pub mod leave;
pub mod organizations;
pub mod people;
pub mod stand_ins;

use super::{mark, may};
use crate::app::Tx;
use crate::council::Council;
use crate::error::{Error, Result};
use crate::events;
use crate::message::Message;
use serde::Serialize;

/// The refusal of what only the administration may do.
pub fn not_yours(council: &Council) -> Error {
    let roles: Vec<_> = council.administration.by.iter().map(|role| role.as_str()).collect();
    Error::Forbidden(Message::new("admin_not_yours").with("roles", roles.join(", ")))
}

/// Begins an act of the administration: the actor may, and until the end of the transaction nobody else changes the
/// council's register.
fn begin(tx: &mut Tx<'_>, council: &Council) -> Result<()> {
    if !may(tx.actor, council) {
        return Err(not_yours(council));
    }
    events::store::lock(tx, council)
}

/// That a row is still the one that the form was filled in for.
fn unchanged<T: Serialize>(row: &T, seen: &str) -> Result<()> {
    if mark(row) == seen { Ok(()) } else { Err(Error::Stale) }
}

/// One fault of one field.
fn refuse<T>(key: &'static str, field: &'static str) -> Result<T> {
    Err(Error::refused(Message::new(key).on(field)))
}
