//! The directory: who sits where, and from when to when. Terms, people and memberships of a council.
pub mod store;

pub use store::{Membership, Person, Term};
