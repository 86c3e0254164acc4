//! Applying a file: everything is looked at before anything is written, all in one transaction.
use super::planned::{
    Existing, Plan, PlannedAccount, PlannedMembership, PlannedOrganization, PlannedStandIn, PlannedTerm,
};
use super::store;
use super::{Outcome, Setup, Summary, Tally};
use crate::administration::put;
use crate::app::Tx;
use crate::council::Council;
use crate::db::types::{AccountId, MembershipId, NameId, OrganizationId, PersonId, StandInId, TermId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::organizations::{self, Organization, PastName};
use crate::people::accounts::{self, NewAccount};
use crate::people::directory::{self, Membership, Person, Term};
use crate::people::stand_ins::{self, StandIn};
use crate::visibility::Circle;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The ids behind the keys of a file.
#[derive(Default)]
struct Ids {
    organizations: BTreeMap<String, OrganizationId>,
    people: BTreeMap<String, PersonId>,
}

/// Applies a file: creates what is not there, changes what differs, deletes nothing but roles that an account of the
/// file no longer has. With `invite` every new account is sent its invitation. Every change has its event, as if it had
/// been made on the pages; one more sums them up.
///
/// # Errors
/// `NotFound` for a council that is not loaded. Faults of the file come back as `Outcome::Refused`, nothing written.
pub fn apply(tx: &mut Tx<'_>, setup: &Setup, invite: bool) -> Result<Outcome> {
    let council = tx.council(&setup.council)?;
    let existing = existing(tx, &council.slug)?;
    let plan = match Plan::of(setup, &council, &existing) {
        Ok(plan) => plan,
        Err(faults) => return Ok(Outcome::Refused(faults)),
    };
    let slug = council.slug.as_str();
    let mut ids = Ids::default();
    let mut summary = Summary { council: slug.to_owned(), ..Summary::default() };
    summary.terms = terms(tx, &council, &plan.terms)?;
    summary.organizations = organizations(tx, &council, &plan, &mut ids)?;
    summary.people = people(tx, &council, &plan, &mut ids)?;
    summary.memberships = memberships(tx, &council, &plan.memberships, &existing, &ids)?;
    summary.accounts = accounts(tx, &council, &plan.accounts, &ids, invite)?;
    summary.stand_ins = stand_ins(tx, &council, &plan.stand_ins, &ids)?;
    summary.counters = counters(tx, slug, &plan.counters)?;
    record(tx, &council, &summary)?;
    Ok(Outcome::Applied(Box::new(summary)))
}

/// What the council has already, in the words of a file.
fn existing(tx: &mut Tx<'_>, council: &str) -> Result<Existing> {
    let organizations = organizations::store::all(tx, council)?;
    let people = directory::store::people(tx, council)?;
    let keys: BTreeMap<_, _> = organizations.iter().map(|row| (row.id, row.key.clone())).collect();
    let names: BTreeMap<_, _> = people.iter().map(|row| (row.id, row.key.clone())).collect();
    let terms = directory::store::terms(tx, council)?;
    let memberships = directory::store::memberships(tx, council)?;
    Ok(Existing {
        terms: terms
            .into_iter()
            .map(|row| PlannedTerm { name: row.name, starts_on: row.starts_on, ends_on: row.ends_on })
            .collect(),
        organizations: organizations
            .iter()
            .map(|row| (row.key.clone(), (row.kind, row.parent_id.and_then(|id| keys.get(&id).cloned()))))
            .collect(),
        people: names.values().cloned().collect(),
        memberships: memberships
            .into_iter()
            .filter_map(|row| {
                Some(PlannedMembership {
                    person: names.get(&row.person_id)?.clone(),
                    organization: keys.get(&row.organization_id)?.clone(),
                    role: row.role,
                    starts_on: row.starts_on,
                    ends_on: row.ends_on,
                    voting: row.voting,
                    title: row.title,
                })
            })
            .collect(),
        past_names: organizations::store::all_past_names(tx, council)?
            .into_iter()
            .filter_map(|past| Some((keys.get(&past.organization_id)?.clone(), past.name)))
            .collect(),
        accounts: store::addresses(tx, council)?.into_iter().collect(),
    })
}

/// How one entry compares with what is stored.
enum Compared {
    New,
    Other,
    Same,
}

impl Compared {
    fn of<T: PartialEq>(wanted: &T, stored: Option<&T>) -> Self {
        match stored {
            None => Self::New,
            Some(stored) if stored == wanted => Self::Same,
            Some(_) => Self::Other,
        }
    }
}

impl Tally {
    fn count(&mut self, compared: &Compared, name: String) {
        match compared {
            Compared::New => self.created.push(name),
            Compared::Other => self.changed.push(name),
            Compared::Same => self.unchanged += 1,
        }
    }
}

fn terms(tx: &mut Tx<'_>, council: &Council, planned: &[PlannedTerm]) -> Result<Tally> {
    let mut stored: BTreeMap<_, _> =
        directory::store::terms(tx, &council.slug)?.into_iter().map(|row| (row.name.clone(), row)).collect();
    let mut tally = Tally::default();
    for entry in planned {
        let before = stored.remove(&entry.name);
        let row = Term {
            id: before.as_ref().map_or_else(TermId::new, |row| row.id),
            council: council.slug.clone(),
            name: entry.name.clone(),
            starts_on: entry.starts_on,
            ends_on: entry.ends_on,
        };
        let compared = Compared::of(&row, before.as_ref());
        put::term(tx, council, before.as_ref(), &row)?;
        tally.count(&compared, row.name);
    }
    tally.left_out = stored.into_keys().collect();
    Ok(tally)
}

fn organizations(tx: &mut Tx<'_>, council: &Council, plan: &Plan, ids: &mut Ids) -> Result<Tally> {
    let mut stored: BTreeMap<_, _> =
        organizations::store::all(tx, &council.slug)?.into_iter().map(|row| (row.key.clone(), row)).collect();
    ids.organizations = stored.iter().map(|(key, row)| (key.clone(), row.id)).collect();
    let mut tally = Tally::default();
    let mut merged = Vec::new();
    for entry in &plan.organizations {
        let id = *ids.organizations.entry(entry.key.clone()).or_default();
        let before = stored.remove(&entry.key);
        let parent_id = match &entry.parent {
            Some(key) => Some(known(&ids.organizations, key)?),
            None => None,
        };
        // What was merged on the pages stays merged where the file says nothing of it.
        let kept = before.as_ref().filter(|row| row.successor_id.is_some() && entry.successor.is_none());
        let row = Organization {
            id,
            council: council.slug.clone(),
            key: entry.key.clone(),
            name: entry.name.clone(),
            kind: entry.kind,
            parent_id,
            email: entry.email.clone(),
            place: entry.place.clone(),
            starts_on: entry.starts_on,
            ends_on: kept.map_or(entry.ends_on, |row| row.ends_on),
            successor_id: before.as_ref().and_then(|row| row.successor_id),
            seats: entry.seats,
            nonpublic: entry.nonpublic,
            sign: entry.sign.clone(),
        };
        let mut compared = Compared::of(&row, before.as_ref());
        put::organization(tx, council, before.as_ref(), &row, None)?;
        if former_names(tx, council, id, entry)? && matches!(compared, Compared::Same) {
            compared = Compared::Other;
        }
        match &entry.successor {
            Some(successor) => merged.push((row, compared, successor)),
            None => tally.count(&compared, row.key),
        }
    }
    // A successor may stand further down in the file.
    for (before, mut compared, successor) in merged {
        let successor_id = Some(known(&ids.organizations, successor)?);
        let row = Organization { successor_id, ..before.clone() };
        if put::organization(tx, council, Some(&before), &row, None)? && matches!(compared, Compared::Same) {
            compared = Compared::Other;
        }
        tally.count(&compared, row.key);
    }
    tally.left_out = stored.into_keys().collect();
    Ok(tally)
}

/// Adds the former names that are not known yet; says whether there was one.
fn former_names(tx: &mut Tx<'_>, council: &Council, id: OrganizationId, entry: &PlannedOrganization) -> Result<bool> {
    let stored = organizations::store::past_names(tx, id)?;
    let mut new = false;
    for former in &entry.former_names {
        if stored.iter().any(|past| past.ends_on == Some(former.ends_on)) {
            continue;
        }
        let past = PastName {
            id: NameId::new(),
            organization_id: id,
            name: former.name.clone(),
            starts_on: former.starts_on,
            ends_on: Some(former.ends_on),
        };
        put::past_name(tx, council, &past)?;
        new = true;
    }
    Ok(new)
}

fn people(tx: &mut Tx<'_>, council: &Council, plan: &Plan, ids: &mut Ids) -> Result<Tally> {
    let mut stored: BTreeMap<_, _> =
        directory::store::people(tx, &council.slug)?.into_iter().map(|row| (row.key.clone(), row)).collect();
    ids.people = stored.iter().map(|(key, row)| (key.clone(), row.id)).collect();
    let mut tally = Tally::default();
    for entry in &plan.people {
        let id = *ids.people.entry(entry.key.clone()).or_default();
        let before = stored.remove(&entry.key);
        let row = Person { id, council: council.slug.clone(), key: entry.key.clone(), name: entry.name.clone() };
        let compared = Compared::of(&row, before.as_ref());
        put::person(tx, council, before.as_ref(), &row)?;
        tally.count(&compared, row.key);
    }
    tally.left_out = stored.into_keys().collect();
    Ok(tally)
}

fn memberships(
    tx: &mut Tx<'_>,
    council: &Council,
    planned: &[PlannedMembership],
    existing: &Existing,
    ids: &Ids,
) -> Result<Tally> {
    let stored = directory::store::memberships(tx, &council.slug)?;
    let told = |entry: &PlannedMembership| {
        format!("{} in {} as {} from {}", entry.person, entry.organization, entry.role, entry.starts_on)
    };
    let mut tally = Tally::default();
    for entry in planned {
        let person_id = known(&ids.people, &entry.person)?;
        let organization_id = known(&ids.organizations, &entry.organization)?;
        let before = stored.iter().find(|row| {
            row.person_id == person_id
                && row.organization_id == organization_id
                && row.role == entry.role
                && row.starts_on == entry.starts_on
        });
        let row = Membership {
            id: before.map_or_else(MembershipId::new, |row| row.id),
            council: council.slug.clone(),
            person_id,
            organization_id,
            role: entry.role,
            starts_on: entry.starts_on,
            ends_on: entry.ends_on,
            voting: entry.voting,
            title: entry.title.clone(),
        };
        let compared = Compared::of(&row, before);
        put::membership(tx, council, before, &row)?;
        tally.count(&compared, told(entry));
    }
    let named: BTreeSet<_> = planned.iter().map(told).collect();
    tally.left_out = existing.memberships.iter().map(told).filter(|name| !named.contains(name)).collect();
    Ok(tally)
}

fn accounts(
    tx: &mut Tx<'_>,
    council: &Arc<Council>,
    planned: &[PlannedAccount],
    ids: &Ids,
    invite: bool,
) -> Result<Tally> {
    let before = store::addresses(tx, &council.slug)?;
    let mut tally = Tally::default();
    for entry in planned {
        let (email, name, language) = (entry.email.as_str(), &entry.name, entry.language);
        let stored = accounts::store::by_email(tx, email)?;
        let person = match &entry.person {
            Some(key) => Some(known(&ids.people, key)?),
            // Somebody of another council may work here too: whose account it is stays as it was.
            None => stored.as_ref().and_then(|row| row.person_id),
        };
        let (id, mut compared) = match &stored {
            None => {
                let new = NewAccount { email: entry.email.clone(), name: name.clone(), language, person };
                (put::new_account(tx, std::slice::from_ref(council), &new)?, Compared::New)
            }
            Some(row) if row.name == name.as_str() && row.language() == language && row.person_id == person => {
                (row.id, Compared::Same)
            }
            Some(row) => {
                put::account(tx, row.id, name, language, person)?;
                (row.id, Compared::Other)
            }
        };
        if roles(tx, council, id, entry, ids)? && matches!(compared, Compared::Same) {
            compared = Compared::Other;
        }
        if invite && matches!(compared, Compared::New) {
            put::invitation(tx, id)?;
        }
        tally.count(&compared, email.to_owned());
    }
    let named: BTreeSet<_> = planned.iter().map(|entry| entry.email.as_str()).collect();
    tally.left_out = before.into_iter().filter(|email| !named.contains(email.as_str())).collect();
    Ok(tally)
}

/// Makes the account's roles in this council those of the file; says whether that changed any.
fn roles(
    tx: &mut Tx<'_>,
    council: &Arc<Council>,
    account: AccountId,
    entry: &PlannedAccount,
    ids: &Ids,
) -> Result<bool> {
    let mut wanted = BTreeSet::new();
    for (key, role) in &entry.roles {
        wanted.insert((known(&ids.organizations, key)?, *role));
    }
    let held: BTreeSet<_> = accounts::store::grants_of(tx, account)?
        .into_iter()
        .filter(|grant| grant.council == council.slug)
        .map(|grant| (grant.organization, grant.role))
        .collect();
    for (organization, role) in held.difference(&wanted) {
        let organization = organizations::store::get(tx, *organization)?;
        put::no_role(tx, council, account, &organization, *role)?;
    }
    for (organization, role) in wanted.difference(&held) {
        let organization = organizations::store::get(tx, *organization)?;
        put::role(tx, council, account, &organization, *role)?;
    }
    Ok(held != wanted)
}

/// Names the stand-ins of the file; those that it does not name stay.
fn stand_ins(tx: &mut Tx<'_>, council: &Arc<Council>, planned: &[PlannedStandIn], ids: &Ids) -> Result<Tally> {
    let mut tally = Tally::default();
    for entry in planned {
        let organization_id = known(&ids.organizations, &entry.organization)?;
        let account = accounts::store::by_email(tx, entry.email.as_str())?;
        let account_id = account.ok_or(Error::NotFound)?.id;
        let stored = stand_ins::store::of_account(tx, account_id)?;
        let before = stored.iter().find(|row| {
            row.organization_id == organization_id && row.role == entry.role && row.starts_on == entry.starts_on
        });
        let row = StandIn {
            id: before.map_or_else(StandInId::new, |row| row.id),
            council: council.slug.clone(),
            organization_id,
            account_id,
            role: entry.role,
            starts_on: entry.starts_on,
            ends_on: entry.ends_on,
        };
        let compared = Compared::of(&row, before);
        match before {
            None => put::stand_in(tx, council, &row)?,
            Some(before) => {
                put::stand_in_end(tx, council, before, row.ends_on)?;
            }
        }
        tally.count(&compared, format!("{} for {} as {}", entry.email.as_str(), entry.organization, entry.role));
    }
    Ok(tally)
}

/// Raises the counters of the file. One that stands higher stays: numbers given out are never given again.
fn counters(tx: &mut Tx<'_>, council: &str, planned: &BTreeMap<String, i64>) -> Result<Tally> {
    let mut tally = Tally::default();
    for (key, value) in planned {
        let stored = store::counter(tx, council, key)?;
        let compared = match stored {
            None => Compared::New,
            Some(stored) if stored < *value => Compared::Other,
            Some(_) => Compared::Same,
        };
        if !matches!(compared, Compared::Same) {
            store::set_counter(tx, council, key, *value)?;
        }
        tally.count(&compared, key.clone());
    }
    Ok(tally)
}

/// Writes down that the council was set up anew, in numbers only: names and addresses do not belong into the chain.
fn record(tx: &mut Tx<'_>, council: &Council, summary: &Summary) -> Result<()> {
    if !summary.did_something() {
        return Ok(());
    }
    let list = summary
        .sorts()
        .iter()
        .filter(|(_, tally)| !tally.created.is_empty() || !tally.changed.is_empty())
        .map(|(sort, tally)| format!("{sort}: {} created, {} changed", tally.created.len(), tally.changed.len()))
        .collect();
    let event = NewEvent {
        action: "council-applied".to_owned(),
        paper_id: None,
        subject: "council".to_owned(),
        circle: Circle::Office,
        detail: Detail { by: tx.actor.name.clone(), list, ..Detail::default() },
    };
    events::append(tx, council, event)?;
    Ok(())
}

/// The id behind a key. `Plan::of` has refused unknown keys, so a missing one is a fault of ours.
fn known<T: Copy>(ids: &BTreeMap<String, T>, key: &str) -> Result<T> {
    ids.get(key).copied().ok_or_else(|| Error::Internal(anyhow::anyhow!("the key {key:?} was not resolved")))
}
