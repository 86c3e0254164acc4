//! The pages of organisations and of those who sit in them: public facts only, no address of anybody.
use super::{Organization, OrganizationKind, PastName, store, tree};
use crate::app::App;
use crate::db::types::{OrganizationId, PersonId};
use crate::error::{Error, Result};
use crate::meetings::row::MeetingRow;
use crate::message::Message;
use crate::papers as papers_of;
use crate::papers::row::PaperRow;
use crate::papers::store::{self as papers, Filter};
use crate::people::Role;
use crate::people::directory::{self, Membership, Person};
use crate::web::cursor;
use crate::web::page::{Crumb, Fault, Faults, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Link, Telling};
use crate::{clocks, meetings};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How many papers and sittings the page of an organisation shows.
const PAPERS: i64 = 10;
const MEETINGS: i64 = 6;
/// How many former members.
const FORMER: i64 = 200;

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

/// The organisations of one kind, those of the same kind below it with it.
#[derive(Serialize)]
pub struct Group {
    pub label: String,
    pub nodes: Vec<Node>,
}

impl Page for Organizations {
    const TEMPLATE: &'static str = "pages/organizations/list.html";
    fn samples() -> Vec<Self> {
        let crumbs = || vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Gremien")];
        let link = |label: &str| Link { label: label.to_owned(), href: "/leipzig/organizations/1".to_owned() };
        let group = Group { label: "Fraktionen".to_owned(), nodes: Node::samples() };
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
        let of_kind: Vec<_> = current.iter().filter(|one| one.kind == *kind).map(|one| (*one).clone()).collect();
        let placed = tree::below(&of_kind, None).into_iter().map(|(one, depth)| (link(one), String::new(), depth));
        let nodes = nodes(placed.collect());
        (!nodes.is_empty()).then(|| Group { label: telling.say(&format!("organizations_{kind}"), &[]), nodes })
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

/// A thing of a tree, flat: `open` when its parts follow, `closes` how many levels end after it.
#[derive(Debug, Clone, Serialize)]
pub struct Node {
    pub link: Link,
    pub note: String,
    pub open: bool,
    pub closes: Vec<()>,
}

impl Node {
    /// Two levels and back.
    pub fn samples() -> Vec<Self> {
        let link = |label: &str| Link { label: label.to_owned(), href: "/leipzig/organizations/1".to_owned() };
        let one = |label: &str, depth| (link(label), "Dezernat".to_owned(), depth);
        nodes(vec![one("Dezernat <I>", 0), one("Amt & Co.", 1), one("Sachgebiet", 2), one("Dezernat II", 0)])
    }
}

/// Things with their depths as the template writes them.
pub fn nodes(placed: Vec<(Link, String, usize)>) -> Vec<Node> {
    let depths: Vec<usize> = placed.iter().map(|(_, _, depth)| *depth).skip(1).chain([0]).collect();
    let node = |((link, note, depth), next): ((Link, String, usize), usize)| Node {
        link,
        note,
        open: next > depth,
        closes: vec![(); depth.saturating_sub(next)],
    };
    placed.into_iter().zip(depths).map(node).collect()
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
    /// What it was called before: "hieß bis 31.12.2019 Bauausschuss".
    pub past_names: Vec<String>,
    /// Into which other it was merged.
    pub successor: Option<Link>,
    /// Which others were merged into it.
    pub predecessors: Vec<Link>,
    pub seats: String,
    pub nonpublic: bool,
    /// What stands for it in numbers.
    pub sign: String,
    pub parent: Option<Link>,
    pub parts: Vec<Node>,
    pub path: String,
    /// The day whose members are shown, as typed and as read.
    pub on: String,
    pub members_title: String,
    pub faults: Faults,
    /// Whether it has members at all, on whatever day.
    pub has_members: bool,
    pub members: Vec<Seat>,
    pub former: Vec<Seat>,
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
            past_names: Vec::new(),
            successor: None,
            predecessors: Vec::new(),
            seats: String::new(),
            nonpublic: false,
            sign: String::new(),
            parent: None,
            parts: Vec::new(),
            path: "/leipzig/organizations/1".to_owned(),
            on: String::new(),
            members_title: "Mitglieder".to_owned(),
            faults: Faults::default(),
            has_members: false,
            members: Vec::new(),
            former: Vec::new(),
            meetings: Vec::new(),
            papers: Vec::new(),
            all_papers: String::new(),
        };
        let full = || Self {
            place: "Neues Rathaus".to_owned(),
            period: "seit 18.09.2019".to_owned(),
            past_names: vec!["hieß bis 31.12.2019 „Bau <und> Verkehr“".to_owned()],
            successor: Some(link("Ausschuss für Stadtentwicklung")),
            predecessors: vec![link("Verkehrsausschuss"), link("Bauausschuss")],
            seats: "70".to_owned(),
            nonpublic: true,
            sign: "S".to_owned(),
            parent: Some(link("Rat & Verwaltung")),
            parts: Node::samples(),
            on: "2020-01-01".to_owned(),
            has_members: true,
            members: vec![Seat::sample("Senta Fromm")],
            former: vec![Seat::sample("Jannik Uhl")],
            meetings: vec![MeetingRow::sample()],
            papers: crate::papers::row::samples(),
            all_papers: "/leipzig/papers?organization=1".to_owned(),
            ..empty()
        };
        let fault = "Bitte geben Sie einen Tag an.".to_owned();
        let faulty = Self {
            on: "gestern".to_owned(),
            faults: Faults {
                list: vec![Fault { field: "on".to_owned(), text: fault.clone() }],
                of: [("on".to_owned(), fault)].into(),
            },
            ..full()
        };
        vec![empty(), full(), faulty]
    }
}

/// The day whose members are asked for.
#[derive(Debug, Default, Deserialize)]
struct On {
    on: Option<String>,
}

async fn show(
    app: web::Data<App>,
    frame: Frame,
    path: web::Path<(String, OrganizationId)>,
    query: web::Query<On>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (scope, id, slug) = (frame.scope(), path.into_inner().1, council.slug.clone());
    let today = app.now().day(council.timezone);
    let typed = crate::web::rows::typed(query.on.as_deref());
    let asked = ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|form| NaiveDate::parse_from_str(&typed, form).ok());
    let day = asked.unwrap_or(today);
    let read = app
        .read(move |db| {
            let own = store::get(db, id)?;
            if own.council != slug {
                return Err(Error::NotFound);
            }
            let filter = Filter { organization: Some(id), ..Filter::default() };
            let papers = papers::list(db, &slug, &scope, &filter, PAPERS)?;
            let ids: Vec<_> = papers.iter().map(|paper| paper.id).collect();
            Ok(Read {
                past_names: store::past_names(db, id)?,
                predecessors: store::predecessors(db, id)?,
                all: store::all(db, &slug)?,
                has_members: !directory::store::memberships_in(db, id)?.is_empty(),
                members: directory::store::seats(db, id, day)?,
                former: directory::store::former(db, id, day, FORMER)?,
                meetings: meetings::store::of_body(db, id, MEETINGS)?,
                clocks: clocks::store::running_of(db, &ids)?,
                papers,
                own,
            })
        })
        .await?;
    let telling = Telling::of(&app, &frame)?;
    let mut page = body(&telling, read, day);
    if !typed.is_empty() {
        if asked.is_none() {
            page.faults =
                Faults::of(&app.words, frame.language, &[Message::new("organizations_day_unreadable").on("on")]);
        }
        page.on = asked.map_or(typed, |day| day.to_string());
    }
    frame.render(&app, &page)
}

/// What is read for the page of an organisation.
struct Read {
    own: Organization,
    past_names: Vec<PastName>,
    predecessors: Vec<Organization>,
    all: Vec<Organization>,
    has_members: bool,
    members: Vec<(Person, Membership)>,
    former: Vec<(Person, Membership)>,
    meetings: Vec<meetings::Meeting>,
    clocks: Vec<clocks::Clock>,
    papers: Vec<papers_of::Paper>,
}

fn body(telling: &Telling<'_>, read: Read, day: NaiveDate) -> Body {
    let slug = &telling.wording.council.slug;
    let own = &read.own;
    let find = |id: Option<OrganizationId>| read.all.iter().find(|one| Some(one.id) == id);
    let seat = |(person, membership): &(Person, Membership)| Seat {
        link: Link { label: person.name.clone(), href: format!("/{slug}/people/{}", person.id) },
        role: function(telling, membership),
        period: period(telling, Some(membership.starts_on), membership.ends_on),
    };
    let past = |past: &PastName| {
        let until = past.ends_on.map(|day| telling.wording.day(day)).unwrap_or_default();
        telling.say("organizations_was_called", &[("name", &past.name), ("until", &until)])
    };
    let parts = tree::below(&read.all, Some(own.id)).into_iter().filter(|(part, _)| part.is_current(day));
    let parts =
        parts.map(|(part, depth)| (link(part), telling.say(&format!("organization_{}", part.kind), &[]), depth));
    // A sitting is told with the name of its day.
    let called = |meeting: &meetings::Meeting| {
        let day = meeting.starts_at.day(telling.wording.council.timezone);
        let borne = read.past_names.iter().find(|past| past.ends_on.is_some_and(|end| end >= day));
        borne.map_or_else(|| own.name.clone(), |past| past.name.clone())
    };
    let at = telling.wording.day(day);
    let members_title = if day == telling.today {
        telling.say("organizations_members", &[])
    } else {
        telling.say("organizations_members_on", &[("day", &at)])
    };
    Body {
        crumbs: crumbs(telling, Some(&own.name)),
        kind: telling.say(&format!("organization_{}", own.kind), &[]),
        place: own.place.clone().unwrap_or_default(),
        period: period(telling, own.starts_on, own.ends_on),
        past_names: read.past_names.iter().rev().map(past).collect(),
        successor: find(own.successor_id).map(link),
        predecessors: read.predecessors.iter().map(link).collect(),
        seats: own.seats.map(|seats| seats.to_string()).unwrap_or_default(),
        nonpublic: own.nonpublic,
        sign: own.sign.clone().unwrap_or_default(),
        parent: find(own.parent_id).map(link),
        parts: nodes(parts.collect()),
        path: format!("/{slug}/organizations/{}", own.id),
        on: String::new(),
        members_title,
        faults: Faults::default(),
        has_members: read.has_members,
        members: read.members.iter().map(seat).collect(),
        former: read.former.iter().map(seat).collect(),
        meetings: read.meetings.iter().map(|one| MeetingRow::of(telling, &(one.clone(), called(one)))).collect(),
        papers: telling.rows(&read.papers, &read.clocks),
        all_papers: cursor::href(&format!("/{slug}/papers"), &[("organization", &own.id.to_string())]),
        name: own.name.clone(),
    }
}

/// The function of a membership: its own words where it has some, else the role's; and that it has no vote.
pub fn function(telling: &Telling<'_>, membership: &Membership) -> String {
    let role = role(telling, membership.role);
    let function = match membership.title.as_str() {
        "" => role,
        title if membership.role == Role::Member => title.to_owned(),
        title => format!("{role}, {title}"),
    };
    if membership.voting {
        return function;
    }
    telling.say("organizations_without_vote", &[("function", &function)])
}

/// The word for a role.
fn role(telling: &Telling<'_>, role: Role) -> String {
    telling.say(&format!("role_{role}"), &[])
}

/// From when to when; empty when neither is known.
pub fn period(telling: &Telling<'_>, from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| telling.wording.day(day)).unwrap_or_default();
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
            role: function(&telling, membership),
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
