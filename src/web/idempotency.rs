//! The header `Idempotency-Key` of the API, and the hidden field that does its work in forms.
use crate::app::Tx;
use crate::db::idempotency::{self, Once};
use crate::digest;
use crate::error::{Error, Result};
use crate::message::Message;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use std::future::{Ready, ready};

/// Longest key.
const LONGEST: usize = 200;

/// The key that came with a request; `None` when none did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Key(Option<String>);

impl Key {
    /// The key of a form: a random word that was made with it. An empty one is none.
    pub fn of_form(word: &str) -> Self {
        Self(Some(word).filter(|word| !word.is_empty() && word.len() <= LONGEST).map(|word| format!("form:{word}")))
    }

    /// Runs `f` at most once for this key, account and request; a retry gets the kept answer. Within the transaction,
    /// so that a request that failed leaves its key free.
    pub fn once(
        &self,
        tx: &mut Tx<'_>,
        request: &str,
        f: impl FnOnce(&mut Tx<'_>) -> Result<(u16, String)>,
    ) -> Result<(u16, String)> {
        let (Some(key), Some(account)) = (&self.0, tx.actor.account) else { return f(tx) };
        let hash = digest::sha256(request.as_bytes());
        match idempotency::claim(tx, account, key, &hash)? {
            Once::Again { status, body } => Ok((status, body)),
            Once::First => {
                let (status, body) = f(tx)?;
                idempotency::settle(tx, account, key, status, &body)?;
                Ok((status, body))
            }
        }
    }
}

impl FromRequest for Key {
    type Error = Error;
    type Future = Ready<Result<Self>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = request.headers().get("Idempotency-Key").and_then(|value| value.to_str().ok()).map(str::trim);
        ready(match key {
            Some(key) if key.len() > LONGEST => Err(Error::refused(Message::new("idempotency_too_long"))),
            Some("") | None => Ok(Self(None)),
            Some(key) => Ok(Self(Some(format!("api:{key}")))),
        })
    }
}
