//! A second person decides on the correction of how the people voted: the decision stands as they really voted, and its
//! orders with it.
use super::input::ForceInput;
use super::{act, propose, store};
use crate::app::Tx;
use crate::consultations::correct::{Correction, second};
use crate::council::{Council, MailRow};
use crate::db::types::{PaperId, ResolutionId};
use crate::error::{Error, Result};
use crate::events::{self, Detail};
use crate::message::Message;
use crate::orders::{self, Order};
use crate::papers::Paper;
use crate::papers::decide::not_yours;
use crate::procedure::force::{self, Step as Way};
use crate::procedure::{ForceAction, LegalForce, OrderState};

/// What told how the people voted.
const TOLD: [&str; 3] = ["vote-accepted", "vote-rejected", "vote-corrected"];

/// Confirms or rejects the correction.
///
/// # Errors
/// `Forbidden` for whoever proposed it or may not correct; `Stale` when somebody was faster; `Refused` when it is decided
/// already, or the decision does not rest on a vote any more.
pub fn decide(
    tx: &mut Tx<'_>,
    council: &Council,
    paper: Paper,
    mut correction: Correction,
    id: ResolutionId,
    (confirmed, version): (bool, Option<i32>),
) -> Result<PaperId> {
    let rules = council.referendum.as_ref().ok_or(Error::NotFound)?;
    let step = rules.actions.get(&ForceAction::CorrectVote).ok_or(Error::NotFound)?;
    if !act::is_mine(council, step, tx.actor) {
        return Err(not_yours(&step.by));
    }
    second::decided(tx, &mut correction, confirmed, version)?;
    let by = act::acting_for(tx, council, step)?;
    let reason = Some(correction.reason.clone());
    let subject = correction.subject.clone();
    if !confirmed {
        let detail = Detail { by, reason, ..Detail::default() };
        return propose::inside(tx, council, &paper, subject, "reject-correction", detail);
    }
    let input: ForceInput = serde_json::from_str(&correction.proposal)?;
    let gone = || Error::refused(Message::new("force_not_voted"));
    let (Some(voted_on), Some(yes), Some(no)) = (input.voted_on, input.yes, input.no) else { return Err(gone()) };
    let (mut referendum, _) = store::of_resolution(tx, id)?.ok_or(Error::NotFound)?;
    let way = Way::Correct { accepted: force::is_accepted(yes, no) };
    let voted = referendum.voted_on.is_some();
    referendum.state = force::target(way, referendum.state, referendum.vote, voted).ok_or_else(gone)?;
    referendum.voted_on = Some(voted_on);
    referendum.yes = i32::try_from(yes).ok();
    referendum.no = i32::try_from(no).ok();
    referendum.settled_on = Some(voted_on);
    store::save(tx, &mut referendum)?;
    let resolution = store::resolution(tx, &council.slug, id)?;
    let circle = orders::store::circle_of(tx, resolution.consultation_id)?.min(paper.circle);
    for order in orders::store::of_resolution(tx, id)? {
        follow(tx, council, &paper, order, referendum.state)?;
    }
    // Whoever was told the wrong outcome is told the right one.
    let wrong = events::store::last_of(tx, &council.slug, &subject, &TOLD)?;
    let detail = Detail {
        mail: wrong.as_ref().map(|_| MailRow::Corrected),
        corrects: wrong.map(|event| event.seq),
        by,
        reason,
        ..Detail::default()
    };
    act::record(tx, council, paper, &referendum, "vote-corrected", circle, detail)
}

/// An order that fell with the wrong outcome is to be carried out after all, and one that the people rejected is not.
fn follow(tx: &mut Tx<'_>, council: &Council, paper: &Paper, order: Order, state: LegalForce) -> Result<()> {
    match state {
        LegalForce::Binding if order.state == OrderState::Dropped => {
            let subject = format!("order:{}", order.id);
            let ended = events::store::last_of(tx, &council.slug, &subject, &["order-fell", "order-annulled", "drop"])?;
            if ended.is_some_and(|event| event.action == "order-fell") {
                let begun = !orders::store::reports(tx, order.id)?.is_empty();
                let to = if begun { OrderState::InProgress } else { OrderState::Ordered };
                act::turn(tx, council, paper, order, to, "order-active")?;
            }
            Ok(())
        }
        LegalForce::Rejected if order.state.is_open() => {
            act::turn(tx, council, paper, order, OrderState::Dropped, "order-fell")
        }
        _ => Ok(()),
    }
}
