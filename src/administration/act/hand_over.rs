//! What passes on when a body or a department is merged into another: what it had still to do. What it did stays its own.
//! Each thing that passes on has an event of its own.
use crate::administration::{put, store};
use crate::app::Tx;
use crate::consultations;
use crate::council::{Council, MailRow};
use crate::error::Result;
use crate::events::{self, Detail, NewEvent, Register};
use crate::meetings;
use crate::orders;
use crate::organizations::Organization;
use crate::papers::{self, Paper};
use crate::procedure::{Action, ConsultationState};
use crate::visibility::Circle;
use chrono::NaiveDate;

/// Everything that `from` had still to do on its last day, `into` does from the next on.
pub(super) fn all(
    tx: &mut Tx<'_>,
    council: &Council,
    from: &Organization,
    into: &Organization,
    last_day: NaiveDate,
) -> Result<()> {
    let by = put::in_whose_name(tx, council)?;
    let register =
        Register { organization: Some(from.name.clone()), successor: Some(into.name.clone()), ..Register::default() };
    let detail = Detail { by, register: Some(Box::new(register)), ..Detail::default() };
    consultations_of(tx, council, from, into, last_day, &detail)?;
    papers_of(tx, council, from, into, &detail)?;
    orders_of(tx, council, from, into, &detail.by)
}

/// What waits for a sitting, and what lies on the agenda of one that the merged body does not hold any more. What lies on
/// the agenda of a sitting that it held waits there for the result.
fn consultations_of(
    tx: &mut Tx<'_>,
    council: &Council,
    from: &Organization,
    into: &Organization,
    last_day: NaiveDate,
    detail: &Detail,
) -> Result<()> {
    for consultation in consultations::store::open_of_body(tx, from.id)? {
        if consultation.state == ConsultationState::Scheduled {
            let sitting = match consultation.meeting_id {
                Some(id) => Some(meetings::store::get(tx, &council.slug, id)?.0),
                None => None,
            };
            if sitting.is_some_and(|sitting| sitting.starts_at.day(council.timezone) <= last_day) {
                continue;
            }
            let why = format!("{} → {}", from.name, into.name);
            consultations::unschedule::unschedule(tx, council, consultation.id, &why, Some(MailRow::Deferred))?;
        }
        let mut consultation = consultations::store::get(tx, &council.slug, consultation.id)?;
        consultation.organization_id = into.id;
        consultations::store::save(tx, &mut consultation)?;
        let paper = papers::store::get(tx, consultation.paper_id)?;
        let detail = Detail { role: Some(consultation.role.clone()), ..detail.clone() };
        let subject = format!("consultation:{}", consultation.id);
        let circle = paper.circle.min(consultation.circle);
        note(tx, council, &paper, "body-merged", (subject, circle), detail)?;
    }
    Ok(())
}

/// The papers for which the merged department is responsible or in which it takes part, and its drafts: with them their
/// clocks, whose debtor is the responsible department.
fn papers_of(
    tx: &mut Tx<'_>,
    council: &Council,
    from: &Organization,
    into: &Organization,
    detail: &Detail,
) -> Result<()> {
    for mut paper in store::unfinished_of(tx, from.id)? {
        let expected = paper.version;
        if paper.responsible_id == Some(from.id) {
            paper.responsible_id = Some(into.id);
        }
        if paper.author_id == from.id {
            paper.author_id = into.id;
        }
        store::pass_parts(tx, &paper, from.id, into.id)?;
        paper.version += 1;
        paper.updated_at = tx.now;
        let detail = Detail { department: Some(into.name.clone()), ..detail.clone() };
        let subject = format!("paper:{}", paper.id);
        let circle = paper.circle;
        paper.last_event = note(tx, council, &paper, "department-merged", (subject, circle), detail)?;
        papers::store::save(tx, &paper, expected)?;
    }
    Ok(())
}

/// The orders that the merged department has still to carry out; it is told as when an order is moved by hand.
fn orders_of(tx: &mut Tx<'_>, council: &Council, from: &Organization, into: &Organization, by: &str) -> Result<()> {
    for mut order in orders::store::open(tx, &council.slug)? {
        if order.owner_id != Some(from.id) {
            continue;
        }
        let paper = papers::store::get(tx, order.paper_id)?;
        let was = order.was();
        order.owner_id = Some(into.id);
        orders::store::save(tx, &mut order)?;
        let detail = Detail {
            mail: council.orders.actions.get(&Action::Move).and_then(|step| step.mail),
            by: by.to_owned(),
            order: Some(order.content.clone()),
            order_from: Some(order.state),
            order_to: Some(order.state),
            order_was: Some(Box::new(was)),
            old_owner: Some(from.name.clone()),
            department: Some(into.name.clone()),
            ..Detail::default()
        };
        let subject = format!("order:{}", order.id);
        let circle = order.circle().min(paper.circle);
        note(tx, council, &paper, Action::Move.as_str(), (subject, circle), detail)?;
    }
    Ok(())
}

fn note(
    tx: &mut Tx<'_>,
    council: &Council,
    paper: &Paper,
    action: &str,
    (subject, circle): (String, Circle),
    detail: Detail,
) -> Result<i64> {
    let detail = Detail { reference: paper.reference.clone(), ..detail };
    let event = NewEvent { action: action.to_owned(), paper_id: Some(paper.id), subject, circle, detail };
    let seq = events::append(tx, council, event)?;
    papers::store::save_derived(tx, paper.id, paper.status, seq)?;
    Ok(seq)
}
