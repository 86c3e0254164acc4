//! Text as people type it, cleaned and bounded at the edge.
use crate::message::Message;
use chrono::NaiveTime;

/// Most characters of a single line, and of a text.
pub const LINE: usize = 300;
pub const TEXT: usize = 100_000;

/// One line: trimmed, without control characters, at most `LINE` characters.
pub fn line(name: &'static str, text: &str) -> Result<String, Message> {
    bounded(name, text.trim(), LINE, |c| c.is_control())
}

/// A text of several lines: line ends made `\n`, trimmed, without other control characters, at most `TEXT` characters.
pub fn prose(name: &'static str, text: &str) -> Result<String, Message> {
    bounded(name, text.replace("\r\n", "\n").trim(), TEXT, |c| c.is_control() && c != '\n' && c != '\t')
}

fn bounded(name: &'static str, text: &str, limit: usize, bad: impl Fn(char) -> bool) -> Result<String, Message> {
    if text.chars().nth(limit).is_some() {
        return Err(Message::new("input_too_long").on(name).with("field", name).with("limit", limit));
    }
    // Marks that turn the reading direction can make a line read as what it is not.
    let turning = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.chars().any(|c| bad(c) || turning(c)) {
        return Err(Message::new("input_control").on(name).with("field", name));
    }
    Ok(text.to_owned())
}

/// `HH:MM` as a time of day.
pub fn time_of_day(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}
