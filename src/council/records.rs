//! The council file's rules on the records of closed cases: who packs them, and what stands on each package. Pure.
use crate::people::Role;
use crate::vocabulary::{Appraisal, Secrecy};
use serde::Deserialize;
use std::collections::BTreeSet;

/// How a closed case becomes a record that an archive can take over.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordRules {
    /// Who packs closed cases and gets the packages.
    pub by: BTreeSet<Role>,
    /// The authority whose records they are, and the unit that keeps them.
    pub authority: String,
    pub unit: String,
    /// Who takes them over.
    pub archive: String,
    /// The sign of their unit in the authority's file plan, and what that unit is for. A case's own sign is this one and the
    /// number of its first paper.
    pub plan: String,
    pub plan_title: String,
    /// How many years they are kept before the archive gets them; for good where nothing is said.
    #[serde(default)]
    pub retention_years: Option<u16>,
    pub appraisal: Appraisal,
    /// How what is not public is marked.
    #[serde(default)]
    pub nonpublic: Secrecy,
    /// The rule that they are kept by, as it is printed.
    pub basis: String,
}

/// Longest that a case is kept before an archive gets it, in years.
const LONGEST: u16 = 200;

impl RecordRules {
    /// The sign of a case whose first paper has this number.
    pub fn sign(&self, number: &str) -> String {
        format!("{}/{number}", self.plan)
    }

    /// What is wrong with them.
    pub(super) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.by.is_empty() {
            faults.push("records.by: nobody may pack closed cases".to_owned());
        }
        let texts = [
            ("authority", &self.authority),
            ("unit", &self.unit),
            ("archive", &self.archive),
            ("plan", &self.plan),
            ("plan_title", &self.plan_title),
            ("basis", &self.basis),
        ];
        for (name, text) in texts {
            if text.trim().is_empty() || text.chars().any(char::is_control) {
                faults.push(format!("records.{name} is empty or holds control characters"));
            }
        }
        if self.plan.contains(char::is_whitespace) {
            faults.push("records.plan: a sign of the file plan holds no blanks".to_owned());
        }
        if self.retention_years.is_some_and(|years| years == 0 || years > LONGEST) {
            faults.push(format!(
                "records.retention_years must be between 1 and {LONGEST}; left out, records are kept for good"
            ));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use crate::council::check::tests::faults_with;

    #[test]
    fn every_fault_of_the_records_is_named() {
        let told = faults_with(
            r#"
            [records]
            by = []
            authority = ""
            unit = "Büro"
            archive = " "
            plan = "10 24"
            plan_title = "Rat"
            retention_years = 0
            appraisal = "assess"
            basis = ""
            "#,
        );
        for part in [
            "records.by: nobody may pack",
            "records.authority is empty",
            "records.archive is empty",
            "records.basis is empty",
            "records.plan: a sign of the file plan holds no blanks",
            "records.retention_years must be between",
        ] {
            assert!(told.contains(part), "{part} is not in:\n{told}");
        }
        assert!(!told.contains("records.unit"), "{told}");
    }
}
