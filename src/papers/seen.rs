//! Whether somebody may see a paper.
use super::{Paper, store};
use crate::db::Db;
use crate::error::Result;
use crate::visibility::Scope;

/// Asks `visibility` about one paper; reads who else has a part in it only where that can matter.
pub fn is_seen(db: &mut Db, scope: &Scope, paper: &Paper) -> Result<bool> {
    if scope.sees(&paper.exposure(&[])) {
        return Ok(true);
    }
    if scope.person.is_none() && scope.organizations.is_empty() {
        return Ok(false);
    }
    let others = store::others(db, paper.id)?;
    Ok(scope.sees(&paper.exposure_to(&others)))
}
