//! Corrections of results that were entered wrongly (T26): one person proposes what should stand there, another confirms.
//! Nothing is overwritten in the history: a further event says what was wrong and undoes what followed from it.
pub mod act;
pub mod api;
pub mod consequences;
pub mod pages;
pub mod second;
pub mod store;
mod undo;

use crate::db::schema::corrections;
use crate::db::types::{AccountId, ConsultationId, CorrectionId, Moment, PaperId, ResolutionId};
use crate::error::Result;
use crate::papers::Paper;
use crate::papers::input::Input;
use crate::procedure::CorrectionState;
use diesel::prelude::*;

/// A proposed correction as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = corrections, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Correction {
    pub id: CorrectionId,
    pub council: String,
    pub paper_id: PaperId,
    /// What is to be corrected: `consultation:…`, or `resolution:…` for how the people voted on it.
    pub subject: String,
    /// What should stand there, as it would be typed, as JSON.
    pub proposal: String,
    pub reason: String,
    pub proposed_by: AccountId,
    pub proposed_at: Moment,
    pub state: CorrectionState,
    pub decided_by: Option<AccountId>,
    pub decided_at: Option<Moment>,
    pub version: i32,
}

impl Correction {
    /// A proposal that waits for a second person: what should stand there, why, and who says so.
    pub fn proposed(
        paper: &Paper,
        subject: String,
        proposal: String,
        reason: String,
        by: AccountId,
        at: Moment,
    ) -> Self {
        Self {
            id: CorrectionId::new(),
            council: paper.council.clone(),
            paper_id: paper.id,
            subject,
            proposal,
            reason,
            proposed_by: by,
            proposed_at: at,
            state: CorrectionState::Proposed,
            decided_by: None,
            decided_at: None,
            version: 1,
        }
    }

    /// The consultation whose result is to be corrected.
    pub fn consultation(&self) -> Option<ConsultationId> {
        self.subject.strip_prefix("consultation:").and_then(|id| id.parse().ok())
    }

    /// The decision of which it is to be corrected how the people voted.
    pub fn resolution(&self) -> Option<ResolutionId> {
        self.subject.strip_prefix("resolution:").and_then(|id| id.parse().ok())
    }

    /// What should stand there, as a result of a consultation.
    pub fn input(&self) -> Result<Input> {
        Ok(serde_json::from_str(&self.proposal)?)
    }
}
