//! What law and courtesy want on every public site: imprint, privacy, accessibility, and how to read what is here.
//! The texts are the operator's, from the configuration.
use crate::app::App;
use crate::error::{Error, Result};
use crate::mail::{self, About, Reason, Recipient};
use crate::message::Message;
use crate::people::Actor;
use crate::people::input::Email;
use crate::web::client::Client;
use crate::web::csrf::Form;
use crate::web::page::{Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::routes::{self, Access, Entry};
use crate::words::Language;
use actix_web::http::StatusCode;
use actix_web::http::header::REFERER;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

/// Longest message about a barrier, and longest name of a page, in characters.
const LONGEST_MESSAGE: usize = 5000;
const LONGEST_PAGE: usize = 500;

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/imprint", Access::Anyone, imprint),
        routes::get("/privacy", Access::Anyone, privacy),
        routes::get("/accessibility", Access::Anyone, accessibility),
        routes::post("/accessibility", Access::Anyone, feedback),
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
    /// The form by which a barrier is reported; its mail goes to `contact`.
    pub feedback: Option<Feedback>,
}

/// What is typed into the form by which a barrier is reported.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Feedback {
    pub message: String,
    /// The page that it is about.
    pub page: String,
    pub email: String,
    /// Whether one has just been sent.
    #[serde(skip_deserializing)]
    pub done: bool,
    #[serde(skip_deserializing)]
    pub faults: Faults,
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
            feedback: None,
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
            feedback: (contact_is_mail && subject == Subject::Accessibility).then(|| Feedback {
                message: "Der <Knopf> & die Tastatur".to_owned(),
                done: true,
                ..Feedback::default()
            }),
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

fn statement(app: &App, subject: Subject) -> Statement {
    let operator = &app.config.operator;
    let text = match subject {
        Subject::Imprint => &operator.imprint,
        Subject::Privacy => &operator.privacy,
        Subject::Accessibility => &operator.accessibility,
    };
    let contact = operator.contact.trim().to_owned();
    Statement {
        subject,
        paragraphs: text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        operator: operator.name.clone(),
        contact_is_mail: contact.parse::<lettre::Address>().is_ok(),
        contact,
        feedback: None,
    }
}

async fn imprint(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    frame.render(&app, &statement(&app, Subject::Imprint))
}
async fn privacy(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    frame.render(&app, &statement(&app, Subject::Privacy))
}

#[derive(Debug, Default, Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

async fn accessibility(app: web::Data<App>, frame: Frame, done: web::Query<Done>) -> Result<HttpResponse> {
    let mut page = statement(&app, Subject::Accessibility);
    if page.contact_is_mail {
        page.feedback = Some(Feedback { done: done.done == "feedback", ..Feedback::default() });
    }
    frame.render(&app, &page)
}

/// Takes the report of a barrier, from whomever, and puts its mail to the operator's contact into the outbox.
async fn feedback(
    app: web::Data<App>,
    frame: Frame,
    client: Client,
    request: HttpRequest,
    Form(typed): Form<Feedback>,
) -> Result<HttpResponse> {
    let mut page = statement(&app, Subject::Accessibility);
    if !page.contact_is_mail {
        return Err(Error::NotFound);
    }
    let (message, about) = (typed.message.trim().to_owned(), typed.page.trim().replace(['\n', '\t'], " "));
    let mut faults = Vec::new();
    if message.is_empty() {
        faults.push(Message::new("legal_feedback_empty").on("message"));
    }
    for (field, text, most) in [("message", &message, LONGEST_MESSAGE), ("page", &about, LONGEST_PAGE)] {
        if text.chars().count() > most {
            faults.push(Message::new("legal_feedback_long").with("most", most).on(field));
        }
    }
    let email = typed.email.trim();
    let reply_to = match Email::parse(email) {
        Ok(email) => email.as_str().to_owned(),
        Err(_) if email.is_empty() => String::new(),
        Err(Error::Refused(why)) => {
            faults.extend(why);
            String::new()
        }
        Err(other) => return Err(other),
    };
    if !faults.is_empty() {
        let faults = Faults::of(&app.words, frame.language, &faults);
        page.feedback = Some(Feedback { faults, done: false, ..typed });
        return frame.render_as(&app, &page, StatusCode::UNPROCESSABLE_ENTITY);
    }
    app.sign_ins().take_message(client.0, app.real_now())?;
    let recipient = Recipient {
        account: None,
        organization: None,
        address: page.contact.clone(),
        language: app.councils.values().next().map_or(Language::De, |council| council.language()),
        reason: Reason::Contact,
    };
    // Where the form was opened from, when nobody says which page is meant.
    let from = request.headers().get(REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let named = if about.is_empty() && !from.ends_with("/accessibility") { from.to_owned() } else { about };
    let about = About::Feedback { message, page: named.chars().take(LONGEST_PAGE).collect(), reply_to };
    app.write(&Actor::system(), move |tx| mail::store::write(tx, None, &recipient, "feedback", &about)).await?;
    Ok(see_other("/accessibility?done=feedback"))
}

async fn help(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    frame.render(&app, &Help::new())
}
