//! A page of papers with who has each of them; where it is asked for, of those alone that one organisation has. Who has a
//! paper is computed and stands in no column, so such a page looks at one open paper after the other, as far as a page may.
use super::Pending;
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{Moment, OrganizationId, PaperId};
use crate::error::Result;
use crate::papers::Paper;
use crate::papers::store::{self, Filter};
use crate::visibility::Scope;
use std::collections::BTreeMap;

/// How many papers are looked at together.
const STRIDE: usize = 200;

/// How often that is done for one page at most. What lies behind is on the next, even where this one is not full.
const STRIDES: usize = 10;

/// A page of papers.
#[derive(Debug, Default)]
pub struct Held {
    pub papers: Vec<Paper>,
    pub pending: BTreeMap<PaperId, Pending>,
    /// Behind which paper the next page begins; `None` where the list ends here.
    pub after: Option<(Moment, PaperId)>,
}

const fn key(paper: &Paper) -> (Moment, PaperId) {
    (paper.updated_at, paper.id)
}

/// At most so many papers of a list as this scope sees them, with who has them; only what `holder` has, where one is
/// given.
pub fn page(
    db: &mut Db,
    council: &Council,
    scope: &Scope,
    filter: &Filter,
    holder: Option<OrganizationId>,
    rows: usize,
) -> Result<Held> {
    match holder {
        Some(holder) => held_by(db, council, scope, filter, holder, rows),
        None => {
            let mut papers = store::list(db, &council.slug, scope, filter, rows as i64 + 1)?;
            let more = papers.len() > rows;
            papers.truncate(rows);
            let pending = super::of_papers(db, council, scope, &papers)?;
            Ok(Held { after: papers.last().filter(|_| more).map(key), papers, pending })
        }
    }
}

fn held_by(
    db: &mut Db,
    council: &Council,
    scope: &Scope,
    filter: &Filter,
    holder: OrganizationId,
    rows: usize,
) -> Result<Held> {
    let mut filter = Filter { open: true, ..filter.clone() };
    let mut held = Held::default();
    for _ in 0..STRIDES {
        let looked = store::list(db, &council.slug, scope, &filter, STRIDE as i64)?;
        let last = looked.last().filter(|_| looked.len() == STRIDE).map(key);
        let mut pending = super::of_papers(db, council, scope, &looked)?;
        for paper in looked {
            let Some(found) = pending.remove(&paper.id).filter(|found| found.organization == Some(holder)) else {
                continue;
            };
            if held.papers.len() == rows {
                held.after = held.papers.last().map(key);
                return Ok(held);
            }
            held.pending.insert(paper.id, found);
            held.papers.push(paper);
        }
        held.after = last;
        if last.is_none() {
            break;
        }
        filter.after = last;
    }
    Ok(held)
}
