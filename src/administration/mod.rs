//! The administration of a council: its bodies and departments, people, memberships, terms, accounts, roles and
//! stand-ins. `put` writes each change with its event, for pages, command line and apply file alike; `act` says who may
//! do what, and what it brings along.
pub mod act;
pub mod input;
pub mod pages;
pub mod put;
pub mod store;

use crate::council::Council;
use crate::digest;
use crate::people::{Actor, Grant};
use serde::Serialize;

/// Whether this actor administers the council's bodies, people and accounts. Only by a role of its own: whoever stands
/// in for somebody signs, and gives no roles.
pub fn may(actor: &Actor, council: &Council) -> bool {
    council.administration.by.iter().any(|role| actor.holds(&council.slug, *role))
}

/// The roles of this actor for which it may name a stand-in itself.
pub fn signing<'a>(actor: &'a Actor, council: &'a Council) -> impl Iterator<Item = &'a Grant> {
    actor
        .own_grants()
        .filter(|grant| grant.council == council.slug && council.administration.stand_ins.contains(&grant.role))
}

/// What a row looked like when a form was filled in: the form sends it back, and who finds another row is told that
/// somebody was faster.
pub fn mark<T: Serialize>(row: &T) -> String {
    let text = serde_json::to_string(row).unwrap_or_default();
    digest::sha256(text.as_bytes()).chars().take(24).collect()
}
