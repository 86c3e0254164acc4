//! The JSON handlers for minutes.
use super::{MinutesInput, act, view};
use crate::app::App;
use crate::db::types::MeetingId;
use crate::error::Result;
use crate::procedure::MinutesAction;
use crate::web::actor::SignedIn;
use crate::web::api::{Change, Setting, action};
use crate::web::idempotency::Key;
use crate::web::routes::{Access, Entry, get, post};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use utoipa::ToSchema;

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![
        get("/api/v1/{council}/meetings/{id}/minutes", Access::SignedIn, show),
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
    pub attendance: Vec<AttendanceJson>,
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

fn json(record: &view::Record) -> MinutesJson {
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
    let record = app.read(move |db| view::record(db, &setting.council, Some(&actor.0), id)).await?;
    Ok(HttpResponse::Ok().json(json(&record)))
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
            |db, setting, actor, id| Ok(json(&view::record(db, &setting.council, Some(actor), id)?)),
        )
        .await
}
