//! The JSON handlers for remarks.
use super::{act, store};
use crate::app::App;
use crate::error::{Error, Result};
use crate::web::actor::SignedIn;
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
        get("/api/v1/{council}/papers/{name}/notes", Access::SignedIn, list),
        post("/api/v1/{council}/papers/{name}/notes", Access::SignedIn, write),
    ]
}

/// A remark of the administration.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoteJson {
    pub id: String,
    /// RFC 3339 in UTC.
    pub written_at: String,
    pub author: String,
    pub organization: String,
    pub text: String,
}

/// What a new remark says.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    pub text: String,
}

fn rows(db: &mut crate::db::Db, paper: crate::db::types::PaperId) -> Result<Vec<NoteJson>> {
    let rows = store::of_paper(db, paper)?.into_iter();
    Ok(rows
        .map(|(note, organization)| NoteJson {
            id: note.id.to_string(),
            written_at: note.written_at.text(),
            author: note.author,
            organization,
            text: note.content,
        })
        .collect())
}

/// The remarks on a paper, for the administration that deals with it; 404 for everybody else.
#[utoipa::path(get, path = "/api/v1/{council}/papers/{name}/notes", tag = "papers",
    params(("council" = String, Path), ("name" = String, Path)),
    responses((status = 200, body = Vec<NoteJson>), (status = 404)), security(("bearer" = [])))]
pub(crate) async fn list(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, name) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let found = app
        .read(move |db| {
            let paper = act::paper_for(db, &setting.council, &actor.0, &name)?;
            rows(db, paper.id)
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

/// Writes a remark; answers all of them.
#[utoipa::path(post, path = "/api/v1/{council}/papers/{name}/notes", tag = "papers", request_body = NewNote,
    params(("council" = String, Path), ("name" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = Vec<NoteJson>), (status = 404), (status = 422)), security(("bearer" = [])))]
pub(crate) async fn write(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, String)>,
    key: Key,
    body: web::Json<NewNote>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, name) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let input = body.into_inner();
    Change::new(setting, actor.0, key, &request, format!("note {name}"), &input)?
        .answered(
            StatusCode::CREATED,
            move |tx, council| Ok(act::write(tx, council, &name, &input.text)?.id),
            // A remark is only ever added: no version of it can be stale.
            |_, _| Err(Error::Stale),
            |db, _, _, paper| rows(db, paper),
        )
        .await
}
