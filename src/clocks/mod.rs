//! Clocks (Fristen): what must be done by when, by which rule; extended, fulfilled, refused or lapsed.
pub mod act;
pub mod api;
pub mod light;
pub mod longer;
pub mod store;
pub mod warn;

use crate::db::schema::{clocks, extension_requests, extensions};
use crate::db::types::{ClockId, ConsultationId, ExtensionId, PaperId};
use crate::procedure::ClockState;
use crate::tracking::{Filter, Show, Sort};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A clock as it is stored. Days are days of the council's calendar.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = clocks, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Clock {
    pub id: ClockId,
    pub council: String,
    pub paper_id: PaperId,
    /// Key of the rule in the council file.
    pub rule: String,
    pub started_on: NaiveDate,
    pub due_on: NaiveDate,
    pub state: ClockState,
    pub closed_on: Option<NaiveDate>,
    /// The paper by which it was fulfilled.
    pub fulfilled_by: Option<PaperId>,
    /// Why it was refused.
    pub reason: String,
    /// The due dates for which the warnings went out: each goes out once, and again after an extension.
    pub soon_warned_for: Option<NaiveDate>,
    pub overdue_warned_for: Option<NaiveDate>,
    pub version: i32,
    /// Which time the same rule runs on the same paper: further questions have a clock of their own.
    pub round: i32,
    /// 2 after an interim notice.
    pub stage: i32,
}

impl Clock {
    /// What a list of this filter sorts it by: its due date, the day of its end, or the day on which it started.
    pub fn sorted_by(&self, filter: &Filter) -> NaiveDate {
        match (filter.sort, filter.show) {
            (Sort::Due, Show::Closed) => self.closed_on.unwrap_or(self.due_on),
            (Sort::Due, _) => self.due_on,
            (Sort::Newest | Sort::Oldest, _) => self.started_on,
        }
    }
}

/// What a body that decides on a longer period has before it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = extension_requests, treat_none_as_default_value = false)]
pub struct Request {
    pub consultation_id: ConsultationId,
    pub clock_id: ClockId,
    pub applicant: String,
    /// The day that is asked for.
    pub due_on: NaiveDate,
    pub reason: String,
    pub asked_on: NaiveDate,
}

/// One extension of a clock; the old due date stays readable.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = extensions, treat_none_as_default_value = false)]
pub struct Extension {
    pub id: ExtensionId,
    pub clock_id: ClockId,
    pub applicant: String,
    pub decider: String,
    pub decided_on: NaiveDate,
    pub old_due: NaiveDate,
    pub new_due: NaiveDate,
    pub reason: String,
    /// Granted only when the clock was overdue already.
    pub late: bool,
    /// Not granted, but announced: by an interim notice (Zwischenbescheid).
    pub interim: bool,
}
