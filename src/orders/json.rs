//! Orders as the API answers them.
use super::act::Offer;
use super::input::OrderField;
use super::telling::light_word;
use super::{Order, Report, joint, store};
use crate::db::Db;
use crate::db::types::{OrderId, OrganizationId, PaperId};
use crate::error::Result;
use crate::papers::Paper;
use crate::procedure::obligation::Light;
use crate::visibility::Scope;
use crate::wording::Wording;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// An order.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct OrderJson {
    pub id: String,
    pub version: i32,
    /// Number of the paper that was decided.
    pub paper: Option<String>,
    pub paper_title: String,
    /// Who asked for it: of a joint motion everybody, the one who filed it first.
    pub submitter: String,
    pub submitters: Vec<String>,
    /// Number of the operative point.
    pub point: Option<i32>,
    pub text: String,
    /// Name of the department that has to do it.
    pub owner: Option<String>,
    /// Name of who coordinates it beside its owner, and from which day on.
    pub coordinator: Option<String>,
    pub coordinated_from: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    /// What is said in place of a day.
    pub due_note: String,
    pub state: String,
    pub state_label: String,
    /// `green`, `yellow`, `red` or `off`.
    pub light: String,
    pub overdue: bool,
    pub public: bool,
    pub created_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    /// The order that it was split off.
    pub origin: Option<String>,
    /// The papers that carry it out.
    pub carried_out_by: Vec<CarrierJson>,
    pub reports: Vec<ReportJson>,
    pub url: String,
}

/// A paper that carries an order out.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct CarrierJson {
    pub paper: Option<String>,
    pub title: String,
    pub url: String,
}

/// An order that a paper carries out.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct CarriedJson {
    pub id: String,
    /// Number of the paper that was decided.
    pub paper: Option<String>,
    pub point: Option<i32>,
    pub text: String,
    pub owner: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub due_note: String,
    pub state: String,
    pub url: String,
}

/// The orders that a paper carries out, as far as this scope sees them.
pub fn carried(db: &mut Db, scope: &Scope, paper: PaperId, public_url: &str) -> Result<Vec<CarriedJson>> {
    let found = store::carried::of_paper(db, scope, paper)?;
    let orders: Vec<_> = found.iter().map(|(order, _)| order.clone()).collect();
    let owners = store::owners(db, &orders)?;
    let json = |(order, decided): (Order, Paper)| CarriedJson {
        id: order.id.to_string(),
        paper: decided.reference,
        point: order.point,
        owner: owners.iter().find(|(id, _)| Some(*id) == order.owner_id).map(|(_, name)| name.clone()),
        due_on: order.due_on,
        due_note: order.due_note,
        state: order.state.to_string(),
        url: format!("{public_url}/{}/orders/{}", order.council, order.id),
        text: order.content,
    };
    Ok(found.into_iter().map(json).collect())
}

/// The papers that carry an order out, as far as this scope sees them.
pub fn carriers(db: &mut Db, scope: &Scope, order: OrderId, public_url: &str) -> Result<Vec<CarrierJson>> {
    let json = |paper: Paper| CarrierJson {
        url: crate::papers::url(public_url, &paper.council, &paper.path_segment()),
        paper: paper.reference,
        title: paper.title,
    };
    Ok(store::carried::carriers(db, scope, order)?.into_iter().map(json).collect())
}

/// A report on an order.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct ReportJson {
    pub reported_on: NaiveDate,
    pub text: String,
    pub expected_on: Option<NaiveDate>,
    pub proposes_done: bool,
    pub reporter: String,
}

/// An action that may be taken on an order.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct OrderOfferJson {
    pub name: String,
    pub label: String,
    pub inputs: Vec<OrderField>,
    pub refused: Option<String>,
}

/// What is told of an order beside itself.
pub struct Around<'a> {
    pub wording: &'a Wording<'a>,
    pub public_url: &'a str,
    pub today: NaiveDate,
    /// Whether the reader sees the paper itself; else its number alone is told.
    pub sees_paper: bool,
    /// The further factions of joint motions.
    pub joint: &'a BTreeMap<PaperId, Vec<String>>,
    /// Who owns the orders and who coordinates them, by name.
    pub owners: &'a [(OrganizationId, String)],
}

/// An order with its reports, the latest first.
pub fn order(order: &Order, paper: &Paper, reports: &[Report], around: &Around<'_>) -> OrderJson {
    let name = |id: Option<OrganizationId>| {
        around.owners.iter().find(|(known, _)| Some(*known) == id).map(|(_, name)| name.clone())
    };
    let submitters = if around.sees_paper { joint::told(paper, around.joint) } else { Vec::new() };
    let (light, _) = around.wording.order_light(order, around.today);
    let hide = |text: &str| if around.sees_paper { text.to_owned() } else { String::new() };
    OrderJson {
        id: order.id.to_string(),
        version: order.version,
        paper: paper.reference.clone(),
        paper_title: hide(&paper.title),
        submitter: submitters.join(", "),
        submitters,
        point: order.point,
        text: order.content.clone(),
        owner: name(order.owner_id),
        coordinator: name(order.coordinator_id),
        coordinated_from: order.coordinated_from,
        due_on: order.due_on,
        due_note: order.due_note.clone(),
        state: order.state.to_string(),
        state_label: around.wording.order_state(order.state),
        light: light_word(light).to_owned(),
        overdue: light == Light::Red,
        public: order.circle().min(paper.circle) == crate::visibility::Circle::Public,
        created_on: order.created_on,
        closed_on: order.closed_on,
        origin: order.origin_id.map(|id| id.to_string()),
        carried_out_by: Vec::new(),
        reports: reports.iter().filter(|report| report.order_id == order.id).map(report).collect(),
        url: format!("{}/{}/orders/{}", around.public_url, order.council, order.id),
    }
}

fn report(report: &Report) -> ReportJson {
    ReportJson {
        reported_on: report.reported_on,
        text: report.content.clone(),
        expected_on: report.expected_on,
        proposes_done: report.proposes_done,
        reporter: report.reporter.clone(),
    }
}

/// The actions: those that can be taken now, or with `all` also the others with their reasons.
pub fn offers(offers: &[Offer], wording: &Wording<'_>, all: bool) -> Vec<OrderOfferJson> {
    let shown = offers.iter().filter(|offer| all || (offer.mine && offer.refused.is_none()));
    shown
        .map(|offer| OrderOfferJson {
            name: offer.action.to_string(),
            label: wording
                .council
                .orders
                .actions
                .get(&offer.action)
                .map_or_else(|| offer.action.to_string(), |step| step.label.say(wording.language).to_owned()),
            inputs: offer.fields.to_vec(),
            refused: offer.refused.as_ref().map(|why| wording.words.tell(wording.language, why)),
        })
        .collect()
}
