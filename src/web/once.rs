//! A form is acted on once: a second click sends the very same fields again, somebody else never does.
use super::csrf::{FIELD, Fields};
use super::idempotency::Key;
use super::page::Frame;
use crate::app::{App, Tx};
use crate::council::Council;
use crate::digest;
use crate::error::{Error, Result};
use std::sync::Arc;

/// A request in one text: what was asked for, with every field but the token of the session.
pub fn request_of(path: &str, fields: &Fields) -> String {
    let typed: Vec<_> = fields.iter().filter(|(name, _)| *name != FIELD).collect();
    format!("{path}\n{}", serde_json::to_string(&typed).unwrap_or_default())
}

/// Does `act` at most once for this form as it was sent; returns the address at which to go on.
///
/// # Errors
/// `SignIn` when nobody is signed in, and those of `act`.
pub async fn as_sent(
    app: &App,
    frame: &Frame,
    fields: &Fields,
    act: impl Fn(&mut Tx<'_>, &Arc<Council>) -> Result<String> + Send + 'static,
) -> Result<String> {
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let council = frame.council()?.clone();
    let request = request_of(&frame.path, fields);
    let key = Key::of_form(&digest::sha256(request.as_bytes()));
    let done = app.write(actor, move |tx| key.once(tx, &request, |tx| Ok((303, act(tx, &council)?)))).await?;
    Ok(done.1)
}
