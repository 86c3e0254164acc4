//! Everything that is proved by the installation's secret: session tokens (JWT), single-use links, refresh tokens and
//! form tokens. Rows hold ids only, so nobody who reads the database or a backup can make a usable secret from it.
use super::TokenPurpose;
use crate::db::types::{AccountId, AccountTokenId, Moment, RefreshTokenId, SessionId};
use crate::error::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;

/// Fewest bytes of the secret (RFC 7518 §3.2: a key of the size of the hash).
pub const SECRET_BYTES: usize = 32;
/// Seconds by which the clocks of two processes of one installation may differ.
const LEEWAY: i64 = 5;
/// Longest token that is looked at, in bytes: ours have about 400.
const TOKEN_BYTES: usize = 2048;

/// Where a token counts. One for pages does not open the API, and the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// In the cookie of a browser.
    Page,
    /// In the `Authorization` header of a program.
    Api,
}

impl Audience {
    /// The word of the `aud` claim.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Page => "ratsweg-page",
            Self::Api => "ratsweg-api",
        }
    }
}

/// What a session token says (RFC 7519). Times are seconds since 1970 by the real clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The public address of the installation.
    pub iss: String,
    pub aud: String,
    pub sub: AccountId,
    /// The session row that stands behind the token and can be revoked.
    pub sid: SessionId,
    pub iat: i64,
    pub nbf: i64,
    pub exp: i64,
}

impl Claims {
    /// The claims of a token that is valid from `now` for so many seconds.
    pub fn new(
        issuer: &str,
        audience: Audience,
        account: AccountId,
        session: SessionId,
        now: Moment,
        seconds: i64,
    ) -> Self {
        let now = now.0.timestamp();
        let aud = audience.as_str().to_owned();
        Self { iss: issuer.to_owned(), aud, sub: account, sid: session, iat: now, nbf: now, exp: now + seconds }
    }
    /// Whether half of the token's life is over, so that it should be issued anew.
    pub fn is_half_over(&self, now: Moment) -> bool {
        now.0.timestamp() * 2 >= self.iat + self.exp
    }
}

/// Why a token is not accepted.
#[derive(Debug, PartialEq, Eq)]
pub enum TokenFault {
    /// Ours, but its time is over. It still names the session, which alone decides whether a page token is renewed.
    Expired(Claims),
    /// Not ours, not for here, or not yet valid.
    Wrong,
}

/// Signs a session token.
///
/// # Errors
/// `Internal` when the secret is too short.
pub fn sign(secret: &[u8], claims: &Claims) -> Result<String> {
    if secret.len() < SECRET_BYTES {
        return Err(Error::Internal(anyhow::anyhow!("the secret must have at least {SECRET_BYTES} bytes")));
    }
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &EncodingKey::from_secret(secret))
        .map_err(|e| Error::Internal(e.into()))
}

/// Reads a session token: signature, issuer and audience, then its time by `now`. The time is compared here and not by
/// the library, which would read the clock itself.
pub fn read(secret: &[u8], token: &str, issuer: &str, audience: Audience, now: Moment) -> Result<Claims, TokenFault> {
    if secret.len() < SECRET_BYTES || token.len() > TOKEN_BYTES {
        return Err(TokenFault::Wrong);
    }
    let mut rules = Validation::new(Algorithm::HS256);
    // Without this a token that lacks the claim would pass the check of its value.
    rules.set_required_spec_claims(&["exp", "nbf", "aud", "iss", "sub"]);
    rules.set_audience(&[audience.as_str()]);
    rules.set_issuer(&[issuer]);
    rules.validate_exp = false;
    rules.validate_nbf = false;
    let claims = jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_secret(secret), &rules)
        .map_err(|_| TokenFault::Wrong)?
        .claims;
    let now = now.0.timestamp();
    if claims.nbf > now + LEEWAY || claims.iat > now + LEEWAY {
        return Err(TokenFault::Wrong);
    }
    if claims.exp + LEEWAY <= now {
        return Err(TokenFault::Expired(claims));
    }
    Ok(claims)
}

/// The token of a session's forms: binds a form to the session for which the page was made.
pub fn form_token(secret: &[u8], session: SessionId) -> String {
    URL_SAFE_NO_PAD.encode(mac(secret, "form", session.uuid()).finalize().into_bytes())
}

/// Whether a form's token is the session's, compared in constant time.
pub fn is_form_token(secret: &[u8], session: SessionId, token: &str) -> bool {
    fits(secret, "form", session.uuid(), token)
}

/// The text of a single-use link's `token`, from the id of its row.
pub fn link_token(secret: &[u8], purpose: TokenPurpose, id: AccountTokenId) -> String {
    signed_id(secret, purpose.as_str(), id.uuid())
}

/// The row of a single-use link, when its text was made here for this purpose.
pub fn read_link_token(secret: &[u8], purpose: TokenPurpose, text: &str) -> Option<AccountTokenId> {
    read_signed_id(secret, purpose.as_str(), text).map(AccountTokenId::from)
}

/// The path, with its query, of the page that redeems a single-use link. Put the public address before it.
pub fn link_path(secret: &[u8], purpose: TokenPurpose, id: AccountTokenId) -> String {
    let page = match purpose {
        TokenPurpose::Invitation => "/invitation",
        TokenPurpose::PasswordReset => "/password/reset",
    };
    format!("{page}?token={}", link_token(secret, purpose, id))
}

/// The text of a refresh token, from the id of its row.
pub fn refresh_token(secret: &[u8], id: RefreshTokenId) -> String {
    signed_id(secret, "refresh", id.uuid())
}

/// The row of a refresh token, when its text was made here.
pub fn read_refresh_token(secret: &[u8], text: &str) -> Option<RefreshTokenId> {
    read_signed_id(secret, "refresh", text).map(RefreshTokenId::from)
}

fn signed_id(secret: &[u8], purpose: &str, id: Uuid) -> String {
    format!("{}.{}", id.simple(), URL_SAFE_NO_PAD.encode(mac(secret, purpose, id).finalize().into_bytes()))
}

fn read_signed_id(secret: &[u8], purpose: &str, text: &str) -> Option<Uuid> {
    let (id, tag) = text.split_once('.')?;
    let id = Uuid::try_parse(id).ok()?;
    fits(secret, purpose, id, tag).then_some(id)
}

fn fits(secret: &[u8], purpose: &str, id: Uuid, tag: &str) -> bool {
    URL_SAFE_NO_PAD.decode(tag).is_ok_and(|tag| mac(secret, purpose, id).verify_slice(&tag).is_ok())
}

/// One purpose's tag never serves another, nor as a JWT's signature (whose input never holds a zero byte).
fn mac(secret: &[u8], purpose: &str, id: Uuid) -> Hmac<Sha256> {
    // HMAC takes keys of any length: this cannot fail, and an empty key would be refused by the configuration.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap_or_else(|_| Hmac::<Sha256>::new(&Default::default()));
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(id.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";
    const HERE: &str = "https://rat.example";

    fn at(seconds: i64) -> Moment {
        chrono::DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap().into()
    }
    fn claims() -> Claims {
        Claims::new(HERE, Audience::Page, AccountId::new(), SessionId::new(), at(0), 600)
    }
    fn look(token: &str, seconds: i64) -> Result<Claims, TokenFault> {
        read(SECRET, token, HERE, Audience::Page, at(seconds))
    }
    fn with(change: impl FnOnce(&mut serde_json::Map<String, Value>)) -> String {
        let mut value = serde_json::to_value(claims()).unwrap();
        change(value.as_object_mut().unwrap());
        jsonwebtoken::encode(&Header::default(), &value, &EncodingKey::from_secret(SECRET)).unwrap()
    }

    #[test]
    fn a_token_of_ours_is_read_and_its_half_life_known() {
        let claims = claims();
        let token = sign(SECRET, &claims).unwrap();
        assert_eq!(look(&token, 1), Ok(claims.clone()));
        assert!(!claims.is_half_over(at(299)));
        assert!(claims.is_half_over(at(300)));
    }

    #[test]
    fn an_expired_token_still_names_its_session() {
        let claims = claims();
        let token = sign(SECRET, &claims).unwrap();
        assert!(look(&token, 604).is_ok(), "within the leeway");
        assert_eq!(look(&token, 605), Err(TokenFault::Expired(claims)));
    }

    #[test]
    fn what_is_not_ours_or_not_for_here_is_wrong() {
        let token = sign(SECRET, &claims()).unwrap();
        let wrong = |token: &str| assert_eq!(look(token, 1), Err(TokenFault::Wrong), "{token}");
        wrong("");
        wrong("a.b.c");
        wrong(&token[..token.len() - 2]);
        wrong(&"x".repeat(5000));
        wrong(&with(|c| drop(c.remove("aud"))));
        wrong(&with(|c| drop(c.insert("aud".into(), json!("ratsweg-api")))));
        wrong(&with(|c| drop(c.remove("iss"))));
        wrong(&with(|c| drop(c.insert("iss".into(), json!("https://elsewhere.example")))));
        wrong(&with(|c| drop(c.remove("exp"))));
        wrong(&with(|c| drop(c.remove("nbf"))));
        wrong(&with(|c| drop(c.insert("nbf".into(), json!(1_700_000_000 + 60)))));
        wrong(&with(|c| drop(c.remove("sid"))));
        assert_eq!(read(SECRET, &token, HERE, Audience::Api, at(1)), Err(TokenFault::Wrong));
        assert_eq!(read(&[7; 32], &token, HERE, Audience::Page, at(1)), Err(TokenFault::Wrong));
    }

    #[test]
    fn an_unsigned_token_is_wrong() {
        let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
        for algorithm in ["none", "None", "HS512"] {
            let head = part(json!({"alg": algorithm, "typ": "JWT"}));
            let token = format!("{head}.{}.", part(serde_json::to_value(claims()).unwrap()));
            assert_eq!(look(&token, 1), Err(TokenFault::Wrong), "{algorithm}");
        }
    }

    #[test]
    fn a_short_secret_neither_signs_nor_reads() {
        assert!(sign(b"", &claims()).is_err());
        assert!(sign(&SECRET[..31], &claims()).is_err());
        let token = sign(SECRET, &claims()).unwrap();
        assert_eq!(read(&SECRET[..31], &token, HERE, Audience::Page, at(1)), Err(TokenFault::Wrong));
    }

    #[test]
    fn a_link_serves_its_own_purpose_only() {
        let id = AccountTokenId::random();
        let text = link_token(SECRET, TokenPurpose::Invitation, id);
        assert_eq!(read_link_token(SECRET, TokenPurpose::Invitation, &text), Some(id));
        assert_eq!(read_link_token(SECRET, TokenPurpose::PasswordReset, &text), None);
        assert_eq!(read_refresh_token(SECRET, &text), None);
        assert_eq!(read_link_token(&[7; 32], TokenPurpose::Invitation, &text), None);
        let other = format!("{}.{}", Uuid::new_v4().simple(), text.split_once('.').unwrap().1);
        for forged in ["", ".", &other, &text[..text.len() - 1], "ä.ö"] {
            assert_eq!(read_link_token(SECRET, TokenPurpose::Invitation, forged), None, "{forged}");
        }
        assert!(link_path(SECRET, TokenPurpose::PasswordReset, id).starts_with("/password/reset?token="));
    }

    #[test]
    fn a_form_token_belongs_to_one_session() {
        let session = SessionId::random();
        let token = form_token(SECRET, session);
        assert!(is_form_token(SECRET, session, &token));
        assert!(!is_form_token(SECRET, SessionId::random(), &token));
        assert!(!is_form_token(SECRET, session, ""));
    }
}
