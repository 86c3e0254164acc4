//! The entry axis: how a paper comes into the business, what can be done to it, under which conditions, with what
//! follow-ups, and the table of where each action leads.
use crate::text_enum;

text_enum! {
    /// How a paper comes into being.
    pub enum EntryStyle {
        /// Filed by a faction or a person and admitted by the council office.
        Filed = "filed",
        /// Drafted by the administration, signed by its head and issued by the council office.
        Issued = "issued",
    }
}

text_enum! {
    /// The entry axis: where a paper stands on its way into the council's business.
    pub enum EntryState {
        Draft = "draft",
        /// Its text is frozen while members are asked to sign it.
        Cosigning = "cosigning",
        Submitted = "submitted",
        /// Back at its author with a reason.
        Returned = "returned",
        Admitted = "admitted",
        /// Laid before the department's head.
        Presented = "presented",
        Signed = "signed",
        Issued = "issued",
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// Everything that can be done to a paper, to a consultation of it, to a clock of it, or to an order that follows.
    pub enum Action {
        Edit = "edit",
        Invite = "invite",
        Cosign = "cosign",
        Resume = "resume",
        Submit = "submit",
        Return = "return",
        Admit = "admit",
        Assign = "assign",
        HandBack = "hand-back",
        Plan = "plan",
        DraftAnswer = "draft-answer",
        /// Begins a paper below this one: an opinion, a new version, an amendment, a proposal, a report.
        DraftChild = "draft-child",
        /// Keeps the number of a paper below this one that does not exist yet.
        Reserve = "reserve-number",
        /// Gives such a number up: it stays unused for ever.
        GiveUp = "give-up-number",
        /// Says which department answers which question.
        AssignQuestions = "assign-questions",
        /// A department's part of an answer is ready.
        Contribute = "contribute",
        /// Asks further questions on an answered inquiry.
        FollowUp = "follow-up",
        /// A member or faction carries on a paper whose signatory has left.
        TakeOver = "take-over",
        /// The author of a paper accepts an amendment to it without a vote.
        Accept = "accept",
        Present = "present",
        Sign = "sign",
        Issue = "issue",
        Withdraw = "withdraw",
        Schedule = "schedule",
        EnterResult = "enter-result",
        /// The capacity in which a body is consulted is another one than planned.
        SwitchRole = "switch-role",
        /// A planned consultation falls away; its reason is recorded.
        Cancel = "cancel",
        /// What a body missed when it sent the paper back is there now.
        Complete = "complete",
        /// The text as it was amended, given after the result.
        FinalText = "final-text",
        /// Proposes to correct a result that was entered wrongly; a second person confirms.
        Correct = "correct",
        Extend = "extend",
        /// Whoever a clock binds asks the body that decides on it for a longer period.
        AskExtension = "ask-extension",
        Refuse = "refuse",
        /// Zwischenbescheid: reasons and a new expected date; the second stage of a clock.
        Interim = "interim",
        /// An order goes on as several.
        Split = "split",
        /// An order passes to another owner.
        Move = "move",
        /// Somebody coordinates an order beside its owner, from a day on; or nobody any more.
        Coordinate = "coordinate",
        /// An order gets another date, or none.
        Reschedule = "reschedule",
        /// How far an order got.
        Report = "report",
        /// An order is done.
        Confirm = "confirm",
        /// An order is given up by a body's decision.
        Drop = "drop",
        /// A paper carries an order out.
        CarryOut = "carry",
        /// A paper does not carry an order out, though that was said.
        Release = "release",
    }
}

text_enum! {
    /// What an action is done to.
    pub enum Subject { Paper = "paper", Consultation = "consultation", Clock = "clock", Order = "order" }
}

impl Action {
    pub const fn subject(self) -> Subject {
        match self {
            Self::Schedule
            | Self::EnterResult
            | Self::SwitchRole
            | Self::Cancel
            | Self::Complete
            | Self::FinalText
            | Self::Correct => Subject::Consultation,
            Self::Extend | Self::AskExtension | Self::Refuse | Self::Interim => Subject::Clock,
            Self::Split
            | Self::Move
            | Self::Coordinate
            | Self::Reschedule
            | Self::Report
            | Self::Confirm
            | Self::Drop
            | Self::CarryOut
            | Self::Release => Subject::Order,
            _ => Subject::Paper,
        }
    }
}

text_enum! {
    /// A condition of an action. Each that fails is told as a sentence, all at once.
    pub enum Guard {
        /// The paper has a title.
        Title = "title",
        /// The paper has a text (Sachverhalt).
        Facts = "facts",
        /// At least one question.
        Questions = "questions",
        /// No more questions than the kind allows.
        QuestionLimit = "question_limit",
        /// A reason is given.
        Reason = "reason",
        /// A responsible department is named.
        Department = "department",
        /// As many members have signed as the kind wants.
        Signatures = "signatures",
        /// The actor was asked to sign and has not yet.
        Invited = "invited",
        /// Every question has an answer or a refusal with its reason.
        Answered = "answered",
        /// Every part of another department is handed in, or its questions are answered.
        Contributed = "contributed",
        /// The answered paper is still open, or waits for its answer.
        Open = "open",
        /// No answer has been issued and no final result entered.
        Undecided = "undecided",
        /// What gives rise to the paper is named (Anlass).
        Occasion = "occasion",
        /// At least one operative point.
        Points = "points",
        /// Every field of the kind's own that is required is filled in.
        Fields = "fields",
        /// The paper above is in business and not yet decided.
        ParentOpen = "parent_open",
        /// The version and the place that an amendment changes are named, and that version exists.
        Target = "target",
        /// A department is responsible.
        Assigned = "assigned",
        /// No other answer is being drafted.
        NoDraft = "no_draft",
        /// A number is reserved for a paper below that does not exist yet.
        Reserved = "reserved",
    }
}

text_enum! {
    /// A follow-up of an action, in the same transaction.
    pub enum Effect {
        /// Take the number from the council's counter (or the family's).
        Number = "number",
        /// Plan the kind's first consultation.
        PlanPath = "plan_path",
        /// Start the kind's clock.
        StartClock = "start_clock",
        /// Keep the text as it stands as a version.
        FreezeVersion = "freeze_version",
        /// The text may change again: signatures given to it are void.
        VoidSignatures = "void_signatures",
        /// The parent's clock is fulfilled by this paper.
        FulfilClock = "fulfil_clock",
        /// Open consultations of the parent in an answer role are concluded.
        ConcludeAnswered = "conclude_answered",
        /// Running clocks of the paper lapse.
        LapseClocks = "lapse_clocks",
        /// Open consultations of the paper are cancelled.
        CancelConsultations = "cancel_consultations",
        /// Answers to the paper that were not issued yet are discarded.
        DiscardDrafts = "discard_drafts",
        /// The paper above takes on this one's text; its earlier one stays as a version.
        ReplaceText = "replace_text",
        /// Amendments below the paper that were not voted on are settled with it.
        SettleAmendments = "settle_amendments",
    }
}

text_enum! {
    /// How a paper relates to the one above it.
    pub enum Relation {
        /// Answers it question by question.
        Answers = "answers",
        /// Says what the administration thinks of it (Verwaltungsstandpunkt).
        OpinesOn = "opines_on",
        /// Changes a place in it; voted on before it.
        Amends = "amends",
        /// Takes the place of its text (Neufassung).
        Replaces = "replaces",
        /// Proposes what to decide on it (the committee's recommendation on a petition).
        Proposes = "proposes",
        /// Reports what became of it.
        ReportsOn = "reports_on",
    }
}

text_enum! {
    /// What a field of a kind's own holds.
    pub enum FieldKind {
        Line = "line",
        Text = "text",
        Date = "date",
        /// An amount of money in the council's currency.
        Money = "money",
        Boolean = "boolean",
        /// One of the field's choices.
        Choice = "choice",
        /// Any number of its choices, each with a remark (the boxes of a Verwaltungsstandpunkt).
        Boxes = "boxes",
    }
}

text_enum! {
    /// Whether the name of an inhabitant who asks is printed.
    pub enum Names {
        Shown = "shown",
        /// Only with the person's consent.
        Consent = "consent",
        Protected = "protected",
    }
}

text_enum! {
    /// Before whom the full text of a paper lies of which everybody reads a summary.
    pub enum Sealed {
        /// Before the council, its factions and the executive.
        Council = "council",
        /// Before the bodies alone that deal with it, besides the office, its author and the department concerned.
        Bodies = "bodies",
    }
}

text_enum! {
    /// The status shown: a pure function of the axes, in the council's words.
    pub enum Status {
        Preparing = "preparing",
        Submitted = "submitted",
        InProgress = "in_progress",
        Decided = "decided",
        Closed = "closed",
        Withdrawn = "withdrawn",
    }
}

/// Where an action leads from a state, by the style of entry; `None` where it leads nowhere. This table is the meaning
/// of the states; a council file chooses which actions a kind has.
pub fn target(style: EntryStyle, action: Action, from: EntryState) -> Option<EntryState> {
    use EntryState::{Admitted, Cosigning, Draft, Issued, Presented, Returned, Signed, Submitted, Withdrawn};
    match (style, action, from) {
        (EntryStyle::Filed, Action::Edit, Draft | Returned) => Some(from),
        (EntryStyle::Filed, Action::Invite, Draft | Returned | Cosigning) => Some(Cosigning),
        (EntryStyle::Filed, Action::Cosign, Cosigning) => Some(Cosigning),
        (EntryStyle::Filed, Action::Resume, Cosigning) => Some(Draft),
        (EntryStyle::Filed, Action::Submit, Draft | Cosigning | Returned) => Some(Submitted),
        (EntryStyle::Filed, Action::Return, Submitted) => Some(Returned),
        (EntryStyle::Filed, Action::Admit, Submitted) => Some(Admitted),
        (
            EntryStyle::Filed,
            Action::Assign
            | Action::HandBack
            | Action::Plan
            | Action::DraftAnswer
            | Action::DraftChild
            | Action::Reserve
            | Action::GiveUp
            | Action::AssignQuestions
            | Action::FollowUp
            | Action::Accept,
            Admitted,
        ) => Some(Admitted),
        (EntryStyle::Filed, Action::TakeOver, Submitted | Admitted) => Some(from),
        (EntryStyle::Filed, Action::Withdraw, Draft | Cosigning | Submitted | Returned | Admitted) => Some(Withdrawn),
        (EntryStyle::Issued, Action::Edit | Action::Contribute, Draft | Returned) => Some(from),
        (EntryStyle::Issued, Action::Present, Draft | Returned) => Some(Presented),
        (EntryStyle::Issued, Action::Return, Draft | Presented | Signed) => Some(Returned),
        (EntryStyle::Issued, Action::Sign, Draft | Presented | Returned) => Some(Signed),
        (EntryStyle::Issued, Action::Issue, Signed) => Some(Issued),
        (
            EntryStyle::Issued,
            Action::Plan | Action::DraftChild | Action::Reserve | Action::GiveUp | Action::FollowUp | Action::Assign,
            Issued,
        ) => Some(Issued),
        (EntryStyle::Issued, Action::Withdraw, Draft | Presented | Returned | Signed) => Some(Withdrawn),
        _ => None,
    }
}

/// States in which nothing is left to do on this axis.
pub const fn is_final(style: EntryStyle, state: EntryState) -> bool {
    match style {
        EntryStyle::Filed => matches!(state, EntryState::Admitted | EntryState::Withdrawn),
        EntryStyle::Issued => matches!(state, EntryState::Issued | EntryState::Withdrawn),
    }
}

/// States in which somebody else than the author is waited for.
pub const fn is_waiting(state: EntryState) -> bool {
    matches!(
        state,
        EntryState::Cosigning
            | EntryState::Submitted
            | EntryState::Admitted
            | EntryState::Presented
            | EntryState::Signed
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_final_leads_nowhere_on_its_own_axis_but_withdrawal() {
        for &style in EntryStyle::ALL {
            for &state in EntryState::ALL.iter().filter(|state| is_final(style, **state)) {
                for &action in Action::ALL {
                    let to = target(style, action, state);
                    let stays_or_withdrawn = to.is_none_or(|to| to == state || to == EntryState::Withdrawn);
                    assert!(stays_or_withdrawn, "{style} {action} leads from {state} to {to:?}");
                }
            }
        }
    }

    #[test]
    fn the_text_is_frozen_while_others_sign_or_decide() {
        for state in [EntryState::Cosigning, EntryState::Submitted, EntryState::Admitted] {
            assert_eq!(target(EntryStyle::Filed, Action::Edit, state), None);
        }
        for state in [EntryState::Presented, EntryState::Signed, EntryState::Issued] {
            assert_eq!(target(EntryStyle::Issued, Action::Edit, state), None);
        }
    }
}
