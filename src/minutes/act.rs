//! What may be done with minutes: record who was there, write, finish, approve.
use super::{Attendance, AttendanceInput, Minutes, MinutesInput, signing, store};
use crate::app::Tx;
use crate::consultations::{self, change, votes};
use crate::council::Council;
use crate::db::types::{MeetingId, MinutesId, Moment, PersonId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::meetings::notices;
use crate::meetings::{self, Meeting, paragraphs::act as paragraphs};
use crate::message::Message;
use crate::organizations;
use crate::papers::act::not_yours;
use crate::papers::store as papers;
use crate::people::directory::store as directory;
use crate::procedure::{
    Approval, MeetingAction, MeetingState, MinutesAction, MinutesState, Presence, publication, vote,
};
use crate::typed::{line, prose, time_of_day};
use crate::visibility::Circle;
use std::collections::BTreeSet;

/// Does an action on the minutes of a sitting.
///
/// # Errors
/// `NotFound` for no such sitting, `Forbidden` for who does not record sittings of its bodies, `Stale` when `version` is
/// not that of the minutes, `Refused` with every reason.
pub fn perform(
    tx: &mut Tx<'_>,
    council: &Council,
    id: MeetingId,
    action: MinutesAction,
    input: &MinutesInput,
) -> Result<()> {
    let (meeting, _) = meetings::store::get(tx, &council.slug, id)?;
    let bodies = meetings::store::bodies(tx, &meeting)?;
    if !meetings::may(tx.actor, council, &bodies, MeetingAction::Results) {
        return Err(not_yours(&council.meetings.record));
    }
    meetings::store::lock(tx, id)?;
    let found = store::of_meeting(tx, id)?;
    let present = found.as_ref().map_or(0, |minutes| minutes.version);
    match input.version {
        None => return Err(Error::refused(Message::new("input_required").on("version").with("field", "version"))),
        Some(version) if version != present => return Err(Error::Stale),
        Some(_) => {}
    }
    let day = meeting.starts_at.day(council.timezone);
    if day > tx.now.day(council.timezone) {
        return Err(Error::refused(Message::new("minutes_before_meeting").with("day", day)));
    }
    if meeting.state == MeetingState::Cancelled {
        return Err(Error::refused(Message::new("minutes_cancelled")));
    }
    let mut minutes = match found {
        Some(minutes) => minutes,
        None => begin(tx, council, id)?,
    };
    let mut detail = Detail::default();
    match action {
        MinutesAction::Attendance => attend(tx, council, &meeting, &minutes, input, &mut detail)?,
        MinutesAction::Write => write(tx, &mut minutes, input)?,
        MinutesAction::Finish => detail.paragraphs = finish(tx, council, &meeting, &mut minutes)?,
        MinutesAction::Approve => match council.meetings.approval {
            Approval::Sitting => approve(tx, council, &meeting, &mut minutes, input)?,
            Approval::Signed => signing::sign(tx, council, &meeting, &mut minutes, input, &mut detail)?,
        },
    }
    store::save(tx, &mut minutes)?;
    detail.body = Some(organizations::store::get(tx, meeting.organization_id)?.name);
    detail.starts_at = Some(meeting.starts_at);
    let open = matches!(action, MinutesAction::Finish | MinutesAction::Approve);
    let event = NewEvent {
        action: format!("minutes-{action}"),
        paper_id: None,
        subject: format!("meeting:{id}"),
        circle: if open {
            publication::minutes(council.meetings.minutes_public, minutes.state)
        } else {
            Circle::Office
        },
        detail,
    };
    events::append(tx, council, event)?;
    Ok(())
}

fn begin(tx: &mut Tx<'_>, council: &Council, meeting: MeetingId) -> Result<Minutes> {
    let minutes = Minutes {
        id: MinutesId::new(),
        council: council.slug.clone(),
        meeting_id: meeting,
        state: MinutesState::Draft,
        opening: String::new(),
        content: String::new(),
        nonpublic_content: String::new(),
        objections: String::new(),
        finished_at: None,
        approved_on: None,
        approved_at_id: None,
        version: 0,
    };
    store::insert(tx, &minutes)?;
    Ok(minutes)
}

/// Who was there, came late, went early, was excused; from that follows whether the body could decide.
fn attend(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    minutes: &Minutes,
    input: &MinutesInput,
    detail: &mut Detail,
) -> Result<()> {
    if minutes.state != MinutesState::Draft {
        return Err(Error::refused(Message::new("minutes_finished")));
    }
    let rows = input.attendance.as_deref().unwrap_or_default();
    if rows.is_empty() {
        return Err(Error::refused(Message::new("minutes_nobody").on("attendance")));
    }
    let mut faults = Vec::new();
    for row in rows {
        match attendance(tx, council, meeting, row)? {
            Ok(attendance) => store::put_attendance(tx, &attendance)?,
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(Error::Refused(faults));
    }
    let quorate = quorate(tx, council, meeting)?;
    let mut meeting = meeting.clone();
    meeting.quorate = quorate;
    meetings::store::save(tx, &mut meeting)?;
    let there = store::attendance(tx, meeting.id)?.into_iter().filter(|(row, _)| row.presence == Presence::Present);
    detail.people = there.map(|(_, name)| name).collect();
    Ok(())
}

fn attendance(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    row: &AttendanceInput,
) -> Result<std::result::Result<Attendance, Message>> {
    let person = match row.person.parse::<PersonId>() {
        Ok(id) => directory::several(tx, &[id])?.pop().filter(|person| person.council == council.slug),
        Err(_) => directory::person_by_key(tx, &council.slug, &row.person)?,
    };
    let Some(person) = person else {
        return Ok(Err(Message::new("person_unknown").on("attendance").with("name", &row.person)));
    };
    let day = meeting.starts_at.day(council.timezone);
    let at = |typed: &str| -> std::result::Result<Option<Moment>, Message> {
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let time = time_of_day(typed.trim()).ok_or_else(|| Message::new("input_time").on("attendance"))?;
        Ok(council.moment(day, time))
    };
    let read = || -> std::result::Result<Attendance, Message> {
        let (arrived_at, left_at) = (at(&row.arrived)?, at(&row.left)?);
        let timed = arrived_at.is_some() || left_at.is_some();
        if timed && row.presence != Presence::Present {
            return Err(Message::new("minutes_absent_hours").on("attendance").with("name", &person.name));
        }
        if matches!((arrived_at, left_at), (Some(arrived), Some(left)) if left < arrived) {
            return Err(Message::new("minutes_left_before").on("attendance").with("name", &person.name));
        }
        Ok(Attendance {
            meeting_id: meeting.id,
            person_id: person.id,
            presence: row.presence,
            arrived_at,
            left_at,
            note: line("attendance", &row.note)?,
        })
    };
    Ok(read())
}

/// Whether every body that sits had enough of its voting members there; `None` where its members are not known.
fn quorate(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting) -> Result<Option<bool>> {
    let day = meeting.starts_at.day(council.timezone);
    let there: BTreeSet<PersonId> = store::attendance(tx, meeting.id)?
        .into_iter()
        .filter(|(row, _)| row.presence == Presence::Present)
        .map(|(row, _)| row.person_id)
        .collect();
    let mut quorate = None;
    for body in meetings::store::bodies(tx, meeting)? {
        let members = votes::store::voting_members(tx, body, day)?;
        if members.is_empty() {
            continue;
        }
        let present = members.iter().filter(|(person, _)| there.contains(person)).count();
        let enough = vote::is_quorate(present, members.len(), council.meetings.quorum_percent);
        quorate = Some(quorate.unwrap_or(true) && enough);
    }
    Ok(quorate)
}

/// Writes what was typed. Finished minutes take objections alone, approved ones nothing.
fn write(tx: &mut Tx<'_>, minutes: &mut Minutes, input: &MinutesInput) -> Result<()> {
    let fixed = input.opening.is_some()
        || input.content.is_some()
        || input.nonpublic_content.is_some()
        || input.items.is_some();
    if minutes.state == MinutesState::Approved || (minutes.state == MinutesState::Finished && fixed) {
        return Err(Error::refused(Message::new("minutes_finished")));
    }
    let mut faults = Vec::new();
    let texts = [
        ("opening", &input.opening, &mut minutes.opening),
        ("content", &input.content, &mut minutes.content),
        ("nonpublic_content", &input.nonpublic_content, &mut minutes.nonpublic_content),
        ("objections", &input.objections, &mut minutes.objections),
    ];
    for (name, typed, into) in texts {
        match typed.as_ref().map(|text| prose(name, text)) {
            Some(Ok(text)) => *into = text,
            Some(Err(fault)) => faults.push(fault),
            None => {}
        }
    }
    for row in input.items.iter().flatten() {
        let unknown = || Message::new("agenda_item_unknown").on("items");
        match (row.item.parse(), prose("items", &row.text)) {
            (Ok(item), Ok(text)) => {
                if !store::put_item_text(tx, minutes.meeting_id, item, &text)? {
                    faults.push(unknown());
                }
            }
            (Err(_), _) => faults.push(unknown()),
            (_, Err(fault)) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Refused(faults)) }
}

/// Why minutes of this sitting cannot be finished yet; `None` when it is over.
pub fn not_over(meeting: &Meeting) -> Option<Message> {
    let over = matches!(meeting.state, MeetingState::Held | MeetingState::Continued);
    (!over).then(|| Message::new("minutes_not_held"))
}

/// Finished minutes are changed no more, and lie open as the council's rule says. Not before the sitting is over, and not
/// while a text as amended is missing.
fn finish(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, minutes: &mut Minutes) -> Result<Vec<String>> {
    if minutes.state != MinutesState::Draft {
        return Err(Error::refused(Message::new("minutes_finished")));
    }
    if let Some(refusal) = not_over(meeting) {
        return Err(Error::refused(refusal));
    }
    let mut missing = Vec::new();
    for consultation in consultations::store::of_meeting(tx, minutes.meeting_id)? {
        if change::lacks_final_text(council, &consultation) {
            let paper = papers::get(tx, consultation.paper_id)?;
            missing.push(paper.reference.unwrap_or(paper.title));
        }
    }
    if !missing.is_empty() {
        return Err(Error::refused(Message::new("minutes_text_missing").with("numbers", missing.join(", "))));
    }
    minutes.state = MinutesState::Finished;
    minutes.finished_at = Some(tx.now);
    paragraphs::with_minutes(tx, council, meeting)
}

/// A later sitting of the same body approves them.
fn approve(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    minutes: &mut Minutes,
    input: &MinutesInput,
) -> Result<()> {
    signing::may_be_approved(minutes)?;
    let unknown = || Error::refused(Message::new("minutes_approved_where").on("approved_at"));
    let later = input.approved_at.as_deref().unwrap_or_default().parse::<MeetingId>().map_err(|_| unknown())?;
    let later = match meetings::store::get(tx, &council.slug, later) {
        Err(Error::NotFound) => return Err(unknown()),
        found => found?.0,
    };
    let same = meetings::store::bodies(tx, &later)?.contains(&meeting.organization_id);
    let day = later.starts_at.day(council.timezone);
    if !same || later.starts_at <= meeting.starts_at || day > tx.now.day(council.timezone) {
        return Err(unknown());
    }
    minutes.state = MinutesState::Approved;
    minutes.approved_on = Some(day);
    minutes.approved_at_id = Some(later.id);
    notices::act::put_up(tx, council, meeting, day)?;
    Ok(())
}
