//! Changes that were seen at the source later: papers that are new, rows that were added or taken away, results that are
//! others now, papers that hang below others.
use super::clocks::Had;
use super::lines::{self, ChangeLine, PaperLine, source};
use super::room::Room;
use super::{Fate, Taken, family, papers, steps, store};
use crate::app::Tx;
use crate::consultations;
use crate::db::types::{Moment, PaperId};
use crate::digest;
use crate::error::{Error, Result};
use crate::message::Message;
use chrono::NaiveTime;

/// Takes a change once. One that says what is known already changes nothing.
///
/// # Errors
/// Refused when it speaks of a paper that was never taken.
pub fn take(tx: &mut Tx<'_>, room: &mut Room<'_>, line: &ChangeLine, record: &str) -> Result<Fate> {
    let source = source("", &line.id).to_owned();
    room.source.clone_from(&source);
    let key = (source.clone(), format!("change:{}:{}:{}", line.from, line.to, line.id));
    if room.state.taken.contains_key(&key) {
        return Ok(Fate::Unchanged);
    }
    let (paper, fate) = match room.paper(&line.id) {
        Some(paper) => (paper, apply(tx, room, line, paper)?),
        None if line.change == "new" => {
            papers::take(tx, room, &whole(line), record)?;
            let paper = room.paper(&line.id).ok_or(Error::NotFound)?;
            hang(tx, room, line, paper)?;
            (paper, Fate::Taken)
        }
        None => return Err(Error::refused(Message::new("import_unknown_paper").on("id").with("id", &line.id))),
    };
    let taken = Taken {
        council: room.council.slug.clone(),
        source: key.0.clone(),
        external_id: key.1.clone(),
        paper_id: Some(paper),
        meeting_id: None,
        digest: digest::sha256(record.as_bytes()),
        url: String::new(),
        licence: room.licence(None),
        record: record.to_owned(),
        taken_at: tx.now,
    };
    store::insert(tx, &taken)?;
    room.state.taken.insert(key, (Some(paper), taken.digest));
    Ok(fate)
}

/// The change as the paper that it tells of.
fn whole(line: &ChangeLine) -> PaperLine {
    PaperLine {
        id: line.id.clone(),
        reference: line.reference.clone(),
        title: line.title.clone(),
        kind: line.kind.clone(),
        consultations: line.consultations.clone(),
        ..PaperLine::default()
    }
}

fn apply(tx: &mut Tx<'_>, room: &mut Room<'_>, line: &ChangeLine, paper: PaperId) -> Result<Fate> {
    let hung = hang(tx, room, line, paper)?;
    let diff = line.diff.clone().unwrap_or_default();
    let root = crate::papers::store::get(tx, paper)?.root_id;
    crate::papers::store::lock_family(tx, root)?;
    let row = crate::papers::store::get(tx, paper)?;
    let added = steps::read(tx, room, &line.consultations)?;
    let added: Vec<_> = added.into_iter().chain(steps::read(tx, room, &diff.consultations_added)?).collect();
    let gone = steps::read(tx, room, &diff.consultations_removed)?;
    let (_, mut changed) = steps::merge(tx, room, &row, &added, &gone)?;
    changed.extend(steps::with_results(tx, room, &row, &diff.results_changed)?);
    if changed.is_empty() {
        return Ok(if hung { Fate::Corrected } else { Fate::Unchanged });
    }
    let rows = consultations::store::of_paper(tx, paper)?;
    let results: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            let role = room.council.roles.get(&row.role)?.kind;
            Some(Had { class: row.result_class?, role, day: None })
        })
        .collect();
    // Nobody saw it before the look at the source that found it.
    let seen = lines::day(&line.to).and_then(|day| room.council.moment(day, NaiveTime::MIN));
    let last = added.iter().filter_map(|step| step.starts_at).max();
    let seen: Option<Moment> = last.or(seen);
    papers::finish(tx, room, row, &rows, &results, changed, seen)?;
    Ok(Fate::Corrected)
}

/// Hangs the paper below those above it that the change names, and those below it that it names; says whether it did.
fn hang(tx: &mut Tx<'_>, room: &mut Room<'_>, line: &ChangeLine, paper: PaperId) -> Result<bool> {
    let known = |room: &Room<'_>, ids: &[serde_json::Value]| -> Vec<PaperId> {
        let named = ids.iter().filter_map(|id| lines::sibling(&room.source, id));
        named.filter_map(|id| room.paper(&id)).collect()
    };
    let mut done = false;
    for above in known(room, &line.parents) {
        done |= family::hang(tx, room, paper, above)?;
    }
    let below = line.diff.as_ref().map(|diff| known(room, &diff.children_added)).unwrap_or_default();
    for child in below {
        done |= family::hang(tx, room, child, paper)?;
    }
    Ok(done)
}
