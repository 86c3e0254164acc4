//! Sittings that are brought in, with their agendas: also items without a paper.
use super::lines::{ItemLine, MeetingLine, moment, one_line};
use super::room::Room;
use super::{Fate, bodies};
use crate::app::Tx;
use crate::db::types::{AgendaItemId, MeetingId, Moment, OrganizationId};
use crate::error::Result;
use crate::events::{self, Detail, NewEvent};
use crate::meetings::agenda::{self, AgendaItem};
use crate::meetings::{self, Meeting};
use crate::procedure::{ItemState, MeetingState};
use crate::visibility::Circle;

/// Takes a sitting and the items of its agenda that are not there yet.
pub fn take(tx: &mut Tx<'_>, room: &mut Room<'_>, line: &MeetingLine) -> Result<Fate> {
    let Some(starts_at) = moment(&line.start) else { return Ok(Fate::Unchanged) };
    let starts_at = Moment::from(starts_at.to_utc());
    let body = bodies::named(tx, room, &line.organization)?;
    let known = room.state.sittings.get(&(body, starts_at)).copied();
    let meeting = match known {
        Some(id) => id,
        None => hold(tx, room, body, starts_at, line.name.as_deref().unwrap_or_default())?,
    };
    let mut added = 0;
    for item in &line.agenda {
        let (_, new) = put_item(tx, room, meeting, starts_at, item)?;
        added += usize::from(new);
    }
    Ok(match (known, added) {
        (None, _) => Fate::Taken,
        (Some(_), 0) => Fate::Unchanged,
        (Some(_), _) => Fate::Corrected,
    })
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
    let event = NewEvent {
        action: "meeting-imported".to_owned(),
        paper_id: None,
        subject: format!("meeting:{}", meeting.id),
        circle: Circle::Public,
        detail,
    };
    events::append(tx, room.council, event)?;
    room.state.sittings.insert((body, starts_at), meeting.id);
    Ok(meeting.id)
}

/// By what an item is known on its agenda: its number, or its title where it has none.
pub fn mark(number: &str, title: &str) -> String {
    if number.is_empty() { title.to_owned() } else { number.to_owned() }
}

/// The item of this number, or of this title where there is no number; says whether it is new.
pub fn put_item(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    meeting: MeetingId,
    starts_at: Moment,
    line: &ItemLine,
) -> Result<(AgendaItemId, bool)> {
    let title = one_line(line.title.as_deref().unwrap_or_default());
    let number = one_line(line.number.as_deref().unwrap_or_default());
    let mark = mark(&number, &title);
    if let Some(id) = room.state.items.get(&(meeting, mark.clone())) {
        return Ok((*id, false));
    }
    let position = room.state.places.entry(meeting).or_insert(0);
    *position += 1;
    let item = AgendaItem {
        id: AgendaItemId::new(),
        council: room.council.slug.clone(),
        meeting_id: meeting,
        parent_id: None,
        position: place(&number).unwrap_or(*position),
        number,
        public: true,
        title,
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
    agenda::store::insert(tx, &item)?;
    room.state.items.insert((meeting, mark), item.id);
    Ok((item.id, true))
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
