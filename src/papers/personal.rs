//! Papers that councillors file in their own names: who still stands behind them, and who comes after.
use super::{Paper, store};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::OrganizationId;
use crate::error::Result;
use crate::organizations::{self, OrganizationKind};
use crate::people::directory::store as directory;
use crate::procedure::EntryStyle;
use chrono::NaiveDate;

/// Whether the paper was filed by councillors in their own names.
pub fn is_personal(council: &Council, paper: &Paper) -> bool {
    let filed = council.kind(&paper.kind).is_some_and(|kind| kind.entry == EntryStyle::Filed && kind.names.is_none());
    filed && paper.submitter_id.is_none()
}

/// The last day in the council of the last of those who signed; `None` while one of them belongs to it, or when nobody
/// signed.
pub fn left_on(db: &mut Db, council: &Council, paper: &Paper) -> Result<Option<NaiveDate>> {
    if !is_personal(council, paper) {
        return Ok(None);
    }
    let signed: Vec<_> = store::signatures(db, paper.id)?
        .into_iter()
        .filter(|signature| signature.signed_at.is_some())
        .map(|signature| signature.person_id)
        .collect();
    if signed.is_empty() {
        return Ok(None);
    }
    directory::left_on(db, &council.slug, &signed)
}

/// The office of the faction below whose roof the paper was written: it acts for the faction that may carry it on.
pub fn heir(db: &mut Db, paper: &Paper) -> Result<Option<OrganizationId>> {
    let below = organizations::store::below(db, paper.author_id)?;
    Ok(below.into_iter().find(|office| office.kind == OrganizationKind::FactionOffice).map(|office| office.id))
}
