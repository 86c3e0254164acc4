//! A decision had been entered wrongly (T26): its resolution holds no longer, its orders fall away, and what it had given
//! up is to be done again. Each by an event of its own; who was told the wrong thing is told this.
use super::{Order, force, numbered, store};
use crate::app::Tx;
use crate::consultations::Consultation;
use crate::council::{Council, MailRow};
use crate::db::types::ConsultationId;
use crate::error::Result;
use crate::events::{self, Detail, NewEvent};
use crate::organizations;
use crate::papers::{self, Paper};
use crate::procedure::OrderState;

/// Annuls what was recorded as decided in this consultation, with its orders. To be called in the transaction that
/// corrects the result.
///
/// # Errors
/// Only what the database says.
pub fn of_decision(
    tx: &mut Tx<'_>,
    council: &Council,
    paper: &Paper,
    consultation: &Consultation,
    by: &str,
    reason: &str,
) -> Result<()> {
    let today = tx.now.day(council.timezone);
    for resolution in store::standing_of(tx, consultation.id)? {
        store::annul(tx, resolution.id, today, reason)?;
        force::act::annul(tx, resolution.id)?;
        let orders = store::of_resolution(tx, resolution.id)?;
        let told: Vec<_> = orders
            .iter()
            .filter(|order| order.origin_id.is_none())
            .map(|order| numbered(&(order.point, order.content.clone())))
            .collect();
        for order in orders {
            fall_away(tx, council, paper, order, by, reason)?;
        }
        let subject = format!("resolution:{}", resolution.id);
        let wrong = events::store::last_of(tx, &council.slug, &subject, &["ordered"])?;
        let circle = wrong.as_ref().map_or(paper.circle, |wrong| wrong.circle.min(paper.circle));
        // Who was told how it came to bind is told that it does not hold.
        let told_of = events::store::of_subjects(tx, &council.slug, std::slice::from_ref(&subject))?;
        let of_force = |event: &&events::Event| event.detail.as_ref().is_some_and(|detail| detail.legal.is_some());
        let detail = Detail {
            mail: wrong.as_ref().map(|_| MailRow::Corrected),
            corrects: wrong.map(|event| event.seq),
            corrects_also: told_of.iter().filter(of_force).map(|event| event.seq).collect(),
            reference: paper.reference.clone(),
            body: Some(organizations::store::get(tx, consultation.organization_id)?.name),
            orders: told,
            by: by.to_owned(),
            reason: Some(reason.to_owned()),
            ..Detail::default()
        };
        let event = NewEvent { action: "annulled".to_owned(), paper_id: Some(paper.id), subject, circle, detail };
        let seq = events::append(tx, council, event)?;
        papers::store::save_derived(tx, paper.id, paper.status, seq)?;
    }
    Ok(())
}

/// One order of such a decision. Of the decision itself its resolution's event tells; this one tells whoever was told
/// what became of the order since then.
fn fall_away(
    tx: &mut Tx<'_>,
    council: &Council,
    paper: &Paper,
    mut order: Order,
    by: &str,
    reason: &str,
) -> Result<()> {
    let (from, was) = (order.state, order.was());
    order.state = OrderState::Dropped;
    order.closed_on = Some(tx.now.day(council.timezone));
    order.closing_consultation_id = None;
    reason.clone_into(&mut order.reason);
    store::save(tx, &mut order)?;
    let detail = Detail {
        order_from: Some(from),
        order_to: Some(order.state),
        order_was: Some(Box::new(was)),
        ..changed(&order, paper, by, reason)
    };
    tell(tx, council, paper, &order, "order-annulled", detail)
}

/// The orders that were given up with reference to this consultation's decision are to be carried out as before.
///
/// # Errors
/// Only what the database says.
pub fn given_up_by(
    tx: &mut Tx<'_>,
    council: &Council,
    consultation: ConsultationId,
    by: &str,
    reason: &str,
) -> Result<()> {
    for mut order in store::given_up_by(tx, consultation)? {
        let paper = papers::store::get(tx, order.paper_id)?;
        let subject = format!("order:{}", order.id);
        let dropped = events::store::last_of(tx, &council.slug, &subject, &["drop"])?;
        let before = dropped.and_then(|event| event.detail).and_then(|detail| detail.order_from);
        let was = order.was();
        order.state = before.unwrap_or(OrderState::Ordered);
        order.closed_on = None;
        order.closing_consultation_id = None;
        order.reason.clear();
        store::save(tx, &mut order)?;
        let detail = Detail {
            order_from: Some(OrderState::Dropped),
            order_to: Some(order.state),
            order_was: Some(Box::new(was)),
            due_on: order.due_on,
            ..changed(&order, &paper, by, reason)
        };
        tell(tx, council, &paper, &order, "reopened", detail)?;
    }
    Ok(())
}

fn changed(order: &Order, paper: &Paper, by: &str, reason: &str) -> Detail {
    Detail {
        by: by.to_owned(),
        reason: Some(reason.to_owned()),
        reference: paper.reference.clone(),
        order: Some(numbered(&(order.point, order.content.clone()))),
        ..Detail::default()
    }
}

/// Appends the order's event, for everybody who was told of one of its events before.
fn tell(
    tx: &mut Tx<'_>,
    council: &Council,
    paper: &Paper,
    order: &Order,
    action: &str,
    mut detail: Detail,
) -> Result<()> {
    let subject = format!("order:{}", order.id);
    let before = events::store::of_subjects(tx, &council.slug, std::slice::from_ref(&subject))?;
    let mailed = |event: &events::Event| event.detail.as_ref().is_some_and(|detail| detail.mail.is_some());
    detail.corrects_also = before.iter().filter(|event| mailed(event)).map(|event| event.seq).collect();
    detail.mail = (!detail.corrects_also.is_empty()).then_some(MailRow::Corrected);
    let event = NewEvent {
        action: action.to_owned(),
        paper_id: Some(paper.id),
        subject,
        circle: order.circle().min(paper.circle),
        detail,
    };
    let seq = events::append(tx, council, event)?;
    papers::store::save_derived(tx, paper.id, paper.status, seq)
}
