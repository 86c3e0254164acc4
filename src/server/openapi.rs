//! The description of the API (OpenAPI 3.1), made from the handlers themselves.
use crate::web::routes::{Access, Entry, get};
use actix_web::HttpResponse;
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Ratsweg",
        description = "Papers of a council, their families, consultations, answers and clocks. Errors are \
            application/problem+json (RFC 9457). What the caller may not see answers as what does not exist.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    paths(
        crate::papers::api::list,
        crate::papers::api::create,
        crate::papers::api::show,
        crate::papers::api::actions,
        crate::papers::api::perform,
        crate::papers::api::lineage,
        crate::papers::api::events,
        crate::consultations::api::actions,
        crate::consultations::api::perform,
        crate::minutes::api::show,
        crate::minutes::api::perform,
        crate::minutes::api::extract,
        crate::meetings::notices::api::list,
        crate::tracking::pages::awaiting::json,
        crate::consultations::correct::api::list,
        crate::consultations::correct::api::confirm,
        crate::consultations::correct::api::reject,
        crate::clocks::api::actions,
        crate::clocks::api::perform,
        crate::papers::aliases::api::list,
        crate::papers::aliases::api::add,
        crate::papers::versions::api::list,
        crate::notes::api::list,
        crate::notes::api::write,
        crate::records::api::show,
        crate::records::api::pack,
        crate::records::api::content,
        crate::orders::api::list,
        crate::orders::api::show,
        crate::orders::api::actions,
        crate::orders::api::perform,
        crate::orders::force::api::show,
        crate::orders::force::api::actions,
        crate::orders::force::api::perform,
        crate::files::api::list,
        crate::files::api::attach,
        crate::files::api::show,
        crate::files::api::content,
        crate::files::api::actions,
        crate::files::api::replace,
        crate::files::api::perform,
        crate::meetings::api::list,
        crate::meetings::api::create,
        crate::meetings::api::show,
        crate::meetings::api::actions,
        crate::meetings::api::perform,
        crate::weekly::api::show,
        crate::organizations::api::organizations,
        crate::organizations::api::people,
        crate::people::api::issue,
        crate::people::api::refresh,
        crate::people::api::revoke,
    ),
    modifiers(&Bearer)
)]
struct Api;

struct Bearer;

impl utoipa::Modify for Bearer {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let components = api.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// The document.
pub fn document() -> utoipa::openapi::OpenApi {
    Api::openapi()
}

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![get("/openapi.json", Access::Anyone, show)]
}

async fn show() -> HttpResponse {
    HttpResponse::Ok().json(document())
}
