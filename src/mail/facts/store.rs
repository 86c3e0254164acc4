//! The queries behind what a mail says.
use super::{LinkFacts, MeetingFacts, OrderFacts, Running, SittingFacts};
use crate::clocks::store as clocks;
use crate::council::Council;
use crate::db::Db;
use crate::db::schema::{account_tokens, accounts, consultations, meetings, orders, organizations};
use crate::db::types::{AccountId, AccountTokenId, MeetingId, Moment, OrderId, PaperId, PersonId};
use crate::error::Result;
use crate::meetings::{agenda, store as meetings_store};
use crate::organizations::{OrganizationKind, store as organizations_store};
use crate::people::{Actor, TokenPurpose, stand_ins};
use crate::procedure::{ClockState, ConsultationState, ItemState, OrderState, implementation};
use crate::words::Language;
use chrono::NaiveDate;
use diesel::prelude::*;

/// The paper's running clocks, the one due first first.
pub fn running_clocks(db: &mut Db, paper: PaperId) -> Result<Vec<Running>> {
    let mut running = clocks::of_paper(db, paper)?;
    running.retain(|clock| clock.state == ClockState::Running);
    running.sort_by_key(|clock| clock.due_on);
    if running.is_empty() {
        return Ok(Vec::new());
    }
    let extensions = clocks::extensions_of_paper(db, paper)?;
    let of = |clock| extensions.iter().filter(|extension| extension.clock_id == clock).cloned().collect();
    Ok(running.into_iter().map(|clock| Running { extensions: of(clock.id), clock }).collect())
}

/// The next sitting from `now` (domain time) on whose agenda the paper stands.
pub fn next_sitting(db: &mut Db, paper: PaperId, now: Moment) -> Result<Option<SittingFacts>> {
    let row: Option<(String, Moment, String)> = consultations::table
        .inner_join(meetings::table)
        .inner_join(organizations::table.on(organizations::id.eq(consultations::organization_id)))
        .filter(consultations::paper_id.eq(paper))
        .filter(consultations::state.eq(ConsultationState::Scheduled))
        .filter(meetings::starts_at.ge(now))
        .order(meetings::starts_at)
        .select((organizations::name, meetings::starts_at, meetings::place))
        .first(db)
        .optional()?;
    Ok(row.map(|(body, starts_at, place)| SittingFacts { body, starts_at, place }))
}

/// By when the order is to be done; `None` when it is closed or gone.
pub fn order(db: &mut Db, id: OrderId) -> Result<Option<OrderFacts>> {
    let row: Option<(OrderState, Option<NaiveDate>, String)> =
        orders::table.find(id).select((orders::state, orders::due_on, orders::due_note)).first(db).optional()?;
    let open = row.filter(|(state, ..)| implementation::is_open(*state));
    Ok(open.map(|(_, due_on, due_note)| OrderFacts { due_on, due_note }))
}

/// What the council's office is called; where it has none of its own, the council.
pub fn office(db: &mut Db, council: &Council, today: NaiveDate) -> Result<String> {
    let offices = organizations_store::of_kind(db, &council.slug, OrganizationKind::CouncilOffice)?;
    let current = offices.into_iter().find(|office| office.is_current(today));
    Ok(current.map_or_else(|| council.name.clone(), |office| office.name))
}

/// The sitting that an event is about (the one that goes on with it, where it was broken off), with its agenda as
/// everybody may read it: a mail lies in many hands. `None` when it is gone.
pub fn meeting(db: &mut Db, id: MeetingId) -> Result<Option<MeetingFacts>> {
    let Some(meeting) = meetings_store::by_id(db, id)? else { return Ok(None) };
    let meeting = meetings_store::continued_by(db, id)?.unwrap_or(meeting);
    let bodies = meetings_store::bodies(db, &meeting)?;
    let bodies = organizations_store::several(db, &bodies)?;
    let items = agenda::in_order(agenda::store::of_meeting(db, meeting.id)?);
    let items = items.into_iter().filter(|item| item.state != ItemState::Removed);
    let told = items.map(|item| (item.number, if item.public { item.title } else { item.public_title }));
    Ok(Some(MeetingFacts {
        id: meeting.id,
        bodies: bodies.iter().map(|body| body.name.as_str()).collect::<Vec<_>>().join(" / "),
        starts_at: meeting.starts_at,
        place: meeting.place.clone(),
        video: meeting.video.clone(),
        items: if meeting.is_published() { told.collect() } else { Vec::new() },
    }))
}

/// As `viewer`, with the roles in which it stands in for somebody on the day that `day_in` gives for a council.
pub fn acting(db: &mut Db, id: AccountId, day_in: impl Fn(&str) -> Option<NaiveDate>) -> Result<Option<Actor>> {
    let Some(mut actor) = viewer(db, id)? else { return Ok(None) };
    stand_ins::lend(&mut actor, &stand_ins::store::of_account(db, id)?, day_in);
    Ok(Some(actor))
}

/// The account with the roles that are its own now; `None` when it is disabled or gone.
pub fn viewer(db: &mut Db, id: AccountId) -> Result<Option<Actor>> {
    let account: Option<(String, String, String, Option<PersonId>)> = accounts::table
        .find(id)
        .filter(accounts::disabled_at.is_null())
        .select((accounts::name, accounts::email, accounts::language, accounts::person_id))
        .first(db)
        .optional()?;
    let Some((name, email, language, person)) = account else { return Ok(None) };
    let grants = crate::people::accounts::store::grants_of(db, id)?;
    let language = Language::of(&language).unwrap_or_default();
    Ok(Some(Actor { account: Some(id), person, name, email, language, session: None, grants, standing_in: Vec::new() }))
}

/// The single-use link of this id with the account it belongs to; `None` when it is gone.
pub fn link(db: &mut Db, id: AccountTokenId) -> Result<Option<(AccountId, LinkFacts)>> {
    let row: Option<(AccountId, TokenPurpose, Moment, Option<Moment>)> = account_tokens::table
        .find(id)
        .select((
            account_tokens::account_id,
            account_tokens::purpose,
            account_tokens::expires_at,
            account_tokens::used_at,
        ))
        .first(db)
        .optional()?;
    Ok(row.map(|(account, purpose, expires_at, used_at)| {
        (account, LinkFacts { purpose, expires_at, is_used: used_at.is_some() })
    }))
}
