//! The family tree of papers (Stammbaum): a tree of any depth and kind, built from flat rows, and where each node
//! stands in a drawing. Pure.
use crate::db::types::PaperId;
use std::collections::{BTreeMap, BTreeSet};

/// What a tree is built from: a paper and the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    pub id: PaperId,
    pub parent: Option<PaperId>,
}

/// A node in its place: how deep it hangs, and on which line of a list that shows every parent before its children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    pub id: PaperId,
    /// The nearest node above it that is shown.
    pub parent: Option<PaperId>,
    pub depth: usize,
}

/// The tree in reading order: each paper followed by its children in the order of `links`. A paper whose parent is not
/// among `links` (hidden from this viewer, or known by number only) stands at the top. Papers in a circle, which
/// `would_circle` never lets come into being, stand at the top once, so that none is lost.
pub fn reading_order(links: &[Link]) -> Vec<Node> {
    let known: BTreeSet<PaperId> = links.iter().map(|link| link.id).collect();
    let mut below: BTreeMap<PaperId, Vec<PaperId>> = BTreeMap::new();
    let mut tops = Vec::new();
    for link in links {
        match link.parent.filter(|parent| known.contains(parent) && *parent != link.id) {
            Some(parent) => below.entry(parent).or_default().push(link.id),
            None => tops.push(link.id),
        }
    }
    let mut order = Vec::with_capacity(links.len());
    let mut placed = BTreeSet::new();
    for start in tops.into_iter().chain(links.iter().map(|link| link.id)) {
        // A stack of our own: a family may be deeper than the thread's stack.
        let mut open = vec![(start, None, 0)];
        while let Some((id, parent, depth)) = open.pop() {
            if !placed.insert(id) {
                continue;
            }
            order.push(Node { id, parent, depth });
            for child in below.get(&id).into_iter().flatten().rev() {
                open.push((*child, Some(id), depth + 1));
            }
        }
    }
    order
}

/// Whether hanging `child` below `parent` would close a circle in these links.
pub fn would_circle(links: &[Link], child: PaperId, parent: PaperId) -> bool {
    let above: BTreeMap<PaperId, PaperId> =
        links.iter().filter_map(|link| link.parent.map(|parent| (link.id, parent))).collect();
    let mut seen = BTreeSet::new();
    let mut at = Some(parent);
    while let Some(id) = at {
        if id == child || !seen.insert(id) {
            return true;
        }
        at = above.get(&id).copied();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(n: u128) -> PaperId {
        PaperId::from(uuid::Uuid::from_u128(n))
    }
    fn link(n: u128, parent: Option<u128>) -> Link {
        Link { id: id(n), parent: parent.map(id) }
    }

    #[test]
    fn children_follow_their_parents() {
        let order = reading_order(&[link(1, None), link(2, Some(1)), link(3, Some(1)), link(4, Some(2))]);
        let shown: Vec<_> = order.iter().map(|node| (node.id, node.depth)).collect();
        assert_eq!(shown, [(id(1), 0), (id(2), 1), (id(4), 2), (id(3), 1)]);
    }

    #[test]
    fn a_paper_below_a_hidden_one_stands_at_the_top() {
        let order = reading_order(&[link(4, Some(2))]);
        assert_eq!((order[0].depth, order[0].parent), (0, None));
    }

    #[test]
    fn circles_are_seen() {
        let links = [link(1, None), link(2, Some(1)), link(3, Some(2))];
        assert!(would_circle(&links, id(1), id(3)));
        assert!(would_circle(&links, id(1), id(1)));
        assert!(!would_circle(&links, id(4), id(3)));
    }

    #[test]
    fn ten_thousand_deep() {
        let links: Vec<_> = (0..10_000).map(|n| link(n + 1, (n > 0).then_some(n))).collect();
        assert_eq!(reading_order(&links)[9_999].depth, 9_999);
    }

    proptest! {
        #[test]
        fn what_would_circle_lets_pass_stays_a_tree(wishes in prop::collection::vec((0usize..12, 0usize..12), 0..60)) {
            let mut links: Vec<_> = (0..12).map(|n| link(n, None)).collect();
            for (child, parent) in wishes {
                let (child_id, parent_id) = (links[child].id, links[parent].id);
                if links[child].parent.is_none() && !would_circle(&links, child_id, parent_id) {
                    links[child].parent = Some(parent_id);
                }
            }
            // From every paper the way up ends at one without a parent.
            for start in &links {
                let mut at = *start;
                for _ in 0..links.len() {
                    let Some(parent) = at.parent else { break };
                    at = *links.iter().find(|link| link.id == parent).unwrap();
                }
                prop_assert_eq!(at.parent, None);
            }
            let tops = links.iter().filter(|link| link.parent.is_none()).count();
            prop_assert_eq!(reading_order(&links).iter().filter(|node| node.depth == 0).count(), tops);
        }

        #[test]
        fn nothing_is_lost_and_parents_come_first(parents in prop::collection::vec(prop::option::of(0usize..40), 0..40)) {
            // Any links at all, circles too.
            let links: Vec<_> = parents.iter().enumerate().map(|(n, parent)| link(n as u128, parent.map(|p| p as u128))).collect();
            let order = reading_order(&links);
            prop_assert_eq!(order.len(), links.len());
            let ids: BTreeSet<_> = order.iter().map(|node| node.id).collect();
            prop_assert_eq!(ids.len(), links.len());
            for (at, node) in order.iter().enumerate() {
                if let Some(parent) = node.parent {
                    let above = order.iter().position(|other| other.id == parent).unwrap();
                    prop_assert!(above < at);
                    prop_assert_eq!(order[above].depth + 1, node.depth);
                }
            }
        }
    }
}
