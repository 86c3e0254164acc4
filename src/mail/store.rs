//! The log of mails: one row for each, with what became of it. A claim is a lease, as with the jobs of the outbox.
use super::{About, Reason, Recipient};
use crate::app::Tx;
use crate::db::schema::{deliveries, follows};
use crate::db::types::{AccountId, DeliveryId, Moment, OrganizationId, PaperId};
use crate::db::{self, Db};
use crate::each_backend;
use crate::error::Result;
use crate::queue::JobState;
use crate::queue::store::short;
use chrono::TimeDelta;
use diesel::prelude::*;
use serde::Serialize;

/// A mail as its row describes it.
#[derive(Debug, Clone, Queryable, Selectable, Serialize)]
#[diesel(table_name = deliveries)]
pub struct Delivery {
    pub id: DeliveryId,
    pub council: Option<String>,
    pub event_seq: Option<i64>,
    pub account_id: Option<AccountId>,
    pub organization_id: Option<OrganizationId>,
    pub address: String,
    /// BCP 47 tag of the language it is written in.
    pub language: String,
    /// The mail row of the event, or the purpose of the link.
    pub template: String,
    pub reason: Reason,
    /// An `About` as JSON.
    pub payload: String,
    pub state: JobState,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried next (real time); while it is being sent: when its lease ends.
    pub run_at: Moment,
    pub message_id: Option<String>,
    /// Why it was not sent, or not yet.
    pub error: Option<String>,
    pub created_at: Moment,
    pub sent_at: Option<Moment>,
}

/// Writes a mail down, due at once. `event` names the council and the event it is about; for one event and address there
/// is one row, however often this is called. Answers whether it was new.
pub fn write(
    tx: &mut Tx<'_>,
    event: Option<(&str, i64)>,
    to: &Recipient,
    template: &str,
    about: &About,
) -> Result<bool> {
    let row = (
        deliveries::id.eq(DeliveryId::new()),
        deliveries::council.eq(event.map(|(council, _)| council)),
        deliveries::event_seq.eq(event.map(|(_, seq)| seq)),
        deliveries::account_id.eq(to.account),
        deliveries::organization_id.eq(to.organization),
        deliveries::address.eq(&to.address),
        deliveries::language.eq(to.language.tag()),
        deliveries::template.eq(template),
        deliveries::reason.eq(to.reason.as_str()),
        deliveries::payload.eq(serde_json::to_string(about)?),
        deliveries::state.eq(JobState::Waiting.as_str()),
        deliveries::attempts.eq(0),
        deliveries::run_at.eq(tx.real_now),
        deliveries::created_at.eq(tx.real_now),
        // A new password or a period that ends does not wait behind two hundred thousand followers.
        deliveries::rank.eq(i32::from(to.reason == Reason::Follower)),
    );
    let written = each_backend!(&mut **tx, c =>
        diesel::insert_into(deliveries::table).values(row).on_conflict_do_nothing().execute(c)?);
    Ok(written > 0)
}

/// Takes the next due mail for `lease` from `now` (real time) on. Opens a transaction of its own.
pub fn claim(db: &mut Db, now: Moment, lease: TimeDelta) -> Result<Option<Delivery>> {
    // Most looks find nothing, and must not take SQLite's only write lock for it.
    if !diesel::select(diesel::dsl::exists(due(now))).get_result::<bool>(db)? {
        return Ok(None);
    }
    db::transaction(db, |db| {
        let next = due(now).order((deliveries::rank, deliveries::run_at, deliveries::id)).select(deliveries::id);
        let id: Option<DeliveryId> = match db {
            Db::Sqlite(c) => next.first(c).optional()?,
            Db::Postgres(c) => next.for_update().skip_locked().first(c).optional()?,
        };
        let Some(id) = id else { return Ok(None) };
        diesel::update(deliveries::table.find(id))
            .set((deliveries::attempts.eq(deliveries::attempts + 1), deliveries::run_at.eq(now + lease)))
            .execute(db)?;
        Ok(Some(deliveries::table.find(id).select(Delivery::as_select()).first(db)?))
    })
}

#[diesel::dsl::auto_type(no_type_alias)]
fn due(now: Moment) -> _ {
    let waiting: &'static str = JobState::Waiting.as_str();
    deliveries::table.filter(deliveries::state.eq(waiting)).filter(deliveries::run_at.le(now))
}

/// The server has taken it.
pub fn sent(db: &mut Db, id: DeliveryId, message_id: &str, at: Moment) -> Result<()> {
    diesel::update(deliveries::table.find(id))
        .set((
            deliveries::state.eq(JobState::Sent),
            deliveries::message_id.eq(message_id),
            deliveries::sent_at.eq(at),
            deliveries::error.eq(None::<String>),
        ))
        .execute(db)?;
    Ok(())
}

/// The try failed with `error`; the next is at `run_at` (real time).
pub fn retry(db: &mut Db, id: DeliveryId, error: &str, run_at: Moment) -> Result<()> {
    diesel::update(deliveries::table.find(id))
        .set((deliveries::error.eq(short(error)), deliveries::run_at.eq(run_at)))
        .execute(db)?;
    Ok(())
}

/// It is not tried again: `Dead` when it could not be delivered, `Dropped` when it must no longer be.
pub fn end(db: &mut Db, id: DeliveryId, state: JobState, error: &str) -> Result<()> {
    diesel::update(deliveries::table.find(id))
        .set((deliveries::state.eq(state), deliveries::error.eq(short(error))))
        .execute(db)?;
    Ok(())
}

/// The newest `limit` mails, those in one state when one is given.
pub fn list(db: &mut Db, state: Option<JobState>, limit: i64) -> Result<Vec<Delivery>> {
    let mut query = deliveries::table
        .order((deliveries::created_at.desc(), deliveries::id.desc()))
        .select(Delivery::as_select())
        .limit(limit)
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(deliveries::state.eq(state));
    }
    Ok(query.load(db)?)
}

/// Makes mails due at `now` with their tries counted anew: those that wait and those that could not be delivered, or the
/// one of this id. Answers how many there were.
pub fn revive(db: &mut Db, id: Option<DeliveryId>, now: Moment) -> Result<usize> {
    let open = [JobState::Waiting, JobState::Dead];
    let change = (deliveries::state.eq(JobState::Waiting), deliveries::attempts.eq(0), deliveries::run_at.eq(now));
    let waiting = deliveries::table.filter(deliveries::state.eq_any(open));
    Ok(match id {
        Some(id) => diesel::update(waiting.filter(deliveries::id.eq(id))).set(change).execute(db)?,
        None => diesel::update(waiting).set(change).execute(db)?,
    })
}

/// Gives mails up: those that wait or could not be delivered, or the one of this id. Their rows stay. Answers how many.
pub fn drop_open(db: &mut Db, id: Option<DeliveryId>) -> Result<usize> {
    let open = deliveries::table.filter(deliveries::state.eq_any([JobState::Waiting, JobState::Dead]));
    let change = (deliveries::state.eq(JobState::Dropped), deliveries::error.eq("given up by hand"));
    Ok(match id {
        Some(id) => diesel::update(open.filter(deliveries::id.eq(id))).set(change).execute(db)?,
        None => diesel::update(open).set(change).execute(db)?,
    })
}

/// Whether the account follows the paper.
pub fn is_following(db: &mut Db, account: AccountId, paper: PaperId) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(follows::table.find((account, paper)))).get_result(db)?)
}

/// The account follows the paper no longer.
pub fn unfollow(db: &mut Db, account: AccountId, paper: PaperId) -> Result<()> {
    diesel::delete(follows::table.find((account, paper))).execute(db)?;
    Ok(())
}
