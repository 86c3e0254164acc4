//! Bodies, factions and their offices, departments: whoever files, consults, decides or answers.
pub mod api;
pub mod pages;
pub mod store;
pub mod tree;

pub use store::{Organization, PastName};

use crate::text_enum;
use chrono::NaiveDate;

text_enum! {
    /// What an organisation is. The names follow OParl where it has one.
    pub enum OrganizationKind {
        /// The plenary: Ratsversammlung, Einwohnerrat, kommunfullmäktige.
        Council = "council",
        Committee = "committee",
        /// Ortschaftsrat, Stadtbezirksbeirat: speaks for a part of the town.
        District = "district",
        /// Advises without deciding: Seniorenbeirat, Kinder- und Familienbeirat.
        AdvisoryBoard = "advisory_board",
        /// Dienstberatung: where the executive and its departments agree on what is laid before the council.
        ExecutiveConference = "executive_conference",
        Faction = "faction",
        /// A faction's office (Geschäftsstelle); its parent is the faction.
        FactionOffice = "faction_office",
        Department = "department",
        /// The council's own office, which admits, numbers and issues.
        CouncilOffice = "council_office",
        /// Oberbürgermeister, Stadtrat, kommunstyrelse.
        Executive = "executive",
        /// A newspaper, a station, an agency: is told of what becomes public.
        Media = "media",
    }
}

impl OrganizationKind {
    /// Whether papers can be laid before organisations of this kind for consultation.
    pub const fn is_body(self) -> bool {
        match self {
            Self::Council
            | Self::Committee
            | Self::District
            | Self::AdvisoryBoard
            | Self::ExecutiveConference
            | Self::Executive => true,
            Self::Faction | Self::FactionOffice | Self::Department | Self::CouncilOffice | Self::Media => false,
        }
    }
}

impl OrganizationKind {
    /// Whether its members belong to the council, and read what lies before that. Inhabitants who advise it, or who speak
    /// for a part of the town, do not (§ 47 and § 65 SächsGemO: they are no councillors).
    pub const fn is_inner(self) -> bool {
        !matches!(self, Self::AdvisoryBoard | Self::District | Self::Media)
    }
}

impl Organization {
    /// Whether it exists on this day.
    pub fn is_current(&self, day: NaiveDate) -> bool {
        within(self.starts_on, self.ends_on, day)
    }

    /// Whether papers can be laid before it for consultation.
    pub fn is_body(&self) -> bool {
        self.kind.is_body()
    }
}

/// Whether `day` lies between two days, both included; an open end includes everything.
pub fn within(starts_on: Option<NaiveDate>, ends_on: Option<NaiveDate>, day: NaiveDate) -> bool {
    starts_on.is_none_or(|start| start <= day) && ends_on.is_none_or(|end| day <= end)
}
