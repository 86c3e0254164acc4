//! What is due, what is overdue, what was done: the lists of clocks that the tracking page and its exports show.
use crate::council::Council;
use crate::db::types::{ClockId, OrganizationId};
use crate::procedure::ClockState;
use crate::procedure::obligation::{self, Light};
use crate::text_enum;
use chrono::{Days, NaiveDate};

text_enum! {
    /// Which clocks a list shows.
    pub enum Show {
        /// All that run.
        Open = "open",
        Overdue = "overdue",
        Soon = "soon",
        /// Running, and neither overdue nor due soon.
        InTime = "in_time",
        /// Fulfilled, refused or lapsed.
        Closed = "closed",
    }
}

/// Which clocks are wanted.
#[derive(Debug, Clone)]
pub struct Filter {
    pub show: Show,
    /// The day on which the lights are read.
    pub today: NaiveDate,
    /// For each rule of the council the last due date that counts as soon.
    pub soon_until: Vec<(String, NaiveDate)>,
    /// The responsible department.
    pub department: Option<OrganizationId>,
    /// The submitting faction, or the office that wrote the paper.
    pub faction: Option<OrganizationId>,
    /// The last row of the page before: its due date, for closed clocks the day on which it was closed, and its id.
    pub after: Option<(NaiveDate, ClockId)>,
}

/// So many running clocks with the same rule and due date for one responsible organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub responsible: Option<OrganizationId>,
    pub rule: String,
    pub due_on: NaiveDate,
    pub clocks: i64,
}

/// Running clocks by their lights.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lights {
    pub overdue: i64,
    pub soon: i64,
    pub in_time: i64,
}

impl Filter {
    /// All that run in this council on this day.
    pub fn open(council: &Council, today: NaiveDate) -> Self {
        let until = |days: u32| today.checked_add_days(Days::new(u64::from(days))).unwrap_or(today);
        Self {
            show: Show::Open,
            today,
            soon_until: council.clocks.iter().map(|(key, rule)| (key.clone(), until(rule.warn_days))).collect(),
            department: None,
            faction: None,
            after: None,
        }
    }
}

impl Lights {
    /// Adds what was counted, by the light that it has on this day.
    pub fn add(&mut self, council: &Council, count: &Count, today: NaiveDate) {
        let warn_days = council.clocks.get(&count.rule).map_or(0, |rule| rule.warn_days);
        match obligation::light(ClockState::Running, count.due_on, warn_days, today) {
            Light::Red => self.overdue += count.clocks,
            Light::Yellow => self.soon += count.clocks,
            Light::Green | Light::Off => self.in_time += count.clocks,
        }
    }

    /// All together.
    pub const fn total(self) -> i64 {
        self.overdue + self.soon + self.in_time
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_clock_counts_under_its_light() {
        let council = Council::parse(include_str!("../../config/councils/leipzig.toml")).unwrap();
        let day = |day| NaiveDate::from_ymd_opt(2020, 9, day).unwrap();
        let mut lights = Lights::default();
        for (due, clocks) in [(1, 1), (2, 2), (9, 4), (10, 8)] {
            let count = Count { responsible: None, rule: "answer".to_owned(), due_on: day(due), clocks };
            lights.add(&council, &count, day(2));
        }
        assert_eq!(lights, Lights { overdue: 1, soon: 6, in_time: 8 });
        assert_eq!(lights.total(), 15);
        let filter = Filter::open(&council, day(2));
        assert_eq!(filter.soon_until, [("answer".to_owned(), day(9))]);
    }
}
