//! What must hold after every step (procedure.md §1.10), asked of the database itself.
use crate::clocks;
use crate::consultations::{Consultation, votes};
use crate::council::{ChildScope, Council, Kind};
use crate::db::Db;
use crate::db::types::PaperId;
use crate::error::Result;
use crate::events;
use crate::papers::facts::Case;
use crate::papers::{Paper, store};
use crate::procedure::{
    ClockState, ConsultationState, EntryState, Relation, ResultClass, RoleKind, deliberation, obligation,
};
use crate::visibility::Circle;
use std::collections::{BTreeMap, BTreeSet};

/// What does not hold of these papers, and how many consultations of each are still open.
pub fn of(db: &mut Db, council: &Council, papers: &[PaperId]) -> Result<(Vec<String>, Vec<usize>)> {
    let mut broken = Vec::new();
    let mut open = Vec::new();
    let mut numbers: BTreeMap<PaperId, Vec<i32>> = BTreeMap::new();
    for id in papers {
        let paper = store::get(db, *id)?;
        let counted = match council.numbers.children {
            ChildScope::Family => paper.root_id,
            ChildScope::Parent => paper.parent_id.unwrap_or(paper.id),
        };
        numbers.entry(counted).or_default().extend(paper.family_seq);
        let case = Case::load(db, council, paper)?;
        let mut faults = Vec::new();
        status(council, &case, &mut faults);
        deferrals(council, &case, &mut faults);
        referrals(council, &case, &mut faults);
        nothing_vanished(db, council, &case, &mut faults)?;
        lineage(db, council, &case, &mut faults)?;
        answers(council, &case, &mut faults);
        let ids: Vec<_> = case.consultations.iter().map(|row| row.id).collect();
        for vote in votes::store::of_consultations(db, &ids)? {
            if vote.yes + vote.no + vote.abstained > vote.present {
                faults.push(format!("7: {} voted, {} were present", vote.yes + vote.no + vote.abstained, vote.present));
            }
        }
        due(db, council, &case, &mut faults)?;
        let name = case.paper.reference.clone().unwrap_or_else(|| case.paper.title.clone());
        broken.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
        open.push(case.consultations.iter().filter(|row| deliberation::is_open(row.state)).count());
    }
    for (above, mut numbers) in numbers {
        numbers.sort_unstable();
        if numbers.iter().zip(1..).any(|(number, wanted)| *number != wanted) {
            broken.push(format!("{above}: 4: the family is numbered {numbers:?}"));
        }
    }
    Ok((broken, open))
}

/// 1: the status shown is what the axes give.
fn status(council: &Council, case: &Case, faults: &mut Vec<String>) {
    let derived = case.status(council, case.paper.entry);
    if derived != case.paper.status {
        faults.push(format!("1: its status is {}, but its axes give {derived}", case.paper.status));
    }
}

fn kind_of(council: &Council, row: &Consultation) -> Option<RoleKind> {
    council.roles.get(&row.role).map(|role| role.kind)
}

fn followers<'a>(case: &'a Case, row: &'a Consultation) -> impl Iterator<Item = &'a Consultation> {
    case.consultations.iter().filter(|other| other.origin_id == Some(row.id))
}

/// 2: what was put off has one successor; an answer that was put off has an obligation.
fn deferrals(council: &Council, case: &Case, faults: &mut Vec<String>) {
    let deferred = case.consultations.iter().filter(|row| row.result_class == Some(ResultClass::Defer));
    for row in deferred {
        let after = followers(case, row).count();
        let clocked = council.kind(&case.paper.kind).is_some_and(|kind| kind.clock.is_some());
        let kept = !clocked || !case.clocks.is_empty() || case.is_answered(council);
        match kind_of(council, row) {
            None => {}
            Some(RoleKind::Answer) if !kept && case.paper.entry != EntryState::Withdrawn => {
                faults.push("2: put off, and nothing keeps it open".to_owned());
            }
            Some(RoleKind::Answer) => {}
            Some(_) if after != 1 => faults.push(format!("2: put off in {}, with {after} successors", row.role)),
            Some(_) => {}
        }
    }
}

/// 3: what was referred is before other bodies.
fn referrals(council: &Council, case: &Case, faults: &mut Vec<String>) {
    let refers = |class| matches!(class, ResultClass::Refer | ResultClass::ReferAway);
    let referred = case.consultations.iter().filter(|row| row.result_class.is_some_and(refers));
    for row in referred.filter(|row| kind_of(council, row).is_some()) {
        let elsewhere = followers(case, row).any(|other| other.organization_id != row.organization_id);
        let back = case.consultations.iter().any(|other| {
            other.organization_id == row.organization_id && other.id != row.id && other.position != row.position
        });
        if !elsewhere || !(back || row.result_class == Some(ResultClass::ReferAway)) {
            faults.push("3: referred, and nobody has it".to_owned());
        }
    }
}

/// 3: no consultation vanishes without a result or a cancellation of which an event tells.
fn nothing_vanished(db: &mut Db, council: &Council, case: &Case, faults: &mut Vec<String>) -> Result<()> {
    let positions: Vec<_> = case.consultations.iter().map(|row| row.position).collect();
    if positions.iter().zip(1..).any(|(position, wanted)| *position != wanted) {
        faults.push(format!("3: its consultations are {positions:?}"));
    }
    let ended = case.paper.entry == EntryState::Withdrawn || case.is_decided(council) || case.is_answered(council);
    for row in case.consultations.iter().filter(|row| row.state == ConsultationState::Cancelled && !ended) {
        // With the result by which that body let go of it.
        let let_go = |other: &Consultation| {
            other.organization_id == row.organization_id && other.result_class == Some(ResultClass::ReferAway)
        };
        if case.consultations.iter().any(let_go) {
            continue;
        }
        let subject = format!("consultation:{}", row.id);
        let own = events::store::has_happened(db, &council.slug, &subject, "cancel")?;
        let paper = format!("paper:{}", case.paper.id);
        if !own && !events::store::has_happened(db, &council.slug, &paper, "settled")? {
            faults.push(format!("3: cancelled in {} without an event", row.role));
        }
    }
    let open_without_state = case.consultations.iter().filter(|row| {
        row.state == ConsultationState::Concluded && row.result_class.is_none() && row.result_word.is_none()
    });
    faults.extend(open_without_state.map(|row| format!("3: concluded in {} without a result", row.role)));
    Ok(())
}

/// 5: above every paper stands at most one, up to the first of its family; its kind is allowed there; what a withdrawn
/// paper leaves behind is readable.
fn lineage(db: &mut Db, council: &Council, case: &Case, faults: &mut Vec<String>) -> Result<()> {
    let Some(parent) = &case.parent else {
        if case.paper.root_id != case.paper.id {
            faults.push("5: stands alone, but below another root".to_owned());
        }
        return Ok(());
    };
    let allowed = council.kind(&parent.kind).is_some_and(|kind| kind.children.contains(&case.paper.kind));
    // One that went on as another kind keeps what hung below it.
    let before = |kind: &Kind| kind.converts_to.contains(&parent.kind) && kind.children.contains(&case.paper.kind);
    if !allowed && !council.kinds.values().any(before) {
        faults.push(format!("5: {} hangs below {}", case.paper.kind, parent.kind));
    }
    let mut seen = BTreeSet::from([case.paper.id]);
    let mut above: Option<Paper> = Some(parent.clone());
    while let Some(paper) = above {
        if !seen.insert(paper.id) {
            faults.push("5: stands above itself".to_owned());
            return Ok(());
        }
        if paper.parent_id.is_none() && paper.id != case.paper.root_id {
            faults.push("5: its root is not the first of its family".to_owned());
        }
        above = paper.parent_id.map(|id| store::get(db, id)).transpose()?;
    }
    let let_in = matches!(case.paper.entry, EntryState::Admitted | EntryState::Issued) && !case.is_unapproved(council);
    if parent.entry == EntryState::Withdrawn && let_in && case.paper.circle < Circle::Council {
        faults.push("5: cannot be read since what it hangs below was withdrawn".to_owned());
    }
    Ok(())
}

/// 6: an answer that was issued answers every question.
fn answers(council: &Council, case: &Case, faults: &mut Vec<String>) {
    let answers = council.kind(&case.paper.kind).is_some_and(|kind| kind.relation == Some(Relation::Answers));
    let unanswered = case.unanswered();
    if answers && case.paper.entry == EntryState::Issued && !unanswered.is_empty() {
        faults.push(format!("6: issued without an answer to {unanswered:?}"));
    }
}

/// 10: a due date is what its rule gives.
fn due(db: &mut Db, council: &Council, case: &Case, faults: &mut Vec<String>) -> Result<()> {
    if case.clocks.is_empty() {
        return Ok(());
    }
    let extended: BTreeSet<_> = clocks::store::extensions_of_paper(db, case.paper.id)?
        .into_iter()
        .map(|extension| extension.clock_id)
        .collect();
    for clock in case.clocks.iter().filter(|clock| !extended.contains(&clock.id)) {
        let Some(rule) = council.clocks.get(&clock.rule) else { continue };
        let due = obligation::due(clock.started_on, rule.amount, rule.unit, &council.calendar);
        if due != Some(clock.due_on) && clock.state == ClockState::Running {
            faults.push(format!("10: {} is due on {}, by its rule on {due:?}", clock.rule, clock.due_on));
        }
    }
    Ok(())
}
