//! Files (Anlagen) of papers, agenda items, sittings and minutes: what they are called, who may see them, what became of
//! them. Their bytes are kept by `blobs`.
pub mod act;
pub mod api;
pub mod json;
pub mod media;
pub mod pages;
pub mod proof;
pub mod store;
pub mod sweep;
pub mod thing;
pub mod view;

use crate::db::schema::files;
use crate::db::types::{AccountId, FileId, MeetingId, Moment, PaperId, SubjectId};
use crate::visibility::Circle;
use crate::vocabulary::FileSubject;
use diesel::prelude::*;

/// A file as it is stored: one version of it, with its own id and its own bytes.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = files, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct File {
    pub id: FileId,
    pub council: String,
    pub subject_kind: FileSubject,
    pub subject_id: SubjectId,
    /// The paper on which it hangs, directly.
    pub paper_id: Option<PaperId>,
    /// The sitting on which it hangs, itself or through an item or the minutes.
    pub meeting_id: Option<MeetingId>,
    /// Cleaned: fit for a header, an address and a folder.
    pub name: String,
    /// By its content, whatever its sender claimed.
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    /// Its own; it is never wider open than what it hangs on.
    pub circle: Circle,
    pub position: i32,
    /// Counts the versions from 1.
    pub revision: i32,
    pub replaces_id: Option<FileId>,
    pub replaced_at: Option<Moment>,
    pub uploaded_by: Option<AccountId>,
    pub uploaded_at: Moment,
    /// Came after what it hangs on was admitted, issued or invited to.
    pub late: bool,
    /// Who asked that it be public; another one must confirm it.
    pub opening_by: Option<AccountId>,
    pub opening_reason: String,
    pub withdrawn_at: Option<Moment>,
    pub withdrawn_reason: String,
    pub version: i32,
}
