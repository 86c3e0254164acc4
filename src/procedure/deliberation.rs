//! The deliberation axis: one consultation of a paper in a body, and what its result leads to.
use super::{ConsultationState, ResultClass, RoleKind};

/// What entering a result does, besides closing the consultation (procedure.md §1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// A further consultation of the same body in the same role is planned.
    pub successor: bool,
    /// Bodies are named to which the paper goes.
    pub refers: bool,
    /// Afterwards it comes back to this one in the same role.
    pub comes_back: bool,
    /// The paper is decided by it: no withdrawal after this, the status follows.
    pub decides: bool,
    /// A resolution is recorded, and an order for each of its points.
    pub resolves: bool,
    /// The executive is obliged: the clock that starts with a commitment runs.
    pub commits: bool,
    /// The final text must be given before the minutes are finished.
    pub final_text: bool,
    /// Each operative point has a result of its own.
    pub by_point: bool,
    /// The drafter must complete the paper before it is scheduled again.
    pub returns: bool,
    /// The paper may go on into the council.
    pub enters: bool,
    /// Nothing further is dealt with: open consultations fall away, clocks lapse.
    pub ends: bool,
    /// The paper goes on as another kind.
    pub converts: bool,
    /// What was said must be noted.
    pub note: bool,
    /// The obligation to answer is met by what was said in the sitting.
    pub answers: bool,
    /// The item stays on the list of missing results.
    pub missing: bool,
    /// The clock for which it was asked is due later.
    pub extends: bool,
}

/// The effect of a result of this class in a role of this kind.
///
/// DEFER: every role gets exactly one successor but an answer role, which gets none: the obligation alone keeps the paper
/// open (the page of VII-F-01504 has only the one row). No paper ends by DEFER.
/// A decision word in an advisory role is advice: a committee's "erledigt" does not end what the plenary decides. What
/// the executive agrees to, or takes note of without objecting, may enter the council, whatever the word.
pub const fn outcome(class: ResultClass, role: RoleKind) -> Outcome {
    let none = Outcome {
        successor: false,
        refers: false,
        comes_back: false,
        decides: false,
        resolves: false,
        commits: false,
        final_text: false,
        by_point: false,
        returns: false,
        enters: false,
        ends: false,
        converts: false,
        note: false,
        answers: false,
        missing: false,
        extends: false,
    };
    let deciding = matches!(role, RoleKind::Decision);
    let approving = matches!(role, RoleKind::Approval);
    match class {
        ResultClass::Defer => Outcome { successor: !matches!(role, RoleKind::Answer), ..none },
        ResultClass::Refer => Outcome { refers: true, comes_back: true, ..none },
        ResultClass::ReferAway => Outcome { refers: true, ..none },
        ResultClass::Return => Outcome { returns: true, successor: true, ..none },
        ResultClass::Recommend => none,
        ResultClass::ExecApprove => Outcome { enters: true, ..none },
        ResultClass::Adopt => Outcome { decides: deciding, resolves: deciding, enters: approving, ..none },
        ResultClass::AdoptAmended => Outcome { decides: deciding, resolves: deciding, final_text: deciding, ..none },
        ResultClass::AdoptPart => Outcome { decides: deciding, resolves: deciding, by_point: true, ..none },
        ResultClass::Commit => Outcome { decides: deciding, resolves: deciding, commits: deciding, ..none },
        ResultClass::Reject => Outcome { decides: deciding, ..none },
        ResultClass::Note => {
            let concludes = matches!(role, RoleKind::Information | RoleKind::Decision);
            Outcome { decides: concludes, enters: approving, ..none }
        }
        ResultClass::AnswerOral => Outcome { note: true, answers: matches!(role, RoleKind::Answer), ..none },
        ResultClass::AnswerWritten => none,
        ResultClass::Settled => Outcome { decides: deciding, ends: deciding, ..none },
        ResultClass::Convert => Outcome { converts: true, successor: true, ..none },
        ResultClass::Withdraw => Outcome { decides: true, ends: true, ..none },
        ResultClass::UrgentExec => {
            let decided = matches!(role, RoleKind::Decision | RoleKind::Approval);
            Outcome { decides: decided, resolves: decided, enters: true, ..none }
        }
        ResultClass::Extend => Outcome { extends: matches!(role, RoleKind::Extension), ..none },
        ResultClass::NoResult => Outcome { missing: true, ..none },
    }
}

/// Whether a consultation in this state still waits for something.
pub const fn is_open(state: ConsultationState) -> bool {
    matches!(state, ConsultationState::Planned | ConsultationState::Scheduled)
}

/// Whether a consultation that was put off still counts as waiting for an answer: a deferred answer role does, so that
/// issuing the answer concludes the matter without a second row.
pub const fn awaits_answer(role: RoleKind, state: ConsultationState) -> bool {
    matches!(role, RoleKind::Answer) && is_open(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deferred_decision_gets_one_successor_and_a_deferred_answer_none() {
        assert!(outcome(ResultClass::Defer, RoleKind::Decision).successor);
        assert!(outcome(ResultClass::Defer, RoleKind::Advice).successor);
        assert!(!outcome(ResultClass::Defer, RoleKind::Answer).successor);
    }

    #[test]
    fn nothing_is_decided_by_deferring_referring_or_returning() {
        for &role in RoleKind::ALL {
            use ResultClass::{Defer, NoResult, Refer, ReferAway, Return};
            for class in [Defer, Refer, ReferAway, Return, NoResult] {
                assert!(!outcome(class, role).decides, "{class} {role}");
            }
        }
    }

    #[test]
    fn what_a_committee_advises_decides_nothing() {
        for &class in ResultClass::ALL.iter().filter(|class| **class != ResultClass::Withdraw) {
            let advice = outcome(class, RoleKind::Advice);
            assert!(!advice.decides && !advice.ends && !advice.resolves, "{class}");
        }
    }

    #[test]
    fn unchanged_is_not_changed() {
        let unchanged = outcome(ResultClass::Adopt, RoleKind::Decision);
        let changed = outcome(ResultClass::AdoptAmended, RoleKind::Decision);
        assert!(!unchanged.final_text && changed.final_text);
        assert!(unchanged.resolves && changed.resolves);
    }
}
