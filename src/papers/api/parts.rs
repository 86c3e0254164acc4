//! What the JSON handlers of a paper's parts share: what can be done with a consultation or a clock, and doing it.
use super::shown;
use crate::app::Tx;
use crate::council::{Council, Kind};
use crate::db::Db;
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::papers::facts::Case;
use crate::papers::input::Input;
use crate::papers::offers::Offer;
use crate::papers::{json, store, view};
use crate::people::Actor;
use crate::procedure::Action;
use crate::visibility::Scope;
use crate::web::actor::SignedIn;
use crate::web::api::{Change, Setting, action};
use crate::web::idempotency::Key;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use std::fmt::Display;
use std::sync::Arc;

/// The actions that the caller may take now on a part of a paper, and on request also the others with their reasons. `find`
/// reads the part and the paper that it belongs to, `offered` says what can be done with it.
///
/// # Errors
/// `NotFound` when there is no such part, or when its paper is hidden from the caller.
pub async fn offers<Part: 'static>(
    setting: Setting,
    actor: Actor,
    all: bool,
    find: impl FnOnce(&mut Db, &str) -> Result<(Part, PaperId)> + Send + 'static,
    offered: fn(&Council, &Kind, &Case, &Part, &Actor) -> Vec<Offer>,
) -> Result<HttpResponse> {
    let app = setting.app.clone();
    let rows = app
        .read(move |db| {
            let council = &setting.council;
            let (part, paper) = find(db, &council.slug)?;
            let paper = store::get(db, paper)?;
            if !view::is_seen(db, &Scope::of(Some(&actor), &council.slug), &paper)? {
                return Err(Error::NotFound);
            }
            let kind = council.kind(&paper.kind).ok_or(Error::NotFound)?;
            let case = Case::load(db, council, paper)?;
            let offered = offered(council, kind, &case, &part, &actor);
            Ok(json::offers(&offered, kind, &setting.wording(), all))
        })
        .await?;
    Ok(HttpResponse::Ok().json(rows))
}

/// What is asked of a part of a paper.
pub struct Asked<'a, Id> {
    pub request: &'a HttpRequest,
    pub setting: Setting,
    pub actor: SignedIn,
    pub key: Key,
    pub id: Id,
    /// The action as it stands in the address.
    pub word: &'a str,
    pub input: Input,
}

impl<Id: Copy + Display + Send + 'static> Asked<'_, Id> {
    /// Does it; answers the paper. `paper_of` finds the paper of the part, for the answer to a stale version.
    pub async fn done(
        self,
        act: fn(&mut Tx<'_>, &Arc<Council>, Id, Action, &Input) -> Result<PaperId>,
        paper_of: fn(&mut Db, &str, Id) -> Result<PaperId>,
    ) -> Result<HttpResponse> {
        let Self { request, setting, actor, key, id, word, input } = self;
        let action = action(word)?;
        let change = Change::new(setting, actor.0, key, request, format!("{action} {id}"), &input)?;
        change
            .answered(
                StatusCode::OK,
                move |tx, council| act(tx, council, id, action, &input),
                move |db, council| paper_of(db, &council.slug, id),
                shown,
            )
            .await
    }
}
