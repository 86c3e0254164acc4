//! Style sheet, script and icon: out of the binary, under names that change with their content.
use super::reply::{etag, matching};
use super::routes::{self, Access, Entry};
use crate::app::App;
use crate::error::{Error, Result};
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use anyhow::Context;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Where the city's own style sheet is served.
pub const CITY: &str = "/assets/city.css";
/// The answer to a name with a hash never changes.
const FOREVER: &str = "public, max-age=31536000, immutable";

struct File {
    bytes: web::Bytes,
    tag: HeaderValue,
    href: String,
    kind: &'static str,
}

/// Only files at the top of the folder are served: the message files below it are not.
static FILES: LazyLock<BTreeMap<String, File>> = LazyLock::new(|| {
    use crate::assets::Assets;
    let served = Assets::iter().filter_map(|name| Some((kind(&name)?, Assets::get(&name)?, name.to_string())));
    let file = |(kind, file, name): (&'static str, rust_embed::EmbeddedFile, String)| {
        let bytes = web::Bytes::from(file.data.into_owned());
        let tag = etag(&bytes);
        let version = tag.to_str().unwrap_or_default().trim_matches('"').get(..12).unwrap_or_default().to_owned();
        let href = format!("/assets/{name}?v={version}");
        (name, File { bytes, tag, href, kind })
    };
    served.map(file).collect()
});

fn kind(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')? {
        (stem, _) if stem.contains('/') => None,
        (_, "css") => Some("text/css; charset=utf-8"),
        (_, "js") => Some("text/javascript; charset=utf-8"),
        (_, "svg") => Some("image/svg+xml"),
        _ => None,
    }
}

/// The address of a file, with its version. Empty when there is no such file.
pub fn href(name: &str) -> &'static str {
    FILES.get(name).map_or("", |file| file.href.as_str())
}

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get(CITY, Access::Anyone, city),
        routes::get("/assets/{file}", Access::Anyone, embedded),
        routes::get("/favicon.ico", Access::Anyone, icon),
    ]
}

async fn embedded(request: HttpRequest, name: web::Path<String>) -> Result<HttpResponse> {
    answer(&request, &name)
}

async fn icon(request: HttpRequest) -> Result<HttpResponse> {
    answer(&request, "favicon.svg")
}

fn answer(request: &HttpRequest, name: &str) -> Result<HttpResponse> {
    let file = FILES.get(name).ok_or(Error::NotFound)?;
    let versioned = file.href.ends_with(request.query_string()) && !request.query_string().is_empty();
    Ok(send(request, file.bytes.clone(), &file.tag, file.kind, if versioned { FOREVER } else { "public, no-cache" }))
}

/// The city's style sheet, read anew each time: it may be changed while we run.
async fn city(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse> {
    let path = app.config.operator.style.clone().ok_or(Error::NotFound)?;
    let read = move || std::fs::read(&path).with_context(|| format!("operator.style {}", path.display()));
    let bytes = web::Bytes::from(web::block(read).await??);
    let tag = etag(&bytes);
    Ok(send(&request, bytes, &tag, "text/css; charset=utf-8", "public, max-age=300"))
}

fn send(request: &HttpRequest, bytes: web::Bytes, tag: &HeaderValue, kind: &'static str, cache: &str) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer.insert_header((header::CACHE_CONTROL, cache)).insert_header((header::VARY, "Accept-Encoding"));
    let sent = request.headers().get(header::IF_NONE_MATCH);
    if let Some(known) = sent.and_then(|sent| matching(sent, tag)) {
        let mut unchanged = HttpResponse::NotModified();
        unchanged.insert_header((header::CACHE_CONTROL, cache)).insert_header((header::VARY, "Accept-Encoding"));
        return unchanged.insert_header((header::ETAG, known)).finish();
    }
    answer.insert_header((header::ETAG, tag.clone())).content_type(kind).body(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_links_is_there_and_small() {
        for name in ["ratsweg.css", "ratsweg.js", "favicon.svg"] {
            assert!(href(name).starts_with("/assets/"), "{name}");
        }
        assert!(FILES["ratsweg.css"].bytes.len() <= 20 * 1024, "{}", FILES["ratsweg.css"].bytes.len());
        assert!(FILES.keys().all(|name| !name.contains("ftl")));
    }
}
