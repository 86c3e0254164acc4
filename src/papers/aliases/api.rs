//! The JSON handlers for former numbers.
use super::act;
use crate::app::App;
use crate::db::Db;
use crate::db::types::PaperId;
use crate::error::Result;
use crate::papers::{store, view};
use crate::web::actor::{SignedIn, Visitor};
use crate::web::api::{Change, Setting};
use crate::web::idempotency::Key;
use crate::web::routes::{Access, Entry, get, post};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![
        get("/api/v1/{council}/papers/{name}/aliases", Access::Anyone, list),
        post("/api/v1/{council}/papers/{name}/aliases", Access::SignedIn, add),
    ]
}

/// A paper's number, and those that lead to it, too.
#[derive(Debug, Serialize, ToSchema)]
pub struct AliasesJson {
    pub id: String,
    pub reference: Option<String>,
    /// Of the paper: what a further number is added on.
    pub version: i32,
    /// The oldest first.
    pub aliases: Vec<String>,
}

/// A number that leads to the paper from now on.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAlias {
    /// Of the paper, as it was seen.
    pub version: Option<i32>,
    pub reference: String,
}

fn shown(db: &mut Db, paper: PaperId) -> Result<AliasesJson> {
    let aliases = store::aliases(db, paper)?;
    let paper = store::get(db, paper)?;
    Ok(AliasesJson { id: paper.id.to_string(), reference: paper.reference, version: paper.version, aliases })
}

/// The numbers that a paper had before, or has elsewhere.
#[utoipa::path(get, path = "/api/v1/{council}/papers/{name}/aliases", tag = "papers",
    params(("council" = String, Path), ("name" = String, Path)),
    responses((status = 200, body = AliasesJson), (status = 404)))]
pub(crate) async fn list(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, name) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let found = app
        .read(move |db| {
            let (paper, _) = view::find(db, &setting.council, visitor.0.as_ref(), &name)?;
            shown(db, paper.id)
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

/// Adds a former number to the paper; refused when it is in use.
#[utoipa::path(post, path = "/api/v1/{council}/papers/{name}/aliases", tag = "papers", request_body = NewAlias,
    params(("council" = String, Path), ("name" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = AliasesJson), (status = 403), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn add(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, String)>,
    key: Key,
    body: web::Json<NewAlias>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, name) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let input = body.into_inner();
    let wanted = name.clone();
    Change::new(setting, actor.0, key, &request, format!("alias {name}"), &input)?
        .answered(
            StatusCode::CREATED,
            move |tx, council| Ok(act::add(tx, council, &name, input.version, &input.reference)?.id),
            move |db, council| Ok(store::find(db, &council.slug, &wanted)?.id),
            |db, _, _, paper| shown(db, paper),
        )
        .await
}
