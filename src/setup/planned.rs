//! What a setup file comes to: what is there, what will be made, and what is wrong with it.

use crate::organizations::OrganizationKind;
use crate::people::Role;
use crate::people::input::{Email, Name};
use crate::words::Language;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

use std::str::FromStr;

/// Longest name, in characters.
const LONGEST_NAME: usize = 200;
/// Longest key, in characters.
const LONGEST_KEY: usize = 80;

/// What the database has already, as far as a file may refer to it.
#[derive(Debug, Clone, Default)]
pub struct Existing {
    pub terms: Vec<PlannedTerm>,
    /// Key, kind and key of the parent.
    pub organizations: BTreeMap<String, (OrganizationKind, Option<String>)>,
    pub people: BTreeSet<String>,
    pub memberships: Vec<PlannedMembership>,
    /// Names that organisations bore before, each with the key.
    pub past_names: BTreeSet<(String, String)>,
    /// Addresses of the accounts that hold a role in the council.
    pub accounts: BTreeSet<String>,
}

/// A file without faults, in types.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub terms: Vec<PlannedTerm>,
    /// Parents before their parts.
    pub organizations: Vec<PlannedOrganization>,
    pub people: Vec<PlannedPerson>,
    pub memberships: Vec<PlannedMembership>,
    pub accounts: Vec<PlannedAccount>,
    pub stand_ins: Vec<PlannedStandIn>,
    pub counters: BTreeMap<String, i64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedTerm {
    pub name: String,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedOrganization {
    pub key: String,
    pub name: String,
    pub kind: OrganizationKind,
    pub parent: Option<String>,
    pub email: Option<String>,
    pub place: Option<String>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub successor: Option<String>,
    pub seats: Option<i32>,
    pub nonpublic: bool,
    pub sign: Option<String>,
    pub former_names: Vec<PlannedName>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedName {
    pub name: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedStandIn {
    pub email: Email,
    pub organization: String,
    pub role: Role,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPerson {
    pub key: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedMembership {
    pub person: String,
    pub organization: String,
    pub role: Role,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    pub voting: bool,
    pub title: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedAccount {
    pub email: Email,
    pub name: Name,
    pub language: Language,
    pub person: Option<String>,
    /// Key of the organisation, and the role for it.
    pub roles: BTreeSet<(String, Role)>,
}

/// The faults found so far.
#[derive(Debug, Default)]
pub(super) struct Faults(pub(super) Vec<String>);

impl Faults {
    pub(super) fn add(&mut self, fault: String) {
        self.0.push(fault);
    }

    /// A name that is printed on pages and in mails: not empty, short enough, on one line.
    pub(super) fn name(&mut self, entry: &str, field: &str, name: &str) -> String {
        let name = name.trim();
        if name.is_empty() {
            self.add(format!("{entry}: {field} is empty"));
        }
        if name.chars().any(char::is_control) {
            self.add(format!("{entry}: {field} has a control character (a line break, a tab or the like)"));
        }
        if name.chars().count() > LONGEST_NAME {
            self.add(format!("{entry}: {field} is longer than {LONGEST_NAME} characters"));
        }
        name.to_owned()
    }

    /// A key: lower-case letters, digits, hyphens and underscores.
    pub(super) fn key(&mut self, entry: &str, key: &str) -> String {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
        if key.is_empty() || key.len() > LONGEST_KEY || !key.chars().all(fits) {
            self.add(format!("{entry}: a key has 1 to {LONGEST_KEY} of the characters a-z, 0-9, - and _"));
        }
        key.to_owned()
    }

    /// An e-mail address.
    pub(super) fn email(&mut self, entry: &str, text: &str) -> Option<Email> {
        let email = Email::parse(text).ok();
        if email.is_none() {
            self.add(format!("{entry}: {text:?} is no e-mail address (ASCII only: write a domain in its xn-- form)"));
        }
        email
    }

    /// A word of a closed vocabulary.
    pub(super) fn word<T: FromStr>(&mut self, entry: &str, field: &str, word: &str, all: &[&str]) -> Option<T> {
        let parsed = word.parse().ok();
        if parsed.is_none() {
            self.add(format!("{entry}: {field} {word:?} is none of {}", all.join(", ")));
        }
        parsed
    }

    /// A day, as a TOML date or as text: `2019-09-18`.
    pub(super) fn day(&mut self, entry: &str, field: &str, value: &toml::Value) -> Option<NaiveDate> {
        let text = match value {
            toml::Value::Datetime(at) if at.time.is_none() => at.to_string(),
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok();
        if day.is_none() {
            self.add(format!("{entry}: {field} {text:?} is no day such as 2019-09-18"));
        }
        day
    }

    pub(super) fn optional_day(&mut self, entry: &str, field: &str, value: Option<&toml::Value>) -> Option<NaiveDate> {
        value.and_then(|value| self.day(entry, field, value))
    }

    pub(super) fn order(&mut self, entry: &str, starts_on: Option<NaiveDate>, ends_on: Option<NaiveDate>) {
        if let (Some(start), Some(end)) = (starts_on, ends_on)
            && end < start
        {
            self.add(format!("{entry}: ends on {end}, before it starts on {start}"));
        }
    }
}
