//! The pages of the single-use links: a forgotten password, and the first one. A GET changes nothing: mail scanners
//! open every link.
use super::{Done, reasons, unkept};
use crate::app::App;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::{TokenPurpose, credentials};
use crate::web::client::Client;
use crate::web::csrf::Form;
use crate::web::page::{Fault, Faults, Frame, Page};
use crate::web::reply::see_other;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

/// The form to ask for a link.
#[derive(Serialize, Default)]
pub struct Forgot {
    pub email: String,
    /// It was asked for: the same words for every address.
    pub sent: bool,
    pub faults: Faults,
}

impl Page for Forgot {
    const TEMPLATE: &'static str = "pages/people/forgot.html";
    fn samples() -> Vec<Self> {
        let faults = sample_faults("email");
        vec![
            Self::default(),
            Self { sent: true, ..Self::default() },
            Self { email: "<rubbish>".to_owned(), faults, ..Self::default() },
        ]
    }
}

/// The form to set a password by a link.
#[derive(Serialize, Default)]
pub struct SetPassword {
    /// Where the form goes: `/invitation` or `/password/reset`.
    pub action: &'static str,
    /// The first password of a new account, not one instead of another.
    pub first: bool,
    /// The link cannot be redeemed any more: there is no form.
    pub spent: bool,
    pub token: String,
    /// For whose account, in words.
    pub whose: String,
    pub faults: Faults,
}

impl Page for SetPassword {
    const TEMPLATE: &'static str = "pages/people/set_password.html";
    fn samples() -> Vec<Self> {
        let open = |first| Self {
            action: if first { "/invitation" } else { "/password/reset" },
            first,
            token: "0123.abc".to_owned(),
            whose: "Für das Konto <Petra> (petra@rat.example).".to_owned(),
            ..Self::default()
        };
        vec![
            open(true),
            open(false),
            Self { faults: sample_faults("password"), ..open(true) },
            Self { spent: true, ..open(false) },
            Self { spent: true, ..open(true) },
        ]
    }
}

fn sample_faults(field: &str) -> Faults {
    let fault = Fault { field: field.to_owned(), text: "Das <geht> nicht.".to_owned() };
    let of = [(field.to_owned(), fault.text.clone())].into();
    Faults { list: vec![fault], of }
}

/// The form to ask for a link, or that it was asked for.
pub async fn forgot(app: web::Data<App>, frame: Frame, done: web::Query<Done>) -> Result<HttpResponse> {
    frame.render(&app, &Forgot { sent: done.done == "sent", ..Forgot::default() })
}

#[derive(Deserialize)]
pub struct Address {
    #[serde(default)]
    email: String,
}

/// Asks for a link. The answer is the same whether or not the address has an account.
pub async fn request(
    app: web::Data<App>,
    frame: Frame,
    client: Client,
    Form(typed): Form<Address>,
) -> Result<HttpResponse> {
    if let Err(e) = credentials::request_reset(&app, &typed.email, client.0).await {
        let faults = Faults::of(&app.words, frame.language, &reasons(e)?);
        let page = Forgot { email: typed.email, faults, ..Forgot::default() };
        return frame.render_as(&app, &page, StatusCode::UNPROCESSABLE_ENTITY);
    }
    Ok(see_other("/password/forgot?done=sent"))
}

#[derive(Deserialize)]
pub struct Token {
    #[serde(default)]
    token: String,
}

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    token: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    password_again: String,
}

pub async fn show_reset(app: web::Data<App>, frame: Frame, link: web::Query<Token>) -> Result<HttpResponse> {
    form(&app, &frame, TokenPurpose::PasswordReset, link.into_inner().token, Vec::new()).await
}

pub async fn show_invitation(app: web::Data<App>, frame: Frame, link: web::Query<Token>) -> Result<HttpResponse> {
    form(&app, &frame, TokenPurpose::Invitation, link.into_inner().token, Vec::new()).await
}

pub async fn reset(app: web::Data<App>, frame: Frame, Form(typed): Form<Typed>) -> Result<HttpResponse> {
    redeem(&app, &frame, TokenPurpose::PasswordReset, typed).await
}

pub async fn accept(app: web::Data<App>, frame: Frame, Form(typed): Form<Typed>) -> Result<HttpResponse> {
    redeem(&app, &frame, TokenPurpose::Invitation, typed).await
}

async fn redeem(app: &App, frame: &Frame, purpose: TokenPurpose, typed: Typed) -> Result<HttpResponse> {
    let done = if typed.password == typed.password_again {
        credentials::redeem(app, purpose, &typed.token, &typed.password).await
    } else {
        Err(Error::refused(Message::new("account_password_differs").on("password_again")))
    };
    match done {
        Ok(()) => Ok(see_other("/login?done=password")),
        Err(e) => form(app, frame, purpose, typed.token, reasons(e)?).await,
    }
}

/// The form of a link, with what was wrong; without a form when the link is spent.
async fn form(
    app: &App,
    frame: &Frame,
    purpose: TokenPurpose,
    token: String,
    wrong: Vec<Message>,
) -> Result<HttpResponse> {
    let first = purpose == TokenPurpose::Invitation;
    let action = if first { "/invitation" } else { "/password/reset" };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (status, page) = match credentials::look_at_link(app, purpose, &token).await {
        Ok((_, account)) => {
            let whose = [("name", account.name.as_str()), ("email", account.email.as_str())];
            let whose = app.words.say(frame.language, "password_whose", &whose);
            let faults = Faults::of(&app.words, frame.language, &wrong);
            (status, SetPassword { action, first, spent: false, token, whose, faults })
        }
        Err(Error::Refused(_)) => {
            (StatusCode::GONE, SetPassword { action, first, spent: true, ..SetPassword::default() })
        }
        Err(e) => return Err(e),
    };
    Ok(unkept(frame.render_as(app, &page, status)?))
}
