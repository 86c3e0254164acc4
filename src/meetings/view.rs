//! What pages and the API show of a sitting: everything of one moment, and of it only what the viewer may see.
use super::agenda::{self, AgendaItem};
use super::notices::{self, Notice};
use super::{Meeting, may, paragraphs, refusal_of, store, works_on};
use crate::consultations::advice::Advice;
use crate::consultations::{self, Consultation};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{AgendaItemId, ConsultationId, MeetingId, Moment, OrganizationId};
use crate::error::Result;
use crate::events::{self, Event};
use crate::message::Message;
use crate::organizations::{self, Organization};
use crate::papers::store::Origin;
use crate::papers::{self, Paper};
use crate::people::Actor;
use crate::procedure::{ItemState, MeetingAction, MeetingState, MinutesState, publication};
use crate::visibility::{Scope, Sight};
use std::collections::BTreeMap;

/// A sitting with all that belongs on its page.
#[derive(Debug, Clone)]
pub struct Sitting {
    pub meeting: Meeting,
    /// The bodies that sit, the one that leads first.
    pub bodies: Vec<Organization>,
    /// Whether the viewer prepares or records it.
    pub works: bool,
    pub items: Vec<Item>,
    /// Papers that were put on it when agendas had no items yet.
    pub loose: Vec<(Consultation, Paper)>,
    /// The sitting that it goes on with, or that goes on with it.
    pub continues: Option<Meeting>,
    pub continued_by: Option<Meeting>,
    /// Whether its minutes lie before the viewer, or are the viewer's to write.
    pub minutes: bool,
    /// What was put up on the notice board about it.
    pub notice: Option<Notice>,
    /// Its own history, oldest first, without what is hidden.
    pub history: Vec<Event>,
    /// Where it came from, for one that was brought in from elsewhere.
    pub origin: Option<Origin>,
}

/// An agenda item, as far as it is seen.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Of what is not public everybody reads this.
    Outline {
        number: String,
        title: String,
    },
    Whole(Box<Seen>),
}

/// An item that is seen whole, with those of its papers that are seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    pub item: AgendaItem,
    /// The number of the item with which it is dealt with jointly.
    pub joint: Option<String>,
    pub papers: Vec<(Consultation, Paper)>,
    /// The number of the paper that it is about, where that has not come.
    pub awaited: Option<String>,
    /// What earlier bodies recommended of these papers.
    pub advice: Vec<Advice>,
    /// The numbers of what was decided on it.
    pub paragraphs: Vec<i32>,
    /// Which treatment of its paper in this body each consultation is, where the council counts them.
    pub treatments: BTreeMap<ConsultationId, i32>,
}

/// An action on a sitting as it is offered.
#[derive(Debug, Clone)]
pub struct Offer {
    pub action: MeetingAction,
    /// Why it cannot be taken now.
    pub refused: Option<Message>,
}

/// The sitting of this id, for this viewer. That there is a sitting, when and where, is public.
pub fn sitting(db: &mut Db, council: &Council, viewer: Option<&Actor>, id: MeetingId) -> Result<Sitting> {
    let scope = Scope::of(viewer, &council.slug);
    let (meeting, _) = store::get(db, &council.slug, id)?;
    let ids = store::bodies(db, &meeting)?;
    let works = works_on(viewer, council, &ids);
    let mut lain = consultations::store::on_agenda(db, &scope, id)?;
    let all = agenda::in_order(agenda::store::of_meeting(db, id)?);
    let of_papers: Vec<_> = lain.iter().map(|(_, paper)| paper.id).collect();
    let advice = consultations::store::advice(db, &of_papers)?;
    let numbered = paragraphs::store::of_meeting(db, id)?;
    let treatments = match council.meetings.treatment {
        Some(_) => consultations::store::treatments(db, &of_papers)?,
        None => BTreeMap::new(),
    };
    let mut awaited = agenda::store::awaited(db, id)?;
    let mut items = Vec::new();
    for item in &all {
        let on_it: Vec<_> = lain.extract_if(.., |row| row.0.agenda_item_id == Some(item.id)).collect();
        let mut shown = shown(&scope, &meeting, works, item, &all, on_it);
        if let Some(Item::Whole(seen)) = &mut shown {
            let before =
                |advice: &&Advice| seen.papers.iter().any(|(lain, _)| advice.precedes(lain, Some(meeting.starts_at)));
            seen.advice = advice.iter().filter(before).cloned().collect();
            let own = numbered.iter().filter(|row| row.agenda_item_id == item.id);
            seen.awaited = awaited.remove(&item.id);
            seen.paragraphs = own.map(|row| row.number).collect();
            let place = |(lain, _): &(Consultation, Paper)| Some((lain.id, *treatments.get(&lain.id)?));
            seen.treatments = seen.papers.iter().filter_map(place).collect();
        }
        items.extend(shown);
    }
    lain.retain(|row| row.0.agenda_item_id.is_none() && (works || meeting.is_published()));
    let mut history = events::store::of_subjects(db, &council.slug, &[format!("meeting:{id}")])?;
    history.retain(|event| scope.sees_apart(event.circle));
    let mut bodies = in_this_order(organizations::store::several(db, &ids)?, &ids);
    // Told with the names of its day: a body may have been renamed since.
    let day = meeting.starts_at.day(council.timezone);
    organizations::store::as_of(db, bodies.iter_mut().map(|body| (body.id, day, &mut body.name)).collect())?;
    Ok(Sitting {
        bodies,
        works,
        items,
        loose: lain,
        continues: meeting.continues_id.map(|from| store::by_id(db, from)).transpose()?.flatten(),
        continued_by: store::continued_by(db, id)?,
        origin: papers::store::origin_of_meeting(db, id)?,
        minutes: has_minutes(db, council, viewer, &scope, &meeting, &ids)?,
        notice: notices::store::of_meeting(db, id)?,
        history,
        meeting,
    })
}

fn has_minutes(
    db: &mut Db,
    council: &Council,
    viewer: Option<&Actor>,
    scope: &Scope,
    meeting: &Meeting,
    bodies: &[OrganizationId],
) -> Result<bool> {
    let writes = viewer.is_some_and(|actor| may(actor, council, bodies, MeetingAction::Results));
    if writes && meeting.state != MeetingState::Cancelled {
        return Ok(true);
    }
    let rule = council.meetings.minutes_public;
    let state = store::minutes_state(db, meeting.id)?;
    let out = |state| state != MinutesState::Draft && scope.sees_apart(publication::minutes(rule, state));
    Ok(state.is_some_and(out))
}

/// What this scope is shown of an item; `None` when it is as if it did not exist.
pub fn shown(
    scope: &Scope,
    meeting: &Meeting,
    works: bool,
    item: &AgendaItem,
    all: &[AgendaItem],
    papers: Vec<(Consultation, Paper)>,
) -> Option<Item> {
    match scope.item(item.exposure(meeting), works) {
        Sight::Nothing => None,
        Sight::Outline if item.state == ItemState::Removed => None,
        Sight::Outline => Some(Item::Outline { number: item.number.clone(), title: item.public_title.clone() }),
        Sight::Whole => {
            let joint = item.joint_id.and_then(|joint| all.iter().find(|other| other.id == joint));
            let joint = joint.map(|other| other.number.clone());
            Some(Item::Whole(Box::new(Seen {
                item: item.clone(),
                joint,
                papers,
                awaited: None,
                advice: Vec::new(),
                paragraphs: Vec::new(),
                treatments: BTreeMap::new(),
            })))
        }
    }
}

fn in_this_order(mut bodies: Vec<Organization>, ids: &[OrganizationId]) -> Vec<Organization> {
    bodies.sort_by_key(|body| ids.iter().position(|id| *id == body.id));
    bodies
}

impl Sitting {
    /// What it is called: its own name, or those of its bodies.
    pub fn title(&self) -> String {
        if self.meeting.name.is_empty() {
            self.bodies.iter().map(|body| body.name.as_str()).collect::<Vec<_>>().join(" / ")
        } else {
            self.meeting.name.clone()
        }
    }

    /// The items that are seen whole.
    pub fn seen(&self) -> impl Iterator<Item = &Seen> {
        self.items.iter().filter_map(|item| match item {
            Item::Whole(seen) => Some(seen.as_ref()),
            Item::Outline { .. } => None,
        })
    }

    /// The item of this id, where it is seen whole.
    pub fn item(&self, id: AgendaItemId) -> Option<&Seen> {
        self.seen().find(|seen| seen.item.id == id)
    }

    /// What this actor does with sittings of these bodies, and why it cannot be done now.
    pub fn offers(&self, council: &Council, actor: &Actor, now: Moment) -> Vec<Offer> {
        let bodies: Vec<_> = self.bodies.iter().map(|body| body.id).collect();
        let mine = MeetingAction::ALL.iter().copied().filter(|action| may(actor, council, &bodies, *action));
        mine.map(|action| Offer {
            action,
            refused: refusal_of(council, &self.meeting, self.items.is_empty(), action, now),
        })
        .collect()
    }
}
