//! The queries on which papers carry which orders out.
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{carried_orders, orders, papers};
use crate::db::types::{OrderId, PaperId};
use crate::error::Result;
use crate::orders::Order;
use crate::papers::{Paper, view};
use crate::visibility::Scope;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Writes that a paper carries an order out.
pub fn link(tx: &mut Tx<'_>, paper: PaperId, order: OrderId, day: NaiveDate) -> Result<()> {
    let row =
        (carried_orders::paper_id.eq(paper), carried_orders::order_id.eq(order), carried_orders::linked_on.eq(day));
    diesel::insert_into(carried_orders::table).values(row).execute(&mut **tx)?;
    Ok(())
}

/// Takes that away.
pub fn unlink(tx: &mut Tx<'_>, paper: PaperId, order: OrderId) -> Result<()> {
    diesel::delete(carried_orders::table.find((paper, order))).execute(&mut **tx)?;
    Ok(())
}

/// Whether this paper carries this order out.
pub fn is_linked(db: &mut Db, paper: PaperId, order: OrderId) -> Result<bool> {
    let known: Option<PaperId> =
        carried_orders::table.find((paper, order)).select(carried_orders::paper_id).first(db).optional()?;
    Ok(known.is_some())
}

/// The papers that carry an order out, the first linked first, as far as this scope sees them.
pub fn carriers(db: &mut Db, scope: &Scope, order: OrderId) -> Result<Vec<Paper>> {
    let found: Vec<Paper> = carried_orders::table
        .inner_join(papers::table)
        .filter(carried_orders::order_id.eq(order))
        .order((carried_orders::linked_on, papers::id))
        .select(Paper::as_select())
        .load(db)?;
    let mut seen = Vec::new();
    for paper in found {
        if view::is_seen(db, scope, &paper)? {
            seen.push(paper);
        }
    }
    Ok(seen)
}

/// The orders that a paper carries out, the first linked first, each with the paper that was decided, as far as this scope
/// sees them.
pub fn of_paper(db: &mut Db, scope: &Scope, paper: PaperId) -> Result<Vec<(Order, Paper)>> {
    let found: Vec<(Order, Paper)> = carried_orders::table
        .inner_join(orders::table)
        .inner_join(papers::table.on(papers::id.eq(orders::paper_id)))
        .filter(carried_orders::paper_id.eq(paper))
        .order((carried_orders::linked_on, orders::id))
        .select((Order::as_select(), Paper::as_select()))
        .load(db)?;
    let mut seen = Vec::new();
    for (order, decided) in found {
        if super::is_seen(db, scope, &order, &decided)? {
            seen.push((order, decided));
        }
    }
    Ok(seen)
}
