//! What a mail says beside paper, clocks and event, read at the moment of sending.
pub mod store;

use crate::clocks::{Clock, Extension};
use crate::db::types::{MeetingId, Moment};
use crate::organizations::{Organization, OrganizationKind};
use crate::people::TokenPurpose;
use crate::visibility::Scope;
use chrono::NaiveDate;

/// A running clock with the extensions that were granted, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    pub clock: Clock,
    pub extensions: Vec<Extension>,
}

/// A sitting at which a paper is to be dealt with.
#[derive(Debug, Clone, PartialEq)]
pub struct SittingFacts {
    pub body: String,
    pub starts_at: Moment,
    pub place: String,
}

/// By when an order is to be done: a day, or words in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFacts {
    pub due_on: Option<NaiveDate>,
    pub due_note: String,
}

/// A sitting as its own mails tell it, as far as the reader may see its agenda.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingFacts {
    pub id: MeetingId,
    pub bodies: String,
    pub starts_at: Moment,
    pub place: String,
    pub video: String,
    /// Number and title of the items in their order; of those that are not public the title that everybody may read.
    pub items: Vec<(String, String)>,
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
    use OrganizationKind::{
        AdvisoryBoard, Committee, Council, CouncilOffice, Department, District, Executive, ExecutiveConference,
        Faction, FactionOffice, Media,
    };
    if organization.kind == Media {
        return Scope::public();
    }
    let (office, council) = match organization.kind {
        CouncilOffice => (true, true),
        Council | Committee | District | ExecutiveConference | Faction | FactionOffice | Executive => (false, true),
        AdvisoryBoard | Department | Media => (false, false),
    };
    Scope { organizations: vec![organization.id], office, council, ..Scope::default() }
}
