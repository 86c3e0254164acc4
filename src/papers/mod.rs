//! Papers (Vorlagen): what a faction files and what the administration answers, with their questions and answers.
pub mod act;
pub mod aliases;
pub mod api;
pub mod asker;
pub mod children;
pub mod compare;
pub mod decide;
pub mod drafting;
pub mod effects;
pub mod extra;
pub mod facts;
pub mod further;
pub mod input;
pub mod json;
pub mod kept;
pub mod late;
pub mod lineage;
pub mod list;
pub mod many;
pub mod numbering;
pub mod offers;
pub mod orphaned;
pub mod own;
pub mod pages;
pub mod parts;
pub mod personal;
pub mod proof;
pub mod reserved;
pub mod row;
pub mod seen;
pub mod signatories;
pub mod store;
pub mod svg;
pub mod takeover;
pub mod versions;
pub mod view;

pub use extra::{Extra, Point, Value};

use crate::db::schema::papers;
use crate::db::types::{AccountId, AnswerId, Moment, OrganizationId, PaperId, PersonId, QuestionId};
use crate::procedure::{EntryState, Status};
use crate::visibility::{Circle, Exposure};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A paper as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = papers, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Paper {
    pub id: PaperId,
    pub council: String,
    /// Code of the kind in the council file: `F`, `AW`.
    pub kind: String,
    pub entry: EntryState,
    /// The number, from admission or issue on.
    pub reference: Option<String>,
    /// The number made fit for an address.
    pub slug: Option<String>,
    /// The legislative term in which it was numbered.
    pub term: Option<String>,
    /// The first paper of the family; its own id for that one.
    pub root_id: PaperId,
    pub parent_id: Option<PaperId>,
    /// The parent's number where the parent itself is not in this system.
    pub parent_reference: Option<String>,
    /// Which child of the family it is, counted over all kinds.
    pub family_seq: Option<i32>,
    /// Betreff.
    pub title: String,
    /// Number and Betreff in small letters: what a list is searched by, alike on both databases.
    pub folded: String,
    /// Anlass.
    pub occasion: String,
    /// Sachverhalt; for an answer what precedes the single answers.
    pub facts: String,
    /// Einreicher, as it is shown; differs from the author organisation (`SPD-Fraktion` and its office).
    pub submitter: String,
    pub submitter_id: Option<OrganizationId>,
    /// The organisation that wrote it, as the Stammbaum shows it.
    pub author_id: OrganizationId,
    pub responsible_id: Option<OrganizationId>,
    /// Chosen by its author: not public from the first keystroke on.
    pub confidential: bool,
    /// Derived by `procedure::publication`.
    pub circle: Circle,
    /// Derived by `procedure::status`.
    pub status: Status,
    /// Counts the changes of the paper itself: the guard against two people at once.
    pub version: i32,
    /// How many frozen versions of the text there are.
    pub text_version: i32,
    /// Number of the last event that concerns the paper.
    pub last_event: i64,
    pub created_by: Option<AccountId>,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub submitted_on: Option<NaiveDate>,
    pub admitted_on: Option<NaiveDate>,
    pub issued_on: Option<NaiveDate>,
    /// What only some kinds have.
    pub extra: Extra,
}

impl Paper {
    /// What `visibility` must know of it; `signatories` are the people who were asked to sign. For a paper in which
    /// further departments take part see `exposure_to`.
    pub fn exposure<'a>(&self, signatories: &'a [PersonId]) -> Exposure<'a> {
        Exposure {
            circle: self.circle,
            author: self.author_id,
            submitter: self.submitter_id,
            responsible: self.responsible_id,
            involved: &[],
            signatories,
        }
    }

    /// What `visibility` must know of it, with everybody who has a part in it.
    pub fn exposure_to<'a>(&self, others: &'a Others) -> Exposure<'a> {
        Exposure { involved: &others.departments, ..self.exposure(&others.signatories) }
    }

    /// Whether it is in business and nothing has decided it.
    pub fn is_undecided(&self) -> bool {
        matches!(self.entry, EntryState::Admitted | EntryState::Issued) && self.status == Status::InProgress
    }

    /// Writes `folded` anew; to be called when number or title change.
    pub fn fold(&mut self) {
        self.folded = fold(&format!("{} {}", self.reference.as_deref().unwrap_or_default(), self.title));
    }

    /// The last part of its address: the slug, or the id while it has no number.
    pub fn path_segment(&self) -> String {
        self.slug.clone().unwrap_or_else(|| self.id.to_string())
    }
}

/// A text in the form in which lists are searched: small letters, single spaces. The databases' own functions differ in
/// what they do to letters beyond ASCII.
pub fn fold(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One question of an inquiry.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::questions, treat_none_as_default_value = false)]
pub struct Question {
    pub id: QuestionId,
    pub paper_id: PaperId,
    pub number: i32,
    pub content: String,
    /// 1 for those that the paper was filed with, more for further questions after an answer.
    pub round: i32,
}

impl Paper {
    /// Whether `name` is how the paper is called now: its id, its number, or that number in an address.
    pub fn is_called(&self, name: &str) -> bool {
        self.slug.as_deref() == Some(name) || self.reference.as_deref() == Some(name) || self.id.to_string() == name
    }
}

/// What an answering paper says to one question: a text, or a refusal with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::answers, treat_none_as_default_value = false)]
pub struct Answer {
    pub id: AnswerId,
    pub paper_id: PaperId,
    pub question_id: QuestionId,
    pub content: String,
    pub refusal: String,
}

impl Answer {
    /// Whether it answers at all: by a text or by a reasoned refusal.
    pub fn is_given(&self) -> bool {
        !self.content.is_empty() || !self.refusal.is_empty()
    }
}

/// A question that another department than the responsible one answers.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Part {
    pub question_id: QuestionId,
    pub number: i32,
    pub organization_id: OrganizationId,
    /// The department's name.
    pub department: String,
    /// Since when its part is ready.
    pub contributed_at: Option<Moment>,
}

/// Who has a part in a paper beside its own organisations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Others {
    /// The people who were asked to sign.
    pub signatories: Vec<PersonId>,
    /// The departments that answer some of its questions.
    pub departments: Vec<OrganizationId>,
    /// The bodies that deal with it, or are to.
    pub bodies: Vec<OrganizationId>,
}

/// A member who was asked to sign a paper.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Signature {
    pub person_id: PersonId,
    pub name: String,
    pub signed_at: Option<Moment>,
}

/// The address of a paper's page.
pub fn path(council: &crate::council::Council, segment: &str) -> String {
    format!("/{}/papers/{segment}", council.slug)
}

/// Address of a paper's page.
pub fn url(public_url: &str, council: &str, segment: &str) -> String {
    format!("{public_url}/{council}/papers/{segment}")
}
