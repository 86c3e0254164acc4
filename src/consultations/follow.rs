//! What follows from a result: further consultations, clocks, the end of the paper. Everything that is done leaves a
//! trace in the event, so that a correction can undo it.
use super::plan::plan;
use super::{Consultation, next, store};
use crate::app::Tx;
use crate::clocks::{self, Clock, longer};
use crate::council::{Council, Kind};
use crate::db::types::{ClockId, ConsultationId};
use crate::error::{Error, Result};
use crate::events::Trace;
use crate::message::Message;
use crate::organizations::store::Organization;
use crate::papers::facts::Case;
use crate::papers::input::Input;
use crate::papers::{effects, numbering, store as papers};
use crate::procedure::deliberation::{self, Outcome};
use crate::procedure::{ClockStart, ClockState, ConsultationState, EntryState, ResultClass, RoleKind, publication};

/// Does everything that a result leads to, save the orders.
pub fn up(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &mut Case,
    consultation: &Consultation,
    outcome: &Outcome,
    input: &Input,
) -> Result<Vec<Trace>> {
    let mut traces = Vec::new();
    if outcome.converts {
        convert(tx, council, case, input, &mut traces)?;
    }
    if outcome.refers {
        refer(tx, council, case, consultation, outcome, input, &mut traces)?;
    }
    if outcome.successor {
        let role = consultation.role.clone();
        let planned = plan(tx, council, &case.paper, consultation.organization_id, &role, Some(consultation))?;
        if let Some(period) = input.planned_for.as_deref().filter(|period| !period.is_empty()) {
            expect(tx, council, &planned, period)?;
        }
        longer::carry_on(tx, consultation.id, &planned)?;
        next::place(tx, council, consultation, std::slice::from_ref(&planned))?;
        traces.push(planned);
    }
    let role = council.roles.get(&consultation.role).map(|role| role.kind);
    if consultation.result_class == Some(ResultClass::Defer) && role == Some(RoleKind::Answer) {
        leave_to_writing(tx, council, case, consultation, &mut traces)?;
    }
    if outcome.returns {
        start_clocks(tx, council, case, ClockStart::Returned, &mut traces)?;
    }
    if outcome.commits {
        start_clocks(tx, council, case, ClockStart::Committed, &mut traces)?;
    }
    if outcome.answers {
        let answers =
            |start: ClockStart| !matches!(start, ClockStart::Returned | ClockStart::Committed) && !start.is_period();
        close_clocks(tx, council, case, ClockState::Fulfilled, answers, &mut traces)?;
    }
    let asks = council.kind(&case.paper.kind).is_some_and(Kind::asks);
    if outcome.decides && !outcome.ends && !asks && role == Some(RoleKind::Decision) {
        // What was asked for is decided: the obligation that began with the paper is met.
        let began = |start| matches!(start, ClockStart::Submission | ClockStart::Admission);
        close_clocks(tx, council, case, ClockState::Fulfilled, began, &mut traces)?;
    }
    if outcome.ends {
        cancel_others(tx, case, consultation.id, |_| true, &mut traces)?;
        // What was decided before stands: the people's time to demand a vote runs on.
        close_clocks(tx, council, case, ClockState::Lapsed, |start| !start.is_period(), &mut traces)?;
        traces.extend(effects::settle_amendments(tx, council, case)?);
    }
    if consultation.result_class == Some(ResultClass::Withdraw) {
        withdraw(tx, council, case, &mut traces)?;
    }
    Ok(traces)
}

/// Notes when a consultation that was planned is expected.
fn expect(tx: &mut Tx<'_>, council: &Council, planned: &Trace, period: &str) -> Result<()> {
    let Trace::Planned { consultation } = planned else { return Ok(()) };
    let mut consultation = store::get(tx, &council.slug, *consultation)?;
    period.clone_into(&mut consultation.planned_for);
    store::save(tx, &mut consultation)
}

/// The paper goes to the named bodies, and comes back to this one: in the same role, or, where the role only was to
/// refer it, to be decided. Where it goes for good, what else this body was to do with it falls away.
fn refer(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    consultation: &Consultation,
    outcome: &Outcome,
    input: &Input,
    traces: &mut Vec<Trace>,
) -> Result<()> {
    for referral in input.bodies.iter().flatten() {
        if !council.roles.contains_key(&referral.role) {
            let known: Vec<_> = council.roles.keys().map(String::as_str).collect();
            return Err(Error::refused(Message::new("role_unknown").on("bodies").with("roles", known.join(", "))));
        }
        let body = consulted(tx, council, &referral.body)?;
        traces.push(plan(tx, council, &case.paper, body.id, &referral.role, Some(consultation))?);
    }
    if !outcome.comes_back {
        let here = |other: &Consultation| other.organization_id == consultation.organization_id;
        return cancel_others(tx, case, consultation.id, here, traces);
    }
    let kind = |role: &str| council.roles.get(role).map(|role| role.kind);
    let mut back = consultation.role.clone();
    if kind(&back) == Some(RoleKind::Referral) {
        let waits = case.consultations.iter().any(|other| {
            other.organization_id == consultation.organization_id
                && deliberation::is_open(other.state)
                && kind(&other.role) == Some(RoleKind::Decision)
        });
        if waits {
            return Ok(());
        }
        if let Some((deciding, _)) = council.roles.iter().find(|(_, role)| role.kind == RoleKind::Decision) {
            back.clone_from(deciding);
        }
    }
    traces.push(plan(tx, council, &case.paper, consultation.organization_id, &back, Some(consultation))?);
    Ok(())
}

fn consulted(tx: &mut Tx<'_>, council: &Council, name: &str) -> Result<Organization> {
    effects::organization(tx, council, name)?
        .filter(|organization| organization.is_body())
        .ok_or_else(|| Error::refused(Message::new("body_unknown").on("bodies").with("name", name)))
}

/// Starts the council's clocks that begin with such a result.
fn start_clocks(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    starts: ClockStart,
    traces: &mut Vec<Trace>,
) -> Result<()> {
    let today = tx.now.day(council.timezone);
    let own = council.kind(&case.paper.kind).and_then(|kind| kind.committed.as_ref());
    let others = || council.kinds.values().filter_map(|kind| kind.committed.as_ref());
    let belongs = |key: &String| match own {
        _ if starts != ClockStart::Committed => true,
        Some(own) => own == key,
        // What only other kinds have is none of this one's.
        None => !others().any(|other| other == key),
    };
    for (key, _) in council.clocks.iter().filter(|(key, rule)| rule.starts == starts && belongs(key)) {
        let before = case.clocks.iter().filter(|clock| clock.rule == *key).map(|clock| clock.round).max();
        let round = before.unwrap_or(0) + 1;
        effects::run_clock(tx, council, &case.paper, key, today, round)?;
        let clocks = clocks::store::of_paper(tx, case.paper.id)?;
        let started = clocks.iter().filter(|clock| clock.rule == *key && clock.round == round);
        traces.extend(started.map(|clock| Trace::Started { clock: clock.id }));
    }
    Ok(())
}

/// Whether another body is still to decide after this one: a committee that has nothing left to do with a paper does not
/// end what the plenary decides after it.
pub fn others_decide(council: &Council, case: &Case, consultation: &Consultation) -> bool {
    let find = |id| case.consultations.iter().find(|other: &&Consultation| Some(other.id) == id);
    // What was put off stands where it stood before.
    let place = |row: &Consultation| {
        let mut position = row.position;
        let mut origin = row.origin_id;
        while let Some(before) = find(origin).filter(|before| {
            before.position < position && matches!(before.result_class, Some(ResultClass::Defer | ResultClass::Return))
        }) {
            position = before.position;
            origin = before.origin_id;
        }
        position
    };
    let own = place(consultation);
    case.consultations.iter().any(|other| {
        let decides = council.roles.get(&other.role).is_some_and(|role| role.kind == RoleKind::Decision);
        decides
            && deliberation::is_open(other.state)
            && other.organization_id != consultation.organization_id
            && place(other) > own
    })
}

/// An inquiry was left to a written answer: the kind's clock that starts with the sitting runs from its day, if it does
/// not run yet. Without it nothing would keep the paper open.
pub fn leave_to_writing(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    consultation: &Consultation,
    traces: &mut Vec<Trace>,
) -> Result<()> {
    let key = council.kind(&case.paper.kind).and_then(|kind| kind.clock.as_ref());
    let starts = |key: &String| council.clocks.get(key).is_some_and(|rule| rule.starts == ClockStart::Sitting);
    let Some(key) = key.filter(|key| starts(key)) else { return Ok(()) };
    if case.clocks.iter().any(|clock| clock.rule == *key) {
        return Ok(());
    }
    let today = tx.now.day(council.timezone);
    let sitting = match consultation.meeting_id {
        Some(meeting) => crate::meetings::store::get(tx, &council.slug, meeting)?.0.starts_at.day(council.timezone),
        None => today,
    };
    effects::run_clock(tx, council, &case.paper, key, sitting.min(today), 1)?;
    let clocks = clocks::store::of_paper(tx, case.paper.id)?;
    let started = clocks.iter().filter(|clock| clock.rule == *key);
    traces.extend(started.map(|clock| Trace::Started { clock: clock.id }));
    Ok(())
}

/// Ends the running clocks of the paper that begin with what `which` names.
pub fn close_clocks(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    state: ClockState,
    which: impl Fn(ClockStart) -> bool,
    traces: &mut Vec<Trace>,
) -> Result<()> {
    let begins = |clock: &Clock| council.clocks.get(&clock.rule).is_none_or(|rule| which(rule.starts));
    for clock in case.clocks.iter().filter(|clock| clock.state == ClockState::Running && begins(clock)) {
        let mut clock = clock.clone();
        clock.state = state;
        clock.closed_on = Some(tx.now.day(council.timezone));
        traces.push(Trace::Closed { clock: clock.id });
        clocks::store::save(tx, &mut clock)?;
    }
    Ok(())
}

/// Lets a clock run again that was closed by mistake.
pub fn reopen_clock(tx: &mut Tx<'_>, council: &Council, id: ClockId) -> Result<()> {
    let mut clock = clocks::store::get(tx, &council.slug, id)?;
    clock.state = ClockState::Running;
    clock.closed_on = None;
    clock.fulfilled_by = None;
    clocks::store::save(tx, &mut clock)
}

fn cancel_others(
    tx: &mut Tx<'_>,
    case: &Case,
    own: ConsultationId,
    which: impl Fn(&Consultation) -> bool,
    traces: &mut Vec<Trace>,
) -> Result<()> {
    let others = case.consultations.iter().filter(|other| other.id != own && deliberation::is_open(other.state));
    for other in others.filter(|other| which(other)) {
        let mut other = other.clone();
        traces.push(Trace::Cancelled { consultation: other.id, state: other.state });
        other.state = ConsultationState::Cancelled;
        store::save(tx, &mut other)?;
    }
    Ok(())
}

/// The paper is withdrawn by its submitter, who said so in the sitting.
fn withdraw(tx: &mut Tx<'_>, council: &Council, case: &mut Case, traces: &mut Vec<Trace>) -> Result<()> {
    traces.extend(effects::discard_drafts(tx, council, case, "")?);
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    traces.push(Trace::Withdrawn { entry: case.paper.entry });
    let expected = case.paper.version;
    case.paper.entry = EntryState::Withdrawn;
    case.paper.circle = publication::circle(kind.entry, case.paper.entry, case.paper.confidential, true, false);
    case.paper.version += 1;
    papers::save(tx, &case.paper, expected)
}

/// The paper goes on as another kind, under a new number; the old one leads to it for ever.
fn convert(tx: &mut Tx<'_>, council: &Council, case: &mut Case, input: &Input, traces: &mut Vec<Trace>) -> Result<()> {
    let into = input.kind.clone().unwrap_or_default();
    let allowed = council.kind(&case.paper.kind).map(|kind| &kind.converts_to);
    if !allowed.is_some_and(|allowed| allowed.contains(&into)) {
        let known: Vec<_> = allowed.into_iter().flatten().map(String::as_str).collect();
        return Err(Error::refused(Message::new("result_converts_to").on("kind").with("kinds", known.join(", "))));
    }
    let expected = case.paper.version;
    let kind = std::mem::replace(&mut case.paper.kind, into);
    if let (Some(reference), Some(slug)) = (case.paper.reference.take(), case.paper.slug.take()) {
        store::add_alias(tx, &council.slug, &slug, &reference, case.paper.id)?;
        traces.push(Trace::Converted { kind, reference });
    }
    numbering::number(tx, council, &mut case.paper)?;
    case.paper.fold();
    case.paper.version += 1;
    papers::save(tx, &case.paper, expected)
}
