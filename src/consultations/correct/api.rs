//! The JSON handlers for corrections.
use super::{Correction, act, consequences, store};
use crate::app::App;
use crate::consultations::store as consultations;
use crate::council::Council;
use crate::db::Db;
use crate::db::types::CorrectionId;
use crate::error::Result;
use crate::message::Message;
use crate::orders::force::input::ForceInput;
use crate::papers::api::shown;
use crate::papers::json::PaperJson;
use crate::papers::{store as papers, view};
use crate::people::Actor;
use crate::visibility::Scope;
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
        get("/api/v1/{council}/corrections", Access::SignedIn, list),
        post("/api/v1/{council}/corrections/{id}/confirm", Access::SignedIn, confirm),
        post("/api/v1/{council}/corrections/{id}/reject", Access::SignedIn, reject),
    ]
}

/// A correction that waits for a second person.
#[derive(Debug, Serialize, ToSchema)]
pub struct CorrectionJson {
    pub id: String,
    pub version: i32,
    pub paper: String,
    pub consultation: Option<String>,
    pub reason: String,
    /// What should stand there; nothing: no result at all.
    pub result: Option<String>,
    /// The decision of which it is corrected how the people voted, and how they did.
    pub resolution: Option<String>,
    pub vote: Option<ForceInput>,
    /// What is undone when it is confirmed, in sentences.
    pub undoes: Vec<String>,
    /// What stays as it is and has to be looked at, in sentences.
    pub stays: Vec<String>,
    /// Whether the caller proposed it, and so cannot confirm it.
    pub mine: bool,
}

/// What a decision on a correction needs.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionInput {
    pub version: Option<i32>,
}

/// The corrections that wait, as far as this actor may decide on one.
pub fn waiting(db: &mut Db, council: &Council, actor: &Actor) -> Result<Vec<(Correction, crate::papers::Paper)>> {
    let rules = &council.meetings;
    let may = rules.record.iter().any(|role| actor.has(&council.slug, *role));
    if !may {
        return Ok(Vec::new());
    }
    let scope = Scope::of(Some(actor), &council.slug);
    let mut rows = Vec::new();
    for correction in store::proposed(db, &council.slug)? {
        let paper = papers::get(db, correction.paper_id)?;
        if view::is_seen(db, &scope, &paper)? {
            rows.push((correction, paper));
        }
    }
    Ok(rows)
}

/// The corrections that wait for a second person.
#[utoipa::path(get, path = "/api/v1/{council}/corrections", tag = "consultations", params(("council" = String, Path)),
    responses((status = 200, body = Vec<CorrectionJson>)), security(("bearer" = [])))]
pub(crate) async fn list(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let setting = Setting::of(&app, &request, &path.into_inner())?;
    let rows = app
        .read(move |db| {
            let rows = waiting(db, &setting.council, &actor.0)?;
            let language = setting.language;
            let tell = |messages: &[Message]| -> Vec<String> {
                messages.iter().map(|message| setting.app.words.tell(language, message)).collect()
            };
            rows.into_iter()
                .map(|(correction, paper)| {
                    let found = match correction.consultation() {
                        Some(id) => {
                            let consultation = consultations::get(db, &setting.council.slug, id)?;
                            consequences::of(db, &setting.council, &correction, &consultation)?
                        }
                        None => consequences::Consequences::default(),
                    };
                    Ok(CorrectionJson {
                        undoes: tell(&found.undone),
                        stays: tell(&found.stays),
                        id: correction.id.to_string(),
                        version: correction.version,
                        paper: paper.path_segment(),
                        consultation: correction.consultation().map(|id| id.to_string()),
                        reason: correction.reason.clone(),
                        result: match correction.consultation() {
                            Some(_) => correction.input()?.result,
                            None => None,
                        },
                        resolution: correction.resolution().map(|id| id.to_string()),
                        vote: match correction.resolution() {
                            Some(_) => Some(serde_json::from_str(&correction.proposal)?),
                            None => None,
                        },
                        mine: actor.0.account == Some(correction.proposed_by),
                    })
                })
                .collect::<Result<Vec<_>>>()
        })
        .await?;
    Ok(HttpResponse::Ok().json(rows))
}

/// Confirms a correction that another person proposed; answers the paper.
#[utoipa::path(post, path = "/api/v1/{council}/corrections/{id}/confirm", tag = "consultations",
    request_body = DecisionInput, params(("council" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = PaperJson), (status = 403), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn confirm(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, CorrectionId)>,
    key: Key,
    body: web::Json<DecisionInput>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    decide(app, actor, path, key, body, request, true).await
}

/// Rejects a correction that another person proposed; answers the paper.
#[utoipa::path(post, path = "/api/v1/{council}/corrections/{id}/reject", tag = "consultations",
    request_body = DecisionInput, params(("council" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = PaperJson), (status = 403), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn reject(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, CorrectionId)>,
    key: Key,
    body: web::Json<DecisionInput>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    decide(app, actor, path, key, body, request, false).await
}

async fn decide(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, CorrectionId)>,
    key: Key,
    body: web::Json<DecisionInput>,
    request: HttpRequest,
    confirmed: bool,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let version = body.version;
    let slug = setting.council.slug.clone();
    Change::new(setting, actor.0, key, &request, format!("correction {confirmed} {id}"), &version)?
        .answered(
            StatusCode::OK,
            move |tx, council| act::decide(tx, council, id, confirmed, version),
            move |db, _| Ok(store::get(db, &slug, id)?.paper_id),
            shown,
        )
        .await
}
