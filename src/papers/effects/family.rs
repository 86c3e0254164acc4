//! What a paper of the family does to the others: an answer to the paper that it answers, a new version to the one whose
//! text it is, a withdrawal to the amendments below.
use super::cancel_consultations;
use crate::app::Tx;
use crate::clocks;
use crate::consultations;
use crate::council::{Council, Kind, MailRow};
use crate::error::Result;
use crate::events::{self, Detail, NewEvent, Trace};
use crate::organizations;
use crate::papers::facts::Case;
use crate::papers::{Paper, proof, store};
use crate::procedure::{
    ClockState, ConsultationState, Effect, EntryState, Relation, ResultClass, RoleKind, deliberation, entry,
};
use crate::visibility::Circle;

/// What the issue of an answer does to the paper that it answers: its clock is fulfilled, its open consultations in an
/// answer role are concluded, its status follows. One event, which also tells people; of an opinion or a report it is
/// all that happens.
pub fn answered(
    tx: &mut Tx<'_>,
    council: &Council,
    kind: &Kind,
    answer: &Case,
    decision: &entry::Decision,
) -> Result<()> {
    let Some(parent) = answer.paper.parent_id else { return Ok(()) };
    let parent = store::get(tx, parent)?;
    let case = Case::load(tx, council, parent)?;
    let today = tx.now.day(council.timezone);
    // What the executive has not let into the council yet is told to nobody there, not even to whom it concerns.
    let let_in = answer.paper.circle >= Circle::Council;
    let mut detail = Detail {
        mail: decision.mail.filter(|_| let_in),
        from: Some(case.paper.status),
        child: answer.paper.reference.clone(),
        reference: case.paper.reference.clone(),
        by: organizations::store::get(tx, answer.paper.author_id)?.name,
        ..Detail::default()
    };
    if decision.effects.contains(&Effect::FulfilClock) {
        for clock in case.clocks.iter().filter(|clock| clock.state == ClockState::Running) {
            let mut clock = clock.clone();
            detail.due_on = Some(clock.due_on);
            clock.state = ClockState::Fulfilled;
            clock.closed_on = Some(today);
            clock.fulfilled_by = Some(answer.paper.id);
            clocks::store::save(tx, &mut clock)?;
        }
    }
    if decision.effects.contains(&Effect::ConcludeAnswered) {
        for consultation in &case.consultations {
            let Some(role) = council.roles.get(&consultation.role).filter(|role| role.kind == RoleKind::Answer) else {
                continue;
            };
            if deliberation::awaits_answer(role.kind, consultation.state) {
                let mut consultation = consultation.clone();
                consultation.state = ConsultationState::Concluded;
                consultation.result_word.clone_from(&role.concluded_by_answer);
                consultation.result_class = Some(ResultClass::AnswerWritten);
                consultations::store::save(tx, &mut consultation)?;
            }
        }
    }
    let told = match kind.relation {
        Some(Relation::OpinesOn) => "opined",
        Some(Relation::ReportsOn) => "reported",
        _ => "answered",
    };
    let mut case = Case::load(tx, council, case.paper)?;
    let expected = case.paper.version;
    case.paper.status = case.status(council, case.paper.entry);
    case.paper.version += 1;
    case.paper.updated_at = tx.now;
    detail.to = Some(case.paper.status);
    let event = NewEvent {
        action: told.to_owned(),
        paper_id: Some(case.paper.id),
        subject: format!("paper:{}", case.paper.id),
        circle: if let_in { case.paper.circle.min(answer.paper.circle) } else { Circle::Administration },
        detail,
    };
    case.paper.last_event = events::append(tx, council, event)?;
    store::save(tx, &case.paper, expected)
}

/// The text of a new version becomes that of the paper above; the earlier one stays readable as a version of it. One
/// event of that paper.
pub fn replace_text(tx: &mut Tx<'_>, council: &Council, version: &Case) -> Result<()> {
    let Some(parent) = version.paper.parent_id else { return Ok(()) };
    let parent = store::get(tx, parent)?;
    let mut case = Case::load(tx, council, parent)?;
    let expected = case.paper.version;
    if case.paper.text_version == 0 {
        // A paper that came from elsewhere: its text was never frozen.
        case.paper.text_version = 1;
        store::freeze(tx, case.paper.id, 1, &case.content(council)?)?;
    }
    let points: Vec<_> = version.points.iter().map(|point| point.content.clone()).collect();
    store::replace_points(tx, case.paper.id, &points)?;
    case.paper.title.clone_from(&version.paper.title);
    case.paper.occasion.clone_from(&version.paper.occasion);
    case.paper.facts.clone_from(&version.paper.facts);
    case.paper.extra.values.extend(version.paper.extra.values.clone());
    let mut case = Case::load(tx, council, case.paper)?;
    // What a body missed when it sent the paper back is there now.
    consultations::change::replaced(tx, council, &case, version.paper.id)?;
    case.paper.text_version += 1;
    store::freeze(tx, case.paper.id, case.paper.text_version, &case.content(council)?)?;
    case.paper.version += 1;
    case.paper.updated_at = tx.now;
    case.paper.fold();
    let on_agenda = !consultations::store::on_published_agendas(tx, case.paper.id)?.is_empty();
    let detail = Detail {
        mail: on_agenda.then_some(MailRow::Updated),
        child: version.paper.reference.clone(),
        reference: case.paper.reference.clone(),
        by: organizations::store::get(tx, version.paper.author_id)?.name,
        text_version: Some(case.paper.text_version),
        text_hash: Some(proof::text_hash(council, &case)?),
        ..Detail::default()
    };
    case.paper.last_event = events::append(tx, council, of_paper("replaced", &case.paper, detail))?;
    store::save(tx, &case.paper, expected)
}

/// Amendments below the paper on which nobody voted are settled with it, and those below them: nothing is left to
/// change. Each with an event of its own. They stay readable. Answers what was done, so that a correction can undo it.
pub fn settle_amendments(tx: &mut Tx<'_>, council: &Council, case: &Case) -> Result<Vec<Trace>> {
    let mut traces = Vec::new();
    let mut open: Vec<Paper> = case.children.clone();
    while let Some(child) = open.pop() {
        let amends = council.kind(&child.kind).is_some_and(|kind| kind.relation == Some(Relation::Amends));
        if !amends || child.entry != EntryState::Admitted {
            continue;
        }
        let mut amendment = Case::load(tx, council, child)?;
        open.extend(amendment.children.clone());
        if !amendment.consultations.iter().any(|consultation| deliberation::is_open(consultation.state)) {
            continue;
        }
        let open_here = amendment.consultations.iter().filter(|row| deliberation::is_open(row.state));
        traces.extend(open_here.map(|row| Trace::Cancelled { consultation: row.id, state: row.state }));
        traces.push(Trace::Settled { paper: amendment.paper.id });
        cancel_consultations(tx, &amendment)?;
        amendment = Case::load(tx, council, amendment.paper)?;
        let (expected, from) = (amendment.paper.version, amendment.paper.status);
        amendment.paper.status = amendment.status(council, amendment.paper.entry);
        amendment.paper.version += 1;
        amendment.paper.updated_at = tx.now;
        let detail = Detail {
            from: Some(from),
            to: Some(amendment.paper.status),
            reference: amendment.paper.reference.clone(),
            ..Detail::default()
        };
        amendment.paper.last_event = events::append(tx, council, of_paper("settled", &amendment.paper, detail))?;
        store::save(tx, &amendment.paper, expected)?;
    }
    Ok(traces)
}

/// New versions go with the paper whose text they are: their status follows it. No change of their own, and no event.
pub fn carry(tx: &mut Tx<'_>, council: &Council, paper: &Paper) -> Result<()> {
    for child in store::children(tx, paper.id)? {
        let replaces = council.kind(&child.kind).is_some_and(|kind| kind.relation == Some(Relation::Replaces));
        if replaces && matches!(child.entry, EntryState::Admitted | EntryState::Issued) {
            let status = Case::load(tx, council, child.clone())?.status(council, child.entry);
            if status != child.status {
                store::save_derived(tx, child.id, status, child.last_event)?;
            }
        }
    }
    Ok(())
}

fn of_paper(action: &str, paper: &Paper, detail: Detail) -> NewEvent {
    NewEvent {
        action: action.to_owned(),
        paper_id: Some(paper.id),
        subject: format!("paper:{}", paper.id),
        circle: paper.circle,
        detail,
    }
}
