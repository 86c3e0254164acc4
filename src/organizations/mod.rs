//! Bodies, factions and their offices, departments: whoever files, consults, decides or answers.
pub mod store;

use crate::db::schema::organizations;
use crate::db::types::OrganizationId;
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

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

/// One organisation of a council, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = organizations, treat_none_as_null = true)]
pub struct Organization {
    pub id: OrganizationId,
    pub council: String,
    /// The stable name that council files and apply files use: `ratsversammlung`.
    pub key: String,
    pub name: String,
    pub kind: OrganizationKind,
    /// The faction of an office, the department above.
    pub parent_id: Option<OrganizationId>,
    /// Where mail for the organisation goes, whoever works there.
    pub email: Option<String>,
    /// Where a body usually sits, as it is printed.
    pub place: Option<String>,
    pub starts_on: Option<NaiveDate>,
    /// The last day of its existence.
    pub ends_on: Option<NaiveDate>,
}

impl Organization {
    /// Whether it exists on this day.
    pub fn is_current(&self, day: NaiveDate) -> bool {
        within(self.starts_on, self.ends_on, day)
    }
}

/// Whether `day` lies between two days, both included; an open end includes everything.
pub fn within(starts_on: Option<NaiveDate>, ends_on: Option<NaiveDate>, day: NaiveDate) -> bool {
    starts_on.is_none_or(|start| start <= day) && ends_on.is_none_or(|end| day <= end)
}
