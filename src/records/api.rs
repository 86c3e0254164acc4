//! The JSON handlers for the records of closed cases.
use super::{Package, act, collect, file_name, make, pages, store};
use crate::app::App;
use crate::db::Db;
use crate::db::types::{PaperId, RecordId};
use crate::error::{Error, Result};
use crate::people::Actor;
use crate::web::actor::Visitor;
use crate::web::api::{Change, Setting};
use crate::web::idempotency::Key;
use crate::web::routes::{Access, Entry, get, post};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use utoipa::ToSchema;

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![
        get("/api/v1/{council}/papers/{name}/record", Access::Anyone, show),
        post("/api/v1/{council}/papers/{name}/record", Access::Anyone, pack),
        get("/api/v1/{council}/records/{id}", Access::Anyone, content),
    ]
}

/// The record of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordJson {
    /// The number of its first paper.
    pub reference: Option<String>,
    /// Its sign in the authority's files.
    pub sign: String,
    /// The numbers of its papers.
    pub papers: Vec<Option<String>>,
    /// What is still open, each a sentence; empty when it is closed.
    pub open: Vec<String>,
    /// Whether nothing has changed since it was packed last.
    pub unchanged: bool,
    /// The latest first.
    pub packages: Vec<PackageJson>,
}

/// A package that was made of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PackageJson {
    pub id: String,
    pub name: String,
    /// RFC 3339 in UTC.
    pub made_at: String,
    pub author: String,
    pub size: i64,
    pub sha256: String,
    pub message_sha256: String,
    /// The case's last event in it.
    pub last_event: i64,
    /// The event that says that it was made.
    pub event: i64,
}

fn package(package: &Package) -> PackageJson {
    PackageJson {
        id: package.id.to_string(),
        name: file_name(package.id, "zip"),
        made_at: package.made_at.text(),
        author: package.author.clone(),
        size: package.size,
        sha256: package.sha256.clone(),
        message_sha256: package.message_sha256.clone(),
        last_event: package.last_event,
        event: package.event,
    }
}

fn record(db: &mut Db, setting: &Setting, actor: &Actor, root: PaperId) -> Result<RecordJson> {
    let (council, name) = (&setting.council, root.to_string());
    let root = act::case_of(db, council, Some(actor), &name)?;
    let papers = collect::papers_of(db, root.id)?;
    let packages = store::of_case(db, root.id)?;
    let last = collect::last_event(db, &papers)?;
    let open = act::open(db, council, root.id)?;
    let number = root.reference.clone().unwrap_or_else(|| root.id.to_string());
    Ok(RecordJson {
        sign: act::rules(council, Some(actor))?.sign(&number),
        reference: root.reference,
        papers: papers.into_iter().map(|paper| paper.reference).collect(),
        open: open.iter().map(|message| setting.app.words.tell(setting.language, message)).collect(),
        unchanged: packages.first().is_some_and(|package| package.last_event == last),
        packages: packages.iter().map(package).collect(),
    })
}

/// The record of the case to which a paper belongs, for those who pack closed cases; 404 for everybody else.
#[utoipa::path(get, path = "/api/v1/{council}/papers/{name}/record", tag = "papers",
    params(("council" = String, Path), ("name" = String, Path)),
    responses((status = 200, body = RecordJson), (status = 404)), security(("bearer" = [])))]
pub(crate) async fn show(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, name) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let actor = visitor.0.ok_or(Error::NotFound)?;
    let found = app
        .read(move |db| {
            let root = act::case_of(db, &setting.council, Some(&actor), &name)?;
            record(db, &setting, &actor, root.id)
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

/// Packs a closed case as an xdomea message; answers its record. 422 names everything that is still open.
#[utoipa::path(post, path = "/api/v1/{council}/papers/{name}/record", tag = "papers",
    params(("council" = String, Path), ("name" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = RecordJson), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn pack(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    key: Key,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, name) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let actor = visitor.0.ok_or(Error::NotFound)?;
    act::rules(&setting.council, Some(&actor))?;
    // A repeated request is answered as the first one was, and finds nothing to pack.
    let written = match make::write(&app, &actor, &setting.council, &name).await {
        Ok(new) => Ok(new),
        Err(Error::Refused(messages)) => Err(messages),
        Err(other) => return Err(other),
    };
    let named = name.clone();
    Change::new(setting, actor, key, &request, format!("record {name}"), &())?
        .answered(
            StatusCode::CREATED,
            move |tx, council| {
                let new = written.as_ref().map_err(|messages| Error::Refused(messages.clone()))?;
                act::keep(tx, council, &named, new)?;
                let actor = tx.actor;
                Ok(act::case_of(tx, council, Some(actor), &named)?.id)
            },
            move |db, council| Ok(crate::papers::store::find(db, &council.slug, &name)?.root_id),
            record,
        )
        .await
}

/// The bytes of a package.
#[utoipa::path(get, path = "/api/v1/{council}/records/{id}", tag = "papers",
    params(("council" = String, Path), ("id" = String, Path)),
    responses((status = 200, content_type = "application/zip", body = Vec<u8>), (status = 404)),
    security(("bearer" = [])))]
pub(crate) async fn content(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, RecordId)>,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    pages::send(&app, &council, visitor.0, id).await
}
