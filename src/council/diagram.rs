//! A procedure as a Mermaid state diagram, and as text: for the manual, for `ratsweg council draw` and for a snapshot
//! that shows every change of the rules in a diff.
use super::{Council, Kind, check};
use crate::vocabulary::{self, EntryState, Subject};
use crate::words::Language;
use std::fmt::Write;

/// The entry axis of a kind as Mermaid; `None` for a kind that the council does not have.
pub fn mermaid(council: &Council, code: &str, language: Language) -> Option<String> {
    let kind = council.kind(code)?;
    let mut out = String::from("stateDiagram-v2\n    [*] --> draft\n");
    let reachable = check::reachable(kind);
    for state in EntryState::ALL.iter().filter(|state| reachable.contains(state)) {
        for (action, step) in &kind.actions {
            if let Some(to) = vocabulary::target(kind.entry, *action, *state) {
                let by: Vec<_> = step.by.iter().map(|role| role.as_str()).collect();
                let _ = writeln!(out, "    {state} --> {to}: {} ({})", step.label.say(language), by.join(", "));
            }
        }
        if vocabulary::is_final(kind.entry, *state) {
            let _ = writeln!(out, "    {state} --> [*]");
        }
    }
    for (state, clock) in kind.waiting.iter().filter(|(_, clock)| *clock != "none") {
        if let Some(rule) = council.clocks.get(clock) {
            let _ = writeln!(
                out,
                "    note right of {state}: {} ({} {}, {})",
                rule.label.say(language),
                rule.amount,
                rule.unit,
                rule.basis
            );
        }
    }
    Some(out)
}

/// A kind's procedure as text: each action with who may take it, its conditions, its follow-ups and its mail.
pub fn text(council: &Council, code: &str, language: Language) -> Option<String> {
    let kind = council.kind(code)?;
    let mut out = format!("{code}: {} ({})\n", kind.label.say(language), kind.entry);
    for subject in Subject::ALL {
        for (action, step) in kind.actions.iter().filter(|(action, _)| action.subject() == *subject) {
            let words = |list: Vec<&str>| if list.is_empty() { "-".to_owned() } else { list.join(", ") };
            let _ = writeln!(out, "  {subject} {action}: {}", step.label.say(language));
            let _ = writeln!(out, "    by: {}", words(step.by.iter().map(|role| role.as_str()).collect()));
            let _ = writeln!(out, "    needs: {}", words(step.guards.iter().map(|guard| guard.as_str()).collect()));
            let _ = writeln!(out, "    then: {}", words(step.effects.iter().map(|effect| effect.as_str()).collect()));
            let _ = writeln!(out, "    mail: {}", told(council, kind, *action));
        }
    }
    Some(out)
}

fn told(council: &Council, kind: &Kind, action: crate::vocabulary::Action) -> String {
    let Some(row) = kind.actions.get(&action).and_then(|step| step.mail) else { return "-".to_owned() };
    let audiences: Vec<_> = council.mails.get(&row).into_iter().flatten().map(|audience| audience.as_str()).collect();
    format!("{row} to {}", audiences.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inquiry_of_leipzig() {
        let council = Council::parse(include_str!("../../config/councils/leipzig.toml")).unwrap();
        insta::with_settings!({ snapshot_path => "../../tests/snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("leipzig_inquiry", mermaid(&council, "F", Language::De).unwrap());
            insta::assert_snapshot!("leipzig_answer", mermaid(&council, "AW", Language::De).unwrap());
        });
        assert!(mermaid(&council, "X", Language::De).is_none());
        assert!(text(&council, "AW", Language::En).unwrap().contains("mail: issued to submitter, factions, followers"));
    }
}
