//! What is typed into the forms of the administration, read into types. Every fault names its field.
use crate::council::numbers;
use crate::error::{Error, Result};
use crate::message::Message;
use chrono::NaiveDate;
use std::str::FromStr;

/// Longest name of an organisation, place or function, in characters.
const LONGEST: usize = 200;
/// Most seats that a body can have.
const MOST_SEATS: i32 = 1000;
/// The years in which something can begin or end here.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2200;

/// Reads one field after the other and keeps what is wrong with them.
#[derive(Debug, Default)]
pub struct Reader(Vec<Message>);

impl Reader {
    /// What is wrong with a field.
    pub fn fault(&mut self, message: Message) {
        self.0.push(message);
    }

    /// A text on one line that must not be empty.
    pub fn name(&mut self, field: &'static str, text: &str) -> String {
        let name = self.line(field, text);
        if name.is_empty() {
            self.fault(Message::new("admin_name_empty").on(field));
        }
        name
    }

    /// A text on one line.
    pub fn line(&mut self, field: &'static str, text: &str) -> String {
        let line = text.trim();
        if line.contains(char::is_control) {
            self.fault(Message::new("form_control_characters").on(field));
        }
        if line.chars().count() > LONGEST {
            self.fault(Message::new("admin_line_long").with("most", LONGEST).on(field));
        }
        line.to_owned()
    }

    /// A day that must be given.
    pub fn day(&mut self, field: &'static str, text: &str) -> Option<NaiveDate> {
        if text.trim().is_empty() {
            self.fault(Message::new("admin_day_empty").on(field));
            return None;
        }
        self.optional_day(field, text)
    }

    /// A day that may be left out.
    pub fn optional_day(&mut self, field: &'static str, text: &str) -> Option<NaiveDate> {
        use chrono::Datelike;
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let day = ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok());
        let day = day.filter(|day| YEARS.contains(&day.year()));
        if day.is_none() {
            self.fault(Message::new("admin_day_unreadable").on(field));
        }
        day
    }

    /// A number of seats that may be left out.
    pub fn seats(&mut self, field: &'static str, text: &str) -> Option<i32> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let seats = text.parse().ok().filter(|seats| (1..=MOST_SEATS).contains(seats));
        if seats.is_none() {
            self.fault(Message::new("admin_seats_unreadable").with("most", MOST_SEATS).on(field));
        }
        seats
    }

    /// What stands for an organisation in numbers; may be left out.
    pub fn sign(&mut self, field: &'static str, text: &str) -> Option<String> {
        let sign = text.trim();
        if sign.is_empty() {
            return None;
        }
        if !numbers::is_sign(sign) {
            self.fault(Message::new("admin_sign_unreadable").with("most", numbers::LONGEST_SIGN).on(field));
        }
        Some(sign.to_owned())
    }

    /// Something that was chosen from a list and must be.
    pub fn choice<T: FromStr>(&mut self, field: &'static str, text: &str) -> Option<T> {
        let chosen = text.trim().parse().ok();
        if chosen.is_none() {
            self.fault(Message::new("admin_choice_empty").on(field));
        }
        chosen
    }

    /// Something that may be chosen from a list.
    pub fn optional_choice<T: FromStr>(&mut self, field: &'static str, text: &str) -> Option<T> {
        if text.trim().is_empty() { None } else { self.choice(field, text) }
    }

    /// That one day is not before another.
    pub fn order(&mut self, field: &'static str, starts_on: Option<NaiveDate>, ends_on: Option<NaiveDate>) {
        if let (Some(start), Some(end)) = (starts_on, ends_on)
            && end < start
        {
            self.fault(Message::new("admin_ends_before").on(field));
        }
    }

    /// # Errors
    /// `Refused` with every fault found.
    pub fn done(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Refused(self.0)) }
    }
}

/// A name made fit for a key: small letters, digits, hyphens.
pub fn key_of(name: &str) -> String {
    let mut key = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'ä' => key.push_str("ae"),
            'ö' => key.push_str("oe"),
            'ü' => key.push_str("ue"),
            'ß' => key.push_str("ss"),
            c if c.is_ascii_alphanumeric() => key.push(c),
            _ if !key.is_empty() && !key.ends_with('-') => key.push('-'),
            _ => {}
        }
    }
    let key: String = key.trim_matches('-').chars().take(60).collect();
    if key.is_empty() { "x".to_owned() } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_names_its_field() {
        let mut read = Reader::default();
        assert_eq!(read.name("a", " Bauausschuss "), "Bauausschuss");
        read.name("b", " ");
        read.line("c", "x\ty");
        read.line("d", &"x".repeat(201));
        assert_eq!(read.day("e", "18.09.2019"), read.optional_day("e", "2019-09-18"));
        read.day("f", "");
        read.optional_day("g", "2019-02-30");
        read.optional_day("h", "0019-02-20");
        assert_eq!(read.seats("i", " 70 "), Some(70));
        read.seats("j", "0");
        read.choice::<uuid::Uuid>("k", "");
        let (late, early) = (NaiveDate::from_ymd_opt(2020, 1, 2), NaiveDate::from_ymd_opt(2020, 1, 1));
        read.order("l", late, early);
        let Err(Error::Refused(faults)) = read.done() else { panic!("accepted") };
        let fields: Vec<_> = faults.iter().filter_map(|fault| fault.field.as_deref()).collect();
        assert_eq!(fields, ["b", "c", "d", "f", "g", "h", "j", "k", "l"]);
    }

    #[test]
    fn keys_have_plain_letters() {
        assert_eq!(key_of("Ausschuss für Straßen & Grün"), "ausschuss-fuer-strassen-gruen");
        assert_eq!(key_of("  … "), "x");
    }
}
