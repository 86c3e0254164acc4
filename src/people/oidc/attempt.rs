//! What a browser keeps between leaving for the provider and coming back: signed by us, in a cookie of its own, good once
//! and for a few minutes. The server keeps nothing, so that nobody can fill its memory.
use crate::db::types::Moment;
use crate::digest;
use crate::error::{Error, Result};
use crate::people::secrets::SECRET_BYTES;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Seconds within which somebody must come back.
pub const SECONDS: i64 = 600;
/// Seconds after which the browser forgets the cookie: later than it counts, so that who is late is told so.
pub const KEPT_SECONDS: i64 = 3600;
/// Marks the cookie's content apart from every other thing that the same secret signs.
const AUDIENCE: &str = "ratsweg-oidc";
/// Longest content that is looked at, in bytes.
const BYTES: usize = 3500;
/// Longest address that is gone to afterwards, in bytes.
const NEXT_BYTES: usize = 1000;

/// One attempt to sign in at the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    aud: String,
    /// Comes back in the address: proves that the answer belongs to this browser.
    pub state: String,
    /// Comes back in the token: proves that the token was made for this attempt.
    pub nonce: String,
    /// The secret half of PKCE; the provider has seen its hash.
    pub verifier: String,
    /// Where to go afterwards, on this server; empty for the usual place.
    pub next: String,
    exp: i64,
}

/// What is wrong with what a browser brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// It was ours, and is too old.
    Late,
    /// It is not there, or not ours.
    Unknown,
}

impl Attempt {
    /// A new one.
    pub fn new(next: &str, now: Moment) -> Self {
        let next = if next.len() > NEXT_BYTES { "" } else { next };
        Self {
            aud: AUDIENCE.to_owned(),
            state: secret(),
            nonce: secret(),
            verifier: secret(),
            next: next.to_owned(),
            exp: now.0.timestamp() + SECONDS,
        }
    }

    /// What the provider sees of the verifier: its SHA-256 (RFC 7636 §4.2).
    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier.as_bytes()))
    }

    /// The cookie's content.
    ///
    /// # Errors
    /// `Internal` when the secret is too short.
    pub fn sign(&self, key: &[u8]) -> Result<String> {
        if key.len() < SECRET_BYTES {
            return Err(Error::Internal(anyhow::anyhow!("the secret must have at least {SECRET_BYTES} bytes")));
        }
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), self, &EncodingKey::from_secret(key))
            .map_err(|e| Error::Internal(e.into()))
    }

    /// Reads the cookie's content back.
    pub fn read(key: &[u8], text: &str, now: Moment) -> Result<Self, Lost> {
        if key.len() < SECRET_BYTES || text.len() > BYTES {
            return Err(Lost::Unknown);
        }
        let mut rules = Validation::new(Algorithm::HS256);
        rules.set_required_spec_claims(&["aud", "exp"]);
        rules.set_audience(&[AUDIENCE]);
        rules.validate_exp = false;
        let attempt = jsonwebtoken::decode::<Self>(text, &DecodingKey::from_secret(key), &rules)
            .map_err(|_| Lost::Unknown)?
            .claims;
        if attempt.exp <= now.0.timestamp() { Err(Lost::Late) } else { Ok(attempt) }
    }
}

/// 256 random bits as text.
fn secret() -> String {
    digest::hex(&rand::random::<[u8; 32]>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &[u8] = b"0123456789abcdef0123456789abcdef";

    fn at(seconds: i64) -> Moment {
        chrono::DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap().into()
    }

    #[test]
    fn an_attempt_comes_back_as_it_left_and_only_in_time() {
        let attempt = Attempt::new("/zuerich/papers", at(0));
        let text = attempt.sign(KEY).unwrap();
        assert_eq!(Attempt::read(KEY, &text, at(599)), Ok(attempt));
        assert_eq!(Attempt::read(KEY, &text, at(600)), Err(Lost::Late));
        assert_eq!(Attempt::read(&[7; 32], &text, at(1)), Err(Lost::Unknown));
        for forged in ["", "a.b.c", text.get(..text.len() - 2).unwrap()] {
            assert_eq!(Attempt::read(KEY, forged, at(1)), Err(Lost::Unknown));
        }
        assert!(attempt_of_a_session().is_err(), "another token of the same secret is none");
    }

    fn attempt_of_a_session() -> Result<Attempt, Lost> {
        use crate::db::types::{AccountId, SessionId};
        use crate::people::secrets::{Audience, Claims, sign};
        let claims = Claims::new("https://rat.example", Audience::Page, AccountId::new(), SessionId::new(), at(0), 600);
        Attempt::read(KEY, &sign(KEY, &claims).unwrap(), at(1))
    }

    #[test]
    fn the_verifier_is_long_enough_and_its_challenge_the_one_of_the_standard() {
        let mut attempt = Attempt::new("", at(0));
        assert!((43..=128).contains(&attempt.verifier.len()));
        assert_ne!(attempt.state, attempt.nonce);
        // RFC 7636, appendix B.
        attempt.verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned();
        assert_eq!(attempt.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
