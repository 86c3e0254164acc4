//! The queries on remarks.
use super::Note;
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{notes, organizations};
use crate::db::types::PaperId;
use crate::error::Result;
use diesel::prelude::*;

/// The remarks on a paper, the oldest first, each with the name of the organisation in whose name it was written.
pub fn of_paper(db: &mut Db, paper: PaperId) -> Result<Vec<(Note, String)>> {
    Ok(notes::table
        .inner_join(organizations::table.on(organizations::id.eq(notes::organization_id)))
        .filter(notes::paper_id.eq(paper))
        .order(notes::id)
        .select((Note::as_select(), organizations::name))
        .load(db)?)
}

/// How many remarks there are on a paper.
pub fn count(db: &mut Db, paper: PaperId) -> Result<i64> {
    Ok(notes::table.filter(notes::paper_id.eq(paper)).count().get_result(db)?)
}

/// Writes a new remark.
pub fn insert(tx: &mut Tx<'_>, note: &Note) -> Result<()> {
    diesel::insert_into(notes::table).values(note).execute(&mut **tx)?;
    Ok(())
}
