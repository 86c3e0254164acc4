//! Minutes of sittings: who was there, whether the body could decide, what was said and decided, and their approval in a
//! later sitting.
pub mod act;
pub mod api;
pub mod pages;
pub mod signing;
pub mod store;
pub mod view;

use crate::db::schema::{attendances, minutes};
use crate::db::types::{MeetingId, MinutesId, Moment, PersonId};
use crate::procedure::{MinutesState, Presence};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// The minutes of a sitting as they are stored. The text of each item is kept with the item.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = minutes, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Minutes {
    pub id: MinutesId,
    pub council: String,
    pub meeting_id: MeetingId,
    pub state: MinutesState,
    /// How the sitting was opened, who chaired it.
    pub opening: String,
    /// What belongs to no item of the public part.
    pub content: String,
    /// The same of the non-public part.
    pub nonpublic_content: String,
    /// What was objected before they were approved.
    pub objections: String,
    pub finished_at: Option<Moment>,
    pub approved_on: Option<NaiveDate>,
    /// The later sitting that approved them.
    pub approved_at_id: Option<MeetingId>,
    pub version: i32,
}

/// How somebody was at a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = attendances, treat_none_as_default_value = false)]
pub struct Attendance {
    pub meeting_id: MeetingId,
    pub person_id: PersonId,
    pub presence: Presence,
    /// When somebody came late or went early.
    pub arrived_at: Option<Moment>,
    pub left_at: Option<Moment>,
    pub note: String,
}

/// What is typed into the minutes, from a form or as JSON; each action takes what belongs to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MinutesInput {
    /// The version of the minutes; 0 while there are none.
    pub version: Option<i32>,
    pub opening: Option<String>,
    pub content: Option<String>,
    pub nonpublic_content: Option<String>,
    pub objections: Option<String>,
    /// What was said on single items.
    pub items: Option<Vec<ItemInput>>,
    pub attendance: Option<Vec<AttendanceInput>>,
    /// Id of the later sitting that approved them.
    pub approved_at: Option<String>,
    /// Keys or ids of the people who signed them, and on which day; today when it is left out. Where signing approves them.
    pub signed_by: Option<Vec<String>>,
    pub approved_on: Option<NaiveDate>,
}

/// What was said on an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ItemInput {
    pub item: String,
    pub text: String,
}

/// How one person was at the sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttendanceInput {
    /// Key or id of the person.
    pub person: String,
    #[schema(value_type = String)]
    pub presence: Presence,
    /// `HH:MM` in the council's time zone, for who came late.
    #[serde(default)]
    pub arrived: String,
    /// `HH:MM`, for who went early.
    #[serde(default)]
    pub left: String,
    #[serde(default)]
    pub note: String,
}
