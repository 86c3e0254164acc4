//! The entry axis: how a paper comes into the council's business, and how far it got.
use super::{Action, Effect, EntryState, FieldKind, Guard, target};
use crate::council::{FieldRule, Kind, MailRow, Text};
use crate::message::Message;
use crate::people::Role;
use std::collections::BTreeSet;

/// What must be known of a paper, and of what was typed, to decide.
#[derive(Debug, Clone, Default)]
pub struct Facts<'a> {
    pub title: &'a str,
    pub facts: &'a str,
    pub occasion: &'a str,
    /// How many operative points there are.
    pub points: usize,
    /// Keys of the kind's own fields that are required and empty, in the order of the form.
    pub missing: &'a [String],
    /// Whether the paper above is in business and undecided.
    pub parent_open: bool,
    /// Whether a place of an existing version of the paper above is named.
    pub target: bool,
    /// How many questions the paper asks.
    pub questions: usize,
    /// How many members have signed.
    pub signatures: usize,
    /// Whether the actor was asked to sign and has not yet.
    pub invited: bool,
    /// The numbers of the parent's questions that this answer leaves without answer and without reasoned refusal.
    pub unanswered: &'a [i32],
    /// The parts of other departments that are neither handed in nor answered, each with its department.
    pub parts: &'a [String],
    /// Whether the paper (for an answer: the answered one) is still open.
    pub open: bool,
    /// Whether an answer was issued or a final result entered.
    pub decided: bool,
    /// Whether a department is responsible.
    pub assigned: bool,
    /// Whether an answer is being drafted that was neither issued nor discarded.
    pub drafting: bool,
    /// Whether a number waits for a paper below.
    pub reserved: bool,
    /// Typed: the reason.
    pub reason: &'a str,
    /// Typed: whether a department was named.
    pub department: bool,
}

/// What an allowed action does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub to: EntryState,
    pub effects: BTreeSet<Effect>,
    pub mail: Option<MailRow>,
}

/// Why an action may not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The kind does not have this action.
    Unknown,
    /// Not from the state in which the paper is.
    NotNow(EntryState),
    /// Not this actor's to do: only these roles' with standing to the paper.
    NotYours(BTreeSet<Role>),
    /// Conditions that do not hold: all of them.
    Unmet(Vec<Message>),
}

/// The machine: what `action` does to a paper of this kind in this state, or every reason why not.
///
/// `standing` are the roles that the actor holds *with standing to this paper* (see `standing::of`).
pub fn decide(
    kind: &Kind,
    state: EntryState,
    action: Action,
    standing: &BTreeSet<Role>,
    facts: &Facts<'_>,
) -> Result<Decision, Refusal> {
    let step = kind.actions.get(&action).ok_or(Refusal::Unknown)?;
    if step.by.is_disjoint(standing) {
        return Err(Refusal::NotYours(step.by.clone()));
    }
    let to = target(kind.entry, action, state).ok_or(Refusal::NotNow(state))?;
    let mut unmet: Vec<Message> = step.guards.iter().filter_map(|guard| unmet(*guard, kind, facts)).collect();
    if step.guards.contains(&Guard::Fields) {
        unmet.extend(unticked(kind, facts));
    }
    if !unmet.is_empty() {
        return Err(Refusal::Unmet(unmet));
    }
    Ok(Decision { to, effects: step.effects.clone(), mail: step.mail })
}

/// The sentence for a guard that does not hold; `None` when it holds.
pub fn unmet(guard: Guard, kind: &Kind, facts: &Facts<'_>) -> Option<Message> {
    let limit = kind.max_questions.map_or(usize::MAX, |limit| limit as usize);
    let (holds, message) = match guard {
        Guard::Title => (!facts.title.is_empty(), Message::new("guard_title").on("title")),
        Guard::Facts => (!facts.facts.is_empty(), Message::new("guard_facts").on("facts")),
        Guard::Questions => (facts.questions > 0, Message::new("guard_questions").on("questions")),
        Guard::QuestionLimit => (
            facts.questions <= limit,
            Message::new("guard_question_limit").on("questions").with("limit", limit).with("count", facts.questions),
        ),
        Guard::Reason => (!facts.reason.is_empty(), Message::new("guard_reason").on("reason")),
        Guard::Department => (facts.department, Message::new("guard_department").on("department")),
        Guard::Signatures => (
            facts.signatures >= kind.minimum_signatures as usize,
            Message::new("guard_signatures")
                .on("people")
                .with("minimum", kind.minimum_signatures)
                .with("count", facts.signatures),
        ),
        Guard::Invited => (facts.invited, Message::new("guard_invited")),
        Guard::Answered => {
            let numbers: Vec<_> = facts.unanswered.iter().map(ToString::to_string).collect();
            let message = Message::new("guard_answered")
                .on("answers")
                .with("numbers", numbers.join(", "))
                .with("count", numbers.len());
            (numbers.is_empty(), message)
        }
        Guard::Contributed => (
            facts.parts.is_empty(),
            Message::new("guard_contributed").on("answers").with("parts", facts.parts.join(", ")),
        ),
        Guard::Open => (facts.open, Message::new("guard_open")),
        Guard::Undecided => (!facts.decided, Message::new("guard_undecided")),
        Guard::Occasion => (!facts.occasion.is_empty(), Message::new("guard_occasion").on("occasion")),
        Guard::Points => (facts.points > 0, Message::new("guard_points").on("points")),
        Guard::Fields => {
            // Every missing field is named; the sentence leads to the first. Of boxes `unticked` tells.
            let missing = || missing(kind, facts).filter(|(_, rule)| rule.kind != FieldKind::Boxes);
            let rules: Vec<_> = missing().map(|(_, rule)| rule).collect();
            let first = missing().next().map_or_else(|| "values".to_owned(), |(key, _)| format!("value-{key}"));
            (rules.is_empty(), Message::new("guard_fields").on(first).with("label", labels(&rules)))
        }
        Guard::ParentOpen => (facts.parent_open, Message::new("guard_parent_open")),
        Guard::Target => (facts.target, Message::new("guard_target").on("target_place")),
        Guard::Assigned => (facts.assigned, Message::new("guard_assigned")),
        Guard::NoDraft => (!facts.drafting, Message::new("guard_no_draft")),
        Guard::Reserved => (facts.reserved, Message::new("guard_reserved")),
    };
    (!holds).then_some(message)
}

fn missing<'a>(kind: &'a Kind, facts: &Facts<'a>) -> impl Iterator<Item = (&'a str, &'a FieldRule)> {
    facts.missing.iter().filter_map(|key| Some((key.as_str(), kind.fields.get(key)?)))
}

/// For each group of boxes of which at least one must be ticked and none is: the sentence that says so.
fn unticked(kind: &Kind, facts: &Facts<'_>) -> Vec<Message> {
    let boxes = missing(kind, facts).filter(|(_, rule)| rule.kind == FieldKind::Boxes);
    boxes
        .map(|(key, rule)| {
            let message = Message::new(if rule.per_point { "guard_boxes_points" } else { "guard_boxes" });
            message.on(format!("value-{key}")).with("label", rule.label.packed())
        })
        .collect()
}

/// The labels of these fields as one argument `label`, in every language of the file.
fn labels(rules: &[&FieldRule]) -> String {
    let mut all = Text(std::collections::BTreeMap::new());
    for rule in rules {
        for (tag, word) in &rule.label.0 {
            let list = all.0.entry(tag.clone()).or_default();
            if !list.is_empty() {
                list.push_str(", ");
            }
            list.push_str(word);
        }
    }
    all.packed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::Council;
    use proptest::prelude::*;

    fn leipzig() -> Council {
        Council::parse(include_str!("../../config/councils/leipzig.toml")).unwrap()
    }

    proptest! {
        #[test]
        fn an_answer_is_signed_only_when_every_question_has_one(unanswered in prop::collection::btree_set(1i32..30, 0..5)) {
            let council = leipzig();
            let unanswered: Vec<_> = unanswered.into_iter().collect();
            let facts = Facts { unanswered: &unanswered, open: true, ..Facts::default() };
            let head = BTreeSet::from([Role::Head]);
            let decided = decide(&council.kinds["AW"], EntryState::Draft, Action::Sign, &head, &facts);
            prop_assert_eq!(decided.is_ok(), unanswered.is_empty());
        }

        #[test]
        fn nothing_is_submitted_that_lacks_a_part(has in prop::collection::vec(any::<bool>(), 4)) {
            let council = leipzig();
            let missing = if has[2] { Vec::new() } else { vec!["amount".to_owned()] };
            let facts = Facts {
                title: if has[0] { "Bänke" } else { "" },
                points: usize::from(has[1]),
                missing: &missing,
                signatures: usize::from(has[3]),
                parent_open: true,
                ..Facts::default()
            };
            let office = BTreeSet::from([Role::FactionOffice]);
            let decided = decide(&council.kinds["HP"], EntryState::Draft, Action::Submit, &office, &facts);
            let wanted = has[..3].iter().filter(|has| !**has).count();
            match decided {
                Ok(decision) => prop_assert_eq!((decision.to, wanted), (EntryState::Submitted, 0)),
                Err(Refusal::Unmet(faults)) => prop_assert_eq!(faults.len(), wanted),
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
