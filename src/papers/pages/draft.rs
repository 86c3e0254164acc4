//! Writing a paper: a new draft, a draft that is edited, and the answer to a paper, question by question.
use super::clocks::Named;
use super::doing::{Target, perform, present, way_on};
use super::form;
use super::values::{self, OwnField};
use super::{Found, crumbs, foreign, meant, moved, number, path, trail};
use crate::app::App;
use crate::council::{Council, Kind};
use crate::error::{Error, Result};
use crate::events;
use crate::message::Message;
use crate::organizations;
use crate::papers::act::{self, NewPaper, not_now, not_yours};
use crate::papers::facts::Case;
use crate::papers::input::{ROWS, Shape};
use crate::papers::takeover;
use crate::papers::{Extra, Part, Point, Question, children, drafting, parts};
use crate::people::Actor;
use crate::procedure::{Action, entry};
use crate::visibility::Scope;
use crate::web::csrf::{Fields, Form};
use crate::web::idempotency::Key;
use crate::web::once::request_of;
use crate::web::page::{Crumb, Faults, Frame};
use crate::web::reply::see_other;
use crate::web::rows::Fact;
use crate::web::widget::{Choice, on_fields};
use crate::wording::Wording;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

/// How many empty rows for questions stand below the filled ones.
const SPARE: usize = 3;

/// The form of a draft.
#[derive(Default, Serialize)]
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
    /// The kinds to choose from before there is a form.
    pub chooser: Vec<Named>,
    /// Where many of the kind are filed at once; empty where they are not.
    pub many: String,
    pub subject: String,
    pub occasion: String,
    pub facts: String,
    pub confidential: bool,
    /// Each question with its number.
    pub questions: Vec<QuestionField>,
    /// Each operative point with its number.
    pub points: Vec<QuestionField>,
    /// Which parts papers of this kind have.
    pub asking: bool,
    pub pointing: bool,
    pub amending: bool,
    /// For an amendment: the versions of the paper above, and the place in it.
    pub versions: Vec<Choice>,
    pub place: String,
    pub own: Vec<OwnField>,
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
fn rows(app: &App, frame: &Frame, key: &str, texts: Vec<String>) -> Vec<QuestionField> {
    let mut texts: Vec<_> = texts.into_iter().filter(|text| !text.trim().is_empty()).collect();
    texts.truncate(ROWS);
    texts.resize((texts.len() + SPARE).min(ROWS), String::new());
    let label = |number: usize| app.words.say(frame.language, key, &[("number", &number.to_string())]);
    texts.into_iter().enumerate().map(|(index, text)| QuestionField { index, label: label(index + 1), text }).collect()
}

/// In whose name and as what the actor may draft: kinds, and organisations by key.
fn offers(council: &Council, actor: &Actor) -> Vec<(String, Kind)> {
    let may = |kind: &Kind| {
        kind.stands_alone()
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
    let wanted = fields.get("kind").to_owned();
    if wanted.is_empty() && kinds.len() > 1 {
        return choose(app, frame, &council, &kinds);
    }
    let label = first.label.say(frame.language).to_owned();
    let (entry, shape) = (first.entry, Shape::from(first));
    let (ids, today) = (actor.organizations(&council.slug), app.now().day(council.timezone));
    let own = app.read(move |db| organizations::store::several(db, &ids)).await?;
    let mut organizations: Vec<_> = own
        .into_iter()
        .filter(|organization| children::writes(entry, organization.kind) && organization.is_current(today))
        .map(|organization| Choice {
            chosen: organization.key == fields.get("organization"),
            ..Choice::new(organization.key, organization.name)
        })
        .collect();
    if takeover::may_file(actor, &council.slug, first) {
        let label = app.words.say(frame.language, "own_name", &[]);
        organizations.push(Choice {
            chosen: fields.get("organization") == takeover::OWN_NAME,
            ..Choice::new(takeover::OWN_NAME, label)
        });
    }
    if organizations.len() < 2 {
        organizations.clear();
    }
    let own = fields.has("once").then_some(&fields);
    let own = values::fields(&app.words, first, &Extra::default(), own, frame.language, &[]);
    let many = if first.bulk { format!("/{}/papers/many?kind={wanted}", council.slug) } else { String::new() };
    let kinds = kinds.iter().filter(|(code, _)| wanted.is_empty() || *code == wanted);
    let kinds = kinds.map(|(code, kind)| Choice { chosen: true, ..Choice::new(code, kind.label.say(frame.language)) });
    let title = app.words.say(frame.language, "draft_title_new", &[("kind", &label)]);
    let mut crumbs = trail(frame, &app.words, &council);
    crumbs.push(Crumb::here(title.clone()));
    let once = match fields.get("once") {
        "" => uuid::Uuid::new_v4().to_string(),
        typed => typed.to_owned(),
    };
    let messages = on_fields(messages, is_field);
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
        chooser: Vec::new(),
        many,
        subject: fields.get("title").to_owned(),
        occasion: fields.get("occasion").to_owned(),
        facts: fields.get("facts").to_owned(),
        confidential: fields.has("confidential"),
        questions: rows(app, frame, "draft_question", fields.all("questions").map(str::to_owned).collect()),
        points: rows(app, frame, "draft_point", fields.all("points").map(str::to_owned).collect()),
        asking: shape.asking,
        pointing: shape.points,
        amending: false,
        versions: Vec::new(),
        place: String::new(),
        own,
        most: ROWS,
        parent: None,
        answers: Vec::new(),
        answering: false,
        partial: false,
        lang: foreign(frame, &council),
    };
    frame.render_as(app, &page, status)
}

/// The kinds that this person may draft, each with the way to its form.
fn choose(app: &App, frame: &Frame, council: &Council, kinds: &[(String, Kind)]) -> Result<HttpResponse> {
    let title = app.words.say(frame.language, "draft_choose", &[]);
    let mut crumbs = trail(frame, &app.words, council);
    crumbs.push(Crumb::here(title.clone()));
    let way = |(code, kind): &(String, Kind)| Named {
        label: kind.label.say(frame.language).to_owned(),
        href: format!("/{}/papers/new?kind={code}", council.slug),
    };
    let page = DraftPage { crumbs, title, chooser: kinds.iter().map(way).collect(), ..DraftPage::default() };
    frame.render(app, &page)
}

/// The fields that a fault can be linked to.
const FIELDS: &[&str] =
    &["title", "occasion", "facts", "questions", "points", "answers", "organization", "kind", "target_place"];

fn is_field(name: &str) -> bool {
    FIELDS.contains(&name) || name.starts_with("value-")
}

/// Whether the form asks for one more row.
fn wants_row(fields: &Fields) -> bool {
    fields.iter().any(|(name, _)| name.starts_with("add_"))
}

/// `POST /{council}/papers`
pub async fn create(app: web::Data<App>, frame: Frame, Form(fields): Form) -> Result<HttpResponse> {
    if wants_row(&fields) {
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
        values: typed.values,
        target_version: None,
        target_place: None,
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
    if wants_row(&fields) {
        return filled(app, frame, name, Some(fields), Vec::new(), StatusCode::OK).await;
    }
    let (mut input, messages) = form::parse(&fields);
    // An answer is as open as its question; the form of an inquiry says it by a box that is ticked or not.
    input.public = fields.has("title").then(|| !fields.has("confidential"));
    let done = if messages.is_empty() {
        perform(app, frame, Target::Paper(name.to_owned()), Action::Edit, input, &fields).await
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
            let above = drafting::points_above(db, kind, &case.paper)?;
            Ok(Found::Here((case, above, refused, last)))
        })
        .await?;
    let (case, above, refused, last) = match found {
        Found::Here(found) => found,
        Found::Elsewhere(segment) => return Ok(moved(&council, &segment, "/actions/edit")),
    };
    if typed.is_none() && !refused.is_empty() {
        return Err(Error::Refused(refused));
    }
    let wording = Wording::new(&app.words, &council, frame.language);
    let stale = status == StatusCode::CONFLICT;
    let messages = on_fields(if stale { refused } else { messages }, is_field);
    let page = page_of(app, frame, &council, (&case, &above), typed.as_ref(), stale);
    let page = DraftPage {
        faults: Faults::of(&app.words, frame.language, &messages),
        present: if stale { now(&wording, &case, typed.as_ref(), last.as_ref()) } else { Vec::new() },
        stale,
        ..page
    };
    frame.render_as(app, &page, status)
}

fn page_of(
    app: &App,
    frame: &Frame,
    council: &Council,
    (case, above): (&Case, &[Point]),
    typed: Option<&Fields>,
    stale: bool,
) -> DraftPage {
    let (words, language, paper) = (&app.words, frame.language, &case.paper);
    let kind = council.kind(&paper.kind);
    let shape = kind.map(Shape::from).unwrap_or_default();
    let answering = shape.answering;
    let called = number(words, language, paper);
    let own = frame.actor.as_ref().filter(|_| answering).and_then(|actor| parts::own(case, actor));
    let title = if answering { "draft_title_answer" } else { "draft_title_edit" };
    let title = words.say(language, title, &[("kind", council.kind_label(&paper.kind, language))]);
    let text = |name: &str, stored: &str| typed.map_or_else(|| stored.to_owned(), |fields| fields.get(name).to_owned());
    let questions: Vec<String> = match typed {
        Some(fields) => fields.all("questions").map(str::to_owned).collect(),
        None => case.questions.iter().map(|question| question.content.clone()).collect(),
    };
    let points: Vec<String> = match typed {
        Some(fields) => fields.all("points").map(str::to_owned).collect(),
        None => case.points.iter().map(|point| point.content.clone()).collect(),
    };
    let version = match typed {
        Some(fields) => fields.get("target_version").to_owned(),
        None => paper.extra.target_version.map(|version| version.to_string()).unwrap_or_default(),
    };
    let last = case.parent.as_ref().map_or(0, |parent| parent.text_version);
    let versions = (1..=last).map(|number| {
        let number = number.to_string();
        let label = words.say(language, "version_title", &[("number", &number)]);
        Choice { chosen: number == version, ..Choice::new(number, label) }
    });
    let href = path(council, &paper.path_segment());
    DraftPage {
        chooser: Vec::new(),
        many: String::new(),
        points: rows(app, frame, "draft_point", points),
        asking: shape.asking,
        pointing: shape.points,
        amending: shape.amending,
        versions: versions.collect(),
        place: text("target_place", paper.extra.target_place.as_deref().unwrap_or_default()),
        own: kind.map(|kind| values::fields(words, kind, &paper.extra, typed, language, above)).unwrap_or_default(),
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
        questions: if answering { Vec::new() } else { rows(app, frame, "draft_question", questions) },
        most: ROWS,
        parent: case.parent.as_ref().map(|parent| Named {
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
