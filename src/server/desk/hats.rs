//! In what capacities somebody works at the desk.
use crate::db::types::OrganizationId;
use crate::papers::Paper;
use crate::people::{Actor, Role};

/// In what capacities an account works in a council.
pub struct Hats {
    pub office: bool,
    pub executive: bool,
    /// Enters results of every body.
    pub minutes: bool,
    /// The bodies that the account presides over.
    pub chairs: Vec<OrganizationId>,
    pub heads: Vec<OrganizationId>,
    /// Departments for which the account drafts or signs.
    pub departments: Vec<OrganizationId>,
    /// Factions, and their offices, for which the account files.
    pub factions: Vec<OrganizationId>,
}

impl Hats {
    pub fn of(actor: &Actor, council: &str) -> Self {
        let held = |roles: &[Role]| {
            let grants = actor.grants.iter().filter(|grant| grant.council == council && roles.contains(&grant.role));
            let mut held: Vec<_> = grants.map(|grant| grant.organization).collect();
            held.sort();
            held.dedup();
            held
        };
        Self {
            office: actor.has(council, Role::CouncilOffice),
            executive: actor.has(council, Role::Executive),
            minutes: actor.has(council, Role::MinuteTaker),
            chairs: held(&[Role::BodyChair]),
            heads: held(&[Role::Head]),
            departments: held(&[Role::Drafter, Role::Head]),
            factions: held(&[Role::Member, Role::FactionOffice, Role::FactionChair]),
        }
    }

    /// Whether the paper was written in the name of one of the account's factions.
    pub fn files(&self, paper: &Paper) -> bool {
        self.factions.contains(&paper.author_id) || paper.submitter_id.is_some_and(|id| self.factions.contains(&id))
    }

    /// Whether the paper was written by one of the account's departments.
    pub fn drafts(&self, paper: &Paper) -> bool {
        self.departments.contains(&paper.author_id)
    }
}
