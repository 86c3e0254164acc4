//! The link by which a follower stops the mails about one paper without signing in: signed, so that it works for this
//! account and this paper only.
use crate::db::types::{AccountId, PaperId};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

/// The path, with its query, that stops following. GET only shows a button: scanners follow every link of a mail.
pub fn path(secret: &[u8], account: AccountId, paper: PaperId) -> String {
    let tag = mac(secret, account, paper).map(|mac| URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()));
    format!("/unsubscribe?token={}.{}.{}", account.uuid().simple(), paper.uuid().simple(), tag.unwrap_or_default())
}

/// Whose following of which paper a token stops; `None` when it was not made here.
pub fn read(secret: &[u8], token: &str) -> Option<(AccountId, PaperId)> {
    let mut parts = token.splitn(3, '.');
    let account = AccountId::from(Uuid::try_parse(parts.next()?).ok()?);
    let paper = PaperId::from(Uuid::try_parse(parts.next()?).ok()?);
    let tag = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
    mac(secret, account, paper)?.verify_slice(&tag).ok()?;
    Some((account, paper))
}

/// Bound to its purpose: the same key signs sessions and links too. `None` never happens: HMAC takes keys of any length.
fn mac(secret: &[u8], account: AccountId, paper: PaperId) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(b"ratsweg\0unsubscribe\0");
    mac.update(account.uuid().as_bytes());
    mac.update(paper.uuid().as_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_token_of_this_account_and_paper_is_taken() {
        let secret = b"0123456789abcdef0123456789abcdef";
        let (account, paper) = (AccountId::new(), PaperId::new());
        let path = path(secret, account, paper);
        let token = path.strip_prefix("/unsubscribe?token=").expect("a token");
        assert_eq!(read(secret, token), Some((account, paper)));
        assert_eq!(read(b"another key of thirty-two bytes!", token), None);
        let other = token.replace(&paper.uuid().simple().to_string(), &PaperId::new().uuid().simple().to_string());
        assert_eq!(read(secret, &other), None);
        for broken in ["", "..", "a.b.c", token.get(..token.len() - 1).unwrap_or_default()] {
            assert_eq!(read(secret, broken), None, "{broken:?}");
        }
    }
}
