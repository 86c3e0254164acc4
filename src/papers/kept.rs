//! A number that waits for its paper, or waited in vain, as readers are told of it.
use crate::db::types::PaperId;

/// A number of a family that no paper bears that the viewer sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub reference: String,
    pub slug: String,
    pub kind: String,
    pub paper: PaperId,
    /// It was given up: no paper will ever bear it.
    pub unused: bool,
}
