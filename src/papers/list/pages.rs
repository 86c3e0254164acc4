//! The page with the list of papers.
use crate::app::App;
use crate::clocks;
use crate::council::Council;
use crate::db::types::{Moment, OrganizationId, PaperId};
use crate::error::Result;
use crate::organizations::{self, OrganizationKind};
use crate::papers::row::PaperRow;
use crate::papers::signatories;
use crate::papers::store::{self, Filter};
use crate::pending;
use crate::people::Actor;
use crate::procedure::{Action, Status};
use crate::web::cursor;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{self, Choice, Link, Telling};
use crate::words::{Language, Words};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

/// Rows of a page: what keeps it under 30 KB.
pub const ROWS: usize = 25;

pub fn routes() -> Vec<Entry> {
    vec![routes::get("/{council}/papers", Access::Anyone, list)]
}

/// The list as it was asked for.
#[derive(Debug, Default, Deserialize)]
struct Query {
    q: Option<String>,
    kind: Option<String>,
    status: Option<String>,
    organization: Option<String>,
    after: Option<String>,
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

async fn list(app: web::Data<App>, frame: Frame, query: web::Query<Query>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let scope = frame.scope();
    let query = query.into_inner();
    let q = rows::typed(query.q.as_deref());
    // A filter that names nothing known is none: an old bookmark shows more than meant, and the form says so.
    let kind = query.kind.filter(|kind| council.kind(kind).is_some());
    let status = query.status.and_then(|status| status.parse::<Status>().ok());
    let organization = query.organization.and_then(|id| id.parse::<OrganizationId>().ok());
    let filter = Filter {
        kind: kind.clone(),
        status,
        text: (!q.is_empty()).then(|| q.clone()),
        organization,
        after: cursor::after::<Moment, PaperId>(query.after.as_deref())?,
    };
    let later = filter.after.is_some();
    let rules = council.clone();
    let (papers, more, clocks, pending, signatories, parties) = app
        .read(move |db| {
            let mut papers = store::list(db, &rules.slug, &scope, &filter, ROWS as i64 + 1)?;
            let more = cursor::cut(&mut papers, ROWS);
            let ids: Vec<_> = papers.iter().map(|paper| paper.id).collect();
            let clocks = clocks::store::running_of(db, &ids)?;
            let consults = |kind: &OrganizationKind| kind.is_body();
            let bodies: Vec<_> = OrganizationKind::ALL.iter().copied().filter(consults).collect();
            let mut parties = organizations::store::of_kinds(db, &rules.slug, &bodies)?;
            let kinds = [OrganizationKind::Faction, OrganizationKind::Department];
            let pending = pending::of_papers(db, &rules, &scope, &papers)?;
            let signatories = signatories::of_papers(db, &papers)?;
            parties.extend(organizations::store::of_kinds(db, &rules.slug, &kinds)?);
            Ok((papers, more, clocks, pending, signatories, parties))
        })
        .await?;
    let telling = Telling::of(&app, &frame)?;
    let told = pending.iter().map(|(paper, pending)| (*paper, pending.told(&telling.wording))).collect();
    let action = format!("/{}/papers", council.slug);
    let kind = kind.unwrap_or_default();
    let status = status.map(|status| status.to_string()).unwrap_or_default();
    let organization = organization
        .filter(|id| parties.iter().any(|party| party.id == *id))
        .map(|id| id.to_string())
        .unwrap_or_default();
    let parameters = [("q", q.as_str()), ("kind", &kind), ("status", &status), ("organization", &organization)];
    let next = papers.last().filter(|_| more).map(|last| {
        let after = cursor::pack(last.updated_at.text(), last.id);
        cursor::href(&action, &[parameters.as_slice(), &[("after", &after)]].concat())
    });
    let page = PaperList {
        crumbs: crumbs(&telling, &council),
        rows: telling.full_rows(&papers, &clocks, &told, &signatories),
        first: if later { cursor::href(&action, &parameters) } else { String::new() },
        next: next.unwrap_or_default(),
        filtered: parameters.iter().any(|(_, value)| !value.is_empty()),
        kinds: council.kinds.iter().map(|(code, kind)| Choice::new(code, kind.label.say(frame.language))).collect(),
        statuses: Status::ALL
            .iter()
            .map(|status| Choice::new(status, council.status_label(*status, frame.language)))
            .collect(),
        organizations: parties.into_iter().map(|party| Choice::new(party.id, party.name)).collect(),
        weekly: council.weekly.as_ref().map(|rules| Link {
            label: rules.label.say(frame.language).to_owned(),
            href: format!("/{}/weekly", council.slug),
        }),
        new: new_papers(&council, frame.actor.as_ref(), &app.words, frame.language),
        action,
        q,
        kind,
        status,
        organization,
    };
    frame.render(&app, &page)
}

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
