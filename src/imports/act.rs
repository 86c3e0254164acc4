//! Taking what was read, some hundred lines a transaction: what was refused, and why, is in the summary.
use super::lines::{ChangeLine, Line, MeetingLine, OrganizationLine, PaperLine, RelativeLine};
use super::room::{Known, Room, State};
use super::words::Words;
use super::{Count, Fate, Summary, bodies, changes, family, order, papers, sittings, store};
use crate::app::{App, Tx};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::Moment;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::Actor;
use crate::words::Language;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

/// Lines of one transaction.
pub const BATCH: usize = 200;

/// Everything that the files hold, sorted by what it is. The record is the line as it stands in the file.
#[derive(Debug, Default)]
pub struct Material {
    organizations: Vec<(OrganizationLine, Origin)>,
    meetings: Vec<(MeetingLine, Origin)>,
    papers: Vec<PaperLine>,
    records: Vec<Origin>,
    changes: Vec<(ChangeLine, Origin)>,
    refused: Vec<String>,
}

/// Where a line stands, and the line itself.
#[derive(Debug, Clone)]
struct Origin {
    place: String,
    record: String,
}

impl Material {
    /// Reads the lines of a file, which is named `name` where a line of it is refused.
    pub fn read(&mut self, name: &str, text: &str) {
        for (number, record) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let origin = Origin { place: format!("{name}:{}", number + 1), record: record.to_owned() };
            match Line::read(record) {
                Ok(Line::Paper(line)) => {
                    self.papers.push(*line);
                    self.records.push(origin);
                }
                Ok(Line::Meeting(line)) => self.meetings.push((line, origin)),
                Ok(Line::Organization(line)) => self.organizations.push((line, origin)),
                Ok(Line::Change(line)) => self.changes.push((*line, origin)),
                Err(reason) => self.refused.push(format!("{}: {reason}", origin.place)),
            }
        }
    }

    /// How many lines there are to take.
    pub fn len(&self) -> usize {
        self.organizations.len() + self.meetings.len() + self.papers.len() + self.changes.len()
    }

    /// Whether there is nothing to take.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Takes everything: bodies, sittings, papers with their parents first, changes. `progress` is told after each batch how
/// many lines are done. What is refused does not keep the rest.
///
/// # Errors
/// When the database fails; what was taken until then stays, and a second run goes on.
pub fn run(
    app: &App,
    council: &Arc<Council>,
    material: &Material,
    progress: &dyn Fn(usize),
) -> anyhow::Result<Summary> {
    let words = Words::of(council);
    let (order, circles) = order::parents_first(&material.papers);
    let mut summary = Summary { refused: material.refused.clone(), ..Summary::default() };
    for place in circles {
        let (Some(paper), Some(origin)) = (material.papers.get(place), material.records.get(place)) else { continue };
        let why = Message::new("import_stands_above_itself").with("id", &paper.id);
        summary.refused.push(format!("{}: {}", origin.place, app.words.tell(Language::En, &why)));
    }
    let families = families(&material.papers);
    let state = RefCell::new(app.read_blocking(|db| load(db, &council.slug))?);
    let mut tasks: Vec<Task<'_>> = Vec::with_capacity(material.len());
    tasks.extend(material.organizations.iter().map(|(line, origin)| Task::Organization(line, origin)));
    tasks.extend(material.meetings.iter().map(|(line, origin)| Task::Meeting(line, origin)));
    tasks.extend(
        order.iter().filter_map(|place| Some(Task::Paper(material.papers.get(*place)?, material.records.get(*place)?))),
    );
    tasks.extend(material.changes.iter().map(|(line, origin)| Task::Change(line, origin)));
    let mut done = 0;
    for batch in tasks.chunks(BATCH) {
        let tried = Cell::new(false);
        summary = app.write_blocking(&Actor::system(), |tx| {
            let mut state = state.borrow_mut();
            // The transaction runs again: what it had learnt the first time was taken back with it.
            if tried.replace(true) {
                *state = load(tx, &council.slug)?;
            }
            let mut summary = summary.clone();
            let mut room = Room {
                council,
                words: &words,
                state: &mut state,
                summary: &mut summary,
                families: &families,
                source: String::new(),
            };
            for task in batch {
                take(app, tx, &mut room, task)?;
            }
            family::keep_counters(tx, &mut room)?;
            Ok(summary)
        })?;
        done += batch.len();
        progress(done);
    }
    Ok(summary)
}

/// When each family was first dealt with, by the id of its first paper.
fn families(papers: &[PaperLine]) -> HashMap<String, Moment> {
    let mut families: HashMap<String, Moment> = HashMap::new();
    for paper in papers {
        let Some(root) = &paper.root.id else { continue };
        let days = paper.consultations.iter().filter_map(|step| step.starts_at());
        let Some(first) = days.map(|at| Moment::from(at.to_utc())).min() else { continue };
        let known = families.entry(root.clone()).or_insert(first);
        *known = (*known).min(first);
    }
    families
}

/// One line to take.
enum Task<'a> {
    Organization(&'a OrganizationLine, &'a Origin),
    Meeting(&'a MeetingLine, &'a Origin),
    Paper(&'a PaperLine, &'a Origin),
    Change(&'a ChangeLine, &'a Origin),
}

/// Takes one line and counts it; what the rules refuse is told and left.
fn take(app: &App, tx: &mut Tx<'_>, room: &mut Room<'_>, task: &Task<'_>) -> Result<()> {
    let (fate, count, place): (_, fn(&mut Summary) -> &mut Count, _) = match task {
        Task::Organization(line, origin) => {
            room.source.clone_from(&line.source);
            (bodies::take(tx, room, &line.name, &line.kind), |summary| &mut summary.organizations, &origin.place)
        }
        Task::Meeting(line, origin) => {
            room.source.clone_from(&line.source);
            (sittings::take(tx, room, line, &origin.record), |summary| &mut summary.meetings, &origin.place)
        }
        Task::Paper(line, origin) => {
            (papers::take(tx, room, line, &origin.record), |summary| &mut summary.papers, &origin.place)
        }
        Task::Change(line, origin) => {
            (changes::take(tx, room, line, &origin.record), |summary| &mut summary.changes, &origin.place)
        }
    };
    counted(app, room, fate, count, place)
}

fn counted(
    app: &App,
    room: &mut Room<'_>,
    fate: Result<Fate>,
    count: fn(&mut Summary) -> &mut Count,
    place: &str,
) -> Result<()> {
    match fate {
        Ok(fate) => count(room.summary).add(fate),
        Err(Error::Refused(messages)) => {
            let told: Vec<_> = messages.iter().map(|message| app.words.tell(Language::En, message)).collect();
            room.summary.refused.push(format!("{place}: {}", told.join(" ")));
        }
        Err(other) => return Err(other),
    }
    Ok(())
}

/// What is there before anything is taken.
fn load(db: &mut Db, council: &str) -> Result<State> {
    let mut state = State::default();
    for organization in crate::organizations::store::all(db, council)? {
        state.bodies.insert(organization.name.to_lowercase(), organization.id);
    }
    for past in crate::organizations::store::all_past_names(db, council)? {
        state.bodies.entry(past.name.to_lowercase()).or_insert(past.organization_id);
    }
    for (source, id, paper, digest) in store::known(db, council)? {
        state.taken.insert((source, id), (paper, digest));
    }
    for (id, root, reference, slug, kind) in store::papers(db, council)? {
        state.roots.insert(id, root);
        state.kinds.insert(id, kind);
        state.slugs.extend(slug);
        if let Some(reference) = reference {
            state.numbers.insert(reference, id);
        }
    }
    for reserved in crate::papers::store::reserved_of_council(db, council)? {
        state.reserved.insert(reserved.slug.clone(), reserved);
    }
    for (id, body, starts_at) in store::sittings(db, council)? {
        state.sittings.insert((body, starts_at), id);
    }
    for (paper, number, source, record) in store::orphans(db, council)? {
        let relative = match Line::read(&record) {
            Ok(Line::Paper(line)) => line.parent(),
            _ => None,
        };
        let known = RelativeLine { reference: number, ..RelativeLine::default() };
        family::await_in(&mut state.awaited, &source, paper, &relative.unwrap_or(known));
    }
    for (id, meeting, number, title, position, reference) in store::items(db, council)? {
        state.agendas.entry(meeting).or_default().push(Known { id, number, title, reference });
        let place = state.places.entry(meeting).or_insert(0);
        *place = (*place).max(position % 1_000_000);
    }
    Ok(state)
}
