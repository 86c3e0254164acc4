//! The machine of a sitting, and how its agenda is numbered.
use super::{MeetingAction, MeetingState};
use std::collections::BTreeMap;

/// How deep an agenda goes: "Ö 8.1.1.1".
pub const DEPTH: usize = 4;

/// Where an action leads a sitting from a state; `None` where it leads nowhere.
pub const fn target(action: MeetingAction, from: MeetingState) -> Option<MeetingState> {
    use MeetingState::{Cancelled, Continued, Held, Invited, Planned, Running};
    match (action, from) {
        (MeetingAction::Change, Planned | Invited) => Some(from),
        (MeetingAction::Invite, Planned) => Some(Invited),
        (MeetingAction::Cancel, Planned | Invited) => Some(Cancelled),
        (MeetingAction::Start, Invited) => Some(Running),
        (MeetingAction::End, Running) => Some(Held),
        (MeetingAction::Continue, Running) => Some(Continued),
        (
            MeetingAction::AddItem
            | MeetingAction::EditItem
            | MeetingAction::MoveItem
            | MeetingAction::RemoveItem
            | MeetingAction::Fill,
            Planned | Invited | Running,
        ) => Some(from),
        (MeetingAction::Call, Running) => Some(from),
        (MeetingAction::Results, Planned | Invited | Running | Held | Continued) => Some(from),
        _ => None,
    }
}

/// Whether the action belongs to holding and recording the sitting, and not to its preparation.
pub const fn is_record(action: MeetingAction) -> bool {
    matches!(
        action,
        MeetingAction::Start
            | MeetingAction::End
            | MeetingAction::Continue
            | MeetingAction::Call
            | MeetingAction::Results
    )
}

/// An item as the numbering needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<Id> {
    pub id: Id,
    pub parent: Option<Id>,
    pub public: bool,
    /// Among its neighbours.
    pub position: i32,
}

/// The items in reading order, each with its number: the public part first, sub-items behind their item. Each part
/// counts from 1; its prefix ("Ö", "N") stands before. Items whose parent is not among them are left out.
pub fn numbers<Id: Copy + Ord>(items: &[Place<Id>], public_prefix: &str, nonpublic_prefix: &str) -> Vec<(Id, String)> {
    let mut below: BTreeMap<Option<Id>, Vec<&Place<Id>>> = BTreeMap::new();
    for item in items {
        below.entry(item.parent).or_default().push(item);
    }
    for siblings in below.values_mut() {
        siblings.sort_by_key(|item| (!item.public, item.position, item.id));
    }
    let mut numbered = Vec::new();
    for (public, prefix) in [(true, public_prefix), (false, nonpublic_prefix)] {
        let roots = below.get(&None).into_iter().flatten().filter(|item| item.public == public);
        for (count, item) in (1..).zip(roots) {
            descend(item.id, format!("{prefix} {count}").trim().to_owned(), &below, DEPTH, &mut numbered);
        }
    }
    numbered
}

fn descend<Id: Copy + Ord>(
    id: Id,
    number: String,
    below: &BTreeMap<Option<Id>, Vec<&Place<Id>>>,
    depth: usize,
    numbered: &mut Vec<(Id, String)>,
) {
    numbered.push((id, number.clone()));
    // A circle of parents, which the store cannot make, would not end.
    if depth > 0 {
        for (count, item) in (1..).zip(below.get(&Some(id)).into_iter().flatten()) {
            descend(item.id, format!("{number}.{count}"), below, depth - 1, numbered);
        }
    }
}

/// The number of one more item behind its neighbours, of which no number is used again. `above` is the number of the
/// item above it, or the part's prefix.
pub fn next_number<'a>(neighbours: impl Iterator<Item = &'a str>, above: &str, is_root: bool) -> String {
    let last = neighbours.filter_map(|number| number.rsplit([' ', '.']).next()?.parse::<u32>().ok()).max();
    let next = last.unwrap_or(0).saturating_add(1);
    if is_root { format!("{above} {next}").trim().to_owned() } else { format!("{above}.{next}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(id: u32, parent: Option<u32>, public: bool, position: i32) -> Place<u32> {
        Place { id, parent, public, position }
    }

    #[test]
    fn each_part_counts_for_itself_and_sub_items_below_their_item() {
        let items = [
            place(1, None, true, 2),
            place(2, None, true, 1),
            place(3, Some(1), true, 1),
            place(4, Some(1), true, 2),
            place(5, Some(4), true, 1),
            place(6, None, false, 1),
        ];
        let told: Vec<_> = numbers(&items, "Ö", "N");
        let told: Vec<_> = told.iter().map(|(id, number)| (*id, number.as_str())).collect();
        assert_eq!(told, [(2, "Ö 1"), (1, "Ö 2"), (3, "Ö 2.1"), (4, "Ö 2.2"), (5, "Ö 2.2.1"), (6, "N 1")]);
    }

    #[test]
    fn a_late_item_takes_no_number_again() {
        assert_eq!(next_number(["Ö 1", "Ö 3"].into_iter(), "Ö", true), "Ö 4");
        assert_eq!(next_number(["Ö 8.1", "Ö 8.2"].into_iter(), "Ö 8", false), "Ö 8.3");
        assert_eq!(next_number(std::iter::empty(), "N", true), "N 1");
    }

    proptest! {
        #[test]
        fn every_item_has_one_number_of_its_own(parents in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), 0..5i32), 1..30)) {
            let mut items: Vec<Place<u32>> = Vec::new();
            let mut depths: Vec<usize> = Vec::new();
            for (id, (above, public, position)) in (0u32..).zip(parents) {
                let above = (!items.is_empty()).then(|| above.index(items.len())).filter(|at| depths[*at] + 1 < DEPTH);
                depths.push(above.map_or(0, |at| depths[at] + 1));
                let (parent, public) = above.map_or((None, public), |at| (Some(items[at].id), items[at].public));
                items.push(place(id, parent, public, position));
            }
            let numbered = numbers(&items, "Ö", "N");
            prop_assert_eq!(numbered.len(), items.len());
            let distinct: std::collections::BTreeSet<_> = numbered.iter().map(|(_, number)| number).collect();
            prop_assert_eq!(distinct.len(), items.len());
        }
    }

    #[test]
    fn what_is_over_is_not_changed_any_more() {
        for state in [MeetingState::Held, MeetingState::Cancelled, MeetingState::Continued] {
            let open: Vec<_> = MeetingAction::ALL.iter().filter(|action| target(**action, state).is_some()).collect();
            assert!(open.iter().all(|action| **action == MeetingAction::Results), "{state}: {open:?}");
        }
    }
}
