//! How orders stood at the end of a day that is over: told back from how they stand now by the events since then. Pure.
use super::Order;
use crate::db::types::OrderId;
use crate::events::{Event, OrderWas};
use crate::procedure::OrderState;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How each order stood before the first of these events, which come oldest first.
pub fn before(events: Vec<Event>) -> BTreeMap<OrderId, OrderWas> {
    let mut was = BTreeMap::new();
    for event in events {
        let id = event.subject.strip_prefix("order:").and_then(|id| id.parse().ok());
        let stood = event.detail.and_then(|detail| detail.order_was);
        if let (Some(id), Some(stood)) = (id, stood) {
            was.entry(id).or_insert(*stood);
        }
    }
    was
}

/// The orders as they stood then: without those that were split already, without the parts of those that were not yet,
/// and without what had ended before `from`.
pub fn stood<T>(found: Vec<(Order, T)>, was: &BTreeMap<OrderId, OrderWas>, from: NaiveDate) -> Vec<(Order, T)> {
    let mut found: Vec<_> = found
        .into_iter()
        .map(|(mut order, of)| {
            if let Some(was) = was.get(&order.id) {
                order.state = was.state;
                order.owner_id = was.owner;
                order.coordinator_id = was.coordinator;
                order.coordinated_from = was.coordinated_from;
                order.due_on = was.due_on;
                order.due_note.clone_from(&was.due_note);
                order.closed_on = was.closed_on;
            }
            (order, of)
        })
        .collect();
    let states: BTreeMap<OrderId, OrderState> = found.iter().map(|(order, _)| (order.id, order.state)).collect();
    found.retain(|(order, _)| {
        // An origin that is not here was split before.
        let is_there = order.origin_id.and_then(|id| states.get(&id)).is_none_or(|state| *state == OrderState::Split);
        is_there && order.state != OrderState::Split && order.closed_on.is_none_or(|day| day >= from)
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::{OrganizationId, PaperId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn order(state: OrderState, origin: Option<OrderId>) -> Order {
        Order {
            id: OrderId::new(),
            council: "leipzig".to_owned(),
            paper_id: PaperId::new(),
            resolution_id: None,
            origin_id: origin,
            point: None,
            content: "Bänke".to_owned(),
            folded: "bänke".to_owned(),
            owner_id: Some(OrganizationId::new()),
            coordinator_id: None,
            coordinated_from: None,
            due_on: Some(day("2021-06-30")),
            due_note: String::new(),
            state,
            public: true,
            reason: String::new(),
            created_on: day("2020-03-01"),
            closed_on: matches!(state, OrderState::Done | OrderState::Split).then(|| day("2020-09-01")),
            closing_consultation_id: None,
            version: 1,
        }
    }

    fn was(state: OrderState, due: &str) -> OrderWas {
        OrderWas {
            state,
            owner: None,
            coordinator: None,
            coordinated_from: None,
            due_on: Some(day(due)),
            due_note: String::new(),
            closed_on: None,
        }
    }

    #[test]
    fn what_happened_later_has_not_happened_yet() {
        let done = order(OrderState::Done, None);
        let split = order(OrderState::Split, None);
        let part = order(OrderState::Ordered, Some(split.id));
        let later = BTreeMap::from([
            (done.id, was(OrderState::InProgress, "2020-06-01")),
            (split.id, was(OrderState::Ordered, "2020-12-01")),
        ]);
        let found = stood(vec![(done.clone(), ()), (split.clone(), ()), (part.clone(), ())], &later, day("2020-01-01"));
        let ids: Vec<_> = found.iter().map(|(order, ())| order.id).collect();
        assert_eq!(ids, [done.id, split.id], "the part was not there yet");
        let first = &found[0].0;
        assert_eq!((first.state, first.closed_on, first.owner_id), (OrderState::InProgress, None, None));
        assert_eq!(first.due_on, Some(day("2020-06-01")));
        let found = stood(vec![(done, ()), (split, ()), (part.clone(), ())], &BTreeMap::new(), day("2020-10-01"));
        assert_eq!(found.iter().map(|(order, ())| order.id).collect::<Vec<_>>(), [part.id]);
    }
}
