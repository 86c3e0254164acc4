//! The queries on papers, their questions, answers, signatures and versions. Knows no rule: a visibility scope is handed
//! to it.
mod aliases;
mod asked;
mod force;
mod origin;
mod parts;
mod reserved;

pub use aliases::{Alias, add_alias, aliases, by_alias};
pub use asked::{add_questions, answered, questions_answered_by};
pub use force::{is_unbound, unbound_of};
pub use origin::{Origin, brought_in, origin, origin_of_meeting, origins, origins_of_meetings};
pub use parts::{
    assign, departments, mark, name_departments, named_departments, of_single_people, others, parts, set_departments,
    signed_in_own_name, with_open_parts,
};
pub use reserved::{
    Reserved, give_number_up, reserve, reserved_at, reserved_in_family, reserved_of_council, take_number,
    waiting_numbers,
};

use super::{Answer, Paper, Point, Question, Signature};
use crate::app::Tx;
use crate::db::schema::aliases as former;
use crate::db::schema::{
    answers, clocks, consultations, counters, follows, orders, organizations, paper_departments, paper_versions,
    papers, people, points, questions, signatures,
};
use crate::db::types::{
    AccountId, AnswerId, Moment, OrganizationId, PaperId, PersonId, PointId, QuestionId, VersionId,
};
use crate::db::{Db, MultiBackend};
use crate::each_backend;
use crate::error::{Error, Result};
use crate::procedure::{EntryState, OrderState, Status, implementation};
use crate::visibility::{Circle, Scope};
use diesel::dsl::InnerJoinQuerySource;
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// The scope as a WHERE clause: the same as `Scope::sees`, which a property test proves. A macro, as diesel's boxed
/// conditions are bound to one source of rows: the papers alone, or the papers joined to something.
macro_rules! condition {
    ($(#[$doc:meta])* $name:ident over $source:ty) => {
        $(#[$doc])*
        pub fn $name(scope: &Scope) -> Box<dyn BoxableExpression<$source, MultiBackend, SqlType = Bool>> {
            type Condition = Box<dyn BoxableExpression<$source, MultiBackend, SqlType = Bool>>;
            let mut condition: Condition = Box::new(papers::circle.eq(Circle::Public));
            let mine = &scope.organizations;
            if !mine.is_empty() {
                let own = papers::author_id.eq_any(mine.clone()).or(papers::submitter_id
                    .is_not_null()
                    .and(papers::submitter_id.assume_not_null().eq_any(mine.clone())));
                let responsible = papers::circle
                    .eq(Circle::Council)
                    .and(papers::responsible_id.is_not_null())
                    .and(papers::responsible_id.assume_not_null().eq_any(mine.clone()));
                let involved = paper_departments::table
                    .filter(paper_departments::organization_id.eq_any(mine.clone()))
                    .select(paper_departments::paper_id);
                condition = Box::new(condition.or(own).or(responsible).or(papers::id.eq_any(involved)));
            }
            if let Some(person) = scope.person {
                let asked = signatures::table.filter(signatures::person_id.eq(person)).select(signatures::paper_id);
                condition = Box::new(condition.or(papers::id.eq_any(asked)));
            }
            if scope.office {
                condition = Box::new(condition.or(papers::circle.eq(Circle::Office)));
            }
            if scope.office || scope.council {
                condition = Box::new(condition.or(papers::circle.eq(Circle::Council)));
            }
            condition
        }
    };
}

condition!(
    /// What this scope sees of the papers.
    visible over papers::table
);
condition!(
    /// What this scope sees of the papers that are joined to their clocks.
    visible_with_clocks over InnerJoinQuerySource<clocks::table, papers::table>
);

condition!(
    /// What this scope sees of the papers that are joined to their consultations.
    visible_with_consultations over InnerJoinQuerySource<consultations::table, papers::table>
);
condition!(
    /// What this scope sees of the papers that are joined to their orders.
    visible_with_orders over InnerJoinQuerySource<orders::table, papers::table>
);

/// A paper by its id.
pub fn get(db: &mut Db, id: PaperId) -> Result<Paper> {
    Ok(papers::table.find(id).select(Paper::as_select()).first(db)?)
}

/// A paper of this council by its number's slug, its number, or its id.
pub fn find(db: &mut Db, council: &str, name: &str) -> Result<Paper> {
    let query = papers::table.select(Paper::as_select());
    let found = query.filter(papers::council.eq(council).and(papers::slug.eq(name))).first(db).optional()?;
    if let Some(paper) = found {
        return Ok(paper);
    }
    if let Ok(id) = name.parse::<PaperId>() {
        return Ok(query.filter(papers::council.eq(council).and(papers::id.eq(id))).first(db)?);
    }
    let found = query.filter(papers::council.eq(council).and(papers::reference.eq(name))).first(db).optional()?;
    match found {
        Some(paper) => Ok(paper),
        None => {
            let id = by_alias(db, council, name)?.ok_or(Error::NotFound)?;
            get(db, id)
        }
    }
}

/// The slug of the paper whose number this is in another spelling: in other case, with spaces or slashes between its
/// parts. `None` when there is none, or more than one.
pub fn slug_in_other_spelling(db: &mut Db, council: &str, name: &str) -> Result<Option<String>> {
    let parts: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || "-_/–".contains(c)).filter(|part| !part.is_empty()).collect();
    let joined = parts.join("-");
    let spellings = vec![joined.to_uppercase(), joined.to_lowercase(), joined];
    let mut found: Vec<Option<String>> = papers::table
        .filter(papers::council.eq(council.to_owned()))
        .filter(papers::slug.is_not_null().and(papers::slug.assume_not_null().eq_any(spellings.clone())))
        .select(papers::slug)
        .limit(2)
        .load(db)?;
    match found.len() {
        0 => aliases::one_of(db, council, &spellings),
        1 => Ok(found.pop().flatten()),
        _ => Ok(None),
    }
}

/// Whether the account follows the paper.
pub fn is_followed(db: &mut Db, paper: PaperId, account: AccountId) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(follows::table.find((account, paper)))).get_result(db)?)
}

/// The account follows the paper from now on; following twice changes nothing.
pub fn follow(tx: &mut Tx<'_>, paper: PaperId, account: AccountId) -> Result<()> {
    let row = (follows::account_id.eq(account), follows::paper_id.eq(paper), follows::since.eq(tx.now));
    each_backend!(&mut **tx, c => diesel::insert_into(follows::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// The account follows the paper no longer.
pub fn unfollow(tx: &mut Tx<'_>, paper: PaperId, account: AccountId) -> Result<()> {
    diesel::delete(follows::table.find((account, paper))).execute(&mut **tx)?;
    Ok(())
}

/// Locks the family of a paper until the end of the transaction: whoever writes to the same family waits.
/// (On SQLite the write transaction itself has that effect.)
pub fn lock_family(tx: &mut Tx<'_>, root: PaperId) -> Result<()> {
    let query = papers::table.find(root).select(papers::id);
    match &mut **tx {
        Db::Sqlite(_) => Ok(()),
        Db::Postgres(c) => Ok(query.for_update().first::<PaperId>(c).map(drop)?),
    }
}

/// Writes a new paper.
pub fn insert(tx: &mut Tx<'_>, paper: &Paper) -> Result<()> {
    diesel::insert_into(papers::table).values(paper).execute(&mut **tx)?;
    Ok(())
}

/// Writes a changed paper over the version `expected`.
///
/// # Errors
/// `Stale` when that is not the current version: nothing is written then.
pub fn save(tx: &mut Tx<'_>, paper: &Paper, expected: i32) -> Result<()> {
    let written = diesel::update(papers::table.filter(papers::id.eq(paper.id).and(papers::version.eq(expected))))
        .set(paper)
        .execute(&mut **tx)?;
    if written == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Writes what follows for a paper from a change of its consultations or clocks: no change of the paper itself.
pub fn save_derived(tx: &mut Tx<'_>, id: PaperId, status: Status, last_event: i64) -> Result<()> {
    diesel::update(papers::table.find(id))
        .set((papers::status.eq(status), papers::last_event.eq(last_event), papers::updated_at.eq(tx.now)))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes before whom a paper lies, where a consultation changed that.
pub fn save_circle(tx: &mut Tx<'_>, id: PaperId, circle: Circle) -> Result<()> {
    diesel::update(papers::table.find(id)).set(papers::circle.eq(circle)).execute(&mut **tx)?;
    Ok(())
}

/// Whether a slug is taken in this council: by a paper, by a number that one had before, or by one that is or was kept
/// for a paper to come.
pub fn is_slug_taken(db: &mut Db, council: &str, slug: &str) -> Result<bool> {
    let count: i64 =
        papers::table.filter(papers::council.eq(council).and(papers::slug.eq(slug))).count().get_result(db)?;
    Ok(count > 0 || aliases::is_alias(db, council, slug)? || reserved_at(db, council, slug)?.is_some())
}

/// Whether a paper of this council bears this number, or bore it, or one is or was to bear it.
pub fn is_reference_taken(db: &mut Db, council: &str, reference: &str) -> Result<bool> {
    let own = papers::council.eq(council).and(papers::reference.eq(reference));
    let count: i64 = papers::table.filter(own).count().get_result(db)?;
    if count > 0 {
        return Ok(true);
    }
    let known = former::council.eq(council).and(former::reference.eq(reference));
    let count: i64 = former::table.filter(known).count().get_result(db)?;
    Ok(count > 0 || reserved::is_reserved(db, council, reference)?)
}

/// Puts a counter on, so that it goes on behind this value; one that is further stays where it is.
pub fn raise(tx: &mut Tx<'_>, council: &str, key: &str, value: i64) -> Result<()> {
    let row = (counters::council.eq(council.to_owned()), counters::key.eq(key.to_owned()), counters::value.eq(0));
    each_backend!(&mut **tx, c => diesel::insert_into(counters::table).values(row).on_conflict_do_nothing().execute(c))?;
    let lower = counters::table.find((council, key)).filter(counters::value.lt(value));
    diesel::update(lower).set(counters::value.eq(value)).execute(&mut **tx)?;
    Ok(())
}

/// The next value of a counter, taken in this transaction: with its rollback the number is free again, so that numbers
/// have no gaps.
pub fn next(tx: &mut Tx<'_>, council: &str, key: &str) -> Result<i64> {
    let row = (counters::council.eq(council.to_owned()), counters::key.eq(key.to_owned()), counters::value.eq(0));
    each_backend!(&mut **tx, c => diesel::insert_into(counters::table).values(row).on_conflict_do_nothing().execute(c))?;
    let counter = counters::table.find((council, key));
    diesel::update(counter).set(counters::value.eq(counters::value + 1)).execute(&mut **tx)?;
    Ok(counter.select(counters::value).first(&mut **tx)?)
}

/// The questions of a paper, by number.
pub fn questions(db: &mut Db, paper: PaperId) -> Result<Vec<Question>> {
    Ok(questions::table
        .filter(questions::paper_id.eq(paper))
        .order(questions::number)
        .select(Question::as_select())
        .load(db)?)
}

/// Writes the questions of a draft anew, numbered from 1.
pub fn replace_questions(tx: &mut Tx<'_>, paper: PaperId, texts: &[String]) -> Result<()> {
    diesel::delete(questions::table.filter(questions::paper_id.eq(paper))).execute(&mut **tx)?;
    for (number, content) in (1..).zip(texts) {
        let row = Question { id: QuestionId::new(), paper_id: paper, number, content: content.clone(), round: 1 };
        diesel::insert_into(questions::table).values(row).execute(&mut **tx)?;
    }
    Ok(())
}

/// The operative points of a paper, by number.
pub fn points(db: &mut Db, paper: PaperId) -> Result<Vec<Point>> {
    Ok(points::table.filter(points::paper_id.eq(paper)).order(points::number).select(Point::as_select()).load(db)?)
}

/// Writes the operative points of a draft anew, numbered from 1.
pub fn replace_points(tx: &mut Tx<'_>, paper: PaperId, texts: &[String]) -> Result<()> {
    diesel::delete(points::table.filter(points::paper_id.eq(paper))).execute(&mut **tx)?;
    for (number, content) in (1..).zip(texts) {
        let row = Point { id: PointId::new(), paper_id: paper, number, content: content.clone() };
        diesel::insert_into(points::table).values(row).execute(&mut **tx)?;
    }
    Ok(())
}

/// What an answering paper says to the questions, in no order.
pub fn answers(db: &mut Db, paper: PaperId) -> Result<Vec<Answer>> {
    Ok(answers::table.filter(answers::paper_id.eq(paper)).select(Answer::as_select()).load(db)?)
}

/// The answers that issued children of this paper give, with the answering paper's number and address.
pub fn issued_answers(db: &mut Db, parent: PaperId) -> Result<Vec<(Answer, Option<String>, Circle)>> {
    Ok(answers::table
        .inner_join(papers::table.on(papers::id.eq(answers::paper_id)))
        .filter(papers::parent_id.eq(parent).and(papers::entry.eq(EntryState::Issued)))
        .order(papers::family_seq)
        .select((Answer::as_select(), papers::reference, papers::circle))
        .load(db)?)
}

/// Writes the answer to one question, over what was there.
pub fn put_answer(tx: &mut Tx<'_>, paper: PaperId, question: QuestionId, text: &str, refusal: &str) -> Result<()> {
    let own = answers::table.filter(answers::paper_id.eq(paper).and(answers::question_id.eq(question)));
    diesel::delete(own).execute(&mut **tx)?;
    let row = Answer {
        id: AnswerId::new(),
        paper_id: paper,
        question_id: question,
        content: text.to_owned(),
        refusal: refusal.to_owned(),
    };
    diesel::insert_into(answers::table).values(row).execute(&mut **tx)?;
    Ok(())
}

/// The members who were asked to sign, in the order of being asked.
pub fn signatures(db: &mut Db, paper: PaperId) -> Result<Vec<Signature>> {
    Ok(signatures::table
        .inner_join(people::table)
        .filter(signatures::paper_id.eq(paper))
        .order((signatures::invited_at, people::name))
        .select((signatures::person_id, people::name, signatures::signed_at))
        .load::<(PersonId, String, Option<Moment>)>(db)?
        .into_iter()
        .map(|(person_id, name, signed_at)| Signature { person_id, name, signed_at })
        .collect())
}

/// Who signed these papers, for each in the order in which they were asked.
pub fn signed(db: &mut Db, papers: &[PaperId]) -> Result<Vec<(PaperId, String)>> {
    Ok(signatures::table
        .inner_join(people::table)
        .filter(signatures::paper_id.eq_any(papers.to_vec()))
        .filter(signatures::signed_at.is_not_null())
        .order((signatures::invited_at, people::name))
        .select((signatures::paper_id, people::name))
        .load(db)?)
}

/// Asks a member to sign; asking twice changes nothing.
pub fn invite(tx: &mut Tx<'_>, paper: PaperId, person: PersonId) -> Result<()> {
    let known: i64 = signatures::table.find((paper, person)).count().get_result(&mut **tx)?;
    if known == 0 {
        diesel::insert_into(signatures::table)
            .values((
                signatures::paper_id.eq(paper),
                signatures::person_id.eq(person),
                signatures::invited_at.eq(tx.now),
                signatures::signed_at.eq(None::<Moment>),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

/// Notes the signature of a member who was asked.
pub fn sign(tx: &mut Tx<'_>, paper: PaperId, person: PersonId) -> Result<()> {
    let now = Some(tx.now);
    diesel::update(signatures::table.find((paper, person))).set(signatures::signed_at.eq(now)).execute(&mut **tx)?;
    Ok(())
}

/// Takes all signatures back: the text may change now. Those who were asked stay asked.
pub fn void_signatures(tx: &mut Tx<'_>, paper: PaperId) -> Result<()> {
    diesel::update(signatures::table.filter(signatures::paper_id.eq(paper)))
        .set(signatures::signed_at.eq(None::<Moment>))
        .execute(&mut **tx)?;
    Ok(())
}

/// Keeps the text as it stands as a version of the paper.
pub fn freeze(tx: &mut Tx<'_>, paper: PaperId, number: i32, content: &str) -> Result<()> {
    diesel::insert_into(paper_versions::table)
        .values((
            paper_versions::id.eq(VersionId::new()),
            paper_versions::paper_id.eq(paper),
            paper_versions::number.eq(number),
            paper_versions::content.eq(content),
            paper_versions::frozen_at.eq(tx.now),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// The frozen versions of a paper's text: number, content (JSON), time.
pub fn versions(db: &mut Db, paper: PaperId) -> Result<Vec<(i32, String, Moment)>> {
    Ok(paper_versions::table
        .filter(paper_versions::paper_id.eq(paper))
        .order(paper_versions::number)
        .select((paper_versions::number, paper_versions::content, paper_versions::frozen_at))
        .load(db)?)
}

/// The direct children of a paper.
pub fn children(db: &mut Db, parent: PaperId) -> Result<Vec<Paper>> {
    Ok(papers::table
        .filter(papers::parent_id.eq(parent))
        .order((papers::family_seq, papers::created_at))
        .select(Paper::as_select())
        .load(db)?)
}

/// The direct children of several papers, as far as this scope sees them.
pub fn seen_children(db: &mut Db, scope: &Scope, parents: &[PaperId]) -> Result<Vec<Paper>> {
    let below = papers::parent_id.is_not_null().and(papers::parent_id.assume_not_null().eq_any(parents.to_vec()));
    Ok(papers::table.filter(below).filter(visible(scope)).select(Paper::as_select()).load(db)?)
}

/// A whole family by its stored root, with the name of each author organisation, in the order of their numbers.
pub fn family(db: &mut Db, root: PaperId) -> Result<Vec<(Paper, String)>> {
    let mut family: Vec<(Paper, String)> = papers::table
        .inner_join(organizations::table.on(organizations::id.eq(papers::author_id)))
        .filter(papers::root_id.eq(root))
        .select((Paper::as_select(), organizations::name))
        .load(db)?;
    // Here and not in the query: the databases put what has no number first, or last.
    family.sort_by_key(|(paper, _)| (paper.family_seq, paper.created_at, paper.id));
    Ok(family)
}

/// Papers of the council by id, after the one given: for a walk over all of them.
pub fn after(db: &mut Db, council: &str, after: Option<PaperId>, limit: i64) -> Result<Vec<Paper>> {
    let mut query = papers::table
        .filter(papers::council.eq(council.to_owned()))
        .order(papers::id)
        .limit(limit)
        .select(Paper::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(after) = after {
        query = query.filter(papers::id.gt(after));
    }
    Ok(query.load(db)?)
}

/// Which papers a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub kind: Option<String>,
    pub status: Option<Status>,
    /// Part of the title or of the number.
    pub text: Option<String>,
    /// Papers in whose business this organisation has a part.
    pub organization: Option<OrganizationId>,
    /// Only papers that somebody still has: in business, or with an order that is not carried out yet.
    pub open: bool,
    /// Only what is newer than nothing and older than this row: the cursor of the page before.
    pub after: Option<(Moment, PaperId)>,
}

/// Papers that this scope sees, newest change first, by key and never by offset.
pub fn list(db: &mut Db, council: &str, scope: &Scope, filter: &Filter, limit: i64) -> Result<Vec<Paper>> {
    let mut query = papers::table
        .filter(papers::council.eq(council.to_owned()))
        .filter(visible(scope))
        .order((papers::updated_at.desc(), papers::id.desc()))
        .limit(limit)
        .select(Paper::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(kind) = &filter.kind {
        query = query.filter(papers::kind.eq(kind.clone()));
    }
    if let Some(status) = filter.status {
        query = query.filter(papers::status.eq(status));
    }
    if let Some(text) = &filter.text {
        let pattern = format!("%{}%", super::fold(text).replace(['%', '_', '\\'], ""));
        let [large, small, typed] = aliases::patterns(text);
        let number = former::reference.like(large).or(former::reference.like(small)).or(former::reference.like(typed));
        let known = former::table.filter(former::council.eq(council.to_owned())).filter(number);
        query = query.filter(papers::folded.like(pattern).or(papers::id.eq_any(known.select(former::paper_id))));
    }
    if let Some(organization) = filter.organization {
        // What a body deals with or dealt with, as everybody may know.
        let dealt_with = consultations::table
            .filter(consultations::organization_id.eq(organization))
            .filter(consultations::circle.eq(Circle::Public))
            .select(consultations::paper_id);
        query = query.filter(
            papers::author_id
                .eq(organization)
                .or(papers::submitter_id.is_not_null().and(papers::submitter_id.assume_not_null().eq(organization)))
                .or(papers::responsible_id.is_not_null().and(papers::responsible_id.assume_not_null().eq(organization)))
                .or(papers::id.eq_any(dealt_with)),
        );
    }
    if filter.open {
        let running: Vec<_> = OrderState::ALL.iter().copied().filter(|state| implementation::is_open(*state)).collect();
        let ordered = orders::table.filter(orders::state.eq_any(running)).select(orders::paper_id);
        let ended = papers::status.eq_any(vec![Status::Closed, Status::Withdrawn]);
        query = query.filter(diesel::dsl::not(ended).or(papers::id.eq_any(ordered)));
    }
    if let Some((at, id)) = filter.after {
        query = query.filter(papers::updated_at.lt(at).or(papers::updated_at.eq(at).and(papers::id.lt(id))));
    }
    Ok(query.load(db)?)
}

/// Papers in these entry states that this scope sees: what may wait for somebody on a desk. At most `limit`.
pub fn in_states(db: &mut Db, council: &str, scope: &Scope, states: &[EntryState], limit: i64) -> Result<Vec<Paper>> {
    Ok(papers::table
        .filter(papers::council.eq(council.to_owned()))
        .filter(papers::entry.eq_any(states.to_vec()))
        .filter(visible(scope))
        .order((papers::updated_at.desc(), papers::id.desc()))
        .limit(limit)
        .select(Paper::as_select())
        .load(db)?)
}

/// Of these papers those that this scope sees, in no order.
pub fn seen_of(db: &mut Db, scope: &Scope, ids: &[PaperId]) -> Result<Vec<Paper>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(papers::table
        .filter(papers::id.eq_any(ids.to_vec()))
        .filter(visible(scope))
        .select(Paper::as_select())
        .load(db)?)
}

/// The papers that this person was asked to sign and has not, those asked longest ago first. At most `limit`.
pub fn to_sign(db: &mut Db, council: &str, person: PersonId, limit: i64) -> Result<Vec<Paper>> {
    Ok(papers::table
        .inner_join(signatures::table.on(signatures::paper_id.eq(papers::id)))
        .filter(papers::council.eq(council).and(papers::entry.eq(EntryState::Cosigning)))
        .filter(signatures::person_id.eq(person).and(signatures::signed_at.is_null()))
        .order((signatures::invited_at, papers::id))
        .limit(limit)
        .select(Paper::as_select())
        .load(db)?)
}

/// Papers in business for which no department is responsible, the latest change first. At most `limit`.
pub fn without_department(db: &mut Db, council: &str, scope: &Scope, limit: i64) -> Result<Vec<Paper>> {
    Ok(papers::table
        .filter(papers::council.eq(council.to_owned()).and(papers::entry.eq(EntryState::Admitted)))
        .filter(papers::responsible_id.is_null().and(papers::status.eq(Status::InProgress)))
        .filter(visible(scope))
        .order((papers::updated_at.desc(), papers::id.desc()))
        .limit(limit)
        .select(Paper::as_select())
        .load(db)?)
}

/// Which of these papers have a child that is neither issued nor discarded.
pub fn with_drafts(db: &mut Db, ids: &[PaperId]) -> Result<Vec<PaperId>> {
    let ended = [EntryState::Issued, EntryState::Withdrawn];
    let parents: Vec<Option<PaperId>> = papers::table
        .filter(papers::parent_id.is_not_null().and(papers::parent_id.assume_not_null().eq_any(ids.to_vec())))
        .filter(papers::entry.ne_all(ended))
        .select(papers::parent_id)
        .load(db)?;
    Ok(parents.into_iter().flatten().collect())
}
