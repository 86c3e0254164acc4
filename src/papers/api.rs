//! The JSON handlers for papers. Parse, call, answer: no rule and no SQL lives here.
pub mod parts;

use super::act::{self, NewPaper};
use super::input::Input;
use super::json::{self, EventJson, OfferJson, PaperJson, PaperRow, RelativeJson};
use super::{Paper, facts, offers, signatories, store, view};
use crate::app::App;
use crate::consultations::lock;
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{Moment, OrganizationId, PaperId};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::orders;
use crate::pending;
use crate::people::Actor;
use crate::procedure::Status;
use crate::visibility::Scope;
use crate::web::actor::{SignedIn, Visitor};
use crate::web::api::{ActionsQuery, Change, Setting, action};
use crate::web::idempotency::Key;
use crate::web::routes::{Access, Entry, get, post};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine;
use serde::Deserialize;

/// Papers of one answer of a list, at most.
const PAGE: usize = 50;

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![
        get("/api/v1/{council}/papers", Access::Anyone, list),
        post("/api/v1/{council}/papers", Access::SignedIn, create),
        get("/api/v1/{council}/papers/{name}", Access::Anyone, show),
        get("/api/v1/{council}/papers/{name}/actions", Access::SignedIn, actions),
        post("/api/v1/{council}/papers/{name}/actions/{action}", Access::SignedIn, perform),
        get("/api/v1/{council}/papers/{name}/lineage", Access::Anyone, lineage),
        get("/api/v1/{council}/papers/{name}/events", Access::Anyone, events),
    ]
}

/// A paper as this actor sees it.
pub fn shown(db: &mut Db, setting: &Setting, actor: &Actor, id: PaperId) -> Result<PaperJson> {
    let (paper, scope) = view::find(db, &setting.council, Some(actor), &id.to_string())?;
    whole(db, setting, &scope, paper)
}

/// The paper with what stands beside it.
fn whole(db: &mut Db, setting: &Setting, scope: &Scope, paper: Paper) -> Result<PaperJson> {
    let (wording, url) = (setting.wording(), setting.app.config.public_url());
    let pending = pending::of_paper(db, &setting.council, scope, &paper)?;
    let dossier = view::dossier_of(db, &setting.council, scope, paper)?;
    let locked = lock::of(&setting.council, &dossier.consultations, setting.app.now()).map(lock::told);
    Ok(PaperJson {
        carries_out: orders::json::carried(db, scope, dossier.paper.id, &url)?,
        locked: locked.map(|why| wording.words.tell(wording.language, &why)),
        ..json::paper(&dossier, pending.as_ref(), &wording, &url, setting.today())
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ListQuery {
    kind: Option<String>,
    status: Option<String>,
    q: Option<String>,
    organization: Option<OrganizationId>,
    holder: Option<OrganizationId>,
    after: Option<String>,
}

/// The cursor of a row: where the next page goes on.
fn cursor((at, id): (Moment, PaperId)) -> String {
    let row = format!("{}/{id}", at.text());
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(row)
}

/// The row of a cursor; refused when it is none of ours.
fn read_cursor(text: &str) -> Result<(Moment, PaperId)> {
    let read = || {
        let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok()?;
        let row = String::from_utf8(bytes).ok()?;
        let (at, id) = row.split_once('/')?;
        let at: chrono::DateTime<chrono::Utc> = at.parse().ok()?;
        Some((Moment::from(at), id.parse().ok()?))
    };
    read().ok_or_else(|| Error::Malformed(400, Message::new("cursor_unknown").on("after")))
}

/// Papers that the caller may see, newest change first.
#[utoipa::path(get, path = "/api/v1/{council}/papers", tag = "papers",
    params(("council" = String, Path), ("kind" = Option<String>, Query), ("status" = Option<String>, Query),
        ("q" = Option<String>, Query),
        ("organization" = Option<String>, Query, description = "id of an organisation that has a part in its business"),
        ("holder" = Option<String>, Query, description = "id of the organisation that has the paper now"),
        ("after" = Option<String>, Query, description = "cursor of the page before")),
    responses((status = 200, body = Vec<PaperRow>, description = "with a Link header to the next page. With `holder` a page \
        may hold fewer rows than others, or none, and go on all the same")))]
pub(crate) async fn list(
    app: web::Data<App>,
    visitor: Visitor,
    council: web::Path<String>,
    query: web::Query<ListQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let setting = Setting::of(&app, &request, &council)?;
    let query = query.into_inner();
    let status = query.status.as_deref().map(str::parse::<Status>).transpose();
    let filter = store::Filter {
        kind: query.kind.clone(),
        status: status.map_err(|_| Error::Malformed(400, Message::new("status_unknown").on("status")))?,
        text: query.q.clone(),
        organization: query.organization,
        open: false,
        after: query.after.as_deref().map(read_cursor).transpose()?,
    };
    let scope = Scope::of(visitor.0.as_ref(), &setting.council.slug);
    let council = setting.council.clone();
    let (held, signatories, mut origins) = app
        .read(move |db| {
            let held = pending::held::page(db, &council, &scope, &filter, query.holder, PAGE)?;
            let signatories = signatories::of_papers(db, &held.papers)?;
            let elsewhere: Vec<_> =
                held.papers.iter().filter(|paper| paper.created_by.is_none()).map(|paper| paper.id).collect();
            let origins = store::origins(db, &elsewhere)?;
            Ok((held, signatories, origins))
        })
        .await?;
    let public_url = &app.config.public_url();
    let rows: Vec<_> = held
        .papers
        .iter()
        .map(|paper| {
            let (pending, signatories) = (held.pending.get(&paper.id), signatories.get(&paper.id));
            let row = json::row(paper, pending, signatories, &setting.wording(), public_url);
            row.from(&setting.council, origins.remove(&paper.id))
        })
        .collect();
    let mut answer = HttpResponse::Ok();
    if let Some(last) = held.after {
        let id = |id: Option<OrganizationId>| id.map(|id| id.to_string());
        let words = [
            ("kind", query.kind),
            ("status", query.status),
            ("q", query.q),
            ("organization", id(query.organization)),
            ("holder", id(query.holder)),
            ("after", Some(cursor(last))),
        ];
        let query = serde_urlencoded::to_string(words.iter().filter(|(_, word)| word.is_some()).collect::<Vec<_>>())
            .map_err(|e| Error::Internal(e.into()))?;
        let next = format!("<{public_url}/api/v1/{}/papers?{query}>; rel=\"next\"", setting.council.slug);
        answer.insert_header((header::LINK, next));
    }
    Ok(answer.json(rows))
}

/// Makes a draft.
#[utoipa::path(post, path = "/api/v1/{council}/papers", tag = "papers", request_body = NewPaper,
    params(("council" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = PaperJson), (status = 403), (status = 422)), security(("bearer" = [])))]
pub(crate) async fn create(
    app: web::Data<App>,
    actor: SignedIn,
    council: web::Path<String>,
    key: Key,
    body: web::Json<NewPaper>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let setting = Setting::of(&app, &request, &council)?;
    let new = body.into_inner();
    Change::new(setting, actor.0, key, &request, "create", &new)?
        .answered(
            StatusCode::CREATED,
            move |tx, council| act::create(tx, council, &new),
            // A paper that is new has no version that could be stale.
            |_, _| Err(Error::Stale),
            shown,
        )
        .await
}

/// For ever at another address: the paper was asked for by a number that it had before, or has elsewhere.
fn moved(council: &Council, segment: &str, rest: &str) -> HttpResponse {
    let target = format!("/api/v1/{}/papers/{segment}{rest}", council.slug);
    HttpResponse::MovedPermanently().insert_header((header::LOCATION, target)).finish()
}

/// The paper that the caller means and may see, or the last part of the address that it has now.
fn meant(
    db: &mut Db,
    council: &Council,
    viewer: Option<&Actor>,
    name: &str,
) -> Result<std::result::Result<(Paper, Scope), String>> {
    let (paper, scope) = view::find(db, council, viewer, name)?;
    Ok(if paper.is_called(name) { Ok((paper, scope)) } else { Err(paper.path_segment()) })
}

/// One paper by its id, its slug or its number.
#[utoipa::path(get, path = "/api/v1/{council}/papers/{name}", tag = "papers",
    params(("council" = String, Path), ("name" = String, Path)), responses((status = 200, body = PaperJson), (status = 404)))]
pub(crate) async fn show(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, name) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let rules = setting.clone();
    let found = app
        .read(move |db| {
            Ok(match meant(db, &rules.council, visitor.0.as_ref(), &name)? {
                Ok((paper, scope)) => Ok(whole(db, &rules, &scope, paper)?),
                Err(segment) => Err(segment),
            })
        })
        .await?;
    match found {
        Ok(paper) => Ok(HttpResponse::Ok().json(paper)),
        Err(segment) => Ok(moved(&setting.council, &segment, "")),
    }
}

/// The actions that the caller may take on the paper now.
#[utoipa::path(get, path = "/api/v1/{council}/papers/{name}/actions", tag = "papers",
    params(("council" = String, Path), ("name" = String, Path), ("all" = Option<bool>, Query)),
    responses((status = 200, body = Vec<OfferJson>)), security(("bearer" = [])))]
pub(crate) async fn actions(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, String)>,
    query: web::Query<ActionsQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, name) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let inner = setting.clone();
    let rows = app
        .read(move |db| {
            let (paper, _) = view::find(db, &inner.council, Some(&actor.0), &name)?;
            let kind = inner.council.kind(&paper.kind).ok_or(Error::NotFound)?;
            let case = facts::Case::load(db, &inner.council, paper)?;
            let today = inner.app.now().day(inner.council.timezone);
            let offered = offers::of_paper(&inner.council, kind, &case, &actor.0, today);
            Ok(json::offers(&offered, kind, &inner.wording(), query.all))
        })
        .await?;
    Ok(HttpResponse::Ok().json(rows))
}

/// Does an action on the paper.
#[utoipa::path(post, path = "/api/v1/{council}/papers/{name}/actions/{action}", tag = "papers", request_body = Input,
    params(("council" = String, Path), ("name" = String, Path), ("action" = String, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = PaperJson), (status = 403), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn perform(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, String, String)>,
    key: Key,
    body: web::Json<Input>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, name, word) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let action = action(&word)?;
    let input = body.into_inner();
    let (wanted, slug) = (name.clone(), setting.council.slug.clone());
    Change::new(setting, actor.0, key, &request, format!("{action} {wanted}"), &input)?
        .answered(
            StatusCode::OK,
            move |tx, council| {
                let paper = store::find(tx, &council.slug, &wanted)?;
                act::perform(tx, council, paper.id, action, &input)
            },
            move |db, _| Ok(store::find(db, &slug, &name)?.id),
            shown,
        )
        .await
}

/// The family of the paper as far as the caller may see it, in reading order.
#[utoipa::path(get, path = "/api/v1/{council}/papers/{name}/lineage", tag = "papers",
    params(("council" = String, Path), ("name" = String, Path)), responses((status = 200, body = Vec<RelativeJson>)))]
pub(crate) async fn lineage(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, name) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let council = setting.council.clone();
    let family = app
        .read(move |db| {
            Ok(match meant(db, &council, visitor.0.as_ref(), &name)? {
                Ok((paper, scope)) => Ok(view::family(db, &scope, paper.root_id)?),
                Err(segment) => Err(segment),
            })
        })
        .await?;
    let family = match family {
        Ok(family) => family,
        Err(segment) => return Ok(moved(&setting.council, &segment, "/lineage")),
    };
    Ok(HttpResponse::Ok().json(json::lineage(&family, &setting.wording(), &app.config.public_url())))
}

/// The history of the paper as far as the caller may see it, oldest first.
#[utoipa::path(get, path = "/api/v1/{council}/papers/{name}/events", tag = "papers",
    params(("council" = String, Path), ("name" = String, Path)), responses((status = 200, body = Vec<EventJson>)))]
pub(crate) async fn events(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, name) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let council = setting.council.clone();
    let found = app
        .read(move |db| {
            Ok(match meant(db, &council, visitor.0.as_ref(), &name)? {
                Ok((paper, scope)) => Ok(view::dossier_of(db, &council, &scope, paper)?),
                Err(segment) => Err(segment),
            })
        })
        .await?;
    let dossier = match found {
        Ok(dossier) => dossier,
        Err(segment) => return Ok(moved(&setting.council, &segment, "/events")),
    };
    Ok(HttpResponse::Ok().json(json::events(&dossier.history, &setting.wording())))
}
