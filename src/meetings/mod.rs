//! Sittings: which bodies meet when and where, with which agenda, and how far they are.
pub mod act;
pub mod agenda;
pub mod api;
pub mod input;
pub mod json;
pub mod notices;
pub mod pages;
pub mod paragraphs;
pub mod row;
pub mod store;
pub mod view;

use crate::council::Council;
use crate::db::schema::meetings;
use crate::db::types::{MeetingId, Moment, OrganizationId};
use crate::message::Message;
use crate::people::Actor;
use crate::procedure::{MeetingAction, MeetingState, sitting, standing};
use diesel::prelude::*;

/// A sitting as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = meetings, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Meeting {
    pub id: MeetingId,
    pub council: String,
    /// The first of the bodies that sit.
    pub organization_id: OrganizationId,
    pub starts_at: Moment,
    pub place: String,
    pub ends_at: Option<Moment>,
    /// What it is called, where that is not its body's name.
    pub name: String,
    pub state: MeetingState,
    /// Where it can be followed or joined from afar.
    pub video: String,
    pub invited_at: Option<Moment>,
    /// The sitting that was broken off and goes on in this one.
    pub continues_id: Option<MeetingId>,
    /// Why it was cancelled or broken off.
    pub reason: String,
    pub quorate: Option<bool>,
    pub version: i32,
}

impl Meeting {
    /// A sitting of one body that nobody has prepared yet.
    pub fn planned(council: &str, body: OrganizationId, starts_at: Moment, place: &str) -> Self {
        Self {
            id: MeetingId::new(),
            council: council.to_owned(),
            organization_id: body,
            starts_at,
            place: place.to_owned(),
            ends_at: None,
            name: String::new(),
            state: MeetingState::Planned,
            video: String::new(),
            invited_at: None,
            continues_id: None,
            reason: String::new(),
            quorate: None,
            version: 1,
        }
    }

    /// Whether its agenda lies before everybody.
    pub fn is_published(&self) -> bool {
        self.invited_at.is_some()
            || matches!(self.state, MeetingState::Running | MeetingState::Held | MeetingState::Continued)
    }

    /// Whether the invitation went out later than the council's rule says.
    pub fn was_invited_late(&self, council: &Council) -> bool {
        self.invited_at.is_some_and(|at| is_late(council, at, self.starts_at))
    }
}

/// Whether an invitation at this moment is too late for a sitting that begins then.
pub fn is_late(council: &Council, invited_at: Moment, starts_at: Moment) -> bool {
    let days = starts_at.day(council.timezone) - invited_at.day(council.timezone);
    days.num_days() < i64::from(council.meetings.notice_days)
}

/// Whether this actor may take the action on a sitting of these bodies, by the council's rules.
pub fn may(actor: &Actor, council: &Council, bodies: &[OrganizationId], action: MeetingAction) -> bool {
    let rules = &council.meetings;
    let by = if sitting::is_record(action) { &rules.record } else { &rules.prepare };
    !by.is_disjoint(&standing::of_sitting(&actor.grants, &council.slug, bodies))
}

/// Whether this actor prepares or records sittings of these bodies: sees an agenda before it goes out.
pub fn works_on(actor: Option<&Actor>, council: &Council, bodies: &[OrganizationId]) -> bool {
    actor.is_some_and(|actor| {
        may(actor, council, bodies, MeetingAction::Change) || may(actor, council, bodies, MeetingAction::Call)
    })
}

/// Why the action is not possible in the state in which the sitting is; `None` when it is.
pub fn refusal_of(
    council: &Council,
    meeting: &Meeting,
    agenda_is_empty: bool,
    action: MeetingAction,
    now: Moment,
) -> Option<Message> {
    let day = meeting.starts_at.day(council.timezone);
    if sitting::target(action, meeting.state).is_none() {
        Some(Message::new("meeting_not_now"))
    } else if action == MeetingAction::Invite && agenda_is_empty {
        Some(Message::new("meeting_agenda_empty"))
    } else if action == MeetingAction::Start && now.day(council.timezone) < day {
        Some(Message::new("meeting_not_today").with("day", day))
    } else {
        None
    }
}
