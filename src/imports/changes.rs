//! Changes that were seen at the source later: papers that are new, rows that were added or taken away.
use super::lines::{ChangeLine, PaperLine, source};
use super::room::Room;
use super::{Fate, Taken, papers, store};
use crate::app::Tx;
use crate::digest;
use crate::error::{Error, Result};
use crate::message::Message;

/// Takes a change once.
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
    let known = room.state.taken.get(&(source.clone(), line.id.clone())).and_then(|(paper, _)| *paper);
    let (paper, fate) = match known {
        Some(paper) => {
            let diff = line.diff.clone().unwrap_or_default();
            let added = papers::read_steps(tx, room, &diff.consultations_added)?;
            let gone = papers::read_steps(tx, room, &diff.consultations_removed)?;
            let row = crate::papers::store::get(tx, paper)?;
            papers::merge(tx, room, row, &added, &gone)?;
            (paper, Fate::Corrected)
        }
        None if line.change == "new" => {
            let new = PaperLine {
                id: line.id.clone(),
                reference: line.reference.clone(),
                title: line.title.clone(),
                kind: line.kind.clone(),
                ..PaperLine::default()
            };
            papers::take(tx, room, &new, record)?;
            let taken = room.state.taken.get(&(source.clone(), line.id.clone())).and_then(|(paper, _)| *paper);
            (taken.ok_or(Error::NotFound)?, Fate::Taken)
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
        licence: String::new(),
        record: record.to_owned(),
        taken_at: tx.now,
    };
    store::insert(tx, &taken)?;
    room.state.taken.insert(key, (Some(paper), taken.digest));
    Ok(fate)
}
