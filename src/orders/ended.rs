//! A body has written off what was committed to the executive: what was to be done for that is given up by the decision. A
//! correction of the decision lets it be done again (`annul::given_up_by`).
use super::store;
use crate::app::Tx;
use crate::consultations::Consultation;
use crate::council::Council;
use crate::error::Result;
use crate::events::{self, Detail, NewEvent};
use crate::organizations;
use crate::papers::{self, Paper};
use crate::procedure::{Action, OrderState, ResultClass};

/// Gives up the open orders that a commitment of this paper had made.
pub fn by_writing_off(tx: &mut Tx<'_>, council: &Council, paper: &Paper, consultation: &Consultation) -> Result<()> {
    let today = tx.now.day(council.timezone);
    let committed: Vec<_> = store::resolutions(tx, paper.id)?
        .into_iter()
        .filter(|(resolution, ..)| resolution.class == ResultClass::Commit)
        .map(|(resolution, ..)| resolution.id)
        .collect();
    let open: Vec<_> = store::of_paper(tx, paper.id)?
        .into_iter()
        .filter(|order| order.state.is_open() && order.resolution_id.is_some_and(|id| committed.contains(&id)))
        .collect();
    for mut order in open {
        let (from, was) = (order.state, order.was());
        order.state = OrderState::Dropped;
        order.closed_on = Some(today);
        order.closing_consultation_id = Some(consultation.id);
        store::save(tx, &mut order)?;
        let detail = Detail {
            reference: paper.reference.clone(),
            decision: paper.reference.clone(),
            body: Some(organizations::store::get(tx, consultation.organization_id)?.name),
            result: consultation.result_word.clone(),
            order: Some(order.content.clone()),
            order_from: Some(from),
            order_to: Some(order.state),
            order_was: Some(Box::new(was)),
            ..Detail::default()
        };
        let event = NewEvent {
            action: Action::Drop.to_string(),
            paper_id: Some(paper.id),
            subject: format!("order:{}", order.id),
            circle: order.circle().min(paper.circle),
            detail,
        };
        let seq = events::append(tx, council, event)?;
        papers::store::save_derived(tx, paper.id, paper.status, seq)?;
    }
    Ok(())
}
