//! Following a paper, and no longer.
use super::path;
use crate::app::App;
use crate::error::{Error, Result};
use crate::papers::{store, view};
use crate::web::csrf;
use crate::web::page::Frame;
use crate::web::reply::see_other;
use actix_web::{HttpResponse, web};

/// `POST /{council}/papers/{slug}/follow`
pub async fn follow(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, String)>,
    _: csrf::Form,
) -> Result<HttpResponse> {
    set_following(&app, &frame, &at.1, true).await
}

/// `POST /{council}/papers/{slug}/unfollow`
pub async fn unfollow(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, String)>,
    _: csrf::Form,
) -> Result<HttpResponse> {
    set_following(&app, &frame, &at.1, false).await
}

async fn set_following(app: &App, frame: &Frame, name: &str, following: bool) -> Result<HttpResponse> {
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let account = actor.account.ok_or(Error::SignIn)?;
    let (council, name) = (frame.council()?.clone(), name.to_owned());
    let rules = council.clone();
    let segment = app
        .write(actor, move |tx| {
            let actor = tx.actor;
            let (paper, _) = view::find(tx, &rules, Some(actor), &name)?;
            if following {
                store::follow(tx, paper.id, account)?;
            } else {
                store::unfollow(tx, paper.id, account)?;
            }
            Ok(paper.path_segment())
        })
        .await?;
    let done = if following { "follow" } else { "unfollow" };
    Ok(see_other(&format!("{}?done={done}", path(&council, &segment))))
}
