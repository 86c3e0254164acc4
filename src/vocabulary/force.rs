//! The axis of legal force: whether what a council decided binds already, where the people have a say in it.
use crate::text_enum;

text_enum! {
    /// How the people take part in a decision.
    pub enum PeoplesVote {
        /// So many of them may demand a vote (fakultatives Referendum).
        Optional = "optional",
        /// They vote in any case (obligatorische Volksabstimmung).
        Obligatory = "obligatory",
    }
}

text_enum! {
    /// How far a decision got on its way to binding. That the days of the first state have passed is computed from the
    /// day; that nobody demanded a vote in them is then recorded by the daily work.
    pub enum LegalForce {
        /// Published: a vote can still be demanded.
        Open = "open",
        /// The people vote on it.
        Vote = "vote",
        Binding = "binding",
        /// The people said no.
        Rejected = "rejected",
        /// The decision itself had been entered wrongly.
        Void = "void",
    }
}

text_enum! {
    /// Everything that somebody can record on the way of a decision to its legal force.
    pub enum ForceAction {
        /// The day on which it was published is another one.
        Publish = "publish",
        /// Enough of the people demanded a vote in time.
        RequestVote = "request-vote",
        /// How the people voted.
        RecordVote = "record-vote",
        /// Proposes to correct how they voted, which was entered wrongly; a second person confirms.
        CorrectVote = "correct-vote",
    }
}

impl LegalForce {
    /// Whether the decision waits: its orders are not active yet.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Open | Self::Vote)
    }
}
