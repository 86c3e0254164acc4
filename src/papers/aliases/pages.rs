//! The page on which the office adds a number that a paper had before, or has elsewhere.
use super::act;
use crate::app::App;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::papers::pages::{crumbs, number, path};
use crate::papers::store;
use crate::web::csrf::{Fields, Form};
use crate::web::page::{Crumb, Fault, Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::routes::{self, Access, Entry};
use crate::web::widget::on_fields;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// Every route of these pages.
pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/papers/{slug}/aliases", Access::SignedIn, show),
        routes::post("/{council}/papers/{slug}/aliases", Access::SignedIn, add),
    ]
}

/// The former numbers of a paper, and the form for a further one.
#[derive(Serialize)]
pub struct Aliases {
    pub crumbs: Vec<Crumb>,
    pub number: String,
    pub href: String,
    pub subject: String,
    pub lang: &'static str,
    pub version: String,
    pub former: Vec<String>,
    pub typed: String,
    pub faults: Faults,
    /// Somebody else was faster.
    pub stale: bool,
}

impl Page for Aliases {
    const TEMPLATE: &'static str = "pages/papers/aliases.html";
    fn samples() -> Vec<Self> {
        let of = |former: &[&str], typed: &str, faults| Self {
            crumbs: vec![Crumb::to("VII-F-01504", "/leipzig/papers/VII-F-01504"), Crumb::here("Frühere Nummern")],
            number: "VII-F-01504".to_owned(),
            href: "/leipzig/papers/VII-F-01504".to_owned(),
            subject: "Radwege <im> Osten".to_owned(),
            lang: "",
            version: "4".to_owned(),
            former: former.iter().map(|former| (*former).to_owned()).collect(),
            typed: typed.to_owned(),
            faults,
            stale: !typed.is_empty(),
        };
        let fault = Fault { field: "reference".to_owned(), text: "Die Nummer ist vergeben.".to_owned() };
        let faults = Faults { of: [("reference".to_owned(), fault.text.clone())].into(), list: vec![fault] };
        vec![of(&[], "", Faults::default()), of(&["V/F 99", "RBV-1441/12"], "<V/F 98>", faults)]
    }
}

async fn show(app: web::Data<App>, frame: Frame, at: web::Path<(String, String)>) -> Result<HttpResponse> {
    let typed = frame.typed().map(|fields| fields.get("reference").to_owned()).unwrap_or_default();
    page(&app, &frame, &at.1, &typed, Vec::new(), StatusCode::OK).await
}

async fn page(
    app: &App,
    frame: &Frame,
    name: &str,
    typed: &str,
    messages: Vec<Message>,
    status: StatusCode,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (actor, name) = (frame.actor.clone().ok_or(Error::SignIn)?, name.to_owned());
    let rules = council.clone();
    let (paper, former) = app
        .read(move |db| {
            let paper = act::paper_for(db, &rules, &actor, &name)?;
            let former = store::aliases(db, paper.id)?;
            Ok((paper, former))
        })
        .await?;
    let title = app.words.say(frame.language, "aliases_title", &[]);
    let own = council.language();
    let messages = on_fields(messages, |field| field == "reference");
    let shown = Aliases {
        crumbs: crumbs(frame, &app.words, &council, &paper, &title),
        number: number(&app.words, frame.language, &paper),
        href: path(&council, &paper.path_segment()),
        subject: paper.title.clone(),
        lang: if own == frame.language { "" } else { own.tag() },
        version: paper.version.to_string(),
        former,
        typed: typed.to_owned(),
        faults: Faults::of(&app.words, frame.language, &messages),
        stale: status == StatusCode::CONFLICT,
    };
    frame.render_as(app, &shown, status)
}

async fn add(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let (name, typed) = (at.1.clone(), fields.get("reference").to_owned());
    let version = fields.get("version").trim().parse().ok();
    let rules = council.clone();
    match app.write(actor, move |tx| act::add(tx, &rules, &name, version, &typed)).await {
        Ok(paper) => Ok(see_other(&format!("{}/aliases", path(&council, &paper.path_segment())))),
        Err(Error::Refused(messages)) => {
            page(&app, &frame, &at.1, fields.get("reference"), messages, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Stale) => page(&app, &frame, &at.1, fields.get("reference"), Vec::new(), StatusCode::CONFLICT).await,
        Err(other) => Err(other),
    }
}
