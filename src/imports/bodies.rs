//! Bodies, factions and offices that are brought in: found by a name that they bear or bore, else made.
use super::Fate;
use super::lines::one_line;
use super::room::Room;
use crate::administration::put;
use crate::app::Tx;
use crate::council::numbers;
use crate::db::types::OrganizationId;
use crate::error::Result;
use crate::organizations::{Organization, OrganizationKind};

/// The key of whoever wrote a paper of which the source does not say who did.
const UNKNOWN: &str = "import-unknown";

/// Takes a body that the source lists.
pub fn take(tx: &mut Tx<'_>, room: &mut Room<'_>, name: &str, kind: &str) -> Result<Fate> {
    let name = one_line(name);
    if room.state.bodies.contains_key(&name.to_lowercase()) {
        return Ok(Fate::Unchanged);
    }
    let kind = match kind {
        "administration" => OrganizationKind::Executive,
        other => other.parse().unwrap_or(OrganizationKind::Committee),
    };
    make(tx, room, &name, kind)?;
    Ok(Fate::Taken)
}

/// The body of this name; one that is new is taken for a committee.
pub fn named(tx: &mut Tx<'_>, room: &mut Room<'_>, name: &str) -> Result<OrganizationId> {
    let name = one_line(name);
    match room.state.bodies.get(&name.to_lowercase()) {
        Some(id) => Ok(*id),
        None => make(tx, room, &name, OrganizationKind::Committee),
    }
}

/// Who filed or wrote a paper, by the name that the source prints: also "Fraktion" before or behind it.
pub fn author(room: &Room<'_>, name: &str) -> Option<OrganizationId> {
    let name = one_line(name).to_lowercase();
    let spellings = [name.clone(), format!("fraktion {name}"), format!("{name}-fraktion"), format!("{name} fraktion")];
    spellings.iter().find_map(|spelling| room.state.bodies.get(spelling)).copied()
}

/// The author of papers of which nobody said who wrote them.
pub fn unknown(tx: &mut Tx<'_>, room: &mut Room<'_>) -> Result<OrganizationId> {
    if let Some(id) = room.state.unknown {
        return Ok(id);
    }
    let name = room.council.import.source(&room.source).to_owned();
    let id = match crate::organizations::store::by_key(tx, &room.council.slug, UNKNOWN)? {
        Some(found) => found.id,
        None => insert(tx, room, UNKNOWN.to_owned(), name, OrganizationKind::Department)?,
    };
    room.state.unknown = Some(id);
    Ok(id)
}

fn make(tx: &mut Tx<'_>, room: &mut Room<'_>, name: &str, kind: OrganizationKind) -> Result<OrganizationId> {
    let mut key = numbers::slug(name).to_lowercase();
    while crate::organizations::store::by_key(tx, &room.council.slug, &key)?.is_some() {
        key.push('_');
    }
    let id = insert(tx, room, key, name.to_owned(), kind)?;
    room.state.bodies.insert(name.to_lowercase(), id);
    Ok(id)
}

fn insert(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    key: String,
    name: String,
    kind: OrganizationKind,
) -> Result<OrganizationId> {
    let organization = Organization::named(&room.council.slug, key, name, kind);
    put::organization(tx, room.council, None, &organization, None)?;
    Ok(organization.id)
}
