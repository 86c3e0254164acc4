//! The page with the list of papers.
use crate::app::App;
use crate::clocks;
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{Moment, OrganizationId, PaperId};
use crate::error::Result;
use crate::organizations::{self, Organization, OrganizationKind};
use crate::papers::row::PaperRow;
use crate::papers::signatories;
use crate::papers::store::{self, Filter};
use crate::pending::{self, held};
use crate::people::Actor;
use crate::procedure::{Action, Status};
use crate::web::cursor;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{self, Choice, Link, Telling};
use crate::web::sheet::{self, Separator};
use crate::words::{Language, Words};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Rows of a page: what keeps it under 30 KB.
pub const ROWS: usize = 25;

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/papers", Access::Anyone, list),
        routes::get("/{council}/papers.csv", Access::Anyone, csv),
    ]
}

/// The list as it was asked for.
#[derive(Debug, Default, Deserialize)]
struct Query {
    q: Option<String>,
    kind: Option<String>,
    status: Option<String>,
    organization: Option<String>,
    holder: Option<String>,
    after: Option<String>,
    /// Of a table.
    separator: Option<Separator>,
}

/// The list of papers.
#[derive(Serialize)]
pub struct PaperList {
    pub crumbs: Vec<Crumb>,
    pub action: String,
    pub q: String,
    pub kind: String,
    pub kinds: Vec<Choice>,
    pub status: String,
    pub statuses: Vec<Choice>,
    pub organization: String,
    pub organizations: Vec<Choice>,
    /// Who has the paper now, as the council calls it: "Pendent bei".
    pub holder_label: String,
    pub holder: String,
    pub holders: Vec<Choice>,
    /// The same list as a table.
    pub csv: String,
    /// Whether anything but the whole list was asked for.
    pub filtered: bool,
    pub rows: Vec<PaperRow>,
    /// The first page, for whoever is on a later one.
    pub first: String,
    pub next: String,
    /// The forms for new papers, for who may file some.
    pub new: Vec<Link>,
    /// The weekly list, where the council has one.
    pub weekly: Option<Link>,
}

impl Page for PaperList {
    const TEMPLATE: &'static str = "pages/papers/list.html";
    fn samples() -> Vec<Self> {
        let empty = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Vorlagen")],
            action: "/leipzig/papers".to_owned(),
            q: String::new(),
            kind: String::new(),
            kinds: vec![Choice::new("F", "Anfrage")],
            status: String::new(),
            statuses: vec![Choice::new("closed", "Vorlage abgeschlossen")],
            organization: String::new(),
            organizations: vec![Choice::new("1", "SPD-Fraktion")],
            holder_label: "Liegt bei".to_owned(),
            holder: String::new(),
            holders: vec![Choice::new("2", "Ratsversammlung")],
            csv: "/leipzig/papers.csv".to_owned(),
            filtered: false,
            rows: Vec::new(),
            first: String::new(),
            next: String::new(),
            new: Vec::new(),
            weekly: None,
        };
        let full = Self {
            q: "\"><b>".to_owned(),
            kind: "F".to_owned(),
            filtered: true,
            rows: crate::papers::row::samples(),
            first: "/leipzig/papers?kind=F".to_owned(),
            next: "/leipzig/papers?kind=F&after=x".to_owned(),
            weekly: Some(Link { label: "Ratspost".to_owned(), href: "/zuerich/weekly".to_owned() }),
            new: vec![Link { label: "Anfrage".to_owned(), href: "/leipzig/papers/new?kind=F".to_owned() }],
            ..empty()
        };
        vec![empty(), Self { filtered: true, ..empty() }, full]
    }
}

/// What was asked for; a filter that names nothing known is none: an old bookmark shows more than meant, and the form says
/// so.
struct Asked {
    q: String,
    kind: Option<String>,
    status: Option<Status>,
    organization: Option<OrganizationId>,
    holder: Option<OrganizationId>,
    after: Option<(Moment, PaperId)>,
}

impl Asked {
    fn of(query: &Query, council: &Council) -> Result<Self> {
        let id = |text: &Option<String>| text.as_deref().and_then(|id| id.parse::<OrganizationId>().ok());
        Ok(Self {
            q: rows::typed(query.q.as_deref()),
            kind: query.kind.clone().filter(|kind| council.kind(kind).is_some()),
            status: query.status.as_deref().and_then(|status| status.parse().ok()),
            organization: id(&query.organization),
            holder: id(&query.holder),
            after: cursor::after(query.after.as_deref())?,
        })
    }

    fn filter(&self) -> Filter {
        Filter {
            kind: self.kind.clone(),
            status: self.status,
            text: (!self.q.is_empty()).then(|| self.q.clone()),
            organization: self.organization,
            open: false,
            after: self.after,
        }
    }

    /// An address with the same filter, and where the list goes on.
    fn href(&self, path: &str, after: Option<(Moment, PaperId)>) -> String {
        let text = |value: Option<String>| value.unwrap_or_default();
        cursor::href(
            path,
            &[
                ("q", &self.q),
                ("kind", &text(self.kind.clone())),
                ("status", &text(self.status.map(|status| status.to_string()))),
                ("organization", &text(self.organization.map(|id| id.to_string()))),
                ("holder", &text(self.holder.map(|id| id.to_string()))),
                ("after", &text(after.map(|(at, id)| cursor::pack(at.text(), id)))),
            ],
        )
    }

    const fn is_filtered(&self) -> bool {
        !self.q.is_empty()
            || self.kind.is_some()
            || self.status.is_some()
            || self.organization.is_some()
            || self.holder.is_some()
    }
}

/// Whoever can have a part in a paper, or have it: bodies, factions, departments, and the office.
fn parties(db: &mut Db, council: &str) -> Result<Vec<Organization>> {
    let bodies: Vec<_> = OrganizationKind::ALL.iter().copied().filter(|kind| kind.is_body()).collect();
    let mut parties = organizations::store::of_kinds(db, council, &bodies)?;
    let kinds = [OrganizationKind::Faction, OrganizationKind::Department, OrganizationKind::CouncilOffice];
    parties.extend(organizations::store::of_kinds(db, council, &kinds)?);
    Ok(parties)
}

async fn list(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let scope = frame.scope();
    let mut asked = Asked::of(&query, &council)?;
    let (rules, filter, holder) = (council.clone(), asked.filter(), asked.holder);
    let (held, clocks, signatories, parties) = app
        .read(move |db| {
            let held = held::page(db, &rules, &scope, &filter, holder, ROWS)?;
            let ids: Vec<_> = held.papers.iter().map(|paper| paper.id).collect();
            let clocks = clocks::store::running_of(db, &ids)?;
            let signatories = signatories::of_papers(db, &held.papers)?;
            Ok((held, clocks, signatories, parties(db, &rules.slug)?))
        })
        .await?;
    let telling = Telling::of(&app, &frame)?;
    let told = held.pending.iter().map(|(paper, pending)| (*paper, pending.told(&telling.wording))).collect();
    let action = format!("/{}/papers", council.slug);
    let next = held.after.map(|after| asked.href(&action, Some(after)));
    let csv = asked.href(&format!("{action}.csv"), None);
    let first = if asked.after.is_some() { asked.href(&action, None) } else { String::new() };
    asked.organization = asked.organization.filter(|id| parties.iter().any(|party| party.id == *id));
    let text = |id: Option<OrganizationId>| id.map(|id| id.to_string()).unwrap_or_default();
    let runs = |party: &&Organization| party.kind == OrganizationKind::CouncilOffice;
    let choice = |party: &Organization| Choice::new(party.id, party.name.clone());
    let page = PaperList {
        crumbs: crumbs(&telling, &council),
        rows: telling.full_rows(&held.papers, &clocks, &told, &signatories),
        first,
        next: next.unwrap_or_default(),
        csv,
        filtered: asked.is_filtered(),
        kinds: council.kinds.iter().map(|(code, kind)| Choice::new(code, kind.label.say(frame.language))).collect(),
        statuses: Status::ALL
            .iter()
            .map(|status| Choice::new(status, council.status_label(*status, frame.language)))
            .collect(),
        organizations: parties.iter().filter(|party| !runs(party)).map(choice).collect(),
        holder_label: pending::json::label(&telling.wording),
        // Who is no more has no paper.
        holders: parties.iter().filter(|party| party.is_current(telling.today)).map(choice).collect(),
        weekly: council.weekly.as_ref().map(|rules| Link {
            label: rules.label.say(frame.language).to_owned(),
            href: format!("/{}/weekly", council.slug),
        }),
        new: new_papers(&council, frame.actor.as_ref(), &app.words, frame.language),
        action,
        q: asked.q,
        kind: asked.kind.unwrap_or_default(),
        status: asked.status.map(|status| status.to_string()).unwrap_or_default(),
        organization: text(asked.organization),
        holder: text(asked.holder),
    };
    frame.render(&app, &page)
}

/// Rows of a table; a `Link` header says where it goes on.
const TABLE_ROWS: usize = 500;

/// `GET /{council}/papers.csv`: the list as a table after RFC 4180, with a line of column names. Names of columns and words
/// of states stay as they are in every language.
async fn csv(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let scope = frame.scope();
    let asked = Asked::of(&query, &council)?;
    let (rules, filter, holder) = (council.clone(), asked.filter(), asked.holder);
    let (held, signatories, origins) = app
        .read(move |db| {
            let held = held::page(db, &rules, &scope, &filter, holder, TABLE_ROWS)?;
            let signatories = signatories::of_papers(db, &held.papers)?;
            let elsewhere = held.papers.iter().filter(|paper| paper.created_by.is_none()).map(|paper| paper.id);
            let origins = store::origins(db, &elsewhere.collect::<Vec<_>>())?;
            Ok((held, signatories, origins))
        })
        .await?;
    let telling = Telling::of(&app, &frame)?;
    let (base, separator) = (app.config.public_url(), query.separator.unwrap_or_default());
    let mut body = separator.joined(&COLUMNS);
    for paper in &held.papers {
        let pending = held.pending.get(&paper.id);
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let (source, licence) = origins
            .get(&paper.id)
            .map_or(("", ""), |(source, licence)| (council.import.source(source), licence.as_str()));
        body.push_str(&separator.joined(&[
            paper.reference.clone().unwrap_or_default(),
            telling.title(paper),
            paper.kind.clone(),
            paper.status.to_string(),
            telling.submitter(paper, signatories.get(&paper.id)),
            day(paper.submitted_on),
            pending.map(|pending| pending.name(&telling.wording)).unwrap_or_default(),
            pending.map(|pending| pending.seat.to_string()).unwrap_or_default(),
            day(pending.and_then(|pending| pending.due_on)),
            format!("{base}{}", telling.paper_href(paper)),
            source.to_owned(),
            licence.to_owned(),
        ]));
    }
    let mut answer = sheet::attachment(&frame, body, &format!("{}-papers.csv", council.slug));
    if let Some(after) = held.after {
        let next = asked.href(&format!("/{}/papers.csv", council.slug), Some(after));
        let semicolon = if separator == Separator::Semicolon { "&separator=semicolon" } else { "" };
        sheet::link_next(&mut answer, &format!("{base}{next}{semicolon}"));
    }
    Ok(answer)
}

const COLUMNS: [&str; 12] = [
    "number",
    "title",
    "kind",
    "status",
    "submitter",
    "submitted_on",
    "pending_at",
    "pending_seat",
    "pending_until",
    "url",
    "source",
    "licence",
];

fn crumbs(telling: &Telling<'_>, council: &Council) -> Vec<Crumb> {
    vec![
        Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
        Crumb::here(telling.say("nav_papers", &[])),
    ]
}

/// The forms for the kinds of paper that this account may file.
pub fn new_papers(council: &Council, actor: Option<&Actor>, words: &Words, language: Language) -> Vec<Link> {
    let Some(actor) = actor else { return Vec::new() };
    let roots = council.kinds.iter().filter(|(_, kind)| kind.stands_alone());
    roots
        .filter(|(_, kind)| {
            kind.actions
                .get(&Action::Edit)
                .is_some_and(|step| step.by.iter().any(|role| actor.has(&council.slug, *role)))
        })
        .map(|(code, kind)| Link {
            label: format!("{} {}", words.say(language, "views_new", &[]), kind.label.say(language)),
            href: format!("/{}/papers/new?kind={code}", council.slug),
        })
        .chain(admissions(council, actor, words, language))
        .collect()
}

/// Where the office admits many at once.
fn admissions(council: &Council, actor: &Actor, words: &Words, language: Language) -> Option<Link> {
    let (kind, step) = council
        .kinds
        .values()
        .filter(|kind| kind.bulk)
        .find_map(|kind| Some((kind, kind.actions.get(&Action::Admit)?)))?;
    step.by.iter().any(|role| actor.has(&council.slug, *role)).then(|| Link {
        label: format!("{}: {}", kind.label.say(language), words.say(language, "bulk_admit_title", &[])),
        href: format!("/{}/papers/admission", council.slug),
    })
}
