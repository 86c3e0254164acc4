//! What is wrong with the section on orders.
use crate::council::{Council, MailRow};
use crate::vocabulary::{Action, Guard, OrderState, ResultClass, RoleKind, Subject, order_target};

/// Most months between two reports.
const LONGEST: u32 = 60;

/// Adds every fault of the section.
pub fn faults(council: &Council, faults: &mut Vec<String>) {
    let rules = &council.orders;
    if rules.report_months > LONGEST {
        faults.push(format!("orders.report_months: at most {LONGEST} months lie between two reports"));
    }
    if rules.owners.0.is_empty() {
        faults.push("orders.owners: nothing can own an order".to_owned());
    }
    for (action, step) in &rules.actions {
        let place = format!("orders.actions.{action}");
        if action.subject() != Subject::Order {
            faults.push(format!("{place}: this is done to a {}, not to an order", action.subject()));
        }
        if step.by.is_empty() {
            faults.push(format!("{place}: nobody may take this action: \"by\" is empty"));
        }
        for guard in step.guards.iter().filter(|guard| **guard != Guard::Reason || !takes_reason(*action)) {
            faults.push(format!("{place}: the guard {guard} has no meaning here"));
        }
        for effect in &step.effects {
            faults.push(format!("{place}: the effect {effect} has no meaning here"));
        }
        let told = |row: MailRow| {
            matches!(row, MailRow::Ordered | MailRow::Coordinated | MailRow::Progress | MailRow::OrderClosed)
        };
        if let Some(row) = step.mail.filter(|row| !told(*row)) {
            faults.push(format!("{place}: the mail {row} does not speak of orders"));
        }
    }
    if makes_orders(council) && !closes(council) {
        faults.push(
            "orders.actions: decisions make orders, but nothing ever ends one (report and confirm, or drop)".to_owned(),
        );
    }
    if let Some(&action) = rules.actions.keys().find(|action| **action == Action::Confirm)
        && !rules.actions.contains_key(&Action::Report)
    {
        faults.push(format!("orders.actions.{action}: only what was reported as done is confirmed; report is missing"));
    }
}

/// Whether a reason can be typed with the action.
const fn takes_reason(action: Action) -> bool {
    matches!(action, Action::Move | Action::Coordinate | Action::Reschedule | Action::Drop | Action::Release)
}

/// Whether any result word of a role that decides makes orders.
fn makes_orders(council: &Council) -> bool {
    let makes = |class: ResultClass| {
        matches!(class, ResultClass::Adopt | ResultClass::AdoptAmended | ResultClass::AdoptPart | ResultClass::Commit)
    };
    council
        .roles
        .values()
        .filter(|role| role.kind == RoleKind::Decision)
        .any(|role| role.results.iter().any(|word| council.results.get(word).is_some_and(|result| makes(result.class))))
}

/// Whether the council's actions can lead an order to an end.
fn closes(council: &Council) -> bool {
    let mut reached = vec![OrderState::Ordered];
    let mut next = 0;
    while let Some(&state) = reached.get(next) {
        next += 1;
        let to =
            council.orders.actions.keys().flat_map(|action| {
                [true, false].into_iter().filter_map(move |done| order_target(*action, state, done))
            });
        for state in to.collect::<Vec<_>>() {
            if !reached.contains(&state) {
                reached.push(state);
            }
        }
    }
    reached.iter().any(|state| matches!(state, OrderState::Done | OrderState::Dropped))
}

#[cfg(test)]
mod tests {
    use crate::council::check::tests::faults_with;

    #[test]
    fn every_fault_of_the_section_is_named() {
        for (change, fault) in [
            ("orders.report_months = 600", "orders.report_months: at most 60"),
            (
                "orders.actions.admit = { label = { de = \"Zulassen\", en = \"Admit\" }, by = [\"admin\"] }",
                "orders.actions.admit: this is done to a paper",
            ),
            ("orders.actions.move.by = []", "orders.actions.move: nobody may"),
            ("orders.actions.report.mail = \"receipt\"", "orders.actions.report: the mail receipt does not speak"),
            ("orders.actions.report.guards = [\"reason\"]", "orders.actions.report: the guard reason has no meaning"),
            ("orders.actions.report.effects = [\"number\"]", "orders.actions.report: the effect number has no meaning"),
            (
                "orders.actions.report.label.en = false",
                "orders.actions.report.label: the translation into \"en\" is missing",
            ),
        ] {
            let told = faults_with(change);
            assert!(told.contains(fault), "{fault} is not in:\n{told}");
        }
    }

    #[test]
    fn what_is_confirmed_must_have_been_reported() {
        let told = faults_with("orders.actions.report = false");
        assert!(told.contains("orders.actions.confirm: only what was reported"), "{told}");
    }
}
