//! Bodies, factions and their offices, departments: whoever files, consults, decides or answers.
use crate::text_enum;

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
