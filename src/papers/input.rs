//! What can be typed into an action, from a form or as JSON, cleaned and checked at the edge.
use super::extra::Value;
use crate::consultations::input::{PointInput, ReferralInput, VoteInput, clean_points, clean_referrals, clean_votes};
use crate::council::Kind;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::procedure::{Action, EntryStyle, Relation};
use crate::typed::{line, prose, time_of_day};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fields of all actions; each action takes those that `fields` lists, and refuses the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Input {
    /// The version of the thing that the action was chosen on.
    pub version: Option<i32>,
    /// Betreff.
    pub title: Option<String>,
    /// Anlass.
    pub occasion: Option<String>,
    /// Sachverhalt.
    pub facts: Option<String>,
    /// The questions in their order; they are numbered from 1. Empty ones fall away.
    pub questions: Option<Vec<String>>,
    /// The operative points in their order; they are numbered from 1. Empty ones fall away.
    pub points: Option<Vec<String>>,
    /// The fields of the kind's own, by their keys: `{ "finance": "yes", "boxes": { "consent": "ab 2024" } }`.
    pub values: Option<BTreeMap<String, Value>>,
    /// Key of the kind of the paper that is begun below this one, or into which the paper is converted.
    pub kind: Option<String>,
    /// Key or id of the organisation in whose name it is begun; needed only by who acts for several.
    pub organization: Option<String>,
    /// The version of the paper above that an amendment changes, and the place in it: "Punkt 2, Satz 1".
    pub target_version: Option<i32>,
    pub target_place: Option<String>,
    /// What is said to each question.
    pub answers: Option<Vec<AnswerInput>>,
    /// Which department answers which question.
    pub assignments: Option<Vec<AssignmentInput>>,
    /// `false`: not public from the first keystroke on.
    pub public: Option<bool>,
    /// Whether the office accepts that the paper cannot wait.
    pub urgent: Option<bool>,
    pub reason: Option<String>,
    /// Key or id of the responsible department.
    pub department: Option<String>,
    /// Keys or ids of the departments that take part beside the responsible one.
    pub involved: Option<Vec<String>>,
    /// Keys or ids of the members who are asked to sign.
    pub people: Option<Vec<String>>,
    /// Key or id of the body that is consulted.
    pub body: Option<String>,
    /// Key of the consultation role.
    pub role: Option<String>,
    /// Day of the sitting.
    pub date: Option<NaiveDate>,
    /// Start of the sitting in the council's time zone, `HH:MM`.
    pub time: Option<String>,
    pub place: Option<String>,
    /// Id of a sitting that is there already: then neither day nor time nor place is needed.
    pub meeting: Option<String>,
    /// Id of an item of that sitting's agenda; an item of its own without it.
    pub item: Option<String>,
    /// Key of the result word.
    pub result: Option<String>,
    /// What the minutes add to the result.
    pub note: Option<String>,
    /// The text as it was amended.
    pub final_text: Option<String>,
    /// When a paper that is put off is to come again, in words: "4. Quartal 2022".
    pub planned_for: Option<String>,
    /// Where a paper is referred to.
    pub bodies: Option<Vec<ReferralInput>>,
    /// What became of the single points.
    pub point_results: Option<Vec<PointInput>>,
    pub votes: Option<Vec<VoteInput>>,
    /// Who was elected: keys or ids of people of the council, or names.
    pub elected: Option<Vec<String>>,
    /// Who asked for the extension.
    pub applicant: Option<String>,
    /// Who granted it.
    pub decider: Option<String>,
    /// Day on which it was granted.
    pub decided_on: Option<NaiveDate>,
    /// The new due date.
    pub due_on: Option<NaiveDate>,
}

/// An answer to one question: a text, or a refusal with its reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerInput {
    /// Number of the question.
    pub question: i32,
    pub text: String,
    pub refusal: String,
}

/// Who answers a question: the key or id of a department; empty for the responsible one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AssignmentInput {
    /// Number of the question.
    pub question: i32,
    pub department: String,
}

/// How a field is typed, for forms and for the API's description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    Line,
    Text,
    Questions,
    Points,
    Answers,
    Assignments,
    Boolean,
    Department,
    Departments,
    People,
    Body,
    Role,
    Date,
    Time,
    Result,
    /// A sitting of the consulted body that is to come.
    Meeting,
    /// An item of that sitting's agenda.
    Item,
    /// Bodies, each with a role.
    Referrals,
    /// Points, each with a result and a text.
    PointResults,
    /// Votes, by figures or by name.
    Votes,
    /// People by key, id or name, one a line.
    Names,
    /// A kind of paper.
    Kind,
    /// One of the actor's own organisations.
    Organization,
    /// A frozen version of the paper above.
    Version,
    /// The fields of the kind's own.
    Values,
}

/// What drafts of a kind consist of, beyond what all papers have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shape {
    pub answering: bool,
    pub asking: bool,
    pub points: bool,
    pub values: bool,
    /// Changes a place in the paper above.
    pub amending: bool,
    /// Its author can claim that it cannot wait.
    pub urgent: bool,
    /// Comes from a faction or a person, who withdraws it with a reason.
    pub filed: bool,
    /// Departments are named that take part.
    pub involving: bool,
}

impl From<&Kind> for Shape {
    fn from(kind: &Kind) -> Self {
        Self {
            answering: kind.answers(),
            asking: kind.asks(),
            points: kind.points,
            values: !kind.fields.is_empty(),
            amending: kind.relation == Some(Relation::Amends),
            urgent: kind.fields.contains_key(URGENCY),
            filed: kind.entry == EntryStyle::Filed,
            involving: kind.involves,
        }
    }
}

/// Key of the field in which an author says why the paper cannot wait.
pub const URGENCY: &str = "urgency";

/// A field of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Field {
    pub name: &'static str,
    #[serde(rename = "type")]
    pub kind: FieldType,
    pub required: bool,
}

const fn field(name: &'static str, kind: FieldType, required: bool) -> Field {
    Field { name, kind, required }
}

const TITLE: Field = field("title", FieldType::Line, false);
const OCCASION: Field = field("occasion", FieldType::Line, false);
const FACTS: Field = field("facts", FieldType::Text, false);
const QUESTIONS: Field = field("questions", FieldType::Questions, false);
const POINTS: Field = field("points", FieldType::Points, false);
const FURTHER_QUESTIONS: Field = field("questions", FieldType::Questions, true);
const ASSIGNMENTS: Field = field("assignments", FieldType::Assignments, true);
const VALUES: Field = field("values", FieldType::Values, false);
const KIND: Field = field("kind", FieldType::Kind, true);
const ORGANIZATION: Field = field("organization", FieldType::Organization, false);
const TARGET_VERSION: Field = field("target_version", FieldType::Version, false);
const TARGET_PLACE: Field = field("target_place", FieldType::Line, false);
const ANSWERS: Field = field("answers", FieldType::Answers, false);
const PUBLIC: Field = field("public", FieldType::Boolean, false);
const URGENT: Field = field("urgent", FieldType::Boolean, false);
const REASON: Field = field("reason", FieldType::Text, true);
const DEPARTMENT: Field = field("department", FieldType::Department, true);
const INVOLVED: Field = field("involved", FieldType::Departments, false);
const PEOPLE: Field = field("people", FieldType::People, true);
const BODY: Field = field("body", FieldType::Body, true);
const ROLE: Field = field("role", FieldType::Role, true);
const MEETING: Field = field("meeting", FieldType::Meeting, false);
const ITEM: Field = field("item", FieldType::Item, false);
const DATE: Field = field("date", FieldType::Date, true);
const TIME: Field = field("time", FieldType::Time, true);
const PLACE: Field = field("place", FieldType::Line, true);
const RESULT: Field = field("result", FieldType::Result, true);
/// What should stand in place of the wrong result; nothing: no result at all.
const CORRECT: Field = field("result", FieldType::Result, false);
const NOTE: Field = field("note", FieldType::Text, false);
const COMPLETION: Field = field("note", FieldType::Text, true);
const FINAL_TEXT: Field = field("final_text", FieldType::Text, true);
const AMENDED: Field = field("final_text", FieldType::Text, false);
const BODIES: Field = field("bodies", FieldType::Referrals, false);
const POINT_RESULTS: Field = field("point_results", FieldType::PointResults, false);
const VOTES: Field = field("votes", FieldType::Votes, false);
const PLANNED_FOR: Field = field("planned_for", FieldType::Line, false);
const ELECTED: Field = field("elected", FieldType::Names, false);
/// For a paper of which kind; where there is only one, it need not be said.
const WHICH: Field = field("kind", FieldType::Kind, false);
const INTO: Field = field("kind", FieldType::Kind, false);
const APPLICANT: Field = field("applicant", FieldType::Line, true);
const DECIDER: Field = field("decider", FieldType::Line, true);
const DECIDED_ON: Field = field("decided_on", FieldType::Date, true);
const DUE_ON: Field = field("due_on", FieldType::Date, true);
/// The new due date where another one is granted than was asked for.
const GRANTED: Field = field("due_on", FieldType::Date, false);
/// Who asks, where that is not whoever the clock binds.
const ASKED_BY: Field = field("applicant", FieldType::Line, false);

/// The fields of an action on a paper of this shape.
pub fn fields(action: Action, shape: Shape) -> Vec<Field> {
    match action {
        Action::Edit => drafted(shape),
        _ => others(action, shape).to_vec(),
    }
}

/// The fields of a draft.
fn drafted(shape: Shape) -> Vec<Field> {
    if shape.answering {
        return vec![FACTS, ANSWERS];
    }
    let parts = [
        (true, TITLE),
        (true, OCCASION),
        (shape.amending, TARGET_VERSION),
        (shape.amending, TARGET_PLACE),
        (true, FACTS),
        (shape.points, POINTS),
        (shape.asking, QUESTIONS),
        (shape.values, VALUES),
        (true, PUBLIC),
    ];
    parts.into_iter().filter_map(|(has, field)| has.then_some(field)).collect()
}

const fn others(action: Action, shape: Shape) -> &'static [Field] {
    match action {
        Action::DraftChild => &[KIND, ORGANIZATION],
        Action::Reserve => &[WHICH],
        Action::GiveUp => &[WHICH, REASON],
        Action::Invite => &[PEOPLE],
        Action::Return | Action::HandBack | Action::Refuse => &[REASON],
        Action::Withdraw if shape.answering => &[],
        Action::Withdraw => &[REASON],
        Action::Admit if shape.urgent && shape.involving => &[DEPARTMENT, INVOLVED, URGENT],
        Action::Admit if shape.urgent => &[DEPARTMENT, URGENT],
        Action::Admit | Action::Assign if shape.involving => &[DEPARTMENT, INVOLVED],
        Action::Admit | Action::Assign => &[DEPARTMENT],
        Action::TakeOver => &[ORGANIZATION],
        Action::Plan => &[BODY, ROLE],
        Action::Schedule => &[MEETING, ITEM, DATE, TIME, PLACE],
        Action::EnterResult => {
            &[RESULT, NOTE, AMENDED, POINT_RESULTS, BODIES, PLANNED_FOR, ELECTED, INTO, GRANTED, VOTES]
        }
        Action::Correct => {
            &[CORRECT, REASON, NOTE, AMENDED, POINT_RESULTS, BODIES, PLANNED_FOR, ELECTED, INTO, GRANTED, VOTES]
        }
        Action::Complete => &[COMPLETION],
        Action::FinalText => &[FINAL_TEXT],
        Action::Extend => &[APPLICANT, DECIDER, DECIDED_ON, DUE_ON, REASON],
        Action::SwitchRole => &[ROLE, REASON],
        Action::Cancel => &[REASON],
        Action::Interim => &[DUE_ON, REASON],
        Action::AskExtension => &[DUE_ON, ASKED_BY, REASON],
        Action::FollowUp => &[FURTHER_QUESTIONS],
        Action::AssignQuestions => &[ASSIGNMENTS],
        // Orders have inputs of their own (`orders::input`).
        Action::Split
        | Action::Move
        | Action::Coordinate
        | Action::Reschedule
        | Action::Report
        | Action::Confirm
        | Action::Drop
        | Action::CarryOut
        | Action::Release => &[],
        Action::Edit
        | Action::Contribute
        | Action::Accept
        | Action::Cosign
        | Action::Resume
        | Action::Submit
        | Action::DraftAnswer
        | Action::Present
        | Action::Sign
        | Action::Issue => &[],
    }
}

/// Most rows of a list.
pub const ROWS: usize = 200;

impl Input {
    /// Cleans every field and refuses, all at once: fields that the action does not take, required ones that are
    /// missing, control characters, and what is too long.
    pub fn checked(mut self, action: Action, shape: impl Into<Shape>) -> Result<Self> {
        let fields = fields(action, shape.into());
        let mut faults = Vec::new();
        self.clean(&mut faults);
        let nothing_asked = self.questions.as_ref().is_some_and(Vec::is_empty);
        for name in self.given() {
            if !fields.iter().any(|field| field.name == name) {
                faults.push(Message::new("input_unexpected").on(name).with("field", name));
            }
        }
        let given = self.given();
        // A sitting that is there says itself when and where it is.
        let known = given.contains(&"meeting");
        let needed = |field: &&Field| field.required && !(known && ["date", "time", "place"].contains(&field.name));
        let lacks = |name: &str| !given.contains(&name) || (name == "questions" && nothing_asked);
        for field in fields.iter().filter(needed).filter(|field| lacks(field.name)) {
            faults.push(Message::new("input_required").on(field.name).with("field", field.name));
        }
        // A form sends an empty hour when a sitting that is there was chosen.
        if let Some(time) = self.time.as_deref().filter(|time| !time.is_empty())
            && time_of_day(time).is_none()
        {
            faults.push(Message::new("input_time").on("time"));
        }
        if faults.is_empty() { Ok(self) } else { Err(Error::Refused(faults)) }
    }

    fn clean(&mut self, faults: &mut Vec<Message>) {
        let lines = [
            ("title", &mut self.title),
            ("occasion", &mut self.occasion),
            ("department", &mut self.department),
            ("body", &mut self.body),
            ("role", &mut self.role),
            ("time", &mut self.time),
            ("place", &mut self.place),
            ("meeting", &mut self.meeting),
            ("item", &mut self.item),
            ("result", &mut self.result),
            ("applicant", &mut self.applicant),
            ("decider", &mut self.decider),
            ("kind", &mut self.kind),
            ("organization", &mut self.organization),
            ("target_place", &mut self.target_place),
            ("planned_for", &mut self.planned_for),
        ];
        for (name, value) in lines {
            if let Some(text) = value {
                keep(line(name, text), text, faults);
            }
        }
        let texts = [
            ("facts", &mut self.facts),
            ("reason", &mut self.reason),
            ("note", &mut self.note),
            ("final_text", &mut self.final_text),
        ];
        for (name, value) in texts {
            if let Some(text) = value {
                keep(prose(name, text), text, faults);
            }
        }
        if let Some(people) = &mut self.people {
            rows("people", people.len(), faults);
            people.iter_mut().for_each(|person| keep(line("people", person), person, faults));
            people.retain(|person| !person.is_empty());
        }
        if let Some(involved) = &mut self.involved {
            rows("involved", involved.len(), faults);
            involved.iter_mut().for_each(|name| keep(line("involved", name), name, faults));
            involved.retain(|name| !name.is_empty());
        }
        if let Some(elected) = &mut self.elected {
            rows("elected", elected.len(), faults);
            elected.iter_mut().for_each(|name| keep(line("elected", name), name, faults));
            elected.retain(|name| !name.is_empty());
        }
        if let Some(bodies) = &mut self.bodies {
            rows("bodies", bodies.len(), faults);
            clean_referrals(bodies, faults);
        }
        if let Some(points) = &mut self.point_results {
            rows("point_results", points.len(), faults);
            clean_points(points, faults);
        }
        if let Some(votes) = &mut self.votes {
            rows("votes", votes.len(), faults);
            votes.iter().for_each(|vote| rows("votes", vote.ballots.len(), faults));
            clean_votes(votes, faults);
        }
        for (name, texts) in [("questions", &mut self.questions), ("points", &mut self.points)] {
            let Some(texts) = texts else { continue };
            rows(name, texts.len(), faults);
            texts.iter_mut().for_each(|text| keep(prose(name, text), text, faults));
            texts.retain(|text| !text.is_empty());
        }
        if let Some(assignments) = &mut self.assignments {
            rows("assignments", assignments.len(), faults);
            for assignment in assignments {
                keep(line("assignments", &assignment.department), &mut assignment.department, faults);
            }
        }
        if let Some(answers) = &mut self.answers {
            rows("answers", answers.len(), faults);
            for answer in answers {
                keep(prose("answers", &answer.text), &mut answer.text, faults);
                keep(prose("answers", &answer.refusal), &mut answer.refusal, faults);
            }
        }
    }

    /// The names of the fields that carry something.
    fn given(&self) -> Vec<&'static str> {
        let filled = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
        [
            ("title", self.title.is_some()),
            ("occasion", self.occasion.is_some()),
            ("facts", self.facts.is_some()),
            ("questions", self.questions.is_some()),
            ("points", self.points.is_some()),
            ("values", self.values.is_some()),
            ("kind", filled(&self.kind)),
            ("organization", filled(&self.organization)),
            ("target_version", self.target_version.is_some()),
            ("target_place", self.target_place.is_some()),
            ("answers", self.answers.is_some()),
            ("assignments", self.assignments.as_ref().is_some_and(|rows| !rows.is_empty())),
            ("public", self.public.is_some()),
            ("urgent", self.urgent.is_some()),
            ("reason", filled(&self.reason)),
            ("department", filled(&self.department)),
            ("involved", self.involved.as_ref().is_some_and(|involved| !involved.is_empty())),
            ("people", self.people.as_ref().is_some_and(|people| !people.is_empty())),
            ("body", filled(&self.body)),
            ("role", filled(&self.role)),
            ("date", self.date.is_some()),
            ("time", filled(&self.time)),
            ("place", filled(&self.place)),
            ("meeting", filled(&self.meeting)),
            ("item", filled(&self.item)),
            ("result", filled(&self.result)),
            ("note", filled(&self.note)),
            ("final_text", filled(&self.final_text)),
            ("planned_for", filled(&self.planned_for)),
            ("bodies", self.bodies.as_ref().is_some_and(|bodies| !bodies.is_empty())),
            ("point_results", self.point_results.as_ref().is_some_and(|points| !points.is_empty())),
            ("votes", self.votes.as_ref().is_some_and(|votes| !votes.is_empty())),
            ("elected", self.elected.as_ref().is_some_and(|elected| !elected.is_empty())),
            ("applicant", filled(&self.applicant)),
            ("decider", filled(&self.decider)),
            ("decided_on", self.decided_on.is_some()),
            ("due_on", self.due_on.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, given)| given.then_some(name))
        .collect()
    }

    /// The reason, or nothing.
    pub fn reason(&self) -> &str {
        self.reason.as_deref().unwrap_or_default()
    }
}

fn keep(cleaned: Result<String, Message>, into: &mut String, faults: &mut Vec<Message>) {
    match cleaned {
        Ok(text) => *into = text,
        Err(fault) => faults.push(fault),
    }
}

fn rows(name: &'static str, count: usize, faults: &mut Vec<Message>) {
    if count > ROWS {
        faults.push(Message::new("input_too_many").on(name).with("field", name).with("limit", ROWS));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typed::TEXT;

    /// An inquiry.
    const ASKING: Shape = Shape {
        asking: true,
        filed: true,
        involving: false,
        answering: false,
        points: false,
        values: false,
        amending: false,
        urgent: false,
    };

    fn keys(result: Result<Input>) -> Vec<(&'static str, String)> {
        match result {
            Err(Error::Refused(faults)) => {
                faults.into_iter().map(|m| (m.key, m.field.unwrap_or_default().into_owned())).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_fault_names_its_field() {
        let input = Input {
            title: Some("a\r\nBcc: x".into()),
            facts: Some("x".repeat(TEXT + 1)),
            reason: Some("weil".into()),
            ..Input::default()
        };
        let told = keys(input.checked(Action::Edit, ASKING));
        assert_eq!(
            told,
            [
                ("input_control", "title".to_owned()),
                ("input_too_long", "facts".to_owned()),
                ("input_unexpected", "reason".to_owned())
            ]
        );
    }

    #[test]
    fn what_is_required_and_missing_is_named() {
        let told = keys(Input { time: Some("25:00".into()), ..Input::default() }.checked(Action::Schedule, ASKING));
        assert_eq!(
            told,
            [
                ("input_required", "date".to_owned()),
                ("input_required", "place".to_owned()),
                ("input_time", "time".to_owned())
            ]
        );
    }

    #[test]
    fn texts_are_cleaned() {
        let input = Input {
            title: Some("  Betreff ".into()),
            questions: Some(vec![" eins\r\nzwei ".into(), "  ".into()]),
            ..Input::default()
        };
        let clean = input.checked(Action::Edit, ASKING).unwrap();
        assert_eq!(clean.title.as_deref(), Some("Betreff"));
        assert_eq!(clean.questions, Some(vec!["eins\nzwei".to_owned()]));
    }
}
