//! The queries over everything that hangs on an account, and its deletion.
use super::Tie;
use crate::db::Db;
use crate::db::schema::{
    account_tokens, accounts, autosaves, corrections, deliveries, files, follows, grants, idempotency_keys, identities,
    notes, order_reports, papers, refresh_tokens, sessions, stand_ins,
};
use crate::db::types::{AccountId, Moment, PersonId, SessionId};
use crate::error::Result;
use crate::people::sessions::Session;
use diesel::dsl::exists;
use diesel::prelude::*;
use serde::Serialize;

/// A mail that was written to an account.
#[derive(Debug, Clone, Queryable, Selectable, Serialize)]
#[diesel(table_name = deliveries)]
pub struct Mail {
    pub council: Option<String>,
    #[serde(rename = "event")]
    pub event_seq: Option<i64>,
    pub address: String,
    pub language: String,
    /// The row of the event, or what the link in it is for.
    #[serde(rename = "about")]
    pub template: String,
    pub reason: String,
    pub state: String,
    pub created_at: Moment,
    pub sent_at: Option<Moment>,
}

/// What was typed into a form and not sent.
#[derive(Debug, Clone, Queryable, Selectable, Serialize)]
#[diesel(table_name = autosaves)]
pub struct Typed {
    pub form: String,
    pub content: String,
    pub saved_at: Moment,
}

/// Why this account cannot be deleted by its owner; `None` when it can.
pub fn tie(db: &mut Db, id: AccountId) -> Result<Option<Tie>> {
    let person: Option<PersonId> = accounts::table.find(id).select(accounts::person_id).first(db)?;
    let holds: bool = diesel::select(exists(grants::table.filter(grants::account_id.eq(id)))).get_result(db)?;
    let stands: bool = diesel::select(exists(stand_ins::table.filter(stand_ins::account_id.eq(id)))).get_result(db)?;
    if person.is_some() || holds || stands {
        return Ok(Some(Tie::Office));
    }
    let drafted =
        papers::table.filter(papers::created_by.is_not_null().and(papers::created_by.assume_not_null().eq(id)));
    let noted = notes::table.filter(notes::account_id.is_not_null().and(notes::account_id.assume_not_null().eq(id)));
    let decided = corrections::decided_by.is_not_null().and(corrections::decided_by.assume_not_null().eq(id));
    let corrected = corrections::table.filter(corrections::proposed_by.eq(id).or(decided));
    let reporter = order_reports::account_id;
    let reported = order_reports::table.filter(reporter.is_not_null().and(reporter.assume_not_null().eq(id)));
    let uploaded = files::uploaded_by.is_not_null().and(files::uploaded_by.assume_not_null().eq(id));
    let opened = files::opening_by.is_not_null().and(files::opening_by.assume_not_null().eq(id));
    let worked = [
        diesel::select(exists(drafted)).get_result::<bool>(db)?,
        diesel::select(exists(noted)).get_result::<bool>(db)?,
        diesel::select(exists(corrected)).get_result::<bool>(db)?,
        diesel::select(exists(reported)).get_result::<bool>(db)?,
        diesel::select(exists(files::table.filter(uploaded.or(opened)))).get_result::<bool>(db)?,
    ];
    Ok(worked.contains(&true).then_some(Tie::Work))
}

/// Every session that is still stored, ended ones too, the latest first.
pub fn sessions(db: &mut Db, id: AccountId) -> Result<Vec<Session>> {
    let rows = sessions::table.filter(sessions::account_id.eq(id)).order((sessions::created_at.desc(), sessions::id));
    Ok(rows.select(Session::as_select()).load(db)?)
}

/// Every mail that was written to the account, the latest first.
pub fn mails(db: &mut Db, id: AccountId) -> Result<Vec<Mail>> {
    let to = deliveries::account_id.is_not_null().and(deliveries::account_id.assume_not_null().eq(id));
    let rows = deliveries::table.filter(to).order((deliveries::created_at.desc(), deliveries::id));
    Ok(rows.select(Mail::as_select()).load(db)?)
}

/// What was typed into forms and not sent.
pub fn typed(db: &mut Db, id: AccountId) -> Result<Vec<Typed>> {
    let rows = autosaves::table.filter(autosaves::account_id.eq(id)).order(autosaves::form);
    Ok(rows.select(Typed::as_select()).load(db)?)
}

/// Deletes the account with everything that hangs on it, mails that wait included.
pub fn delete(db: &mut Db, id: AccountId) -> Result<()> {
    let ids: Vec<SessionId> = sessions::table.filter(sessions::account_id.eq(id)).select(sessions::id).load(db)?;
    diesel::delete(refresh_tokens::table.filter(refresh_tokens::session_id.eq_any(ids))).execute(db)?;
    diesel::delete(sessions::table.filter(sessions::account_id.eq(id))).execute(db)?;
    diesel::delete(account_tokens::table.filter(account_tokens::account_id.eq(id))).execute(db)?;
    diesel::delete(idempotency_keys::table.filter(idempotency_keys::account_id.eq(id))).execute(db)?;
    diesel::delete(autosaves::table.filter(autosaves::account_id.eq(id))).execute(db)?;
    diesel::delete(follows::table.filter(follows::account_id.eq(id))).execute(db)?;
    diesel::delete(identities::table.filter(identities::account_id.eq(id))).execute(db)?;
    let to = deliveries::account_id.is_not_null().and(deliveries::account_id.assume_not_null().eq(id));
    diesel::delete(deliveries::table.filter(to)).execute(db)?;
    diesel::delete(accounts::table.find(id)).execute(db)?;
    Ok(())
}
