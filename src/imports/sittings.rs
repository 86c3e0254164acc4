//! Sittings that are brought in, with their agendas: also items without a paper, and several of the same number.
use super::lines::{ItemLine, MeetingLine, moment, one_line};
use super::room::{Known, Room};
use super::{Fate, Taken, bodies, store};
use crate::app::Tx;
use crate::db::types::{AgendaItemId, MeetingId, Moment, OrganizationId};
use crate::digest;
use crate::error::Result;
use crate::events::{self, Correction, Detail, NewEvent};
use crate::meetings::agenda::AgendaItem;
use crate::meetings::{self, Meeting};
use crate::procedure::{ItemState, MeetingState};
use crate::visibility::Circle;
use crate::vocabulary::Corrected;
use std::collections::HashSet;

/// Takes a sitting and the items of its agenda that are not there yet; an item whose title is another now gets that.
pub fn take(tx: &mut Tx<'_>, room: &mut Room<'_>, line: &MeetingLine, record: &str) -> Result<Fate> {
    let Some(starts_at) = moment(&line.start) else { return Ok(Fate::Unchanged) };
    let digest = digest::sha256(record.as_bytes());
    let key = (room.source.clone(), format!("meeting:{}:{}", one_line(&line.organization), line.start.trim()));
    let before = room.state.taken.get(&key).map(|(_, digest)| digest.clone());
    if before.as_ref() == Some(&digest) {
        return Ok(Fate::Unchanged);
    }
    let starts_at = Moment::from(starts_at.to_utc());
    let body = bodies::named(tx, room, &line.organization)?;
    let known = room.state.sittings.get(&(body, starts_at)).copied();
    let meeting = match known {
        Some(id) => id,
        None => hold(tx, room, body, starts_at, line.name.as_deref().unwrap_or_default())?,
    };
    let taken = Taken {
        council: room.council.slug.clone(),
        source: key.0.clone(),
        external_id: key.1.clone(),
        paper_id: None,
        meeting_id: Some(meeting),
        digest: digest.clone(),
        url: one_line(line.source_url.as_deref().unwrap_or_default()),
        licence: room.licence(line.licence.as_deref()),
        record: record.to_owned(),
        taken_at: tx.now,
    };
    if before.is_some() {
        store::renew(tx, &taken)?
    } else {
        store::insert(tx, &taken)?
    }
    room.state.taken.insert(key, (None, digest));
    let changed = agenda(tx, room, meeting, starts_at, &line.agenda)?;
    Ok(match (known.is_some(), before.is_some(), changed) {
        (true, true, true) => Fate::Corrected,
        (true, true, false) => Fate::Unchanged,
        // One that a paper's Beratungsfolge named first is taken now.
        _ => Fate::Taken,
    })
}

/// Puts every line of an agenda to an item of its own: one that is there, or a new one. Says whether anything changed.
fn agenda(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    meeting: MeetingId,
    starts_at: Moment,
    lines: &[ItemLine],
) -> Result<bool> {
    let mut left: Vec<Wanted> = lines.iter().map(Wanted::of).collect();
    let mut used: HashSet<AgendaItemId> = HashSet::new();
    let mut corrections = Vec::new();
    let mut numbers = Vec::new();
    // The surest first: who is the same in everything takes nobody's place.
    for sameness in [Wanted::is, Wanted::is_retitled, Wanted::is_unnamed] {
        let mut open = Vec::with_capacity(left.len());
        for wanted in left {
            let items = room.state.agendas.entry(meeting).or_default();
            let Some(item) = items.iter_mut().find(|item| !used.contains(&item.id) && sameness(&wanted, item)) else {
                open.push(wanted);
                continue;
            };
            used.insert(item.id);
            if item.title != wanted.title && store::retitle(tx, item.id, &wanted.title)? {
                let (was, is) = (item.title.clone(), wanted.title.clone());
                corrections.push(Correction { what: Corrected::Title, was, is });
                numbers.push(item.number.clone());
                item.title = wanted.title;
            }
            if item.reference.is_empty() && !wanted.reference.is_empty() {
                store::name_paper(tx, item.id, &wanted.reference)?;
                item.reference = wanted.reference;
            }
        }
        left = open;
    }
    let changed = !left.is_empty() || !corrections.is_empty();
    for wanted in left {
        insert(tx, room, meeting, starts_at, wanted)?;
    }
    if !corrections.is_empty() {
        let detail = Detail { by: room.label(), items: numbers, corrections, ..Detail::default() };
        append(tx, room, meeting, "meeting-import-corrected", detail)?;
    }
    Ok(changed)
}

/// An item as it is wanted.
struct Wanted {
    number: String,
    title: String,
    /// The number of its paper.
    reference: String,
}

impl Wanted {
    fn of(line: &ItemLine) -> Self {
        let text = |text: &Option<String>| one_line(text.as_deref().unwrap_or_default());
        Self { number: text(&line.number), title: text(&line.title), reference: text(&line.paper) }
    }
    fn is(&self, item: &Known) -> bool {
        item.number == self.number && item.title == self.title && item.reference == self.reference
    }
    /// The same paper under the same number; where there is neither, the same title.
    fn is_retitled(&self, item: &Known) -> bool {
        let named = !self.reference.is_empty() || (!self.number.is_empty() && item.reference.is_empty());
        item.number == self.number && item.reference == self.reference && named
    }
    /// The same number and title, when it was not known yet which paper it is about.
    fn is_unnamed(&self, item: &Known) -> bool {
        item.number == self.number && item.title == self.title && item.reference.is_empty()
    }
}

/// The sitting of a body at this hour; one that is new was held, or is to come.
pub fn at(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    body: OrganizationId,
    starts_at: Moment,
    name: &str,
) -> Result<MeetingId> {
    match room.state.sittings.get(&(body, starts_at)) {
        Some(id) => Ok(*id),
        None => hold(tx, room, body, starts_at, name),
    }
}

fn hold(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    body: OrganizationId,
    starts_at: Moment,
    name: &str,
) -> Result<MeetingId> {
    let over = starts_at <= tx.now;
    let meeting = Meeting {
        id: MeetingId::new(),
        council: room.council.slug.clone(),
        organization_id: body,
        starts_at,
        place: String::new(),
        ends_at: None,
        name: one_line(name),
        state: if over { MeetingState::Held } else { MeetingState::Invited },
        video: String::new(),
        invited_at: Some(if over { starts_at } else { tx.now }),
        continues_id: None,
        reason: String::new(),
        quorate: None,
        version: 1,
    };
    meetings::store::insert(tx, &meeting, &[body])?;
    let detail = Detail { by: room.label(), starts_at: Some(starts_at), ..Detail::default() };
    append(tx, room, meeting.id, "meeting-imported", detail)?;
    room.state.sittings.insert((body, starts_at), meeting.id);
    Ok(meeting.id)
}

fn append(tx: &mut Tx<'_>, room: &Room<'_>, meeting: MeetingId, action: &str, detail: Detail) -> Result<()> {
    let event = NewEvent {
        action: action.to_owned(),
        paper_id: None,
        subject: format!("meeting:{meeting}"),
        circle: Circle::Public,
        detail,
    };
    events::append(tx, room.council, event)?;
    Ok(())
}

/// The item on which a paper was dealt with: of several with its number the one that names the paper.
pub fn item_of(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    meeting: MeetingId,
    starts_at: Moment,
    line: &ItemLine,
) -> Result<AgendaItemId> {
    let wanted = Wanted::of(line);
    let items = room.state.agendas.entry(meeting).or_default();
    let named = |item: &&mut Known| item.number == wanted.number && item.reference == wanted.reference;
    if let Some(item) = items.iter_mut().find(named) {
        return Ok(item.id);
    }
    if let Some(item) = items.iter_mut().find(|item| wanted.is_unnamed(item)) {
        item.reference.clone_from(&wanted.reference);
        let id = item.id;
        store::name_paper(tx, id, &wanted.reference)?;
        return Ok(id);
    }
    insert(tx, room, meeting, starts_at, wanted)
}

fn insert(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    meeting: MeetingId,
    starts_at: Moment,
    wanted: Wanted,
) -> Result<AgendaItemId> {
    let position = room.state.places.entry(meeting).or_insert(0);
    *position += 1;
    let item = AgendaItem {
        id: AgendaItemId::new(),
        council: room.council.slug.clone(),
        meeting_id: meeting,
        parent_id: None,
        position: place(&wanted.number).unwrap_or(*position),
        number: wanted.number.clone(),
        public: true,
        title: wanted.title.clone(),
        public_title: String::new(),
        state: if starts_at <= tx.now { ItemState::Done } else { ItemState::Open },
        late: false,
        joint_id: None,
        note: String::new(),
        changed_at: None,
        added_at: starts_at,
        called_at: None,
        minutes_text: String::new(),
        version: 1,
    };
    store::insert_item(tx, &item, &wanted.reference)?;
    let Wanted { number, title, reference } = wanted;
    let known = Known { id: item.id, number, title, reference };
    room.state.agendas.entry(meeting).or_default().push(known);
    Ok(item.id)
}

/// The place that a number such as "6.21.1" gives: its parts, the first weighing most.
fn place(number: &str) -> Option<i32> {
    let mut parts =
        number.split('.').map(|part| part.trim().parse::<i32>().ok().filter(|part| (0..1000).contains(part)));
    let first = parts.next()??;
    let second = parts.next().unwrap_or(Some(0))?;
    let third = parts.next().unwrap_or(Some(0))?;
    Some(first * 1_000_000 + second * 1_000 + third)
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn items_lie_in_the_order_of_their_numbers() {
        let mut numbers = ["10.2", "9", "6.21", "6.3", "6.3.1"];
        numbers.sort_by_key(|number| place(number));
        assert_eq!(numbers, ["6.3", "6.3.1", "6.21", "9", "10.2"]);
        assert_eq!(place("Ö 7"), None);
    }
}
