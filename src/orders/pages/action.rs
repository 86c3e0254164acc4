//! The form of an action on an order, and what comes of sending it.
use super::{decided, light, path};
use crate::app::App;
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{OrderId, OrganizationId};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::orders::act::{self, Offer};
use crate::orders::input::{OrderFieldType, OrderInput, PartInput};
use crate::orders::store::carried;
use crate::orders::{Order, store};
use crate::organizations;
use crate::papers::Paper;
use crate::people::Actor;
use crate::procedure::{Action, Subject, implementation};
use crate::visibility::Scope;
use crate::web::csrf::{Fields, Form};
use crate::web::once;
use crate::web::page::{Crumb, Faults, Frame};
use crate::web::reply::see_other;
use crate::web::rows::Fact;
use crate::web::rows::{Link, Telling};
use crate::web::widget::{Choice, Widget, on_fields};
use crate::words::Language;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

mod samples;
mod typed;

use typed::{count, parse};

/// Rows of a split that are offered at first.
const FIRST_PARTS: usize = 3;
/// Decisions that are offered to drop an order by.
const DECISIONS: i64 = 60;

/// The form of an action on an order.
#[derive(Serialize)]
pub struct OrderActionPage {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    pub order: Link,
    pub text: String,
    pub lang: &'static str,
    pub hint: String,
    /// Whether somebody was faster; then `present` says how things stand.
    pub stale: bool,
    pub present: Vec<Fact>,
    pub faults: Faults,
    /// Why it cannot be done now: then there is no form.
    pub refused: String,
    pub action: String,
    pub version: String,
    pub parts: Vec<Part>,
    pub widgets: Vec<Widget>,
    /// Whether the form asks if the order is done.
    pub asks_done: bool,
    pub done: bool,
    pub danger: bool,
}

/// One of the orders into which another is split.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    pub legend: String,
    pub widgets: Vec<Widget>,
}

/// The label of an action in the council's words.
pub fn label(council: &Council, action: Action, language: Language) -> String {
    let step = council.orders.actions.get(&action);
    step.map_or_else(|| action.to_string(), |step| step.label.say(language).to_owned())
}

/// Everything that the form is made of, of one moment.
struct Scene {
    order: Order,
    paper: Paper,
    offer: Offer,
    departments: Vec<Choice>,
    decisions: Vec<store::Decided>,
    owner: String,
    coordinator: String,
    /// The papers that carry the order out, as far as they are seen.
    carriers: Vec<Choice>,
}

fn scene(
    db: &mut Db,
    council: &Council,
    actor: &Actor,
    id: OrderId,
    action: Action,
    today: NaiveDate,
) -> Result<Scene> {
    let scope = Scope::of(Some(actor), &council.slug);
    let (order, paper) = store::find(db, &council.slug, &scope, id)?;
    let offer = act::offers(council, &order, actor).into_iter().find(|offer| offer.action == action);
    let offer = offer.ok_or(Error::NotFound)?;
    if !offer.mine {
        return Err(offer.refused.map_or(Error::NotFound, Error::Forbidden));
    }
    let kinds: Vec<_> = council.orders.owners.0.iter().copied().collect();
    let all = organizations::store::of_kinds(db, &council.slug, &kinds)?;
    let key = |id: Option<OrganizationId>| {
        let known = all.iter().find(|department| Some(department.id) == id);
        known.map(|department| department.key.clone()).unwrap_or_default()
    };
    let (owner, coordinator) = (key(order.owner_id), key(order.coordinator_id));
    let current = all.into_iter().filter(|department| department.is_current(today));
    let departments = current.map(|department| Choice::new(department.key, department.name)).collect();
    let decisions = if offer.fields.iter().any(|field| field.kind == OrderFieldType::Decision) {
        let given = store::decided_by(db, &order)?;
        let mut found = store::decisions(db, &council.slug, &scope, &dropping(council), DECISIONS)?;
        found.retain(|decision| Some(decision.0) != given);
        found
    } else {
        Vec::new()
    };
    let carriers = carried::carriers(db, &scope, order.id)?;
    let named = |paper: &Paper| paper.reference.clone().unwrap_or_default();
    let carriers = carriers
        .iter()
        .map(|paper| Choice::new(paper.id.to_string(), format!("{} {}", named(paper), paper.title)))
        .collect();
    Ok(Scene { order, paper, offer, departments, decisions, owner, coordinator, carriers })
}

/// The result words that can give an order up, by the role in which they are given.
fn dropping(council: &Council) -> Vec<(String, Vec<String>)> {
    let words = |role: &crate::council::ConsultationRole| -> Vec<String> {
        let drops = |word: &&String| {
            council.results.get(*word).is_some_and(|result| implementation::drops(result.class, role.kind))
        };
        role.results.iter().filter(drops).cloned().collect()
    };
    let roles = council.roles.iter().map(|(key, role)| (key.clone(), words(role)));
    roles.filter(|(_, words)| !words.is_empty()).collect()
}

/// What a form was sent with and what was wrong with it.
#[derive(Default)]
struct Sent {
    fields: Option<Fields>,
    messages: Vec<Message>,
    stale: bool,
    /// Whether one more row was asked for.
    more: bool,
}

async fn shown(app: &App, frame: &Frame, id: OrderId, action: Action, sent: Sent) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    let telling = Telling::of(app, frame)?;
    let today = telling.today;
    let scene = app.read(move |db| scene(db, &council, &actor, id, action, today)).await?;
    let page = OrderActionPage::of(&telling, frame, action, scene, &sent);
    let status = match (sent.stale, sent.messages.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    frame.render_as(app, &page, status)
}

impl OrderActionPage {
    fn of(telling: &Telling<'_>, frame: &Frame, action: Action, scene: Scene, sent: &Sent) -> Self {
        let Scene { order, paper, offer, departments, decisions, owner, coordinator, carriers } = scene;
        let council = telling.wording.council;
        let language = telling.wording.language;
        let words = telling.wording.words;
        let name = telling.wording.order_name(&order, &telling.number(&paper));
        let title = label(council, action, language);
        let said = |name: &str, first: String| match &sent.fields {
            Some(fields) => fields.get(name).to_owned(),
            None => first,
        };
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let has_parts = offer.fields.iter().any(|field| field.kind == OrderFieldType::Parts);
        let parts = if has_parts { parts(telling, &departments, sent) } else { Vec::new() };
        let plain = |kind| !matches!(kind, OrderFieldType::Parts | OrderFieldType::Boolean);
        let widgets = offer.fields.iter().filter(|field| plain(field.kind)).map(|field| {
            // A date that is set anew begins with what stands; one that goes with a new owner begins empty.
            let first = match (field.name, action) {
                ("owner", _) => owner.clone(),
                ("coordinator", _) => coordinator.clone(),
                ("from_on", _) => day(order.coordinated_from.or(Some(telling.today))),
                ("due_on", Action::Reschedule) => day(order.due_on),
                ("due_note", Action::Reschedule) => order.due_note.clone(),
                _ => String::new(),
            };
            let options = match field.kind {
                OrderFieldType::Department => departments.clone(),
                OrderFieldType::Decision => decisions
                    .iter()
                    .map(|decision| Choice::new(decision.0.to_string(), decided(telling, decision)))
                    .collect(),
                OrderFieldType::Carrier => carriers.clone(),
                _ => Vec::new(),
            };
            widget(
                telling,
                field.name,
                field.name.to_owned(),
                field.kind,
                !field.required,
                said(field.name, first),
                options,
            )
        });
        let widgets = widgets.collect();
        let hint = format!("hint_order_{action}");
        let own = council.language();
        let messages = on_fields(sent.messages.clone(), |_| true);
        Self {
            crumbs: vec![
                Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
                Crumb::to(telling.say("tracking_title", &[]), format!("/{}/tracking", council.slug)),
                Crumb::to(name.clone(), path(council, order.id)),
                Crumb::here(title.clone()),
            ],
            order: Link { label: name, href: path(council, order.id) },
            text: order.content.clone(),
            lang: if own == language { "" } else { own.tag() },
            hint: if words.has(&hint) { words.say(language, &hint, &[]) } else { String::new() },
            stale: sent.stale,
            present: if sent.stale { present(telling, &order) } else { Vec::new() },
            faults: Faults::of(words, language, &messages),
            refused: offer.refused.as_ref().map(|why| words.tell(language, why)).unwrap_or_default(),
            action: frame.path.clone(),
            // Only who was told that somebody was faster goes on from the new version.
            version: match &sent.fields {
                Some(fields) if !sent.stale => fields.get("version").to_owned(),
                _ => order.version.to_string(),
            },
            parts,
            widgets,
            asks_done: offer.fields.iter().any(|field| field.kind == OrderFieldType::Boolean),
            done: sent.fields.as_ref().is_some_and(|fields| fields.get("done") == "1"),
            danger: action == Action::Drop,
            title,
        }
    }
}

fn widget(
    telling: &Telling<'_>,
    field: &str,
    name: String,
    kind: OrderFieldType,
    optional: bool,
    value: String,
    mut options: Vec<Choice>,
) -> Widget {
    for option in &mut options {
        option.chosen = option.value == value;
    }
    let words = telling.wording.words;
    let word = |key: String| if words.has(&key) { telling.say(&key, &[]) } else { String::new() };
    let date = kind == OrderFieldType::Date;
    Widget {
        kind: match kind {
            OrderFieldType::Text => "text",
            OrderFieldType::Department | OrderFieldType::Decision | OrderFieldType::Carrier => "select",
            OrderFieldType::Date => "date",
            OrderFieldType::Line | OrderFieldType::Boolean | OrderFieldType::Parts => "line",
        },
        input: if date { "date" } else { "text" },
        width: if date { "short" } else { "full" },
        name,
        label: word(format!("field_order_{field}")),
        hint: word(format!("field_order_{field}_hint")),
        value,
        options,
        optional,
        parts: Vec::new(),
    }
}

/// The rows of a split: as many as were sent, one more when it was asked for.
fn parts(telling: &Telling<'_>, departments: &[Choice], sent: &Sent) -> Vec<Part> {
    let typed = sent.fields.as_ref().map_or(FIRST_PARTS, |fields| count(fields) + usize::from(sent.more));
    let rows = typed.clamp(2, implementation::MOST_PARTS);
    let row = |at: usize| {
        let said = |name: &str| {
            let name = format!("{name}-{at}");
            let value = sent.fields.as_ref().map(|fields| fields.get(&name).to_owned()).unwrap_or_default();
            (name, value)
        };
        let one = |field: &str, kind, optional, options| {
            let (name, value) = said(field);
            widget(telling, field, name, kind, optional, value, options)
        };
        Part {
            legend: telling.say("order_part", &[("number", &(at + 1).to_string())]),
            widgets: vec![
                one("text", OrderFieldType::Text, at > 1, Vec::new()),
                one("owner", OrderFieldType::Department, true, departments.to_vec()),
                one("due_on", OrderFieldType::Date, true, Vec::new()),
                one("due_note", OrderFieldType::Line, true, Vec::new()),
            ],
        }
    };
    (0..rows).map(row).collect()
}

fn present(telling: &Telling<'_>, order: &Order) -> Vec<Fact> {
    let light = light(telling, order);
    vec![
        Fact { label: telling.say("tracking_state", &[]), value: telling.wording.order_state(order.state) },
        Fact { label: telling.say("order_due", &[]), value: format!("{} ({})", light.due, light.label) },
    ]
}

fn action_of(name: &str) -> Result<Action> {
    let action: Action = name.parse().map_err(|_| Error::NotFound)?;
    if action.subject() == Subject::Order { Ok(action) } else { Err(Error::NotFound) }
}

/// `GET /{council}/orders/{id}/actions/{action}`
pub async fn form(app: web::Data<App>, frame: Frame, at: web::Path<(String, OrderId, String)>) -> Result<HttpResponse> {
    shown(&app, &frame, at.1, action_of(&at.2)?, Sent::default()).await
}

/// `POST /{council}/orders/{id}/actions/{action}`
pub async fn act(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, OrderId, String)>,
    Form(fields): Form,
) -> Result<HttpResponse> {
    let (id, action) = (at.1, action_of(&at.2)?);
    if fields.get("do") == "add_row" {
        let sent = Sent { fields: Some(fields), more: true, ..Sent::default() };
        return shown(&app, &frame, id, action, sent).await;
    }
    let (input, mut messages) = parse(&fields);
    let done = if messages.is_empty() {
        perform(&app, &frame, id, action, input, &fields).await
    } else {
        // What else is wrong is told at once, save that the unreadable field is missing.
        if let Err(Error::Refused(others)) = input.checked(action) {
            messages.extend(others.into_iter().filter(|other| other.key != "input_required"));
        }
        Err(Error::Refused(messages))
    };
    let sent = match done {
        Ok(target) => return Ok(see_other(&target)),
        Err(Error::Refused(messages)) => Sent { fields: Some(fields), messages, ..Sent::default() },
        Err(Error::Stale) => Sent { fields: Some(fields), stale: true, ..Sent::default() },
        Err(other) => return Err(other),
    };
    shown(&app, &frame, id, action, sent).await
}

/// Does it, at most once for this form as it was sent, and returns where to go on.
async fn perform(
    app: &App,
    frame: &Frame,
    id: OrderId,
    action: Action,
    input: OrderInput,
    fields: &Fields,
) -> Result<String> {
    once::as_sent(app, frame, fields, move |tx, council| {
        act::perform(tx, council, id, action, &input)?;
        let scope = Scope::of(Some(tx.actor), &council.slug);
        // Who gave it away and sees it no longer goes on at the desk.
        match store::find(tx, &council.slug, &scope, id) {
            Ok(_) => Ok(format!("{}?done={action}", path(council, id))),
            Err(Error::NotFound) => Ok(format!("/{}/desk", council.slug)),
            Err(other) => Err(other),
        }
    })
    .await
}
