//! That a second person decides on a correction, and when.
use super::{Correction, store};
use crate::app::Tx;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::procedure::CorrectionState;

/// Writes down that this actor confirms or rejects a correction.
///
/// # Errors
/// `Forbidden` for whoever proposed it; `Stale` when somebody was faster; `Refused` when it is decided already.
pub fn decided(tx: &mut Tx<'_>, correction: &mut Correction, confirmed: bool, version: Option<i32>) -> Result<()> {
    let account = tx.actor.account.ok_or(Error::SignIn)?;
    if account == correction.proposed_by {
        return Err(Error::Forbidden(Message::new("correction_second_person")));
    }
    match version {
        None => return Err(Error::refused(Message::new("input_required").on("version").with("field", "version"))),
        Some(version) if version != correction.version => return Err(Error::Stale),
        Some(_) => {}
    }
    if correction.state != CorrectionState::Proposed {
        return Err(Error::refused(Message::new("correction_decided")));
    }
    correction.state = if confirmed { CorrectionState::Confirmed } else { CorrectionState::Rejected };
    correction.decided_by = Some(account);
    correction.decided_at = Some(tx.now);
    store::save(tx, correction)
}
