//! The bytes of files, each under its SHA-256, in a folder or in an S3-compatible store. Knows no names and no rights.
//!
//! What comes in is written under a temporary key while it is hashed, and moved to its own key when it is whole: nobody
//! ever sees half a file. What a broken upload leaves behind lies under `tmp/` until the sweep takes it away.
use crate::config::Config;
use crate::digest;
use crate::error::{Error, Result};
use anyhow::{Context, ensure};
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::prefix::PrefixStore;
use object_store::{GetOptions, ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart};
use sha2::{Digest, Sha256};
use std::ops::Range;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// Where uploads lie until they are whole.
const TEMPORARY: &str = "tmp";
/// Where whole files lie: `blobs/ab/abcd…`.
const WHOLE: &str = "blobs";
/// How much of the beginning is kept for a look at the kind of file.
const HEAD: usize = 8 * 1024;
/// Bytes that are held in memory until they are written on; S3 takes no smaller parts than 5 MiB.
const PART_OF_FOLDER: usize = 256 * 1024;
const PART_OF_BUCKET: usize = 8 * 1024 * 1024;
/// Parts that may be on their way at once.
const PARTS: usize = 2;

/// The store.
#[derive(Debug, Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    /// The folder, when it is one.
    folder: Option<PathBuf>,
}

/// A file that is being written.
pub struct Writing {
    key: Key,
    parts: WriteMultipart,
    sha: Sha256,
    size: u64,
    head: Vec<u8>,
}

/// A file that is whole, but lies under a temporary key still.
#[derive(Debug)]
pub struct Staged {
    key: Key,
    /// In hexadecimal.
    pub sha256: String,
    pub size: u64,
    /// The first bytes.
    pub head: Vec<u8>,
}

/// Bytes as they come out of the store.
pub type Bytes = BoxStream<'static, object_store::Result<actix_web::web::Bytes>>;

impl Blobs {
    /// The store of this configuration. A folder is made when it is not there, closed to everybody else.
    ///
    /// # Errors
    /// When it cannot be used as configured. Whether a bucket answers is known only with the first use; see `probe`.
    pub fn open(config: &Config) -> anyhow::Result<Self> {
        let wanted = config.file_store();
        let Some(bucket) = wanted.strip_prefix("s3://") else { return Self::folder(Path::new(&wanted)) };
        let (bucket, prefix) = bucket.split_once('/').unwrap_or((bucket, ""));
        let settings = &config.files;
        // One by one: not every server that speaks S3 deletes several objects at once.
        let mut s3 = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(&settings.region)
            .with_disable_bulk_delete(true);
        if !settings.endpoint.is_empty() {
            s3 = s3.with_endpoint(&settings.endpoint).with_allow_http(settings.endpoint.starts_with("http://"));
        }
        if !settings.access_key.is_empty() {
            s3 = s3.with_access_key_id(&settings.access_key).with_secret_access_key(&settings.secret_key);
        }
        let s3 = s3.build().with_context(|| format!("files.store {wanted} cannot be used"))?;
        let prefix = prefix.trim_matches('/');
        let store: Arc<dyn ObjectStore> =
            if prefix.is_empty() { Arc::new(s3) } else { Arc::new(PrefixStore::new(s3, prefix)) };
        Ok(Self { store, folder: None })
    }

    fn folder(folder: &Path) -> anyhow::Result<Self> {
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.with_context(|| format!("cannot make the folder of files {}", folder.display()))?;
        // What was acknowledged is there after a power cut.
        let store = LocalFileSystem::new_with_prefix(folder)
            .with_context(|| format!("the folder of files {} cannot be used", folder.display()))?
            .with_fsync(true);
        Ok(Self { store: Arc::new(store), folder: Some(folder.to_owned()) })
    }

    /// Begins to write a file.
    pub async fn begin(&self) -> Result<Writing> {
        let key = Key::from(format!("{TEMPORARY}/{}", uuid::Uuid::now_v7()));
        let upload = self.store.put_multipart(&key).await.map_err(fault)?;
        let part = if self.folder.is_some() { PART_OF_FOLDER } else { PART_OF_BUCKET };
        let parts = WriteMultipart::new_with_chunk_size(upload, part);
        Ok(Writing { key, parts, sha: Sha256::new(), size: 0, head: Vec::new() })
    }

    /// Moves a whole file to its own key, over the same bytes where they lie there already.
    pub async fn keep(&self, staged: &Staged) -> Result<()> {
        self.store.rename(&staged.key, &key_of(&staged.sha256)).await.map_err(fault)
    }

    /// Takes a file away that is not to be kept. What cannot be taken away now goes with the sweep.
    pub async fn discard(&self, staged: &Staged) {
        if let Err(e) = self.store.delete(&staged.key).await {
            tracing::warn!(error = %e, "an upload that was refused cannot be taken away yet");
        }
    }

    /// The bytes of a file, or a part of them.
    pub async fn read(&self, sha256: &str, range: Option<Range<u64>>) -> Result<Bytes> {
        let options = GetOptions::new().with_range(range);
        Ok(self.store.get_opts(&key_of(sha256), options).await.map_err(fault)?.into_stream())
    }

    /// The hash that the bytes under this key really have; `None` when there are none.
    pub async fn hash(&self, sha256: &str) -> Result<Option<String>> {
        let mut bytes = match self.store.get(&key_of(sha256)).await {
            Ok(found) => found.into_stream(),
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(e) => return Err(fault(e)),
        };
        let mut sha = Sha256::new();
        while let Some(piece) = bytes.next().await {
            sha.update(piece.map_err(fault)?);
        }
        Ok(Some(digest::hex(&sha.finalize())))
    }

    /// Takes the bytes of a file away; that they are gone already is no fault.
    pub async fn remove(&self, sha256: &str) -> Result<()> {
        match self.store.delete(&key_of(sha256)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(e) => Err(fault(e)),
        }
    }

    /// The keys of all whole files that were last written before this moment.
    pub async fn before(&self, moment: SystemTime) -> Result<Vec<String>> {
        let mut found = Vec::new();
        let mut list = self.store.list(Some(&Key::from(WHOLE)));
        while let Some(meta) = list.next().await {
            let meta = meta.map_err(fault)?;
            if SystemTime::from(meta.last_modified) < moment {
                found.extend(meta.location.filename().map(str::to_owned));
            }
        }
        Ok(found)
    }

    /// Takes away what lies under temporary keys since before this moment. Answers how many.
    pub async fn sweep_temporary(&self, moment: SystemTime) -> Result<usize> {
        if let Some(folder) = &self.folder {
            // A process that was killed leaves parts that the store itself does not list.
            let folder = folder.join(TEMPORARY);
            return tokio::task::spawn_blocking(move || sweep_folder(&folder, moment))
                .await
                .map_err(|e| Error::Internal(e.into()))?;
        }
        let mut count = 0;
        let mut list = self.store.list(Some(&Key::from(TEMPORARY)));
        while let Some(meta) = list.next().await {
            let meta = meta.map_err(fault)?;
            if SystemTime::from(meta.last_modified) < moment {
                self.store.delete(&meta.location).await.map_err(fault)?;
                count += 1;
            }
        }
        Ok(count)
    }

    /// Whether the store can be written to and read from: writes a few bytes and takes them away again.
    ///
    /// # Errors
    /// The cause, in the store's own words.
    pub async fn probe(&self) -> anyhow::Result<()> {
        let key = Key::from(format!("{TEMPORARY}/check-{}", uuid::Uuid::now_v7()));
        self.store.put(&key, PutPayload::from_static(b"ratsweg")).await?;
        let read = self.store.get(&key).await?.bytes().await?;
        self.store.delete(&key).await?;
        ensure!(read.as_ref() == b"ratsweg", "what was written is not what is read");
        Ok(())
    }
}

impl Writing {
    /// How many bytes there are so far.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Takes the next bytes.
    pub async fn write(&mut self, bytes: actix_web::web::Bytes) -> Result<()> {
        self.sha.update(&bytes);
        self.size += bytes.len() as u64;
        let wanted = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend(bytes.iter().take(wanted));
        self.parts.wait_for_capacity(PARTS).await.map_err(fault)?;
        self.parts.put(bytes);
        Ok(())
    }

    /// There are no more.
    pub async fn end(self) -> Result<Staged> {
        self.parts.finish().await.map_err(fault)?;
        Ok(Staged { key: self.key, sha256: digest::hex(&self.sha.finalize()), size: self.size, head: self.head })
    }

    /// It is not to be kept after all.
    pub async fn abort(self) {
        if let Err(e) = self.parts.abort().await {
            tracing::warn!(error = %e, "an upload that was broken off cannot be taken away yet");
        }
    }
}

fn key_of(sha256: &str) -> Key {
    let start: String = sha256.chars().take(2).collect();
    Key::from(format!("{WHOLE}/{start}/{sha256}"))
}

fn fault(e: object_store::Error) -> Error {
    Error::Internal(anyhow::Error::new(e).context("the store of files"))
}

fn sweep_folder(folder: &Path, moment: SystemTime) -> Result<usize> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(e) => return Err(e.into()),
    };
    let mut count = 0;
    for entry in entries {
        let entry = entry?;
        let meta = entry.metadata()?;
        if meta.is_file() && meta.modified()? < moment {
            std::fs::remove_file(entry.path())?;
            count += 1;
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blobs(folder: &Path) -> Blobs {
        let mut config = Config::default();
        config.data.dir = folder.to_owned();
        Blobs::open(&config).unwrap()
    }

    async fn written(blobs: &Blobs, text: &'static str) -> Staged {
        let mut writing = blobs.begin().await.unwrap();
        writing.write(actix_web::web::Bytes::from_static(text.as_bytes())).await.unwrap();
        writing.end().await.unwrap()
    }

    async fn all(mut bytes: Bytes) -> Vec<u8> {
        let mut all = Vec::new();
        while let Some(piece) = bytes.next().await {
            all.extend(piece.unwrap());
        }
        all
    }

    #[tokio::test]
    async fn what_is_kept_lies_under_its_hash_and_can_be_read_in_parts() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = blobs(folder.path());
        let staged = written(&blobs, "Lageplan").await;
        assert_eq!(staged.sha256, digest::sha256(b"Lageplan"));
        assert_eq!((staged.size, staged.head.as_slice()), (8, b"Lageplan".as_slice()));
        blobs.keep(&staged).await.unwrap();
        assert_eq!(all(blobs.read(&staged.sha256, None).await.unwrap()).await, b"Lageplan");
        assert_eq!(all(blobs.read(&staged.sha256, Some(4..8)).await.unwrap()).await, b"plan");
        assert_eq!(blobs.hash(&staged.sha256).await.unwrap(), Some(staged.sha256.clone()));
        blobs.remove(&staged.sha256).await.unwrap();
        blobs.remove(&staged.sha256).await.unwrap();
        assert_eq!(blobs.hash(&staged.sha256).await.unwrap(), None);
        blobs.probe().await.unwrap();
    }

    #[tokio::test]
    async fn the_sweep_takes_what_is_old_and_leaves_what_is_new() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = blobs(folder.path());
        let staged = written(&blobs, "liegt noch").await;
        // What a killed process leaves, which the store does not list.
        std::fs::write(folder.path().join("files/tmp/0190#1"), b"halb").unwrap();
        let written = std::fs::metadata(folder.path().join("files/tmp/0190#1")).unwrap().modified().unwrap();
        let hour = std::time::Duration::from_secs(3600);
        assert_eq!(blobs.sweep_temporary(written - hour).await.unwrap(), 0);
        assert_eq!(blobs.sweep_temporary(written + hour).await.unwrap(), 2);
        assert!(blobs.keep(&staged).await.is_err());
    }

    #[test]
    fn a_bucket_needs_no_more_than_its_configuration() {
        let mut config = Config::default();
        config.files.store = "s3://ratsweg/stadt/leipzig".to_owned();
        config.files.endpoint = "http://127.0.0.1:9000".to_owned();
        config.files.access_key = "key".to_owned();
        config.files.secret_key = "secret".to_owned();
        assert!(config.faults().is_empty(), "{:?}", config.faults());
        let blobs = Blobs::open(&config).unwrap();
        assert!(blobs.folder.is_none());
        assert!(format!("{blobs:?}").contains("stadt/leipzig"));
    }
}
