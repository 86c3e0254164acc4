//! The agenda of a sitting: its items in their order, and what of them lies before whom.
pub mod act;
pub mod store;

pub use act::{place, place_on};

use super::Meeting;
use crate::db::schema::agenda_items;
use crate::db::types::{AgendaItemId, MeetingId, Moment};
use crate::procedure::{ItemState, sitting};
use crate::visibility::ItemExposure;
use diesel::prelude::*;

/// An agenda item as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = agenda_items, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct AgendaItem {
    pub id: AgendaItemId,
    pub council: String,
    pub meeting_id: MeetingId,
    /// The item that it is a sub-item of.
    pub parent_id: Option<AgendaItemId>,
    /// Place among its neighbours.
    pub position: i32,
    /// As it is printed: `Ö 8.1.1`. Firm from the invitation on.
    pub number: String,
    pub public: bool,
    pub title: String,
    /// What the public reads instead of the title of a non-public item.
    pub public_title: String,
    pub state: ItemState,
    /// Added after the invitation.
    pub late: bool,
    /// The item with which it is dealt with jointly.
    pub joint_id: Option<AgendaItemId>,
    /// A remark that is printed with it.
    pub note: String,
    /// When it was changed after the invitation.
    pub changed_at: Option<Moment>,
    pub added_at: Moment,
    pub called_at: Option<Moment>,
    /// What the minutes say on it: read with them, never with the agenda.
    pub minutes_text: String,
    pub version: i32,
}

impl AgendaItem {
    /// What decides how much of it is seen.
    pub fn exposure(&self, meeting: &Meeting) -> ItemExposure {
        ItemExposure { published: meeting.is_published(), public: self.public }
    }

    /// How deep it lies: 0 for an item, 1 for its sub-items.
    pub fn depth(&self) -> usize {
        self.number.matches('.').count()
    }

    fn place(&self) -> sitting::Place<AgendaItemId> {
        sitting::Place { id: self.id, parent: self.parent_id, public: self.public, position: self.position }
    }
}

/// The items in the order in which they are read: the public part first, sub-items behind their item.
pub fn in_order(mut items: Vec<AgendaItem>) -> Vec<AgendaItem> {
    let places: Vec<_> = items.iter().map(AgendaItem::place).collect();
    let order = sitting::numbers(&places, "", "");
    let rank = |id| order.iter().position(|(known, _)| *known == id).unwrap_or(usize::MAX);
    items.sort_by_key(|item| rank(item.id));
    items
}
