//! What an event of the register says: organisations, people, memberships, terms, accounts and roles. No address of
//! anybody stands in it, and every name can be erased with the event's payload.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What changed in the register, in the words of that day. Everything is optional.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Register {
    /// Name of the organisation that is concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// The name that was borne before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub former: Option<String>,
    /// Name of the organisation above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Name of the organisation into which this one was merged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
    /// The role that somebody holds, as its word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The function in words: "stellv. Vorsitz".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voting: Option<bool>,
    /// The name of a term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}
