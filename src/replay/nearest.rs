//! What comes nearest in the rules to a word of the record: kinds, roles, result words. Pure.
use crate::council::{Council, numbers};
use crate::imports::lines::one_line;
use crate::imports::words::Words;
use crate::procedure::{EntryStyle, Leaning, ResultClass, RoleKind};

/// The kind of a recorded word, and whether that took some bending.
pub fn kind(words: &Words<'_>, word: Option<&str>) -> (String, Option<String>) {
    let council = words.council;
    let word = one_line(word.unwrap_or_default());
    let exact = words.kind(&word);
    if council.kinds.contains_key(&exact) {
        return (exact, None);
    }
    let folded = word.to_lowercase();
    let labels = || {
        let all = council.kinds.iter();
        all.flat_map(|(key, kind)| kind.label.0.values().map(move |label| (key, label.to_lowercase())))
    };
    let within = labels().filter(|(_, label)| folded.contains(label.as_str())).max_by_key(|(_, label)| label.len());
    let around =
        || labels().filter(|(_, label)| !folded.is_empty() && label.contains(&folded)).min_by_key(|l| l.1.len());
    let default = || {
        let mut kinds = council.kinds.iter();
        kinds.find(|(_, kind)| kind.stands_alone() && kind.points && kind.entry == EntryStyle::Issued)
    };
    let found = within.or_else(around).map(|(key, _)| key).or_else(|| default().map(|(key, _)| key));
    let found = found.or_else(|| council.kinds.keys().next()).cloned().unwrap_or_default();
    let remark = match recorded(Some(&word)) {
        Some(word) => format!("kind {word:?} taken for {found}"),
        None => format!("no kind: taken for {found}"),
    };
    (found, Some(remark))
}

/// The kind that a paper of this kind is below one of that kind; `None` where the rules know none.
pub fn below(council: &Council, parent: &str, kind: &str) -> Option<String> {
    let children = &council.kind(parent)?.children;
    if children.contains(kind) {
        return Some(kind.to_owned());
    }
    let wanted = council.kind(kind)?;
    let marked =
        children.iter().find(|code| council.kind(code).is_some_and(|child| child.mark(code) == wanted.mark(kind)));
    let related = || {
        let same = |code: &&String| council.kind(code).is_some_and(|child| child.relation == wanted.relation);
        children.iter().find(same).filter(|_| wanted.relation.is_some())
    };
    marked.or_else(related).cloned()
}

/// A kind that can stand alone and above one of this kind, for parents that are not in the record, and what that one is
/// below it; best one whose mark is in the number.
pub fn above(council: &Council, kind: &str, reference: &str) -> Option<(String, String)> {
    let alone = council.kinds.iter().filter(|(_, above)| above.stands_alone());
    let fits: Vec<_> = alone.filter_map(|(key, above)| Some((key, above, below(council, key, kind)?))).collect();
    let marks: Vec<_> = reference.split(|c: char| !c.is_alphabetic()).collect();
    let named = fits.iter().find(|(key, above, _)| marks.contains(&above.mark(key)));
    named.or_else(|| fits.first()).map(|(key, _, own)| ((*key).clone(), own.clone()))
}

/// The role in which a body acts of which the record says none, or one that the rules do not know: the one that the way
/// of the kind gives it, else one in which the word can be said.
pub fn role(council: &Council, kind: &str, body: &str, word: Option<&str>) -> Option<String> {
    let says =
        |role: &str| council.roles.get(role).is_some_and(|role| word.is_none_or(|word| role.results.contains(word)));
    let key = fold(body);
    let stops = council.kind(kind).into_iter().flat_map(|kind| kind.path.iter().chain(&kind.child_path));
    let own = stops.filter(|stop| stop.body == key && says(&stop.role)).map(|stop| stop.role.clone()).next();
    let order = [RoleKind::Decision, RoleKind::Advice, RoleKind::Information, RoleKind::Answer, RoleKind::Approval];
    let of_kind = |kind: RoleKind| {
        let mut roles = council.roles.iter().filter(move |(_, role)| role.kind == kind);
        roles.find(|(key, _)| says(key)).map(|(key, _)| key.clone())
    };
    // Without a word nothing says that it decided: then it advised.
    let advised = || word.is_none().then(|| of_kind(RoleKind::Advice)).flatten();
    own.or_else(advised).or_else(|| order.into_iter().find_map(of_kind))
}

/// The key of a body that is called so.
pub fn fold(name: &str) -> String {
    let spelled = name.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    numbers::slug(&spelled)
}

/// A word of this role that says what the given one says in others.
pub fn word(council: &Council, role: &str, word: &str) -> Option<String> {
    let said = council.results.get(word)?;
    let role = council.roles.get(role)?;
    let of = |class: ResultClass, leaning: Option<Leaning>| {
        let mut known = role.results.iter();
        known.find(|key| {
            council
                .results
                .get(*key)
                .is_some_and(|other| other.class == class && (leaning.is_none() || other.leaning == leaning))
        })
    };
    let (advice, leaning) = match (said.class, said.leaning) {
        (ResultClass::Adopt | ResultClass::Commit | ResultClass::ExecApprove, _) => {
            (ResultClass::Recommend, Some(Leaning::For))
        }
        (ResultClass::AdoptAmended | ResultClass::AdoptPart, _) => (ResultClass::Recommend, Some(Leaning::Amended)),
        (ResultClass::Reject, _) => (ResultClass::Recommend, Some(Leaning::Against)),
        (ResultClass::Recommend, Some(Leaning::Against)) => (ResultClass::Reject, None),
        (ResultClass::Recommend, Some(Leaning::Amended)) => (ResultClass::AdoptAmended, None),
        (ResultClass::Recommend, _) => (ResultClass::Adopt, None),
        (class, leaning) => (class, leaning),
    };
    let lets = || of(ResultClass::ExecApprove, None).filter(|_| role.kind == RoleKind::Approval);
    of(said.class, said.leaning)
        .or_else(lets)
        .or_else(|| of(advice, leaning))
        .or_else(|| of(ResultClass::Note, None))
        .cloned()
}

/// A text as it was recorded; what stands in brackets is what the record does not have.
pub fn recorded(text: Option<&str>) -> Option<String> {
    text.map(one_line).filter(|text| !text.is_empty() && !text.starts_with('('))
}
