//! What is done with sessions.
use super::store::{self, Refresh, Session};
use crate::app::Tx;
use crate::db::types::{AccountId, Moment, RefreshTokenId, SessionId};
use crate::error::{Error, Result};
use crate::people::{SessionKind, accounts};
use chrono::TimeDelta;

/// What came of a refresh token that is ours. Not an error, as the end of a family must be committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refreshed {
    /// The session goes on, with this refresh token next.
    Renewed { account: AccountId, session: SessionId, next: RefreshTokenId },
    /// The token was used before: it is in two hands, one of them a thief's, so the session ended for both.
    Reused,
    /// There is nothing to renew: the session or the token is over, or the account is disabled.
    Over,
}

/// Opens a session for an account whose password was `proved` against this hash a moment ago.
///
/// # Errors
/// `SignIn` when the account was disabled or its password changed in between.
pub fn open(tx: &mut Tx<'_>, account: AccountId, proved: &str, kind: SessionKind, hours: i64) -> Result<SessionId> {
    if accounts::store::hash_of(tx, account)?.as_deref() != Some(proved) {
        return Err(Error::SignIn);
    }
    begin(tx, account, kind, hours)
}

/// Opens a session for an account, enabled and looked at in this transaction, whose owner was proved in another way.
pub fn begin(tx: &mut Tx<'_>, account: AccountId, kind: SessionKind, hours: i64) -> Result<SessionId> {
    let now = tx.real_now;
    let session = Session {
        id: SessionId::random(),
        account_id: account,
        kind,
        created_at: now,
        last_seen_at: now,
        expires_at: end(now, hours),
        revoked_at: None,
    };
    store::insert(tx, &session)?;
    tracing::info!(%account, %kind, "signed in");
    Ok(session.id)
}

/// Gives out a session's next refresh token. It lives as long as an unused session.
pub fn issue_refresh(tx: &mut Tx<'_>, session: SessionId, hours: i64) -> Result<RefreshTokenId> {
    let id = RefreshTokenId::random();
    let expires_at = end(tx.real_now, hours);
    store::insert_refresh(tx, &Refresh { id, session_id: session, expires_at, used_at: None })?;
    Ok(id)
}

/// Uses a refresh token up (RFC 9700 §4.14.2, rotation).
pub fn refresh(tx: &mut Tx<'_>, id: RefreshTokenId, hours: i64) -> Result<Refreshed> {
    let now = tx.real_now;
    let Some((token, session, enabled)) = store::refresh(tx, id)? else { return Ok(Refreshed::Over) };
    let (account, session_id) = (session.account_id, session.id);
    if !store::use_refresh(tx, id, now)? {
        if store::revoke(tx, account, session_id, now)? {
            tracing::warn!(%account, "refresh token used twice, session ended");
        }
        return Ok(Refreshed::Reused);
    }
    if !enabled || session.revoked_at.is_some() || session.expires_at <= now || token.expires_at <= now {
        return Ok(Refreshed::Over);
    }
    store::touch(tx, session_id, now, end(now, hours))?;
    let next = issue_refresh(tx, session_id, hours)?;
    Ok(Refreshed::Renewed { account, session: session_id, next })
}

/// Ends the session of a refresh token. An unknown one is no error (RFC 7009 §2.2).
pub fn revoke_by_refresh(tx: &mut Tx<'_>, id: RefreshTokenId) -> Result<()> {
    let now = tx.real_now;
    if let Some((_, session, _)) = store::refresh(tx, id)? {
        store::revoke(tx, session.account_id, session.id, now)?;
    }
    Ok(())
}

/// Ends the session in which the actor acts.
pub fn sign_out(tx: &mut Tx<'_>) -> Result<()> {
    let (account, session) = tx.actor.account.zip(tx.actor.session).ok_or(Error::SignIn)?;
    revoke(tx, account, session)
}

/// Ends another session of the actor's own account.
///
/// # Errors
/// `NotFound` when the account has no such session, whoever else may.
pub fn end_own(tx: &mut Tx<'_>, session: SessionId) -> Result<()> {
    let account = tx.actor.account.ok_or(Error::SignIn)?;
    revoke(tx, account, session)
}

fn revoke(tx: &mut Tx<'_>, account: AccountId, session: SessionId) -> Result<()> {
    let now = tx.real_now;
    if store::revoke(tx, account, session, now)? { Ok(()) } else { Err(Error::NotFound) }
}

fn end(now: Moment, hours: i64) -> Moment {
    now + TimeDelta::hours(hours)
}
