//! The queries on consultations.
use super::advice::Advice;
use super::{Consultation, PointResult, Row, treatment};
use crate::app::Tx;
use crate::db::schema::{agenda_items, aliases, consultations, meetings, organizations, papers, point_results, points};
use crate::db::types::{AgendaItemId, ConsultationId, MeetingId, Moment, OrganizationId, PaperId};
use crate::db::{Db, MultiBackend};
use crate::error::{Error, Result};
use crate::meetings::Meeting;
use crate::papers::{Paper, store::visible_with_consultations};
use crate::procedure::{ConsultationState, EntryState, MeetingState};
use crate::visibility::{Circle, Scope};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// One consultation of this council.
pub fn get(db: &mut Db, council: &str, id: ConsultationId) -> Result<Consultation> {
    Ok(consultations::table
        .filter(consultations::council.eq(council).and(consultations::id.eq(id)))
        .select(Consultation::as_select())
        .first(db)?)
}

/// The consultations of a paper in their order.
pub fn of_paper(db: &mut Db, paper: PaperId) -> Result<Vec<Consultation>> {
    Ok(consultations::table
        .filter(consultations::paper_id.eq(paper))
        .order(consultations::position)
        .select(Consultation::as_select())
        .load(db)?)
}

/// The Beratungsfolge of a paper with names, dates and places.
pub fn rows(db: &mut Db, paper: PaperId) -> Result<Vec<Row>> {
    rows_of(db, &[paper])
}

/// What bodies recommended of these papers so far.
pub fn advice(db: &mut Db, papers: &[PaperId]) -> Result<Vec<Advice>> {
    if papers.is_empty() {
        return Ok(Vec::new());
    }
    Ok(rows_of(db, papers)?.iter().filter_map(Advice::of).collect())
}

/// The Beratungsfolgen of several papers, one after the other.
pub fn rows_of(db: &mut Db, papers: &[PaperId]) -> Result<Vec<Row>> {
    /// The consultation, its body's name, the sitting and the number of the agenda item.
    type Joined = (Consultation, String, Option<Meeting>, Option<String>);
    let rows: Vec<Joined> = consultations::table
        .inner_join(organizations::table.on(organizations::id.eq(consultations::organization_id)))
        .left_join(meetings::table.on(consultations::meeting_id.eq(meetings::id.nullable())))
        .left_join(agenda_items::table.on(consultations::agenda_item_id.eq(agenda_items::id.nullable())))
        .filter(consultations::paper_id.eq_any(papers.to_vec()))
        .order((consultations::paper_id, consultations::position))
        .select((
            Consultation::as_select(),
            organizations::name,
            Option::<Meeting>::as_select(),
            agenda_items::number.nullable(),
        ))
        .load(db)?;
    let mut rows = rows;
    // A body that was renamed since then is called here as it was called at the sitting.
    let names = rows.iter_mut().filter_map(|(consultation, body, meeting, _)| {
        let day = meeting.as_ref()?.starts_at.0.date_naive();
        Some((consultation.organization_id, day, body))
    });
    let names = names.collect();
    crate::organizations::store::as_of(db, names)?;
    let items: Vec<_> = rows.iter().filter_map(|row| row.0.agenda_item_id).collect();
    let numbered = crate::meetings::paragraphs::store::of_items(db, &items)?;
    let number_of = |consultation: &Consultation| {
        let own = numbered.iter().find(|row| {
            Some(row.agenda_item_id) == consultation.agenda_item_id
                && row.organization_id == consultation.organization_id
        });
        own.map(|row| row.number)
    };
    let lain = rows.iter().map(|(row, _, meeting, _)| (row, meeting.as_ref().map(|meeting| meeting.starts_at)));
    let places = treatment::places(lain);
    Ok(rows
        .into_iter()
        .map(|(consultation, body, meeting, number)| Row {
            paragraph: number_of(&consultation),
            treatment: places.get(&consultation.id).copied().unwrap_or_default(),
            consultation,
            body,
            item: number.filter(|_| meeting.as_ref().is_some_and(Meeting::is_published)),
            starts_at: meeting.as_ref().map(|meeting| meeting.starts_at),
            place: meeting.map(|meeting| meeting.place),
        })
        .collect())
}

/// Which treatment of its paper in its body each consultation of these papers is.
pub fn treatments(db: &mut Db, papers: &[PaperId]) -> Result<BTreeMap<ConsultationId, i32>> {
    if papers.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(Consultation, Option<Moment>)> = consultations::table
        .left_join(meetings::table.on(consultations::meeting_id.eq(meetings::id.nullable())))
        .filter(consultations::paper_id.eq_any(papers.to_vec()))
        .select((Consultation::as_select(), meetings::starts_at.nullable()))
        .load(db)?;
    Ok(treatment::places(rows.iter().map(|(row, at)| (row, *at))))
}

/// The bodies that deal with a paper, or are to.
pub fn bodies(db: &mut Db, paper: PaperId) -> Result<Vec<OrganizationId>> {
    Ok(consultations::table
        .filter(consultations::paper_id.eq(paper).and(consultations::state.ne(ConsultationState::Cancelled)))
        .order(consultations::position)
        .select(consultations::organization_id)
        .load(db)?)
}

/// The consultations on the agenda of a sitting.
pub fn of_meeting(db: &mut Db, meeting: MeetingId) -> Result<Vec<Consultation>> {
    Ok(consultations::table
        .filter(consultations::meeting_id.eq(meeting))
        .order((consultations::position, consultations::id))
        .select(Consultation::as_select())
        .load(db)?)
}

/// The position that a further consultation of a paper gets.
pub fn next_position(db: &mut Db, paper: PaperId) -> Result<i32> {
    let last: Option<i32> = consultations::table
        .filter(consultations::paper_id.eq(paper))
        .order(consultations::position.desc())
        .select(consultations::position)
        .first(db)
        .optional()?;
    Ok(last.unwrap_or(0) + 1)
}

/// Writes a new consultation.
pub fn insert(tx: &mut Tx<'_>, consultation: &Consultation) -> Result<()> {
    diesel::insert_into(consultations::table).values(consultation).execute(&mut **tx)?;
    Ok(())
}

/// Writes a changed consultation; its own version counts up. `Stale` when somebody was faster.
pub fn save(tx: &mut Tx<'_>, consultation: &mut Consultation) -> Result<()> {
    let expected = consultation.version;
    consultation.version += 1;
    let own = consultations::id.eq(consultation.id).and(consultations::version.eq(expected));
    let written = diesel::update(consultations::table.filter(own)).set(&*consultation).execute(&mut **tx)?;
    if written == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Lets a consultation leave the agenda item that is about to go; its version stays, as its own change follows.
pub fn leave_item(tx: &mut Tx<'_>, id: ConsultationId) -> Result<()> {
    diesel::update(consultations::table.find(id))
        .set(consultations::agenda_item_id.eq(None::<AgendaItemId>))
        .execute(&mut **tx)?;
    Ok(())
}

/// The consultations on the agenda of a sitting with their papers, as far as this scope sees them, by number.
pub fn on_agenda(db: &mut Db, scope: &Scope, meeting: MeetingId) -> Result<Vec<(Consultation, Paper)>> {
    Ok(consultations::table
        .inner_join(papers::table)
        .filter(consultations::meeting_id.eq(meeting))
        .filter(visible_with_consultations(scope))
        .order((papers::reference, consultations::id))
        .select((Consultation::as_select(), Paper::as_select()))
        .load(db)?)
}

/// Consultations of this council in one state with their papers, as far as this scope sees them, the oldest first; with
/// `before` only those whose sitting began before. At most `limit`.
pub fn waiting(
    db: &mut Db,
    council: &str,
    scope: &Scope,
    state: ConsultationState,
    before: Option<Moment>,
    limit: i64,
) -> Result<Vec<(Consultation, Paper)>> {
    let query = consultations::table
        .inner_join(papers::table)
        .filter(consultations::council.eq(council.to_owned()).and(consultations::state.eq(state)))
        .filter(visible_with_consultations(scope))
        .order(consultations::id)
        .limit(limit)
        .select((Consultation::as_select(), Paper::as_select()))
        .into_boxed::<MultiBackend>();
    let Some(before) = before else { return Ok(query.load(db)?) };
    let held = meetings::table
        .filter(meetings::council.eq(council.to_owned()).and(meetings::starts_at.lt(before)))
        .select(meetings::id);
    let sat = consultations::meeting_id.is_not_null().and(consultations::meeting_id.assume_not_null().eq_any(held));
    Ok(query.filter(sat).load(db)?)
}

/// The operative points of a paper, by number.
pub fn points(db: &mut Db, paper: PaperId) -> Result<Vec<(i32, String)>> {
    Ok(points::table
        .filter(points::paper_id.eq(paper))
        .order(points::number)
        .select((points::number, points::content))
        .load(db)?)
}

/// What became of the points of the paper in this consultation, by number.
pub fn point_results(db: &mut Db, consultation: ConsultationId) -> Result<Vec<PointResult>> {
    Ok(point_results::table
        .filter(point_results::consultation_id.eq(consultation))
        .order(point_results::point)
        .select(PointResult::as_select())
        .load(db)?)
}

/// The same of several consultations.
pub fn point_results_of(db: &mut Db, consultations: &[ConsultationId]) -> Result<Vec<PointResult>> {
    if consultations.is_empty() {
        return Ok(Vec::new());
    }
    Ok(point_results::table
        .filter(point_results::consultation_id.eq_any(consultations.to_vec()))
        .order((point_results::consultation_id, point_results::point))
        .select(PointResult::as_select())
        .load(db)?)
}

/// Writes the results of the points anew.
pub fn replace_point_results(tx: &mut Tx<'_>, consultation: ConsultationId, rows: &[PointResult]) -> Result<()> {
    diesel::delete(point_results::table.filter(point_results::consultation_id.eq(consultation))).execute(&mut **tx)?;
    for row in rows {
        diesel::insert_into(point_results::table).values(row).execute(&mut **tx)?;
    }
    Ok(())
}

/// A number that the paper bore before: its address leads to it from now on.
pub fn add_alias(tx: &mut Tx<'_>, council: &str, slug: &str, reference: &str, paper: PaperId) -> Result<()> {
    let row = (
        aliases::council.eq(council),
        aliases::slug.eq(slug),
        aliases::reference.eq(reference),
        aliases::paper_id.eq(paper),
        aliases::since.eq(tx.now),
    );
    diesel::insert_into(aliases::table).values(row).execute(&mut **tx)?;
    Ok(())
}
/// The consultations that stand on no agenda, of papers that are in the business, with their papers and the names of
/// their bodies, as far as this scope sees them. All of them: this list must not lose one.
pub fn unscheduled(db: &mut Db, council: &str, scope: &Scope) -> Result<Vec<(Consultation, Paper, String)>> {
    let fell_away = meetings::table
        .filter(meetings::council.eq(council.to_owned()).and(meetings::state.eq(MeetingState::Cancelled)))
        .select(meetings::id);
    let nowhere = consultations::meeting_id
        .is_null()
        .or(consultations::meeting_id.is_not_null().and(consultations::meeting_id.assume_not_null().eq_any(fell_away)));
    // Whatever left one on an agenda that is not dealt with: it waits nevertheless.
    let lost = consultations::state.eq(ConsultationState::Scheduled).and(nowhere);
    let rows: Vec<(Consultation, Paper)> = consultations::table
        .inner_join(papers::table)
        .filter(consultations::council.eq(council.to_owned()))
        .filter(consultations::state.eq(ConsultationState::Planned).or(lost))
        .filter(papers::entry.eq_any(vec![EntryState::Admitted, EntryState::Issued]))
        .filter(visible_with_consultations(scope))
        .order(consultations::id)
        .select((Consultation::as_select(), Paper::as_select()))
        .load(db)?;
    let bodies: Vec<(OrganizationId, String)> = organizations::table
        .filter(organizations::council.eq(council.to_owned()))
        .select((organizations::id, organizations::name))
        .load(db)?;
    let name = |id| bodies.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone()).unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|(consultation, paper)| {
            let body = name(consultation.organization_id);
            (consultation, paper, body)
        })
        .collect())
}

/// The consultations of these ids with the names of their bodies, in no order.
pub fn with_bodies(db: &mut Db, ids: &[ConsultationId]) -> Result<Vec<(Consultation, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(consultations::table
        .inner_join(organizations::table.on(organizations::id.eq(consultations::organization_id)))
        .filter(consultations::id.eq_any(ids.to_vec()))
        .select((Consultation::as_select(), organizations::name))
        .load(db)?)
}

/// The bodies that have the paper on an agenda that is out and not over, each with whether everybody knows of it.
pub fn on_published_agendas(db: &mut Db, paper: PaperId) -> Result<Vec<(OrganizationId, bool)>> {
    let rows: Vec<(OrganizationId, Circle, Option<bool>)> = consultations::table
        .inner_join(meetings::table.on(consultations::meeting_id.eq(meetings::id.nullable())))
        .left_join(agenda_items::table.on(consultations::agenda_item_id.eq(agenda_items::id.nullable())))
        .filter(consultations::paper_id.eq(paper))
        .filter(consultations::state.eq(ConsultationState::Scheduled))
        .filter(meetings::state.eq_any([MeetingState::Invited, MeetingState::Running]))
        .order(consultations::position)
        .select((consultations::organization_id, consultations::circle, agenda_items::public.nullable()))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(body, circle, public)| (body, circle == Circle::Public && public.unwrap_or(true)))
        .collect())
}

/// What a body has still to deal with, the oldest first.
pub fn open_of_body(db: &mut Db, body: OrganizationId) -> Result<Vec<Consultation>> {
    Ok(consultations::table
        .filter(consultations::organization_id.eq(body))
        .filter(consultations::state.eq_any([ConsultationState::Planned, ConsultationState::Scheduled]))
        .order((consultations::id,))
        .select(Consultation::as_select())
        .load(db)?)
}
