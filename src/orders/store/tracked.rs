//! The lists of orders that the tracking page, its exports, the half-yearly report and the desk show.
use super::{Condition, open_states, seen};
use crate::db::schema::{consultations, memberships, order_reports, orders, papers, resolutions, signatures};
use crate::db::types::{OrderId, OrganizationId, PaperId};
use crate::db::{Db, MultiBackend};
use crate::error::Result;
use crate::orders::Order;
use crate::papers::Paper;
use crate::procedure::OrderState;
use crate::tracking::{FAR, Filter, OrderCount, Show, Sort};
use crate::visibility::{Circle, Scope};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A light as a condition: the same as `implementation::light` says of each order.
fn shown(filter: &Filter) -> Condition {
    let open = || orders::state.eq_any(open_states());
    let due = orders::due_on.assume_not_null();
    let dated = || orders::due_on.is_not_null();
    let (today, soon) = (filter.today, filter.orders_soon_until);
    match filter.show {
        Show::Open => Box::new(open()),
        Show::Overdue => Box::new(open().and(dated()).and(due.lt(today))),
        Show::Soon => Box::new(open().and(dated()).and(due.ge(today)).and(due.le(soon))),
        Show::InTime => Box::new(open().and(dated()).and(due.ge(today)).and(due.gt(soon))),
        Show::Undated => Box::new(open().and(orders::due_on.is_null())),
        Show::Waiting => Box::new(orders::state.eq(OrderState::Waiting)),
        Show::Closed => Box::new(orders::state.eq_any(vec![OrderState::Done, OrderState::Dropped])),
    }
}

/// Everything of a filter but what it shows.
fn wanted(filter: &Filter) -> Condition {
    // What fell away because its decision had been entered wrongly is in no list and in no count: nobody gave it up.
    let standing = orders::state.ne(OrderState::Dropped).or(orders::closing_consultation_id.is_not_null());
    let mut condition: Condition = Box::new(standing);
    if let Some(owner) = filter.department {
        let own = orders::owner_id.is_not_null().and(orders::owner_id.assume_not_null().eq(owner));
        condition = Box::new(condition.and(own));
    }
    if let Some(faction) = filter.faction {
        let submitter = papers::submitter_id.is_not_null().and(papers::submitter_id.assume_not_null().eq(faction));
        condition = Box::new(condition.and(submitter.or(papers::author_id.eq(faction)).or(joint(faction))));
    }
    if let Some(body) = filter.body {
        let decided = resolutions::table
            .inner_join(consultations::table.on(consultations::id.eq(resolutions::consultation_id)))
            .filter(consultations::organization_id.eq(body))
            .select(resolutions::id);
        let by = orders::resolution_id.is_not_null().and(orders::resolution_id.assume_not_null().eq_any(decided));
        condition = Box::new(condition.and(by));
    }
    if let Some(kind) = &filter.kind {
        condition = Box::new(condition.and(papers::kind.eq(kind.clone())));
    }
    if let Some(pattern) = filter.pattern() {
        condition = Box::new(condition.and(papers::folded.like(pattern.clone()).or(orders::folded.like(pattern))));
    }
    match filter.public {
        Some(true) => Box::new(condition.and(papers::circle.eq(Circle::Public)).and(orders::public.eq(true))),
        Some(false) => Box::new(condition.and(papers::circle.ne(Circle::Public).or(orders::public.eq(false)))),
        None => condition,
    }
}

/// Whether a member of this faction signed the order's paper: the condition of `joint::factions`.
fn joint(faction: OrganizationId) -> Condition {
    let day = papers::submitted_on;
    let until = memberships::ends_on;
    let signed = signatures::table
        .inner_join(memberships::table.on(memberships::person_id.eq(signatures::person_id)))
        .filter(signatures::signed_at.is_not_null())
        .filter(memberships::organization_id.eq(faction))
        .filter(day.is_null().or(memberships::starts_on.nullable().le(day)))
        .filter(day.is_null().or(until.is_null()).or(until.ge(day)))
        .select(signatures::paper_id);
    Box::new(papers::submitter_id.is_not_null().and(papers::id.eq_any(signed)))
}

/// Orders with their papers, as far as this scope sees them, in the order of the filter. At most `limit`, after the row
/// of the page before.
pub fn tracked(db: &mut Db, council: &str, scope: &Scope, filter: &Filter, limit: i64) -> Result<Vec<(Order, Paper)>> {
    let query = orders::table
        .inner_join(papers::table)
        .filter(orders::council.eq(council.to_owned()))
        .filter(seen(scope))
        .filter(shown(filter))
        .filter(wanted(filter))
        .limit(limit)
        .select((Order::as_select(), Paper::as_select()))
        .into_boxed::<MultiBackend>();
    let due = orders::due_on.assume_not_null();
    let closed = orders::closed_on.assume_not_null();
    let after = filter.after.map(|(day, id)| (day, OrderId::from(id)));
    Ok(match (filter.sort, filter.show) {
        (Sort::Due, Show::Closed) => {
            let query = match after {
                Some((day, id)) => query.filter(closed.lt(day).or(closed.eq(day).and(orders::id.lt(id)))),
                None => query,
            };
            query.order((closed.desc(), orders::id.desc())).load(db)?
        }
        (Sort::Due, _) => {
            let query = match after {
                Some((day, id)) if day == FAR => query.filter(orders::due_on.is_null().and(orders::id.gt(id))),
                Some((day, id)) => {
                    let later = orders::due_on.is_not_null().and(due.gt(day).or(due.eq(day).and(orders::id.gt(id))));
                    query.filter(orders::due_on.is_null().or(later))
                }
                None => query,
            };
            query.order((orders::due_on.is_null(), orders::due_on, orders::id)).load(db)?
        }
        (Sort::Newest, _) => {
            let (at, id) = (orders::created_on, orders::id);
            let query = match after {
                Some((day, last)) => query.filter(at.lt(day).or(at.eq(day).and(id.lt(last)))),
                None => query,
            };
            query.order((at.desc(), id.desc())).load(db)?
        }
        (Sort::Oldest, _) => {
            let (at, id) = (orders::created_on, orders::id);
            let query = match after {
                Some((day, last)) => query.filter(at.gt(day).or(at.eq(day).and(id.gt(last)))),
                None => query,
            };
            query.order((at, id)).load(db)?
        }
    })
}

/// How many orders are open, by owner and due date; what the filter shows does not count.
pub fn open_counts(db: &mut Db, council: &str, scope: &Scope, filter: &Filter) -> Result<Vec<OrderCount>> {
    let rows: Vec<(Option<OrganizationId>, Option<NaiveDate>, i64)> = orders::table
        .inner_join(papers::table)
        .filter(orders::council.eq(council.to_owned()))
        .filter(orders::state.eq_any(open_states()))
        .filter(seen(scope))
        .filter(wanted(filter))
        .group_by((orders::owner_id, orders::due_on))
        .select((orders::owner_id, orders::due_on, diesel::dsl::count_star()))
        .load(db)?;
    Ok(rows.into_iter().map(|(owner, due_on, orders)| OrderCount { owner, due_on, orders }).collect())
}

/// How many orders there are in each state; those that were split count as their parts.
pub fn state_counts(db: &mut Db, council: &str, scope: &Scope, filter: &Filter) -> Result<Vec<(OrderState, i64)>> {
    Ok(orders::table
        .inner_join(papers::table)
        .filter(orders::council.eq(council.to_owned()))
        .filter(orders::state.ne(OrderState::Split))
        .filter(seen(scope))
        .filter(wanted(filter))
        .group_by(orders::state)
        .select((orders::state, diesel::dsl::count_star()))
        .load(db)?)
}

/// Orders that the office has still to give an owner or a date, the oldest first. At most `limit`.
pub fn undetermined(db: &mut Db, council: &str, scope: &Scope, limit: i64) -> Result<Vec<(Order, Paper)>> {
    let undated = orders::due_on.is_null().and(orders::due_note.eq(String::new()));
    Ok(orders::table
        .inner_join(papers::table)
        .filter(orders::council.eq(council.to_owned()))
        .filter(orders::state.eq_any(open_states()))
        .filter(orders::owner_id.is_null().or(undated))
        .filter(seen(scope))
        .order(orders::id)
        .limit(limit)
        .select((Order::as_select(), Paper::as_select()))
        .load(db)?)
}

/// Orders in this state, the oldest first. At most `limit`.
pub fn in_state(
    db: &mut Db,
    council: &str,
    scope: &Scope,
    state: OrderState,
    limit: i64,
) -> Result<Vec<(Order, Paper)>> {
    Ok(orders::table
        .inner_join(papers::table)
        .filter(orders::council.eq(council.to_owned()).and(orders::state.eq(state)))
        .filter(seen(scope))
        .order(orders::id)
        .limit(limit)
        .select((Order::as_select(), Paper::as_select()))
        .load(db)?)
}

/// What the half-yearly report says of an order's paper.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = papers)]
pub struct Subject {
    pub id: PaperId,
    pub reference: Option<String>,
    pub slug: Option<String>,
    pub title: String,
    pub submitter: String,
    pub circle: Circle,
}

/// Orders that may have been open on any day between these two, or ended on one, the oldest first; those that were split
/// since then too. At most `limit`.
pub fn between(
    db: &mut Db,
    council: &str,
    scope: &Scope,
    filter: &Filter,
    (from, until): (NaiveDate, NaiveDate),
    limit: i64,
) -> Result<Vec<(Order, Subject)>> {
    let ended = orders::closed_on.is_not_null().and(orders::closed_on.assume_not_null().lt(from));
    Ok(orders::table
        .inner_join(papers::table)
        .filter(orders::council.eq(council.to_owned()))
        .filter(orders::created_on.le(until))
        .filter(diesel::dsl::not(ended))
        .filter(seen(scope))
        .filter(wanted(filter))
        .order((orders::created_on, orders::id))
        .limit(limit)
        .select((Order::as_select(), Subject::as_select()))
        .load(db)?)
}

/// Which orders of the council were reported on between these days, and when last.
pub fn reported_between(
    db: &mut Db,
    council: &str,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<(OrderId, NaiveDate, String)>> {
    Ok(order_reports::table
        .inner_join(orders::table)
        .filter(orders::council.eq(council.to_owned()))
        .filter(order_reports::reported_on.between(from, until))
        .order((order_reports::reported_on, order_reports::id))
        .select((order_reports::order_id, order_reports::reported_on, order_reports::content))
        .load(db)?)
}
