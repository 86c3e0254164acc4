//! The JSON handlers for sittings. Parse, call, answer: no rule and no SQL lives here.
use super::input::MeetingInput;
use super::json::{self, MeetingJson, MeetingRowJson};
use super::{act, store, view};
use crate::app::{App, Tx};
use crate::db::types::{MeetingId, Moment};
use crate::error::{Error, Result};
use crate::papers::api::{ActionsQuery, Setting, sent};
use crate::papers::json::OfferJson;
use crate::procedure::MeetingAction;
use crate::web::actor::{SignedIn, Visitor};
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

/// The sitting as the API answers it, read in the transaction that changed it.
fn answer(setting: &Setting, tx: &mut Tx<'_>, id: MeetingId, status: StatusCode) -> Result<(u16, String)> {
    let actor = tx.actor;
    let sitting = view::sitting(tx, &setting.council, Some(actor), id)?;
    let body = json::sitting(&sitting, &setting.wording(), &setting.app.config.public_url());
    Ok((status.as_u16(), serde_json::to_string(&body)?))
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
    let asked = format!("meeting {} {}", setting.council.slug, serde_json::to_string(&input)?);
    let done = app
        .write(&actor.0, move |tx| {
            key.once(tx, &asked, |tx| {
                let id = act::create(tx, &setting.council, &input)?;
                answer(&setting, tx, id, StatusCode::CREATED)
            })
        })
        .await?;
    Ok(sent(done))
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
    let action: MeetingAction = word.parse().map_err(|_| Error::NotFound)?;
    let input = body.into_inner();
    let asked = format!("{action} {} {id} {}", setting.council.slug, serde_json::to_string(&input)?);
    let inner = setting.clone();
    let done = app
        .write(&actor.0, move |tx| {
            key.once(tx, &asked, |tx| {
                let goes_on = act::perform(tx, &inner.council, id, action, &input)?;
                answer(&inner, tx, goes_on, StatusCode::OK)
            })
        })
        .await;
    match done {
        Ok(done) => Ok(sent(done)),
        Err(Error::Stale) => {
            let council = setting.council.clone();
            let sitting = app.read(move |db| view::sitting(db, &council, Some(&actor.0), id)).await?;
            let current = json::sitting(&sitting, &setting.wording(), &app.config.public_url());
            let problem = serde_json::json!({
                "type": "urn:ratsweg:problem:stale",
                "title": app.words.say(setting.language, "stale_title", &[]),
                "status": 409,
                "detail": app.words.say(setting.language, "stale", &[]),
                "instance": request.path(),
                "current": current,
            });
            Ok(HttpResponse::Conflict()
                .content_type("application/problem+json")
                .insert_header((header::CACHE_CONTROL, "no-store"))
                .body(problem.to_string()))
        }
        Err(other) => Err(other),
    }
}
