//! What the pages say of an account: how far it is, and its roles.
use super::Room;
use crate::db::Db;
use crate::error::Result;
use crate::organizations;
use crate::people::Grant;
use crate::people::accounts::{self, Account};

/// How far an account is, in words.
pub(super) fn state(room: &Room<'_>, account: &Account) -> String {
    room.word(match (account.disabled_at, account.password_changed_at) {
        (Some(_), _) => "admin_account_state_disabled",
        (None, None) => "admin_account_state_invited",
        (None, Some(_)) => "admin_account_state_active",
    })
}

/// The roles of an account in this council, each with the name of its organisation.
pub(super) fn roles(db: &mut Db, council: &str, account: &Account) -> Result<Vec<(Grant, String)>> {
    let mut roles = Vec::new();
    for grant in accounts::store::grants_of(db, account.id)?.into_iter().filter(|grant| grant.council == council) {
        let name = organizations::store::get(db, grant.organization)?.name;
        roles.push((grant, name));
    }
    Ok(roles)
}
