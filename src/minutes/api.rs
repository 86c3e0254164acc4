//! The JSON handlers for minutes.
use super::{MinutesInput, act, view};
use crate::app::App;
use crate::db::types::{AgendaItemId, MeetingId};
use crate::error::Result;
use crate::procedure::MinutesAction;
use crate::web::actor::{SignedIn, Visitor};
use crate::web::api::{Change, Setting, action};
use crate::web::idempotency::Key;
use crate::web::routes::{Access, Entry, get, post};
use crate::wording::Wording;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use utoipa::ToSchema;

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![
        get("/api/v1/{council}/meetings/{id}/minutes", Access::SignedIn, show),
        get("/api/v1/{council}/meetings/{id}/items/{item}/extract", Access::Anyone, extract),
        post("/api/v1/{council}/meetings/{id}/minutes/{action}", Access::SignedIn, perform),
    ]
}

/// The minutes of a sitting, as far as the caller may see them.
#[derive(Debug, Serialize, ToSchema)]
pub struct MinutesJson {
    /// 0 while nobody has begun them.
    pub version: i32,
    /// `draft`, `finished`, `approved`; absent while they are not there for the caller.
    pub state: Option<String>,
    pub opening: String,
    pub content: String,
    pub nonpublic_content: Option<String>,
    pub objections: String,
    /// Whether the body could decide; absent while nobody recorded who was there.
    pub quorate: Option<bool>,
    pub approved_on: Option<chrono::NaiveDate>,
    /// Who signed them, where that approves them.
    pub signed_by: Vec<String>,
    /// The items of the agenda, as far as they lie before the caller.
    pub items: Vec<MinutesItemJson>,
    pub attendance: Vec<AttendanceJson>,
}

/// An item of the agenda in the minutes.
#[derive(Debug, Serialize, ToSchema)]
pub struct MinutesItemJson {
    /// Absent for an item of which only the public title is seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub number: String,
    pub title: String,
    /// The numbers of what was decided (`§ 45`), where the council gives them numbers.
    pub paragraphs: Vec<String>,
    pub text: String,
    pub decisions: Vec<DecisionJson>,
}

/// What became of a paper on an item.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionJson {
    pub paper: Option<String>,
    pub title: String,
    pub role_label: String,
    pub result: Option<String>,
    pub result_label: Option<String>,
    pub note: String,
    /// The text as it was amended.
    pub final_text: String,
}

/// The extract of the minutes on one item.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExtractJson {
    /// The bodies that decided.
    pub bodies: Vec<String>,
    /// Day of the sitting.
    pub sitting_on: chrono::NaiveDate,
    pub place: String,
    pub item: MinutesItemJson,
    pub approved_on: Option<chrono::NaiveDate>,
    pub signed_by: Vec<String>,
}

/// How one person was at the sitting.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttendanceJson {
    pub name: String,
    pub presence: String,
    pub arrived_at: Option<String>,
    pub left_at: Option<String>,
    pub note: String,
}

fn item(entry: &view::Entry, wording: &Wording<'_>) -> MinutesItemJson {
    let decision = |dealt: &view::Dealt| {
        let (consultation, word) = (&dealt.consultation, dealt.consultation.result_word.as_deref());
        DecisionJson {
            paper: dealt.paper.reference.clone(),
            title: dealt.paper.title.clone(),
            role_label: wording.council.role_label(&consultation.role, wording.language).to_owned(),
            result: consultation.result_word.clone(),
            result_label: word.map(|word| wording.council.result_label(word, wording.language).to_owned()),
            note: consultation.note.clone(),
            final_text: consultation.final_text.clone(),
        }
    };
    let paragraphs = entry.paragraphs.iter().filter_map(|(number, _)| wording.paragraph(Some(*number)));
    MinutesItemJson {
        id: (!entry.outline).then(|| entry.item.id.to_string()),
        number: entry.item.number.clone(),
        title: if entry.outline { entry.item.public_title.clone() } else { entry.item.title.clone() },
        paragraphs: paragraphs.collect(),
        text: entry.text.clone(),
        decisions: entry.dealt.iter().map(decision).collect(),
    }
}

fn json(record: &view::Record, wording: &Wording<'_>) -> MinutesJson {
    let minutes = record.minutes.as_ref();
    let text = |of: fn(&super::Minutes) -> &String| minutes.map(|minutes| of(minutes).clone()).unwrap_or_default();
    MinutesJson {
        version: minutes.map_or(0, |minutes| minutes.version),
        state: minutes.map(|minutes| minutes.state.to_string()),
        opening: text(|minutes| &minutes.opening),
        content: text(|minutes| &minutes.content),
        nonpublic_content: record.inside.then(|| text(|minutes| &minutes.nonpublic_content)),
        objections: text(|minutes| &minutes.objections),
        quorate: record.meeting.quorate,
        approved_on: minutes.and_then(|minutes| minutes.approved_on),
        signed_by: record.signed_by.clone(),
        items: record.items.iter().map(|entry| item(entry, wording)).collect(),
        attendance: record
            .attendance
            .iter()
            .map(|(row, name)| AttendanceJson {
                name: name.clone(),
                presence: row.presence.to_string(),
                arrived_at: row.arrived_at.map(|at| at.text()),
                left_at: row.left_at.map(|at| at.text()),
                note: row.note.clone(),
            })
            .collect(),
    }
}

/// The minutes of a sitting.
#[utoipa::path(get, path = "/api/v1/{council}/meetings/{id}/minutes", tag = "meetings",
    params(("council" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = MinutesJson), (status = 404)), security(("bearer" = [])))]
pub(crate) async fn show(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, MeetingId)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let rules = setting.council.clone();
    let record = app.read(move |db| view::record(db, &rules, Some(&actor.0), id)).await?;
    Ok(HttpResponse::Ok().json(json(&record, &setting.wording())))
}

/// The extract of the minutes on one item: what the body decided, under its own number.
#[utoipa::path(get, path = "/api/v1/{council}/meetings/{id}/items/{item}/extract", tag = "meetings",
    params(("council" = String, Path), ("id" = String, Path), ("item" = String, Path)),
    responses((status = 200, body = ExtractJson), (status = 404)))]
pub(crate) async fn extract(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, MeetingId, AgendaItemId)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id, item) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let rules = setting.council.clone();
    let found = app.read(move |db| view::extract(db, &rules, visitor.0.as_ref(), id, item)).await?;
    Ok(HttpResponse::Ok().json(ExtractJson {
        sitting_on: found.meeting.starts_at.day(setting.council.timezone),
        place: found.meeting.place.clone(),
        item: self::item(&found.entry, &setting.wording()),
        approved_on: found.minutes.as_ref().and_then(|minutes| minutes.approved_on),
        signed_by: found.signed_by,
        bodies: found.bodies,
    }))
}

/// Does an action on the minutes: `attendance`, `write`, `finish`, `approve`; answers them.
#[utoipa::path(post, path = "/api/v1/{council}/meetings/{id}/minutes/{action}", tag = "meetings",
    request_body = MinutesInput, params(("council" = String, Path), ("id" = String, Path), ("action" = String, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = MinutesJson), (status = 403), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn perform(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, MeetingId, String)>,
    key: Key,
    body: web::Json<MinutesInput>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id, word) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let action: MinutesAction = action(&word)?;
    let input = body.into_inner();
    Change::new(setting, actor.0, key, &request, format!("minutes {action} {id}"), &input)?
        .answered(
            StatusCode::OK,
            move |tx, council| {
                act::perform(tx, council, id, action, &input)?;
                Ok(id)
            },
            move |_, _| Ok(id),
            |db, setting, actor, id| {
                Ok(json(&view::record(db, &setting.council, Some(actor), id)?, &setting.wording()))
            },
        )
        .await
}
