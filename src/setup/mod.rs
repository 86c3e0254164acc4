//! Setting up a council from a file: its terms, organisations, people, memberships, accounts and counters. The same
//! file can be applied again: what is there and equal stays, what differs is changed, nothing is deleted.
pub mod act;
mod plan;
mod planned;
mod references;
pub mod store;

pub use planned::{Existing, Plan};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An apply file as it is read. Words and days are still text: `Plan::of` names everything wrong with them at once.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// Slug of the council.
    pub council: String,
    #[serde(default)]
    pub terms: Vec<TermEntry>,
    #[serde(default)]
    pub organizations: Vec<OrganizationEntry>,
    #[serde(default)]
    pub people: Vec<PersonEntry>,
    #[serde(default)]
    pub memberships: Vec<MembershipEntry>,
    #[serde(default)]
    pub accounts: Vec<AccountEntry>,
    #[serde(default)]
    pub stand_ins: Vec<StandInEntry>,
    /// The running number last given out, by counter: `"VII" = 1503`.
    #[serde(default)]
    pub counters: BTreeMap<String, i64>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermEntry {
    pub name: String,
    pub starts_on: toml::Value,
    pub ends_on: Option<toml::Value>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganizationEntry {
    pub key: String,
    pub name: String,
    pub kind: String,
    /// Key of the organisation above.
    pub parent: Option<String>,
    pub email: Option<String>,
    pub place: Option<String>,
    pub starts_on: Option<toml::Value>,
    pub ends_on: Option<toml::Value>,
    /// Key of the organisation into which it was merged.
    pub successor: Option<String>,
    /// How many seats with a vote it has.
    pub seats: Option<i32>,
    /// Whether it sits behind closed doors.
    #[serde(default)]
    pub nonpublic: bool,
    /// What stands for it in numbers: a faction's letter.
    pub sign: Option<String>,
    /// What it was called before.
    #[serde(default)]
    pub former_names: Vec<FormerNameEntry>,
}

/// A name that an organisation bore before.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerNameEntry {
    pub name: String,
    pub starts_on: Option<toml::Value>,
    /// The last day on which it bore this name.
    pub ends_on: toml::Value,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonEntry {
    pub key: String,
    pub name: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MembershipEntry {
    /// Key of the person.
    pub person: String,
    /// Key of the organisation.
    pub organization: String,
    pub role: String,
    pub starts_on: toml::Value,
    pub ends_on: Option<toml::Value>,
    /// Whether it has a vote there; it has one unless the file says no.
    #[serde(default = "yes")]
    pub voting: bool,
    /// The function in words: "stellv. Vorsitz".
    #[serde(default)]
    pub title: String,
}

const fn yes() -> bool {
    true
}

/// Who acts in a role for an organisation in somebody's stead.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandInEntry {
    /// Address of the account.
    pub account: String,
    /// Key of the organisation.
    pub organization: String,
    pub role: String,
    pub starts_on: toml::Value,
    pub ends_on: Option<toml::Value>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountEntry {
    pub email: String,
    pub name: String,
    /// `de` or `en`; the council's language when it is left out.
    pub language: Option<String>,
    /// Key of the person whose account it is.
    pub person: Option<String>,
    #[serde(default)]
    pub roles: Vec<RoleEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleEntry {
    /// Key of the organisation.
    pub organization: String,
    pub role: String,
}

impl Setup {
    /// Reads an apply file.
    ///
    /// # Errors
    /// A fault of syntax, a missing or an unknown key, with its line.
    pub fn parse(source: &str) -> anyhow::Result<Self> {
        Ok(toml::from_str(source)?)
    }
}

/// What became of one sort of thing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub created: Vec<String>,
    pub changed: Vec<String>,
    pub unchanged: usize,
    /// There, but not in the file: stays as it is.
    pub left_out: Vec<String>,
}

/// What applying a file did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub council: String,
    pub terms: Tally,
    pub organizations: Tally,
    pub people: Tally,
    pub memberships: Tally,
    pub accounts: Tally,
    pub stand_ins: Tally,
    pub counters: Tally,
}

impl Summary {
    /// Each sort with its name.
    pub fn sorts(&self) -> [(&'static str, &Tally); 7] {
        [
            ("terms", &self.terms),
            ("organizations", &self.organizations),
            ("people", &self.people),
            ("memberships", &self.memberships),
            ("accounts", &self.accounts),
            ("stand_ins", &self.stand_ins),
            ("counters", &self.counters),
        ]
    }
    /// Whether anything was created or changed.
    pub fn did_something(&self) -> bool {
        self.sorts().iter().any(|(_, tally)| !tally.created.is_empty() || !tally.changed.is_empty())
    }
}

/// What came of a file: refused as a whole with every fault, or applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Refused(Vec<String>),
    Applied(Box<Summary>),
}
