//! What a mail says of a paper, read at the moment of sending.
pub mod store;

use crate::db::types::{Moment, OrganizationId, PaperId, PersonId};
use crate::organizations::{Organization, OrganizationKind};
use crate::people::TokenPurpose;
use crate::procedure::Status;
use crate::visibility::{Circle, Exposure, Scope};
use chrono::NaiveDate;

/// A paper, as far as mails speak of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperFacts {
    pub id: PaperId,
    /// Its kind's code.
    pub kind: String,
    pub reference: Option<String>,
    pub slug: Option<String>,
    pub title: String,
    /// As it is printed: `SPD-Fraktion`.
    pub submitter: String,
    pub status: Status,
    pub confidential: bool,
    pub circle: Circle,
    pub author: OrganizationId,
    pub submitter_id: Option<OrganizationId>,
    pub responsible: Option<OrganizationId>,
    pub parent: Option<PaperId>,
    /// Who was asked to co-sign.
    pub signatories: Vec<PersonId>,
}

impl PaperFacts {
    /// What decides who sees it.
    pub fn exposure(&self) -> Exposure<'_> {
        Exposure {
            circle: self.circle,
            author: self.author,
            submitter: self.submitter_id,
            responsible: self.responsible,
            signatories: &self.signatories,
        }
    }
}

/// A running clock.
#[derive(Debug, Clone, PartialEq)]
pub struct ClockFacts {
    /// Key of the rule in the council file.
    pub rule: String,
    pub started_on: NaiveDate,
    pub due_on: NaiveDate,
    /// Whether the due date was moved: then the rule alone does not explain it.
    pub extended: bool,
}

/// A sitting at which a paper is to be dealt with.
#[derive(Debug, Clone, PartialEq)]
pub struct SittingFacts {
    pub body: String,
    pub starts_at: Moment,
    pub place: String,
}

/// An account's single-use link.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkFacts {
    pub purpose: TokenPurpose,
    pub expires_at: Moment,
    pub is_used: bool,
}

/// What an organisation sees at its own address: what its members see, whoever of them reads there.
pub fn scope_of(organization: &Organization) -> Scope {
    use OrganizationKind::{Committee, Council, CouncilOffice, Department, Executive, Faction, FactionOffice};
    let (office, council) = match organization.kind {
        CouncilOffice => (true, true),
        Council | Committee | Faction | FactionOffice | Executive => (false, true),
        Department => (false, false),
    };
    Scope { organizations: vec![organization.id], person: None, office, council }
}
