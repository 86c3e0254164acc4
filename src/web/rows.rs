//! What pages are made of below the frame: links, choices, and the words, rules and day that they are told with.
use super::page::Frame;
use crate::app::App;
use crate::error::Result;
use crate::wording::Wording;
use chrono::NaiveDate;
use serde::Serialize;

/// A link with its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    pub label: String,
    pub href: String,
}

/// A label and its value.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    pub label: String,
    pub value: String,
}

/// One entry of a choice in a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self { value: value.to_string(), label: label.into() }
    }
}

/// What words are made from on the pages of one council: the language of the reader, the rules, and the day.
pub struct Telling<'a> {
    pub wording: Wording<'a>,
    pub today: NaiveDate,
}

impl<'a> Telling<'a> {
    /// For the council of the path; `NotFound` without one.
    pub fn of(app: &'a App, frame: &'a Frame) -> Result<Self> {
        let council = frame.council()?;
        Ok(Self { wording: Wording::new(&app.words, council, frame.language), today: app.now().day(council.timezone) })
    }

    /// A sentence of the message files.
    pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.wording.words.say(self.wording.language, key, args)
    }
}

/// What a reader typed to search for: without control characters, and not longer than can be meant.
pub fn typed(text: Option<&str>) -> String {
    let clean: String = text.unwrap_or_default().chars().filter(|c| !c.is_control()).take(200).collect();
    clean.trim().to_owned()
}
