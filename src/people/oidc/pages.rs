//! The way to the provider and back. Both ends are plain links: what comes back is proved by what the browser kept.
use super::attempt::{Attempt, Lost};
use super::{RETURN, act, begin, prove, refused};
use crate::app::App;
use crate::error::{Error, Result};
use crate::people::Actor;
use crate::people::pages::login::Login;
use crate::people::pages::{reasons, unkept};
use crate::web::client::Client;
use crate::web::language::local_path;
use crate::web::page::{Faults, Frame};
use crate::web::routes::{self, Access, Entry};
use crate::web::session;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue, LOCATION};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

pub fn routes() -> Vec<Entry> {
    vec![routes::get("/login/oidc", Access::Anyone, leave), routes::get(RETURN, Access::Anyone, come_back)]
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

/// Sends the browser to the provider.
async fn leave(app: web::Data<App>, frame: Frame, query: web::Query<Next>) -> Result<HttpResponse> {
    let next = local_path(&query.next).unwrap_or_default();
    if frame.actor.is_some() {
        return Ok(go(if next.is_empty() { "/" } else { next }));
    }
    // Before anything is asked: without a cookie nobody could come back.
    session::attempt_cookie(&app, None)?;
    let (address, attempt) = match begin(&app, next).await {
        Ok(begun) => begun,
        Err(e) => return again(&app, &frame, next, e),
    };
    let mut answer = go(&address);
    let cookie = session::attempt_cookie(&app, Some(attempt.sign(&app.secret)?))?;
    answer.add_cookie(&cookie).map_err(|e| Error::Internal(e.into()))?;
    Ok(answer)
}

/// What the provider puts into the address with which it sends somebody back.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Brought {
    code: String,
    state: String,
    error: String,
    iss: Option<String>,
}

/// Takes back whom the provider sends, and signs them in when everything fits.
async fn come_back(
    app: web::Data<App>,
    frame: Frame,
    request: HttpRequest,
    client: Client,
    query: web::Query<Brought>,
) -> Result<HttpResponse> {
    if !app.config.oidc.is_on() {
        return Err(Error::NotFound);
    }
    let kept = session::attempt_value(&app, &request);
    let attempt = kept.map_or(Err(Lost::Unknown), |kept| Attempt::read(&app.secret, &kept, app.real_now()));
    let next = attempt.as_ref().map(|attempt| attempt.next.clone()).unwrap_or_default();
    let entered = enter(&app, &frame, &client, attempt, &query).await;
    let mut answer = match entered {
        Ok(entered) => {
            let next = local_path(&next).unwrap_or_default();
            let mut answer = go(match (entered.is_new, next) {
                (true, "") => "/account?done=joined",
                (false, "") => "/",
                (_, next) => next,
            });
            let cookie = session::cookie(&app, entered.account, entered.session)?;
            answer.add_cookie(&cookie).map_err(|e| Error::Internal(e.into()))?;
            answer
        }
        Err(e) => again(&app, &frame, &next, e)?,
    };
    // Good once.
    answer.add_cookie(&session::attempt_cookie(&app, None)?).map_err(|e| Error::Internal(e.into()))?;
    Ok(answer)
}

async fn enter(
    app: &App,
    frame: &Frame,
    client: &Client,
    attempt: std::result::Result<Attempt, Lost>,
    brought: &Brought,
) -> Result<act::Entered> {
    let attempt = attempt.map_err(|lost| match lost {
        Lost::Late => refused("oidc_late"),
        Lost::Unknown => refused("oidc_state"),
    })?;
    if brought.state != attempt.state {
        return Err(refused("oidc_state"));
    }
    let metadata = app.sign_ins().provider.metadata(&app.config.oidc, app.real_now()).await?;
    let named = brought.iss.as_deref();
    let is_wanted = metadata.authorization_response_iss_parameter_supported;
    if named.is_some_and(|named| named != app.config.oidc.issuer) || (named.is_none() && is_wanted) {
        return Err(refused("oidc_untrusted"));
    }
    if !brought.error.is_empty() {
        // What else the address says is not shown: anybody could have written it.
        let error: String = brought.error.chars().filter(char::is_ascii_graphic).take(60).collect();
        tracing::info!(error, "the provider signed nobody in");
        return Err(refused(if error == "access_denied" { "oidc_denied" } else { "oidc_failed" }));
    }
    let now = app.real_now();
    let turn = app.sign_ins().throttle.take("oidc", &client.0.to_string(), client.0, now)?;
    let proved = prove(app, &attempt, &brought.code).await?;
    let (language, hours) = (frame.language, app.config.security.session_hours);
    let entered = app.write(&Actor::system(), move |tx| act::sign_in(tx, &proved, language, hours)).await?;
    app.sign_ins().throttle.succeeded(&turn);
    Ok(entered)
}

/// The sign-in page with what was wrong, from which it can be tried again.
fn again(app: &App, frame: &Frame, next: &str, error: Error) -> Result<HttpResponse> {
    let faults = Faults::of(&app.words, frame.language, &reasons(error)?);
    let page = Login { next: next.to_owned(), faults, ..Login::of(app, frame.language) }.ready();
    // Who chooses another language then comes to the form, and not to an answer that is used up.
    let query = serde_urlencoded::to_string([("next", next)]).map_err(|e| Error::Internal(e.into()))?;
    let mut frame = frame.clone();
    frame.address = format!("/login?{query}");
    Ok(unkept(frame.render_as(app, &page, StatusCode::UNPROCESSABLE_ENTITY)?))
}

/// On to an address that we built, kept by no cache.
fn go(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, crate::web::reply::in_header(address)))
        .insert_header((CACHE_CONTROL, HeaderValue::from_static("private, no-store")))
        .finish()
}
