//! What happened before the demo begins: papers that went through the real acts, each step at its own time.
use super::{actor, set_clock};
use crate::app::App;
use crate::consultations;
use crate::council::Council;
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::organizations;
use crate::papers::act::{self, NewPaper};
use crate::papers::input::{AnswerInput, Input};
use crate::papers::store;
use crate::procedure::Action;
use chrono::NaiveDate;
use serde::Deserialize;

/// When the council is set up: before its first paper.
pub const EVE: &str = "2020-01-06T08:00";

const PAPERS: &str = include_str!("../../../config/demo/papers.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct History {
    office: String,
    papers: Vec<Script>,
}

/// A paper and what became of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    account: String,
    title: String,
    occasion: String,
    facts: String,
    questions: Vec<String>,
    #[serde(default = "yes")]
    public: bool,
    submitted: String,
    admitted: String,
    department: String,
    /// Day of the sitting that it was put on, if any.
    meeting: Option<NaiveDate>,
    answer: Option<Answer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    drafter: String,
    head: String,
    drafted: String,
    signed: String,
    issued: String,
    facts: String,
    answers: Vec<String>,
}

fn yes() -> bool {
    true
}

/// Plays every paper of the file.
pub fn file(app: &App, council: &Council) -> anyhow::Result<()> {
    let history: History = toml::from_str(PAPERS)?;
    history.papers.iter().try_for_each(|script| play(app, council, &history.office, script))
}

fn play(app: &App, council: &Council, office: &str, script: &Script) -> anyhow::Result<()> {
    let by = |account: &str, at: &str, id: PaperId, action: Action, input: Input| {
        step(app, council, account, at, id, action, input)
    };
    set_clock(app, council, &script.submitted)?;
    let new = NewPaper {
        kind: "F".to_owned(),
        title: Some(script.title.clone()),
        occasion: Some(script.occasion.clone()),
        facts: Some(script.facts.clone()),
        questions: Some(script.questions.clone()),
        public: Some(script.public),
        ..NewPaper::default()
    };
    let paper = app.write_blocking(&actor(app, &script.account)?, |tx| act::create(tx, council, &new))?;
    by(&script.account, &script.submitted, paper, Action::Submit, Input::default())?;
    let admission = Input { department: Some(script.department.clone()), ..Input::default() };
    by(office, &script.admitted, paper, Action::Admit, admission)?;
    if let Some(day) = script.meeting {
        schedule(app, council, office, paper, day)?;
    }
    let Some(answer) = &script.answer else { return Ok(()) };
    let draft = by(&answer.drafter, &answer.drafted, paper, Action::DraftAnswer, Input::default())?;
    let answers = (1..).zip(&answer.answers);
    let typed = Input {
        facts: Some(answer.facts.clone()),
        answers: Some(
            answers
                .map(|(question, text)| AnswerInput { question, text: text.clone(), ..AnswerInput::default() })
                .collect(),
        ),
        ..Input::default()
    };
    by(&answer.drafter, &answer.drafted, draft, Action::Edit, typed)?;
    by(&answer.head, &answer.signed, draft, Action::Sign, Input::default())?;
    by(office, &answer.issued, draft, Action::Issue, Input::default())?;
    Ok(())
}

/// Takes a step at its time, in the version that is there.
pub(super) fn step(
    app: &App,
    council: &Council,
    account: &str,
    at: &str,
    id: PaperId,
    action: Action,
    input: Input,
) -> anyhow::Result<PaperId> {
    set_clock(app, council, at)?;
    let done = app.write_blocking(&actor(app, account)?, |tx| {
        let version = Some(store::get(tx, id)?.version);
        act::perform(tx, council, id, action, &Input { version, ..input.clone() })
    });
    Ok(done?)
}

/// Puts the paper's first consultation on the agenda of a sitting at two o'clock.
fn schedule(app: &App, council: &Council, office: &str, paper: PaperId, day: NaiveDate) -> anyhow::Result<()> {
    app.write_blocking(&actor(app, office)?, |tx| -> Result<()> {
        let first = consultations::store::of_paper(tx, paper)?.into_iter().next().ok_or(Error::NotFound)?;
        let body = organizations::store::get(tx, first.organization_id)?;
        let input = Input {
            version: Some(first.version),
            date: Some(day),
            time: Some("14:00".to_owned()),
            place: body.place,
            ..Input::default()
        };
        consultations::act::perform(tx, council, first.id, Action::Schedule, &input)?;
        Ok(())
    })?;
    Ok(())
}
