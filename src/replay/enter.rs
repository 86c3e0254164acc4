//! What is typed on the way: the texts that the rules ask for and the record does not have. Pure.
use super::fit::{Script, Step};
use crate::consultations::input::{PointInput, ReferralInput};
use crate::council::{Council, FieldRule, Kind};
use crate::db::types::PaperId;
use crate::papers::Value;
use crate::papers::act::NewPaper;
use crate::papers::extra::WHOLE;
use crate::papers::input::{AnswerInput, Input};
use crate::procedure::{FieldKind, Relation, ResultClass, RoleKind, deliberation};
use std::collections::BTreeMap;

/// What stands wherever the record has no text.
const TEXT: &str = "(not recorded)";

/// The draft of a paper: its own title, and whatever its kind must have.
pub fn draft(kind: &Kind, script: &Script, parent: Option<PaperId>) -> NewPaper {
    let new = NewPaper {
        kind: script.kind.clone(),
        parent: parent.map(|parent| parent.to_string()),
        facts: Some(TEXT.to_owned()),
        ..NewPaper::default()
    };
    if kind.answers() {
        let answer = AnswerInput { question: 1, text: TEXT.to_owned(), ..AnswerInput::default() };
        return NewPaper { answers: Some(vec![answer]), ..new };
    }
    let texts = |wanted: bool| wanted.then(|| vec![TEXT.to_owned()]);
    let values: BTreeMap<_, _> = kind
        .fields
        .iter()
        .filter(|(_, rule)| rule.required)
        .filter_map(|(key, rule)| Some((key.clone(), value(rule)?)))
        .collect();
    NewPaper {
        title: Some(script.title.clone()),
        occasion: Some(TEXT.to_owned()),
        questions: texts(kind.asks()),
        points: texts(kind.points),
        values: (!values.is_empty()).then_some(values),
        target_place: (kind.relation == Some(Relation::Amends)).then(|| TEXT.to_owned()),
        ..new
    }
}

fn value(rule: &FieldRule) -> Option<Value> {
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    match rule.kind {
        FieldKind::Line | FieldKind::Text => text(TEXT),
        FieldKind::Date => text("2020-01-06"),
        FieldKind::Money => text("1"),
        FieldKind::Boolean => Some(Value::Flag(true)),
        FieldKind::Choice => rule.choices.keys().next().map(|key| Value::Text(key.clone())),
        FieldKind::Boxes => {
            let key = rule.choices.keys().find(|key| !rule.numbered.contains(*key))?;
            let ticked = BTreeMap::from([(key.clone(), String::new())]);
            if rule.per_point {
                return Some(Value::PerPoint(BTreeMap::from([(WHOLE.to_owned(), ticked)])));
            }
            Some(Value::Boxes(ticked))
        }
    }
}

/// A result, with what its class needs beside the word.
pub fn result(
    council: &Council,
    script: &Script,
    step: &Step,
    word: &str,
    points: usize,
    body: impl Fn(&String) -> Option<String>,
) -> Input {
    let role = council.roles.get(&step.role);
    let kind = role.map_or(RoleKind::Information, |role| role.kind);
    let class = step.class.unwrap_or(ResultClass::NoResult);
    let outcome = deliberation::outcome(class, kind);
    let election = council.results.get(word).is_some_and(|word| word.election);
    let into = || council.kind(&script.kind)?.converts_to.iter().next().cloned();
    let adopts = || {
        let mut words = role?.results.iter();
        words.find(|key| council.results.get(*key).is_some_and(|word| word.class == ResultClass::Adopt)).cloned()
    };
    let by_point = || {
        let result = adopts().unwrap_or_default();
        let numbers = (1..).take(points);
        numbers.map(|point| PointInput { point, result: result.clone(), final_text: String::new() }).collect()
    };
    let referrals = || {
        let to = step.bodies.iter();
        to.filter_map(|(name, role)| Some(ReferralInput { body: body(name)?, role: role.clone() })).collect()
    };
    Input {
        result: Some(word.to_owned()),
        note: outcome.note.then(|| TEXT.to_owned()),
        final_text: outcome.final_text.then(|| TEXT.to_owned()),
        bodies: outcome.refers.then(referrals),
        kind: if outcome.converts { into() } else { None },
        point_results: (outcome.by_point && points > 0).then(by_point),
        elected: election.then(|| vec![TEXT.to_owned()]),
        ..Input::default()
    }
}

/// The step with the word that says the same of an amended text; `None` where the role has none.
pub fn amended(council: &Council, step: &Step) -> Option<Step> {
    let mut words = council.roles.get(&step.role)?.results.iter();
    let amends =
        |word: &&String| council.results.get(*word).is_some_and(|word| word.class == ResultClass::AdoptAmended);
    let word = words.find(amends)?.clone();
    Some(Step { word: Some(word), class: Some(ResultClass::AdoptAmended), ..step.clone() })
}
