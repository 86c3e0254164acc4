//! The arithmetic of the chain: what is hashed, and in which form. Pure.
use crate::digest::hex;
use sha2::{Digest, Sha256};

/// The hash before the first event.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Everything of an event that its hash covers, in this order.
#[derive(Debug, Clone, Copy)]
pub struct Link<'a> {
    pub council: &'a str,
    pub seq: i64,
    pub happened_at: &'a str,
    pub actor: &'a str,
    pub action: &'a str,
    pub paper: &'a str,
    pub subject: &'a str,
    pub circle: &'a str,
    pub file_hash: &'a str,
    pub commitment: &'a str,
    pub previous: &'a str,
}

/// SHA-256 of the salt and the payload: binds to the payload without telling it.
pub fn commitment(salt: &str, payload: &str) -> String {
    digest(&[salt, payload])
}

/// The hash of an event, which the next one carries as `previous`.
pub fn hash(link: &Link<'_>) -> String {
    digest(&[
        "ratsweg-event-1",
        link.council,
        &link.seq.to_string(),
        link.happened_at,
        link.actor,
        link.action,
        link.paper,
        link.subject,
        link.circle,
        link.file_hash,
        link.commitment,
        link.previous,
    ])
}

/// Each part goes in with its length before it, so that no two lists of parts give the same bytes.
fn digest(parts: &[&str]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part.as_bytes());
    }
    hex(&sha.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_be_shifted_into_one_another() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_ne!(digest(&["ab"]), digest(&["ab", ""]));
    }

    #[test]
    fn every_field_counts() {
        let link = Link {
            council: "leipzig",
            seq: 1,
            happened_at: "2020-08-12T07:00:00.000000Z",
            actor: "a",
            action: "admit",
            paper: "p",
            subject: "paper:p",
            circle: "public",
            file_hash: "f",
            commitment: "c",
            previous: GENESIS,
        };
        let changed = [
            Link { council: "x", ..link },
            Link { seq: 2, ..link },
            Link { happened_at: "x", ..link },
            Link { actor: "x", ..link },
            Link { action: "x", ..link },
            Link { paper: "x", ..link },
            Link { subject: "x", ..link },
            Link { circle: "x", ..link },
            Link { file_hash: "x", ..link },
            Link { commitment: "x", ..link },
            Link { previous: "x", ..link },
        ];
        for other in changed {
            assert_ne!(hash(&link), hash(&other), "{other:?}");
        }
    }
}
