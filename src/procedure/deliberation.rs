//! The deliberation axis: one consultation of a paper in a body, and what its result leads to.
use super::{ConsultationState, ResultClass, RoleKind};

/// What entering a result does, besides closing the consultation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// A further consultation of the same body in the same role is planned.
    pub successor: bool,
    /// The paper is decided by it: no withdrawal after this, the status follows.
    pub decides: bool,
}

/// The effect of a result of this class in a role of this kind (procedure.md §1.4).
///
/// DEFER: a decision, advice or information role gets exactly one successor; an answer role gets none, the
/// obligation alone keeps the paper open (the page of VII-F-01504 has only the one row). The paper never ends by DEFER.
pub const fn outcome(class: ResultClass, role: RoleKind) -> Outcome {
    match class {
        ResultClass::Defer => Outcome { successor: !matches!(role, RoleKind::Answer), decides: false },
        ResultClass::Note => Outcome { successor: false, decides: matches!(role, RoleKind::Information) },
        ResultClass::AnswerWritten => Outcome { successor: false, decides: false },
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
    fn nothing_is_decided_by_deferring() {
        for &role in RoleKind::ALL {
            assert!(!outcome(ResultClass::Defer, role).decides);
        }
    }
}
