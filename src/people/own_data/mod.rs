//! What an account can have of itself: everything that is stored about it, and its end. Whoever acted for somebody else
//! cannot go without a trace: what was done in office must stay accountable, so the office disables such an account. The
//! end itself, with what the histories say, is `administration::act::leave`.
pub mod store;

/// Why an account cannot be deleted by its own owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// It holds a role, stands in for somebody, or is that of an office holder.
    Office,
    /// Something of the council's business was done with it.
    Work,
}

impl Tie {
    /// The sentence that says so, and who helps.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Office => "own_tied_by_office",
            Self::Work => "own_tied_by_work",
        }
    }
}
