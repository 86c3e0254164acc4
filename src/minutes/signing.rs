//! Minutes that are approved by the signatures of people of the body (justering).
use super::{Minutes, MinutesInput, store};
use crate::app::Tx;
use crate::consultations::votes;
use crate::council::Council;
use crate::db::types::PersonId;
use crate::error::{Error, Result};
use crate::events::Detail;
use crate::meetings::notices;
use crate::meetings::{self, Meeting};
use crate::message::Message;
use crate::people::directory::store as directory;
use crate::procedure::{MinutesState, Presence};
use std::collections::BTreeSet;

/// Only finished minutes are approved, and once.
pub fn may_be_approved(minutes: &Minutes) -> Result<()> {
    match minutes.state {
        MinutesState::Finished => Ok(()),
        MinutesState::Draft => Err(Error::refused(Message::new("minutes_not_finished"))),
        MinutesState::Approved => Err(Error::refused(Message::new("minutes_approved"))),
    }
}

/// Approves the minutes on the day on which those named signed them, and puts the notice up.
pub fn sign(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    minutes: &mut Minutes,
    input: &MinutesInput,
    detail: &mut Detail,
) -> Result<()> {
    may_be_approved(minutes)?;
    let sat_on = meeting.starts_at.day(council.timezone);
    let today = tx.now.day(council.timezone);
    let day = input.approved_on.unwrap_or(today);
    if day < sat_on || day > today {
        let wrong = Message::new("minutes_signed_when").on("approved_on").with("from", sat_on).with("until", today);
        return Err(Error::refused(wrong));
    }
    let (people, names) = signers(tx, council, meeting, input)?;
    minutes.state = MinutesState::Approved;
    minutes.approved_on = Some(day);
    store::sign(tx, minutes.id, &people)?;
    detail.people = names;
    detail.due_on = notices::act::put_up(tx, council, meeting, day)?.map(|notice| notice.appeal_until);
    Ok(())
}

/// The people who signed: so many as the council wants, each once, who were there; where nobody recorded who was, members
/// with a vote.
fn signers(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    input: &MinutesInput,
) -> Result<(Vec<PersonId>, Vec<String>)> {
    let known = store::attendance(tx, meeting.id)?;
    let there = known.iter().filter(|(row, _)| row.presence == Presence::Present).map(|(row, _)| row.person_id);
    let mut may: BTreeSet<PersonId> = there.collect();
    if known.is_empty() {
        let day = meeting.starts_at.day(council.timezone);
        for body in meetings::store::bodies(tx, meeting)? {
            may.extend(votes::store::voting_members(tx, body, day)?.into_iter().map(|(person, _)| person));
        }
    }
    let (mut people, mut names) = (Vec::new(), Vec::new());
    for typed in input.signed_by.iter().flatten().map(|typed| typed.trim()).filter(|typed| !typed.is_empty()) {
        let person = match typed.parse::<PersonId>() {
            Ok(id) => directory::several(tx, &[id])?.pop().filter(|person| person.council == council.slug),
            Err(_) => directory::person_by_key(tx, &council.slug, typed)?,
        };
        let wrong =
            |key: &'static str, name: &str| Err(Error::refused(Message::new(key).on("signed_by").with("name", name)));
        let Some(person) = person else { return wrong("person_unknown", typed) };
        if !may.contains(&person.id) {
            return wrong("minutes_signer_absent", &person.name);
        }
        if !people.contains(&person.id) {
            people.push(person.id);
            names.push(person.name);
        }
    }
    let wanted = usize::try_from(council.meetings.signers).unwrap_or(usize::MAX);
    if people.len() < wanted {
        let few = Message::new("minutes_signers_few").on("signed_by").with("count", wanted).with("named", people.len());
        return Err(Error::refused(few));
    }
    Ok((people, names))
}
