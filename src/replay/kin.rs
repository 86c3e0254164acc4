//! Which of the recorded papers belong together, and which stands above which. Pure.
use crate::imports::lines::{PaperLine, RelativeLine, one_line};
use std::collections::{BTreeMap, HashMap};

/// The marks behind which the number of a paper below another one goes on.
const MARKS: [char; 2] = ['-', '/'];

/// The papers that belong together, each with the place of the one above it; those above first.
pub fn families(lines: &[PaperLine]) -> Vec<Vec<(usize, Option<usize>)>> {
    let above = parents(lines);
    let mut joined = Joined((0..lines.len()).collect());
    let mut first: HashMap<String, usize> = HashMap::new();
    for (place, line) in lines.iter().enumerate() {
        if let Some(parent) = above.get(place).copied().flatten() {
            joined.join(place, parent);
        }
        // What the source says to be one family is one, whether or not it says how.
        let root = line.root.id.as_ref().map(|id| format!("root {id}"));
        let family = line.family.as_ref().map(|name| format!("family {name}"));
        for name in root.into_iter().chain(family) {
            let known = *first.entry(name).or_insert(place);
            joined.join(place, known);
        }
    }
    let mut families: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for place in 0..lines.len() {
        families.entry(joined.first(place)).or_default().push((chain(&above, place).len(), place));
    }
    let placed = |(_, place): (usize, usize)| (place, above.get(place).copied().flatten());
    let sorted = |mut members: Vec<(usize, usize)>| {
        members.sort_unstable();
        members.into_iter().map(placed).collect()
    };
    families.into_values().map(sorted).collect()
}

/// The paper above that is not in the record, as far as something is said of it.
pub fn missing_parent(line: &PaperLine) -> Option<&RelativeLine> {
    let named = || line.related.iter().find(|other| other.relation.starts_with("parent"));
    let own = one_line(line.reference.as_deref().unwrap_or_default());
    let by_number = |other: &&RelativeLine| {
        let number = one_line(other.reference.as_deref().unwrap_or_default());
        !number.is_empty() && own.strip_prefix(number.as_str()).is_some_and(|rest| rest.starts_with(MARKS))
    };
    named().or_else(|| line.lineage.iter().find(by_number))
}

/// The papers below of which only the lineage of this one tells, and that came to a result.
pub fn told_children(line: &PaperLine) -> impl Iterator<Item = &RelativeLine> {
    let own = one_line(line.reference.as_deref().unwrap_or_default());
    line.lineage.iter().filter(move |other| {
        let number = one_line(other.reference.as_deref().unwrap_or_default());
        let below = number.is_empty() || number.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with(MARKS));
        below && other.result.is_some() && other.kind.is_some()
    })
}

/// For each line the place of the one above it: as it says, else by its number.
fn parents(lines: &[PaperLine]) -> Vec<Option<usize>> {
    let mut by_id = HashMap::new();
    let mut by_reference = HashMap::new();
    for (place, line) in lines.iter().enumerate() {
        by_id.entry(line.id.as_str()).or_insert(place);
        if let Some(reference) = &line.reference {
            by_reference.entry(one_line(reference)).or_insert(place);
        }
    }
    let named = |line: &PaperLine| {
        let parent = line.related.iter().find(|other| other.relation.starts_with("parent"))?;
        let id = parent.id.as_deref().and_then(|id| by_id.get(id));
        id.or_else(|| by_reference.get(&one_line(parent.reference.as_deref()?))).copied()
    };
    let by_number = |line: &PaperLine| {
        let number = one_line(line.reference.as_deref()?);
        let ends = number.char_indices().rev().filter(|(_, c)| MARKS.contains(c));
        ends.filter_map(|(end, _)| number.get(..end)).find_map(|start| by_reference.get(start)).copied()
    };
    let above: Vec<_> = lines.iter().map(|line| named(line).or_else(|| by_number(line))).collect();
    // Who stands above itself has no parent.
    let circles =
        |place: usize| chain(&above, place).last().is_some_and(|last| above.get(*last).copied().flatten().is_some());
    (0..lines.len()).map(|place| above.get(place).copied().flatten().filter(|_| !circles(place))).collect()
}

/// The papers above this one, the root last; breaks off where they turn in a circle.
fn chain(above: &[Option<usize>], place: usize) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut next = above.get(place).copied().flatten();
    while let Some(place) = next {
        if chain.contains(&place) {
            break;
        }
        chain.push(place);
        next = above.get(place).copied().flatten();
    }
    chain
}

/// What was joined, each by the place of another one of the same set.
struct Joined(Vec<usize>);

impl Joined {
    /// The first of the set in which this one is.
    fn first(&mut self, place: usize) -> usize {
        let mut root = place;
        while let Some(up) = self.0.get(root).copied().filter(|up| *up != root) {
            root = up;
        }
        if let Some(own) = self.0.get_mut(place) {
            *own = root;
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        if let Some(later) = self.0.get_mut(one.max(other)) {
            *later = one.min(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(json: &str) -> PaperLine {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn papers_belong_together_by_what_they_say_and_by_their_numbers() {
        let lines = [
            line(r#"{"id":"1","reference":"A/1"}"#),
            line(r#"{"id":"2","reference":"A/1-NF-02"}"#),
            line(r#"{"id":"3","reference":"X","related":[{"id":"1","relation":"parent"}]}"#),
            line(r#"{"id":"4","reference":"Y","family":"F7"}"#),
            line(r#"{"id":"5","reference":"Z","family":"F7"}"#),
            line(r#"{"id":"6","reference":"U","root":{"id":"3"}}"#),
            line(r#"{"id":"7","reference":"V","root":{"id":"3"}}"#),
        ];
        let families = families(&lines);
        let wanted: Vec<Vec<(usize, Option<usize>)>> =
            vec![vec![(0, None), (1, Some(0)), (2, Some(0))], vec![(3, None), (4, None)], vec![(5, None), (6, None)]];
        assert_eq!(families, wanted);
    }

    #[test]
    fn a_parent_that_is_not_there_is_known_by_its_number() {
        let child = line(r#"{"reference":"VI-A-1-VSP-01","lineage":[{"reference":"V/A 9"},{"reference":"VI-A-1"}]}"#);
        assert_eq!(missing_parent(&child).unwrap().reference.as_deref(), Some("VI-A-1"));
        let told = line(
            r#"{"reference":"17-1","lineage":[{"title":"x","kind":"Änderungsantrag","result":"abgelehnt"},{"reference":"9","kind":"A","result":"b"}]}"#,
        );
        assert_eq!(told_children(&told).count(), 1);
    }
}
