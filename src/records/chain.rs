//! The events of a case as its package lists them: what their hashes cover, so that anybody can compute them again. Of an
//! event that was its author's alone the hash is all that is told. Pure.
use crate::events::chain::{self, Link};
use crate::events::store::Proof;
use serde::{Deserialize, Serialize};

/// The form of the list.
const FORMAT: &str = "ratsweg-record-1";

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub format: String,
    /// The package.
    pub record: String,
    pub council: String,
    /// Ids of the papers of the case.
    pub papers: Vec<String>,
    /// The last event of the council's chain, and its hash.
    pub head: i64,
    pub head_hash: String,
    pub events: Vec<Noted>,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub seq: i64,
    pub hash: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers: Option<Covered>,
}

/// What the hash of an event covers; its content by a salted hash of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    pub happened_at: String,
    pub actor: String,
    pub action: String,
    pub paper: String,
    pub subject: String,
    pub circle: String,
    pub council_file: String,
    pub commitment: String,
    pub previous: String,
}

impl Evidence {
    pub fn new(record: String, council: &str, papers: Vec<String>, (head, head_hash): (i64, String)) -> Self {
        Self {
            format: FORMAT.to_owned(),
            record,
            council: council.to_owned(),
            papers,
            head,
            head_hash,
            events: Vec::new(),
        }
    }

    /// The events whose hash is not the one that what it covers gives.
    pub fn broken(&self) -> Vec<i64> {
        let fits = |noted: &&Noted| {
            noted.covers.as_ref().is_none_or(|covered| covered.hash(&self.council, noted.seq) == noted.hash)
        };
        self.events.iter().filter(|noted| !fits(noted)).map(|noted| noted.seq).collect()
    }
}

impl Noted {
    /// An event; `whole`: with all that its hash covers.
    pub fn of(proof: &Proof, whole: bool) -> Self {
        let event = &proof.event;
        let id = |id: Option<String>| id.unwrap_or_default();
        let covers = whole.then(|| Covered {
            happened_at: event.happened_at.text(),
            actor: id(event.actor_id.map(|actor| actor.to_string())),
            action: event.action.clone(),
            paper: id(event.paper_id.map(|paper| paper.to_string())),
            subject: event.subject.clone(),
            circle: event.circle.to_string(),
            council_file: proof.file_hash.clone(),
            commitment: proof.commitment.clone(),
            previous: proof.previous.clone(),
        });
        Self { seq: event.seq, hash: event.hash.clone(), covers }
    }
}

impl Covered {
    fn hash(&self, council: &str, seq: i64) -> String {
        chain::hash(&Link {
            council,
            seq,
            happened_at: &self.happened_at,
            actor: &self.actor,
            action: &self.action,
            paper: &self.paper,
            subject: &self.subject,
            circle: &self.circle,
            file_hash: &self.council_file,
            commitment: &self.commitment,
            previous: &self.previous,
        })
    }
}
