//! The pages of the administration: lists, one page for each organisation, person and account, and a form for each step.
mod accounts;
mod form;
mod lists;
mod perform;
mod records;
mod task;

use super::{may, signing};
use crate::app::App;
use crate::council::Council;
use crate::error::{Error, Result};
use crate::organizations::pages::Node;
use crate::people::Actor;
use crate::web::csrf::Form;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Link, Telling};
use crate::wording::{Labelled, Told};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub use form::FormPage;

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/admin", Access::SignedIn, overview),
        routes::get("/{council}/admin/{section}", Access::SignedIn, list),
        routes::get("/{council}/admin/{section}/{id}", Access::SignedIn, show),
        routes::get("/{council}/admin/{section}/{id}/{step}", Access::SignedIn, step),
        routes::post("/{council}/admin/{section}/{id}/{step}", Access::SignedIn, take_step),
    ]
}

crate::text_enum! {
    /// The sorts of things that are administered, as they stand in addresses.
    pub enum Section {
        Organizations = "organizations",
        People = "people",
        Memberships = "memberships",
        Terms = "terms",
        Accounts = "accounts",
        StandIns = "stand-ins",
    }
}

impl Section {
    /// Those that have a list.
    const LISTED: [Self; 5] = [Self::Organizations, Self::People, Self::Terms, Self::Accounts, Self::StandIns];

    /// The word in keys of sentences.
    const fn word(self) -> &'static str {
        match self {
            Self::Organizations => "organizations",
            Self::People => "people",
            Self::Memberships => "memberships",
            Self::Terms => "terms",
            Self::Accounts => "accounts",
            Self::StandIns => "stand_ins",
        }
    }
}

/// A list or a single thing with what can be done.
#[derive(Serialize, Default)]
pub struct Register {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    pub lead: String,
    /// What has just been done, in words; empty for nothing.
    pub done: String,
    /// Where the search goes; empty where there is none.
    pub search: String,
    pub q: String,
    pub actions: Vec<Link>,
    pub facts: Vec<Labelled>,
    pub tree: Vec<Node>,
    pub tables: Vec<Table>,
    pub history: Vec<Told>,
    /// Links to the first and to the next page, or empty.
    pub first: String,
    pub next: String,
}

/// A table of a page.
#[derive(Serialize, Default)]
pub struct Table {
    /// Empty for the only table of a list.
    pub title: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    pub none: String,
    pub actions: Vec<Link>,
    /// What it is called for who does not see it: its title, or the page's.
    pub label: String,
}

/// What stands in one place of a table.
#[derive(Serialize, Default, Clone)]
pub struct Cell {
    pub text: String,
    pub links: Vec<Link>,
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), links: Vec::new() }
    }
    fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: String::new(), links: vec![Link { label: label.into(), href: href.into() }] }
    }
}

impl Register {
    /// Names every table.
    fn labelled(mut self) -> Self {
        for table in &mut self.tables {
            table.label.clone_from(if table.title.is_empty() { &self.title } else { &table.title });
        }
        self
    }
}

impl Page for Register {
    const TEMPLATE: &'static str = "pages/admin/register.html";
    fn samples() -> Vec<Self> {
        let link = |label: &str| Link { label: label.to_owned(), href: "/leipzig/admin/organizations/1".to_owned() };
        let labelled = |label: &str, text: &str| Labelled { label: label.to_owned(), text: text.to_owned() };
        let empty = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Verwaltung")],
            title: "Verwaltung".to_owned(),
            ..Self::default()
        };
        let table = |rows| Table {
            title: "Mitglieder".to_owned(),
            head: vec!["Name".to_owned(), "Funktion".to_owned()],
            rows,
            none: "Keine.".to_owned(),
            actions: vec![link("Mitglied eintragen")],
            label: String::new(),
        };
        let told = Told {
            title: "Umbenannt".to_owned(),
            at: "12.08.2020, 09:00 Uhr".to_owned(),
            by: "Büro für Ratsangelegenheiten".to_owned(),
            facts: vec![labelled("Bisheriger Name", "<b>Bau</b>")],
            reason: None,
            next: None,
        };
        let row = vec![Cell::link("Senta <Fromm>", "/leipzig/people/1"), Cell::text("Mitglied")];
        let full = Self {
            lead: "Alles auf einen Blick.".to_owned(),
            done: "Erledigt.".to_owned(),
            search: "/leipzig/admin/people".to_owned(),
            q: "Fromm & Söhne".to_owned(),
            actions: vec![link("Umbenennen")],
            facts: vec![labelled("Art", "Ausschuss")],
            tree: Node::samples(),
            tables: vec![table(vec![row]), table(Vec::new())],
            history: vec![told],
            first: "/leipzig/admin/people".to_owned(),
            next: "/leipzig/admin/people?after=1".to_owned(),
            ..empty()
        };
        vec![empty(), full.labelled()]
    }
}

/// What every page of the administration is made with.
struct Room<'a> {
    app: &'a App,
    frame: &'a Frame,
    council: Arc<Council>,
    actor: Actor,
    telling: Telling<'a>,
}

impl<'a> Room<'a> {
    /// For who administers this council.
    fn enter(app: &'a App, frame: &'a Frame) -> Result<Self> {
        let room = Self::look(app, frame)?;
        if may(&room.actor, &room.council) { Ok(room) } else { Err(super::act::not_yours(&room.council)) }
    }

    /// For who has to do with this section: stand-ins are also named by those who hold the role.
    fn enter_for(app: &'a App, frame: &'a Frame, section: Section) -> Result<Self> {
        let room = Self::look(app, frame)?;
        let signs = section == Section::StandIns && signing(&room.actor, &room.council).next().is_some();
        if signs || may(&room.actor, &room.council) { Ok(room) } else { Err(super::act::not_yours(&room.council)) }
    }

    fn look(app: &'a App, frame: &'a Frame) -> Result<Self> {
        let actor = frame.actor.clone().ok_or(Error::SignIn)?;
        Ok(Self { app, frame, council: frame.council()?.clone(), actor, telling: Telling::of(app, frame)? })
    }

    fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.telling.say(key, args)
    }

    /// A sentence without arguments.
    fn word(&self, key: &str) -> String {
        self.telling.say(key, &[])
    }

    fn path(&self, rest: &str) -> String {
        format!("/{}/admin{rest}", self.council.slug)
    }

    /// Whether the actor sees the whole administration, and not only the own stand-ins.
    fn is_whole(&self) -> bool {
        may(&self.actor, &self.council)
    }

    fn crumbs(&self, section: Option<Section>, here: &str) -> Vec<Crumb> {
        let mut crumbs = vec![Crumb::to(self.word("shell_start"), format!("/{}/", self.council.slug))];
        if self.is_whole() && (section.is_some() || here != self.word("admin_title")) {
            crumbs.push(Crumb::to(self.word("admin_title"), self.path("")));
        }
        if let Some(section) = section {
            let title = self.word(&format!("admin_{}", section.word()));
            if title != here {
                crumbs.push(Crumb::to(title, self.path(&format!("/{section}"))));
            }
        }
        crumbs.push(Crumb::here(here));
        crumbs
    }

    /// The way to a step.
    fn to_step(&self, section: Section, id: impl std::fmt::Display, step: &str, key: &str) -> Link {
        Link { label: self.word(&format!("admin_step_{key}")), href: self.path(&format!("/{section}/{id}/{step}")) }
    }

    /// From when to when.
    fn period(&self, from: Option<chrono::NaiveDate>, to: Option<chrono::NaiveDate>) -> String {
        crate::organizations::pages::period(&self.telling, from, to)
    }
}

/// The parameters of a list.
#[derive(Debug, Default, Deserialize)]
struct Query {
    #[serde(default)]
    q: Option<String>,
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    done: Option<String>,
}

async fn overview(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    let room = Room::enter(&app, &frame)?;
    let links = Section::LISTED.map(|section| Link {
        label: room.word(&format!("admin_{}", section.word())),
        href: room.path(&format!("/{section}")),
    });
    let title = room.word("admin_title");
    let rows = links.into_iter().zip(Section::LISTED).map(|(link, section)| {
        vec![
            Cell { text: String::new(), links: vec![link] },
            Cell::text(room.word(&format!("admin_about_{}", section.word()))),
        ]
    });
    let table = Table {
        head: vec![room.word("admin_section"), room.word("admin_section_about")],
        rows: rows.collect(),
        ..Table::default()
    };
    let page = Register {
        crumbs: room.crumbs(None, &title),
        lead: room.word("admin_lead"),
        tables: vec![table],
        title,
        ..Register::default()
    };
    frame.render(&app, &page.labelled())
}

async fn list(
    app: web::Data<App>,
    frame: Frame,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let section: Section = path.1.parse().map_err(|_| Error::NotFound)?;
    let room = Room::enter_for(&app, &frame, section)?;
    let page = lists::list(&room, section, &query).await?;
    frame.render(&app, &page.labelled())
}

async fn show(
    app: web::Data<App>,
    frame: Frame,
    path: web::Path<(String, String, String)>,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let section: Section = path.1.parse().map_err(|_| Error::NotFound)?;
    let room = Room::enter(&app, &frame)?;
    let page = records::show(&room, section, &path.2, query.done.as_deref().unwrap_or_default()).await?;
    frame.render(&app, &page.labelled())
}

/// Section, id and step of an address.
type Way = web::Path<(String, String, String, String)>;

async fn step(app: web::Data<App>, frame: Frame, way: Way) -> Result<HttpResponse> {
    let section: Section = way.1.parse().map_err(|_| Error::NotFound)?;
    let task = task::Task::of(section, &way.2, &way.3)?;
    let room = Room::enter_for(&app, &frame, section)?;
    form::show(&room, task, None).await
}

async fn take_step(app: web::Data<App>, frame: Frame, way: Way, Form(fields): Form) -> Result<HttpResponse> {
    let section: Section = way.1.parse().map_err(|_| Error::NotFound)?;
    let task = task::Task::of(section, &way.2, &way.3)?;
    let room = Room::enter_for(&app, &frame, section)?;
    match perform::perform(&room, task, &fields).await {
        Ok(way_on) => Ok(crate::web::reply::see_other(&way_on)),
        Err(Error::Refused(messages)) => form::show(&room, task, Some((fields, messages, false))).await,
        Err(Error::Stale) => form::show(&room, task, Some((fields, Vec::new(), true))).await,
        Err(other) => Err(other),
    }
}
