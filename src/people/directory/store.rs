//! Terms, people and memberships as they are stored, and the queries about them.
use crate::db::schema::{memberships, organizations, people, terms};
use crate::db::types::{MembershipId, OrganizationId, PersonId, TermId};
use crate::db::{Db, MultiBackend};
use crate::error::Result;
use crate::organizations::OrganizationKind;
use crate::people::Role;
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
    /// Whether it has a vote there: an expert citizen or an advisory member has none.
    pub voting: bool,
    /// The function in words where the role's own are not enough: "stellv. Vorsitz", "sachkundige Einwohnerin".
    pub title: String,
}

/// The terms of the council, oldest first.
pub fn terms(db: &mut Db, council: &str) -> Result<Vec<Term>> {
    Ok(terms::table
        .filter(terms::council.eq(council))
        .order((terms::starts_on, terms::id))
        .select(Term::as_select())
        .load(db)?)
}

/// The term in which this day lies; `None` between terms.
pub fn term_on(db: &mut Db, council: &str, day: NaiveDate) -> Result<Option<Term>> {
    Ok(terms::table
        .filter(terms::council.eq(council))
        .filter(terms::starts_on.le(day))
        .filter(terms::ends_on.is_null().or(terms::ends_on.ge(day)))
        .order((terms::starts_on.desc(), terms::id))
        .select(Term::as_select())
        .first(db)
        .optional()?)
}

/// Adds a term.
pub fn insert_term(db: &mut Db, term: &Term) -> Result<()> {
    diesel::insert_into(terms::table).values(term).execute(db)?;
    Ok(())
}

/// Replaces what is stored under the term's id.
pub fn update_term(db: &mut Db, term: &Term) -> Result<()> {
    diesel::update(terms::table.find(term.id)).set(term).execute(db)?;
    Ok(())
}

/// Every person of the council, by name.
pub fn people(db: &mut Db, council: &str) -> Result<Vec<Person>> {
    Ok(people::table
        .filter(people::council.eq(council))
        .order((people::name, people::id))
        .select(Person::as_select())
        .load(db)?)
}

/// The person of this id, or `NotFound`.
pub fn person(db: &mut Db, id: PersonId) -> Result<Person> {
    Ok(people::table.find(id).select(Person::as_select()).first(db)?)
}

/// The people of these ids, by name; ids that do not exist are left out.
pub fn several(db: &mut Db, ids: &[PersonId]) -> Result<Vec<Person>> {
    Ok(people::table
        .filter(people::id.eq_any(ids.iter().copied()))
        .order((people::name, people::id))
        .select(Person::as_select())
        .load(db)?)
}

/// The person of this council with this key; `None` when there is none.
pub fn person_by_key(db: &mut Db, council: &str, key: &str) -> Result<Option<Person>> {
    Ok(people::table
        .filter(people::council.eq(council))
        .filter(people::key.eq(key))
        .select(Person::as_select())
        .first(db)
        .optional()?)
}

/// Adds a person.
pub fn insert_person(db: &mut Db, person: &Person) -> Result<()> {
    diesel::insert_into(people::table).values(person).execute(db)?;
    Ok(())
}

/// Replaces what is stored under the person's id.
pub fn update_person(db: &mut Db, person: &Person) -> Result<()> {
    diesel::update(people::table.find(person.id)).set(person).execute(db)?;
    Ok(())
}

/// Every membership of the council, past ones too.
pub fn memberships(db: &mut Db, council: &str) -> Result<Vec<Membership>> {
    Ok(memberships::table
        .filter(memberships::council.eq(council))
        .order((memberships::starts_on, memberships::id))
        .select(Membership::as_select())
        .load(db)?)
}

/// Who belongs to an organisation on a day, and as what; by name.
pub fn members(db: &mut Db, organization: OrganizationId, day: NaiveDate) -> Result<Vec<(Person, Role)>> {
    Ok(memberships::table
        .inner_join(people::table)
        .filter(memberships::organization_id.eq(organization))
        .filter(memberships::starts_on.le(day))
        .filter(memberships::ends_on.is_null().or(memberships::ends_on.ge(day)))
        .order((people::name, people::id))
        .select((Person::as_select(), memberships::role))
        .load(db)?)
}

/// Adds a membership.
pub fn insert_membership(db: &mut Db, membership: &Membership) -> Result<()> {
    diesel::insert_into(memberships::table).values(membership).execute(db)?;
    Ok(())
}

/// Replaces what is stored under the membership's id.
pub fn update_membership(db: &mut Db, membership: &Membership) -> Result<()> {
    diesel::update(memberships::table.find(membership.id)).set(membership).execute(db)?;
    Ok(())
}

/// Who belongs to an organisation on a day, with the membership; by name.
pub fn seats(db: &mut Db, organization: OrganizationId, day: NaiveDate) -> Result<Vec<(Person, Membership)>> {
    Ok(memberships::table
        .inner_join(people::table)
        .filter(memberships::organization_id.eq(organization))
        .filter(memberships::starts_on.le(day))
        .filter(memberships::ends_on.is_null().or(memberships::ends_on.ge(day)))
        .order((people::name, people::id))
        .select((Person::as_select(), Membership::as_select()))
        .load(db)?)
}

/// The memberships of a person, past ones too, the latest first.
pub fn memberships_of(db: &mut Db, person: PersonId) -> Result<Vec<Membership>> {
    Ok(memberships::table
        .filter(memberships::person_id.eq(person))
        .order((memberships::starts_on.desc(), memberships::id))
        .select(Membership::as_select())
        .load(db)?)
}

/// The last day in the plenary of the last of these people; `None` while one of them has a seat there without an end, or
/// when none of them ever had one.
pub fn left_on(db: &mut Db, council: &str, people: &[PersonId]) -> Result<Option<NaiveDate>> {
    let ends: Vec<Option<NaiveDate>> = memberships::table
        .inner_join(organizations::table.on(organizations::id.eq(memberships::organization_id)))
        .filter(memberships::council.eq(council.to_owned()))
        .filter(memberships::person_id.eq_any(people.to_vec()))
        .filter(organizations::kind.eq(OrganizationKind::Council))
        .select(memberships::ends_on)
        .load(db)?;
    if ends.iter().any(Option::is_none) {
        return Ok(None);
    }
    Ok(ends.into_iter().flatten().max())
}

/// One membership of this council, or `NotFound`.
pub fn membership(db: &mut Db, council: &str, id: MembershipId) -> Result<Membership> {
    Ok(memberships::table
        .filter(memberships::council.eq(council.to_owned()).and(memberships::id.eq(id)))
        .select(Membership::as_select())
        .first(db)?)
}

/// The memberships in an organisation, past ones too.
pub fn memberships_in(db: &mut Db, organization: OrganizationId) -> Result<Vec<Membership>> {
    Ok(memberships::table
        .filter(memberships::organization_id.eq(organization))
        .order((memberships::starts_on, memberships::id))
        .select(Membership::as_select())
        .load(db)?)
}

/// Who no longer belonged to an organisation on a day, with the membership, the last to leave first; at most `limit`.
pub fn former(
    db: &mut Db,
    organization: OrganizationId,
    day: NaiveDate,
    limit: i64,
) -> Result<Vec<(Person, Membership)>> {
    Ok(memberships::table
        .inner_join(people::table)
        .filter(memberships::organization_id.eq(organization))
        .filter(memberships::ends_on.lt(day))
        .order((memberships::ends_on.desc(), people::name, memberships::id))
        .limit(limit)
        .select((Person::as_select(), Membership::as_select()))
        .load(db)?)
}

/// A page of the people of a council by name, after this one; at most `limit`.
pub fn people_page(db: &mut Db, council: &str, after: Option<PersonId>, limit: i64) -> Result<Vec<Person>> {
    let mut query = people::table
        .filter(people::council.eq(council.to_owned()))
        .order((people::name, people::id))
        .limit(limit)
        .select(Person::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(last) = after {
        let name = person(db, last)?.name;
        query = query.filter(people::name.gt(name.clone()).or(people::name.eq(name).and(people::id.gt(last))));
    }
    Ok(query.load(db)?)
}
