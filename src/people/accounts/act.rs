//! What is done with accounts, without the history: `administration::put` writes the events of what others do with an
//! account. What it does with itself (password, sessions, following) is told by the log alone, without addresses.
use super::NewAccount;
use super::store::{self, Account, GrantRow, Link};
use crate::app::Tx;
use crate::db::types::{AccountId, AccountTokenId, GrantId, OrganizationId, PaperId};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::organizations;
use crate::people::input::Email;
use crate::people::passwords::Hashed;
use crate::people::{Role, TokenPurpose, sessions};
use crate::queue::{self, Job};
use chrono::TimeDelta;

/// How long a single-use link can be redeemed.
const fn lifetime(purpose: TokenPurpose) -> TimeDelta {
    match purpose {
        TokenPurpose::Invitation => TimeDelta::days(7),
        TokenPurpose::PasswordReset => TimeDelta::hours(1),
    }
}

/// Makes an account. It cannot sign in before it has a password: `invite` it, or `set_password`.
///
/// # Errors
/// `Refused` when the address has an account already.
pub fn create(tx: &mut Tx<'_>, new: &NewAccount) -> Result<AccountId> {
    if store::by_email(tx, new.email.as_str())?.is_some() {
        return Err(Error::refused(Message::new("account_email_taken").on("email")));
    }
    let account = Account {
        id: AccountId::new(),
        email: new.email.as_str().to_owned(),
        name: new.name.as_str().to_owned(),
        person_id: new.person,
        language: new.language.tag().to_owned(),
        disabled_at: None,
        created_at: tx.real_now,
        password_changed_at: None,
    };
    store::insert(tx, &account)?;
    tracing::info!(account = %account.id, "account made");
    Ok(account.id)
}

/// Sends an account the link by which it sets its first password.
pub fn invite(tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
    send_link(tx, account, TokenPurpose::Invitation)
}

/// Sends the link to set a new password to the account of this address. For an address without an account, or with a
/// disabled one, the same is written but for a link that exists: neither answer nor time tells the difference.
pub fn request_reset(tx: &mut Tx<'_>, email: &Email) -> Result<()> {
    match store::by_email(tx, email.as_str())?.filter(|account| account.disabled_at.is_none()) {
        Some(account) => send_link(tx, account.id, TokenPurpose::PasswordReset),
        None => queue::store::enqueue(tx, &Job::AccountLink { token: AccountTokenId::random() }),
    }
}

fn send_link(tx: &mut Tx<'_>, account: AccountId, purpose: TokenPurpose) -> Result<()> {
    let id = AccountTokenId::random();
    let expires_at = tx.real_now + lifetime(purpose);
    store::insert_link(tx, &Link { id, account_id: account, purpose, expires_at, used_at: None })?;
    queue::store::enqueue(tx, &Job::AccountLink { token: id })?;
    tracing::info!(%account, %purpose, "link for an account asked for");
    Ok(())
}

/// The account of a single-use link that can still be redeemed.
///
/// # Errors
/// `Refused` when it was used, is too old, or its account is disabled or gone.
pub fn open_link(
    db: &mut crate::db::Db,
    id: AccountTokenId,
    purpose: TokenPurpose,
    now: crate::db::types::Moment,
) -> Result<Account> {
    let spent = || Error::refused(Message::new("account_link_spent"));
    let (link, account) = match store::link(db, id) {
        Err(Error::NotFound) => return Err(spent()),
        found => found?,
    };
    let open = link.purpose == purpose && link.used_at.is_none() && link.expires_at > now;
    if open && account.disabled_at.is_none() { Ok(account) } else { Err(spent()) }
}

/// Redeems a single-use link: sets the password, ends every session, and spends every other link of the account.
///
/// # Errors
/// As `open_link`.
pub fn redeem(tx: &mut Tx<'_>, id: AccountTokenId, purpose: TokenPurpose, password: &Hashed) -> Result<AccountId> {
    let now = tx.real_now;
    let account = open_link(tx, id, purpose, now)?.id;
    set_password(tx, account, password)?;
    Ok(account)
}

/// Sets a password. Every session but the one in which its own account does this ends, and open links are spent.
pub fn set_password(tx: &mut Tx<'_>, account: AccountId, password: &Hashed) -> Result<()> {
    let now = tx.real_now;
    store::set_hash(tx, account, password.as_str(), now)?;
    store::use_links(tx, account, now)?;
    let keep = tx.actor.session.filter(|_| tx.actor.account == Some(account));
    sessions::store::revoke_all(tx, account, keep, now)?;
    tracing::info!(%account, "password set");
    Ok(())
}

/// Disables an account: its sessions and links end at once. Its traces stay. Nothing happens when it is disabled.
pub fn disable(tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
    let now = tx.real_now;
    if store::get(tx, account)?.disabled_at.is_none() {
        store::set_disabled(tx, account, Some(now))?;
        store::use_links(tx, account, now)?;
        sessions::store::revoke_all(tx, account, None, now)?;
        tracing::info!(%account, "account disabled");
    }
    Ok(())
}

/// Enables a disabled account again, with the password and roles that it had.
pub fn enable(tx: &mut Tx<'_>, account: AccountId) -> Result<()> {
    store::set_disabled(tx, account, None)?;
    tracing::info!(%account, "account enabled");
    Ok(())
}

/// Gives an account a role for an organisation, in that organisation's council. Returns whether it is new.
pub fn grant(tx: &mut Tx<'_>, account: AccountId, organization: OrganizationId, role: Role) -> Result<bool> {
    let council = organizations::store::get(tx, organization)?.council;
    let held = store::grants_of(tx, account)?;
    if held.iter().any(|grant| grant.organization == organization && grant.role == role) {
        return Ok(false);
    }
    let row = GrantRow { id: GrantId::new(), account_id: account, council, organization_id: organization, role };
    store::insert_grant(tx, &row)?;
    tracing::info!(%account, %organization, %role, "role given");
    Ok(true)
}

/// Takes a role away. Returns whether it was held.
pub fn revoke(tx: &mut Tx<'_>, account: AccountId, organization: OrganizationId, role: Role) -> Result<bool> {
    let held = store::delete_grant(tx, account, organization, role)?;
    if held {
        tracing::info!(%account, %organization, %role, "role taken");
    }
    Ok(held)
}

/// Stops following a paper, in the name of the actor.
pub fn unfollow(tx: &mut Tx<'_>, paper: PaperId) -> Result<()> {
    let account = tx.actor.account.ok_or(Error::SignIn)?;
    store::unfollow(tx, account, paper)?;
    Ok(())
}
