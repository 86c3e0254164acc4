//! Whether what was decided on a paper binds.
use crate::db::Db;
use crate::db::schema::referendums;
use crate::db::types::PaperId;
use crate::error::Result;
use crate::procedure::LegalForce;
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Whether a decision on the paper waits for the people: a vote can be demanded, or is to be taken.
pub fn is_unbound(db: &mut Db, paper: PaperId) -> Result<bool> {
    Ok(!unbound_of(db, &[paper])?.is_empty())
}

/// Those of these papers with a decision that waits for the people.
pub fn unbound_of(db: &mut Db, papers: &[PaperId]) -> Result<BTreeSet<PaperId>> {
    if papers.is_empty() {
        return Ok(BTreeSet::new());
    }
    let waiting: Vec<PaperId> = referendums::table
        .filter(referendums::paper_id.eq_any(papers.to_vec()))
        .filter(referendums::state.eq_any(vec![LegalForce::Open, LegalForce::Vote]))
        .select(referendums::paper_id)
        .load(db)?;
    Ok(waiting.into_iter().collect())
}
