//! The script keeps what is typed, and throws it away when one asks for that.
use super::{FORM, content, page_of};
use crate::app::App;
use crate::error::{Error, Result};
use crate::people::autosaves;
use crate::web::csrf::{Fields, Form};
use crate::web::page::Frame;
use crate::web::reply::see_other;
use crate::web::routes::{self, Access, Entry};
use actix_web::{HttpResponse, web};

pub fn routes() -> Vec<Entry> {
    vec![
        routes::post("/account/autosave", Access::SignedIn, keep),
        routes::post("/account/autosave/discard", Access::SignedIn, discard),
    ]
}

/// `POST /account/autosave`: the script keeps what was typed so far.
async fn keep(app: web::Data<App>, frame: Frame, Form(fields): Form<Fields>) -> Result<HttpResponse> {
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let account = actor.account.ok_or(Error::SignIn)?;
    let form = fields.get(FORM).to_owned();
    if page_of(&form).is_none() {
        return Err(Error::NotFound);
    }
    let content = content(&fields, false);
    app.write(actor, move |tx| autosaves::store::put(tx, account, &form, &content)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `POST /account/autosave/discard`
async fn discard(app: web::Data<App>, frame: Frame, Form(fields): Form<Fields>) -> Result<HttpResponse> {
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let account = actor.account.ok_or(Error::SignIn)?;
    let form = fields.get(FORM).to_owned();
    let page = page_of(&form).ok_or(Error::NotFound)?;
    app.write(actor, move |tx| autosaves::store::drop(tx, account, &form)).await?;
    Ok(see_other(&page))
}
