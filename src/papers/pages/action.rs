//! Doing something with a paper, a consultation or a clock: the form, and what comes of sending it.
use super::clocks::Named;
use super::doing::{Target, perform, present};
use super::form;
use super::{Found, crumbs, draft, foreign, meant, moved, number, offered, parts, path};
use crate::app::App;
use crate::db::Db;
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::papers::facts::Case;
use crate::papers::offers::{self, Offer};
use crate::papers::{Paper, children, reserved, store, takeover, view};
use crate::people::Actor;
use crate::procedure::{Action, EntryStyle, Subject};
use crate::visibility::Scope;
use crate::web::csrf::{Fields, Form};
use crate::web::page::{Crumb, Faults, Frame};
use crate::web::reply::see_other;
use crate::web::rows::Fact;
use crate::web::widget::{Choice, Choices, Widget, on_fields};
use crate::wording::Wording;
use crate::{clocks, consultations, events, organizations};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// The form of an action.
#[derive(Serialize)]
pub struct ActionPage {
    pub crumbs: Vec<Crumb>,
    /// What the action is called.
    pub title: String,
    pub paper: Named,
    pub subject: String,
    pub lang: &'static str,
    /// The consultation or the clock; empty for the paper itself.
    pub about: String,
    /// What the action does, in a sentence.
    pub hint: String,
    /// Whether somebody was faster; then `present` says how things stand.
    pub stale: bool,
    pub present: Vec<Fact>,
    pub faults: Faults,
    /// Why it cannot be done now: then there is no form.
    pub refused: Vec<String>,
    pub action: String,
    pub version: String,
    pub widgets: Vec<Widget>,
    pub danger: bool,
}

/// Everything that the form is made of, of one moment.
struct Scene {
    case: Case,
    offer: Offer,
    version: i32,
    about: String,
    choices: Choices,
    /// What stands in the fields first.
    first: BTreeMap<&'static str, String>,
    /// The last event that this viewer may see.
    last: Option<events::Event>,
}

fn scene(
    db: &mut Db,
    wording: &Wording<'_>,
    actor: &Actor,
    target: &Target,
    action: Action,
    today: NaiveDate,
) -> Result<Found<Scene>> {
    let (council, language) = (wording.council, wording.language);
    let scope = Scope::of(Some(actor), &council.slug);
    let paper = match target {
        Target::Paper(name) => match meant(db, council, Some(actor), name)? {
            Found::Here(paper) => paper,
            Found::Elsewhere(segment) => return Ok(Found::Elsewhere(segment)),
        },
        Target::Consultation(id) => {
            let paper = consultations::store::get(db, &council.slug, *id)?.paper_id;
            seen(db, &scope, paper)?
        }
        Target::Clock(id) => {
            let paper = clocks::store::get(db, &council.slug, *id)?.paper_id;
            seen(db, &scope, paper)?
        }
    };
    let kind = council.kind(&paper.kind).ok_or(Error::NotFound)?;
    let case = Case::load(db, council, paper)?;
    let mut first = BTreeMap::new();
    let mut consultation = None;
    let (offers, version, about) = match target {
        Target::Paper(_) => {
            if let Some(id) = case.paper.responsible_id {
                first.insert("department", organizations::store::get(db, id)?.key);
            }
            (offers::of_paper(council, kind, &case, actor, today), case.paper.version, String::new())
        }
        Target::Consultation(id) => {
            let rows = consultations::store::rows(db, case.paper.id)?;
            let row = rows.into_iter().find(|row| row.consultation.id == *id).ok_or(Error::NotFound)?;
            if let Some(at) = row.starts_at {
                let local = at.0.with_timezone(&council.timezone);
                first.insert("date", local.format("%Y-%m-%d").to_string());
                first.insert("time", local.format("%H:%M").to_string());
            }
            let place = match row.place.clone() {
                Some(place) => Some(place),
                None => organizations::store::get(db, row.consultation.organization_id)?.place,
            };
            first.extend(place.map(|place| ("place", place)));
            let about = offered::about_consultation(wording, &row);
            let offers = offers::of_consultation(council, kind, &case, &row.consultation, actor);
            let version = row.consultation.version;
            consultation = Some(row.consultation);
            (offers, version, about)
        }
        Target::Clock(id) => {
            let clock = case.clocks.iter().find(|clock| clock.id == *id).ok_or(Error::NotFound)?;
            first.insert("decided_on", today.to_string());
            (offers::of_clock(council, kind, &case, clock, actor), clock.version, offered::about_clock(wording, clock))
        }
    };
    let offer = offers.into_iter().find(|offer| offer.action == action).ok_or(Error::NotFound)?;
    if !offer.mine {
        return Err(offer.refused.into_iter().next().map_or(Error::NotFound, Error::Forbidden));
    }
    let mut choices = form::choices(db, council, &case, consultation.as_ref(), &offer.fields, language, today)?;
    let mut offer = offer;
    if action == Action::TakeOver {
        // Left empty, the faction carries the paper on.
        let own = takeover::may_file(actor, &council.slug, kind);
        let label = wording.words.say(language, "own_name", &[]);
        choices.insert("organization", own.then(|| Choice::new(takeover::OWN_NAME, label)).into_iter().collect());
    }
    if action == Action::DraftChild {
        let kinds = children::kinds(council, kind, &case, actor).into_iter();
        choices.insert("kind", kinds.map(|code| Choice::new(code, council.kind_label(code, language))).collect());
        let own = organizations::store::several(db, &actor.organizations(&council.slug))?;
        let own = own.into_iter().filter(|own| children::writes(EntryStyle::Filed, own.kind) && own.is_current(today));
        let own: Vec<_> = own.map(|own| Choice::new(own.key, own.name)).collect();
        // Who acts for one organisation has nothing to choose.
        offer.fields.retain(|field| field.name != "organization" || own.len() > 1);
        choices.insert("organization", own);
    }
    if matches!(action, Action::Reserve | Action::GiveUp) {
        let kinds = reserved::kinds(council, kind, &case, action).into_iter();
        let kinds: Vec<_> = kinds.map(|code| Choice::new(code, council.kind_label(code, language))).collect();
        // Where there is only one there is nothing to choose.
        if kinds.len() > 1 {
            choices.insert("kind", kinds);
        }
    }
    let signatories = case.signatories();
    let exposure = case.paper.exposure(&signatories);
    let last = events::store::of_paper(db, case.paper.id)?;
    let last = last.into_iter().rfind(|event| scope.sees_part(event.circle, &exposure));
    Ok(Found::Here(Scene { case, offer, version, about, choices, first, last }))
}

/// The paper of a part of it, if it is to be seen.
fn seen(db: &mut Db, scope: &Scope, id: PaperId) -> Result<Paper> {
    let paper = store::get(db, id)?;
    if view::is_seen(db, scope, &paper)? { Ok(paper) } else { Err(Error::NotFound) }
}

/// What a form was sent with and what was wrong with it.
#[derive(Default)]
struct Sent {
    fields: Option<Fields>,
    messages: Vec<Message>,
    stale: bool,
}

async fn shown(app: &App, frame: &Frame, target: Target, action: Action, sent: Sent) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    let (words, language, today) = (app.words.clone(), frame.language, app.now().day(council.timezone));
    let found = {
        let council = council.clone();
        app.read(move |db| scene(db, &Wording::new(&words, &council, language), &actor, &target, action, today)).await?
    };
    let scene = match found {
        Found::Here(scene) => scene,
        Found::Elsewhere(segment) => return Ok(moved(&council, &segment, &format!("/actions/{action}"))),
    };
    let wording = Wording::new(&app.words, &council, language);
    let Scene { case, offer, version, about, choices, first, last } = scene;
    let paper = &case.paper;
    let kind = council.kind(&paper.kind).ok_or(Error::NotFound)?;
    let title = council.step(kind, action).map_or_else(String::new, |step| step.label.say(language).to_owned());
    let has = |name: &str| offer.fields.iter().any(|field| field.name == name);
    let messages = on_fields(sent.messages, has);
    let hint = format!("hint_{}", action.as_str().replace('-', "_"));
    let said = |name: &str| match &sent.fields {
        Some(fields) => fields.all(name).map(str::to_owned).collect(),
        None => first.get(name).cloned().into_iter().collect(),
    };
    let page = ActionPage {
        crumbs: crumbs(frame, &app.words, &council, paper, &title),
        paper: Named { label: number(&app.words, language, paper), href: path(&council, &paper.path_segment()) },
        subject: paper.title.clone(),
        lang: foreign(frame, &council),
        hint: if app.words.has(&hint) { app.words.say(language, &hint, &[]) } else { String::new() },
        stale: sent.stale,
        present: if sent.stale { present(&wording, paper, &about, last.as_ref()) } else { Vec::new() },
        about,
        faults: Faults::of(&app.words, language, &messages),
        refused: offer.refused.iter().map(|why| app.words.tell(language, why)).collect(),
        action: frame.path.clone(),
        // Only who was told that somebody was faster goes on from the new version.
        version: match &sent.fields {
            Some(fields) if !sent.stale => fields.get("version").to_owned(),
            _ => version.to_string(),
        },
        widgets: form::widgets(&app.words, language, &offer.fields, choices, said),
        danger: offered::is_danger(action),
        title,
    };
    let status = match (sent.stale, messages.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    frame.render_as(app, &page, status)
}

type Named3 = web::Path<(String, String, String)>;

fn action_of(name: &str, subject: Subject) -> Result<Action> {
    let action: Action = name.parse().map_err(|_| Error::NotFound)?;
    if action.subject() == subject { Ok(action) } else { Err(Error::NotFound) }
}

async fn get(app: &App, frame: &Frame, at: &Named3, subject: Subject) -> Result<HttpResponse> {
    let action = action_of(&at.2, subject)?;
    match action {
        Action::Edit => return draft::edit(app, frame, &at.1).await,
        Action::AssignQuestions => return parts::show(app, frame, &at.1).await,
        _ => {}
    }
    let sent = Sent { fields: frame.typed(), ..Sent::default() };
    shown(app, frame, Target::parse(subject, &at.1)?, action, sent).await
}

async fn post(app: &App, frame: &Frame, at: &Named3, subject: Subject, fields: Fields) -> Result<HttpResponse> {
    let action = action_of(&at.2, subject)?;
    match action {
        Action::Edit => return draft::save(app, frame, &at.1, fields).await,
        Action::AssignQuestions => return parts::save(app, frame, &at.1, fields).await,
        _ => {}
    }
    let target = Target::parse(subject, &at.1)?;
    let (input, mut messages) = form::parse(&fields);
    let done = if messages.is_empty() {
        perform(app, frame, target.clone(), action, input, &fields).await
    } else {
        // What else is wrong is told at once, save that the unreadable field is missing.
        if let Err(Error::Refused(others)) = input.checked(action, crate::papers::input::Shape::default()) {
            messages.extend(others.into_iter().filter(|other| other.key != "input_required"));
        }
        Err(Error::Refused(messages))
    };
    let sent = match done {
        Ok(target) => return Ok(see_other(&target)),
        Err(Error::Refused(messages)) => Sent { fields: Some(fields), messages, stale: false },
        Err(Error::Stale) => Sent { fields: Some(fields), messages: Vec::new(), stale: true },
        Err(other) => return Err(other),
    };
    shown(app, frame, target, action, sent).await
}

/// `GET /{council}/papers/{slug}/actions/{action}`
pub async fn paper_form(app: web::Data<App>, frame: Frame, at: Named3) -> Result<HttpResponse> {
    get(&app, &frame, &at, Subject::Paper).await
}
/// `POST /{council}/papers/{slug}/actions/{action}`
pub async fn paper_act(app: web::Data<App>, frame: Frame, at: Named3, Form(fields): Form) -> Result<HttpResponse> {
    post(&app, &frame, &at, Subject::Paper, fields).await
}
/// `GET /{council}/consultations/{id}/actions/{action}`
pub async fn consultation_form(app: web::Data<App>, frame: Frame, at: Named3) -> Result<HttpResponse> {
    get(&app, &frame, &at, Subject::Consultation).await
}
/// `POST /{council}/consultations/{id}/actions/{action}`
pub async fn consultation_act(
    app: web::Data<App>,
    frame: Frame,
    at: Named3,
    Form(fields): Form,
) -> Result<HttpResponse> {
    post(&app, &frame, &at, Subject::Consultation, fields).await
}
/// `GET /{council}/clocks/{id}/actions/{action}`
pub async fn clock_form(app: web::Data<App>, frame: Frame, at: Named3) -> Result<HttpResponse> {
    get(&app, &frame, &at, Subject::Clock).await
}
/// `POST /{council}/clocks/{id}/actions/{action}`
pub async fn clock_act(app: web::Data<App>, frame: Frame, at: Named3, Form(fields): Form) -> Result<HttpResponse> {
    post(&app, &frame, &at, Subject::Clock, fields).await
}
