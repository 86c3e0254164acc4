//! The JSON handlers for the legal force of decisions.
use super::input::ForceInput;
use super::json::{self, ForceJson, ForceOfferJson};
use super::store::{self, Standing};
use super::{act, view};
use crate::app::App;
use crate::db::Db;
use crate::db::types::ResolutionId;
use crate::error::Result;
use crate::people::Actor;
use crate::web::actor::{SignedIn, Visitor};
use crate::web::api::{ActionsQuery, Change, Setting, action};
use crate::web::idempotency::Key;
use crate::web::routes::{Access, Entry, get, post};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![
        get("/api/v1/{council}/resolutions/{id}", Access::Anyone, show),
        get("/api/v1/{council}/resolutions/{id}/actions", Access::SignedIn, actions),
        post("/api/v1/{council}/resolutions/{id}/actions/{action}", Access::SignedIn, perform),
    ]
}

fn shown(db: &mut Db, setting: &Setting, actor: &Actor, id: ResolutionId) -> Result<ForceJson> {
    Ok(json::decision(&setting.wording(), &found(db, setting, Some(actor), id)?, setting.today()))
}

fn found(db: &mut Db, setting: &Setting, actor: Option<&Actor>, id: ResolutionId) -> Result<Standing> {
    Ok(view::find(db, &setting.council, &setting.scope(actor), id)?.standing)
}

/// How a decision stands on its way to legal force.
#[utoipa::path(get, path = "/api/v1/{council}/resolutions/{id}", tag = "orders",
    params(("council" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = ForceJson), (status = 404)))]
pub(crate) async fn show(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, ResolutionId)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let inner = setting.clone();
    let standing = app.read(move |db| found(db, &inner, visitor.0.as_ref(), id)).await?;
    Ok(HttpResponse::Ok().json(json::decision(&setting.wording(), &standing, setting.today())))
}

/// What the caller may record of the decision now.
#[utoipa::path(get, path = "/api/v1/{council}/resolutions/{id}/actions", tag = "orders",
    params(("council" = String, Path), ("id" = String, Path), ("all" = Option<bool>, Query)),
    responses((status = 200, body = Vec<ForceOfferJson>)), security(("bearer" = [])))]
pub(crate) async fn actions(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, ResolutionId)>,
    query: web::Query<ActionsQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let inner = setting.clone();
    let rows: Vec<ForceOfferJson> = app
        .read(move |db| {
            let (referendum, _) = found(db, &inner, Some(&actor.0), id)?;
            let offered = act::offers(&inner.council, &referendum, &actor.0);
            Ok(json::offers(&offered, &inner.wording(), query.all))
        })
        .await?;
    Ok(HttpResponse::Ok().json(rows))
}

/// Records something of the decision: `publish`, `request-vote`, `record-vote`; answers how it stands.
#[utoipa::path(post, path = "/api/v1/{council}/resolutions/{id}/actions/{action}", tag = "orders",
    request_body = ForceInput, params(("council" = String, Path), ("id" = String, Path), ("action" = String, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = ForceJson), (status = 403), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn perform(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, ResolutionId, String)>,
    key: Key,
    body: web::Json<ForceInput>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id, word) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let action = action(&word)?;
    let input = body.into_inner();
    let slug = setting.council.slug.clone();
    Change::new(setting, actor.0, key, &request, format!("{action} {id}"), &input)?
        .answered(
            StatusCode::OK,
            move |tx, council| {
                act::perform(tx, council, id, action, &input)?;
                Ok(id)
            },
            move |db, _| Ok(store::resolution(db, &slug, id)?.id),
            shown,
        )
        .await
}
