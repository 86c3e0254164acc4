//! Whether an action on a paper may be done: what the pure rules need to know of the case, and what they say to it.
use super::facts::Case;
use super::input::Input;
use super::{Paper, further, own, parts, personal, takeover};
use crate::council::{Council, Kind};
use crate::error::Error;
use crate::message::Message;
use crate::people::{Actor, Role};
use crate::procedure::{Action, EntryState, entry};
use std::collections::BTreeSet;

/// The refusal that names who may do it.
pub fn not_yours(by: &BTreeSet<Role>) -> Error {
    let roles: Vec<_> = by.iter().map(|role| role.as_str()).collect();
    Error::Forbidden(Message::new("action_not_yours").with("roles", roles.join(", ")))
}

/// The refusal that names the state in which the paper is.
pub fn not_now(state: EntryState) -> Error {
    Error::refused(Message::new("action_not_now").with("state", state))
}

/// That the wording of papers of this kind stands, and what can be done instead.
pub fn wording_fixed(council: &Council, case: &Case) -> Message {
    let language = council.language();
    let kind = council.kind_label(&case.paper.kind, language);
    let into = council.kind(&case.paper.kind).map(|kind| &kind.converts_to);
    let into: Vec<_> = into.into_iter().flatten().map(|code| council.kind_label(code, language)).collect();
    match into.is_empty() {
        true => Message::new("wording_fixed").with("kind", kind),
        false => Message::new("wording_fixed_convert").with("kind", kind).with("into", into.join(", ")),
    }
}

impl Case {
    /// Decides an action on the paper. With `typed` the conditions on what was typed are judged too; without, they are
    /// taken as met (to say what could be done).
    pub fn decide(
        &self,
        council: &Council,
        kind: &Kind,
        actor: &Actor,
        action: Action,
        typed: Option<&Input>,
    ) -> Result<entry::Decision, entry::Refusal> {
        let unanswered = self.unanswered();
        let missing_parts = parts::missing(self);
        let invited = actor.person.is_some_and(|person| {
            self.signatures.iter().any(|signature| signature.person_id == person && signature.signed_at.is_none())
        });
        let missing = own::missing(kind, &self.paper.extra);
        let facts = entry::Facts {
            title: &self.paper.title,
            facts: &self.paper.facts,
            occasion: &self.paper.occasion,
            points: self.points.len(),
            missing: &missing,
            parent_open: self.parent.as_ref().is_some_and(Paper::is_undecided),
            target: self.has_target(),
            questions: self.questions.len(),
            signatures: self.signatures.iter().filter(|signature| signature.signed_at.is_some()).count(),
            invited,
            unanswered: &unanswered,
            open: self.is_open(council),
            reserved: !self.reserved.is_empty(),
            decided: self.is_answered(council) || self.is_decided(council),
            assigned: self.paper.responsible_id.is_some(),
            parts: &missing_parts,
            drafting: self.drafts(council).next().is_some(),
            reason: typed.map_or("-", Input::reason),
            department: typed.is_none_or(|input| input.department.is_some()),
        };
        let decision = entry::decide(kind, self.paper.entry, action, &self.standing(actor, None, action), &facts)?;
        match action {
            Action::FollowUp => {
                further::refusal(council, kind, self).map_or(Ok(decision), |why| Err(entry::Refusal::Unmet(vec![why])))
            }
            Action::TakeOver if !personal::is_personal(council, &self.paper) => Err(entry::Refusal::Unknown),
            Action::TakeOver => {
                takeover::refusal(self).map_or(Ok(decision), |why| Err(entry::Refusal::Unmet(vec![why])))
            }
            Action::Contribute => {
                parts::refusal(self, actor).map_or(Ok(decision), |why| Err(entry::Refusal::Unmet(vec![why])))
            }
            _ => Ok(decision),
        }
    }
}
