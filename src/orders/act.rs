//! What may be done with orders. Every change is one transaction: the rule is asked, the row is written over its version,
//! the event is appended, the mails are queued.
use super::input::{OrderField, OrderInput, PartInput, fields};
use super::numbered;
use super::{Order, Report, Resolution, carry, force, store};
use crate::app::Tx;
use crate::consultations::{self, Consultation};
use crate::council::{Council, MailRow, Step};
use crate::db::types::{ConsultationId, OrderId, OrganizationId, ReportId, ResolutionId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent, Trace};
use crate::message::Message;
use crate::organizations::{self, Organization};
use crate::papers::decide::not_yours;
use crate::papers::effects;
use crate::papers::facts::Case;
use crate::papers::{self, Paper, view};
use crate::people::{Actor, Role};
use crate::procedure::{Action, Guard, OrderState, ResultClass, RoleKind, Subject, implementation, standing};
use crate::visibility::{Circle, Scope};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Records what a body has decided, and an order for each of its operative points; for the whole resolution when it has
/// none. The department that is responsible for the paper owns them; where none is, the office has to name it. One event
/// tells of all of them.
///
/// Where the people have a say in the decision, its orders wait until it binds, and nobody is told of them before. Answers
/// what was started with it, so that a correction can undo it.
///
/// To be called in the transaction that enters the result.
///
/// # Errors
/// Only what the database says.
pub fn from_decision(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    consultation: &Consultation,
    class: ResultClass,
    points: &[(i32, String)],
) -> Result<Vec<Trace>> {
    let paper = &case.paper;
    let today = tx.now.day(council.timezone);
    let decided_on = store::sat_at(tx, consultation.id)?.map_or(today, |at| at.day(council.timezone));
    let circle = store::circle_of(tx, consultation.id)?.min(paper.circle);
    let whole = || vec![(None, paper.title.clone())];
    let texts: Vec<(Option<i32>, String)> = match points {
        [] => whole(),
        points => points.iter().map(|(number, text)| (Some(*number), text.clone())).collect(),
    };
    let told: Vec<_> = texts.iter().map(numbered).collect();
    let resolution = Resolution {
        id: ResolutionId::new(),
        council: council.slug.clone(),
        paper_id: paper.id,
        consultation_id: consultation.id,
        content: told.join("\n\n"),
        decided_on,
        class,
        annulled_on: None,
        annulled_reason: String::new(),
    };
    store::insert_resolution(tx, &resolution)?;
    let waits = force::act::begin(tx, council, case, &resolution, circle)?;
    for (point, content) in texts {
        let order = Order {
            id: OrderId::new(),
            council: council.slug.clone(),
            paper_id: paper.id,
            resolution_id: Some(resolution.id),
            origin_id: None,
            point,
            folded: papers::fold(&content),
            content,
            owner_id: paper.responsible_id,
            coordinator_id: None,
            coordinated_from: None,
            due_on: None,
            due_note: String::new(),
            state: if waits.is_some() { OrderState::Waiting } else { OrderState::Ordered },
            public: circle == Circle::Public,
            reason: String::new(),
            created_on: decided_on,
            closed_on: None,
            closing_consultation_id: None,
            version: 1,
        };
        store::insert(tx, &order)?;
    }
    let department = owner_name(tx, paper.responsible_id)?;
    let detail = Detail {
        mail: waits.is_none().then_some(MailRow::Ordered),
        reference: paper.reference.clone(),
        body: Some(organizations::store::get(tx, consultation.organization_id)?.name),
        class: Some(class),
        department,
        orders: told,
        ..Detail::default()
    };
    let event = NewEvent {
        action: "ordered".to_owned(),
        paper_id: Some(paper.id),
        subject: format!("resolution:{}", resolution.id),
        circle,
        detail,
    };
    events::append(tx, council, event)?;
    Ok(waits.unwrap_or_default())
}

/// One action as it is offered to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub action: Action,
    /// Whose action it is not: then `refused` says whose it is, and pages do not show it.
    pub mine: bool,
    /// Why it cannot be taken now.
    pub refused: Option<Message>,
    pub fields: &'static [OrderField],
}

/// The actions on an order. All of them: the caller shows what it wants.
pub fn offers(council: &Council, order: &Order, actor: &Actor) -> Vec<Offer> {
    let own = standing::of_order(&actor.grants, &council.slug, order.owner_id);
    let offer = |(&action, step): (&Action, &Step)| {
        let mine = !step.by.is_disjoint(&own);
        let leads = implementation::target(action, order.state, true).is_some();
        let refused = match (mine, leads) {
            (false, _) => Some(foreign(&step.by)),
            (true, false) => Some(not_now(order.state)),
            (true, true) => None,
        };
        Offer { action, mine, refused, fields: fields(action) }
    };
    council.orders.actions.iter().map(offer).collect()
}

fn foreign(by: &BTreeSet<Role>) -> Message {
    match not_yours(by) {
        Error::Forbidden(message) => message,
        _ => Message::new("action_unknown"),
    }
}

fn not_now(state: OrderState) -> Message {
    match state {
        OrderState::Waiting => Message::new("order_waits"),
        _ => Message::new("order_not_now").with("state", state),
    }
}

/// Does an action on an order.
///
/// # Errors
/// `NotFound` for what the actor may not see; `Forbidden` for what is not the actor's to do; `Stale` when `version` is
/// not the current one; `Refused` with every reason against it.
pub fn perform(tx: &mut Tx<'_>, council: &Council, id: OrderId, action: Action, input: &OrderInput) -> Result<()> {
    if action.subject() != Subject::Order {
        return Err(Error::NotFound);
    }
    let paper = store::get(tx, &council.slug, id)?.paper_id;
    let paper = papers::store::get(tx, paper)?;
    papers::store::lock_family(tx, paper.root_id)?;
    let order = store::get(tx, &council.slug, id)?;
    let scope = Scope::of(Some(tx.actor), &council.slug);
    if !store::is_seen(tx, &scope, &order, &paper)? {
        return Err(Error::NotFound);
    }
    let step = council.orders.actions.get(&action).ok_or(Error::NotFound)?;
    let own = standing::of_order(&tx.actor.grants, &council.slug, order.owner_id);
    if step.by.is_disjoint(&own) {
        return Err(not_yours(&step.by));
    }
    let input = input.clone().checked(action);
    match input.as_ref().map(|input| input.version) {
        Ok(Some(version)) if version != order.version => return Err(Error::Stale),
        Ok(None) => {
            return Err(Error::refused(Message::new("input_required").on("version").with("field", "version")));
        }
        _ => {}
    }
    let done = input.as_ref().is_ok_and(|input| input.done == Some(true));
    let Some(to) = implementation::target(action, order.state, done) else {
        return Err(Error::refused(not_now(order.state)));
    };
    let input = input?;
    if step.guards.contains(&Guard::Reason) && input.reason().is_empty() {
        return Err(Error::refused(Message::new("guard_reason").on("reason")));
    }
    apply(tx, council, Change { order, paper, action, to, step, own }, &input)
}

/// A change that is allowed.
struct Change<'a> {
    order: Order,
    paper: Paper,
    action: Action,
    to: OrderState,
    step: &'a Step,
    own: BTreeSet<Role>,
}

fn apply(tx: &mut Tx<'_>, council: &Council, change: Change<'_>, input: &OrderInput) -> Result<()> {
    let Change { mut order, paper, action, to, step, own } = change;
    let today = tx.now.day(council.timezone);
    let (by, in_stead) = acting_for(tx, council, &order, step, &own)?;
    let mut detail = Detail {
        // Of what waits for its legal force nobody is told before there is something to do.
        mail: step.mail.filter(|_| to != OrderState::Waiting && order.state != OrderState::Waiting),
        by,
        in_stead,
        order_was: Some(Box::new(order.was())),
        reference: paper.reference.clone(),
        reason: input.reason.clone().filter(|reason| !reason.is_empty()),
        order: Some(numbered(&(order.point, order.content.clone()))),
        order_from: Some(order.state),
        order_to: Some(to),
        ..Detail::default()
    };
    match action {
        Action::Split => detail.orders = split(tx, council, &order, input)?,
        Action::Move => pass_on(tx, council, &mut order, input, &mut detail)?,
        Action::Coordinate => coordinate(tx, council, &mut order, input, &mut detail)?,
        Action::Reschedule => date(&mut order, input, &mut detail)?,
        Action::Report => report(tx, &order, input, &mut detail, today)?,
        Action::CarryOut => detail.child = Some(carry::link(tx, council, &order, input)?),
        Action::Release => detail.child = Some(carry::unlink(tx, council, &order, input)?),
        Action::Drop => {
            let decision = decision(tx, council, &order, input.decision.as_deref().unwrap_or_default())?;
            order.closing_consultation_id = Some(decision.0.id);
            detail.decision = decision.1.reference;
            detail.body = Some(organizations::store::get(tx, decision.0.organization_id)?.name);
            detail.result = decision.0.result_word;
        }
        _ => {}
    }
    if let Some(reason) = &detail.reason {
        order.reason.clone_from(reason);
    }
    order.state = to;
    if to.is_ended() {
        order.closed_on = Some(today);
    }
    store::save(tx, &mut order)?;
    let event = NewEvent {
        action: action.to_string(),
        paper_id: Some(paper.id),
        subject: format!("order:{}", order.id),
        circle: order.circle().min(paper.circle),
        detail,
    };
    let seq = events::append(tx, council, event)?;
    papers::store::save_derived(tx, paper.id, paper.status, seq)
}

/// The organisation in whose name the actor acts on an order, and whether in somebody's stead: for the owner before
/// others, by a role of one's own before one that is somebody else's.
fn acting_for(
    tx: &mut Tx<'_>,
    council: &Council,
    order: &Order,
    step: &Step,
    own: &BTreeSet<Role>,
) -> Result<(String, bool)> {
    let actor = tx.actor;
    let fits = |grant: &&crate::people::Grant| {
        grant.council == council.slug && step.by.contains(&grant.role) && own.contains(&grant.role)
    };
    let stands_in = |grant: &crate::people::Grant| actor.stands_in(grant.organization, grant.role);
    let best = actor
        .grants
        .iter()
        .filter(fits)
        .min_by_key(|grant| (Some(grant.organization) != order.owner_id, stands_in(grant)));
    let Some(grant) = best else { return Ok((String::new(), false)) };
    Ok((organizations::store::get(tx, grant.organization)?.name, stands_in(grant)))
}

/// Makes the orders into which one is split, each with its origin; answers their texts.
fn split(tx: &mut Tx<'_>, council: &Council, origin: &Order, input: &OrderInput) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for (at, part) in input.parts.iter().flatten().enumerate() {
        let owner_id = match part.owner.as_str() {
            "" => origin.owner_id,
            name => Some(department(tx, council, name, format!("owner-{at}"))?.id),
        };
        let (due_on, due_note) = part_date(origin, part);
        let order = Order {
            id: OrderId::new(),
            origin_id: Some(origin.id),
            folded: papers::fold(&part.text),
            content: part.text.clone(),
            owner_id,
            due_on,
            due_note,
            state: if origin.state == OrderState::Waiting { origin.state } else { OrderState::Ordered },
            reason: String::new(),
            closing_consultation_id: None,
            closed_on: None,
            version: 1,
            ..origin.clone()
        };
        store::insert(tx, &order)?;
        texts.push(part.text.clone());
    }
    Ok(texts)
}

/// The date of a part: its own, or that of its origin.
fn part_date(origin: &Order, part: &PartInput) -> (Option<NaiveDate>, String) {
    if part.due_on.is_none() && part.due_note.is_empty() {
        return (origin.due_on, origin.due_note.clone());
    }
    (part.due_on, part.due_note.clone())
}

/// Gives the order to another department, with another date if one is named.
fn pass_on(
    tx: &mut Tx<'_>,
    council: &Council,
    order: &mut Order,
    input: &OrderInput,
    detail: &mut Detail,
) -> Result<()> {
    let owner = department(tx, council, input.owner.as_deref().unwrap_or_default(), "owner".to_owned())?;
    let dated = input.due_on.is_some() || !input.due_note().is_empty();
    if order.owner_id == Some(owner.id) && !dated {
        return Err(Error::refused(Message::new("order_same_owner").on("owner").with("name", owner.name)));
    }
    if let Some(old) = order.owner_id.filter(|old| *old != owner.id) {
        detail.old_owner = Some(organizations::store::get(tx, old)?.name);
    }
    detail.department = Some(owner.name);
    order.owner_id = Some(owner.id);
    if dated { date(order, input, detail) } else { Ok(()) }
}

/// Names who coordinates the order from a day on, from today where none is said; nobody any more where nobody is named.
fn coordinate(
    tx: &mut Tx<'_>,
    council: &Council,
    order: &mut Order,
    input: &OrderInput,
    detail: &mut Detail,
) -> Result<()> {
    let named = match input.coordinator.as_deref().unwrap_or_default() {
        "" => None,
        name => Some(department(tx, council, name, "coordinator".to_owned())?),
    };
    let from = input.from_on.unwrap_or_else(|| tx.now.day(council.timezone));
    let (id, name) = named.map(|named| (named.id, named.name)).unzip();
    if id == order.coordinator_id && (id.is_none() || order.coordinated_from == Some(from)) {
        return Err(Error::refused(Message::new("order_same_coordinator").on("coordinator")));
    }
    if let Some(old) = order.coordinator_id.filter(|old| Some(*old) != id) {
        detail.old_coordinator = Some(organizations::store::get(tx, old)?.name);
    }
    (order.coordinator_id, order.coordinated_from) = (id, Some(from).filter(|_| id.is_some()));
    (detail.coordinator, detail.coordinated_from) = (name, Some(from));
    Ok(())
}

/// Gives the order another date, or words in its place.
fn date(order: &mut Order, input: &OrderInput, detail: &mut Detail) -> Result<()> {
    let faults = implementation::date_faults(order.due_on, input.due_on, input.due_note(), input.reason());
    if !faults.is_empty() {
        return Err(Error::Refused(faults));
    }
    detail.old_due = order.due_on.filter(|old| Some(*old) != input.due_on);
    detail.due_on = input.due_on;
    detail.due_note = input.due_note.clone();
    order.due_on = input.due_on;
    order.due_note = input.due_note().to_owned();
    Ok(())
}

fn report(tx: &mut Tx<'_>, order: &Order, input: &OrderInput, detail: &mut Detail, today: NaiveDate) -> Result<()> {
    let report = Report {
        id: ReportId::new(),
        order_id: order.id,
        reported_on: today,
        content: input.report.clone().unwrap_or_default(),
        expected_on: input.expected_on,
        proposes_done: input.done == Some(true),
        account_id: tx.actor.account,
        reporter: detail.by.clone(),
    };
    detail.report = Some(report.content.clone());
    detail.expected_on = report.expected_on;
    store::insert_report(tx, &report)
}

/// A department that exists today, or what else can own orders here, by key or id.
fn department(tx: &mut Tx<'_>, council: &Council, name: &str, field: String) -> Result<Organization> {
    let today = tx.now.day(council.timezone);
    effects::organization(tx, council, name)?
        .filter(|found| council.orders.owners.0.contains(&found.kind) && found.is_current(today))
        .ok_or_else(|| Error::refused(Message::new("department_unknown").on(field).with("name", name)))
}

/// The decision that gives an order up: a consultation by its id, or the last deciding one of a paper by its number. It
/// must decide, must not be the one that gave the order, and its paper must lie before the actor.
fn decision(tx: &mut Tx<'_>, council: &Council, order: &Order, name: &str) -> Result<(Consultation, Paper)> {
    let unknown = || Error::refused(Message::new("order_decision_unknown").on("decision").with("name", name));
    let candidates = match name.parse::<ConsultationId>() {
        Ok(id) => match consultations::store::get(tx, &council.slug, id) {
            Ok(consultation) => vec![consultation],
            Err(Error::NotFound) => return Err(unknown()),
            Err(other) => return Err(other),
        },
        Err(_) => match papers::store::find(tx, &council.slug, name) {
            Ok(paper) => consultations::store::of_paper(tx, paper.id)?,
            Err(Error::NotFound) => return Err(unknown()),
            Err(other) => return Err(other),
        },
    };
    let first = candidates.first().ok_or_else(unknown)?;
    let paper = papers::store::get(tx, first.paper_id)?;
    let scope = Scope::of(Some(tx.actor), &council.slug);
    if !view::is_seen(tx, &scope, &paper)? {
        return Err(unknown());
    }
    let given_by = store::decided_by(tx, order)?;
    let decides = |consultation: &Consultation| {
        let role = council.roles.get(&consultation.role).map_or(RoleKind::Information, |role| role.kind);
        consultation.result_class.is_some_and(|class| implementation::drops(class, role))
            && Some(consultation.id) != given_by
    };
    let found = candidates.into_iter().rev().find(decides);
    let found =
        found.ok_or_else(|| Error::refused(Message::new("order_decision_needed").on("decision").with("name", name)))?;
    Ok((found, paper))
}

/// Whose order it is, by name; `None` while nobody owns it.
fn owner_name(tx: &mut Tx<'_>, owner: Option<OrganizationId>) -> Result<Option<String>> {
    owner.map(|id| Ok(organizations::store::get(tx, id)?.name)).transpose()
}
