//! Whether a refusal is right: whether the record itself shows, by its days, that the history broke the rule. Never by
//! what paper it is. Pure.
use super::fit::{Script, Step};
use crate::council::Council;
use crate::procedure::{Relation, ResultClass, RoleKind, deliberation};
use chrono::NaiveDate;

/// The fact of the record by which the history broke this rule with the step `number` of a paper on a day; `None` where
/// the record shows none.
pub fn fact(
    council: &Council,
    family: &[Script],
    place: usize,
    number: Option<usize>,
    day: NaiveDate,
    rule: &str,
) -> Option<String> {
    let script = family.get(place)?;
    let step = script.steps.get(number?)?;
    match rule {
        "result_amendments_adopted" => amendments(council, family, place).find_map(|amendment| {
            let (adopted, on) = decision(council, amendment, |class| {
                matches!(class, ResultClass::Adopt | ResultClass::AdoptAmended | ResultClass::AdoptPart)
            })?;
            (on <= day).then(|| {
                let name = name(amendment);
                format!(
                    "{name}, which changes it, was adopted in {} on {on}; it was adopted unchanged on {day}",
                    adopted.body
                )
            })
        }),
        "result_amendments_open" => amendments(council, family, place).find_map(|amendment| {
            let (later, on) = decision(council, amendment, |_| true)?;
            (on > day).then(|| {
                let name = name(amendment);
                format!("it was decided on {day}; {name}, which changes it, only in {} on {on}", later.body)
            })
        }),
        "consultation_not_approved" => {
            let approvals = script.steps.iter().filter(|other| kind(council, other) == RoleKind::Approval);
            let lets = |class| deliberation::outcome(class, RoleKind::Approval).enters;
            approvals.filter_map(|other| Some((other, other.day?))).find_map(|(other, on)| {
                let let_in = other.class.is_some_and(lets);
                (let_in && on > day).then(|| format!("it was before {} on {day}; approved only on {on}", step.body))
            })
        }
        "guard_open" | "action_not_now" | "consultation_cancelled" => ended(council, script, day).map(|(body, on)| {
            format!("it had come to its end in {body} on {on}; {} went on with it on {day}", step.body)
        }),
        _ => None,
    }
}

/// Whether the record says something of the executive's approval.
pub fn says_of_approval(council: &Council, script: &Script) -> bool {
    script.steps.iter().any(|step| kind(council, step) == RoleKind::Approval && step.word.is_some())
}

fn kind(council: &Council, step: &Step) -> RoleKind {
    council.roles.get(&step.role).map_or(RoleKind::Information, |role| role.kind)
}

fn name(script: &Script) -> &str {
    if script.reference.is_empty() { &script.title } else { &script.reference }
}

fn amendments<'a>(council: &Council, family: &'a [Script], place: usize) -> impl Iterator<Item = &'a Script> {
    family.iter().filter(move |other| {
        let amends = council.kind(&other.kind).is_some_and(|kind| kind.relation == Some(Relation::Amends));
        amends && other.parent == Some(place)
    })
}

/// The last dated step that decided with such a result, and its day.
fn decision<'a>(
    council: &Council,
    script: &'a Script,
    with: impl Fn(ResultClass) -> bool,
) -> Option<(&'a Step, NaiveDate)> {
    let decides = |step: &&Step| {
        kind(council, step) == RoleKind::Decision
            && step.class.is_some_and(|class| deliberation::outcome(class, RoleKind::Decision).decides && with(class))
    };
    script.steps.iter().rev().filter(decides).find_map(|step| Some((step, step.day?)))
}

/// Where and when it came to its end before this day: withdrawn, or settled by who decides.
fn ended(council: &Council, script: &Script, day: NaiveDate) -> Option<(String, NaiveDate)> {
    let ends = |step: &&Step| {
        let class = step.class.filter(|_| !step.taken_off);
        class.is_some_and(|class| deliberation::outcome(class, kind(council, step)).ends)
    };
    script.steps.iter().filter(ends).find_map(|step| Some((step.body.clone(), step.day.filter(|on| *on < day)?)))
}
