//! The page of the remarks on a paper: read them, write one.
use super::{act, store};
use crate::app::App;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::papers::pages::{crumbs, number, path};
use crate::web::csrf::{Fields, Form};
use crate::web::page::{Crumb, Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::routes::{self, Access, Entry};
use crate::wording::Wording;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// Every route of these pages.
pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/papers/{slug}/notes", Access::SignedIn, show),
        routes::post("/{council}/papers/{slug}/notes", Access::SignedIn, write),
    ]
}

/// The remarks on a paper.
#[derive(Serialize)]
pub struct Notes {
    pub crumbs: Vec<Crumb>,
    pub number: String,
    pub href: String,
    pub subject: String,
    pub lang: &'static str,
    pub notes: Vec<Row>,
    pub typed: String,
    pub faults: Faults,
}

/// A remark as it is shown.
#[derive(Serialize)]
pub struct Row {
    pub at: String,
    pub by: String,
    pub text: String,
}

impl Page for Notes {
    const TEMPLATE: &'static str = "pages/notes/list.html";
    fn samples() -> Vec<Self> {
        let row = |text: &str| Row {
            at: "12.08.2020, 10:00 Uhr".to_owned(),
            by: "Nele <Brandt>, 02.1 Dezernat".to_owned(),
            text: text.to_owned(),
        };
        let of = |notes, faults| Self {
            crumbs: vec![Crumb::to("VII-F-01504", "/leipzig/papers/VII-F-01504"), Crumb::here("Interne Vermerke")],
            number: "VII-F-01504".to_owned(),
            href: "/leipzig/papers/VII-F-01504".to_owned(),
            subject: "Radwege <im> Osten".to_owned(),
            lang: "",
            notes,
            typed: String::new(),
            faults,
        };
        let fault = crate::web::page::Fault { field: "note".to_owned(), text: "Das Feld fehlt.".to_owned() };
        let faults = Faults { of: [("note".to_owned(), fault.text.clone())].into(), list: vec![fault] };
        vec![of(Vec::new(), Faults::default()), of(vec![row("Zahlen <fehlen>\nnoch."), row("Gut.")], faults)]
    }
}

async fn show(app: web::Data<App>, frame: Frame, at: web::Path<(String, String)>) -> Result<HttpResponse> {
    let typed = frame.typed().map(|fields| fields.get("note").to_owned()).unwrap_or_default();
    page(&app, &frame, &at.1, &typed, &[]).await
}

async fn page(app: &App, frame: &Frame, name: &str, typed: &str, messages: &[Message]) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (actor, name) = (frame.actor.clone().ok_or(Error::SignIn)?, name.to_owned());
    let rules = council.clone();
    let (paper, rows) = app
        .read(move |db| {
            let paper = act::paper_for(db, &rules, &actor, &name)?;
            let rows = store::of_paper(db, paper.id)?;
            Ok((paper, rows))
        })
        .await?;
    let wording = Wording::new(&app.words, &council, frame.language);
    let title = app.words.say(frame.language, "notes_title", &[]);
    let own = council.language();
    let shown = Notes {
        crumbs: crumbs(frame, &app.words, &council, &paper, &title),
        number: number(&app.words, frame.language, &paper),
        href: path(&council, &paper.path_segment()),
        subject: paper.title.clone(),
        lang: if own == frame.language { "" } else { own.tag() },
        notes: rows
            .into_iter()
            .map(|(note, organization)| Row {
                at: wording.moment(note.written_at),
                by: format!("{}, {organization}", note.author),
                text: note.content,
            })
            .collect(),
        typed: typed.to_owned(),
        faults: Faults::of(&app.words, frame.language, messages),
    };
    let status = if messages.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    frame.render_as(app, &shown, status)
}

async fn write(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let (name, text) = (at.1.clone(), fields.get("note").to_owned());
    let rules = council.clone();
    match app.write(actor, move |tx| act::write(tx, &rules, &name, &text)).await {
        Ok(paper) => Ok(see_other(&format!("{}/notes", path(&council, &paper.path_segment())))),
        Err(Error::Refused(messages)) => page(&app, &frame, &at.1, fields.get("note"), &messages).await,
        Err(other) => Err(other),
    }
}
