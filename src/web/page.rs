//! What every HTML page has in common: the struct that it is made of, the frame around it, and how it is sent.
//!
//! # How to add a page
//!
//! 1. The struct, with everything that the template prints, already in words (templates compute nothing):
//!    ```ignore
//!    #[derive(serde::Serialize)]
//!    pub struct PaperList { pub crumbs: Vec<Crumb>, pub rows: Vec<Row>, pub faults: Faults }
//!    impl Page for PaperList {
//!        const TEMPLATE: &'static str = "pages/papers/list.html";
//!        fn samples() -> Vec<Self> { vec![Self::empty(), Self::with_rows(), Self::with_faults()] }
//!    }
//!    ```
//! 2. One line in `src/server/gallery.rs`: `samples::<crate::papers::pages::PaperList>(),`. A template under `templates/pages/`
//!    that no page of the gallery names fails a test.
//! 3. The template, which sees three things: `page` (the struct), `t` (every sentence without arguments: `t.key`) and
//!    `frame` (`Shell` below: language, council, user, csrf, path):
//!    ```html
//!    {% extends "base.html" %}
//!    {% block title %}{{ t.papers_title }}{% endblock title %}
//!    {% block main %}<h1>{{ t.papers_title }}</h1>…{% endblock main %}
//!    ```
//!    Blocks: `title`, `crumbs` (`{{ <breadcrumb items={page.crumbs} /> }}`), `main` (one `h1`, headings without gaps).
//!    Components and CSS classes are listed at the top of `templates/components/form.html` and `parts.html`; all of
//!    them at work: `src/server/kit.html`.
//! 4. The handler:
//!    ```ignore
//!    async fn list(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
//!        let council = frame.council()?.clone();
//!        let rows = app.read(move |db| store::list(db, &council.slug)).await?;
//!        frame.render(&app, &PaperList { … })
//!    }
//!    ```
//!    Forms arrive through `csrf::Form<Fields>`; a handler that needs an account takes `actor::SignedIn`. What the
//!    viewer may see is `frame.scope()`, the council `frame.council()?`, the words `app.words.say(frame.language, …)`.
//!    An `Error` that the handler returns becomes the page of a failure by itself.
//!    A form that is refused is shown again with `frame.render_as(&app, &page, StatusCode::UNPROCESSABLE_ENTITY)` and
//!    `Faults::of(&app.words, frame.language, &messages)`; one that is done answers `see_other("/…")`.
//! 5. The route, in the module's `routes()`: `routes::get("/{council}/papers", Access::Anyone, list)`.
use super::actor::Visitor;
use super::reply::{etag, matching};
use super::state;
use super::{assets, autosave, csrf, language};
use crate::app::App;
use crate::council::Council;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::Actor;
use crate::people::autosaves::Autosave;
use crate::visibility::Scope;
use crate::words::{Language, Words};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload};
use serde::Serialize;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A page: one struct, one template, and samples of every shape that it can take (empty, full, with faults).
pub trait Page: Serialize {
    /// The template's name below `templates/`.
    const TEMPLATE: &'static str;
    /// One of each shape, for the test that renders every page in every language.
    fn samples() -> Vec<Self>
    where
        Self: Sized;
}

/// One sample of a page, as its template gets it.
pub struct Sample {
    pub template: &'static str,
    pub page: tera::Value,
}

/// One step of the way to a page; the last one is the page itself and has no `href`.
#[derive(Debug, Clone, Serialize)]
pub struct Crumb {
    pub label: String,
    pub href: Option<String>,
}

impl Crumb {
    /// A step that leads somewhere.
    pub fn to(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: Some(href.into()) }
    }
    /// The page itself.
    pub fn here(label: impl Into<String>) -> Self {
        Self { label: label.into(), href: None }
    }
}

/// Why a form was refused, in words: as a list for the summary, and by field for the field itself.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Faults {
    pub list: Vec<Fault>,
    pub of: BTreeMap<String, String>,
}

/// One reason. `field` is the name of the input it speaks of, or empty.
#[derive(Debug, Clone, Serialize)]
pub struct Fault {
    pub field: String,
    pub text: String,
}

impl Faults {
    /// The messages in words.
    pub fn of(words: &Words, language: Language, messages: &[Message]) -> Self {
        let mut faults = Self::default();
        for message in messages {
            let field = message.field.as_deref().unwrap_or_default().to_owned();
            let text = words.tell(language, message);
            if !field.is_empty() {
                faults.of.entry(field.clone()).or_insert_with(|| text.clone());
            }
            faults.list.push(Fault { field, text });
        }
        faults
    }
}

/// What a request tells about the page around the answer: the language, who asks, in which council.
#[derive(Debug, Clone)]
pub struct Frame {
    pub language: Language,
    pub actor: Option<Actor>,
    /// For the hidden field `csrf` of forms; empty when nobody is signed in.
    pub csrf: String,
    /// The path asked for, without its query.
    pub path: String,
    /// The path with its query: where a change of language leads back to.
    pub address: String,
    /// What the account typed into the form of this page before, and whether it is to stand there again.
    kept: Option<(Autosave, bool)>,
    /// The council that the path names.
    council: Option<Arc<Council>>,
    method: Method,
    if_none_match: Option<HeaderValue>,
}

impl FromRequest for Frame {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visitor = Visitor::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let mut frame = Self::of(&request, visitor.await?.0)?;
            let app = state::app(&request)?;
            let kept = autosave::of_page(&app, &request, frame.actor.as_ref()).await?;
            frame.kept = kept.map(|kept| {
                let restored = autosave::is_restored(&kept, request.query_string());
                (kept, restored)
            });
            if request.match_info().get("council").is_some() && frame.council.is_none() {
                return Err(Error::NotFound);
            }
            Ok(frame)
        })
    }
}

impl Frame {
    /// The frame of a page that must be shown whatever the request is: an unknown council is none, an unreadable
    /// session nobody.
    pub async fn lenient(request: &HttpRequest) -> Result<Self> {
        let visitor = Visitor::from_request(request, &mut Payload::None).await;
        Self::of(request, visitor.ok().and_then(|visitor| visitor.0))
    }

    fn of(request: &HttpRequest, actor: Option<Actor>) -> Result<Self> {
        let app = state::app(request)?;
        let council = request.match_info().get("council").and_then(|slug| app.councils.get(slug)).cloned();
        Ok(Self {
            language: language::of(request, council.as_deref()),
            csrf: csrf::token(&app, actor.as_ref()),
            actor,
            path: request.path().to_owned(),
            address: request.uri().path_and_query().map_or("/", |address| address.as_str()).to_owned(),
            kept: None,
            council,
            method: request.method().clone(),
            if_none_match: request.headers().get(header::IF_NONE_MATCH).cloned(),
        })
    }

    /// What is to stand in the form of this page again: typed before and not sent.
    pub fn typed(&self) -> Option<csrf::Fields> {
        let (kept, _) = self.kept.as_ref().filter(|(_, restored)| *restored)?;
        Some(kept.content.fields.clone().into())
    }

    /// The council that the path names, or `NotFound`.
    pub fn council(&self) -> Result<&Arc<Council>> {
        self.council.as_ref().ok_or(Error::NotFound)
    }

    /// What this viewer may see in the council of the path; the public's view elsewhere.
    pub fn scope(&self) -> Scope {
        self.council.as_ref().map_or_else(Scope::public, |council| Scope::of(self.actor.as_ref(), &council.slug))
    }

    /// The page, with status 200. A public page carries an ETag and answers 304 to whoever has it already.
    pub fn render<P: Page>(&self, app: &App, page: &P) -> Result<HttpResponse> {
        self.render_as(app, page, StatusCode::OK)
    }

    /// As `render`, with another status: 422 for a form that is shown again with its faults.
    pub fn render_as<P: Page>(&self, app: &App, page: &P, status: StatusCode) -> Result<HttpResponse> {
        let html = self.html(app, P::TEMPLATE, tera::Value::try_from_serializable(page)?)?;
        Ok(self.send(status, "text/html; charset=utf-8", html))
    }

    /// A document that is no page, as an export of what a page shows. Kept and asked for again like a page.
    pub fn document(&self, content_type: &'static str, body: String) -> HttpResponse {
        self.send(StatusCode::OK, content_type, body)
    }

    fn send(&self, status: StatusCode, content_type: &'static str, body: String) -> HttpResponse {
        let mut answer = HttpResponse::build(status);
        answer
            .content_type(content_type)
            .insert_header((header::CONTENT_LANGUAGE, self.language.tag()))
            .insert_header((header::VARY, "Cookie, Accept-Language, Accept-Encoding"));
        if self.actor.is_some() || !status.is_success() || !matches!(self.method, Method::GET | Method::HEAD) {
            answer.insert_header((header::CACHE_CONTROL, "private, no-store"));
            return answer.body(body);
        }
        let tag = etag(body.as_bytes());
        answer.insert_header((header::CACHE_CONTROL, "no-cache"));
        if let Some(known) = self.if_none_match.as_ref().and_then(|sent| matching(sent, &tag)) {
            return answer.status(StatusCode::NOT_MODIFIED).insert_header((header::ETAG, known)).finish();
        }
        answer.insert_header((header::ETAG, tag)).body(body)
    }

    /// The page as text.
    pub fn html(&self, app: &App, template: &str, page: tera::Value) -> Result<String> {
        self.html_from(&app.templates, app, template, page)
    }

    /// As `html`, out of other templates than the server's own.
    pub fn html_from(&self, templates: &tera::Tera, app: &App, template: &str, page: tera::Value) -> Result<String> {
        let mut context = tera::Context::new();
        context.insert_value("t", app.words.plain(self.language));
        context.insert_value("page", page);
        context.insert("frame", &Shell::new(self, app));
        Ok(templates.render(template, &context)?)
    }
}

/// What `base.html` needs around a page: `frame` in templates.
#[derive(Serialize)]
struct Shell<'a> {
    lang: &'static str,
    languages: Vec<Tongue>,
    /// The council of the path; with a single one in the installation, that one.
    council: Option<Place<'a>>,
    nav: Vec<Link>,
    user: Option<&'a str>,
    csrf: &'a str,
    kept: Option<autosave::Kept>,
    address: &'a str,
    demo: bool,
    /// Whether everybody can have an account here.
    joins: bool,
    style: &'static str,
    script: &'static str,
    icon: &'static str,
    /// The city's own style sheet, when one is configured.
    city: Option<&'static str>,
    operator: &'a str,
    /// Where the source of this very program is found (EUPL-1.2 asks for it).
    source: &'static str,
}

#[derive(Serialize)]
struct Tongue {
    tag: &'static str,
    name: &'static str,
    current: bool,
}

#[derive(Serialize)]
struct Place<'a> {
    slug: &'a str,
    name: &'a str,
    lang: &'static str,
}

/// A link of the main navigation; `key` names its words.
#[derive(Serialize)]
struct Link {
    key: &'static str,
    href: String,
    current: bool,
}

/// The main navigation of a council: key of the words, last part of the route, and whether only accounts see it.
const NAVIGATION: &[(&str, &str, bool)] = &[
    ("nav_papers", "papers", false),
    ("nav_meetings", "meetings", false),
    ("nav_tracking", "tracking", false),
    ("nav_desk", "desk", true),
];

impl<'a> Shell<'a> {
    fn new(frame: &'a Frame, app: &'a App) -> Self {
        let alone = || app.councils.values().next().filter(|_| app.councils.len() == 1);
        let council = frame.council.as_ref().or_else(alone);
        let nav = council.map_or_else(Vec::new, |council| {
            NAVIGATION
                .iter()
                .filter(|(_, _, inside)| frame.actor.is_some() || !inside)
                .map(|(key, part, _)| {
                    let href = format!("/{}/{part}", council.slug);
                    Link { key, current: frame.path.starts_with(&href), href }
                })
                .collect()
        });
        let tongue = |language: Language| Tongue {
            tag: language.tag(),
            name: language.name(),
            current: language == frame.language,
        };
        Self {
            lang: frame.language.tag(),
            languages: spoken(council, app).into_iter().map(tongue).collect(),
            council: council.map(|council| Place {
                slug: &council.slug,
                name: &council.name,
                lang: council.language().tag(),
            }),
            nav,
            user: frame.actor.as_ref().map(|actor| actor.name.as_str()),
            csrf: &frame.csrf,
            kept: frame.kept.as_ref().map(|(kept, restored)| autosave::Kept {
                form: kept.form.clone(),
                at: frame
                    .language
                    .moment(kept.saved_at, council.map_or(chrono_tz::Tz::UTC, |council| council.timezone)),
                restored: *restored,
            }),
            address: &frame.address,
            demo: app.demo,
            joins: app.config.oidc.is_on(),
            style: assets::href("ratsweg.css"),
            script: assets::href("ratsweg.js"),
            icon: assets::href("favicon.svg"),
            city: app.config.operator.style.as_ref().map(|_| assets::CITY),
            operator: &app.config.operator.name,
            source: env!("CARGO_PKG_REPOSITORY"),
        }
    }
}

/// The languages that can be chosen: those of the council, or of all of them together.
fn spoken(council: Option<&Arc<Council>>, app: &App) -> Vec<Language> {
    match council {
        Some(council) => council.spoken(),
        None => {
            let all: std::collections::BTreeSet<_> =
                app.councils.values().flat_map(|council| council.spoken()).collect();
            all.into_iter().collect()
        }
    }
}

/// Every template inside the binary. Fails on a fault in one of them, so that none shows up on a page.
pub fn templates() -> anyhow::Result<tera::Tera> {
    use crate::assets::Templates;
    use anyhow::Context;
    let mut sources = Vec::new();
    for name in Templates::iter().filter(|name| !name.starts_with('.') && !name.contains("/.")) {
        let file = Templates::get(&name).with_context(|| format!("no template {name}"))?;
        sources.push((name.to_string(), String::from_utf8(file.data.into_owned()).with_context(|| name.to_string())?));
    }
    let mut templates = tera::Tera::default();
    templates.add_raw_templates(sources)?;
    Ok(templates)
}
