//! The obligation axis: clocks. A due date is a pure function of the rule and the day it started; that it is overdue is
//! computed from today, never stored.
use super::{ClockState, Unit};
use crate::council::Calendar;
use crate::message::Message;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// How a clock stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// Running, and far from due.
    Green,
    /// Running, and due soon.
    Yellow,
    /// Running, and its day has passed.
    Red,
    /// Fulfilled, refused or lapsed.
    Off,
}

/// The day on which a clock is due that started on `start`: the last day on which the duty can still be met.
///
/// `amount` in `unit`. A period of weeks or months ends with the day that has the same name or number as the day of
/// the event (§ 188 Abs. 2 BGB); where a month lacks that number, with its last day (§ 188 Abs. 3 BGB). The day of the
/// event itself is not counted (§ 187 Abs. 1 BGB). `None` when the calendar ends before.
pub fn due(start: NaiveDate, amount: u32, unit: Unit, calendar: &Calendar) -> Option<NaiveDate> {
    match unit {
        Unit::WorkingDays => worked(start, amount, calendar, NaiveDate::succ_opt),
        Unit::Days => start.checked_add_days(Days::new(u64::from(amount))),
        Unit::Weeks => start.checked_add_days(Days::new(u64::from(amount) * 7)),
        Unit::Months => start.checked_add_months(Months::new(amount)),
        Unit::Years => start.checked_add_months(Months::new(amount.checked_mul(12)?)),
    }
}

/// The last day on which something must have been done that is wanted `amount` in `unit` before `day`: a clock that
/// counts back from a sitting. The day itself is not counted. `None` when the calendar begins after.
pub fn latest(day: NaiveDate, amount: u32, unit: Unit, calendar: &Calendar) -> Option<NaiveDate> {
    match unit {
        Unit::WorkingDays => worked(day, amount, calendar, NaiveDate::pred_opt),
        Unit::Days => day.checked_sub_days(Days::new(u64::from(amount))),
        Unit::Weeks => day.checked_sub_days(Days::new(u64::from(amount) * 7)),
        Unit::Months => day.checked_sub_months(Months::new(amount)),
        Unit::Years => day.checked_sub_months(Months::new(amount.checked_mul(12)?)),
    }
}

/// Goes `amount` working days from `day`, step by step: not a Saturday, not a Sunday, not a holiday of the council.
fn worked(
    day: NaiveDate,
    amount: u32,
    calendar: &Calendar,
    step: fn(&NaiveDate) -> Option<NaiveDate>,
) -> Option<NaiveDate> {
    let (mut day, mut left) = (day, amount);
    while left > 0 {
        day = step(&day)?;
        let rests = matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || calendar.holidays.contains(&day);
        left -= u32::from(!rests);
    }
    Some(day)
}

/// The light of a clock on the day `today`: yellow from `warn_days` before the due date on, red after it.
pub fn light(state: ClockState, due_on: NaiveDate, warn_days: u32, today: NaiveDate) -> Light {
    if state != ClockState::Running {
        return Light::Off;
    }
    if today > due_on {
        return Light::Red;
    }
    let left = due_on.signed_duration_since(today).num_days();
    if left <= i64::from(warn_days) { Light::Yellow } else { Light::Green }
}

/// Whether a clock may be extended to `new_due`, decided on `decided_on`; every reason why not. An extension that was
/// decided after the due date is possible, and marked as late (`is_late`).
pub fn extension_faults(
    state: ClockState,
    due_on: NaiveDate,
    new_due: NaiveDate,
    decided_on: NaiveDate,
    today: NaiveDate,
) -> Vec<Message> {
    let mut faults = Vec::new();
    if state != ClockState::Running {
        faults.push(Message::new("clock_not_running"));
    }
    if new_due <= due_on {
        faults.push(Message::new("clock_not_later").on("due_on"));
    }
    if decided_on > today {
        faults.push(Message::new("clock_decided_in_future").on("decided_on"));
    }
    faults
}

/// Why no interim notice (Zwischenbescheid) can be given on a clock: it does not run, its rule knows no second stage
/// (`staged`), or one was given before. One is all there is: who needs longer asks for an extension.
pub fn interim_refusal(state: ClockState, stage: i32, staged: bool) -> Option<Message> {
    if state != ClockState::Running {
        return Some(Message::new("clock_not_running"));
    }
    if !staged {
        return Some(Message::new("clock_no_interim"));
    }
    (stage > 1).then(|| Message::new("clock_interim_given"))
}

/// Whether an interim notice may put the clock off to `expected`, at most to `latest`; every reason why not.
pub fn interim_faults(
    state: ClockState,
    stage: i32,
    due_on: NaiveDate,
    expected: NaiveDate,
    latest: Option<NaiveDate>,
    today: NaiveDate,
) -> Vec<Message> {
    let mut faults: Vec<_> = interim_refusal(state, stage, latest.is_some()).into_iter().collect();
    if expected <= due_on {
        faults.push(Message::new("clock_not_later").on("due_on"));
    } else if expected < today {
        faults.push(Message::new("clock_expected_past").on("due_on"));
    }
    if let Some(latest) = latest.filter(|latest| expected > *latest) {
        faults.push(Message::new("clock_interim_too_far").on("due_on").with("day", latest));
    }
    faults
}

/// Whether an extension came only when the clock was already overdue.
pub fn is_late(due_on: NaiveDate, decided_on: NaiveDate) -> bool {
    decided_on > due_on
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn due(start: NaiveDate, amount: u32, unit: Unit) -> Option<NaiveDate> {
        super::due(start, amount, unit, &Calendar::default())
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays_in_both_directions() {
        let calendar = Calendar { holidays: [day("2023-05-01"), day("2023-05-18")].into() };
        assert_eq!(super::due(day("2023-04-28"), 3, Unit::WorkingDays, &calendar), Some(day("2023-05-04")));
        assert_eq!(latest(day("2023-05-03"), 3, Unit::WorkingDays, &calendar), Some(day("2023-04-27")));
        assert_eq!(latest(day("2023-05-31"), 15, Unit::Days, &calendar), Some(day("2023-05-16")));
    }

    #[test]
    fn four_weeks_as_in_leipzig() {
        assert_eq!(due(day("2020-08-12"), 4, Unit::Weeks), Some(day("2020-09-09")));
    }

    #[test]
    fn a_month_that_lacks_the_day_ends_with_its_last() {
        assert_eq!(due(day("2023-01-31"), 1, Unit::Months), Some(day("2023-02-28")));
        assert_eq!(due(day("2024-02-29"), 1, Unit::Years), Some(day("2025-02-28")));
    }

    #[test]
    fn the_lights_change_at_their_days() {
        let due_on = day("2020-09-09");
        let at = |today| light(ClockState::Running, due_on, 7, day(today));
        assert_eq!(at("2020-09-01"), Light::Green);
        assert_eq!(at("2020-09-02"), Light::Yellow);
        assert_eq!(at("2020-09-09"), Light::Yellow);
        assert_eq!(at("2020-09-10"), Light::Red);
        assert_eq!(light(ClockState::Fulfilled, due_on, 7, day("2021-01-01")), Light::Off);
    }

    #[test]
    fn an_interim_notice_opens_one_second_stage_and_no_further() {
        let faults = |stage, expected, latest: Option<&str>| {
            let latest = latest.map(day);
            let (due_on, today) = (day("2020-09-09"), day("2020-09-10"));
            interim_faults(ClockState::Running, stage, due_on, day(expected), latest, today)
        };
        let keys = |faults: Vec<Message>| faults.iter().map(|fault| fault.key).collect::<Vec<_>>();
        assert!(faults(1, "2020-10-07", Some("2020-10-07")).is_empty());
        assert_eq!(keys(faults(1, "2020-10-08", Some("2020-10-07"))), ["clock_interim_too_far"]);
        assert_eq!(keys(faults(2, "2020-10-01", Some("2020-10-07"))), ["clock_interim_given"]);
        assert_eq!(keys(faults(1, "2020-10-01", None)), ["clock_no_interim"]);
        assert_eq!(keys(faults(1, "2020-09-09", Some("2020-10-07"))), ["clock_not_later"]);
    }

    #[test]
    fn extensions() {
        let faults = |state, new_due| {
            extension_faults(state, day("2020-09-09"), day(new_due), day("2020-09-01"), day("2020-09-01"))
        };
        assert!(faults(ClockState::Running, "2020-10-01").is_empty());
        assert_eq!(faults(ClockState::Running, "2020-09-09")[0].key, "clock_not_later");
        assert_eq!(faults(ClockState::Fulfilled, "2020-09-01").len(), 2);
        assert!(is_late(day("2020-09-09"), day("2020-09-10")));
        assert!(!is_late(day("2020-09-09"), day("2020-09-09")));
    }

    proptest! {
        #[test]
        fn due_is_after_its_start_and_monotone(start in 0i32..40_000, amount in 1u32..200, unit in 0usize..4) {
            let start = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + Days::new(start as u64);
            let unit = Unit::ALL[unit];
            let first = due(start, amount, unit).unwrap();
            prop_assert!(first > start);
            prop_assert!(due(start, amount + 1, unit).unwrap() > first);
            prop_assert!(due(start + Days::new(1), amount, unit).unwrap() >= first);
        }
    }
}
