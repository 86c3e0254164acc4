//! The directory: who sits where, and from when to when. Terms, people and memberships of a council.
pub mod store;

use super::Role;
use crate::db::schema::{memberships, people, terms};
use crate::db::types::{MembershipId, OrganizationId, PersonId, TermId};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// A term of the council (Wahlperiode).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = terms, treat_none_as_null = true)]
pub struct Term {
    pub id: TermId,
    pub council: String,
    /// As it stands in numbers: `VII`.
    pub name: String,
    pub starts_on: NaiveDate,
    /// The last day; open while the term runs without a fixed end.
    pub ends_on: Option<NaiveDate>,
}

/// Somebody who holds an office or a seat, with or without an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = people)]
pub struct Person {
    pub id: PersonId,
    pub council: String,
    /// The stable name that apply files use: `petra-lindner`.
    pub key: String,
    pub name: String,
}

/// A person's seat or office in an organisation, for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = memberships, treat_none_as_null = true)]
pub struct Membership {
    pub id: MembershipId,
    pub council: String,
    pub person_id: PersonId,
    pub organization_id: OrganizationId,
    pub role: Role,
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
}
