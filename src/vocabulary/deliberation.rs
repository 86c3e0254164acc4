//! The deliberation axis and the sittings in which it moves: roles of consultations, results, agenda, votes, minutes.
use crate::text_enum;

text_enum! {
    /// In what capacity a body is consulted, as far as the machine must know.
    pub enum RoleKind {
        /// Decides the paper.
        Decision = "decision",
        /// Advises whoever decides.
        Advice = "advice",
        /// Hears or gives the answer to an inquiry.
        Answer = "answer",
        /// Takes note.
        Information = "information",
        /// The executive lets a paper of the administration enter the council.
        Approval = "approval",
        /// Refers the paper to other bodies.
        Referral = "referral",
        /// Grants or refuses a longer period to whoever a clock binds; says nothing on the paper itself.
        Extension = "extension",
    }
}

text_enum! {
    /// What a result word means (procedure.md §1.4). A council file maps its words to these; each has its effect in
    /// `procedure::deliberation`.
    pub enum ResultClass {
        /// Put off: every role but an answer role gets one successor.
        Defer = "defer",
        /// Sent to other bodies; comes back to the one that referred it.
        Refer = "refer",
        /// Sent to other bodies for good: the body that referred it does not deal with it again.
        ReferAway = "refer_away",
        /// Sent back to its drafter: a new version or a completion must come before it is scheduled again.
        Return = "return",
        /// Advice to the next body; a word says whether for, against or with changes.
        Recommend = "recommend",
        /// The executive lets it enter the council.
        ExecApprove = "exec_approve",
        /// Decided as proposed.
        Adopt = "adopt",
        /// Decided with changes: the final text must be there before the minutes close.
        AdoptAmended = "adopt_amended",
        /// Decided point by point.
        AdoptPart = "adopt_part",
        /// A motion is accepted: the executive is obliged.
        Commit = "commit",
        Reject = "reject",
        /// Taken note of: concluded for that body.
        Note = "note",
        /// Answered in the sitting; what was said is noted.
        AnswerOral = "answer_oral",
        /// Answered in writing by a paper.
        AnswerWritten = "answer_written",
        /// Concluded without a vote of its own.
        Settled = "settled",
        /// Goes on as another kind of paper.
        Convert = "convert",
        /// Withdrawn by its submitter in the sitting.
        Withdraw = "withdraw",
        /// The executive has decided because it could not wait; the council is informed.
        UrgentExec = "urgent_exec",
        /// A longer period is granted: the clock for which it was asked is due later.
        Extend = "extend",
        /// Nothing was decided: stays on the list of missing results.
        NoResult = "no_result",
    }
}

text_enum! {
    /// Which way a recommendation goes.
    pub enum Leaning { For = "for", Against = "against", Amended = "amended" }
}

text_enum! {
    /// The deliberation axis: one consultation of a paper in a body.
    pub enum ConsultationState {
        Planned = "planned",
        Scheduled = "scheduled",
        /// Has its result.
        Concluded = "concluded",
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// How far a sitting is.
    pub enum MeetingState {
        Planned = "planned",
        /// The invitation went out with the agenda.
        Invited = "invited",
        Running = "running",
        Held = "held",
        Cancelled = "cancelled",
        /// Broken off; another sitting continues it.
        Continued = "continued",
    }
}

text_enum! {
    /// Everything that can be done to a sitting and its agenda.
    pub enum MeetingAction {
        /// Another day, hour or room.
        Change = "change",
        /// Sends the invitation and publishes the agenda.
        Invite = "invite",
        Cancel = "cancel",
        Start = "start",
        End = "end",
        /// Breaks the sitting off and goes on with what is open on another day.
        Continue = "continue",
        AddItem = "add-item",
        EditItem = "edit-item",
        MoveItem = "move-item",
        RemoveItem = "remove-item",
        /// Puts waiting consultations on the agenda, several at once.
        Fill = "fill",
        /// Calls an item, with those that are dealt with jointly.
        Call = "call",
        /// Enters one result for several consultations.
        Results = "results",
    }
}

text_enum! {
    /// Where an item goes among its neighbours.
    pub enum Direction { Up = "up", Down = "down" }
}

text_enum! {
    /// What became of an agenda item.
    pub enum ItemState {
        Open = "open",
        Called = "called",
        Done = "done",
        /// Taken off the agenda.
        Removed = "removed",
    }
}

text_enum! {
    /// How somebody was at a sitting.
    pub enum Presence { Present = "present", Excused = "excused", Absent = "absent" }
}

text_enum! {
    /// How a vote is taken.
    pub enum VoteForm { Open = "open", Named = "named", Secret = "secret" }
}

text_enum! {
    /// One person's vote.
    pub enum Choice { Yes = "yes", No = "no", Abstained = "abstained" }
}

text_enum! {
    /// What a tie means.
    pub enum Tie {
        /// A motion that does not find a majority is rejected (Leipzig).
        Reject = "reject",
        /// The chair's vote decides.
        Chair = "chair",
    }
}

text_enum! {
    /// How far the minutes of a sitting are.
    pub enum MinutesState { Draft = "draft", Finished = "finished", Approved = "approved" }
}

text_enum! {
    /// When decisions get their numbers (§ 45).
    pub enum ParagraphsAt {
        /// With the finished minutes, in the order of the agenda: nothing can come between them any more.
        Minutes = "minutes",
        /// With the result, in the order in which results are entered.
        Result = "result",
    }
}

text_enum! {
    /// How minutes are approved.
    pub enum Approval {
        /// A later sitting of the same body approves them.
        Sitting = "sitting",
        /// People of the body sign them (justering).
        Signed = "signed",
    }
}

text_enum! {
    /// What became of a proposed correction.
    pub enum CorrectionState { Proposed = "proposed", Confirmed = "confirmed", Rejected = "rejected" }
}

text_enum! {
    /// Everything that can be done to the minutes of a sitting.
    pub enum MinutesAction {
        /// Records who was there, and with that whether the body could decide.
        Attendance = "attendance",
        Write = "write",
        Finish = "finish",
        /// A later sitting approves them.
        Approve = "approve",
    }
}
