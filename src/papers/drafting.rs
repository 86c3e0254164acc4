//! What a draft begins with, and what is written into it.
use super::facts::Case;
use super::input::{AnswerInput, Input};
use super::{Paper, Point, Question, Value, own, proof, store};
use crate::app::Tx;
use crate::council::{Council, Kind};
use crate::db::Db;
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use std::collections::BTreeMap;

/// What a new draft begins with: how it comes about, and the fields of the action `edit`.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewPaper {
    /// Code of the kind: `F`.
    pub kind: String,
    /// Number or id of the paper above, for kinds that hang below another.
    pub parent: Option<String>,
    /// Key or id of the organisation in whose name it is drafted; needed only by who acts for several.
    pub organization: Option<String>,
    pub title: Option<String>,
    pub occasion: Option<String>,
    pub facts: Option<String>,
    pub questions: Option<Vec<String>>,
    pub points: Option<Vec<String>>,
    /// The fields of the kind's own, by their keys.
    pub values: Option<BTreeMap<String, Value>>,
    /// For an amendment: the version of the paper above that it changes, and the place in it.
    pub target_version: Option<i32>,
    pub target_place: Option<String>,
    pub answers: Option<Vec<AnswerInput>>,
    /// `false`: not public from the first keystroke on.
    pub public: Option<bool>,
}

impl NewPaper {
    pub(super) fn input(&self) -> Input {
        Input {
            title: self.title.clone(),
            occasion: self.occasion.clone(),
            facts: self.facts.clone(),
            questions: self.questions.clone(),
            points: self.points.clone(),
            values: self.values.clone(),
            target_version: self.target_version,
            target_place: self.target_place.clone(),
            answers: self.answers.clone(),
            public: self.public,
            ..Input::default()
        }
    }
}

/// Writes what was typed into a draft. `questions` are those that an answering paper answers.
pub(super) fn type_in(
    tx: &mut Tx<'_>,
    kind: &Kind,
    paper: &mut Paper,
    questions: &[Question],
    input: &Input,
) -> Result<()> {
    for (value, into) in
        [(&input.title, &mut paper.title), (&input.occasion, &mut paper.occasion), (&input.facts, &mut paper.facts)]
    {
        if let Some(text) = value {
            into.clone_from(text);
        }
    }
    if let Some(public) = input.public {
        // Nothing is wider open than what it hangs on.
        let above = paper.parent_id.map(|parent| store::get(tx, parent)).transpose()?;
        paper.confidential = !public || above.is_some_and(|above| above.confidential);
    }
    if let Some(typed) = &input.values {
        let points = points_above(tx, kind, paper)?.len();
        paper.extra.values.extend(own::checked(kind, typed, points).map_err(Error::Refused)?);
    }
    if let Some(place) = &input.target_place {
        paper.extra.target_place = Some(place.clone()).filter(|place| !place.is_empty());
    }
    if input.target_version.is_some() {
        paper.extra.target_version = input.target_version;
    }
    if let Some(texts) = &input.questions {
        store::replace_questions(tx, paper.id, texts)?;
    }
    if let Some(texts) = &input.points {
        store::replace_points(tx, paper.id, texts)?;
    }
    for answer in input.answers.iter().flatten() {
        let question = questions.iter().find(|question| question.number == answer.question).ok_or_else(|| {
            Error::refused(Message::new("answer_to_no_question").on("answers").with("number", answer.question))
        })?;
        store::put_answer(tx, paper.id, question.id, &answer.text, &answer.refusal)?;
    }
    Ok(())
}

/// The operative points of the paper above, for kinds that say something on each of them; none for others.
pub(super) fn points_above(db: &mut Db, kind: &Kind, paper: &Paper) -> Result<Vec<Point>> {
    match paper.parent_id.filter(|_| kind.fields.values().any(|field| field.per_point)) {
        Some(parent) => store::points(db, parent),
        None => Ok(Vec::new()),
    }
}

/// Appends the event of a draft's making.
pub(super) fn record_creation(tx: &mut Tx<'_>, council: &Council, paper: Paper, by: &str) -> Result<PaperId> {
    let case = Case::load(tx, council, paper)?;
    let text_hash = Some(proof::text_hash(council, &case)?);
    let mut paper = case.paper;
    let detail = Detail { by: by.to_owned(), to: Some(paper.status), text_hash, ..Detail::default() };
    let event = NewEvent {
        action: "create".to_owned(),
        paper_id: Some(paper.id),
        subject: format!("paper:{}", paper.id),
        circle: paper.circle,
        detail,
    };
    paper.last_event = events::append(tx, council, event)?;
    paper.fold();
    store::save(tx, &paper, paper.version)?;
    Ok(paper.id)
}
