//! Against forged requests: what changes something on a page must come from a page of ours.
//!
//! Two nets, so that no handler can forget the check. The middleware `guard` stands before every route and asks the
//! browser's own headers where a request comes from. The extractor `Form` is the only way by which a handler gets the
//! fields of a form, and it compares the form's `csrf` field with the session. The API needs neither, as no cookie
//! opens it; nor does the one-click unsubscription (RFC 8058), which a mail program sends without cookies or origin.
use super::state;
use crate::app::App;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::{Actor, secrets};
use crate::web::actor;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_TYPE, HOST, HeaderMap, ORIGIN};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpRequest, web};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;

/// The hidden field that every form of a signed-in page carries.
pub const FIELD: &str = "csrf";

/// A form sent by a page of ours: its fields as `T`. For a signed-in account the field `csrf` must be the session's; a
/// visitor without a session has passed `guard`. Line ends are `\n`; other control characters are refused.
///
/// `Form<Fields>` keeps every field as it was typed, to be shown again with what is wrong.
pub struct Form<T = Fields>(pub T);

/// The fields of a form in their order, a name as often as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The first field of this name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }
    /// Every field of this name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
    /// Whether a field of this name was sent: a ticked box, the button that was pressed.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }
    /// Name and value of every field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl From<Vec<(String, String)>> for Fields {
    fn from(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }
}

/// The value of the hidden field `csrf` for this account's forms; empty without a session.
pub fn token(app: &App, actor: Option<&Actor>) -> String {
    let session = actor.and_then(|actor| actor.session);
    session.map(|session| secrets::form_token(&app.secret, session)).unwrap_or_default()
}

/// Whether `token` is that of the session in which this account acts.
///
/// # Errors
/// `Forbidden` when it is not.
pub fn check(app: &App, actor: &Actor, token: &str) -> Result<()> {
    match actor.session {
        Some(session) if secrets::is_form_token(&app.secret, session, token) => Ok(()),
        _ => Err(forged()),
    }
}

/// Middleware: lets a request that may change something pass only when the browser says that it comes from a page of
/// this installation. Every browser of the last years sends `Sec-Fetch-Site` or `Origin` with a form; what sends
/// neither is no browser, and has the API.
pub async fn guard<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let path = req.match_info().as_str();
    let harmless = [Method::GET, Method::HEAD, Method::OPTIONS].contains(req.method());
    if !harmless && !actor::is_api(path) && !is_unsubscribe(path) {
        let ours = state::app(req.request())?.config.public_url();
        if !is_from_here(req.headers(), &ours) {
            // Not `Err`, which would lose the request and with it the language of the answer.
            return Ok(req.error_response(forged()).map_into_right_body());
        }
    }
    Ok(next.call(req).await?.map_into_left_body())
}

fn forged() -> Error {
    Error::Forbidden(Message::new("form_forged"))
}

fn is_unsubscribe(path: &str) -> bool {
    path == "/unsubscribe" || path.starts_with("/unsubscribe/")
}

/// `Sec-Fetch-Site` is decisive where it is sent (browsers send it over TLS and to this machine). Else `Origin` must be
/// the public address, or the very host that was asked: a proxy may have rewritten that, but no page can.
fn is_from_here(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = headers.get("sec-fetch-site") {
        return matches!(site.to_str(), Ok("same-origin" | "none"));
    }
    let Some(origin) = text(ORIGIN) else { return false };
    let Some((_, host)) = origin.split_once("://") else { return false };
    origin == origin_of(public_url) || text(HOST) == Some(host)
}

/// Scheme, host and port of an address.
fn origin_of(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(start..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| start + at);
    url.get(..end).unwrap_or(url)
}

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let req = req.clone();
        let body = web::Payload::from_request(&req, payload);
        Box::pin(async move {
            let app = state::app(&req)?;
            let kind = req.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
            if kind.split(';').next().unwrap_or_default().trim() != "application/x-www-form-urlencoded" {
                return Err(Error::Malformed(415, Message::new("form_wrong_type")));
            }
            let limit = app.config.server.max_body;
            let body = body.await.map_err(|_| unreadable())?.to_bytes_limited(limit).await;
            let too_large = |_| Error::Malformed(413, Message::new("form_too_large").with("bytes", limit));
            let body = body.map_err(too_large)?.map_err(|_| unreadable())?;
            let fields = parse(&body)?;
            if let Some(actor) = actor::find(&req).await? {
                check(&app, &actor, fields.get(FIELD))?;
            }
            let text = serde_urlencoded::to_string(&fields.0).map_err(|_| unreadable())?;
            Ok(Self(serde_urlencoded::from_str(&text).map_err(|_| unreadable())?))
        })
    }
}

fn unreadable() -> Error {
    Error::Malformed(400, Message::new("form_unreadable"))
}

/// The fields of a body, with line ends as `\n`.
///
/// # Errors
/// `Malformed` when it is no such form or not UTF-8; `Refused` for each field with other control characters than line
/// ends and tabs.
pub(super) fn parse(body: &[u8]) -> Result<Fields> {
    if !is_utf8(body) {
        return Err(unreadable());
    }
    let mut fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).map_err(|_| unreadable())?;
    let mut refused = Vec::new();
    for (name, value) in &mut fields {
        if value.contains('\r') {
            *value = value.replace("\r\n", "\n").replace('\r', "\n");
        }
        let strange = |c: char| c.is_control() && c != '\n' && c != '\t';
        if name.contains(char::is_control) || value.contains(strange) {
            refused.push(Message::new("form_control_characters").on(name.replace(char::is_control, "")));
        }
    }
    if refused.is_empty() { Ok(Fields(fields)) } else { Err(Error::Refused(refused)) }
}

/// Whether the bytes behind the `%` signs are UTF-8: the parser would replace what is not, and change the text.
fn is_utf8(body: &[u8]) -> bool {
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body.iter();
    while let Some(&byte) = rest.next() {
        let digit =
            |byte: Option<&u8>| byte.and_then(|b| char::from(*b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
        let mut ahead = rest.clone();
        match (byte, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                plain.push(high * 16 + low);
                rest = ahead;
            }
            _ => plain.push(byte),
        }
    }
    String::from_utf8(plain).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    fn from(headers: &[(&'static str, &str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        is_from_here(&map, "https://rat.example/amt")
    }

    #[test]
    fn only_pages_of_ours_may_change_something() {
        assert!(from(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(from(&[("sec-fetch-site", "none")]));
        assert!(from(&[("origin", "https://rat.example")]));
        assert!(from(&[("origin", "http://127.0.0.1:4000"), ("host", "127.0.0.1:4000")]));
        assert!(!from(&[]));
        assert!(!from(&[("origin", "null")]));
        assert!(!from(&[("origin", "https://evil.example"), ("host", "rat.example")]));
        assert!(!from(&[("origin", "https://rat.example.evil.example")]));
        assert!(!from(&[("sec-fetch-site", "same-site"), ("origin", "https://rat.example")]));
        assert!(!from(&[("sec-fetch-site", "cross-site"), ("origin", "https://rat.example")]));
    }

    #[test]
    fn the_unsubscription_of_a_mail_program_is_let_through_and_nothing_beside_it() {
        assert!(is_unsubscribe("/unsubscribe") && is_unsubscribe("/unsubscribe/abc"));
        assert!(!is_unsubscribe("/unsubscribed") && !is_unsubscribe("/login"));
    }

    #[test]
    fn a_form_keeps_order_repetition_and_lines() {
        let fields = parse(b"question=Wie%3F&title=%C3%9C&question=Wann%0D%0Agenau").unwrap();
        assert_eq!(fields.all("question").collect::<Vec<_>>(), ["Wie?", "Wann\ngenau"]);
        assert_eq!((fields.get("title"), fields.get("absent")), ("Ü", ""));
        assert!(fields.has("title") && !fields.has("absent"));
    }

    #[test]
    fn control_characters_are_refused_by_field_and_broken_text_as_a_whole() {
        let Err(Error::Refused(why)) = parse(b"title=a%00b&facts=ok%0A%09ok&name=%1B") else { panic!("accepted") };
        assert_eq!(why.iter().map(|m| m.field.as_deref().unwrap()).collect::<Vec<_>>(), ["title", "name"]);
        assert!(matches!(parse(b"title=%FF"), Err(Error::Malformed(400, _))));
        assert!(parse(b"title=100%&x=%zz").is_ok(), "a lone per cent sign stands for itself");
    }
}
