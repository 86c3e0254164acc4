//! The council file: kinds, numbers, roles, result words, clocks, steps and mail rules of one municipality, as data.
//! The *meanings* (states, actions, guards, effects, result classes, units) are the enums of `procedure`; a file
//! combines them and never invents one. Pure: knows no database, no clock, no HTTP.
pub mod check;
pub mod compose;
pub mod diagram;
pub mod kinds;
pub mod numbers;
pub mod records;
pub mod referendum;
pub mod rules;

pub use kinds::{Consulted, FieldRule, FollowUps, Kind, Notice, Step};
pub use records::RecordRules;
pub use referendum::{ObligatoryVote, ReferendumRules, Subjected};
pub use rules::{
    AdministrationRules, Calendar, FileRules, ImportRules, MeetingRules, Minority, NoticeRules, Of, OrderRules,
    ParagraphRules, PendingRules, PrivacyRules, ReplayRules, ReportRule, TakeOver, WeeklyGroup, WeeklyRules,
};

use crate::db::types::Moment;
use crate::people::Role;
use crate::text_enum;
use crate::vocabulary::{Action, ClockStart, Leaning, ResultClass, RoleKind, Seat, Status, Subject, Unit};
use crate::words::Language;
use chrono::TimeZone;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A word of the council in each of its languages: `{ de = "Anfrage", en = "Inquiry" }`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Text(pub BTreeMap<String, String>);

impl Text {
    /// The word in this language; in another of the council's where it is missing (`check` refuses such a file).
    pub fn say(&self, language: Language) -> &str {
        let sibling = || self.0.get(language.among(&[Language::De, Language::DeCh])?.tag());
        let word = self.0.get(language.tag()).or_else(sibling).or_else(|| self.0.values().next());
        word.map_or("", String::as_str)
    }

    /// The word in every language, as an argument `label` of a `Message`, which is put into words later.
    pub fn packed(&self) -> String {
        let words: Vec<_> = self.0.iter().map(|(tag, word)| format!("{tag}\u{1f}{word}")).collect();
        words.join("\u{1e}")
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
    /// The currency of amounts, as it is written behind them.
    #[serde(default = "euro")]
    pub currency: String,
    /// Days on which nobody works, for clocks that count working days.
    #[serde(default)]
    pub calendar: Calendar,
    /// What becomes of papers whose signatories have left the council.
    #[serde(default)]
    pub take_over: TakeOver,
    /// What is printed in place of an inhabitant's name that is protected.
    #[serde(default)]
    pub protected_name: Option<Text>,
    /// How sittings are prepared, held and recorded.
    #[serde(default)]
    pub meetings: MeetingRules,
    /// The lists that are made from its papers at certain times.
    #[serde(default)]
    pub reports: BTreeMap<String, ReportRule>,
    /// The notice board, for councils that have one.
    #[serde(default)]
    pub notices: Option<NoticeRules>,
    /// What becomes of decisions: who may do what with their orders.
    #[serde(default)]
    pub orders: OrderRules,
    /// How it is called who has a paper now, and until when.
    #[serde(default)]
    pub pending: PendingRules,
    /// The people's say in what the council decides; none where it decides alone.
    #[serde(default)]
    pub referendum: Option<ReferendumRules>,
    /// How the records of closed cases are handed over; none where they are not.
    #[serde(default)]
    pub records: Option<RecordRules>,
    /// The weekly list of new business, where there is one.
    #[serde(default)]
    pub weekly: Option<WeeklyRules>,
    /// Who sees what is private.
    #[serde(default)]
    pub privacy: PrivacyRules,
    /// Who may do what with files.
    #[serde(default)]
    pub files: FileRules,
    /// Who administers bodies, people and accounts.
    #[serde(default)]
    pub administration: AdministrationRules,
    /// How what is brought in from elsewhere is worded there.
    #[serde(default)]
    pub import: ImportRules,
    /// Whose histories these rules stand nearest to.
    #[serde(default)]
    pub replay: ReplayRules,
    pub statuses: BTreeMap<Status, Text>,
    pub kinds: BTreeMap<String, Kind>,
    /// Who is mailed at which event (procedure.md §1.9).
    pub mails: BTreeMap<MailRow, BTreeSet<Audience>>,
    /// SHA-256 of the file as it was read, in hex: kept with each event.
    #[serde(skip)]
    pub hash: String,
    /// The whole file, what it shares laid below it, kept in the database with the first event under it.
    #[serde(skip)]
    pub source: String,
}

fn euro() -> String {
    "EUR".to_owned()
}

/// How papers are numbered: templates of text and variables. `{term}`, `{kind}`, `{year}`, `{yy}` and `{dept}` (the sign
/// of the responsible department) stand everywhere; `{seq:05}` counts the papers without one above; `{root}`, `{parent}`
/// and `{fseq:02}` are for those below others. A kind's own template (`kinds.….number`) may have `{n}`, which counts its
/// kind in the family, `{stem}`, what the family's numbers begin with, `{faction}` and `{body}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRules {
    /// For a paper without a parent: `{term}-{kind}-{seq:05}`.
    pub root: String,
    /// What the root's counter counts.
    pub counter: CounterScope,
    /// For a child: `{root}-{kind}-{fseq:02}`; counted over all kinds.
    pub child: String,
    /// What a child's counter counts: the family, or the papers below the same one (`DS0446/23/3/1`).
    #[serde(default)]
    pub children: ChildScope,
    /// Who adds numbers that a paper had before, or has elsewhere.
    #[serde(default = "office")]
    pub aliases: BTreeSet<Role>,
}

fn office() -> BTreeSet<Role> {
    BTreeSet::from([Role::CouncilOffice])
}

text_enum! {
    /// What one counter of root numbers counts.
    pub enum CounterScope { Term = "term", TermAndKind = "term_and_kind", Year = "year", YearAndKind = "year_and_kind" }
}

text_enum! {
    /// What the counter of the numbers of children counts.
    #[derive(Default)]
    pub enum ChildScope { #[default] Family = "family", Parent = "parent" }
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
    /// For recommendations: which way it goes.
    #[serde(default)]
    pub leaning: Option<Leaning>,
    /// Whether a tied vote leads to this word (Leipzig: "abgelehnt").
    #[serde(default)]
    pub tie: bool,
    /// Whether somebody is elected by it: then the person is named.
    #[serde(default)]
    pub election: bool,
    /// Whether so many of those present can demand it against the majority (Sweden: bordläggning, återremiss).
    #[serde(default)]
    pub minority: Option<Minority>,
    /// For class defer: text and files of the paper stay as they are until the body takes it up again (bordläggning).
    #[serde(default)]
    pub locks: bool,
    /// For class defer: the body takes it up at its next sitting and not later.
    #[serde(default)]
    pub next_sitting: bool,
    /// For class return: only a new version completes the paper, no remark.
    #[serde(default)]
    pub needs_version: bool,
    /// Who is told of it, where that is another row than that of the step by which it is entered: what the executive lets
    /// into the council is told like what the office admits.
    #[serde(default)]
    pub mail: Option<MailRow>,
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
    /// Whether an interim notice (Zwischenbescheid) may open a second stage, and how long that one is in the same unit.
    #[serde(default)]
    pub second_stage: Option<u32>,
    /// Who has to act while it runs, where that is another than its beginning says.
    #[serde(default)]
    pub binds: Option<Seat>,
    /// The body that decides whether it runs longer, and the role in which it does: an agenda item of its own.
    #[serde(default)]
    pub extended_by: Option<Consulted>,
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
        /// An interim notice was given.
        Interim = "interim",
        /// Invitation and agenda of a sitting.
        Invited = "invited",
        /// The agenda changed after the invitation, or a sitting was put off or cancelled.
        AgendaChanged = "agenda_changed",
        /// An order was reported on.
        Progress = "progress",
        /// An order is done or was dropped.
        OrderClosed = "order_closed",
        /// An order was made for an owner, or passed to another.
        Ordered = "ordered",
        /// Somebody else coordinates an order, or nobody any more.
        Coordinated = "coordinated",
        /// Further questions were asked.
        FollowUp = "follow_up",
        /// Departments were asked to answer some of the questions.
        Assigned = "assigned",
        /// A wrong entry was corrected: told to whoever was told the wrong one.
        Corrected = "corrected",
        /// A new version of a paper on a published agenda is there, or a late file.
        Updated = "updated",
        /// Nobody who signed a paper belongs to the council any more: it waits to be taken over.
        Orphaned = "orphaned",
        /// A decision came a step nearer to its legal force, or lost it: a vote was demanded, it binds, it was rejected.
        LegalForce = "legal_force",
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
        /// Drafters and heads of the department that owns the order.
        Owner = "owner",
        /// Drafters and heads of the organisation that coordinates the order.
        Coordinator = "coordinator",
        /// Signed-in people who follow the paper; they can stop it with one click.
        Followers = "followers",
        /// The faction below whose roof a member filed in the own name; without those who signed.
        Heirs = "heirs",
        /// The council office.
        Office = "office",
        /// Everybody who sits in the council itself, whichever body deals with the paper. Statutory.
        Members = "members",
        /// Newspapers and stations, at the addresses that the office keeps. They read what everybody may read.
        Media = "media",
    }
}

impl Council {
    /// Reads and checks a council file; what it shares with others it takes from the bases inside the binary.
    ///
    /// # Errors
    /// A syntax fault with its line; otherwise every semantic fault at once, one a line.
    pub fn parse(source: &str) -> anyhow::Result<Self> {
        Self::parse_on(source, compose::shipped)
    }

    /// As `parse`, with bases from elsewhere.
    pub fn parse_on(source: &str, base: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let source = &compose::whole(source, base)?;
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

    /// The languages that its texts are given in, its own first.
    pub fn spoken(&self) -> Vec<Language> {
        let others = self.languages.iter().filter_map(|tag| Language::of(tag));
        let mut spoken = vec![self.language()];
        spoken.extend(others.filter(|language| *language != self.language()));
        spoken
    }

    /// The language in which somebody who reads this one is answered here.
    pub fn answers_in(&self, language: Language) -> Language {
        language.among(&self.spoken()).unwrap_or_else(|| self.language())
    }

    /// This hour of the council's own clock. An hour that daylight saving leaves out does not exist; one that it repeats
    /// means the first.
    pub fn moment(&self, day: chrono::NaiveDate, time: chrono::NaiveTime) -> Option<Moment> {
        let local = self.timezone.from_local_datetime(&day.and_time(time)).earliest()?;
        Some(Moment::from(local.to_utc()))
    }

    /// The kind of this code; `None` for a code that the file does not know (imported papers).
    pub fn kind(&self, code: &str) -> Option<&Kind> {
        self.kinds.get(code)
    }

    /// What this kind says of an action; for actions on consultations, where it says nothing, what holds for all kinds
    /// of which a result can be entered.
    pub fn step<'a>(&'a self, kind: &'a Kind, action: Action) -> Option<&'a Step> {
        let common = || {
            let consulted = kind.actions.contains_key(&Action::EnterResult);
            self.meetings.actions.get(&action).filter(|_| consulted && action.subject() == Subject::Consultation)
        };
        kind.actions.get(&action).or_else(common)
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
