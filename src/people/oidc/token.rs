//! Judges an ID token: whose signature, made for whom, for which attempt, and when (OpenID Connect Core 1.0 §3.1.3.7). Asks
//! nobody and reads no clock.
use crate::db::types::Moment;
use crate::error::{Error, Result};
use crate::message::Message;
use jsonwebtoken::jwk::{Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation};
use serde::{Deserialize, Deserializer};

/// Seconds by which the provider's clock may differ from ours.
pub const LEEWAY: i64 = 60;
/// Longest token that is looked at, in bytes.
const BYTES: usize = 64 * 1024;
/// Longest subject (OpenID Connect Core 1.0 §2).
const SUBJECT_BYTES: usize = 255;
/// The signatures that are taken: those of a public key. With a shared secret anybody who knows it could sign.
const ALGORITHMS: &[Algorithm] = &[
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// What a token must fit.
pub struct Rules<'a> {
    pub issuer: &'a str,
    pub client: &'a str,
    pub nonce: &'a str,
    pub now: Moment,
}

/// What the provider says of a person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Said {
    #[serde(rename = "sub")]
    pub subject: String,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default, deserialize_with = "truth")]
    pub email_verified: bool,
    #[serde(default)]
    pub name: Option<String>,
}

/// The claims that a token is judged by.
#[derive(Deserialize)]
struct Claims {
    /// One name or several.
    aud: serde_json::Value,
    #[serde(default)]
    azp: Option<String>,
    #[serde(default)]
    nonce: Option<String>,
    exp: i64,
    iat: i64,
    #[serde(default)]
    nbf: Option<i64>,
    #[serde(flatten)]
    said: Said,
}

/// Some providers write the truth as a word.
fn truth<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<bool, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(value == serde_json::Value::Bool(true) || value == "true")
}

/// A sentence for which nobody is signed in.
pub fn refused(key: &'static str) -> Error {
    Error::refused(Message::new(key))
}

/// A token that is not to be believed; `why` is for the log alone.
fn untrusted(why: &str) -> Error {
    tracing::warn!(why, "an ID token was refused");
    refused("oidc_untrusted")
}

/// The head of a token, when it names a signature that is taken at all.
///
/// # Errors
/// `Refused` when it does not.
pub fn head(token: &str) -> Result<Header> {
    if token.len() > BYTES {
        return Err(untrusted("too long"));
    }
    let head = jsonwebtoken::decode_header(token).map_err(|_| untrusted("no readable head"))?;
    if ALGORITHMS.contains(&head.alg) { Ok(head) } else { Err(untrusted("signed in a way that is not taken")) }
}

/// Whether the token with this head may have been signed by this key: by its name where the head has one, else by its kind.
pub fn may_have_signed(key: &Jwk, head: &Header) -> bool {
    let signs = matches!(key.common.public_key_use, None | Some(PublicKeyUse::Signature));
    let named = head.kid.is_none() || key.common.key_id == head.kid;
    let meant: Option<Algorithm> = key.common.key_algorithm.and_then(|meant| meant.to_string().parse().ok());
    let fits = key.common.key_algorithm.is_none() || meant == Some(head.alg);
    signs && named && fits && DecodingKey::from_jwk(key).is_ok_and(|key| key.family().algorithms().contains(&head.alg))
}

/// What the token says, when everything about it is right.
///
/// # Errors
/// `Refused`: the clocks differ too much, or it is not to be believed.
pub fn read(token: &str, head: &Header, keys: &[Jwk], rules: &Rules<'_>) -> Result<Said> {
    let mut checks = Validation::new(head.alg);
    checks.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
    checks.set_audience(&[rules.client]);
    checks.set_issuer(&[rules.issuer]);
    // The library would read the clock itself.
    checks.validate_exp = false;
    checks.validate_nbf = false;
    let keys = keys.iter().filter(|key| may_have_signed(key, head));
    let keys = keys.filter_map(|key| DecodingKey::from_jwk(key).ok());
    let read = keys.filter_map(|key| jsonwebtoken::decode::<Claims>(token, &key, &checks).ok()).next();
    let claims = read.ok_or_else(|| untrusted("signature, issuer, audience or claims are wrong"))?.claims;
    let several = claims.aud.as_array().is_some_and(|several| several.len() > 1);
    let party = claims.azp.as_deref();
    if (several && party.is_none()) || party.is_some_and(|party| party != rules.client) {
        return Err(untrusted("made for another client"));
    }
    if claims.nonce.as_deref() != Some(rules.nonce) {
        return Err(untrusted("made for another attempt"));
    }
    let subject = &claims.said.subject;
    if subject.is_empty() || subject.len() > SUBJECT_BYTES || subject.chars().any(char::is_control) {
        return Err(untrusted("no usable subject"));
    }
    let now = rules.now.0.timestamp();
    let begins = claims.nbf.map_or(claims.iat, |nbf| nbf.max(claims.iat));
    if begins > now.saturating_add(LEEWAY) || claims.exp.saturating_add(LEEWAY) <= now {
        tracing::warn!(ahead = begins - now, left = claims.exp - now, "an ID token is of another time");
        return Err(refused("oidc_clock"));
    }
    Ok(claims.said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jsonwebtoken::EncodingKey;
    use serde_json::{Value, json};

    const NOW: i64 = 1_700_000_000;

    struct Maker {
        key: EncodingKey,
        public: Jwk,
    }

    impl Maker {
        fn new(name: &str) -> Self {
            let random = aws_lc_rs::rand::SystemRandom::new();
            let kind = &aws_lc_rs::signature::ECDSA_P256_SHA256_FIXED_SIGNING;
            let der = aws_lc_rs::signature::EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
            let key = EncodingKey::from_ec_der(der.as_ref());
            let mut public = Jwk::from_encoding_key(&key, Algorithm::ES256).unwrap();
            public.common.key_id = Some(name.to_owned());
            Self { key, public }
        }
        fn sign(&self, change: impl FnOnce(&mut Value)) -> String {
            let mut claims = json!({ "iss": "https://id.example", "aud": "ratsweg", "sub": "s-1", "nonce": "n-1",
                "iat": NOW, "exp": NOW + 300, "email": "a@post.example", "email_verified": true, "name": "Anna" });
            change(&mut claims);
            let mut head = Header::new(Algorithm::ES256);
            head.kid = self.public.common.key_id.clone();
            jsonwebtoken::encode(&head, &claims, &self.key).unwrap()
        }
    }

    fn judge(token: &str, keys: &[Jwk], later: i64) -> Result<Said, &'static str> {
        let now = chrono::DateTime::from_timestamp(NOW + later, 0).unwrap().into();
        let rules = Rules { issuer: "https://id.example", client: "ratsweg", nonce: "n-1", now };
        head(token).and_then(|head| read(token, &head, keys, &rules)).map_err(|e| match e {
            Error::Refused(why) => why[0].key,
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn a_token_that_is_right_in_everything_is_believed() {
        let maker = Maker::new("k-1");
        let keys = [Maker::new("k-0").public, maker.public.clone()];
        let said = judge(&maker.sign(|_| ()), &keys, 1).unwrap();
        assert_eq!(
            (said.subject.as_str(), said.email.as_deref(), said.email_verified),
            ("s-1", Some("a@post.example"), true)
        );
        let word = maker.sign(|claims| claims["email_verified"] = json!("true"));
        assert!(judge(&word, &keys, 1).unwrap().email_verified);
        let several = maker.sign(|claims| {
            claims["aud"] = json!(["ratsweg", "other"]);
            claims["azp"] = json!("ratsweg");
        });
        assert!(judge(&several, &keys, 1).is_ok());
    }

    #[test]
    fn what_is_wrong_in_one_thing_is_not_believed() {
        let maker = Maker::new("k-1");
        let keys = [maker.public.clone()];
        let wrong = |what: &str, change: &dyn Fn(&mut Value)| {
            assert_eq!(judge(&maker.sign(change), &keys, 1), Err("oidc_untrusted"), "{what}");
        };
        wrong("issuer", &|c| c["iss"] = json!("https://evil.example"));
        wrong("audience", &|c| c["aud"] = json!("another"));
        wrong("several without a party", &|c| c["aud"] = json!(["ratsweg", "other"]));
        wrong("another party", &|c| c["azp"] = json!("other"));
        wrong("nonce", &|c| c["nonce"] = json!("n-2"));
        for missing in ["iss", "aud", "sub", "nonce", "exp", "iat"] {
            wrong(missing, &|c| drop(c.as_object_mut().unwrap().remove(missing)));
        }
        wrong("empty subject", &|c| c["sub"] = json!(""));
        let thief = Maker::new("k-1");
        assert_eq!(judge(&thief.sign(|_| ()), &keys, 1), Err("oidc_untrusted"), "another key of the same name");
        let token = maker.sign(|_| ());
        assert_eq!(judge(&token, &[], 1), Err("oidc_untrusted"), "no key");
        let (signed, _) = token.rsplit_once('.').unwrap();
        assert_eq!(judge(&format!("{signed}."), &keys, 1), Err("oidc_untrusted"), "no signature");
    }

    #[test]
    fn a_shared_secret_signs_nothing() {
        let claims = json!({ "sub": "s-1" });
        let secret = EncodingKey::from_secret(b"0123456789abcdef0123456789abcdef");
        let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &secret).unwrap();
        assert_eq!(judge(&token, &[Maker::new("k-1").public], 1), Err("oidc_untrusted"));
    }

    #[test]
    fn clocks_may_differ_by_a_minute_and_not_more() {
        let maker = Maker::new("k-1");
        let keys = [maker.public.clone()];
        let token = maker.sign(|_| ());
        for (later, believed) in [(-60, true), (-61, false), (359, true), (360, false)] {
            let said = judge(&token, &keys, later);
            assert_eq!(said.is_ok(), believed, "{later}");
            assert!(believed || said == Err("oidc_clock"));
        }
    }
}
