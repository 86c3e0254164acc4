//! The pages of organisations and of those who sit in them: public facts only, no address of anybody.
use super::{Organization, OrganizationKind, store};
use crate::app::App;
use crate::db::types::{OrganizationId, PersonId};
use crate::error::{Error, Result};
use crate::papers::store::{self as papers, Filter};
use crate::people::Role;
use crate::people::directory::{self, Membership, Person};
use crate::web::council_home::MeetingRow;
use crate::web::cursor;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{self, Link, PaperRow, Telling};
use crate::{clocks, meetings};
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// How many papers and sittings the page of an organisation shows.
const PAPERS: i64 = 10;
const MEETINGS: i64 = 6;

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/organizations", Access::Anyone, list),
        routes::get("/{council}/organizations/{id}", Access::Anyone, show),
        routes::get("/{council}/people/{id}", Access::Anyone, person),
    ]
}

/// The organisations of a council.
#[derive(Serialize)]
pub struct Organizations {
    pub crumbs: Vec<Crumb>,
    pub groups: Vec<Group>,
    /// Those that exist no longer, or not yet.
    pub past: Vec<Link>,
}

/// The organisations of one kind.
#[derive(Serialize)]
pub struct Group {
    pub label: String,
    pub links: Vec<Link>,
}

impl Page for Organizations {
    const TEMPLATE: &'static str = "pages/organizations/list.html";
    fn samples() -> Vec<Self> {
        let crumbs = || vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Gremien")];
        let link = |label: &str| Link { label: label.to_owned(), href: "/leipzig/organizations/1".to_owned() };
        let group = Group { label: "Fraktionen".to_owned(), links: vec![link("SPD-Fraktion"), link("<b>Freie</b>")] };
        vec![
            Self { crumbs: crumbs(), groups: Vec::new(), past: Vec::new() },
            Self { crumbs: crumbs(), groups: vec![group], past: vec![link("Fraktion der Vorzeit")] },
        ]
    }
}

async fn list(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let slug = council.slug.clone();
    let all = app.read(move |db| store::all(db, &slug)).await?;
    let telling = Telling::of(&app, &frame)?;
    let (current, past): (Vec<_>, Vec<_>) = all.iter().partition(|one| one.is_current(telling.today));
    let group = |kind: &OrganizationKind| {
        let links: Vec<_> = current.iter().filter(|one| one.kind == *kind).map(|one| link(one)).collect();
        (!links.is_empty()).then(|| Group { label: telling.say(&format!("organizations_{kind}"), &[]), links })
    };
    let page = Organizations {
        crumbs: crumbs(&telling, None),
        groups: OrganizationKind::ALL.iter().filter_map(group).collect(),
        past: past.into_iter().map(link).collect(),
    };
    frame.render(&app, &page)
}

fn link(organization: &Organization) -> Link {
    Link {
        label: organization.name.clone(),
        href: format!("/{}/organizations/{}", organization.council, organization.id),
    }
}

fn crumbs(telling: &Telling<'_>, here: Option<&str>) -> Vec<Crumb> {
    let slug = &telling.wording.council.slug;
    let title = telling.say("organizations_title", &[]);
    let start = Crumb::to(telling.say("shell_start", &[]), format!("/{slug}/"));
    match here {
        Some(here) => vec![start, Crumb::to(title, format!("/{slug}/organizations")), Crumb::here(here)],
        None => vec![start, Crumb::here(title)],
    }
}

/// One organisation.
#[derive(Serialize)]
pub struct Body {
    pub crumbs: Vec<Crumb>,
    pub name: String,
    pub kind: String,
    pub place: String,
    /// From when to when, where that is known.
    pub period: String,
    pub parent: Option<Link>,
    pub parts: Vec<Link>,
    pub members: Vec<Seat>,
    pub meetings: Vec<MeetingRow>,
    pub papers: Vec<PaperRow>,
    pub all_papers: String,
}

/// A seat or office: of somebody on the page of an organisation, in something on the page of a person.
#[derive(Serialize)]
pub struct Seat {
    pub link: Link,
    pub role: String,
    pub period: String,
}

impl Seat {
    fn sample(label: &str) -> Self {
        Self {
            link: Link { label: label.to_owned(), href: "/leipzig/people/1".to_owned() },
            role: "Mitglied".to_owned(),
            period: "seit 18.09.2019".to_owned(),
        }
    }
}

impl Page for Body {
    const TEMPLATE: &'static str = "pages/organizations/show.html";
    fn samples() -> Vec<Self> {
        let link = |label: &str| Link { label: label.to_owned(), href: "/leipzig/organizations/1".to_owned() };
        let empty = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("SPD-Fraktion")],
            name: "SPD-Fraktion".to_owned(),
            kind: "Fraktion".to_owned(),
            place: String::new(),
            period: String::new(),
            parent: None,
            parts: Vec::new(),
            members: Vec::new(),
            meetings: Vec::new(),
            papers: Vec::new(),
            all_papers: String::new(),
        };
        let full = Self {
            place: "Neues Rathaus".to_owned(),
            period: "seit 18.09.2019".to_owned(),
            parent: Some(link("Rat & Verwaltung")),
            parts: vec![link("Geschäftsstelle")],
            members: vec![Seat::sample("Senta Fromm")],
            meetings: vec![MeetingRow::sample()],
            papers: rows::samples(),
            all_papers: "/leipzig/papers?organization=1".to_owned(),
            ..empty()
        };
        vec![empty(), full]
    }
}

async fn show(app: web::Data<App>, frame: Frame, path: web::Path<(String, OrganizationId)>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (scope, id, slug) = (frame.scope(), path.into_inner().1, council.slug.clone());
    let today = app.now().day(council.timezone);
    let (parent, parts, members, meetings, clocks, papers, own) = app
        .read(move |db| {
            let own = store::get(db, id)?;
            if own.council != slug {
                return Err(Error::NotFound);
            }
            let filter = Filter { organization: Some(id), ..Filter::default() };
            let papers = papers::list(db, &slug, &scope, &filter, PAPERS)?;
            let ids: Vec<_> = papers.iter().map(|paper| paper.id).collect();
            Ok((
                own.parent_id.map(|parent| store::get(db, parent)).transpose()?,
                store::below(db, id)?,
                directory::store::seats(db, id, today)?,
                meetings::store::of_body(db, id, MEETINGS)?,
                clocks::store::running_of(db, &ids)?,
                papers,
                own,
            ))
        })
        .await?;
    let telling = Telling::of(&app, &frame)?;
    let seat = |(person, membership): &(Person, Membership)| Seat {
        link: Link { label: person.name.clone(), href: format!("/{}/people/{}", council.slug, person.id) },
        role: role(&telling, membership.role),
        period: period(&telling, Some(membership.starts_on), membership.ends_on),
    };
    let list = format!("/{}/papers", council.slug);
    let page = Body {
        crumbs: crumbs(&telling, Some(&own.name)),
        kind: telling.say(&format!("organization_{}", own.kind), &[]),
        place: own.place.clone().unwrap_or_default(),
        period: period(&telling, own.starts_on, own.ends_on),
        parent: parent.as_ref().map(link),
        parts: parts.iter().map(link).collect(),
        members: members.iter().map(seat).collect(),
        meetings: meetings.iter().map(|one| MeetingRow::of(&telling, &(one.clone(), own.name.clone()))).collect(),
        papers: telling.rows(&papers, &clocks),
        all_papers: cursor::href(&list, &[("organization", &own.id.to_string())]),
        name: own.name,
    };
    frame.render(&app, &page)
}

/// The word for a role.
fn role(telling: &Telling<'_>, role: Role) -> String {
    telling.say(&format!("role_{role}"), &[])
}

/// From when to when; empty when neither is known.
fn period(telling: &Telling<'_>, from: Option<chrono::NaiveDate>, to: Option<chrono::NaiveDate>) -> String {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| telling.wording.day(day)).unwrap_or_default();
    let (from_day, to_day) = (day(from), day(to));
    let key = match (from, to) {
        (None, None) => return String::new(),
        (Some(_), None) => "views_since",
        (None, Some(_)) => "views_up_to",
        (Some(_), Some(_)) => "views_from_to",
    };
    telling.say(key, &[("from", &from_day), ("to", &to_day)])
}

/// One person with the seats and offices.
#[derive(Serialize)]
pub struct Holder {
    pub crumbs: Vec<Crumb>,
    pub name: String,
    pub seats: Vec<Seat>,
    pub past: Vec<Seat>,
}

impl Page for Holder {
    const TEMPLATE: &'static str = "pages/organizations/person.html";
    fn samples() -> Vec<Self> {
        let of = |seats, past| Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Senta Fromm")],
            name: "Senta Fromm".to_owned(),
            seats,
            past,
        };
        vec![of(Vec::new(), Vec::new()), of(vec![Seat::sample("Ratsversammlung")], vec![Seat::sample("Bauausschuss")])]
    }
}

async fn person(app: web::Data<App>, frame: Frame, path: web::Path<(String, PersonId)>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (id, slug) = (path.into_inner().1, council.slug.clone());
    let (person, memberships, organizations) = app
        .read(move |db| {
            let person = directory::store::person(db, id)?;
            if person.council != slug {
                return Err(Error::NotFound);
            }
            let memberships = directory::store::memberships_of(db, id)?;
            let ids: Vec<_> = memberships.iter().map(|one| one.organization_id).collect();
            let organizations = store::several(db, &ids)?;
            Ok((person, memberships, organizations))
        })
        .await?;
    let telling = Telling::of(&app, &frame)?;
    let seat = |membership: &Membership| {
        let organization = organizations.iter().find(|one| one.id == membership.organization_id)?;
        Some(Seat {
            link: link(organization),
            role: role(&telling, membership.role),
            period: period(&telling, Some(membership.starts_on), membership.ends_on),
        })
    };
    let (now, before): (Vec<_>, Vec<_>) =
        memberships.iter().partition(|one| super::within(Some(one.starts_on), one.ends_on, telling.today));
    let page = Holder {
        crumbs: crumbs(&telling, Some(&person.name)),
        seats: now.into_iter().filter_map(seat).collect(),
        past: before.into_iter().filter_map(seat).collect(),
        name: person.name,
    };
    frame.render(&app, &page)
}
