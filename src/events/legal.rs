//! What an event says of a decision's way to legal force.
use crate::procedure::{LegalForce, PeoplesVote};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a decision stands now, and what of it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Legal {
    pub vote: PeoplesVote,
    pub state: LegalForce,
    pub published_on: NaiveDate,
    /// When a vote was demanded, by how many, and of how many who are entitled to vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatures: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voters: Option<i32>,
    /// How the people voted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voted_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yes: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no: Option<i32>,
    /// Since when it binds, or when it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_on: Option<NaiveDate>,
    /// The rule, as it is printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
}
