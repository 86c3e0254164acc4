//! What waits for a sitting: a list that loses nothing, and the form that puts several onto an agenda at once.
use super::{foreign, trail};
use crate::app::App;
use crate::consultations::unscheduled::{Waiting, waiting};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{MeetingId, Moment};
use crate::digest;
use crate::error::{Error, Result};
use crate::meetings::input::MeetingInput;
use crate::meetings::{act, may, store};
use crate::message::Message;
use crate::papers::act::not_yours;
use crate::people::{Actor, Role};
use crate::procedure::{MeetingAction, ResultClass, sitting};
use crate::visibility::Scope;
use crate::web::csrf::{Fields, Form};
use crate::web::idempotency::Key;
use crate::web::page::{Crumb, Faults, Frame};
use crate::web::reply::see_other;
use crate::web::rows::Telling;
use crate::web::widget::{Choice, on_fields};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// Sittings to come that are offered.
const SITTINGS: i64 = 60;

/// What waits for a sitting.
#[derive(Serialize)]
pub struct Unscheduled {
    pub crumbs: Vec<Crumb>,
    pub lang: &'static str,
    pub action: String,
    pub faults: Faults,
    pub count: String,
    pub rows: Vec<WaitingRow>,
    /// Whether the viewer may put something onto an agenda.
    pub places: bool,
    pub meetings: Vec<Choice>,
}

/// A consultation that waits.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingRow {
    pub id: String,
    pub href: String,
    pub number: String,
    pub title: String,
    pub kind: String,
    pub body: String,
    pub role: String,
    /// Why it waits: referred, deferred, or new.
    pub origin: String,
    pub days: String,
    pub tone: &'static str,
    pub chosen: bool,
}

/// Whether this actor is shown the list: who prepares sittings, presides over a body, or belongs to the council.
pub fn is_shown(actor: &Actor, council: &Council) -> bool {
    let own = actor.organizations(&council.slug);
    may(actor, council, &own, MeetingAction::Change)
        || actor.has(&council.slug, Role::BodyChair)
        || Scope::of(Some(actor), &council.slug).council
}

/// `GET /{council}/meetings/unscheduled`
pub async fn show(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    shown(&app, &frame, None, Vec::new()).await
}

/// `POST /{council}/meetings/unscheduled`: puts the chosen ones onto the agenda of the chosen sitting.
pub async fn place(app: web::Data<App>, frame: Frame, Form(typed): Form) -> Result<HttpResponse> {
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    let council = frame.council()?.clone();
    if !may(&actor, &council, &actor.organizations(&council.slug), MeetingAction::Fill) {
        return Err(not_yours(&council.meetings.prepare));
    }
    let chosen: Vec<String> = typed.all("consultations").map(str::to_owned).collect();
    let request = format!("{} {} {chosen:?}", frame.path, typed.get("meeting"));
    let key = Key::of_form(&digest::sha256(format!("{request} {}", typed.get("shown")).as_bytes()));
    let meeting = typed.get("meeting").parse::<MeetingId>();
    let done = match meeting {
        Err(_) => Err(Error::refused(Message::new("meeting_unknown").on("meeting"))),
        Ok(id) => {
            app.write(&actor, move |tx| {
                key.once(tx, &request, |tx| {
                    let version = store::get(tx, &council.slug, id)?.0.version;
                    let input = MeetingInput {
                        version: Some(version),
                        consultations: Some(chosen.clone()),
                        ..MeetingInput::default()
                    };
                    act::perform(tx, &council, id, MeetingAction::Fill, &input)?;
                    Ok((303, format!("/{}/meetings/{id}", council.slug)))
                })
            })
            .await
        }
    };
    match done {
        Ok((_, target)) => Ok(see_other(&target)),
        Err(Error::Refused(messages)) => shown(&app, &frame, Some(typed), messages).await,
        Err(other) => Err(other),
    }
}

async fn shown(app: &App, frame: &Frame, typed: Option<Fields>, messages: Vec<Message>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    if !is_shown(&actor, &council) {
        return Err(not_yours(&council.meetings.prepare));
    }
    let places = may(&actor, &council, &actor.organizations(&council.slug), MeetingAction::Fill);
    let telling = Telling::of(app, frame)?;
    let (inner, scope, now) = (council.clone(), frame.scope(), app.now());
    let (rows, mut meetings) = app
        .read(move |db| {
            let rows = waiting(db, &inner.slug, &scope)?;
            Ok((rows, if places { to_come(db, &inner, now)? } else { Vec::new() }))
        })
        .await?;
    let wanted = typed.as_ref().map(|typed| typed.get("meeting").to_owned()).unwrap_or_default();
    for (choice, at) in &mut meetings {
        choice.label = format!("{}, {}", telling.wording.moment(*at), choice.label);
        choice.chosen = choice.value == wanted;
    }
    let chosen: Vec<&str> = typed.iter().flat_map(|typed| typed.all("consultations")).collect();
    let mut crumbs = trail(&telling);
    crumbs.push(Crumb::here(telling.say("meetings_unscheduled", &[])));
    let messages = on_fields(messages, |name| ["meeting", "consultations"].contains(&name));
    let faults = Faults::of(&app.words, frame.language, &messages);
    let status = if faults.list.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Unscheduled {
        crumbs,
        lang: foreign(&telling),
        action: format!("/{}/meetings/unscheduled", council.slug),
        faults,
        count: telling.say("unscheduled_count", &[("count", &rows.len().to_string())]),
        rows: rows.iter().map(|row| line(&telling, row, &chosen)).collect(),
        places,
        meetings: meetings.into_iter().map(|(choice, _)| choice).collect(),
    };
    frame.render_as(app, &page, status)
}

/// The sittings to come that take something onto their agenda, the next first.
fn to_come(db: &mut Db, council: &Council, now: Moment) -> Result<Vec<(Choice, Moment)>> {
    let rows = store::list(db, &council.slug, now, true, SITTINGS)?;
    let open = rows.into_iter().filter(|row| sitting::target(MeetingAction::Fill, row.0.state).is_some());
    Ok(open
        .map(|(meeting, body)| {
            let label = if meeting.name.is_empty() { body } else { meeting.name.clone() };
            (Choice::new(meeting.id.to_string(), label), meeting.starts_at)
        })
        .collect())
}

fn line(telling: &Telling<'_>, row: &Waiting, chosen: &[&str]) -> WaitingRow {
    let (council, language) = (telling.wording.council, telling.wording.language);
    let days = row.days(council, telling.today);
    let id = row.consultation.id.to_string();
    let origin = match &row.origin {
        None => telling.say("unscheduled_new", &[]),
        Some((origin, body)) => {
            let key = match origin.result_class {
                Some(ResultClass::Refer | ResultClass::ReferAway) => "unscheduled_referred",
                Some(ResultClass::Defer) => "unscheduled_deferred",
                _ => "unscheduled_after",
            };
            telling.say(key, &[("body", body)])
        }
    };
    let expected = match row.consultation.planned_for.as_str() {
        "" => String::new(),
        period => format!(" {}", telling.say("unscheduled_expected", &[("period", period)])),
    };
    WaitingRow {
        href: telling.paper_href(&row.paper),
        number: telling.number(&row.paper),
        title: telling.title(&row.paper),
        kind: council.kind_label(&row.paper.kind, language).to_owned(),
        body: row.body.clone(),
        role: council.role_label(&row.consultation.role, language).to_owned(),
        origin: format!("{origin}{expected}"),
        days: telling.say("unscheduled_days", &[("days", &days.to_string())]),
        tone: if row.is_long(council, telling.today) { "bad" } else { "neutral" },
        chosen: chosen.contains(&id.as_str()),
        id,
    }
}
