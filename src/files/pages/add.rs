//! Adding files to something, and putting a new version in the place of one.
use super::upload::{input, receive};
use super::{add_path, crumbs, link, show, thing_of};
use crate::app::App;
use crate::council::Council;
use crate::db::types::FileId;
use crate::error::{Error, Result};
use crate::files::act::{self, FileInput};
use crate::files::thing::Thing;
use crate::files::view;
use crate::message::Message;
use crate::people::Actor;
use crate::visibility::Scope;
use crate::web::csrf;
use crate::web::page::{Crumb, Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::rows::{Link, Telling};
use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;

/// The form that adds files.
#[derive(Serialize)]
pub struct Add {
    pub crumbs: Vec<Crumb>,
    pub to: Link,
    /// What it is about, in the people's words.
    pub subject: String,
    /// How large and how many.
    pub limits: String,
    /// Whether what is added may be public at all.
    pub may_be_public: bool,
    pub nonpublic: bool,
    /// Whether what is added now is marked as late.
    pub late: bool,
    pub action: String,
    pub faults: Faults,
}

impl Page for Add {
    const TEMPLATE: &'static str = "pages/files/add.html";
    fn samples() -> Vec<Self> {
        let fault = crate::web::page::Fault {
            field: "files".to_owned(),
            text: "Die Datei <Plan.pdf> ist größer als 100 MB.".to_owned(),
        };
        let of = |may_be_public, faults| Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Dateien anfügen")],
            to: Link { label: "VII-F-01504".to_owned(), href: "/leipzig/papers/VII-F-01504".to_owned() },
            subject: "Radwege im <Osten>".to_owned(),
            limits: "Bis zu 20 Dateien auf einmal, jede bis 100 MB.".to_owned(),
            may_be_public,
            nonpublic: false,
            late: !may_be_public,
            action: "/leipzig/papers/VII-F-01504/files".to_owned(),
            faults,
        };
        let of_files = ("files".to_owned(), fault.text.clone());
        let faults = Faults { list: vec![fault], of: [of_files].into_iter().collect() };
        vec![of(true, Faults::default()), of(false, faults)]
    }
}

/// `GET /{council}/{things}/{id}/files`
pub async fn form(app: web::Data<App>, frame: Frame, at: web::Path<(String, String, String)>) -> Result<HttpResponse> {
    let (_, things, name) = at.into_inner();
    let thing = attachable(&app, &frame, things, name).await?;
    shown(&app, &frame, &thing, &[], false)
}

/// `POST /{council}/{things}/{id}/files`
pub async fn attach(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, String, String)>,
    form: Multipart,
) -> Result<HttpResponse> {
    let (_, things, name) = at.into_inner();
    let thing = attachable(&app, &frame, things, name).await?;
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    let council = frame.council()?.clone();
    let most = app.config.files.max_files;
    let received = receive(&app, form, most, |fields| csrf::check(&app, &actor, fields.get(csrf::FIELD))).await?;
    let nonpublic = received.fields.has("nonpublic");
    let to = format!("/{}/{}?done=file-added#files", council.slug, thing.page());
    match added(&app, &actor, &council, &thing, !nonpublic, received).await {
        Ok(_) => Ok(see_other(&to)),
        Err(Error::Refused(messages)) => shown(&app, &frame, &thing, &messages, nonpublic),
        Err(other) => Err(other),
    }
}

/// Keeps what came and attaches it.
pub async fn added(
    app: &App,
    actor: &Actor,
    council: &Arc<Council>,
    thing: &Thing,
    public: bool,
    received: super::upload::Received,
) -> Result<Vec<FileId>> {
    let new = received.keep(app).await?;
    let (subject, council, max_total) = ((thing.kind, thing.id), council.clone(), app.config.files.max_total);
    app.write(actor, move |tx| act::attach(tx, &council, subject, public, &new, max_total)).await
}

/// `POST /{council}/files/{id}/actions/replace`
pub async fn replace(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, FileId)>,
    form: Multipart,
) -> Result<HttpResponse> {
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    let id = at.1;
    replaceable(&app, frame.council()?, &actor, id).await?;
    let received = receive(&app, form, 1, |fields| csrf::check(&app, &actor, fields.get(csrf::FIELD))).await?;
    let fields = received.fields.clone();
    match replaced(&app, &actor, frame.council()?, id, input(&fields), received).await {
        Ok(new) => Ok(see_other(&format!("/{}/files/{new}?done=file-replaced", frame.council()?.slug))),
        Err(Error::Refused(messages)) => show::again(&app, &frame, id, "replace", &messages, &fields).await,
        Err(other) => Err(other),
    }
}

/// Keeps what came and puts it in the place of a file.
pub async fn replaced(
    app: &App,
    actor: &Actor,
    council: &Arc<Council>,
    id: FileId,
    input: FileInput,
    received: super::upload::Received,
) -> Result<FileId> {
    let new = received.keep(app).await?;
    let (council, max_total) = (council.clone(), app.config.files.max_total);
    app.write(actor, move |tx| {
        let new = new.first().ok_or_else(|| Error::refused(Message::new("file_none").on("files")))?;
        act::replace(tx, &council, id, &input, new, max_total)
    })
    .await
}

/// The thing, when this viewer may add files to it: asked before a byte of them is read.
async fn attachable(app: &App, frame: &Frame, things: String, name: String) -> Result<Thing> {
    let council = frame.council()?.clone();
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    app.read(move |db| {
        let thing = thing_of(db, &council, Some(&actor), &things, &name)?;
        act::may_attach(&council, &thing, &actor)?;
        Ok(thing)
    })
    .await
}

/// Whether this viewer may replace a file at all.
pub async fn replaceable(app: &App, council: &Arc<Council>, actor: &Actor, id: FileId) -> Result<()> {
    let (council, actor) = (council.clone(), actor.clone());
    app.read(move |db| {
        let scope = Scope::of(Some(&actor), &council.slug);
        let (_, thing) = view::find(db, &council, &scope, id)?;
        act::may_attach(&council, &thing, &actor)
    })
    .await
}

fn shown(app: &App, frame: &Frame, thing: &Thing, messages: &[Message], nonpublic: bool) -> Result<HttpResponse> {
    let telling = Telling::of(app, frame)?;
    let to = link(&telling, thing);
    let files = &app.config.files;
    let mib = (files.max_bytes / 1024 / 1024).max(1).to_string();
    let title = telling.say("file_add", &[]);
    let page = Add {
        crumbs: crumbs(&telling, frame, &to, &title),
        to,
        subject: thing.paper.as_ref().map(|paper| paper.title.clone()).unwrap_or_default(),
        limits: telling.say("file_limits", &[("most", &files.max_files.to_string()), ("mib", &mib)]),
        may_be_public: thing.draft || !thing.closed,
        nonpublic,
        late: thing.late,
        action: add_path(frame.council()?, thing),
        faults: Faults::of(&app.words, frame.language, messages),
    };
    let status = if messages.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    frame.render_as(app, &page, status)
}
