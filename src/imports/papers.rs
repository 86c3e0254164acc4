//! Papers that are brought in, with their Beratungsfolge. They are in business or were: nothing is asked of them that
//! the rules would ask of a paper that is filed here, and nobody is mailed.
use super::lines::{ItemLine, PaperLine, StepLine, one_line};
use super::room::Room;
use super::{Fate, Taken, bodies, sittings, store};
use crate::app::Tx;
use crate::consultations::{self, Consultation};
use crate::council::numbers;
use crate::db::types::{ConsultationId, Moment, PaperId};
use crate::digest;
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use crate::papers::{self, Extra, Paper, fold};
use crate::procedure::{ConsultationState, EntryState, EntryStyle, ResultClass, RoleKind, deliberation, status};
use crate::visibility::Circle;
use chrono::{NaiveDate, NaiveTime};

/// Takes a paper; one that was taken before is brought up to date where its record has changed.
///
/// # Errors
/// Refused when its number already names another paper.
pub fn take(tx: &mut Tx<'_>, room: &mut Room<'_>, line: &PaperLine, record: &str) -> Result<Fate> {
    let source = line.source().to_owned();
    let digest = digest::sha256(record.as_bytes());
    room.source.clone_from(&source);
    let key = (source.clone(), line.id.clone());
    let mut taken = Taken {
        council: room.council.slug.clone(),
        source,
        external_id: line.id.clone(),
        paper_id: None,
        meeting_id: None,
        digest,
        url: one_line(line.source_url.as_deref().unwrap_or_default()),
        licence: one_line(line.licence.as_deref().unwrap_or_default()),
        record: record.to_owned(),
        taken_at: tx.now,
    };
    match room.state.taken.get(&key).cloned() {
        Some((_, known)) if known == taken.digest => Ok(Fate::Unchanged),
        Some((Some(paper), _)) => {
            taken.paper_id = Some(paper);
            correct(tx, room, paper, line)?;
            store::renew(tx, &taken)?;
            room.state.taken.insert(key, (Some(paper), taken.digest));
            Ok(Fate::Corrected)
        }
        Some((None, _)) | None => {
            let paper = new(tx, room, line)?;
            taken.paper_id = Some(paper);
            store::insert(tx, &taken)?;
            room.state.taken.insert(key, (Some(paper), taken.digest));
            Ok(Fate::Taken)
        }
    }
}

fn new(tx: &mut Tx<'_>, room: &mut Room<'_>, line: &PaperLine) -> Result<PaperId> {
    let id = PaperId::new();
    let steps = read_steps(tx, room, &line.consultations)?;
    let mut paper = blank(tx, room, id, line, &steps)?;
    papers::store::insert(tx, &paper)?;
    let mut rows = Vec::new();
    for (place, step) in steps.iter().enumerate() {
        let position = i32::try_from(place + 1).map_err(|e| Error::Internal(e.into()))?;
        rows.push(put_step(tx, room, &paper, step, position)?);
    }
    paper.status = status_of(&paper, &rows);
    let detail =
        Detail { by: room.label(), reference: paper.reference.clone(), to: Some(paper.status), ..Detail::default() };
    let seq = append(tx, room, &paper, "imported", detail)?;
    papers::store::save_derived(tx, id, paper.status, seq)?;
    if let Some(reference) = &paper.reference {
        room.state.numbers.insert(reference.clone(), id);
    }
    room.state.roots.insert(id, paper.root_id);
    Ok(id)
}

/// A row of the Beratungsfolge, put into our terms.
#[derive(Debug, Clone)]
pub struct Step {
    body: crate::db::types::OrganizationId,
    role: String,
    kind: RoleKind,
    starts_at: Option<Moment>,
    item: Option<String>,
    meeting: String,
    word: Option<String>,
    class: Option<ResultClass>,
}

/// Puts rows into our terms. A row without a body is one of the paper's author: nobody else can be named.
pub fn read_steps(tx: &mut Tx<'_>, room: &mut Room<'_>, lines: &[StepLine]) -> Result<Vec<Step>> {
    lines.iter().map(|line| read_step(tx, room, line)).collect()
}

fn read_step(tx: &mut Tx<'_>, room: &mut Room<'_>, line: &StepLine) -> Result<Step> {
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
    let noon = |day: NaiveDate| room.council.moment(day, NaiveTime::MIN);
    let starts_at = match line.starts_at() {
        Some(at) => Some(Moment::from(at.to_utc())),
        None => line.day().and_then(noon),
    };
    Ok(Step {
        body,
        kind: room.council.roles.get(&role).map_or(RoleKind::Information, |role| role.kind),
        role,
        starts_at,
        item: line.agenda_item.as_deref().map(one_line).filter(|item| !item.is_empty()),
        meeting: one_line(line.meeting.as_deref().unwrap_or_default()),
        class: told.as_ref().and_then(|told| told.class),
        word: told.map(|told| told.word),
    })
}

/// Writes a row of the Beratungsfolge, and its sitting and item where they are not there yet.
pub fn put_step(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    paper: &Paper,
    step: &Step,
    position: i32,
) -> Result<Consultation> {
    let meeting = match step.starts_at {
        Some(at) => Some((sittings::at(tx, room, step.body, at, &step.meeting)?, at)),
        None => None,
    };
    let item = match (&step.item, meeting) {
        (Some(number), Some((meeting, at))) => {
            let line = ItemLine {
                number: Some(number.clone()),
                title: Some(paper.title.clone()),
                paper: paper.reference.clone(),
            };
            Some(sittings::put_item(tx, room, meeting, at, &line)?.0)
        }
        _ => None,
    };
    let state = match (&step.word, meeting) {
        (Some(_), _) => ConsultationState::Concluded,
        (None, Some(_)) => ConsultationState::Scheduled,
        (None, None) => ConsultationState::Planned,
    };
    let consultation = Consultation {
        id: ConsultationId::new(),
        council: room.council.slug.clone(),
        paper_id: paper.id,
        organization_id: step.body,
        role: step.role.clone(),
        position,
        meeting_id: meeting.map(|(id, _)| id),
        agenda_item_id: item,
        origin_id: None,
        created_on: Some(tx.now.day(room.council.timezone)),
        state,
        result_word: step.word.clone(),
        result_class: step.class,
        note: String::new(),
        version: 1,
        planned_for: String::new(),
        authoritative: step.class.is_some_and(|class| deliberation::outcome(class, step.kind).decides),
        final_text: String::new(),
        circle: Circle::Public,
    };
    consultations::store::insert(tx, &consultation)?;
    Ok(consultation)
}

fn blank(tx: &mut Tx<'_>, room: &mut Room<'_>, id: PaperId, line: &PaperLine, steps: &[Step]) -> Result<Paper> {
    let word = one_line(line.kind.as_deref().unwrap_or_default());
    let kind = room.words.kind(&word);
    let style = room.council.kind(&kind).map(|kind| kind.entry);
    if style.is_none() {
        room.unmapped(&kind);
    }
    let withdrawn = steps.last().is_some_and(|step| step.class == Some(ResultClass::Withdraw));
    let entry = match style {
        _ if withdrawn => EntryState::Withdrawn,
        Some(EntryStyle::Issued) => EntryState::Issued,
        Some(EntryStyle::Filed) | None => EntryState::Admitted,
    };
    let reference = one_line(line.reference.as_deref().unwrap_or(&line.id));
    if room.state.numbers.contains_key(&reference) {
        return Err(Error::refused(Message::new("alias_taken").on("reference").with("reference", &reference)));
    }
    let mut slug = numbers::slug(&reference);
    while !room.state.slugs.insert(slug.clone()) {
        slug.push('_');
    }
    let parent = line.parent().and_then(|parent| {
        let by_id = parent.id.as_ref().and_then(|id| room.state.taken.get(&(room.source.clone(), id.clone()))?.0);
        by_id.or_else(|| room.state.numbers.get(&one_line(parent.reference.as_deref()?)).copied())
    });
    let above = line.parent().and_then(|parent| parent.reference.clone().or_else(|| parent.id.clone()));
    let zone = room.council.timezone;
    let days: Vec<NaiveDate> = steps.iter().filter_map(|step| step.starts_at).map(|at| at.day(zone)).collect();
    let first = days.iter().min().copied();
    let last = steps.iter().filter_map(|step| step.starts_at).filter(|at| *at <= tx.now).max();
    let about = last.or_else(|| room.families.get(line.root.id.as_ref()?).copied()).unwrap_or(tx.now);
    let author = match line.submitter.first().and_then(|name| bodies::author(room, name)) {
        Some(author) => author,
        None => match line.responsible.as_deref().and_then(|name| bodies::author(room, name)) {
            Some(author) => author,
            None => bodies::unknown(tx, room)?,
        },
    };
    let title = one_line(line.title.as_deref().unwrap_or_default());
    let issued = entry == EntryState::Issued;
    Ok(Paper {
        id,
        council: room.council.slug.clone(),
        kind,
        entry,
        folded: fold(&format!("{reference} {title}")),
        family_seq: parent.and(counted(&reference)),
        reference: Some(reference),
        slug: Some(slug),
        term: None,
        root_id: parent.and_then(|parent| room.state.roots.get(&parent).copied()).unwrap_or(id),
        parent_id: parent,
        parent_reference: if parent.is_some() { None } else { above.map(|number| one_line(&number)) },
        title,
        occasion: String::new(),
        facts: line.answer_text.as_deref().or(line.text.as_deref()).unwrap_or_default().trim().to_owned(),
        submitter: line.submitter.iter().map(|name| one_line(name)).collect::<Vec<_>>().join(", "),
        submitter_id: match line.submitter.as_slice() {
            [name] => bodies::author(room, name),
            _ => None,
        },
        author_id: author,
        responsible_id: line.responsible.as_deref().and_then(|name| bodies::author(room, name)),
        confidential: false,
        circle: Circle::Public,
        status: crate::procedure::Status::InProgress,
        version: 1,
        text_version: 0,
        last_event: 0,
        created_by: None,
        created_at: about,
        updated_at: about,
        submitted_on: None,
        admitted_on: first.filter(|_| !issued),
        issued_on: first.filter(|_| issued),
        extra: Extra::default(),
    })
}

/// Which child of its family a number counts: what stands behind its last mark.
fn counted(reference: &str) -> Option<i32> {
    reference.rsplit(['/', '-']).next()?.trim().parse().ok()
}

pub fn status_of(paper: &Paper, rows: &[Consultation]) -> crate::procedure::Status {
    let consultations: Vec<_> = rows.iter().map(|row| row.state).collect();
    status::of(&status::Axes {
        entry: paper.entry,
        consultations: &consultations,
        decided: rows.iter().any(|row| row.authoritative),
        clocks: &[],
        unbound: false,
    })
}

/// Brings a paper up to date: its title, and the rows that are new or have another result. Rows that went on here are
/// left to those who work with them.
fn correct(tx: &mut Tx<'_>, room: &mut Room<'_>, id: PaperId, line: &PaperLine) -> Result<()> {
    let steps = read_steps(tx, room, &line.consultations)?;
    let mut paper = papers::store::get(tx, id)?;
    let title = one_line(line.title.as_deref().unwrap_or_default());
    if paper.title != title && !title.is_empty() {
        paper.title = title;
        paper.fold();
    }
    merge(tx, room, paper, &steps, &[])
}

/// Adds the rows that are not there, gives those their results that have others now, and takes away what the source took
/// away, where nobody has touched it here; records what changed.
pub fn merge(tx: &mut Tx<'_>, room: &mut Room<'_>, mut paper: Paper, steps: &[Step], gone: &[Step]) -> Result<()> {
    let before = paper.status;
    let mut rows = consultations::store::of_paper(tx, paper.id)?;
    let mut changed = Vec::new();
    for step in gone {
        let same = |row: &&mut Consultation| {
            row.version == 1 && is_row(row, room, step) && row.state != ConsultationState::Cancelled
        };
        let replaced = steps.iter().any(|other| other.body == step.body && other.starts_at == step.starts_at);
        if let Some(row) = rows.iter_mut().find(same).filter(|_| !replaced) {
            row.state = ConsultationState::Cancelled;
            consultations::store::save(tx, row)?;
            changed.push(room.words.council.role_label(&row.role, room.words.council.language()).to_owned());
        }
    }
    for step in steps {
        match rows.iter_mut().find(|row| is_row(row, room, step)) {
            Some(row) if row.result_word == step.word || row.version > 1 => {}
            Some(row) => {
                changed.push(step.word.clone().unwrap_or_default());
                row.result_word.clone_from(&step.word);
                row.result_class = step.class;
                row.state =
                    if step.word.is_some() { ConsultationState::Concluded } else { ConsultationState::Scheduled };
                row.authoritative = step.class.is_some_and(|class| deliberation::outcome(class, step.kind).decides);
                consultations::store::save(tx, row)?;
            }
            None => {
                let position = consultations::store::next_position(tx, paper.id)?;
                changed.push(step.word.clone().unwrap_or_else(|| step.role.clone()));
                rows.push(put_step(tx, room, &paper, step, position)?);
            }
        }
    }
    paper.status = status_of(&paper, &rows);
    let detail =
        Detail { by: room.label(), from: Some(before), to: Some(paper.status), list: changed, ..Detail::default() };
    let seq = append(tx, room, &paper, "import-corrected", detail)?;
    paper.last_event = seq;
    paper.updated_at = tx.now;
    let expected = paper.version;
    papers::store::save(tx, &paper, expected)
}

/// Whether a row is the one that the source speaks of: the same body at the same hour in the same role.
fn is_row(row: &Consultation, room: &Room<'_>, step: &Step) -> bool {
    let sits = match (row.meeting_id, step.starts_at) {
        (Some(meeting), Some(at)) => room.state.sittings.get(&(step.body, at)) == Some(&meeting),
        (None, None) => true,
        _ => false,
    };
    row.organization_id == step.body && row.role == step.role && sits
}

fn append(tx: &mut Tx<'_>, room: &Room<'_>, paper: &Paper, action: &str, detail: Detail) -> Result<i64> {
    let event = NewEvent {
        action: action.to_owned(),
        paper_id: Some(paper.id),
        subject: format!("paper:{}", paper.id),
        circle: Circle::Public,
        detail,
    };
    events::append(tx, room.council, event)
}
