//! What law and courtesy want on every public site: imprint, privacy, accessibility, and how to read what is here.
//! The texts are the operator's, from the configuration.
use super::page::{Frame, Page};
use super::routes::{self, Access, Entry};
use crate::app::App;
use crate::error::Result;
use actix_web::{HttpResponse, web};
use serde::Serialize;

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/imprint", Access::Anyone, imprint),
        routes::get("/privacy", Access::Anyone, privacy),
        routes::get("/accessibility", Access::Anyone, accessibility),
        routes::get("/help", Access::Anyone, help),
    ]
}

/// Which statement of the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Imprint,
    Privacy,
    Accessibility,
}

/// One statement of the operator.
#[derive(Serialize)]
pub struct Statement {
    pub subject: Subject,
    /// The operator's own words; empty when none are configured.
    pub paragraphs: Vec<String>,
    pub operator: String,
    pub contact: String,
    /// Whether `contact` is an e-mail address and not a sentence.
    pub contact_is_mail: bool,
}

impl Page for Statement {
    const TEMPLATE: &'static str = "pages/legal/statement.html";
    fn samples() -> Vec<Self> {
        let empty = |subject| Self {
            subject,
            paragraphs: Vec::new(),
            operator: String::new(),
            contact: String::new(),
            contact_is_mail: false,
        };
        let full = |subject, contact: &str, contact_is_mail| Self {
            subject,
            paragraphs: vec![
                "Stadt Musterhausen <Rathaus>".to_owned(),
                "Marktplatz 1 & 2, 01234 Musterhausen".to_owned(),
            ],
            operator: "Stadt Musterhausen".to_owned(),
            contact: contact.to_owned(),
            contact_is_mail,
        };
        [Subject::Imprint, Subject::Privacy, Subject::Accessibility]
            .into_iter()
            .flat_map(|subject| {
                [
                    empty(subject),
                    full(subject, "barrierefrei@musterhausen.example", true),
                    full(subject, "Telefon 0123 4567, Rathaus, Zimmer 1", false),
                ]
            })
            .collect()
    }
}

/// How to read a paper.
#[derive(Serialize)]
pub struct Help {
    /// A traffic light of each colour, as the pages show it.
    pub lights: [&'static str; 3],
}

impl Page for Help {
    const TEMPLATE: &'static str = "pages/legal/help.html";
    fn samples() -> Vec<Self> {
        vec![Self::new()]
    }
}

impl Help {
    fn new() -> Self {
        Self { lights: ["good", "warn", "bad"] }
    }
}

fn statement(app: &App, frame: &Frame, subject: Subject) -> Result<HttpResponse> {
    let operator = &app.config.operator;
    let text = match subject {
        Subject::Imprint => &operator.imprint,
        Subject::Privacy => &operator.privacy,
        Subject::Accessibility => &operator.accessibility,
    };
    let contact = operator.contact.trim().to_owned();
    let page = Statement {
        subject,
        paragraphs: text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        operator: operator.name.clone(),
        contact_is_mail: contact.parse::<lettre::Address>().is_ok(),
        contact,
    };
    frame.render(app, &page)
}

async fn imprint(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    statement(&app, &frame, Subject::Imprint)
}
async fn privacy(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    statement(&app, &frame, Subject::Privacy)
}
async fn accessibility(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    statement(&app, &frame, Subject::Accessibility)
}
async fn help(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    frame.render(&app, &Help::new())
}
