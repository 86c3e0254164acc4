//! Consultations (Beratungsfolge): one body dealing with one paper, from its planning to its result.
pub mod act;
pub mod advice;
pub mod api;
pub mod change;
pub mod correct;
pub mod follow;
pub mod input;
pub mod lock;
mod minority;
mod next;
pub mod pages;
pub mod plan;
mod record;
pub mod result;
pub mod store;
pub mod treatment;
pub mod unschedule;
pub mod unscheduled;
pub mod votes;

use crate::council::Council;
use crate::db::schema::{consultations, point_results};
use crate::db::types::{AgendaItemId, ConsultationId, MeetingId, Moment, OrganizationId, PaperId};
use crate::papers::Paper;
use crate::people::{Actor, Role};
use crate::procedure::{Action, ConsultationState, ResultClass, standing};
use crate::visibility::Circle;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeSet;

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
    /// Key of the result word in the council file, and its meaning. A word without a meaning is one that the file does
    /// not know: it was brought in from elsewhere and is kept as it is.
    pub result_word: Option<String>,
    pub result_class: Option<ResultClass>,
    /// What the minutes add to the result; while a paper that was sent back is not dealt with again: what was completed.
    pub note: String,
    pub version: i32,
    /// When it is expected, in words, while there is no sitting: "4. Quartal".
    pub planned_for: String,
    /// Whether its result decided the paper.
    pub authoritative: bool,
    /// The text as it was amended; for an election, who was elected.
    pub final_text: String,
    pub circle: Circle,
}

impl Consultation {
    /// Whether its result is a word that the council file does not know.
    pub fn is_unmapped(&self) -> bool {
        self.result_word.is_some() && self.result_class.is_none()
    }
}

/// Whose action it is on a consultation of this paper, by the council's rules; nobody's where the paper's kind has no such
/// action.
pub fn takers(council: &Council, paper: &Paper, action: Action) -> BTreeSet<Role> {
    let step = council.kind(&paper.kind).and_then(|kind| council.step(kind, action));
    step.map(|step| step.by.clone()).unwrap_or_default()
}

/// Whether the action on this consultation is this actor's, whatever state it is in: for pages that offer it. Whoever takes
/// it is asked again.
pub fn is_theirs(council: &Council, actor: &Actor, paper: &Paper, consultation: &Consultation, action: Action) -> bool {
    let parties = standing::Parties {
        author: paper.author_id,
        submitter: paper.submitter_id,
        responsible: paper.responsible_id,
        involved: &[],
        body: Some(consultation.organization_id),
    };
    let held = standing::of(&actor.grants, &council.slug, &parties, action);
    !takers(council, paper, action).is_disjoint(&held)
}

/// What became of one operative point where the points were voted on separately.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = point_results, treat_none_as_default_value = false)]
pub struct PointResult {
    pub consultation_id: ConsultationId,
    pub point: i32,
    pub result_word: String,
    pub result_class: Option<ResultClass>,
    /// The point as it was amended; empty where it stayed as it was.
    pub final_text: String,
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
    /// The number of the decision, where the council gives them numbers.
    pub paragraph: Option<i32>,
    /// Which treatment of the paper in this body it is, from 1; 0 where it was cancelled.
    pub treatment: i32,
}
