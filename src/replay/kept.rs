//! Numbers that were kept: of papers that came later than one whose number counts behind theirs. Pure.
use super::fit::Script;
use crate::council::{Council, numbers};
use crate::procedure::{Action, EntryStyle};

/// The papers of the administration beside this one whose numbers count before its own, the first first, where the rules
/// let a number be kept. As they have not come yet when this one comes, their numbers were kept for them.
pub fn before(council: &Council, family: &[Script], place: usize) -> Vec<usize> {
    let Some(script) = family.get(place) else { return Vec::new() };
    let keeps = |above: usize| {
        let kind = family.get(above).and_then(|above| council.kind(&above.kind));
        kind.is_some_and(|kind| kind.actions.contains_key(&Action::Reserve))
    };
    let Some(above) = script.parent.filter(|above| keeps(*above)) else { return Vec::new() };
    let Some(own) = counted(council, family, place) else { return Vec::new() };
    let beside = family.iter().enumerate().filter(|(other, script)| {
        *other != place
            && script.parent == Some(above)
            && council.kind(&script.kind).is_some_and(|kind| kind.entry == EntryStyle::Issued)
    });
    let mut found: Vec<_> = beside
        .filter_map(|(other, _)| Some((counted(council, family, other).filter(|seq| *seq < own)?, other)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, other)| other).collect()
}

/// What the number of a paper below another one has counted, where it follows the rules.
fn counted(council: &Council, family: &[Script], place: usize) -> Option<i64> {
    let script = family.get(place)?;
    let above = family.get(script.parent?)?;
    let mut root = above;
    while let Some(higher) =
        root.parent.and_then(|higher| family.get(higher)).filter(|higher| higher.depth < root.depth)
    {
        root = higher;
    }
    let kind = council.kind(&script.kind)?;
    let values = numbers::Values {
        kind: kind.mark(&script.kind),
        parent: &above.reference,
        root: &root.reference,
        ..numbers::Values::default()
    };
    numbers::counted(&council.numbers.child, &values, &script.reference).map(|found| found.seq)
}
