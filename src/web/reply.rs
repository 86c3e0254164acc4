//! Headers of answers: where to go on, and whether a reader has the same bytes already.
use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderValue};
use base64::Engine;
use sha2::{Digest, Sha256};

/// After a change: 303 to the page that shows what came of it. `path` is one that we built ourselves.
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, in_header(path))).finish()
}

/// An address as a header bears it: letters beyond ASCII ("VII-A-08079-ÄA-01") in their percent form.
pub fn in_header(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_ascii_graphic() {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// A strong ETag for these bytes.
pub fn etag(bytes: &[u8]) -> HeaderValue {
    let digest = Sha256::digest(bytes);
    let name = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&digest[..16]);
    HeaderValue::try_from(format!("\"{name}\"")).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}

/// The entity tag of `If-None-Match` that names the same content as `tag`, in whatever coding it was sent before.
pub fn matching(sent: &HeaderValue, tag: &HeaderValue) -> Option<HeaderValue> {
    let (sent, tag) = (sent.to_str().ok()?, tag.to_str().ok()?.trim_matches('"'));
    let known = sent.split(',').map(str::trim).find(|candidate| {
        let bare = candidate.trim_start_matches("W/").trim_matches('"');
        bare == "*" || bare == tag || bare.strip_prefix(tag).is_some_and(|coding| coding.starts_with("--"))
    })?;
    let known = if known == "*" { format!("\"{tag}\"") } else { known.to_owned() };
    HeaderValue::try_from(known).ok()
}
