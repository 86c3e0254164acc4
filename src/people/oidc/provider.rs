//! Speaks with the provider: its description, its keys, the exchange of a code, what else it says of a person. What it
//! answers is read up to a limit, within a time limit, and no redirect is followed.
use super::token::{Said, refused};
use crate::config::{Oidc, is_trusted_address};
use crate::db::types::Moment;
use crate::error::{Error, Result};
use chrono::TimeDelta;
use jsonwebtoken::jwk::Jwk;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OnceCell};

/// How long one request may take.
const LIMIT: Duration = Duration::from_secs(10);
/// Most bytes of an answer that are read.
const BYTES: usize = 512 * 1024;
/// How long description and keys are believed before they are asked for again.
const FRESH: TimeDelta = TimeDelta::hours(1);
/// How long nobody asks again after a failure, and after keys were asked for once more.
const PAUSE: TimeDelta = TimeDelta::seconds(10);

/// What a process knows of the provider.
#[derive(Default)]
pub struct Provider {
    http: OnceCell<reqwest::Client>,
    metadata: Mutex<Kept<Metadata>>,
    keys: Mutex<Kept<Vec<Jwk>>>,
}

/// Something asked for, and when; or when that failed.
struct Kept<T> {
    last: Option<(Moment, Arc<T>)>,
    failed_at: Option<Moment>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { last: None, failed_at: None }
    }
}

/// The provider's description of itself (OpenID Connect Discovery 1.0 §3), as far as it concerns us.
#[derive(Debug, Clone, Deserialize)]
pub struct Metadata {
    issuer: String,
    pub authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    userinfo_endpoint: Option<String>,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    /// Whether every answer names its issuer (RFC 9207).
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

/// What a code was exchanged for. The access token is used for one question and then forgotten.
#[derive(Deserialize)]
pub struct Answer {
    pub id_token: String,
    #[serde(default)]
    pub access_token: String,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<serde_json::Value>,
}

/// Why the token endpoint refused (RFC 6749 §5.2).
#[derive(Deserialize, Default)]
struct Problem {
    #[serde(default)]
    error: String,
}

impl Provider {
    /// The provider's description, asked for once an hour.
    ///
    /// # Errors
    /// `Refused` when it does not answer, or is not the one that is configured.
    pub async fn metadata(&self, oidc: &Oidc, now: Moment) -> Result<Arc<Metadata>> {
        // Whoever comes meanwhile waits: one question is enough for all.
        let mut kept = self.metadata.lock().await;
        if let Some(known) = kept.usable(now, FRESH)? {
            return Ok(known);
        }
        let issuer = &oidc.issuer;
        let asked = async {
            let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
            let metadata: Metadata = self.get(&address, None).await?;
            metadata.sound(issuer)?;
            Ok(metadata)
        };
        kept.note(now, asked.await)
    }

    /// The keys with which the provider signs; asked for anew when `anew` and not just before.
    ///
    /// # Errors
    /// `Refused` when it does not answer.
    pub async fn keys(&self, metadata: &Metadata, now: Moment, anew: bool) -> Result<Arc<Vec<Jwk>>> {
        let mut kept = self.keys.lock().await;
        if let Some(known) = kept.usable(now, if anew { PAUSE } else { FRESH })? {
            return Ok(known);
        }
        let asked = async {
            let set: KeySet = self.get(&metadata.jwks_uri, None).await?;
            // A key of a kind that we do not know signs nothing for us.
            Ok(set.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect())
        };
        kept.note(now, asked.await)
    }

    /// Exchanges a code for tokens; `back` is the address to which the provider sent the browser.
    ///
    /// # Errors
    /// `Refused` when the provider does not answer, or does not take the code.
    pub async fn exchange(
        &self,
        oidc: &Oidc,
        back: &str,
        metadata: &Metadata,
        code: &str,
        verifier: &str,
    ) -> Result<Answer> {
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", back),
            ("code_verifier", verifier),
        ];
        let mut request = self.http().await?.post(&metadata.token_endpoint);
        if metadata.takes_secret_in_the_head() {
            // Each encoded as in a form before they are put together (RFC 6749 §2.3.1).
            request = request.basic_auth(form_encoded(&oidc.client_id)?, Some(form_encoded(&oidc.client_secret)?));
        } else {
            form.extend([("client_id", oidc.client_id.as_str()), ("client_secret", oidc.client_secret.as_str())]);
        }
        let (status, body) = send(request.form(&form)).await?;
        if status.is_server_error() {
            return Err(unreachable(&format!("the token endpoint answered {status}")));
        }
        if !status.is_success() {
            let problem: Problem = serde_json::from_slice(&body).unwrap_or_default();
            let error: String = problem.error.chars().filter(char::is_ascii_graphic).take(60).collect();
            tracing::warn!(%status, error, "the provider did not take a code");
            return Err(refused("oidc_code"));
        }
        serde_json::from_slice(&body).map_err(|_| unreachable("the token endpoint's answer cannot be read"))
    }

    /// What else the provider says of the person of this token, at its own address for that.
    ///
    /// # Errors
    /// `Refused` when it does not answer, or speaks of somebody else.
    pub async fn person(&self, oidc: &Oidc, metadata: &Metadata, access_token: &str, said: Said) -> Result<Said> {
        let Some(address) = &metadata.userinfo_endpoint else { return Ok(said) };
        if access_token.is_empty() || !is_allowed(&oidc.issuer, address) {
            return Ok(said);
        }
        let more: Said = self.get(address, Some(access_token)).await?;
        if more.subject != said.subject {
            tracing::warn!("the provider speaks of another person than its token");
            return Err(refused("oidc_untrusted"));
        }
        Ok(Said { name: more.name.or(said.name), ..more })
    }

    async fn http(&self) -> Result<&reqwest::Client> {
        let make = || async {
            let agent = concat!("ratsweg/", env!("CARGO_PKG_VERSION"));
            let builder = reqwest::Client::builder().timeout(LIMIT).connect_timeout(LIMIT / 2).user_agent(agent);
            builder.redirect(reqwest::redirect::Policy::none()).build().map_err(|e| Error::Internal(e.into()))
        };
        self.http.get_or_try_init(make).await
    }

    async fn get<T: DeserializeOwned>(&self, address: &str, bearer: Option<&str>) -> Result<T> {
        let mut request = self.http().await?.get(address).header("Accept", "application/json");
        if let Some(token) = bearer {
            request = request.bearer_auth(token);
        }
        let (status, body) = send(request).await?;
        if !status.is_success() {
            return Err(unreachable(&format!("{address} answered {status}")));
        }
        serde_json::from_slice(&body).map_err(|e| unreachable(&format!("{address} cannot be read: {e}")))
    }
}

impl<T> Kept<T> {
    /// What is known and young enough. A failure of a moment ago is one still: who waits for the provider waits once.
    fn usable(&self, now: Moment, age: TimeDelta) -> Result<Option<Arc<T>>> {
        if let Some((at, known)) = &self.last
            && *at + age > now
        {
            return Ok(Some(known.clone()));
        }
        if self.failed_at.is_some_and(|at| at + PAUSE > now) {
            return Err(refused("oidc_unreachable"));
        }
        Ok(None)
    }

    fn note(&mut self, now: Moment, asked: Result<T>) -> Result<Arc<T>> {
        match asked {
            Ok(asked) => {
                let known = Arc::new(asked);
                *self = Self { last: Some((now, known.clone())), failed_at: None };
                Ok(known)
            }
            Err(e) => {
                self.failed_at = Some(now);
                Err(e)
            }
        }
    }
}

impl Metadata {
    /// Whether it is of the configured provider, and leads to addresses that nobody can listen at.
    fn sound(&self, issuer: &str) -> Result<()> {
        if self.issuer != issuer {
            return Err(unreachable(&format!("the provider calls itself {:?}, not {issuer:?}", self.issuer)));
        }
        for address in [&self.authorization_endpoint, &self.token_endpoint, &self.jwks_uri] {
            if !is_allowed(issuer, address) {
                return Err(unreachable(&format!("the provider names {address:?}, which is not https")));
            }
        }
        Ok(())
    }

    /// The usual way unless the provider names others alone (OpenID Connect Core 1.0 §9).
    fn takes_secret_in_the_head(&self) -> bool {
        let named = self.token_endpoint_auth_methods_supported.as_ref();
        named.is_none_or(|named| named.is_empty() || named.iter().any(|method| method == "client_secret_basic"))
    }
}

/// Plain HTTP only to this machine, and only from a provider that is there itself.
fn is_allowed(issuer: &str, address: &str) -> bool {
    address.starts_with("https://") || (issuer.starts_with("http://") && is_trusted_address(address))
}

/// A value as a form carries it.
fn form_encoded(value: &str) -> Result<String> {
    let pair = serde_urlencoded::to_string([("", value)]).map_err(|e| Error::Internal(e.into()))?;
    Ok(pair.trim_start_matches('=').to_owned())
}

/// The status and the whole answer, as long as it is not too long.
async fn send(request: reqwest::RequestBuilder) -> Result<(reqwest::StatusCode, Vec<u8>)> {
    let gone = |e: reqwest::Error| unreachable(&e.without_url().to_string());
    let mut answer = request.send().await.map_err(gone)?;
    let (status, mut body) = (answer.status(), Vec::new());
    while let Some(chunk) = answer.chunk().await.map_err(gone)? {
        if body.len() + chunk.len() > BYTES {
            return Err(unreachable("an answer is too long"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok((status, body))
}

/// The provider cannot be used now; `why` is for the log alone.
fn unreachable(why: &str) -> Error {
    tracing::error!(why, "the OpenID Connect provider cannot be used");
    refused("oidc_unreachable")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_encoded_as_in_a_form() {
        assert_eq!(form_encoded("a b:c=d&é").unwrap(), "a+b%3Ac%3Dd%26%C3%A9");
        assert_eq!(form_encoded("=x").unwrap(), "%3Dx");
    }

    #[test]
    fn a_provider_elsewhere_leads_to_no_address_that_others_hear() {
        assert!(is_allowed("https://id.example", "https://id.example/token"));
        assert!(!is_allowed("https://id.example", "http://127.0.0.1/token"));
        assert!(is_allowed("http://127.0.0.1:9", "http://127.0.0.1:9/token"));
        assert!(!is_allowed("http://127.0.0.1:9", "http://id.example/token"));
        assert!(!is_allowed("http://127.0.0.1:9", "http://127.0.0.1.evil.example/token"));
    }
}
