//! The queries that find accounts by what they hold. Disabled accounts are never among them.
use crate::db::Db;
use crate::db::schema::{
    accounts, consultations, deliveries, follows, grants, memberships, orders, people, signatures, stand_ins,
};
use crate::db::types::{
    AccountId, ConsultationId, DeliveryId, MeetingId, OrderId, OrganizationId, PaperId, ResolutionId,
};
use crate::error::Result;
use crate::mail::{Reason, Recipient};
use crate::people::Role;
use crate::words::Language;
use chrono::NaiveDate;
use diesel::prelude::*;

/// An account as mail needs it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct AccountRow {
    pub id: AccountId,
    pub email: String,
    pub language: String,
}

/// The accounts that hold one of `roles` for one of these organisations, and those that stand in for them on this day.
pub fn holders(
    db: &mut Db,
    organizations: &[OrganizationId],
    roles: &[Role],
    day: NaiveDate,
) -> Result<Vec<AccountRow>> {
    let mut found: Vec<AccountRow> = accounts::table
        .inner_join(grants::table)
        .filter(grants::organization_id.eq_any(organizations.iter().copied()))
        .filter(grants::role.eq_any(roles.iter().copied()))
        .filter(accounts::disabled_at.is_null())
        .select(AccountRow::as_select())
        .load(db)?;
    let lent = accounts::table
        .inner_join(stand_ins::table)
        .filter(stand_ins::organization_id.eq_any(organizations.iter().copied()))
        .filter(stand_ins::role.eq_any(roles.iter().copied()))
        .filter(stand_ins::starts_on.le(day))
        .filter(stand_ins::ends_on.is_null().or(stand_ins::ends_on.ge(day)))
        .filter(accounts::disabled_at.is_null())
        .select(AccountRow::as_select())
        .load::<AccountRow>(db)?;
    found.extend(lent);
    Ok(found)
}

/// The accounts that hold this role anywhere in the council, and those that stand in for them on this day.
pub fn in_role(db: &mut Db, council: &str, role: Role, day: NaiveDate) -> Result<Vec<AccountRow>> {
    let mut found: Vec<AccountRow> = accounts::table
        .inner_join(grants::table)
        .filter(grants::council.eq(council))
        .filter(grants::role.eq(role))
        .filter(accounts::disabled_at.is_null())
        .select(AccountRow::as_select())
        .load(db)?;
    let lent = accounts::table
        .inner_join(stand_ins::table)
        .filter(stand_ins::council.eq(council.to_owned()))
        .filter(stand_ins::role.eq(role))
        .filter(stand_ins::starts_on.le(day))
        .filter(stand_ins::ends_on.is_null().or(stand_ins::ends_on.ge(day)))
        .filter(accounts::disabled_at.is_null())
        .select(AccountRow::as_select())
        .load::<AccountRow>(db)?;
    found.extend(lent);
    Ok(found)
}

/// The accounts of the people who are members of these bodies on this day.
pub fn members(db: &mut Db, bodies: &[OrganizationId], day: NaiveDate) -> Result<Vec<AccountRow>> {
    let people: Vec<crate::db::types::PersonId> = memberships::table
        .filter(memberships::organization_id.eq_any(bodies.iter().copied()))
        .filter(memberships::starts_on.le(day))
        .filter(memberships::ends_on.is_null().or(memberships::ends_on.ge(day)))
        .select(memberships::person_id)
        .load(db)?;
    Ok(accounts::table
        .inner_join(people::table.on(accounts::person_id.eq(people::id.nullable())))
        .filter(people::id.eq_any(people))
        .filter(accounts::disabled_at.is_null())
        .select(AccountRow::as_select())
        .load(db)?)
}

/// The accounts of those who have signed the paper.
pub fn signers(db: &mut Db, paper: PaperId) -> Result<Vec<AccountRow>> {
    Ok(accounts::table
        .inner_join(signatures::table.on(accounts::person_id.eq(signatures::person_id.nullable())))
        .filter(signatures::paper_id.eq(paper))
        .filter(signatures::signed_at.is_not_null())
        .filter(accounts::disabled_at.is_null())
        .select(AccountRow::as_select())
        .load(db)?)
}

/// At most so many of the accounts that follow one of these papers, in the order of their ids, behind `after`; and behind
/// which the next ones begin. Each paper is asked for by itself: only so its index gives them in their order.
pub fn followers(
    db: &mut Db,
    papers: &[PaperId],
    after: Option<AccountId>,
    most: i64,
) -> Result<(Vec<AccountRow>, Option<AccountId>)> {
    let mut found: Vec<AccountRow> = Vec::new();
    let behind = after.unwrap_or_else(|| AccountId::from(uuid::Uuid::nil()));
    for paper in papers {
        let rows = follows::table
            .inner_join(accounts::table)
            .filter(follows::paper_id.eq(*paper))
            .filter(follows::account_id.gt(behind))
            .filter(accounts::disabled_at.is_null())
            .order(follows::account_id)
            .limit(most)
            .select(AccountRow::as_select());
        found.extend(rows.load::<AccountRow>(db)?);
    }
    found.sort_by_key(|account| account.id);
    found.dedup_by_key(|account| account.id);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let is_last = found.len() < most;
    found.truncate(most);
    let rest = found.last().map(|account| account.id).filter(|_| !is_last);
    Ok((found, rest))
}

/// The department that owns an order.
pub fn owner_of(db: &mut Db, order: OrderId) -> Result<Option<OrganizationId>> {
    Ok(orders::table.find(order).select(orders::owner_id).first::<Option<OrganizationId>>(db).optional()?.flatten())
}

/// Who coordinates an order, and those into which it was split.
pub fn coordinators_of(db: &mut Db, order: OrderId) -> Result<Vec<OrganizationId>> {
    let own =
        orders::id.eq(order).or(orders::origin_id.is_not_null().and(orders::origin_id.assume_not_null().eq(order)));
    let found: Vec<Option<OrganizationId>> =
        orders::table.filter(own).select(orders::coordinator_id).distinct().load(db)?;
    Ok(found.into_iter().flatten().collect())
}

/// The departments that own the orders into which one was split.
pub fn owners_of_parts(db: &mut Db, origin: OrderId) -> Result<Vec<OrganizationId>> {
    let owners: Vec<Option<OrganizationId>> =
        orders::table.filter(orders::origin_id.eq(origin)).select(orders::owner_id).load(db)?;
    Ok(owners.into_iter().flatten().collect())
}

/// The departments that own the orders of a resolution.
pub fn owners_of(db: &mut Db, resolution: ResolutionId) -> Result<Vec<OrganizationId>> {
    let owners: Vec<Option<OrganizationId>> =
        orders::table.filter(orders::resolution_id.eq(resolution)).select(orders::owner_id).load(db)?;
    Ok(owners.into_iter().flatten().collect())
}

/// The body of this consultation; `None` when it is gone.
pub fn body_of(db: &mut Db, consultation: ConsultationId) -> Result<Option<OrganizationId>> {
    Ok(consultations::table.find(consultation).select(consultations::organization_id).first(db).optional()?)
}

/// Every body that was to deal with the paper.
pub fn bodies_of(db: &mut Db, paper: PaperId) -> Result<Vec<OrganizationId>> {
    Ok(consultations::table
        .filter(consultations::paper_id.eq(paper))
        .select(consultations::organization_id)
        .load(db)?)
}

/// At most so many of those to whom a mail about one of these events was written, at the address that it went to, in the
/// order of the mails behind `after`; and behind which the next ones begin.
pub fn told_of(
    db: &mut Db,
    council: &str,
    events: &[i64],
    after: Option<DeliveryId>,
    most: i64,
) -> Result<(Vec<Recipient>, Option<DeliveryId>)> {
    type Told = (DeliveryId, Option<AccountId>, Option<OrganizationId>, String, String, Reason);
    let known = deliveries::council
        .is_not_null()
        .and(deliveries::council.assume_not_null().eq(council.to_owned()))
        .and(deliveries::event_seq.is_not_null())
        .and(deliveries::event_seq.assume_not_null().eq_any(events.to_vec()));
    let rows: Vec<Told> = deliveries::table
        .filter(known)
        .filter(deliveries::id.gt(after.unwrap_or_else(|| DeliveryId::from(uuid::Uuid::nil()))))
        .order(deliveries::id)
        .limit(most)
        .select((
            deliveries::id,
            deliveries::account_id,
            deliveries::organization_id,
            deliveries::address,
            deliveries::language,
            deliveries::reason,
        ))
        .load(db)?;
    let is_last = rows.len() < usize::try_from(most).unwrap_or(usize::MAX);
    let rest = rows.last().map(|(id, ..)| *id).filter(|_| !is_last);
    let told = rows.into_iter().map(|(_, account, organization, address, language, reason)| Recipient {
        account,
        organization,
        address,
        language: Language::of(&language).unwrap_or_default(),
        reason,
    });
    Ok((told.collect(), rest))
}

/// The bodies that sit in this sitting; none when it is gone.
pub fn bodies_of_meeting(db: &mut Db, id: MeetingId) -> Result<Vec<OrganizationId>> {
    Ok(match crate::meetings::store::by_id(db, id)? {
        Some(meeting) => crate::meetings::store::bodies(db, &meeting)?,
        None => Vec::new(),
    })
}
