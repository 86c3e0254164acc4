//! What every JSON handler shares: the setting of a request, and how a change is asked for and answered.
use super::idempotency::Key;
use super::language;
use crate::app::{App, Tx};
use crate::council::Council;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::people::Actor;
use crate::visibility::Scope;
use crate::wording::Wording;
use crate::words::Language;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt::Display;
use std::sync::Arc;

/// What every answer below a council needs: the council and the language of the words.
#[derive(Clone)]
pub struct Setting {
    pub app: App,
    pub council: Arc<Council>,
    pub language: Language,
}

impl Setting {
    /// The setting of a request below a council; `NotFound` when there is no such council.
    pub fn of(app: &App, request: &HttpRequest, council: &str) -> Result<Self> {
        let council = app.council(council)?.clone();
        Ok(Self { app: app.clone(), language: language::of(request, Some(&council)), council })
    }

    /// Words in this setting.
    pub fn wording(&self) -> Wording<'_> {
        Wording::new(&self.app.words, &self.council, self.language)
    }

    /// What this actor sees in the council.
    pub fn scope(&self, actor: Option<&Actor>) -> Scope {
        Scope::of(actor, &self.council.slug)
    }

    /// The day it is in the council.
    pub fn today(&self) -> NaiveDate {
        self.app.now().day(self.council.timezone)
    }

    /// The problem of a stale version, with the present state of the thing, so that nobody has to ask again.
    fn stale(&self, path: &str, current: &impl Serialize) -> HttpResponse {
        let problem = serde_json::json!({
            "type": "urn:ratsweg:problem:stale",
            "title": self.app.words.say(self.language, "stale_title", &[]),
            "status": 409,
            "detail": self.app.words.say(self.language, "stale", &[]),
            "instance": path,
            "current": current,
        });
        HttpResponse::Conflict()
            .content_type("application/problem+json")
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(problem.to_string())
    }
}

/// `?all=true`: also the actions that cannot be taken, each with its reason.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ActionsQuery {
    pub all: bool,
}

/// A word of the address as an action; an unknown one is no address.
pub fn action<A: std::str::FromStr>(word: &str) -> Result<A> {
    word.parse().map_err(|_| Error::NotFound)
}

/// A change that the API was asked for.
pub struct Change {
    setting: Setting,
    actor: Actor,
    key: Key,
    path: String,
    asked: String,
}

impl Change {
    /// `asked` names the action and its thing; with the council and the input it is what an idempotency key stands for.
    pub fn new(
        setting: Setting,
        actor: Actor,
        key: Key,
        request: &HttpRequest,
        asked: impl Display,
        input: &impl Serialize,
    ) -> Result<Self> {
        let asked = format!("{asked} {} {}", setting.council.slug, serde_json::to_string(input)?);
        Ok(Self { setting, actor, key, path: request.path().to_owned(), asked })
    }

    /// Does `act` once for the key and answers with `status` what `show` says of the thing that it returned. What the
    /// actor may no longer see after the change is answered by its id alone. For a stale version the answer is the
    /// problem with the present state of the thing that `present` finds.
    pub async fn answered<Id, Shown>(
        self,
        status: StatusCode,
        act: impl Fn(&mut Tx<'_>, &Arc<Council>) -> Result<Id> + Send + 'static,
        present: impl FnOnce(&mut Db, &Council) -> Result<Id> + Send + 'static,
        show: fn(&mut Db, &Setting, &Actor, Id) -> Result<Shown>,
    ) -> Result<HttpResponse>
    where
        Id: Copy + Serialize + 'static,
        Shown: Serialize + Send + 'static,
    {
        let Self { setting, actor, key, path, asked } = self;
        let inner = setting.clone();
        let done = setting
            .app
            .write(&actor, move |tx| {
                key.once(tx, &asked, |tx| {
                    let id = act(tx, &inner.council)?;
                    let actor = tx.actor;
                    let body = match show(tx, &inner, actor, id) {
                        Ok(shown) => serde_json::to_string(&shown)?,
                        Err(Error::NotFound) => serde_json::json!({ "id": id }).to_string(),
                        Err(other) => return Err(other),
                    };
                    Ok((status.as_u16(), body))
                })
            })
            .await;
        match done {
            Ok(done) => Ok(sent(done)),
            Err(Error::Stale) => {
                let inner = setting.clone();
                let current = setting
                    .app
                    .read(move |db| {
                        let id = present(db, &inner.council)?;
                        show(db, &inner, &actor, id)
                    })
                    .await?;
                Ok(setting.stale(&path, &current))
            }
            Err(other) => Err(other),
        }
    }
}

/// An answer that was made, or kept from the first time.
fn sent((status, body): (u16, String)) -> HttpResponse {
    HttpResponse::build(StatusCode::from_u16(status).unwrap_or(StatusCode::OK))
        .content_type(header::ContentType::json())
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body)
}
