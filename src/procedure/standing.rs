//! Which of an actor's roles count for a given paper: a drafter drafts for her own department, a faction's clerk files
//! for his own faction.
use super::Action;
use crate::db::types::OrganizationId;
use crate::people::{Grant, Role};
use std::collections::BTreeSet;

/// The organisations of a paper by which standing is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parties<'a> {
    pub author: OrganizationId,
    pub submitter: Option<OrganizationId>,
    pub responsible: Option<OrganizationId>,
    /// The departments that answer some of the questions: they write into the answer and hand their part in.
    pub involved: &'a [OrganizationId],
    /// The body of the consultation that is acted on, for its minute taker.
    pub body: Option<OrganizationId>,
}

/// The roles of these grants that have standing to a paper with these parties, for this action.
///
/// Roles of the submitting side count for the submitter's and the author's organisation, roles of the administration
/// for the author's and the responsible department, a minute taker's for the consulted body or for the whole council
/// (held for the council office); the office and the executive have standing to every paper of their council.
pub fn of(grants: &[Grant], council: &str, parties: &Parties<'_>, action: Action) -> BTreeSet<Role> {
    let own = |grant: &Grant| grant.organization == parties.author || Some(grant.organization) == parties.submitter;
    let department =
        |grant: &Grant| grant.organization == parties.author || Some(grant.organization) == parties.responsible;
    grants
        .iter()
        .filter(|grant| grant.council == council)
        .filter(|grant| match grant.role {
            // Any member may co-sign who was asked to, whichever faction it is: joint inquiries are common.
            Role::Member if action == Action::Cosign => true,
            // Any faction may amend any paper; whether this one may is said by the kind that is drafted.
            Role::Member | Role::FactionOffice | Role::FactionChair if action == Action::DraftChild => true,
            Role::Member | Role::FactionOffice | Role::FactionChair => own(grant),
            Role::Drafter | Role::Head => {
                let part = matches!(action, Action::Edit | Action::Contribute);
                department(grant) || (part && parties.involved.contains(&grant.organization))
            }
            Role::BodyChair => Some(grant.organization) == parties.body,
            Role::CouncilOffice | Role::Executive | Role::MinuteTaker => true,
            Role::RecordsOfficer | Role::DataProtection | Role::Admin => true,
        })
        .map(|grant| grant.role)
        .collect()
}

/// The roles of these grants that have standing to a sitting of these bodies: whoever presides or belongs to one of them,
/// and the office for all.
pub fn of_sitting(grants: &[Grant], council: &str, bodies: &[OrganizationId]) -> BTreeSet<Role> {
    grants
        .iter()
        .filter(|grant| grant.council == council)
        .filter(|grant| match grant.role {
            Role::BodyChair | Role::Member => bodies.contains(&grant.organization),
            _ => true,
        })
        .map(|grant| grant.role)
        .collect()
}

/// The roles of these grants that have standing to an order: those of the department that owns it, the office and the
/// executive.
pub fn of_order(grants: &[Grant], council: &str, owner: Option<OrganizationId>) -> BTreeSet<Role> {
    grants
        .iter()
        .filter(|grant| grant.council == council)
        .filter(|grant| match grant.role {
            Role::Drafter | Role::Head => Some(grant.organization) == owner,
            Role::CouncilOffice | Role::Executive => true,
            _ => false,
        })
        .map(|grant| grant.role)
        .collect()
}
