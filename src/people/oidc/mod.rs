//! Sign-in by OpenID Connect: authorization code flow with PKCE (RFC 7636), `state` and `nonce`, as a confidential client
//! (OpenID Connect Core 1.0, RFC 9700).
//!
//! `attempt` is what a browser keeps between leaving and coming back, `provider` speaks with the provider, `token` judges
//! what it says, `act` finds or makes the account. An account is bound to issuer and subject, and to nothing else: an
//! address that has an account already gives nobody that account.
pub mod act;
pub mod attempt;
pub mod pages;
pub mod provider;
pub mod store;
pub mod token;

use crate::app::App;
use crate::error::{Error, Result};
use crate::people::input::{Email, Name};
use crate::words::Language;
use attempt::Attempt;
use token::Said;
pub use token::refused;

/// Where the provider sends people back to.
pub const RETURN: &str = "/login/oidc/callback";

/// Longest name of a person that is taken over.
const NAME_CHARS: usize = 200;

/// Somebody for whom the provider vouches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    pub issuer: String,
    /// The provider's own name for the person, which never changes.
    pub subject: String,
    /// An address that the provider has confirmed.
    pub email: Email,
    pub name: Name,
}

/// What the button says that leads to the provider; `None` when there is no provider.
pub fn label(app: &App, language: Language) -> Option<String> {
    let oidc = &app.config.oidc;
    let of = |tag: &str| oidc.label.iter().find(|(key, _)| key.eq_ignore_ascii_case(tag)).map(|(_, label)| label);
    let said = || of(language.tag()).or_else(|| of(language.tag().split('-').next().unwrap_or_default()));
    oidc.is_on().then(|| said().cloned().unwrap_or_else(|| app.words.say(language, "oidc_button", &[])))
}

/// The address at the provider to which a browser is sent, and what it keeps until it comes back.
///
/// # Errors
/// `NotFound` without a provider; `Refused` when it does not answer.
pub async fn begin(app: &App, next: &str) -> Result<(String, Attempt)> {
    let oidc = &app.config.oidc;
    if !oidc.is_on() {
        return Err(Error::NotFound);
    }
    let metadata = app.sign_ins().provider.metadata(&app.config.oidc, app.real_now()).await?;
    let attempt = Attempt::new(next, app.real_now());
    let challenge = attempt.challenge();
    let scope = oidc.scopes.join(" ");
    let back = address_of_return(app);
    let query = serde_urlencoded::to_string([
        ("response_type", "code"),
        ("client_id", oidc.client_id.as_str()),
        ("redirect_uri", back.as_str()),
        ("scope", scope.as_str()),
        ("state", attempt.state.as_str()),
        ("nonce", attempt.nonce.as_str()),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ])
    .map_err(|e| Error::Internal(e.into()))?;
    let mark = if metadata.authorization_endpoint.contains('?') { '&' } else { '?' };
    Ok((format!("{}{mark}{query}", metadata.authorization_endpoint), attempt))
}

/// Exchanges the code with which a browser came back for what the provider says of the person.
///
/// # Errors
/// `Refused` with the sentence that says why nobody is signed in.
pub async fn prove(app: &App, attempt: &Attempt, code: &str) -> Result<Proved> {
    let provider = &app.sign_ins().provider;
    let metadata = provider.metadata(&app.config.oidc, app.real_now()).await?;
    let answer =
        provider.exchange(&app.config.oidc, &address_of_return(app), &metadata, code, &attempt.verifier).await?;
    let rules = token::Rules {
        issuer: &app.config.oidc.issuer,
        client: &app.config.oidc.client_id,
        nonce: &attempt.nonce,
        now: app.real_now(),
    };
    let head = token::head(&answer.id_token)?;
    let mut keys = provider.keys(&metadata, app.real_now(), false).await?;
    if !keys.iter().any(|key| token::may_have_signed(key, &head)) {
        // The provider has a new key since we asked.
        keys = provider.keys(&metadata, app.real_now(), true).await?;
    }
    let mut said = token::read(&answer.id_token, &head, &keys, &rules)?;
    if said.email.is_none() {
        said = provider.person(&app.config.oidc, &metadata, &answer.access_token, said).await?;
    }
    person(&app.config.oidc.issuer, said)
}

fn person(issuer: &str, said: Said) -> Result<Proved> {
    let email = said.email.filter(|email| !email.trim().is_empty()).ok_or_else(|| refused("oidc_email_missing"))?;
    if !said.email_verified {
        return Err(refused("oidc_email_unverified"));
    }
    let email = Email::parse(&email).map_err(|_| refused("oidc_email_unusable"))?;
    let name: String = said.name.unwrap_or_default().chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect();
    let name = Name::parse(&name).or_else(|_| Name::parse(email.as_str()))?;
    Ok(Proved { issuer: issuer.to_owned(), subject: said.subject, email, name })
}

/// The address to which the provider sends people back.
pub fn address_of_return(app: &App) -> String {
    format!("{}{RETURN}", app.config.public_url())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(email: Option<&str>, verified: bool, name: &str) -> Said {
        let text = |text: &str| Some(text.to_owned());
        Said { subject: "s-1".to_owned(), email: email.and_then(text), email_verified: verified, name: text(name) }
    }
    fn key(said: Said) -> &'static str {
        match person("https://id.example", said) {
            Err(Error::Refused(why)) => why[0].key,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_a_confirmed_address_makes_somebody_known() {
        let known = person("https://id.example", said(Some(" Anna@Post.Example "), true, "Anna\nBosshard")).unwrap();
        assert_eq!((known.email.as_str(), known.name.as_str()), ("anna@post.example", "AnnaBosshard"));
        let nameless = person("https://id.example", said(Some("a@post.example"), true, " ")).unwrap();
        assert_eq!(nameless.name.as_str(), "a@post.example");
        assert_eq!(key(said(Some("a@post.example"), false, "A")), "oidc_email_unverified");
        assert_eq!(key(said(None, true, "A")), "oidc_email_missing");
        assert_eq!(key(said(Some("a@b@c"), true, "A")), "oidc_email_unusable");
    }
}
