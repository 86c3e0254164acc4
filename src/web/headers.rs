//! What every answer carries, whatever it is: the headers that tell a browser to trust nothing but ourselves.
use crate::app::App;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'none'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const ALWAYS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::PERMISSIONS_POLICY, "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
];
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds them. An answer that brings a policy of its own keeps it.
pub async fn secure<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let mut answer = next.call(request).await?;
    let app = answer.request().app_data::<web::Data<App>>();
    let tls = app.is_some_and(|app| app.config.server.public_url.starts_with("https://"));
    let headers = answer.headers_mut();
    for (name, value) in ALWAYS {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if tls {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    name_coding(headers);
    Ok(answer)
}

/// A strong ETag names one exact sequence of bytes: the compressed form gets a name of its own.
fn name_coding(headers: &mut header::HeaderMap) {
    let Some(coding) = headers.get(header::CONTENT_ENCODING).and_then(|coding| coding.to_str().ok()) else { return };
    if coding == "identity" {
        // So says who wants its bytes as they are (a part of a file cannot be compressed); to others it says nothing.
        headers.remove(header::CONTENT_ENCODING);
        return;
    }
    let Some(tag) = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok()) else { return };
    let Some(bare) = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"')) else { return };
    if let Ok(named) = HeaderValue::try_from(format!("\"{bare}--{coding}\"")) {
        headers.insert(header::ETAG, named);
    }
}
