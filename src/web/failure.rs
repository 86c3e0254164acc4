//! What a request that failed is answered: a page for people, a problem document (RFC 9457) for programs below `/api`.
use super::actor::is_api;
use super::page::{Fault, Faults, Frame, Page};
use super::reply::see_other;
use super::state;
use crate::error::Error;
use crate::message::Message;
use crate::words::{Language, Words};
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use serde::Serialize;

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Stale | Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Malformed(status, _) => StatusCode::from_u16(*status)
                .ok()
                .filter(StatusCode::is_client_error)
                .unwrap_or(StatusCode::BAD_REQUEST),
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
    /// Only the status: `dress` knows the request, and with it the language and the form of the answer.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// The page of a failure.
#[derive(Serialize)]
pub struct Failure {
    pub title: String,
    pub text: String,
    pub faults: Faults,
    /// Under which the operator finds the cause in the log; only for faults of ours.
    pub request_id: Option<String>,
}

impl Page for Failure {
    const TEMPLATE: &'static str = "pages/error/failure.html";
    fn samples() -> Vec<Self> {
        let failure = |faults: Vec<Fault>, request_id: Option<&str>| Self {
            title: "Seite nicht gefunden".to_owned(),
            text: "Unter dieser Adresse gibt es nichts.".to_owned(),
            faults: Faults { list: faults, ..Faults::default() },
            request_id: request_id.map(str::to_owned),
        };
        let fault = |field: &str, text: &str| Fault { field: field.to_owned(), text: text.to_owned() };
        vec![
            failure(Vec::new(), None),
            failure(Vec::new(), Some("01939f5e-7d3b-7e14-9c47-6f0d8c1f2a3b")),
            failure(vec![fault("title", "Der Betreff <fehlt>."), fault("", "Die Frist ist abgelaufen.")], None),
        ]
    }
}

/// A problem document (RFC 9457), the answer of the API to whatever failed.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// Names the kind of problem: `urn:ratsweg:problem:refused`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    pub status: u16,
    /// What is wrong this time.
    pub detail: String,
    /// The path that was called.
    pub instance: String,
    /// Every reason for which the input was refused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// Under which the operator finds the cause in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// One reason for which the input was refused.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FieldProblem {
    /// The input it speaks of, when it speaks of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub detail: String,
}

/// A failure in words, before it is a page or a document.
struct Account {
    name: &'static str,
    title: String,
    text: String,
    faults: Faults,
    request_id: Option<String>,
}

impl Account {
    fn of(error: &Error, words: &Words, language: Language) -> Self {
        let (name, messages): (_, &[Message]) = match error {
            Error::NotFound => ("not-found", &[]),
            Error::SignIn => ("sign-in", &[]),
            Error::Forbidden(message) => ("forbidden", std::slice::from_ref(message)),
            Error::Refused(messages) => ("refused", messages),
            Error::Stale => ("stale", &[]),
            Error::Conflict(message) => ("conflict", std::slice::from_ref(message)),
            Error::Malformed(_, message) => ("malformed", std::slice::from_ref(message)),
            Error::TooMany(_) => ("too-many", &[]),
            Error::Internal(_) => ("internal", &[]),
        };
        let key = name.replace('-', "_");
        let seconds = if let Error::TooMany(seconds) = error { seconds.to_string() } else { String::new() };
        let text = words.say(language, &format!("failure_{key}_text"), &[("seconds", &seconds)]);
        let request_id = matches!(error, Error::Internal(_)).then(|| uuid::Uuid::now_v7().to_string());
        Self {
            name,
            title: words.say(language, &format!("failure_{key}_title"), &[]),
            text,
            faults: Faults::of(words, language, messages),
            request_id,
        }
    }

    fn problem(self, status: StatusCode, instance: &str) -> Problem {
        // The one reason says more than the kind's own sentence.
        let detail = match self.faults.list.as_slice() {
            [only] => only.text.clone(),
            _ => self.text,
        };
        let errors = self.faults.list.into_iter().map(|fault| FieldProblem {
            field: Some(fault.field).filter(|field| !field.is_empty()),
            detail: fault.text,
        });
        Problem {
            kind: format!("urn:ratsweg:problem:{}", self.name),
            title: self.title,
            status: status.as_u16(),
            detail,
            instance: instance.to_owned(),
            errors: errors.collect(),
            request_id: self.request_id,
        }
    }
}

/// The middleware that puts every failed answer into its form. Nothing further in may fail with `Err`: it would lose
/// the request, and with it the language.
pub async fn dress<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let answer = next.call(request).await?;
    if answer.response().error().is_none() {
        return Ok(answer.map_into_left_body());
    }
    let (request, bare) = answer.into_parts();
    let foreign;
    let error = match bare.error().and_then(actix_web::Error::as_error::<Error>) {
        Some(error) => error,
        None => {
            foreign = translate(bare.status());
            &foreign
        }
    };
    let mut dressed = respond(&request, error).await;
    for name in [header::ALLOW, header::SET_COOKIE] {
        for value in bare.headers().get_all(&name) {
            dressed.headers_mut().append(name.clone(), value.clone());
        }
    }
    Ok(ServiceResponse::new(request, dressed).map_into_right_body())
}

/// A failure that the server's own parts report.
fn translate(status: StatusCode) -> Error {
    match status {
        StatusCode::NOT_FOUND => Error::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => Error::Malformed(413, Message::new("input_too_large")),
        status if status.is_client_error() => Error::Malformed(status.as_u16(), Message::new("input_unreadable")),
        status => Error::Internal(anyhow::anyhow!("the server answered {status}")),
    }
}

/// The answer to this failure, in the language and form that the request calls for.
pub async fn respond(request: &HttpRequest, error: &Error) -> HttpResponse {
    let status = error.status_code();
    let Ok(frame) = Frame::lenient(request).await else { return HttpResponse::new(status) };
    let Ok(app) = state::app(request) else { return HttpResponse::new(status) };
    let account = Account::of(error, &app.words, frame.language);
    if let Error::Internal(cause) = error {
        let route = request.match_pattern().unwrap_or_default();
        let request_id = account.request_id.as_deref().unwrap_or_default();
        tracing::error!(request_id, method = %request.method(), route, cause = format!("{cause:#}"), "a request failed");
    }
    let path = request.match_info().as_str();
    let program = is_api(path) || path.ends_with(".json");
    let mut answer = if program {
        let problem = account.problem(status, request.path());
        let mut answer = HttpResponse::build(status).json(problem);
        set(&mut answer, header::CONTENT_TYPE, "application/problem+json");
        set(&mut answer, header::CONTENT_LANGUAGE, frame.language.tag());
        set(&mut answer, header::CACHE_CONTROL, "no-store");
        answer
    } else if matches!(error, Error::SignIn) {
        see_other(&format!("/login?{}", serde_urlencoded::to_string([("next", way_back(request))]).unwrap_or_default()))
    } else {
        let Account { title, text, faults, request_id, .. } = account;
        let page = Failure { title, text, faults, request_id };
        frame.render_as(&app, &page, status).unwrap_or_else(|cause| {
            tracing::error!(%cause, "the page of a failure cannot be rendered");
            HttpResponse::new(status)
        })
    };
    match error {
        Error::SignIn if program => set(&mut answer, header::WWW_AUTHENTICATE, "Bearer"),
        Error::TooMany(seconds) => set(&mut answer, header::RETRY_AFTER, &seconds.to_string()),
        _ => {}
    }
    answer
}

fn set(answer: &mut HttpResponse, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::try_from(value) {
        answer.headers_mut().insert(name, value);
    }
}

/// Where to go after signing in: the page asked for, or, when a form was sent, the page that the form stood on.
fn way_back(request: &HttpRequest) -> String {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    }
    // What was sent is kept, and stands in its form again.
    if let Some(page) = super::autosave::page_of(request.path()) {
        return page;
    }
    let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let stood_on = || {
        let referer: actix_web::http::Uri = text(header::REFERER)?.parse().ok()?;
        (referer.authority()?.as_str() == text(header::HOST)?)
            .then(|| referer.path_and_query().map(|path| path.as_str().to_owned()))?
    };
    stood_on().unwrap_or_else(|| "/".to_owned())
}
