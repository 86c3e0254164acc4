//! The JSON handlers for consultations.
use super::{act, store};
use crate::app::App;
use crate::db::Db;
use crate::db::types::{ConsultationId, PaperId};
use crate::error::Result;
use crate::papers::api::parts::{self, Asked};
use crate::papers::input::Input;
use crate::papers::json::{OfferJson, PaperJson};
use crate::papers::offers;
use crate::web::actor::SignedIn;
use crate::web::api::{ActionsQuery, Setting};
use crate::web::idempotency::Key;
use crate::web::routes::{Access, Entry, get, post};
use actix_web::{HttpRequest, HttpResponse, web};

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![
        get("/api/v1/{council}/consultations/{id}/actions", Access::SignedIn, actions),
        post("/api/v1/{council}/consultations/{id}/actions/{action}", Access::SignedIn, perform),
    ]
}

/// The actions that the caller may take on the consultation now.
#[utoipa::path(get, path = "/api/v1/{council}/consultations/{id}/actions", tag = "consultations",
    params(("council" = String, Path), ("id" = String, Path), ("all" = Option<bool>, Query)),
    responses((status = 200, body = Vec<OfferJson>)), security(("bearer" = [])))]
pub(crate) async fn actions(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, ConsultationId)>,
    query: web::Query<ActionsQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let find = move |db: &mut Db, council: &str| {
        let consultation = store::get(db, council, id)?;
        let paper = consultation.paper_id;
        Ok((consultation, paper))
    };
    parts::offers(setting, actor.0, query.all, find, offers::of_consultation).await
}

/// Does an action on the consultation; answers its paper.
#[utoipa::path(post, path = "/api/v1/{council}/consultations/{id}/actions/{action}", tag = "consultations",
    request_body = Input, params(("council" = String, Path), ("id" = String, Path), ("action" = String, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = PaperJson), (status = 403), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn perform(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, ConsultationId, String)>,
    key: Key,
    body: web::Json<Input>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id, word) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let asked = Asked { request: &request, setting, actor, key, id, word: &word, input: body.into_inner() };
    asked.done(|tx, council, id, action, input| act::perform(tx, council, id, action, input), paper_of).await
}

/// The paper whose consultation this is.
fn paper_of(db: &mut Db, council: &str, id: ConsultationId) -> Result<PaperId> {
    Ok(store::get(db, council, id)?.paper_id)
}
