//! Signing in and out.
use super::{Done, unkept};
use crate::app::App;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::{SessionKind, accounts, credentials, oidc, sessions};
use crate::web::actor::Visitor;
use crate::web::client::Client;
use crate::web::csrf::Form;
use crate::web::language::local_path;
use crate::web::page::{Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::session;
use crate::words::Language;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

/// The form to sign in.
#[derive(Serialize, Default)]
pub struct Login {
    pub email: String,
    /// Where to go afterwards, on this server; empty for the usual place.
    pub next: String,
    /// Why there is a form at all: somebody came from a page that needs an account.
    pub needed: bool,
    /// A password has just been set by a link.
    pub password_set: bool,
    /// The account was deleted a moment ago.
    pub deleted: bool,
    /// What the button says that leads to the provider; `None` without one.
    pub provider: Option<String>,
    /// Where it leads.
    pub provider_href: String,
    pub faults: Faults,
}

impl Page for Login {
    const TEMPLATE: &'static str = "pages/people/login.html";
    fn samples() -> Vec<Self> {
        let fault = crate::web::page::Fault { field: "email".to_owned(), text: "Das passt <nicht>.".to_owned() };
        let of = [("email".to_owned(), fault.text.clone())].into();
        vec![
            Self::default(),
            Self { password_set: true, ..Self::default() },
            Self { deleted: true, ..Self::default() },
            Self {
                next: "/zuerich/papers/2016-11".to_owned(),
                needed: true,
                provider: Some("Mit <Mein Konto> anmelden".to_owned()),
                provider_href: "/login/oidc?next=%2Fzuerich%2Fpapers%2F2016-11".to_owned(),
                ..Self::default()
            },
            Self { next: "/leipzig/desk?a=b&c=d".to_owned(), needed: true, ..Self::default() },
            Self { email: "a\"@<b>.example".to_owned(), faults: Faults { list: vec![fault], of }, ..Self::default() },
        ]
    }
}

impl Login {
    /// The empty form of this installation.
    pub fn of(app: &App, language: Language) -> Self {
        Self { provider: oidc::label(app, language), ..Self::default() }
    }

    /// The form with the address that the button leads to.
    pub fn ready(mut self) -> Self {
        let next = serde_urlencoded::to_string([("next", &self.next)]).unwrap_or_default();
        self.provider_href =
            if self.next.is_empty() { "/login/oidc".to_owned() } else { format!("/login/oidc?{next}") };
        self
    }
}

#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// The form; whoever is signed in already goes on.
pub async fn show(
    app: web::Data<App>,
    frame: Frame,
    next: web::Query<Next>,
    done: web::Query<Done>,
) -> Result<HttpResponse> {
    let next = local_path(&next.next).unwrap_or_default();
    if frame.actor.is_some() {
        return Ok(see_other(if next.is_empty() { "/" } else { next }));
    }
    let page = Login {
        needed: !next.is_empty(),
        next: next.to_owned(),
        password_set: done.done == "password",
        deleted: done.done == "deleted",
        ..Login::of(&app, frame.language)
    }
    .ready();
    Ok(unkept(frame.render(&app, &page)?))
}

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// Signs in, and goes to the page that was asked for, else to the desk.
pub async fn sign_in(
    app: web::Data<App>,
    frame: Frame,
    client: Client,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse> {
    let next = local_path(&typed.next).unwrap_or_default();
    let opened = credentials::sign_in(&app, &typed.email, &typed.password, client.0, SessionKind::Browser).await;
    let opened = match opened {
        Err(Error::SignIn) => {
            let faults = Faults::of(&app.words, frame.language, &[Message::new("login_wrong").on("email")]);
            let known = Login::of(&app, frame.language);
            let page = Login { email: typed.email, next: next.to_owned(), faults, ..known }.ready();
            return frame.render_as(&app, &page, StatusCode::UNPROCESSABLE_ENTITY);
        }
        opened => opened?,
    };
    let mut answer = if next.is_empty() {
        let grants = app.read(move |db| accounts::store::grants_of(db, opened.account)).await?;
        match grants.first() {
            Some(grant) => see_other(&format!("/{}/desk", grant.council)),
            None => see_other("/"),
        }
    } else {
        see_other(next)
    };
    let cookie = session::cookie(&app, opened.account, opened.session)?;
    answer.add_cookie(&cookie).map_err(|e| Error::Internal(e.into()))?;
    Ok(answer)
}

/// Signs out. Whoever is not signed in any more is done, too.
pub async fn sign_out(app: web::Data<App>, visitor: Visitor, _form: Form) -> Result<HttpResponse> {
    if let Some(actor) = visitor.0 {
        match app.write(&actor, sessions::act::sign_out).await {
            // Another window was faster.
            Ok(()) | Err(Error::NotFound) => {}
            Err(e) => return Err(e),
        }
    }
    let mut answer = see_other("/");
    answer.add_cookie(&session::no_cookie(&app)?).map_err(|e| Error::Internal(e.into()))?;
    Ok(answer)
}
