//! The JSON lists of organisations and people: public facts only, no address of anybody.
use super::{Organization, OrganizationKind, PastName, store};
use crate::app::App;
use crate::db::types::{MembershipId, OrganizationId, PersonId};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::Role;
use crate::people::directory::{self, Membership};
use crate::web::cursor;
use crate::web::routes::{self, Access, Entry};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use utoipa::ToSchema;

/// Rows of one answer, at most.
const PAGE: usize = 50;

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/api/v1/{council}/organizations", Access::Anyone, organizations),
        routes::get("/api/v1/{council}/people", Access::Anyone, people),
    ]
}

/// Where a list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Query {
    after: Option<String>,
}

impl Query {
    fn after<T: FromStr>(&self) -> Result<Option<T>> {
        let unknown = |_| Error::Malformed(400, Message::new("cursor_unknown").on("after"));
        self.after.as_deref().filter(|after| !after.is_empty()).map(|id| id.parse().map_err(unknown)).transpose()
    }
}

/// A list, and where it goes on.
#[derive(Serialize, ToSchema)]
pub struct List<T> {
    pub data: Vec<T>,
    /// The value of `after` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// An organisation of the council.
#[derive(Serialize, ToSchema)]
pub struct OrganizationJson {
    #[schema(value_type = String)]
    pub id: OrganizationId,
    pub key: String,
    pub name: String,
    #[schema(value_type = String)]
    pub kind: OrganizationKind,
    /// The organisation above.
    #[schema(value_type = Option<String>)]
    pub parent: Option<OrganizationId>,
    pub place: Option<String>,
    pub starts_on: Option<NaiveDate>,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
    /// Into which other it was merged.
    #[schema(value_type = Option<String>)]
    pub successor: Option<OrganizationId>,
    pub seats: Option<i32>,
    pub nonpublic: bool,
    /// What stands for it in the numbers of papers.
    pub sign: Option<String>,
    pub former_names: Vec<FormerName>,
    /// Path of its page.
    pub page: String,
}

/// A name that an organisation bore before.
#[derive(Serialize, ToSchema)]
pub struct FormerName {
    pub name: String,
    pub starts_on: Option<NaiveDate>,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
}

impl OrganizationJson {
    fn of(row: Organization, past: &[PastName]) -> Self {
        let former =
            |name: &PastName| FormerName { name: name.name.clone(), starts_on: name.starts_on, ends_on: name.ends_on };
        Self {
            page: format!("/{}/organizations/{}", row.council, row.id),
            former_names: past.iter().filter(|name| name.organization_id == row.id).map(former).collect(),
            id: row.id,
            key: row.key,
            name: row.name,
            kind: row.kind,
            parent: row.parent_id,
            place: row.place,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            successor: row.successor_id,
            seats: row.seats,
            nonpublic: row.nonpublic,
            sign: row.sign,
        }
    }
}

/// The organisations of a council by name, past ones too.
#[utoipa::path(get, path = "/api/v1/{council}/organizations", tag = "council", params(
    ("council" = String, Path), ("after" = Option<String>, Query, description = "`next` of the page before"),
), responses((status = 200, body = List<OrganizationJson>), (status = 404, description = "No such council")))]
pub async fn organizations(
    app: web::Data<App>,
    path: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let slug = app.council(&path)?.slug.clone();
    let after = query.after::<OrganizationId>()?;
    let (mut rows, past) = app
        .read(move |db| {
            let known = after.map(|id| store::get(db, id)).transpose()?;
            if known.is_some_and(|row| row.council != slug) {
                return Err(Error::NotFound);
            }
            Ok((store::page(db, &slug, after, PAGE as i64 + 1)?, store::all_past_names(db, &slug)?))
        })
        .await?;
    let more = cursor::cut(&mut rows, PAGE);
    let next = rows.last().filter(|_| more).map(|row| row.id.to_string());
    let data = rows.into_iter().map(|row| OrganizationJson::of(row, &past)).collect();
    Ok(HttpResponse::Ok().json(List { data, next }))
}

/// A person who holds or held a seat or an office.
#[derive(Serialize, ToSchema)]
pub struct PersonJson {
    #[schema(value_type = String)]
    pub id: PersonId,
    pub key: String,
    pub name: String,
    pub memberships: Vec<MembershipJson>,
    /// Path of the page.
    pub page: String,
}

/// A seat or office.
#[derive(Serialize, ToSchema)]
pub struct MembershipJson {
    #[schema(value_type = String)]
    pub id: MembershipId,
    #[schema(value_type = String)]
    pub organization: OrganizationId,
    #[schema(value_type = String)]
    pub role: Role,
    /// The function in words.
    pub title: String,
    pub voting: bool,
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
}

impl From<Membership> for MembershipJson {
    fn from(row: Membership) -> Self {
        Self {
            id: row.id,
            organization: row.organization_id,
            role: row.role,
            title: row.title,
            voting: row.voting,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
        }
    }
}

/// The people of a council by name, with their seats and offices over time.
#[utoipa::path(get, path = "/api/v1/{council}/people", tag = "council", params(
    ("council" = String, Path), ("after" = Option<String>, Query, description = "`next` of the page before"),
), responses((status = 200, body = List<PersonJson>), (status = 404, description = "No such council")))]
pub async fn people(app: web::Data<App>, path: web::Path<String>, query: web::Query<Query>) -> Result<HttpResponse> {
    let slug = app.council(&path)?.slug.clone();
    let after = query.after::<PersonId>()?;
    let council = slug.clone();
    let (people, more) = app
        .read(move |db| {
            let known = after.map(|id| directory::store::person(db, id)).transpose()?;
            if known.is_some_and(|row| row.council != slug) {
                return Err(Error::NotFound);
            }
            let mut rows = directory::store::people_page(db, &slug, after, PAGE as i64 + 1)?;
            let more = cursor::cut(&mut rows, PAGE);
            let mut people = Vec::new();
            for person in rows {
                let seats = directory::store::memberships_of(db, person.id)?;
                people.push((person, seats));
            }
            Ok((people, more))
        })
        .await?;
    let next = people.last().filter(|_| more).map(|(person, _)| person.id.to_string());
    let data = people.into_iter().map(|(person, seats)| PersonJson {
        page: format!("/{council}/people/{}", person.id),
        id: person.id,
        key: person.key,
        name: person.name,
        memberships: seats.into_iter().map(MembershipJson::from).collect(),
    });
    Ok(HttpResponse::Ok().json(List { data: data.collect(), next }))
}
