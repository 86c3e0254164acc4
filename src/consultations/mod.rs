//! Consultations (Beratungsfolge): one body dealing with one paper, from its planning to its result.
pub mod act;
pub mod api;
pub mod store;

use crate::db::schema::consultations;
use crate::db::types::{AgendaItemId, ConsultationId, MeetingId, Moment, OrganizationId, PaperId};
use crate::procedure::{ConsultationState, ResultClass};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A consultation as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = consultations, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Consultation {
    pub id: ConsultationId,
    pub council: String,
    pub paper_id: PaperId,
    pub organization_id: OrganizationId,
    /// Key of the role in the council file.
    pub role: String,
    /// Place in the order of consultations, from 1.
    pub position: i32,
    pub meeting_id: Option<MeetingId>,
    /// The item of that sitting's agenda on which it lies.
    pub agenda_item_id: Option<AgendaItemId>,
    /// The consultation whose result led to this one.
    pub origin_id: Option<ConsultationId>,
    /// Since when it waits.
    pub created_on: Option<NaiveDate>,
    pub state: ConsultationState,
    /// Key of the result word in the council file, and its meaning.
    pub result_word: Option<String>,
    pub result_class: Option<ResultClass>,
    /// What the minutes add to the result.
    pub note: String,
    pub version: i32,
}

/// A row of the Beratungsfolge, with the names that it is shown with.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub consultation: Consultation,
    pub body: String,
    pub starts_at: Option<Moment>,
    pub place: Option<String>,
    /// The number of its agenda item, where the agenda was published.
    pub item: Option<String>,
}
