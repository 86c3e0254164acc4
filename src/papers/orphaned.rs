//! The daily look at what members filed in their own names: that none of them belongs to the council any more is told
//! once a paper, to those who may carry it on and to the office.
use super::{store, takeover};
use crate::app::Tx;
use crate::council::{Council, MailRow};
use crate::error::Result;
use crate::events::{self, Detail, NewEvent};

/// What is noted on such a paper, once.
const ORPHANED: &str = "orphaned";

/// Appends one event for every paper of this council that was left behind and of which nobody was told yet; returns how
/// many.
pub fn warn(tx: &mut Tx<'_>, council: &Council) -> Result<u32> {
    let today = tx.now.day(council.timezone);
    let papers = store::signed_in_own_name(tx, &council.slug)?;
    let mut count = 0;
    for orphan in takeover::orphans(tx, council, papers, today)? {
        let paper = orphan.paper;
        let subject = format!("paper:{}", paper.id);
        if events::store::has_happened(tx, &council.slug, &subject, ORPHANED)? {
            continue;
        }
        let signatures = store::signatures(tx, paper.id)?;
        let signed = signatures.into_iter().filter(|signature| signature.signed_at.is_some());
        let detail = Detail {
            mail: Some(MailRow::Orphaned),
            reference: paper.reference.clone(),
            people: signed.map(|signature| signature.name).collect(),
            left_on: Some(orphan.left_on),
            take_over_until: Some(orphan.until),
            ..Detail::default()
        };
        let event =
            NewEvent { action: ORPHANED.to_owned(), paper_id: Some(paper.id), subject, circle: paper.circle, detail };
        let seq = events::append(tx, council, event)?;
        store::save_derived(tx, paper.id, paper.status, seq)?;
        count += 1;
    }
    Ok(count)
}
