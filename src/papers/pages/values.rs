//! The fields of a kind's own, in forms and on the paper's page; and what was typed into them.
use crate::council::{Council, FieldRule, Kind};
use crate::papers::extra::{Extra, Point, Value, WHOLE};
use crate::papers::own;
use crate::procedure::{FieldKind, Money};
use crate::web::csrf::Fields;
use crate::web::widget::Choice;
use crate::words::{Language, Words};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

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
    /// The boxes: those for the whole, and where they are offered per point, those for each point.
    pub groups: Vec<OwnGroup>,
    pub choices: Vec<Choice>,
    pub optional: bool,
}

/// The boxes for the whole paper above, or for one of its points.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OwnGroup {
    /// Behind the names of its fields: `.2` for point 2.
    pub suffix: String,
    /// "Zu Punkt 2"; empty where there is only the whole.
    pub label: String,
    /// The text of the point.
    pub text: String,
    pub options: Vec<OwnBox>,
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
    pub groups: Vec<OwnGroup>,
}

/// The fields of a form with what is stored, or with what was typed over it. `above` are the operative points of the
/// paper above, for boxes that are ticked per point.
pub fn fields(
    words: &Words,
    kind: &Kind,
    extra: &Extra,
    typed: Option<&Fields>,
    language: Language,
    above: &[Point],
) -> Vec<OwnField> {
    let said = typed.map(|fields| parse(fields).unwrap_or_default());
    let values = said.as_ref().unwrap_or(&extra.values);
    let field = |(key, rule): (&str, &FieldRule)| {
        let value = values.get(key);
        let text = match value {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        OwnField {
            kind: rule.kind.as_str(),
            name: own::name(key),
            key: key.to_owned(),
            label: rule.label.say(language).to_owned(),
            checked: value == Some(&Value::Flag(true)),
            groups: match rule.kind {
                FieldKind::Boxes => groups(words, rule, value, language, above),
                _ => Vec::new(),
            },
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

/// The boxes that a form offers: for the whole, and for each point where the rule says so.
fn groups(
    words: &Words,
    rule: &FieldRule,
    value: Option<&Value>,
    language: Language,
    above: &[Point],
) -> Vec<OwnGroup> {
    let ticked = value.map(Value::boxes).unwrap_or_default();
    let per_point = rule.per_point && !above.is_empty();
    let group = |point: Option<&Point>| {
        let number = point.map(|point| point.number);
        let own = ticked.iter().find(|(ticked, _)| *ticked == number).map(|(_, boxes)| *boxes);
        let remark = |choice: &String| own.and_then(|own| own.get(choice));
        let offered = rule.choices.iter().filter(|(choice, _)| {
            number.is_some() || !per_point || !rule.numbered.contains(*choice) || remark(choice).is_some()
        });
        let options = offered.map(|(choice, label)| OwnBox {
            value: choice.clone(),
            label: label.say(language).to_owned(),
            chosen: remark(choice).is_some(),
            remark: remark(choice).cloned().unwrap_or_default(),
        });
        OwnGroup {
            suffix: number.map_or_else(String::new, |number| format!(".{number}")),
            label: if per_point { group_label(words, language, number) } else { String::new() },
            text: point.map_or_else(String::new, |point| point.content.clone()),
            options: options.collect(),
        }
    };
    let points = above.iter().filter(|_| per_point).map(|point| group(Some(point)));
    std::iter::once(group(None)).chain(points).collect()
}

/// "Insgesamt" or "Zu Punkt 2".
pub fn group_label(words: &Words, language: Language, point: Option<i32>) -> String {
    match point {
        Some(number) => words.say(language, "boxes_point", &[("number", &number.to_string())]),
        None => words.say(language, "boxes_whole", &[]),
    }
}

/// What was typed into the fields of a kind's own: `value-KEY`, and for boxes `box-KEY` with `remark-KEY.BOX`, for those
/// of point 2 `box-KEY.2` with `remark-KEY.2.BOX`. A box that is not ticked is not sent: `flag-KEY` and `boxes-KEY` say
/// that the form had it. `None` when it had none.
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
                let ticked: BTreeMap<String, String> = ticked.collect();
                let (field, point) = key.split_once('.').unwrap_or((key, WHOLE));
                put(values.entry(field.to_owned()), point, ticked);
            }
            _ => {}
        }
    }
    (!values.is_empty()).then_some(values)
}

/// The ticked boxes of the whole or of a point beside those that were read before: boxes for the whole alone stay
/// simple.
fn put(entry: Entry<'_, String, Value>, point: &str, ticked: BTreeMap<String, String>) {
    let value = entry.or_insert_with(|| Value::Boxes(BTreeMap::new()));
    match value {
        Value::PerPoint(points) => {
            points.insert(point.to_owned(), ticked);
        }
        _ if point == WHOLE => *value = Value::Boxes(ticked),
        Value::Boxes(whole) => {
            let whole = (WHOLE.to_owned(), std::mem::take(whole));
            *value = Value::PerPoint(BTreeMap::from([whole, (point.to_owned(), ticked)]));
        }
        Value::Flag(_) | Value::Text(_) => *value = Value::PerPoint(BTreeMap::from([(point.to_owned(), ticked)])),
    }
}

/// What is filled in, in the order of the form.
pub fn rows(words: &Words, council: &Council, kind: &Kind, extra: &Extra, language: Language) -> Vec<OwnRow> {
    let row = |(key, rule): (&str, &FieldRule)| {
        let value = extra.values.get(key).filter(|value| !value.is_empty())?;
        let option = |(choice, remark): (&String, &String)| OwnBox {
            value: choice.clone(),
            label: rule.choices.get(choice).map_or(choice.as_str(), |text| text.say(language)).to_owned(),
            chosen: true,
            remark: remark.clone(),
        };
        let boxes = value.boxes();
        let only_whole = boxes.iter().all(|(point, _)| point.is_none());
        let group = |(point, boxes): (Option<i32>, &BTreeMap<String, String>)| OwnGroup {
            label: if only_whole { String::new() } else { group_label(words, language, point) },
            options: boxes.iter().map(option).collect(),
            ..OwnGroup::default()
        };
        Some(OwnRow {
            label: rule.label.say(language).to_owned(),
            value: in_words(words, council, rule, value, language),
            groups: boxes.into_iter().map(group).collect(),
        })
    };
    kind.ordered_fields().into_iter().filter_map(row).collect()
}

/// A value as one text, boxes and all: what two texts are compared by.
pub fn plain(words: &Words, council: &Council, rule: &FieldRule, value: &Value, language: Language) -> String {
    let ticked = value.boxes().into_iter().flat_map(|(point, boxes)| {
        boxes.iter().map(move |(choice, remark)| {
            let label = rule.choices.get(choice).map_or(choice.as_str(), |text| text.say(language));
            let point = point.map(|_| format!("{}: ", group_label(words, language, point))).unwrap_or_default();
            if remark.is_empty() { format!("{point}{label}") } else { format!("{point}{label} ({remark})") }
        })
    });
    let ticked: Vec<_> = ticked.collect();
    if ticked.is_empty() { in_words(words, council, rule, value, language) } else { ticked.join("\n") }
}

/// A value as people read it; empty for boxes.
fn in_words(words: &Words, council: &Council, rule: &FieldRule, value: &Value, language: Language) -> String {
    match (rule.kind, value) {
        (_, Value::Boxes(_) | Value::PerPoint(_)) => String::new(),
        (_, Value::Flag(flag)) => words.say(language, if *flag { "value_yes" } else { "value_no" }, &[]),
        (FieldKind::Money, Value::Text(text)) => {
            Money::stored(text).map_or_else(|| text.clone(), |amount| amount.with_currency(&council.currency, language))
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
    let group = |suffix: &str, label: &str| OwnGroup {
        suffix: suffix.to_owned(),
        label: label.to_owned(),
        text: "Der <Rat> beschließt.".to_owned(),
        options: vec![option("a", ""), option("b", "ab <2024>")],
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
            groups: vec![group("", "Insgesamt"), group(".2", "Zu Punkt <2>")],
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
        let typed: Fields = [
            ("boxes-boxes.2", "1"),
            ("box-boxes.2", "refusal"),
            ("remark-boxes.2.refusal", "zu teuer"),
            ("boxes-boxes", "1"),
            ("box-boxes", "consent"),
            ("boxes-boxes.10", "1"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
        .into();
        let values = parse(&typed).unwrap();
        let ticked = |key: &str, remark: &str| BTreeMap::from([(key.to_owned(), remark.to_owned())]);
        let (whole, second) = (ticked("consent", ""), ticked("refusal", "zu teuer"));
        assert_eq!(values["boxes"].boxes(), [(None, &whole), (Some(2), &second)]);
    }
}
