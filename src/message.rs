//! What is said to a person: a key of the message files with its arguments, put into words only where the language is
//! known. What decides says *what* is wrong; what shows says it in German or in English.
use serde::Serialize;
use std::borrow::Cow;

/// One sentence to be said. `key` names it in `assets/i18n/LANGUAGE/*.ftl`; `field` names the input it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Message {
    pub key: &'static str,
    pub field: Option<Cow<'static, str>>,
    pub args: Vec<(&'static str, String)>,
}

impl Message {
    /// A sentence without arguments.
    pub const fn new(key: &'static str) -> Self {
        Self { key, field: None, args: Vec::new() }
    }
    /// Adds an argument of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
    /// Ties the sentence to the input field that it speaks of.
    #[must_use]
    pub fn on(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.field = Some(field.into());
        self
    }
}
