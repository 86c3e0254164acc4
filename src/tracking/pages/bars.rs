//! The figures of the tracking page as bars, each with its numbers in a table.
use super::BARS;
use super::found::{Counts, Found};
use crate::procedure::OrderState;
use crate::tracking::{Filter, Lights};
use crate::web::rows::Telling;
use serde::Serialize;

/// The bars of the drawing, in units of its own.
const BAR_WIDTH: i64 = 200;

/// What runs in one department by its lights, with the bar drawn for it.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    pub label: String,
    /// The department's own list; empty for the sum.
    pub href: String,
    pub overdue: i64,
    pub soon: i64,
    pub in_time: i64,
    pub undated: i64,
    pub total: i64,
    pub parts: Vec<Part>,
}

/// How many orders there are in one state.
#[derive(Debug, Clone, Serialize)]
pub struct StateBar {
    pub label: String,
    pub count: i64,
    pub parts: Vec<Part>,
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    pub tone: &'static str,
    pub x: i64,
    pub width: i64,
}

/// The bars of the departments, those with most overdue first.
pub(super) fn of(telling: &Telling<'_>, found: &Found, counts: &Counts) -> Vec<Bar> {
    let most = counts.by_department.values().map(|lights| lights.total()).max().unwrap_or(0);
    let mut bars: Vec<_> = counts
        .by_department
        .iter()
        .map(|(id, lights)| {
            let name = found.name(*id);
            let label = if name.is_empty() { telling.say("tracking_no_department", &[]) } else { name };
            let own = |id| found.href("", &Filter { department: Some(id), ..found.filter.clone() }, "");
            bar(label, id.map(own).unwrap_or_default(), *lights, most)
        })
        .collect();
    bars.sort_by(|a, b| (b.overdue, b.soon, &a.label).cmp(&(a.overdue, a.soon, &b.label)));
    bars.truncate(BARS);
    bars
}

/// The sum of all departments.
pub(super) fn total(telling: &Telling<'_>, all: Lights) -> Bar {
    bar(telling.say("tracking_total", &[]), String::new(), all, 0)
}

/// The orders by their states, in the order in which they pass through them.
pub(super) fn states(telling: &Telling<'_>, counts: &[(OrderState, i64)]) -> Vec<StateBar> {
    let most = counts.iter().map(|row| row.1).max().unwrap_or(0);
    let shown = OrderState::ALL.iter().filter_map(|state| counts.iter().find(|row| row.0 == *state));
    shown
        .map(|(state, count)| {
            let tone = match state {
                OrderState::Done => "good",
                OrderState::Reported => "warn",
                OrderState::Ordered | OrderState::InProgress => "info",
                OrderState::Waiting | OrderState::Dropped | OrderState::Split => "neutral",
            };
            StateBar {
                label: telling.wording.order_state(*state),
                count: *count,
                parts: drawn(&[(tone, *count)], most),
            }
        })
        .collect()
}

/// A bar of so many lights, the longest of all counting `most`.
pub(super) fn bar(label: String, href: String, lights: Lights, most: i64) -> Bar {
    let parts = [("bad", lights.overdue), ("warn", lights.soon), ("good", lights.in_time), ("neutral", lights.undated)];
    Bar {
        label,
        href,
        overdue: lights.overdue,
        soon: lights.soon,
        in_time: lights.in_time,
        undated: lights.undated,
        total: lights.total(),
        parts: drawn(&parts, most),
    }
}

/// The parts of a bar side by side, the longest bar of the drawing being `BAR_WIDTH` wide; what there is, is seen.
fn drawn(counts: &[(&'static str, i64)], most: i64) -> Vec<Part> {
    let mut x = 0;
    let mut parts = Vec::new();
    for &(tone, count) in counts {
        if count > 0 && most > 0 {
            let width = (count * BAR_WIDTH / most).max(3);
            parts.push(Part { tone, x, width });
            x += width + 1;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_what_they_count_and_never_vanish() {
        let lights = Lights { overdue: 1, soon: 0, in_time: 999, undated: 0 };
        let parts = bar(String::new(), String::new(), lights, 1000).parts;
        assert_eq!(parts[0], Part { tone: "bad", x: 0, width: 3 });
        assert_eq!(parts[1], Part { tone: "good", x: 4, width: 199 });
        assert!(bar(String::new(), String::new(), Lights::default(), 0).parts.is_empty());
        assert!(bar(String::new(), String::new(), lights, 0).parts.is_empty());
    }
}
