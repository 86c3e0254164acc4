//! The council file: kinds, numbers, roles, result words, clocks, steps and mail rules of one municipality, as data.
//! The *meanings* (states, actions, guards, effects, result classes, units) are the enums of `procedure`; a file
//! combines them and never invents one. Pure: knows no database, no clock, no HTTP.
pub mod check;
pub mod diagram;
pub mod numbers;

use crate::people::Role;
use crate::text_enum;
use crate::vocabulary::{
    Action, ClockStart, Effect, EntryState, EntryStyle, Guard, ResultClass, RoleKind, Status, Unit,
};
use crate::words::Language;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A word of the council in each of its languages: `{ de = "Anfrage", en = "Inquiry" }`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Text(pub BTreeMap<String, String>);

impl Text {
    /// The word in this language; in another of the council's where it is missing (`check` refuses such a file).
    pub fn say(&self, language: Language) -> &str {
        self.0.get(language.tag()).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }
}

/// One municipality's rules, checked whole.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Council {
    /// As in addresses: `leipzig`.
    pub slug: String,
    pub name: String,
    /// Which `lang` the council's own texts are written in.
    pub locale: String,
    /// The languages in which every word of this file is given.
    pub languages: Vec<String>,
    pub timezone: chrono_tz::Tz,
    pub numbers: NumberRules,
    pub roles: BTreeMap<String, ConsultationRole>,
    pub results: BTreeMap<String, ResultWord>,
    pub clocks: BTreeMap<String, ClockRule>,
    pub statuses: BTreeMap<Status, Text>,
    pub kinds: BTreeMap<String, Kind>,
    /// Who is mailed at which event (procedure.md §1.9).
    pub mails: BTreeMap<MailRow, BTreeSet<Audience>>,
    /// SHA-256 of the file as it was read, in hex: kept with each event.
    #[serde(skip)]
    pub hash: String,
    /// The file itself, kept in the database with the first event under it.
    #[serde(skip)]
    pub source: String,
}

/// How papers are numbered.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRules {
    /// For a paper without a parent: `{term}-{kind}-{seq:05}`.
    pub root: String,
    /// What the root's counter counts.
    pub counter: CounterScope,
    /// For a child: `{root}-{kind}-{fseq:02}`; counted per family over all kinds.
    pub child: String,
}

text_enum! {
    /// What one counter of root numbers counts.
    pub enum CounterScope { Term = "term", TermAndKind = "term_and_kind", Year = "year", YearAndKind = "year_and_kind" }
}

/// In what capacity a body deals with a paper (Zuständigkeit).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsultationRole {
    pub label: Text,
    pub kind: RoleKind,
    /// The result words that belong to this role.
    pub results: BTreeSet<String>,
    /// The result word that is entered when a paper is issued that answers the consulted one; answer roles only.
    #[serde(default)]
    pub concluded_by_answer: Option<String>,
}

/// A result as the council words it, and what it means.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultWord {
    pub label: Text,
    pub class: ResultClass,
}

/// A deadline set by law or by the council's own rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    pub label: Text,
    pub starts: ClockStart,
    pub amount: u32,
    pub unit: Unit,
    /// The legal source, as it is printed: `§ 28 Abs. 6 SächsGemO`.
    pub basis: String,
    /// From how many days before the due date on it counts as due soon (yellow).
    pub warn_days: u32,
}

/// A kind of paper (Vorlage-Art) and how it moves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub label: Text,
    pub entry: EntryStyle,
    /// Kinds that may hang below a paper of this kind.
    #[serde(default)]
    pub children: BTreeSet<String>,
    /// Whether a paper of this kind answers its parent question by question.
    #[serde(default)]
    pub answers: bool,
    #[serde(default)]
    pub max_questions: Option<u32>,
    /// Members who must have signed before submission.
    #[serde(default)]
    pub minimum_signatures: u32,
    /// The consultation that admission plans: key of the body and of the role.
    #[serde(default)]
    pub first_consultation: Option<FirstConsultation>,
    /// The clock that admission starts.
    #[serde(default)]
    pub clock: Option<String>,
    /// For each state in which somebody is waited for: the clock that runs, or `none`, said explicitly.
    #[serde(default)]
    pub waiting: BTreeMap<EntryState, String>,
    pub actions: BTreeMap<Action, Step>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstConsultation {
    pub body: String,
    pub role: String,
}

/// One action of a kind: by whom, under which conditions, with what follow-ups.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub label: Text,
    pub by: BTreeSet<Role>,
    #[serde(default)]
    pub guards: BTreeSet<Guard>,
    #[serde(default)]
    pub effects: BTreeSet<Effect>,
    #[serde(default)]
    pub mail: Option<MailRow>,
}

text_enum! {
    /// The events of which people are told: the rows of procedure.md §1.9.
    pub enum MailRow {
        Receipt = "receipt",
        Returned = "returned",
        Admitted = "admitted",
        Scheduled = "scheduled",
        Deferred = "deferred",
        Issued = "issued",
        Decided = "decided",
        DueSoon = "due_soon",
        Overdue = "overdue",
        OverdueDigest = "overdue_digest",
        Extended = "extended",
        Refused = "refused",
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// The groups who are told: the columns of procedure.md §1.9.
    pub enum Audience {
        /// The faction's or person's side: the submitting organisation and the accounts that act for it.
        Submitter = "submitter",
        /// Every faction, at its office's address and its accounts. Statutory: cannot be switched off.
        Factions = "factions",
        /// The members of the consulted body.
        Body = "body",
        /// Drafters and heads of the responsible department.
        Department = "department",
        Executive = "executive",
        /// Signed-in people who follow the paper; they can stop it with one click.
        Followers = "followers",
    }
}

impl Council {
    /// Reads and checks a council file.
    ///
    /// # Errors
    /// A syntax fault with its line; otherwise every semantic fault at once, one a line.
    pub fn parse(source: &str) -> anyhow::Result<Self> {
        let mut council: Self = toml::from_str(source)?;
        let faults = check::faults(&council);
        anyhow::ensure!(faults.is_empty(), "the council file has faults:\n- {}", faults.join("\n- "));
        council.hash = crate::digest::sha256(source.as_bytes());
        council.source = source.to_owned();
        Ok(council)
    }

    /// The language of the council's own texts.
    pub fn language(&self) -> Language {
        Language::of(&self.locale).unwrap_or_default()
    }

    /// The kind of this code; `None` for a code that the file does not know (imported papers).
    pub fn kind(&self, code: &str) -> Option<&Kind> {
        self.kinds.get(code)
    }

    /// The label of a kind, or its code where the file does not know it.
    pub fn kind_label<'a>(&'a self, code: &'a str, language: Language) -> &'a str {
        self.kinds.get(code).map_or(code, |kind| kind.label.say(language))
    }

    /// The label of a consultation role, or the word itself.
    pub fn role_label<'a>(&'a self, role: &'a str, language: Language) -> &'a str {
        self.roles.get(role).map_or(role, |role| role.label.say(language))
    }

    /// The label of a result word, or the word itself.
    pub fn result_label<'a>(&'a self, word: &'a str, language: Language) -> &'a str {
        self.results.get(word).map_or(word, |result| result.label.say(language))
    }

    /// The council's word for a status.
    pub fn status_label(&self, status: Status, language: Language) -> &str {
        self.statuses.get(&status).map_or(status.as_str(), |text| text.say(language))
    }
}
