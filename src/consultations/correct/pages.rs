//! The page of the corrections that wait for a second person.
use super::api::waiting;
use super::consequences::{self, Consequences};
use super::{act, store};
use crate::app::App;
use crate::consultations::store as consultations;
use crate::db::types::CorrectionId;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::orders::force::{self, input::ForceInput};
use crate::organizations;
use crate::papers::pages::{number, path};
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
        routes::get("/{council}/corrections", Access::SignedIn, list),
        routes::post("/{council}/corrections/{id}/confirm", Access::SignedIn, confirm),
        routes::post("/{council}/corrections/{id}/reject", Access::SignedIn, reject),
    ]
}

/// What stands there, and what should.
enum What {
    /// A result word.
    Result(Option<String>, Option<String>),
    /// How the people voted: yes and no.
    Vote((Option<u32>, Option<u32>), (Option<u32>, Option<u32>)),
}

/// The corrections that wait.
#[derive(Serialize)]
pub struct Corrections {
    pub crumbs: Vec<Crumb>,
    pub faults: Faults,
    pub rows: Vec<Row>,
}

/// One correction.
#[derive(Serialize)]
pub struct Row {
    pub number: String,
    pub href: String,
    pub title: String,
    pub body: String,
    /// What stands there, and what should.
    pub old: String,
    pub new: String,
    pub reason: String,
    pub by: String,
    pub at: String,
    /// What is undone with it, and what has to be looked at.
    pub undoes: Vec<String>,
    pub stays: Vec<String>,
    pub action: String,
    pub version: i32,
    /// Whether the reader proposed it: then somebody else has to decide.
    pub mine: bool,
}

impl Page for Corrections {
    const TEMPLATE: &'static str = "pages/corrections/list.html";
    fn samples() -> Vec<Self> {
        let of = |rows, faults| Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Berichtigungen")],
            faults,
            rows,
        };
        let row = |mine| Row {
            number: "VII-F-01504".to_owned(),
            href: "/leipzig/papers/VII-F-01504".to_owned(),
            title: "Radwege <im> Osten".to_owned(),
            body: "Ratsversammlung".to_owned(),
            old: "ungeändert beschlossen".to_owned(),
            new: "vertagt".to_owned(),
            reason: "Falsche <Zeile>.".to_owned(),
            by: "Kaja Thieme".to_owned(),
            at: "16.09.2020, 20:00 Uhr".to_owned(),
            undoes: if mine { Vec::new() } else { vec!["Die Beratung <Bau> entfällt.".to_owned()] },
            stays: if mine { Vec::new() } else { vec!["Die Niederschrift ist <fertig>.".to_owned()] },
            action: "/leipzig/corrections/1".to_owned(),
            version: 1,
            mine,
        };
        let text = "Die Berichtigung ist schon entschieden.".to_owned();
        let fault = crate::web::page::Fault { field: String::new(), text };
        let faults = Faults { of: Default::default(), list: vec![fault] };
        vec![of(Vec::new(), Faults::default()), of(vec![row(true), row(false)], faults)]
    }
}

async fn list(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    page(&app, &frame, &[]).await
}

async fn page(app: &App, frame: &Frame, messages: &[Message]) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    let rules = council.clone();
    let me = actor.account;
    let found = app
        .read(move |db| {
            let mut rows = Vec::new();
            for (correction, paper) in waiting(db, &rules, &actor)? {
                let by = store::name_of(db, correction.proposed_by)?;
                let (what, consultation, found) = match (correction.consultation(), correction.resolution()) {
                    (Some(id), _) => {
                        let consultation = consultations::get(db, &rules.slug, id)?;
                        let found = consequences::of(db, &rules, &correction, &consultation)?;
                        (
                            What::Result(consultation.result_word.clone(), correction.input()?.result),
                            consultation,
                            found,
                        )
                    }
                    (None, Some(id)) => {
                        let resolution = force::store::resolution(db, &rules.slug, id)?;
                        let consultation = consultations::get(db, &rules.slug, resolution.consultation_id)?;
                        let Some((referendum, _)) = force::store::of_resolution(db, id)? else { continue };
                        let wanted: ForceInput = serde_json::from_str(&correction.proposal)?;
                        let figure = |figure: Option<i32>| figure.and_then(|figure| u32::try_from(figure).ok());
                        let old = (figure(referendum.yes), figure(referendum.no));
                        (What::Vote(old, (wanted.yes, wanted.no)), consultation, Consequences::default())
                    }
                    (None, None) => continue,
                };
                let body = organizations::store::get(db, consultation.organization_id)?.name;
                rows.push((correction, paper, what, body, by, found));
            }
            Ok(rows)
        })
        .await?;
    let wording = Wording::new(&app.words, &council, frame.language);
    let say = |key: &str| app.words.say(frame.language, key, &[]);
    let label = |word: Option<&str>| match word.filter(|word| !word.is_empty()) {
        Some(word) => council.result_label(word, frame.language).to_owned(),
        None => say("correction_nothing"),
    };
    let mut rows = Vec::new();
    let tell = |messages: &[Message]| -> Vec<String> {
        messages.iter().map(|message| app.words.tell(frame.language, message)).collect()
    };
    let figures = |(yes, no): (Option<u32>, Option<u32>)| {
        let [yes, no] = [yes, no].map(|figure| figure.unwrap_or_default().to_string());
        app.words.say(frame.language, "force_figures", &[("yes", &yes), ("no", &no)])
    };
    for (correction, paper, what, body, by, consequences) in found {
        let (old, new) = match what {
            What::Result(old, new) => (label(old.as_deref()), label(new.as_deref())),
            What::Vote(old, new) => (figures(old), figures(new)),
        };
        rows.push(Row {
            number: number(&app.words, frame.language, &paper),
            href: path(&council, &paper.path_segment()),
            title: paper.title.clone(),
            body,
            old,
            new,
            reason: correction.reason.clone(),
            by,
            at: wording.moment(correction.proposed_at),
            undoes: tell(&consequences.undone),
            stays: tell(&consequences.stays),
            action: format!("/{}/corrections/{}", council.slug, correction.id),
            version: correction.version,
            mine: me == Some(correction.proposed_by),
        });
    }
    let shown = Corrections {
        crumbs: vec![
            Crumb::to(say("shell_start"), format!("/{}/", council.slug)),
            Crumb::to(say("nav_meetings"), format!("/{}/meetings", council.slug)),
            Crumb::here(say("correction_title")),
        ],
        faults: Faults::of(&app.words, frame.language, messages),
        rows,
    };
    let status = if messages.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    frame.render_as(app, &shown, status)
}

type At = web::Path<(String, CorrectionId)>;

async fn confirm(app: web::Data<App>, frame: Frame, at: At, Form(fields): Form<Fields>) -> Result<HttpResponse> {
    decide(&app, &frame, at.1, &fields, true).await
}

async fn reject(app: web::Data<App>, frame: Frame, at: At, Form(fields): Form<Fields>) -> Result<HttpResponse> {
    decide(&app, &frame, at.1, &fields, false).await
}

async fn decide(app: &App, frame: &Frame, id: CorrectionId, fields: &Fields, confirmed: bool) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let version = fields.get("version").trim().parse().ok();
    let rules = council.clone();
    match app.write(actor, move |tx| act::decide(tx, &rules, id, confirmed, version)).await {
        Ok(_) => Ok(see_other(&format!("/{}/corrections", council.slug))),
        Err(Error::Refused(messages)) => page(app, frame, &messages).await,
        Err(other) => Err(other),
    }
}
