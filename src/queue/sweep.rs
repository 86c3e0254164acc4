//! The queries that delete what has served its time.
use crate::db::Db;
use crate::db::schema::{account_tokens, autosaves, idempotency_keys, refresh_tokens, sessions};
use crate::db::types::{Moment, SessionId};
use crate::error::Result;
use diesel::prelude::*;

/// How many sessions are deleted at once: what is left goes the next time.
const SESSIONS: i64 = 1000;

/// Deletes idempotency keys from before `keys`, sessions and tokens that expired before `ended`, and what was typed before
/// then and never sent. Answers how many rows.
pub fn old(db: &mut Db, keys: Moment, ended: Moment) -> Result<usize> {
    let mut count =
        diesel::delete(idempotency_keys::table.filter(idempotency_keys::created_at.lt(keys))).execute(db)?;
    count += diesel::delete(account_tokens::table.filter(account_tokens::expires_at.lt(ended))).execute(db)?;
    count += diesel::delete(autosaves::table.filter(autosaves::saved_at.lt(ended))).execute(db)?;
    let gone: Vec<SessionId> =
        sessions::table.filter(sessions::expires_at.lt(ended)).select(sessions::id).limit(SESSIONS).load(db)?;
    let of_gone = refresh_tokens::table.filter(refresh_tokens::session_id.eq_any(gone.iter().copied()));
    count += diesel::delete(of_gone).execute(db)?;
    count += diesel::delete(sessions::table.filter(sessions::id.eq_any(gone))).execute(db)?;
    Ok(count)
}
