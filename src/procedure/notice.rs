//! The notice board: until when a decision can be appealed against, and when the notice comes down. Pure.
use super::{Unit, obligation};
use crate::council::Calendar;
use chrono::NaiveDate;

/// The days of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The last day on which an appeal can come in.
    pub appeal_until: NaiveDate,
    /// The first day on which the notice does not hang any more.
    pub taken_down_on: NaiveDate,
}

/// The days of a notice that was put up on this day. The period counts from the day on which the notice was put up, which
/// is itself not counted (Sweden: three weeks from the notice). `None` when the calendar ends before.
pub fn days(put_up_on: NaiveDate, amount: u32, unit: Unit, calendar: &Calendar) -> Option<Days> {
    let appeal_until = obligation::due(put_up_on, amount, unit, calendar)?;
    Some(Days { appeal_until, taken_down_on: appeal_until.succ_opt()? })
}

/// Whether a notice hangs on this day.
pub fn is_up(put_up_on: NaiveDate, taken_down_on: NaiveDate, day: NaiveDate) -> bool {
    put_up_on <= day && day < taken_down_on
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn three_weeks_from_the_day_of_the_notice() {
        let days = days(day("2020-09-25"), 3, Unit::Weeks, &Calendar::default()).unwrap();
        assert_eq!((days.appeal_until, days.taken_down_on), (day("2020-10-16"), day("2020-10-17")));
        // Over the end of a year and a leap day.
        let days = super::days(day("2023-12-20"), 3, Unit::Weeks, &Calendar::default()).unwrap();
        assert_eq!(days.appeal_until, day("2024-01-10"));
        let days = super::days(day("2024-02-15"), 3, Unit::Weeks, &Calendar::default()).unwrap();
        assert_eq!(days.appeal_until, day("2024-03-07"));
    }

    proptest! {
        #[test]
        fn a_notice_hangs_on_every_day_of_the_period_and_on_no_other(start in 0i64..20_000, weeks in 1u32..8) {
            let put_up = day("2000-01-01") + chrono::Days::new(u64::try_from(start).unwrap());
            let days = days(put_up, weeks, Unit::Weeks, &Calendar::default()).unwrap();
            prop_assert!(!is_up(put_up, days.taken_down_on, put_up.pred_opt().unwrap()));
            prop_assert!(put_up.iter_days().take(weeks as usize * 7 + 1).all(|day| is_up(put_up, days.taken_down_on, day)));
            prop_assert!(!is_up(put_up, days.taken_down_on, days.appeal_until.succ_opt().unwrap()));
            prop_assert_eq!(days.appeal_until - put_up, chrono::TimeDelta::weeks(i64::from(weeks)));
        }
    }
}
