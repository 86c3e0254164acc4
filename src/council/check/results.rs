//! What is wrong with result words and the roles they belong to.
use crate::council::{Council, MailRow, Of};
use crate::vocabulary::{ClockStart, Relation, ResultClass, RoleKind, Tie};

/// What a result word needs beside its class, and what has no meaning with it.
pub fn faults(council: &Council, faults: &mut Vec<String>) {
    for (key, result) in &council.results {
        match (result.class, result.leaning) {
            (ResultClass::Recommend, None) => {
                faults.push(format!("results.{key}: a recommendation needs a leaning (for, against or amended)"));
            }
            (class, Some(_)) if class != ResultClass::Recommend => {
                faults.push(format!("results.{key}: leaning is for results of class recommend only"));
            }
            _ => {}
        }
        if result.tie && result.class != ResultClass::Reject {
            faults.push(format!("results.{key}: a tie can only lead to a word of class reject"));
        }
        if result.election && result.class != ResultClass::Adopt {
            faults.push(format!("results.{key}: election is for results of class adopt only"));
        }
        if let Some(right) = result.minority {
            let [part, whole] = right.share;
            if part == 0 || part.saturating_mul(2) > whole {
                faults.push(format!(
                    "results.{key}.minority: share is a part of those present, at most half of them, such as [1, 3]"
                ));
            }
            let meant = match right.of {
                Of::Present => matches!(result.class, ResultClass::Defer | ResultClass::Return),
                Of::Members => matches!(
                    result.class,
                    ResultClass::Defer | ResultClass::Return | ResultClass::Refer | ResultClass::ReferAway
                ),
            };
            if !meant {
                faults.push(format!(
                    "results.{key}.minority is for results of class defer or return only, of all members for refer, too"
                ));
            }
        }
        for (key_of, set) in [("locks", result.locks), ("next_sitting", result.next_sitting)] {
            if set && result.class != ResultClass::Defer {
                faults.push(format!("results.{key}: {key_of} is for results of class defer only"));
            }
        }
        if result.needs_version {
            let replaces = |kind: &crate::council::Kind| kind.relation == Some(Relation::Replaces);
            if result.class != ResultClass::Return {
                faults.push(format!("results.{key}: needs_version is for results of class return only"));
            } else if !council.kinds.values().any(replaces) {
                faults.push(format!("results.{key} needs a new version, but no kind replaces another's text"));
            }
        }
        if let Some(row) = result.mail.filter(|row| !matches!(row, MailRow::Decided | MailRow::Admitted)) {
            faults.push(format!("results.{key}.mail: {row} does not tell of a result (decided or admitted)"));
        }
        let starts = |start| council.clocks.values().any(|clock| clock.starts == start);
        if result.class == ResultClass::Commit && !starts(ClockStart::Committed) {
            faults.push(format!("results.{key} obliges the executive, but no clock starts with committed"));
        }
        if result.class == ResultClass::Convert && council.kinds.values().all(|kind| kind.converts_to.is_empty()) {
            faults.push(format!("results.{key} converts papers, but no kind has converts_to"));
        }
    }
    for (key, role) in &council.roles {
        let words = || role.results.iter().filter_map(|word| council.results.get(word));
        let decides = role.kind == RoleKind::Decision && words().any(|word| word.class == ResultClass::Reject);
        if decides && council.meetings.tie == Tie::Reject && !words().any(|word| word.tie) {
            faults.push(format!("roles.{key}: a tie rejects, but none of its results has tie = true"));
        }
        if role.kind == RoleKind::Approval && !words().any(|word| word.class == ResultClass::ExecApprove) {
            faults.push(format!("roles.{key}: an approval role needs a result of class exec_approve"));
        }
        let refers = |class| matches!(class, ResultClass::Refer | ResultClass::ReferAway);
        if role.kind == RoleKind::Referral && !words().any(|word| refers(word.class)) {
            faults.push(format!("roles.{key}: a referral role needs a result of class refer"));
        }
    }
    for (code, kind) in &council.kinds {
        for into in kind.converts_to.iter().filter(|into| !council.kinds.contains_key(*into)) {
            faults.push(format!("kinds.{code}.converts_to names the unknown kind {into:?}"));
        }
    }
}
