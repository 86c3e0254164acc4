//! Writing a change of the register with its event, whoever makes it: the pages, the command line, an apply file. What
//! is as it was is not written and makes no event.
//!
//! Organisations and who sits in them are public, as the pages that show them are. People, accounts and roles lie
//! before those only who administer. No event names an address.
use crate::app::Tx;
use crate::council::Council;
use crate::db::types::{AccountId, OrganizationId};
use crate::error::Result;
use crate::events::{self, Detail, NewEvent, Register};
use crate::organizations::{self, Organization, OrganizationKind, PastName};
use crate::people::Role;
use crate::people::accounts::{self, NewAccount};
use crate::people::directory::{self, Membership, Person, Term};
use crate::people::input::Name;
use crate::people::passwords::Hashed;
use crate::people::stand_ins::{self, StandIn};
use crate::visibility::Circle;
use crate::words::Language;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What an event is about, beside its words.
struct About {
    action: &'static str,
    subject: String,
    circle: Circle,
    people: Vec<String>,
}

fn record(tx: &mut Tx<'_>, council: &Council, about: About, register: Register) -> Result<()> {
    let detail = Detail {
        by: in_whose_name(tx, council)?,
        people: about.people,
        register: Some(Box::new(register)),
        ..Detail::default()
    };
    let About { action, subject, circle, .. } = about;
    events::append(tx, council, NewEvent { action: action.to_owned(), paper_id: None, subject, circle, detail })?;
    Ok(())
}

/// The organisation in whose name the actor administers; the system's name for the command line.
pub fn in_whose_name(tx: &mut Tx<'_>, council: &Council) -> Result<String> {
    if tx.actor.account.is_none() {
        return Ok(tx.actor.name.clone());
    }
    let roles = council.administration.by.union(&council.administration.stand_ins);
    let roles: BTreeSet<_> = roles.copied().collect();
    let actor = tx.actor;
    let own = actor.own_grants().find(|grant| grant.council == council.slug && roles.contains(&grant.role));
    match own.map(|grant| grant.organization) {
        Some(id) => Ok(organizations::store::get(tx, id)?.name),
        None => Ok(String::new()),
    }
}

/// Saves an organisation. `since` is the day from which a change holds, where it has one.
pub fn organization(
    tx: &mut Tx<'_>,
    council: &Council,
    before: Option<&Organization>,
    after: &Organization,
    since: Option<NaiveDate>,
) -> Result<bool> {
    if before == Some(after) {
        return Ok(false);
    }
    let mut register = Register { organization: Some(after.name.clone()), since, ..Register::default() };
    let action = match before {
        None => {
            organizations::store::insert(tx, after)?;
            (register.since, register.until, register.seats) = (after.starts_on, after.ends_on, after.seats);
            register.parent = name_of(tx, after.parent_id)?;
            "organization-created"
        }
        Some(before) => {
            organizations::store::update(tx, after)?;
            register.former = Some(before.name.clone()).filter(|name| *name != after.name);
            register.until = after.ends_on.filter(|_| before.ends_on != after.ends_on);
            register.seats = after.seats.filter(|_| before.seats != after.seats);
            let moved = before.parent_id != after.parent_id;
            register.parent = if moved { name_of(tx, after.parent_id)? } else { None };
            if before.successor_id != after.successor_id && after.successor_id.is_some() {
                register.successor = name_of(tx, after.successor_id)?;
                "organization-merged"
            } else if register.former.is_some() {
                "organization-renamed"
            } else if register.until.is_some() {
                "organization-ended"
            } else if moved {
                "organization-moved"
            } else {
                "organization-changed"
            }
        }
    };
    let subject = format!("organization:{}", after.id);
    record(tx, council, About { action, subject, circle: Circle::Public, people: Vec::new() }, register)?;
    Ok(true)
}

fn name_of(tx: &mut Tx<'_>, id: Option<OrganizationId>) -> Result<Option<String>> {
    id.map(|id| Ok(organizations::store::get(tx, id)?.name)).transpose()
}

/// Adds a name that an organisation bore before.
pub fn past_name(tx: &mut Tx<'_>, council: &Council, name: &PastName) -> Result<()> {
    organizations::store::insert_past_name(tx, name)?;
    let register = Register {
        organization: name_of(tx, Some(name.organization_id))?,
        former: Some(name.name.clone()),
        since: name.starts_on,
        until: name.ends_on,
        ..Register::default()
    };
    let subject = format!("organization:{}", name.organization_id);
    let about = About { action: "organization-former-name", subject, circle: Circle::Public, people: Vec::new() };
    record(tx, council, about, register)
}

/// Saves a person of the directory.
pub fn person(tx: &mut Tx<'_>, council: &Council, before: Option<&Person>, after: &Person) -> Result<bool> {
    if before == Some(after) {
        return Ok(false);
    }
    let action = match before {
        None => {
            directory::store::insert_person(tx, after)?;
            "person-created"
        }
        Some(_) => {
            directory::store::update_person(tx, after)?;
            "person-changed"
        }
    };
    let former = before.map(|before| before.name.clone()).filter(|name| *name != after.name);
    let people = vec![after.name.clone()];
    let about = About { action, subject: format!("person:{}", after.id), circle: Circle::Administration, people };
    record(tx, council, about, Register { former, ..Register::default() })?;
    Ok(true)
}

/// Before whom it lies who belongs to an organisation: for bodies and factions everybody.
fn circle_of_members(kind: OrganizationKind) -> Circle {
    if kind.is_body() || kind == OrganizationKind::Faction { Circle::Public } else { Circle::Administration }
}

/// Saves a membership.
pub fn membership(tx: &mut Tx<'_>, council: &Council, before: Option<&Membership>, after: &Membership) -> Result<bool> {
    if before == Some(after) {
        return Ok(false);
    }
    let action = match before {
        None => {
            directory::store::insert_membership(tx, after)?;
            "membership-began"
        }
        Some(before) => {
            directory::store::update_membership(tx, after)?;
            let ended = after.ends_on.is_some() && before.ends_on != after.ends_on;
            if ended { "membership-ended" } else { "membership-changed" }
        }
    };
    let organization = organizations::store::get(tx, after.organization_id)?;
    let person = directory::store::person(tx, after.person_id)?;
    let register = Register {
        organization: Some(organization.name),
        role: Some(after.role.to_string()),
        title: after.title.clone(),
        voting: Some(after.voting),
        since: Some(after.starts_on),
        until: after.ends_on,
        ..Register::default()
    };
    let circle = circle_of_members(organization.kind);
    let subject = format!("person:{}", after.person_id);
    record(tx, council, About { action, subject, circle, people: vec![person.name] }, register)?;
    Ok(true)
}

/// Saves a term.
pub fn term(tx: &mut Tx<'_>, council: &Council, before: Option<&Term>, after: &Term) -> Result<bool> {
    if before == Some(after) {
        return Ok(false);
    }
    let action = match before {
        None => {
            directory::store::insert_term(tx, after)?;
            "term-created"
        }
        Some(_) => {
            directory::store::update_term(tx, after)?;
            "term-changed"
        }
    };
    let register = Register {
        term: Some(after.name.clone()),
        since: Some(after.starts_on),
        until: after.ends_on,
        ..Register::default()
    };
    let subject = format!("term:{}", after.id);
    record(tx, council, About { action, subject, circle: Circle::Public, people: Vec::new() }, register)?;
    Ok(true)
}

/// The councils whose history tells of an account: those in which it holds a role; without any, all of them.
pub fn councils_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Arc<Council>>> {
    let held: BTreeSet<_> = accounts::store::grants_of(tx, account)?.into_iter().map(|grant| grant.council).collect();
    let of_them: Vec<_> = tx.councils.values().filter(|council| held.contains(&council.slug)).cloned().collect();
    Ok(if of_them.is_empty() { tx.councils.values().cloned().collect() } else { of_them })
}

fn record_account(
    tx: &mut Tx<'_>,
    councils: &[Arc<Council>],
    account: AccountId,
    action: &'static str,
    register: &Register,
) -> Result<()> {
    let name = accounts::store::get(tx, account)?.name;
    for council in councils {
        let subject = format!("account:{account}");
        let about = About { action, subject, circle: Circle::Administration, people: vec![name.clone()] };
        record(tx, council, about, register.clone())?;
    }
    Ok(())
}

/// Makes an account, in the history of these councils.
///
/// # Errors
/// `Refused` when the address has an account already.
pub fn new_account(tx: &mut Tx<'_>, councils: &[Arc<Council>], new: &NewAccount) -> Result<AccountId> {
    let account = accounts::act::create(tx, new)?;
    record_account(tx, councils, account, "account-created", &Register::default())?;
    Ok(account)
}

/// Changes how an account is called, its language, and whose it is.
pub fn account(
    tx: &mut Tx<'_>,
    account: AccountId,
    name: &Name,
    language: Language,
    person: Option<crate::db::types::PersonId>,
) -> Result<bool> {
    let before = accounts::store::get(tx, account)?;
    if before.name == name.as_str() && before.language() == language && before.person_id == person {
        return Ok(false);
    }
    accounts::store::update(tx, account, name.as_str(), language, person)?;
    let former = Some(before.name).filter(|former| former != name.as_str());
    let councils = councils_of(tx, account)?;
    record_account(tx, &councils, account, "account-changed", &Register { former, ..Register::default() })?;
    Ok(true)
}

/// Changes how an account calls itself, and its language.
pub fn own_name(tx: &mut Tx<'_>, id: AccountId, name: &Name, language: Language) -> Result<bool> {
    let person = accounts::store::get(tx, id)?.person_id;
    account(tx, id, name, language, person)
}

/// Sends an account the link by which it sets its first password.
pub fn invitation(tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
    accounts::act::invite(tx, account)?;
    let councils = councils_of(tx, account)?;
    record_account(tx, &councils, account, "account-invited", &Register::default())
}

/// Sets a password in somebody's stead.
pub fn password(tx: &mut Tx<'_>, account: AccountId, password: &Hashed) -> Result<()> {
    accounts::act::set_password(tx, account, password)?;
    let councils = councils_of(tx, account)?;
    record_account(tx, &councils, account, "account-password", &Register::default())
}

/// Sets the password that its own account chose. The event says that it was changed, and nothing of what it is.
pub fn own_password(tx: &mut Tx<'_>, account: AccountId, password: &Hashed) -> Result<()> {
    accounts::act::set_password(tx, account, password)?;
    let councils = councils_of(tx, account)?;
    record_account(tx, &councils, account, "account-own-password", &Register::default())
}

/// Disables an account, or enables it again.
pub fn disabled(tx: &mut Tx<'_>, account: AccountId, disabled: bool) -> Result<bool> {
    if accounts::store::get(tx, account)?.disabled_at.is_some() == disabled {
        return Ok(false);
    }
    let councils = councils_of(tx, account)?;
    let action = if disabled {
        accounts::act::disable(tx, account)?;
        "account-disabled"
    } else {
        accounts::act::enable(tx, account)?;
        "account-enabled"
    };
    record_account(tx, &councils, account, action, &Register::default())?;
    Ok(true)
}

/// Gives an account a role for an organisation. Returns whether it is new.
pub fn role(
    tx: &mut Tx<'_>,
    council: &Arc<Council>,
    account: AccountId,
    organization: &Organization,
    role: Role,
) -> Result<bool> {
    let new = accounts::act::grant(tx, account, organization.id, role)?;
    if new {
        record_account(tx, std::slice::from_ref(council), account, "role-given", &of_role(organization, role))?;
    }
    Ok(new)
}

/// Takes a role away. Returns whether it was held.
pub fn no_role(
    tx: &mut Tx<'_>,
    council: &Arc<Council>,
    account: AccountId,
    organization: &Organization,
    role: Role,
) -> Result<bool> {
    let held = accounts::act::revoke(tx, account, organization.id, role)?;
    if held {
        record_account(tx, std::slice::from_ref(council), account, "role-taken", &of_role(organization, role))?;
    }
    Ok(held)
}

fn of_role(organization: &Organization, role: Role) -> Register {
    let organization = Some(organization.name.clone());
    Register { organization, role: Some(role.to_string()), ..Register::default() }
}

/// Names a stand-in.
pub fn stand_in(tx: &mut Tx<'_>, council: &Arc<Council>, stand_in: &StandIn) -> Result<()> {
    stand_ins::store::insert(tx, stand_in)?;
    record_stand_in(tx, council, stand_in, "stand-in-named")
}

/// Sets the last day of a stand-in.
pub fn stand_in_end(
    tx: &mut Tx<'_>,
    council: &Arc<Council>,
    stand_in: &StandIn,
    ends_on: Option<NaiveDate>,
) -> Result<bool> {
    if stand_in.ends_on == ends_on {
        return Ok(false);
    }
    stand_ins::store::set_end(tx, stand_in.id, ends_on)?;
    record_stand_in(tx, council, &StandIn { ends_on, ..stand_in.clone() }, "stand-in-ended")?;
    Ok(true)
}

fn record_stand_in(tx: &mut Tx<'_>, council: &Arc<Council>, of: &StandIn, action: &'static str) -> Result<()> {
    let organization = organizations::store::get(tx, of.organization_id)?;
    let register = Register { since: Some(of.starts_on), until: of.ends_on, ..of_role(&organization, of.role) };
    record_account(tx, std::slice::from_ref(council), of.account_id, action, &register)
}
