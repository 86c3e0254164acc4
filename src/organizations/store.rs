//! Organisations as they are stored, and the queries about them.
use super::OrganizationKind;
use crate::db::Db;
use crate::db::schema::organizations;
use crate::db::types::OrganizationId;
use crate::error::Result;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

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
