//! The weekly list for programs.
use super::pages::rows;
use super::{Week, of_week};
use crate::app::App;
use crate::error::{Error, Result};
use crate::web::api::Setting;
use crate::web::routes::{Access, Entry, get};
use crate::web::rows::Telling;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![get("/api/v1/{council}/weekly/{week}", Access::Anyone, show)]
}

/// The list of new business of one week.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeeklyJson {
    /// As ISO 8601 counts it: `2024-W26`.
    pub week: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// Whether more came in during the week than is listed here.
    pub truncated: bool,
    /// In the order of the council's rules.
    pub groups: Vec<WeeklyGroupJson>,
}

/// A group of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeeklyGroupJson {
    pub label: String,
    pub items: Vec<WeeklyItemJson>,
}

/// A paper that came in, or what a body recommended of one.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeeklyItemJson {
    pub reference: String,
    pub title: String,
    /// The kind's word.
    pub kind: String,
    /// Who filed it with whom, or the body.
    pub by: String,
    /// What the body recommended; absent for a paper that came in.
    pub result: Option<String>,
    /// The day on which it was filed, issued or recommended, as the language writes it.
    pub date: String,
    pub url: String,
}

/// The list of a week: what came in, and what bodies recommended. Only what is public; the same for everybody.
#[utoipa::path(get, path = "/api/v1/{council}/weekly/{week}", tag = "weekly",
    params(("council" = String, Path), ("week" = String, Path, description = "as ISO 8601 counts it: 2024-W26")),
    responses((status = 200, body = WeeklyJson), (status = 404)))]
pub(crate) async fn show(
    app: web::Data<App>,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, week) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let week = Week::parse(&week).ok_or(Error::NotFound)?;
    let (council, today) = (setting.council.clone(), setting.today());
    let weekly = app.read(move |db| of_week(db, &council, week, today)).await?;
    let telling = Telling { wording: setting.wording(), today };
    let base = app.config.public_url();
    let groups = rows(&telling, &weekly).into_iter().map(|group| WeeklyGroupJson {
        label: group.label,
        items: group
            .rows
            .into_iter()
            .map(|row| WeeklyItemJson {
                reference: row.number,
                title: row.title,
                kind: row.kind,
                by: row.by,
                result: (!row.result.is_empty()).then_some(row.result),
                date: row.date,
                url: format!("{base}{}", row.href),
            })
            .collect(),
    });
    Ok(HttpResponse::Ok().json(WeeklyJson {
        truncated: weekly.cut,
        week: week.to_string(),
        from: week.monday(),
        to: week.sunday(),
        previous: week.previous().map(|week| week.to_string()),
        next: week.next().filter(|week| week.monday() <= today).map(|week| week.to_string()),
        groups: groups.collect(),
    }))
}
