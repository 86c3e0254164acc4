//! Splitting the questions of a paper among departments: one choice a question.
use super::doing::{Target, perform};
use super::form;
use super::{Found, crumbs, foreign, meant, moved, number, path};
use crate::app::App;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::organizations::{self, OrganizationKind};
use crate::papers::facts::Case;
use crate::papers::{offers, store};
use crate::procedure::Action;
use crate::web::csrf::Fields;
use crate::web::page::{Crumb, Faults, Frame};
use crate::web::reply::see_other;
use crate::web::widget::{Choice, on_fields};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Serialize;

/// The form in which questions are split among departments.
#[derive(Serialize)]
pub struct PartsPage {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    pub number: String,
    pub href: String,
    pub subject: String,
    pub lang: &'static str,
    pub hint: String,
    pub faults: Faults,
    /// Somebody else was faster.
    pub stale: bool,
    /// Why it cannot be done now: then there is no form.
    pub refused: Vec<String>,
    pub version: String,
    pub questions: Vec<PartRow>,
}

/// A question and who answers it.
#[derive(Debug, Clone, Serialize)]
pub struct PartRow {
    pub name: String,
    pub label: String,
    pub text: String,
    /// An issued answer has answered it: nothing to choose any more.
    pub answered: bool,
    pub options: Vec<Choice>,
}

/// The form as things stand.
pub(super) async fn show(app: &App, frame: &Frame, name: &str) -> Result<HttpResponse> {
    page(app, frame, name, frame.typed(), Vec::new(), StatusCode::OK).await
}

/// Takes what was chosen.
pub(super) async fn save(app: &App, frame: &Frame, name: &str, fields: Fields) -> Result<HttpResponse> {
    let (input, messages) = form::parse(&fields);
    let done = if messages.is_empty() {
        perform(app, frame, Target::Paper(name.to_owned()), Action::AssignQuestions, input, &fields).await
    } else {
        Err(Error::Refused(messages))
    };
    match done {
        Ok(target) => Ok(see_other(&target)),
        Err(Error::Refused(messages)) => {
            page(app, frame, name, Some(fields), messages, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Stale) => page(app, frame, name, Some(fields), Vec::new(), StatusCode::CONFLICT).await,
        Err(other) => Err(other),
    }
}

async fn page(
    app: &App,
    frame: &Frame,
    name: &str,
    typed: Option<Fields>,
    messages: Vec<Message>,
    status: StatusCode,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    let (rules, wanted, today) = (council.clone(), name.to_owned(), app.now().day(council.timezone));
    let found = app
        .read(move |db| {
            let paper = match meant(db, &rules, Some(&actor), &wanted)? {
                Found::Elsewhere(segment) => return Ok(Found::Elsewhere(segment)),
                Found::Here(paper) => paper,
            };
            let kind = rules.kind(&paper.kind).ok_or(Error::NotFound)?;
            let case = Case::load(db, &rules, paper)?;
            let offers = offers::of_paper(&rules, kind, &case, &actor, today);
            let offer = offers.into_iter().find(|offer| offer.action == Action::AssignQuestions);
            let offer = offer.ok_or(Error::NotFound)?;
            if !offer.mine {
                return Err(offer.refused.into_iter().next().map_or(Error::NotFound, Error::Forbidden));
            }
            let mut departments = organizations::store::of_kind(db, &rules.slug, OrganizationKind::Department)?;
            departments.retain(|department| department.is_current(today));
            let answered = store::answered(db, case.paper.id)?;
            Ok(Found::Here((case, offer, departments, answered)))
        })
        .await?;
    let (case, offer, departments, answered) = match found {
        Found::Here(found) => found,
        Found::Elsewhere(segment) => return Ok(moved(&council, &segment, "/actions/assign-questions")),
    };
    let (words, language, paper) = (&app.words, frame.language, &case.paper);
    let lead = departments.iter().find(|department| Some(department.id) == paper.responsible_id);
    let lead = lead.map(|lead| words.say(language, "also_parts_lead", &[("department", &lead.name)]));
    let row = |question: &crate::papers::Question| {
        let name = format!("department-{}", question.number);
        let part = case.parts.iter().find(|part| part.question_id == question.id);
        let chosen = match &typed {
            Some(fields) => fields.get(&name).to_owned(),
            None => part
                .and_then(|part| departments.iter().find(|department| department.id == part.organization_id))
                .map(|department| department.key.clone())
                .unwrap_or_default(),
        };
        let others = departments.iter().filter(|department| Some(department.id) != paper.responsible_id);
        let options = lead.iter().map(|lead| Choice::new("", lead.clone()));
        let options = options.chain(others.map(|department| Choice::new(&department.key, &department.name)));
        PartRow {
            label: words.say(language, "also_parts_question", &[("number", &question.number.to_string())]),
            text: question.content.clone(),
            answered: answered.contains(&question.id),
            options: options.map(|option| Choice { chosen: option.value == chosen, ..option }).collect(),
            name,
        }
    };
    let rules = council.kind(&paper.kind).and_then(|kind| kind.actions.get(&Action::AssignQuestions));
    let title = rules.map_or_else(String::new, |step| step.label.say(language).to_owned());
    let stale = status == StatusCode::CONFLICT;
    let messages = on_fields(messages, |_| false);
    let shown = PartsPage {
        crumbs: crumbs(frame, words, &council, paper, &title),
        number: number(words, language, paper),
        href: path(&council, &paper.path_segment()),
        subject: paper.title.clone(),
        lang: foreign(frame, &council),
        hint: words.say(language, "hint_assign_questions", &[]),
        faults: Faults::of(words, language, &messages),
        refused: offer.refused.iter().map(|why| words.tell(language, why)).collect(),
        version: match &typed {
            Some(fields) if !stale => fields.get("version").to_owned(),
            _ => paper.version.to_string(),
        },
        questions: case.questions.iter().map(row).collect(),
        stale,
        title,
    };
    frame.render_as(app, &shown, status)
}
