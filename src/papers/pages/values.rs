//! The fields of a kind's own, in forms and on the paper's page; and what was typed into them.
use super::form::Choice;
use crate::council::{Council, FieldRule, Kind};
use crate::papers::extra::{Extra, Value};
use crate::papers::own;
use crate::procedure::FieldKind;
use crate::web::csrf::Fields;
use crate::words::{Language, Words};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// A field of a kind's own in a form.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OwnField {
    /// The word of its `FieldKind`.
    pub kind: &'static str,
    pub name: String,
    /// Its key in the council file.
    pub key: String,
    pub label: String,
    pub value: String,
    pub checked: bool,
    pub options: Vec<OwnBox>,
    pub choices: Vec<Choice>,
    pub optional: bool,
}

/// A box of a form with its remark.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OwnBox {
    pub value: String,
    pub label: String,
    pub chosen: bool,
    pub remark: String,
}

/// A field of a kind's own as the paper's page shows it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OwnRow {
    pub label: String,
    /// Empty where there are boxes.
    pub value: String,
    pub boxes: Vec<OwnBox>,
}

/// The fields of a form with what is stored, or with what was typed over it.
pub fn fields(kind: &Kind, extra: &Extra, typed: Option<&Fields>, language: Language) -> Vec<OwnField> {
    let said = typed.map(|fields| parse(fields).unwrap_or_default());
    let values = said.as_ref().unwrap_or(&extra.values);
    let field = |(key, rule): (&str, &FieldRule)| {
        let value = values.get(key);
        let text = match value {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let boxes = match value {
            Some(Value::Boxes(boxes)) => boxes.clone(),
            _ => BTreeMap::new(),
        };
        OwnField {
            kind: rule.kind.as_str(),
            name: own::name(key),
            key: key.to_owned(),
            label: rule.label.say(language).to_owned(),
            checked: value == Some(&Value::Flag(true)),
            options: rule
                .choices
                .iter()
                .filter(|_| rule.kind == FieldKind::Boxes)
                .map(|(choice, label)| OwnBox {
                    value: choice.clone(),
                    label: label.say(language).to_owned(),
                    chosen: boxes.contains_key(choice),
                    remark: boxes.get(choice).cloned().unwrap_or_default(),
                })
                .collect(),
            choices: rule
                .choices
                .iter()
                .filter(|_| rule.kind == FieldKind::Choice)
                .map(|(choice, label)| Choice { chosen: *choice == text, ..Choice::new(choice, label.say(language)) })
                .collect(),
            value: text,
            optional: !rule.required,
        }
    };
    kind.ordered_fields().into_iter().map(field).collect()
}

/// What was typed into the fields of a kind's own: `value-KEY`, and for boxes `box-KEY` with `remark-KEY.BOX`. A box
/// that is not ticked is not sent: `flag-KEY` and `boxes-KEY` say that the form had it. `None` when it had none.
pub fn parse(fields: &Fields) -> Option<BTreeMap<String, Value>> {
    let mut values = BTreeMap::new();
    for (name, typed) in fields.iter() {
        let Some((part, key)) = name.split_once('-') else { continue };
        match part {
            "value" => {
                values.entry(key.to_owned()).or_insert_with(|| Value::Text(typed.to_owned()));
            }
            "flag" => {
                values.insert(key.to_owned(), Value::Flag(fields.has(&own::name(key))));
            }
            "boxes" => {
                let remark = |choice: &str| fields.get(&format!("remark-{key}.{choice}")).to_owned();
                let name = format!("box-{key}");
                let ticked = fields.all(&name).map(|choice| (choice.to_owned(), remark(choice)));
                values.insert(key.to_owned(), Value::Boxes(ticked.collect()));
            }
            _ => {}
        }
    }
    (!values.is_empty()).then_some(values)
}

/// What is filled in, in the order of the form.
pub fn rows(words: &Words, council: &Council, kind: &Kind, extra: &Extra, language: Language) -> Vec<OwnRow> {
    let row = |(key, rule): (&str, &FieldRule)| {
        let value = extra.values.get(key).filter(|value| !value.is_empty())?;
        let boxes = match value {
            Value::Boxes(boxes) => boxes
                .iter()
                .map(|(choice, remark)| OwnBox {
                    value: choice.clone(),
                    label: rule.choices.get(choice).map_or(choice.as_str(), |text| text.say(language)).to_owned(),
                    chosen: true,
                    remark: remark.clone(),
                })
                .collect(),
            _ => Vec::new(),
        };
        Some(OwnRow {
            label: rule.label.say(language).to_owned(),
            value: in_words(words, council, rule, value, language),
            boxes,
        })
    };
    kind.ordered_fields().into_iter().filter_map(row).collect()
}

/// A value as people read it; empty for boxes.
fn in_words(words: &Words, council: &Council, rule: &FieldRule, value: &Value, language: Language) -> String {
    match (rule.kind, value) {
        (_, Value::Boxes(_)) => String::new(),
        (_, Value::Flag(flag)) => words.say(language, if *flag { "value_yes" } else { "value_no" }, &[]),
        (FieldKind::Money, Value::Text(text)) => {
            format!("{} {}", own::amount_in_words(text, language == Language::De), council.currency)
        }
        (FieldKind::Date, Value::Text(text)) => {
            text.parse::<NaiveDate>().map_or_else(|_| text.clone(), |day| language.day(day))
        }
        (FieldKind::Choice, Value::Text(text)) => {
            rule.choices.get(text).map_or(text.as_str(), |label| label.say(language)).to_owned()
        }
        (_, Value::Text(text)) => text.clone(),
    }
}

/// One of each kind of field, for the test that renders them all.
pub(super) fn samples() -> Vec<OwnField> {
    let option = |key: &str, remark: &str| OwnBox {
        value: key.to_owned(),
        label: format!("Zustimmung <{key}>"),
        chosen: !remark.is_empty(),
        remark: remark.to_owned(),
    };
    FieldKind::ALL
        .iter()
        .map(|kind| OwnField {
            kind: kind.as_str(),
            name: own::name(kind.as_str()),
            key: kind.as_str().to_owned(),
            label: format!("Feld <{kind}>"),
            value: "1500 <b>".to_owned(),
            checked: true,
            options: vec![option("a", ""), option("b", "ab <2024>")],
            choices: vec![Choice { chosen: true, ..Choice::new("ja", "ja") }, Choice::new("nein", "nein")],
            optional: *kind == FieldKind::Money,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_ticked_and_what_was_not() {
        let typed: Fields = [
            ("value-line", "1.100.57"),
            ("flag-climate", "1"),
            ("flag-cover", "1"),
            ("value-cover", "1"),
            ("boxes-boxes", "1"),
            ("box-boxes", "consent"),
            ("remark-boxes.consent", "ab 2024"),
            ("remark-boxes.refusal", "nicht angekreuzt"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
        .into();
        let values = parse(&typed).unwrap();
        assert_eq!(values["line"], Value::Text("1.100.57".into()));
        assert_eq!((&values["climate"], &values["cover"]), (&Value::Flag(false), &Value::Flag(true)));
        assert_eq!(values["boxes"], Value::Boxes(BTreeMap::from([("consent".into(), "ab 2024".into())])));
        assert_eq!(parse(&Fields::from(Vec::new())), None);
    }
}
