//! What may be done now: the actions on a paper, its consultations and its clocks, with their inputs; and those that
//! may not, each with its reason.
use super::facts::Case;
use super::input::{Field, Shape, fields};
use super::{children, further};
use crate::council::{Council, Kind};
use crate::error::Error;
use crate::message::Message;
use crate::people::Actor;
use crate::procedure::{Action, Subject, entry};
use crate::{clocks::Clock, consultations::Consultation};
use chrono::NaiveDate;

/// One action as it is offered to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub action: Action,
    /// Whose action it is not: then `refused` says whose it is, and pages do not show it.
    pub mine: bool,
    /// Every reason why it cannot be taken now; empty when it can.
    pub refused: Vec<Message>,
    pub fields: Vec<Field>,
}

/// The actions on the paper itself on the day `today`, in the order of the file. All of them: the caller shows what it
/// wants.
pub fn of_paper(council: &Council, kind: &Kind, case: &Case, actor: &Actor, today: NaiveDate) -> Vec<Offer> {
    let on_paper = kind.actions.keys().filter(|action| action.subject() == Subject::Paper);
    on_paper
        .map(|&action| {
            let (mine, refused) = match case.decide(council, kind, actor, action, None) {
                Ok(_) => (true, Vec::new()),
                Err(entry::Refusal::NotYours(by)) => (false, told(crate::papers::act::not_yours(&by))),
                Err(entry::Refusal::NotNow(state)) => (true, told(crate::papers::act::not_now(state))),
                Err(entry::Refusal::Unmet(messages)) => (true, messages),
                Err(entry::Refusal::Unknown) => (false, vec![Message::new("action_unknown")]),
            };
            let late = further::late(council, kind, case, today).filter(|_| action == Action::FollowUp);
            let refused = if refused.is_empty() { late.into_iter().collect() } else { refused };
            // Whoever could begin no kind of paper here is not offered to begin one.
            let mine =
                mine && (action != Action::DraftChild || !children::kinds(council, kind, case, actor).is_empty());
            Offer { action, mine, refused, fields: fields(action, Shape::from(kind)) }
        })
        .collect()
}

/// The actions on one of its consultations.
pub fn of_consultation(
    council: &Council,
    kind: &Kind,
    case: &Case,
    consultation: &Consultation,
    actor: &Actor,
) -> Vec<Offer> {
    let refusal = |action| crate::consultations::act::refusal(council, case, consultation, action);
    others(council, kind, case, actor, Subject::Consultation, Some(consultation.organization_id), &refusal)
}

/// The actions on one of its clocks.
pub fn of_clock(council: &Council, kind: &Kind, case: &Case, clock: &Clock, actor: &Actor) -> Vec<Offer> {
    let refusal = |action| match action {
        Action::AskExtension => crate::clocks::longer::refusal(council, case, clock),
        _ => crate::clocks::act::refusal(council, clock, action).map(Error::refused),
    };
    others(council, kind, case, actor, Subject::Clock, None, &refusal)
}

fn others(
    council: &Council,
    kind: &Kind,
    case: &Case,
    actor: &Actor,
    subject: Subject,
    body: Option<crate::db::types::OrganizationId>,
    refusal: &dyn Fn(Action) -> Option<Error>,
) -> Vec<Offer> {
    let on_it = Action::ALL.iter().copied().filter(|action| action.subject() == subject);
    on_it
        .filter_map(|action| Some((action, council.step(kind, action)?)))
        .map(|(action, step)| {
            let mine = !step.by.is_disjoint(&case.standing(actor, body, action));
            let refused = if mine { refusal(action) } else { Some(crate::papers::act::not_yours(&step.by)) };
            Offer {
                action,
                mine,
                refused: refused.map(told).unwrap_or_default(),
                fields: fields(action, Shape::from(kind)),
            }
        })
        .collect()
}

fn told(error: Error) -> Vec<Message> {
    match error {
        Error::Forbidden(message) => vec![message],
        Error::Refused(messages) => messages,
        _ => Vec::new(),
    }
}
