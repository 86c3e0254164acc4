//! The two pages that mail has: where following is stopped, and (in the demo) the mails that were written.
use super::transport::{self, Note};
use super::{store, unsubscribe};
use crate::app::App;
use crate::db::types::DeliveryId;
use crate::error::{Error, Result};
use crate::people::Actor;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// How many mails the demo's list shows.
const LISTED: usize = 100;

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/unsubscribe", Access::Anyone, ask),
        // Mail programs post here by themselves (RFC 8058): without cookies, with a body of their own.
        routes::post("/unsubscribe", Access::Anyone, stop),
        routes::get("/dev/mail", Access::Demo, list),
        routes::get("/dev/mail/{id}", Access::Demo, open),
    ]
}

/// The page behind the link of a follower's mail.
#[derive(Serialize)]
pub struct Stop {
    /// Where the button posts to; `None` when the link is not one of ours.
    pub action: Option<String>,
    pub is_done: bool,
}

impl Page for Stop {
    const TEMPLATE: &'static str = "pages/mail/stop.html";
    fn samples() -> Vec<Self> {
        let action = Some("/unsubscribe?token=a.b.c".to_owned());
        vec![
            Self { action: None, is_done: false },
            Self { action: action.clone(), is_done: false },
            Self { action, is_done: true },
        ]
    }
}

/// The token in the address; without one it is empty, which no token of ours is.
#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    token: String,
}

/// Shows a button and changes nothing: scanners follow every link of a mail.
async fn ask(app: web::Data<App>, frame: Frame, named: web::Query<Named>) -> Result<HttpResponse> {
    answer(&app, &frame, &named.token, false)
}

async fn stop(app: web::Data<App>, frame: Frame, named: web::Query<Named>) -> Result<HttpResponse> {
    if let Some((account, paper)) = unsubscribe::read(&app.secret, &named.token) {
        app.write(&Actor::system(), move |tx| store::unfollow(tx, account, paper)).await?;
    }
    answer(&app, &frame, &named.token, true)
}

fn answer(app: &App, frame: &Frame, token: &str, is_done: bool) -> Result<HttpResponse> {
    match unsubscribe::read(&app.secret, token) {
        Some((account, paper)) => {
            let action = Some(unsubscribe::path(&app.secret, account, paper));
            frame.render(app, &Stop { action, is_done })
        }
        None => frame.render_as(app, &Stop { action: None, is_done: false }, StatusCode::BAD_REQUEST),
    }
}

/// The mails in the folder, or one of them.
#[derive(Serialize)]
pub struct Folder {
    pub crumbs: Vec<Crumb>,
    pub mails: Vec<Listed>,
    pub open: Option<Opened>,
}

/// A mail of the list.
#[derive(Serialize)]
pub struct Listed {
    pub to: String,
    pub subject: String,
    pub href: String,
}

/// A mail to read.
#[derive(Serialize)]
pub struct Opened {
    pub to: String,
    pub subject: String,
    pub text: String,
    /// The addresses in it that lead to this installation.
    pub links: Vec<String>,
}

impl Page for Folder {
    const TEMPLATE: &'static str = "pages/mail/folder.html";
    fn samples() -> Vec<Self> {
        let listed = Listed {
            to: "buero@spd.example".to_owned(),
            subject: "VII-F-01504: Zugelassen – Fragen <zur> Sache".to_owned(),
            href: "/dev/mail/0".to_owned(),
        };
        let opened = Opened {
            to: "buero@spd.example".to_owned(),
            subject: "Ohne <Links>".to_owned(),
            text: "Zeile 1\nZeile <2>".to_owned(),
            links: vec!["http://127.0.0.1:8080/leipzig/papers/VII-F-01504".to_owned()],
        };
        let crumbs = || vec![Crumb::to("E-Mails", "/dev/mail"), Crumb::here("Ohne <Links>")];
        vec![
            Self { crumbs: Vec::new(), mails: Vec::new(), open: None },
            Self { crumbs: Vec::new(), mails: vec![listed], open: None },
            Self { crumbs: crumbs(), mails: Vec::new(), open: Some(opened) },
        ]
    }
}

async fn list(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    let folder = transport::folder(&app.config);
    let mails = web::block(move || newest(&folder)).await??;
    frame.render(&app, &Folder { crumbs: Vec::new(), mails, open: None })
}

async fn open(app: web::Data<App>, frame: Frame, id: web::Path<String>) -> Result<HttpResponse> {
    // Only what is an id can name a file.
    let id: DeliveryId = id.parse().map_err(|_| Error::NotFound)?;
    let path = transport::folder(&app.config).join(format!("{id}.json"));
    let note = web::block(move || read(&path)).await??.ok_or(Error::NotFound)?;
    let crumbs = vec![
        Crumb::to(app.words.say(frame.language, "mail_folder_title", &[]), "/dev/mail"),
        Crumb::here(note.subject.clone()),
    ];
    let public_url = format!("{}/", app.config.public_url());
    let links = note.text.split_whitespace().filter(|word| word.starts_with(&public_url)).map(str::to_owned).collect();
    let opened = Opened { to: note.to, subject: note.subject, text: note.text, links };
    frame.render(&app, &Folder { crumbs, mails: Vec::new(), open: Some(opened) })
}

/// The newest mails of the folder: their names sort by the time of their writing.
fn newest(folder: &Path) -> Result<Vec<Listed>> {
    let entries = match std::fs::read_dir(folder) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut ids: Vec<DeliveryId> = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            ids.extend(
                path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse::<DeliveryId>().ok()),
            );
        }
    }
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.truncate(LISTED);
    let mut mails = Vec::new();
    for id in ids {
        if let Some(note) = read(&folder.join(format!("{id}.json")))? {
            mails.push(Listed { to: note.to, subject: note.subject, href: format!("/dev/mail/{id}") });
        }
    }
    Ok(mails)
}

/// The note beside a mail; `None` when there is none.
fn read(path: &Path) -> Result<Option<Note>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(serde_json::from_str(&text)?)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e.into()),
    }
}
