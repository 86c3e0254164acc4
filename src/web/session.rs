//! The cookie that holds a browser's session token, and its renewal while the session lives.
use super::state;
use crate::app::App;
use crate::config::{Config, is_loopback};
use crate::db::types::{AccountId, SessionId};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::secrets::{self, Audience, Claims};
use actix_web::body::MessageBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Uri;
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest};

/// Browsers take a name with this prefix only when it came over TLS, for the whole host, from the host itself.
const OVER_TLS: &str = "__Host-ratsweg";
/// Over plain HTTP to this very machine (demo, tests), where not every browser takes the prefix.
const ON_LOOPBACK: &str = "ratsweg";

/// Left in a request by the extractor whose token is past half its life: the answer is to carry a fresh one.
#[derive(Debug, Clone, Copy)]
pub struct Renew {
    pub account: AccountId,
    pub session: SessionId,
}

/// The cookie's name, and whether it is for TLS only.
///
/// # Errors
/// `Refused` when the installation's public address is plain HTTP to another machine than this one: whoever listens on
/// the way could take the session over.
fn cookie_kind(config: &Config) -> Result<(&'static str, bool)> {
    let url = config.public_url();
    if url.starts_with("https://") {
        return Ok((OVER_TLS, true));
    }
    let address: Option<Uri> = url.parse().ok();
    if address.and_then(|address| address.host().map(|host| is_loopback(host.trim_matches(['[', ']'])))) == Some(true) {
        return Ok((ON_LOOPBACK, false));
    }
    Err(Error::refused(Message::new("login_needs_tls").with("url", url)))
}

/// The value of our cookie, when the request has one.
pub fn cookie_value(app: &App, req: &HttpRequest) -> Option<String> {
    let (name, _) = cookie_kind(&app.config).ok()?;
    req.cookie(name).map(|cookie| cookie.value().to_owned())
}

/// The cookie to set for a session that begins or goes on. It has no date: it goes when the browser is closed, and the
/// session's row ends it sooner.
///
/// # Errors
/// `Refused` when this installation has no TLS in front of it and is not on this machine.
pub fn cookie(app: &App, account: AccountId, session: SessionId) -> Result<Cookie<'static>> {
    let (name, secure) = cookie_kind(&app.config)?;
    let seconds = app.config.security.token_seconds;
    let issuer = app.config.public_url();
    let claims = Claims::new(&issuer, Audience::Page, account, session, app.real_now(), seconds);
    Ok(bare(name, secure, secrets::sign(&app.secret, &claims)?))
}

/// The cookie that makes the browser forget its session.
pub fn no_cookie(app: &App) -> Result<Cookie<'static>> {
    let (name, secure) = cookie_kind(&app.config)?;
    let mut cookie = bare(name, secure, String::new());
    cookie.make_removal();
    Ok(cookie)
}

/// Beside the session: what a browser keeps while its person signs in at a provider.
const ATTEMPT: &str = "-attempt";

/// The cookie to set when somebody leaves for the provider, or with `None` the one that makes the browser forget it.
///
/// # Errors
/// As `cookie`.
pub fn attempt_cookie(app: &App, value: Option<String>) -> Result<Cookie<'static>> {
    let (name, secure) = cookie_kind(&app.config)?;
    let value_given = value.is_some();
    let mut cookie = bare(format!("{name}{ATTEMPT}"), secure, value.unwrap_or_default());
    if value_given {
        cookie.set_max_age(Duration::seconds(crate::people::oidc::attempt::KEPT_SECONDS));
    } else {
        cookie.make_removal();
    }
    Ok(cookie)
}

/// What the browser kept while its person signed in at a provider.
pub fn attempt_value(app: &App, req: &HttpRequest) -> Option<String> {
    let (name, _) = cookie_kind(&app.config).ok()?;
    req.cookie(&format!("{name}{ATTEMPT}")).map(|cookie| cookie.value().to_owned())
}

fn bare(name: impl Into<std::borrow::Cow<'static, str>>, secure: bool, value: String) -> Cookie<'static> {
    Cookie::build(name, value).path("/").http_only(true).same_site(SameSite::Lax).secure(secure).finish()
}

/// Middleware: puts a fresh token into the answer when an extractor asked for it, unless the handler itself has just
/// set or removed the cookie.
pub async fn renew<B: MessageBody>(req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let mut answer = next.call(req).await?;
    let due = answer.request().extensions().get::<Renew>().copied();
    if let Some(due) = due {
        let app = state::app(answer.request())?;
        let (name, _) = cookie_kind(&app.config)?;
        if !answer.response().cookies().any(|cookie| cookie.name() == name) {
            let cookie = cookie(&app, due.account, due.session)?;
            answer.response_mut().add_cookie(&cookie).map_err(|e| Error::Internal(e.into()))?;
        }
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(url: &str, listen: &str) -> Result<(&'static str, bool)> {
        let mut config = Config::default();
        config.server.public_url = url.to_owned();
        config.server.listen = listen.to_owned();
        cookie_kind(&config)
    }

    #[test]
    fn the_cookie_goes_over_tls_or_stays_on_this_machine() {
        assert_eq!(kind("https://rat.example", "0.0.0.0:80").unwrap(), ("__Host-ratsweg", true));
        for url in ["", "http://localhost:8080", "http://127.0.0.1", "http://[::1]:8080"] {
            assert_eq!(kind(url, "127.0.0.1:8080").unwrap(), ("ratsweg", false), "{url}");
        }
        for url in ["http://rat.example", "http://127.0.0.1.rat.example", "http://10.0.0.1:8080"] {
            assert!(matches!(kind(url, "127.0.0.1:8080"), Err(Error::Refused(_))), "{url}");
        }
        assert!(kind("", "0.0.0.0:8080").is_err());
    }
}
