//! The page of a case's record: what is still open, the packages that were made, and the making of one. Whoever does not
//! pack cases is answered as if there were no such page.
use super::{Package, act, collect, file_name, make, store};
use crate::app::App;
use crate::blobs;
use crate::db::types::RecordId;
use crate::error::{Error, Result};
use crate::files::media;
use crate::message::Message;
use crate::papers::Paper;
use crate::papers::pages::{crumbs, number, path};
use crate::papers::row::paper_href;
use crate::people::Actor;
use crate::web::csrf::{Fields, Form};
use crate::web::page::{Crumb, Fault, Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Fact, Link};
use crate::wording::Wording;
use actix_web::body::SizedStream;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use futures_util::StreamExt;
use serde::Serialize;

/// Every route of these pages.
pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/papers/{slug}/record", Access::Anyone, show),
        routes::post("/{council}/papers/{slug}/record", Access::Anyone, pack),
        routes::get("/{council}/records/{id}", Access::Anyone, download),
    ]
}

/// The address of a package.
pub fn href(package: &Package) -> String {
    format!("/{}/records/{}", package.council, package.id)
}

/// The record of a case.
#[derive(Serialize)]
pub struct RecordPage {
    pub crumbs: Vec<Crumb>,
    pub number: String,
    pub href: String,
    pub subject: String,
    pub lang: &'static str,
    pub facts: Vec<Fact>,
    /// Its papers, each with its title.
    pub papers: Vec<Paperline>,
    /// What is still open; empty when it can be packed.
    pub open: Vec<String>,
    /// Whether nothing has changed since it was packed last.
    pub unchanged: bool,
    pub packages: Vec<Row>,
    pub faults: Faults,
}

/// A paper of the case.
#[derive(Serialize)]
pub struct Paperline {
    pub link: Link,
    pub title: String,
}

/// A package.
#[derive(Serialize)]
pub struct Row {
    pub at: String,
    pub by: String,
    pub href: String,
    pub name: String,
    pub about: String,
    pub sha256: String,
}

impl Page for RecordPage {
    const TEMPLATE: &'static str = "pages/records/show.html";
    fn samples() -> Vec<Self> {
        let row = || Row {
            at: "04.03.2024, 10:00 Uhr".to_owned(),
            by: "Detlev <Hünnekes>".to_owned(),
            href: "/dortmund/records/1".to_owned(),
            name: "1_Aussonderung.Aussonderung.0503.zip".to_owned(),
            about: "Ereignis 17, letztes Ereignis der Akte 16".to_owned(),
            sha256: "ab".repeat(32),
        };
        let of = |open: Vec<String>, unchanged, packages, faults| Self {
            crumbs: vec![Crumb::to("05185-16-ATS", "/dortmund/papers/05185-16-ATS"), Crumb::here("Schriftgut")],
            number: "05185-16-ATS".to_owned(),
            href: "/dortmund/papers/05185-16-ATS".to_owned(),
            subject: "Masterplan <Digitales> Dortmund".to_owned(),
            lang: "",
            facts: vec![Fact { label: "Aktenzeichen".to_owned(), value: "10.24.01/05185-16-ATS".to_owned() }],
            papers: vec![Paperline {
                link: Link { label: "05185-16-ATS".to_owned(), href: "/dortmund/papers/05185-16-ATS".to_owned() },
                title: "Masterplan <Digitales> Dortmund".to_owned(),
            }],
            open,
            unchanged,
            packages,
            faults,
        };
        let fault = Fault { field: String::new(), text: "Der Auftrag <…> ist noch nicht erledigt.".to_owned() };
        let told = vec![fault.text.clone()];
        vec![
            of(Vec::new(), false, Vec::new(), Faults::default()),
            of(told, false, vec![row()], Faults { list: vec![fault], of: Default::default() }),
            of(Vec::new(), true, vec![row(), row()], Faults::default()),
        ]
    }
}

/// What is read for the page, all of one moment.
struct Read {
    root: Paper,
    papers: Vec<Paper>,
    open: Vec<Message>,
    unchanged: bool,
    packages: Vec<Package>,
}

async fn show(app: web::Data<App>, frame: Frame, at: web::Path<(String, String)>) -> Result<HttpResponse> {
    page(&app, &frame, &at.1, &[]).await
}

async fn page(app: &App, frame: &Frame, name: &str, messages: &[Message]) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (actor, name, rules) = (frame.actor.clone(), name.to_owned(), council.clone());
    let Read { root, papers, open, unchanged, packages } = app
        .read(move |db| {
            let root = act::case_of(db, &rules, actor.as_ref(), &name)?;
            let papers = collect::papers_of(db, root.id)?;
            let packages = store::of_case(db, root.id)?;
            let last = collect::last_event(db, &papers)?;
            let unchanged = packages.first().is_some_and(|package| package.last_event == last);
            let open = act::open(db, &rules, root.id)?;
            Ok(Read { root, papers, open, unchanged, packages })
        })
        .await?;
    let wording = Wording::new(&app.words, &council, frame.language);
    let say = |key: &str| app.words.say(frame.language, key, &[]);
    let rules = act::rules(&council, frame.actor.as_ref())?;
    let own = council.language();
    let named = number(&app.words, frame.language, &root);
    let fact = |key: &str, value: String| Fact { label: say(key), value };
    let kept = match rules.retention_years {
        Some(years) => app.words.say(frame.language, "record_years", &[("years", &years.to_string())]),
        None => say("record_for_good"),
    };
    let shown = RecordPage {
        crumbs: crumbs(frame, &app.words, &council, &root, &say("record_title")),
        href: path(&council, &root.path_segment()),
        subject: root.title.clone(),
        lang: if own == frame.language { "" } else { own.tag() },
        facts: vec![
            fact("record_sign", rules.sign(&named)),
            fact("record_unit", format!("{}, {}", rules.authority, rules.unit)),
            fact("record_archive", rules.archive.clone()),
            fact("record_kept", kept),
            fact("record_basis", rules.basis.clone()),
        ],
        papers: papers
            .iter()
            .map(|paper| Paperline {
                link: Link { label: number(&app.words, frame.language, paper), href: paper_href(&council, paper) },
                title: paper.title.clone(),
            })
            .collect(),
        open: open.iter().map(|message| app.words.tell(frame.language, message)).collect(),
        unchanged,
        packages: packages
            .iter()
            .map(|package| Row {
                at: wording.moment(package.made_at),
                by: package.author.clone(),
                href: href(package),
                name: file_name(package.id, "zip"),
                about: app.words.say(
                    frame.language,
                    "record_about",
                    &[("event", &package.event.to_string()), ("last", &package.last_event.to_string())],
                ),
                sha256: package.sha256.clone(),
            })
            .collect(),
        number: named,
        faults: Faults::of(&app.words, frame.language, messages),
    };
    let status = if messages.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    frame.render_as(app, &shown, status)
}

async fn pack(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, String)>,
    Form(_): Form<Fields>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    act::rules(&council, frame.actor.as_ref())?;
    let actor = frame.actor.as_ref().ok_or(Error::NotFound)?;
    match make::make(&app, actor, &council, &at.1).await {
        Ok(_) => Ok(see_other(&format!("{}/record", path(&council, &at.1)))),
        Err(Error::Refused(messages)) => page(&app, &frame, &at.1, &messages).await,
        Err(other) => Err(other),
    }
}

async fn download(app: web::Data<App>, frame: Frame, at: web::Path<(String, RecordId)>) -> Result<HttpResponse> {
    send(&app, &at.0, frame.actor.clone(), at.1).await
}

/// The bytes of a package, for whoever packs cases.
///
/// # Errors
/// `NotFound` for everybody else, as if there were none.
pub async fn send(app: &App, council: &str, actor: Option<Actor>, id: RecordId) -> Result<HttpResponse> {
    let council = app.council(council)?.clone();
    let package = app.read(move |db| act::package(db, &council, actor.as_ref(), id)).await?;
    let size = u64::try_from(package.size).map_err(|e| Error::Internal(e.into()))?;
    let bytes: blobs::Bytes = app.blobs.read(&package.sha256, None).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/zip"))
        .insert_header((header::CONTENT_DISPOSITION, media::disposition(false, &file_name(package.id, "zip"))))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(SizedStream::new(
            size,
            bytes.map(|piece| {
                piece.map_err(|e| {
                    tracing::error!(error = %e, "a package breaks off");
                    std::io::Error::other("the store of files")
                })
            }),
        )))
}
