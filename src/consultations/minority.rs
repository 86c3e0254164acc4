//! A minority's right: so many of those present can demand that a matter waits or goes back, against the majority; where
//! the council's rule says so, once only on the same matter in the same body (procedure.md §1.5, T12).
use super::votes::{self, Vote};
use super::{Consultation, store};
use crate::app::Tx;
use crate::council::{Council, Of, ResultWord};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::procedure::ConsultationState;

/// Whether the demand was strong enough. The vote on the whole says who demanded it (yes) and how many were present; a
/// majority needs no such right, and where nobody asked for a vote all agreed.
///
/// # Errors
/// Fewer than the share of those present; a second demand where one is the most.
pub fn check(
    tx: &mut Tx<'_>,
    council: &Council,
    consultation: &Consultation,
    result: &ResultWord,
    taken: &votes::act::Taken,
) -> Result<()> {
    let whole = taken.votes().find(|vote| vote.is_of_the_whole());
    let (Some(right), Some(vote)) = (result.minority, whole) else { return Ok(()) };
    // A majority of those who vote needs no right of the few; it can be less than a share of all members.
    if right.of == Of::Present && vote.accepted {
        return Ok(());
    }
    let counted = match right.of {
        Of::Present => vote.present,
        Of::Members => members(tx, consultation)?.unwrap_or(vote.present),
    };
    let said = |key: &'static str| {
        Message::new(key)
            .on("votes")
            .with("result", result.label.say(council.language()))
            .with("demanded", vote.yes)
            .with("present", vote.present)
    };
    if !right.is_reached(vote.yes, counted) {
        let [part, whole] = right.share;
        if right.of == Of::Members {
            let share = format!("{part}/{whole}");
            return Err(Error::refused(said("minority_of_members").with("share", share).with("members", counted)));
        }
        return Err(Error::refused(said("minority_too_small").with("share", format!("{part}/{whole}"))));
    }
    if right.once && demanded_before(tx, council, consultation)? {
        return Err(Error::refused(said("minority_once").with("no", vote.no)));
    }
    Ok(())
}

/// How many members the body has by law, or else on the day; `None` where neither is known.
fn members(tx: &mut Tx<'_>, consultation: &Consultation) -> Result<Option<i32>> {
    if let Some(seats) = votes::store::seats(tx, consultation.organization_id)? {
        return Ok(Some(seats));
    }
    let today = tx.now.0.date_naive();
    let seated = votes::store::voting_members(tx, consultation.organization_id, today)?.len();
    Ok(i32::try_from(seated).ok().filter(|seated| *seated > 0))
}

/// Whether a minority of the same body had the matter wait or go back before.
fn demanded_before(tx: &mut Tx<'_>, council: &Council, consultation: &Consultation) -> Result<bool> {
    let by_right = |other: &Consultation| {
        let word = other.result_word.as_ref().and_then(|word| council.results.get(word));
        word.and_then(|word| word.minority).is_some_and(|right| right.once)
    };
    let earlier: Vec<_> = store::of_paper(tx, consultation.paper_id)?
        .into_iter()
        .filter(|other| other.id != consultation.id && other.organization_id == consultation.organization_id)
        .filter(|other| other.state == ConsultationState::Concluded && by_right(other))
        .map(|other| other.id)
        .collect();
    let votes = votes::store::of_consultations(tx, &earlier)?;
    Ok(votes.iter().any(|vote: &Vote| vote.is_of_the_whole() && !vote.accepted))
}
