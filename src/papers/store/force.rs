//! Whether what was decided on a paper binds.
use crate::db::Db;
use crate::db::schema::referendums;
use crate::db::types::PaperId;
use crate::error::Result;
use crate::procedure::LegalForce;
use diesel::prelude::*;

/// Whether a decision on the paper waits for the people: a vote can be demanded, or is to be taken.
pub fn is_unbound(db: &mut Db, paper: PaperId) -> Result<bool> {
    let waiting = referendums::table
        .filter(referendums::paper_id.eq(paper))
        .filter(referendums::state.eq_any(vec![LegalForce::Open, LegalForce::Vote]));
    Ok(diesel::select(diesel::dsl::exists(waiting)).get_result(db)?)
}
