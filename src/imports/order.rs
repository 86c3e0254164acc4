//! In which order papers are taken: who stands above others first, families whole. Pure.
use super::lines::PaperLine;
use std::collections::HashMap;

/// The places of the papers in an order in which every parent that is among them comes before its children; and the
/// places of those that stand above themselves, which cannot be taken.
pub fn parents_first(papers: &[PaperLine]) -> (Vec<usize>, Vec<usize>) {
    let places: HashMap<&str, usize> =
        papers.iter().enumerate().map(|(place, paper)| (paper.id.as_str(), place)).collect();
    let numbers: HashMap<&str, usize> =
        papers.iter().enumerate().filter_map(|(place, paper)| Some((paper.reference.as_deref()?, place))).collect();
    let parents: Vec<Option<usize>> = papers
        .iter()
        .map(|paper| {
            let above = paper.parent()?;
            let by_id = above.id.as_deref().and_then(|id| places.get(id));
            by_id.or_else(|| numbers.get(above.reference.as_deref()?)).copied()
        })
        .collect();
    let parent = |place: usize| parents.get(place).copied().flatten();
    let mut depths: Vec<(usize, usize)> = Vec::with_capacity(papers.len());
    let mut circles = Vec::new();
    for place in 0..papers.len() {
        let mut depth = 0;
        let mut above = parent(place);
        while let Some(next) = above {
            depth += 1;
            if depth > papers.len() {
                break;
            }
            above = parent(next);
        }
        if depth > papers.len() { circles.push(place) } else { depths.push((depth, place)) }
    }
    depths.sort_unstable();
    (depths.into_iter().map(|(_, place)| place).collect(), circles)
}

#[cfg(test)]
mod tests {
    use super::super::lines::RelativeLine;
    use super::*;

    fn paper(id: &str, parent: Option<&str>) -> PaperLine {
        let related = parent.map(|id| RelativeLine {
            id: Some(id.to_owned()),
            relation: "parent".to_owned(),
            ..RelativeLine::default()
        });
        PaperLine { id: id.to_owned(), related: related.into_iter().collect(), ..PaperLine::default() }
    }

    #[test]
    fn parents_come_first_and_circles_do_not_come() {
        let papers = [
            paper("c", Some("b")),
            paper("a", None),
            paper("b", Some("a")),
            paper("x", Some("y")),
            paper("y", Some("x")),
            paper("z", Some("gone")),
        ];
        let (order, circles) = parents_first(&papers);
        assert_eq!(order, [1, 5, 2, 0]);
        assert_eq!(circles, [3, 4]);
    }
}
