//! Bodies, factions and their offices, departments: whoever files, consults, decides or answers.
pub mod pages;
pub mod store;

pub use store::Organization;

use crate::text_enum;
use chrono::NaiveDate;

text_enum! {
    /// What an organisation is. The names follow OParl where it has one.
    pub enum OrganizationKind {
        /// The plenary: Ratsversammlung, Einwohnerrat, kommunfullmäktige.
        Council = "council",
        Committee = "committee",
        Faction = "faction",
        /// A faction's office (Geschäftsstelle); its parent is the faction.
        FactionOffice = "faction_office",
        Department = "department",
        /// The council's own office, which admits, numbers and issues.
        CouncilOffice = "council_office",
        /// Oberbürgermeister, Stadtrat, kommunstyrelse.
        Executive = "executive",
    }
}

impl Organization {
    /// Whether it exists on this day.
    pub fn is_current(&self, day: NaiveDate) -> bool {
        within(self.starts_on, self.ends_on, day)
    }

    /// Whether papers can be laid before it for consultation.
    pub fn is_body(&self) -> bool {
        matches!(self.kind, OrganizationKind::Council | OrganizationKind::Committee | OrganizationKind::Executive)
    }
}

/// Whether `day` lies between two days, both included; an open end includes everything.
pub fn within(starts_on: Option<NaiveDate>, ends_on: Option<NaiveDate>, day: NaiveDate) -> bool {
    starts_on.is_none_or(|start| start <= day) && ends_on.is_none_or(|end| day <= end)
}
