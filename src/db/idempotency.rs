//! Idempotency keys: the answer to a request is kept with the key that came with it, so that a retry or a double click
//! gets the same answer and nothing is done twice.
use crate::app::Tx;
use crate::db::schema::idempotency_keys;
use crate::db::types::AccountId;
use crate::each_backend;
use crate::error::{Error, Result};
use crate::message::Message;
use diesel::prelude::*;

/// Whether a key is new, or what was answered to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Once {
    First,
    Again { status: u16, body: String },
}

/// Takes the key for this request, within the transaction that will do it: whoever comes second waits for its end.
///
/// # Errors
/// `Conflict` when the key was used for another request.
pub fn claim(tx: &mut Tx<'_>, account: AccountId, key: &str, request_hash: &str) -> Result<Once> {
    let row = (
        idempotency_keys::account_id.eq(account),
        idempotency_keys::key.eq(key.to_owned()),
        idempotency_keys::request_hash.eq(request_hash.to_owned()),
        idempotency_keys::status.eq(0),
        idempotency_keys::body.eq(String::new()),
        idempotency_keys::created_at.eq(tx.real_now),
    );
    let taken = each_backend!(&mut **tx, c => {
        diesel::insert_into(idempotency_keys::table).values(row).on_conflict_do_nothing().execute(c)
    })?;
    if taken == 1 {
        return Ok(Once::First);
    }
    let (hash, status, body): (String, i32, String) = idempotency_keys::table
        .find((account, key))
        .select((idempotency_keys::request_hash, idempotency_keys::status, idempotency_keys::body))
        .first(&mut **tx)?;
    if hash != request_hash {
        return Err(Error::Conflict(Message::new("idempotency_reused")));
    }
    Ok(Once::Again { status: u16::try_from(status).unwrap_or(200), body })
}

/// Keeps what was answered.
pub fn settle(tx: &mut Tx<'_>, account: AccountId, key: &str, status: u16, body: &str) -> Result<()> {
    diesel::update(idempotency_keys::table.find((account, key)))
        .set((idempotency_keys::status.eq(i32::from(status)), idempotency_keys::body.eq(body)))
        .execute(&mut **tx)?;
    Ok(())
}
