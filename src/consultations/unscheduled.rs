//! What waits for a sitting: every open consultation that stands on no agenda, so that none can be lost.
use super::{Consultation, store};
use crate::council::Council;
use crate::db::Db;
use crate::error::Result;
use crate::papers::Paper;
use crate::visibility::Scope;
use chrono::NaiveDate;

/// A consultation that waits for a sitting.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    pub consultation: Consultation,
    pub paper: Paper,
    /// Name of the body that is to deal with it.
    pub body: String,
    /// The consultation whose result led to it, with the name of its body.
    pub origin: Option<(Consultation, String)>,
}

impl Waiting {
    /// Days that it has waited; those of long ago, of which nobody noted when they were planned, since the paper came in.
    pub fn days(&self, council: &Council, today: NaiveDate) -> i64 {
        let paper = self.paper.admitted_on.or(self.paper.issued_on);
        let since = self.consultation.created_on.or(paper);
        (today - since.unwrap_or_else(|| self.paper.created_at.day(council.timezone))).num_days()
    }

    /// Whether it has waited longer than the council's rule says.
    pub fn is_long(&self, council: &Council, today: NaiveDate) -> bool {
        self.days(council, today) > i64::from(council.meetings.unscheduled_days)
    }
}

/// Every consultation that waits for a sitting, as far as this scope sees its paper; the one that waits longest first.
pub fn waiting(db: &mut Db, council: &str, scope: &Scope) -> Result<Vec<Waiting>> {
    let rows = store::unscheduled(db, council, scope)?;
    let ids: Vec<_> = rows.iter().filter_map(|(consultation, ..)| consultation.origin_id).collect();
    let origins = store::with_bodies(db, &ids)?;
    let mut waiting: Vec<_> = rows
        .into_iter()
        .map(|(consultation, paper, body)| Waiting {
            origin: origins.iter().find(|(origin, _)| Some(origin.id) == consultation.origin_id).cloned(),
            consultation,
            paper,
            body,
        })
        .collect();
    waiting.sort_by_key(|row| (row.consultation.created_on, row.consultation.id));
    Ok(waiting)
}
