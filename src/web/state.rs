//! What the server hands to every request.
use crate::app::App;
use crate::error::{Error, Result};
use actix_web::{HttpRequest, web};

/// The application that serves this request.
pub fn app(req: &HttpRequest) -> Result<App> {
    req.app_data::<web::Data<App>>()
        .map(|app| App::clone(app))
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("the server was built without its App")))
}
