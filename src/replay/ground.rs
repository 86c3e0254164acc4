//! The council in which is played: the bodies of the histories and of the rules, one term, and one actor for each side.
use super::fit::{NO_BODY, SOMEWHERE, Script};
use super::nearest;
use crate::administration::put;
use crate::app::{App, Tx};
use crate::council::{Council, numbers};
use crate::db::types::{OrganizationId, TermId};
use crate::error::{Error, Result};
use crate::organizations::{Organization, OrganizationKind};
use crate::people::directory::store::Term;
use crate::people::{Actor, Grant, Role};
use crate::procedure::RoleKind;
use crate::setup;
use chrono::NaiveDate;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Key of the department that is responsible for everything.
pub const DEPARTMENT: &str = "replay-department";
/// The numbers that are given out on the way begin far above those of the record, which stay as further numbers.
const FIRST: i64 = 5_000_000;

pub struct Ground {
    /// Ids of the bodies by their names.
    pub bodies: HashMap<String, OrganizationId>,
    sides: Vec<Actor>,
}

impl Ground {
    /// Whoever holds one of these roles: the faction before the department, the office and the executive.
    ///
    /// # Errors
    /// Internal where nobody does.
    pub fn actor(&self, by: &BTreeSet<Role>) -> Result<&Actor> {
        let holds = |actor: &&Actor| actor.grants.iter().any(|grant| by.contains(&grant.role));
        self.sides.iter().find(holds).ok_or_else(|| Error::Internal(anyhow::anyhow!("nobody holds one of {by:?}")))
    }
}

/// Sets up what the families need.
pub fn lay(app: &App, council: &Council, families: &[Vec<Script>]) -> Result<Ground> {
    app.write_blocking(&Actor::system(), |tx| {
        let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default();
        let term = Term {
            id: TermId::new(),
            council: council.slug.clone(),
            name: "R".to_owned(),
            starts_on: first,
            ends_on: None,
        };
        put::term(tx, council, None, &term)?;
        for kind in council.kinds.iter().map(|(key, kind)| kind.mark(key)) {
            for year in 1980..2080 {
                let key = numbers::counter_key(council.numbers.counter, &term.name, kind, year);
                setup::store::set_counter(tx, &council.slug, &key, FIRST)?;
            }
        }
        let mut ground = Ground { bodies: bodies(tx, council, families)?, sides: Vec::new() };
        let sides: [(&str, OrganizationKind, &[Role]); 4] = [
            ("replay-faction", OrganizationKind::Faction, &[Role::FactionOffice, Role::FactionChair, Role::Member]),
            (DEPARTMENT, OrganizationKind::Department, &[Role::Drafter, Role::Head]),
            (
                "replay-office",
                OrganizationKind::CouncilOffice,
                &[Role::CouncilOffice, Role::MinuteTaker, Role::RecordsOfficer],
            ),
            ("replay-executive", OrganizationKind::Executive, &[Role::Executive]),
        ];
        for (key, kind, roles) in sides {
            let organization = body(tx, council, key, key, kind)?;
            let grant = |role: &Role| Grant { council: council.slug.clone(), organization, role: *role, inner: true };
            let grants = roles.iter().map(grant).collect();
            ground.sides.push(Actor { grants, name: key.to_owned(), ..Actor::system() });
        }
        Ok(ground)
    })
}

/// The bodies by their names. A body of the rules bears the name under which the record knows it: the same word, or
/// whoever acts most often in its role.
fn bodies(tx: &mut Tx<'_>, council: &Council, families: &[Vec<Script>]) -> Result<HashMap<String, OrganizationId>> {
    let mut names: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for step in families.iter().flatten().flat_map(|script| &script.steps) {
        *names.entry(step.body.clone()).or_default().entry(step.role.clone()).or_default() += 1;
    }
    names.entry(NO_BODY.to_owned()).or_default();
    names.entry(SOMEWHERE.to_owned()).or_default();
    let stops = council.kinds.values().flat_map(|kind| kind.path.iter().chain(&kind.child_path));
    let kind_of = |role: &str| council.roles.get(role).map_or(RoleKind::Information, |role| role.kind);
    let mut keys: BTreeMap<&str, &str> = BTreeMap::new();
    for stop in stops {
        let known = keys.entry(&stop.body).or_insert(&stop.role);
        if kind_of(&stop.role) == RoleKind::Decision {
            *known = &stop.role;
        }
    }
    let mut ids = HashMap::new();
    for (key, role) in keys {
        let same = names.keys().find(|name| nearest::fold(name) == key).cloned();
        let often = || {
            let acts = names.iter().filter_map(|(name, roles)| Some((roles.get(role)?, name)));
            acts.max().map(|(_, name)| name.clone()).filter(|name| !ids.contains_key(name))
        };
        let name = same.or_else(often).unwrap_or_else(|| key.to_owned());
        let kind = match kind_of(role) {
            RoleKind::Approval => OrganizationKind::ExecutiveConference,
            RoleKind::Decision => OrganizationKind::Council,
            _ => OrganizationKind::Committee,
        };
        let id = body(tx, council, key, &name, kind)?;
        ids.insert(name, id);
    }
    for (number, name) in names.into_keys().enumerate() {
        if let Entry::Vacant(free) = ids.entry(name) {
            let key = format!("replay-body-{number}");
            let id = body(tx, council, &key, free.key(), OrganizationKind::Committee)?;
            free.insert(id);
        }
    }
    Ok(ids)
}

fn body(tx: &mut Tx<'_>, council: &Council, key: &str, name: &str, kind: OrganizationKind) -> Result<OrganizationId> {
    // Numbers may ask for the sign of whoever files; those of the record stay as further numbers.
    let sign = Some("R".to_owned());
    let organization =
        Organization { sign, ..Organization::named(&council.slug, key.to_owned(), name.to_owned(), kind) };
    put::organization(tx, council, None, &organization, None)?;
    Ok(organization.id)
}
