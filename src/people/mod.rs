//! People, their accounts, and what an account may do.
pub mod accounts;
pub mod api;
pub mod autosaves;
pub mod credentials;
pub mod directory;
pub mod input;
pub mod oidc;
pub mod own_data;
pub mod pages;
pub mod passwords;
pub mod secrets;
pub mod sessions;
pub mod sign_ins;
pub mod stand_ins;

use crate::db::types::{AccountId, OrganizationId, PersonId, SessionId};
use crate::organizations::OrganizationKind;
use crate::text_enum;
use crate::words::Language;
use serde::Serialize;

text_enum! {
    /// The permission groups of a council, each held for one organisation.
    pub enum Role {
        /// Elected member of the council or of a body; for a faction: one of its councillors.
        Member = "member",
        /// Clerk of a faction's office (Fraktionsgeschäftsstelle).
        FactionOffice = "faction_office",
        FactionChair = "faction_chair",
        BodyChair = "body_chair",
        /// Büro für Ratsangelegenheiten, Parlamentsdienste, kommunsekreterare.
        CouncilOffice = "council_office",
        /// Enters results and votes of a body's sittings.
        MinuteTaker = "minute_taker",
        /// Drafts answers and proposals of a department.
        Drafter = "drafter",
        /// Signs for a department.
        Head = "head",
        /// Oberbürgermeister, Stadtrat, kommunstyrelse.
        Executive = "executive",
        RecordsOfficer = "records_officer",
        DataProtection = "data_protection",
        /// Sets the installation up; sees no non-public paper by this role alone.
        Admin = "admin",
    }
}

text_enum! {
    /// What a single-use link sent by mail is good for.
    pub enum TokenPurpose { Invitation = "invitation", PasswordReset = "password_reset" }
}

text_enum! {
    /// How a session is held: in a browser's cookie or by a program's bearer token.
    pub enum SessionKind { Browser = "browser", Api = "api" }
}

/// A role for one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Grant {
    pub council: String,
    pub organization: OrganizationId,
    pub role: Role,
    /// Whether who holds a role there belongs to the council: not in a board that only advises, nor in a district.
    #[serde(skip)]
    pub inner: bool,
}

impl From<(String, OrganizationId, Role, OrganizationKind)> for Grant {
    fn from((council, organization, role, kind): (String, OrganizationId, Role, OrganizationKind)) -> Self {
        Self { council, organization, role, inner: kind.is_inner() }
    }
}

/// Who acts: an account with the roles that the database gave it for this very request, or the system itself.
#[derive(Debug, Clone)]
pub struct Actor {
    /// `None` for the system (daily job, command line).
    pub account: Option<AccountId>,
    pub person: Option<PersonId>,
    pub name: String,
    pub email: String,
    pub language: Language,
    pub session: Option<SessionId>,
    /// Every role that counts now, its own and those in which it stands in for somebody.
    pub grants: Vec<Grant>,
    /// Of `grants` those that are not its own: what is done by them is done "i. V.".
    pub standing_in: Vec<Grant>,
}

impl Actor {
    /// The system itself: the clock, the command line. Holds no role; what it may do, it does by its own functions.
    pub fn system() -> Self {
        Self {
            account: None,
            person: None,
            name: "Ratsweg".to_owned(),
            email: String::new(),
            language: Language::De,
            session: None,
            grants: Vec::new(),
            standing_in: Vec::new(),
        }
    }
    /// Lets this actor act in somebody's stead, as long as the role is not its own anyway.
    pub fn stand_in(&mut self, grant: Grant) {
        if !self.grants.contains(&grant) {
            self.grants.push(grant.clone());
            self.standing_in.push(grant);
        }
    }
    /// Whether the role itself, and not only somebody's stead in it, is held anywhere in the council.
    pub fn holds(&self, council: &str, role: Role) -> bool {
        self.own_grants().any(|grant| grant.council == council && grant.role == role)
    }
    /// The roles that are its own.
    pub fn own_grants(&self) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(|grant| !self.standing_in.contains(grant))
    }
    /// Whether what is done by this role for this organisation is done in somebody's stead.
    pub fn stands_in(&self, organization: OrganizationId, role: Role) -> bool {
        self.standing_in.iter().any(|grant| grant.organization == organization && grant.role == role)
    }
    /// Whether this actor holds the role anywhere in the council.
    pub fn has(&self, council: &str, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.council == council && grant.role == role)
    }
    /// Whether this actor holds the role for this organisation.
    pub fn has_for(&self, organization: OrganizationId, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.organization == organization && grant.role == role)
    }
    /// The organisations of this council for which this actor holds any role.
    pub fn organizations(&self, council: &str) -> Vec<OrganizationId> {
        let mut held: Vec<_> =
            self.grants.iter().filter(|grant| grant.council == council).map(|grant| grant.organization).collect();
        held.sort();
        held.dedup();
        held
    }
}
