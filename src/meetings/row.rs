//! How a sitting shows as one line of a list.
use super::Meeting;
use crate::procedure::MeetingState;
use crate::web::rows::Telling;
use serde::Serialize;

/// A sitting as a line of a list.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingRow {
    pub href: String,
    pub body: String,
    pub at: String,
    pub place: String,
    /// How far it is, where that is worth a word.
    pub state: String,
    pub tone: &'static str,
}

impl MeetingRow {
    /// A sitting of the body with this name, in words.
    pub fn of(telling: &Telling<'_>, (meeting, body): &(Meeting, String)) -> Self {
        Self {
            href: format!("/{}/meetings/{}", meeting.council, meeting.id),
            body: if meeting.name.is_empty() { body.clone() } else { meeting.name.clone() },
            at: telling.wording.moment(meeting.starts_at),
            place: meeting.place.clone(),
            state: match meeting.state {
                MeetingState::Planned | MeetingState::Held => String::new(),
                state => telling.say(&format!("meeting_state_{state}"), &[]),
            },
            tone: state_tone(meeting.state),
        }
    }

    /// For the gallery.
    pub fn sample() -> Self {
        Self {
            href: "/leipzig/meetings/1".to_owned(),
            body: "Ratsversammlung".to_owned(),
            at: "16.09.2020, 14:00 Uhr".to_owned(),
            place: "Kongreßhalle Leipzig, Pfaffendorfer Str. 31, 04105 Leipzig".to_owned(),
            state: "eingeladen".to_owned(),
            tone: "info",
        }
    }
}

/// The colour of how far a sitting is.
pub const fn state_tone(state: MeetingState) -> &'static str {
    match state {
        MeetingState::Planned => "neutral",
        MeetingState::Invited => "info",
        MeetingState::Running | MeetingState::Held => "good",
        MeetingState::Continued => "warn",
        MeetingState::Cancelled => "bad",
    }
}
