//! Signs in whom the provider vouches for: into the account that is bound to that person, or into a new one. That is told
//! by the log alone, as is whatever an account does with itself; the history names no citizen.
use super::store::{self, Identity};
use super::{Proved, refused};
use crate::app::Tx;
use crate::db::types::{AccountId, SessionId};
use crate::error::Result;
use crate::people::accounts::{self, NewAccount};
use crate::people::{SessionKind, sessions};
use crate::queue;
use crate::words::Language;

/// Somebody who has come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entered {
    pub account: AccountId,
    pub session: SessionId,
    /// Whether the account was made for it.
    pub is_new: bool,
}

/// Opens a session. An account of another person is never given away, whatever the provider says of an address: who has a
/// password here signs in with it.
///
/// # Errors
/// `Refused` when the account is disabled, or the address belongs to an account that is bound to nobody or to somebody else.
pub fn sign_in(tx: &mut Tx<'_>, proved: &Proved, language: Language, hours: i64) -> Result<Entered> {
    // Two windows of one person that come back at once make one account.
    queue::store::alone(tx, &format!("identity:{} {}", proved.issuer, proved.subject))?;
    let now = tx.real_now;
    let (account, is_new) = match store::find(tx, &proved.issuer, &proved.subject)? {
        Some(known) => {
            if accounts::store::get(tx, known.account_id)?.disabled_at.is_some() {
                return Err(refused("oidc_disabled"));
            }
            store::seen(tx, &known, now)?;
            follow_address(tx, known.account_id, proved)?;
            (known.account_id, false)
        }
        None => (join(tx, proved, language)?, true),
    };
    let session = sessions::act::begin(tx, account, SessionKind::Browser, hours)?;
    Ok(Entered { account, session, is_new })
}

fn join(tx: &mut Tx<'_>, proved: &Proved, language: Language) -> Result<AccountId> {
    if accounts::store::by_email(tx, proved.email.as_str())?.is_some() {
        tracing::warn!("a sign-in at the provider names the address of an account that is not bound to it");
        return Err(refused("oidc_email_taken"));
    }
    let new = NewAccount { email: proved.email.clone(), name: proved.name.clone(), language, person: None };
    let account = accounts::act::create(tx, &new)?;
    let (issuer, subject) = (proved.issuer.clone(), proved.subject.clone());
    let now = tx.real_now;
    store::insert(tx, &Identity { issuer, subject, account_id: account, first_at: now, last_at: now })?;
    Ok(account)
}

/// A citizen's mails go to the address that the provider has confirmed last, unless it is somebody else's here. Who has a
/// password or a role keeps the address by which the account is known.
fn follow_address(tx: &mut Tx<'_>, id: AccountId, proved: &Proved) -> Result<()> {
    let account = accounts::store::get(tx, id)?;
    let email = proved.email.as_str();
    let is_plain = accounts::store::hash_of(tx, id)?.is_none() && account.person_id.is_none();
    let moved = account.email != email && is_plain && accounts::store::grants_of(tx, id)?.is_empty();
    if moved && accounts::store::by_email(tx, email)?.is_none() {
        accounts::store::set_email(tx, id, email)?;
        tracing::info!(account = %id, "address of an account follows the provider");
    }
    Ok(())
}
