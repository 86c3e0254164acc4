//! Files on their way in: a multipart form, read as a stream. Not more of it is held in memory than a part; what is too
//! large is told by name, after the rest has been read away.
use crate::app::App;
use crate::blobs::{Staged, Writing};
use crate::error::{Error, Result};
use crate::files::act::{FileInput, NewFile};
use crate::files::{media, store};
use crate::message::Message;
use crate::people::Actor;
use crate::web::csrf::Fields;
use actix_multipart::{Field, Multipart};
use actix_web::web::Bytes;
use futures_util::StreamExt;
use std::time::Duration;

/// Longest text field, and most of them.
const TEXT: usize = 64 * 1024;
const TEXTS: usize = 40;

/// What a form brought: its fields, and its files under temporary keys.
#[derive(Debug, Default)]
pub struct Received {
    pub fields: Fields,
    files: Vec<(String, Staged)>,
    faults: Vec<Message>,
}

/// Reads a form. Files are taken only after `open` has said yes to the fields before them.
///
/// # Errors
/// What `open` says; `Malformed` when it is no such form or breaks off. Nothing is left of it then.
pub async fn receive(
    app: &App,
    mut form: Multipart,
    most: usize,
    open: impl Fn(&Fields) -> Result<()>,
) -> Result<Received> {
    let mut received = Received::default();
    match read(app, &mut form, most, open, &mut received).await {
        Ok(()) => Ok(received),
        Err(e) => {
            received.discard(app).await;
            Err(e)
        }
    }
}

async fn read(
    app: &App,
    form: &mut Multipart,
    most: usize,
    open: impl Fn(&Fields) -> Result<()>,
    received: &mut Received,
) -> Result<()> {
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut opened = false;
    // What is read away after a fault, so that the sender hears what was wrong; then it is cut off.
    let mut wasted = app.config.files.max_bytes.saturating_mul(2);
    while let Some(field) = next(app, form).await? {
        let mut field = field.map_err(|e| unreadable(&e))?;
        let name = field.name().unwrap_or_default().to_owned();
        let claimed = field.content_disposition().and_then(|disposition| disposition.get_filename().map(str::to_owned));
        let Some(claimed) = claimed else {
            if texts.len() >= TEXTS {
                return Err(Error::Malformed(413, Message::new("input_too_large")));
            }
            let text = text(app, &mut field).await?;
            texts.push((name, text));
            received.fields = texts.clone().into();
            continue;
        };
        if !opened {
            open(&received.fields)?;
            opened = true;
        }
        if received.files.len() >= most && !claimed.is_empty() {
            received.fault(Message::new("file_too_many").on("files").with("most", most));
        }
        if !received.faults.is_empty() {
            waste(app, &mut field, &mut wasted).await?;
            continue;
        }
        file(app, &mut field, &claimed, &mut wasted, received).await?;
    }
    if !opened {
        open(&received.fields)?;
    }
    Ok(())
}

/// Takes one file in.
async fn file(app: &App, field: &mut Field, claimed: &str, wasted: &mut u64, received: &mut Received) -> Result<()> {
    let limit = app.config.files.max_bytes;
    let mut writing: Option<Writing> = None;
    while let Some(bytes) = piece(app, field).await? {
        if bytes.is_empty() {
            continue;
        }
        let mut open = match writing.take() {
            Some(open) => open,
            None => app.blobs.begin().await?,
        };
        if open.size() + bytes.len() as u64 > limit {
            open.abort().await;
            let mib = limit / 1024 / 1024;
            let name = media::clean_name(claimed);
            received.fault(Message::new("file_too_large").on("files").with("name", name).with("mib", mib));
            return waste(app, field, wasted).await;
        }
        open.write(bytes).await?;
        writing = Some(open);
    }
    match writing {
        Some(writing) => received.files.push((media::clean_name(claimed), writing.end().await?)),
        // A field in which nothing was chosen comes without a name.
        None if claimed.is_empty() => {}
        None => {
            received.fault(Message::new("file_empty").on("files").with("name", media::clean_name(claimed)));
        }
    }
    Ok(())
}

/// The version and the reason of a form.
pub fn input(fields: &Fields) -> FileInput {
    FileInput { version: fields.get("version").trim().parse().ok(), reason: Some(fields.get("reason").to_owned()) }
}

impl Received {
    fn fault(&mut self, fault: Message) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// Takes everything away again that came.
    pub async fn discard(&self, app: &App) {
        for (_, staged) in &self.files {
            app.blobs.discard(staged).await;
        }
    }

    /// Moves what came to its place; its rows are written next, by `files::act`.
    ///
    /// # Errors
    /// `Refused` with everything that was wrong with the files, or because there are none.
    pub async fn keep(self, app: &App) -> Result<Vec<NewFile>> {
        let faults = match self.faults.as_slice() {
            [] if self.files.is_empty() => vec![Message::new("file_none").on("files")],
            faults => faults.to_vec(),
        };
        if !faults.is_empty() {
            self.discard(app).await;
            return Err(Error::Refused(faults));
        }
        let mut claims: Vec<(String, i64)> = Vec::new();
        for (_, staged) in &self.files {
            claims.push((staged.sha256.clone(), i64::try_from(staged.size).map_err(|e| Error::Internal(e.into()))?));
        }
        // In one order, so that two uploads never wait for each other.
        claims.sort();
        app.write(&Actor::system(), move |tx| {
            claims.iter().try_for_each(|(sha256, size)| store::claim(tx, sha256, *size))
        })
        .await?;
        let mut kept = Vec::new();
        for (name, staged) in &self.files {
            app.blobs.keep(staged).await?;
            kept.push(NewFile {
                name: name.clone(),
                media_type: media::kind(&staged.head).to_owned(),
                size: staged.size,
                sha256: staged.sha256.clone(),
            });
        }
        Ok(kept)
    }
}

async fn text(app: &App, field: &mut Field) -> Result<String> {
    let mut bytes = Vec::new();
    while let Some(piece) = piece(app, field).await? {
        if bytes.len() + piece.len() > TEXT {
            return Err(Error::Malformed(413, Message::new("input_too_large")));
        }
        bytes.extend_from_slice(&piece);
    }
    let text = String::from_utf8(bytes).map_err(|_| Error::Malformed(400, Message::new("form_unreadable")))?;
    Ok(text.replace("\r\n", "\n"))
}

/// Reads a field to its end without keeping it.
async fn waste(app: &App, field: &mut Field, left: &mut u64) -> Result<()> {
    while let Some(bytes) = piece(app, field).await? {
        *left = left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| Error::Malformed(413, Message::new("input_too_large")))?;
    }
    Ok(())
}

async fn next(
    app: &App,
    form: &mut Multipart,
) -> Result<Option<std::result::Result<Field, actix_multipart::MultipartError>>> {
    in_time(app, form.next()).await
}

async fn piece(app: &App, field: &mut Field) -> Result<Option<Bytes>> {
    in_time(app, field.next()).await?.transpose().map_err(|e| unreadable(&e))
}

/// Who sends nothing for too long is cut off: an upload holds a connection and a file.
async fn in_time<T>(app: &App, coming: impl Future<Output = T>) -> Result<T> {
    let patience = Duration::from_secs(app.config.files.stall_seconds);
    let stalled = |_| Error::Malformed(408, Message::new("file_stalled"));
    tokio::time::timeout(patience, coming).await.map_err(stalled)
}

fn unreadable(e: &actix_multipart::MultipartError) -> Error {
    use actix_multipart::MultipartError as Fault;
    match e {
        Fault::ContentTypeMissing | Fault::ContentTypeIncompatible | Fault::ContentTypeParse => {
            Error::Malformed(415, Message::new("file_wrong_form"))
        }
        _ => Error::Malformed(400, Message::new("form_unreadable")),
    }
}
