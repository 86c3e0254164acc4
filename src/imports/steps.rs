//! The Beratungsfolge of a paper that is brought in: each row kept as it came, and after the last one what it leaves
//! open: a paper that was put off is dealt with again.
use super::lines::{ItemLine, ResultLine, StepLine, one_line};
use super::room::Room;
use super::{bodies, sittings};
use crate::app::Tx;
use crate::consultations::{self, Consultation};
use crate::db::types::{ConsultationId, Moment, OrganizationId};
use crate::error::{Error, Result};
use crate::events::Correction;
use crate::papers::Paper;
use crate::procedure::{ConsultationState, EntryState, ResultClass, RoleKind, deliberation};
use crate::visibility::Circle;
use crate::vocabulary::Corrected;
use chrono::{NaiveDate, NaiveTime};

/// A row of the Beratungsfolge, put into our terms.
#[derive(Debug, Clone)]
pub struct Step {
    pub body: OrganizationId,
    pub role: String,
    pub kind: RoleKind,
    pub starts_at: Option<Moment>,
    item: Option<String>,
    meeting: String,
    pub word: Option<String>,
    pub class: Option<ResultClass>,
    /// The row in the words of its source.
    told: String,
}

impl Step {
    /// Whether its result decides the paper.
    fn decides(&self) -> bool {
        self.class.is_some_and(|class| deliberation::outcome(class, self.kind).decides)
    }
}

/// Puts rows into our terms.
pub fn read(tx: &mut Tx<'_>, room: &mut Room<'_>, lines: &[StepLine]) -> Result<Vec<Step>> {
    lines.iter().map(|line| read_one(tx, room, line)).collect()
}

/// A row without a body is one of whoever wrote the paper: nobody else can be named.
fn read_one(tx: &mut Tx<'_>, room: &mut Room<'_>, line: &StepLine) -> Result<Step> {
    let body = match line.organization.as_deref().filter(|name| !name.trim().is_empty()) {
        Some(name) => bodies::named(tx, room, name)?,
        None => bodies::unknown(tx, room)?,
    };
    let role = line.role.as_deref().map(|word| room.words.role(word)).unwrap_or_default();
    if !role.is_empty() && !room.council.roles.contains_key(&role) {
        room.unmapped(&role);
    }
    let told = line.result.as_deref().filter(|word| !word.trim().is_empty()).map(|word| room.words.result(word));
    if let Some(word) = told.as_ref().filter(|told| told.class.is_none()).map(|told| told.word.clone()) {
        room.unmapped(&word);
    }
    let midnight = |day: NaiveDate| room.council.moment(day, NaiveTime::MIN);
    let starts_at = match line.starts_at() {
        Some(at) => Some(Moment::from(at.to_utc())),
        None => line.day().and_then(midnight),
    };
    let day = line.day().map(|day| room.council.language().day(day));
    let words = [line.organization.as_deref(), line.role.as_deref(), day.as_deref(), line.result.as_deref()];
    Ok(Step {
        body,
        kind: room.council.roles.get(&role).map_or(RoleKind::Information, |role| role.kind),
        role,
        starts_at,
        item: line.agenda_item.as_deref().map(one_line).filter(|item| !item.is_empty()),
        meeting: one_line(line.meeting.as_deref().unwrap_or_default()),
        class: told.as_ref().and_then(|told| told.class),
        word: told.map(|told| told.word),
        told: words.into_iter().flatten().map(one_line).collect::<Vec<_>>().join(", "),
    })
}

/// Writes the rows of a new paper.
pub fn put_all(tx: &mut Tx<'_>, room: &mut Room<'_>, paper: &Paper, steps: &[Step]) -> Result<Vec<Consultation>> {
    let mut rows = Vec::with_capacity(steps.len());
    for (place, step) in (1..).zip(steps) {
        let row = place_row(tx, room, paper, step, blank(tx, room, paper, step, place))?;
        consultations::store::insert(tx, &row)?;
        rows.push(row);
    }
    go_on(tx, room, paper, steps, &mut rows)?;
    Ok(rows)
}

fn blank(tx: &Tx<'_>, room: &Room<'_>, paper: &Paper, step: &Step, position: i32) -> Consultation {
    Consultation {
        id: ConsultationId::new(),
        council: room.council.slug.clone(),
        paper_id: paper.id,
        organization_id: step.body,
        role: step.role.clone(),
        position,
        meeting_id: None,
        agenda_item_id: None,
        origin_id: None,
        created_on: Some(tx.now.day(room.council.timezone)),
        state: ConsultationState::Planned,
        result_word: None,
        result_class: None,
        note: String::new(),
        version: 1,
        planned_for: String::new(),
        authoritative: false,
        final_text: String::new(),
        circle: Circle::Public,
    }
}

/// Puts a row on the sitting and the item that the source names, with its result.
fn place_row(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    paper: &Paper,
    step: &Step,
    mut row: Consultation,
) -> Result<Consultation> {
    if let Some(at) = step.starts_at {
        let meeting = sittings::at(tx, room, step.body, at, &step.meeting)?;
        row.meeting_id = Some(meeting);
        if let Some(number) = &step.item {
            let line = ItemLine {
                number: Some(number.clone()),
                title: Some(paper.title.clone()),
                paper: paper.reference.clone(),
            };
            row.agenda_item_id = Some(sittings::item_of(tx, room, meeting, at, &line)?);
        }
    }
    result(&mut row, step);
    Ok(row)
}

fn result(row: &mut Consultation, step: &Step) {
    row.result_word.clone_from(&step.word);
    row.result_class = step.class;
    row.authoritative = step.decides();
    row.state = match (&step.word, row.meeting_id) {
        (Some(_), _) => ConsultationState::Concluded,
        (None, Some(_)) => ConsultationState::Scheduled,
        (None, None) => ConsultationState::Planned,
    };
}

/// What the last row leaves open: a paper that was put off, referred or sent back, and that nothing has decided since, is
/// dealt with again by the same body. Its source does not say so: it is planned, and falls away when the source says
/// more.
fn go_on(tx: &mut Tx<'_>, room: &Room<'_>, paper: &Paper, steps: &[Step], rows: &mut Vec<Consultation>) -> Result<()> {
    let in_business = matches!(paper.entry, EntryState::Admitted | EntryState::Issued);
    let open = rows.iter().any(|row| deliberation::is_open(row.state));
    if !in_business || open || rows.iter().any(|row| row.authoritative) {
        return Ok(());
    }
    let Some(last) = steps.iter().max_by_key(|step| step.starts_at) else { return Ok(()) };
    let put_off = matches!(last.class, Some(ResultClass::Defer | ResultClass::Refer | ResultClass::Return));
    if !put_off || last.kind == RoleKind::Answer {
        return Ok(());
    }
    let before = rows
        .iter()
        .rev()
        .find(|row| row.organization_id == last.body && row.role == last.role && row.result_word == last.word);
    let origin_id = before.map(|row| row.id);
    let position = rows.iter().map(|row| row.position).max().unwrap_or(0) + 1;
    let row = Consultation { origin_id, ..blank(tx, room, paper, last, position) };
    consultations::store::insert(tx, &row)?;
    rows.push(row);
    Ok(())
}

/// Whether a row is one that an import planned itself and nobody has touched.
fn is_supposed(row: &Consultation) -> bool {
    row.version == 1 && row.origin_id.is_some() && row.state == ConsultationState::Planned
}

/// Adds the rows that are not there, gives those their results that have others now, and takes away what the source took
/// away, where nobody has touched it here. Answers the rows, and what changed.
pub fn merge(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    paper: &Paper,
    steps: &[Step],
    gone: &[Step],
) -> Result<(Vec<Consultation>, Vec<Correction>)> {
    let mut rows = consultations::store::of_paper(tx, paper.id)?;
    let mut changed = Vec::new();
    for step in gone {
        let replaced = steps
            .iter()
            .any(|other| other.body == step.body && other.role == step.role && other.starts_at == step.starts_at);
        let own = |row: &&mut Consultation| {
            row.version == 1 && row.state != ConsultationState::Cancelled && is_row(row, room, step)
        };
        if let Some(row) = rows.iter_mut().find(own).filter(|_| !replaced) {
            row.state = ConsultationState::Cancelled;
            row.authoritative = false;
            store(tx, row)?;
            changed.push(Correction { what: Corrected::StepGone, was: step.told.clone(), is: String::new() });
        }
    }
    for step in steps {
        let standing = |row: &&mut Consultation| row.state != ConsultationState::Cancelled && is_row(row, room, step);
        if let Some(row) = rows.iter_mut().find(standing) {
            if row.result_word != step.word && row.version == 1 {
                let (was, is) = (row.result_word.clone().unwrap_or_default(), step.word.clone().unwrap_or_default());
                changed.push(Correction { what: Corrected::Result, was, is });
                result(row, step);
                store(tx, row)?;
            }
            continue;
        }
        let planned =
            |row: &Consultation| is_supposed(row) && row.organization_id == step.body && row.role == step.role;
        match rows.iter().position(planned) {
            Some(at) => {
                let row = rows.swap_remove(at);
                let row = place_row(tx, room, paper, step, Consultation { origin_id: None, ..row })?;
                store(tx, &row)?;
                rows.push(row);
            }
            None => {
                let position = consultations::store::next_position(tx, paper.id)?;
                let row = place_row(tx, room, paper, step, blank(tx, room, paper, step, position))?;
                consultations::store::insert(tx, &row)?;
                rows.push(row);
            }
        }
        changed.push(Correction { what: Corrected::Step, was: String::new(), is: step.told.clone() });
    }
    if rows.iter().any(|row| row.authoritative) {
        for row in rows.iter_mut().filter(|row| is_supposed(row)) {
            row.state = ConsultationState::Cancelled;
            store(tx, row)?;
        }
    }
    Ok((rows, changed))
}

/// Writes a row without counting its version up: nobody here worked on it.
fn store(tx: &mut Tx<'_>, row: &Consultation) -> Result<()> {
    if super::store::put_row(tx, row)? { Ok(()) } else { Err(Error::Stale) }
}

/// Whether a row is the one that the source speaks of: the same body at the same hour in the same role. A row here that
/// was planned for no hour yet is not one of the source's.
fn is_row(row: &Consultation, room: &Room<'_>, step: &Step) -> bool {
    let sits = match (row.meeting_id, step.starts_at) {
        (Some(meeting), Some(at)) => room.state.sittings.get(&(step.body, at)) == Some(&meeting),
        (None, None) => !is_supposed(row),
        _ => false,
    };
    row.organization_id == step.body && row.role == step.role && sits
}

/// The rows that results which are others now belong to, with those results.
pub fn with_results(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    paper: &Paper,
    lines: &[ResultLine],
) -> Result<Vec<Correction>> {
    let mut changed = Vec::new();
    for line in lines {
        let (Some(at), Some(name)) = (line.starts_at(), line.at.as_deref()) else { continue };
        let body = bodies::named(tx, room, name)?;
        let Some(meeting) = room.state.sittings.get(&(body, Moment::from(at.to_utc()))).copied() else { continue };
        let told = line.to.as_deref().map(|word| room.words.result(word));
        let word = told.as_ref().map(|told| told.word.clone());
        let rows = consultations::store::of_paper(tx, paper.id)?;
        let own = |row: &Consultation| row.meeting_id == Some(meeting) && row.version == 1 && row.result_word != word;
        let Some(mut row) = rows.into_iter().find(own) else { continue };
        let was = row.result_word.clone().unwrap_or_default();
        changed.push(Correction { what: Corrected::Result, was, is: word.clone().unwrap_or_default() });
        row.result_class = told.and_then(|told| told.class);
        let kind = room.council.roles.get(&row.role).map_or(RoleKind::Information, |role| role.kind);
        row.authoritative = row.result_class.is_some_and(|class| deliberation::outcome(class, kind).decides);
        row.state = if word.is_some() { ConsultationState::Concluded } else { ConsultationState::Scheduled };
        row.result_word = word;
        store(tx, &row)?;
    }
    Ok(changed)
}
