//! The queries that only the administration needs: which accounts are this council's, and who is who.
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{accounts, clocks, grants, paper_departments, papers, people, question_departments, questions};
use crate::db::types::{AccountId, OrganizationId};
use crate::error::Result;
use crate::papers::Paper;
use crate::people::accounts::Account;
use crate::procedure::{ClockState, EntryState, Status};
use diesel::prelude::*;

/// The accounts that a council has to do with, by name: those that hold a role in it, and those of its people.
pub fn accounts(db: &mut Db, council: &str) -> Result<Vec<Account>> {
    let held = grants::table.filter(grants::council.eq(council.to_owned())).select(grants::account_id).distinct();
    let mut ids: Vec<AccountId> = held.load(db)?;
    let tied = accounts::table
        .inner_join(people::table.on(accounts::person_id.eq(people::id.nullable())))
        .filter(people::council.eq(council.to_owned()))
        .select(accounts::id);
    ids.extend(tied.load::<AccountId>(db)?);
    Ok(accounts::table
        .filter(accounts::id.eq_any(ids))
        .order((accounts::name, accounts::id))
        .select(Account::as_select())
        .load(db)?)
}

/// Whether a council has to do with this account.
pub fn belongs(db: &mut Db, council: &str, account: AccountId) -> Result<bool> {
    let held = grants::table
        .filter(grants::council.eq(council.to_owned()).and(grants::account_id.eq(account)))
        .select(grants::id)
        .limit(1)
        .load::<crate::db::types::GrantId>(db)?;
    if !held.is_empty() {
        return Ok(true);
    }
    let tied = accounts::table
        .inner_join(people::table.on(accounts::person_id.eq(people::id.nullable())))
        .filter(people::council.eq(council.to_owned()).and(accounts::id.eq(account)))
        .select(accounts::id)
        .limit(1)
        .load::<AccountId>(db)?;
    Ok(!tied.is_empty())
}

/// The papers that a department has still to do with: for which it is responsible or in which it takes part while they
/// are not finished, and what it drafts.
pub fn unfinished_of(db: &mut Db, department: OrganizationId) -> Result<Vec<Paper>> {
    let finished = vec![Status::Decided, Status::Closed, Status::Withdrawn];
    let involved = paper_departments::table
        .filter(paper_departments::organization_id.eq(department))
        .select(paper_departments::paper_id);
    let responsible = papers::responsible_id.is_not_null().and(papers::responsible_id.assume_not_null().eq(department));
    let drafts = papers::author_id.eq(department).and(papers::entry.ne_all(vec![
        EntryState::Issued,
        EntryState::Admitted,
        EntryState::Withdrawn,
    ]));
    let running = clocks::table.filter(clocks::state.eq(ClockState::Running)).select(clocks::paper_id);
    let unfinished = papers::status.ne_all(finished).or(papers::id.eq_any(running));
    Ok(papers::table
        .filter(drafts.or(unfinished.and(responsible.or(papers::id.eq_any(involved)))))
        .order(papers::id)
        .select(Paper::as_select())
        .load(db)?)
}

/// Gives another department the part that this one has in a paper, and the questions that it has not answered yet.
pub fn pass_parts(tx: &mut Tx<'_>, paper: &Paper, from: OrganizationId, into: OrganizationId) -> Result<()> {
    let mine = paper_departments::table
        .filter(paper_departments::paper_id.eq(paper.id))
        .filter(paper_departments::organization_id.eq(from));
    if diesel::delete(mine).execute(&mut **tx)? > 0 {
        let theirs = paper_departments::table.find((paper.id, into));
        let held: bool = diesel::select(diesel::dsl::exists(theirs)).get_result(&mut **tx)?;
        if !held && paper.responsible_id != Some(into) {
            diesel::insert_into(paper_departments::table)
                .values((paper_departments::paper_id.eq(paper.id), paper_departments::organization_id.eq(into)))
                .execute(&mut **tx)?;
        }
    }
    let asked = questions::table.filter(questions::paper_id.eq(paper.id)).select(questions::id);
    let open = question_departments::table
        .filter(question_departments::organization_id.eq(from))
        .filter(question_departments::contributed_at.is_null())
        .filter(question_departments::question_id.eq_any(asked));
    diesel::update(open).set(question_departments::organization_id.eq(into)).execute(&mut **tx)?;
    Ok(())
}
