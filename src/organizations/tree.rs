//! The organisations of a council as a tree, flat: each with its depth, in the order in which it is read. Pure.
use super::Organization;
use crate::db::types::OrganizationId;
use std::collections::{BTreeMap, BTreeSet};

/// An organisation and how deep it stands, the first level being 0.
pub type Placed<'a> = (&'a Organization, usize);

/// What stands below one organisation, or the whole tree for `None`: parts after what they belong to, those of the same
/// level in the order of `all`. What belongs to something that is not there stands on the first level of the whole tree.
pub fn below(all: &[Organization], top: Option<OrganizationId>) -> Vec<Placed<'_>> {
    let known: BTreeSet<_> = all.iter().map(|one| one.id).collect();
    let mut parts: BTreeMap<Option<OrganizationId>, Vec<&Organization>> = BTreeMap::new();
    for one in all {
        parts.entry(one.parent_id.filter(|parent| known.contains(parent))).or_default().push(one);
    }
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    // The next to be taken is the last.
    let mut waiting: Vec<Placed<'_>> = parts.get(&top).into_iter().flatten().rev().map(|one| (*one, 0)).collect();
    while let Some((one, depth)) = waiting.pop() {
        if seen.insert(one.id) {
            found.push((one, depth));
            waiting.extend(parts.get(&Some(one.id)).into_iter().flatten().rev().map(|part| (*part, depth + 1)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organizations::OrganizationKind;

    fn one(name: &str, parent: Option<OrganizationId>) -> Organization {
        Organization {
            id: OrganizationId::new(),
            council: "leipzig".to_owned(),
            key: name.to_owned(),
            name: name.to_owned(),
            kind: OrganizationKind::Department,
            parent_id: parent,
            email: None,
            place: None,
            starts_on: None,
            ends_on: None,
            successor_id: None,
            seats: None,
            nonpublic: false,
            sign: None,
        }
    }

    #[test]
    fn parts_follow_what_they_belong_to_and_circles_end() {
        let a = one("a", None);
        let b = one("b", Some(a.id));
        let c = one("c", Some(b.id));
        let d = one("d", Some(a.id));
        let lost = one("lost", Some(OrganizationId::new()));
        let mut all = vec![a.clone(), b.clone(), c, d, lost];
        let read = |all: &[Organization], top| -> Vec<(String, usize)> {
            below(all, top).into_iter().map(|(one, depth)| (one.name.clone(), depth)).collect()
        };
        let told = |list: &[(&str, usize)]| -> Vec<(String, usize)> {
            list.iter().map(|(name, depth)| ((*name).to_owned(), *depth)).collect()
        };
        assert_eq!(read(&all, None), told(&[("a", 0), ("b", 1), ("c", 2), ("d", 1), ("lost", 0)]));
        assert_eq!(read(&all, Some(a.id)), told(&[("b", 0), ("c", 1), ("d", 0)]));
        all[0].parent_id = Some(b.id);
        assert_eq!(read(&all, Some(a.id)), told(&[("b", 0), ("a", 1), ("d", 2), ("c", 1)]));
    }
}
