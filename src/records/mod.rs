//! Records of closed cases: a paper with its family, all that was done with it and all its files, packed as an xdomea
//! message (Aussonderung.Aussonderung.0503, xdomea 3.0.0) that an archive takes over, with the hashes of its events, so
//! that anybody can prove that nothing of it was changed afterwards.
//!
//! `collect` reads a case as far as the council's office sees it, `message` says it in xdomea's words, `pack` writes the
//! ZIP, `make` does it all, `proof` looks at a package again.
pub mod act;
pub mod api;
pub mod chain;
pub mod collect;
pub mod make;
pub mod message;
pub mod pack;
pub mod pages;
pub mod proof;
pub mod store;
pub mod text;
pub mod xml;

use crate::db::schema::record_packages;
use crate::db::types::{Moment, PaperId, RecordId};
use diesel::prelude::*;

/// A package as it is stored; its bytes lie under their hash.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = record_packages, treat_none_as_default_value = false)]
pub struct Package {
    /// Also xdomea's id of the process.
    pub id: RecordId,
    pub council: String,
    /// The first paper of the case.
    pub root_id: PaperId,
    pub made_at: Moment,
    /// Name of the person who made it.
    pub author: String,
    pub sha256: String,
    /// Of the message within it, which names the hashes of everything else.
    pub message_sha256: String,
    pub size: i64,
    /// The case's last event in it.
    pub last_event: i64,
    /// The event that says that it was made.
    pub event: i64,
}

/// What xdomea calls the message.
const MESSAGE: &str = "Aussonderung.Aussonderung.0503";

/// The word of the event that says that a case was packed.
pub const PACKED: &str = "pack";

/// What the message of this id is called, and with another ending its package.
pub fn file_name(id: RecordId, ending: &str) -> String {
    format!("{id}_{MESSAGE}.{ending}")
}
