//! The package: a ZIP with the message and, beside it, every file that it names. It is written as a stream: no more of it
//! is in memory than a piece.
use super::file_name;
use super::message::{Bytes, Record, Version};
use crate::app::App;
use crate::blobs::{Blobs, Staged, Writing};
use crate::council::RecordRules;
use crate::digest;
use crate::error::{Error, Result};
use anyhow::anyhow;
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use std::io::{self, BufWriter, Write};
use tokio::runtime::Handle;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Bytes that are gathered before they are written on.
const PIECE: usize = 256 * 1024;
/// From here on a file of a ZIP needs the longer form of its head.
const LONG: u64 = 4_000_000_000;

/// A package that is whole and lies under a temporary key.
#[derive(Debug)]
pub struct Packed {
    pub staged: Staged,
    pub message_sha256: String,
}

/// Writes the package of a case into the store.
///
/// # Errors
/// When the bytes of a file are not those that its row names: then nothing is packed.
pub async fn write(app: &App, rules: &RecordRules, record: Record) -> Result<Packed> {
    let message = record.message(rules)?;
    let message_sha256 = digest::sha256(&message);
    let writing = app.blobs.begin().await?;
    let (blobs, handle) = (app.blobs.clone(), Handle::current());
    let written = tokio::task::spawn_blocking(move || {
        let sink = Sink { writing, handle: handle.clone() };
        let mut source = Source { blobs, handle };
        zipped(&record, &message, sink, &mut source)
    });
    let sink = written.await.map_err(|e| Error::Internal(e.into()))??;
    Ok(Packed { staged: sink.writing.end().await?, message_sha256 })
}

/// Where the bytes of files come from.
pub trait Files {
    /// Copies the file of this hash.
    ///
    /// # Errors
    /// When it is not there, or is another one.
    fn copy(&mut self, version: &Version, to: &mut dyn Write) -> Result<()>;
}

/// Writes the ZIP: the message first, then the files in its order.
///
/// # Errors
/// What the files or the sink say.
pub fn zipped<W: Write>(record: &Record, message: &[u8], sink: W, files: &mut impl Files) -> Result<W> {
    let options = options(record)?;
    let mut zip = ZipWriter::new_stream(BufWriter::with_capacity(PIECE, sink));
    zip.start_file(file_name(record.id, "xml"), options).map_err(fault)?;
    zip.write_all(message)?;
    for version in record.documents().flat_map(|document| &document.versions) {
        let long = matches!(version.bytes, Bytes::Stored(size) if size > LONG);
        zip.start_file(version.file_name(), options.large_file(long)).map_err(fault)?;
        match &version.bytes {
            Bytes::Here(bytes) => zip.write_all(bytes)?,
            Bytes::Stored(_) => files.copy(version, &mut zip)?,
        }
    }
    let buffered = zip.finish().map_err(fault)?.into_inner();
    buffered.into_inner().map_err(|e| Error::Internal(anyhow!("the package cannot be written: {}", e.error())))
}

/// Every file of a package bears the moment of the package: the same case gives the same bytes.
fn options(record: &Record) -> Result<SimpleFileOptions> {
    use chrono::{Datelike, Timelike};
    let at = record.made_at.0;
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    let moment = DateTime::from_date_and_time(
        year,
        small(at.month()),
        small(at.day()),
        small(at.hour()),
        small(at.minute()),
        small(at.second()),
    )
    .map_err(|e| Error::Internal(anyhow!("a package of this day cannot be made: {e}")))?;
    Ok(SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(moment)
        .unix_permissions(0o644))
}

fn fault(e: zip::result::ZipError) -> Error {
    Error::Internal(anyhow::Error::new(e).context("the package cannot be written"))
}

/// The store, as what the package is written to.
struct Sink {
    writing: Writing,
    handle: Handle,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = actix_web::web::Bytes::copy_from_slice(bytes);
        self.handle.block_on(self.writing.write(piece)).map_err(|e| io::Error::other(e.to_string()))?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The store, as what files are read from.
struct Source {
    blobs: Blobs,
    handle: Handle,
}

impl Files for Source {
    fn copy(&mut self, version: &Version, to: &mut dyn Write) -> Result<()> {
        let mut bytes = self.handle.block_on(self.blobs.read(&version.sha256, None))?;
        let mut sha = Sha256::new();
        while let Some(piece) = self.handle.block_on(bytes.next()) {
            let piece = piece.map_err(|e| Error::Internal(e.into()))?;
            sha.update(&piece);
            to.write_all(&piece)?;
        }
        if digest::hex(&sha.finalize()) != version.sha256 {
            return Err(Error::Internal(anyhow!("the file {} in the store is not the one that it was", version.id)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::message::{Chain, Document, Happened, Matter};
    use super::*;
    use crate::council::Council;
    use crate::db::types::{Moment, RecordId};
    use uuid::Uuid;

    /// The files of the store: one.
    struct Store;
    impl Files for Store {
        fn copy(&mut self, _: &Version, to: &mut dyn Write) -> Result<()> {
            Ok(to.write_all(b"Lageplan")?)
        }
    }

    fn record() -> Record {
        let at: Moment = "2024-03-04T09:00:00Z".parse().unwrap();
        let day = "2024-03-04".parse().unwrap();
        let id = |number: u128| Uuid::from_u128(number);
        let document = |number: u128, version: Version| Document {
            id: id(number),
            title: "Plan".to_owned(),
            kind: "Anlage".to_owned(),
            written_on: day,
            public: number != 2,
            versions: vec![version],
        };
        let plan = Version {
            number: "1".to_owned(),
            id: id(7),
            name: "Plan ohne Endung".to_owned(),
            by: None,
            at,
            sha256: digest::sha256(b"Lageplan"),
            bytes: Bytes::Stored(8),
        };
        Record {
            id: RecordId::from(id(1)),
            made_at: at,
            made_on: day,
            number: "00001-24".to_owned(),
            title: "Radweg".to_owned(),
            lead: None,
            began: day,
            ended: day,
            matters: vec![Matter {
                id: id(3),
                number: "00001-24".to_owned(),
                title: "Radweg".to_owned(),
                kind: "Vorlage".to_owned(),
                lead: Some("Dezernat 1".to_owned()),
                public: false,
                began: day,
                ended: day,
                history: vec![Happened {
                    what: "Ausgegeben".to_owned(),
                    by: "Rat".to_owned(),
                    at,
                    remark: "Ereignis 1".to_owned(),
                    change: Some(("Status".to_owned(), None, "im Verfahren".to_owned())),
                }],
                documents: vec![document(2, plan)],
            }],
            chain: Chain {
                council: "dortmund".to_owned(),
                from: 1,
                to: 1,
                count: 1,
                head: 1,
                head_hash: "ab".repeat(32),
                document: document(4, Version::made(id(5), 1, "Kette.json", at, "{}".to_owned())),
            },
        }
    }

    #[test]
    fn the_same_case_at_the_same_moment_is_the_same_package() {
        let source = include_str!("../../config/councils/dortmund.toml");
        let rules = Council::parse(source).unwrap().records.unwrap();
        let made = || {
            let record = record();
            let message = record.message(&rules).unwrap();
            zipped(&record, &message, Vec::new(), &mut Store).unwrap()
        };
        let bytes = made();
        assert_eq!(bytes, made());
        let mut zip = zip::ZipArchive::new(io::Cursor::new(&bytes)).unwrap();
        let names: Vec<_> = (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().into_owned()).collect();
        let named = |id: u128| Uuid::from_u128(id).to_string();
        assert_eq!(names[0], format!("{}_Aussonderung.Aussonderung.0503.xml", named(1)));
        assert_eq!(&names[1..], [format!("{}.json", named(5)), named(7)]);
        let message = String::from_utf8(record().message(&rules).unwrap()).unwrap();
        // A format that the list does not have is named; what is not public is marked, and the whole with it.
        assert!(message.contains("<code>100</code>") && message.contains("SonstigerName>unbekannt<"), "{message}");
        assert_eq!(message.matches("<code>002</code>").count(), 3, "{message}");
    }
}
