//! What is done with organisations: made, renamed, moved in the tree, merged, ended. What they were stays.
use super::{begin, hand_over, refuse, unchanged};
use crate::administration::{input::key_of, put};
use crate::app::Tx;
use crate::consultations;
use crate::council::Council;
use crate::db::types::{NameId, OrganizationId};
use crate::error::{Error, Result};
use crate::organizations::{Organization, OrganizationKind, PastName, store};
use crate::people::directory;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What an organisation is made of, beside its name and its place in the tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Particulars {
    pub email: Option<String>,
    pub place: Option<String>,
    pub seats: Option<i32>,
    pub nonpublic: bool,
    pub sign: Option<String>,
    pub starts_on: Option<NaiveDate>,
}

/// Makes an organisation.
pub fn create(
    tx: &mut Tx<'_>,
    council: &Council,
    name: &str,
    kind: OrganizationKind,
    parent: Option<OrganizationId>,
    particulars: &Particulars,
) -> Result<OrganizationId> {
    begin(tx, council)?;
    let parent = parent.map(|id| own(tx, council, id)).transpose()?;
    fits_below(kind, parent.as_ref())?;
    let today = tx.now.day(council.timezone);
    let all = store::all(tx, &council.slug)?;
    if all.iter().any(|one| one.is_current(today) && one.kind == kind && one.name == name) {
        return refuse("admin_name_taken", "name");
    }
    let taken: BTreeSet<_> = all.iter().map(|one| one.key.as_str()).collect();
    let organization = Organization {
        id: OrganizationId::new(),
        council: council.slug.clone(),
        key: free_key(name, &taken),
        name: name.to_owned(),
        kind,
        parent_id: parent.map(|parent| parent.id),
        email: particulars.email.clone(),
        place: particulars.place.clone(),
        starts_on: particulars.starts_on,
        ends_on: None,
        successor_id: None,
        seats: particulars.seats,
        nonpublic: particulars.nonpublic,
        sign: particulars.sign.clone(),
    };
    put::organization(tx, council, None, &organization, None)?;
    Ok(organization.id)
}

/// A key that nothing bears yet.
pub(super) fn free_key(name: &str, taken: &BTreeSet<&str>) -> String {
    let key = key_of(name);
    let numbered = (2..).map(|number| format!("{key}-{number}"));
    std::iter::once(key.clone()).chain(numbered).find(|key| !taken.contains(key.as_str())).unwrap_or(key)
}

/// The organisation of this council, or `NotFound`.
pub(super) fn own(tx: &mut Tx<'_>, council: &Council, id: OrganizationId) -> Result<Organization> {
    let organization = store::get(tx, id)?;
    if organization.council == council.slug { Ok(organization) } else { Err(Error::NotFound) }
}

fn fits_below(kind: OrganizationKind, parent: Option<&Organization>) -> Result<()> {
    let above = parent.map(|parent| parent.kind);
    if kind == OrganizationKind::FactionOffice && above != Some(OrganizationKind::Faction) {
        return refuse("admin_office_needs_faction", "parent");
    }
    Ok(())
}

/// Changes where mail goes, where it sits, its seats and its sign, whether it sits behind closed doors, and since when it
/// is there.
pub fn change(
    tx: &mut Tx<'_>,
    council: &Council,
    id: OrganizationId,
    seen: &str,
    particulars: &Particulars,
) -> Result<()> {
    begin(tx, council)?;
    let before = own(tx, council, id)?;
    unchanged(&before, seen)?;
    if particulars.starts_on.zip(before.ends_on).is_some_and(|(start, end)| end < start) {
        return refuse("admin_ends_before", "starts_on");
    }
    let Particulars { email, place, seats, nonpublic, sign, starts_on } = particulars.clone();
    let after = Organization { email, place, seats, nonpublic, sign, starts_on, ..before.clone() };
    put::organization(tx, council, Some(&before), &after, None)?;
    Ok(())
}

/// Gives an organisation another name from `since` on; what it was called before stays with the days before.
pub fn rename(
    tx: &mut Tx<'_>,
    council: &Council,
    id: OrganizationId,
    seen: &str,
    name: &str,
    since: NaiveDate,
) -> Result<()> {
    begin(tx, council)?;
    let before = own(tx, council, id)?;
    unchanged(&before, seen)?;
    if name == before.name {
        return refuse("admin_name_same", "name");
    }
    if since > tx.now.day(council.timezone) {
        return refuse("admin_day_ahead", "since");
    }
    let last = store::past_names(tx, id)?.into_iter().filter_map(|past| past.ends_on).max();
    let borne_since = last.and_then(|day| day.succ_opt()).or(before.starts_on);
    let Some(until) = since.pred_opt().filter(|until| borne_since.is_none_or(|start| start <= *until)) else {
        return refuse("admin_renamed_too_early", "since");
    };
    let past = PastName {
        id: NameId::new(),
        organization_id: id,
        name: before.name.clone(),
        starts_on: borne_since,
        ends_on: Some(until),
    };
    store::insert_past_name(tx, &past)?;
    let after = Organization { name: name.to_owned(), ..before.clone() };
    put::organization(tx, council, Some(&before), &after, Some(since))?;
    Ok(())
}

/// Moves an organisation below another, or to the top of the tree.
pub fn move_below(
    tx: &mut Tx<'_>,
    council: &Council,
    id: OrganizationId,
    seen: &str,
    parent: Option<OrganizationId>,
) -> Result<()> {
    begin(tx, council)?;
    let before = own(tx, council, id)?;
    unchanged(&before, seen)?;
    let parent = parent.map(|parent| own(tx, council, parent)).transpose()?;
    fits_below(before.kind, parent.as_ref())?;
    let mut above = parent.as_ref().map(|parent| parent.id);
    let mut seen = BTreeSet::new();
    while let Some(next) = above.filter(|next| seen.insert(*next)) {
        if next == id {
            return refuse("admin_moved_below_itself", "parent");
        }
        above = store::get(tx, next)?.parent_id;
    }
    let after = Organization { parent_id: parent.map(|parent| parent.id), ..before.clone() };
    put::organization(tx, council, Some(&before), &after, None)?;
    Ok(())
}

/// Ends an organisation with this last day: the memberships in it end with it.
pub fn end(tx: &mut Tx<'_>, council: &Council, id: OrganizationId, seen: &str, last_day: NaiveDate) -> Result<()> {
    begin(tx, council)?;
    let before = own(tx, council, id)?;
    unchanged(&before, seen)?;
    can_end(&before, last_day)?;
    let below = store::below(tx, id)?;
    if below.iter().any(|part| part.ends_on.is_none_or(|end| end > last_day)) {
        return refuse("admin_has_parts", "last_day");
    }
    if !consultations::store::open_of_body(tx, id)?.is_empty() {
        return refuse("admin_has_business", "last_day");
    }
    let after = Organization { ends_on: Some(last_day), ..before.clone() };
    put::organization(tx, council, Some(&before), &after, None)?;
    end_memberships(tx, council, id, last_day)
}

fn can_end(organization: &Organization, last_day: NaiveDate) -> Result<()> {
    if organization.ends_on.is_some() {
        return refuse("admin_ended_already", "last_day");
    }
    if organization.starts_on.is_some_and(|start| last_day < start) {
        return refuse("admin_ends_before", "last_day");
    }
    Ok(())
}

fn end_memberships(tx: &mut Tx<'_>, council: &Council, id: OrganizationId, last_day: NaiveDate) -> Result<()> {
    for before in directory::store::memberships_in(tx, id)? {
        if before.ends_on.is_none_or(|end| end > last_day) && before.starts_on <= last_day {
            let after = directory::Membership { ends_on: Some(last_day), ..before.clone() };
            put::membership(tx, council, Some(&before), &after)?;
        }
    }
    Ok(())
}

/// Merges an organisation into another: it ends with this last day, its parts go over to the other, and so does what it
/// had still to do: consultations, papers with their clocks, orders. Who sat in it sits in the other only by a membership of its own.
pub fn merge(
    tx: &mut Tx<'_>,
    council: &Council,
    id: OrganizationId,
    seen: &str,
    successor: OrganizationId,
    last_day: NaiveDate,
) -> Result<()> {
    begin(tx, council)?;
    let before = own(tx, council, id)?;
    unchanged(&before, seen)?;
    can_end(&before, last_day)?;
    if last_day > tx.now.day(council.timezone) {
        return refuse("admin_day_ahead", "last_day");
    }
    let into = own(tx, council, successor)?;
    if into.id == id || into.kind.is_body() != before.kind.is_body() {
        return refuse("admin_merged_into_another_kind", "successor");
    }
    let first_day = last_day.succ_opt().unwrap_or(last_day);
    if !into.is_current(first_day) {
        return refuse("admin_successor_is_past", "successor");
    }
    let after = Organization { ends_on: Some(last_day), successor_id: Some(into.id), ..before.clone() };
    put::organization(tx, council, Some(&before), &after, Some(first_day))?;
    for part in store::below(tx, id)? {
        if part.id != into.id && part.is_current(first_day) {
            let moved = Organization { parent_id: Some(into.id), ..part.clone() };
            put::organization(tx, council, Some(&part), &moved, Some(first_day))?;
        }
    }
    if into.parent_id == Some(id) {
        let freed = Organization { parent_id: before.parent_id, ..into.clone() };
        put::organization(tx, council, Some(&into), &freed, Some(first_day))?;
    }
    end_memberships(tx, council, id, last_day)?;
    hand_over::all(tx, council, &before, &into, last_day)
}
