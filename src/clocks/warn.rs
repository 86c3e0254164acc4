//! The daily look at the clocks: who is to be warned that something is due soon or overdue, once each.
use super::{Clock, store};
use crate::app::Tx;
use crate::council::{Council, MailRow};
use crate::db::installation;
use crate::db::types::Moment;
use crate::error::Result;
use crate::events::{self, Detail, NewEvent};
use crate::papers::store as papers;
use crate::procedure::obligation::{self, Light};
use crate::visibility::Circle;
use chrono::{Datelike, Days};

/// Most of a rule's warning days that are looked ahead.
const HORIZON: u64 = 400;

/// Appends the warnings of this council that are due today and were not given yet: one event a clock for "due soon",
/// one for "overdue", and a weekly digest of all overdue papers. After a standstill of days it catches up, each once.
/// Returns how many events it appended.
///
/// What was warned of is kept by due date with the clock, so that an extended clock warns again for its new date.
pub fn warn(tx: &mut Tx<'_>, council: &Council) -> Result<u32> {
    let today = tx.now.day(council.timezone);
    let horizon = today.checked_add_days(Days::new(HORIZON)).unwrap_or(today);
    let mut count = 0;
    let mut overdue = Vec::new();
    let running = store::running_until(tx, &council.slug, horizon)?;
    let late: Vec<_> = running.iter().filter(|clock| clock.due_on < today).map(|clock| clock.paper_id).collect();
    let brought_in = papers::brought_in(tx, &late)?;
    for clock in running {
        // What was overdue when it was brought in from elsewhere is nobody's news: it stands on the list alone.
        let old = |at: &Moment| clock.due_on < at.day(council.timezone);
        if brought_in.get(&clock.paper_id).is_some_and(old) {
            continue;
        }
        let Some(rule) = council.clocks.get(&clock.rule).filter(|rule| !rule.starts.is_period()) else { continue };
        let due = Some(clock.due_on);
        let (warned, action, row) = match obligation::light(clock.state, clock.due_on, rule.warn_days, today) {
            Light::Yellow => (clock.soon_warned_for == due, "due-soon", MailRow::DueSoon),
            Light::Red => (clock.overdue_warned_for == due, "overdue", MailRow::Overdue),
            Light::Green | Light::Off => continue,
        };
        if row == MailRow::Overdue {
            overdue.push(clock.clone());
        }
        if !warned {
            one(tx, council, clock, action, row)?;
            count += 1;
        }
    }
    Ok(count + digest(tx, council, &overdue)?)
}

fn one(tx: &mut Tx<'_>, council: &Council, mut clock: Clock, action: &str, row: MailRow) -> Result<()> {
    let paper = papers::get(tx, clock.paper_id)?;
    if row == MailRow::DueSoon {
        clock.soon_warned_for = Some(clock.due_on);
    } else {
        clock.overdue_warned_for = Some(clock.due_on);
    }
    store::save(tx, &mut clock)?;
    let detail = Detail {
        mail: Some(row),
        due_on: Some(clock.due_on),
        reference: paper.reference.clone(),
        from: Some(paper.status),
        to: Some(paper.status),
        ..Detail::default()
    };
    let event = NewEvent {
        action: action.to_owned(),
        paper_id: Some(paper.id),
        subject: format!("clock:{}", clock.id),
        // That it is due soon is the administration's reminder; that it is overdue everybody may know who sees it.
        circle: if row == MailRow::DueSoon { Circle::Administration } else { paper.circle },
        detail,
    };
    let seq = events::append(tx, council, event)?;
    papers::save_derived(tx, paper.id, paper.status, seq)
}

/// Once a calendar week, when something is overdue: the list for all factions.
fn digest(tx: &mut Tx<'_>, council: &Council, overdue: &[Clock]) -> Result<u32> {
    let week = tx.now.day(council.timezone).iso_week();
    let name = format!("overdue-digest:{}", council.slug);
    let this_week = format!("{}-W{:02}", week.year(), week.week());
    if overdue.is_empty() || installation::setting(tx, &name)?.as_deref() == Some(this_week.as_str()) {
        return Ok(0);
    }
    installation::set(tx, &name, &this_week)?;
    // Numbers alone: who may read more finds it behind them.
    let mut list = Vec::new();
    for clock in overdue {
        list.extend(papers::get(tx, clock.paper_id)?.reference);
    }
    let event = NewEvent {
        action: "overdue-digest".to_owned(),
        paper_id: None,
        subject: "council".to_owned(),
        circle: Circle::Council,
        detail: Detail { mail: Some(MailRow::OverdueDigest), list, ..Detail::default() },
    };
    events::append(tx, council, event)?;
    Ok(1)
}
