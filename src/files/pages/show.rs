//! The page of one file: what it is, its versions, and for those who work with it what they can do.
use super::upload::input;
use super::{about, crumbs, download, link, page_path};
use crate::app::App;
use crate::db::types::FileId;
use crate::error::{Error, Result};
use crate::files::act::{self, FileOffer};
use crate::files::{File, view};
use crate::message::Message;
use crate::visibility::Circle;
use crate::vocabulary::FileAction;
use crate::web::csrf::{Fields, Form};
use crate::web::page::{Crumb, Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::rows::{Link, Telling};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

/// One file.
#[derive(Serialize)]
pub struct FilePage {
    pub crumbs: Vec<Crumb>,
    pub done: Option<String>,
    pub name: String,
    pub href: String,
    pub to: Link,
    pub about: String,
    pub uploaded: String,
    pub revision: String,
    pub nonpublic: bool,
    pub late: bool,
    pub sha256: String,
    /// The newest version, where this is an earlier one.
    pub newest: Option<Link>,
    pub versions: Vec<Version>,
    /// Why somebody asked that it be public; only for those who decide it.
    pub opening: Option<String>,
    pub version: String,
    pub faults: Faults,
    pub offers: Vec<Offered>,
}

/// Another version of it.
#[derive(Serialize)]
pub struct Version {
    pub name: String,
    pub href: String,
    pub about: String,
    pub nonpublic: bool,
}

/// What can be done with it.
#[derive(Serialize)]
pub struct Offered {
    pub action: &'static str,
    pub label: String,
    pub hint: String,
    pub href: String,
    pub replaces: bool,
    pub needs_reason: bool,
    pub danger: bool,
    pub reason: String,
    /// Whether the faults are its own.
    pub faulty: bool,
    pub refused: Vec<String>,
}

impl Page for FilePage {
    const TEMPLATE: &'static str = "pages/files/show.html";
    fn samples() -> Vec<Self> {
        let of = |offers: Vec<Offered>, faults| Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Lageplan.pdf")],
            done: None,
            name: "Lageplan <Süd>.pdf".to_owned(),
            href: "/leipzig/files/1/Lageplan.pdf".to_owned(),
            to: Link { label: "VII-F-01504".to_owned(), href: "/leipzig/papers/VII-F-01504".to_owned() },
            about: "PDF, 1,2 MB".to_owned(),
            uploaded: "12.08.2020, 09:00 Uhr".to_owned(),
            revision: "2".to_owned(),
            nonpublic: !offers.is_empty(),
            late: !offers.is_empty(),
            sha256: "ab".repeat(32),
            newest: None,
            versions: Vec::new(),
            opening: None,
            version: "1".to_owned(),
            faults,
            offers,
        };
        let offer = |action, replaces, faulty| Offered {
            action,
            label: "Zurückziehen".to_owned(),
            hint: "Die Datei ist danach für niemanden mehr da.".to_owned(),
            href: "/leipzig/files/1/actions/withdraw".to_owned(),
            replaces,
            needs_reason: true,
            danger: !replaces,
            reason: "<b>Versehen</b>".to_owned(),
            faulty,
            refused: Vec::new(),
        };
        let withheld =
            Offered { refused: vec!["Es muss eine zweite Person sein.".to_owned()], ..offer("confirm", false, false) };
        let fault = crate::web::page::Fault { field: "reason".to_owned(), text: "Die Begründung fehlt.".to_owned() };
        let faults =
            Faults { of: [("reason".to_owned(), fault.text.clone())].into_iter().collect(), list: vec![fault] };
        let mut full = of(vec![offer("replace", true, false), offer("withdraw", false, true), withheld], faults);
        full.done = Some("Die neue Fassung ist da.".to_owned());
        full.opening = Some("Der Plan ist seit heute <veröffentlicht>.".to_owned());
        full.newest = Some(Link { label: "Lageplan.pdf".to_owned(), href: "/leipzig/files/2".to_owned() });
        full.versions = vec![Version {
            name: "Lageplan.pdf".to_owned(),
            href: "/leipzig/files/0".to_owned(),
            about: "PDF, 1,1 MB".to_owned(),
            nonpublic: true,
        }];
        vec![of(Vec::new(), Faults::default()), full]
    }
}

/// `GET /{council}/files/{id}`
pub async fn show(
    app: web::Data<App>,
    frame: Frame,
    request: HttpRequest,
    at: web::Path<(String, FileId)>,
) -> Result<HttpResponse> {
    let done = request.query_string().strip_prefix("done=file-").unwrap_or_default().replace('-', "_");
    let done = FileAction::ALL.iter().map(|action| action.as_str()).chain(["replaced"]).find(|word| *word == done);
    let done = done.map(|word| app.words.say(frame.language, &format!("done_file_{word}"), &[]));
    render(&app, &frame, at.1, done, "", &[], &Fields::default()).await
}

/// The page again with what was wrong with a form on it.
pub async fn again(
    app: &App,
    frame: &Frame,
    id: FileId,
    action: &str,
    messages: &[Message],
    fields: &Fields,
) -> Result<HttpResponse> {
    render(app, frame, id, None, action, messages, fields).await
}

/// `POST /{council}/files/{id}/actions/{action}`
pub async fn act(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, FileId, String)>,
    Form(fields): Form,
) -> Result<HttpResponse> {
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    let (_, id, word) = at.into_inner();
    let action: FileAction = word.parse().map_err(|_| Error::NotFound)?;
    let council = frame.council()?.clone();
    let input = input(&fields);
    let done = app
        .write(&actor, {
            let council = council.clone();
            move |tx| {
                act::perform(tx, &council, id, action, &input)?;
                // Where to go on: the page of the file, or when it is gone the page of what it hung on.
                let file = crate::files::store::get(tx, &council.slug, id)?;
                let thing = crate::files::thing::Thing::load(tx, &council, file.subject_kind, file.subject_id)?;
                Ok(if file.withdrawn_at.is_some() {
                    format!("/{}/{}?done=file-{action}#files", council.slug, thing.page())
                } else {
                    format!("{}?done=file-{action}", page_path(&council.slug, &file))
                })
            }
        })
        .await;
    match done {
        Ok(target) => Ok(see_other(&target)),
        Err(Error::Refused(messages)) => again(&app, &frame, id, action.as_str(), &messages, &fields).await,
        Err(other) => Err(other),
    }
}

async fn render(
    app: &App,
    frame: &Frame,
    id: FileId,
    done: Option<String>,
    action: &str,
    messages: &[Message],
    fields: &Fields,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (scope, actor) = (frame.scope(), frame.actor.clone());
    let (file, thing, newest, older, offers) = app
        .read(move |db| {
            let (file, thing) = view::find(db, &council, &scope, id)?;
            let newest = view::newer(db, &scope, &thing, &file)?;
            let listed = view::of_thing(db, &scope, &thing)?;
            let line = listed.into_iter().find(|row| row.file.position == file.position);
            let versions = line.map(|row| row.older).unwrap_or_default();
            let older: Vec<_> = versions.into_iter().filter(|older| older.revision < file.revision).collect();
            let offers = actor.map(|actor| act::offers(&council, &thing, &file, &actor)).unwrap_or_default();
            Ok((file, thing, newest, older, offers))
        })
        .await?;
    let telling = Telling::of(app, frame)?;
    let to = link(&telling, &thing);
    let slug = &telling.wording.council.slug;
    let nonpublic = |file: &File| thing.effective(file.circle) == Circle::Council || file.circle < Circle::Public;
    let opening = offers.iter().any(|offer| offer.action == FileAction::Confirm) && file.opening_by.is_some();
    let page = FilePage {
        crumbs: crumbs(&telling, frame, &to, &file.name),
        done,
        name: file.name.clone(),
        href: download::href(slug, &file),
        to,
        about: about(frame.language, &file),
        uploaded: telling.wording.moment(file.uploaded_at),
        revision: file.revision.to_string(),
        nonpublic: nonpublic(&file),
        late: file.late,
        sha256: file.sha256.clone(),
        newest: newest.map(|newest| Link { label: newest.name.clone(), href: page_path(slug, &newest) }),
        versions: older
            .iter()
            .map(|older| Version {
                name: older.name.clone(),
                href: page_path(slug, older),
                about: about(frame.language, older),
                nonpublic: nonpublic(older),
            })
            .collect(),
        opening: opening.then(|| file.opening_reason.clone()),
        // Who was told of a fault goes on from the version that the form named.
        version: if fields.get("version").is_empty() {
            file.version.to_string()
        } else {
            fields.get("version").to_owned()
        },
        faults: Faults::of(&app.words, frame.language, messages),
        offers: offers.iter().filter_map(|offer| offered(&telling, &file, offer, action, fields)).collect(),
    };
    let status = if messages.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    frame.render_as(app, &page, status)
}

/// An action as the page offers it: what makes no sense as the file stands is left out, save that a second person is
/// still needed.
fn offered(telling: &Telling<'_>, file: &File, offer: &FileOffer, sent: &str, fields: &Fields) -> Option<Offered> {
    let waits = offer.refused.iter().any(|why| why.key == "file_second_person");
    if !offer.refused.is_empty() && !waits {
        return None;
    }
    let word = offer.action.as_str();
    let faulty = sent == word;
    Some(Offered {
        action: word,
        label: telling.say(&format!("file_do_{word}"), &[]),
        hint: telling.say(&format!("file_hint_{word}"), &[]),
        href: format!("{}/actions/{word}", page_path(&telling.wording.council.slug, file)),
        replaces: offer.action == FileAction::Replace,
        needs_reason: offer.needs_reason,
        danger: offer.action == FileAction::Withdraw,
        reason: if faulty { fields.get("reason").to_owned() } else { String::new() },
        faulty,
        refused: offer.refused.iter().map(|why| telling.wording.words.tell(telling.wording.language, why)).collect(),
    })
}
