//! Sessions and refresh tokens as they are stored, and the one query behind every request of an account.
use crate::db::Db;
use crate::db::schema::{accounts, grants, organizations, refresh_tokens, sessions};
use crate::db::types::{AccountId, Moment, OrganizationId, PersonId, RefreshTokenId, SessionId};
use crate::error::Result;
use crate::organizations::OrganizationKind;
use crate::people::{Actor, Grant, Role, SessionKind};
use crate::words::Language;
use diesel::prelude::*;

/// An actor with the times of the session that it acts in.
pub struct Acting {
    pub actor: Actor,
    pub last_seen_at: Moment,
}

type ActingRow = (
    Moment,
    AccountId,
    Option<PersonId>,
    String,
    String,
    String,
    Option<(String, OrganizationId, Role, OrganizationKind)>,
);

/// Who acts in this session now, with the grants of this very moment; `None` when the session has ended, was revoked,
/// is of the other kind, or its account is disabled.
pub fn acting(db: &mut Db, session: SessionId, kind: SessionKind, real_now: Moment) -> Result<Option<Acting>> {
    let rows: Vec<ActingRow> = sessions::table
        .inner_join(accounts::table.on(accounts::id.eq(sessions::account_id)))
        .left_join(grants::table.on(grants::account_id.eq(accounts::id)))
        .left_join(organizations::table.on(organizations::id.eq(grants::organization_id)))
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
            (grants::council, grants::organization_id, grants::role, organizations::kind).nullable(),
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
                standing_in: Vec::new(),
            },
            last_seen_at,
        });
        acting.actor.grants.extend(grant.map(Grant::from));
    }
    Ok(found)
}

/// A session, as it is stored. All times are real ones.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
pub struct Session {
    pub id: SessionId,
    pub account_id: AccountId,
    pub kind: SessionKind,
    pub created_at: Moment,
    /// To within some minutes: a read should seldom cost a write.
    pub last_seen_at: Moment,
    /// When it ends if it is not used again.
    pub expires_at: Moment,
    pub revoked_at: Option<Moment>,
}

/// A refresh token, as it is stored: its secret is not.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = refresh_tokens)]
pub struct Refresh {
    pub id: RefreshTokenId,
    pub session_id: SessionId,
    pub expires_at: Moment,
    pub used_at: Option<Moment>,
}

/// Adds a session.
pub fn insert(db: &mut Db, session: &Session) -> Result<()> {
    diesel::insert_into(sessions::table).values(session).execute(db)?;
    Ok(())
}

/// Notes that a session was used, and when it will end if it is not used again. A session that was revoked stays so.
pub fn touch(db: &mut Db, session: SessionId, seen: Moment, expires_at: Moment) -> Result<()> {
    diesel::update(sessions::table.filter(sessions::id.eq(session)).filter(sessions::revoked_at.is_null()))
        .set((sessions::last_seen_at.eq(seen), sessions::expires_at.eq(expires_at)))
        .execute(db)?;
    Ok(())
}

/// The sessions of an account that live, the one used last first.
pub fn alive(db: &mut Db, account: AccountId, real_now: Moment) -> Result<Vec<Session>> {
    Ok(sessions::table
        .filter(sessions::account_id.eq(account))
        .filter(sessions::revoked_at.is_null())
        .filter(sessions::expires_at.gt(real_now))
        .order((sessions::last_seen_at.desc(), sessions::id))
        .select(Session::as_select())
        .load(db)?)
}

/// Ends a session of this account. Returns whether it lived.
pub fn revoke(db: &mut Db, account: AccountId, session: SessionId, at: Moment) -> Result<bool> {
    let its_own = sessions::table
        .filter(sessions::id.eq(session))
        .filter(sessions::account_id.eq(account))
        .filter(sessions::revoked_at.is_null());
    Ok(diesel::update(its_own).set(sessions::revoked_at.eq(at)).execute(db)? > 0)
}

/// Ends every session of an account but `keep`. Returns how many lived.
pub fn revoke_all(db: &mut Db, account: AccountId, keep: Option<SessionId>, at: Moment) -> Result<usize> {
    let open = sessions::table.filter(sessions::account_id.eq(account)).filter(sessions::revoked_at.is_null());
    Ok(match keep {
        Some(keep) => {
            diesel::update(open.filter(sessions::id.ne(keep))).set(sessions::revoked_at.eq(at)).execute(db)?
        }
        None => diesel::update(open).set(sessions::revoked_at.eq(at)).execute(db)?,
    })
}

/// Adds a refresh token.
pub fn insert_refresh(db: &mut Db, refresh: &Refresh) -> Result<()> {
    diesel::insert_into(refresh_tokens::table).values(refresh).execute(db)?;
    Ok(())
}

/// A refresh token with its session and whether the account is enabled; `None` when there is none.
pub fn refresh(db: &mut Db, id: RefreshTokenId) -> Result<Option<(Refresh, Session, bool)>> {
    Ok(refresh_tokens::table
        .inner_join(sessions::table.on(sessions::id.eq(refresh_tokens::session_id)))
        .inner_join(accounts::table.on(accounts::id.eq(sessions::account_id)))
        .filter(refresh_tokens::id.eq(id))
        .select((Refresh::as_select(), Session::as_select(), accounts::disabled_at.is_null()))
        .first(db)
        .optional()?)
}

/// Marks a refresh token as used. Returns whether it was unused: of two at once only one is told so.
pub fn use_refresh(db: &mut Db, id: RefreshTokenId, at: Moment) -> Result<bool> {
    let unused = refresh_tokens::table.filter(refresh_tokens::id.eq(id)).filter(refresh_tokens::used_at.is_null());
    Ok(diesel::update(unused).set(refresh_tokens::used_at.eq(at)).execute(db)? > 0)
}
