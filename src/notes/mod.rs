//! Remarks (Vermerke) of the administration on a paper: department and office write them to one another, and they never
//! leave it. Whoever does not belong to it is answered as if there were none.
pub mod act;
pub mod api;
pub mod pages;
pub mod store;

use crate::db::schema::notes;
use crate::db::types::{AccountId, Moment, NoteId, OrganizationId, PaperId};
use diesel::prelude::*;

/// A remark as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = notes, treat_none_as_default_value = false)]
pub struct Note {
    pub id: NoteId,
    pub council: String,
    pub paper_id: PaperId,
    /// In whose name it was written.
    pub organization_id: OrganizationId,
    pub account_id: Option<AccountId>,
    /// Name of the person who wrote it.
    pub author: String,
    pub content: String,
    pub written_at: Moment,
}
