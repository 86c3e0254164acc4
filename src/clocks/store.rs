//! The queries on clocks and their extensions.
use super::{Clock, Extension, Request};
use crate::app::Tx;
use crate::db::Db;
use crate::db::MultiBackend;
use crate::db::schema::{clocks, consultations, extension_requests, extensions, papers};
use crate::db::types::{ClockId, ConsultationId, ExtensionId, OrganizationId, PaperId};
use crate::error::{Error, Result};
use crate::papers::{Paper, store::visible_with_clocks};
use crate::procedure::ClockState;
use crate::tracking::{Count, FAR, Filter, Show, Sort};
use crate::visibility::{Circle, Scope};
use chrono::NaiveDate;
use diesel::dsl::InnerJoinQuerySource;
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// One clock of this council.
pub fn get(db: &mut Db, council: &str, id: ClockId) -> Result<Clock> {
    let own = clocks::council.eq(council).and(clocks::id.eq(id));
    Ok(clocks::table.filter(own).select(Clock::as_select()).first(db)?)
}

/// The clocks of a paper.
pub fn of_paper(db: &mut Db, paper: PaperId) -> Result<Vec<Clock>> {
    Ok(clocks::table
        .filter(clocks::paper_id.eq(paper))
        .order((clocks::started_on, clocks::rule))
        .select(Clock::as_select())
        .load(db)?)
}

/// The extensions of the clocks of a paper, oldest first.
pub fn extensions_of_paper(db: &mut Db, paper: PaperId) -> Result<Vec<Extension>> {
    Ok(extensions::table
        .inner_join(clocks::table)
        .filter(clocks::paper_id.eq(paper))
        .order(extensions::id)
        .select(Extension::as_select())
        .load(db)?)
}

/// Writes a new clock.
pub fn insert(tx: &mut Tx<'_>, clock: &Clock) -> Result<()> {
    diesel::insert_into(clocks::table).values(clock).execute(&mut **tx)?;
    Ok(())
}

/// Writes a new extension.
pub fn insert_extension(tx: &mut Tx<'_>, extension: &Extension) -> Result<()> {
    diesel::insert_into(extensions::table).values(extension).execute(&mut **tx)?;
    Ok(())
}

/// Takes back an extension that rested on a wrong entry.
pub fn delete_extension(tx: &mut Tx<'_>, id: ExtensionId) -> Result<()> {
    diesel::delete(extensions::table.find(id)).execute(&mut **tx)?;
    Ok(())
}

/// Writes what is asked of a body.
pub fn insert_request(tx: &mut Tx<'_>, request: &Request) -> Result<()> {
    diesel::insert_into(extension_requests::table).values(request).execute(&mut **tx)?;
    Ok(())
}

/// What is asked with a consultation; `None` where that is about nothing but the paper.
pub fn request(db: &mut Db, consultation: ConsultationId) -> Result<Option<Request>> {
    let found = extension_requests::table.find(consultation).select(Request::as_select());
    Ok(found.first(db).optional()?)
}

/// Everything that was asked for this clock, oldest first.
pub fn requests_of(db: &mut Db, clock: ClockId) -> Result<Vec<Request>> {
    Ok(extension_requests::table
        .filter(extension_requests::clock_id.eq(clock))
        .order((extension_requests::asked_on, extension_requests::consultation_id))
        .select(Request::as_select())
        .load(db)?)
}

/// Writes a changed clock; its own version counts up. `Stale` when somebody was faster.
pub fn save(tx: &mut Tx<'_>, clock: &mut Clock) -> Result<()> {
    let expected = clock.version;
    clock.version += 1;
    let own = clocks::id.eq(clock.id).and(clocks::version.eq(expected));
    let written = diesel::update(clocks::table.filter(own)).set(&*clock).execute(&mut **tx)?;
    if written == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Running clocks that are due on or before `day`, the most urgent first.
pub fn running_until(db: &mut Db, council: &str, day: NaiveDate) -> Result<Vec<Clock>> {
    Ok(clocks::table
        .filter(clocks::council.eq(council.to_owned()))
        .filter(clocks::state.eq(ClockState::Running).and(clocks::due_on.le(day)))
        .order((clocks::due_on, clocks::id))
        .select(Clock::as_select())
        .load(db)?)
}

/// The running clocks of these papers, the most urgent first.
pub fn running_of(db: &mut Db, papers: &[PaperId]) -> Result<Vec<Clock>> {
    if papers.is_empty() {
        return Ok(Vec::new());
    }
    Ok(clocks::table
        .filter(clocks::paper_id.eq_any(papers.to_vec()))
        .filter(clocks::state.eq(ClockState::Running))
        .order((clocks::due_on, clocks::id))
        .select(Clock::as_select())
        .load(db)?)
}

/// Clocks in one of these states with their papers, as far as this scope sees the paper, by due date. At most `limit`,
/// after the row (`due_on`, `id`) of the page before.
pub fn with_papers(
    db: &mut Db,
    council: &str,
    scope: &Scope,
    states: &[ClockState],
    after: Option<(NaiveDate, ClockId)>,
    limit: i64,
) -> Result<Vec<(Clock, Paper)>> {
    let mut query = clocks::table
        .inner_join(papers::table)
        .filter(clocks::council.eq(council.to_owned()))
        .filter(clocks::state.eq_any(states.to_vec()))
        .filter(visible_with_clocks(scope))
        .order((clocks::due_on, clocks::id))
        .limit(limit)
        .select((Clock::as_select(), Paper::as_select()))
        .into_boxed::<MultiBackend>();
    if let Some((day, id)) = after {
        query = query.filter(clocks::due_on.gt(day).or(clocks::due_on.eq(day).and(clocks::id.gt(id))));
    }
    Ok(query.load(db)?)
}

diesel::allow_columns_to_appear_in_same_group_by_clause!(clocks::rule, clocks::due_on, papers::responsible_id);

type Condition = Box<dyn BoxableExpression<WithPapers, MultiBackend, SqlType = Bool>>;
type WithPapers = InnerJoinQuerySource<clocks::table, papers::table>;

/// A light as a condition: the same as `obligation::light` says of each clock.
fn shown(filter: &Filter) -> Condition {
    let running = || clocks::state.eq(ClockState::Running);
    let today = filter.today;
    // A period in which others may act is nobody's duty: nobody is late with it.
    let duty = || clocks::rule.ne_all(filter.periods.clone());
    // Within the days in which a clock counts as due soon; a rule that is not in the file warns on the day itself.
    let near = || {
        let mut near: Condition = Box::new(clocks::due_on.le(today));
        for (rule, until) in &filter.soon_until {
            near = Box::new(near.or(clocks::rule.eq(rule.clone()).and(clocks::due_on.le(*until))));
        }
        near
    };
    match filter.show {
        Show::Open => Box::new(running()),
        Show::Overdue => Box::new(running().and(clocks::due_on.lt(today)).and(duty())),
        Show::Soon => Box::new(running().and(clocks::due_on.ge(today)).and(near()).and(duty())),
        Show::InTime => Box::new(running().and(diesel::dsl::not(near()).or(diesel::dsl::not(duty())))),
        // A clock always has its day, and waits for nothing.
        Show::Undated | Show::Waiting => Box::new(false.into_sql::<Bool>()),
        Show::Closed => Box::new(clocks::state.ne(ClockState::Running)),
    }
}

/// Everything of a filter but what it shows, as a condition.
fn parties(filter: &Filter) -> Condition {
    let mut condition: Condition = Box::new(true.into_sql::<Bool>());
    if let Some(department) = filter.department {
        let responsible =
            papers::responsible_id.is_not_null().and(papers::responsible_id.assume_not_null().eq(department));
        condition = Box::new(condition.and(responsible));
    }
    if let Some(faction) = filter.faction {
        let submitter = papers::submitter_id.is_not_null().and(papers::submitter_id.assume_not_null().eq(faction));
        condition = Box::new(condition.and(submitter.or(papers::author_id.eq(faction))));
    }
    if let Some(body) = filter.body {
        let before =
            consultations::table.filter(consultations::organization_id.eq(body)).select(consultations::paper_id);
        condition = Box::new(condition.and(papers::id.eq_any(before)));
    }
    if let Some(kind) = &filter.kind {
        condition = Box::new(condition.and(papers::kind.eq(kind.clone())));
    }
    if let Some(pattern) = filter.pattern() {
        condition = Box::new(condition.and(papers::folded.like(pattern)));
    }
    match filter.public {
        Some(true) => Box::new(condition.and(papers::circle.eq(Circle::Public))),
        Some(false) => Box::new(condition.and(papers::circle.ne(Circle::Public))),
        None => condition,
    }
}

/// Clocks with their papers, as far as this scope sees the paper: those that run by due date, the closed ones the last
/// first. At most `limit`, after the row of the page before.
pub fn tracked(db: &mut Db, council: &str, scope: &Scope, filter: &Filter, limit: i64) -> Result<Vec<(Clock, Paper)>> {
    let query = clocks::table
        .inner_join(papers::table)
        .filter(clocks::council.eq(council.to_owned()))
        .filter(visible_with_clocks(scope))
        .filter(shown(filter))
        .filter(parties(filter))
        .limit(limit)
        .select((Clock::as_select(), Paper::as_select()))
        .into_boxed::<MultiBackend>();
    let closed_on = clocks::closed_on.assume_not_null();
    let after = filter.after.map(|(day, id)| (day, ClockId::from(id)));
    Ok(match (filter.sort, filter.show) {
        (Sort::Due, Show::Closed) => {
            let query = match after {
                Some((day, id)) => query.filter(closed_on.lt(day).or(closed_on.eq(day).and(clocks::id.lt(id)))),
                None => query,
            };
            query.order((closed_on.desc(), clocks::id.desc())).load(db)?
        }
        (Sort::Due, _) => {
            let (at, id) = (clocks::due_on, clocks::id);
            let query = match after {
                // Behind every date there is no clock.
                Some((day, _)) if day == FAR => return Ok(Vec::new()),
                Some((day, last)) => query.filter(at.gt(day).or(at.eq(day).and(id.gt(last)))),
                None => query,
            };
            query.order((at, id)).load(db)?
        }
        (Sort::Newest, _) => {
            let (at, id) = (clocks::started_on, clocks::id);
            let query = match after {
                Some((day, last)) => query.filter(at.lt(day).or(at.eq(day).and(id.lt(last)))),
                None => query,
            };
            query.order((at.desc(), id.desc())).load(db)?
        }
        (Sort::Oldest, _) => {
            let (at, id) = (clocks::started_on, clocks::id);
            let query = match after {
                Some((day, last)) => query.filter(at.gt(day).or(at.eq(day).and(id.gt(last)))),
                None => query,
            };
            query.order((at, id)).load(db)?
        }
    })
}

/// How many clocks run, by responsible organisation, rule and due date, among the papers of this scope; the parties of
/// the filter count, what it shows does not.
pub fn running_counts(db: &mut Db, council: &str, scope: &Scope, filter: &Filter) -> Result<Vec<Count>> {
    let rows: Vec<(Option<OrganizationId>, String, NaiveDate, i64)> = clocks::table
        .inner_join(papers::table)
        .filter(clocks::council.eq(council.to_owned()))
        .filter(clocks::state.eq(ClockState::Running))
        .filter(visible_with_clocks(scope))
        .filter(parties(filter))
        .group_by((papers::responsible_id, clocks::rule, clocks::due_on))
        .select((papers::responsible_id, clocks::rule, clocks::due_on, diesel::dsl::count_star()))
        .load(db)?;
    let count = |(responsible, rule, due_on, clocks)| Count { responsible, rule, due_on, clocks };
    Ok(rows.into_iter().map(count).collect())
}

/// How many clocks are closed, among the papers of this scope and the parties of the filter.
pub fn closed_count(db: &mut Db, council: &str, scope: &Scope, filter: &Filter) -> Result<i64> {
    Ok(clocks::table
        .inner_join(papers::table)
        .filter(clocks::council.eq(council.to_owned()))
        .filter(clocks::state.ne(ClockState::Running))
        .filter(visible_with_clocks(scope))
        .filter(parties(filter))
        .count()
        .get_result(db)?)
}

/// The extensions of these clocks, oldest first.
pub fn extensions_of(db: &mut Db, clocks: &[ClockId]) -> Result<Vec<Extension>> {
    if clocks.is_empty() {
        return Ok(Vec::new());
    }
    Ok(extensions::table
        .filter(extensions::clock_id.eq_any(clocks.to_vec()))
        .order(extensions::id)
        .select(Extension::as_select())
        .load(db)?)
}
