//! What proves who somebody is, from the password typed to the session opened. Each step stands outside a transaction
//! where it hashes, as that takes long on purpose and must not keep others from writing.
use super::accounts::act::open_link;
use super::input::{Email, NewPassword};
use super::passwords::{self, Hashed};
use super::sessions::act::Refreshed;
use super::{Actor, SessionKind, TokenPurpose, accounts, secrets, sessions};
use crate::app::{App, Tx};
use crate::db::types::{AccountId, AccountTokenId, RefreshTokenId, SessionId};
use crate::error::{Error, Result};
use crate::message::Message;
use std::net::IpAddr;

/// A session that has just been opened or renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    pub account: AccountId,
    pub session: SessionId,
    /// For programs only.
    pub refresh: Option<RefreshTokenId>,
}

/// Opens a session for address and password as typed. What does not fit is answered alike and after the same work,
/// whether the address, the password or the account's state is the reason.
///
/// # Errors
/// `SignIn` when they do not fit; `TooMany` after too many tries for this address of an account or from this client.
pub async fn sign_in(app: &App, email: &str, password: &str, client: IpAddr, kind: SessionKind) -> Result<Opened> {
    // What cannot be an address belongs to no account, and is counted and hashed as any other.
    let email = Email::parse(email).map_or_else(|_| String::new(), |email| email.as_str().to_owned());
    let attempt = app.sign_ins().throttle.take("sign_in", &email, client, app.real_now())?;
    let found = app
        .read(move |db| {
            let account = accounts::store::by_email(db, &email)?.map(|account| account.id);
            let hash = account.map(|id| accounts::store::hash_of(db, id)).transpose()?.flatten();
            Ok(account.zip(hash))
        })
        .await?;
    let typed = password.to_owned();
    let stored = found.as_ref().map(|(_, hash)| hash.clone());
    let fits = app.sign_ins().hash(move || passwords::verify(&typed, stored.as_deref())).await?;
    let Some((account, hash)) = found.filter(|_| fits) else {
        tracing::info!("sign-in refused");
        return Err(Error::SignIn);
    };
    let hours = app.config.security.session_hours;
    let opened = app
        .write(&Actor::system(), move |tx| {
            let session = sessions::act::open(tx, account, &hash, kind, hours)?;
            let refresh = match kind {
                SessionKind::Api => Some(sessions::act::issue_refresh(tx, session, hours)?),
                SessionKind::Browser => None,
            };
            Ok(Opened { account, session, refresh })
        })
        .await?;
    app.sign_ins().throttle.succeeded(&attempt);
    Ok(opened)
}

/// Renews a program's session by its refresh token, which is thereby used up.
///
/// # Errors
/// `SignIn` when the token is not ours, was used, or its session is over.
pub async fn refresh(app: &App, token: &str) -> Result<Opened> {
    let id = secrets::read_refresh_token(&app.secret, token).ok_or(Error::SignIn)?;
    let hours = app.config.security.session_hours;
    match app.write(&Actor::system(), move |tx| sessions::act::refresh(tx, id, hours)).await? {
        Refreshed::Renewed { account, session, next } => Ok(Opened { account, session, refresh: Some(next) }),
        Refreshed::Reused | Refreshed::Over => Err(Error::SignIn),
    }
}

/// Asks for a link to set a new password. The answer is the same whether or not the address has an account.
///
/// # Errors
/// `Refused` when it is no address; `TooMany` after too many of them.
pub async fn request_reset(app: &App, email: &str, client: IpAddr) -> Result<()> {
    let email = Email::parse(email)?;
    app.sign_ins().throttle.take("reset", email.as_str(), client, app.real_now())?;
    app.write(&Actor::system(), move |tx| accounts::act::request_reset(tx, &email)).await
}

/// The row of a single-use link, as long as it can be redeemed.
///
/// # Errors
/// `Refused` when it is not ours, spent or too old.
pub async fn look_at_link(
    app: &App,
    purpose: TokenPurpose,
    token: &str,
) -> Result<(AccountTokenId, accounts::Account)> {
    let spent = || Error::refused(Message::new("account_link_spent"));
    let id = secrets::read_link_token(&app.secret, purpose, token).ok_or_else(spent)?;
    let now = app.real_now();
    let account = app.read(move |db| open_link(db, id, purpose, now)).await?;
    Ok((id, account))
}

/// Sets a password by a single-use link. Every session of the account ends.
///
/// # Errors
/// `Refused` when the link cannot be redeemed or the password breaks the rules.
pub async fn redeem(app: &App, purpose: TokenPurpose, token: &str, password: &str) -> Result<()> {
    let (id, account) = look_at_link(app, purpose, token).await?;
    let hashed = hash(app, NewPassword::parse(password, &account.email)?).await?;
    app.write(&Actor::system(), move |tx| accounts::act::redeem(tx, id, purpose, &hashed)).await?;
    app.sign_ins().throttle.forget("sign_in", &account.email);
    Ok(())
}

/// Changes the actor's own password. Every other session of the account ends. `set` writes it, with its event.
///
/// # Errors
/// `Refused` on `old_password` or `password`; `TooMany` after too many wrong ones.
pub async fn change_password(
    app: &App,
    actor: &Actor,
    old: &str,
    new: &str,
    client: IpAddr,
    set: fn(&mut Tx<'_>, AccountId, &Hashed) -> Result<()>,
) -> Result<()> {
    let account = actor.account.ok_or(Error::SignIn)?;
    let new = NewPassword::parse(new, &actor.email)?;
    check_password(app, actor, old, client, "old_password").await?;
    let hashed = hash(app, new).await?;
    app.write(actor, move |tx| set(tx, account, &hashed)).await
}

/// Proves anew that whoever sits there is the account's owner, before what cannot be taken back. An account without a
/// password passes: its owner proves nothing here.
///
/// # Errors
/// `Refused` on `field`; `TooMany` after too many wrong ones.
pub async fn check_password(app: &App, actor: &Actor, typed: &str, client: IpAddr, field: &'static str) -> Result<()> {
    let account = actor.account.ok_or(Error::SignIn)?;
    let Some(stored) = app.read(move |db| accounts::store::hash_of(db, account)).await? else { return Ok(()) };
    let attempt = app.sign_ins().throttle.take("change", &actor.email, client, app.real_now())?;
    let typed = typed.to_owned();
    if !app.sign_ins().hash(move || passwords::verify(&typed, Some(&stored))).await? {
        return Err(Error::refused(Message::new("account_password_wrong").on(field)));
    }
    app.sign_ins().throttle.succeeded(&attempt);
    Ok(())
}

async fn hash(app: &App, password: NewPassword) -> Result<Hashed> {
    app.sign_ins().hash(move || Hashed::of(&password)).await?
}
