//! The JSON handlers for files. Uploads are multipart forms, as a browser sends them.
use super::act::{self, FileInput};
use super::json::{self, FileJson, FileOfferJson};
use super::pages::{add, download, thing_of, upload};
use super::view;
use crate::app::App;
use crate::council::Council;
use crate::db::Db;
use crate::db::types::FileId;
use crate::error::Result;
use crate::people::Actor;
use crate::visibility::{Circle, Scope};
use crate::vocabulary::FileAction;
use crate::web::actor::{SignedIn, Visitor};
use crate::web::api::{ActionsQuery, Change, Setting, action};
use crate::web::idempotency::Key;
use crate::web::routes::{Access, Entry, get, post};
use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![
        get("/api/v1/{council}/{things}/{id}/files", Access::Anyone, list),
        post("/api/v1/{council}/{things}/{id}/files", Access::SignedIn, attach),
        get("/api/v1/{council}/files/{id}", Access::Anyone, show),
        get("/api/v1/{council}/files/{id}/content", Access::Anyone, content),
        get("/api/v1/{council}/files/{id}/actions", Access::SignedIn, actions),
        post("/api/v1/{council}/files/{id}/actions/replace", Access::SignedIn, replace),
        post("/api/v1/{council}/files/{id}/actions/{action}", Access::SignedIn, perform),
    ]
}

/// A file with its earlier versions, as far as this viewer sees them.
fn with_versions(db: &mut Db, council: &Council, actor: Option<&Actor>, id: FileId, url: &str) -> Result<FileJson> {
    let scope = Scope::of(actor, &council.slug);
    let (file, thing) = view::find(db, council, &scope, id)?;
    let listed = view::of_thing(db, &scope, &thing)?;
    let line = listed.into_iter().find(|row| row.file.position == file.position);
    let older = line.into_iter().flat_map(|row| row.older).filter(|older| older.revision < file.revision);
    let older = older.map(|older| json::file(&older, thing.effective(older.circle), url)).collect();
    Ok(FileJson { older, ..json::file(&file, thing.effective(file.circle), url) })
}

/// The files of a paper, an agenda item, a sitting or minutes that the caller may see.
#[utoipa::path(get, path = "/api/v1/{council}/{things}/{id}/files", tag = "files",
    params(("council" = String, Path), ("things" = String, Path, description = "papers, items, meetings or minutes"),
        ("id" = String, Path)),
    responses((status = 200, body = Vec<FileJson>), (status = 404)))]
pub(crate) async fn list(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse> {
    let (council, things, id) = path.into_inner();
    let council = app.council(&council)?.clone();
    let listed = app
        .read(move |db| {
            let thing = thing_of(db, &council, visitor.0.as_ref(), &things, &id)?;
            view::of_thing(db, &Scope::of(visitor.0.as_ref(), &council.slug), &thing)
        })
        .await?;
    Ok(HttpResponse::Ok().json(json::files(&listed, &app.config.public_url())))
}

/// Attaches files. A field `nonpublic` before or after them keeps them from the public.
#[utoipa::path(post, path = "/api/v1/{council}/{things}/{id}/files", tag = "files",
    params(("council" = String, Path), ("things" = String, Path, description = "papers, items, meetings or minutes"),
        ("id" = String, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data", description = "fields `files` with a name each"),
    responses((status = 201, body = Vec<FileJson>), (status = 403), (status = 404), (status = 415), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn attach(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, String, String)>,
    form: Multipart,
) -> Result<HttpResponse> {
    let (council, things, id) = path.into_inner();
    let (council, actor) = (app.council(&council)?.clone(), actor.0);
    let thing = app
        .read({
            let (council, actor) = (council.clone(), actor.clone());
            move |db| {
                let thing = thing_of(db, &council, Some(&actor), &things, &id)?;
                act::may_attach(&council, &thing, &actor)?;
                Ok(thing)
            }
        })
        .await?;
    let received = upload::receive(&app, form, app.config.files.max_files, |_| Ok(())).await?;
    let public = !received.fields.has("nonpublic");
    let ids = add::added(&app, &actor, &council, &thing, public, received).await?;
    let url = app.config.public_url();
    let answer = app
        .read(move |db| {
            ids.into_iter().map(|id| with_versions(db, &council, Some(&actor), id, &url)).collect::<Result<Vec<_>>>()
        })
        .await?;
    Ok(HttpResponse::Created().json(answer))
}

/// What a file is, without its bytes.
#[utoipa::path(get, path = "/api/v1/{council}/files/{id}", tag = "files",
    params(("council" = String, Path), ("id" = String, Path)), responses((status = 200, body = FileJson), (status = 404)))]
pub(crate) async fn show(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, FileId)>,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let (council, url) = (app.council(&council)?.clone(), app.config.public_url());
    let file = app.read(move |db| with_versions(db, &council, visitor.0.as_ref(), id, &url)).await?;
    Ok(HttpResponse::Ok().json(file))
}

/// The bytes of a file.
#[utoipa::path(get, path = "/api/v1/{council}/files/{id}/content", tag = "files",
    params(("council" = String, Path), ("id" = String, Path), ("Range" = Option<String>, Header),
        ("If-None-Match" = Option<String>, Header)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 206), (status = 304), (status = 404),
        (status = 416)))]
pub(crate) async fn content(
    app: web::Data<App>,
    visitor: Visitor,
    request: HttpRequest,
    path: web::Path<(String, FileId)>,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let (file, circle) = download::found(&app, visitor.0.clone(), &council, id).await?;
    download::send(&app, &request, &file, circle == Circle::Public && visitor.0.is_none()).await
}

/// The actions that the caller may take on the file now.
#[utoipa::path(get, path = "/api/v1/{council}/files/{id}/actions", tag = "files",
    params(("council" = String, Path), ("id" = String, Path), ("all" = Option<bool>, Query)),
    responses((status = 200, body = Vec<FileOfferJson>), (status = 404)), security(("bearer" = [])))]
pub(crate) async fn actions(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, FileId)>,
    query: web::Query<ActionsQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let inner = setting.clone();
    let offers = app
        .read(move |db| {
            let scope = Scope::of(Some(&actor.0), &inner.council.slug);
            let (file, thing) = view::find(db, &inner.council, &scope, id)?;
            Ok(act::offers(&inner.council, &thing, &file, &actor.0))
        })
        .await?;
    Ok(HttpResponse::Ok().json(json::offers(&offers, &setting.wording(), query.all)))
}

/// Puts another content in the place of a file: one field `files`, and the fields `version` and `reason`.
#[utoipa::path(post, path = "/api/v1/{council}/files/{id}/actions/replace", tag = "files",
    params(("council" = String, Path), ("id" = String, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 201, body = FileJson), (status = 403), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn replace(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, FileId)>,
    form: Multipart,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let (council, actor) = (app.council(&council)?.clone(), actor.0);
    add::replaceable(&app, &council, &actor, id).await?;
    let received = upload::receive(&app, form, 1, |_| Ok(())).await?;
    let input = upload::input(&received.fields);
    let new = add::replaced(&app, &actor, &council, id, input, received).await?;
    let url = app.config.public_url();
    let file = app.read(move |db| with_versions(db, &council, Some(&actor), new, &url)).await?;
    Ok(HttpResponse::Created().json(file))
}

/// Does an action on the file: withdraw, restrict, open, confirm or decline.
#[utoipa::path(post, path = "/api/v1/{council}/files/{id}/actions/{action}", tag = "files", request_body = FileInput,
    params(("council" = String, Path), ("id" = String, Path), ("action" = String, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = FileJson), (status = 403), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn perform(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, FileId, String)>,
    key: Key,
    body: web::Json<FileInput>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id, word) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let action: FileAction = action(&word)?;
    let input = body.into_inner();
    Change::new(setting, actor.0, key, &request, format!("{action} file {id}"), &input)?
        .answered(
            StatusCode::OK,
            move |tx, council| {
                act::perform(tx, council, id, action, &input)?;
                Ok(id)
            },
            move |_, _| Ok(id),
            |db, setting, actor, id| {
                with_versions(db, &setting.council, Some(actor), id, &setting.app.config.public_url())
            },
        )
        .await
}
