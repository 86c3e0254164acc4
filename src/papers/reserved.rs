//! Numbers that are kept for papers that do not exist yet: the answer that is announced under its number, the report that
//! others refer to. That a number exists is public; nothing else of the paper to come is.
use super::facts::Case;
use super::input::Input;
use super::kept::Kept;
use super::store::{self, Reserved};
use super::{Paper, numbering};
use crate::app::Tx;
use crate::council::numbers::{self, Sign};
use crate::council::{Council, Kind};
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::procedure::{Action, EntryStyle, Relation};
use std::collections::BTreeSet;

/// The kinds for which a number can be kept below the paper (`reserve-number`), or is kept (`give-up-number`).
pub fn kinds<'a>(council: &Council, kind: &'a Kind, case: &'a Case, action: Action) -> Vec<&'a str> {
    let waits = |code: &str| case.reserved.iter().any(|reserved| reserved.kind == code);
    match action {
        Action::GiveUp => case.reserved.iter().map(|reserved| reserved.kind.as_str()).collect(),
        _ => {
            let children = kind.children.iter().map(String::as_str);
            children.filter(|code| !waits(code) && can_be_kept(council, code)).collect()
        }
    }
}

/// Whether the number of a paper of this kind is known before the paper is: nothing in it says who files it.
fn can_be_kept(council: &Council, code: &str) -> bool {
    council.kind(code).is_some_and(|child| {
        let template = child.number.as_deref().unwrap_or(&council.numbers.child);
        child.entry == EntryStyle::Issued
            || child.relation == Some(Relation::Replaces)
            || !numbers::signs(template).contains(&Sign::Faction)
    })
}

/// The kind that is meant: the one that was named, else the only one there is, else the answer.
fn meant(council: &Council, case: &Case, action: Action, input: &Input) -> Result<String> {
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let open = kinds(council, kind, case, action);
    let named = input.kind.as_deref().filter(|code| !code.is_empty());
    let found = match (named, open.as_slice()) {
        (Some(code), _) => open.iter().find(|open| **open == code).copied(),
        (None, [only]) => Some(*only),
        (None, _) => {
            let answers = |code: &&&str| council.kind(code).is_some_and(Kind::answers);
            open.iter().find(answers).copied()
        }
    };
    found.map(str::to_owned).ok_or_else(|| {
        let key = if action == Action::GiveUp { "reserved_none" } else { "reserved_kind" };
        let labels: BTreeSet<_> = open.iter().map(|code| council.kind_label(code, council.language())).collect();
        let labels: Vec<_> = labels.into_iter().collect();
        Error::refused(Message::new(key).on("kind").with("kinds", labels.join(", ")).with("count", labels.len()))
    })
}

/// Keeps the next number of a kind below the paper; returns it.
///
/// # Errors
/// Refused when no such paper can hang there, or a number is kept for one already.
pub fn reserve(tx: &mut Tx<'_>, council: &Council, case: &Case, input: &Input) -> Result<String> {
    let kind = meant(council, case, Action::Reserve, input)?;
    let filed = council.kind(&kind).is_some_and(|child| child.entry == EntryStyle::Filed);
    let above = &case.paper;
    let responsible = if filed { above.responsible_id } else { above.responsible_id.or(Some(above.author_id)) };
    let mut coming = Paper {
        id: PaperId::new(),
        kind: kind.clone(),
        parent_id: Some(above.id),
        responsible_id: responsible,
        reference: None,
        slug: None,
        family_seq: None,
        ..above.clone()
    };
    numbering::number(tx, council, &mut coming)?;
    let (Some(reference), Some(slug)) = (coming.reference, coming.slug) else { return Err(Error::NotFound) };
    let reserved = Reserved {
        council: council.slug.clone(),
        slug,
        reference: reference.clone(),
        paper_id: above.id,
        kind,
        family_seq: coming.family_seq,
        reserved_at: tx.now,
        given_up_at: None,
        taken_by: None,
    };
    store::reserve(tx, &reserved)?;
    Ok(reference)
}

/// Gives the number up that is kept for a kind; returns it.
///
/// # Errors
/// Refused when none is.
pub fn give_up(tx: &mut Tx<'_>, council: &Council, case: &Case, input: &Input) -> Result<String> {
    let kind = meant(council, case, Action::GiveUp, input)?;
    let reserved = case.reserved.iter().find(|reserved| reserved.kind == kind).ok_or(Error::NotFound)?;
    store::give_number_up(tx, reserved)?;
    Ok(reserved.reference.clone())
}

/// Gives up all numbers that wait below a paper that ends; returns them.
pub fn give_all_up(tx: &mut Tx<'_>, case: &Case) -> Result<Option<String>> {
    for reserved in &case.reserved {
        store::give_number_up(tx, reserved)?;
    }
    let all: Vec<_> = case.reserved.iter().map(|reserved| reserved.reference.as_str()).collect();
    Ok((!all.is_empty()).then(|| all.join(", ")))
}

/// The numbers that wait, or waited in vain, below these papers of a family, of which `seen` are those that the viewer
/// sees. One whose paper is hidden waits still: it answers as if that paper were not there.
pub fn shown(all: Vec<Reserved>, seen: &BTreeSet<PaperId>) -> Vec<Kept> {
    let shown = |reserved: &Reserved| {
        seen.contains(&reserved.paper_id) && reserved.taken_by.is_none_or(|paper| !seen.contains(&paper))
    };
    let kept = |reserved: Reserved| Kept {
        unused: reserved.given_up_at.is_some(),
        reference: reserved.reference,
        slug: reserved.slug,
        kind: reserved.kind,
        paper: reserved.paper_id,
    };
    all.into_iter().filter(shown).map(kept).collect()
}
