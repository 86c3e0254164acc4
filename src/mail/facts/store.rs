//! The queries behind what a mail says.
use super::{ClockFacts, LinkFacts, PaperFacts, SittingFacts};
use crate::db::Db;
use crate::db::schema::{
    account_tokens, accounts, clocks, consultations, extensions, grants, meetings, organizations, papers, signatures,
};
use crate::db::types::{AccountId, AccountTokenId, Moment, OrganizationId, PaperId};
use crate::error::Result;
use crate::people::{Actor, Grant, Role};
use crate::procedure::{ClockState, ConsultationState, Status};
use crate::visibility::Circle;
use crate::words::Language;
use diesel::prelude::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = papers)]
struct PaperRow {
    id: PaperId,
    kind: String,
    reference: Option<String>,
    slug: Option<String>,
    title: String,
    submitter: String,
    status: Status,
    confidential: bool,
    circle: Circle,
    author_id: OrganizationId,
    submitter_id: Option<OrganizationId>,
    responsible_id: Option<OrganizationId>,
    parent_id: Option<PaperId>,
}

impl PaperRow {
    fn with_signatories(self, db: &mut Db) -> Result<PaperFacts> {
        let signatories =
            signatures::table.filter(signatures::paper_id.eq(self.id)).select(signatures::person_id).load(db)?;
        Ok(PaperFacts {
            id: self.id,
            kind: self.kind,
            reference: self.reference,
            slug: self.slug,
            title: self.title,
            submitter: self.submitter,
            status: self.status,
            confidential: self.confidential,
            circle: self.circle,
            author: self.author_id,
            submitter_id: self.submitter_id,
            responsible: self.responsible_id,
            parent: self.parent_id,
            signatories,
        })
    }
}

/// The paper of this id, or `NotFound`.
pub fn paper(db: &mut Db, id: PaperId) -> Result<PaperFacts> {
    let row: PaperRow = papers::table.find(id).select(PaperRow::as_select()).first(db)?;
    row.with_signatories(db)
}

/// The papers of these numbers, in the order of their numbers.
pub fn papers_by_reference(db: &mut Db, council: &str, references: &[String]) -> Result<Vec<PaperFacts>> {
    let rows: Vec<PaperRow> = papers::table
        .filter(papers::council.eq(council))
        .filter(papers::reference.eq_any(references))
        .order(papers::reference)
        .select(PaperRow::as_select())
        .load(db)?;
    rows.into_iter().map(|row| row.with_signatories(db)).collect()
}

/// The paper's running clocks, the one due first first.
pub fn running_clocks(db: &mut Db, paper: PaperId) -> Result<Vec<ClockFacts>> {
    let rows: Vec<(crate::db::types::ClockId, String, chrono::NaiveDate, chrono::NaiveDate)> = clocks::table
        .filter(clocks::paper_id.eq(paper))
        .filter(clocks::state.eq(ClockState::Running))
        .order((clocks::due_on, clocks::rule))
        .select((clocks::id, clocks::rule, clocks::started_on, clocks::due_on))
        .load(db)?;
    rows.into_iter()
        .map(|(id, rule, started_on, due_on)| {
            let extended = diesel::select(diesel::dsl::exists(extensions::table.filter(extensions::clock_id.eq(id))));
            Ok(ClockFacts { rule, started_on, due_on, extended: extended.get_result(db)? })
        })
        .collect()
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

/// The account with the roles that it holds now; `None` when it is disabled or gone.
pub fn viewer(db: &mut Db, id: AccountId) -> Result<Option<Actor>> {
    let account = accounts::table
        .find(id)
        .filter(accounts::disabled_at.is_null())
        .select((accounts::name, accounts::email, accounts::language, accounts::person_id))
        .first::<(String, String, String, Option<crate::db::types::PersonId>)>(db)
        .optional()?;
    let Some((name, email, language, person)) = account else { return Ok(None) };
    let held: Vec<(String, OrganizationId, Role)> = grants::table
        .filter(grants::account_id.eq(id))
        .select((grants::council, grants::organization_id, grants::role))
        .load(db)?;
    let grants = held.into_iter().map(|(council, organization, role)| Grant { council, organization, role }).collect();
    let language = Language::of(&language).unwrap_or_default();
    Ok(Some(Actor { account: Some(id), person, name, email, language, session: None, grants }))
}

/// The single-use link of this id with the account it belongs to; `None` when it is gone.
pub fn link(db: &mut Db, id: AccountTokenId) -> Result<Option<(AccountId, LinkFacts)>> {
    let row: Option<(AccountId, crate::people::TokenPurpose, Moment, Option<Moment>)> = account_tokens::table
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
