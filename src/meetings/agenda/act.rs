//! What may be done with the items of an agenda. Who calls has asked the rule and locks the sitting here; the event is
//! the caller's.
use super::{AgendaItem, store};
use crate::app::Tx;
use crate::consultations::Consultation;
use crate::council::Council;
use crate::db::types::AgendaItemId;
use crate::error::{Error, Result};
use crate::meetings::{self, Meeting};
use crate::message::Message;
use crate::papers::{Paper, store as papers};
use crate::procedure::{Direction, ItemState, MeetingAction, MeetingState, sitting};
use crate::visibility::Circle;

/// What an item says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    pub title: String,
    pub public: bool,
    pub public_title: String,
    pub note: String,
}

/// Puts a consultation onto an item of its own behind the others, or onto the one that its paper has there already (the
/// same paper in several bodies that sit jointly). The consultation is not saved here: the caller does that, with its
/// event.
///
/// # Errors
/// Refused when the sitting is over, or when the body of the consultation does not sit there.
pub fn place(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    consultation: &mut Consultation,
) -> Result<AgendaItemId> {
    may_be_placed(tx, meeting, consultation)?;
    if consultation.meeting_id == Some(meeting.id)
        && let Some(item) = consultation.agenda_item_id
    {
        return Ok(item);
    }
    let paper = papers::get(tx, consultation.paper_id)?;
    let item = match item_of_paper(tx, meeting, &paper)? {
        Some(item) => item,
        None => add(tx, council, meeting, None, content_of(council, &paper))?.id,
    };
    take_off(tx, council, consultation)?;
    consultation.meeting_id = Some(meeting.id);
    consultation.agenda_item_id = Some(item);
    Ok(item)
}

/// As `place`, onto this item.
///
/// # Errors
/// Refused also when a paper that is not public is to lie on an item of the public part.
pub fn place_on(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    item: AgendaItemId,
    consultation: &mut Consultation,
) -> Result<AgendaItemId> {
    may_be_placed(tx, meeting, consultation)?;
    if consultation.agenda_item_id == Some(item) {
        return Ok(item);
    }
    let found = find(tx, council, meeting, item)?;
    if found.public && !is_public(&papers::get(tx, consultation.paper_id)?) {
        return Err(Error::refused(Message::new("agenda_paper_nonpublic").on("item")));
    }
    take_off(tx, council, consultation)?;
    consultation.meeting_id = Some(meeting.id);
    consultation.agenda_item_id = Some(item);
    Ok(item)
}

fn may_be_placed(tx: &mut Tx<'_>, meeting: &Meeting, consultation: &Consultation) -> Result<()> {
    meetings::store::lock(tx, meeting.id)?;
    let meeting = meetings::store::get(tx, &meeting.council, meeting.id)?.0;
    if sitting::target(MeetingAction::Fill, meeting.state).is_none() {
        return Err(Error::refused(Message::new("meeting_is_over").on("meeting")));
    }
    if !meetings::store::bodies(tx, &meeting)?.contains(&consultation.organization_id) {
        return Err(Error::refused(Message::new("meeting_of_others").on("meeting")));
    }
    Ok(())
}

/// An item of this sitting that was not taken off.
pub fn find(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, id: AgendaItemId) -> Result<AgendaItem> {
    let found = store::get(tx, &council.slug, id);
    match found {
        Ok(item) if item.meeting_id == meeting.id && item.state != ItemState::Removed => Ok(item),
        Ok(_) | Err(Error::NotFound) => Err(Error::refused(Message::new("agenda_item_unknown").on("item"))),
        Err(other) => Err(other),
    }
}

fn is_public(paper: &Paper) -> bool {
    paper.circle == Circle::Public && !paper.confidential
}

fn content_of(council: &Council, paper: &Paper) -> Content {
    let kind = council.kind_label(&paper.kind, council.language()).to_owned();
    let public = is_public(paper);
    Content {
        title: if paper.title.is_empty() { kind.clone() } else { paper.title.clone() },
        public,
        public_title: if public { String::new() } else { kind },
        note: String::new(),
    }
}

fn item_of_paper(tx: &mut Tx<'_>, meeting: &Meeting, paper: &Paper) -> Result<Option<AgendaItemId>> {
    let lain = crate::consultations::store::of_paper(tx, paper.id)?;
    let mut there = lain.iter().filter(|other| other.meeting_id == Some(meeting.id));
    let Some(item) = there.find_map(|other| other.agenda_item_id) else { return Ok(None) };
    let item = store::get(tx, &meeting.council, item)?;
    Ok((item.state != ItemState::Removed).then_some(item.id))
}

/// Takes a consultation off the item on which it lies; an item that was made for it alone goes with it.
pub fn take_off(tx: &mut Tx<'_>, council: &Council, consultation: &mut Consultation) -> Result<()> {
    consultation.meeting_id = None;
    let Some(id) = consultation.agenda_item_id.take() else { return Ok(()) };
    let others = store::consultations_on(tx, id)?.into_iter().any(|other| other != consultation.id);
    let mut item = store::get(tx, &council.slug, id)?;
    if others || item.state == ItemState::Removed {
        return Ok(());
    }
    let meeting = meetings::store::get(tx, &council.slug, item.meeting_id)?.0;
    if meeting.state == MeetingState::Cancelled {
        // What was to be dealt with stays to be read; what falls away is the sitting.
        return Ok(());
    }
    let has_parts = store::of_meeting(tx, meeting.id)?.iter().any(|other| other.parent_id == Some(id));
    if has_parts {
        return Ok(());
    }
    if meeting.is_published() {
        item.state = ItemState::Removed;
        item.changed_at = Some(tx.now);
        return store::save(tx, &mut item);
    }
    // The consultation still points to it: whoever deletes it must do so after the consultation was saved.
    crate::consultations::store::leave_item(tx, consultation.id)?;
    store::delete(tx, id)?;
    renumber(tx, council, &meeting)
}

/// Adds an item behind its neighbours. After the invitation it is late, and the others keep their numbers.
///
/// # Errors
/// Refused when it would lie too deep, or has no title that may be read.
pub fn add(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    parent: Option<AgendaItemId>,
    content: Content,
) -> Result<AgendaItem> {
    let above = parent.map(|parent| find(tx, council, meeting, parent)).transpose()?;
    if above.as_ref().is_some_and(|above| above.depth() + 1 >= sitting::DEPTH) {
        return Err(Error::refused(Message::new("agenda_too_deep").on("parent")));
    }
    let public = above.as_ref().map_or(content.public, |above| above.public);
    checked(&content, public)?;
    let items = store::of_meeting(tx, meeting.id)?;
    let neighbours = items.iter().filter(|item| item.parent_id == parent && item.public == public);
    let rules = &council.meetings;
    let prefix = if public { &rules.public_prefix } else { &rules.nonpublic_prefix };
    let number = match &above {
        Some(above) => sitting::next_number(neighbours.map(|item| item.number.as_str()), &above.number, false),
        None => sitting::next_number(neighbours.map(|item| item.number.as_str()), prefix, true),
    };
    let position = items.iter().filter(|item| item.parent_id == parent).map(|item| item.position).max();
    let item = AgendaItem {
        id: AgendaItemId::new(),
        council: council.slug.clone(),
        meeting_id: meeting.id,
        parent_id: parent,
        position: position.unwrap_or(0) + 1,
        number,
        public,
        title: content.title,
        public_title: if public { String::new() } else { content.public_title },
        state: ItemState::Open,
        late: meeting.is_published(),
        joint_id: None,
        note: content.note,
        changed_at: None,
        added_at: tx.now,
        called_at: None,
        minutes_text: String::new(),
        version: 1,
    };
    store::insert(tx, &item)?;
    if !meeting.is_published() {
        renumber(tx, council, meeting)?;
    }
    store::get(tx, &council.slug, item.id)
}

fn checked(content: &Content, public: bool) -> Result<()> {
    let mut faults = Vec::new();
    if content.title.is_empty() {
        faults.push(Message::new("agenda_title_needed").on("title"));
    }
    if !public && content.public_title.is_empty() {
        faults.push(Message::new("agenda_public_title_needed").on("public_title"));
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Refused(faults)) }
}

/// Changes what an item says, to which part it belongs and with which it is dealt with jointly.
///
/// # Errors
/// Refused when it would become public with a paper on it that is not, when a sub-item would leave the part of its item,
/// or when it would be joint with itself.
pub fn edit(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    mut item: AgendaItem,
    content: Content,
    joint: Option<AgendaItemId>,
) -> Result<AgendaItem> {
    checked(&content, content.public)?;
    if content.public != item.public {
        change_part(tx, council, meeting, &mut item, content.public)?;
    }
    if let Some(joint) = joint {
        let with = find(tx, council, meeting, joint)?;
        if with.id == item.id || with.joint_id.is_some() {
            return Err(Error::refused(Message::new("agenda_joint_wrong").on("joint")));
        }
    }
    item.title = content.title;
    item.public_title = if item.public { String::new() } else { content.public_title };
    item.note = content.note;
    item.joint_id = joint;
    mark(tx, meeting, &mut item);
    store::save(tx, &mut item)?;
    if !meeting.is_published() {
        renumber(tx, council, meeting)?;
    }
    store::get(tx, &council.slug, item.id)
}

fn change_part(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    item: &mut AgendaItem,
    public: bool,
) -> Result<()> {
    let items = store::of_meeting(tx, meeting.id)?;
    if item.parent_id.is_some() || items.iter().any(|other| other.parent_id == Some(item.id)) {
        return Err(Error::refused(Message::new("agenda_part_of_parent").on("public")));
    }
    if public {
        for id in store::consultations_on(tx, item.id)? {
            let consultation = crate::consultations::store::get(tx, &council.slug, id)?;
            if !is_public(&papers::get(tx, consultation.paper_id)?) {
                return Err(Error::refused(Message::new("agenda_paper_nonpublic").on("public")));
            }
        }
    }
    let rules = &council.meetings;
    let prefix = if public { &rules.public_prefix } else { &rules.nonpublic_prefix };
    let neighbours = items.iter().filter(|other| other.parent_id.is_none() && other.public == public);
    item.number = sitting::next_number(neighbours.map(|other| other.number.as_str()), prefix, true);
    item.public = public;
    Ok(())
}

/// Moves an item by one place among its neighbours. After the invitation it keeps its number: it is called at another
/// time.
pub fn shift(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    item: AgendaItem,
    direction: Direction,
) -> Result<AgendaItem> {
    let mut row = store::of_meeting(tx, meeting.id)?;
    row.retain(|other| other.parent_id == item.parent_id && other.public == item.public);
    row.sort_by_key(|other| (other.position, other.id));
    let at = row.iter().position(|other| other.id == item.id).ok_or(Error::NotFound)?;
    let other = match direction {
        Direction::Up => at.checked_sub(1),
        Direction::Down => Some(at + 1).filter(|next| *next < row.len()),
    };
    let Some(other) = other else { return Ok(item) };
    row.swap(at, other);
    for (position, mut moved) in (1..).zip(row) {
        if moved.position != position {
            moved.position = position;
            if moved.id == item.id {
                mark(tx, meeting, &mut moved);
            }
            store::save(tx, &mut moved)?;
        }
    }
    if !meeting.is_published() {
        renumber(tx, council, meeting)?;
    }
    store::get(tx, &council.slug, item.id)
}

/// Refuses while the item has sub-items.
pub fn may_go(tx: &mut Tx<'_>, meeting: &Meeting, id: AgendaItemId) -> Result<()> {
    let items = store::of_meeting(tx, meeting.id)?;
    if items.iter().any(|other| other.parent_id == Some(id) && other.state != ItemState::Removed) {
        return Err(Error::refused(Message::new("agenda_has_parts").on("item")));
    }
    Ok(())
}

/// Takes an item off, whose consultations have left it. Before the invitation it disappears, afterwards it stays as
/// taken off.
///
/// # Errors
/// Refused while it has sub-items.
pub fn remove(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, id: AgendaItemId) -> Result<()> {
    may_go(tx, meeting, id)?;
    let items = store::of_meeting(tx, meeting.id)?;
    let Some(item) = items.iter().find(|item| item.id == id) else { return Ok(()) };
    if !meeting.is_published() {
        store::delete(tx, id)?;
        return renumber(tx, council, meeting);
    }
    if item.state == ItemState::Removed {
        return Ok(());
    }
    let mut item = item.clone();
    item.state = ItemState::Removed;
    item.changed_at = Some(tx.now);
    store::save(tx, &mut item)
}

fn mark(tx: &Tx<'_>, meeting: &Meeting, item: &mut AgendaItem) {
    if meeting.is_published() {
        item.changed_at = Some(tx.now);
    }
}

/// Numbers the items of a sitting anew, as they stand.
pub fn renumber(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting) -> Result<()> {
    let items = store::of_meeting(tx, meeting.id)?;
    let places: Vec<_> = items.iter().map(AgendaItem::place).collect();
    let rules = &council.meetings;
    for (id, number) in sitting::numbers(&places, &rules.public_prefix, &rules.nonpublic_prefix) {
        if items.iter().any(|item| item.id == id && item.number != number) {
            store::renumber(tx, id, &number)?;
        }
    }
    Ok(())
}
