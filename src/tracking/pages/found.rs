//! What the tracking page and its exports show: what was asked for, what was found, and the figures around it.
use crate::app::App;
use crate::clocks::{self, Clock, Extension};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{OrganizationId, PaperId};
use crate::error::Result;
use crate::orders::{self, Order, Report};
use crate::organizations::{self, Organization, OrganizationKind};
use crate::papers::{self, Paper};
use crate::procedure::OrderState;
use crate::tracking::{Filter, Lights, Show, Sort, What};
use crate::visibility::Scope;
use crate::web::cursor;
use crate::web::page::Frame;
use crate::web::rows::typed;
use crate::web::sheet::Separator;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The list as it was asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Query {
    pub(super) state: Option<String>,
    pub(super) what: Option<String>,
    pub(super) sort: Option<String>,
    pub(super) department: Option<String>,
    pub(super) faction: Option<String>,
    pub(super) body: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) q: Option<String>,
    /// `nonpublic` for the list that lies only before those who may see it.
    pub(super) list: Option<String>,
    pub(super) after: Option<String>,
    /// Of a table.
    pub(super) separator: Option<Separator>,
}

/// A clock or an order of the list.
pub(super) enum Item {
    Clock(Box<(Clock, Paper)>),
    Order(Box<(Order, Paper)>),
}

impl Item {
    /// Its paper.
    pub(super) fn paper(&self) -> &Paper {
        match self {
            Self::Clock(row) => &row.1,
            Self::Order(row) => &row.1,
        }
    }

    /// What the list is sorted by, and by what rows of the same day are.
    pub(super) fn key(&self, filter: &Filter) -> (NaiveDate, uuid::Uuid) {
        match self {
            Self::Clock(row) => (row.0.sorted_by(filter), row.0.id.uuid()),
            Self::Order(row) => (row.0.sorted_by(filter), row.0.id.uuid()),
        }
    }
}

/// What page and exports have in common: what was asked for, and what was found.
pub(super) struct Found {
    pub(super) council: Arc<Council>,
    pub(super) filter: Filter,
    /// As it was typed.
    pub(super) q: String,
    pub(super) scope: Scope,
    pub(super) items: Vec<Item>,
    pub(super) more: bool,
    pub(super) extensions: Vec<Extension>,
    pub(super) reports: Vec<Report>,
    /// The papers by which clocks were fulfilled, as far as the reader may see them.
    pub(super) answers: Vec<Paper>,
    pub(super) parties: Vec<Organization>,
    /// The further factions of joint motions.
    pub(super) joint: BTreeMap<PaperId, Vec<String>>,
    /// The sources and licences of those papers that came from elsewhere.
    pub(super) origins: BTreeMap<PaperId, (String, String)>,
}

/// Of these papers those that nobody made here.
fn elsewhere(papers: &[&Paper]) -> Vec<PaperId> {
    papers.iter().filter(|paper| paper.created_by.is_none()).map(|paper| paper.id).collect()
}

/// Whether there can be anything that this reader sees and not everybody does.
pub(super) fn sees_more(scope: &Scope) -> bool {
    scope.council || scope.office || !scope.organizations.is_empty() || scope.person.is_some()
}

impl Found {
    pub(super) async fn load(app: &App, frame: &Frame, query: &Query, rows: usize) -> Result<Self> {
        let council = frame.council()?.clone();
        let scope = frame.scope();
        let id = |text: &Option<String>| text.as_deref().and_then(|id| id.parse::<OrganizationId>().ok());
        let q = typed(query.q.as_deref());
        let nonpublic = query.list.as_deref() == Some("nonpublic") && sees_more(&scope);
        let filter = Filter {
            show: query.state.as_deref().and_then(|word| word.parse().ok()).unwrap_or(Show::Open),
            what: query.what.as_deref().and_then(|word| word.parse().ok()),
            sort: query.sort.as_deref().and_then(|word| word.parse().ok()).unwrap_or(Sort::Due),
            department: id(&query.department),
            faction: id(&query.faction),
            body: id(&query.body),
            kind: query.kind.clone().filter(|kind| council.kinds.contains_key(kind)),
            text: papers::fold(&q),
            public: Some(!nonpublic),
            after: cursor::after::<NaiveDate, uuid::Uuid>(query.after.as_deref())?,
            ..Filter::open(&council, app.now().day(council.timezone))
        };
        app.read(move |db| Self::read(db, council, scope, filter, q, rows)).await
    }

    pub(super) fn read(
        db: &mut Db,
        council: Arc<Council>,
        scope: Scope,
        filter: Filter,
        q: String,
        rows: usize,
    ) -> Result<Self> {
        let limit = rows as i64 + 1;
        let mut items = Vec::new();
        if filter.what != Some(What::Orders) {
            let clocks = clocks::store::tracked(db, &council.slug, &scope, &filter, limit)?;
            items.extend(clocks.into_iter().map(|row| Item::Clock(Box::new(row))));
        }
        if filter.what != Some(What::Clocks) {
            let orders = orders::store::tracked::tracked(db, &council.slug, &scope, &filter, limit)?;
            items.extend(orders.into_iter().map(|row| Item::Order(Box::new(row))));
        }
        items.sort_by_key(|item| item.key(&filter));
        if filter.descends() {
            items.reverse();
        }
        let more = cursor::cut(&mut items, rows);
        let (mut clocks, mut fulfilled, mut orders) = (Vec::new(), Vec::new(), Vec::new());
        let asked: Vec<_> = items.iter().map(|item| item.paper().id).collect();
        let joint = orders::store::joint::factions(db, &asked)?;
        let mut shown = Vec::new();
        for item in &items {
            shown.push(item.paper());
            match item {
                Item::Clock(row) => {
                    clocks.push(row.0.id);
                    fulfilled.extend(row.0.fulfilled_by);
                }
                Item::Order(row) => orders.push(row.0.id),
            }
        }
        let kinds = [
            OrganizationKind::Faction,
            OrganizationKind::Department,
            OrganizationKind::Council,
            OrganizationKind::Committee,
            OrganizationKind::Executive,
        ];
        Ok(Self {
            origins: papers::store::origins(db, &elsewhere(&shown))?,
            extensions: clocks::store::extensions_of(db, &clocks)?,
            reports: orders::store::reports_of(db, &orders)?,
            answers: papers::store::seen_of(db, &scope, &fulfilled)?,
            joint,
            parties: organizations::store::of_kinds(db, &council.slug, &kinds)?,
            council,
            filter,
            q,
            scope,
            items,
            more,
        })
    }

    /// The name of an organisation; empty when it is none of those that are known here.
    pub(super) fn name(&self, id: Option<OrganizationId>) -> String {
        let known = id.and_then(|id| self.parties.iter().find(|party| party.id == id));
        known.map(|party| party.name.clone()).unwrap_or_default()
    }

    /// Everybody who asked, of a joint motion all factions.
    pub(super) fn submitters(&self, paper: &Paper) -> String {
        orders::joint::told(paper, &self.joint).join(", ")
    }

    pub(super) fn extensions(&self, clock: &Clock) -> Vec<Extension> {
        self.extensions.iter().filter(|extension| extension.clock_id == clock.id).cloned().collect()
    }

    /// Why it was refused; otherwise why it was last extended.
    pub(super) fn reason(&self, clock: &Clock) -> String {
        if !clock.reason.is_empty() {
            return clock.reason.clone();
        }
        let last = self.extensions.iter().rfind(|extension| extension.clock_id == clock.id);
        last.map(|extension| extension.reason.clone()).unwrap_or_default()
    }

    pub(super) fn answer(&self, clock: &Clock) -> Option<&Paper> {
        self.answers.iter().find(|answer| Some(answer.id) == clock.fulfilled_by)
    }

    /// The last report on an order.
    pub(super) fn report(&self, order: &Order) -> Option<&Report> {
        self.reports.iter().find(|report| report.order_id == order.id)
    }

    /// Whether the order's paper lies before the reader too; who only owns the order reads its number alone.
    pub(super) fn sees(&self, paper: &Paper) -> bool {
        self.scope.sees(&paper.exposure(&[]))
    }

    /// This list at another address, in another way, at another place.
    pub(super) fn href(&self, ending: &str, filter: &Filter, after: &str) -> String {
        let text = |id: Option<OrganizationId>| id.map(|id| id.to_string()).unwrap_or_default();
        let word = |given: bool, word: &'static str| if given { word } else { "" };
        cursor::href(
            &format!("/{}/tracking{ending}", self.council.slug),
            &[
                ("list", word(filter.public == Some(false), "nonpublic")),
                ("state", word(filter.show != Show::Open, filter.show.as_str())),
                ("what", filter.what.map_or("", What::as_str)),
                ("sort", word(filter.sort != Sort::Due, filter.sort.as_str())),
                ("department", &text(filter.department)),
                ("faction", &text(filter.faction)),
                ("body", &text(filter.body)),
                ("kind", filter.kind.as_deref().unwrap_or_default()),
                ("q", &self.q),
                ("after", after),
            ],
        )
    }

    /// The next page of this list; empty when there is none.
    pub(super) fn next(&self, ending: &str) -> String {
        let Some(last) = self.items.last().filter(|_| self.more) else { return String::new() };
        let (day, id) = last.key(&self.filter);
        self.href(ending, &self.filter, &cursor::pack(day, id))
    }
}

impl Found {
    /// The list without anything that was chosen or typed.
    pub(super) fn href_plain(&self, plain: &Filter) -> String {
        let list = if plain.public == Some(false) { "nonpublic" } else { "" };
        let state = if plain.show == Show::Open { "" } else { plain.show.as_str() };
        cursor::href(&format!("/{}/tracking", self.council.slug), &[("list", list), ("state", state)])
    }
}

/// Everything that runs and that this reader sees, by its lights, as the list counts it.
pub fn running(db: &mut Db, council: &Council, scope: &Scope, today: NaiveDate) -> Result<Lights> {
    let filter = Filter::open(council, today);
    let mut lights = Lights::default();
    for count in clocks::store::running_counts(db, &council.slug, scope, &filter)? {
        lights.add(council, &count, today);
    }
    for count in orders::store::tracked::open_counts(db, &council.slug, scope, &filter)? {
        lights.add_orders(council, &count, today);
    }
    Ok(lights)
}

/// The figures around the list.
pub(super) struct Counts {
    pub(super) all: Lights,
    pub(super) by_department: BTreeMap<Option<OrganizationId>, Lights>,
    pub(super) closed: i64,
    pub(super) states: Vec<(OrderState, i64)>,
    /// How many things run on the other list, public or not.
    pub(super) other: i64,
}

impl Counts {
    pub(super) fn read(db: &mut Db, council: &Council, scope: &Scope, filter: &Filter) -> Result<Self> {
        let mut counts =
            Self { all: Lights::default(), by_department: BTreeMap::new(), closed: 0, states: Vec::new(), other: 0 };
        let today = filter.today;
        if filter.what != Some(What::Orders) {
            for count in clocks::store::running_counts(db, &council.slug, scope, filter)? {
                counts.by_department.entry(count.responsible).or_default().add(council, &count, today);
                counts.all.add(council, &count, today);
            }
            counts.closed += clocks::store::closed_count(db, &council.slug, scope, filter)?;
        }
        if filter.what != Some(What::Clocks) {
            for count in orders::store::tracked::open_counts(db, &council.slug, scope, filter)? {
                counts.by_department.entry(count.owner).or_default().add_orders(council, &count, today);
                counts.all.add_orders(council, &count, today);
            }
            counts.states = orders::store::tracked::state_counts(db, &council.slug, scope, filter)?;
            let ended = |state: OrderState| matches!(state, OrderState::Done | OrderState::Dropped);
            counts.closed += counts.states.iter().filter(|row| ended(row.0)).map(|row| row.1).sum::<i64>();
        }
        if sees_more(scope) {
            let other = Filter { public: filter.public.map(|public| !public), ..filter.clone() };
            let clocks = clocks::store::running_counts(db, &council.slug, scope, &other)?;
            let orders = orders::store::tracked::open_counts(db, &council.slug, scope, &other)?;
            counts.other = clocks.iter().map(|count| count.clocks).sum::<i64>()
                + orders.iter().map(|count| count.orders).sum::<i64>();
        }
        Ok(counts)
    }
}
