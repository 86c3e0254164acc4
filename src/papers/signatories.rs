//! Who stands behind a paper as it is printed: its first signatory, and how many signed with that one.
use super::{Paper, Signature, store};
use crate::db::Db;
use crate::db::types::PaperId;
use crate::error::Result;
use std::collections::BTreeMap;

/// The members who signed a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatories {
    /// Whoever was the first to be asked: of a paper in a member's own name that member.
    pub first: String,
    /// In the order in which they were asked.
    pub others: Vec<String>,
}

impl Signatories {
    /// `names` in their order; nobody where there are none.
    fn of(names: impl IntoIterator<Item = String>) -> Option<Self> {
        let mut names = names.into_iter();
        Some(Self { first: names.next()?, others: names.collect() })
    }

    /// Those of these people who have signed.
    pub fn among(signatures: &[Signature]) -> Option<Self> {
        Self::of(signatures.iter().filter(|asked| asked.signed_at.is_some()).map(|asked| asked.name.clone()))
    }
}

/// The signatories of these papers.
pub fn of_papers(db: &mut Db, papers: &[Paper]) -> Result<BTreeMap<PaperId, Signatories>> {
    let ids: Vec<_> = papers.iter().map(|paper| paper.id).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut names: BTreeMap<PaperId, Vec<String>> = BTreeMap::new();
    for (paper, name) in store::signed(db, &ids)? {
        names.entry(paper).or_default().push(name);
    }
    Ok(names.into_iter().filter_map(|(paper, names)| Some((paper, Signatories::of(names)?))).collect())
}
