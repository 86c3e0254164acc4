//! What may be done with papers. Every change is one transaction: the rule is asked, the state is written over its
//! version, the event is appended, the follow-ups are queued.
use super::effects;
use super::facts::Case;
use super::input::{Input, Shape, URGENCY};
use super::{asker, children, further, numbering, parts, proof, reserved, store, takeover};
use crate::app::Tx;
use crate::consultations;
use crate::council::{Council, Kind};
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use crate::organizations::store::Organization;
use crate::organizations::{self, OrganizationKind};
use crate::procedure::{Action, Effect, Relation, Subject, entry, publication};
use crate::visibility::Circle;

pub use super::children::create;
pub use super::decide::{not_now, not_yours};
pub use super::drafting::NewPaper;
use super::drafting::type_in;

/// Does an action on a paper and returns the id of the paper to go on with (the draft, for `draft-answer`).
///
/// # Errors
/// `NotFound` for what the actor may not see; `Forbidden` for what is not the actor's to do; `Stale` when `version` is
/// not the current one; `Refused` with every guard that does not hold.
pub fn perform(tx: &mut Tx<'_>, council: &Council, id: PaperId, action: Action, input: &Input) -> Result<PaperId> {
    let paper = store::get(tx, id)?;
    if paper.council != council.slug || action.subject() != Subject::Paper {
        return Err(Error::NotFound);
    }
    store::lock_family(tx, paper.root_id)?;
    let paper = store::get(tx, id)?;
    let case = Case::load(tx, council, paper)?;
    if !case.is_seen_by(tx.actor) {
        return Err(Error::NotFound);
    }
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let input = input.clone().checked(action, Shape::from(kind));
    let typed = input.as_ref().ok();
    let decision = match case.decide(council, kind, tx.actor, action, typed) {
        Err(entry::Refusal::Unknown) if action == Action::Plan => {
            // Said, and not denied: no body ever deals with papers of this kind (a written inquiry in Switzerland).
            return Err(Error::refused(Message::new("paper_never_consulted").with("label", kind.label.packed())));
        }
        Err(entry::Refusal::Unknown) => return Err(Error::NotFound),
        Err(entry::Refusal::NotYours(by)) => return Err(not_yours(&by)),
        _ if typed.is_some_and(|input| input.version.is_some_and(|version| version != case.paper.version)) => {
            return Err(Error::Stale);
        }
        Err(entry::Refusal::NotNow(state)) => return Err(not_now(state)),
        Err(entry::Refusal::Unmet(messages)) => return Err(Error::Refused(messages)),
        Ok(decision) => decision,
    };
    let input = input?;
    if input.version.is_none() {
        return Err(Error::refused(Message::new("input_required").on("version").with("field", "version")));
    }
    changes_nothing_that_waits(tx, council, kind, &case, action)?;
    if matches!(action, Action::DraftAnswer | Action::DraftChild) {
        let (code, organization) = (input.kind.as_deref(), input.organization.as_deref());
        return children::below(tx, council, case.paper, input.version, code, organization, &Input::default());
    }
    apply(tx, council, kind, case, action, &decision, &input)
}

/// What a body had wait stays as it is: nothing that changes it, or is added to it, comes into business. Amendments do, as
/// they are moved in the debate.
fn changes_nothing_that_waits(
    tx: &mut Tx<'_>,
    council: &Council,
    kind: &Kind,
    case: &Case,
    action: Action,
) -> Result<()> {
    let comes = matches!(action, Action::Admit | Action::Issue);
    let changes = match kind.relation {
        Some(Relation::Amends) => action == Action::Accept,
        Some(Relation::Replaces | Relation::ReportsOn | Relation::OpinesOn | Relation::Proposes) => comes,
        Some(Relation::Answers) | None => false,
    };
    match case.paper.parent_id.filter(|_| changes) {
        Some(parent) => consultations::lock::check(tx, council, parent),
        None => Ok(()),
    }
}

fn apply(
    tx: &mut Tx<'_>,
    council: &Council,
    kind: &Kind,
    mut case: Case,
    action: Action,
    decision: &entry::Decision,
    input: &Input,
) -> Result<PaperId> {
    let before = case.paper.clone();
    let today = tx.now.day(council.timezone);
    let mut detail = Detail { from: Some(before.status), reason: input.reason.clone(), ..Detail::default() };
    detail.by = acting_for(tx, council, &case, action, kind)?;
    detail.in_stead = in_stead(tx, council, &case, action, kind);
    case.paper.entry = decision.to;
    match action {
        Action::Edit => {
            parts::check_edit(&case, tx.actor, input)?;
            type_in(tx, kind, &mut case.paper, &case.questions, input)?;
            asker::show(council, kind, &mut case.paper);
        }
        Action::AssignQuestions => parts::assign(tx, council, &case, input, &mut detail)?,
        Action::Contribute => parts::contribute(tx, &case, &mut detail)?,
        Action::TakeOver => takeover::act(tx, council, &mut case, input, &mut detail)?,
        Action::Invite => detail.people = effects::invite(tx, council, &case.paper, input)?,
        Action::Cosign => detail.people = effects::cosign(tx, &case.paper)?,
        Action::Submit => case.paper.submitted_on = Some(today),
        Action::Admit | Action::Assign => {
            let department = named_department(tx, council, input)?;
            detail.department = Some(department.name.clone());
            case.paper.responsible_id = Some(department.id);
            if let Some(involved) = &input.involved {
                let mut named = std::collections::BTreeMap::new();
                for name in involved {
                    let department = department_called(tx, council, name, "involved")?;
                    named.insert(department.id, department.name);
                }
                named.remove(&department.id);
                store::name_departments(tx, case.paper.id, &named.keys().copied().collect())?;
                detail.involved = named.into_values().collect();
            }
            if action == Action::Admit && input.urgent == Some(true) {
                case.paper.extra.urgent = Some(urgency(&case)?);
            }
        }
        Action::HandBack => case.paper.responsible_id = None,
        Action::FollowUp => further::ask(tx, council, kind, &case, input, &mut detail)?,
        Action::Plan => detail.body = Some(effects::plan(tx, council, &case, input)?),
        Action::Issue => {
            case.paper.issued_on = Some(today);
            effects::present_to_executive(tx, council, kind, &mut case.paper)?;
        }
        Action::Accept => case.paper.extra.accepted_on = Some(today),
        Action::Reserve => detail.reserved = Some(reserved::reserve(tx, council, &case, input)?),
        Action::GiveUp => detail.reserved = Some(reserved::give_up(tx, council, &case, input)?),
        Action::Withdraw => detail.reserved = reserved::give_all_up(tx, &case)?,
        _ => {}
    }
    if action == Action::Admit {
        case.paper.admitted_on = Some(today);
    }
    let mut case = Case::load(tx, council, case.paper)?;
    for effect in &decision.effects {
        match effect {
            Effect::Number => numbering::number(tx, council, &mut case.paper)?,
            Effect::PlanPath => effects::plan_path(tx, council, kind, &case.paper)?,
            Effect::StartClock => detail.due_on = effects::start_clock(tx, council, kind, &case.paper)?,
            Effect::FreezeVersion => {
                case.paper.text_version += 1;
                detail.text_version = Some(case.paper.text_version);
                store::freeze(tx, case.paper.id, case.paper.text_version, &case.content(council)?)?;
            }
            Effect::VoidSignatures => store::void_signatures(tx, case.paper.id)?,
            Effect::LapseClocks => effects::lapse_clocks(tx, council, &case)?,
            Effect::CancelConsultations => effects::cancel_consultations(tx, &case)?,
            Effect::DiscardDrafts => drop(effects::discard_drafts(tx, council, &case, input.reason())?),
            Effect::SettleAmendments => drop(effects::settle_amendments(tx, council, &case)?),
            Effect::ReplaceText => {
                let above = case.parent.as_ref().map_or(1, |parent| parent.text_version.max(1));
                case.paper.extra.target_version = Some(above);
            }
            // On the paper above: once this one has its number.
            Effect::FulfilClock | Effect::ConcludeAnswered => {}
        }
    }
    case = Case::load(tx, council, case.paper)?;
    settle(council, kind, &mut case);
    detail.to = Some(case.paper.status);
    detail.reference = case.paper.reference.clone();
    detail.text_hash = Some(proof::text_hash(council, &case)?);
    // Of a draft that was discarded before its admission nobody is told who has not seen it.
    let was_admitted = case.paper.admitted_on.is_some() || case.paper.extra.elsewhere;
    let was_in_business = was_admitted || action != Action::Withdraw;
    // That an answer came is told as an event of the paper that asked.
    detail.mail = decision.mail.filter(|_| was_in_business && !(tells_above(kind) && action == Action::Issue));
    let circle = match action {
        Action::HandBack | Action::AssignQuestions => Circle::Administration,
        _ => before.circle.max(case.paper.circle),
    };
    case.paper.fold();
    case.paper.version = before.version + 1;
    case.paper.updated_at = tx.now;
    let event = NewEvent {
        action: action.to_string(),
        paper_id: Some(case.paper.id),
        subject: format!("paper:{}", case.paper.id),
        circle,
        detail,
    };
    case.paper.last_event = events::append(tx, council, event)?;
    store::save(tx, &case.paper, before.version)?;
    if action == Action::Issue && tells_above(kind) {
        effects::answered(tx, council, kind, &case, decision)?;
    }
    if decision.effects.contains(&Effect::ReplaceText) {
        effects::replace_text(tx, council, &case)?;
    }
    effects::carry(tx, council, &case.paper)?;
    Ok(case.paper.id)
}

/// Whether the issue of a paper of this kind is told as an event of the paper above it.
fn tells_above(kind: &Kind) -> bool {
    matches!(kind.relation, Some(Relation::Answers | Relation::OpinesOn | Relation::ReportsOn))
}

/// Why the paper cannot wait, as its author says.
///
/// # Errors
/// Refused when the author claims no urgency: there is nothing to accept.
fn urgency(case: &Case) -> Result<String> {
    match asker::text(&case.paper, URGENCY) {
        "" => Err(Error::refused(Message::new("urgent_unclaimed").on("urgent"))),
        reason => Ok(reason.to_owned()),
    }
}

/// Derives circle and status from the axes.
fn settle(council: &Council, kind: &Kind, case: &mut Case) {
    let dated = case.paper.admitted_on.is_some() || case.paper.issued_on.is_some();
    // Of a paper that was brought in nobody may know the day.
    let was_admitted = dated || case.paper.extra.elsewhere;
    case.paper.circle = publication::circle(
        kind.entry,
        case.paper.entry,
        case.paper.confidential,
        was_admitted,
        case.is_unapproved(council),
    );
    case.paper.status = case.status(council, case.paper.entry);
}

/// The name of the organisation in whose name the actor acts here.
pub(crate) fn acting_for(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    action: Action,
    kind: &Kind,
) -> Result<String> {
    match acting_grant(tx.actor, council, case, action, kind) {
        Some(grant) => Ok(organizations::store::get(tx, grant.organization)?.name),
        None => Ok(String::new()),
    }
}

/// Whether the actor does this in somebody's stead (i. V.).
pub(crate) fn in_stead(tx: &Tx<'_>, council: &Council, case: &Case, action: Action, kind: &Kind) -> bool {
    acting_grant(tx.actor, council, case, action, kind)
        .is_some_and(|grant| tx.actor.stands_in(grant.organization, grant.role))
}

/// The role by which the actor acts here: one of the paper's own organisations before others, one's own before
/// somebody else's.
fn acting_grant<'a>(
    actor: &'a crate::people::Actor,
    council: &Council,
    case: &Case,
    action: Action,
    kind: &Kind,
) -> Option<&'a crate::people::Grant> {
    let step = council.step(kind, action)?;
    let standing = case.standing(actor, None, action);
    let own = [Some(case.paper.author_id), case.paper.submitter_id, case.paper.responsible_id];
    let fitting = |grant: &&crate::people::Grant| {
        grant.council == council.slug && step.by.contains(&grant.role) && standing.contains(&grant.role)
    };
    let grants = &actor.grants;
    grants
        .iter()
        .filter(fitting)
        .find(|grant| own.contains(&Some(grant.organization)))
        .or_else(|| grants.iter().find(fitting))
}

/// The department that was named, by key or id.
fn named_department(tx: &mut Tx<'_>, council: &Council, input: &Input) -> Result<Organization> {
    department_called(tx, council, input.department.as_deref().unwrap_or_default(), "department")
}

/// The department of this key or id, typed into this field.
fn department_called(tx: &mut Tx<'_>, council: &Council, name: &str, field: &'static str) -> Result<Organization> {
    let department = effects::organization(tx, council, name)?.filter(|organization| {
        organization.kind == OrganizationKind::Department && organization.is_current(tx.now.day(council.timezone))
    });
    department.ok_or_else(|| Error::refused(Message::new("department_unknown").on(field).with("name", name)))
}
