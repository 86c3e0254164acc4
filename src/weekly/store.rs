//! What came in during a time, and what bodies recommended in it.
use super::Recommendation;
use crate::council::Council;
use crate::db::Db;
use crate::db::schema::{consultations, meetings, organizations, papers};
use crate::db::types::Moment;
use crate::error::Result;
use crate::papers::Paper;
use crate::papers::store::visible;
use crate::procedure::{ConsultationState, ResultClass};
use crate::visibility::{Circle, Scope};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Papers that were admitted or issued from one day to another, as far as this scope sees them, with the key of their
/// author organisation; at most `limit`.
pub fn came_in(
    db: &mut Db,
    council: &str,
    scope: &Scope,
    from: NaiveDate,
    to: NaiveDate,
    limit: i64,
) -> Result<Vec<(Paper, String)>> {
    let admitted = papers::admitted_on.is_not_null().and(papers::admitted_on.assume_not_null().between(from, to));
    let issued = papers::issued_on.is_not_null().and(papers::issued_on.assume_not_null().between(from, to));
    let found: Vec<Paper> = papers::table
        .filter(papers::council.eq(council.to_owned()))
        .filter(admitted.or(issued))
        .filter(visible(scope))
        .order((papers::admitted_on, papers::issued_on, papers::reference))
        .limit(limit)
        .select(Paper::as_select())
        .load(db)?;
    let authors: Vec<_> = found.iter().map(|paper| paper.author_id).collect();
    let authors = crate::organizations::store::several(db, &authors)?;
    let key = |paper: &Paper| {
        let author = authors.iter().find(|author| author.id == paper.author_id);
        author.map_or_else(String::new, |author| author.key.clone())
    };
    Ok(found.into_iter().map(|paper| (paper.clone(), key(&paper))).collect())
}

/// What bodies recommended in sittings that began from one moment on and before another; at most `limit`.
pub fn recommended(
    db: &mut Db,
    council: &Council,
    scope: &Scope,
    (from, to): (Moment, Moment),
    limit: i64,
) -> Result<Vec<Recommendation>> {
    let rows: Vec<(Paper, String, String, Option<String>, Moment)> = consultations::table
        .inner_join(papers::table)
        .inner_join(organizations::table.on(organizations::id.eq(consultations::organization_id)))
        .inner_join(meetings::table.on(consultations::meeting_id.eq(meetings::id.nullable())))
        .filter(consultations::council.eq(council.slug.clone()))
        .filter(consultations::state.eq(ConsultationState::Concluded))
        .filter(consultations::result_class.eq(ResultClass::Recommend))
        .filter(consultations::circle.eq(Circle::Public))
        .filter(meetings::starts_at.ge(from).and(meetings::starts_at.lt(to)))
        .order((meetings::starts_at, papers::reference))
        .limit(limit)
        .select((
            Paper::as_select(),
            organizations::name,
            organizations::key,
            consultations::result_word,
            meetings::starts_at,
        ))
        .load(db)?;
    let ids: Vec<_> = rows.iter().map(|row| row.0.id).collect();
    let seen: Vec<_> = crate::papers::store::seen_of(db, scope, &ids)?.into_iter().map(|paper| paper.id).collect();
    Ok(rows
        .into_iter()
        .filter(|row| seen.contains(&row.0.id))
        .map(|(paper, body, body_key, word, at)| Recommendation {
            paper,
            body,
            body_key,
            word: word.unwrap_or_default(),
            day: at.day(council.timezone),
        })
        .collect())
}
