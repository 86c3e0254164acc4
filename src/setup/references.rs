//! Whether the entries of an apply file fit one another and what is there already: doubles, keys that nothing bears,
//! circles, overlaps, counters that the council's numbers do not know. Pure.
use super::planned::{Existing, Faults, Plan, PlannedMembership, PlannedTerm};
use super::{Setup, planned};
use crate::council::{Council, CounterScope};
use crate::organizations::OrganizationKind;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Adds every fault between entries.
pub(super) fn check(setup: &Setup, plan: &Plan, council: &Council, existing: &Existing, faults: &mut Faults) {
    doubles("term", setup.terms.iter().map(|entry| entry.name.trim()), faults);
    doubles("organization", setup.organizations.iter().map(|entry| entry.key.as_str()), faults);
    doubles("person", setup.people.iter().map(|entry| entry.key.as_str()), faults);
    let addresses: Vec<_> = setup.accounts.iter().map(|entry| entry.email.trim().to_lowercase()).collect();
    doubles("account", addresses.iter().map(String::as_str), faults);
    terms(plan, existing, faults);
    tree(setup, plan, existing, faults);
    keys(setup, existing, faults);
    memberships(plan, existing, faults);
    past(setup, plan, existing, faults);
    stand_ins(setup, existing, faults);
    counters(setup, plan, council, existing, faults);
}

fn doubles<'a>(sort: &str, names: impl Iterator<Item = &'a str>, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    let mut told = BTreeSet::new();
    for name in names {
        if !seen.insert(name) && told.insert(name) {
            faults.add(format!("{sort} {name:?} stands there more than once"));
        }
    }
}

/// Whether two spans of days share a day; both ends are included, `None` is open.
fn overlap(a: (NaiveDate, Option<NaiveDate>), b: (NaiveDate, Option<NaiveDate>)) -> bool {
    a.1.is_none_or(|end| b.0 <= end) && b.1.is_none_or(|end| a.0 <= end)
}

/// Every pair of a list, each once.
fn pairs<T>(list: &[T]) -> impl Iterator<Item = (&T, &T)> {
    list.iter().enumerate().flat_map(move |(at, a)| list.iter().skip(at + 1).map(move |b| (a, b)))
}

fn terms(plan: &Plan, existing: &Existing, faults: &mut Faults) {
    let named: BTreeSet<_> = plan.terms.iter().map(|term| &term.name).collect();
    let kept = existing.terms.iter().filter(|term| !named.contains(&term.name));
    let all: Vec<&PlannedTerm> = plan.terms.iter().chain(kept).collect();
    for (a, b) in pairs(&all) {
        if a.name != b.name && overlap((a.starts_on, a.ends_on), (b.starts_on, b.ends_on)) {
            faults.add(format!("term {:?} and term {:?} overlap", a.name, b.name));
        }
    }
}

/// The organisation above each, once the file is applied.
fn parents(plan: &Plan, existing: &Existing) -> BTreeMap<String, Option<String>> {
    let mut parents: BTreeMap<_, _> =
        existing.organizations.iter().map(|(key, (_, parent))| (key.clone(), parent.clone())).collect();
    parents.extend(plan.organizations.iter().map(|entry| (entry.key.clone(), entry.parent.clone())));
    parents
}

fn tree(setup: &Setup, plan: &Plan, existing: &Existing, faults: &mut Faults) {
    let parents = parents(plan, existing);
    let kind_of = |key: &str| {
        let planned = plan.organizations.iter().find(|entry| entry.key == key).map(|entry| entry.kind);
        planned.or_else(|| existing.organizations.get(key).map(|(kind, _)| *kind))
    };
    for entry in &plan.organizations {
        let mut above = BTreeSet::from([entry.key.as_str()]);
        let mut next = entry.parent.as_deref();
        while let Some(key) = next {
            if !above.insert(key) {
                if key == entry.key {
                    faults.add(format!("organization {:?} stands above itself", entry.key));
                }
                break;
            }
            next = parents.get(key).and_then(Option::as_deref);
        }
        if entry.kind == OrganizationKind::FactionOffice
            && entry.parent.as_deref().and_then(kind_of) != Some(OrganizationKind::Faction)
            && entry.parent.as_ref().is_none_or(|parent| known(setup, existing, parent))
        {
            faults.add(format!("organization {:?}: the parent of a faction_office must be a faction", entry.key));
        }
    }
}

fn known(setup: &Setup, existing: &Existing, organization: &str) -> bool {
    existing.organizations.contains_key(organization)
        || setup.organizations.iter().any(|entry| entry.key == organization)
}

fn keys(setup: &Setup, existing: &Existing, faults: &mut Faults) {
    let person_is_known =
        |key: &str| existing.people.contains(key) || setup.people.iter().any(|entry| entry.key == key);
    let organizations = setup
        .organizations
        .iter()
        .filter_map(|entry| Some((format!("organization {:?}: parent", entry.key), entry.parent.as_deref()?)))
        .chain(
            setup
                .memberships
                .iter()
                .map(|entry| (format!("membership of {:?}: organization", entry.person), entry.organization.as_str())),
        )
        .chain(setup.accounts.iter().flat_map(|entry| {
            entry
                .roles
                .iter()
                .map(|role| (format!("account {:?}: organization", entry.email), role.organization.as_str()))
        }));
    for (which, key) in organizations {
        if !known(setup, existing, key) {
            faults.add(format!("{which} {key:?} is not known"));
        }
    }
    let people = setup
        .memberships
        .iter()
        .map(|entry| (format!("membership in {:?}: person", entry.organization), entry.person.as_str()))
        .chain(
            setup
                .accounts
                .iter()
                .filter_map(|entry| Some((format!("account {:?}: person", entry.email), entry.person.as_deref()?))),
        );
    for (which, key) in people {
        if !person_is_known(key) {
            faults.add(format!("{which} {key:?} is not known"));
        }
    }
}

fn memberships(plan: &Plan, existing: &Existing, faults: &mut Faults) {
    let same = |a: &PlannedMembership, b: &PlannedMembership| {
        a.person == b.person && a.organization == b.organization && a.role == b.role
    };
    let replaced =
        |old: &PlannedMembership| plan.memberships.iter().any(|new| same(new, old) && new.starts_on == old.starts_on);
    let kept = existing.memberships.iter().filter(|old| !replaced(old));
    let mut of_one = BTreeMap::<_, Vec<&PlannedMembership>>::new();
    for entry in plan.memberships.iter().chain(kept) {
        of_one.entry((&entry.person, &entry.organization, entry.role)).or_default().push(entry);
    }
    for ((person, organization, role), entries) in of_one {
        let overlaps = pairs(&entries).any(|(a, b)| overlap((a.starts_on, a.ends_on), (b.starts_on, b.ends_on)));
        if overlaps {
            faults.add(format!("membership of {person:?} in {organization:?} as {role}: two spans of time overlap"));
        }
    }
}

/// Successors that nothing bears, and names that an organisation no longer bears: a file older than the renaming would
/// take the new name away.
fn past(setup: &Setup, plan: &Plan, existing: &Existing, faults: &mut Faults) {
    for entry in &plan.organizations {
        let which = format!("organization {:?}", entry.key);
        if let Some(successor) = &entry.successor
            && (!known(setup, existing, successor) || *successor == entry.key)
        {
            faults.add(format!("{which}: successor {successor:?} is not known"));
        }
        if existing.past_names.contains(&(entry.key.clone(), entry.name.clone())) {
            faults.add(format!("{which}: is no longer called {:?}: write its present name", entry.name));
        }
        let spans: Vec<_> = entry.former_names.iter().map(|former| (former.starts_on, former.ends_on)).collect();
        let before = |start: Option<NaiveDate>| start.unwrap_or(NaiveDate::MIN);
        if pairs(&spans).any(|(a, b)| overlap((before(a.0), Some(a.1)), (before(b.0), Some(b.1)))) {
            faults.add(format!("{which}: two former names overlap"));
        }
    }
}

fn stand_ins(setup: &Setup, existing: &Existing, faults: &mut Faults) {
    for entry in &setup.stand_ins {
        let which = format!("stand-in {:?}", entry.account);
        if !known(setup, existing, &entry.organization) {
            faults.add(format!("{which}: organization {:?} is not known", entry.organization));
        }
        let address = entry.account.trim().to_lowercase();
        let in_file = setup.accounts.iter().any(|account| account.email.trim().to_lowercase() == address);
        if !in_file && !existing.accounts.contains(&address) {
            faults.add(format!("{which}: is no account of this council"));
        }
    }
}

fn counters(setup: &Setup, plan: &Plan, council: &Council, existing: &Existing, faults: &mut Faults) {
    let is_term =
        |name: &str| plan.terms.iter().any(|term| term.name == name) || existing.terms.iter().any(|t| t.name == name);
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let with_kind = |key: &str, first: &dyn Fn(&str) -> bool| {
        key.split_once('/').is_some_and(|(start, kind)| first(start) && council.kinds.contains_key(kind))
    };
    for key in setup.counters.keys() {
        let (fits, form) = match council.numbers.counter {
            CounterScope::Term => (is_term(key), "the name of a term"),
            CounterScope::TermAndKind => (with_kind(key, &is_term), "a term and a kind, such as VII/F"),
            CounterScope::Year => (is_year(key), "a year, such as 2020"),
            CounterScope::YearAndKind => (with_kind(key, &is_year), "a year and a kind, such as 2020/F"),
        };
        if !fits {
            faults.add(format!("counter {key:?}: here a counter is named by {form}"));
        }
    }
}

/// Puts the organisations into an order in which each comes after the one above it.
pub(super) fn parents_first(mut plan: Plan, existing: &Existing) -> Plan {
    let parents = parents(&plan, existing);
    let depth = |entry: &planned::PlannedOrganization| {
        std::iter::successors(entry.parent.as_ref(), |key| parents.get(*key).and_then(Option::as_ref))
            .take(parents.len())
            .count()
    };
    plan.organizations.sort_by_key(depth);
    plan
}
