//! The web server: every route in one list, and what lies around them.
pub mod council_home;
pub mod desk;
mod dev;
#[cfg(test)]
mod gallery;
mod home;
mod legal;
pub mod openapi;
mod operations;
mod procedure;
#[cfg(test)]
mod tests;

use crate::app::App;
use crate::error::Error;
use crate::message::Message;
use crate::web::routes::{Access, Entry};
use crate::web::{actor, assets, autosave, csrf, failure, headers, language, limits, session};
use actix_web::body::MessageBody;
use actix_web::dev::{ResourceDef, Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Compress, Next, from_fn};
use actix_web::{HttpRequest, HttpResponse, HttpServer, web};
use anyhow::Context;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// Every route there is, of all modules.
pub fn entries() -> Vec<Entry> {
    let modules = [
        assets::routes(),
        home::routes(),
        language::routes(),
        legal::routes(),
        operations::routes(),
        dev::routes(),
        openapi::routes(),
        crate::papers::api::routes(),
        crate::consultations::api::routes(),
        crate::minutes::api::routes(),
        crate::minutes::pages::routes(),
        crate::meetings::notices::api::routes(),
        crate::meetings::notices::pages::routes(),
        crate::consultations::correct::api::routes(),
        crate::consultations::correct::pages::routes(),
        crate::consultations::pages::routes(),
        crate::clocks::api::routes(),
        crate::files::api::routes(),
        crate::files::pages::routes(),
        crate::meetings::api::routes(),
        council_home::routes(),
        crate::papers::list::pages::routes(),
        crate::papers::pages::routes(),
        crate::mail::pages::routes(),
        crate::people::api::routes(),
        crate::people::pages::routes(),
        crate::people::oidc::pages::routes(),
        crate::orders::api::routes(),
        crate::orders::pages::routes(),
        crate::orders::force::api::routes(),
        crate::orders::force::pages::routes(),
        crate::tracking::pages::routes(),
        crate::weekly::pages::routes(),
        crate::weekly::api::routes(),
        crate::meetings::pages::routes(),
        crate::organizations::pages::routes(),
        crate::administration::pages::routes(),
        crate::organizations::api::routes(),
        crate::events::pages::routes(),
        crate::notes::pages::routes(),
        crate::papers::aliases::pages::routes(),
        crate::papers::aliases::api::routes(),
        crate::papers::versions::api::routes(),
        crate::notes::api::routes(),
        crate::records::pages::routes(),
        crate::records::api::routes(),
        procedure::routes(),
        desk::routes(),
        autosave::pages::routes(),
    ];
    modules.into_iter().flatten().collect()
}

/// Path patterns, the more special before the more general: the first that fits answers.
static PATTERNS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut patterns: Vec<_> = entries().iter().map(|entry| entry.path).collect();
    patterns.sort_by_key(|path| specialty(path));
    patterns.dedup();
    patterns
});

/// For each part of a path whether it is a parameter, the fewer fixed letters the later.
fn specialty(path: &'static str) -> Vec<(bool, std::cmp::Reverse<usize>, &'static str)> {
    let part = |part: &'static str| {
        let fixed =
            part.find('{').map_or(part.len(), |start| start + part.len() - part.rfind('}').unwrap_or(start) - 1);
        (part.contains('{'), std::cmp::Reverse(if part.contains('{') { fixed } else { 0 }), part)
    };
    path.split('/').map(part).collect()
}

/// The whole server as actix takes it, for `serve` and for tests.
pub fn build(
    app: App,
) -> actix_web::App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    actix_web::App::new()
        .configure(limits::configure(&app.config))
        .configure(register)
        .default_service(web::to(lost))
        .app_data(web::Data::new(app))
        .wrap(from_fn(session::renew))
        .wrap(from_fn(csrf::guard))
        .wrap(from_fn(failure::dress))
        .wrap(Compress::default())
        .wrap(from_fn(headers::secure))
        .wrap(from_fn(record))
}

/// One resource a path, with all its methods; any other method is 405.
fn register(server: &mut web::ServiceConfig) {
    let mut by_path: BTreeMap<&'static str, Vec<Entry>> = BTreeMap::new();
    for entry in entries() {
        by_path.entry(entry.path).or_default().push(entry);
    }
    // `/help/` would be taken for the home of a council named help.
    for path in PATTERNS.iter().filter(|path| path.matches('/').count() == 1 && !path.contains('{') && **path != "/") {
        server.service(web::resource(format!("{path}/")).default_service(web::to(moved)));
    }
    for path in PATTERNS.iter() {
        let entries = by_path.remove(path).unwrap_or_default();
        let mut allow: Vec<&str> = entries.iter().map(|entry| entry.method.as_str()).collect();
        if allow.contains(&"GET") {
            allow.push("HEAD");
        }
        let allow = allow.join(", ");
        let mut resource = web::resource(*path).default_service(web::to(move || wrong_method(allow.clone())));
        for entry in entries {
            resource = resource.route(match entry.access {
                Access::Anyone => entry.route(),
                Access::SignedIn => entry.route().wrap(from_fn(only_signed_in)),
                Access::Demo => entry.route().wrap(from_fn(only_in_the_demo)),
            });
        }
        server.service(resource);
    }
}

async fn wrong_method(allow: String) -> HttpResponse {
    let mut answer = HttpResponse::from_error(Error::Malformed(405, Message::new("input_wrong_method")));
    if let Ok(allow) = HeaderValue::try_from(allow) {
        answer.headers_mut().insert(header::ALLOW, allow);
    }
    answer
}

/// The same path with a slash more or less at its end.
fn other_slash(path: &str) -> String {
    path.strip_suffix('/').map_or_else(|| format!("{path}/"), str::to_owned)
}

/// An address without a route: where only a slash too many or too few stands between it and one, the way there.
async fn lost(request: HttpRequest) -> HttpResponse {
    static KNOWN: LazyLock<Vec<ResourceDef>> =
        LazyLock::new(|| PATTERNS.iter().map(|path| ResourceDef::new(*path)).collect());
    let target = other_slash(request.path());
    if KNOWN.iter().any(|known| known.is_match(&target)) {
        return moved(request).await;
    }
    HttpResponse::from_error(Error::NotFound)
}

async fn moved(request: HttpRequest) -> HttpResponse {
    let target = other_slash(request.path());
    if language::local_path(&target).is_none() {
        return HttpResponse::from_error(Error::NotFound);
    }
    let query = request.query_string();
    let target = if query.is_empty() { target } else { format!("{target}?{query}") };
    // A form that is sent keeps its method and its body.
    let status = match *request.method() {
        Method::GET | Method::HEAD => StatusCode::MOVED_PERMANENTLY,
        _ => StatusCode::PERMANENT_REDIRECT,
    };
    HttpResponse::build(status).insert_header((header::LOCATION, target)).finish()
}

async fn only_signed_in<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<actix_web::body::EitherBody<B>>, actix_web::Error> {
    match request.extract::<actor::Visitor>().await {
        Ok(actor::Visitor(Some(_))) => {
            let answer = next.call(request).await?;
            if answer.status() == StatusCode::SEE_OTHER
                && answer.request().method() == Method::POST
                && let Err(cause) = autosave::taken(answer.request()).await
            {
                tracing::warn!(%cause, "what was typed and has been sent could not be forgotten");
            }
            Ok(answer.map_into_left_body())
        }
        Ok(actor::Visitor(None)) => {
            if let Err(cause) = autosave::rescue(&mut request).await {
                tracing::warn!(%cause, "what was sent after the end of a session could not be kept");
            }
            Ok(request.error_response(Error::SignIn).map_into_right_body())
        }
        Err(e) => Ok(request.error_response(e).map_into_right_body()),
    }
}

async fn only_in_the_demo<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<actix_web::body::EitherBody<B>>, actix_web::Error> {
    let demo = request.app_data::<web::Data<App>>().is_some_and(|app| app.demo);
    if !demo {
        return Ok(request.error_response(Error::NotFound).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

/// One line of log for each request. It names the route and not the address, which can tell what is not public.
async fn record<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let start = std::time::Instant::now();
    let answer = next.call(request).await?;
    let asked = answer.request();
    tracing::info!(
        method = asked.method().as_str(),
        route = asked.match_pattern().as_deref().unwrap_or("-"),
        status = answer.status().as_u16(),
        micros = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX),
        "request"
    );
    Ok(answer)
}

/// Serves until the process is told to stop (SIGTERM, SIGINT); requests under way then have
/// `server.shutdown_seconds` to end.
///
/// # Errors
/// When the listener cannot be used.
pub async fn serve(app: App, listener: std::net::TcpListener) -> anyhow::Result<()> {
    // Before the first answer: whoever saw one may tell us to stop.
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let running = start(app, listener)?;
    let handle = running.handle();
    let stopper = tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
        handle.stop(true).await;
    });
    let ended = running.await;
    stopper.abort();
    Ok(ended?)
}

fn start(app: App, listener: std::net::TcpListener) -> anyhow::Result<Server> {
    let server = app.config.server.clone();
    let mut http = HttpServer::new(move || build(app.clone()))
        .keep_alive(Duration::from_secs(75))
        .client_request_timeout(Duration::from_secs(15))
        .client_disconnect_timeout(Duration::from_secs(5))
        .shutdown_timeout(server.shutdown_seconds)
        .disable_signals();
    if server.workers > 0 {
        http = http.workers(server.workers);
    }
    Ok(http.listen(listener).context("cannot listen")?.run())
}
