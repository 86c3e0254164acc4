//! The implementation axis: what becomes of a decision. Each operative point is an order that somebody owns, that may be
//! split, moved, dated, reported on, confirmed as done, or dropped by a body's decision. That it is overdue is computed
//! from the day, never stored.
use super::obligation::{self, Light};
use super::{ClockState, OrderState, ResultClass, RoleKind};
use crate::message::Message;
use chrono::{Months, NaiveDate};

/// Most orders that one can be split into at once.
pub const MOST_PARTS: usize = 20;

pub use crate::vocabulary::order_target as target;

/// Whether somebody still has to do something for it.
pub const fn is_open(state: OrderState) -> bool {
    state.is_open()
}

/// The light of an order on the day `today`: as of a clock; off when it is closed and while it has no date.
pub fn light(state: OrderState, due_on: Option<NaiveDate>, warn_days: u32, today: NaiveDate) -> Light {
    match due_on {
        Some(due_on) if is_open(state) => obligation::light(ClockState::Running, due_on, warn_days, today),
        _ => Light::Off,
    }
}

/// The day until which the next report is wanted: so many months after the last one, or after `begun`, the day of
/// the decision or of its legal force. `None` for
/// what is closed, and where the council wants no regular reports.
pub fn report_due(
    state: OrderState,
    begun: NaiveDate,
    reported_on: Option<NaiveDate>,
    months: u32,
) -> Option<NaiveDate> {
    // Who has reported that it is done waits for the office.
    if !is_open(state) || state == OrderState::Reported || months == 0 {
        return None;
    }
    reported_on.unwrap_or(begun).checked_add_months(Months::new(months))
}

/// Why an order cannot get this date: it needs a day or words in its place, and moving a day needs a reason.
pub fn date_faults(old: Option<NaiveDate>, new: Option<NaiveDate>, note: &str, reason: &str) -> Vec<Message> {
    let mut faults = Vec::new();
    if new.is_none() && note.is_empty() {
        faults.push(Message::new("order_date_needed").on("due_on"));
    }
    if old.is_some() && old != new && reason.is_empty() {
        faults.push(Message::new("order_reason_for_date").on("reason"));
    }
    faults
}

/// Whether a result of this class in a role of this kind can give up an order: a decision, and none that rejects.
pub const fn drops(class: ResultClass, role: RoleKind) -> bool {
    matches!(role, RoleKind::Decision)
        && matches!(
            class,
            ResultClass::Adopt
                | ResultClass::AdoptAmended
                | ResultClass::AdoptPart
                | ResultClass::Commit
                | ResultClass::Settled
                | ResultClass::Note
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Action;
    use proptest::prelude::*;

    const ACTIONS: [Action; 9] = [
        Action::Split,
        Action::Move,
        Action::Coordinate,
        Action::Reschedule,
        Action::Report,
        Action::Confirm,
        Action::Drop,
        Action::CarryOut,
        Action::Release,
    ];

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_leads_out_of_what_is_closed() {
        // What waits for the people's vote is not open, and not closed either.
        let closed = |state: &&OrderState| !is_open(**state) && **state != OrderState::Waiting;
        for &state in OrderState::ALL.iter().filter(closed) {
            for action in ACTIONS {
                assert_eq!(target(action, state, true), None, "{action} {state}");
            }
        }
    }

    #[test]
    fn only_what_was_reported_as_done_is_confirmed() {
        assert_eq!(target(Action::Confirm, OrderState::Ordered, false), None);
        assert_eq!(target(Action::Confirm, OrderState::InProgress, false), None);
        assert_eq!(target(Action::Report, OrderState::Ordered, false), Some(OrderState::InProgress));
        assert_eq!(target(Action::Report, OrderState::InProgress, true), Some(OrderState::Reported));
        assert_eq!(target(Action::Confirm, OrderState::Reported, false), Some(OrderState::Done));
    }

    #[test]
    fn a_new_date_sends_a_report_back() {
        assert_eq!(target(Action::Reschedule, OrderState::Reported, false), Some(OrderState::InProgress));
        assert_eq!(target(Action::Reschedule, OrderState::Ordered, false), Some(OrderState::Ordered));
    }

    #[test]
    fn actions_of_other_axes_have_no_meaning() {
        for &action in Action::ALL.iter().filter(|action| !ACTIONS.contains(action)) {
            for &state in OrderState::ALL {
                assert_eq!(target(action, state, false), None, "{action} {state}");
            }
        }
    }

    #[test]
    fn the_light_goes_out_with_the_order_and_needs_a_date() {
        let due = Some(day("2026-09-30"));
        let at = |state, due, today| light(state, due, 14, day(today));
        assert_eq!(at(OrderState::Ordered, due, "2026-09-01"), Light::Green);
        assert_eq!(at(OrderState::InProgress, due, "2026-09-16"), Light::Yellow);
        assert_eq!(at(OrderState::Reported, due, "2026-10-01"), Light::Red);
        assert_eq!(at(OrderState::Done, due, "2026-10-01"), Light::Off);
        assert_eq!(at(OrderState::Ordered, None, "2026-10-01"), Light::Off);
    }

    #[test]
    fn reports_are_wanted_again_and_again_until_one_proposes_the_end() {
        let due = |state, last| report_due(state, day("2026-01-31"), last, 6);
        assert_eq!(due(OrderState::Ordered, None), Some(day("2026-07-31")));
        assert_eq!(due(OrderState::InProgress, Some(day("2026-08-31"))), Some(day("2027-02-28")));
        assert_eq!(due(OrderState::Reported, Some(day("2026-08-31"))), None);
        assert_eq!(due(OrderState::Done, None), None);
        assert_eq!(report_due(OrderState::Ordered, day("2026-01-31"), None, 0), None);
    }

    #[test]
    fn a_date_or_words_and_a_reason_for_a_change() {
        let keys = |old, new, note, reason| -> Vec<_> {
            date_faults(old, new, note, reason).into_iter().map(|fault| fault.key).collect()
        };
        let (first, later) = (Some(day("2026-09-30")), Some(day("2026-12-31")));
        assert_eq!(keys(None, None, "", ""), ["order_date_needed"]);
        assert!(keys(None, first, "", "").is_empty());
        assert!(keys(None, None, "4. Quartal 2026", "").is_empty());
        assert_eq!(keys(first, later, "", ""), ["order_reason_for_date"]);
        assert!(keys(first, later, "", "Lieferverzug").is_empty());
        assert!(keys(first, first, "", "").is_empty());
    }

    #[test]
    fn a_body_gives_up_by_deciding_and_not_by_rejecting_or_advising() {
        assert!(drops(ResultClass::Adopt, RoleKind::Decision));
        assert!(drops(ResultClass::Settled, RoleKind::Decision));
        assert!(!drops(ResultClass::Reject, RoleKind::Decision));
        assert!(!drops(ResultClass::Adopt, RoleKind::Advice));
        assert!(!drops(ResultClass::Defer, RoleKind::Decision));
    }

    proptest! {
        /// However often it is acted on, an order is either open or closed for good.
        #[test]
        fn closed_stays_closed(steps in proptest::collection::vec((0usize..9, any::<bool>()), 0..40)) {
            let mut state = OrderState::Ordered;
            let mut closed = false;
            for (step, done) in steps {
                if let Some(next) = target(ACTIONS[step], state, done) {
                    prop_assert!(!closed);
                    state = next;
                    closed = !is_open(state);
                }
            }
        }
    }
}
