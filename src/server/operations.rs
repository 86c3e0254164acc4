//! What watches the server: is it alive, can it work.
use crate::app::App;
use crate::error::{Error, Result};
use crate::web::routes::{self, Access, Entry};
use actix_web::http::header;
use actix_web::{HttpResponse, HttpResponseBuilder, web};

pub fn routes() -> Vec<Entry> {
    vec![routes::get("/livez", Access::Anyone, live), routes::get("/readyz", Access::Anyone, ready)]
}

fn plain(mut answer: HttpResponseBuilder, text: &'static str) -> HttpResponse {
    answer.insert_header((header::CACHE_CONTROL, "no-store")).content_type("text/plain; charset=utf-8").body(text)
}

/// The process answers.
async fn live() -> HttpResponse {
    plain(HttpResponse::Ok(), "ok\n")
}

/// The database can be reached and has the schema of this binary: 200, otherwise 503.
async fn ready(app: web::Data<App>) -> HttpResponse {
    // Not on a snapshot: on PostgreSQL that is read-only, and diesel looks for its table by creating it if it is missing.
    let state = web::block(move || -> Result<bool> { Ok(crate::db::is_migrated(&mut *app.db.get()?)?) }).await;
    match state.map_err(Error::from).flatten() {
        Ok(true) => plain(HttpResponse::Ok(), "ready\n"),
        Ok(false) => plain(HttpResponse::ServiceUnavailable(), "the database has not been migrated\n"),
        Err(e) => {
            tracing::warn!(cause = %e, "the database cannot be reached");
            plain(HttpResponse::ServiceUnavailable(), "the database cannot be reached\n")
        }
    }
}
