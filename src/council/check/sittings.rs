//! What is wrong with the section on sittings.
use crate::council::Council;
use crate::vocabulary::{Approval, ClockStart, MinutesState};

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
    if rules.signers == 0 && rules.approval == Approval::Signed {
        faults.push("meetings.signers: at least one person must sign the minutes".to_owned());
    }
    if let Some(paragraphs) = &rules.paragraphs
        && (paragraphs.mark.trim().is_empty() || paragraphs.mark.chars().any(|c| c.is_control() || c.is_ascii_digit()))
    {
        faults.push("meetings.paragraphs.mark must be a sign or a word without digits, such as §".to_owned());
    }
    if let Some(notices) = &council.notices {
        let starts = council.clocks.get(&notices.appeal).map(|clock| clock.starts);
        if starts != Some(ClockStart::Notice) {
            faults
                .push(format!("notices.appeal names {:?}, which is no clock that starts with notice", notices.appeal));
        }
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
        council.meetings.approval = Approval::Signed;
        council.meetings.signers = 0;
        council.meetings.paragraphs =
            Some(crate::council::ParagraphRules { at: crate::vocabulary::ParagraphsAt::Minutes, mark: "1".to_owned() });
        council.notices = Some(crate::council::NoticeRules {
            appeal: "answer".to_owned(),
            kept_at: crate::council::Text(Default::default()),
        });
        council.meetings.treatment = Some(Text([("de".to_owned(), "nochmals".to_owned())].into()));
        let mut told = Vec::new();
        faults(&council, &mut told);
        let told = told.join("\n");
        for part in [
            "meetings.prepare",
            "meetings.basis",
            "meetings.quorum_percent",
            "must differ",
            "meetings.signers",
            "meetings.paragraphs.mark",
            "notices.appeal",
            "meetings.treatment",
        ] {
            assert!(told.contains(part), "{part} in {told}");
        }
    }
}
