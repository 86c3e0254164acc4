//! A paper with everything that a decision about it needs, loaded once.
use super::store::Reserved;
use super::{Answer, Others, Paper, Part, Point, Question, Signature, own, personal, store};
use crate::clocks::{self, Clock};
use crate::consultations::{self, Consultation};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{OrganizationId, PersonId};
use crate::error::Result;
use crate::files;
use crate::people::{Actor, Role};
use crate::procedure::{
    Action, ClockState, ConsultationState, EntryState, Relation, ResultClass, RoleKind, Status, deliberation, standing,
    status,
};
use crate::visibility::Scope;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A paper and its surroundings.
pub struct Case {
    pub paper: Paper,
    pub parent: Option<Paper>,
    pub parent_clocks: Vec<Clock>,
    /// Its own questions; for an answering paper those of its parent.
    pub questions: Vec<Question>,
    pub answers: Vec<Answer>,
    /// What it proposes to decide.
    pub points: Vec<Point>,
    pub signatures: Vec<Signature>,
    pub consultations: Vec<Consultation>,
    pub clocks: Vec<Clock>,
    /// Whether a decision on it waits for the people before it binds.
    pub unbound: bool,
    /// The SHA-256 of the files that hang on it now.
    pub files: Vec<String>,
    pub children: Vec<Paper>,
    /// Numbers that wait for a paper below it.
    pub reserved: Vec<Reserved>,
    /// Who has a part in it beside its own organisations.
    pub others: Others,
    /// Which of the questions other departments answer.
    pub parts: Vec<Part>,
    /// Of a paper that councillors filed in their own names: the last day in the council of the last of them.
    pub left_on: Option<NaiveDate>,
    /// Then the office of their faction has standing, too: it carries the paper on for the faction.
    pub heir: Option<OrganizationId>,
}

impl Case {
    /// Loads what surrounds this paper.
    pub fn load(db: &mut Db, council: &Council, paper: Paper) -> Result<Self> {
        let answering = council.kind(&paper.kind).is_some_and(|kind| kind.answers());
        let parent = paper.parent_id.map(|parent| store::get(db, parent)).transpose()?;
        let parent_clocks = match &parent {
            Some(parent) => clocks::store::of_paper(db, parent.id)?,
            None => Vec::new(),
        };
        let left_on = personal::left_on(db, council, &paper)?;
        let heir = match left_on {
            Some(_) => personal::heir(db, &paper)?,
            None => None,
        };
        Ok(Self {
            questions: match &parent {
                Some(parent) if answering => store::questions_answered_by(db, &paper, parent.id)?,
                _ => store::questions(db, paper.id)?,
            },
            answers: store::answers(db, paper.id)?,
            points: store::points(db, paper.id)?,
            signatures: store::signatures(db, paper.id)?,
            consultations: consultations::store::of_paper(db, paper.id)?,
            clocks: clocks::store::of_paper(db, paper.id)?,
            unbound: store::is_unbound(db, paper.id)?,
            files: files::store::hashes(db, paper.id)?,
            children: store::children(db, paper.id)?,
            reserved: store::waiting_numbers(db, paper.id)?,
            left_on,
            heir,
            others: store::others(db, paper.id)?,
            parts: match &parent {
                Some(parent) if answering => store::parts(db, parent.id)?,
                _ => store::parts(db, paper.id)?,
            },
            parent,
            parent_clocks,
            paper,
        })
    }

    /// The people who were asked to sign.
    pub fn signatories(&self) -> Vec<PersonId> {
        self.signatures.iter().map(|signature| signature.person_id).collect()
    }

    /// Whether this actor may know of the paper at all.
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        Scope::of(Some(actor), &self.paper.council).sees(&self.paper.exposure_to(&self.others))
    }

    /// The roles by which this actor has standing to the paper; `body` is the one that is consulted.
    ///
    /// An amendment is taken over by the side whose paper it would change.
    pub fn standing(&self, actor: &Actor, body: Option<OrganizationId>, action: Action) -> BTreeSet<Role> {
        let paper = self.parent.as_ref().filter(|_| action == Action::Accept).unwrap_or(&self.paper);
        let parties = standing::Parties {
            author: paper.author_id,
            submitter: paper.submitter_id.or(self.heir),
            responsible: paper.responsible_id,
            involved: &self.others.departments,
            body,
        };
        standing::of(&actor.grants, &self.paper.council, &parties, action)
    }

    /// The numbers of the questions that this answer leaves open, ascending.
    pub fn unanswered(&self) -> Vec<i32> {
        let given = |question: &Question| {
            self.answers.iter().any(|answer| answer.question_id == question.id && answer.is_given())
        };
        self.questions.iter().filter(|question| !given(question)).map(|question| question.number).collect()
    }

    /// Children that answer and were neither issued nor discarded.
    pub fn drafts<'a>(&'a self, council: &'a Council) -> impl Iterator<Item = &'a Paper> {
        self.children.iter().filter(|child| {
            !matches!(child.entry, EntryState::Issued | EntryState::Withdrawn)
                && council.kind(&child.kind).is_some_and(|kind| kind.answers())
        })
    }

    /// Whether an answer to the paper was issued.
    pub fn is_answered(&self, council: &Council) -> bool {
        self.children.iter().any(|child| {
            child.entry == EntryState::Issued && council.kind(&child.kind).is_some_and(|kind| kind.answers())
        })
    }

    /// Whether a result decided the paper.
    pub fn is_decided(&self, council: &Council) -> bool {
        self.consultations.iter().any(|consultation| {
            let role = council.roles.get(&consultation.role).map_or(RoleKind::Information, |role| role.kind);
            consultation.result_class.is_some_and(|class: ResultClass| deliberation::outcome(class, role).decides)
        })
    }

    /// The status that the axes give, with the entry axis at `state`.
    ///
    /// A new version has no way of its own: it goes with the paper whose text it is.
    pub fn status(&self, council: &Council, state: EntryState) -> Status {
        if let Some(parent) = self.parent.as_ref().filter(|_| self.is_carried(council, state)) {
            return parent.status;
        }
        let consultations: Vec<_> = self.consultations.iter().map(|consultation| consultation.state).collect();
        let clocks: Vec<_> = self.clocks.iter().map(|clock| clock.state).collect();
        status::of(&status::Axes {
            entry: state,
            consultations: &consultations,
            decided: self.is_decided(council),
            clocks: &clocks,
            unbound: self.unbound,
        })
    }

    /// Whether a paper in this state goes with the one above it.
    fn is_carried(&self, council: &Council, state: EntryState) -> bool {
        matches!(state, EntryState::Admitted | EntryState::Issued)
            && self.consultations.is_empty()
            && council.kind(&self.paper.kind).is_some_and(|kind| kind.relation == Some(Relation::Replaces))
    }

    /// Whether the executive has yet to let it into the council.
    pub fn is_unapproved(&self, council: &Council) -> bool {
        let approving = |consultation: &&Consultation| {
            consultation.state != ConsultationState::Cancelled
                && council.roles.get(&consultation.role).is_some_and(|role| role.kind == RoleKind::Approval)
        };
        let mut approvals = self.consultations.iter().filter(approving).peekable();
        !self.paper.extra.elsewhere
            && approvals.peek().is_some()
            && !approvals.any(|approval| {
                approval.result_class.is_some_and(|class| deliberation::outcome(class, RoleKind::Approval).enters)
            })
    }

    /// Whether an amendment names a place of a version of the paper above that exists.
    pub(super) fn has_target(&self) -> bool {
        let extra = &self.paper.extra;
        let last = self.parent.as_ref().map_or(0, |parent| parent.text_version);
        extra.target_place.is_some() && extra.target_version.is_some_and(|version| version >= 0 && version <= last)
    }

    /// Whether business with the paper goes on: for a draft answer, with the paper that it answers.
    pub fn is_open(&self, council: &Council) -> bool {
        let answering = council.kind(&self.paper.kind).is_some_and(|kind| kind.answers());
        match self.parent.as_ref().filter(|_| answering) {
            Some(parent) => {
                let clocked = council.kind(&parent.kind).is_some_and(|kind| kind.clock.is_some());
                let running = self.parent_clocks.iter().any(|clock| clock.state == ClockState::Running);
                // A clock that starts with the sitting does not run yet: who answers before it is not too early.
                let ahead = self.parent_clocks.is_empty() && parent.status != Status::Closed;
                parent.entry == EntryState::Admitted && (running || !clocked || ahead)
            }
            None => {
                matches!(self.paper.entry, EntryState::Admitted | EntryState::Issued)
                    && self.status(council, self.paper.entry) != Status::Closed
            }
        }
    }

    /// The text of the paper as one JSON document: what a version keeps and what the event's hash covers.
    pub fn content(&self, council: &Council) -> Result<String> {
        let questions: Vec<_> = self.questions.iter().map(|question| (question.number, &question.content)).collect();
        let answers: Vec<_> = self
            .questions
            .iter()
            .filter_map(|question| {
                let answer = self.answers.iter().find(|answer| answer.question_id == question.id)?;
                Some((question.number, &answer.content, &answer.refusal))
            })
            .collect();
        let mut content = serde_json::json!({
            "title": self.paper.title,
            "occasion": self.paper.occasion,
            "facts": self.paper.facts,
            "questions": questions,
            "answers": answers,
        });
        // What a paper does not have stands not in its text: a paper of a kind without points hashes as it always did.
        if let Some(parts) = content.as_object_mut() {
            if !self.points.is_empty() {
                let points: Vec<_> = self.points.iter().map(|point| (point.number, &point.content)).collect();
                parts.insert("points".to_owned(), serde_json::to_value(points)?);
            }
            let extra = serde_json::to_value(own::published(council.kind(&self.paper.kind), &self.paper.extra))?;
            if extra.as_object().is_some_and(|extra| !extra.is_empty()) {
                parts.insert("extra".to_owned(), extra);
            }
            if !self.files.is_empty() {
                parts.insert("files".to_owned(), serde_json::to_value(&self.files)?);
            }
        }
        Ok(serde_json::to_string(&content)?)
    }
}
