//! What is wrong with the rules on who has a paper until when, on longer periods and on the weekly list.
use crate::council::Council;
use crate::vocabulary::{Action, ClockStart, ResultClass, RoleKind, Seat};

/// Every fault of clocks beyond their amounts, of roles that extend them, and of the weekly list.
pub fn faults(council: &Council, faults: &mut Vec<String>) {
    let extends = |role: &str| council.roles.get(role).is_some_and(|role| role.kind == RoleKind::Extension);
    for (key, clock) in &council.clocks {
        if clock.binds == Some(Seat::Owner) {
            faults
                .push(format!("clocks.{key}.binds: orders have dates of their own; a clock binds nobody who owns one"));
        }
        for by in clock.extended_by.iter().filter(|by| !extends(&by.role)) {
            faults.push(format!("clocks.{key}.extended_by: {:?} is no role of kind extension", by.role));
        }
    }
    for (key, role) in council.roles.iter().filter(|(_, role)| role.kind == RoleKind::Extension) {
        let words = || role.results.iter().filter_map(|word| Some((word, council.results.get(word)?.class)));
        if !words().any(|(_, class)| class == ResultClass::Extend) {
            faults.push(format!("roles.{key}: an extension role needs a result of class extend"));
        }
        let meant = |class| {
            use ResultClass::{Defer, Extend, NoResult, Reject};
            matches!(class, Extend | Reject | Defer | NoResult)
        };
        for (word, _) in words().filter(|(_, class)| !meant(*class)) {
            faults
                .push(format!("roles.{key}: {word:?} says something on the paper; an extension is granted or refused"));
        }
    }
    let can_be_asked = council.clocks.values().any(|clock| clock.extended_by.is_some());
    for (code, kind) in &council.kinds {
        if kind.actions.contains_key(&Action::AskExtension) && !can_be_asked {
            faults.push(format!(
                "kinds.{code}.actions.ask-extension: no clock says by whom it is extended (extended_by)"
            ));
        }
        let starts = |key: &String| council.clocks.get(key).is_some_and(|rule| rule.starts == ClockStart::Committed);
        for key in kind.committed.iter().filter(|key| !starts(key)) {
            faults.push(format!("kinds.{code}.committed: {key:?} is no clock that starts with committed"));
        }
    }
    for (at, group) in council.weekly.iter().flat_map(|rules| &rules.groups).enumerate() {
        let place = format!("weekly.groups[{at}]");
        if group.kinds.is_empty() && group.authors.is_empty() && group.advice.is_empty() {
            faults.push(format!("{place}: names neither kinds nor authors nor advice, so nothing is ever in it"));
        }
        for kind in group.kinds.iter().filter(|kind| !council.kinds.contains_key(*kind)) {
            faults.push(format!("{place}.kinds names the unknown kind {kind:?}"));
        }
    }
    if council.weekly.as_ref().is_some_and(|rules| rules.groups.is_empty()) {
        faults.push("weekly.groups: there is no group, so nothing is ever in the list".to_owned());
    }
}
