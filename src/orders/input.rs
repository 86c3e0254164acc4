//! What can be typed into an action on an order, from a form or as JSON, cleaned and checked at the edge.
use crate::error::{Error, Result};
use crate::message::Message;
use crate::procedure::{Action, implementation};
use crate::typed::{line, prose};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The fields of all actions on orders; each action takes those that `fields` lists, and refuses the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OrderInput {
    /// The version of the order that the action was chosen on.
    pub version: Option<i32>,
    /// Key or id of the department that is to do it.
    pub owner: Option<String>,
    /// Key or id of who coordinates it; empty: nobody any more.
    pub coordinator: Option<String>,
    /// From which day on; today, where none is said.
    pub from_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    /// What is said in place of a day: "4. Quartal 2026", "ohne Termin".
    pub due_note: Option<String>,
    pub reason: Option<String>,
    /// How far it got.
    pub report: Option<String>,
    /// When its owner now expects it to be done.
    pub expected_on: Option<NaiveDate>,
    /// Whether its owner holds it for done.
    pub done: Option<bool>,
    /// The decision that gives it up: the id of a consultation, or the number of the paper that was decided.
    pub decision: Option<String>,
    /// Number or id of the paper that carries it out.
    pub paper: Option<String>,
    /// The orders into which it is split.
    pub parts: Option<Vec<PartInput>>,
}

/// One of the orders into which another is split. Without an owner or a date of its own it keeps those of its origin.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PartInput {
    pub text: String,
    pub owner: String,
    pub due_on: Option<NaiveDate>,
    pub due_note: String,
}

impl PartInput {
    fn is_empty(&self) -> bool {
        self.text.is_empty() && self.owner.is_empty() && self.due_on.is_none() && self.due_note.is_empty()
    }
}

/// How a field is typed, for forms and for the API's description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrderFieldType {
    Line,
    Text,
    Date,
    Boolean,
    Department,
    /// A decision of a body.
    Decision,
    /// A list of `PartInput`.
    Parts,
    /// One of the papers that carry the order out.
    Carrier,
}

/// A field of an action on an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct OrderField {
    pub name: &'static str,
    #[serde(rename = "type")]
    pub kind: OrderFieldType,
    pub required: bool,
}

const fn field(name: &'static str, kind: OrderFieldType, required: bool) -> OrderField {
    OrderField { name, kind, required }
}

const OWNER: OrderField = field("owner", OrderFieldType::Department, true);
const COORDINATOR: OrderField = field("coordinator", OrderFieldType::Department, false);
const FROM_ON: OrderField = field("from_on", OrderFieldType::Date, false);
const DUE_ON: OrderField = field("due_on", OrderFieldType::Date, false);
const DUE_NOTE: OrderField = field("due_note", OrderFieldType::Line, false);
const REASON: OrderField = field("reason", OrderFieldType::Text, false);
const REASON_REQUIRED: OrderField = field("reason", OrderFieldType::Text, true);
const REPORT: OrderField = field("report", OrderFieldType::Text, true);
const EXPECTED_ON: OrderField = field("expected_on", OrderFieldType::Date, false);
const DONE: OrderField = field("done", OrderFieldType::Boolean, false);
const DECISION: OrderField = field("decision", OrderFieldType::Decision, true);
const PAPER: OrderField = field("paper", OrderFieldType::Line, true);
const CARRIER: OrderField = field("paper", OrderFieldType::Carrier, true);
const PARTS: OrderField = field("parts", OrderFieldType::Parts, true);

/// The fields of an action on an order.
pub const fn fields(action: Action) -> &'static [OrderField] {
    match action {
        Action::Split => &[PARTS],
        Action::Move => &[OWNER, DUE_ON, DUE_NOTE, REASON],
        Action::Coordinate => &[COORDINATOR, FROM_ON, REASON],
        Action::Reschedule => &[DUE_ON, DUE_NOTE, REASON],
        Action::Report => &[REPORT, EXPECTED_ON, DONE],
        Action::Drop => &[DECISION, REASON_REQUIRED],
        Action::CarryOut => &[PAPER],
        Action::Release => &[CARRIER, REASON_REQUIRED],
        _ => &[],
    }
}

impl OrderInput {
    /// Cleans every field and refuses, all at once: fields that the action does not take, required ones that are
    /// missing, control characters, and what is too long.
    ///
    /// # Errors
    /// `Refused` with every fault.
    pub fn checked(mut self, action: Action) -> Result<Self> {
        let fields = fields(action);
        let mut faults = Vec::new();
        self.clean(&mut faults);
        let given = self.given();
        for name in &given {
            if !fields.iter().any(|field| field.name == *name) {
                faults.push(Message::new("input_unexpected").on(*name).with("field", name));
            }
        }
        for field in fields.iter().filter(|field| field.required && !given.contains(&field.name)) {
            faults.push(Message::new("input_required").on(field.name).with("field", field.name));
        }
        if let Some(parts) = &self.parts {
            if parts.len() < 2 {
                faults.push(Message::new("order_parts_few").on("parts"));
            }
            if parts.len() > implementation::MOST_PARTS {
                faults.push(Message::new("order_parts_many").on("parts").with("limit", implementation::MOST_PARTS));
            }
            for (at, _) in parts.iter().enumerate().filter(|(_, part)| part.text.is_empty()) {
                faults.push(Message::new("order_part_text").on(format!("text-{at}")).with("number", at + 1));
            }
        }
        if faults.is_empty() { Ok(self) } else { Err(Error::Refused(faults)) }
    }

    fn clean(&mut self, faults: &mut Vec<Message>) {
        let mut keep = |cleaned: Result<String, Message>, into: &mut String| match cleaned {
            Ok(text) => *into = text,
            Err(fault) => faults.push(fault),
        };
        for (name, value) in [
            ("owner", &mut self.owner),
            ("coordinator", &mut self.coordinator),
            ("due_note", &mut self.due_note),
            ("decision", &mut self.decision),
            ("paper", &mut self.paper),
        ] {
            if let Some(text) = value {
                keep(line(name, text), text);
            }
        }
        for (name, value) in [("reason", &mut self.reason), ("report", &mut self.report)] {
            if let Some(text) = value {
                keep(prose(name, text), text);
            }
        }
        if let Some(parts) = &mut self.parts {
            for part in parts.iter_mut() {
                keep(prose("parts", &part.text), &mut part.text);
                keep(line("parts", &part.owner), &mut part.owner);
                keep(line("parts", &part.due_note), &mut part.due_note);
            }
            parts.retain(|part| !part.is_empty());
        }
    }

    /// The names of the fields that carry something.
    fn given(&self) -> Vec<&'static str> {
        let filled = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
        [
            ("owner", filled(&self.owner)),
            ("coordinator", filled(&self.coordinator)),
            ("from_on", self.from_on.is_some()),
            ("due_on", self.due_on.is_some()),
            ("due_note", filled(&self.due_note)),
            ("reason", filled(&self.reason)),
            ("report", filled(&self.report)),
            ("expected_on", self.expected_on.is_some()),
            ("done", self.done.is_some()),
            ("decision", filled(&self.decision)),
            ("paper", filled(&self.paper)),
            ("parts", self.parts.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, given)| given.then_some(name))
        .collect()
    }

    /// The reason, or nothing.
    pub fn reason(&self) -> &str {
        self.reason.as_deref().unwrap_or_default()
    }

    /// The words in place of a day, or nothing.
    pub fn due_note(&self) -> &str {
        self.due_note.as_deref().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(result: Result<OrderInput>) -> Vec<(&'static str, String)> {
        match result {
            Err(Error::Refused(faults)) => {
                faults.into_iter().map(|m| (m.key, m.field.unwrap_or_default().into_owned())).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    fn part(text: &str) -> PartInput {
        PartInput { text: text.to_owned(), ..PartInput::default() }
    }

    #[test]
    fn an_order_is_split_into_at_least_two_with_a_text_each() {
        let split = |parts| OrderInput { parts: Some(parts), ..OrderInput::default() }.checked(Action::Split);
        assert_eq!(keys(split(vec![part("eins"), part(" ")])), [("order_parts_few", "parts".to_owned())]);
        let nameless = PartInput { owner: "dezernat-01".to_owned(), ..PartInput::default() };
        assert_eq!(keys(split(vec![part("eins"), nameless])), [("order_part_text", "text-1".to_owned())]);
        assert_eq!(split(vec![part(" eins "), part(""), part("zwei")]).unwrap().parts.unwrap().len(), 2);
        assert_eq!(keys(split(vec![part("x"); 21])), [("order_parts_many", "parts".to_owned())]);
    }

    #[test]
    fn every_fault_names_its_field() {
        let input = OrderInput { report: Some("a\u{7}".into()), owner: Some("x".into()), ..OrderInput::default() };
        assert_eq!(
            keys(input.checked(Action::Report)),
            [("input_control", "report".to_owned()), ("input_unexpected", "owner".to_owned())]
        );
        assert_eq!(
            keys(OrderInput::default().checked(Action::Drop)),
            [("input_required", "decision".to_owned()), ("input_required", "reason".to_owned())]
        );
        assert!(OrderInput::default().checked(Action::Confirm).is_ok());
    }
}
