//! The other half of the proof: that the papers say what the chain recorded. Each event of a paper carries the hash of
//! the text as it stood after it; a text changed beside the door for writing does not fit any more.
use super::{facts::Case, store};
use crate::council::Council;
use crate::db::Db;
use crate::digest;
use crate::error::Result;
use crate::events::Detail;
use crate::events::store::{self as events, Fault};

/// Papers that are compared between two looks at the list.
const BATCH: i64 = 200;

/// The hash that an event keeps of a paper's text.
pub fn text_hash(council: &Council, case: &Case) -> Result<String> {
    Ok(digest::sha256(case.content(council)?.as_bytes()))
}

/// The first paper of the council whose text or number is not what its last event recorded; `None` when all are.
/// Events whose payload was erased prove nothing about their paper, and are passed over.
pub fn verify(db: &mut Db, council: &Council) -> Result<Option<Fault>> {
    let mut after = None;
    loop {
        let papers = store::after(db, &council.slug, after, BATCH)?;
        let Some(last) = papers.last() else { return Ok(None) };
        after = Some(last.id);
        for paper in papers {
            let (id, reference) = (paper.id, paper.reference.clone());
            let Some((seq, recorded)) = last_record(db, id)? else { continue };
            let case = Case::load(db, council, paper)?;
            let named = reference.clone().unwrap_or_else(|| id.to_string());
            let what = if recorded.text_hash != Some(text_hash(council, &case)?) {
                format!("recorded another text of {named} than the one that is there")
            } else if recorded.reference != reference {
                format!("recorded another number of the paper than {named}")
            } else {
                continue;
            };
            return Ok(Some(Fault { council: council.slug.clone(), seq, what }));
        }
    }
}

/// The last event of a paper that kept a hash of its text. That of a remark keeps the hash of the remark.
fn last_record(db: &mut Db, paper: crate::db::types::PaperId) -> Result<Option<(i64, Detail)>> {
    let history = events::of_paper(db, paper)?;
    Ok(history.into_iter().rev().find_map(|event| {
        let detail = event.detail.filter(|_| event.action != "note")?;
        detail.text_hash.is_some().then_some((event.seq, detail))
    }))
}
