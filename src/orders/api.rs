//! The JSON handlers for orders.
use super::input::OrderInput;
use super::json::{self, Around, OrderJson, OrderOfferJson};
use super::store::{self, tracked};
use super::{Order, act};
use crate::app::App;
use crate::db::Db;
use crate::db::types::{OrderId, OrganizationId};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::papers::Paper;
use crate::tracking::{Filter, Show, Sort};
use crate::visibility::Scope;
use crate::web::actor::{SignedIn, Visitor};
use crate::web::api::{ActionsQuery, Change, Setting, action};
use crate::web::cursor;
use crate::web::idempotency::Key;
use crate::web::routes::{Access, Entry, get, post};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;

/// Orders of one answer of a list, at most.
const PAGE: usize = 50;

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![
        get("/api/v1/{council}/orders", Access::Anyone, list),
        get("/api/v1/{council}/orders/{id}", Access::Anyone, show),
        get("/api/v1/{council}/orders/{id}/actions", Access::SignedIn, actions),
        post("/api/v1/{council}/orders/{id}/actions/{action}", Access::SignedIn, perform),
    ]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ListQuery {
    state: Option<String>,
    department: Option<OrganizationId>,
    faction: Option<OrganizationId>,
    body: Option<OrganizationId>,
    kind: Option<String>,
    q: Option<String>,
    sort: Option<String>,
    after: Option<String>,
}

/// Orders that the caller may see, open ones by their dates unless asked otherwise.
#[utoipa::path(get, path = "/api/v1/{council}/orders", tag = "orders",
    params(("council" = String, Path),
        ("state" = Option<String>, Query, description = "open, overdue, soon, in_time, undated, closed"),
        ("department" = Option<String>, Query), ("faction" = Option<String>, Query), ("body" = Option<String>, Query),
        ("kind" = Option<String>, Query), ("q" = Option<String>, Query),
        ("sort" = Option<String>, Query, description = "due, newest, oldest"),
        ("after" = Option<String>, Query, description = "cursor of the page before")),
    responses((status = 200, body = Vec<OrderJson>, description = "with a Link header to the next page")))]
pub(crate) async fn list(
    app: web::Data<App>,
    visitor: Visitor,
    council: web::Path<String>,
    query: web::Query<ListQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let setting = Setting::of(&app, &request, &council)?;
    let query = query.into_inner();
    let unknown = |field: &'static str| Error::Malformed(400, Message::new("order_list_unknown").on(field));
    let today = app.now().day(setting.council.timezone);
    let filter = Filter {
        show: query.state.as_deref().map_or(Ok(Show::Open), |word| word.parse().map_err(|_| unknown("state")))?,
        sort: query.sort.as_deref().map_or(Ok(Sort::Due), |word| word.parse().map_err(|_| unknown("sort")))?,
        department: query.department,
        faction: query.faction,
        body: query.body,
        kind: query.kind.clone(),
        text: crate::papers::fold(query.q.as_deref().unwrap_or_default()),
        after: cursor::after::<NaiveDate, uuid::Uuid>(query.after.as_deref())?,
        ..Filter::open(&setting.council, today)
    };
    let scope = Scope::of(visitor.0.as_ref(), &setting.council.slug);
    let (inner, wanted) = (setting.clone(), filter.clone());
    let (rows, more) = app
        .read(move |db| {
            let mut found = tracked::tracked(db, &inner.council.slug, &scope, &wanted, PAGE as i64 + 1)?;
            let more = cursor::cut(&mut found, PAGE);
            let next = more.then(|| found.last().map(|(order, _)| next(order, &wanted))).flatten();
            Ok((several(db, &inner, &scope, found, today)?, next))
        })
        .await?;
    let mut answer = HttpResponse::Ok();
    if let Some(after) = more {
        let id = |id: Option<OrganizationId>| id.map(|id| id.to_string()).unwrap_or_default();
        let path = format!("{}/api/v1/{}/orders", app.config.public_url(), setting.council.slug);
        let (department, faction, body) = (id(query.department), id(query.faction), id(query.body));
        let next = cursor::href(
            &path,
            &[
                ("state", query.state.as_deref().unwrap_or_default()),
                ("department", &department),
                ("faction", &faction),
                ("body", &body),
                ("kind", query.kind.as_deref().unwrap_or_default()),
                ("q", query.q.as_deref().unwrap_or_default()),
                ("sort", query.sort.as_deref().unwrap_or_default()),
                ("after", &after),
            ],
        );
        answer.insert_header((header::LINK, format!("<{next}>; rel=\"next\"")));
    }
    Ok(answer.json(rows))
}

/// The cursor of a row: where the next page goes on.
fn next(order: &Order, filter: &Filter) -> String {
    cursor::pack(order.sorted_by(filter), order.id)
}

/// Orders as they are answered, with their owners and reports.
fn several(
    db: &mut Db,
    setting: &Setting,
    scope: &Scope,
    found: Vec<(Order, Paper)>,
    today: NaiveDate,
) -> Result<Vec<OrderJson>> {
    let (orders, papers): (Vec<Order>, Vec<Paper>) = found.into_iter().unzip();
    let ids: Vec<_> = orders.iter().map(|order| order.id).collect();
    let reports = store::reports_of(db, &ids)?;
    let owners = store::owners(db, &orders)?;
    let of: Vec<_> = papers.iter().map(|paper| paper.id).collect();
    let joint = store::joint::factions(db, &of)?;
    let wording = setting.wording();
    let public_url = setting.app.config.public_url();
    let mut rows = Vec::new();
    for (order, paper) in orders.iter().zip(&papers) {
        let sees_paper = store::sees_paper(db, scope, paper)?;
        let around =
            Around { wording: &wording, public_url: &public_url, today, sees_paper, joint: &joint, owners: &owners };
        let carried_out_by = json::carriers(db, scope, order.id, &public_url)?;
        rows.push(OrderJson { carried_out_by, ..json::order(order, paper, &reports, &around) });
    }
    Ok(rows)
}

/// One order as it is answered to this viewer.
fn one(db: &mut Db, setting: &Setting, scope: &Scope, id: OrderId) -> Result<OrderJson> {
    let found = store::find(db, &setting.council.slug, scope, id)?;
    let today = setting.app.now().day(setting.council.timezone);
    several(db, setting, scope, vec![found], today)?.pop().ok_or(Error::NotFound)
}

/// One order.
#[utoipa::path(get, path = "/api/v1/{council}/orders/{id}", tag = "orders",
    params(("council" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = OrderJson), (status = 404)))]
pub(crate) async fn show(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, OrderId)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let scope = Scope::of(visitor.0.as_ref(), &setting.council.slug);
    let found = app.read(move |db| one(db, &setting, &scope, id)).await?;
    Ok(HttpResponse::Ok().json(found))
}

/// The actions that the caller may take on the order now.
#[utoipa::path(get, path = "/api/v1/{council}/orders/{id}/actions", tag = "orders",
    params(("council" = String, Path), ("id" = String, Path), ("all" = Option<bool>, Query)),
    responses((status = 200, body = Vec<OrderOfferJson>)), security(("bearer" = [])))]
pub(crate) async fn actions(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, OrderId)>,
    query: web::Query<ActionsQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let rows = app
        .read(move |db| {
            let scope = Scope::of(Some(&actor.0), &setting.council.slug);
            let (order, _) = store::find(db, &setting.council.slug, &scope, id)?;
            let offered = act::offers(&setting.council, &order, &actor.0);
            Ok(json::offers(&offered, &setting.wording(), query.all))
        })
        .await?;
    Ok(HttpResponse::Ok().json(rows))
}

/// Does an action on the order; answers the order.
#[utoipa::path(post, path = "/api/v1/{council}/orders/{id}/actions/{action}", tag = "orders",
    request_body = OrderInput, params(("council" = String, Path), ("id" = String, Path), ("action" = String, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = OrderJson), (status = 403), (status = 404), (status = 409), (status = 422)),
    security(("bearer" = [])))]
pub(crate) async fn perform(
    app: web::Data<App>,
    actor: SignedIn,
    path: web::Path<(String, OrderId, String)>,
    key: Key,
    body: web::Json<OrderInput>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, id, word) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let action = action(&word)?;
    let input = body.into_inner();
    Change::new(setting, actor.0, key, &request, format!("{action} {id}"), &input)?
        .answered(
            StatusCode::OK,
            move |tx, council| {
                act::perform(tx, council, id, action, &input)?;
                Ok(id)
            },
            move |_, _| Ok(id),
            |db, setting, actor, id| one(db, setting, &setting.scope(Some(actor)), id),
        )
        .await
}
