//! Questions that are split among several departments: the responsible one leads and signs, each other one answers its
//! own questions in the lead's draft and says when its part is ready.
use super::facts::Case;
use super::input::Input;
use super::{Part, effects, store};
use crate::app::Tx;
use crate::council::Council;
use crate::db::types::OrganizationId;
use crate::error::{Error, Result};
use crate::events::Detail;
use crate::message::Message;
use crate::organizations::OrganizationKind;
use crate::people::{Actor, Role};
use std::collections::BTreeSet;

/// Says which department answers which question. A question of the responsible department itself has no row.
///
/// # Errors
/// Refused for a question that the paper does not ask or that is answered, and for a department that does not exist.
pub fn assign(tx: &mut Tx<'_>, council: &Council, case: &Case, input: &Input, detail: &mut Detail) -> Result<()> {
    let today = tx.now.day(council.timezone);
    let answered = store::answered(tx, case.paper.id)?;
    let mut faults = Vec::new();
    let mut assigned = Vec::new();
    for wanted in input.assignments.iter().flatten() {
        let Some(question) = case.questions.iter().find(|question| question.number == wanted.question) else {
            faults.push(Message::new("answer_to_no_question").on("assignments").with("number", wanted.question));
            continue;
        };
        let name = wanted.department.trim();
        let department = effects::organization(tx, council, name)?
            .filter(|department| department.kind == OrganizationKind::Department && department.is_current(today));
        if department.is_none() && !name.is_empty() {
            faults.push(Message::new("department_unknown").on("assignments").with("name", name));
            continue;
        }
        let to = department.map(|department| department.id).filter(|id| Some(*id) != case.paper.responsible_id);
        let now = case.parts.iter().find(|part| part.question_id == question.id).map(|part| part.organization_id);
        if to == now {
            continue;
        }
        if answered.contains(&question.id) {
            faults.push(Message::new("part_answered").on("assignments").with("number", wanted.question));
        }
        assigned.push((question, to));
    }
    if !faults.is_empty() {
        return Err(Error::Refused(faults));
    }
    if assigned.is_empty() {
        return Err(Error::refused(Message::new("part_unchanged").on("assignments")));
    }
    for (question, to) in &assigned {
        store::assign(tx, question.id, *to)?;
        detail.questions.push(question.number);
    }
    let parts = store::parts(tx, case.paper.id)?;
    let departments: BTreeSet<OrganizationId> = parts.iter().map(|part| part.organization_id).collect();
    store::set_departments(tx, case.paper.id, &departments)?;
    for draft in case.drafts(council) {
        store::set_departments(tx, draft.id, &departments)?;
    }
    let mut names: Vec<_> = parts
        .into_iter()
        .filter(|part| detail.questions.contains(&part.number))
        .map(|part| format!("{}: {}", part.number, part.department))
        .collect();
    names.dedup();
    detail.parts = names;
    Ok(())
}

/// The departments that a new draft answers with: those that take part in what it answers. Their parts begin anew.
pub fn inherit(tx: &mut Tx<'_>, draft: &Case) -> Result<()> {
    let departments = draft.parts.iter().map(|part| part.organization_id).collect();
    store::set_departments(tx, draft.paper.id, &departments)?;
    for part in &draft.parts {
        store::mark(tx, part.question_id, None)?;
    }
    Ok(())
}

/// The parts that the actor drafts or signs for, where the actor only takes part; `None` for everybody else: the lead,
/// or the author of what is no answer.
pub fn own<'a>(case: &'a Case, actor: &Actor) -> Option<Vec<&'a Part>> {
    let works_for = |organization: OrganizationId| {
        let works = |role| actor.has_for(organization, role);
        works(Role::Drafter) || works(Role::Head)
    };
    if works_for(case.paper.author_id) || case.paper.responsible_id.is_some_and(works_for) {
        return None;
    }
    if !case.others.departments.iter().any(|department| works_for(*department)) {
        return None;
    }
    Some(case.parts.iter().filter(|part| works_for(part.organization_id)).collect())
}

/// Whether somebody who only takes part may write this: the answers to the own questions, and nothing else.
///
/// # Errors
/// Refused with every field and question that is the lead's or another department's.
pub fn check_edit(case: &Case, actor: &Actor, input: &Input) -> Result<()> {
    let Some(own) = own(case, actor) else { return Ok(()) };
    let mut faults = Vec::new();
    let lead = [("title", &input.title), ("occasion", &input.occasion), ("facts", &input.facts)];
    for (field, value) in lead {
        if value.is_some() {
            faults.push(Message::new("part_of_lead").on(field).with("field", field));
        }
    }
    for answer in input.answers.iter().flatten() {
        if !own.iter().any(|part| part.number == answer.question) {
            faults.push(Message::new("part_of_others").on("answers").with("number", answer.question));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Refused(faults)) }
}

/// Why the actor's part cannot be handed in now; `None` when it can.
pub fn refusal(case: &Case, actor: &Actor) -> Option<Message> {
    let own = own(case, actor).unwrap_or_default();
    if own.is_empty() {
        return Some(Message::new("part_none"));
    }
    let unanswered = case.unanswered();
    let missing: Vec<_> = own.iter().map(|part| part.number).filter(|number| unanswered.contains(number)).collect();
    if !missing.is_empty() {
        let numbers: Vec<_> = missing.iter().map(ToString::to_string).collect();
        let (numbers, count) = (numbers.join(", "), numbers.len());
        return Some(Message::new("guard_answered").on("answers").with("numbers", numbers).with("count", count));
    }
    own.iter().all(|part| part.contributed_at.is_some()).then(|| Message::new("part_contributed"))
}

/// Notes that the actor's part is ready.
pub fn contribute(tx: &mut Tx<'_>, case: &Case, detail: &mut Detail) -> Result<()> {
    let own: Vec<Part> = own(case, tx.actor).unwrap_or_default().into_iter().cloned().collect();
    for part in own {
        store::mark(tx, part.question_id, Some(tx.now))?;
        detail.questions.push(part.number);
        detail.by = part.department;
    }
    Ok(())
}

/// The parts of other departments that are neither handed in nor answered: `3 (06 Dezernat Stadtentwicklung und Bau)`.
pub fn missing(case: &Case) -> Vec<String> {
    let unanswered = case.unanswered();
    let open = case.parts.iter().filter(|part| part.contributed_at.is_none() && unanswered.contains(&part.number));
    open.map(|part| format!("{} ({})", part.number, part.department)).collect()
}
