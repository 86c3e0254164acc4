//! The notice board for programs.
use super::view::{self, Posted};
use crate::app::App;
use crate::council::Council;
use crate::error::{Error, Result};
use crate::meetings::json::address;
use crate::web::api::Setting;
use crate::web::routes::{Access, Entry, get};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// The routes of this module.
pub fn routes() -> Vec<Entry> {
    vec![get("/api/v1/{council}/notices", Access::Anyone, list)]
}

/// What was put up on the minutes of a sitting.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeJson {
    pub bodies: Vec<String>,
    /// Day of the sitting, and the address of its page.
    pub sitting_on: NaiveDate,
    pub sitting: String,
    pub approved_on: NaiveDate,
    pub put_up_on: NaiveDate,
    /// The first day on which it does not hang any more.
    pub taken_down_on: NaiveDate,
    /// The last day on which an appeal can come in, and the rule behind it.
    pub appeal_until: NaiveDate,
    pub appeal_basis: String,
    /// Where the minutes are kept.
    pub kept_at: String,
    /// The numbers of what was decided in public, as they are printed.
    pub paragraphs: Vec<String>,
}

/// What hangs on the notice board today, the latest first.
#[utoipa::path(get, path = "/api/v1/{council}/notices", tag = "meetings", params(("council" = String, Path)),
    responses((status = 200, body = Vec<NoticeJson>)))]
pub(crate) async fn list(
    app: web::Data<App>,
    council: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let setting = Setting::of(&app, &request, &council)?;
    if setting.council.notices.is_none() {
        return Err(Error::NotFound);
    }
    let (rules, today) = (setting.council.clone(), app.now().day(setting.council.timezone));
    let posted = app.read(move |db| view::board(db, &rules, today)).await?;
    let base = app.config.public_url();
    let language = setting.wording().language;
    let rows: Vec<_> = posted.iter().filter_map(|row| json(row, &setting.council, language, &base)).collect();
    Ok(HttpResponse::Ok().json(rows))
}

fn json(row: &Posted, council: &Council, language: crate::words::Language, base: &str) -> Option<NoticeJson> {
    let rules = council.notices.as_ref()?;
    let mark = council.meetings.paragraphs.as_ref();
    Some(NoticeJson {
        bodies: row.bodies.clone(),
        sitting_on: row.meeting.starts_at.day(council.timezone),
        sitting: address(&row.meeting, base),
        approved_on: row.notice.approved_on,
        put_up_on: row.notice.put_up_on,
        taken_down_on: row.notice.taken_down_on,
        appeal_until: row.notice.appeal_until,
        appeal_basis: council.clocks.get(&rules.appeal).map(|clock| clock.basis.clone()).unwrap_or_default(),
        kept_at: rules.kept_at.say(language).to_owned(),
        paragraphs: row.paragraphs.iter().filter_map(|number| Some(mark?.print(*number))).collect(),
    })
}
