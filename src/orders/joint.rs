//! Who asked for an order: of a joint motion every faction, the one that filed it first.
use super::store;
use crate::db::Db;
use crate::db::types::PaperId;
use crate::error::Result;
use crate::papers::Paper;
use std::collections::BTreeMap;

/// The submitter of a paper and the further factions whose members signed it, by name.
pub fn with(submitter: &str, paper: PaperId, joint: &BTreeMap<PaperId, Vec<String>>) -> Vec<String> {
    let others = joint.get(&paper).into_iter().flatten().filter(|name| *name != submitter);
    std::iter::once(submitter.to_owned()).chain(others.cloned()).filter(|name| !name.is_empty()).collect()
}

/// As `with`, for a paper at hand.
pub fn told(paper: &Paper, joint: &BTreeMap<PaperId, Vec<String>>) -> Vec<String> {
    with(&paper.submitter, paper.id, joint)
}

/// Everybody who asked for what one paper proposed.
pub fn of(db: &mut Db, paper: &Paper) -> Result<Vec<String>> {
    Ok(told(paper, &store::joint::factions(db, &[paper.id])?))
}
