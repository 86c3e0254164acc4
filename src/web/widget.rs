//! The fields of a form, as the components show them.
use crate::message::Message;
use serde::Serialize;
use std::collections::BTreeMap;

/// A field as the form shows it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Widget {
    /// `line`, `text`, `date`, `time`, `select`, `boxes`, `group` or `fold`.
    pub kind: &'static str,
    /// The type of an input field.
    pub input: &'static str,
    pub width: &'static str,
    pub name: String,
    pub label: String,
    pub hint: String,
    pub value: String,
    pub options: Vec<Choice>,
    pub optional: bool,
    /// What it consists of; for `group` and `fold`.
    pub parts: Vec<Widget>,
}

/// Something to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), chosen: false }
    }
}

/// What can be chosen, by field.
pub type Choices = BTreeMap<&'static str, Vec<Choice>>;

/// The same messages, without a field where the form has none of that name: nothing can be linked to then.
pub fn on_fields(mut messages: Vec<Message>, has: impl Fn(&str) -> bool) -> Vec<Message> {
    for message in &mut messages {
        if message.field.as_deref().is_some_and(|field| !has(field)) {
            message.field = None;
        }
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_an_absent_field_links_nowhere() {
        let messages = vec![Message::new("guard_reason").on("reason"), Message::new("guard_answered").on("answers")];
        let told = on_fields(messages, |field| field == "reason");
        assert_eq!((told[0].field.as_deref(), told[1].field.as_deref()), (Some("reason"), None));
    }
}
