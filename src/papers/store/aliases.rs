//! The numbers that a paper had before, or elsewhere: an old link keeps working for ever.
use crate::app::Tx;
use crate::council::numbers;
use crate::db::Db;
use crate::db::schema::{aliases, papers};
use crate::db::types::{Moment, PaperId};
use crate::error::{Error, Result};
use crate::message::Message;
use diesel::prelude::*;

/// A number that a paper had before, or elsewhere, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = aliases, treat_none_as_default_value = false)]
pub struct Alias {
    pub council: String,
    pub slug: String,
    /// The number as it was written, of whatever form.
    pub reference: String,
    pub paper_id: PaperId,
    pub since: Moment,
}

/// Keeps `reference` as another number of the paper, so that it leads there from now on. Doing it twice changes nothing.
///
/// # Errors
/// Refused when the number, or one that looks the same in an address, already names another paper.
pub fn add_alias(tx: &mut Tx<'_>, council: &str, paper: PaperId, reference: &str) -> Result<()> {
    let slug = numbers::slug(reference);
    let taken = || Error::refused(Message::new("alias_taken").on("reference").with("reference", reference));
    match holder(tx, council, &slug)? {
        Some(known) if known == paper => return Ok(()),
        Some(_) => return Err(taken()),
        None => {
            let own = papers::table.filter(papers::council.eq(council).and(papers::slug.eq(&slug)));
            let owner: Option<PaperId> = own.select(papers::id).first(&mut **tx).optional()?;
            if owner.is_some_and(|owner| owner != paper) {
                return Err(taken());
            }
            // The paper to come bears it, or nobody ever does.
            if super::reserved_at(tx, council, &slug)?.is_some_and(|reserved| reserved.taken_by != Some(paper)) {
                return Err(taken());
            }
        }
    }
    let row =
        Alias { council: council.to_owned(), slug, reference: reference.to_owned(), paper_id: paper, since: tx.now };
    diesel::insert_into(aliases::table).values(row).execute(&mut **tx)?;
    Ok(())
}

/// The paper that had this number, in any spelling that looks the same in an address.
pub fn by_alias(db: &mut Db, council: &str, name: &str) -> Result<Option<PaperId>> {
    if let Some(paper) = holder(db, council, name)? {
        return Ok(Some(paper));
    }
    holder(db, council, &numbers::slug(name))
}

/// A part of a number as patterns for `LIKE`: as it was typed, in large and in small letters. The databases' own
/// functions differ in what they do to letters beyond ASCII.
pub(super) fn patterns(text: &str) -> [String; 3] {
    let bare = text.trim().replace(['%', '_', '\\'], "");
    [bare.to_uppercase(), bare.to_lowercase(), bare].map(|text| format!("%{text}%"))
}

fn holder(db: &mut Db, council: &str, slug: &str) -> Result<Option<PaperId>> {
    Ok(aliases::table.find((council, slug)).select(aliases::paper_id).first(db).optional()?)
}

/// The former numbers of a paper, the oldest first.
pub fn aliases(db: &mut Db, paper: PaperId) -> Result<Vec<String>> {
    Ok(aliases::table
        .filter(aliases::paper_id.eq(paper))
        .order((aliases::since, aliases::slug))
        .select(aliases::reference)
        .load(db)?)
}

/// Whether an alias already leads elsewhere from this part of an address.
pub(super) fn is_alias(db: &mut Db, council: &str, slug: &str) -> Result<bool> {
    Ok(holder(db, council, slug)?.is_some())
}

/// The slugs among these that are aliases' of one paper; `None` when they lead to several.
pub(super) fn one_of(db: &mut Db, council: &str, slugs: &[String]) -> Result<Option<String>> {
    let mut found: Vec<(String, PaperId)> = aliases::table
        .filter(aliases::council.eq(council.to_owned()).and(aliases::slug.eq_any(slugs.to_vec())))
        .select((aliases::slug, aliases::paper_id))
        .limit(2)
        .load(db)?;
    Ok(if found.len() == 1 { found.pop().map(|(slug, _)| slug) } else { None })
}
