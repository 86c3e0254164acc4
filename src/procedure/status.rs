//! The status shown: never typed by hand, always computed from the axes.
use super::{ClockState, ConsultationState, EntryState, Status, deliberation};

/// What the status depends on.
#[derive(Debug, Clone, Copy)]
pub struct Axes<'a> {
    pub entry: EntryState,
    pub consultations: &'a [ConsultationState],
    /// Whether a result of an authoritative consultation decided the paper.
    pub decided: bool,
    pub clocks: &'a [ClockState],
    /// Whether what was decided waits for the people's vote before it binds.
    pub unbound: bool,
}

/// The status of a paper (procedure.md §1.2).
///
/// Closed: no clock is running, no consultation is open, and nothing that was decided waits for a vote of the people. A last result "vertagt" does not keep a paper open whose
/// answer was issued: that is how VII-F-01504 ends.
pub fn of(axes: &Axes<'_>) -> Status {
    match axes.entry {
        EntryState::Draft | EntryState::Cosigning | EntryState::Returned | EntryState::Presented => Status::Preparing,
        EntryState::Submitted | EntryState::Signed => Status::Submitted,
        EntryState::Withdrawn => Status::Withdrawn,
        EntryState::Admitted | EntryState::Issued => {
            let running = axes.clocks.contains(&ClockState::Running);
            let open = axes.consultations.iter().any(|state| deliberation::is_open(*state));
            match (running || open || axes.unbound, axes.decided) {
                (false, _) => Status::Closed,
                (true, true) => Status::Decided,
                (true, false) => Status::InProgress,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(consultations: &[ConsultationState], clocks: &[ClockState]) -> Status {
        of(&Axes { entry: EntryState::Admitted, consultations, decided: false, clocks, unbound: false })
    }

    #[test]
    fn the_page_of_the_model_is_closed_although_its_only_consultation_was_deferred() {
        assert_eq!(admitted(&[ConsultationState::Concluded], &[ClockState::Running]), Status::InProgress);
        assert_eq!(admitted(&[ConsultationState::Concluded], &[ClockState::Fulfilled]), Status::Closed);
    }

    #[test]
    fn an_open_consultation_keeps_it_open() {
        assert_eq!(admitted(&[ConsultationState::Scheduled], &[ClockState::Fulfilled]), Status::InProgress);
        assert_eq!(admitted(&[ConsultationState::Cancelled], &[ClockState::Refused]), Status::Closed);
    }

    #[test]
    fn an_advisory_body_may_still_be_open_when_the_paper_is_decided() {
        let axes = Axes {
            entry: EntryState::Admitted,
            consultations: &[ConsultationState::Concluded, ConsultationState::Planned],
            decided: true,
            clocks: &[],
            unbound: false,
        };
        assert_eq!(of(&axes), Status::Decided);
        let voted_on = Axes { consultations: &[ConsultationState::Concluded], unbound: true, ..axes };
        assert_eq!(of(&voted_on), Status::Decided, "what the people vote on is not closed yet");
    }
}
