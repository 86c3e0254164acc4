//! A file on its way out: whole or a part of it, never so that a browser runs it, and never after it was withdrawn.
use crate::app::App;
use crate::blobs;
use crate::db::types::FileId;
use crate::error::{Error, Result};
use crate::files::{File, media, view};
use crate::people::Actor;
use crate::visibility::{Circle, Scope};
use crate::web::actor::Visitor;
use crate::web::reply::matching;
use actix_web::body::SizedStream;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use futures_util::StreamExt;
use std::ops::Range;

/// Nothing in a file may run, load or be framed.
const POLICY: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// The address of a file.
pub fn href(council: &str, file: &File) -> String {
    format!("/{council}/files/{}/{}", file.id, media::encoded(&file.name))
}

/// `GET /{council}/files/{id}/{name}`; another name leads to the right one.
pub async fn named(
    app: web::Data<App>,
    visitor: Visitor,
    request: HttpRequest,
    at: web::Path<(String, FileId, String)>,
) -> Result<HttpResponse> {
    let (council, id, name) = at.into_inner();
    let (file, circle) = found(&app, visitor.0.clone(), &council, id).await?;
    if name != file.name {
        return Ok(HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, href(&council, &file)))
            // Where it leads is nobody's business after a withdrawal.
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .finish());
    }
    send(&app, &request, &file, circle == Circle::Public && visitor.0.is_none()).await
}

/// The file, for whom it lies open: asked at every request, before anything else.
pub async fn found(app: &App, actor: Option<Actor>, council: &str, id: FileId) -> Result<(File, Circle)> {
    let council = app.council(council)?.clone();
    app.read(move |db| {
        let scope = Scope::of(actor.as_ref(), &council.slug);
        let (file, thing) = view::find(db, &council, &scope, id)?;
        let circle = thing.effective(file.circle);
        Ok((file, circle))
    })
    .await
}

/// Sends the file as it was asked for. `public`: everybody may keep it, but must ask again each time.
pub async fn send(app: &App, request: &HttpRequest, file: &File, public: bool) -> Result<HttpResponse> {
    let size = u64::try_from(file.size).map_err(|e| Error::Internal(e.into()))?;
    let tag =
        HeaderValue::try_from(format!("\"{}-{}\"", file.sha256, file.id)).map_err(|e| Error::Internal(e.into()))?;
    if let Some(known) = request.headers().get(header::IF_NONE_MATCH).and_then(|sent| matching(sent, &tag)) {
        let mut answer = bare(StatusCode::NOT_MODIFIED, public);
        return Ok(answer.insert_header((header::ETAG, known)).finish());
    }
    let wanted = wanted(request.headers(), &tag, size);
    let (status, range) = match wanted {
        Wanted::All => (StatusCode::OK, 0..size),
        Wanted::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Wanted::Nothing => {
            let mut answer = bare(StatusCode::RANGE_NOT_SATISFIABLE, public);
            return Ok(answer.insert_header((header::CONTENT_RANGE, format!("bytes */{size}"))).finish());
        }
    };
    let handing = media::handing(&file.media_type, &file.name);
    let mut answer = bare(status, public);
    answer
        .insert_header((header::ETAG, tag))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        .insert_header((header::CONTENT_TYPE, handing.content_type))
        .insert_header((header::CONTENT_DISPOSITION, media::disposition(handing.inline, &file.name)));
    if status == StatusCode::PARTIAL_CONTENT {
        let last = range.end.saturating_sub(1);
        answer.insert_header((header::CONTENT_RANGE, format!("bytes {}-{last}/{size}", range.start)));
    }
    let length = range.end - range.start;
    if request.method() == Method::HEAD {
        let nothing = futures_util::stream::empty::<std::result::Result<web::Bytes, actix_web::Error>>();
        return Ok(answer.body(SizedStream::new(length, nothing)));
    }
    let bytes: blobs::Bytes = app.blobs.read(&file.sha256, Some(range).filter(|_| length < size)).await?;
    Ok(answer.body(SizedStream::new(
        length,
        bytes.map(|piece| {
            piece.map_err(|e| {
                tracing::error!(error = %e, "a file breaks off");
                std::io::Error::other("the store of files")
            })
        }),
    )))
}

/// What every answer of a file carries. Its bytes go as they are: a part of them cannot be compressed.
fn bare(status: StatusCode, public: bool) -> HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    answer
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header((header::VARY, "Cookie, Authorization"))
        .insert_header((header::CACHE_CONTROL, if public { "no-cache" } else { "private, no-store" }));
    answer
}

/// Which part was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    All,
    Part(Range<u64>),
    /// A part that there is not.
    Nothing,
}

/// Reads `Range`, as far as one part is asked for; several at once are answered with everything, as the standard allows.
fn wanted(headers: &HeaderMap, tag: &HeaderValue, size: u64) -> Wanted {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let Some(range) = text(header::RANGE).and_then(|range| range.trim().strip_prefix("bytes=")) else {
        return Wanted::All;
    };
    // Whoever goes on with another version of the file gets this one whole.
    if headers.get(header::IF_RANGE).is_some_and(|sent| sent != tag) {
        return Wanted::All;
    }
    let Some((first, last)) = range.split_once('-') else { return Wanted::All };
    let (first, last) = (first.trim(), last.trim());
    let range = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Ok(first), Err(_)) if last.is_empty() => first..size,
        (Err(_), Ok(count)) if first.is_empty() => size.saturating_sub(count)..size,
        _ => return Wanted::All,
    };
    if range.start < range.end { Wanted::Part(range) } else { Wanted::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_is_sent_and_no_more() {
        let tag = HeaderValue::from_static("\"a\"");
        let asked = |range: &'static str, of: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, HeaderValue::from_static(range));
            if let Some(of) = of {
                headers.insert(header::IF_RANGE, HeaderValue::from_static(of));
            }
            wanted(&headers, &tag, 100)
        };
        assert_eq!(asked("bytes=0-9", None), Wanted::Part(0..10));
        assert_eq!(asked("bytes=90-", Some("\"a\"")), Wanted::Part(90..100));
        assert_eq!(asked("bytes=-10", None), Wanted::Part(90..100));
        assert_eq!(asked("bytes=-1000", None), Wanted::Part(0..100));
        assert_eq!(asked("bytes=50-1000", None), Wanted::Part(50..100));
        assert_eq!(asked("bytes=100-", None), Wanted::Nothing);
        assert_eq!(asked("bytes=-0", None), Wanted::Nothing);
        for other in ["bytes=0-1,5-6", "bytes=9-3", "lines=1-2", "bytes=x-", "bytes=18446744073709551615-1"] {
            assert_eq!(asked(other, None), Wanted::All, "{other}");
        }
        assert_eq!(asked("bytes=0-9", Some("\"b\"")), Wanted::All);
        assert_eq!(wanted(&HeaderMap::new(), &tag, 100), Wanted::All);
    }
}
