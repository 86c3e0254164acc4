//! What waits on the desks because of decisions: orders without owner or date, reports to confirm, orders of one's own
//! department that are due or want a report.
use super::hats::Hats;
use super::{Card, Teller};
use crate::council::Council;
use crate::db::Db;
use crate::error::Result;
use crate::orders::pages::{light, path};
use crate::orders::store::{self, tracked};
use crate::orders::{Order, force, telling};
use crate::papers::Paper;
use crate::procedure::obligation::Light;
use crate::procedure::{OrderState, implementation};
use crate::tracking::{Filter, Show, What};
use crate::visibility::Scope;
use crate::web::cursor;
use chrono::{Days, NaiveDate};

/// Rows that are read of each sort.
const MOST: i64 = 60;
/// So many days ahead a report that is wanted is shown.
const AHEAD: u64 = 14;

/// Orders with their papers.
type Rows = Vec<(Order, Paper)>;

/// The orders that may wait for an account.
#[derive(Default)]
pub struct Orders {
    /// Without an owner or a date; for the office.
    undetermined: Rows,
    /// Reported as done; for the office.
    reported: Rows,
    /// Overdue or due soon, of the account's departments; for the executive every overdue one.
    due: Rows,
    /// Of the account's departments, on which a report is wanted, with the day until which it is.
    unreported: Vec<(Order, Paper, NaiveDate)>,
    /// What the reader may see, to say whether the paper itself may be named.
    scope: Scope,
}

impl Orders {
    pub fn read(db: &mut Db, council: &Council, scope: &Scope, hats: &Hats, today: NaiveDate) -> Result<Self> {
        let slug = council.slug.as_str();
        let mut found = Self { scope: scope.clone(), ..Self::default() };
        if hats.office {
            found.undetermined = tracked::undetermined(db, slug, scope, MOST)?;
            found.reported = tracked::in_state(db, slug, scope, OrderState::Reported, MOST)?;
        }
        let open = || Filter { what: Some(What::Orders), ..Filter::open(council, today) };
        if hats.executive {
            let filter = Filter { show: Show::Overdue, ..open() };
            found.due = tracked::tracked(db, slug, scope, &filter, MOST)?;
        }
        for department in &hats.departments {
            let filter = Filter { department: Some(*department), ..open() };
            let own = tracked::tracked(db, slug, scope, &filter, 4 * MOST)?;
            found.sort_in(db, council, own, today)?;
        }
        Ok(found)
    }

    /// Which of a department's orders are due, and on which a report is wanted.
    fn sort_in(&mut self, db: &mut Db, council: &Council, own: Rows, today: NaiveDate) -> Result<()> {
        let ids: Vec<_> = own.iter().map(|(order, _)| order.id).collect();
        let reports = store::reports_of(db, &ids)?;
        let resolutions: Vec<_> = own.iter().filter_map(|(order, _)| order.resolution_id).collect();
        let binding = force::store::binding_days(db, &resolutions)?;
        let horizon = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
        for (order, paper) in own.into_iter().filter(|(order, _)| order.state != OrderState::Reported) {
            let last = reports.iter().find(|report| report.order_id == order.id).map(|report| report.reported_on);
            let light = implementation::light(order.state, order.due_on, council.orders.warn_days, today);
            let from = order.counts_from(&binding);
            let wanted = implementation::report_due(order.state, from, last, council.orders.report_months);
            if matches!(light, Light::Red | Light::Yellow) {
                self.due.push((order, paper));
            } else if let Some(day) = wanted.filter(|day| *day <= horizon) {
                self.unreported.push((order, paper, day));
            }
        }
        Ok(())
    }

    /// The sections with their cards, the most urgent first, and where the whole list is.
    pub(super) fn sections(&self, teller: &Teller<'_>, hats: &Hats) -> Vec<(&'static str, Vec<Card>, String)> {
        let slug = &teller.telling.wording.council.slug;
        let list = |parameters: &[(&str, &str)]| {
            let all: Vec<_> = [("what", "orders")].into_iter().chain(parameters.iter().copied()).collect();
            cursor::href(&format!("/{slug}/tracking"), &all)
        };
        let cards = |rows: &Rows, todo: &str| -> Vec<Card> {
            rows.iter().map(|(order, paper)| self.card(teller, order, paper, todo, String::new())).collect()
        };
        let department = hats.departments.first().map(ToString::to_string).unwrap_or_default();
        let unreported = self.unreported.iter().map(|(order, paper, day)| {
            let note = teller.telling.say("desk_report_until", &[("day", &teller.telling.wording.day(*day))]);
            self.card(teller, order, paper, "order_report", note)
        });
        vec![
            ("order_confirm", cards(&self.reported, "order_confirm"), list(&[])),
            ("order_open", cards(&self.undetermined, "order_open"), list(&[("state", "undated")])),
            ("order_due", cards(&self.due, "order_due"), list(&[("department", &department)])),
            ("order_report", unreported.collect(), list(&[("department", &department)])),
        ]
    }

    fn card(&self, teller: &Teller<'_>, order: &Order, paper: &Paper, todo: &str, note: String) -> Card {
        let telling = teller.telling;
        let light = light(telling, order);
        let sees = self.scope.sees(&paper.exposure(&[]));
        Card {
            href: path(telling.wording.council, order.id),
            number: telling.number(paper),
            title: telling::excerpt(&order.content),
            kind: if sees { telling.title(paper) } else { String::new() },
            todo: telling.say(&format!("desk_todo_{todo}"), &[]),
            note,
            tone: light.tone,
            rule: light.due.clone(),
            due: order.due_on,
            light: Some(light),
        }
    }
}
