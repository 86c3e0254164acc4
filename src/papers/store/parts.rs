//! Which departments take part in a paper beside the responsible one, and which of its questions each of them answers.
use crate::app::Tx;
use crate::consultations::store::bodies;
use crate::db::Db;
use crate::db::schema::{organizations, paper_departments, papers, question_departments, questions, signatures};
use crate::db::types::{Moment, OrganizationId, PaperId, QuestionId};
use crate::error::Result;
use crate::papers::{Others, Paper, Part};
use crate::procedure::{EntryState, Status};
use crate::visibility::Scope;
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Who has a part in a paper beside its own organisations.
pub fn others(db: &mut Db, paper: PaperId) -> Result<Others> {
    let signatories = super::signatures(db, paper)?.into_iter().map(|signature| signature.person_id).collect();
    Ok(Others { signatories, departments: departments(db, paper)?, bodies: bodies(db, paper)? })
}

/// The departments that take part in a paper beside the responsible one.
pub fn departments(db: &mut Db, paper: PaperId) -> Result<Vec<OrganizationId>> {
    Ok(paper_departments::table
        .filter(paper_departments::paper_id.eq(paper))
        .order(paper_departments::organization_id)
        .select(paper_departments::organization_id)
        .load(db)?)
}

/// The questions of a paper that other departments than the responsible one answer, by number.
pub fn parts(db: &mut Db, asked: PaperId) -> Result<Vec<Part>> {
    Ok(question_departments::table
        .inner_join(questions::table.on(questions::id.eq(question_departments::question_id)))
        .inner_join(organizations::table.on(organizations::id.eq(question_departments::organization_id)))
        .filter(questions::paper_id.eq(asked))
        .order((questions::number, organizations::name))
        .select((
            question_departments::question_id,
            questions::number,
            question_departments::organization_id,
            organizations::name,
            question_departments::contributed_at,
        ))
        .load(db)?)
}

/// Gives a question to a department, or back to the responsible one.
pub fn assign(tx: &mut Tx<'_>, question: QuestionId, to: Option<OrganizationId>) -> Result<()> {
    diesel::delete(question_departments::table.filter(question_departments::question_id.eq(question)))
        .execute(&mut **tx)?;
    if let Some(department) = to {
        diesel::insert_into(question_departments::table)
            .values((
                question_departments::question_id.eq(question),
                question_departments::organization_id.eq(department),
                question_departments::contributed_at.eq(None::<Moment>),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

/// Writes which departments take part in a paper.
pub fn set_departments(tx: &mut Tx<'_>, paper: PaperId, departments: &BTreeSet<OrganizationId>) -> Result<()> {
    let own = paper_departments::paper_id.eq(paper);
    diesel::delete(paper_departments::table.filter(own.and(paper_departments::named.eq(false)))).execute(&mut **tx)?;
    let named = self::departments(tx, paper)?;
    for department in departments.iter().filter(|department| !named.contains(department)) {
        insert_department(tx, paper, *department, false)?;
    }
    Ok(())
}

fn insert_department(tx: &mut Tx<'_>, paper: PaperId, department: OrganizationId, named: bool) -> Result<()> {
    diesel::insert_into(paper_departments::table)
        .values((
            paper_departments::paper_id.eq(paper),
            paper_departments::organization_id.eq(department),
            paper_departments::named.eq(named),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes which departments are named openly to take part in a paper; those that answer questions stay.
pub fn name_departments(tx: &mut Tx<'_>, paper: PaperId, departments: &BTreeSet<OrganizationId>) -> Result<()> {
    let own = paper_departments::paper_id.eq(paper);
    let answering: BTreeSet<_> = parts(tx, paper)?.into_iter().map(|part| part.organization_id).collect();
    diesel::delete(paper_departments::table.filter(own)).execute(&mut **tx)?;
    for department in departments.union(&answering) {
        insert_department(tx, paper, *department, departments.contains(department))?;
    }
    Ok(())
}

/// The names of the departments that are named openly to take part in a paper.
pub fn named_departments(db: &mut Db, paper: PaperId) -> Result<Vec<String>> {
    Ok(paper_departments::table
        .inner_join(organizations::table)
        .filter(paper_departments::paper_id.eq(paper).and(paper_departments::named.eq(true)))
        .order(organizations::name)
        .select(organizations::name)
        .load(db)?)
}

/// Notes that the department's part is ready; `None`: that it is not, as the answer is drafted anew.
pub fn mark(tx: &mut Tx<'_>, question: QuestionId, at: Option<Moment>) -> Result<()> {
    diesel::update(question_departments::table.filter(question_departments::question_id.eq(question)))
        .set(question_departments::contributed_at.eq(at))
        .execute(&mut **tx)?;
    Ok(())
}

/// The papers in business with questions that one of these departments has still to answer; where their answer is
/// being drafted already, the draft. Within what this scope sees, the latest change first. At most `limit`.
pub fn with_open_parts(
    db: &mut Db,
    council: &str,
    scope: &Scope,
    departments: &[OrganizationId],
    limit: i64,
) -> Result<Vec<Paper>> {
    if departments.is_empty() {
        return Ok(Vec::new());
    }
    let open: Vec<PaperId> = question_departments::table
        .inner_join(questions::table.on(questions::id.eq(question_departments::question_id)))
        .filter(question_departments::organization_id.eq_any(departments.to_vec()))
        .filter(question_departments::contributed_at.is_null())
        .select(questions::paper_id)
        .distinct()
        .load(db)?;
    let mut found: Vec<Paper> = papers::table
        .filter(papers::council.eq(council.to_owned()).and(papers::id.eq_any(open)))
        .filter(papers::status.eq(Status::InProgress))
        .filter(super::visible(scope))
        .order((papers::updated_at.desc(), papers::id.desc()))
        .limit(limit)
        .select(Paper::as_select())
        .load(db)?;
    let ids: Vec<PaperId> = found.iter().map(|paper| paper.id).collect();
    let drafts: Vec<Paper> = papers::table
        .filter(papers::parent_id.is_not_null().and(papers::parent_id.assume_not_null().eq_any(ids)))
        .filter(papers::entry.eq_any([EntryState::Draft, EntryState::Returned]))
        .filter(super::visible(scope))
        .select(Paper::as_select())
        .load(db)?;
    for paper in &mut found {
        if let Some(draft) = drafts.iter().find(|draft| draft.parent_id == Some(paper.id)) {
            *paper = draft.clone();
        }
    }
    Ok(found)
}

/// Papers in business that no faction submitted and that somebody signed: those of single councillors, whoever sees them.
pub fn signed_in_own_name(db: &mut Db, council: &str) -> Result<Vec<Paper>> {
    let signed = signatures::table.filter(signatures::paper_id.eq(papers::id).and(signatures::signed_at.is_not_null()));
    Ok(papers::table
        .filter(papers::council.eq(council.to_owned()).and(papers::submitter_id.is_null()))
        .filter(papers::entry.eq_any([EntryState::Submitted, EntryState::Admitted]))
        .filter(papers::status.eq_any([Status::Submitted, Status::InProgress]))
        .filter(exists(signed))
        .order(papers::id)
        .select(Paper::as_select())
        .load(db)?)
}

/// Papers in business that no faction submitted, within what this scope sees: those of single councillors, and of
/// inhabitants. At most `limit`.
pub fn of_single_people(db: &mut Db, council: &str, scope: &Scope, limit: i64) -> Result<Vec<Paper>> {
    Ok(papers::table
        .filter(papers::council.eq(council.to_owned()).and(papers::submitter_id.is_null()))
        .filter(papers::entry.eq_any([EntryState::Submitted, EntryState::Admitted]))
        .filter(papers::status.eq_any([Status::Submitted, Status::InProgress]))
        .filter(super::visible(scope))
        .order(papers::id)
        .limit(limit)
        .select(Paper::as_select())
        .load(db)?)
}
