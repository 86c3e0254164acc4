//! What is done with stand-ins: named by who holds the role, or by the administration; ended likewise. Who only stands
//! in for somebody names nobody further.
use super::organizations::own;
use super::refuse;
use crate::administration::{may, put, signing, store};
use crate::app::Tx;
use crate::council::Council;
use crate::db::types::{AccountId, OrganizationId, StandInId};
use crate::error::{Error, Result};
use crate::events;
use crate::message::Message;
use crate::people::Role;
use crate::people::accounts;
use crate::people::input::Email;
use crate::people::stand_ins::{self, StandIn};
use chrono::NaiveDate;
use std::sync::Arc;

/// Whom to name, in which role, for which days.
#[derive(Debug, Clone)]
pub struct Naming {
    pub organization: OrganizationId,
    pub role: Role,
    pub email: Email,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

/// Whether the actor may name stand-ins for this role.
fn is_yours(tx: &Tx<'_>, council: &Council, organization: OrganizationId, role: Role) -> bool {
    let lendable = council.administration.stand_ins.contains(&role);
    let own = || signing(tx.actor, council).any(|grant| grant.organization == organization && grant.role == role);
    lendable && (may(tx.actor, council) || own())
}

/// Names a stand-in.
pub fn name(tx: &mut Tx<'_>, council: &Arc<Council>, naming: &Naming) -> Result<StandInId> {
    events::store::lock(tx, council)?;
    own(tx, council, naming.organization)?;
    if !is_yours(tx, council, naming.organization, naming.role) {
        return Err(Error::Forbidden(Message::new("admin_stand_in_not_yours")));
    }
    let account = accounts::store::by_email(tx, naming.email.as_str())?;
    let account = match account.filter(|account| account.disabled_at.is_none()) {
        // Who signs for a department must be known to the council: an account that works for it.
        Some(account) if store::belongs(tx, &council.slug, account.id)? => account,
        _ => return refuse("admin_stand_in_unknown", "email"),
    };
    let held = accounts::store::grants_of(tx, account.id)?;
    if held.iter().any(|grant| grant.organization == naming.organization && grant.role == naming.role) {
        return refuse("admin_role_held", "email");
    }
    let today = tx.now.day(council.timezone);
    if naming.ends_on.is_some_and(|end| end < today) {
        return refuse("admin_day_past", "ends_on");
    }
    let far = NaiveDate::MAX;
    let meets = |old: &StandIn| {
        old.organization_id == naming.organization
            && old.role == naming.role
            && old.starts_on <= naming.ends_on.unwrap_or(far)
            && naming.starts_on <= old.ends_on.unwrap_or(far)
    };
    if stand_ins::store::of_account(tx, account.id)?.iter().any(meets) {
        return refuse("admin_stand_in_twice", "starts_on");
    }
    let row = StandIn {
        id: StandInId::new(),
        council: council.slug.clone(),
        organization_id: naming.organization,
        account_id: account.id,
        role: naming.role,
        starts_on: naming.starts_on,
        ends_on: naming.ends_on,
    };
    put::stand_in(tx, council, &row)?;
    Ok(row.id)
}

/// Ends a stand-in with today, or before it began. Nothing happens to one that is over.
pub fn end(tx: &mut Tx<'_>, council: &Arc<Council>, id: StandInId) -> Result<AccountId> {
    events::store::lock(tx, council)?;
    let row = stand_ins::store::get(tx, &council.slug, id)?;
    if !is_yours(tx, council, row.organization_id, row.role) {
        return Err(Error::NotFound);
    }
    // From this very moment on: the last day was yesterday.
    let yesterday = tx.now.day(council.timezone).pred_opt();
    if row.ends_on.is_none_or(|end| Some(end) > yesterday) {
        put::stand_in_end(tx, council, &row, yesterday)?;
    }
    Ok(row.account_id)
}
