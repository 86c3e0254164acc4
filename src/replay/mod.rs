//! "Would these rules have allowed what happened?" Recorded histories are driven through the engine on a scratch
//! database: each paper is drafted, comes into the business and is dealt with by the bodies in their order. What the
//! record lacks is made up, and said; what the rules refuse is told in their own words, and whether the record itself
//! shows that the history broke the rule.
pub mod act;
mod enter;
mod fit;
mod ground;
pub mod invariants;
mod kept;
mod kin;
mod nearest;
mod play;
mod rightly;
mod store;

use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What came of a replay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    pub council: String,
    pub papers: Vec<Told>,
    pub totals: Totals,
    /// The same for each council by whose rules papers were played.
    pub councils: BTreeMap<String, Totals>,
    /// How many papers each rule refused, by the key of its sentence.
    pub rules: BTreeMap<String, usize>,
    /// Of these, how many it refused rightly: the history itself broke it.
    #[serde(rename = "rules_rightly")]
    pub rightly: BTreeMap<String, usize>,
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
    /// Refused because the history itself broke a rule.
    #[serde(rename = "refused_rightly")]
    pub rightly: usize,
    pub refused: usize,
    /// Results that were entered.
    pub results: usize,
    /// Consultations that the rules still wait for where the record ends.
    pub open: usize,
}

/// What became of one paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    pub id: String,
    pub reference: String,
    /// The council by whose rules it was played.
    pub council: String,
    /// The kind as which it was replayed.
    pub kind: String,
    pub verdict: Verdict,
    /// What was bent or made up.
    pub remarks: Vec<String>,
    pub refusals: Vec<Refusal>,
    #[serde(skip)]
    pub results: usize,
    #[serde(skip)]
    pub open: usize,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    #[default]
    Replayed,
    Remarked,
    /// Refused, and rightly so: the record shows that the history broke the rule.
    #[serde(rename = "refused_rightly")]
    Rightly,
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
    /// The fact of the record by which the history itself broke the rule; `None`: the record shows none.
    pub fact: Option<String>,
}

impl Told {
    /// Notes what was bent, once.
    fn remark(&mut self, remark: String) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    fn judge(&mut self) {
        let wrongly = self.refusals.iter().any(|refusal| refusal.fact.is_none());
        self.verdict = match (self.refusals.is_empty(), self.remarks.is_empty()) {
            (false, _) if wrongly => Verdict::Refused,
            (false, _) => Verdict::Rightly,
            (true, false) => Verdict::Remarked,
            (true, true) => Verdict::Replayed,
        };
    }
}

impl Totals {
    fn add(&mut self, paper: &Told) {
        self.papers += 1;
        self.results += paper.results;
        self.open += paper.open;
        match paper.verdict {
            Verdict::Replayed => self.replayed += 1,
            Verdict::Remarked => self.remarked += 1,
            Verdict::Rightly => self.rightly += 1,
            Verdict::Refused => self.refused += 1,
        }
    }
}

impl Report {
    fn count(&mut self) {
        for paper in &self.papers {
            self.totals.add(paper);
            self.councils.entry(paper.council.clone()).or_default().add(paper);
            let rules: BTreeSet<_> = paper.refusals.iter().map(|refusal| &refusal.rule).collect();
            for rule in rules {
                *self.rules.entry(rule.clone()).or_default() += 1;
                if paper.verdict == Verdict::Rightly {
                    *self.rightly.entry(rule.clone()).or_default() += 1;
                }
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
