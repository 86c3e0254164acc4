//! The meanings: every state, action, condition, follow-up and result class that there is, as closed enums. A council file
//! combines them and never invents one; the machines of `procedure` say what they do.
mod deliberation;
mod entry;
mod files;
mod force;
mod keeping;
mod obligation;
mod records;

pub use deliberation::{
    Approval, Choice, ConsultationState, CorrectionState, Direction, ItemState, Leaning, MeetingAction, MeetingState,
    MinutesAction, MinutesState, ParagraphsAt, Presence, ResultClass, RoleKind, Tie, VoteForm,
};
pub use entry::{
    Action, Effect, EntryState, EntryStyle, FieldKind, Guard, Names, Relation, Sealed, Status, Subject, is_final,
    is_waiting, target,
};
pub use files::{FileAction, FileSubject};
pub use force::{ForceAction, LegalForce, PeoplesVote};
pub use keeping::{Appraisal, Secrecy};
pub use obligation::{ClockStart, ClockState, OrderState, Seat, Unit, order_target};
pub use records::Corrected;
