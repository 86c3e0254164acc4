//! A package under the loupe: whether its files are those that its message names, whether its events are still those of
//! the chain, and whether anything was done with the case after it.
use super::chain::Evidence;
use super::message::CHECKSUMS;
use super::{MESSAGE, PACKED, Package, store};
use crate::app::App;
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{PaperId, RecordId};
use crate::digest;
use crate::error::Result;
use crate::events::store::{self as events, Fault};
use anyhow::{Context, bail};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, Write};
use zip::ZipArchive;

/// Longest message or list of events that is read, in bytes.
const LONGEST: u64 = 512 * 1024 * 1024;
/// What the list of events is called in its message.
const EVIDENCE: &str = ".json";

/// What a package holds by itself, and what is wrong with it.
#[derive(Debug)]
pub struct Inside {
    pub id: Option<RecordId>,
    pub message_sha256: String,
    /// Files beside the message.
    pub files: usize,
    pub evidence: Option<Evidence>,
    pub faults: Vec<String>,
}

/// How a package was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    pub record: String,
    pub council: String,
    pub files: usize,
    pub events: usize,
    /// The event that says that it was made.
    pub recorded: Option<i64>,
    /// Each a sentence; none when all is sound.
    pub faults: Vec<String>,
}

/// Looks into a package: every file must be one that the message names, with the hash that it names.
///
/// # Errors
/// When it is no package at all.
pub fn inside(zip: impl Read + Seek) -> anyhow::Result<Inside> {
    let mut zip = ZipArchive::new(zip).context("this is no ZIP that can be read")?;
    let names = zip.file_names().map(|name| name.map(std::borrow::Cow::into_owned));
    let names = names.collect::<Result<Vec<String>, _>>().context("a file in it has no readable name")?;
    let ending = format!("_{MESSAGE}.xml");
    let Some(name) = names.iter().find(|name| name.ends_with(&ending)) else {
        bail!("there is no message …{ending} in it");
    };
    let message = whole(&mut zip, name)?;
    let named = Named::read(&message).context("the message cannot be read")?;
    let mut faults = Vec::new();
    let id: Option<RecordId> = named.process.parse().ok();
    if name.strip_suffix(&ending) != Some(named.process.as_str()) {
        faults.push(format!("the message {name} is called otherwise than its process {}", named.process));
    }
    let mut evidence = None;
    for (file, wanted) in &named.checksums {
        if !names.contains(file) {
            faults.push(format!("the file {file} is missing"));
            continue;
        }
        match hash(&mut zip, file) {
            Ok(found) if found == *wanted => {}
            Ok(_) => faults.push(format!("the file {file} was changed: its SHA-256 is not the one in the message")),
            Err(e) => faults.push(format!("the file {file} cannot be read: {e:#}")),
        }
        if file.ends_with(EVIDENCE) && file.starts_with(&named.process) {
            evidence = whole(&mut zip, file).ok().and_then(|bytes| serde_json::from_slice::<Evidence>(&bytes).ok());
        }
    }
    for file in named.files.iter().filter(|file| !named.checksums.contains_key(*file)) {
        faults.push(format!("the message names no SHA-256 of the file {file}"));
    }
    for file in names.iter().filter(|file| *file != name && !named.checksums.contains_key(*file)) {
        faults.push(format!("the message does not know the file {file}"));
    }
    match &evidence {
        None => faults.push("the list of its events is not there, or cannot be read".to_owned()),
        Some(evidence) => {
            faults
                .extend(evidence.broken().iter().map(|seq| format!("event {seq}: its hash does not fit what it says")));
            if evidence.record != named.process {
                faults.push("the list of events is that of another package".to_owned());
            }
        }
    }
    Ok(Inside { id, message_sha256: digest::sha256(&message), files: named.checksums.len(), evidence, faults })
}

/// Compares a package with the chain from which it came.
///
/// # Errors
/// When the database cannot be read.
pub fn against(db: &mut Db, inside: Inside) -> Result<Verdict> {
    let Inside { id, message_sha256, files, evidence, mut faults } = inside;
    let package = match id {
        Some(id) => store::find(db, id)?,
        None => None,
    };
    let council = package.as_ref().map(|package| package.council.clone()).unwrap_or_default();
    let events = evidence.as_ref().map_or(0, |evidence| evidence.events.len());
    match (&package, &evidence) {
        (None, _) => faults.push("no package of this id was made here".to_owned()),
        (Some(package), None) => recorded(db, package, &message_sha256, &mut faults)?,
        (Some(package), Some(evidence)) => {
            recorded(db, package, &message_sha256, &mut faults)?;
            chained(db, package, evidence, &mut faults)?;
        }
    }
    Ok(Verdict {
        record: id.map(|id| id.to_string()).unwrap_or_default(),
        council,
        files,
        events,
        recorded: package.map(|package| package.event),
        faults,
    })
}

/// Whether the event that says that it was made names this very message.
fn recorded(db: &mut Db, package: &Package, message_sha256: &str, faults: &mut Vec<String>) -> Result<()> {
    let proof = events::proof(db, &package.council, package.event)?;
    let detail = proof.event.detail.unwrap_or_default();
    if detail.message_sha256.as_deref() != Some(message_sha256) {
        faults.push(format!("the message was changed: event {} names another SHA-256 of it", package.event));
    }
    Ok(())
}

/// Whether the chain is whole, still has the events of the package, and has no further one of the case.
fn chained(db: &mut Db, package: &Package, evidence: &Evidence, faults: &mut Vec<String>) -> Result<()> {
    let council = &package.council;
    if evidence.council != *council {
        faults.push(format!("the events are those of the council {:?}", evidence.council));
        return Ok(());
    }
    if let Some(fault) = events::verify(db, council)?.fault {
        faults.push(format!("the chain of events is broken: event {} {}", fault.seq, fault.what));
    }
    for (seq, hash) in
        evidence.events.iter().map(|noted| (noted.seq, &noted.hash)).chain([(evidence.head, &evidence.head_hash)])
    {
        match events::hash_of(db, council, seq)? {
            Some(found) if found == *hash => {}
            Some(_) => faults.push(format!("event {seq} was changed since: its hash is another one")),
            None => faults.push(format!("event {seq} is not in the chain any more")),
        }
    }
    let papers: Vec<PaperId> = evidence.papers.iter().filter_map(|paper| paper.parse().ok()).collect();
    let known: BTreeSet<i64> = evidence.events.iter().map(|noted| noted.seq).collect();
    for event in events::proofs_of_papers(db, &papers)?.into_iter().map(|proof| proof.event) {
        if !known.contains(&event.seq) && event.action != PACKED {
            faults.push(format!("the case went on after it: event {} ({})", event.seq, event.action));
        }
    }
    Ok(())
}

/// The first package of the council whose bytes, or whose event, are not what they were; `None` when all are.
///
/// # Errors
/// When the store or the database cannot be read.
pub async fn verify(app: &App, council: &Council) -> Result<Option<Fault>> {
    let slug = council.slug.clone();
    let packages = app.read_blocking(|db| {
        let packages = store::all(db, &slug)?;
        let with_event = |package: Package| {
            let detail = events::load(db, &slug, package.event)?.detail.unwrap_or_default();
            Ok((package, detail))
        };
        packages.into_iter().map(with_event).collect::<Result<Vec<_>>>()
    })?;
    for (package, detail) in packages {
        let fault = |what: String| Some(Fault { council: slug.clone(), seq: package.event, what });
        if detail.sha256.as_ref() != Some(&package.sha256) {
            return Ok(fault(format!(
                "recorded other bytes of the package {} than those that its row names",
                package.id
            )));
        }
        match app.blobs.hash(&package.sha256).await? {
            Some(real) if real == package.sha256 => {}
            Some(_) => {
                return Ok(fault(format!(
                    "recorded other bytes of the package {} than those in the store",
                    package.id
                )));
            }
            None => {
                return Ok(fault(format!("recorded the package {}, whose bytes are not in the store", package.id)));
            }
        }
    }
    Ok(None)
}

fn whole(zip: &mut ZipArchive<impl Read + Seek>, name: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    zip.by_name(name)?.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn hash(zip: &mut ZipArchive<impl Read + Seek>, name: &str) -> anyhow::Result<String> {
    /// A hash as what bytes are written to.
    struct Hashing(Sha256);
    impl Write for Hashing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.update(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut to = Hashing(Sha256::new());
    io::copy(&mut zip.by_name(name)?, &mut to)?;
    Ok(digest::hex(&to.0.finalize()))
}

/// What a message names.
#[derive(Debug, Default)]
struct Named {
    process: String,
    /// The primary documents, and of each the SHA-256.
    files: Vec<String>,
    checksums: BTreeMap<String, String>,
}

impl Named {
    fn read(message: &[u8]) -> anyhow::Result<Self> {
        let mut reader = Reader::from_reader(message);
        let mut named = Self::default();
        let mut path: Vec<String> = Vec::new();
        let (mut text, mut extension, mut field) = (String::new(), String::new(), String::new());
        loop {
            match reader.read_event()? {
                Event::Start(start) => {
                    path.push(String::from_utf8_lossy(start.local_name().as_ref()).into_owned());
                    text.clear();
                }
                // What is asked for holds no marks that would be written otherwise.
                Event::Text(part) => text.push_str(&part.decode()?),
                Event::End(_) => {
                    let parent = path.len().checked_sub(2).and_then(|at| path.get(at)).map(String::as_str);
                    match (path.last().map(String::as_str), parent) {
                        (Some("ProzessID"), Some("Kopf")) => named.process = text.clone(),
                        (Some("Dateiname"), _) => named.files.push(text.clone()),
                        (Some("Kennung"), Some("AnwendungsspezifischeErweiterung")) => extension = text.clone(),
                        (Some("Name"), Some("Feld")) => field = text.clone(),
                        (Some("Wert"), Some("Feld")) if extension == CHECKSUMS => {
                            named.checksums.insert(field.clone(), text.clone());
                        }
                        _ => {}
                    }
                    path.pop();
                    text.clear();
                }
                Event::Eof => return Ok(named),
                _ => {}
            }
        }
    }
}
