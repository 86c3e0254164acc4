//! The fields that a kind's file adds: what was typed into them, checked against the file's rules. Pure.
use super::extra::{Extra, Value, WHOLE};
use crate::council::{FieldRule, Kind};
use crate::message::Message;
use crate::procedure::{FieldKind, Money};
use crate::typed::{line, prose};
use chrono::NaiveDate;
use std::collections::BTreeMap;

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
            let label = || rule.label.packed();
            let amount = Money::typed(text).ok_or_else(|| Message::new("input_money").with("label", label()))?;
            if rule.positive && !amount.is_positive() {
                return Err(Message::new("input_money_positive").with("label", label()));
            }
            Ok(Value::Text(amount.to_string()))
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
