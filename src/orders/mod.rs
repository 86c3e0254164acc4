//! Orders (Beschlussumsetzung): what follows from a decision, who does it until when, and how far it got.
pub mod act;
pub mod annul;
pub mod api;
mod carry;
pub mod ended;
pub mod force;
pub mod input;
pub mod joint;
pub mod json;
pub mod pages;
pub mod past;
pub mod store;
pub mod telling;
pub mod warn;

use crate::db::schema::{order_reports, orders, resolutions};
use crate::db::types::{AccountId, ConsultationId, OrderId, OrganizationId, PaperId, ReportId, ResolutionId};
use crate::events::OrderWas;
use crate::procedure::{OrderState, ResultClass};
use crate::tracking::{FAR, Filter, Show, Sort};
use crate::visibility::Circle;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// What a body has decided.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = resolutions, treat_none_as_default_value = false)]
pub struct Resolution {
    pub id: ResolutionId,
    pub council: String,
    pub paper_id: PaperId,
    pub consultation_id: ConsultationId,
    /// Its text: the operative points as they were decided.
    pub content: String,
    pub decided_on: NaiveDate,
    pub class: ResultClass,
    /// Since when it does not hold, because its result had been entered wrongly; and why.
    pub annulled_on: Option<NaiveDate>,
    pub annulled_reason: String,
}

/// One thing that is to be done because of a decision.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = orders, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Order {
    pub id: OrderId,
    pub council: String,
    pub paper_id: PaperId,
    pub resolution_id: Option<ResolutionId>,
    /// The order that this one was split off.
    pub origin_id: Option<OrderId>,
    /// Number of the operative point; none when the resolution as a whole is to be carried out.
    pub point: Option<i32>,
    pub content: String,
    /// Its text in small letters: what a list is searched by.
    pub folded: String,
    /// The department that has to do it; none until the office names it.
    pub owner_id: Option<OrganizationId>,
    /// Who sees beside the owner to it that it fits with others, and from which day on.
    pub coordinator_id: Option<OrganizationId>,
    pub coordinated_from: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    /// What is said in place of a day or beside it: "4. Quartal 2026", "ohne Termin".
    pub due_note: String,
    pub state: OrderState,
    /// Whether everybody may know of it who may know of the paper.
    pub public: bool,
    /// Why it was given up, or got its present owner or date.
    pub reason: String,
    /// The day of the decision, also for what was split off later.
    pub created_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    /// The body's decision that gave it up.
    pub closing_consultation_id: Option<ConsultationId>,
    pub version: i32,
}

/// How far an order had got on a day.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = order_reports, treat_none_as_default_value = false)]
pub struct Report {
    pub id: ReportId,
    pub order_id: OrderId,
    pub reported_on: NaiveDate,
    pub content: String,
    /// When its owner now expects it to be done.
    pub expected_on: Option<NaiveDate>,
    /// Whether its owner holds it for done.
    pub proposes_done: bool,
    pub account_id: Option<AccountId>,
    /// In whose name it was reported.
    pub reporter: String,
}

impl Order {
    /// What a list of this filter sorts it by: its due date, the day of its end, or the day of its decision.
    pub fn sorted_by(&self, filter: &Filter) -> NaiveDate {
        match (filter.sort, filter.show) {
            (Sort::Due, Show::Closed) => self.closed_on.unwrap_or(self.created_on),
            (Sort::Due, _) => self.due_on.unwrap_or(FAR),
            (Sort::Newest | Sort::Oldest, _) => self.created_on,
        }
    }

    /// How it stands, for the event that changes it.
    pub fn was(&self) -> OrderWas {
        OrderWas {
            state: self.state,
            owner: self.owner_id,
            coordinator: self.coordinator_id,
            coordinated_from: self.coordinated_from,
            due_on: self.due_on,
            due_note: self.due_note.clone(),
            closed_on: self.closed_on,
        }
    }

    /// Whoever has to do with it besides those who see its paper.
    pub const fn holders(&self) -> [Option<OrganizationId>; 2] {
        [self.owner_id, self.coordinator_id]
    }

    /// The day from which its reports are counted: that of the decision, or since when that binds where the people had a
    /// say in it.
    pub fn counts_from(&self, binding: &BTreeMap<ResolutionId, NaiveDate>) -> NaiveDate {
        self.resolution_id.and_then(|id| binding.get(&id)).map_or(self.created_on, |day| self.created_on.max(*day))
    }

    /// The exact date, or what is said in its place; `None` while the office has fixed neither.
    pub const fn is_dated(&self) -> bool {
        self.due_on.is_some() || !self.due_note.is_empty()
    }

    /// Before whom it lies, at most: never wider than its paper, which `visibility` sees to.
    pub const fn circle(&self) -> Circle {
        if self.public { Circle::Public } else { Circle::Council }
    }

    /// Whether it fell away because the decision that gave it had been entered wrongly: no body gave it up, and no list
    /// and no count knows it any more. Its own page says so.
    pub const fn is_annulled(&self) -> bool {
        matches!(self.state, OrderState::Dropped) && self.closing_consultation_id.is_none()
    }

    /// Whether the office still has to say who does it, or until when.
    pub const fn is_undetermined(&self) -> bool {
        self.owner_id.is_none() || !self.is_dated()
    }
}

/// A point with its number: `2. Die Verwaltung berichtet …`.
fn numbered((point, text): &(Option<i32>, String)) -> String {
    match point {
        Some(number) => format!("{number}. {text}"),
        None => text.clone(),
    }
}
