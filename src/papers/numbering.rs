//! Numbers: taken in the transaction that admits or issues, from a counter row. Never reused, without gaps.
use super::{Paper, store};
use crate::app::Tx;
use crate::council::{ChildScope, Council, numbers};
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::directory::store as directory;
use chrono::Datelike;

/// Gives a paper its number, its slug and its term: from the council's counter, or from its family's for a child.
pub fn number(tx: &mut Tx<'_>, council: &Council, paper: &mut Paper) -> Result<()> {
    let today = tx.now.day(council.timezone);
    let term = directory::term_on(tx, &council.slug, today)?
        .map(|term| term.name)
        .ok_or_else(|| Error::refused(Message::new("number_no_term").with("day", today)))?;
    let kind = council.kind(&paper.kind);
    let mark = kind.map_or(paper.kind.as_str(), |kind| kind.mark(&paper.kind)).to_owned();
    let alone = kind.is_some_and(|kind| kind.numbered_alone);
    let reference = match paper.parent_id.filter(|_| !alone) {
        Some(parent) => {
            let parent = store::get(tx, parent)?;
            let root = store::get(tx, paper.root_id)?;
            let family = format!("family:{}", paper.root_id);
            let counter = child_counter(council, paper.root_id, parent.id);
            let mut values = numbers::Values {
                term: &term,
                kind: &mark,
                seq: 0,
                nth: 0,
                year: today.year(),
                root: root.reference.as_deref().unwrap_or_default(),
                parent: parent.reference.as_deref().unwrap_or_default(),
            };
            let number = loop {
                values.seq = store::next(tx, &council.slug, &counter)?;
                let number = match kind.and_then(|kind| kind.number.as_ref()) {
                    Some(own) => {
                        values.nth = store::next(tx, &council.slug, &format!("{family}/{mark}"))?;
                        numbers::render_of_kind(own, &values)
                    }
                    None => numbers::render(&council.numbers.child, &values),
                };
                if is_free(tx, council, &number)? {
                    break number;
                }
            };
            paper.family_seq = Some(i32::try_from(values.seq).map_err(|e| Error::Internal(e.into()))?);
            number
        }
        None => {
            let key = numbers::counter_key(council.numbers.counter, &term, &mark, today.year());
            loop {
                let seq = store::next(tx, &council.slug, &key)?;
                let values =
                    numbers::Values { term: &term, kind: &mark, seq, year: today.year(), ..Default::default() };
                let number = numbers::render(&council.numbers.root, &values);
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

/// The counter of the numbers below a paper.
pub fn child_counter(council: &Council, root: PaperId, parent: PaperId) -> String {
    match council.numbers.children {
        ChildScope::Family => format!("family:{root}"),
        ChildScope::Parent => format!("below:{parent}"),
    }
}

/// Whether no paper has this number or had it. One that was brought in from elsewhere may have taken it in a form that no
/// counter counts.
fn is_free(tx: &mut Tx<'_>, council: &Council, number: &str) -> Result<bool> {
    Ok(!store::is_slug_taken(tx, &council.slug, &numbers::slug(number))?
        || !store::is_reference_taken(tx, &council.slug, number)?)
}
