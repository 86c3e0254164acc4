//! The JSON handlers for sittings. Parse, call, answer: no rule and no SQL lives here.
use super::input::MeetingInput;
use super::json::{self, MeetingJson, MeetingRowJson};
use super::{act, store, view};
use crate::app::App;
use crate::db::Db;
use crate::db::types::{MeetingId, Moment};
use crate::error::{Error, Result};
use crate::papers::json::OfferJson;
use crate::people::Actor;
use crate::procedure::MeetingAction;
use crate::web::actor::{SignedIn, Visitor};
use crate::web::api::{ActionsQuery, Change, Setting, action};
use crate::web::cursor;
use crate::web::idempotency::Key;
use crate::web::routes::{Access, Entry, get, post};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

/// Sittings of one answer of a list, at most.
const PAGE: usize = 50;

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![
        get("/api/v1/{council}/meetings", Access::Anyone, list),
        post("/api/v1/{council}/meetings", Access::SignedIn, create),
        get("/api/v1/{council}/meetings/{id}", Access::Anyone, show),
        get("/api/v1/{council}/meetings/{id}/actions", Access::SignedIn, actions),
        post("/api/v1/{council}/meetings/{id}/actions/{action}", Access::SignedIn, perform),
    ]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ListQuery {
    when: Option<String>,
    after: Option<String>,
}

/// A sitting as this actor sees it.
fn shown(db: &mut Db, setting: &Setting, actor: &Actor, id: MeetingId) -> Result<MeetingJson> {
    let sitting = view::sitting(db, &setting.council, Some(actor), id)?;
    Ok(json::sitting(&sitting, &setting.wording(), &setting.app.config.public_url()))
}

/// Sittings to come, the next first; with `when=past` those that were, the last first.
#[utoipa::path(get, path = "/api/v1/{council}/meetings", tag = "meetings",
    params(("council" = String, Path), ("when" = Option<String>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Vec<MeetingRowJson>, description = "with a Link header to the next page")))]
pub(crate) async fn list(
    app: web::Data<App>,
    council: web::Path<String>,
    query: web::Query<ListQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let setting = Setting::of(&app, &request, &council)?;
    let past = query.when.as_deref() == Some("past");
    let after = cursor::after::<Moment, MeetingId>(query.after.as_deref())?;
    let (slug, now) = (setting.council.slug.clone(), app.now());
    let mut rows = app.read(move |db| store::page(db, &slug, now, !past, after, PAGE as i64 + 1)).await?;
    let more = cursor::cut(&mut rows, PAGE);
    let public_url = app.config.public_url();
    let mut answer = HttpResponse::Ok();
    if let Some((last, _)) = rows.last().filter(|_| more) {
        let after = cursor::pack(last.starts_at.text(), last.id);
        let path = format!("{public_url}/api/v1/{}/meetings", setting.council.slug);
        let next = cursor::href(&path, &[("when", if past { "past" } else { "" }), ("after", &after)]);
        answer.insert_header((header::LINK, format!("<{next}>; rel=\"next\"")));
    }
    Ok(answer.json(rows.iter().map(|(meeting, body)| json::row(meeting, body, &public_url)).collect::<Vec<_>>()))
}

/// Sets a sitting up.
#[utoipa::path(post, path = "/api/v1/{council}/meetings", tag = "meetings", request_body = MeetingInput,
    params(("council" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = MeetingJson), (status = 403), (status = 422)), security(("bearer" = [])))]
pub(crate) async fn create(
    app: web::Data<App>,
    actor: SignedIn,
    council: web::Path<String>,
    key: Key,
    body: web::Json<MeetingInput>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let setting = Setting::of(&app, &request, &council)?;
    let input = body.into_inner();
    Change::new(setting, actor.0, key, &request, "meeting", &input)?
        .answered(
            StatusCode::CREATED,
            move |tx, council| act::create(tx, council, &input),
            // A sitting that is new has no version that could be stale.
            |_, _| Err(Error::Stale),
            shown,
        )
        .await
}

/// One sitting with its agenda.
#[utoipa::path(get, path = "/api/v1/{council}/meetings/{id}", tag = "meetings",
    params(("council" = String, Path), ("id" = String, Path)), responses((status = 200, body = MeetingJson), (status = 404)))]
pub(crate) async fn show(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, MeetingId)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let council = setting.council.clone();
    let sitting = app.read(move |db| view::sitting(db, &council, visitor.0.as_ref(), id)).await?;
    Ok(HttpResponse::Ok().json(json::sitting(&sitting, &setting.wording(), &app.config.public_url())))
}

/// The actions that the caller may take on the sitting now.
#[utoipa::path(get, path = "/api/v1/{council}/meetings/{id}/actions", tag = "meetings",
    params(("council" = String, Path), ("id" = String, Path), ("all" = Option<bool>, Query)),
    responses((status = 200, body = Vec<OfferJson>)), security(("bearer" = [])))]
pub(crate) async fn actions(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, MeetingId)>,
    query: web::Query<ActionsQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let (inner, now) = (setting.clone(), app.now());
    let rows = app
        .read(move |db| {
            let sitting = view::sitting(db, &inner.council, Some(&actor.0), id)?;
            Ok(json::offers(&sitting.offers(&inner.council, &actor.0, now), &inner.wording(), query.all))
        })
        .await?;
    Ok(HttpResponse::Ok().json(rows))
}

/// Does an action on the sitting; answers the sitting to go on with.
#[utoipa::path(post, path = "/api/v1/{council}/meetings/{id}/actions/{action}", tag = "meetings",
    request_body = MeetingInput, params(("council" = String, Path), ("id" = String, Path), ("action" = String, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = MeetingJson), (status = 403), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn perform(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, MeetingId, String)>,
    key: Key,
    body: web::Json<MeetingInput>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id, word) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let action: MeetingAction = action(&word)?;
    let input = body.into_inner();
    Change::new(setting, actor.0, key, &request, format!("{action} {id}"), &input)?
        .answered(
            StatusCode::OK,
            move |tx, council| act::perform(tx, council, id, action, &input),
            move |_, _| Ok(id),
            shown,
        )
        .await
}
