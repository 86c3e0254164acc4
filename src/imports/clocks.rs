//! The clocks of papers that are brought in. An inquiry is open when its record shows neither an answer below it nor a
//! result that ends it: then its clock runs, from the day that the record names; without a day there is no clock.
//!
//! What was overdue on the day on which it was brought in is nobody's news: it stands on the list of what is overdue,
//! and no mail tells of it until its clock is extended here (`clocks::warn`).
use super::room::Room;
use super::steps::Step;
use crate::app::Tx;
use crate::clocks::{self, Clock};
use crate::council::Council;
use crate::db::types::{ClockId, PaperId};
use crate::error::{Error, Result};
use crate::papers::Paper;
use crate::procedure::{ClockStart, ClockState, EntryState, ResultClass, RoleKind, deliberation, obligation};
use chrono::NaiveDate;

/// A result: what it means, in which role, and on which day.
#[derive(Debug, Clone, Copy)]
pub struct Had {
    pub class: ResultClass,
    pub role: RoleKind,
    pub day: Option<NaiveDate>,
}

impl Had {
    /// The results of these rows.
    pub fn of(council: &Council, steps: &[Step]) -> Vec<Self> {
        let had = |step: &Step| {
            let day = step.starts_at.map(|at| at.day(council.timezone));
            Some(Self { class: step.class?, role: step.kind, day })
        };
        steps.iter().filter_map(had).collect()
    }
}

/// How these results end the clock that began with the paper; `None` while it runs.
fn ending(asks: bool, results: &[Had]) -> Option<(ClockState, Option<NaiveDate>)> {
    results.iter().find_map(|had| {
        let outcome = deliberation::outcome(had.class, had.role);
        let answers = matches!(had.role, RoleKind::Answer);
        let state = match had.class {
            ResultClass::Withdraw => ClockState::Lapsed,
            ResultClass::AnswerWritten if answers => ClockState::Fulfilled,
            ResultClass::Settled if answers || outcome.ends => ClockState::Lapsed,
            _ if outcome.answers => ClockState::Fulfilled,
            _ if outcome.ends => ClockState::Lapsed,
            _ if !asks && outcome.decides && had.role == RoleKind::Decision => ClockState::Fulfilled,
            _ => return None,
        };
        Some((state, had.day))
    })
}

/// Starts the clock of the paper's kind or ends it, as the results say; answers in which states its clocks are.
pub fn follow(
    tx: &mut Tx<'_>,
    room: &Room<'_>,
    paper: &Paper,
    results: &[Had],
    dated: Option<NaiveDate>,
    is_new: bool,
) -> Result<Vec<ClockState>> {
    let council = room.council;
    let mut known = if is_new { Vec::new() } else { clocks::store::of_paper(tx, paper.id)? };
    let states = |clocks: &[Clock]| clocks.iter().map(|clock| clock.state).collect();
    let Some(kind) = council.kind(&paper.kind) else { return Ok(states(&known)) };
    let begins = |key: &&String| {
        council
            .clocks
            .get(*key)
            .is_some_and(|rule| matches!(rule.starts, ClockStart::Submission | ClockStart::Admission))
    };
    let Some(key) = kind.clock.as_ref().filter(begins) else { return Ok(states(&known)) };
    let today = tx.now.day(council.timezone);
    let ended = ending(kind.asks(), results);
    if let Some(clock) = known.iter_mut().find(|clock| clock.rule == *key) {
        if let Some((state, day)) = ended.filter(|_| clock.state == ClockState::Running) {
            close(tx, clock, state, day.unwrap_or(today).min(today), None)?;
        }
        return Ok(states(&known));
    }
    let Some(started_on) = dated.filter(|_| paper.entry == EntryState::Admitted) else { return Ok(states(&known)) };
    let rule = council.clocks.get(key).ok_or(Error::NotFound)?;
    let Some(due_on) = obligation::due(started_on, rule.amount, rule.unit, &council.calendar) else {
        return Ok(states(&known));
    };
    let (state, closed_on) = match ended {
        Some((state, day)) => (state, Some(day.unwrap_or(started_on).min(today))),
        None => (ClockState::Running, None),
    };
    let clock = Clock {
        id: ClockId::new(),
        council: council.slug.clone(),
        paper_id: paper.id,
        rule: key.clone(),
        started_on,
        due_on,
        state,
        closed_on,
        fulfilled_by: None,
        reason: String::new(),
        soon_warned_for: None,
        overdue_warned_for: None,
        version: 1,
        round: 1,
        stage: 1,
    };
    clocks::store::insert(tx, &clock)?;
    known.push(clock);
    Ok(states(&known))
}

fn close(tx: &mut Tx<'_>, clock: &mut Clock, state: ClockState, day: NaiveDate, by: Option<PaperId>) -> Result<()> {
    clock.state = state;
    clock.closed_on = Some(day);
    clock.fulfilled_by = by;
    clocks::store::save(tx, clock)
}

/// An answer is there: the running clocks of the paper that it answers are met. Says whether any was.
pub fn answered(
    tx: &mut Tx<'_>,
    answer: &Paper,
    asked: PaperId,
    day: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<bool> {
    let mut met = false;
    for mut clock in clocks::store::of_paper(tx, asked)? {
        if clock.state == ClockState::Running {
            close(tx, &mut clock, ClockState::Fulfilled, day.unwrap_or(today).min(today), Some(answer.id))?;
            met = true;
        }
    }
    Ok(met)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn had(class: ResultClass, role: RoleKind) -> Had {
        Had { class, role, day: None }
    }

    #[test]
    fn an_inquiry_is_open_until_something_ends_it() {
        let deferred = had(ResultClass::Defer, RoleKind::Answer);
        assert_eq!(ending(true, &[]), None);
        assert_eq!(ending(true, &[deferred]), None);
        for (class, state) in [
            (ResultClass::AnswerWritten, ClockState::Fulfilled),
            (ResultClass::AnswerOral, ClockState::Fulfilled),
            (ResultClass::Settled, ClockState::Lapsed),
            (ResultClass::Withdraw, ClockState::Lapsed),
        ] {
            assert_eq!(ending(true, &[deferred, had(class, RoleKind::Answer)]), Some((state, None)), "{class}");
        }
        // A committee's word ends nothing; a decision meets what was moved, not what was asked.
        assert_eq!(ending(true, &[had(ResultClass::Settled, RoleKind::Advice)]), None);
        let adopted = had(ResultClass::Adopt, RoleKind::Decision);
        assert_eq!(ending(true, &[adopted]), None);
        assert_eq!(ending(false, &[adopted]), Some((ClockState::Fulfilled, None)));
    }
}
