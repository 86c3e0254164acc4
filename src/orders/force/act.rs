//! What is recorded on the way of a decision to its legal force. Every change is one transaction: the rule is asked, the
//! row is written over its version, the event is appended, the mails are queued; the orders follow.
use super::input::{ForceField, ForceInput, fields};
use super::{Referendum, duty, propose, store};
use crate::app::Tx;
use crate::clocks::{self, Clock};
use crate::council::{Council, MailRow, Step};
use crate::db::types::{PaperId, ResolutionId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent, Trace};
use crate::message::Message;
use crate::orders::{self, Order, Resolution};
use crate::organizations;
use crate::papers::decide::not_yours;
use crate::papers::facts::Case;
use crate::papers::{self, Paper, effects};
use crate::people::Actor;
use crate::procedure::force::{self, Step as Way};
use crate::procedure::{ClockState, ForceAction, LegalForce, OrderState, ResultClass, obligation};
use crate::visibility::{Circle, Scope};

/// Publishes a decision on which the people have a say: the period runs in which a vote can be demanded, or they vote in
/// any case. `None` for one that binds at once.
///
/// To be called in the transaction that records the decision, before its orders are made.
///
/// # Errors
/// Only what the database says.
pub fn begin(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    resolution: &Resolution,
    circle: Circle,
) -> Result<Option<Vec<Trace>>> {
    let adopted = matches!(resolution.class, ResultClass::Adopt | ResultClass::AdoptAmended | ResultClass::AdoptPart);
    let (Some(vote), Some(rules)) = (duty(council, &case.paper).filter(|_| adopted), &council.referendum) else {
        return Ok(None);
    };
    let today = tx.now.day(council.timezone);
    let state = force::first(vote);
    let clock = if state == LegalForce::Open { Some(run(tx, council, case, &rules.clock)?) } else { None };
    let referendum = Referendum {
        resolution_id: resolution.id,
        council: council.slug.clone(),
        paper_id: case.paper.id,
        vote,
        state,
        clock_id: clock.as_ref().map(|clock| clock.id),
        published_on: today,
        requested_on: None,
        signatures: None,
        voters: None,
        voted_on: None,
        yes: None,
        no: None,
        settled_on: None,
        version: 1,
    };
    store::insert(tx, &referendum)?;
    let detail = Detail {
        reference: case.paper.reference.clone(),
        due_on: clock.as_ref().map(|clock| clock.due_on),
        legal: Some(referendum.told(council)),
        ..Detail::default()
    };
    append(tx, council, &case.paper, &referendum, "published", circle, detail)?;
    Ok(Some(clock.into_iter().map(|clock| Trace::Started { clock: clock.id }).collect()))
}

/// Starts the period, as the paper's next one of its rule.
fn run(tx: &mut Tx<'_>, council: &Council, case: &Case, rule: &str) -> Result<Clock> {
    let before = case.clocks.iter().filter(|clock| clock.rule == rule).map(|clock| clock.round).max();
    let round = before.unwrap_or(0) + 1;
    let today = tx.now.day(council.timezone);
    effects::run_clock(tx, council, &case.paper, rule, today, round)?;
    let clocks = clocks::store::of_paper(tx, case.paper.id)?;
    clocks.into_iter().find(|clock| clock.rule == rule && clock.round == round).ok_or(Error::NotFound)
}

/// One action as it is offered to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub action: ForceAction,
    /// Whose action it is not: then `refused` says whose it is, and pages do not show it.
    pub mine: bool,
    /// Why it cannot be taken now.
    pub refused: Option<Message>,
    pub fields: &'static [ForceField],
}

/// What can be recorded of a decision. All of it: the caller shows what it wants.
pub fn offers(council: &Council, referendum: &Referendum, actor: &Actor) -> Vec<Offer> {
    let offer = |(&action, step): (&ForceAction, &Step)| {
        let mine = is_mine(council, step, actor);
        let refused = match (mine, leads(referendum, action).is_some()) {
            (false, _) => foreign(step),
            (true, false) => Some(not_now(referendum, action)),
            (true, true) => None,
        };
        Offer { action, mine, refused, fields: fields(action) }
    };
    council.referendum.iter().flat_map(|rules| &rules.actions).map(offer).collect()
}

pub(super) fn is_mine(council: &Council, step: &Step, actor: &Actor) -> bool {
    step.by.iter().any(|role| actor.has(&council.slug, *role))
}

fn foreign(step: &Step) -> Option<Message> {
    match not_yours(&step.by) {
        Error::Forbidden(message) => Some(message),
        _ => None,
    }
}

/// Where the action leads, whatever is typed with it.
fn leads(referendum: &Referendum, action: ForceAction) -> Option<LegalForce> {
    let step = match action {
        ForceAction::Publish => Way::Publish,
        ForceAction::RequestVote => Way::Request,
        ForceAction::RecordVote => Way::Vote { accepted: true },
        ForceAction::CorrectVote => Way::Correct { accepted: true },
    };
    force::target(step, referendum.state, referendum.vote, referendum.voted_on.is_some())
}

/// Why the action is not possible as things stand, and what is to be done first.
fn not_now(referendum: &Referendum, action: ForceAction) -> Message {
    match (action, referendum.state) {
        (ForceAction::CorrectVote, LegalForce::Open | LegalForce::Vote | LegalForce::Binding) => {
            Message::new("force_not_voted")
        }
        (ForceAction::RecordVote, LegalForce::Open) => Message::new("force_nobody_demanded"),
        (ForceAction::RequestVote | ForceAction::Publish, LegalForce::Vote) => Message::new("force_vote_comes"),
        (_, LegalForce::Void) => Message::new("force_void"),
        _ => Message::new("force_settled"),
    }
}

/// Records something of a decision on its way to legal force, and returns its paper.
///
/// # Errors
/// `NotFound` for what the actor may not see, and for a decision that binds at once; `Forbidden` for what is not the
/// actor's to do; `Stale` when `version` is not the current one; `Refused` with every reason against it.
pub fn perform(
    tx: &mut Tx<'_>,
    council: &Council,
    id: ResolutionId,
    action: ForceAction,
    input: &ForceInput,
) -> Result<PaperId> {
    let rules = council.referendum.as_ref().ok_or(Error::NotFound)?;
    let paper = store::resolution(tx, &council.slug, id)?.paper_id;
    let paper = papers::store::get(tx, paper)?;
    papers::store::lock_family(tx, paper.root_id)?;
    let resolution = store::resolution(tx, &council.slug, id)?;
    let (mut referendum, due_on) = store::of_resolution(tx, id)?.ok_or(Error::NotFound)?;
    let circle = orders::store::circle_of(tx, resolution.consultation_id)?.min(paper.circle);
    let case = Case::load(tx, council, paper)?;
    let scope = Scope::of(Some(tx.actor), &council.slug);
    if !scope.sees_part(circle, &case.paper.exposure_to(&case.others)) {
        return Err(Error::NotFound);
    }
    let step = rules.actions.get(&action).ok_or(Error::NotFound)?;
    if !is_mine(council, step, tx.actor) {
        return Err(not_yours(&step.by));
    }
    match input.version {
        None => return Err(Error::refused(Message::new("input_required").on("version").with("field", "version"))),
        Some(version) if version != referendum.version => return Err(Error::Stale),
        Some(_) => {}
    }
    let to = leads(&referendum, action).ok_or_else(|| Error::refused(not_now(&referendum, action)))?;
    let input = input.clone().checked(action)?;
    let today = tx.now.day(council.timezone);
    let clock = referendum.clock_id.map(|clock| clocks::store::get(tx, &council.slug, clock)).transpose()?;
    let mut detail = Detail { mail: step.mail, by: acting_for(tx, council, step)?, ..Detail::default() };
    let missing = || Error::refused(Message::new("input_required").on("version").with("field", "version"));
    let told = match action {
        ForceAction::Publish => {
            let published_on = input.published_on.ok_or_else(missing)?;
            refuse(force::publication_faults(published_on, resolution.decided_on, today))?;
            let mut clock = clock.ok_or(Error::NotFound)?;
            let rule = council.clocks.get(&clock.rule).ok_or(Error::NotFound)?;
            detail.old_due = Some(clock.due_on);
            clock.started_on = published_on;
            if let Some(due_on) = obligation::due(published_on, rule.amount, rule.unit, &council.calendar) {
                clock.due_on = due_on;
            }
            detail.due_on = Some(clock.due_on);
            clocks::store::save(tx, &mut clock)?;
            referendum.published_on = published_on;
            referendum.state = to;
            "publish"
        }
        ForceAction::RequestVote => {
            let (Some(requested_on), Some(signatures), Some(voters), Some(due_on)) =
                (input.requested_on, input.signatures, input.voters, due_on)
            else {
                return Err(missing());
            };
            let period = (referendum.published_on, due_on);
            refuse(force::request_faults(rules.share, (signatures, voters), requested_on, period, today))?;
            referendum.requested_on = Some(requested_on);
            referendum.signatures = i32::try_from(signatures).ok();
            referendum.voters = i32::try_from(voters).ok();
            referendum.settled_on = None;
            referendum.state = to;
            if let Some(mut clock) = clock {
                clock.state = ClockState::Fulfilled;
                clock.closed_on = Some(requested_on);
                clocks::store::save(tx, &mut clock)?;
            }
            "request-vote"
        }
        ForceAction::RecordVote => {
            let (Some(voted_on), Some(yes), Some(no)) = (input.voted_on, input.yes, input.no) else {
                return Err(missing());
            };
            refuse(force::vote_faults(voted_on, resolution.decided_on, (yes, no), today))?;
            let accepted = force::is_accepted(yes, no);
            let way = Way::Vote { accepted };
            referendum.state = force::target(way, referendum.state, referendum.vote, false).unwrap_or(to);
            referendum.voted_on = Some(voted_on);
            referendum.yes = i32::try_from(yes).ok();
            referendum.no = i32::try_from(no).ok();
            referendum.settled_on = Some(voted_on);
            if accepted { "vote-accepted" } else { "vote-rejected" }
        }
        ForceAction::CorrectVote => {
            let (Some(voted_on), Some(yes), Some(no)) = (input.voted_on, input.yes, input.no) else {
                return Err(missing());
            };
            refuse(force::vote_faults(voted_on, resolution.decided_on, (yes, no), today))?;
            return propose::correction(tx, council, &case.paper, &referendum, input, detail.by);
        }
    };
    store::save(tx, &mut referendum)?;
    record(tx, council, case.paper, &referendum, told, circle, detail)
}

fn refuse(faults: Vec<Message>) -> Result<()> {
    if faults.is_empty() { Ok(()) } else { Err(Error::Refused(faults)) }
}

/// The organisation in whose name the actor records it.
pub(super) fn acting_for(tx: &mut Tx<'_>, council: &Council, step: &Step) -> Result<String> {
    let actor = tx.actor;
    let grant = actor.grants.iter().find(|grant| grant.council == council.slug && step.by.contains(&grant.role));
    match grant {
        Some(grant) => Ok(organizations::store::get(tx, grant.organization)?.name),
        None => Ok(String::new()),
    }
}

/// Writes down how a decision stands now: its event, its orders, and what follows for the status of its paper.
///
/// # Errors
/// Only what the database says.
pub(super) fn record(
    tx: &mut Tx<'_>,
    council: &Council,
    paper: Paper,
    referendum: &Referendum,
    action: &str,
    circle: Circle,
    detail: Detail,
) -> Result<PaperId> {
    let from = paper.status;
    let mut case = Case::load(tx, council, paper)?;
    let to = case.status(council, case.paper.entry);
    let detail = Detail {
        reference: case.paper.reference.clone(),
        legal: Some(referendum.told(council)),
        from: Some(from),
        to: Some(to),
        ..detail
    };
    case.paper.status = to;
    let seq = append(tx, council, &case.paper, referendum, action, circle, detail)?;
    papers::store::save_derived(tx, case.paper.id, to, seq)?;
    orders_follow(tx, council, &case.paper, referendum)?;
    effects::carry(tx, council, &case.paper)?;
    Ok(case.paper.id)
}

fn append(
    tx: &mut Tx<'_>,
    council: &Council,
    paper: &Paper,
    referendum: &Referendum,
    action: &str,
    circle: Circle,
    detail: Detail,
) -> Result<i64> {
    let event = NewEvent {
        action: action.to_owned(),
        paper_id: Some(paper.id),
        subject: format!("resolution:{}", referendum.resolution_id),
        circle,
        detail,
    };
    events::append(tx, council, event)
}

/// The orders of a decision go with it: they wait with it, become active when it binds, and fall with it.
fn orders_follow(tx: &mut Tx<'_>, council: &Council, paper: &Paper, referendum: &Referendum) -> Result<()> {
    for order in orders::store::of_resolution(tx, referendum.resolution_id)? {
        let waits = order.state == OrderState::Waiting;
        match referendum.state {
            LegalForce::Open | LegalForce::Vote if order.state.is_open() => {
                turn(tx, council, paper, order, OrderState::Waiting, "order-waits")?;
            }
            LegalForce::Binding if waits => {
                let begun = !orders::store::reports(tx, order.id)?.is_empty();
                let to = if begun { OrderState::InProgress } else { OrderState::Ordered };
                turn(tx, council, paper, order, to, "order-active")?;
            }
            LegalForce::Rejected if waits => turn(tx, council, paper, order, OrderState::Dropped, "order-fell")?,
            _ => {}
        }
    }
    Ok(())
}

/// One order into another state; its event tells how it stood before.
pub(super) fn turn(
    tx: &mut Tx<'_>,
    council: &Council,
    paper: &Paper,
    mut order: Order,
    to: OrderState,
    action: &str,
) -> Result<()> {
    let (from, was) = (order.state, order.was());
    order.state = to;
    order.closed_on = to.is_ended().then(|| tx.now.day(council.timezone));
    orders::store::save(tx, &mut order)?;
    let detail = Detail {
        order_from: Some(from),
        order_to: Some(to),
        order_was: Some(Box::new(was)),
        reference: paper.reference.clone(),
        order: Some(orders::numbered(&(order.point, order.content.clone()))),
        due_on: order.due_on,
        ..Detail::default()
    };
    let event = NewEvent {
        action: action.to_owned(),
        paper_id: Some(paper.id),
        subject: format!("order:{}", order.id),
        circle: order.circle().min(paper.circle),
        detail,
    };
    let seq = events::append(tx, council, event)?;
    papers::store::save_derived(tx, paper.id, paper.status, seq)
}

/// The decision itself had been entered wrongly: nothing waits for it any more. To be called in the transaction that
/// annuls it; its clock lapses by the trace of its entry.
///
/// # Errors
/// Only what the database says.
pub fn annul(tx: &mut Tx<'_>, id: ResolutionId) -> Result<()> {
    let Some((mut referendum, _)) = store::of_resolution(tx, id)? else { return Ok(()) };
    let voted = referendum.voted_on.is_some();
    if let Some(to) = force::target(Way::Annul, referendum.state, referendum.vote, voted) {
        referendum.state = to;
        store::save(tx, &mut referendum)?;
    }
    Ok(())
}

/// The row of the mail that tells how a decision stands on its way.
pub(super) const MAIL: MailRow = MailRow::LegalForce;
