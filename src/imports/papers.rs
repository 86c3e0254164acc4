//! Papers that are brought in, with their Beratungsfolge. They are in business or were: nothing is asked of them that
//! the rules would ask of a paper that is filed here, and nobody is mailed.
use super::clocks::{self, Had};
use super::lines::{Line, PaperLine, one_line};
use super::room::Room;
use super::steps::{self, Step};
use super::{Fate, Taken, bodies, family, store};
use crate::app::Tx;
use crate::consultations::Consultation;
use crate::council::numbers;
use crate::db::types::{Moment, OrganizationId, PaperId};
use crate::digest;
use crate::error::{Error, Result};
use crate::events::{Correction, Detail};
use crate::message::Message;
use crate::papers::store::Reserved;
use crate::papers::{self, Extra, Paper, fold};
use crate::procedure::{EntryState, EntryStyle, ResultClass, Status};
use crate::visibility::Circle;
use crate::vocabulary::Corrected;
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
        licence: room.licence(line.licence.as_deref()),
        record: record.to_owned(),
        taken_at: tx.now,
    };
    let (paper, fate) = match room.state.taken.get(&key).cloned() {
        Some((_, known)) if known == taken.digest => return Ok(Fate::Unchanged),
        Some((Some(paper), _)) => {
            correct(tx, room, paper, line)?;
            taken.paper_id = Some(paper);
            store::renew(tx, &taken)?;
            (paper, Fate::Corrected)
        }
        Some((None, _)) | None => {
            let paper = new(tx, room, line)?;
            taken.paper_id = Some(paper);
            store::insert(tx, &taken)?;
            (paper, Fate::Taken)
        }
    };
    room.state.taken.insert(key, (Some(paper), taken.digest));
    family::adopt(tx, room, paper, line)?;
    Ok(fate)
}

fn new(tx: &mut Tx<'_>, room: &mut Room<'_>, line: &PaperLine) -> Result<PaperId> {
    let reference = one_line(line.reference.as_deref().unwrap_or(&line.id));
    if room.state.numbers.contains_key(&reference) {
        return Err(Error::refused(Message::new("alias_taken").on("reference").with("reference", &reference)));
    }
    let id = PaperId::new();
    let steps = steps::read(tx, room, &line.consultations)?;
    let above = line.parent();
    let parent = match family::parent(room, above.as_ref()) {
        Some(parent) => Some(papers::store::get(tx, parent)?),
        None => None,
    };
    let reserved = reserved_for(room, &reference, parent.as_ref())?;
    let dated = dated(room, line, &steps);
    let mut paper = blank(tx, room, id, line, &steps, parent.as_ref(), reference)?;
    let root = match &parent {
        Some(parent) if parent.root_id == parent.id => parent.reference.clone(),
        Some(parent) => papers::store::get(tx, parent.root_id)?.reference,
        None => None,
    };
    paper.family_seq = family::count(room, &paper, parent.as_ref(), root.as_deref());
    if let Some(above) = above.as_ref().filter(|_| parent.is_none()) {
        paper.parent_reference = family::called(above);
        family::wait(room, id, above);
    }
    papers::store::insert(tx, &paper)?;
    if let Some(reserved) = reserved {
        papers::store::take_number(tx, &reserved, id)?;
        room.state.reserved.remove(&reserved.slug);
    }
    let rows = steps::put_all(tx, room, &paper, &steps)?;
    let clocks = clocks::follow(tx, room, &paper, &Had::of(room.council, &steps), dated, true)?;
    paper.status = family::status_of(&paper, states(&rows), &clocks);
    let (by, reference) = (room.label(), paper.reference.clone());
    let detail = Detail { by, reference, to: Some(paper.status), ..Detail::default() };
    let seq = family::append(tx, room, &paper, "imported", detail)?;
    store::settle(tx, id, paper.status, seq, paper.updated_at)?;
    if let Some(reference) = &paper.reference {
        room.state.numbers.insert(reference.clone(), id);
    }
    room.state.roots.insert(id, paper.root_id);
    room.state.kinds.insert(id, paper.kind.clone());
    family::answer(tx, room, &paper, dated)?;
    Ok(id)
}

/// The number that was kept for this paper here, if one was.
///
/// # Errors
/// Refused when the number is kept for a paper below another one, or was given up: nobody else ever bears it.
fn reserved_for(room: &Room<'_>, reference: &str, parent: Option<&Paper>) -> Result<Option<Reserved>> {
    match room.state.reserved.get(&numbers::slug(reference)) {
        Some(kept) if kept.waits() && parent.is_some_and(|parent| parent.id == kept.paper_id) => Ok(Some(kept.clone())),
        Some(_) => Err(Error::refused(Message::new("reserved_elsewhere").on("reference").with("reference", reference))),
        None => Ok(None),
    }
}

fn states(rows: &[Consultation]) -> impl Iterator<Item = (crate::procedure::ConsultationState, bool)> + '_ {
    rows.iter().map(|row| (row.state, row.authoritative))
}

/// The day from which a paper is known: the one that its record names, else that of the first sitting that dealt with it.
fn dated(room: &Room<'_>, line: &PaperLine, steps: &[Step]) -> Option<NaiveDate> {
    let zone = room.council.timezone;
    line.day().or_else(|| steps.iter().filter_map(|step| step.starts_at).map(|at| at.day(zone)).min())
}

/// The year that a number names, where it follows the council's rules.
fn year_of(room: &Room<'_>, kind: &str, reference: &str) -> Option<NaiveDate> {
    let mark = room.council.kind(kind).map_or(kind, |kind_rules| kind_rules.mark(kind));
    let values = numbers::Values { kind: mark, ..numbers::Values::default() };
    let found = numbers::counted(&room.council.numbers.root, &values, reference)?;
    NaiveDate::from_ymd_opt(found.year, 1, 1).filter(|_| found.year > 0)
}

/// When a paper last changed, as far as its record tells; where it tells nothing, about when: with its family, or in the
/// year that its number names.
fn changed_at(tx: &Tx<'_>, room: &Room<'_>, line: &PaperLine, steps: &[Step], kind: &str, number: &str) -> Moment {
    let midnight = |day: NaiveDate| room.council.moment(day, NaiveTime::MIN);
    let last = steps.iter().filter_map(|step| step.starts_at).filter(|at| *at <= tx.now).max();
    let said = last.or_else(|| line.day().and_then(midnight).filter(|at| *at <= tx.now));
    let of_family = || room.families.get(line.root.id.as_ref()?).copied().filter(|at| *at <= tx.now);
    let first = || year_of(room, kind, number).and_then(midnight);
    said.or_else(of_family).or_else(first).unwrap_or_else(|| Moment::from(chrono::DateTime::UNIX_EPOCH))
}

fn blank(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    id: PaperId,
    line: &PaperLine,
    steps: &[Step],
    parent: Option<&Paper>,
    reference: String,
) -> Result<Paper> {
    let word = one_line(line.kind.as_deref().unwrap_or_default());
    let kind = family::kind_below(room.council, room.words.kind(&word), parent.map(|parent| parent.kind.as_str()));
    let style = room.council.kind(&kind).map(|kind| kind.entry);
    if style.is_none() {
        room.unmapped(&kind);
    }
    let entry = entry(style, steps);
    let mut slug = numbers::slug(&reference);
    while !room.state.slugs.insert(slug.clone()) {
        slug.push('_');
    }
    let about = changed_at(tx, room, line, steps, &kind, &reference);
    let dated = dated(room, line, steps);
    let (author, submitter, responsible) = parties(tx, room, line)?;
    let title = one_line(line.title.as_deref().unwrap_or_default());
    let issued = style == Some(EntryStyle::Issued);
    Ok(Paper {
        id,
        council: room.council.slug.clone(),
        kind,
        entry,
        folded: fold(&format!("{reference} {title}")),
        family_seq: None,
        reference: Some(reference),
        slug: Some(slug),
        term: None,
        root_id: parent.map_or(id, |parent| parent.root_id),
        parent_id: parent.map(|parent| parent.id),
        parent_reference: None,
        title,
        occasion: String::new(),
        facts: text(line),
        submitter: submitters(line),
        submitter_id: submitter,
        author_id: author,
        responsible_id: responsible,
        confidential: false,
        circle: Circle::Public,
        status: Status::InProgress,
        version: 1,
        text_version: 0,
        last_event: 0,
        created_by: None,
        created_at: about,
        updated_at: about,
        submitted_on: None,
        admitted_on: dated.filter(|_| !issued),
        issued_on: dated.filter(|_| issued),
        extra: Extra { elsewhere: true, undated: dated.is_none(), ..Extra::default() },
    })
}

fn entry(style: Option<EntryStyle>, steps: &[Step]) -> EntryState {
    let withdrawn = steps.last().is_some_and(|step| step.class == Some(ResultClass::Withdraw));
    match style {
        _ if withdrawn => EntryState::Withdrawn,
        Some(EntryStyle::Issued) => EntryState::Issued,
        Some(EntryStyle::Filed) | None => EntryState::Admitted,
    }
}

fn text(line: &PaperLine) -> String {
    line.answer_text.as_deref().or(line.text.as_deref()).unwrap_or_default().trim().to_owned()
}

fn submitters(line: &PaperLine) -> String {
    line.submitter.iter().map(|name| one_line(name)).collect::<Vec<_>>().join(", ")
}

/// Who wrote a paper, in whose name, and which department is responsible; by the names that are known here.
type Parties = (OrganizationId, Option<OrganizationId>, Option<OrganizationId>);

fn parties(tx: &mut Tx<'_>, room: &mut Room<'_>, line: &PaperLine) -> Result<Parties> {
    let responsible = line.responsible.as_deref().and_then(|name| bodies::author(room, name));
    let author = match line.submitter.first().and_then(|name| bodies::author(room, name)).or(responsible) {
        Some(author) => author,
        None => bodies::unknown(tx, room)?,
    };
    let submitter = match line.submitter.as_slice() {
        [name] => bodies::author(room, name),
        _ => None,
    };
    Ok((author, submitter, responsible))
}

/// Brings a paper up to date. What went on here is left to those who work with it: rows that somebody touched, and the
/// text once a version of it was frozen.
fn correct(tx: &mut Tx<'_>, room: &mut Room<'_>, id: PaperId, line: &PaperLine) -> Result<()> {
    let root = papers::store::get(tx, id)?.root_id;
    papers::store::lock_family(tx, root)?;
    let mut paper = papers::store::get(tx, id)?;
    let record = store::record(tx, &room.council.slug, &room.source, &line.id)?;
    let before = match record.as_deref().map(Line::read) {
        Some(Ok(Line::Paper(before))) => *before,
        _ => PaperLine::default(),
    };
    let mut changed = fields(tx, room, &mut paper, line)?;
    let above = line.parent();
    if paper.parent_id.is_none()
        && let Some(relative) = &above
    {
        match family::parent(room, Some(relative)) {
            Some(parent) => {
                family::hang(tx, room, id, parent)?;
                paper = Paper { kind: papers::store::get(tx, id)?.kind, ..reread(tx, paper)? };
            }
            None => {
                paper.parent_reference = family::called(relative);
                family::wait(room, id, relative);
            }
        }
    }
    let gone: Vec<_> = before.consultations.iter().filter(|step| !line.consultations.contains(step)).cloned().collect();
    let gone = steps::read(tx, room, &gone)?;
    let steps = steps::read(tx, room, &line.consultations)?;
    let (rows, told) = steps::merge(tx, room, &paper, &steps, &gone)?;
    changed.extend(told);
    let style = room.council.kind(&paper.kind).map(|kind| kind.entry);
    if paper.entry != EntryState::Withdrawn && entry(style, &steps) == EntryState::Withdrawn {
        paper.entry = EntryState::Withdrawn;
    }
    let seen = steps.iter().filter_map(|step| step.starts_at).filter(|at| *at <= tx.now).max();
    finish(tx, room, paper, &rows, &Had::of(room.council, &steps), changed, seen)
}

/// What hanging a paper below another one wrote, with what is corrected in it.
fn reread(tx: &mut Tx<'_>, paper: Paper) -> Result<Paper> {
    let stored = papers::store::get(tx, paper.id)?;
    Ok(Paper {
        root_id: stored.root_id,
        parent_id: stored.parent_id,
        parent_reference: stored.parent_reference,
        family_seq: stored.family_seq,
        last_event: stored.last_event,
        ..paper
    })
}

/// Corrects the fields of a paper after its record; answers each with its old value.
fn fields(tx: &mut Tx<'_>, room: &mut Room<'_>, paper: &mut Paper, line: &PaperLine) -> Result<Vec<Correction>> {
    let mut changed = Vec::new();
    let mut put = |what: Corrected, field: &mut String, is: String| {
        if *field != is && !is.is_empty() {
            changed.push(Correction { what, was: std::mem::replace(field, is.clone()), is });
        }
    };
    if paper.text_version == 0 {
        put(Corrected::Title, &mut paper.title, one_line(line.title.as_deref().unwrap_or_default()));
        let mut facts = shortened(&paper.facts);
        let is = text(line);
        if !is.is_empty() && is != paper.facts {
            put(Corrected::Text, &mut facts, shortened(&is));
            paper.facts = is;
        }
    }
    put(Corrected::Submitter, &mut paper.submitter, submitters(line));
    let word = one_line(line.kind.as_deref().unwrap_or_default());
    let above = paper.parent_id.and_then(|parent| room.state.kinds.get(&parent)).cloned();
    if !word.is_empty() && paper.version == 1 {
        let kind = family::kind_below(room.council, room.words.kind(&word), above.as_deref());
        put(Corrected::Kind, &mut paper.kind, kind);
    }
    let number = one_line(line.reference.as_deref().unwrap_or_default());
    let kept = room.state.reserved.contains_key(&numbers::slug(&number));
    let free = !room.state.numbers.contains_key(&number) && !kept;
    if let Some(was) = paper.reference.clone().filter(|was| *was != number && free && !number.is_empty()) {
        // The old number leads to it for ever.
        let mut slug = numbers::slug(&number);
        while !room.state.slugs.insert(slug.clone()) {
            slug.push('_');
        }
        paper.slug = Some(slug);
        paper.reference = Some(number.clone());
        room.state.numbers.remove(&was);
        room.state.numbers.insert(number.clone(), paper.id);
        store::put_number(tx, paper)?;
        papers::store::add_alias(tx, &room.council.slug, paper.id, &was)?;
        changed.push(Correction { what: Corrected::Number, was, is: number });
    }
    if !line.submitter.is_empty() {
        let (author, submitter, responsible) = parties(tx, room, line)?;
        (paper.author_id, paper.submitter_id) = (author, submitter);
        paper.responsible_id = paper.responsible_id.or(responsible);
    }
    paper.fold();
    Ok(changed)
}

/// The beginning of a text, for the history.
fn shortened(text: &str) -> String {
    const MOST: usize = 200;
    let line = one_line(text);
    if line.chars().count() <= MOST { line } else { format!("{} …", line.chars().take(MOST).collect::<String>()) }
}

/// Writes a paper that its source corrected, with its clocks, its status and one event that keeps the old values.
pub fn finish(
    tx: &mut Tx<'_>,
    room: &mut Room<'_>,
    mut paper: Paper,
    rows: &[Consultation],
    results: &[Had],
    corrections: Vec<Correction>,
    seen: Option<Moment>,
) -> Result<()> {
    let before = paper.status;
    let dated = paper.admitted_on;
    let clocks = clocks::follow(tx, room, &paper, results, dated, false)?;
    paper.status = family::status_of(&paper, states(rows), &clocks);
    let detail = Detail {
        by: room.label(),
        from: Some(before),
        to: Some(paper.status),
        reference: paper.reference.clone(),
        corrections,
        ..Detail::default()
    };
    paper.last_event = family::append(tx, room, &paper, "import-corrected", detail)?;
    paper.updated_at = family::past(paper.updated_at, seen, tx.now);
    let expected = paper.version;
    paper.version += 1;
    papers::store::save(tx, &paper, expected)
}
