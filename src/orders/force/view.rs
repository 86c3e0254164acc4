//! The way of a decision to its legal force, as far as somebody sees the decision.
use super::store::{self, Standing};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::ResolutionId;
use crate::error::{Error, Result};
use crate::orders::{self, Resolution};
use crate::papers::{self, Paper};
use crate::visibility::{Exposure, Scope};

/// A decision with its paper and how it stands.
#[derive(Debug, Clone)]
pub struct Found {
    pub resolution: Resolution,
    pub paper: Paper,
    pub standing: Standing,
}

/// The decision of this id for whom it lies open.
///
/// # Errors
/// `NotFound` for one that does not exist, that this scope does not see, or that binds at once.
pub fn find(db: &mut Db, council: &Council, scope: &Scope, id: ResolutionId) -> Result<Found> {
    let resolution = store::resolution(db, &council.slug, id)?;
    let paper = papers::store::get(db, resolution.paper_id)?;
    let circle = orders::store::circle_of(db, resolution.consultation_id)?;
    let others = papers::store::others(db, paper.id)?;
    if !scope.sees_part(circle, &paper.exposure_to(&others)) {
        return Err(Error::NotFound);
    }
    let standing = store::of_resolution(db, id)?.ok_or(Error::NotFound)?;
    Ok(Found { resolution, paper, standing })
}

/// How the decisions on a paper stand, as far as this scope sees them; `exposure` is the paper's.
///
/// # Errors
/// Only what the database says.
pub fn of_paper(db: &mut Db, scope: &Scope, paper: &Paper, exposure: &Exposure<'_>) -> Result<Vec<Standing>> {
    let mut standing = store::of_paper(db, paper.id)?;
    if standing.is_empty() {
        return Ok(standing);
    }
    let resolutions = orders::store::resolutions(db, paper.id)?;
    let seen = |row: &Standing| {
        let own = resolutions.iter().find(|resolved| resolved.0.id == row.0.resolution_id);
        own.is_some_and(|resolved| scope.sees_part(resolved.3, exposure))
    };
    standing.retain(seen);
    Ok(standing)
}
