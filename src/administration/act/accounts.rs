//! What is done with accounts and their roles in a council.
use super::{begin, refuse};
use crate::administration::act::organizations::own;
use crate::administration::{put, store};
use crate::app::Tx;
use crate::council::Council;
use crate::db::types::{AccountId, OrganizationId, PersonId};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::Role;
use crate::people::accounts::{self, Account, NewAccount};
use crate::people::input::{Email, Name};
use crate::words::Language;
use std::sync::Arc;

/// Whom to invite, and as what.
#[derive(Debug, Clone)]
pub struct Invitation {
    pub email: Email,
    pub name: Name,
    pub language: Language,
    pub person: Option<PersonId>,
    pub organization: OrganizationId,
    pub role: Role,
}

/// Invites somebody by mail and gives the first role. Who has an account already gets the role only.
pub fn invite(tx: &mut Tx<'_>, council: &Arc<Council>, new: &Invitation) -> Result<AccountId> {
    begin(tx, council)?;
    let organization = own(tx, council, new.organization)?;
    if let Some(person) = new.person
        && crate::people::directory::store::person(tx, person)?.council != council.slug
    {
        return Err(Error::NotFound);
    }
    let known = accounts::store::by_email(tx, new.email.as_str())?.map(|account| account.id);
    let id = match known {
        Some(id) if tx.actor.account == Some(id) => return Err(not_oneself()),
        Some(id) => {
            if !put::role(tx, council, id, &organization, new.role)? {
                return refuse("admin_role_held", "email");
            }
            return Ok(id);
        }
        None => {
            let account = NewAccount {
                email: new.email.clone(),
                name: new.name.clone(),
                language: new.language,
                person: new.person,
            };
            put::new_account(tx, std::slice::from_ref(council), &account)?
        }
    };
    put::role(tx, council, id, &organization, new.role)?;
    put::invitation(tx, id)?;
    Ok(id)
}

/// Nobody gives or takes what is one's own: the fourth eye is somebody else's.
fn not_oneself() -> Error {
    Error::Forbidden(Message::new("admin_not_oneself"))
}

/// The account, when this council's administration has to do with it.
fn theirs(tx: &mut Tx<'_>, council: &Council, id: AccountId) -> Result<Account> {
    if !store::belongs(tx, &council.slug, id)? {
        return Err(Error::NotFound);
    }
    if tx.actor.account == Some(id) {
        return Err(not_oneself());
    }
    accounts::store::get(tx, id)
}

/// Sends the invitation once more, to who has not chosen a password yet.
pub fn resend(tx: &mut Tx<'_>, council: &Council, id: AccountId) -> Result<()> {
    begin(tx, council)?;
    let account = theirs(tx, council, id)?;
    if account.disabled_at.is_some() {
        return Err(Error::refused(Message::new("admin_account_disabled")));
    }
    if account.password_changed_at.is_some() {
        return Err(Error::refused(Message::new("admin_account_in_use")));
    }
    put::invitation(tx, id)
}

/// Disables an account or enables it again. One that works for another council too is not this council's to disable.
pub fn disable(tx: &mut Tx<'_>, council: &Council, id: AccountId, disabled: bool) -> Result<()> {
    begin(tx, council)?;
    theirs(tx, council, id)?;
    let elsewhere = accounts::store::grants_of(tx, id)?.iter().any(|grant| grant.council != council.slug);
    if elsewhere {
        return Err(Error::refused(Message::new("admin_account_elsewhere")));
    }
    put::disabled(tx, id, disabled)?;
    Ok(())
}

/// Gives a role for an organisation.
pub fn grant(
    tx: &mut Tx<'_>,
    council: &Arc<Council>,
    id: AccountId,
    organization: OrganizationId,
    role: Role,
) -> Result<()> {
    begin(tx, council)?;
    theirs(tx, council, id)?;
    let organization = own(tx, council, organization)?;
    if !put::role(tx, council, id, &organization, role)? {
        return refuse("admin_role_held", "role");
    }
    Ok(())
}

/// Takes a role away; says whether the council has still to do with the account. Nothing happens when it was not held:
/// somebody else was faster with the same.
pub fn revoke(
    tx: &mut Tx<'_>,
    council: &Arc<Council>,
    id: AccountId,
    organization: OrganizationId,
    role: Role,
) -> Result<bool> {
    begin(tx, council)?;
    theirs(tx, council, id)?;
    let organization = own(tx, council, organization)?;
    put::no_role(tx, council, id, &organization, role)?;
    store::belongs(tx, &council.slug, id)
}
