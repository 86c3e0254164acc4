//! Sittings, as far as a paper needs them: which body meets when and where.
pub mod pages;
pub mod store;

use crate::db::schema::meetings;
use crate::db::types::{MeetingId, Moment, OrganizationId};
use diesel::prelude::*;

/// A sitting as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = meetings, treat_none_as_default_value = false)]
pub struct Meeting {
    pub id: MeetingId,
    pub council: String,
    pub organization_id: OrganizationId,
    pub starts_at: Moment,
    pub place: String,
}
