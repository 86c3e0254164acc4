//! Bringing in papers, sittings and bodies from elsewhere: lines of JSON, as council data is published. Can be repeated:
//! what was taken is known by the id that it has at its source. Nothing odd is smoothed: a word that the council file
//! does not know stays as it is, a parent that is not there stays as its number, and the record is kept as it came.
pub mod act;
mod bodies;
mod changes;
mod clocks;
mod family;
pub mod lines;
mod order;
mod papers;
mod room;
mod sittings;
mod steps;
pub mod store;
pub mod words;

use crate::db::schema::imports;
use crate::db::types::{MeetingId, Moment, PaperId};
use diesel::prelude::*;
use serde::Serialize;

/// What was taken under an id of its source.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = imports, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Taken {
    pub council: String,
    /// The key of the source: `magdeburg`.
    pub source: String,
    pub external_id: String,
    pub paper_id: Option<PaperId>,
    pub meeting_id: Option<MeetingId>,
    /// SHA-256 of the record: what is unchanged is known by it.
    pub digest: String,
    /// Where the source shows it; empty where it does not say.
    pub url: String,
    pub licence: String,
    /// The record as it came.
    pub record: String,
    pub taken_at: Moment,
}

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub organizations: Count,
    pub meetings: Count,
    pub papers: Count,
    pub changes: Count,
    /// Lines that were not taken, each with its file, its number and the reason.
    pub refused: Vec<String>,
    /// Words that the council file does not know, and how often they came; kept as they are.
    pub unmapped: std::collections::BTreeMap<String, usize>,
}

/// How many of a sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    pub taken: usize,
    pub unchanged: usize,
    pub corrected: usize,
}

/// What became of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Taken,
    Unchanged,
    Corrected,
}

impl Count {
    pub(crate) fn add(&mut self, fate: Fate) {
        match fate {
            Fate::Taken => self.taken += 1,
            Fate::Unchanged => self.unchanged += 1,
            Fate::Corrected => self.corrected += 1,
        }
    }
}
