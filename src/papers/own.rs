//! The fields that a kind's file adds: what was typed into them, checked against the file's rules. Pure.
use super::extra::{Extra, Value, WHOLE};
use crate::council::{FieldRule, Kind};
use crate::message::Message;
use crate::procedure::FieldKind;
use crate::typed::{line, prose};
use crate::words::Language;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Most digits of an amount before its decimal point.
const DIGITS: usize = 13;

/// The name of a field of a kind's own in forms and in faults.
pub fn name(key: &str) -> String {
    format!("value-{key}")
}

/// What was typed, cleaned; or every fault. Fields that were not typed are not among it. `points` is how many operative
/// points the paper above has.
pub fn checked(
    kind: &Kind,
    typed: &BTreeMap<String, Value>,
    points: usize,
) -> Result<BTreeMap<String, Value>, Vec<Message>> {
    let (mut clean, mut faults) = (BTreeMap::new(), Vec::new());
    for (key, value) in typed {
        match kind.fields.get(key) {
            None => faults.push(Message::new("input_unexpected").on(name(key)).with("field", key)),
            Some(rule) => match one(rule, value, points) {
                Ok(value) => {
                    clean.insert(key.clone(), value);
                }
                Err(fault) => faults.push(fault.on(name(key))),
            },
        }
    }
    if faults.is_empty() { Ok(clean) } else { Err(faults) }
}

fn one(rule: &FieldRule, value: &Value, points: usize) -> Result<Value, Message> {
    let fits = || Message::new("input_value").with("label", rule.label.packed());
    match (rule.kind, value) {
        (FieldKind::Boolean, Value::Flag(flag)) => Ok(Value::Flag(*flag)),
        (FieldKind::Line, Value::Text(text)) => line("values", text).map(Value::Text),
        (FieldKind::Text, Value::Text(text)) => prose("values", text).map(Value::Text),
        (_, Value::Text(text)) if text.trim().is_empty() => Ok(Value::Text(String::new())),
        (FieldKind::Date, Value::Text(text)) => {
            let text = text.trim();
            let day =
                NaiveDate::parse_from_str(text, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(text, "%d.%m.%Y"));
            day.map(|day| Value::Text(day.to_string())).map_err(|_| Message::new("input_date"))
        }
        (FieldKind::Money, Value::Text(text)) => {
            amount(text).map(Value::Text).ok_or_else(|| Message::new("input_money").with("label", rule.label.packed()))
        }
        (FieldKind::Choice, Value::Text(text)) if rule.choices.contains_key(text) => Ok(Value::Text(text.clone())),
        (FieldKind::Boxes, Value::Boxes(boxes)) => {
            whole(rule, boxes, points)?;
            ticked(rule, boxes).map(Value::Boxes)
        }
        (FieldKind::Boxes, Value::PerPoint(given)) if rule.per_point => {
            let mut clean = BTreeMap::new();
            for (point, boxes) in given.iter().filter(|(_, boxes)| !boxes.is_empty()) {
                if point == WHOLE {
                    whole(rule, boxes, points)?;
                } else if !point.parse::<usize>().is_ok_and(|number| (1..=points).contains(&number)) {
                    return Err(Message::new("boxes_no_point").with("number", point).with("count", points));
                }
                clean.insert(point.clone(), ticked(rule, boxes)?);
            }
            Ok(Value::PerPoint(clean))
        }
        _ => Err(fits()),
    }
}

/// Ticked boxes, each with its cleaned remark.
fn ticked(rule: &FieldRule, boxes: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, Message> {
    let mut clean = BTreeMap::new();
    for (key, remark) in boxes {
        if !rule.choices.contains_key(key) {
            return Err(Message::new("input_value").with("label", rule.label.packed()));
        }
        clean.insert(key.clone(), prose("values", remark)?);
    }
    Ok(clean)
}

/// What can be ticked for the whole: where there are points, not what speaks of numbered ones.
fn whole(rule: &FieldRule, boxes: &BTreeMap<String, String>, points: usize) -> Result<(), Message> {
    let wrong = boxes.keys().find(|key| points > 0 && rule.numbered.contains(*key));
    match wrong.and_then(|key| rule.choices.get(key)) {
        Some(label) => Err(Message::new("boxes_numbered").with("label", label.packed())),
        None => Ok(()),
    }
}

/// An amount as people write it (`1.500,00`, `1500`, `-20.000 €`, `1500.5`) as it is stored: `1500.00`.
pub fn amount(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '€' | '\u{202f}' | '\'')).collect();
    let bare = bare.trim_end_matches("EUR").trim_end_matches("CHF");
    let (sign, bare) = bare.strip_prefix(['-', '−']).map_or(("", bare), |rest| ("-", rest));
    // A comma is a decimal comma; without one, a single point with one or two digits behind it is a decimal point.
    let (whole, cents) = match bare.split_once(',') {
        Some((whole, cents)) => (whole.to_owned(), cents),
        None => match bare.rsplit_once('.') {
            Some((whole, cents)) if cents.len() < 3 && !whole.contains('.') => (whole.to_owned(), cents),
            _ => (bare.to_owned(), ""),
        },
    };
    let groups: Vec<&str> = whole.split('.').collect();
    let grouped = groups.len() == 1
        || (groups.iter().skip(1).all(|group| group.len() == 3) && groups.first().is_some_and(|first| first.len() < 4));
    let whole = groups.concat();
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if !grouped || whole.is_empty() || whole.len() > DIGITS || cents.len() > 2 || !plain(&whole) || !plain(cents) {
        return None;
    }
    let trimmed = whole.trim_start_matches('0');
    Some(format!("{sign}{}.{cents:0<2}", if trimmed.is_empty() { "0" } else { trimmed }))
}

/// A stored amount as it is read: `1.500,00`, with the marks of the language.
pub fn amount_in_words(stored: &str, language: Language) -> String {
    let (sign, bare) = stored.strip_prefix('-').map_or(("", stored), |rest| ("−", rest));
    let (whole, cents) = bare.split_once('.').unwrap_or((bare, "00"));
    let (group, decimal) = language.marks();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(group);
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{decimal}{cents}")
}

/// Keys of the required fields that are empty, in the order of the form.
pub fn missing(kind: &Kind, extra: &Extra) -> Vec<String> {
    let empty = |key: &str| extra.values.get(key).is_none_or(Value::is_empty);
    let fields = kind.ordered_fields().into_iter();
    fields.filter(|(key, rule)| rule.required && empty(key)).map(|(key, _)| key.to_owned()).collect()
}

/// What is left of it for those who may not see what is private.
pub fn published(kind: Option<&Kind>, extra: &Extra) -> Extra {
    let mut extra = Extra { asker: None, ..extra.clone() };
    extra.values.retain(|key, _| kind.is_some_and(|kind| kind.fields.get(key).is_some_and(|field| !field.private)));
    extra
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_as_people_write_them() {
        for (typed, stored) in [
            ("1500", "1500.00"),
            ("1.500", "1500.00"),
            ("1.500,5", "1500.50"),
            ("- 20.000,00 €", "-20000.00"),
            ("1500.25", "1500.25"),
            ("007", "7.00"),
            ("0,99 EUR", "0.99"),
        ] {
            assert_eq!(amount(typed).as_deref(), Some(stored), "{typed}");
        }
        for wrong in ["", "viel", "1,2,3", "1.5.00", "1,234", "12.34.567", ",5", "99999999999999"] {
            assert_eq!(amount(wrong), None, "{wrong}");
        }
        assert_eq!(amount_in_words("-1234567.50", Language::De), "−1.234.567,50");
        assert_eq!(amount_in_words("999.00", Language::En), "999.00");
    }

    proptest! {
        #[test]
        fn an_amount_reads_as_it_was_stored(euros in 0u64..9_999_999_999, cents in 0u8..100) {
            let stored = format!("{euros}.{cents:02}");
            for language in [Language::De, Language::DeCh, Language::Sv] {
                prop_assert_eq!(amount(&amount_in_words(&stored, language)), Some(stored.clone()));
            }
        }
    }
}
