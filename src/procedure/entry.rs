//! The entry axis: how a paper comes into the council's business, and how far it got.
use super::{Action, Effect, EntryState, Guard, target};
use crate::council::{Kind, MailRow};
use crate::message::Message;
use crate::people::Role;
use std::collections::BTreeSet;

/// What must be known of a paper, and of what was typed, to decide.
#[derive(Debug, Clone, Default)]
pub struct Facts<'a> {
    pub title: &'a str,
    pub facts: &'a str,
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
    let unmet: Vec<Message> = step.guards.iter().filter_map(|guard| unmet(*guard, kind, facts)).collect();
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
        Guard::Assigned => (facts.assigned, Message::new("guard_assigned")),
        Guard::NoDraft => (!facts.drafting, Message::new("guard_no_draft")),
    };
    (!holds).then_some(message)
}
