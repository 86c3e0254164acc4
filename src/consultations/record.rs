//! How a change of a consultation is written down: its event, and what follows for the paper.
use super::Consultation;
use crate::app::Tx;
use crate::council::Council;
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::organizations;
use crate::papers::effects;
use crate::papers::facts::Case;
use crate::papers::store as papers;
use crate::procedure::{ClockState, publication};

/// Appends the event and writes what follows for the paper's status. `action` is a word of `Action`, or of the system.
pub(super) fn record(
    tx: &mut Tx<'_>,
    council: &Council,
    case: Case,
    consultation: &Consultation,
    action: &str,
    mut detail: Detail,
) -> Result<PaperId> {
    let body = organizations::store::get(tx, consultation.organization_id)?;
    detail.body = Some(body.name);
    detail.role = Some(consultation.role.clone());
    detail.from = Some(case.paper.status);
    detail.reference = case.paper.reference.clone();
    let mut case = Case::load(tx, council, case.paper)?;
    detail.due_on =
        case.clocks.iter().filter(|clock| clock.state == ClockState::Running).map(|clock| clock.due_on).min();
    let status = case.status(council, case.paper.entry);
    detail.to = Some(status);
    // What the executive lets into the council, lies before the council from now on.
    let was_there = case.paper.admitted_on.is_some() || case.paper.issued_on.is_some();
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let open = publication::circle(
        kind.entry,
        case.paper.entry,
        case.paper.confidential,
        was_there,
        case.is_unapproved(council),
    );
    if open != case.paper.circle {
        papers::save_circle(tx, case.paper.id, open)?;
        case.paper.circle = open;
    }
    let event = NewEvent {
        action: action.to_owned(),
        paper_id: Some(case.paper.id),
        subject: format!("consultation:{}", consultation.id),
        circle: case.paper.circle.min(consultation.circle),
        detail,
    };
    let seq = events::append(tx, council, event)?;
    papers::save_derived(tx, case.paper.id, status, seq)?;
    case.paper.status = status;
    effects::carry(tx, council, &case.paper)?;
    Ok(case.paper.id)
}
