//! The only history: an append-only table, gap-free and hash-chained per council. Pages, mails, feeds and the audit
//! proof all read it. An event is written in the transaction of the change that it records.
//!
//! The hash covers a *salted commitment* of the payload: a non-public text can be neither guessed from the chain nor is
//! it needed to verify it, and erasing a payload with its salt (a person's right) leaves the chain valid.
pub mod chain;
mod legal;
pub mod pages;
mod register;
pub mod store;

use crate::council::{Council, MailRow};
use crate::db::types::{AccountId, ClockId, ConsultationId, ExtensionId, Moment, OrganizationId, PaperId};
use crate::procedure::vote::Figures;
use crate::procedure::{ConsultationState, EntryState, OrderState, ResultClass, Status};
use crate::visibility::Circle;
use crate::vocabulary::Corrected;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use legal::Legal;
pub use register::Register;
pub use store::{append, load};

/// What changed, in the words of the field. Everything is optional: an event says what it has to say.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Detail {
    /// Whose turn it is to be told; `None` for events of which nobody is mailed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<MailRow>,
    /// The organisation in whose name it was done.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Name of the body that is concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Key of the consultation role in the council file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Key of the result word in the council file, and what it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<ResultClass>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_due: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applicant: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decider: Option<String>,
    /// Name of the department that became responsible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Names of the departments that take part openly.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub involved: Vec<String>,
    /// The child that was issued, by its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child: Option<String>,
    /// A number that is kept for a paper to come, or was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserved: Option<String>,
    /// Name of the person who signed or was asked to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// Number of the frozen text version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_version: Option<i32>,
    /// SHA-256 of the paper's text as it stood after the change: makes a silent change of the text provable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_hash: Option<String>,
    /// Numbers of the questions that are concerned.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<i32>,
    /// Nobody took the paper over in time: the office has settled it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
    /// Which department answers which question: `3: 06 Dezernat Stadtentwicklung und Bau`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// Key of the consultation role that it had before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_role: Option<String>,
    /// Key of the result word that stood there wrongly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_result: Option<String>,
    /// The figures of the vote that it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub votes: Option<Votes>,
    /// Number of the event that is corrected by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrects: Option<i64>,
    /// Further events of which people were told and that are corrected by it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrects_also: Vec<i64>,
    /// What else was changed by it: a correction undoes it by these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub traces: Vec<Trace>,
    /// Name of the file that is concerned, and the SHA-256 of its bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// SHA-256 of the message within a package that was made of a closed case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_sha256: Option<String>,
    /// Names of the files that came together with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files_also: Vec<String>,
    /// The last day in the council of those who signed, and the last on which their paper can be taken over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub take_over_until: Option<NaiveDate>,
    /// When the sitting was to begin before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was_at: Option<Moment>,
    /// The rule that an invitation came too late for, as it is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Numbers of the agenda items concerned; never their titles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// Numbers of overdue papers (digest) or a summary (council apply).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub list: Vec<String>,
    /// The numbers that decisions got by it, as they are printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<String>,
    /// The texts of the orders that were made, each with the number of its point.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<String>,
    /// The text of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_from: Option<OrderState>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_to: Option<OrderState>,
    /// How the order stood before: how it stood on a day can be told from the events after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_was: Option<Box<OrderWas>>,
    /// Name of the department that owned it before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_owner: Option<String>,
    /// Name of the organisation that coordinates the order, from which day on, and who did before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coordinator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coordinated_from: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_coordinator: Option<String>,
    /// What is said in place of a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// When it is expected to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_on: Option<NaiveDate>,
    /// Number of the paper whose decision gave an order up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// What a source corrected in what was taken from it: how it was, and how it is now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// Whether it was done in somebody's stead (i. V.).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_stead: bool,
    /// How a decision stands on its way to legal force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal: Option<Box<Legal>>,
    /// What changed in the register of bodies, people and accounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<Box<Register>>,
}

/// How an order stood before an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderWas {
    pub state: OrderState,
    pub owner: Option<OrganizationId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinator: Option<OrganizationId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinated_from: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub due_note: String,
    pub closed_on: Option<NaiveDate>,
}

/// What a source corrected, with the old value and the new one; empty where there was, or is, none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub what: Corrected,
    pub was: String,
    pub is: String,
}

/// The figures of a vote, as an event tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    pub yes: i32,
    pub no: i32,
    pub abstained: i32,
    pub present: i32,
}

impl From<Figures> for Votes {
    fn from(figures: Figures) -> Self {
        let Figures { yes, no, abstained, present } = figures;
        Self { yes, no, abstained, present }
    }
}

/// A change that followed from an entry, so that the correction of the entry can undo it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Trace {
    /// A consultation was planned.
    Planned { consultation: ConsultationId },
    /// A consultation fell away that was in this state.
    Cancelled { consultation: ConsultationId, state: ConsultationState },
    /// A clock began to run.
    Started { clock: ClockId },
    /// A running clock was fulfilled or lapsed.
    Closed { clock: ClockId },
    /// A clock was extended; it was due on this day before.
    Extended { clock: ClockId, extension: ExtensionId, old_due: NaiveDate },
    /// The paper was withdrawn; it stood there before.
    Withdrawn { entry: EntryState },
    /// A draft below the paper was discarded; it stood there before.
    Discarded { paper: PaperId, entry: EntryState },
    /// An amendment was settled with the paper.
    Settled { paper: PaperId },
    /// The paper became another kind; it was this one and bore this number.
    Converted { kind: String, reference: String },
}

/// What is about to be recorded.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// A word of `procedure::Action`, or of the system: `create`, `due-soon`, `overdue`, `overdue-digest`, `orphaned`,
    /// `council-applied`, `pack` (a closed case as a record);
    /// of files: `file-added`, `file-replaced`, `file-withdrawn` …
    pub action: String,
    pub paper_id: Option<PaperId>,
    /// What it was done to: `paper:…`, `consultation:…`, `clock:…`, `file:…`, `meeting:…`, `council`.
    pub subject: String,
    /// Before whom the event lies, whatever becomes of the paper later.
    pub circle: Circle,
    pub detail: Detail,
}

/// An event as it is stored.
#[derive(Debug, Clone)]
pub struct Event {
    pub council: String,
    /// Counted per council from 1, without gaps.
    pub seq: i64,
    pub happened_at: Moment,
    pub actor_id: Option<AccountId>,
    pub action: String,
    pub paper_id: Option<PaperId>,
    pub subject: String,
    pub circle: Circle,
    /// `None` when the payload was erased.
    pub detail: Option<Detail>,
    pub hash: String,
}

/// Which file hash an event is written under.
pub(crate) fn file_hash(council: &Council) -> &str {
    &council.hash
}
