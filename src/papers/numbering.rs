//! Numbers: taken in the transaction that admits or issues, from a counter row. Never reused, without gaps.
use super::{Paper, store};
use crate::app::Tx;
use crate::council::numbers::{self, Sign, Values};
use crate::council::{ChildScope, Council, Kind};
use crate::db::types::{OrganizationId, PaperId};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::organizations;
use crate::people::directory::store as directory;
use chrono::Datelike;
use std::collections::BTreeMap;

/// Gives a paper its number, its slug and its term: the number that was kept for it, else one from the council's counter,
/// or from its family's for a child.
pub fn number(tx: &mut Tx<'_>, council: &Council, paper: &mut Paper) -> Result<()> {
    let today = tx.now.day(council.timezone);
    let term = directory::term_on(tx, &council.slug, today)?
        .map(|term| term.name)
        .ok_or_else(|| Error::refused(Message::new("number_no_term").with("day", today)))?;
    if take_kept(tx, paper)? {
        paper.term = Some(term);
        return Ok(());
    }
    let kind = council.kind(&paper.kind);
    let mark = kind.map_or(paper.kind.as_str(), |kind| kind.mark(&paper.kind)).to_owned();
    let above = paper.parent_id.filter(|_| !kind.is_some_and(|kind| kind.numbered_alone));
    let fits = |own: &&str| above.is_some() || numbers::begins_family(own);
    let own = kind.and_then(|kind| kind.number.as_deref()).filter(fits);
    let general = if above.is_some() { &council.numbers.child } else { &council.numbers.root };
    let signs = signs(tx, council, kind, paper, &[own.unwrap_or_default(), general])?;
    let sign = |of: Sign| signs.get(&of).map_or("", String::as_str);
    let values = Values {
        term: &term,
        kind: &mark,
        year: today.year(),
        faction: sign(Sign::Faction),
        department: sign(Sign::Department),
        body: sign(Sign::Body),
        ..Values::default()
    };
    let reference = match above {
        Some(parent) => {
            let number_above = store::get(tx, parent)?.reference.unwrap_or_default();
            let root = store::get(tx, paper.root_id)?;
            let first = root.reference.as_deref().unwrap_or_default();
            let of_root = council.kind(&root.kind).and_then(|kind| kind.number.as_deref());
            let stem = numbers::stem(of_root, first);
            let values = Values { root: first, parent: &number_above, stem, ..values };
            let (number, seq) = below(tx, council, (paper.root_id, parent), own, values)?;
            paper.family_seq = Some(i32::try_from(seq).map_err(|e| Error::Internal(e.into()))?);
            number
        }
        None => {
            let key = numbers::counter_key(council.numbers.counter, &term, &mark, today.year());
            loop {
                let seq = store::next(tx, &council.slug, &key)?;
                let stem = numbers::render(&council.numbers.root, &Values { seq, ..values });
                let number = match own {
                    Some(own) => numbers::render_of_kind(own, &Values { seq, stem: &stem, nth: 1, ..values }),
                    None => stem,
                };
                if is_free(tx, council, &number)? {
                    break number;
                }
            }
        }
    };
    // Two numbers may make the same slug ("A/1" and "A-1"): the later one gets a further mark.
    let mut slug = numbers::slug(&reference);
    while store::is_slug_taken(tx, &council.slug, &slug)? {
        slug.push('_');
    }
    paper.reference = Some(reference);
    paper.slug = Some(slug);
    paper.term = Some(term);
    Ok(())
}

/// Lets a paper take the number that is kept for its kind below its parent; `false` when none is.
fn take_kept(tx: &mut Tx<'_>, paper: &mut Paper) -> Result<bool> {
    let Some(parent) = paper.parent_id else { return Ok(false) };
    let waiting = store::waiting_numbers(tx, parent)?;
    let Some(reserved) = waiting.into_iter().find(|reserved| reserved.kind == paper.kind) else { return Ok(false) };
    store::take_number(tx, &reserved, paper.id)?;
    paper.reference = Some(reserved.reference);
    paper.slug = Some(reserved.slug);
    paper.family_seq = reserved.family_seq;
    Ok(true)
}

/// The counter of the numbers below a paper.
pub fn child_counter(council: &Council, root: PaperId, parent: PaperId) -> String {
    match council.numbers.children {
        ChildScope::Family => format!("family:{root}"),
        ChildScope::Parent => format!("below:{parent}"),
    }
}

/// The number of a paper below another, and what its counter stands at.
fn below(
    tx: &mut Tx<'_>,
    council: &Council,
    (root, parent): (PaperId, PaperId),
    own: Option<&str>,
    mut values: Values<'_>,
) -> Result<(String, i64)> {
    let counter = child_counter(council, root, parent);
    loop {
        values.seq = store::next(tx, &council.slug, &counter)?;
        let number = match own {
            Some(own) => {
                let together = format!("family:{root}/{}", numbers::counted_together(own, &values));
                values.nth = store::next(tx, &council.slug, &together)?;
                numbers::render_of_kind(own, &values)
            }
            None => numbers::render(&council.numbers.child, &values),
        };
        if is_free(tx, council, &number)? {
            return Ok((number, values.seq));
        }
    }
}

/// Whether no paper has this number or had it. One that was brought in from elsewhere may have taken it in a form that no
/// counter counts; the family's first may bear what its kind's template makes.
fn is_free(tx: &mut Tx<'_>, council: &Council, number: &str) -> Result<bool> {
    Ok(!store::is_slug_taken(tx, &council.slug, &numbers::slug(number))?
        || !store::is_reference_taken(tx, &council.slug, number)?)
}

/// The signs that these templates ask for.
///
/// # Errors
/// Refused when an organisation has none: the number would not say what it has to.
fn signs(
    tx: &mut Tx<'_>,
    council: &Council,
    kind: Option<&Kind>,
    paper: &Paper,
    templates: &[&str],
) -> Result<BTreeMap<Sign, String>> {
    let mut found = BTreeMap::new();
    for sign in templates.iter().flat_map(|template| numbers::signs(template)) {
        let of: Vec<OrganizationId> = match sign {
            Sign::Faction => paper.submitter_id.into_iter().chain([paper.author_id]).collect(),
            Sign::Department => vec![paper.responsible_id.unwrap_or(paper.author_id)],
            Sign::Body => {
                let last = kind.and_then(|kind| kind.path_of(paper.parent_id.is_some()).last());
                let body = last.map(|last| organizations::store::by_key(tx, &council.slug, &last.body)).transpose()?;
                body.flatten().map(|body| body.id).into_iter().collect()
            }
        };
        let known = organizations::store::several(tx, &of)?;
        let in_order = of.iter().filter_map(|id| known.iter().find(|one| one.id == *id));
        let own = in_order.clone().find_map(|one| one.sign.clone()).ok_or_else(|| {
            let named = in_order.clone().next().map(|one| one.name.clone()).unwrap_or_default();
            Error::refused(Message::new("number_no_sign").with("organization", named))
        })?;
        found.insert(sign, own);
    }
    Ok(found)
}
