//! The family of a paper that is brought in: what it hangs below, also when that comes later, and how far its number has
//! counted.
use super::lines::{PaperLine, RelativeLine, one_line};
use super::room::Room;
use super::{clocks, store};
use crate::app::Tx;
use crate::consultations;
use crate::council::{Council, numbers};
use crate::db::types::{Moment, PaperId};
use crate::error::Result;
use crate::events::{self, Correction, Detail, NewEvent};
use crate::papers::{self, Paper, numbering};
use crate::procedure::{ClockState, ConsultationState, EntryState, Status, status};
use crate::visibility::Circle;
use crate::vocabulary::Corrected;
use chrono::NaiveDate;

/// The parent that a line names, where it is there.
pub fn parent(room: &Room<'_>, relative: Option<&RelativeLine>) -> Option<PaperId> {
    let relative = relative?;
    let by_id = relative.id.as_deref().and_then(|id| room.paper(id));
    by_id.or_else(|| room.state.numbers.get(&one_line(relative.reference.as_deref()?)).copied())
}

/// What is printed of a parent that is not there: its number, else its id.
pub fn called(relative: &RelativeLine) -> Option<String> {
    relative.reference.as_deref().or(relative.id.as_deref()).map(one_line).filter(|name| !name.is_empty())
}

/// Notes that a paper waits for its parent, by everything that is known of that.
pub fn wait(room: &mut Room<'_>, paper: PaperId, relative: &RelativeLine) {
    let source = room.source.clone();
    await_in(&mut room.state.awaited, &source, paper, relative);
}

/// The same, where no line is being taken.
pub fn await_in(
    awaited: &mut std::collections::HashMap<String, Vec<PaperId>>,
    source: &str,
    paper: PaperId,
    relative: &RelativeLine,
) {
    let id = relative.id.as_ref().map(|id| by_id(source, id));
    let number = relative.reference.as_deref().map(|number| by_number(&one_line(number)));
    for key in id.into_iter().chain(number) {
        awaited.entry(key).or_default().push(paper);
    }
}

fn by_id(source: &str, id: &str) -> String {
    format!("id {source} {id}")
}

fn by_number(number: &str) -> String {
    format!("number {number}")
}

/// The kind of a paper below another one: where its own cannot hang there, the one of the same letters that can (an `S`
/// answers an inquiry, another `S` is an opinion on a motion).
pub fn kind_below(council: &Council, code: String, above: Option<&str>) -> String {
    let Some(children) = above.and_then(|above| council.kind(above)).map(|kind| &kind.children) else { return code };
    let mark = |code: &str| council.kind(code).map(|kind| kind.mark(code).to_owned());
    if children.contains(&code) || mark(&code).is_none() {
        return code;
    }
    let fitting = children.iter().find(|child| mark(child) == mark(&code));
    fitting.cloned().unwrap_or(code)
}

/// Which counters a number has counted: the council's own, or that of the papers below another one; and which child of
/// its family it is.
pub fn count(room: &mut Room<'_>, paper: &Paper, above: Option<&Paper>, root: Option<&str>) -> Option<i32> {
    let council = room.council.clone();
    let reference = paper.reference.as_deref()?;
    let kind = council.kind(&paper.kind);
    let mark = kind.map_or(paper.kind.as_str(), |kind| kind.mark(&paper.kind));
    let values = numbers::Values { kind: mark, ..numbers::Values::default() };
    let alone = kind.is_some_and(|kind| kind.numbered_alone) || above.is_none();
    if let Some(found) = numbers::counted(&council.numbers.root, &values, reference).filter(|_| alone) {
        let key = numbers::counter_key(council.numbers.counter, &found.term, mark, found.year);
        room.count(key, found.seq);
        return None;
    }
    let above = above?;
    let values = numbers::Values {
        parent: above.reference.as_deref().unwrap_or_default(),
        root: root.unwrap_or_default(),
        ..values
    };
    let found = numbers::counted(&council.numbers.child, &values, reference)?;
    let seq = i32::try_from(found.seq).ok()?;
    room.count(numbering::child_counter(&council, paper.root_id, above.id), found.seq);
    Some(seq)
}

/// Writes how far the numbers have counted.
pub fn keep_counters(tx: &mut Tx<'_>, room: &mut Room<'_>) -> Result<()> {
    for (key, seq) in std::mem::take(&mut room.state.counters) {
        papers::store::raise(tx, &room.council.slug, &key, seq)?;
    }
    Ok(())
}

/// Hangs what waited for this paper below it, and what its source lists below it and hangs below nothing yet.
pub fn adopt(tx: &mut Tx<'_>, room: &mut Room<'_>, paper: PaperId, line: &PaperLine) -> Result<()> {
    let mut keys = vec![by_id(&room.source, &line.id)];
    keys.extend(line.reference.as_deref().map(|number| by_number(&one_line(number))));
    let waiting: Vec<_> = keys.iter().filter_map(|key| room.state.awaited.remove(key)).flatten().collect();
    let listed = line.related.iter().filter(|relative| relative.relation.starts_with("child"));
    let listed: Vec<_> = listed.filter_map(|relative| parent(room, Some(relative))).collect();
    for child in waiting.into_iter().chain(listed) {
        hang(tx, room, child, paper)?;
    }
    Ok(())
}

/// Hangs a paper without a parent below this one, with its own event; says whether it did. Nothing is hung below itself.
pub fn hang(tx: &mut Tx<'_>, room: &mut Room<'_>, child: PaperId, above: PaperId) -> Result<bool> {
    let Some(root) = room.state.roots.get(&above).copied() else { return Ok(false) };
    if root == child || child == above {
        return Ok(false);
    }
    papers::store::lock_family(tx, root)?;
    let mut paper = papers::store::get(tx, child)?;
    if paper.parent_id.is_some() {
        return Ok(false);
    }
    let above = papers::store::get(tx, above)?;
    let first = papers::store::get(tx, root)?;
    let kind = kind_below(room.council, paper.kind.clone(), Some(&above.kind));
    let was = paper.parent_reference.take().unwrap_or_default();
    paper.root_id = root;
    let family_seq =
        count(room, &Paper { kind: kind.clone(), ..paper.clone() }, Some(&above), first.reference.as_deref());
    store::hang(tx, child, above.id, root, family_seq.or(paper.family_seq))?;
    if kind != paper.kind {
        store::put_kind(tx, child, &kind)?;
        paper.kind = kind;
    }
    for known in room.state.roots.values_mut().filter(|known| **known == child) {
        *known = root;
    }
    room.state.kinds.insert(child, paper.kind.clone());
    let is = above.reference.clone().unwrap_or_default();
    let corrections =
        vec![Correction { what: Corrected::Parent, was: if was == is { String::new() } else { was }, is }];
    let detail = Detail { by: room.label(), corrections, ..Detail::default() };
    let seq = append(tx, room, &paper, "import-linked", detail)?;
    store::settle(tx, child, paper.status, seq, paper.updated_at)?;
    paper.parent_id = Some(above.id);
    answer(tx, room, &paper, paper.issued_on)?;
    Ok(true)
}

/// What an answer does to the paper that it answers: its clock is met and its status follows, with one event.
pub fn answer(tx: &mut Tx<'_>, room: &Room<'_>, paper: &Paper, day: Option<NaiveDate>) -> Result<()> {
    let speaks = room.council.kind(&paper.kind).is_some_and(|kind| kind.answers());
    let Some(asked) = paper.parent_id.filter(|_| speaks && paper.entry == EntryState::Issued) else { return Ok(()) };
    let today = tx.now.day(room.council.timezone);
    if !clocks::answered(tx, paper, asked, day, today)? {
        return Ok(());
    }
    let asked = papers::store::get(tx, asked)?;
    let rows = consultations::store::of_paper(tx, asked.id)?;
    let states: Vec<_> = crate::clocks::store::of_paper(tx, asked.id)?.into_iter().map(|clock| clock.state).collect();
    let now = status_of(&asked, rows.iter().map(|row| (row.state, row.authoritative)), &states);
    let detail = Detail {
        by: room.label(),
        from: Some(asked.status),
        to: Some(now),
        child: paper.reference.clone(),
        reference: asked.reference.clone(),
        ..Detail::default()
    };
    let seq = append(tx, room, &asked, "answered", detail)?;
    store::settle(tx, asked.id, now, seq, asked.updated_at.max(paper.updated_at))
}

/// The status that the rows and clocks of a paper give.
pub fn status_of(
    paper: &Paper,
    rows: impl Iterator<Item = (ConsultationState, bool)>,
    clocks: &[ClockState],
) -> Status {
    let (consultations, decided): (Vec<_>, Vec<_>) = rows.unzip();
    let decided = decided.into_iter().any(|decides| decides);
    status::of(&status::Axes { entry: paper.entry, consultations: &consultations, decided, clocks, unbound: false })
}

/// Appends an event of a paper; nobody is mailed of it.
pub fn append(tx: &mut Tx<'_>, room: &Room<'_>, paper: &Paper, action: &str, detail: Detail) -> Result<i64> {
    let event = NewEvent {
        action: action.to_owned(),
        paper_id: Some(paper.id),
        subject: format!("paper:{}", paper.id),
        circle: Circle::Public,
        detail,
    };
    events::append(tx, room.council, event)
}

/// The later of two moments, none of them to come.
pub fn past(known: Moment, seen: Option<Moment>, now: Moment) -> Moment {
    seen.filter(|seen| *seen <= now).map_or(known, |seen| seen.max(known))
}
