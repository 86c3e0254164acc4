//! Clocks that count back from a sitting: a paper must have been submitted so long before it, unless its urgency was
//! accepted.
use super::Paper;
use crate::council::{Council, Kind};
use crate::message::Message;
use crate::procedure::obligation;
use chrono::NaiveDate;

/// Why the paper came too late for a sitting on this day; `None` when it came in time, or cannot wait.
pub fn refusal(council: &Council, kind: &Kind, paper: &Paper, sitting: NaiveDate) -> Option<Message> {
    let notice = kind.notice?;
    let submitted = paper.submitted_on.filter(|_| paper.extra.urgent.is_none())?;
    let latest = obligation::latest(sitting, notice.amount, notice.unit, &council.calendar)?;
    (submitted > latest).then(|| {
        Message::new("notice_too_late")
            .on("date")
            .with("day", sitting)
            .with("latest", latest)
            .with("submitted", submitted)
    })
}
