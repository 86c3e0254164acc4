//! Votes: how a body voted on a paper, on one of its points, or on a matter of procedure; by name where that is wanted.
pub mod act;
pub mod store;

use crate::db::schema::{ballots, votes};
use crate::db::types::{AgendaItemId, ConsultationId, PersonId, VoteId};
use crate::procedure::vote::Figures;
use crate::procedure::{Choice, VoteForm};
use diesel::prelude::*;

/// A vote as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = votes, treat_none_as_default_value = false)]
pub struct Vote {
    pub id: VoteId,
    pub council: String,
    pub agenda_item_id: AgendaItemId,
    /// The consultation that it is about; none for a matter of procedure of the sitting.
    pub consultation_id: Option<ConsultationId>,
    /// Place in the order of the votes on the item, from 1.
    pub position: i32,
    /// The operative point, when it is about one.
    pub point: Option<i32>,
    /// What was voted on, when it is neither the paper nor a point.
    pub subject: String,
    pub form: VoteForm,
    pub yes: i32,
    pub no: i32,
    pub abstained: i32,
    pub present: i32,
    pub accepted: bool,
}

impl Vote {
    pub const fn figures(&self) -> Figures {
        Figures { yes: self.yes, no: self.no, abstained: self.abstained, present: self.present }
    }

    /// Whether it is the vote of the paper as a whole.
    pub fn is_of_the_whole(&self) -> bool {
        self.point.is_none() && self.subject.is_empty()
    }
}

/// One person's vote.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = ballots, treat_none_as_default_value = false)]
pub struct Ballot {
    pub vote_id: VoteId,
    pub person_id: PersonId,
    pub choice: Choice,
}
