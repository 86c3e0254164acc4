//! "Would these rules have allowed what happened?" Recorded histories are driven through the engine on a scratch
//! database: each paper is drafted, comes into the business and is dealt with by the bodies in their order. What the
//! record lacks is made up, and said; what the rules refuse is told in their own words.
pub mod act;
mod enter;
mod fit;
mod ground;
mod nearest;
mod store;

use serde::Serialize;
use std::collections::BTreeMap;

/// What came of a replay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    pub council: String,
    pub papers: Vec<Told>,
    pub totals: Totals,
    /// How many papers each rule refused, by the key of its sentence.
    pub rules: BTreeMap<String, usize>,
    /// What should hold after every step and does not.
    pub broken: Vec<String>,
    /// Lines that are no papers or could not be read.
    pub skipped: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    pub papers: usize,
    pub replayed: usize,
    pub remarked: usize,
    pub refused: usize,
    /// Results that were entered.
    pub results: usize,
}

/// What became of one paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    pub id: String,
    pub reference: String,
    /// The kind as which it was replayed.
    pub kind: String,
    pub verdict: Verdict,
    /// What was bent or made up.
    pub remarks: Vec<String>,
    pub refusals: Vec<Refusal>,
    #[serde(skip)]
    pub results: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    #[default]
    Replayed,
    Remarked,
    Refused,
}

/// What a rule did not allow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// What was to be done.
    pub step: String,
    /// The key of the rule's sentence.
    pub rule: String,
    pub told: String,
}

impl Told {
    /// Notes what was bent, once.
    fn remark(&mut self, remark: String) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    fn judge(&mut self) {
        self.verdict = match (self.refusals.is_empty(), self.remarks.is_empty()) {
            (false, _) => Verdict::Refused,
            (true, false) => Verdict::Remarked,
            (true, true) => Verdict::Replayed,
        };
    }
}

impl Report {
    fn count(&mut self) {
        for paper in &self.papers {
            self.totals.papers += 1;
            self.totals.results += paper.results;
            match paper.verdict {
                Verdict::Replayed => self.totals.replayed += 1,
                Verdict::Remarked => self.totals.remarked += 1,
                Verdict::Refused => self.totals.refused += 1,
            }
            let rules: std::collections::BTreeSet<_> = paper.refusals.iter().map(|refusal| &refusal.rule).collect();
            for rule in rules {
                *self.rules.entry(rule.clone()).or_default() += 1;
            }
        }
    }

    /// The rules that refused most papers, the most frequent first.
    pub fn most_frequent(&self) -> Vec<(&str, usize)> {
        let mut rules: Vec<_> = self.rules.iter().map(|(rule, count)| (rule.as_str(), *count)).collect();
        rules.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
        rules
    }
}
