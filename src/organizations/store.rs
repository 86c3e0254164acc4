//! Organisations as they are stored, and the queries about them.
use super::OrganizationKind;
use crate::db::schema::{organization_names, organizations};
use crate::db::types::{NameId, OrganizationId};
use crate::db::{Db, MultiBackend};
use crate::error::Result;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// One organisation of a council, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = organizations, treat_none_as_null = true)]
pub struct Organization {
    pub id: OrganizationId,
    pub council: String,
    /// The stable name that council files and apply files use: `ratsversammlung`.
    pub key: String,
    pub name: String,
    pub kind: OrganizationKind,
    /// The faction of an office, the department above.
    pub parent_id: Option<OrganizationId>,
    /// Where mail for the organisation goes, whoever works there.
    pub email: Option<String>,
    /// Where a body usually sits, as it is printed.
    pub place: Option<String>,
    pub starts_on: Option<NaiveDate>,
    /// The last day of its existence.
    pub ends_on: Option<NaiveDate>,
    /// Into which other it was merged when it ended.
    pub successor_id: Option<OrganizationId>,
    /// How many seats with a vote it has by law; what is not known is counted from its members.
    pub seats: Option<i32>,
    /// Whether it sits behind closed doors.
    pub nonpublic: bool,
    /// What stands for it in numbers: a faction's letter, a department's short sign.
    pub sign: Option<String>,
}

impl Organization {
    /// A new one of which nothing is known but what it is called and what it is.
    pub fn named(council: &str, key: String, name: String, kind: OrganizationKind) -> Self {
        Self {
            id: OrganizationId::new(),
            council: council.to_owned(),
            key,
            name,
            kind,
            parent_id: None,
            email: None,
            place: None,
            starts_on: None,
            ends_on: None,
            successor_id: None,
            seats: None,
            nonpublic: false,
            sign: None,
        }
    }
}

/// A name that an organisation bore before, to its last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = organization_names, treat_none_as_default_value = false)]
pub struct PastName {
    pub id: NameId,
    pub organization_id: OrganizationId,
    pub name: String,
    pub starts_on: Option<NaiveDate>,
    /// The last day on which it bore this name.
    pub ends_on: Option<NaiveDate>,
}

/// The organisation of this id, or `NotFound`.
pub fn get(db: &mut Db, id: OrganizationId) -> Result<Organization> {
    Ok(organizations::table.find(id).select(Organization::as_select()).first(db)?)
}

/// The organisation of this council with this key; `None` when there is none.
pub fn by_key(db: &mut Db, council: &str, key: &str) -> Result<Option<Organization>> {
    Ok(organizations::table
        .filter(organizations::council.eq(council))
        .filter(organizations::key.eq(key))
        .select(Organization::as_select())
        .first(db)
        .optional()?)
}

/// Every organisation of the council, past ones too, by kind and name.
pub fn all(db: &mut Db, council: &str) -> Result<Vec<Organization>> {
    Ok(organizations::table
        .filter(organizations::council.eq(council))
        .order((organizations::kind, organizations::name, organizations::id))
        .select(Organization::as_select())
        .load(db)?)
}

/// The council's organisations of one kind, past ones too, by name.
pub fn of_kind(db: &mut Db, council: &str, kind: OrganizationKind) -> Result<Vec<Organization>> {
    Ok(organizations::table
        .filter(organizations::council.eq(council))
        .filter(organizations::kind.eq(kind))
        .order((organizations::name, organizations::id))
        .select(Organization::as_select())
        .load(db)?)
}

/// The council's organisations of these kinds, past ones too, by kind and name.
pub fn of_kinds(db: &mut Db, council: &str, kinds: &[OrganizationKind]) -> Result<Vec<Organization>> {
    Ok(organizations::table
        .filter(organizations::council.eq(council))
        .filter(organizations::kind.eq_any(kinds.to_vec()))
        .order((organizations::kind, organizations::name, organizations::id))
        .select(Organization::as_select())
        .load(db)?)
}

/// The organisations of these ids; ids that do not exist are left out.
pub fn several(db: &mut Db, ids: &[OrganizationId]) -> Result<Vec<Organization>> {
    Ok(organizations::table
        .filter(organizations::id.eq_any(ids.iter().copied()))
        .select(Organization::as_select())
        .load(db)?)
}

/// The organisations directly below one: a faction's office, a department's parts.
pub fn below(db: &mut Db, parent: OrganizationId) -> Result<Vec<Organization>> {
    Ok(organizations::table
        .filter(organizations::parent_id.eq(parent))
        .order((organizations::name, organizations::id))
        .select(Organization::as_select())
        .load(db)?)
}

/// Adds one.
pub fn insert(db: &mut Db, organization: &Organization) -> Result<()> {
    diesel::insert_into(organizations::table).values(organization).execute(db)?;
    Ok(())
}

/// Replaces what is stored under its id.
pub fn update(db: &mut Db, organization: &Organization) -> Result<()> {
    diesel::update(organizations::table.find(organization.id)).set(organization).execute(db)?;
    Ok(())
}

/// The names that these organisations bore on a day: what a sitting of that day is told with. Ids that do not exist are
/// left out.
pub fn names_on(db: &mut Db, ids: &[OrganizationId], day: NaiveDate) -> Result<BTreeMap<OrganizationId, String>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut names: BTreeMap<OrganizationId, String> = organizations::table
        .filter(organizations::id.eq_any(ids.to_vec()))
        .select((organizations::id, organizations::name))
        .load::<(OrganizationId, String)>(db)?
        .into_iter()
        .collect();
    // The latest first: of several that ended later than this day the last to be put in is the one that ended next.
    let past: Vec<(OrganizationId, String)> = organization_names::table
        .filter(organization_names::organization_id.eq_any(ids.to_vec()))
        .filter(organization_names::ends_on.ge(day))
        .order((organization_names::ends_on.desc(), organization_names::id))
        .select((organization_names::organization_id, organization_names::name))
        .load(db)?;
    names.extend(past);
    Ok(names)
}

/// Puts for each of these names, which are the present ones, the name that its organisation bore on its day.
pub fn as_of(db: &mut Db, names: Vec<(OrganizationId, NaiveDate, &mut String)>) -> Result<()> {
    let ids: Vec<OrganizationId> = names.iter().map(|(id, _, _)| *id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let past: Vec<PastName> = organization_names::table
        .filter(organization_names::organization_id.eq_any(ids))
        .order((organization_names::ends_on, organization_names::id))
        .select(PastName::as_select())
        .load(db)?;
    for (id, day, name) in names {
        let borne = past.iter().find(|past| past.organization_id == id && past.ends_on.is_some_and(|end| end >= day));
        if let Some(borne) = borne {
            name.clone_from(&borne.name);
        }
    }
    Ok(())
}

/// The name that one organisation bore on a day, or `NotFound`.
pub fn name_on(db: &mut Db, id: OrganizationId, day: NaiveDate) -> Result<String> {
    names_on(db, &[id], day)?.remove(&id).ok_or(crate::error::Error::NotFound)
}

/// The names that an organisation bore before, the earliest first.
pub fn past_names(db: &mut Db, id: OrganizationId) -> Result<Vec<PastName>> {
    Ok(organization_names::table
        .filter(organization_names::organization_id.eq(id))
        .order((organization_names::ends_on, organization_names::id))
        .select(PastName::as_select())
        .load(db)?)
}

/// Every past name in a council.
pub fn all_past_names(db: &mut Db, council: &str) -> Result<Vec<PastName>> {
    Ok(organization_names::table
        .inner_join(organizations::table.on(organizations::id.eq(organization_names::organization_id)))
        .filter(organizations::council.eq(council.to_owned()))
        .order((organization_names::ends_on, organization_names::id))
        .select(PastName::as_select())
        .load(db)?)
}

/// Adds a past name.
pub fn insert_past_name(db: &mut Db, name: &PastName) -> Result<()> {
    diesel::insert_into(organization_names::table).values(name).execute(db)?;
    Ok(())
}

/// The organisations that were merged into this one.
pub fn predecessors(db: &mut Db, successor: OrganizationId) -> Result<Vec<Organization>> {
    Ok(organizations::table
        .filter(organizations::successor_id.eq(successor))
        .order((organizations::name, organizations::id))
        .select(Organization::as_select())
        .load(db)?)
}

/// A page of the organisations of a council by name, past ones too, after this one; at most `limit`.
pub fn page(db: &mut Db, council: &str, after: Option<OrganizationId>, limit: i64) -> Result<Vec<Organization>> {
    let mut query = organizations::table
        .filter(organizations::council.eq(council.to_owned()))
        .order((organizations::name, organizations::id))
        .limit(limit)
        .select(Organization::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(last) = after {
        let name = get(db, last)?.name;
        query = query.filter(
            organizations::name.gt(name.clone()).or(organizations::name.eq(name).and(organizations::id.gt(last))),
        );
    }
    Ok(query.load(db)?)
}
