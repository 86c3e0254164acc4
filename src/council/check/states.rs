//! Whether what a kind says of its actions leads anywhere: states that can be reached, and ways out of them.
use super::{Council, Kind};
use crate::vocabulary::{self, Action, ClockStart, ClockState, Effect, EntryState, EntryStyle};
use std::collections::BTreeSet;

pub(super) fn states(council: &Council, code: &str, kind: &Kind, faults: &mut Vec<String>) {
    for state in reachable(kind) {
        let leads_on = kind.actions.keys().any(|action| {
            *action != Action::Edit && vocabulary::target(kind.entry, *action, state).is_some_and(|to| to != state)
        });
        if !vocabulary::is_final(kind.entry, state) && !leads_on {
            faults.push(format!("kinds.{code}: nothing leads out of the state {state}"));
        }
        let waits = vocabulary::is_waiting(state)
            && !(kind.entry == EntryStyle::Filed
                && state == EntryState::Admitted
                && kind.clock.is_none()
                && kind.waiting.contains_key(&state));
        if waits && !kind.waiting.contains_key(&state) {
            faults.push(format!(
                "kinds.{code}.waiting: the waiting state {state} has neither a clock nor an explicit \"none\""
            ));
        }
    }
    for state in kind.waiting.keys().filter(|state| !reachable(kind).contains(state)) {
        faults.push(format!("kinds.{code}.waiting: the state {state} cannot be reached"));
    }
    let clock_can_end = kind.clock.is_none()
        || kind.actions.contains_key(&Action::Refuse)
        || kind.children.iter().filter_map(|child| council.kinds.get(child)).any(|child| {
            child.actions.get(&Action::Issue).is_some_and(|step| step.effects.contains(&Effect::FulfilClock))
        })
        || is_met_by_deciding(council, kind);
    if !clock_can_end {
        faults.push(format!(
            "kinds.{code}: nothing ever ends its clock ({} or {})",
            ClockState::Fulfilled,
            ClockState::Refused
        ));
    }
}

/// Whether the clock began with the paper, which asks nothing: then the decision that it asks for meets it.
fn is_met_by_deciding(council: &Council, kind: &Kind) -> bool {
    let rule = kind.clock.as_ref().and_then(|clock| council.clocks.get(clock));
    let began = rule.is_some_and(|rule| matches!(rule.starts, ClockStart::Submission | ClockStart::Admission));
    began && !kind.asks() && kind.actions.contains_key(&Action::EnterResult)
}

/// The states that a paper of this kind can get into.
pub fn reachable(kind: &Kind) -> BTreeSet<EntryState> {
    let mut reached = BTreeSet::from([EntryState::Draft]);
    loop {
        let next: BTreeSet<_> = reached
            .iter()
            .flat_map(|state| kind.actions.keys().filter_map(|action| vocabulary::target(kind.entry, *action, *state)))
            .filter(|state| !reached.contains(state))
            .collect();
        if next.is_empty() {
            return reached;
        }
        reached.extend(next);
    }
}
