//! Taking back what followed from a wrong entry. Whatever fell away by it comes back, and whatever came by it falls away,
//! each with an event of its own: nothing is overwritten in the history.
use super::store;
use crate::app::Tx;
use crate::clocks;
use crate::clocks::longer;
use crate::consultations::{Consultation, follow, store as consultations, votes};
use crate::council::{Council, MailRow};
use crate::db::types::{ClockId, ConsultationId, PaperId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent, Trace};
use crate::meetings::agenda::act::take_off;
use crate::message::Message;
use crate::orders;
use crate::organizations;
use crate::papers::facts::Case;
use crate::papers::store as papers;
use crate::procedure::{
    ClockState, ConsultationState, EntryState, RoleKind, deliberation, implementation, publication,
};
use crate::visibility::Circle;
use chrono::NaiveDate;

/// In whose name and why something is undone.
pub struct Undoing<'a> {
    pub council: &'a Council,
    pub by: &'a str,
    pub reason: &'a str,
    pub today: NaiveDate,
    /// What should stand there gives orders up as well: then those that the wrong entry gave up stay so.
    pub keeps_dropped: bool,
}

impl Undoing<'_> {
    fn detail(&self) -> Detail {
        Detail { by: self.by.to_owned(), reason: Some(self.reason.to_owned()), ..Detail::default() }
    }
}

/// Whether this result word in this role gives orders up.
pub fn gives_up(council: &Council, role: &str, word: Option<&str>) -> bool {
    let kind = council.roles.get(role).map_or(RoleKind::Information, |role| role.kind);
    word.and_then(|word| council.results.get(word)).is_some_and(|word| implementation::drops(word.class, kind))
}

/// Takes back everything that followed from the wrong result of this consultation.
///
/// # Errors
/// Refused when what followed has a result of its own by now: that must be corrected first.
pub fn all(
    tx: &mut Tx<'_>,
    undoing: &Undoing<'_>,
    case: &mut Case,
    consultation: &Consultation,
    traces: &[Trace],
) -> Result<()> {
    for trace in traces {
        match trace {
            Trace::Planned { consultation } => cancel(tx, undoing, case, *consultation)?,
            Trace::Cancelled { consultation, state } => reopen(tx, undoing, case, *consultation, *state)?,
            Trace::Started { clock } => lapse(tx, undoing, case, *clock)?,
            Trace::Extended { .. } => longer::undo(tx, undoing.council, trace)?,
            Trace::Closed { clock } => run_again(tx, undoing, case, *clock)?,
            Trace::Withdrawn { entry } => restore(tx, undoing.council, case, *entry)?,
            Trace::Converted { kind, reference } => reconvert(tx, undoing.council, case, kind, reference)?,
            // Both need what the other traces bring back.
            Trace::Discarded { .. } | Trace::Settled { .. } => {}
        }
    }
    for trace in traces {
        match trace {
            Trace::Discarded { paper, entry } => undiscard(tx, undoing, *paper, *entry)?,
            Trace::Settled { paper } => unsettle(tx, undoing, *paper)?,
            _ => {}
        }
    }
    orders::annul::of_decision(tx, undoing.council, &case.paper, consultation, undoing.by, undoing.reason)?;
    if !undoing.keeps_dropped {
        orders::annul::given_up_by(tx, undoing.council, consultation.id, undoing.by, undoing.reason)?;
    }
    votes::store::delete_of(tx, consultation.id)?;
    consultations::replace_point_results(tx, consultation.id, &[])
}

/// Appends what happened to a part of this paper.
fn note(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    action: &str,
    (subject, circle): (String, Circle),
    detail: Detail,
) -> Result<()> {
    let event = NewEvent {
        action: action.to_owned(),
        paper_id: Some(case.paper.id),
        subject,
        circle: circle.min(case.paper.circle),
        detail,
    };
    let seq = events::append(tx, council, event)?;
    papers::save_derived(tx, case.paper.id, case.paper.status, seq)
}

/// A consultation that the wrong result had planned falls away; who was told that it is on an agenda is told.
fn cancel(tx: &mut Tx<'_>, undoing: &Undoing<'_>, case: &Case, id: ConsultationId) -> Result<()> {
    let council = undoing.council;
    let mut planned = consultations::get(tx, &council.slug, id)?;
    let body = organizations::store::get(tx, planned.organization_id)?.name;
    if planned.state == ConsultationState::Concluded {
        return Err(Error::refused(Message::new("correction_followed").with("body", body)));
    }
    if !deliberation::is_open(planned.state) {
        return Ok(());
    }
    let subject = format!("consultation:{id}");
    let scheduled = planned.state == ConsultationState::Scheduled;
    let told = match scheduled {
        true => events::store::last_of(tx, &council.slug, &subject, &["schedule"])?,
        false => None,
    };
    let was_at =
        planned.meeting_id.map(|meeting| crate::meetings::store::get(tx, &council.slug, meeting)).transpose()?;
    take_off(tx, council, &mut planned)?;
    planned.state = ConsultationState::Cancelled;
    consultations::save(tx, &mut planned)?;
    let detail = Detail {
        mail: told.as_ref().map(|_| MailRow::Corrected),
        corrects: told.map(|event| event.seq),
        reference: case.paper.reference.clone(),
        body: Some(body),
        role: Some(planned.role.clone()),
        was_at: was_at.map(|(meeting, _)| meeting.starts_at),
        ..undoing.detail()
    };
    note(tx, council, case, "cancel", (subject, planned.circle), detail)
}

/// A consultation that had fallen away with the wrong result waits again, as it did before.
fn reopen(
    tx: &mut Tx<'_>,
    undoing: &Undoing<'_>,
    case: &Case,
    id: ConsultationId,
    state: ConsultationState,
) -> Result<()> {
    let mut other = consultations::get(tx, &undoing.council.slug, id)?;
    if other.state != ConsultationState::Cancelled {
        return Ok(());
    }
    other.state = state;
    consultations::save(tx, &mut other)?;
    if other.paper_id != case.paper.id {
        // Of an amendment: its own event tells it.
        return Ok(());
    }
    let detail = Detail {
        body: Some(organizations::store::get(tx, other.organization_id)?.name),
        role: Some(other.role.clone()),
        ..undoing.detail()
    };
    note(tx, undoing.council, case, "reopened", (format!("consultation:{id}"), other.circle), detail)
}

/// A clock that the wrong result had started does not run.
fn lapse(tx: &mut Tx<'_>, undoing: &Undoing<'_>, case: &Case, id: ClockId) -> Result<()> {
    let mut clock = clocks::store::get(tx, &undoing.council.slug, id)?;
    if clock.state != ClockState::Running {
        return Ok(());
    }
    clock.state = ClockState::Lapsed;
    clock.closed_on = Some(undoing.today);
    undoing.reason.clone_into(&mut clock.reason);
    clocks::store::save(tx, &mut clock)?;
    note(tx, undoing.council, case, "lapsed", (format!("clock:{id}"), case.paper.circle), undoing.detail())
}

/// A clock that the wrong result had ended runs on, with the day that it had; unless it was met since then.
fn run_again(tx: &mut Tx<'_>, undoing: &Undoing<'_>, case: &Case, id: ClockId) -> Result<()> {
    let clock = clocks::store::get(tx, &undoing.council.slug, id)?;
    if clock.state == ClockState::Running || clock.fulfilled_by.is_some() {
        return Ok(());
    }
    follow::reopen_clock(tx, undoing.council, id)?;
    let detail = Detail { due_on: Some(clock.due_on), ..undoing.detail() };
    note(tx, undoing.council, case, "reopened", (format!("clock:{id}"), case.paper.circle), detail)
}

/// A draft that was discarded is there again, for those before whom it lay.
fn undiscard(tx: &mut Tx<'_>, undoing: &Undoing<'_>, id: PaperId, entry: EntryState) -> Result<()> {
    let council = undoing.council;
    let paper = papers::get(tx, id)?;
    let Some(kind) = council.kind(&paper.kind).filter(|_| paper.entry == EntryState::Withdrawn) else { return Ok(()) };
    let mut draft = Case::load(tx, council, paper)?;
    let (expected, from) = (draft.paper.version, draft.paper.status);
    draft.paper.entry = entry;
    draft.paper.circle = publication::circle(kind.entry, entry, draft.paper.confidential, false, false);
    draft.paper.status = draft.status(council, entry);
    draft.paper.version += 1;
    draft.paper.updated_at = tx.now;
    let event = NewEvent {
        action: "reopened".to_owned(),
        paper_id: Some(id),
        subject: format!("paper:{id}"),
        circle: draft.paper.circle,
        detail: Detail { from: Some(from), to: Some(draft.paper.status), ..undoing.detail() },
    };
    draft.paper.last_event = events::append(tx, council, event)?;
    papers::save(tx, &draft.paper, expected)
}

/// An amendment that was settled with its paper is dealt with again; its consultations are open already.
fn unsettle(tx: &mut Tx<'_>, undoing: &Undoing<'_>, id: PaperId) -> Result<()> {
    let council = undoing.council;
    let paper = papers::get(tx, id)?;
    let mut amendment = Case::load(tx, council, paper)?;
    let (expected, from) = (amendment.paper.version, amendment.paper.status);
    amendment.paper.status = amendment.status(council, amendment.paper.entry);
    amendment.paper.version += 1;
    amendment.paper.updated_at = tx.now;
    let event = NewEvent {
        action: "reopened".to_owned(),
        paper_id: Some(id),
        subject: format!("paper:{id}"),
        circle: amendment.paper.circle,
        detail: Detail {
            from: Some(from),
            to: Some(amendment.paper.status),
            reference: amendment.paper.reference.clone(),
            ..undoing.detail()
        },
    };
    amendment.paper.last_event = events::append(tx, council, event)?;
    papers::save(tx, &amendment.paper, expected)
}

/// The paper is in the business again.
fn restore(tx: &mut Tx<'_>, council: &Council, case: &mut Case, entry: EntryState) -> Result<()> {
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let expected = case.paper.version;
    case.paper.entry = entry;
    case.paper.circle = publication::circle(kind.entry, entry, case.paper.confidential, true, false);
    case.paper.version += 1;
    papers::save(tx, &case.paper, expected)
}

/// The paper is of its former kind again, under its former number; the one that it bore meanwhile leads to it.
fn reconvert(tx: &mut Tx<'_>, council: &Council, case: &mut Case, kind: &str, reference: &str) -> Result<()> {
    let slug = store::take_alias(tx, &council.slug, reference)?;
    let meanwhile = (case.paper.reference.clone(), case.paper.slug.clone());
    let expected = case.paper.version;
    kind.clone_into(&mut case.paper.kind);
    case.paper.reference = Some(reference.to_owned());
    case.paper.slug = slug;
    case.paper.fold();
    case.paper.version += 1;
    papers::save(tx, &case.paper, expected)?;
    if let (Some(reference), Some(slug)) = meanwhile {
        consultations::add_alias(tx, &council.slug, &slug, &reference, case.paper.id)?;
    }
    Ok(())
}
