//! What is done with people, their seats and offices, and the terms of the council.
use super::organizations::{free_key, own};
use super::{begin, refuse, unchanged};
use crate::administration::put;
use crate::app::Tx;
use crate::council::Council;
use crate::db::types::{MembershipId, OrganizationId, PersonId, TermId};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::Role;
use crate::people::directory::{Membership, Person, Term, store};
use crate::people::input::Name;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Adds a person to the directory. Of two people of the same name the second says so.
pub fn create(tx: &mut Tx<'_>, council: &Council, name: &Name, namesake: bool) -> Result<PersonId> {
    begin(tx, council)?;
    let all = store::people(tx, &council.slug)?;
    if !namesake && all.iter().any(|person| person.name == name.as_str()) {
        return refuse("admin_person_known", "name");
    }
    let taken: BTreeSet<_> = all.iter().map(|person| person.key.as_str()).collect();
    let key = free_key(name.as_str(), &taken);
    let person = Person { id: PersonId::new(), council: council.slug.clone(), key, name: name.as_str().to_owned() };
    put::person(tx, council, None, &person)?;
    Ok(person.id)
}

/// Corrects a person's name, everywhere and for all times.
pub fn correct(tx: &mut Tx<'_>, council: &Council, id: PersonId, seen: &str, name: &Name) -> Result<()> {
    begin(tx, council)?;
    let before = person(tx, council, id)?;
    unchanged(&before, seen)?;
    let after = Person { name: name.as_str().to_owned(), ..before.clone() };
    put::person(tx, council, Some(&before), &after)?;
    Ok(())
}

fn person(tx: &mut Tx<'_>, council: &Council, id: PersonId) -> Result<Person> {
    let person = store::person(tx, id)?;
    if person.council == council.slug { Ok(person) } else { Err(Error::NotFound) }
}

/// A seat or office, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    pub role: Role,
    pub title: String,
    pub voting: bool,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

/// Gives a person a seat or office.
pub fn join(
    tx: &mut Tx<'_>,
    council: &Council,
    person_id: PersonId,
    organization: OrganizationId,
    seat: &Seat,
) -> Result<MembershipId> {
    begin(tx, council)?;
    person(tx, council, person_id)?;
    let organization = own(tx, council, organization)?;
    if organization.ends_on.is_some_and(|end| seat.starts_on > end) {
        return refuse("admin_organization_is_past", "starts_on");
    }
    let membership = Membership {
        id: MembershipId::new(),
        council: council.slug.clone(),
        person_id,
        organization_id: organization.id,
        role: seat.role,
        starts_on: seat.starts_on,
        ends_on: seat.ends_on,
        voting: seat.voting,
        title: seat.title.clone(),
    };
    no_overlap(tx, &membership)?;
    put::membership(tx, council, None, &membership)?;
    Ok(membership.id)
}

/// Changes a seat or office, or ends it.
pub fn change_seat(tx: &mut Tx<'_>, council: &Council, id: MembershipId, seen: &str, seat: &Seat) -> Result<PersonId> {
    begin(tx, council)?;
    let before = store::membership(tx, &council.slug, id)?;
    unchanged(&before, seen)?;
    let Seat { role, title, voting, starts_on, ends_on } = seat.clone();
    let after = Membership { role, title, voting, starts_on, ends_on, ..before.clone() };
    no_overlap(tx, &after)?;
    put::membership(tx, council, Some(&before), &after)?;
    Ok(after.person_id)
}

/// Nobody holds the same office in the same body twice at once.
fn no_overlap(tx: &mut Tx<'_>, new: &Membership) -> Result<()> {
    let far = NaiveDate::MAX;
    let meets = |old: &Membership| {
        old.id != new.id
            && old.organization_id == new.organization_id
            && old.role == new.role
            && old.starts_on <= new.ends_on.unwrap_or(far)
            && new.starts_on <= old.ends_on.unwrap_or(far)
    };
    if store::memberships_of(tx, new.person_id)?.iter().any(meets) {
        return refuse("admin_seat_twice", "starts_on");
    }
    Ok(())
}

/// A term of the council, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub name: String,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

/// Adds a term of the council.
pub fn new_term(tx: &mut Tx<'_>, council: &Council, span: &Span) -> Result<TermId> {
    begin(tx, council)?;
    let Span { name, starts_on, ends_on } = span.clone();
    let term = Term { id: TermId::new(), council: council.slug.clone(), name, starts_on, ends_on };
    fits_between(tx, council, &term)?;
    put::term(tx, council, None, &term)?;
    Ok(term.id)
}

/// Changes the days of a term. Its name stands in numbers already given and stays.
pub fn change_term(
    tx: &mut Tx<'_>,
    council: &Council,
    id: TermId,
    seen: &str,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
) -> Result<()> {
    begin(tx, council)?;
    let terms = store::terms(tx, &council.slug)?;
    let before = terms.into_iter().find(|term| term.id == id).ok_or(Error::NotFound)?;
    unchanged(&before, seen)?;
    let after = Term { starts_on, ends_on, ..before.clone() };
    fits_between(tx, council, &after)?;
    put::term(tx, council, Some(&before), &after)?;
    Ok(())
}

fn fits_between(tx: &mut Tx<'_>, council: &Council, new: &Term) -> Result<()> {
    let far = NaiveDate::MAX;
    for old in store::terms(tx, &council.slug)?.iter().filter(|old| old.id != new.id) {
        if old.name == new.name {
            return refuse("admin_term_known", "name");
        }
        if old.starts_on <= new.ends_on.unwrap_or(far) && new.starts_on <= old.ends_on.unwrap_or(far) {
            return Err(Error::refused(Message::new("admin_terms_overlap").with("term", &old.name).on("starts_on")));
        }
    }
    Ok(())
}
