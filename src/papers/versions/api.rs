//! The JSON handler for the frozen texts of a paper.
use crate::app::App;
use crate::error::Result;
use crate::papers::Value;
use crate::papers::compare::Content;
use crate::papers::json::PointJson;
use crate::papers::view::{self, Version};
use crate::web::actor::Visitor;
use crate::web::api::Setting;
use crate::web::routes::{Access, Entry, get};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![get("/api/v1/{council}/papers/{name}/versions", Access::Anyone, list)]
}

/// A frozen text of a paper.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionJson {
    /// Counted from 1.
    pub number: i32,
    /// RFC 3339 in UTC.
    pub frozen_at: String,
    pub title: String,
    pub occasion: String,
    pub facts: String,
    pub points: Vec<PointJson>,
    pub questions: Vec<PointJson>,
    /// The fields of the kind's own that are not private, by their keys.
    #[schema(value_type = Object)]
    pub values: BTreeMap<String, Value>,
}

fn json(version: Version) -> Result<VersionJson> {
    let content = Content::parse(&version.content)?;
    let rows = |rows: Vec<(i32, String)>| rows.into_iter().map(|(number, text)| PointJson { number, text }).collect();
    Ok(VersionJson {
        number: version.number,
        frozen_at: version.frozen_at.text(),
        title: content.title,
        occasion: content.occasion,
        facts: content.facts,
        points: rows(content.points),
        questions: rows(content.questions),
        values: content.extra.values,
    })
}

/// The frozen texts of a paper that the caller may read, by number.
#[utoipa::path(get, path = "/api/v1/{council}/papers/{name}/versions", tag = "papers",
    params(("council" = String, Path), ("name" = String, Path)),
    responses((status = 200, body = Vec<VersionJson>), (status = 404)))]
pub(crate) async fn list(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (council, name) = path.into_inner();
    let setting = Setting::of(&app, &request, &council)?;
    let found = app
        .read(move |db| {
            let (paper, scope) = view::find(db, &setting.council, visitor.0.as_ref(), &name)?;
            view::readable(db, &setting.council, &scope, &paper)
        })
        .await?;
    Ok(HttpResponse::Ok().json(found.into_iter().map(json).collect::<Result<Vec<_>>>()?))
}
