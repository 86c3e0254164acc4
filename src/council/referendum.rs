//! The people's say in what a council decides: how many may demand a vote and until when, above which amounts they vote in
//! any case, and which papers are subject to it.
use super::{Council, Kind, MailRow, Step};
use crate::vocabulary::{ClockStart, FieldKind, ForceAction, RoleKind};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How decisions come to bind where the people have a say in them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferendumRules {
    /// Key of the clock that runs from the publication of a decision; its basis is printed.
    pub clock: String,
    /// The share of those entitled to vote that must demand it: `[1, 10]` is a tenth.
    pub share: [u32; 2],
    /// Legal source of the publication, as it is printed.
    #[serde(default)]
    pub publication: String,
    /// Above which amounts the people vote in any case.
    #[serde(default)]
    pub obligatory: Option<ObligatoryVote>,
    /// Who records what.
    #[serde(default)]
    pub actions: BTreeMap<ForceAction, Step>,
}

/// Amounts above which the people vote in any case, in whole units of the council's currency. The limit itself is not
/// above it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObligatoryVote {
    #[serde(default)]
    pub once: Option<u64>,
    #[serde(default)]
    pub yearly: Option<u64>,
    /// Legal source, as it is printed.
    pub basis: String,
}

/// That decisions on papers of a kind are subject to the people's vote, and which of its fields say what they cost.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subjected {
    /// Key of the field with what is spent once, and of that with what is spent every year.
    #[serde(default)]
    pub once: Option<String>,
    #[serde(default)]
    pub yearly: Option<String>,
    /// Key of a field of kind boolean by which each paper says whether it is subject to it; without one all are.
    #[serde(default)]
    pub when: Option<String>,
}

/// Adds every fault of the section, and of the kinds that refer to it.
pub(super) fn faults(council: &Council, faults: &mut Vec<String>) {
    for (code, kind) in &council.kinds {
        of_kind(council, code, kind, faults);
    }
    let Some(rules) = &council.referendum else {
        return;
    };
    match council.clocks.get(&rules.clock) {
        None => faults.push(format!("referendum.clock names the unknown clock {:?}", rules.clock)),
        Some(clock) if clock.starts != ClockStart::Published => {
            faults.push(format!("referendum.clock: {:?} is no clock that starts with published", rules.clock));
        }
        Some(_) => {}
    }
    let [part, whole] = rules.share;
    if part == 0 || part > whole {
        faults.push("referendum.share is a part of those entitled to vote, such as [1, 10]".to_owned());
    }
    if let Some(limits) = &rules.obligatory {
        if limits.once.is_none() && limits.yearly.is_none() {
            faults.push("referendum.obligatory: neither once nor yearly names an amount".to_owned());
        }
        if limits.basis.trim().is_empty() {
            faults.push("referendum.obligatory: basis must name the rule".to_owned());
        }
    }
    if !council.kinds.values().any(|kind| kind.referendum.is_some()) {
        faults.push("referendum: no kind is subject to it".to_owned());
    }
    for needed in [ForceAction::RequestVote, ForceAction::RecordVote] {
        if !rules.actions.contains_key(&needed) {
            faults.push(format!("referendum.actions.{needed} is missing: nobody could record it"));
        }
    }
    for (action, step) in &rules.actions {
        let place = format!("referendum.actions.{action}");
        if step.by.is_empty() {
            faults.push(format!("{place}: nobody may take this action: \"by\" is empty"));
        }
        if !step.guards.is_empty() || !step.effects.is_empty() {
            faults.push(format!("{place}: guards and effects have no meaning here"));
        }
        if let Some(row) = step.mail.filter(|row| *row != MailRow::LegalForce) {
            faults.push(format!("{place}: the mail {row} does not speak of legal force"));
        }
    }
}

fn of_kind(council: &Council, code: &str, kind: &Kind, faults: &mut Vec<String>) {
    let Some(subjected) = &kind.referendum else { return };
    let place = format!("kinds.{code}.referendum");
    if council.referendum.is_none() {
        faults.push(format!("{place}: the file has no section referendum"));
    }
    let is = |key: &String, wanted| kind.fields.get(key).is_some_and(|field| field.kind == wanted);
    for (name, key) in [("once", &subjected.once), ("yearly", &subjected.yearly)] {
        if let Some(key) = key.as_ref().filter(|key| !is(key, FieldKind::Money)) {
            faults.push(format!("{place}.{name}: {key:?} is no field of kind money"));
        }
    }
    if let Some(key) = subjected.when.as_ref().filter(|key| !is(key, FieldKind::Boolean)) {
        faults.push(format!("{place}.when: {key:?} is no field of kind boolean"));
    }
    let decides = |role: &String| council.roles.get(role).is_some_and(|role| role.kind == RoleKind::Decision);
    if !kind.path.iter().chain(&kind.child_path).any(|stop| decides(&stop.role)) {
        faults.push(format!("{place}: no body on its path decides, so there is nothing to vote on"));
    }
}

#[cfg(test)]
mod tests {
    use crate::council::Council;

    const ZOFINGEN: &str = include_str!("../../config/councils/zofingen.toml");

    fn told(changes: &[(&str, &str)]) -> String {
        let mut source = ZOFINGEN.to_owned();
        for (from, to) in changes {
            assert!(source.contains(from), "{from}");
            source = source.replace(from, to);
        }
        Council::parse(&source).unwrap_err().to_string()
    }

    #[test]
    fn every_fault_of_the_section_is_named() {
        let told = told(&[
            ("clock = \"referendum\"", "clock = \"answer\""),
            ("share = [1, 10]", "share = [11, 10]"),
            ("once = 3_000_000\nyearly = 200_000", ""),
            ("once = \"amount\"", "once = \"credit\""),
            ("when = \"referendum\"", "when = \"nothing\""),
        ]);
        for part in [
            "referendum.clock: \"answer\" is no clock that starts with published",
            "clocks.referendum is started by no kind",
            "referendum.share is a part",
            "referendum.obligatory: neither once nor yearly",
            "kinds.K.referendum.once: \"credit\" is no field of kind money",
            "kinds.G.referendum.when: \"nothing\" is no field of kind boolean",
        ] {
            assert!(told.contains(part), "{part} is not in:\n{told}");
        }
    }

    #[test]
    fn what_is_fixed_is_not_amended() {
        let told = told(&[("children = [\"S\", \"G\"]", "children = [\"S\", \"G\", \"AE\"]")]);
        assert!(told.contains("kinds.M.wording_fixed: papers of the kind \"AE\" would change"), "{told}");
    }
}
