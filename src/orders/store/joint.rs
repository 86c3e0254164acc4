//! The factions of joint motions.
use crate::db::Db;
use crate::db::schema::{memberships, organizations, papers, signatures};
use crate::db::types::PaperId;
use crate::error::Result;
use crate::organizations::OrganizationKind;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// The factions whose members signed these papers beside the faction that filed them, by name; those of which somebody
/// was a member on the day on which the paper was submitted. Papers that members file in their own names are theirs, not
/// their factions'.
pub fn factions(db: &mut Db, of: &[PaperId]) -> Result<BTreeMap<PaperId, Vec<String>>> {
    type Row = (PaperId, Option<NaiveDate>, String, NaiveDate, Option<NaiveDate>);
    if of.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<Row> = signatures::table
        .inner_join(papers::table)
        .inner_join(memberships::table.on(memberships::person_id.eq(signatures::person_id)))
        .inner_join(organizations::table.on(organizations::id.eq(memberships::organization_id)))
        .filter(signatures::paper_id.eq_any(of.to_vec()).and(signatures::signed_at.is_not_null()))
        .filter(papers::submitter_id.is_not_null())
        .filter(organizations::kind.eq(OrganizationKind::Faction))
        .order(organizations::name)
        .select((papers::id, papers::submitted_on, organizations::name, memberships::starts_on, memberships::ends_on))
        .load(db)?;
    let mut found: BTreeMap<PaperId, Vec<String>> = BTreeMap::new();
    for (paper, day, name, from, until) in rows {
        let then = day.is_none_or(|day| from <= day && until.is_none_or(|until| day <= until));
        let names = found.entry(paper).or_default();
        if then && !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(found)
}
