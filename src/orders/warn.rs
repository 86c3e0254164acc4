//! The daily look at the orders: whose date comes near or has passed, and on which a report is wanted. Each is said once
//! for each date; what was said is read from the chain itself.
use super::{Order, force, store};
use crate::app::Tx;
use crate::council::{Council, MailRow};
use crate::error::Result;
use crate::events::{self, Detail, NewEvent};
use crate::papers::store as papers;
use crate::procedure::implementation;
use crate::procedure::obligation::Light;
use crate::visibility::Circle;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What is said of an order, and for which date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Warning {
    action: &'static str,
    day: NaiveDate,
}

/// Appends the warnings of this council's orders that are due today and were not given yet; returns how many.
pub fn warn(tx: &mut Tx<'_>, council: &Council) -> Result<u32> {
    let today = tx.now.day(council.timezone);
    let open = store::open(tx, &council.slug)?;
    let last = store::last_reports(tx, &council.slug)?;
    let resolutions: Vec<_> = open.iter().filter_map(|order| order.resolution_id).collect();
    let binding = force::store::binding_days(tx, &resolutions)?;
    let wanted: Vec<_> = open
        .into_iter()
        .filter(|order| order.owner_id.is_some())
        .flat_map(|order| {
            let reported = last.get(&order.id).copied();
            warnings(council, &order, order.counts_from(&binding), reported, today)
                .into_iter()
                .map(move |warning| (order.clone(), warning))
        })
        .collect();
    let subjects: Vec<_> = wanted.iter().map(|(order, _)| subject(order)).collect();
    let said: BTreeSet<_> = events::store::of_subjects(tx, &council.slug, &subjects)?
        .into_iter()
        .filter_map(|event| Some((event.subject, event.action, event.detail?.due_on?)))
        .collect();
    let mut count = 0;
    for (order, warning) in wanted {
        if !said.contains(&(subject(&order), warning.action.to_owned(), warning.day)) {
            say(tx, council, &order, warning)?;
            count += 1;
        }
    }
    Ok(count)
}

fn subject(order: &Order) -> String {
    format!("order:{}", order.id)
}

/// What is to be said of an open order today.
fn warnings(
    council: &Council,
    order: &Order,
    from: NaiveDate,
    reported: Option<NaiveDate>,
    today: NaiveDate,
) -> Vec<Warning> {
    let rules = &council.orders;
    let mut warnings = Vec::new();
    if let Some(day) = order.due_on {
        match implementation::light(order.state, order.due_on, rules.warn_days, today) {
            Light::Yellow => warnings.push(Warning { action: "order-due-soon", day }),
            Light::Red => warnings.push(Warning { action: "order-overdue", day }),
            Light::Green | Light::Off => {}
        }
    }
    let report = implementation::report_due(order.state, from, reported, rules.report_months);
    if let Some(day) = report.filter(|day| *day <= today) {
        warnings.push(Warning { action: "order-report-due", day });
    }
    warnings
}

fn say(tx: &mut Tx<'_>, council: &Council, order: &Order, warning: Warning) -> Result<()> {
    let paper = papers::get(tx, order.paper_id)?;
    let overdue = warning.action == "order-overdue";
    let detail = Detail {
        mail: Some(if overdue { MailRow::Overdue } else { MailRow::DueSoon }),
        due_on: Some(warning.day),
        reference: paper.reference.clone(),
        order: Some(order.content.clone()),
        ..Detail::default()
    };
    let event = NewEvent {
        action: warning.action.to_owned(),
        paper_id: Some(paper.id),
        subject: subject(order),
        // Reminders pass within the administration; that it is overdue everybody may know who knows of the order.
        circle: if overdue { order.circle().min(paper.circle) } else { Circle::Administration },
        detail,
    };
    let seq = events::append(tx, council, event)?;
    papers::save_derived(tx, paper.id, paper.status, seq)
}
