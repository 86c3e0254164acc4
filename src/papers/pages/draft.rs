//! Writing a paper: a new draft, a draft that is edited, and the answer to a paper, question by question.
use super::action::{self, Target, present, request_of, way_on};
use super::clocks::Named;
use super::form::{self, Choice};
use super::show::Fact;
use super::{Found, crumbs, foreign, meant, moved, number, path, trail};
use crate::app::App;
use crate::council::{Council, Kind};
use crate::error::{Error, Result};
use crate::events;
use crate::message::Message;
use crate::organizations::{self, OrganizationKind};
use crate::papers::act::{self, NewPaper, not_now, not_yours};
use crate::papers::facts::Case;
use crate::papers::input::ROWS;
use crate::papers::{Part, Question, parts};
use crate::people::Actor;
use crate::procedure::{Action, EntryStyle, entry};
use crate::visibility::Scope;
use crate::web::csrf::{Fields, Form};
use crate::web::idempotency::Key;
use crate::web::page::{Crumb, Faults, Frame, see_other};
use crate::wording::Wording;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

/// How many empty rows for questions stand below the filled ones.
const SPARE: usize = 3;

/// The form of a draft.
#[derive(Serialize)]
pub struct DraftPage {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    /// Where the form is sent to, and where to go without sending it.
    pub action: String,
    pub back: String,
    pub faults: Faults,
    pub stale: bool,
    pub present: Vec<Fact>,
    /// Empty for a new draft.
    pub version: String,
    /// The form's own key: sent twice, it makes one paper.
    pub once: String,
    pub kinds: Vec<Choice>,
    pub organizations: Vec<Choice>,
    pub subject: String,
    pub occasion: String,
    pub facts: String,
    pub confidential: bool,
    /// Each question with its number.
    pub questions: Vec<QuestionField>,
    pub most: usize,
    /// For an answer: the paper that is answered.
    pub parent: Option<Named>,
    pub answers: Vec<AnswerField>,
    pub answering: bool,
    /// Somebody who only takes part writes: answers to the own questions and nothing else.
    pub partial: bool,
    pub lang: &'static str,
}

/// A row for a question.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionField {
    pub index: usize,
    pub label: String,
    pub text: String,
}

/// A question and the two ways to answer it.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerField {
    pub number: i32,
    pub label: String,
    pub question: String,
    pub text: String,
    pub refusal: String,
}

/// Rows for these questions: those that say something, and some more.
fn rows(app: &App, frame: &Frame, texts: Vec<String>) -> Vec<QuestionField> {
    let mut texts: Vec<_> = texts.into_iter().filter(|text| !text.trim().is_empty()).collect();
    texts.truncate(ROWS);
    texts.resize((texts.len() + SPARE).min(ROWS), String::new());
    let label = |number: usize| app.words.say(frame.language, "draft_question", &[("number", &number.to_string())]);
    texts.into_iter().enumerate().map(|(index, text)| QuestionField { index, label: label(index + 1), text }).collect()
}

/// In whose name and as what the actor may draft: kinds, and organisations by key.
fn offers(council: &Council, actor: &Actor) -> Vec<(String, Kind)> {
    let may = |kind: &Kind| {
        kind.entry == EntryStyle::Filed
            && kind
                .actions
                .get(&Action::Edit)
                .is_some_and(|step| step.by.iter().any(|role| actor.has(&council.slug, *role)))
    };
    council.kinds.iter().filter(|(_, kind)| may(kind)).map(|(code, kind)| (code.clone(), kind.clone())).collect()
}

/// `GET /{council}/papers/new?kind=F`
pub async fn new(app: web::Data<App>, frame: Frame, request: HttpRequest) -> Result<HttpResponse> {
    let wanted = request.query_string().split('&').find_map(|part| part.strip_prefix("kind=")).unwrap_or_default();
    let fields = frame.typed().unwrap_or_else(|| Fields::from(vec![("kind".to_owned(), wanted.to_owned())]));
    blank(&app, &frame, fields, Vec::new(), StatusCode::OK).await
}

/// The form of a new draft with what was typed into it.
async fn blank(
    app: &App,
    frame: &Frame,
    fields: Fields,
    messages: Vec<Message>,
    status: StatusCode,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let kinds = offers(&council, actor);
    let Some((_, first)) = kinds.iter().find(|(code, _)| code == fields.get("kind")).or_else(|| kinds.first()) else {
        let by = council.kinds.values().filter_map(|kind| kind.actions.get(&Action::Edit));
        return Err(not_yours(&by.flat_map(|step| step.by.iter().copied()).collect()));
    };
    let label = first.label.say(frame.language).to_owned();
    let (ids, today) = (actor.organizations(&council.slug), app.now().day(council.timezone));
    let own = app.read(move |db| organizations::store::several(db, &ids)).await?;
    let files = |kind| matches!(kind, OrganizationKind::Faction | OrganizationKind::FactionOffice);
    let mut organizations: Vec<_> = own
        .into_iter()
        .filter(|organization| files(organization.kind) && organization.is_current(today))
        .map(|organization| Choice {
            chosen: organization.key == fields.get("organization"),
            ..Choice::new(organization.key, organization.name)
        })
        .collect();
    if organizations.len() < 2 {
        organizations.clear();
    }
    let kinds = kinds.iter().map(|(code, kind)| Choice {
        chosen: code == fields.get("kind"),
        ..Choice::new(code, kind.label.say(frame.language))
    });
    let title = app.words.say(frame.language, "draft_title_new", &[("kind", &label)]);
    let mut crumbs = trail(frame, &app.words, &council);
    crumbs.push(Crumb::here(title.clone()));
    let once = match fields.get("once") {
        "" => uuid::Uuid::new_v4().to_string(),
        typed => typed.to_owned(),
    };
    let messages = form::on_fields(messages, |name| FIELDS.contains(&name));
    let page = DraftPage {
        crumbs,
        title,
        action: format!("/{}/papers", council.slug),
        back: format!("/{}/papers", council.slug),
        faults: Faults::of(&app.words, frame.language, &messages),
        stale: false,
        present: Vec::new(),
        version: String::new(),
        once,
        kinds: kinds.collect(),
        organizations,
        subject: fields.get("title").to_owned(),
        occasion: fields.get("occasion").to_owned(),
        facts: fields.get("facts").to_owned(),
        confidential: fields.has("confidential"),
        questions: rows(app, frame, fields.all("questions").map(str::to_owned).collect()),
        most: ROWS,
        parent: None,
        answers: Vec::new(),
        answering: false,
        partial: false,
        lang: foreign(frame, &council),
    };
    frame.render_as(app, &page, status)
}

/// The fields that a fault can be linked to.
const FIELDS: &[&str] = &["title", "occasion", "facts", "questions", "answers", "organization", "kind"];

/// `POST /{council}/papers`
pub async fn create(app: web::Data<App>, frame: Frame, Form(fields): Form) -> Result<HttpResponse> {
    if fields.has("add_question") {
        return blank(&app, &frame, fields, Vec::new(), StatusCode::OK).await;
    }
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let council = frame.council()?.clone();
    let (typed, _) = form::parse(&fields);
    let new = NewPaper {
        kind: fields.get("kind").to_owned(),
        parent: None,
        organization: Some(fields.get("organization").to_owned()).filter(|name| !name.is_empty()),
        title: typed.title,
        occasion: typed.occasion,
        facts: typed.facts,
        questions: typed.questions,
        points: typed.points,
        answers: None,
        public: Some(!fields.has("confidential")),
    };
    let (key, request) = (Key::of_form(fields.get("once")), request_of(&frame.path, &fields));
    let made = app
        .write(actor, move |tx| {
            key.once(tx, &request, |tx| {
                let paper = act::create(tx, &council, &new)?;
                Ok((303, way_on(tx, &council, paper, "create")?))
            })
        })
        .await;
    match made {
        Ok((_, target)) => Ok(see_other(&target)),
        Err(Error::Refused(messages)) => blank(&app, &frame, fields, messages, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(other) => Err(other),
    }
}

/// The form of a draft that is there.
pub(super) async fn edit(app: &App, frame: &Frame, name: &str) -> Result<HttpResponse> {
    filled(app, frame, name, frame.typed(), Vec::new(), StatusCode::OK).await
}

/// Takes what was typed into a draft.
pub(super) async fn save(app: &App, frame: &Frame, name: &str, fields: Fields) -> Result<HttpResponse> {
    if fields.has("add_question") {
        return filled(app, frame, name, Some(fields), Vec::new(), StatusCode::OK).await;
    }
    let (mut input, messages) = form::parse(&fields);
    // An answer is as open as its question; the form of an inquiry says it by a box that is ticked or not.
    input.public = fields.has("title").then(|| !fields.has("confidential"));
    let done = if messages.is_empty() {
        action::perform(app, frame, Target::Paper(name.to_owned()), Action::Edit, input, &fields).await
    } else {
        Err(Error::Refused(messages))
    };
    match done {
        Ok(target) => Ok(see_other(&target)),
        Err(Error::Refused(messages)) => {
            filled(app, frame, name, Some(fields), messages, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Stale) => filled(app, frame, name, Some(fields), Vec::new(), StatusCode::CONFLICT).await,
        Err(other) => Err(other),
    }
}

/// The form of a draft with what is stored, or with what was typed over it.
async fn filled(
    app: &App,
    frame: &Frame,
    name: &str,
    typed: Option<Fields>,
    messages: Vec<Message>,
    status: StatusCode,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    let (rules, wanted) = (council.clone(), name.to_owned());
    let found = app
        .read(move |db| {
            let paper = match meant(db, &rules, Some(&actor), &wanted)? {
                Found::Elsewhere(segment) => return Ok(Found::Elsewhere(segment)),
                Found::Here(paper) => paper,
            };
            let kind = rules.kind(&paper.kind).ok_or(Error::NotFound)?;
            let case = Case::load(db, &rules, paper)?;
            let refused = match case.decide(&rules, kind, &actor, Action::Edit, None) {
                Ok(_) => Vec::new(),
                Err(entry::Refusal::Unknown) => return Err(Error::NotFound),
                Err(entry::Refusal::NotYours(by)) => return Err(not_yours(&by)),
                Err(entry::Refusal::NotNow(state)) => match not_now(state) {
                    Error::Refused(messages) => messages,
                    other => return Err(other),
                },
                Err(entry::Refusal::Unmet(messages)) => messages,
            };
            let scope = Scope::of(Some(&actor), &rules.slug);
            let signatories = case.signatories();
            let exposure = case.paper.exposure(&signatories);
            let last = events::store::of_paper(db, case.paper.id)?;
            let last = last.into_iter().rfind(|event| scope.sees_part(event.circle, &exposure));
            Ok(Found::Here((case, refused, last)))
        })
        .await?;
    let (case, refused, last) = match found {
        Found::Here(found) => found,
        Found::Elsewhere(segment) => return Ok(moved(&council, &segment, "/actions/edit")),
    };
    if typed.is_none() && !refused.is_empty() {
        return Err(Error::Refused(refused));
    }
    let wording = Wording::new(&app.words, &council, frame.language);
    let stale = status == StatusCode::CONFLICT;
    let messages = form::on_fields(if stale { refused } else { messages }, |name| FIELDS.contains(&name));
    let page = page_of(app, frame, &council, &case, typed.as_ref(), stale);
    let page = DraftPage {
        faults: Faults::of(&app.words, frame.language, &messages),
        present: if stale { now(&wording, &case, typed.as_ref(), last.as_ref()) } else { Vec::new() },
        stale,
        ..page
    };
    frame.render_as(app, &page, status)
}

fn page_of(app: &App, frame: &Frame, council: &Council, case: &Case, typed: Option<&Fields>, stale: bool) -> DraftPage {
    let (words, language, paper) = (&app.words, frame.language, &case.paper);
    let answering = council.kind(&paper.kind).is_some_and(|kind| kind.answers());
    let called = number(words, language, paper);
    let own = frame.actor.as_ref().filter(|_| answering).and_then(|actor| parts::own(case, actor));
    let title = if answering { "draft_title_answer" } else { "draft_title_edit" };
    let title = words.say(language, title, &[("kind", council.kind_label(&paper.kind, language))]);
    let text = |name: &str, stored: &str| typed.map_or_else(|| stored.to_owned(), |fields| fields.get(name).to_owned());
    let questions: Vec<String> = match typed {
        Some(fields) => fields.all("questions").map(str::to_owned).collect(),
        None => case.questions.iter().map(|question| question.content.clone()).collect(),
    };
    let href = path(council, &paper.path_segment());
    DraftPage {
        crumbs: crumbs(frame, words, council, paper, &title),
        title,
        action: format!("{href}/actions/edit"),
        back: href,
        faults: Faults::default(),
        stale: false,
        present: Vec::new(),
        // Only who was told that somebody was faster goes on from the new version.
        version: match typed {
            Some(fields) if !stale => fields.get("version").to_owned(),
            _ => paper.version.to_string(),
        },
        once: String::new(),
        kinds: Vec::new(),
        organizations: Vec::new(),
        subject: text("title", &paper.title),
        occasion: text("occasion", &paper.occasion),
        facts: text("facts", &paper.facts),
        confidential: typed.map_or(paper.confidential, |fields| fields.has("confidential")),
        questions: if answering { Vec::new() } else { rows(app, frame, questions) },
        most: ROWS,
        parent: case.parent.as_ref().filter(|_| answering).map(|parent| Named {
            label: format!("{} – {}", number(words, language, parent), parent.title),
            href: path(council, &parent.path_segment()),
        }),
        answers: if answering { answer_fields(app, frame, case, typed, own.as_deref()) } else { Vec::new() },
        answering,
        partial: own.is_some(),
        lang: foreign(frame, council),
    }
    .named(&called)
}

impl DraftPage {
    /// With the number of the paper in the heading, where it has one.
    fn named(mut self, number: &str) -> Self {
        if !self.answering {
            self.title = format!("{} ({number})", self.title);
        }
        self
    }
}

/// The questions to answer; for somebody who only takes part, the own ones.
fn answer_fields(
    app: &App,
    frame: &Frame,
    case: &Case,
    typed: Option<&Fields>,
    own: Option<&[&Part]>,
) -> Vec<AnswerField> {
    let mine = |question: &Question| own.is_none_or(|own| own.iter().any(|part| part.question_id == question.id));
    case.questions
        .iter()
        .filter(|question| mine(question))
        .map(|question| {
            let number = question.number;
            let stored = case.answers.iter().find(|answer| answer.question_id == question.id);
            let text = |name: &str, stored: Option<&String>| match typed {
                Some(fields) => fields.get(&format!("{name}-{number}")).to_owned(),
                None => stored.cloned().unwrap_or_default(),
            };
            AnswerField {
                number,
                label: app.words.say(frame.language, "draft_question", &[("number", &number.to_string())]),
                question: question.content.clone(),
                text: text("answer", stored.map(|answer| &answer.content)),
                refusal: text("refusal", stored.map(|answer| &answer.refusal)),
            }
        })
        .collect()
}

/// How the paper stands now, with every text that differs from what was typed.
fn now(wording: &Wording<'_>, case: &Case, typed: Option<&Fields>, last: Option<&events::Event>) -> Vec<Fact> {
    let say = |key: &str| wording.words.say(wording.language, key, &[]);
    let mut facts = present(wording, &case.paper, "", last);
    let Some(typed) = typed else { return facts };
    let paper = &case.paper;
    for (name, stored) in [("title", &paper.title), ("occasion", &paper.occasion), ("facts", &paper.facts)] {
        if typed.has(name) && typed.get(name).trim() != stored {
            facts.push(Fact { label: say(&format!("field_{name}")), value: stored.clone() });
        }
    }
    let label = |number: i32| wording.words.say(wording.language, "draft_question", &[("number", &number.to_string())]);
    if typed.has("questions") {
        let said: Vec<_> = typed.all("questions").map(str::trim).filter(|text| !text.is_empty()).collect();
        for (at, question) in case.questions.iter().enumerate() {
            if said.get(at) != Some(&question.content.as_str()) {
                facts.push(Fact { label: label(question.number), value: question.content.clone() });
            }
        }
        return facts;
    }
    for answer in &case.answers {
        let Some(question) = case.questions.iter().find(|question| question.id == answer.question_id) else { continue };
        let said = |name: &str| typed.get(&format!("{name}-{}", question.number)).trim();
        if said("answer") != answer.content || said("refusal") != answer.refusal {
            let stored = if answer.content.is_empty() { &answer.refusal } else { &answer.content };
            facts.push(Fact { label: label(question.number), value: stored.clone() });
        }
    }
    facts
}
