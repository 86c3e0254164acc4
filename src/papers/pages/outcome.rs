//! What is typed with a result beside its word, as parts of the form: where the paper goes, what became of the points,
//! how was voted.
use crate::consultations::input::{BallotInput, PointInput, ReferralInput, VoteInput};
use crate::message::Message;
use crate::papers::input::{Field, FieldType};
use crate::web::csrf::Fields;
use crate::web::widget::{Choice, Choices, Widget};
use crate::words::{Language, Words};
use std::collections::BTreeMap;

/// The figures of a vote, by the names of their fields.
const FIGURES: [&str; 4] = ["yes", "no", "abstained", "present"];

/// The part of the form for a field that is more than one input; `None` where nothing can be chosen, as when the paper
/// has no points. `said` are the values that stand in the fields, by name.
pub fn group(
    words: &Words,
    language: Language,
    field: &Field,
    choices: &mut Choices,
    said: &impl Fn(&str) -> Vec<String>,
) -> Option<Widget> {
    let say = |key: &str| words.say(language, key, &[]);
    let rows = choices.remove(field.name)?;
    let select = |name: String, label: String, mut options: Vec<Choice>| {
        let values = said(&name);
        options.iter_mut().for_each(|option| option.chosen = values.contains(&option.value));
        Widget { kind: "select", name, label, options, optional: true, ..Widget::default() }
    };
    let number = |name: String, label: String| {
        let value = said(&name).into_iter().next().unwrap_or_default();
        Widget { kind: "line", input: "text", width: "short", name, label, value, optional: true, ..Widget::default() }
    };
    let mut parts = Vec::new();
    match field.kind {
        FieldType::Referrals => {
            let roles = choices.remove("bodies_roles").unwrap_or_default();
            parts.extend(
                rows.iter().map(|body| select(format!("refer-{}", body.value), body.label.clone(), roles.clone())),
            );
        }
        FieldType::PointResults => {
            let results = choices.remove("point_results_words").unwrap_or_default();
            for point in &rows {
                let label = words.say(language, "result_point", &[("number", &point.value), ("text", &point.label)]);
                parts.push(select(format!("point-{}", point.value), label, results.clone()));
                let name = format!("pointtext-{}", point.value);
                let label = words.say(language, "result_point_text", &[("number", &point.value)]);
                let value = said(&name).into_iter().next().unwrap_or_default();
                parts.push(Widget { kind: "text", name, label, value, optional: true, ..Widget::default() });
                for figure in ["yes", "no", "abstained"] {
                    let label = words.say(
                        language,
                        "result_point_votes",
                        &[("number", &point.value), ("figure", &say(&format!("vote_{figure}")))],
                    );
                    parts.push(number(format!("pointvote-{}-{figure}", point.value), label));
                }
            }
        }
        FieldType::Votes => {
            parts.extend(FIGURES.map(|figure| number(format!("vote-{figure}"), say(&format!("vote_{figure}")))));
            let options = |keys: &[&str], start: &str| -> Vec<Choice> {
                keys.iter().map(|key| Choice::new(*key, say(&format!("{start}_{key}")))).collect()
            };
            let forms = options(&["open", "named", "secret"], "vote_form");
            parts.push(select("vote-form".to_owned(), say("vote_form"), forms));
            if choices.remove("votes_chair").is_some() {
                let chair = options(&["yes", "no"], "vote");
                parts.push(select("vote-chair".to_owned(), say("vote_chair"), chair));
            }
            if !rows.is_empty() {
                let each = options(&["yes", "no", "abstained"], "vote");
                let ballots: Vec<_> = rows
                    .iter()
                    .map(|person| select(format!("ballot-{}", person.value), person.label.clone(), each.clone()))
                    .collect();
                let label = say("vote_by_name");
                parts.push(Widget { kind: "fold", label, parts: ballots, ..Widget::default() });
            }
        }
        _ => return None,
    }
    Some(Widget {
        kind: "group",
        name: field.name.to_owned(),
        label: say(&format!("field_{}", field.name)),
        hint: say(&format!("field_{}_hint", field.name)),
        parts,
        ..Widget::default()
    })
}

/// Where the paper is referred to: `refer-KEY` holds the role.
pub fn referrals(fields: &Fields) -> Option<Vec<ReferralInput>> {
    let named = fields.iter().filter_map(|(name, role)| {
        let body = name.strip_prefix("refer-")?;
        (!role.is_empty()).then(|| ReferralInput { body: body.to_owned(), role: role.to_owned() })
    });
    let rows: Vec<_> = named.collect();
    (!rows.is_empty()).then_some(rows)
}

/// What became of the points: `point-3` the word, `pointtext-3` the text.
pub fn points(fields: &Fields) -> Option<Vec<PointInput>> {
    let mut rows: BTreeMap<i32, PointInput> = BTreeMap::new();
    for (name, value) in fields.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let Some((part, number)) = name.split_once('-') else { continue };
        let Ok(point) = number.parse::<i32>() else { continue };
        let row = || PointInput { point, ..PointInput::default() };
        match part {
            "point" => value.clone_into(&mut rows.entry(point).or_insert_with(row).result),
            "pointtext" => value.clone_into(&mut rows.entry(point).or_insert_with(row).final_text),
            _ => {}
        }
    }
    (!rows.is_empty()).then(|| rows.into_values().collect())
}

/// The votes: on the whole, by name, and on each point. What is no number is told.
pub fn votes(fields: &Fields, faults: &mut Vec<Message>) -> Option<Vec<VoteInput>> {
    let mut figure = |name: String| {
        let typed = fields.get(&name).trim();
        if typed.is_empty() {
            return None;
        }
        let read = typed.parse().ok();
        if read.is_none() {
            faults.push(Message::new("vote_no_number").on("votes").with("text", typed));
        }
        read
    };
    let mut whole = VoteInput {
        yes: figure("vote-yes".to_owned()),
        no: figure("vote-no".to_owned()),
        abstained: figure("vote-abstained".to_owned()),
        present: figure("vote-present".to_owned()),
        form: fields.get("vote-form").parse().ok(),
        chair: fields.get("vote-chair").parse().ok(),
        ..VoteInput::default()
    };
    for (name, value) in fields.iter() {
        if let (Some(person), Ok(choice)) = (name.strip_prefix("ballot-"), value.parse()) {
            whole.ballots.push(BallotInput { person: person.to_owned(), choice });
        }
    }
    let mut votes = vec![whole];
    let mut numbers: Vec<i32> = fields
        .iter()
        .filter_map(|(name, _)| name.strip_prefix("pointvote-")?.split_once('-')?.0.parse().ok())
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    for point in numbers {
        votes.push(VoteInput {
            point: Some(point),
            yes: figure(format!("pointvote-{point}-yes")),
            no: figure(format!("pointvote-{point}-no")),
            abstained: figure(format!("pointvote-{point}-abstained")),
            ..VoteInput::default()
        });
    }
    votes.retain(|vote| !vote.is_empty());
    (!votes.is_empty()).then_some(votes)
}

/// Names, one a line.
pub fn names(fields: &Fields, name: &str) -> Option<Vec<String>> {
    let rows: Vec<_> = fields.all(name).flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty()).collect();
    (!rows.is_empty()).then(|| rows.into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::Choice as Ballot;

    fn typed(fields: &[(&str, &str)]) -> Fields {
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>().into()
    }

    #[test]
    fn a_form_is_read_as_the_same_input_as_json() {
        let fields = typed(&[
            ("refer-bau", "advice"),
            ("refer-umwelt", ""),
            ("point-2", "rejected"),
            ("point-1", "adopted_amended"),
            ("pointtext-1", "Neu."),
            ("pointtext-2", ""),
            ("vote-yes", "30"),
            ("vote-no", " 12 "),
            ("vote-present", ""),
            ("ballot-senta-fromm", "yes"),
            ("ballot-jannik-uhl", ""),
            ("pointvote-2-no", "9"),
            ("pointvote-3-no", ""),
        ]);
        let referral = ReferralInput { body: "bau".to_owned(), role: "advice".to_owned() };
        assert_eq!(referrals(&fields), Some(vec![referral]));
        let points = points(&fields).unwrap();
        assert_eq!(
            (points[0].point, points[0].final_text.as_str(), points[1].result.as_str()),
            (1, "Neu.", "rejected")
        );
        let mut faults = Vec::new();
        let votes = votes(&fields, &mut faults).unwrap();
        assert!(faults.is_empty());
        assert_eq!((votes.len(), votes[0].yes, votes[0].no, votes[0].present), (2, Some(30), Some(12), None));
        assert_eq!(votes[0].ballots, [BallotInput { person: "senta-fromm".to_owned(), choice: Ballot::Yes }]);
        assert_eq!((votes[1].point, votes[1].no), (Some(2), Some(9)));
    }

    #[test]
    fn what_is_no_number_is_told_and_an_empty_form_gives_nothing() {
        let mut faults = Vec::new();
        assert_eq!(votes(&typed(&[("vote-yes", ""), ("vote-no", "")]), &mut faults), None);
        assert!(faults.is_empty());
        votes(&typed(&[("vote-yes", "viele")]), &mut faults);
        assert_eq!(faults[0].key, "vote_no_number");
        assert_eq!(
            names(&typed(&[("elected", " A \r\n\r\nB")]), "elected"),
            Some(vec!["A".to_owned(), "B".to_owned()])
        );
    }
}
