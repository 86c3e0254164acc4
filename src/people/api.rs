//! Tokens for programs: `/api/v1/token`.
use super::SessionKind;
use super::credentials::{self, Opened};
use super::secrets::{self, Audience, Claims};
use crate::app::App;
use crate::error::{Error, Result};
use crate::people::{Actor, sessions};
use crate::web::client::Client;
use crate::web::routes::{self, Access, Entry};
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The routes of tokens.
pub fn routes() -> Vec<Entry> {
    vec![
        routes::post("/api/v1/token", Access::Anyone, issue),
        routes::post("/api/v1/token/refresh", Access::Anyone, refresh),
        routes::post("/api/v1/token/revoke", Access::Anyone, revoke),
    ]
}

/// Who asks for a token.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    pub email: String,
    pub password: String,
}

/// The refresh token of a session.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshToken {
    pub refresh_token: String,
}

/// A session's tokens.
#[derive(Serialize, ToSchema)]
pub struct Tokens {
    /// For the header `Authorization: Bearer …`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Seconds until the access token has to be refreshed.
    pub expires_in: i64,
    /// Good for one refresh. Using it twice ends the session.
    pub refresh_token: String,
}

/// Opens a session for a program.
#[utoipa::path(post, path = "/api/v1/token", tag = "token", request_body = Credentials, responses(
    (status = 200, body = Tokens),
    (status = 401, description = "Address and password do not fit"),
    (status = 429, description = "Too many tries; `Retry-After` says when the next is free"),
))]
pub async fn issue(app: web::Data<App>, client: Client, body: web::Json<Credentials>) -> Result<HttpResponse> {
    let opened = credentials::sign_in(&app, &body.email, &body.password, client.0, SessionKind::Api).await?;
    answer(&app, &opened)
}

/// Renews the tokens of a session. The refresh token is used up by it.
#[utoipa::path(post, path = "/api/v1/token/refresh", tag = "token", request_body = RefreshToken, responses(
    (status = 200, body = Tokens),
    (status = 401, description = "Unknown, used or over; when it was used before, the session has ended"),
))]
pub async fn refresh(app: web::Data<App>, body: web::Json<RefreshToken>) -> Result<HttpResponse> {
    answer(&app, &credentials::refresh(&app, &body.refresh_token).await?)
}

/// Ends the session of a refresh token. Answers alike for one that is unknown (RFC 7009).
#[utoipa::path(post, path = "/api/v1/token/revoke", tag = "token", request_body = RefreshToken, responses(
    (status = 204, description = "The session has ended"),
))]
pub async fn revoke(app: web::Data<App>, body: web::Json<RefreshToken>) -> Result<HttpResponse> {
    if let Some(id) = secrets::read_refresh_token(&app.secret, &body.refresh_token) {
        app.write(&Actor::system(), move |tx| sessions::act::revoke_by_refresh(tx, id)).await?;
    }
    Ok(HttpResponse::NoContent().finish())
}

fn answer(app: &App, opened: &Opened) -> Result<HttpResponse> {
    let refresh =
        opened.refresh.ok_or_else(|| Error::Internal(anyhow::anyhow!("a program's session has no refresh token")))?;
    let seconds = app.config.security.token_seconds;
    let issuer = app.config.public_url();
    let claims = Claims::new(&issuer, Audience::Api, opened.account, opened.session, app.real_now(), seconds);
    let tokens = Tokens {
        access_token: secrets::sign(&app.secret, &claims)?,
        token_type: "Bearer",
        expires_in: seconds,
        refresh_token: secrets::refresh_token(&app.secret, refresh),
    };
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(tokens))
}
