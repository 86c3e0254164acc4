//! The pages of sign-in, of an account, and of the links that set a password.
pub mod account;
pub mod login;
pub mod own_data;
pub mod password;

use crate::error::{Error, Result};
use crate::message::Message;
use crate::web::routes::{self, Access, Entry};
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, ETAG, HeaderValue};
use serde::Deserialize;

/// The routes of these pages.
pub fn routes() -> Vec<Entry> {
    let mut entries = own_data::routes();
    entries.extend([
        routes::get("/login", Access::Anyone, login::show),
        routes::post("/login", Access::Anyone, login::sign_in),
        routes::post("/logout", Access::Anyone, login::sign_out),
        routes::get("/account", Access::SignedIn, account::show),
        routes::post("/account", Access::SignedIn, account::rename),
        routes::post("/account/password", Access::SignedIn, account::change_password),
        routes::post("/account/sessions/end", Access::SignedIn, account::end_session),
        routes::post("/account/unfollow", Access::SignedIn, account::unfollow),
        routes::get("/password/forgot", Access::Anyone, password::forgot),
        routes::post("/password/forgot", Access::Anyone, password::request),
        routes::get("/password/reset", Access::Anyone, password::show_reset),
        routes::post("/password/reset", Access::Anyone, password::reset),
        routes::get("/invitation", Access::Anyone, password::show_invitation),
        routes::post("/invitation", Access::Anyone, password::accept),
    ]);
    entries
}

/// What has just been done, as the redirect says it.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// The reasons for which a form is shown again; any other error stays one.
pub fn reasons(error: Error) -> Result<Vec<Message>> {
    match error {
        Error::Refused(messages) => Ok(messages),
        other => Err(other),
    }
}

/// A page for one pair of eyes, although nobody is signed in: kept by no cache.
pub fn unkept(mut answer: HttpResponse) -> HttpResponse {
    answer.headers_mut().remove(ETAG);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    answer
}
