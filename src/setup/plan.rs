//! From an apply file to what is to be: every word, day, name and address checked, all faults at once. Pure.
use super::planned::{
    Existing, Faults, Plan, PlannedAccount, PlannedMembership, PlannedName, PlannedOrganization, PlannedPerson,
    PlannedStandIn, PlannedTerm,
};
use super::{
    AccountEntry, FormerNameEntry, MembershipEntry, OrganizationEntry, PersonEntry, Setup, StandInEntry, TermEntry,
    references,
};
use crate::council::{Council, numbers};
use crate::organizations::OrganizationKind;
use crate::people::Role;
use crate::people::input::Name;
use crate::words::Language;
use std::collections::BTreeSet;

/// Most seats that a body can have.
const MOST_SEATS: i32 = 1000;
/// Largest running number that a file may set.
const LARGEST_NUMBER: i64 = 999_999_999;

impl Plan {
    /// Checks a file against itself, the council's rules and what is there already.
    ///
    /// # Errors
    /// Every fault, each as an English sentence that names the entry.
    pub fn of(setup: &Setup, council: &Council, existing: &Existing) -> Result<Self, Vec<String>> {
        let mut faults = Faults::default();
        let plan = Self {
            terms: setup.terms.iter().filter_map(|entry| term(entry, &mut faults)).collect(),
            organizations: setup.organizations.iter().filter_map(|entry| organization(entry, &mut faults)).collect(),
            people: setup.people.iter().filter_map(|entry| person(entry, &mut faults)).collect(),
            memberships: setup.memberships.iter().filter_map(|entry| membership(entry, &mut faults)).collect(),
            accounts: setup.accounts.iter().filter_map(|entry| account(entry, council, &mut faults)).collect(),
            stand_ins: setup.stand_ins.iter().filter_map(|entry| stand_in(entry, council, &mut faults)).collect(),
            counters: setup.counters.clone(),
        };
        for (counter, value) in &setup.counters {
            if !(0..=LARGEST_NUMBER).contains(value) {
                faults.add(format!("counter {counter:?}: {value} is not between 0 and {LARGEST_NUMBER}"));
            }
        }
        references::check(setup, &plan, council, existing, &mut faults);
        if !faults.0.is_empty() {
            return Err(faults.0);
        }
        Ok(references::parents_first(plan, existing))
    }
}

fn term(entry: &TermEntry, faults: &mut Faults) -> Option<PlannedTerm> {
    let which = format!("term {:?}", entry.name);
    let name = faults.name(&which, "name", &entry.name);
    let starts_on = faults.day(&which, "starts_on", &entry.starts_on);
    let ends_on = faults.optional_day(&which, "ends_on", entry.ends_on.as_ref());
    faults.order(&which, starts_on, ends_on);
    Some(PlannedTerm { name, starts_on: starts_on?, ends_on })
}

fn organization(entry: &OrganizationEntry, faults: &mut Faults) -> Option<PlannedOrganization> {
    let which = format!("organization {:?}", entry.key);
    let kinds: Vec<_> = OrganizationKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let starts_on = faults.optional_day(&which, "starts_on", entry.starts_on.as_ref());
    let ends_on = faults.optional_day(&which, "ends_on", entry.ends_on.as_ref());
    faults.order(&which, starts_on, ends_on);
    let key = faults.key(&which, &entry.key);
    let name = faults.name(&which, "name", &entry.name);
    let email = entry.email.as_ref().and_then(|email| faults.email(&which, email));
    let email = email.map(|email| email.as_str().to_owned());
    let place = entry.place.as_ref().map(|place| faults.name(&which, "place", place));
    if entry.seats.is_some_and(|seats| !(1..=MOST_SEATS).contains(&seats)) {
        faults.add(format!("{which}: seats is not between 1 and {MOST_SEATS}"));
    }
    if entry.sign.as_ref().is_some_and(|sign| !numbers::is_sign(sign)) {
        faults.add(format!("{which}: sign is not 1 to {} letters and digits", numbers::LONGEST_SIGN));
    }
    if entry.successor.is_some() && ends_on.is_none() {
        faults.add(format!("{which}: names a successor but no last day (ends_on)"));
    }
    let former_names: Vec<_> =
        entry.former_names.iter().filter_map(|former| former_name(&which, former, faults)).collect();
    let kind = faults.word(&which, "kind", &entry.kind, &kinds)?;
    Some(PlannedOrganization {
        key,
        name,
        kind,
        parent: entry.parent.clone(),
        email,
        place,
        starts_on,
        ends_on,
        successor: entry.successor.clone(),
        seats: entry.seats,
        nonpublic: entry.nonpublic,
        sign: entry.sign.clone(),
        former_names,
    })
}

fn former_name(which: &str, entry: &FormerNameEntry, faults: &mut Faults) -> Option<PlannedName> {
    let name = faults.name(which, "former name", &entry.name);
    let starts_on = faults.optional_day(which, "starts_on of a former name", entry.starts_on.as_ref());
    let ends_on = faults.day(which, "ends_on of a former name", &entry.ends_on);
    faults.order(which, starts_on, ends_on);
    Some(PlannedName { name, starts_on, ends_on: ends_on? })
}

fn stand_in(entry: &StandInEntry, council: &Council, faults: &mut Faults) -> Option<PlannedStandIn> {
    let which = format!("stand-in {:?} for {:?}", entry.account, entry.organization);
    let email = faults.email(&which, &entry.account);
    let starts_on = faults.day(&which, "starts_on", &entry.starts_on);
    let ends_on = faults.optional_day(&which, "ends_on", entry.ends_on.as_ref());
    faults.order(&which, starts_on, ends_on);
    let role = faults.word(&which, "role", &entry.role, &roles());
    if let Some(role) = role.filter(|role| !council.administration.stand_ins.contains(role)) {
        faults.add(format!("{which}: nobody stands in as {role} here (administration.stand_ins of the council file)"));
    }
    Some(PlannedStandIn {
        email: email?,
        organization: entry.organization.clone(),
        role: role?,
        starts_on: starts_on?,
        ends_on,
    })
}

fn person(entry: &PersonEntry, faults: &mut Faults) -> Option<PlannedPerson> {
    let which = format!("person {:?}", entry.key);
    Some(PlannedPerson { key: faults.key(&which, &entry.key), name: faults.name(&which, "name", &entry.name) })
}

fn roles() -> Vec<&'static str> {
    Role::ALL.iter().map(|role| role.as_str()).collect()
}

fn membership(entry: &MembershipEntry, faults: &mut Faults) -> Option<PlannedMembership> {
    let which = format!("membership of {:?} in {:?}", entry.person, entry.organization);
    let starts_on = faults.day(&which, "starts_on", &entry.starts_on);
    let ends_on = faults.optional_day(&which, "ends_on", entry.ends_on.as_ref());
    faults.order(&which, starts_on, ends_on);
    let role = faults.word(&which, "role", &entry.role, &roles());
    Some(PlannedMembership {
        person: entry.person.clone(),
        organization: entry.organization.clone(),
        role: role?,
        starts_on: starts_on?,
        ends_on,
        voting: entry.voting,
        title: if entry.title.is_empty() { String::new() } else { faults.name(&which, "title", &entry.title) },
    })
}

fn account(entry: &AccountEntry, council: &Council, faults: &mut Faults) -> Option<PlannedAccount> {
    let which = format!("account {:?}", entry.email);
    let email = faults.email(&which, &entry.email);
    let name = Name::parse(&faults.name(&which, "name", &entry.name)).ok();
    let language = match &entry.language {
        None => Some(council.language()),
        Some(tag) => {
            let language = Language::of(tag);
            if language.is_none() {
                let tags: Vec<_> = Language::ALL.iter().map(|language| language.tag()).collect();
                faults.add(format!("{which}: language {tag:?} is none of {}", tags.join(", ")));
            }
            language
        }
    };
    let mut held = BTreeSet::new();
    for role in &entry.roles {
        if let Some(word) = faults.word(&which, "role", &role.role, &roles())
            && !held.insert((role.organization.clone(), word))
        {
            faults.add(format!("{which}: the role {:?} for {:?} stands there twice", role.role, role.organization));
        }
    }
    Some(PlannedAccount { email: email?, name: name?, language: language?, person: entry.person.clone(), roles: held })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use std::collections::BTreeMap;

    fn council() -> Council {
        Council::parse(include_str!("../../config/councils/leipzig.toml")).unwrap()
    }

    fn plan(source: &str, existing: &Existing) -> Result<Plan, Vec<String>> {
        Plan::of(&Setup::parse(source).unwrap(), &council(), existing)
    }

    #[test]
    fn the_example_has_no_faults() {
        let plan = plan(include_str!("../../config/examples/town.toml"), &Existing::default()).unwrap();
        assert_eq!(plan.terms[0].ends_on, NaiveDate::from_ymd_opt(2029, 8, 31));
        assert_eq!(plan.organizations.len(), 10);
        assert_eq!(plan.stand_ins.len(), 1);
        assert_eq!(plan.organizations[9].parent.as_deref(), Some("fraktion-freie-waehler"));
        assert_eq!(plan.accounts[0].language, Language::De);
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let source = r#"
            council = "leipzig"
            terms = [
                { name = "VII", starts_on = 2019-09-01, ends_on = 2024-08-31 },
                { name = "VIII", starts_on = 2024-08-31 },
                { name = "IX", starts_on = "31.08.2029", ends_on = 2024-08-31 },
            ]
            organizations = [
                { key = "a", name = "A", kind = "department", parent = "b" },
                { key = "b", name = "B\r\nBcc: x@example.org", kind = "department", parent = "a", email = "b at b" },
                { key = "b", name = "", kind = "tribe", parent = "nowhere" },
                { key = "Ü", name = "Ü", kind = "faction_office", parent = "a" },
            ]
            people = [{ key = "p", name = "P" }]
            memberships = [
                { person = "p", organization = "a", role = "member", starts_on = 2020-01-02, ends_on = 2020-01-01 },
                { person = "q", organization = "c", role = "jester", starts_on = 2020-01-01 },
                { person = "p", organization = "b", role = "head", starts_on = 2020-01-01, ends_on = 2020-02-01 },
                { person = "p", organization = "b", role = "head", starts_on = 2020-02-01 },
            ]
            accounts = [
                { email = "p@example.org", name = "P", person = "r", roles = [{ organization = "d", role = "king" }] },
                { email = "P@example.org", name = "P", language = "tlh" },
            ]
            [counters]
            VII = -1
            XI = 3
        "#;
        let faults = plan(source, &Existing::default()).unwrap_err();
        let named = [
            "term \"VII\" and term \"VIII\" overlap",
            "\"31.08.2029\" is no day",
            "organization \"a\" stands above itself",
            "organization \"b\" stands above itself",
            "organization \"b\" stands there more than once",
            "organization \"b\": name has a control character",
            "\"b at b\" is no e-mail address",
            "organization \"b\": name is empty",
            "kind \"tribe\" is none of council",
            "parent \"nowhere\" is not known",
            "organization \"Ü\": a key has",
            "the parent of a faction_office must be a faction",
            "ends on 2020-01-01, before it starts on 2020-01-02",
            "person \"q\" is not known",
            "organization \"c\" is not known",
            "role \"jester\" is none of member",
            "membership of \"p\" in \"b\" as head: two spans of time overlap",
            "account \"p@example.org\" stands there more than once",
            "person \"r\" is not known",
            "organization \"d\" is not known",
            "role \"king\" is none of",
            "language \"tlh\" is none of de, de-CH, en, sv",
            "counter \"VII\": -1 is not between",
            "counter \"XI\": here a counter is named by the name of a term",
        ];
        for fault in named {
            assert!(faults.iter().any(|told| told.contains(fault)), "{fault:?} is not among\n{}", faults.join("\n"));
        }
        assert_eq!(faults.len(), named.len(), "{}", faults.join("\n"));
    }

    #[test]
    fn a_file_may_refer_to_what_is_there() {
        let existing = Existing {
            organizations: BTreeMap::from([
                ("dezernat".to_owned(), (OrganizationKind::Department, None)),
                ("amt".to_owned(), (OrganizationKind::Department, Some("dezernat".to_owned()))),
            ]),
            people: BTreeSet::from(["p".to_owned()]),
            ..Existing::default()
        };
        let fits = r#"
            council = "leipzig"
            organizations = [
                { key = "team", name = "Team", kind = "department", parent = "referat" },
                { key = "referat", name = "Referat", kind = "department", parent = "amt" },
            ]
            memberships = [{ person = "p", organization = "amt", role = "head", starts_on = "2020-01-01" }]
        "#;
        let plan_of = plan(fits, &existing).unwrap();
        let order: Vec<_> = plan_of.organizations.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(order, ["referat", "team"]);
        let circle = "council = 'leipzig'\norganizations = [{ key = 'dezernat', name = 'D', kind = 'department', parent = 'amt' }]";
        assert_eq!(plan(circle, &existing).unwrap_err(), ["organization \"dezernat\" stands above itself"]);
    }
}
