//! The axis of legal force: whether the people have a say in a decision, and how it comes to bind. Pure.
use super::{LegalForce, Money, PeoplesVote};
use crate::council::ReferendumRules;
use crate::message::Message;
use chrono::NaiveDate;

/// What a decision costs, as far as its paper says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cost {
    pub once: Option<Money>,
    pub yearly: Option<Money>,
}

/// How the people take part in a decision that costs this: above a limit of the council file they vote in any case. What
/// is exactly the limit is not above it.
pub fn duty(rules: &ReferendumRules, cost: Cost) -> PeoplesVote {
    let above = |amount: Option<Money>, limit: Option<u64>| match (amount, limit.and_then(Money::whole)) {
        (Some(amount), Some(limit)) => amount > limit,
        _ => false,
    };
    let obligatory = rules
        .obligatory
        .as_ref()
        .is_some_and(|limits| above(cost.once, limits.once) || above(cost.yearly, limits.yearly));
    if obligatory { PeoplesVote::Obligatory } else { PeoplesVote::Optional }
}

/// What happens to a decision on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Another day of publication.
    Publish,
    /// A vote was demanded in time.
    Request,
    /// The days have passed, and nobody had demanded one.
    Elapse,
    /// The people have voted.
    Vote { accepted: bool },
    /// How they voted had been entered wrongly.
    Correct { accepted: bool },
    /// The decision had been entered wrongly.
    Annul,
}

/// How a decision stands when it is published.
pub const fn first(vote: PeoplesVote) -> LegalForce {
    match vote {
        PeoplesVote::Optional => LegalForce::Open,
        PeoplesVote::Obligatory => LegalForce::Vote,
    }
}

/// Where a step leads; `None` where it leads nowhere. `voted`: whether the people have voted on it already. A demand that
/// came in time may be recorded after the days have passed: then what binds by their passing binds no longer.
pub const fn target(step: Step, from: LegalForce, vote: PeoplesVote, voted: bool) -> Option<LegalForce> {
    use LegalForce::{Binding, Open, Rejected, Void, Vote};
    match (step, from) {
        (Step::Publish, Open) => Some(Open),
        (Step::Request, Open) => Some(Vote),
        (Step::Request, Binding) if !voted && matches!(vote, PeoplesVote::Optional) => Some(Vote),
        (Step::Elapse, Open) => Some(Binding),
        (Step::Vote { accepted: true }, Vote) => Some(Binding),
        (Step::Vote { accepted: false }, Vote) => Some(Rejected),
        (Step::Correct { accepted: true }, Binding | Rejected) if voted => Some(Binding),
        (Step::Correct { accepted: false }, Binding | Rejected) if voted => Some(Rejected),
        (Step::Annul, Open | Vote | Binding | Rejected) => Some(Void),
        _ => None,
    }
}

/// How many must demand a vote: the share of those entitled, rounded up.
pub fn needed(share: [u32; 2], voters: u32) -> u32 {
    let [part, whole] = share.map(u64::from);
    let needed = (u64::from(voters) * part).div_ceil(whole.max(1));
    u32::try_from(needed).unwrap_or(u32::MAX)
}

/// Whether the people said yes: more yes than no.
pub const fn is_accepted(yes: u32, no: u32) -> bool {
    yes > no
}

/// Why a demand cannot be recorded: too few, not yet, too early, or too late.
pub fn request_faults(
    share: [u32; 2],
    (signatures, voters): (u32, u32),
    requested_on: NaiveDate,
    (published_on, due_on): (NaiveDate, NaiveDate),
    today: NaiveDate,
) -> Vec<Message> {
    let mut faults = Vec::new();
    let needed = needed(share, voters);
    if voters == 0 || signatures > voters {
        faults.push(Message::new("force_voters").on("voters"));
    } else if signatures < needed {
        faults.push(Message::new("force_too_few").on("signatures").with("needed", needed).with("count", signatures));
    }
    if requested_on > today {
        faults.push(Message::new("force_in_future").on("requested_on"));
    } else if requested_on < published_on {
        faults.push(Message::new("force_before").on("requested_on").with("day", published_on));
    } else if requested_on > due_on {
        faults.push(Message::new("force_too_late").on("requested_on").with("day", due_on));
    }
    faults
}

/// Why a vote of the people cannot be recorded for this day: it is to come, or it was before the decision.
pub fn vote_faults(
    voted_on: NaiveDate,
    decided_on: NaiveDate,
    (yes, no): (u32, u32),
    today: NaiveDate,
) -> Vec<Message> {
    let mut faults = Vec::new();
    if voted_on > today {
        faults.push(Message::new("force_in_future").on("voted_on"));
    } else if voted_on <= decided_on {
        faults.push(Message::new("force_before").on("voted_on").with("day", decided_on));
    }
    if yes == 0 && no == 0 {
        faults.push(Message::new("force_nobody_voted").on("yes"));
    }
    faults
}

/// Why a decision cannot have been published on this day: before it was taken, or in the future.
pub fn publication_faults(published_on: NaiveDate, decided_on: NaiveDate, today: NaiveDate) -> Vec<Message> {
    let mut faults = Vec::new();
    if published_on > today {
        faults.push(Message::new("force_in_future").on("published_on"));
    } else if published_on < decided_on {
        faults.push(Message::new("force_before").on("published_on").with("day", decided_on));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::{Unit, obligation};
    use super::*;
    use crate::council::{Calendar, ObligatoryVote};
    use chrono::Days;
    use proptest::prelude::*;

    fn rules() -> ReferendumRules {
        ReferendumRules {
            clock: "referendum".to_owned(),
            share: [1, 10],
            publication: String::new(),
            obligatory: Some(ObligatoryVote { once: Some(3_000_000), yearly: Some(200_000), basis: "§".to_owned() }),
            actions: Default::default(),
        }
    }

    fn francs(typed: &str) -> Option<Money> {
        Some(Money::typed(typed).unwrap())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn exactly_the_limit_is_not_above_it() {
        for (once, yearly, obligatory) in [
            ("1'235'000", None, false),
            ("3'000'000", None, false),
            ("3'000'000.01", None, true),
            ("0", Some("200'000"), false),
            ("0", Some("200'000.01"), true),
            ("3'000'001", Some("1"), true),
        ] {
            let cost = Cost { once: francs(once), yearly: yearly.and_then(francs) };
            assert_eq!(duty(&rules(), cost) == PeoplesVote::Obligatory, obligatory, "{once} {yearly:?}");
        }
        assert_eq!(duty(&rules(), Cost::default()), PeoplesVote::Optional);
    }

    #[test]
    fn a_tenth_is_rounded_up() {
        assert_eq!((needed([1, 10], 8_000), needed([1, 10], 8_001), needed([1, 10], 0)), (800, 801, 0));
    }

    #[test]
    fn thirty_days_from_the_publication() {
        let due = |from| obligation::due(day(from), 30, Unit::Days, &Calendar::default());
        assert_eq!(due("2023-10-23"), Some(day("2023-11-22")));
        assert_eq!(due("2024-02-01"), Some(day("2024-03-02")));
    }

    #[test]
    fn a_demand_comes_in_time_and_by_enough() {
        let keys = |signatures, on: &str, today: &str| {
            let period = (day("2023-10-23"), day("2023-11-22"));
            let faults = request_faults([1, 10], (signatures, 8_000), day(on), period, day(today));
            faults.into_iter().map(|fault| fault.key).collect::<Vec<_>>()
        };
        assert!(keys(800, "2023-11-22", "2023-11-24").is_empty(), "recorded later, but it came in time");
        assert_eq!(keys(799, "2023-11-23", "2023-11-24"), ["force_too_few", "force_too_late"]);
        assert_eq!(keys(800, "2023-10-22", "2023-11-24"), ["force_before"]);
        assert_eq!(keys(8_001, "2023-11-25", "2023-11-24"), ["force_voters", "force_in_future"]);
    }

    #[test]
    fn a_tie_of_the_people_is_no_yes() {
        assert!(is_accepted(2, 1) && !is_accepted(1, 1) && !is_accepted(0, 1));
    }

    fn steps() -> impl Strategy<Value = Vec<usize>> {
        proptest::collection::vec(0usize..6, 0..12)
    }

    const STEPS: [Step; 6] = [
        Step::Publish,
        Step::Request,
        Step::Elapse,
        Step::Vote { accepted: true },
        Step::Vote { accepted: false },
        Step::Annul,
    ];

    proptest! {
        /// Whatever happens in whatever order: what needs a vote binds only by a yes, what the people rejected never
        /// binds again, and what is void stays so.
        #[test]
        fn nothing_binds_against_the_people(steps in steps(), obligatory in any::<bool>()) {
            let vote = if obligatory { PeoplesVote::Obligatory } else { PeoplesVote::Optional };
            let (mut state, mut voted, mut said) = (first(vote), false, None);
            for at in steps {
                let Some(next) = target(STEPS[at], state, vote, voted) else { continue };
                let rejected = state == LegalForce::Rejected;
                prop_assert!(!rejected || next == LegalForce::Void);
                prop_assert!(state != LegalForce::Void);
                if let Step::Vote { accepted } = STEPS[at] {
                    (voted, said) = (true, Some(accepted));
                }
                state = next;
            }
            match state {
                LegalForce::Binding if obligatory => prop_assert_eq!(said, Some(true)),
                LegalForce::Rejected => prop_assert_eq!(said, Some(false)),
                _ => {}
            }
        }

        #[test]
        fn the_days_are_counted_from_the_day_after_the_publication(start in 0u64..20_000, amount in 1u32..90) {
            let published = day("1990-01-01") + Days::new(start);
            let due = obligation::due(published, amount, Unit::Days, &Calendar::default()).unwrap();
            prop_assert_eq!(due.signed_duration_since(published).num_days(), i64::from(amount));
            // On the last day it is in time, on the next it is not.
            let at = |on| request_faults([1, 10], (1, 10), on, (published, due), due + Days::new(9));
            prop_assert!(at(due).is_empty() && !at(due + Days::new(1)).is_empty());
        }

        #[test]
        fn fewer_than_needed_are_never_enough(voters in 1u32..1_000_000, part in 1u32..5, whole in 5u32..50) {
            let needed = needed([part, whole], voters);
            prop_assert!(u64::from(needed) * u64::from(whole) >= u64::from(voters) * u64::from(part));
            prop_assert!(u64::from(needed - 1) * u64::from(whole) < u64::from(voters) * u64::from(part));
        }
    }
}
