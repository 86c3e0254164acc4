//! Papers that a councillor files in the own name, and what becomes of them when the councillor leaves: the faction or
//! another member takes them over within the council's days, after that the office may settle them.
use super::facts::Case;
use super::input::Input;
use super::{Paper, effects, personal, store};
use crate::app::Tx;
use crate::council::{Council, Kind};
use crate::db::Db;
use crate::db::types::PersonId;
use crate::error::{Error, Result};
use crate::events::Detail;
use crate::message::Message;
use crate::organizations::{self, Organization, OrganizationKind};
use crate::people::directory::store as directory;
use crate::people::{Actor, Role};
use crate::procedure::{Action, EntryStyle};
use chrono::{Days, NaiveDate};

/// What is typed as organisation by who files in the own name.
pub const OWN_NAME: &str = "own-name";

/// The member of the council who acts, and the faction below whose roof the draft is written.
///
/// # Errors
/// Refused for whoever is no member of a faction of the council.
pub fn member(tx: &mut Tx<'_>, council: &Council) -> Result<(PersonId, String, Organization)> {
    let none = || Error::refused(Message::new("own_name_member").on("organization"));
    let today = tx.now.day(council.timezone);
    let person = tx.actor.person.ok_or_else(none)?;
    let seats = [Role::Member, Role::FactionChair];
    let grants = tx.actor.grants.iter();
    let own = grants.filter(|grant| grant.council == council.slug && seats.contains(&grant.role));
    let ids: Vec<_> = own.map(|grant| grant.organization).collect();
    let found = organizations::store::several(tx, &ids)?;
    let faction = found
        .into_iter()
        .find(|organization| organization.kind == OrganizationKind::Faction && organization.is_current(today));
    let name = directory::person(tx, person)?.name;
    Ok((person, name, faction.ok_or_else(none)?))
}

/// Whether this account could file a paper of the kind in the own name.
pub fn may_file(actor: &Actor, council: &str, kind: &Kind) -> bool {
    let member = actor.has(council, Role::Member) || actor.has(council, Role::FactionChair);
    let edit = kind.actions.get(&Action::Edit);
    actor.person.is_some()
        && member
        && kind.entry == EntryStyle::Filed
        && edit.is_some_and(|step| step.by.contains(&Role::Member))
}

/// Notes on a draft that its author files it in the own name: signed from the first keystroke on.
pub fn sign(tx: &mut Tx<'_>, paper: &Paper, person: PersonId) -> Result<()> {
    store::invite(tx, paper.id, person)?;
    store::sign(tx, paper.id, person)
}

/// Why the paper cannot be taken over at all, whatever the day; `None` when it can.
pub fn refusal(case: &Case) -> Option<Message> {
    case.left_on.is_none().then(|| Message::new("take_over_still_there"))
}

/// Carries the paper on in the name of a faction or of a member; or, by the office when nobody did in time, settles it.
///
/// # Errors
/// Refused while a signatory still belongs to the council, for factions and members after the council's days, and for
/// the office before they are over.
pub fn act(tx: &mut Tx<'_>, council: &Council, case: &mut Case, input: &Input, detail: &mut Detail) -> Result<()> {
    let today = tx.now.day(council.timezone);
    let still = || Error::refused(Message::new("take_over_still_there"));
    let left_on = case.left_on.filter(|left| *left < today).ok_or_else(still)?;
    let until = last_day(council, left_on);
    detail.people = case.signatures.iter().map(|signature| signature.name.clone()).collect();
    if is_office(tx.actor, council) {
        if today <= until {
            return Err(Error::refused(Message::new("take_over_early").with("day", until)));
        }
        effects::cancel_consultations(tx, case)?;
        effects::lapse_clocks(tx, council, case)?;
        effects::discard_drafts(tx, council, case, input.reason())?;
        detail.settled = true;
        return Ok(());
    }
    if today > until {
        return Err(Error::refused(Message::new("take_over_late").with("day", until)));
    }
    if input.organization.as_deref() == Some(OWN_NAME) {
        let (person, name, _) = member(tx, council)?;
        sign(tx, &case.paper, person)?;
        case.paper.submitter = name;
    } else {
        let author = organizations::store::get(tx, case.paper.author_id)?;
        let faction = match author.parent_id.filter(|_| author.kind == OrganizationKind::FactionOffice) {
            Some(faction) => organizations::store::get(tx, faction)?,
            None => author,
        };
        case.paper.submitter.clone_from(&faction.name);
        case.paper.submitter_id = Some(faction.id);
        // As with what the faction files itself: its office writes it, and goes on acting for it.
        if let Some(office) = case.heir {
            case.paper.author_id = office;
        }
    }
    detail.by.clone_from(&case.paper.submitter);
    Ok(())
}

/// The last day on which a paper can be taken over whose last signatory left on this one.
fn last_day(council: &Council, left_on: NaiveDate) -> NaiveDate {
    left_on.checked_add_days(Days::new(u64::from(council.take_over.days))).unwrap_or(left_on)
}

/// Whether the actor acts for the council office.
fn is_office(actor: &Actor, council: &Council) -> bool {
    actor.has(&council.slug, Role::CouncilOffice)
}

/// A paper whose signatories have all left the council.
#[derive(Debug, Clone)]
pub struct Orphan {
    pub paper: Paper,
    /// The last day in the council of the last of them.
    pub left_on: NaiveDate,
    /// The last day on which it can be taken over.
    pub until: NaiveDate,
}

/// Papers in business whose signatories have all left the council, the most urgent first. Within `papers`, which the
/// caller may see.
pub fn orphans(db: &mut Db, council: &Council, papers: Vec<Paper>, today: NaiveDate) -> Result<Vec<Orphan>> {
    let mut found = Vec::new();
    for paper in papers {
        let left = personal::left_on(db, council, &paper)?;
        let Some(left_on) = left.filter(|left| *left < today) else { continue };
        found.push(Orphan { paper, left_on, until: last_day(council, left_on) });
    }
    found.sort_by_key(|orphan| (orphan.until, orphan.paper.id));
    Ok(found)
}
