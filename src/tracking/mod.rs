//! What is due, what is overdue, what was done: clocks and orders in one list, with what it is filtered and sorted by.
//! The tracking page, its exports and the half-yearly report show it. Pure, save for the pages.
pub mod pages;

use crate::council::Council;
use crate::db::types::OrganizationId;
use crate::procedure::obligation::{self, Light};
use crate::procedure::{ClockState, OrderState, implementation};
use crate::text_enum;
use chrono::{Datelike, Days, Months, NaiveDate};

/// Where what has no date stands in a list that is sorted by dates: behind everything.
pub const FAR: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

text_enum! {
    /// Which clocks and orders a list shows.
    pub enum Show {
        /// All that run.
        Open = "open",
        Overdue = "overdue",
        Soon = "soon",
        /// Running, and neither overdue nor due soon.
        InTime = "in_time",
        /// Orders whose day is not fixed, or is said in words alone.
        Undated = "undated",
        /// Orders of decisions that do not bind yet.
        Waiting = "waiting",
        /// Fulfilled, refused or lapsed; done or dropped.
        Closed = "closed",
    }
}

text_enum! {
    /// Whether a list shows one sort alone.
    pub enum What { Clocks = "clocks", Orders = "orders" }
}

text_enum! {
    /// What a list is sorted by. Closed ones are sorted by the day of their end where dates are asked for.
    pub enum Sort {
        Due = "due",
        /// The latest decision or start first.
        Newest = "newest",
        Oldest = "oldest",
    }
}

/// Which clocks and orders are wanted.
#[derive(Debug, Clone)]
pub struct Filter {
    pub show: Show,
    pub what: Option<What>,
    pub sort: Sort,
    /// The day on which the lights are read.
    pub today: NaiveDate,
    /// For each rule of the council the last due date that counts as soon.
    pub soon_until: Vec<(String, NaiveDate)>,
    /// The rules that are periods in which others may act, and no duties.
    pub periods: Vec<String>,
    /// The last due date of an order that counts as soon.
    pub orders_soon_until: NaiveDate,
    /// The responsible department, or the one that owns the order.
    pub department: Option<OrganizationId>,
    /// The submitting faction, or the office that wrote the paper.
    pub faction: Option<OrganizationId>,
    /// The body that deals with the paper, or that decided.
    pub body: Option<OrganizationId>,
    /// Kind of the paper.
    pub kind: Option<String>,
    /// Part of the number, of the title or of the order, in small letters.
    pub text: String,
    /// What everybody may see, or the rest; `None` for both.
    pub public: Option<bool>,
    /// The last row of the page before: what the list is sorted by, and its id.
    pub after: Option<(NaiveDate, uuid::Uuid)>,
}

/// So many running clocks with the same rule and due date for one responsible organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub responsible: Option<OrganizationId>,
    pub rule: String,
    pub due_on: NaiveDate,
    pub clocks: i64,
}

/// So many open orders with the same due date for one department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderCount {
    pub owner: Option<OrganizationId>,
    pub due_on: Option<NaiveDate>,
    pub orders: i64,
}

/// What runs, by its lights.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lights {
    pub overdue: i64,
    pub soon: i64,
    pub in_time: i64,
    pub undated: i64,
}

impl Filter {
    /// All that run in this council on this day, public or not.
    pub fn open(council: &Council, today: NaiveDate) -> Self {
        let until = |days: u32| today.checked_add_days(Days::new(u64::from(days))).unwrap_or(today);
        Self {
            show: Show::Open,
            what: None,
            sort: Sort::Due,
            today,
            soon_until: council.clocks.iter().map(|(key, rule)| (key.clone(), until(rule.warn_days))).collect(),
            periods: {
                let periods = council.clocks.iter().filter(|(_, rule)| rule.starts.is_period());
                periods.map(|(key, _)| key.clone()).collect()
            },
            orders_soon_until: until(council.orders.warn_days),
            department: None,
            faction: None,
            body: None,
            kind: None,
            text: String::new(),
            public: None,
            after: None,
        }
    }

    /// Whether the list goes from late to early.
    pub const fn descends(&self) -> bool {
        matches!((self.sort, self.show), (Sort::Newest, _) | (Sort::Due, Show::Closed))
    }

    /// The pattern by which texts are searched; `None` when nothing was typed.
    pub fn pattern(&self) -> Option<String> {
        (!self.text.is_empty()).then(|| format!("%{}%", self.text.replace(['%', '_', '\\'], "")))
    }
}

impl Lights {
    /// Adds what was counted, by the light that it has on this day.
    pub fn add(&mut self, council: &Council, count: &Count, today: NaiveDate) {
        let rule = council.clocks.get(&count.rule);
        let warn_days = rule.map_or(0, |rule| rule.warn_days);
        let light = match rule.is_some_and(|rule| rule.starts.is_period()) {
            true => Light::Green,
            false => obligation::light(ClockState::Running, count.due_on, warn_days, today),
        };
        self.light(light, count.clocks);
    }

    /// Adds open orders, by the light that they have on this day.
    pub fn add_orders(&mut self, council: &Council, count: &OrderCount, today: NaiveDate) {
        let warn_days = council.orders.warn_days;
        self.light(implementation::light(OrderState::Ordered, count.due_on, warn_days, today), count.orders);
    }

    fn light(&mut self, light: Light, count: i64) {
        match light {
            Light::Red => self.overdue += count,
            Light::Yellow => self.soon += count,
            Light::Green => self.in_time += count,
            Light::Off => self.undated += count,
        }
    }

    /// All together.
    pub const fn total(self) -> i64 {
        self.overdue + self.soon + self.in_time + self.undated
    }
}

/// Half a year of the calendar: what councils report by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Half {
    pub year: i32,
    /// 1 or 2.
    pub number: u32,
}

impl Half {
    /// The half in which this day lies.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), number: if day.month() <= 6 { 1 } else { 2 } }
    }

    /// `2026-2`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once('-')?;
        let half = Self { year: year.parse().ok()?, number: number.parse().ok()? };
        (matches!(half.number, 1 | 2) && (1900..=2200).contains(&half.year)).then_some(half)
    }

    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, if self.number == 1 { 1 } else { 7 }, 1).unwrap_or_default()
    }

    pub fn last_day(self) -> NaiveDate {
        let next = self.first_day().checked_add_months(Months::new(6));
        next.and_then(|day| day.pred_opt()).unwrap_or_default()
    }

    /// The half before.
    pub const fn before(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 2 },
            _ => Self { number: 1, ..self },
        }
    }
}

impl std::fmt::Display for Half {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn each_clock_and_order_counts_under_its_light() {
        let council = Council::parse(include_str!("../../config/councils/leipzig.toml")).unwrap();
        let mut lights = Lights::default();
        for (due, clocks) in [("2020-09-01", 1), ("2020-09-02", 2), ("2020-09-09", 4), ("2020-09-10", 8)] {
            let count = Count { responsible: None, rule: "answer".to_owned(), due_on: day(due), clocks };
            lights.add(&council, &count, day("2020-09-02"));
        }
        assert_eq!(lights, Lights { overdue: 1, soon: 6, in_time: 8, undated: 0 });
        for (due_on, orders) in [(None, 16), (Some(day("2020-09-01")), 32), (Some(day("2021-09-01")), 64)] {
            lights.add_orders(&council, &OrderCount { owner: None, due_on, orders }, day("2020-09-02"));
        }
        assert_eq!(lights, Lights { overdue: 33, soon: 6, in_time: 72, undated: 16 });
        assert_eq!(lights.total(), 127);
        let filter = Filter::open(&council, day("2020-09-02"));
        assert!(filter.soon_until.contains(&("answer".to_owned(), day("2020-09-09"))));
    }

    #[test]
    fn halves_of_years() {
        let half = Half::parse("2026-2").unwrap();
        assert_eq!((half.first_day(), half.last_day()), (day("2026-07-01"), day("2026-12-31")));
        let first = half.before();
        assert_eq!((first.first_day(), first.last_day()), (day("2026-01-01"), day("2026-06-30")));
        assert_eq!(first.before().to_string(), "2025-2");
        assert_eq!(Half::of(day("2026-06-30")), first);
        assert_eq!(Half::of(day("2026-07-01")), half);
        for text in ["", "2026", "2026-0", "2026-3", "x-1", "99999-1", "-1-1"] {
            assert_eq!(Half::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_searched_cannot_hold_wildcards() {
        let council = Council::parse(include_str!("../../config/councils/leipzig.toml")).unwrap();
        let filter = Filter { text: "100 %_\\".to_owned(), ..Filter::open(&council, day("2020-09-02")) };
        assert_eq!(filter.pattern().as_deref(), Some("%100 %"));
    }
}
