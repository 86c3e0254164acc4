//! What a correction would bring with it, told before it is confirmed: what falls away, what comes back, and what nobody
//! but a person can put right.
use super::{Correction, store, undo};
use crate::clocks;
use crate::consultations::{Consultation, store as consultations};
use crate::council::Council;
use crate::db::Db;
use crate::error::Result;
use crate::events::{self, Trace};
use crate::message::Message;
use crate::orders;
use crate::organizations;
use crate::papers::store as papers;
use crate::procedure::{ClockState, ConsultationState, OrderState, deliberation};

/// The words of the events by which a result stands or fell.
pub const ENTERED: [&str; 2] = ["enter-result", "corrected"];

/// What a correction brings with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consequences {
    /// What is undone when it is confirmed.
    pub undone: Vec<Message>,
    /// What stays as it is, and has to be looked at.
    pub stays: Vec<Message>,
}

/// Reads what would be undone by this correction.
///
/// # Errors
/// Only what the database says.
pub fn of(
    db: &mut Db,
    council: &Council,
    correction: &Correction,
    consultation: &Consultation,
) -> Result<Consequences> {
    let mut found = Consequences::default();
    let wrong = events::store::last_of(db, &council.slug, &correction.subject, &ENTERED)?;
    let traces = wrong.and_then(|event| event.detail).map(|detail| detail.traces).unwrap_or_default();
    for trace in &traces {
        of_trace(db, council, trace, &mut found)?;
    }
    of_orders(db, council, correction, consultation, &mut found)?;
    if let Some(meeting) = consultation.meeting_id
        && store::has_finished_minutes(db, meeting)?
    {
        found.stays.push(Message::new("correction_stays_minutes"));
    }
    Ok(found)
}

fn of_trace(db: &mut Db, council: &Council, trace: &Trace, found: &mut Consequences) -> Result<()> {
    let Consequences { undone, stays } = found;
    match trace {
        Trace::Planned { consultation } => {
            let (state, body) = stands(db, council, *consultation)?;
            match state {
                ConsultationState::Concluded => stays.push(Message::new("correction_followed").with("body", body)),
                _ if deliberation::is_open(state) => {
                    undone.push(Message::new("correction_undoes_planned").with("body", body));
                }
                _ => {}
            }
        }
        Trace::Cancelled { consultation, .. } => {
            let (state, body) = stands(db, council, *consultation)?;
            if state == ConsultationState::Cancelled {
                undone.push(Message::new("correction_undoes_cancelled").with("body", body));
            }
        }
        Trace::Started { clock } => {
            let clock = clocks::store::get(db, &council.slug, *clock)?;
            if clock.state == ClockState::Running {
                undone.push(Message::new("correction_undoes_started").with("due", clock.due_on));
            }
        }
        Trace::Closed { clock } => {
            let clock = clocks::store::get(db, &council.slug, *clock)?;
            if clock.fulfilled_by.is_some() {
                stays.push(Message::new("correction_stays_clock").with("due", clock.due_on));
            } else if clock.state != ClockState::Running {
                undone.push(Message::new("correction_undoes_closed").with("due", clock.due_on));
            }
        }
        Trace::Extended { old_due, .. } => {
            undone.push(Message::new("correction_undoes_extended").with("due", old_due));
        }
        Trace::Withdrawn { .. } => undone.push(Message::new("correction_undoes_withdrawn")),
        Trace::Discarded { .. } => undone.push(Message::new("correction_undoes_discarded")),
        Trace::Settled { paper } => {
            let paper = papers::get(db, *paper)?;
            undone.push(Message::new("correction_undoes_settled").with("number", paper.reference.unwrap_or_default()));
        }
        Trace::Converted { reference, .. } => {
            undone.push(Message::new("correction_undoes_converted").with("number", reference));
        }
    }
    Ok(())
}

/// How a consultation stands, and in which body.
fn stands(db: &mut Db, council: &Council, id: crate::db::types::ConsultationId) -> Result<(ConsultationState, String)> {
    let consultation = consultations::get(db, &council.slug, id)?;
    Ok((consultation.state, organizations::store::get(db, consultation.organization_id)?.name))
}

fn of_orders(
    db: &mut Db,
    council: &Council,
    correction: &Correction,
    consultation: &Consultation,
    found: &mut Consequences,
) -> Result<()> {
    let mut orders = Vec::new();
    for resolution in orders::store::standing_of(db, consultation.id)? {
        orders.extend(orders::store::of_resolution(db, resolution.id)?);
    }
    orders.retain(|order| order.state != OrderState::Split);
    if !orders.is_empty() {
        found.undone.push(Message::new("correction_undoes_orders").with("count", orders.len()));
    }
    let begun = orders.iter().filter(|order| !matches!(order.state, OrderState::Waiting | OrderState::Ordered)).count();
    if begun > 0 {
        // What a department has done meanwhile cannot be taken back by a program.
        found.stays.push(Message::new("correction_stays_begun").with("count", begun));
    }
    let dropped = orders::store::given_up_by(db, consultation.id)?.len();
    if dropped > 0 {
        let keeps = undo::gives_up(council, &consultation.role, correction.input()?.result.as_deref());
        let count = |key| Message::new(key).with("count", dropped);
        match keeps {
            true => found.stays.push(count("correction_stays_dropped")),
            false => found.undone.push(count("correction_undoes_dropped")),
        }
    }
    Ok(())
}
