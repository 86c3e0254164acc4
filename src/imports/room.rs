//! Where lines are taken: the council, its words, and what is known already.
use super::Summary;
use super::words::Words;
use crate::council::Council;
use crate::db::types::{AgendaItemId, MeetingId, Moment, OrganizationId, PaperId};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What is known while taking.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// By name in small letters.
    pub bodies: HashMap<String, OrganizationId>,
    pub unknown: Option<OrganizationId>,
    pub sittings: HashMap<(OrganizationId, Moment), MeetingId>,
    pub items: HashMap<(MeetingId, String), AgendaItemId>,
    /// The last place that was given on an agenda.
    pub places: HashMap<MeetingId, i32>,
    /// By source and the id there: the paper, and the digest of its record.
    pub taken: HashMap<(String, String), (Option<PaperId>, String)>,
    pub roots: HashMap<PaperId, PaperId>,
    pub numbers: HashMap<String, PaperId>,
    pub slugs: HashSet<String>,
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
        self.council.import.sources.get(&self.source).cloned().unwrap_or_else(|| self.source.clone())
    }

    /// Notes a word that the council file does not know.
    pub fn unmapped(&mut self, word: &str) {
        *self.summary.unmapped.entry(word.to_owned()).or_insert(0) += 1;
    }
}
