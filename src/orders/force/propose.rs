//! Proposing to correct how the people voted, where that was entered wrongly: nothing changes before a second person
//! confirms it.
use super::Referendum;
use super::input::ForceInput;
use crate::app::Tx;
use crate::consultations::correct::{Correction, store};
use crate::council::Council;
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use crate::papers::{self, Paper};
use crate::visibility::Circle;

/// Writes down what should stand there, for a second person to confirm. Only those hear of it who may correct.
///
/// # Errors
/// Refused when a correction waits already.
pub fn correction(
    tx: &mut Tx<'_>,
    council: &Council,
    paper: &Paper,
    referendum: &Referendum,
    input: ForceInput,
    by: String,
) -> Result<PaperId> {
    let proposed_by = tx.actor.account.ok_or(Error::SignIn)?;
    let subject = format!("resolution:{}", referendum.resolution_id);
    if store::waits(tx, &council.slug, &subject)? {
        return Err(Error::refused(Message::new("correction_waits")));
    }
    let reason = input.reason.clone().unwrap_or_default();
    let proposal = ForceInput { version: None, reason: None, ..input };
    let proposal = serde_json::to_string(&proposal)?;
    let correction = Correction::proposed(paper, subject.clone(), proposal, reason.clone(), proposed_by, tx.now);
    store::insert(tx, &correction)?;
    inside(tx, council, paper, subject, "propose-correction", Detail { by, reason: Some(reason), ..Detail::default() })
}

/// An event that only those hear of who may correct.
pub(super) fn inside(
    tx: &mut Tx<'_>,
    council: &Council,
    paper: &Paper,
    subject: String,
    action: &str,
    detail: Detail,
) -> Result<PaperId> {
    let event = NewEvent {
        action: action.to_owned(),
        paper_id: Some(paper.id),
        subject,
        circle: Circle::Administration,
        detail,
    };
    let seq = events::append(tx, council, event)?;
    papers::store::save_derived(tx, paper.id, paper.status, seq)?;
    Ok(paper.id)
}
