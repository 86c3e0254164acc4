//! The obligation and implementation axes: clocks, and the orders that follow from decisions.
use super::Action;
use crate::text_enum;

text_enum! {
    /// The obligation axis. That a clock is overdue is computed from the day, never stored.
    pub enum ClockState {
        Running = "running",
        Fulfilled = "fulfilled",
        Refused = "refused",
        Lapsed = "lapsed",
        /// A period in which somebody could have done something has passed, and nobody did.
        Expired = "expired",
    }
}

text_enum! {
    /// What starts a clock.
    pub enum ClockStart {
        Submission = "submission",
        Admission = "admission",
        /// The sitting in which an inquiry was left to a written answer.
        Sitting = "sitting",
        /// Further questions were asked.
        FollowUp = "follow_up",
        /// A body sent the paper back to its drafter.
        Returned = "returned",
        /// A body accepted a motion.
        Committed = "committed",
        /// The notice board said that the minutes were approved: appeals count from there. No paper's clock.
        Notice = "notice",
        /// A decision was published on which the people may demand a vote: a period that passes, no duty of anybody.
        Published = "published",
    }
}

impl ClockStart {
    /// Whether the clock measures a period in which others may act: nobody is late when it is over, nobody is warned, and
    /// nobody extends it.
    pub const fn is_period(self) -> bool {
        matches!(self, Self::Published | Self::Notice)
    }
}

text_enum! {
    /// Who has a paper now, and whom a clock binds.
    pub enum Seat {
        /// Whoever files it.
        Submitter = "submitter",
        /// The council's office: admits, issues, names a department or an owner.
        Office = "office",
        /// The responsible department; of a paper of the administration the one that drafts it.
        Department = "department",
        Executive = "executive",
        /// The body that is consulted next. Of a clock: whoever has the paper just then.
        Body = "body",
        /// Whoever has to carry out what was decided.
        Owner = "owner",
        /// Those entitled to vote, who may ask for a referendum or hold one.
        Voters = "voters",
    }
}

impl ClockStart {
    /// Whom a clock binds that begins so, where its rule says nothing; `asks`: the paper asks questions.
    pub const fn binds(self, asks: bool) -> Seat {
        match self {
            Self::Submission | Self::Admission | Self::Sitting | Self::FollowUp if asks => Seat::Department,
            Self::Submission | Self::Admission | Self::Sitting | Self::FollowUp | Self::Notice => Seat::Body,
            Self::Returned => Seat::Submitter,
            Self::Committed => Seat::Executive,
            Self::Published => Seat::Voters,
        }
    }
}

text_enum! {
    /// Units of a clock's amount; all are counted on the council's calendar days, working days leave out weekends and
    /// the council's holidays.
    pub enum Unit { Days = "days", WorkingDays = "working_days", Weeks = "weeks", Months = "months", Years = "years" }
}

text_enum! {
    /// The implementation axis: an order that follows from a decision. That it is overdue is computed from the day.
    pub enum OrderState {
        /// The decision does not bind yet: nothing is to be done, nothing is due.
        Waiting = "waiting",
        Ordered = "ordered",
        InProgress = "in_progress",
        /// Its owner says that it is done; the office confirms it.
        Reported = "reported",
        Done = "done",
        /// Given up by a body's decision.
        Dropped = "dropped",
        /// Goes on as the orders that it was split into.
        Split = "split",
    }
}

impl OrderState {
    /// Whether somebody still has to do something for it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Ordered | Self::InProgress | Self::Reported)
    }

    /// Whether nothing will become of it any more.
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Done | Self::Dropped | Self::Split)
    }
}

/// Where an action leads an order that is in `from`; `None` where it leads nowhere. `proposes_done`: the report says so.
///
/// A new owner or a new date puts an order whose owner held it for done back into work: that is how the office says that
/// it is not. While the decision does not bind yet, owner and date can be named, but nothing is reported.
pub const fn order_target(action: Action, from: OrderState, proposes_done: bool) -> Option<OrderState> {
    use OrderState::{Done, Dropped, InProgress, Ordered, Reported, Split, Waiting};
    match (action, from) {
        (Action::Split, Waiting | Ordered | InProgress | Reported) => Some(Split),
        (Action::Move | Action::Reschedule, Waiting | Ordered | InProgress) => Some(from),
        (Action::Coordinate, Waiting | Ordered | InProgress | Reported) => Some(from),
        (Action::Move | Action::Reschedule, Reported) => Some(InProgress),
        (Action::Report, Ordered | InProgress | Reported) => Some(if proposes_done { Reported } else { InProgress }),
        (Action::CarryOut | Action::Release, Ordered | InProgress | Reported) => Some(from),
        (Action::Confirm, Reported) => Some(Done),
        (Action::Drop, Waiting | Ordered | InProgress | Reported) => Some(Dropped),
        _ => None,
    }
}
