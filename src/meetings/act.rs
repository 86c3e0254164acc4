//! What may be done with sittings. Every change is one transaction: the rule is asked, the state is written over its
//! version, the event is appended, the follow-ups are queued.
use super::agenda::{self, AgendaItem, act::Content};
use super::input::MeetingInput;
use super::{Meeting, is_late, may, refusal_of, store};
use crate::app::Tx;
use crate::consultations::{self, input::ReferralInput};
use crate::council::{Council, MailRow};
use crate::db::types::{AgendaItemId, ConsultationId, MeetingId, Moment, OrganizationId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use crate::organizations::{self, Organization};
use crate::papers::act::not_yours;
use crate::papers::input::Input;
use crate::papers::{self, effects};
use crate::procedure::{Action, ConsultationState, ItemState, MeetingAction, MeetingState, sitting};
use crate::visibility::Circle;

/// Sets a sitting up and returns its id.
///
/// # Errors
/// Forbidden when the actor prepares no sittings of these bodies; refused with every fault of what was typed.
pub fn create(tx: &mut Tx<'_>, council: &Council, input: &MeetingInput) -> Result<MeetingId> {
    // Who prepares nothing at all is not told what is wrong with the fields.
    let own = tx.actor.organizations(&council.slug);
    if !may(tx.actor, council, &own, MeetingAction::Change) {
        return Err(not_yours(&council.meetings.prepare));
    }
    let input = input.clone().checked(None)?;
    let bodies = named_bodies(tx, council, &input)?;
    let ids: Vec<OrganizationId> = bodies.iter().map(|body| body.id).collect();
    if !may(tx.actor, council, &ids, MeetingAction::Change) {
        return Err(not_yours(&council.meetings.prepare));
    }
    let Some(first) = bodies.first() else { return Err(needed("bodies")) };
    let starts_at = beginning(council, &input)?;
    is_free(tx, &ids, starts_at, None)?;
    let mut meeting = Meeting::planned(&council.slug, first.id, starts_at, "");
    meeting.place =
        input.place.clone().filter(|place| !place.is_empty()).or_else(|| first.place.clone()).unwrap_or_default();
    meeting.name = input.name.clone().unwrap_or_default();
    if meeting.name.is_empty() && bodies.len() > 1 {
        meeting.name = names(&bodies);
    }
    meeting.video = input.video.clone().unwrap_or_default();
    meeting.ends_at = ending(council, &input, starts_at)?;
    has_a_place(&meeting)?;
    store::insert(tx, &meeting, &ids)?;
    let detail = Detail { starts_at: Some(starts_at), place: Some(meeting.place.clone()), ..Detail::default() };
    record(tx, council, &meeting, "meeting-set-up", detail)?;
    Ok(meeting.id)
}

/// Does an action on a sitting and returns the sitting to go on with (the new one, for `continue`).
///
/// # Errors
/// As `papers::act::perform`; `input.version` is the sitting's own.
pub fn perform(
    tx: &mut Tx<'_>,
    council: &Council,
    id: MeetingId,
    action: MeetingAction,
    input: &MeetingInput,
) -> Result<MeetingId> {
    store::lock(tx, id)?;
    let (mut meeting, _) = store::get(tx, &council.slug, id)?;
    let bodies = store::bodies(tx, &meeting)?;
    if !may(tx.actor, council, &bodies, action) {
        let rules = &council.meetings;
        return Err(not_yours(if sitting::is_record(action) { &rules.record } else { &rules.prepare }));
    }
    let input = input.clone().checked(Some(action))?;
    match input.version {
        None => return Err(needed("version")),
        Some(version) if version != meeting.version => return Err(Error::Stale),
        Some(_) => {}
    }
    let is_empty = agenda::store::of_meeting(tx, id)?.is_empty();
    if let Some(refusal) = refusal_of(council, &meeting, is_empty, action, tx.now) {
        return Err(Error::refused(refusal));
    }
    meeting.state = sitting::target(action, meeting.state).ok_or(Error::NotFound)?;
    let mut detail = Detail {
        starts_at: Some(meeting.starts_at),
        place: Some(meeting.place.clone()),
        reason: input.reason.clone().filter(|reason| !reason.is_empty()),
        ..Detail::default()
    };
    let mut goes_on = id;
    let mut touched = Vec::new();
    match action {
        MeetingAction::Change => {
            change(council, &mut meeting, &input, &mut detail)?;
            is_free(tx, &bodies, meeting.starts_at, Some(id))?;
            still_in_time(tx, council, &meeting)?;
        }
        MeetingAction::Invite => {
            if is_late(council, tx.now, meeting.starts_at) {
                detail.basis = Some(council.meetings.basis.clone());
            }
            meeting.invited_at = Some(tx.now);
            detail.mail = Some(MailRow::Invited);
        }
        MeetingAction::Cancel => {
            meeting.reason = input.reason().to_owned();
            detail.mail = meeting.invited_at.map(|_| MailRow::AgendaChanged);
        }
        MeetingAction::Start => {}
        MeetingAction::End => {
            meeting.ends_at = Some(tx.now);
            finish_called(tx, &meeting, None)?;
        }
        MeetingAction::Continue => {
            meeting.reason = input.reason().to_owned();
            let next = continuation(tx, council, &meeting, &bodies, &input)?;
            detail.was_at = Some(meeting.starts_at);
            detail.starts_at = Some(next.starts_at);
            detail.place = Some(next.place.clone());
            goes_on = next.id;
        }
        MeetingAction::AddItem => touched = vec![add_item(tx, council, &meeting, &input)?],
        MeetingAction::EditItem => touched = vec![edit_item(tx, council, &meeting, &input)?],
        MeetingAction::MoveItem => {
            let item = named_item(tx, council, &meeting, input.item.as_deref())?;
            let way = input.way().ok_or_else(|| Error::refused(Message::new("agenda_no_way").on("direction")))?;
            touched = vec![agenda::act::shift(tx, council, &meeting, item, way)?];
        }
        MeetingAction::RemoveItem => touched = vec![remove_item(tx, council, &meeting, &input)?],
        MeetingAction::Call => touched = call(tx, council, &meeting, &input)?,
        MeetingAction::Fill => fill(tx, council, &meeting, &input)?,
        MeetingAction::Results => results(tx, council, &input)?,
    }
    let on_agenda = matches!(
        action,
        MeetingAction::AddItem | MeetingAction::EditItem | MeetingAction::MoveItem | MeetingAction::RemoveItem
    );
    if on_agenda {
        detail.place = None;
        // Who sits in the running sitting is not mailed of it.
        detail.mail = (meeting.state == MeetingState::Invited).then_some(MailRow::AgendaChanged);
    }
    detail.items = touched.iter().map(|item| item.number.clone()).collect();
    let word = if on_agenda { format!("agenda-{action}") } else { format!("meeting-{action}") };
    store::save(tx, &mut meeting)?;
    if action == MeetingAction::Continue {
        move_open_items(tx, council, &meeting, goes_on)?;
        // Told with the new sitting, whose day and agenda it is about.
        detail.mail = Some(MailRow::AgendaChanged);
    }
    if action == MeetingAction::Cancel {
        let why = input.reason().to_owned();
        for consultation in consultations::store::of_meeting(tx, id)? {
            consultations::unschedule::unschedule(tx, council, consultation.id, &why, Some(MailRow::Deferred))?;
        }
    }
    // Why something changed on an item that is not public may tell what it is about.
    let inside = touched.iter().any(|item| !item.public);
    record_in(tx, council, &meeting, &word, detail, if inside { Circle::Council } else { Circle::Public })?;
    Ok(goes_on)
}

fn needed(name: &'static str) -> Error {
    Error::refused(Message::new("input_required").on(name).with("field", name))
}

fn named_bodies(tx: &mut Tx<'_>, council: &Council, input: &MeetingInput) -> Result<Vec<Organization>> {
    let today = tx.now.day(council.timezone);
    let mut bodies: Vec<Organization> = Vec::new();
    for name in input.bodies.iter().flatten() {
        let body = effects::organization(tx, council, name)?
            .filter(|body| body.is_body() && body.is_current(today))
            .ok_or_else(|| Error::refused(Message::new("body_unknown").on("bodies").with("name", name)))?;
        if !bodies.iter().any(|known| known.id == body.id) {
            bodies.push(body);
        }
    }
    Ok(bodies)
}

fn names(bodies: &[Organization]) -> String {
    bodies.iter().map(|body| body.name.as_str()).collect::<Vec<_>>().join(" / ")
}

/// Whether these bodies sit nowhere else at this hour; a sitting that was cancelled does not count.
fn is_free(tx: &mut Tx<'_>, bodies: &[OrganizationId], starts_at: Moment, own: Option<MeetingId>) -> Result<()> {
    for body in bodies {
        if store::find_at(tx, *body, starts_at)?.is_some_and(|other| Some(other.id) != own) {
            return Err(Error::refused(Message::new("meeting_exists").on("date")));
        }
    }
    Ok(())
}

fn beginning(council: &Council, input: &MeetingInput) -> Result<Moment> {
    let Some((day, time)) = input.date.zip(MeetingInput::hour(input.time.as_ref())) else { return Err(needed("date")) };
    council.moment(day, time).ok_or_else(|| Error::refused(Message::new("time_does_not_exist").on("time")))
}

fn ending(council: &Council, input: &MeetingInput, starts_at: Moment) -> Result<Option<Moment>> {
    let Some((day, time)) = input.date.zip(MeetingInput::hour(input.end.as_ref())) else { return Ok(None) };
    let wrong = || Error::refused(Message::new("meeting_end_before_start").on("end"));
    council.moment(day, time).filter(|end| *end > starts_at).map(Some).ok_or_else(wrong)
}

fn has_a_place(meeting: &Meeting) -> Result<()> {
    if meeting.place.is_empty() && meeting.video.is_empty() {
        return Err(Error::refused(Message::new("meeting_place_needed").on("place")));
    }
    Ok(())
}

fn change(council: &Council, meeting: &mut Meeting, input: &MeetingInput, detail: &mut Detail) -> Result<()> {
    let before = (meeting.starts_at, meeting.place.clone(), meeting.video.clone());
    meeting.starts_at = beginning(council, input)?;
    meeting.ends_at = ending(council, input, meeting.starts_at)?;
    for (typed, into) in
        [(&input.name, &mut meeting.name), (&input.place, &mut meeting.place), (&input.video, &mut meeting.video)]
    {
        if let Some(text) = typed {
            into.clone_from(text);
        }
    }
    has_a_place(meeting)?;
    detail.was_at = Some(before.0).filter(|was| *was != meeting.starts_at);
    detail.starts_at = Some(meeting.starts_at);
    detail.place = Some(meeting.place.clone());
    let matters = before != (meeting.starts_at, meeting.place.clone(), meeting.video.clone());
    detail.mail = meeting.invited_at.filter(|_| matters).map(|_| MailRow::AgendaChanged);
    Ok(())
}

/// What must come in so long before a sitting must have done so for its new day as well.
fn still_in_time(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting) -> Result<()> {
    let day = meeting.starts_at.day(council.timezone);
    for consultation in consultations::store::of_meeting(tx, meeting.id)? {
        let paper = papers::store::get(tx, consultation.paper_id)?;
        let kind = council.kind(&paper.kind).filter(|_| consultation.state == ConsultationState::Scheduled);
        if let Some(late) = kind.and_then(|kind| papers::late::refusal(council, kind, &paper, day)) {
            return Err(naming(tx, council, consultation.id, Error::refused(late)));
        }
    }
    Ok(())
}

/// An agenda item as it was named by its id.
fn named_item(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, name: Option<&str>) -> Result<AgendaItem> {
    let id: AgendaItemId = name
        .and_then(|name| name.parse().ok())
        .ok_or_else(|| Error::refused(Message::new("agenda_item_unknown").on("item")))?;
    agenda::act::find(tx, council, meeting, id)
}

fn optional_item(name: Option<&String>, field: &'static str) -> Result<Option<AgendaItemId>> {
    let Some(name) = name.filter(|name| !name.is_empty()) else { return Ok(None) };
    name.parse().map(Some).map_err(|_| Error::refused(Message::new("agenda_item_unknown").on(field)))
}

fn content(input: &MeetingInput, before: Option<&AgendaItem>) -> Content {
    let kept =
        |typed: &Option<String>, before: Option<&String>| typed.clone().or_else(|| before.cloned()).unwrap_or_default();
    Content {
        title: kept(&input.title, before.map(|item| &item.title)),
        public: input.public.unwrap_or_else(|| before.is_none_or(|item| item.public)),
        public_title: kept(&input.public_title, before.map(|item| &item.public_title)),
        note: kept(&input.note, before.map(|item| &item.note)),
    }
}

fn add_item(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, input: &MeetingInput) -> Result<AgendaItem> {
    let parent = optional_item(input.parent.as_ref(), "parent")?;
    agenda::act::add(tx, council, meeting, parent, content(input, None))
}

fn edit_item(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, input: &MeetingInput) -> Result<AgendaItem> {
    let item = named_item(tx, council, meeting, input.item.as_deref())?;
    let joint = match &input.joint {
        Some(_) => optional_item(input.joint.as_ref(), "joint")?,
        None => item.joint_id,
    };
    let content = content(input, Some(&item));
    agenda::act::edit(tx, council, meeting, item, content, joint)
}

fn remove_item(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, input: &MeetingInput) -> Result<AgendaItem> {
    let item = named_item(tx, council, meeting, input.item.as_deref())?;
    agenda::act::may_go(tx, meeting, item.id)?;
    let later = match input.to.as_deref().filter(|to| !to.is_empty()) {
        Some(to) => Some(later_sitting(tx, council, meeting, &item, to)?),
        None => None,
    };
    for id in agenda::store::consultations_on(tx, item.id)? {
        if consultations::store::get(tx, &council.slug, id)?.state == ConsultationState::Concluded {
            return Err(Error::refused(Message::new("agenda_item_has_result").on("item")));
        }
        // The history of a paper that is public itself must not tell what passed on an item that is not.
        let why = if item.public { input.reason() } else { "" };
        if let Some((to, there)) = &later {
            consultations::unschedule::carry_over(tx, council, id, (meeting.starts_at, why), to.id, *there)?;
            continue;
        }
        consultations::unschedule::unschedule(tx, council, id, why, Some(MailRow::Deferred))?;
    }
    agenda::act::remove(tx, council, meeting, item.id)?;
    Ok(item)
}

/// The later sitting of the same body to which an item is put off, and the item that stands there for it.
fn later_sitting(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    item: &AgendaItem,
    to: &str,
) -> Result<(Meeting, AgendaItemId)> {
    let refused = |key: &'static str| Error::refused(Message::new(key).on("to"));
    let id: MeetingId = to.parse().map_err(|_| refused("meeting_unknown"))?;
    let to = match store::get(tx, &council.slug, id) {
        Err(Error::NotFound) => return Err(refused("meeting_unknown")),
        found => found?.0,
    };
    store::lock(tx, to.id)?;
    if to.starts_at <= meeting.starts_at || sitting::target(MeetingAction::Fill, to.state).is_none() {
        return Err(refused("meeting_is_over"));
    }
    if !store::bodies(tx, &to)?.contains(&meeting.organization_id) {
        return Err(refused("meeting_of_others"));
    }
    let content = Content {
        title: item.title.clone(),
        public: item.public,
        public_title: item.public_title.clone(),
        note: item.note.clone(),
    };
    let there = agenda::act::add(tx, council, &to, None, content)?.id;
    Ok((to, there))
}

/// Calls an item and those that are joined to it; the ones that were called before are done.
fn call(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, input: &MeetingInput) -> Result<Vec<AgendaItem>> {
    let item = named_item(tx, council, meeting, input.item.as_deref())?;
    let lead = item.joint_id.unwrap_or(item.id);
    finish_called(tx, meeting, Some(lead))?;
    let mut called = Vec::new();
    for mut other in agenda::in_order(agenda::store::of_meeting(tx, meeting.id)?) {
        let joint = other.id == item.id || other.id == lead || other.joint_id == Some(lead);
        if joint && matches!(other.state, ItemState::Open | ItemState::Done) {
            other.state = ItemState::Called;
            other.called_at = Some(tx.now);
            agenda::store::save(tx, &mut other)?;
        }
        if joint && other.state == ItemState::Called {
            called.push(other);
        }
    }
    Ok(called)
}

/// What was called is done, but for `lead` and what is joined to it.
fn finish_called(tx: &mut Tx<'_>, meeting: &Meeting, lead: Option<AgendaItemId>) -> Result<()> {
    for mut item in agenda::store::of_meeting(tx, meeting.id)? {
        let stays = lead.is_some_and(|lead| item.id == lead || item.joint_id == Some(lead));
        if item.state == ItemState::Called && !stays {
            item.state = ItemState::Done;
            agenda::store::save(tx, &mut item)?;
        }
    }
    Ok(())
}

/// The consultations that were named, in an order that is the same for everybody who locks them.
fn named_consultations(input: &MeetingInput) -> Result<Vec<ConsultationId>> {
    let unknown = |_| Error::refused(Message::new("agenda_consultation_unknown").on("consultations"));
    let mut ids: Vec<ConsultationId> =
        input.consultations.iter().flatten().map(|id| id.parse().map_err(unknown)).collect::<Result<_>>()?;
    ids.sort();
    ids.dedup();
    Ok(ids)
}

/// The version in which a consultation is: whoever acts on many at once has the sitting's version checked.
fn version_of(tx: &mut Tx<'_>, council: &Council, id: ConsultationId) -> Result<Option<i32>> {
    match consultations::store::get(tx, &council.slug, id) {
        Ok(consultation) => Ok(Some(consultation.version)),
        Err(Error::NotFound) => Err(Error::refused(Message::new("agenda_consultation_unknown").on("consultations"))),
        Err(other) => Err(other),
    }
}

fn fill(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, input: &MeetingInput) -> Result<()> {
    for id in named_consultations(input)? {
        let typed = Input {
            version: version_of(tx, council, id)?,
            meeting: Some(meeting.id.to_string()),
            item: input.item.clone(),
            ..Input::default()
        };
        let done = consultations::act::perform(tx, council, id, Action::Schedule, &typed);
        done.map_err(|error| naming(tx, council, id, error))?;
    }
    Ok(())
}

/// Of many that are done at once, the refusal says of which paper it speaks.
fn naming(tx: &mut Tx<'_>, council: &Council, id: ConsultationId, error: Error) -> Error {
    let Error::Refused(mut messages) = error else { return error };
    let paper = consultations::store::get(tx, &council.slug, id).and_then(|one| papers::store::get(tx, one.paper_id));
    match paper {
        Ok(paper) => {
            let name = paper.reference.unwrap_or(paper.title);
            messages.push(Message::new("meeting_refused_for").on("consultations").with("number", name));
            Error::Refused(messages)
        }
        Err(other) => other,
    }
}

fn results(tx: &mut Tx<'_>, council: &Council, input: &MeetingInput) -> Result<()> {
    let role = input.refer_role.clone().unwrap_or_default();
    let to = input.refer_to.iter().flatten();
    let referrals: Vec<_> = to.map(|body| ReferralInput { body: body.clone(), role: role.clone() }).collect();
    for id in named_consultations(input)? {
        let typed = Input {
            bodies: (!referrals.is_empty()).then(|| referrals.clone()),
            version: version_of(tx, council, id)?,
            result: input.result.clone(),
            note: input.note.clone(),
            ..Input::default()
        };
        let done = consultations::act::perform(tx, council, id, Action::EnterResult, &typed);
        done.map_err(|error| naming(tx, council, id, error))?;
    }
    Ok(())
}

/// The sitting that goes on with what was left open: its invitation is that of the first.
fn continuation(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    bodies: &[OrganizationId],
    input: &MeetingInput,
) -> Result<Meeting> {
    let starts_at = beginning(council, input)?;
    if starts_at <= meeting.starts_at {
        return Err(Error::refused(Message::new("meeting_continued_later").on("date")));
    }
    is_free(tx, bodies, starts_at, None)?;
    let place = input.place.clone().filter(|place| !place.is_empty()).unwrap_or_else(|| meeting.place.clone());
    let next = Meeting {
        name: meeting.name.clone(),
        video: meeting.video.clone(),
        state: MeetingState::Invited,
        invited_at: Some(tx.now),
        continues_id: Some(meeting.id),
        ..Meeting::planned(&council.slug, meeting.organization_id, starts_at, &place)
    };
    store::insert(tx, &next, bodies)?;
    Ok(next)
}

/// The items that were not dealt with stand on the agenda of the continuing sitting under their numbers; their
/// consultations go with them. On the first sitting they stay as they were.
fn move_open_items(tx: &mut Tx<'_>, council: &Council, from: &Meeting, to: MeetingId) -> Result<()> {
    let items = agenda::in_order(agenda::store::of_meeting(tx, from.id)?);
    let mut moved: Vec<(AgendaItemId, AgendaItemId)> = Vec::new();
    for item in items.iter().filter(|item| matches!(item.state, ItemState::Open | ItemState::Called)) {
        let new = |old: Option<AgendaItemId>| {
            old.and_then(|old| moved.iter().find(|(known, _)| *known == old)).map(|(_, new)| *new)
        };
        let copy = AgendaItem {
            id: AgendaItemId::new(),
            meeting_id: to,
            parent_id: new(item.parent_id),
            joint_id: new(item.joint_id),
            state: ItemState::Open,
            called_at: None,
            minutes_text: String::new(),
            version: 1,
            ..item.clone()
        };
        agenda::store::insert(tx, &copy)?;
        moved.push((item.id, copy.id));
        for id in agenda::store::consultations_on(tx, item.id)? {
            consultations::unschedule::carry_over(tx, council, id, (from.starts_at, &from.reason), to, copy.id)?;
        }
    }
    Ok(())
}

fn record(tx: &mut Tx<'_>, council: &Council, meeting: &Meeting, action: &str, detail: Detail) -> Result<()> {
    record_in(tx, council, meeting, action, detail, Circle::Public)
}

fn record_in(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    action: &str,
    mut detail: Detail,
    widest: Circle,
) -> Result<()> {
    let bodies = store::bodies(tx, meeting)?;
    let sitting = organizations::store::several(tx, &bodies)?;
    detail.body = Some(names(&sitting));
    (detail.by, detail.in_stead) = acting_for(tx, council)?;
    // What is done to an agenda that nobody sees yet is seen by those who prepare it.
    let on_agenda = action.starts_with("agenda-") || action == "meeting-fill";
    let circle = if on_agenda && !meeting.is_published() { Circle::Office } else { widest };
    let event = NewEvent {
        action: action.to_owned(),
        paper_id: None,
        subject: format!("meeting:{}", meeting.id),
        circle,
        detail,
    };
    events::append(tx, council, event)?;
    Ok(())
}

/// The name of the organisation in whose name the actor prepares or records sittings, and whether in somebody's stead:
/// by a role of one's own before one that is somebody else's.
fn acting_for(tx: &mut Tx<'_>, council: &Council) -> Result<(String, bool)> {
    let rules = &council.meetings;
    let fits = |grant: &&crate::people::Grant| {
        grant.council == council.slug && (rules.prepare.contains(&grant.role) || rules.record.contains(&grant.role))
    };
    let (actor, grants) = (tx.actor, &tx.actor.grants);
    let own = grants.iter().filter(fits).find(|grant| !actor.stands_in(grant.organization, grant.role));
    let Some(grant) = own.or_else(|| grants.iter().find(fits)) else { return Ok((String::new(), false)) };
    let in_stead = actor.stands_in(grant.organization, grant.role);
    Ok((organizations::store::get(tx, grant.organization)?.name, in_stead))
}
