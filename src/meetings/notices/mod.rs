//! The notice board (anslagstavla): that the minutes of a sitting were approved, where they are kept, and until when what
//! was decided can be appealed against. A notice comes down by itself.
pub mod act;
pub mod api;
pub mod pages;
pub mod store;
pub mod view;

use crate::db::schema::notices;
use crate::db::types::MeetingId;
use crate::procedure::notice;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A notice as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = notices, treat_none_as_default_value = false)]
pub struct Notice {
    /// The sitting whose minutes were approved.
    pub meeting_id: MeetingId,
    pub council: String,
    pub approved_on: NaiveDate,
    pub put_up_on: NaiveDate,
    /// The last day on which an appeal can come in.
    pub appeal_until: NaiveDate,
    /// The first day on which it does not hang any more.
    pub taken_down_on: NaiveDate,
}

impl Notice {
    /// Whether it hangs on this day.
    pub fn is_up(&self, day: NaiveDate) -> bool {
        notice::is_up(self.put_up_on, self.taken_down_on, day)
    }
}
