//! Who calls. Under `/api` only a bearer token says so, elsewhere only the cookie: a browser cannot be tricked into
//! using the API, which therefore needs no protection against forged requests, and a program needs no cookie.
use crate::app::App;
use crate::db::types::Moment;
use crate::error::{Error, Result};
use crate::people::secrets::{self, Audience, Claims, TokenFault};
use crate::people::{Actor, SessionKind, sessions, stand_ins};
use crate::web::session;
use crate::web::state;
use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::TimeDelta;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use tokio::sync::OnceCell;

/// How long a session may be used before its row is written again: a read should seldom cost a write.
const TOUCH: TimeDelta = TimeDelta::minutes(5);

/// Whoever calls, signed in or not. A bearer token that is not valid is `Error::SignIn` nevertheless; a cookie that is
/// not valid counts as none.
pub struct Visitor(pub Option<Actor>);

/// A signed-in account, or `Error::SignIn`.
pub struct SignedIn(pub Actor);

/// What the extractors of one request share: they run at the same time, and one look is enough for all.
#[derive(Clone, Default)]
struct Known(Rc<OnceCell<Option<Actor>>>);

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move { find(&req).await.map(Self) })
    }
}

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move { find(&req).await?.map(Self).ok_or(Error::SignIn) })
    }
}

/// Whether this path belongs to the API. Asks for the path as the router sees it: a browser may send `/%61pi/`.
pub fn is_api(path_as_routed: &str) -> bool {
    path_as_routed == "/api" || path_as_routed.starts_with("/api/")
}

/// Who calls, found once for each request.
pub async fn find(req: &HttpRequest) -> Result<Option<Actor>> {
    let known = req.extensions_mut().get_or_insert_with(Known::default).clone();
    known.0.get_or_try_init(|| look(req)).await.cloned()
}

async fn look(req: &HttpRequest) -> Result<Option<Actor>> {
    let app = state::app(req)?;
    if is_api(req.match_info().as_str()) { bearer(&app, req).await } else { cookie(&app, req).await }
}

/// The account of the `Authorization` header. An expired token is refused: programs refresh theirs.
async fn bearer(app: &App, req: &HttpRequest) -> Result<Option<Actor>> {
    let Some(header) = req.headers().get(AUTHORIZATION) else { return Ok(None) };
    let (scheme, token) = header.to_str().ok().and_then(|text| text.split_once(' ')).ok_or(Error::SignIn)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Error::SignIn);
    }
    let now = app.real_now();
    let claims = secrets::read(&app.secret, token.trim(), &app.config.public_url(), Audience::Api, now)
        .map_err(|_| Error::SignIn)?;
    behind(app, &claims, SessionKind::Api, now).await?.map(Some).ok_or(Error::SignIn)
}

/// The account of the cookie. An expired token still names its session, and the session's row decides; `web::session`
/// then puts a fresh token into the answer.
async fn cookie(app: &App, req: &HttpRequest) -> Result<Option<Actor>> {
    let Some(token) = session::cookie_value(app, req) else { return Ok(None) };
    let now = app.real_now();
    let (claims, renew) = match secrets::read(&app.secret, &token, &app.config.public_url(), Audience::Page, now) {
        Ok(claims) => {
            let renew = claims.is_half_over(now);
            (claims, renew)
        }
        Err(TokenFault::Expired(claims)) => (claims, true),
        Err(TokenFault::Wrong) => return Ok(None),
    };
    let actor = behind(app, &claims, SessionKind::Browser, now).await?;
    if actor.is_some() && renew {
        req.extensions_mut().insert(session::Renew { account: claims.sub, session: claims.sid });
    }
    Ok(actor)
}

/// The account behind a token whose signature is right, when its session lives.
async fn behind(app: &App, claims: &Claims, kind: SessionKind, now: Moment) -> Result<Option<Actor>> {
    let (account, session) = (claims.sub, claims.sid);
    let found = app
        .read(move |db| {
            let stand_ins = stand_ins::store::of_account(db, account)?;
            Ok(sessions::store::acting(db, session, kind, now)?.map(|acting| (acting, stand_ins)))
        })
        .await?
        .map(|(mut acting, lent)| {
            let today = app.now();
            let day_in = |slug: &str| Some(today.day(app.councils.get(slug)?.timezone));
            stand_ins::lend(&mut acting.actor, &lent, day_in);
            acting
        });
    let Some(acting) = found.filter(|acting| acting.actor.account == Some(account)) else { return Ok(None) };
    if acting.last_seen_at + TOUCH < now {
        // Beside the request: what only reads must not wait for a writer, nor fail with it.
        let app = app.clone();
        actix_web::rt::spawn(async move {
            let expires = now + TimeDelta::hours(app.config.security.session_hours);
            if let Err(e) =
                app.write(&Actor::system(), move |tx| sessions::store::touch(tx, session, now, expires)).await
            {
                tracing::warn!("cannot note that a session is in use: {e}");
            }
        });
    }
    Ok(Some(acting.actor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn the_api_is_known_however_its_path_is_written() {
        assert!(is_api("/api/v1/token"));
        assert!(!is_api("/apiary"));
        assert!(!is_api("/leipzig/api/"));
        let request = TestRequest::with_uri("/%61pi/v1/token").to_http_request();
        assert!(is_api(request.match_info().as_str()));
    }
}
