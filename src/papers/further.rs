//! Further questions after an answer: new rows, a clock of their own, and the next answer answers exactly them.
use super::facts::Case;
use super::input::Input;
use super::{effects, store};
use crate::app::Tx;
use crate::council::{Council, FollowUps, Kind};
use crate::error::{Error, Result};
use crate::events::Detail;
use crate::message::Message;
use crate::procedure::{ClockState, EntryState};
use chrono::{Days, NaiveDate};

/// The last day on which further questions may be asked; `None` while nothing was answered.
pub fn until(council: &Council, rules: &FollowUps, case: &Case) -> Option<NaiveDate> {
    let answers = |code: &str| council.kind(code).is_some_and(Kind::answers);
    let issued = case.children.iter().filter(|child| child.entry == EntryState::Issued && answers(&child.kind));
    let last = issued.filter_map(|child| child.issued_on).max()?;
    last.checked_add_days(Days::new(u64::from(rules.days)))
}

/// Why no further question can be asked, save for the day; `None` when one can.
pub fn refusal(council: &Council, kind: &Kind, case: &Case) -> Option<Message> {
    let Some(rules) = &kind.follow_ups else { return Some(Message::new("follow_up_never")) };
    if until(council, rules, case).is_none() {
        return Some(Message::new("follow_up_unanswered"));
    }
    if case.clocks.iter().any(|clock| clock.state == ClockState::Running && clock.rule == rules.clock) {
        return Some(Message::new("follow_up_waits"));
    }
    let left = left(rules, case);
    (left == 0)
        .then(|| Message::new("follow_up_limit").on("questions").with("limit", rules.max_questions).with("left", left))
}

/// That the last day for further questions is over; `None` before, and where none can be asked at all.
pub fn late(council: &Council, kind: &Kind, case: &Case, today: NaiveDate) -> Option<Message> {
    let until = until(council, kind.follow_ups.as_ref()?, case)?;
    (until < today).then(|| Message::new("follow_up_late").on("questions").with("day", until))
}

/// How many further questions are left.
fn left(rules: &FollowUps, case: &Case) -> usize {
    let asked = case.questions.iter().filter(|question| question.round > 1).count();
    (rules.max_questions as usize).saturating_sub(asked)
}

/// Adds the questions that were typed and starts their clock.
///
/// # Errors
/// Refused before the first answer, while the last further questions wait for theirs, after the days of the kind, and
/// when they are more than the kind allows.
pub fn ask(
    tx: &mut Tx<'_>,
    council: &Council,
    kind: &Kind,
    case: &Case,
    input: &Input,
    detail: &mut Detail,
) -> Result<()> {
    if let Some(why) = refusal(council, kind, case) {
        return Err(Error::refused(why));
    }
    let Some(rules) = &kind.follow_ups else { return Err(Error::NotFound) };
    let (today, texts) = (tx.now.day(council.timezone), input.questions.clone().unwrap_or_default());
    let mut faults: Vec<_> = late(council, kind, case, today).into_iter().collect();
    let left = left(rules, case);
    if texts.len() > left {
        let limit = rules.max_questions;
        faults.push(Message::new("follow_up_limit").on("questions").with("limit", limit).with("left", left));
    }
    if !faults.is_empty() {
        return Err(Error::Refused(faults));
    }
    let last = case.questions.iter().map(|question| question.number).max().unwrap_or(0);
    let round = case.questions.iter().map(|question| question.round).max().unwrap_or(1) + 1;
    store::add_questions(tx, case.paper.id, last, round, &texts)?;
    detail.questions = (last + 1..).take(texts.len()).collect();
    detail.due_on = Some(effects::run_clock(tx, council, &case.paper, &rules.clock, today, round)?);
    Ok(())
}
