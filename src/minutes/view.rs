//! What is shown of minutes and of the extract of an item: of one moment, and of it only what the viewer may see.
use super::{Attendance, Minutes, store};
use crate::consultations::votes::{self, Vote};
use crate::consultations::{self, Consultation, PointResult};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{AgendaItemId, MeetingId, OrganizationId, VoteId};
use crate::error::{Error, Result};
use crate::meetings::agenda::{self, AgendaItem};
use crate::meetings::{self, Meeting, paragraphs::store as paragraphs};
use crate::organizations;
use crate::papers::Paper;
use crate::people::Actor;
use crate::procedure::{Choice, ItemState, MeetingAction, MinutesState, publication};
use crate::visibility::{ItemExposure, Scope, Sight};

/// The minutes of a sitting with what belongs to them.
pub struct Record {
    pub meeting: Meeting,
    pub body: String,
    /// None while nobody has begun them, or while they are a draft and the viewer does not write them.
    pub minutes: Option<Minutes>,
    pub attendance: Vec<(Attendance, String)>,
    /// Everybody with a vote in the bodies that sit, by name.
    pub members: Vec<(crate::db::types::PersonId, String)>,
    pub items: Vec<Entry>,
    /// Whether the viewer writes them.
    pub records: bool,
    /// Whether the viewer sees what is not public.
    pub inside: bool,
    /// Later sittings of the body that took place: one of them approves.
    pub later: Vec<Meeting>,
    /// The sitting that approved them.
    pub approved_at: Option<Meeting>,
    /// The names of those who signed them, where that approves them.
    pub signed_by: Vec<String>,
}

/// An item with what was dealt with on it.
pub struct Entry {
    pub item: AgendaItem,
    /// Whether only its number and its public title are seen.
    pub outline: bool,
    /// What the minutes say on it; nothing while they do not lie before the viewer.
    pub text: String,
    pub dealt: Vec<Dealt>,
    /// The numbers of what was decided on it, each with its body.
    pub paragraphs: Vec<(i32, OrganizationId)>,
}

/// A paper on an item with its result.
pub struct Dealt {
    pub paper: Paper,
    pub consultation: Consultation,
    pub votes: Vec<Vote>,
    pub ballots: Vec<(VoteId, String, Choice)>,
    pub points: Vec<PointResult>,
}

/// The minutes of a sitting for this viewer.
///
/// # Errors
/// `NotFound` when there is no such sitting.
pub fn record(db: &mut Db, council: &Council, viewer: Option<&Actor>, id: MeetingId) -> Result<Record> {
    let scope = Scope::of(viewer, &council.slug);
    let (mut meeting, body) = meetings::store::get(db, &council.slug, id)?;
    let bodies = meetings::store::bodies(db, &meeting)?;
    let records = viewer.is_some_and(|actor| meetings::may(actor, council, &bodies, MeetingAction::Results));
    let works = meetings::works_on(viewer, council, &bodies);
    let minutes = store::of_meeting(db, id)?.filter(|minutes| records || is_out(council, &scope, minutes));
    let shown = minutes.is_some() || records;
    let out = minutes.as_ref().is_some_and(|minutes| is_out(council, &scope, minutes));
    let mut members = Vec::new();
    if records {
        let day = meeting.starts_at.day(council.timezone);
        for body in &bodies {
            members.extend(votes::store::voting_members(db, *body, day)?);
        }
        members.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
        members.dedup();
    }
    let of_body = meetings::store::of_body(db, meeting.organization_id, 24)?;
    let later = of_body.into_iter().filter(|other| other.starts_at > meeting.starts_at).collect();
    let approved_at = match minutes.as_ref().and_then(|minutes| minutes.approved_at_id) {
        Some(id) => Some(meetings::store::get(db, &council.slug, id)?.0),
        None => None,
    };
    let signed_by = match &minutes {
        Some(minutes) => store::signed_by(db, minutes.id)?,
        None => Vec::new(),
    };
    if !shown {
        // Whether it could decide is told with the minutes.
        meeting.quorate = None;
    }
    Ok(Record {
        attendance: if shown { store::attendance(db, id)? } else { Vec::new() },
        items: if shown { entries(db, &scope, &meeting, works, out, shown)? } else { Vec::new() },
        body,
        minutes,
        members,
        records,
        inside: works || scope.council,
        later,
        approved_at,
        signed_by,
        meeting,
    })
}

/// One item as its extract shows it.
pub struct Extract {
    pub meeting: Meeting,
    /// The bodies that decided on it; for an item without papers the one that leads the sitting.
    pub bodies: Vec<String>,
    pub entry: Entry,
    /// The minutes, where they lie before the viewer, and who signed them.
    pub minutes: Option<Minutes>,
    pub signed_by: Vec<String>,
    pub approved_at: Option<Meeting>,
}

/// One item as its extract shows it.
///
/// # Errors
/// `NotFound` when there is no such item or it does not lie before this viewer.
pub fn extract(
    db: &mut Db,
    council: &Council,
    viewer: Option<&Actor>,
    id: MeetingId,
    item: AgendaItemId,
) -> Result<Extract> {
    let scope = Scope::of(viewer, &council.slug);
    let (meeting, body) = meetings::store::get(db, &council.slug, id)?;
    let bodies = meetings::store::bodies(db, &meeting)?;
    let works = meetings::works_on(viewer, council, &bodies);
    let minutes = store::of_meeting(db, id)?.filter(|minutes| is_out(council, &scope, minutes));
    let out = minutes.is_some();
    let records = viewer.is_some_and(|actor| meetings::may(actor, council, &bodies, MeetingAction::Results));
    let entry =
        entries(db, &scope, &meeting, works, out, out || records)?.into_iter().find(|entry| entry.item.id == item);
    let entry = entry.filter(|entry| !entry.outline).ok_or(Error::NotFound)?;
    let deciding: Vec<_> = bodies
        .into_iter()
        .filter(|id| entry.dealt.iter().any(|dealt| dealt.consultation.organization_id == *id))
        .collect();
    let mut named = organizations::store::several(db, &deciding)?;
    named.sort_by_key(|body| deciding.iter().position(|id| *id == body.id));
    let sat_on = meeting.starts_at.day(council.timezone);
    organizations::store::as_of(db, named.iter_mut().map(|body| (body.id, sat_on, &mut body.name)).collect())?;
    let approved_at = match minutes.as_ref().and_then(|minutes| minutes.approved_at_id) {
        Some(id) => Some(meetings::store::get(db, &council.slug, id)?.0),
        None => None,
    };
    Ok(Extract {
        bodies: if named.is_empty() { vec![body] } else { named.into_iter().map(|body| body.name).collect() },
        signed_by: match &minutes {
            Some(minutes) => store::signed_by(db, minutes.id)?,
            None => Vec::new(),
        },
        approved_at,
        minutes,
        entry,
        meeting,
    })
}

/// Whether minutes that are no draft any more lie before this viewer, as the council's rule says: with them the agenda
/// does, also of a sitting that nobody was invited to.
fn is_out(council: &Council, scope: &Scope, minutes: &Minutes) -> bool {
    let circle = publication::minutes(council.meetings.minutes_public, minutes.state);
    minutes.state != MinutesState::Draft && scope.sees_apart(circle)
}

/// The items of the agenda that the viewer sees. `out`: the minutes lie before the viewer; `told`: so do their texts, or
/// the viewer writes them.
fn entries(db: &mut Db, scope: &Scope, meeting: &Meeting, works: bool, out: bool, told: bool) -> Result<Vec<Entry>> {
    let lying = consultations::store::on_agenda(db, scope, meeting.id)?;
    let ids: Vec<_> = lying.iter().map(|(consultation, _)| consultation.id).collect();
    let taken = votes::store::of_consultations(db, &ids)?;
    let ballots = votes::store::ballots_of(db, &taken.iter().map(|vote| vote.id).collect::<Vec<_>>())?;
    let points = consultations::store::point_results_of(db, &ids)?;
    let numbered = paragraphs::of_meeting(db, meeting.id)?;
    let mut entries = Vec::new();
    for item in agenda::in_order(agenda::store::of_meeting(db, meeting.id)?) {
        let exposure = item.exposure(meeting);
        let exposure = ItemExposure { published: exposure.published || out, ..exposure };
        let sight = scope.item(exposure, works);
        if sight == Sight::Nothing || item.state == ItemState::Removed {
            continue;
        }
        let outline = sight == Sight::Outline;
        let here = lying.iter().filter(|(consultation, _)| !outline && consultation.agenda_item_id == Some(item.id));
        let dealt = here
            .map(|(consultation, paper)| {
                let votes: Vec<_> =
                    taken.iter().filter(|vote| vote.consultation_id == Some(consultation.id)).cloned().collect();
                let ballots = ballots.iter().filter(|(vote, _, _)| votes.iter().any(|own| own.id == *vote));
                Dealt {
                    ballots: ballots.cloned().collect(),
                    points: points.iter().filter(|row| row.consultation_id == consultation.id).cloned().collect(),
                    votes,
                    paper: paper.clone(),
                    consultation: consultation.clone(),
                }
            })
            .collect();
        let text = if told && !outline { item.minutes_text.clone() } else { String::new() };
        let own = numbered.iter().filter(|row| !outline && row.agenda_item_id == item.id);
        let paragraphs = own.map(|row| (row.number, row.organization_id)).collect();
        entries.push(Entry { item, outline, text, dealt, paragraphs });
    }
    Ok(entries)
}
