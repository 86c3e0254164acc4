//! The demo's clock: shows the domain's time and moves it. What would have happened by the clock until then happens.
use crate::app::App;
use crate::db::installation;
use crate::db::types::Moment;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::Actor;
use crate::web::csrf::Form;
use crate::web::page::{Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::routes::{self, Access, Entry};
use crate::work::daily;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use chrono::{DateTime, Datelike, Days, NaiveDateTime, TimeZone};
use serde::{Deserialize, Serialize};
use std::sync::atomic::Ordering;

/// How `<input type="datetime-local">` writes a point in time.
const LOCAL: &str = "%Y-%m-%dT%H:%M";
/// The years between which the clock can be moved.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
/// The most days that one press of a button can move it on.
const LONGEST: u64 = 366;

pub fn routes() -> Vec<Entry> {
    vec![routes::get("/dev/clock", Access::Demo, show), routes::post("/dev/clock", Access::Demo, turn)]
}

/// The page of the clock.
#[derive(Serialize)]
pub struct Clock {
    /// The domain's time in words.
    pub now: String,
    /// What stands in the field.
    pub at: String,
    pub faults: Faults,
}

impl Page for Clock {
    const TEMPLATE: &'static str = "pages/dev/clock.html";
    fn samples() -> Vec<Self> {
        let now = "12.08.2020, 09:00 Uhr".to_owned();
        let fault =
            crate::web::page::Fault { field: "at".to_owned(), text: "Bitte geben Sie Tag und Uhrzeit an.".to_owned() };
        let faults = Faults { of: [("at".to_owned(), fault.text.clone())].into(), list: vec![fault] };
        vec![
            Self { now: now.clone(), at: "2020-08-12T09:00".to_owned(), faults: Faults::default() },
            Self { now, at: "<gestern>".to_owned(), faults },
        ]
    }
}

/// Where to: to a point in time, or so many days on.
#[derive(Deserialize)]
struct Wanted {
    /// In the council's time zone.
    #[serde(default)]
    at: String,
    /// Days; wins over `at`.
    #[serde(default)]
    forward: Option<u64>,
}

/// The zone in which the clock is read: that of the first council.
fn zone(app: &App) -> chrono_tz::Tz {
    app.councils.values().next().map_or(chrono_tz::UTC, |council| council.timezone)
}

async fn show(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    let at = app.now().0.with_timezone(&zone(&app)).format(LOCAL).to_string();
    let page = page(&app, &frame, at, Faults::default());
    let mut answer = frame.render(&app, &page)?;
    // It shows another time at every look.
    answer.headers_mut().remove(actix_web::http::header::ETAG);
    Ok(answer)
}

fn page(app: &App, frame: &Frame, at: String, faults: Faults) -> Clock {
    Clock { now: frame.language.moment(app.now(), zone(app)), at, faults }
}

async fn turn(app: web::Data<App>, frame: Frame, Form(wanted): Form<Wanted>) -> Result<HttpResponse> {
    match target(&app, &wanted) {
        Ok(at) => {
            move_to(&app, at).await?;
            Ok(see_other("/dev/clock"))
        }
        Err(message) => {
            let faults = Faults::of(&app.words, frame.language, &[message]);
            frame.render_as(&app, &page(&app, &frame, wanted.at, faults), StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

/// The point in time that is wanted.
fn target(app: &App, wanted: &Wanted) -> Result<Moment, Message> {
    let zone = zone(app);
    let unreadable = || Message::new("dev_clock_unreadable").on("at");
    let local = match wanted.forward {
        Some(days) => {
            let now = app.now().0.with_timezone(&zone).naive_local();
            now.checked_add_days(Days::new(days.min(LONGEST))).ok_or_else(unreadable)?
        }
        None => NaiveDateTime::parse_from_str(wanted.at.trim(), LOCAL).map_err(|_| unreadable())?,
    };
    if !YEARS.contains(&local.year()) {
        let (first, last) = (YEARS.start(), YEARS.end());
        return Err(Message::new("dev_clock_years").with("first", first).with("last", last).on("at"));
    }
    // An hour that daylight saving leaves out does not exist: the next one does.
    let there = |local: NaiveDateTime| zone.from_local_datetime(&local).earliest();
    let at: Option<DateTime<_>> = there(local).or_else(|| there(local + chrono::TimeDelta::hours(1)));
    Ok(at.ok_or_else(unreadable)?.to_utc().into())
}

/// Moves the clock, for this process and for the next start, and does what is due by then.
async fn move_to(app: &App, at: Moment) -> Result<()> {
    if !app.demo {
        return Err(Error::NotFound);
    }
    let shift = (at.0 - app.real_now().0).num_seconds();
    let stored = shift.to_string();
    app.write(&Actor::system(), move |tx| installation::set(tx, installation::CLOCK_SHIFT, &stored)).await?;
    app.clock_shift.store(shift, Ordering::Relaxed);
    daily::warn(app).await?;
    Ok(())
}
