//! The publication axis: before whom a paper lies, derived from the other axes.
use super::{EntryState, EntryStyle, MinutesState};
use crate::visibility::Circle;

/// The circle of minutes in this state, where the council's rule opens them with `public`. A draft is the office's.
pub fn minutes(public: MinutesState, state: MinutesState) -> Circle {
    match state {
        MinutesState::Draft => Circle::Office,
        MinutesState::Finished if public == MinutesState::Approved => Circle::Council,
        MinutesState::Finished | MinutesState::Approved => Circle::Public,
    }
}

/// The circle of a paper. `confidential` is what its author chose (non-public from the first keystroke on);
/// `was_admitted` says whether a withdrawn paper had been admitted before: what was public once stays readable.
///
/// `unapproved`: a paper of the administration that the executive has not let into the council yet; the office has it.
///
/// A draft answer lies before its department alone; once signed, before the council office, which issues it.
pub const fn circle(
    style: EntryStyle,
    state: EntryState,
    confidential: bool,
    was_admitted: bool,
    unapproved: bool,
) -> Circle {
    let open = if confidential { Circle::Council } else { Circle::Public };
    match (style, state) {
        (EntryStyle::Issued, EntryState::Issued | EntryState::Withdrawn) if was_admitted && unapproved => {
            Circle::Office
        }
        (_, EntryState::Admitted | EntryState::Issued) => open,
        (_, EntryState::Withdrawn) if was_admitted => open,
        (EntryStyle::Filed, EntryState::Submitted) | (EntryStyle::Issued, EntryState::Signed) => Circle::Office,
        // Returned to its author with a reason: the office goes on seeing what it sent back.
        (EntryStyle::Filed, EntryState::Returned) => Circle::Office,
        _ => Circle::Author,
    }
}
