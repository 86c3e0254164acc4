//! Files on pages: the list that a paper, an item, a sitting or minutes carry, the form that adds to it, and the page of
//! one file with its versions.
pub mod add;
pub mod download;
pub mod show;
pub mod upload;

use super::view::Listed;
use super::{File, media};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{MeetingId, SubjectId};
use crate::error::{Error, Result};
use crate::files::thing::{self, Thing};
use crate::papers;
use crate::people::Actor;
use crate::visibility::{Circle, Scope};
use crate::vocabulary::FileSubject;
use crate::web::page::Frame;
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Link, Telling};
use crate::wording::Wording;
use crate::words::Language;
use serde::Serialize;
use std::collections::BTreeMap;

/// The routes of these pages.
pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/{things}/{id}/files", Access::SignedIn, add::form),
        routes::post("/{council}/{things}/{id}/files", Access::SignedIn, add::attach),
        routes::get("/{council}/files/{id}", Access::Anyone, show::show),
        routes::get("/{council}/files/{id}/{name}", Access::Anyone, download::named),
        routes::post("/{council}/files/{id}/actions/replace", Access::SignedIn, add::replace),
        routes::post("/{council}/files/{id}/actions/{action}", Access::SignedIn, show::act),
    ]
}

/// The files of a thing, as every page shows them: `{{ <attached files={page.files} /> }}`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Attached {
    pub rows: Vec<FileRow>,
    /// The form that adds files; empty for whom it is not.
    pub add: String,
}

/// A file of a list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FileRow {
    pub name: String,
    pub href: String,
    /// Kind and size: "PDF, 1,2 MB".
    pub about: String,
    pub nonpublic: bool,
    pub late: bool,
    /// The page of the file, with its versions.
    pub page: String,
    /// How many earlier versions the viewer sees; in words.
    pub versions: String,
    /// Whether its opening waits for a second person; only for those who work with it.
    pub opening: bool,
}

impl Attached {
    /// The list of a thing for this viewer, with the way to add to it for whom that is.
    pub fn of(wording: &Wording<'_>, listed: &[Listed], thing: &Thing, actor: Option<&Actor>) -> Self {
        let may_add = actor.is_some_and(|actor| super::act::may_attach(wording.council, thing, actor).is_ok());
        Self {
            rows: listed.iter().map(|row| FileRow::of(wording, row, may_add)).collect(),
            add: if may_add { add_path(wording.council, thing) } else { String::new() },
        }
    }

    /// Reads and words the files of an item, a sitting or minutes: all that their pages need. Nothing when there are none
    /// and none can be added.
    pub fn read(
        db: &mut Db,
        wording: &Wording<'_>,
        actor: Option<&Actor>,
        kind: FileSubject,
        id: SubjectId,
    ) -> Result<Self> {
        let thing = Thing::load(db, wording.council, kind, id)?;
        let listed = super::view::of_thing(db, &Scope::of(actor, &wording.council.slug), &thing)?;
        Ok(Self::of(wording, &listed, &thing, actor))
    }

    /// As `read`, for a sitting: its own files, and those of each of its items by the item's id.
    pub fn of_sitting(
        db: &mut Db,
        wording: &Wording<'_>,
        actor: Option<&Actor>,
        meeting: MeetingId,
    ) -> Result<(Self, BTreeMap<String, Self>)> {
        let own = Self::read(db, wording, actor, FileSubject::Meeting, SubjectId::from(meeting.uuid()))?;
        let scope = Scope::of(actor, &wording.council.slug);
        let items = super::view::of_items(db, wording.council, &scope, meeting)?;
        let of_item =
            |(thing, listed): (Thing, Vec<Listed>)| (thing.id.to_string(), Self::of(wording, &listed, &thing, actor));
        Ok((own, items.into_iter().map(of_item).collect()))
    }

    /// Samples for the gallery.
    pub fn sample() -> Self {
        let plain = FileRow {
            name: "Lageplan.pdf".to_owned(),
            href: "/leipzig/files/1/Lageplan.pdf".to_owned(),
            about: "PDF, 1,2 MB".to_owned(),
            page: "/leipzig/files/1".to_owned(),
            versions: "1 frühere Fassung".to_owned(),
            ..FileRow::default()
        };
        let odd = FileRow {
            name: "<b>Kosten</b>_Donaudampfschifffahrtsgesellschaft.xlsx".to_owned(),
            nonpublic: true,
            late: true,
            opening: true,
            versions: String::new(),
            ..plain.clone()
        };
        Self { rows: vec![plain, odd], add: "/leipzig/papers/VII-F-01504/files".to_owned() }
    }
}

impl FileRow {
    fn of(wording: &Wording<'_>, row: &Listed, inside: bool) -> Self {
        let council = &wording.council.slug;
        let versions = match row.older.len() {
            0 => String::new(),
            count => wording.words.say(wording.language, "file_versions_count", &[("count", &count.to_string())]),
        };
        Self {
            name: row.file.name.clone(),
            href: download::href(council, &row.file),
            about: about(wording.language, &row.file),
            nonpublic: row.circle() == Circle::Council || row.file.circle < Circle::Public,
            late: row.file.late,
            page: page_path(council, &row.file),
            versions,
            opening: inside && row.file.opening_by.is_some(),
        }
    }
}

/// The page of a file.
pub fn page_path(council: &str, file: &File) -> String {
    format!("/{council}/files/{}", file.id)
}

/// The form that adds files to a thing.
pub fn add_path(council: &Council, thing: &Thing) -> String {
    let id = match &thing.paper {
        Some(paper) => paper.path_segment(),
        None => thing.id.to_string(),
    };
    format!("/{}/{}/{id}/files", council.slug, thing::folder(thing.kind))
}

/// Kind and size of a file.
fn about(language: Language, file: &File) -> String {
    let label = media::label(&file.media_type, &file.name);
    let size = size(language, file.size);
    if label.is_empty() { size } else { format!("{label}, {size}") }
}

/// A size as people read it: `640 kB`, `1,2 MB`.
fn size(language: Language, bytes: i64) -> String {
    let tenths = |unit: i64| {
        let tenths = (bytes * 10 + unit / 2) / unit;
        let (_, mark) = language.marks();
        format!("{}{mark}{}", tenths / 10, tenths % 10)
    };
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", (bytes + 500) / 1_000),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

/// The thing of an address: `papers/VII-F-01504`, `items/…`; a paper by any of its names.
///
/// # Errors
/// `NotFound` when there is none, or when the viewer may not see it.
pub fn thing_of(db: &mut Db, council: &Council, actor: Option<&Actor>, things: &str, name: &str) -> Result<Thing> {
    let kind = thing::kind_of(things).ok_or(Error::NotFound)?;
    let id = match kind {
        FileSubject::Paper => SubjectId::from(papers::view::find(db, council, actor, name)?.0.id.uuid()),
        _ => name.parse().map_err(|_| Error::NotFound)?,
    };
    let thing = Thing::load(db, council, kind, id)?;
    if thing.shows(&Scope::of(actor, &council.slug), Circle::Public) { Ok(thing) } else { Err(Error::NotFound) }
}

/// What a thing is called, with the way to it.
fn link(telling: &Telling<'_>, thing: &Thing) -> Link {
    let label = match (&thing.paper, &thing.sitting) {
        (Some(paper), _) => telling.number(paper),
        (None, Some(sitting)) => {
            let day = telling.wording.day(sitting.starts_at.day(telling.wording.council.timezone));
            let args: &[(&str, &str)] = &[("body", &sitting.body_name), ("day", &day), ("number", &thing.number)];
            telling.say(&format!("file_of_{}", thing.kind), args)
        }
        (None, None) => String::new(),
    };
    Link { label, href: format!("/{}/{}", telling.wording.council.slug, thing.page()) }
}

/// The way to the page of a thing.
fn crumbs(telling: &Telling<'_>, frame: &Frame, to: &Link, here: &str) -> Vec<crate::web::page::Crumb> {
    use crate::web::page::Crumb;
    let slug = &telling.wording.council.slug;
    let language = frame.language;
    let start = telling.wording.words.say(language, "shell_start", &[]);
    vec![Crumb::to(start, format!("/{slug}/")), Crumb::to(to.label.clone(), to.href.clone()), Crumb::here(here)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_as_people_read_them() {
        for (bytes, told) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_499, "1 kB"),
            (640_000, "640 kB"),
            (1_240_000, "1,2 MB"),
            (104_857_600, "104,9 MB"),
            (2_500_000_000, "2,5 GB"),
        ] {
            assert_eq!(size(Language::De, bytes), told);
        }
        assert_eq!(size(Language::En, 1_240_000), "1.2 MB");
    }
}
