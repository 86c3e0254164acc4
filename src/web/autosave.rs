//! Forms of substance lose nothing. What is sent when the session is over is kept for the account whose session it was,
//! and stands in the form again after that account has signed in; what is typed and not sent is kept by the script while
//! one is signed in, and offered at the next visit. It is stored on the server and never in an address, and no other
//! account gets it: a form's token names its session, and the session its account.
pub mod pages;

use super::actor;
use super::csrf::{self, Fields};
use super::session;
use super::state;
use crate::app::App;
use crate::error::Result;
use crate::people::Actor;
use crate::people::autosaves::{Autosave, Content, store};
use crate::people::secrets::{self, Audience, TokenFault};
use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpRequest, web};
use serde::Serialize;

/// The field in which the script names the form.
const FORM: &str = "autosave";
/// Fields that belong to one sending and are not kept.
const PASSING: [&str; 2] = [csrf::FIELD, FORM];
/// What is done to a sitting by a form in which somebody writes.
const MEETING_FORMS: [&str; 6] = ["change", "cancel", "continue", "add-item", "edit-item", "results"];
/// The forms on the page of minutes; the one that holds most comes first.
const MINUTES_FORMS: [&str; 2] = ["write", "attendance"];

/// What a page tells of a kept text: `frame.kept` in templates.
#[derive(Debug, Clone, Serialize)]
pub struct Kept {
    /// The form's own path.
    pub form: String,
    /// When it was typed.
    pub at: String,
    /// Whether it stands in the form; otherwise it can be put there.
    pub restored: bool,
}

/// The page on which a form stands that is sent to `path`, when it is one whose text is kept.
pub fn page_of(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts.as_slice() {
        [_, "papers" | "meetings"] => Some(format!("{path}/new")),
        [_, "papers" | "consultations" | "clocks" | "orders", _, "actions", _] | [_, "papers", _, "notes"] => {
            Some(path.to_owned())
        }
        [_, "meetings", _, "actions", action] if MEETING_FORMS.contains(action) => Some(path.to_owned()),
        // Both stand on the page of the minutes.
        [council, "meetings", id, "minutes", action] if MINUTES_FORMS.contains(action) => {
            Some(format!("/{council}/meetings/{id}/minutes"))
        }
        _ => None,
    }
}

/// The forms that stand on the page at `path`.
fn forms_on(path: &str) -> Vec<String> {
    let below = MINUTES_FORMS.iter().map(|action| format!("{path}/{action}"));
    let forms = [path.strip_suffix("/new").unwrap_or(path).to_owned()].into_iter().chain(below);
    forms.filter(|form| page_of(form).as_deref() == Some(path)).collect()
}

/// What this account typed into the form of the page that is asked for.
pub async fn of_page(app: &App, request: &HttpRequest, actor: Option<&Actor>) -> Result<Option<Autosave>> {
    let account = actor.and_then(|actor| actor.account);
    let (Some(account), forms) = (account, forms_on(request.path())) else { return Ok(None) };
    if request.method() != Method::GET || forms.is_empty() {
        return Ok(None);
    }
    app.read(move |db| {
        for form in &forms {
            if let Some(kept) = store::get(db, account, form)? {
                return Ok(Some(kept));
            }
        }
        Ok(None)
    })
    .await
}

/// Whether the text is to stand in the form: it was sent already, or the account asks for it.
pub fn is_restored(kept: &Autosave, query: &str) -> bool {
    kept.content.sent || query.split('&').any(|part| part == "restore=1")
}

/// Keeps what was sent when the session was over. Nothing is kept of what cannot be told to be the account's own: the
/// cookie must bear our signature, and the form the token of the very session that the cookie names.
pub async fn rescue(request: &mut ServiceRequest) -> Result<()> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_form = kind.split(';').next().unwrap_or_default().trim() == "application/x-www-form-urlencoded";
    if request.method() != Method::POST || !is_form || page_of(request.path()).is_none() {
        return Ok(());
    }
    let app = state::app(request.request())?;
    let Some(token) = session::cookie_value(&app, request.request()) else { return Ok(()) };
    let read = secrets::read(&app.secret, &token, &app.config.public_url(), Audience::Page, app.real_now());
    let (Ok(claims) | Err(TokenFault::Expired(claims))) = read else { return Ok(()) };
    let Ok(body) = request.extract::<web::Payload>().await else { return Ok(()) };
    let Ok(Ok(body)) = body.to_bytes_limited(app.config.server.max_body).await else { return Ok(()) };
    let fields = csrf::parse(&body)?;
    if !secrets::is_form_token(&app.secret, claims.sid, fields.get(csrf::FIELD)) {
        return Ok(());
    }
    let (account, form, content) = (claims.sub, request.path().to_owned(), content(&fields, true));
    app.write(&Actor::system(), move |tx| store::put(tx, account, &form, &content)).await
}

fn content(fields: &Fields, sent: bool) -> Content {
    let kept = fields.iter().filter(|(name, _)| !PASSING.contains(name));
    Content { sent, fields: kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect() }
}

/// After a form was taken: what was kept of it has served its time.
pub async fn taken(request: &HttpRequest) -> Result<()> {
    if page_of(request.path()).is_none() {
        return Ok(());
    }
    let app = state::app(request)?;
    let Some(account) = actor::find(request).await?.and_then(|actor| actor.account) else { return Ok(()) };
    let form = request.path().to_owned();
    let wanted = form.clone();
    if app.read(move |db| store::get(db, account, &wanted)).await?.is_none() {
        return Ok(());
    }
    app.write(&Actor::system(), move |tx| store::drop(tx, account, &form)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_substance_are_known_by_their_paths() {
        assert_eq!(page_of("/leipzig/papers").as_deref(), Some("/leipzig/papers/new"));
        assert_eq!(page_of("/leipzig/papers/7/actions/edit").as_deref(), Some("/leipzig/papers/7/actions/edit"));
        assert_eq!(forms_on("/leipzig/papers/new"), ["/leipzig/papers"]);
        assert_eq!(forms_on("/leipzig/clocks/7/actions/refuse"), ["/leipzig/clocks/7/actions/refuse"]);
        assert!(forms_on("/leipzig/papers").is_empty(), "the list is no form");
        let minutes = "/leipzig/meetings/7/minutes";
        assert_eq!(forms_on(minutes), [format!("{minutes}/write"), format!("{minutes}/attendance")]);
        assert_eq!(
            page_of("/leipzig/meetings/7/actions/edit-item").as_deref(),
            Some("/leipzig/meetings/7/actions/edit-item")
        );
        assert_eq!(page_of("/leipzig/meetings/7/actions/call"), None);
        for other in ["/login", "/account/password", "/leipzig/papers/7/follow", "//evil.example/papers", "papers"] {
            assert_eq!(page_of(other), None, "{other}");
        }
    }
}
