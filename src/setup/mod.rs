//! Setting up a council from a file: its terms, organisations, people, memberships, accounts and counters. The same
//! file can be applied again: what is there and equal stays, what differs is changed, nothing is deleted.
pub mod act;
mod plan;
mod references;
pub mod store;

pub use plan::{Existing, Plan};

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
    pub counters: Tally,
}

impl Summary {
    /// Each sort with its name.
    pub fn sorts(&self) -> [(&'static str, &Tally); 6] {
        [
            ("terms", &self.terms),
            ("organizations", &self.organizations),
            ("people", &self.people),
            ("memberships", &self.memberships),
            ("accounts", &self.accounts),
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
