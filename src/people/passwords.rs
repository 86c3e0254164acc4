//! Passwords are stored as argon2id hashes (RFC 9106) with the recommended parameters of OWASP: 19 MiB, two passes.
//! Hashing takes tens of milliseconds on purpose: never within a transaction, never on an async thread.
use super::input::{NewPassword, PASSWORD_BYTES};
use crate::error::{Error, Result};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

/// No password's hash, of the same cost: what is compared when there is no account, so that the time that an answer
/// takes does not tell which accounts exist.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm8tYWNjb3VudC1zYWx0$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The hash of a password that kept the rules, ready to be stored.
#[derive(Clone)]
pub struct Hashed(String);

impl Hashed {
    /// Hashes with a fresh salt. Blocks for tens of milliseconds.
    pub fn of(password: &NewPassword) -> Result<Self> {
        let hash: PasswordHash = Argon2::default()
            .hash_password(password.as_str().as_bytes())
            .map_err(|e| Error::Internal(anyhow::anyhow!("cannot hash a password: {e}")))?;
        Ok(Self(hash.to_string()))
    }
    /// The hash in the PHC string format.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether `password` is the one behind `stored`. Does the same work when there is none, then says no. Blocks for tens
/// of milliseconds.
pub fn verify(password: &str, stored: Option<&str>) -> bool {
    let fits = |text: &str, hash: &str| {
        PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(text.as_bytes(), &hash).is_ok())
    };
    match stored {
        Some(hash) if password.len() <= PASSWORD_BYTES => fits(password, hash),
        _ => {
            fits("", NOBODY);
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_fits_its_password_only() {
        let password = NewPassword::parse("ein langes Kennwort", "a@b.example").unwrap();
        let hash = Hashed::of(&password).unwrap();
        assert!(verify("ein langes Kennwort", Some(hash.as_str())));
        assert!(!verify("ein anderes Kennwort", Some(hash.as_str())));
        assert!(!verify("ein langes Kennwort", Some("rubbish")));
        assert!(!verify("ein langes Kennwort", None));
        assert_ne!(hash.as_str(), Hashed::of(&password).unwrap().as_str(), "salted");
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let hash = Hashed::of(&NewPassword::parse("ein langes Kennwort", "").unwrap()).unwrap();
        let cost = |hash: &str| hash.split('$').nth(3).unwrap().to_owned();
        assert_eq!(cost(hash.as_str()), cost(NOBODY));
        assert!(PasswordHash::new(NOBODY).is_ok());
    }
}
