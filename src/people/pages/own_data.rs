//! One's own data: everything as a file, and the end of the account.
use super::reasons;
use crate::administration::act::leave;
use crate::app::App;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::accounts;
use crate::people::oidc;
use crate::people::own_data::store;
use crate::people::{Actor, SessionKind, credentials};
use crate::visibility::Scope;
use crate::web::actor::SignedIn;
use crate::web::client::Client;
use crate::web::csrf::{Fields, Form};
use crate::web::page::{Crumb, Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::routes::{self, Access, Entry};
use crate::web::session;
use crate::{events, papers};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, web};
use serde::Serialize;
use serde_json::{Value, json};

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/account/export", Access::SignedIn, export),
        routes::get("/account/delete", Access::SignedIn, ask),
        routes::post("/account/delete", Access::SignedIn, delete),
    ]
}

/// The page before the end of an account.
#[derive(Serialize, Default)]
pub struct Deletion {
    pub crumbs: Vec<Crumb>,
    pub email: String,
    /// Why it cannot be deleted here; empty when it can.
    pub tied: String,
    /// Whether the password is asked for.
    pub has_password: bool,
    pub confirmed: bool,
    pub faults: Faults,
}

impl Page for Deletion {
    const TEMPLATE: &'static str = "pages/people/delete.html";
    fn samples() -> Vec<Self> {
        let bare = || Self {
            crumbs: vec![Crumb::to("Mein Konto", "/account"), Crumb::here("Konto löschen")],
            email: "regula.frei@post.example".to_owned(),
            ..Self::default()
        };
        let fault = |field: &str| crate::web::page::Fault { field: field.to_owned(), text: "Das <fehlt>.".to_owned() };
        let list = vec![fault("confirm"), fault("password")];
        let of = list.iter().map(|fault| (fault.field.clone(), fault.text.clone())).collect();
        vec![
            bare(),
            Self { tied: "Dieses Konto hat <Zuständigkeiten>.".to_owned(), ..bare() },
            Self { has_password: true, confirmed: true, faults: Faults { list, of }, ..bare() },
        ]
    }
}

async fn page(app: &App, frame: &Frame, actor: &Actor) -> Result<Deletion> {
    let id = actor.account.ok_or(Error::SignIn)?;
    let (tie, hash) = app.read(move |db| Ok((store::tie(db, id)?, accounts::store::hash_of(db, id)?))).await?;
    let say = |key: &str| app.words.say(frame.language, key, &[]);
    Ok(Deletion {
        crumbs: vec![Crumb::to(say("account_title"), "/account"), Crumb::here(say("own_delete_title"))],
        email: actor.email.clone(),
        tied: tie.map(|tie| say(tie.key())).unwrap_or_default(),
        has_password: hash.is_some(),
        ..Deletion::default()
    })
}

/// Says what goes and what stays, and asks.
async fn ask(app: web::Data<App>, frame: Frame, SignedIn(actor): SignedIn) -> Result<HttpResponse> {
    frame.render(&app, &page(&app, &frame, &actor).await?)
}

/// Deletes the account, when that is confirmed: by a tick, and by the password where there is one.
async fn delete(
    app: web::Data<App>,
    frame: Frame,
    SignedIn(actor): SignedIn,
    client: Client,
    Form(typed): Form<Fields>,
) -> Result<HttpResponse> {
    let done = if typed.has("confirm") {
        match credentials::check_password(&app, &actor, typed.get("password"), client.0, "password").await {
            Ok(()) => app.write(&actor, leave::delete).await,
            Err(e) => Err(e),
        }
    } else {
        Err(Error::refused(Message::new("own_delete_unconfirmed").on("confirm")))
    };
    if let Err(e) = done {
        let faults = Faults::of(&app.words, frame.language, &reasons(e)?);
        let page = Deletion { confirmed: typed.has("confirm"), faults, ..page(&app, &frame, &actor).await? };
        return frame.render_as(&app, &page, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mut answer = see_other("/login?done=deleted");
    answer.add_cookie(&session::no_cookie(&app)?).map_err(|e| Error::Internal(e.into()))?;
    Ok(answer)
}

/// Everything that is stored about the account, as a file.
async fn export(app: web::Data<App>, SignedIn(actor): SignedIn) -> Result<HttpResponse> {
    let made_at = app.real_now();
    let mut content = app.read(move |db| gather(db, &actor)).await?;
    content["made_at"] = json!(made_at);
    let body = serde_json::to_string_pretty(&content)?;
    Ok(HttpResponse::Ok()
        .content_type("application/json; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"ratsweg-account.json\""))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(body))
}

fn gather(db: &mut Db, actor: &Actor) -> Result<Value> {
    let id = actor.account.ok_or(Error::SignIn)?;
    let account = accounts::store::get(db, id)?;
    let identities = oidc::store::of_account(db, id)?.into_iter().map(|identity| {
        json!({ "issuer": identity.issuer, "subject": identity.subject, "first_at": identity.first_at,
            "last_at": identity.last_at })
    });
    let sessions = store::sessions(db, id)?.into_iter().map(|session| {
        let kind = match session.kind {
            SessionKind::Browser => "browser",
            SessionKind::Api => "api",
        };
        json!({ "kind": kind, "created_at": session.created_at, "last_seen_at": session.last_seen_at,
            "expires_at": session.expires_at, "revoked_at": session.revoked_at })
    });
    let mut follows = Vec::new();
    for followed in accounts::store::followed(db, id)? {
        let paper = papers::store::get(db, followed.paper)?;
        // That she follows it is hers; what it says is told to those alone who may see it.
        let seen = papers::view::is_seen(db, &Scope::of(Some(actor), &followed.council), &paper)?;
        let told = seen.then_some((&paper.reference, &paper.title));
        follows.push(json!({ "council": followed.council, "paper": paper.id, "since": followed.since,
            "reference": told.map(|(reference, _)| reference), "title": told.map(|(_, title)| title) }));
    }
    let mut subjects = vec![leave::subject(id)];
    subjects.extend(account.person_id.map(|person| format!("person:{person}")));
    let mut told = Vec::new();
    for council in events::store::chains(db)? {
        for event in events::store::of_subjects(db, &council, &subjects)? {
            told.push(json!({ "council": council, "number": event.seq, "happened_at": event.happened_at,
                "action": event.action, "subject": event.subject, "content": event.detail }));
        }
    }
    let roles: Vec<_> = actor
        .own_grants()
        .map(|grant| {
            json!({ "council": grant.council, "organization": grant.organization,
        "role": grant.role })
        })
        .collect();
    Ok(json!({
        "account": account,
        "identities": identities.collect::<Vec<_>>(),
        "roles": roles,
        "follows": follows,
        "sessions": sessions.collect::<Vec<_>>(),
        "typed": store::typed(db, id)?,
        "mails": store::mails(db, id)?,
        "events": told,
    }))
}
