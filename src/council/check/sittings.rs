//! What is wrong with the section on sittings.
use crate::council::Council;
use crate::vocabulary::MinutesState;

/// Adds every fault of the section.
pub fn faults(council: &Council, faults: &mut Vec<String>) {
    let rules = &council.meetings;
    for (key, roles) in [("prepare", &rules.prepare), ("record", &rules.record)] {
        if roles.is_empty() {
            faults.push(format!("meetings.{key} names no role, so nobody could do it"));
        }
    }
    if rules.notice_days > 0 && rules.basis.trim().is_empty() {
        faults.push("meetings.basis must name the rule behind notice_days".to_owned());
    }
    if rules.quorum_percent > 100 {
        faults.push("meetings.quorum_percent must not be more than 100".to_owned());
    }
    for (key, prefix) in [("public_prefix", &rules.public_prefix), ("nonpublic_prefix", &rules.nonpublic_prefix)] {
        if prefix.chars().any(|c| c.is_control() || c.is_whitespace() || c.is_ascii_digit() || c == '.') {
            faults.push(format!("meetings.{key} must hold no spaces, digits or dots"));
        }
    }
    if rules.minutes_public == MinutesState::Draft {
        faults
            .push("meetings.minutes_public must be finished or approved: a draft lies before who writes it".to_owned());
    }
    if rules.treatment.as_ref().is_some_and(|text| text.0.values().any(|word| !word.contains("{n}"))) {
        faults.push("meetings.treatment must hold {n}, the number of the treatment, in every language".to_owned());
    }
    if rules.public_prefix == rules.nonpublic_prefix {
        faults.push("meetings.public_prefix and nonpublic_prefix must differ".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::Text;

    #[test]
    fn the_rules_on_sittings_are_checked() {
        let mut council = Council::parse(include_str!("../../../config/councils/leipzig.toml")).unwrap();
        council.meetings.prepare.clear();
        council.meetings.basis.clear();
        council.meetings.quorum_percent = 101;
        council.meetings.nonpublic_prefix = council.meetings.public_prefix.clone();
        council.meetings.treatment = Some(Text([("de".to_owned(), "nochmals".to_owned())].into()));
        let mut told = Vec::new();
        faults(&council, &mut told);
        let told = told.join("\n");
        for part in
            ["meetings.prepare", "meetings.basis", "meetings.quorum_percent", "must differ", "meetings.treatment"]
        {
            assert!(told.contains(part), "{part} in {told}");
        }
    }
}
