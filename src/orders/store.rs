//! The queries on resolutions, orders and their reports.
use super::{Order, Resolution};
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{consultations, meetings, orders, resolutions};
use crate::db::types::{ConsultationId, Moment};
use crate::error::Result;
use crate::visibility::Circle;
use diesel::prelude::*;

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

/// Writes a new resolution.
pub fn insert_resolution(tx: &mut Tx<'_>, resolution: &Resolution) -> Result<()> {
    diesel::insert_into(resolutions::table).values(resolution).execute(&mut **tx)?;
    Ok(())
}

/// Writes a new order.
pub fn insert(tx: &mut Tx<'_>, order: &Order) -> Result<()> {
    diesel::insert_into(orders::table).values(order).execute(&mut **tx)?;
    Ok(())
}
