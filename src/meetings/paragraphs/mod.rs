//! The numbers of decisions (§ 45): every item that a body dealt with gets the next one of that body's year, never one
//! twice, without gaps. A council file says when, or that it has none.
pub mod act;
pub mod store;

use crate::db::schema::paragraphs;
use crate::db::types::{AgendaItemId, MeetingId, Moment, OrganizationId};
use diesel::prelude::*;

/// The number of what a body decided on an item.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = paragraphs, treat_none_as_default_value = false)]
pub struct Paragraph {
    pub agenda_item_id: AgendaItemId,
    pub organization_id: OrganizationId,
    pub meeting_id: MeetingId,
    /// The calendar year of the sitting.
    pub year: i32,
    pub number: i32,
    pub taken_at: Moment,
}
