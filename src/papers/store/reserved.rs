//! Numbers that wait for a paper that does not exist yet.
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{papers, reserved_numbers};
use crate::db::types::{Moment, PaperId};
use crate::error::Result;
use diesel::prelude::*;

/// A number that was reserved below a paper.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = reserved_numbers, treat_none_as_default_value = false)]
pub struct Reserved {
    pub council: String,
    pub slug: String,
    pub reference: String,
    /// The paper below which it counts.
    pub paper_id: PaperId,
    /// Key of the kind that it is kept for.
    pub kind: String,
    pub family_seq: Option<i32>,
    pub reserved_at: Moment,
    pub given_up_at: Option<Moment>,
    pub taken_by: Option<PaperId>,
}

impl Reserved {
    /// Whether a paper can still take it.
    pub const fn waits(&self) -> bool {
        self.given_up_at.is_none() && self.taken_by.is_none()
    }
}

/// Keeps a number.
pub fn reserve(tx: &mut Tx<'_>, reserved: &Reserved) -> Result<()> {
    diesel::insert_into(reserved_numbers::table).values(reserved).execute(&mut **tx)?;
    Ok(())
}

/// The numbers that wait below a paper, the first first.
pub fn waiting_numbers(db: &mut Db, paper: PaperId) -> Result<Vec<Reserved>> {
    Ok(reserved_numbers::table
        .filter(reserved_numbers::paper_id.eq(paper))
        .filter(reserved_numbers::given_up_at.is_null().and(reserved_numbers::taken_by.is_null()))
        .order((reserved_numbers::family_seq, reserved_numbers::slug))
        .select(Reserved::as_select())
        .load(db)?)
}

/// All numbers that were ever reserved in a family, in the order of its numbers.
pub fn reserved_in_family(db: &mut Db, root: PaperId) -> Result<Vec<Reserved>> {
    let mut found: Vec<Reserved> = reserved_numbers::table
        .inner_join(papers::table)
        .filter(papers::root_id.eq(root))
        .select(Reserved::as_select())
        .load(db)?;
    found.sort_by(|one, other| (one.family_seq, &one.slug).cmp(&(other.family_seq, &other.slug)));
    Ok(found)
}

/// All numbers that were ever reserved in a council and that no paper bears.
pub fn reserved_of_council(db: &mut Db, council: &str) -> Result<Vec<Reserved>> {
    Ok(reserved_numbers::table
        .filter(reserved_numbers::council.eq(council).and(reserved_numbers::taken_by.is_null()))
        .select(Reserved::as_select())
        .load(db)?)
}

/// The reserved number that stands in an address.
pub fn reserved_at(db: &mut Db, council: &str, slug: &str) -> Result<Option<Reserved>> {
    Ok(reserved_numbers::table.find((council, slug)).select(Reserved::as_select()).first(db).optional()?)
}

/// Whether this number is kept, or was.
pub(super) fn is_reserved(db: &mut Db, council: &str, reference: &str) -> Result<bool> {
    let own = reserved_numbers::council.eq(council).and(reserved_numbers::reference.eq(reference));
    let count: i64 = reserved_numbers::table.filter(own).count().get_result(db)?;
    Ok(count > 0)
}

/// A paper bears the number from now on.
pub fn take_number(tx: &mut Tx<'_>, reserved: &Reserved, paper: PaperId) -> Result<()> {
    let one = reserved_numbers::table.find((reserved.council.as_str(), reserved.slug.as_str()));
    diesel::update(one).set(reserved_numbers::taken_by.eq(Some(paper))).execute(&mut **tx)?;
    Ok(())
}

/// The number stays unused for ever.
pub fn give_number_up(tx: &mut Tx<'_>, reserved: &Reserved) -> Result<()> {
    let one = reserved_numbers::table.find((reserved.council.as_str(), reserved.slug.as_str()));
    diesel::update(one).set(reserved_numbers::given_up_at.eq(Some(tx.now))).execute(&mut **tx)?;
    Ok(())
}
