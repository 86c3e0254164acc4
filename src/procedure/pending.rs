//! Who has a paper now, and until when: computed from the axes, never stored. There is always exactly one, until the
//! paper is closed and nothing remains to be carried out.
use super::{EntryState, EntryStyle, RoleKind, Seat};
use chrono::NaiveDate;

/// What it depends on, as far as the viewer may see it.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    pub style: EntryStyle,
    pub entry: EntryState,
    /// Whether a department is responsible.
    pub responsible: bool,
    /// A body has sent it back, and its drafter has not completed it yet.
    pub sent_back: bool,
    /// A signed answer waits to be issued.
    pub answer_signed: bool,
    /// What was decided waits for the people before it binds.
    pub unbound: bool,
    /// The consultations that are still open.
    pub stops: &'a [Stop],
    /// The clocks that run.
    pub clocks: &'a [Term],
    /// The orders that are still to be carried out.
    pub tasks: &'a [Task],
}

/// An open consultation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    pub role: RoleKind,
    /// The day of the sitting on whose agenda it is.
    pub day: Option<NaiveDate>,
    pub position: i32,
}

/// A running clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    pub binds: Seat,
    /// It began when a body accepted the paper: what bodies decide from then on is whether that ends.
    pub committed: bool,
    pub due_on: NaiveDate,
}

/// An open order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    /// Whether somebody was named to carry it out.
    pub owned: bool,
    pub due_on: Option<NaiveDate>,
}

/// Who has the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending {
    pub seat: Seat,
    /// Which of the open consultations (`Body`, and `Executive` where it has to approve), or which of the open orders
    /// (`Owner`) it is.
    pub at: Option<usize>,
    /// The day until which; of the clock that binds whoever has it, or of the order.
    pub due_on: Option<NaiveDate>,
}

impl Pending {
    const fn with(seat: Seat) -> Self {
        Self { seat, at: None, due_on: None }
    }
}

/// Who has the paper now; `None` once it is withdrawn, or closed with nothing left to be carried out.
pub fn of(ground: &Ground<'_>) -> Option<Pending> {
    let drafter = match ground.style {
        EntryStyle::Filed => Seat::Submitter,
        EntryStyle::Issued => Seat::Department,
    };
    match ground.entry {
        EntryState::Withdrawn => None,
        EntryState::Draft | EntryState::Cosigning | EntryState::Returned | EntryState::Presented => {
            Some(Pending::with(drafter))
        }
        EntryState::Submitted | EntryState::Signed => Some(Pending::with(Seat::Office)),
        EntryState::Admitted | EntryState::Issued => in_business(ground, drafter),
    }
}

fn in_business(ground: &Ground<'_>, drafter: Seat) -> Option<Pending> {
    // The earliest of the clocks that bind this one; where none does, of those that bind whoever has the paper.
    let until = |bound: &dyn Fn(Seat) -> bool| {
        let first = |bound: &dyn Fn(Seat) -> bool| {
            ground.clocks.iter().filter(|clock| bound(clock.binds)).map(|clock| clock.due_on).min()
        };
        first(bound).or_else(|| first(&|seat| seat == Seat::Body))
    };
    let stop = next(ground.stops);
    let laid_before = |at: usize, stop: &Stop| {
        let seat = if stop.role == RoleKind::Approval { Seat::Executive } else { Seat::Body };
        Pending { seat, at: Some(at), due_on: until(&|bound| bound == seat) }
    };
    if ground.sent_back {
        return Some(Pending { due_on: until(&|seat| seat == Seat::Submitter), ..Pending::with(drafter) });
    }
    if ground.answer_signed {
        let answers = |seat| matches!(seat, Seat::Office | Seat::Department | Seat::Executive);
        return Some(Pending { due_on: until(&answers), ..Pending::with(Seat::Office) });
    }
    let bound = ground.clocks.iter().filter(|clock| clock.binds != Seat::Body).min_by_key(|clock| clock.due_on);
    let written_off = stop.filter(|(_, stop)| stop.role == RoleKind::Decision);
    if let (Some(clock), Some((at, stop))) = (bound.filter(|clock| clock.committed), written_off) {
        return Some(Pending { due_on: Some(clock.due_on), ..laid_before(at, stop) });
    }
    if let Some(clock) = bound {
        let seat = match clock.binds {
            Seat::Department if !ground.responsible => Seat::Office,
            Seat::Submitter => drafter,
            seat => seat,
        };
        return Some(Pending { due_on: Some(clock.due_on), ..Pending::with(seat) });
    }
    if let Some((at, stop)) = stop {
        return Some(laid_before(at, stop));
    }
    if ground.unbound {
        return Some(Pending::with(Seat::Voters));
    }
    if !ground.clocks.is_empty() {
        let seat = if ground.responsible { Seat::Department } else { Seat::Office };
        return Some(Pending { due_on: until(&|bound| bound == seat), ..Pending::with(seat) });
    }
    // What is due first; what has no day yet comes last.
    let far = NaiveDate::MAX;
    let (at, task) = ground.tasks.iter().enumerate().min_by_key(|(at, task)| (task.due_on.unwrap_or(far), *at))?;
    let seat = if task.owned { Seat::Owner } else { Seat::Office };
    Some(Pending { seat, at: Some(at), due_on: task.due_on })
}

/// The consultation that comes next: approval and referral before advice, advice before the decision, and what is only
/// made known last; within these what has its sitting, by day, then in their order.
fn next(stops: &[Stop]) -> Option<(usize, &Stop)> {
    let stage = |role| match role {
        RoleKind::Approval => 0,
        RoleKind::Referral => 1,
        RoleKind::Advice => 2,
        RoleKind::Answer | RoleKind::Decision => 3,
        RoleKind::Information => 4,
        // Who grants a longer period has not got the paper.
        RoleKind::Extension => 5,
    };
    let far = NaiveDate::MAX;
    stops.iter().enumerate().min_by_key(|(_, stop)| (stage(stop.role), stop.day.unwrap_or(far), stop.position))
}

#[cfg(test)]
mod tests {
    use super::super::{ClockState, ConsultationState, Status, status};
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    const START: NaiveDate = NaiveDate::from_ymd_opt(2016, 1, 6).unwrap();

    fn day(number: u64) -> NaiveDate {
        START + Days::new(number)
    }

    const fn ground() -> Ground<'static> {
        Ground {
            style: EntryStyle::Filed,
            entry: EntryState::Admitted,
            responsible: true,
            sent_back: false,
            answer_signed: false,
            unbound: false,
            stops: &[],
            clocks: &[],
            tasks: &[],
        }
    }

    fn seat(ground: &Ground<'_>) -> Option<(Seat, Option<NaiveDate>)> {
        of(ground).map(|pending| (pending.seat, pending.due_on))
    }

    #[test]
    fn an_inquiry_lies_with_its_department_and_with_the_office_once_the_answer_is_signed() {
        let clocks = [Term { binds: Seat::Department, committed: false, due_on: day(28) }];
        let stops = [Stop { role: RoleKind::Answer, day: Some(day(10)), position: 1 }];
        let asked = Ground { clocks: &clocks, stops: &stops, ..ground() };
        assert_eq!(seat(&asked), Some((Seat::Department, Some(day(28)))));
        assert_eq!(seat(&Ground { responsible: false, ..asked }), Some((Seat::Office, Some(day(28)))));
        assert_eq!(seat(&Ground { answer_signed: true, ..asked }), Some((Seat::Office, Some(day(28)))));
    }

    #[test]
    fn what_was_committed_binds_the_executive_until_the_council_is_to_write_it_off() {
        let clocks = [Term { binds: Seat::Executive, committed: true, due_on: day(730) }];
        let committed = Ground { clocks: &clocks, tasks: &[Task { owned: true, due_on: None }], ..ground() };
        assert_eq!(seat(&committed), Some((Seat::Executive, Some(day(730)))));
        let longer = [Stop { role: RoleKind::Extension, day: Some(day(700)), position: 2 }];
        assert_eq!(seat(&Ground { stops: &longer, ..committed }), Some((Seat::Executive, Some(day(730)))));
        let ends = [Stop { role: RoleKind::Decision, day: Some(day(800)), position: 3 }];
        assert_eq!(seat(&Ground { stops: &ends, ..committed }), Some((Seat::Body, Some(day(730)))));
    }

    #[test]
    fn bodies_have_it_one_after_the_other_and_then_whoever_carries_it_out() {
        let stops = [
            Stop { role: RoleKind::Decision, day: Some(day(20)), position: 1 },
            Stop { role: RoleKind::Advice, day: None, position: 2 },
            Stop { role: RoleKind::Advice, day: Some(day(9)), position: 3 },
            Stop { role: RoleKind::Information, day: Some(day(2)), position: 4 },
        ];
        let at = |stops: &[Stop]| of(&Ground { stops, ..ground() }).and_then(|pending| pending.at);
        assert_eq!(at(&stops), Some(2));
        assert_eq!(at(&stops[..2]), Some(1));
        assert_eq!(at(&[stops[0], stops[3]]), Some(0));
        let general = [Term { binds: Seat::Body, committed: false, due_on: day(365) }];
        let motion = Ground { stops: &stops, clocks: &general, ..ground() };
        assert_eq!(seat(&motion), Some((Seat::Body, Some(day(365)))));
        let tasks = [Task { owned: false, due_on: None }, Task { owned: true, due_on: Some(day(90)) }];
        assert_eq!(seat(&Ground { tasks: &tasks, ..ground() }), Some((Seat::Owner, Some(day(90)))));
        assert_eq!(seat(&Ground { tasks: &tasks[..1], ..ground() }), Some((Seat::Office, None)));
        assert_eq!(seat(&ground()), None);
        // Before it is carried out the people have their say.
        assert_eq!(seat(&Ground { unbound: true, ..ground() }), Some((Seat::Voters, None)));
        let clocks = [Term { binds: Seat::Voters, committed: false, due_on: day(30) }];
        let open = Ground { unbound: true, clocks: &clocks, ..ground() };
        assert_eq!(seat(&open), Some((Seat::Voters, Some(day(30)))));
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0u64..2_000).prop_map(day)
    }

    prop_compose! {
        fn any_stop()(role in 0..RoleKind::ALL.len(), day in proptest::option::of(any_day()), position in 1i32..9) -> Stop {
            Stop { role: RoleKind::ALL[role], day, position }
        }
    }
    prop_compose! {
        fn any_term()(seat in 0..Seat::ALL.len(), committed: bool, due_on in any_day()) -> Term {
            // A council file lets no clock bind the owner of an order.
            let binds = if Seat::ALL[seat] == Seat::Owner { Seat::Executive } else { Seat::ALL[seat] };
            Term { binds, committed, due_on }
        }
    }
    prop_compose! {
        fn any_task()(owned: bool, due_on in proptest::option::of(any_day())) -> Task {
            Task { owned, due_on }
        }
    }

    proptest! {
        #[test]
        fn exactly_one_has_it_until_it_is_closed_with_nothing_to_carry_out(
            (filed, entry) in (any::<bool>(), 0..EntryState::ALL.len()),
            (responsible, sent_back, answer_signed, unbound) in any::<(bool, bool, bool, bool)>(),
            stops in proptest::collection::vec(any_stop(), 0..5),
            clocks in proptest::collection::vec(any_term(), 0..4),
            tasks in proptest::collection::vec(any_task(), 0..4),
        ) {
            let entry = EntryState::ALL[entry];
            let style = if filed { EntryStyle::Filed } else { EntryStyle::Issued };
            // A body sends back what it will deal with again, and an answer is signed while its clock runs.
            let (sent_back, answer_signed) = (sent_back && !stops.is_empty(), answer_signed && !clocks.is_empty());
            let ground = Ground {
                style, entry, responsible, sent_back, answer_signed, unbound, stops: &stops, clocks: &clocks, tasks: &tasks,
            };
            let status = status::of(&status::Axes {
                entry,
                consultations: &vec![ConsultationState::Scheduled; stops.len()],
                decided: false,
                clocks: &vec![ClockState::Running; clocks.len()],
                unbound,
            });
            let pending = of(&ground);
            let nobody = status == Status::Withdrawn || (status == Status::Closed && tasks.is_empty());
            prop_assert_eq!(pending.is_none(), nobody);
            if let Some(pending) = pending {
                let in_business = matches!(entry, EntryState::Admitted | EntryState::Issued);
                prop_assert!(in_business || pending.due_on.is_none());
                prop_assert!(pending.seat != Seat::Owner || (in_business && stops.is_empty() && clocks.is_empty()));
                prop_assert!(pending.at.is_none_or(|at| at < stops.len().max(tasks.len())));
                let known = |due: NaiveDate| {
                    clocks.iter().any(|clock| clock.due_on == due) || tasks.iter().any(|task| task.due_on == Some(due))
                };
                prop_assert!(pending.due_on.is_none_or(known), "a day comes from a clock or an order");
            }
        }
    }
}
