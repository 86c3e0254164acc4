//! The weekly list of new business (Ratspost): what came in during a week, and what bodies recommended, in the groups of
//! the council file. It is the same for everybody: what is not public is never in it.
pub mod api;
pub mod pages;
pub mod store;

use crate::council::{Council, WeeklyGroup};
use crate::db::Db;
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::papers::Paper;
use crate::papers::signatories::{self, Signatories};
use crate::visibility::Scope;
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A week from Monday to Sunday, as ISO 8601 counts it: `2024-W26`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week {
    monday: NaiveDate,
}

impl Week {
    /// The week of this day.
    pub fn of(day: NaiveDate) -> Option<Self> {
        let back = Days::new(u64::from(day.weekday().num_days_from_monday()));
        Some(Self { monday: day.checked_sub_days(back)? })
    }

    /// The week that is written so.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, week) = text.split_once("-W")?;
        let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        let plain = digits(year, 4) && digits(week, 2);
        let (year, week) = (year.parse().ok()?, week.parse().ok()?);
        let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).filter(|_| plain)?;
        Some(Self { monday })
    }

    pub const fn monday(self) -> NaiveDate {
        self.monday
    }

    pub fn sunday(self) -> NaiveDate {
        self.monday.checked_add_days(Days::new(6)).unwrap_or(self.monday)
    }

    pub fn next(self) -> Option<Self> {
        Some(Self { monday: self.monday.checked_add_days(Days::new(7))? })
    }

    pub fn previous(self) -> Option<Self> {
        Some(Self { monday: self.monday.checked_sub_days(Days::new(7))? })
    }

    /// Its number, from 1.
    pub fn number(self) -> u32 {
        self.monday.iso_week().week()
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.iso_week();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

/// What a body recommended.
#[derive(Debug, Clone, PartialEq)]
pub struct Recommendation {
    pub paper: Paper,
    pub body: String,
    pub body_key: String,
    /// Key of the result word.
    pub word: String,
    pub day: NaiveDate,
}

/// One group of the list, by its place in the council file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    pub papers: Vec<Paper>,
    pub advice: Vec<Recommendation>,
}

/// How much of what came in during a week is read, and how many recommendations: what goes beyond is told to go on.
pub const MOST: usize = 1_000;

/// The list of one week.
#[derive(Debug, Clone, PartialEq)]
pub struct Weekly {
    pub week: Week,
    /// Whether there was more than is read of a week.
    pub cut: bool,
    /// As the council file groups them.
    pub groups: Vec<Group>,
    pub signatories: BTreeMap<PaperId, Signatories>,
}

impl Weekly {
    /// The day on which the last of it came in; its Monday where there is nothing.
    pub fn last_day(&self) -> NaiveDate {
        let came = |paper: &Paper| paper.admitted_on.max(paper.issued_on);
        let papers = self.groups.iter().flat_map(|group| &group.papers).filter_map(came);
        let advice = self.groups.iter().flat_map(|group| &group.advice).map(|advice| advice.day);
        papers.chain(advice).max().unwrap_or(self.week.monday)
    }
}

/// The list of this week; of a council that has none `NotFound`, and so of a week that has not begun.
pub fn of_week(db: &mut Db, council: &Council, week: Week, today: NaiveDate) -> Result<Weekly> {
    let rules = council.weekly.as_ref().ok_or(Error::NotFound)?;
    if week.monday > today {
        return Err(Error::NotFound);
    }
    let scope = Scope::public();
    let limit = MOST as i64 + 1;
    let mut came = store::came_in(db, &council.slug, &scope, week.monday, week.sunday(), limit)?;
    let start = |day| council.moment(day, NaiveTime::MIN).ok_or(Error::NotFound);
    let (from, to) = (start(week.monday)?, start(week.next().ok_or(Error::NotFound)?.monday)?);
    let mut advice = store::recommended(db, council, &scope, (from, to), limit)?;
    let cut = came.len() > MOST || advice.len() > MOST;
    came.truncate(MOST);
    advice.truncate(MOST);
    let mut groups: Vec<_> = rules.groups.iter().map(|_| Group::default()).collect();
    // What several groups would take stands in the first of them.
    for (paper, author) in came {
        let place = rules.groups.iter().position(|group| takes(group, &paper, &author));
        if let Some(group) = place.and_then(|at| groups.get_mut(at)) {
            group.papers.push(paper);
        }
    }
    for recommendation in advice {
        let place = rules.groups.iter().position(|group| group.advice.contains(&recommendation.body_key));
        if let Some(group) = place.and_then(|at| groups.get_mut(at)) {
            group.advice.push(recommendation);
        }
    }
    let all: BTreeMap<_, _> = groups.iter().flat_map(|group| &group.papers).map(|paper| (paper.id, paper)).collect();
    let all: Vec<Paper> = all.into_values().cloned().collect();
    Ok(Weekly { week, cut, signatories: signatories::of_papers(db, &all)?, groups })
}

/// Whether a paper of this author belongs to the group.
fn takes(group: &WeeklyGroup, paper: &Paper, author: &str) -> bool {
    let of = |set: &BTreeSet<String>, key: &str| set.is_empty() || set.contains(key);
    let any = !group.kinds.is_empty() || !group.authors.is_empty();
    any && of(&group.kinds, &paper.kind) && of(&group.authors, author)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_those_of_the_calendar() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let week = Week::of(day("2024-06-27")).unwrap();
        assert_eq!(
            (week.to_string().as_str(), week.monday(), week.sunday()),
            ("2024-W26", day("2024-06-24"), day("2024-06-30"))
        );
        assert_eq!(Week::parse("2024-W26"), Some(week));
        // The last days of a year can belong to the first week of the next.
        assert_eq!(Week::of(day("2024-12-30")).unwrap().to_string(), "2025-W01");
        assert_eq!(Week::of(day("2020-12-31")).unwrap().next().unwrap().to_string(), "2021-W01");
        for wrong in ["2024-26", "2024-W54", "2024-W00", "24-W26", "2024-W2", "2024-W2x", "-024-W26", ""] {
            assert_eq!(Week::parse(wrong), None, "{wrong}");
        }
    }
}
