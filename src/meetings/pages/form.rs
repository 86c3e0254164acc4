//! The forms by which sittings are set up, prepared and held. What was typed stays when it is refused.
use super::{foreign, path, show, trail};
use crate::app::{App, Tx};
use crate::consultations::unscheduled;
use crate::council::Council;
use crate::db::Db;
use crate::db::types::MeetingId;
use crate::error::{Error, Result};
use crate::meetings::input::{MeetingInput, SET_UP, fields};
use crate::meetings::view::{self, Sitting};
use crate::meetings::{act, is_late, may};
use crate::message::Message;
use crate::organizations;
use crate::papers::act::not_yours;
use crate::papers::input::Field;
use crate::procedure::{ItemState, MeetingAction, ResultClass, RoleKind};
use crate::web::csrf::{Fields, Form};
use crate::web::once;
use crate::web::page::{Crumb, Faults, Frame};
use crate::web::reply::see_other;
use crate::web::rows::{Link, Telling};
use crate::web::widget::{Choice, Widget, on_fields};
use crate::words::Language;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The form of a new sitting, or of an action on one.
#[derive(Serialize)]
pub struct MeetingForm {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    /// The sitting; nothing for a new one.
    pub about: Option<Link>,
    pub lang: &'static str,
    pub hint: String,
    /// A rule that would be broken, where the action is possible nevertheless.
    pub warning: String,
    pub stale: bool,
    pub faults: Faults,
    /// Why it cannot be done now: then there is no form.
    pub refused: String,
    pub action: String,
    pub version: String,
    /// The item that is acted on.
    pub item: String,
    pub item_name: String,
    pub widgets: Vec<Widget>,
    pub danger: bool,
    pub back: String,
}

/// What the address says beside the action.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    item: String,
    parent: String,
}

/// Later sittings that are looked through.
const LATER: i64 = 60;

/// What a form was sent with and what was wrong with it.
#[derive(Default)]
struct Sent {
    fields: Option<Fields>,
    messages: Vec<Message>,
    stale: bool,
}

/// `GET /{council}/meetings/new`
pub async fn new(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    let sent = Sent { fields: frame.typed(), ..Sent::default() };
    new_shown(&app, &frame, sent).await
}

/// `POST /{council}/meetings`
pub async fn create(app: web::Data<App>, frame: Frame, Form(typed): Form) -> Result<HttpResponse> {
    let (input, faults) = parse(&typed);
    let done = if faults.is_empty() {
        let create = move |tx: &mut Tx<'_>, council: &Arc<Council>| {
            let id = act::create(tx, council, &input)?;
            Ok(format!("/{}/meetings/{id}", council.slug))
        };
        once::as_sent(&app, &frame, &typed, create).await
    } else {
        Err(Error::Refused(faults))
    };
    match done {
        Ok(target) => Ok(see_other(&target)),
        Err(Error::Refused(messages)) => {
            new_shown(&app, &frame, Sent { fields: Some(typed), messages, stale: false }).await
        }
        Err(other) => Err(other),
    }
}

async fn new_shown(app: &App, frame: &Frame, sent: Sent) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    if !may(actor, &council, &actor.organizations(&council.slug), MeetingAction::Change) {
        return Err(not_yours(&council.meetings.prepare));
    }
    let telling = Telling::of(app, frame)?;
    let (slug, today) = (council.slug.clone(), telling.today);
    let bodies = app.read(move |db| bodies(db, &slug, today)).await?;
    let mut first = BTreeMap::new();
    first.insert("time", "17:00".to_owned());
    let choices = BTreeMap::from([("body", bodies.clone()), ("with", bodies)]);
    let mut crumbs = trail(&telling);
    let title = telling.say("meetings_new", &[]);
    crumbs.push(Crumb::here(title.clone()));
    let list = format!("/{}/meetings", council.slug);
    let faults = faults(app, frame.language, sent.messages, None);
    let status = if faults.list.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = MeetingForm {
        crumbs,
        title,
        about: None,
        lang: foreign(&telling),
        hint: telling.say("meeting_hint_new", &[]),
        warning: String::new(),
        stale: false,
        faults,
        refused: String::new(),
        action: list.clone(),
        version: String::new(),
        item: String::new(),
        item_name: String::new(),
        widgets: widgets(&telling, SET_UP, choices, &said(sent.fields.as_ref(), first)),
        danger: false,
        back: list,
    };
    frame.render_as(app, &page, status)
}

/// The roles in which a body deals with what is referred to it.
pub(super) fn roles(telling: &Telling<'_>) -> Vec<Choice> {
    let advice = |kind| matches!(kind, RoleKind::Advice | RoleKind::Information | RoleKind::Decision);
    let roles = telling.wording.council.roles.iter().filter(|(_, role)| advice(role.kind));
    roles.map(|(key, role)| Choice::new(key, role.label.say(telling.wording.language))).collect()
}

pub(super) fn bodies(db: &mut Db, council: &str, today: NaiveDate) -> Result<Vec<Choice>> {
    let all = organizations::store::all(db, council)?;
    let bodies = all.into_iter().filter(|body| body.is_body() && body.is_current(today));
    Ok(bodies.map(|body| Choice::new(body.key, body.name)).collect())
}

/// `GET /{council}/meetings/{id}/actions/{action}`
pub async fn get(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, MeetingId, String)>,
    which: web::Query<Which>,
) -> Result<HttpResponse> {
    let (_, id, word) = at.into_inner();
    let action = word.parse().map_err(|_| Error::NotFound)?;
    let sent = Sent { fields: frame.typed(), ..Sent::default() };
    // What was kept of an expired session knows which item it spoke of.
    let which = match &sent.fields {
        Some(typed) => which_of(typed),
        None => which.into_inner(),
    };
    shown(&app, &frame, id, action, which, sent).await
}

/// `POST /{council}/meetings/{id}/actions/{action}`
pub async fn post(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, MeetingId, String)>,
    Form(typed): Form,
) -> Result<HttpResponse> {
    let (_, id, word) = at.into_inner();
    let action: MeetingAction = word.parse().map_err(|_| Error::NotFound)?;
    let (input, faults) = parse(&typed);
    let done = if faults.is_empty() {
        let perform = move |tx: &mut Tx<'_>, council: &Arc<Council>| {
            let goes_on = act::perform(tx, council, id, action, &input)?;
            Ok(way_on(council, goes_on, action))
        };
        once::as_sent(&app, &frame, &typed, perform).await
    } else {
        Err(Error::Refused(faults))
    };
    let which = which_of(&typed);
    let sent = match done {
        Ok(target) => return Ok(see_other(&target)),
        Err(Error::Refused(messages)) => Sent { fields: Some(typed), messages, stale: false },
        Err(Error::Stale) => Sent { fields: Some(typed), messages: Vec::new(), stale: true },
        Err(other) => return Err(other),
    };
    shown(&app, &frame, id, action, which, sent).await
}

fn which_of(typed: &Fields) -> Which {
    Which { item: typed.get("item").to_owned(), parent: typed.get("parent").to_owned() }
}

/// What is done while a sitting is held leads back to the page on which it is held.
fn way_on(council: &Council, id: MeetingId, action: MeetingAction) -> String {
    let href = format!("/{}/meetings/{id}", council.slug);
    match action {
        MeetingAction::Start | MeetingAction::Call | MeetingAction::Results => format!("{href}/run"),
        MeetingAction::AddItem | MeetingAction::EditItem | MeetingAction::MoveItem | MeetingAction::RemoveItem => {
            format!("{href}#agenda")
        }
        _ => href,
    }
}

async fn shown(
    app: &App,
    frame: &Frame,
    id: MeetingId,
    action: MeetingAction,
    which: Which,
    sent: Sent,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    let (inner, viewer) = (council.clone(), actor.clone());
    let (today, language) = (app.now().day(council.timezone), frame.language);
    let (sitting, waiting, others) = app
        .read(move |db| {
            let sitting = view::sitting(db, &inner, Some(&viewer), id)?;
            let waiting =
                if action == MeetingAction::Fill { waiting(db, &inner, &viewer, &sitting)? } else { Vec::new() };
            let others = match action {
                MeetingAction::Results => bodies(db, &inner.slug, today)?,
                MeetingAction::RemoveItem => later(db, &inner, &sitting, language)?,
                _ => Vec::new(),
            };
            Ok((sitting, waiting, others))
        })
        .await?;
    let offers = sitting.offers(&council, &actor, app.now());
    let Some(offer) = offers.into_iter().find(|offer| offer.action == action) else {
        let rules = &council.meetings;
        let by = if crate::procedure::sitting::is_record(action) { &rules.record } else { &rules.prepare };
        return Err(not_yours(by));
    };
    let telling = Telling::of(app, frame)?;
    let title = show::label(&telling, action);
    let mut crumbs = trail(&telling);
    crumbs.push(Crumb::to(sitting.title(), path(&sitting.meeting)));
    crumbs.push(Crumb::here(title.clone()));
    let item = which.item.parse().ok().and_then(|id| sitting.item(id));
    let late = action == MeetingAction::Invite && is_late(&council, app.now(), sitting.meeting.starts_at);
    let faults = faults(app, frame.language, sent.messages, Some(action));
    let status = match (sent.stale, faults.list.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    let hint = format!("meeting_hint_{}", action.as_str().replace('-', "_"));
    let page = MeetingForm {
        about: Some(Link { label: sitting.title(), href: path(&sitting.meeting) }),
        lang: foreign(&telling),
        hint: if app.words.has(&hint) { telling.say(&hint, &[]) } else { String::new() },
        warning: if late { warning(&telling, &council) } else { String::new() },
        stale: sent.stale,
        faults,
        refused: offer.refused.map(|why| app.words.tell(frame.language, &why)).unwrap_or_default(),
        action: frame.path.clone(),
        version: match &sent.fields {
            Some(fields) if !sent.stale => fields.get("version").to_owned(),
            _ => sitting.meeting.version.to_string(),
        },
        item: item.map(|seen| seen.item.id.to_string()).unwrap_or_default(),
        item_name: item.map(|seen| format!("{} {}", seen.item.number, seen.item.title)).unwrap_or_default(),
        widgets: widgets(
            &telling,
            fields(action),
            choices(&telling, &sitting, item.map(|seen| &seen.item), waiting, others),
            &said(sent.fields.as_ref(), first(&council, &sitting, &which, action)),
        ),
        danger: matches!(action, MeetingAction::Cancel | MeetingAction::RemoveItem | MeetingAction::Continue),
        back: path(&sitting.meeting),
        crumbs,
        title,
    };
    frame.render_as(app, &page, status)
}

fn warning(telling: &Telling<'_>, council: &Council) -> String {
    let days = council.meetings.notice_days.to_string();
    telling.say("meeting_invite_late", &[("days", &days), ("basis", &council.meetings.basis)])
}

/// The waiting consultations of the bodies that sit.
fn waiting(
    db: &mut Db,
    council: &Arc<Council>,
    actor: &crate::people::Actor,
    sitting: &Sitting,
) -> Result<Vec<Choice>> {
    let scope = crate::visibility::Scope::of(Some(actor), &council.slug);
    let bodies: Vec<_> = sitting.bodies.iter().map(|body| body.id).collect();
    let rows = unscheduled::waiting(db, &council.slug, &scope)?;
    let rows = rows.into_iter().filter(|row| bodies.contains(&row.consultation.organization_id));
    Ok(rows
        .map(|row| {
            let number = row.paper.reference.unwrap_or_default();
            Choice::new(row.consultation.id.to_string(), format!("{number} {}", row.paper.title))
        })
        .collect())
}

/// The later sittings of the same body that still take something onto their agenda.
fn later(db: &mut Db, council: &Council, sitting: &Sitting, language: Language) -> Result<Vec<Choice>> {
    let own = &sitting.meeting;
    let rows = crate::meetings::store::list(db, &council.slug, own.starts_at, true, LATER)?;
    let fits = |meeting: &crate::meetings::Meeting| {
        meeting.id != own.id
            && meeting.organization_id == own.organization_id
            && crate::procedure::sitting::target(MeetingAction::Fill, meeting.state).is_some()
    };
    let rows = rows.into_iter().filter(|(meeting, _)| fits(meeting));
    Ok(rows
        .map(|(meeting, body)| {
            let at = language.moment(meeting.starts_at, council.timezone);
            Choice::new(meeting.id.to_string(), format!("{at}, {body}"))
        })
        .collect())
}

/// What stands in the fields first.
fn first(council: &Council, sitting: &Sitting, which: &Which, action: MeetingAction) -> BTreeMap<&'static str, String> {
    let meeting = &sitting.meeting;
    let mut first = BTreeMap::new();
    let local = meeting.starts_at.0.with_timezone(&council.timezone);
    first.insert("place", meeting.place.clone());
    first.insert("time", local.format("%H:%M").to_string());
    if action == MeetingAction::Change {
        first.insert("date", local.format("%Y-%m-%d").to_string());
        first.insert("name", meeting.name.clone());
        first.insert("video", meeting.video.clone());
        if let Some(end) = meeting.ends_at {
            first.insert("end", end.0.with_timezone(&council.timezone).format("%H:%M").to_string());
        }
    }
    first.insert("public", "true".to_owned());
    first.insert("parent", which.parent.clone());
    if let Some(item) = which.item.parse().ok().and_then(|id| sitting.item(id)).map(|seen| &seen.item) {
        first.insert("title", item.title.clone());
        first.insert("public", item.public.to_string());
        first.insert("public_title", item.public_title.clone());
        first.insert("note", item.note.clone());
        first.insert("joint", item.joint_id.map(|joint| joint.to_string()).unwrap_or_default());
    }
    first
}

fn choices(
    telling: &Telling<'_>,
    sitting: &Sitting,
    item: Option<&crate::meetings::agenda::AgendaItem>,
    waiting: Vec<Choice>,
    others: Vec<Choice>,
) -> BTreeMap<&'static str, Vec<Choice>> {
    let there: Vec<_> = sitting.seen().filter(|seen| seen.item.state != ItemState::Removed).collect();
    let named = |seen: &&crate::meetings::view::Seen| {
        Choice::new(seen.item.id.to_string(), format!("{} {}", seen.item.number, seen.item.title))
    };
    let publicity = [("true", "agenda_part_public"), ("false", "agenda_part_nonpublic")];
    BTreeMap::from([
        ("parent", there.iter().map(named).collect()),
        ("item", there.iter().map(named).collect()),
        ("joint", there.iter().filter(|seen| item.is_none_or(|item| item.id != seen.item.id)).map(named).collect()),
        ("public", publicity.map(|(value, key)| Choice::new(value, telling.say(key, &[]))).into()),
        ("result", results(telling, sitting)),
        ("to", others.clone()),
        ("refer_to", others),
        ("refer_role", roles(telling)),
        ("consultations", waiting),
    ])
}

/// The result words that can be entered for many at once: of the roles that wait here, those that need nothing more.
pub(super) fn results(telling: &Telling<'_>, sitting: &Sitting) -> Vec<Choice> {
    let (council, language) = (telling.wording.council, telling.wording.language);
    let roles = sitting.seen().flat_map(|seen| &seen.papers).filter_map(|(lain, _)| council.roles.get(&lain.role));
    let words: std::collections::BTreeSet<_> = roles.flat_map(|role| &role.results).collect();
    // To refer needs bodies besides, which the same form asks for.
    let plain = |word: &&&String| {
        let class = council.results.get(**word).map(|result| result.class);
        class.is_some_and(|class| is_plain(class) || matches!(class, ResultClass::Refer | ResultClass::ReferAway))
    };
    words.iter().filter(plain).map(|word| Choice::new(word.as_str(), council.result_label(word, language))).collect()
}

/// Whether a result of this class can be entered by its word alone.
pub(super) const fn is_plain(class: ResultClass) -> bool {
    !matches!(
        class,
        ResultClass::Refer
            | ResultClass::ReferAway
            | ResultClass::AdoptAmended
            | ResultClass::AdoptPart
            | ResultClass::Convert
    )
}

/// What stands in a field: what was typed, else what stood there first.
fn said(typed: Option<&Fields>, first: BTreeMap<&'static str, String>) -> impl Fn(&str) -> Vec<String> {
    let typed = typed.cloned();
    move |name| match &typed {
        Some(fields) => fields.all(name).map(str::to_owned).collect(),
        None => first.get(name).cloned().into_iter().collect(),
    }
}

/// The fields as a form; the bodies as the one that leads and those that sit with it.
fn widgets(
    telling: &Telling<'_>,
    fields: &[Field],
    mut choices: BTreeMap<&'static str, Vec<Choice>>,
    said: &impl Fn(&str) -> Vec<String>,
) -> Vec<Widget> {
    let mut widgets = Vec::new();
    for field in fields {
        // The item that is acted on is named above the form.
        let named: &[(&'static str, &'static str, bool)] = match field.name {
            "bodies" => &[("body", "select", false), ("with", "boxes", true)],
            "item" if field.required => &[],
            "item" | "parent" | "to" | "joint" | "public" | "result" | "refer_role" => &[(field.name, "select", false)],
            "refer_to" => &[("refer_to", "boxes", false)],
            "consultations" => &[("consultations", "boxes", false)],
            "date" => &[("date", "date", false)],
            "time" | "end" => &[(field.name, "time", false)],
            "note" | "reason" => &[(field.name, "text", false)],
            _ => &[(field.name, "line", false)],
        };
        for &(name, kind, optional) in named {
            let values = said(name);
            let mut options = choices.remove(name).unwrap_or_default();
            for option in &mut options {
                option.chosen = values.contains(&option.value);
            }
            let words = telling.wording.words;
            let word = |key: String| if words.has(&key) { telling.say(&key, &[]) } else { String::new() };
            widgets.push(Widget {
                kind,
                input: match kind {
                    "date" => "date",
                    "time" => "time",
                    _ => "text",
                },
                width: if matches!(kind, "date" | "time") { "short" } else { "full" },
                name: name.to_owned(),
                label: telling.say(&format!("meeting_field_{name}"), &[]),
                hint: word(format!("meeting_field_{name}_hint")),
                value: values.into_iter().next().unwrap_or_default(),
                options,
                optional: optional || !field.required,
                ..Widget::default()
            });
        }
    }
    widgets
}

fn faults(app: &App, language: Language, mut messages: Vec<Message>, action: Option<MeetingAction>) -> Faults {
    for message in &mut messages {
        if message.field.as_deref() == Some("bodies") {
            message.field = Some("body".into());
        }
    }
    let there = action.map_or(SET_UP, fields);
    let has = |name: &str| {
        name == "body" || there.iter().any(|field| field.name == name && !(name == "item" && field.required))
    };
    Faults::of(&app.words, language, &on_fields(messages, has))
}

/// What was typed, and what of it cannot be read. Fields that were not sent are not given.
pub(super) fn parse(typed: &Fields) -> (MeetingInput, Vec<Message>) {
    let mut faults = Vec::new();
    let text = |name: &str| typed.has(name).then(|| typed.get(name).trim().to_owned());
    let day = typed.get("date").trim();
    let date = NaiveDate::parse_from_str(day, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(day, "%d.%m.%Y"));
    if date.is_err() && !day.is_empty() {
        faults.push(Message::new("input_date").on("date"));
    }
    let version = typed.get("version").trim();
    if version.parse::<i32>().is_err() && !version.is_empty() {
        faults.push(Message::new("input_version"));
    }
    let bodies: Vec<_> = typed.all("body").chain(typed.all("with")).map(str::to_owned).collect();
    let input = MeetingInput {
        version: version.parse().ok(),
        bodies: (!bodies.is_empty()).then_some(bodies),
        name: text("name"),
        date: date.ok(),
        time: text("time"),
        end: text("end"),
        place: text("place"),
        video: text("video"),
        reason: text("reason"),
        item: text("item"),
        to: text("to"),
        parent: text("parent"),
        title: text("title"),
        public: typed.has("public").then(|| typed.get("public") != "false"),
        public_title: text("public_title"),
        note: text("note"),
        joint: text("joint"),
        direction: text("direction"),
        consultations: typed.has("consultations").then(|| typed.all("consultations").map(str::to_owned).collect()),
        result: text("result"),
        refer_to: typed.has("refer_to").then(|| typed.all("refer_to").map(str::to_owned).collect()),
        refer_role: text("refer_role"),
    };
    (input, faults)
}
