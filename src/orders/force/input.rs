//! What can be typed when something is recorded on the way to legal force.
use crate::error::{Error, Result};
use crate::message::Message;
use crate::procedure::ForceAction;
use crate::typed::prose;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The fields of all these actions; each takes those that `fields` lists, all of them, and refuses the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ForceInput {
    /// The version that the action was chosen on.
    pub version: Option<i32>,
    /// The day on which the decision was published.
    pub published_on: Option<NaiveDate>,
    /// The day on which a vote was demanded.
    pub requested_on: Option<NaiveDate>,
    /// How many valid signatures there are, and how many are entitled to vote.
    pub signatures: Option<u32>,
    pub voters: Option<u32>,
    /// The day on which the people voted, and how.
    pub voted_on: Option<NaiveDate>,
    pub yes: Option<u32>,
    pub no: Option<u32>,
    /// Why it is another one than was entered.
    pub reason: Option<String>,
}

/// How a field is typed, for forms and for the API's description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ForceFieldType {
    Date,
    Number,
    Text,
}

/// A field of an action; every one is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ForceField {
    pub name: &'static str,
    #[serde(rename = "type")]
    pub kind: ForceFieldType,
}

const fn date(name: &'static str) -> ForceField {
    ForceField { name, kind: ForceFieldType::Date }
}

const fn number(name: &'static str) -> ForceField {
    ForceField { name, kind: ForceFieldType::Number }
}

const PUBLISHED_ON: ForceField = date("published_on");
const REQUESTED_ON: ForceField = date("requested_on");
const SIGNATURES: ForceField = number("signatures");
const VOTERS: ForceField = number("voters");
const VOTED_ON: ForceField = date("voted_on");
const YES: ForceField = number("yes");
const NO: ForceField = number("no");
const REASON: ForceField = ForceField { name: "reason", kind: ForceFieldType::Text };

/// The fields of an action.
pub const fn fields(action: ForceAction) -> &'static [ForceField] {
    match action {
        ForceAction::Publish => &[PUBLISHED_ON],
        ForceAction::RequestVote => &[REQUESTED_ON, SIGNATURES, VOTERS],
        ForceAction::RecordVote => &[VOTED_ON, YES, NO],
        ForceAction::CorrectVote => &[VOTED_ON, YES, NO, REASON],
    }
}

/// More people than there are in any town: what is larger was mistyped, and does not fit its column.
const MOST: u32 = 100_000_000;

impl ForceInput {
    /// Refuses, all at once: fields that the action does not take, those that are missing, and figures that cannot be.
    ///
    /// # Errors
    /// `Refused` with every fault.
    pub fn checked(mut self, action: ForceAction) -> Result<Self> {
        let fields = fields(action);
        let mut faults = Vec::new();
        if let Some(reason) = &mut self.reason {
            match prose("reason", reason) {
                Ok(clean) => *reason = clean,
                Err(fault) => faults.push(fault),
            }
        }
        for (name, given) in self.given() {
            match (fields.iter().any(|field| field.name == name), given) {
                (false, true) => faults.push(Message::new("input_unexpected").on(name).with("field", name)),
                (true, false) => faults.push(Message::new("input_required").on(name).with("field", name)),
                _ => {}
            }
        }
        let figures = [("signatures", self.signatures), ("voters", self.voters), ("yes", self.yes), ("no", self.no)];
        for (name, _) in figures.iter().filter(|(_, figure)| figure.is_some_and(|figure| figure > MOST)) {
            faults.push(Message::new("force_number").on(*name));
        }
        if faults.is_empty() { Ok(self) } else { Err(Error::Refused(faults)) }
    }

    /// The names of the fields, and whether they carry something.
    fn given(&self) -> [(&'static str, bool); 8] {
        [
            ("published_on", self.published_on.is_some()),
            ("requested_on", self.requested_on.is_some()),
            ("signatures", self.signatures.is_some()),
            ("voters", self.voters.is_some()),
            ("voted_on", self.voted_on.is_some()),
            ("yes", self.yes.is_some()),
            ("no", self.no.is_some()),
            ("reason", self.reason.as_ref().is_some_and(|reason| !reason.is_empty())),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_names_its_field() {
        let day = NaiveDate::from_ymd_opt(2023, 11, 1);
        let input = ForceInput { voted_on: day, yes: Some(u32::MAX), signatures: Some(1), ..ForceInput::default() };
        let Err(Error::Refused(faults)) = input.checked(ForceAction::RecordVote) else { panic!("it is refused") };
        let told: Vec<_> = faults.iter().map(|fault| (fault.key, fault.field.as_deref().unwrap_or_default())).collect();
        assert_eq!(told, [("input_unexpected", "signatures"), ("input_required", "no"), ("force_number", "yes")]);
    }
}
