//! What the notice board shows. Everything on it is public: that a sitting took place, and of its items the public ones.
use super::{Notice, store};
use crate::council::Council;
use crate::db::Db;
use crate::error::Result;
use crate::meetings::paragraphs::store as paragraphs;
use crate::meetings::{self, Meeting, agenda};
use crate::organizations;
use crate::procedure::ItemState;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Notices on one page: more do not hang at a time.
const MOST: i64 = 500;

/// A notice with what it is about.
pub struct Posted {
    pub notice: Notice,
    pub meeting: Meeting,
    /// The bodies that sat, by the names that they bore then.
    pub bodies: Vec<String>,
    /// The numbers of what was decided in public.
    pub paragraphs: Vec<i32>,
}

/// What hangs on the board on this day.
pub fn board(db: &mut Db, council: &Council, day: NaiveDate) -> Result<Vec<Posted>> {
    let mut posted = Vec::new();
    for (notice, meeting) in store::board(db, &council.slug, day, MOST)? {
        let ids = meetings::store::bodies(db, &meeting)?;
        let mut bodies = organizations::store::several(db, &ids)?;
        bodies.sort_by_key(|body| ids.iter().position(|id| *id == body.id));
        let sat_on = meeting.starts_at.day(council.timezone);
        organizations::store::as_of(db, bodies.iter_mut().map(|body| (body.id, sat_on, &mut body.name)).collect())?;
        let items = agenda::store::of_meeting(db, meeting.id)?;
        let public: BTreeSet<_> =
            items.iter().filter(|item| item.public && item.state != ItemState::Removed).map(|item| item.id).collect();
        let numbered = paragraphs::of_meeting(db, meeting.id)?;
        let numbers = numbered.iter().filter(|row| public.contains(&row.agenda_item_id)).map(|row| row.number);
        posted.push(Posted {
            bodies: bodies.into_iter().map(|body| body.name).collect(),
            paragraphs: numbers.collect(),
            notice,
            meeting,
        });
    }
    Ok(posted)
}
