//! What may wait for an account: read at one moment, within what the account may see.
use super::hats::Hats;
use super::orders::Orders;
use super::sittings::Sittings;
use crate::app::App;
use crate::clocks::{self, Clock, Extension};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{Moment, PaperId};
use crate::error::Result;
use crate::events::{self, Event};
use crate::meetings::{self, Meeting};
use crate::organizations::{self, Organization};
use crate::papers::{self, Paper};
use crate::people::{Actor, accounts};
use crate::procedure::EntryState;
use crate::tracking::{Filter, Show};
use crate::visibility::Scope;
use chrono::NaiveDate;
use std::sync::Arc;

/// Rows that are read of each sort: the desk shows the most urgent of them.
const MOST: i64 = 60;
/// Followed papers that are shown.
const FOLLOWED: usize = 12;

/// The states in which a paper may wait for somebody, before or beside the council's business.
const WAITING: [EntryState; 6] = [
    EntryState::Draft,
    EntryState::Cosigning,
    EntryState::Submitted,
    EntryState::Returned,
    EntryState::Presented,
    EntryState::Signed,
];

/// Everything that may wait.
#[derive(Default)]
pub struct Lot {
    /// Papers on their way, in any of the states in which somebody is waited for.
    pub entries: Vec<Paper>,
    /// Papers that the person was asked to sign.
    pub to_sign: Vec<Paper>,
    /// Papers in business without a responsible department.
    pub unassigned: Vec<Paper>,
    /// Papers whose signatories have left the council, each with the last day on which it can be taken over.
    pub orphans: Vec<(Paper, NaiveDate)>,
    /// Papers, or drafts of their answers, with questions that the account's departments have still to answer.
    pub parts: Vec<Paper>,
    /// What waits because of sittings, and for a second person.
    pub sittings: Sittings,
    /// Running clocks of the account's factions.
    pub filed: Vec<(Clock, Paper)>,
    /// Running clocks of the account's departments.
    pub owed: Vec<(Clock, Paper)>,
    /// Clocks that are overdue; for the executive.
    pub overdue: Vec<(Clock, Paper)>,
    /// Papers for which an answer is being drafted.
    pub drafted: Vec<PaperId>,
    pub followed: Vec<Paper>,
    /// Running clocks of the papers above, and of those that drafts answer.
    pub clocks: Vec<Clock>,
    pub extensions: Vec<Extension>,
    /// The events of returned, unassigned and followed papers that the account may see, the latest first.
    pub events: Vec<Event>,
    pub bodies: Vec<Organization>,
    pub meetings: Vec<Meeting>,
    /// What waits because of decisions.
    pub orders: Orders,
}

impl Lot {
    /// What waits in this council.
    pub async fn load(app: &App, council: &Arc<Council>, actor: &Actor, scope: Scope) -> Result<Self> {
        let (council, actor, now) = (council.clone(), actor.clone(), app.now());
        app.read(move |db| Self::read(db, &council, &actor, &scope, now)).await
    }

    fn read(db: &mut Db, council: &Council, actor: &Actor, scope: &Scope, now: Moment) -> Result<Self> {
        let (slug, hats) = (council.slug.as_str(), Hats::of(actor, &council.slug));
        let today = now.day(council.timezone);
        let open = || Filter::open(council, today);
        let mut lot =
            Self { entries: papers::store::in_states(db, slug, scope, &WAITING, 4 * MOST)?, ..Self::default() };
        if let Some(person) = actor.person {
            lot.to_sign = papers::store::to_sign(db, slug, person, MOST)?;
        }
        if hats.office {
            lot.unassigned = papers::store::without_department(db, slug, scope, MOST)?;
        }
        lot.sittings = Sittings::read(db, council, actor, scope, &hats, now)?;
        if hats.office || !hats.factions.is_empty() {
            let mut single = papers::store::of_single_people(db, slug, scope, 10 * MOST)?;
            let own = organizations::store::several(db, &hats.factions)?;
            let faction = |paper: &Paper| own.iter().any(|office| office.parent_id == Some(paper.author_id));
            single.retain(|paper| hats.office || hats.files(paper) || faction(paper));
            let left = papers::takeover::orphans(db, council, single, today)?;
            lot.orphans = left.into_iter().map(|orphan| (orphan.paper, orphan.until)).collect();
        }
        lot.parts = papers::store::with_open_parts(db, slug, scope, &hats.departments, MOST)?;
        for faction in &hats.factions {
            let filter = Filter { faction: Some(*faction), ..open() };
            lot.filed.extend(clocks::store::tracked(db, slug, scope, &filter, MOST)?);
        }
        lot.filed.sort_by_key(|(clock, _)| (clock.due_on, clock.id));
        lot.filed.dedup_by_key(|(clock, _)| clock.id);
        for department in &hats.departments {
            let filter = Filter { department: Some(*department), ..open() };
            lot.owed.extend(clocks::store::tracked(db, slug, scope, &filter, MOST)?);
        }
        if hats.executive {
            let filter = Filter { show: Show::Overdue, ..open() };
            lot.overdue = clocks::store::tracked(db, slug, scope, &filter, MOST)?;
        }
        let owed: Vec<_> = lot.owed.iter().map(|(_, paper)| paper.id).collect();
        lot.drafted = papers::store::with_drafts(db, &owed)?;
        if let Some(account) = actor.account {
            let followed = accounts::store::followed(db, account)?;
            let ids: Vec<_> =
                followed.iter().filter(|one| one.council == slug).map(|one| one.paper).take(FOLLOWED).collect();
            lot.followed = papers::store::seen_of(db, scope, &ids)?;
            lot.followed.sort_by_key(|paper| std::cmp::Reverse(paper.last_event));
        }
        lot.orders = Orders::read(db, council, scope, &hats, today)?;
        lot.add_surroundings(db, scope)?;
        Ok(lot)
    }

    fn add_surroundings(&mut self, db: &mut Db, scope: &Scope) -> Result<()> {
        let mut clocked: Vec<_> = self.sittings.papers().collect();
        clocked.extend(self.entries.iter().filter_map(|paper| paper.parent_id));
        clocked.extend(self.unassigned.iter().chain(&self.followed).chain(&self.parts).map(|paper| paper.id));
        clocked.extend(self.parts.iter().filter_map(|paper| paper.parent_id));
        self.clocks = clocks::store::running_of(db, &clocked)?;
        let tracked = self.filed.iter().chain(&self.owed).chain(&self.overdue).map(|(clock, _)| clock.id);
        let ids: Vec<_> = self.clocks.iter().map(|clock| clock.id).chain(tracked).collect();
        self.extensions = clocks::store::extensions_of(db, &ids)?;
        let returned = self.entries.iter().filter(|paper| paper.entry == EntryState::Returned);
        let told: Vec<_> = returned.chain(&self.unassigned).chain(&self.followed).collect();
        let ids: Vec<_> = told.iter().map(|paper| paper.id).collect();
        let mut events = events::store::of_papers(db, &ids)?;
        events.retain(|event| {
            let paper = told.iter().find(|paper| Some(paper.id) == event.paper_id);
            paper.is_some_and(|paper| scope.sees_part(event.circle, &paper.exposure(&[])))
        });
        self.events = events;
        let bodies: Vec<_> = self.sittings.bodies().collect();
        let held = self.sittings.unresolved.iter();
        let meetings: Vec<_> = held.filter_map(|(consultation, _)| consultation.meeting_id).collect();
        self.bodies = organizations::store::several(db, &bodies)?;
        self.meetings = meetings::store::several(db, &meetings)?;
        Ok(())
    }

    /// The running clock of a paper, or of the paper that it answers.
    pub fn clock(&self, paper: &Paper) -> Option<&Clock> {
        let of = |id: PaperId| self.clocks.iter().find(|clock| clock.paper_id == id);
        of(paper.id).or_else(|| paper.parent_id.and_then(of))
    }

    /// The last event of a paper, or its last one of an action.
    pub fn last_event(&self, paper: &Paper, action: Option<&str>) -> Option<&Event> {
        let mut own = self.events.iter().filter(|event| event.paper_id == Some(paper.id));
        own.find(|event| action.is_none_or(|action| event.action == action))
    }
}
