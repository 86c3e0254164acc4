//! The rows behind a request: session, account and grants in one query.
use super::{Actor, Grant, SessionKind};
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{accounts, grants, sessions};
use crate::db::types::{AccountId, Moment, OrganizationId, PersonId, SessionId};
use crate::error::Result;
use crate::words::Language;
use diesel::prelude::*;

/// An actor with the times of the session that it acts in.
pub struct Acting {
    pub actor: Actor,
    pub last_seen_at: Moment,
}

type ActingRow =
    (Moment, AccountId, Option<PersonId>, String, String, String, Option<(String, OrganizationId, super::Role)>);

/// Who acts in this session now, with the grants of this very moment; `None` when the session has ended, was revoked,
/// is of the other kind, or its account is disabled.
pub fn acting(db: &mut Db, session: SessionId, kind: SessionKind, real_now: Moment) -> Result<Option<Acting>> {
    let rows: Vec<ActingRow> = sessions::table
        .inner_join(accounts::table.on(accounts::id.eq(sessions::account_id)))
        .left_join(grants::table.on(grants::account_id.eq(accounts::id)))
        .filter(sessions::id.eq(session))
        .filter(sessions::kind.eq(kind))
        .filter(sessions::revoked_at.is_null())
        .filter(sessions::expires_at.gt(real_now))
        .filter(accounts::disabled_at.is_null())
        .select((
            sessions::last_seen_at,
            accounts::id,
            accounts::person_id,
            accounts::name,
            accounts::email,
            accounts::language,
            (grants::council, grants::organization_id, grants::role).nullable(),
        ))
        .load(db)?;
    let mut found: Option<Acting> = None;
    for (last_seen_at, account, person, name, email, language, grant) in rows {
        let acting = found.get_or_insert_with(|| Acting {
            actor: Actor {
                account: Some(account),
                person,
                name,
                email,
                language: Language::of(&language).unwrap_or_default(),
                session: Some(session),
                grants: Vec::new(),
            },
            last_seen_at,
        });
        acting.actor.grants.extend(grant.map(|(council, organization, role)| Grant { council, organization, role }));
    }
    Ok(found)
}

/// Notes that a session was used, and when it will end if it is not used again.
pub fn touch(tx: &mut Tx<'_>, session: SessionId, expires_at: Moment) -> Result<()> {
    let seen = tx.real_now;
    diesel::update(sessions::table.filter(sessions::id.eq(session)).filter(sessions::revoked_at.is_null()))
        .set((sessions::last_seen_at.eq(seen), sessions::expires_at.eq(expires_at)))
        .execute(&mut **tx)?;
    Ok(())
}
