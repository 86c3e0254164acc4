//! Which files somebody sees, and how: the one place that lists, counts and finds them.
use super::thing::Thing;
use super::{File, store};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{FileId, MeetingId, SubjectId};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::visibility::{Circle, Scope};
use crate::vocabulary::FileSubject;
use std::collections::BTreeMap;

/// A file as a list shows it: the newest version that the viewer sees, and the earlier ones, the latest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub file: File,
    /// The circle of what it hangs on: none of its versions is wider open.
    pub widest: Circle,
    pub older: Vec<File>,
}

impl Listed {
    /// Before whom it really lies.
    pub fn circle(&self) -> Circle {
        self.file.circle.min(self.widest)
    }
}

/// The files of one thing, as far as this scope sees them. Nothing when the thing is not there or not to be seen.
pub fn of(db: &mut Db, council: &Council, scope: &Scope, kind: FileSubject, id: SubjectId) -> Result<Vec<Listed>> {
    match Thing::load(db, council, kind, id) {
        Ok(thing) => of_thing(db, scope, &thing),
        Err(Error::NotFound) => Ok(Vec::new()),
        Err(other) => Err(other),
    }
}

/// The files of a thing at hand, as far as this scope sees them.
pub fn of_thing(db: &mut Db, scope: &Scope, thing: &Thing) -> Result<Vec<Listed>> {
    if !thing.shows(scope, Circle::Public) {
        return Ok(Vec::new());
    }
    let files = store::of(db, thing.kind, &[thing.id])?;
    Ok(listed(scope, thing, files))
}

/// The agenda items of a sitting that this scope sees, each with its files.
pub fn of_items(
    db: &mut Db,
    council: &Council,
    scope: &Scope,
    meeting: MeetingId,
) -> Result<Vec<(Thing, Vec<Listed>)>> {
    let sitting = store::sitting(db, &council.slug, meeting)?;
    let items = store::items(db, meeting)?;
    let things = items.into_iter().map(|(id, item)| Thing::of_item(SubjectId::from(id.uuid()), sitting.clone(), item));
    let seen: Vec<_> = things.filter(|thing| thing.shows(scope, Circle::Public)).collect();
    let ids: Vec<_> = seen.iter().map(|thing| thing.id).collect();
    let mut files = store::of(db, FileSubject::Item, &ids)?;
    Ok(seen
        .into_iter()
        .map(|thing| {
            let own = files.extract_if(.., |file| file.subject_id == thing.id).collect();
            let listed = listed(scope, &thing, own);
            (thing, listed)
        })
        .collect())
}

fn listed(scope: &Scope, thing: &Thing, files: Vec<File>) -> Vec<Listed> {
    // All versions of a file have its position; what is hidden of them counts as not there.
    let mut lines: BTreeMap<i32, Vec<File>> = BTreeMap::new();
    for file in files.into_iter().filter(|file| thing.shows(scope, file.circle)) {
        lines.entry(file.position).or_default().push(file);
    }
    let line = |mut versions: Vec<File>| {
        versions.sort_by_key(|file| std::cmp::Reverse(file.revision));
        let mut versions = versions.into_iter();
        let file = versions.next()?;
        Some(Listed { widest: thing.circle, older: versions.collect(), file })
    };
    lines.into_values().filter_map(line).collect()
}

/// One file with what it hangs on, for this scope.
///
/// # Errors
/// `NotFound` when there is none, when it was withdrawn, or when this scope does not see it: nobody can tell which.
pub fn find(db: &mut Db, council: &Council, scope: &Scope, id: FileId) -> Result<(File, Thing)> {
    let file = store::get(db, &council.slug, id)?;
    let thing = Thing::load(db, council, file.subject_kind, file.subject_id)?;
    if file.withdrawn_at.is_none() && thing.shows(scope, file.circle) {
        Ok((file, thing))
    } else {
        Err(Error::NotFound)
    }
}

/// The version of the same file that came last, as far as this scope sees it, when it is another one.
pub fn newer(db: &mut Db, scope: &Scope, thing: &Thing, file: &File) -> Result<Option<File>> {
    let listed = of_thing(db, scope, thing)?;
    let newest = listed.into_iter().find(|row| row.file.position == file.position).map(|row| row.file);
    Ok(newest.filter(|newest| newest.revision > file.revision))
}

/// Takes the names of withdrawn files out of a history: a name can tell what the file was withdrawn for.
pub fn forget(db: &mut Db, history: &mut [Event]) -> Result<()> {
    let id_of = |event: &Event| event.subject.strip_prefix("file:").and_then(|id| id.parse::<FileId>().ok());
    let ids: Vec<_> = history.iter().filter_map(id_of).collect();
    let withdrawn = store::withdrawn(db, &ids)?;
    for event in history {
        let gone = id_of(event).is_some_and(|id| withdrawn.contains(&id));
        if let Some(detail) = event.detail.as_mut().filter(|_| gone) {
            detail.file = None;
        }
    }
    Ok(())
}
