//! The queries on resolutions, orders and their reports.
use super::{Order, Report, Resolution};
use crate::app::Tx;
use crate::db::schema::{
    consultations, meetings, order_reports, orders, organizations, paper_departments, papers, resolutions, signatures,
};
use crate::db::types::{ConsultationId, Moment, OrderId, OrganizationId, PaperId, ResolutionId};
use crate::db::{Db, MultiBackend};
use crate::error::{Error, Result};
use crate::papers::store::{visible_with_consultations, visible_with_orders};
use crate::papers::{Paper, seen};
use crate::procedure::{ConsultationState, OrderState};
use crate::visibility::{Circle, Scope};
use chrono::NaiveDate;
use diesel::dsl::InnerJoinQuerySource;
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::BTreeMap;

pub mod carried;
pub mod joint;
pub mod tracked;

/// Orders joined to their papers.
pub type WithPapers = InnerJoinQuerySource<orders::table, papers::table>;
/// A condition on them.
pub type Condition = Box<dyn BoxableExpression<WithPapers, MultiBackend, SqlType = Bool>>;

/// What this scope sees of the orders: the same as `Scope::sees_order`, which a test proves.
pub fn seen(scope: &Scope) -> Condition {
    let mine = &scope.organizations;
    let mut part: Condition = Box::new(orders::public.eq(true));
    if scope.council || scope.office {
        part = Box::new(part.or(orders::public.eq(false)));
    } else {
        if !mine.is_empty() {
            let submitter =
                papers::submitter_id.is_not_null().and(papers::submitter_id.assume_not_null().eq_any(mine.clone()));
            let responsible =
                papers::responsible_id.is_not_null().and(papers::responsible_id.assume_not_null().eq_any(mine.clone()));
            let involved = paper_departments::table
                .filter(paper_departments::organization_id.eq_any(mine.clone()))
                .select(paper_departments::paper_id);
            part = Box::new(part.or(papers::author_id.eq_any(mine.clone()).or(submitter).or(responsible)));
            part = Box::new(part.or(papers::id.eq_any(involved)));
        }
        if let Some(person) = scope.person {
            part = Box::new(
                part.or(papers::id
                    .eq_any(signatures::table.filter(signatures::person_id.eq(person)).select(signatures::paper_id))),
            );
        }
    }
    let mut seen: Condition = Box::new(visible_with_orders(scope).and(part));
    if !mine.is_empty() {
        let own = orders::owner_id.is_not_null().and(orders::owner_id.assume_not_null().eq_any(mine.clone()));
        let coordinated =
            orders::coordinator_id.is_not_null().and(orders::coordinator_id.assume_not_null().eq_any(mine.clone()));
        seen = Box::new(seen.or(own).or(coordinated));
    }
    seen
}

/// Whether this scope sees an order of this paper.
pub fn is_seen(db: &mut Db, scope: &Scope, order: &Order, paper: &Paper) -> Result<bool> {
    if scope.sees_order(order.circle(), &order.holders(), &paper.exposure(&[])) {
        return Ok(true);
    }
    if scope.person.is_none() && scope.organizations.is_empty() {
        return Ok(false);
    }
    let others = crate::papers::store::others(db, paper.id)?;
    Ok(scope.sees_order(order.circle(), &order.holders(), &paper.exposure_to(&others)))
}

/// The order with its paper, for whom it lies open.
///
/// # Errors
/// `NotFound` for one that does not exist or that this scope does not see.
pub fn find(db: &mut Db, council: &str, scope: &Scope, id: OrderId) -> Result<(Order, Paper)> {
    let order = get(db, council, id)?;
    let paper = crate::papers::store::get(db, order.paper_id)?;
    if is_seen(db, scope, &order, &paper)? { Ok((order, paper)) } else { Err(Error::NotFound) }
}

/// Whether the paper itself lies before this scope.
pub fn sees_paper(db: &mut Db, scope: &Scope, paper: &Paper) -> Result<bool> {
    seen::is_seen(db, scope, paper)
}

/// One order of this council.
pub fn get(db: &mut Db, council: &str, id: OrderId) -> Result<Order> {
    let own = orders::council.eq(council.to_owned()).and(orders::id.eq(id));
    Ok(orders::table.filter(own).select(Order::as_select()).first(db)?)
}

/// The orders of a paper, in the order of their points; what was split off comes after its origin.
pub fn of_paper(db: &mut Db, paper: PaperId) -> Result<Vec<Order>> {
    Ok(orders::table
        .filter(orders::paper_id.eq(paper))
        .order((orders::point, orders::id))
        .select(Order::as_select())
        .load(db)?)
}

/// The open orders of these papers that this scope sees.
pub fn open_of(db: &mut Db, scope: &Scope, of: &[PaperId]) -> Result<Vec<Order>> {
    Ok(orders::table
        .inner_join(papers::table)
        .filter(orders::paper_id.eq_any(of.to_vec()).and(orders::state.eq_any(open_states())))
        .filter(seen(scope))
        .order((orders::point, orders::id))
        .select(Order::as_select())
        .load(db)?)
}

/// A resolution with the name of its body, the result word, and before whom its consultation lies.
pub type Resolved = (Resolution, String, Option<String>, Circle);

/// Every order of the council that is still to be carried out.
pub fn open(db: &mut Db, council: &str) -> Result<Vec<Order>> {
    Ok(orders::table
        .filter(orders::council.eq(council.to_owned()).and(orders::state.eq_any(open_states())))
        .order(orders::id)
        .select(Order::as_select())
        .load(db)?)
}

/// When each open order of the council was last reported on.
pub fn last_reports(db: &mut Db, council: &str) -> Result<BTreeMap<OrderId, NaiveDate>> {
    let rows: Vec<(OrderId, NaiveDate)> = order_reports::table
        .inner_join(orders::table)
        .filter(orders::council.eq(council.to_owned()).and(orders::state.eq_any(open_states())))
        .order((order_reports::reported_on, order_reports::id))
        .select((order_reports::order_id, order_reports::reported_on))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// The resolutions on a paper, oldest first.
pub fn resolutions(db: &mut Db, paper: PaperId) -> Result<Vec<Resolved>> {
    Ok(resolutions::table
        .inner_join(consultations::table.on(consultations::id.eq(resolutions::consultation_id)))
        .inner_join(organizations::table.on(organizations::id.eq(consultations::organization_id)))
        .filter(resolutions::paper_id.eq(paper))
        .order((resolutions::decided_on, resolutions::id))
        .select((Resolution::as_select(), organizations::name, consultations::result_word, consultations::circle))
        .load(db)?)
}

/// What an order was split off, and what that was split off, the nearest first.
pub fn origins(db: &mut Db, order: &Order) -> Result<Vec<OrderId>> {
    let mut found = Vec::new();
    let mut above = order.origin_id;
    // An order is split once, so this ends; nobody splits that often.
    while let Some(id) = above.filter(|id| found.len() < 20 && !found.contains(id)) {
        found.push(id);
        above = orders::table.find(id).select(orders::origin_id).first::<Option<OrderId>>(db).optional()?.flatten();
    }
    Ok(found)
}

/// The orders that were split off this one.
pub fn parts(db: &mut Db, origin: OrderId) -> Result<Vec<Order>> {
    Ok(orders::table.filter(orders::origin_id.eq(origin)).order(orders::id).select(Order::as_select()).load(db)?)
}

/// The reports on an order, the latest first.
pub fn reports(db: &mut Db, order: OrderId) -> Result<Vec<Report>> {
    reports_of(db, &[order])
}

/// The reports on these orders, the latest first.
pub fn reports_of(db: &mut Db, ids: &[OrderId]) -> Result<Vec<Report>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(order_reports::table
        .filter(order_reports::order_id.eq_any(ids.to_vec()))
        .order((order_reports::reported_on.desc(), order_reports::id.desc()))
        .select(Report::as_select())
        .load(db)?)
}

/// The consultation whose result gave the order.
pub fn decided_by(db: &mut Db, order: &Order) -> Result<Option<ConsultationId>> {
    let Some(resolution) = order.resolution_id else { return Ok(None) };
    Ok(resolutions::table.find(resolution).select(resolutions::consultation_id).first(db).optional()?)
}

/// A consultation in a line: the number of its paper, its body, its result word, when it sat.
pub type Decided = (ConsultationId, Option<String>, String, Option<String>, Option<Moment>);

/// These decisions as they are told, the latest first.
pub fn decided(db: &mut Db, ids: &[ConsultationId]) -> Result<Vec<Decided>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(consultations::table
        .inner_join(papers::table)
        .inner_join(organizations::table.on(organizations::id.eq(consultations::organization_id)))
        .left_join(meetings::table.on(consultations::meeting_id.eq(meetings::id.nullable())))
        .filter(consultations::id.eq_any(ids.to_vec()))
        .order((meetings::starts_at.desc(), consultations::id))
        .select((
            consultations::id,
            papers::reference,
            organizations::name,
            consultations::result_word,
            meetings::starts_at.nullable(),
        ))
        .load(db)?)
}

/// The latest consultations that ended with one of these results, role by role, on papers that this scope sees: what
/// can give an order up. At most `limit`.
pub fn decisions(
    db: &mut Db,
    council: &str,
    scope: &Scope,
    results: &[(String, Vec<String>)],
    limit: i64,
) -> Result<Vec<Decided>> {
    let mut ids = Vec::new();
    for (role, words) in results {
        let word = consultations::result_word
            .is_not_null()
            .and(consultations::result_word.assume_not_null().eq_any(words.clone()));
        let found: Vec<ConsultationId> = consultations::table
            .inner_join(papers::table)
            .filter(consultations::council.eq(council.to_owned()))
            .filter(consultations::state.eq(ConsultationState::Concluded))
            .filter(consultations::role.eq(role.clone()).and(word))
            .filter(visible_with_consultations(scope))
            .order(consultations::id.desc())
            .limit(limit)
            .select(consultations::id)
            .load(db)?;
        ids.extend(found);
    }
    decided(db, &ids)
}

/// The names of who owns these orders and of who coordinates them.
pub fn owners(db: &mut Db, orders: &[Order]) -> Result<Vec<(OrganizationId, String)>> {
    let mut ids: Vec<_> = orders.iter().flat_map(Order::holders).flatten().collect();
    ids.sort();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(organizations::table
        .filter(organizations::id.eq_any(ids))
        .select((organizations::id, organizations::name))
        .load(db)?)
}

/// When the sitting of a consultation began; `None` without one.
pub fn sat_at(db: &mut Db, consultation: ConsultationId) -> Result<Option<Moment>> {
    Ok(consultations::table
        .inner_join(meetings::table)
        .filter(consultations::id.eq(consultation))
        .select(meetings::starts_at)
        .first(db)
        .optional()?)
}

/// Before whom a consultation lies.
pub fn circle_of(db: &mut Db, consultation: ConsultationId) -> Result<Circle> {
    Ok(consultations::table.find(consultation).select(consultations::circle).first(db)?)
}

/// The states in which somebody still has to do something.
pub fn open_states() -> Vec<OrderState> {
    OrderState::ALL.iter().copied().filter(|state| crate::procedure::implementation::is_open(*state)).collect()
}

/// Writes a new resolution.
pub fn insert_resolution(tx: &mut Tx<'_>, resolution: &Resolution) -> Result<()> {
    diesel::insert_into(resolutions::table).values(resolution).execute(&mut **tx)?;
    Ok(())
}

/// The resolutions of a consultation that hold.
pub fn standing_of(db: &mut Db, consultation: ConsultationId) -> Result<Vec<Resolution>> {
    Ok(resolutions::table
        .filter(resolutions::consultation_id.eq(consultation).and(resolutions::annulled_on.is_null()))
        .order(resolutions::id)
        .select(Resolution::as_select())
        .load(db)?)
}

/// Every order that came from a resolution, also what was split off, in the order in which they were made.
pub fn of_resolution(db: &mut Db, resolution: ResolutionId) -> Result<Vec<Order>> {
    let own = orders::resolution_id.is_not_null().and(orders::resolution_id.assume_not_null().eq(resolution));
    Ok(orders::table.filter(own).order(orders::id).select(Order::as_select()).load(db)?)
}

/// The orders that the decision of this consultation has given up.
pub fn given_up_by(db: &mut Db, consultation: ConsultationId) -> Result<Vec<Order>> {
    let own = orders::closing_consultation_id
        .is_not_null()
        .and(orders::closing_consultation_id.assume_not_null().eq(consultation));
    Ok(orders::table
        .filter(own.and(orders::state.eq(OrderState::Dropped)))
        .order(orders::id)
        .select(Order::as_select())
        .load(db)?)
}

/// Marks a resolution as one that does not hold; it stays to be read.
pub fn annul(tx: &mut Tx<'_>, id: ResolutionId, since: NaiveDate, reason: &str) -> Result<()> {
    diesel::update(resolutions::table.find(id))
        .set((resolutions::annulled_on.eq(Some(since)), resolutions::annulled_reason.eq(reason.to_owned())))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes a new order.
pub fn insert(tx: &mut Tx<'_>, order: &Order) -> Result<()> {
    diesel::insert_into(orders::table).values(order).execute(&mut **tx)?;
    Ok(())
}

/// Writes a new report.
pub fn insert_report(tx: &mut Tx<'_>, report: &Report) -> Result<()> {
    diesel::insert_into(order_reports::table).values(report).execute(&mut **tx)?;
    Ok(())
}

/// Writes a changed order; its own version counts up. `Stale` when somebody was faster.
pub fn save(tx: &mut Tx<'_>, order: &mut Order) -> Result<()> {
    let expected = order.version;
    order.version += 1;
    let own = orders::id.eq(order.id).and(orders::version.eq(expected));
    let written = diesel::update(orders::table.filter(own)).set(&*order).execute(&mut **tx)?;
    if written == 0 { Err(Error::Stale) } else { Ok(()) }
}
