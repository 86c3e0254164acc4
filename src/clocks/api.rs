//! The JSON handlers for clocks.
use super::{act, store};
use crate::app::App;
use crate::db::types::ClockId;
use crate::error::{Error, Result};
use crate::papers::api::shown;
use crate::papers::input::Input;
use crate::papers::json::{self, OfferJson, PaperJson};
use crate::papers::{facts, offers, view};
use crate::visibility::Scope;
use crate::web::actor::SignedIn;
use crate::web::api::{ActionsQuery, Change, Setting, action};
use crate::web::idempotency::Key;
use crate::web::routes::{Access, Entry, get, post};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![
        get("/api/v1/{council}/clocks/{id}/actions", Access::SignedIn, actions),
        post("/api/v1/{council}/clocks/{id}/actions/{action}", Access::SignedIn, perform),
    ]
}

/// The actions that the caller may take on the clock now.
#[utoipa::path(get, path = "/api/v1/{council}/clocks/{id}/actions", tag = "clocks",
    params(("council" = String, Path), ("id" = String, Path), ("all" = Option<bool>, Query)),
    responses((status = 200, body = Vec<OfferJson>)), security(("bearer" = [])))]
pub(crate) async fn actions(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, ClockId)>,
    query: web::Query<ActionsQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let inner = setting.clone();
    let rows = app
        .read(move |db| {
            let clock = store::get(db, &inner.council.slug, id)?;
            let paper = crate::papers::store::get(db, clock.paper_id)?;
            if !view::is_seen(db, &Scope::of(Some(&actor.0), &inner.council.slug), &paper)? {
                return Err(Error::NotFound);
            }
            let kind = inner.council.kind(&paper.kind).ok_or(Error::NotFound)?;
            let case = facts::Case::load(db, &inner.council, paper)?;
            let offered = offers::of_clock(&inner.council, kind, &case, &clock, &actor.0);
            Ok(json::offers(&offered, kind, &inner.wording(), query.all))
        })
        .await?;
    Ok(HttpResponse::Ok().json(rows))
}

/// Does an action on the clock; answers its paper.
#[utoipa::path(post, path = "/api/v1/{council}/clocks/{id}/actions/{action}", tag = "clocks",
    request_body = Input, params(("council" = String, Path), ("id" = String, Path), ("action" = String, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = PaperJson), (status = 403), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn perform(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, ClockId, String)>,
    key: Key,
    body: web::Json<Input>,
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
            move |tx, council| act::perform(tx, council, id, action, &input),
            move |db, _| Ok(store::get(db, &slug, id)?.paper_id),
            shown,
        )
        .await
}
