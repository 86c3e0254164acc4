//! Where lines are taken: the council, its words, and what is known already.
use super::Summary;
use super::words::Words;
use crate::council::Council;
use crate::db::types::{AgendaItemId, MeetingId, Moment, OrganizationId, PaperId};
use crate::papers::store::Reserved;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// An item of an agenda, as far as it must be known again.
#[derive(Debug, Clone)]
pub struct Known {
    pub id: AgendaItemId,
    pub number: String,
    pub title: String,
    /// The number of its paper; empty where none is named.
    pub reference: String,
}

/// What is known while taking.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// By name in small letters.
    pub bodies: HashMap<String, OrganizationId>,
    pub unknown: Option<OrganizationId>,
    pub sittings: HashMap<(OrganizationId, Moment), MeetingId>,
    pub agendas: HashMap<MeetingId, Vec<Known>>,
    /// The last place that was given on an agenda.
    pub places: HashMap<MeetingId, i32>,
    /// By source and the id there: the paper, and the digest of its record.
    pub taken: HashMap<(String, String), (Option<PaperId>, String)>,
    pub roots: HashMap<PaperId, PaperId>,
    pub kinds: HashMap<PaperId, String>,
    pub numbers: HashMap<String, PaperId>,
    pub slugs: HashSet<String>,
    /// Numbers that are kept for papers to come, or were, by their part of an address.
    pub reserved: HashMap<String, Reserved>,
    /// Papers whose parent is not there yet, by its number or by its source and id.
    pub awaited: HashMap<String, Vec<PaperId>>,
    /// How far numbers that were brought in have counted and no counter knows yet.
    pub counters: BTreeMap<String, i64>,
}

/// Where lines are taken: the council, its words, and what is known.
pub struct Room<'a> {
    pub council: &'a Arc<Council>,
    pub words: &'a Words<'a>,
    pub state: &'a mut State,
    pub summary: &'a mut Summary,
    /// The first dated step of each family, by the id of its first paper: what stands for a paper without a date.
    pub families: &'a HashMap<String, Moment>,
    /// The key of the source of the line that is taken.
    pub source: String,
}

impl Room<'_> {
    /// The name of the source as it is printed.
    pub fn label(&self) -> String {
        self.council.import.source(&self.source).to_owned()
    }

    /// The licence of what is taken: what the line says, else what the council file says of its source.
    pub fn licence(&self, said: Option<&str>) -> String {
        let said = super::lines::one_line(said.unwrap_or_default());
        if said.is_empty() { self.council.import.licences.get(&self.source).cloned().unwrap_or_default() } else { said }
    }

    /// Notes a word that the council file does not know.
    pub fn unmapped(&mut self, word: &str) {
        *self.summary.unmapped.entry(word.to_owned()).or_insert(0) += 1;
    }

    /// The paper of this id at the source of the line.
    pub fn paper(&self, id: &str) -> Option<PaperId> {
        self.state.taken.get(&(self.source.clone(), id.to_owned())).and_then(|(paper, _)| *paper)
    }

    /// Notes how far a counter must be put on.
    pub fn count(&mut self, key: String, seq: i64) {
        let value = self.state.counters.entry(key).or_insert(0);
        *value = (*value).max(seq);
    }
}
