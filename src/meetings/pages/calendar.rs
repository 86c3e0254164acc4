//! The sittings as a calendar (RFC 5545) that other programs subscribe to. It says what everybody may know: which body
//! sits when and where; never what is dealt with.
use super::path;
use crate::app::App;
use crate::db::types::Moment;
use crate::error::Result;
use crate::meetings::{Meeting, store};
use crate::papers;
use crate::procedure::MeetingState;
use crate::web::page::Frame;
use crate::web::rows::Telling;
use actix_web::{HttpResponse, web};
use chrono::TimeDelta;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

/// How long past sittings stay in it.
const PAST: TimeDelta = TimeDelta::days(90);
/// Sittings that it holds at most.
const MOST: i64 = 500;
/// What a sitting lasts whose end is not said.
const USUAL: TimeDelta = TimeDelta::hours(3);

/// `GET /{council}/calendar.ics`
pub async fn show(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (slug, from) = (council.slug.clone(), app.now() + -PAST);
    let (rows, origins) = app
        .read(move |db| {
            let rows = store::list(db, &slug, from, true, MOST)?;
            let ids: Vec<_> = rows.iter().map(|(meeting, _)| meeting.id).collect();
            Ok((rows, papers::store::origins_of_meetings(db, &ids)?))
        })
        .await?;
    let telling = Telling::of(&app, &frame)?;
    let mut calendar = Calendar::new();
    calendar.name(&format!("{}: {}", council.name, telling.say("nav_meetings", &[])));
    for (meeting, body) in &rows {
        let mut event = event(meeting, body, &app.config.public_url());
        if let Some((source, licence)) = origins.get(&meeting.id) {
            let words = [council.import.source(source), licence].into_iter().filter(|word| !word.is_empty());
            let words = words.collect::<Vec<_>>().join(", ");
            event.description(&format!("{}: {words}", telling.say("import_source", &[])));
        }
        calendar.push(event);
    }
    Ok(frame.document("text/calendar; charset=utf-8", calendar.done().to_string()))
}

fn event(meeting: &Meeting, body: &str, public_url: &str) -> Event {
    let title = if meeting.name.is_empty() { body } else { &meeting.name };
    let stamp = |at: Moment| at.0.format("%Y%m%dT%H%M%SZ").to_string();
    let ends_at = meeting.ends_at.unwrap_or(meeting.starts_at + USUAL);
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", meeting.id, meeting.council))
        .summary(title)
        .starts(meeting.starts_at.0)
        .ends(ends_at.0)
        .status(match meeting.state {
            MeetingState::Cancelled => EventStatus::Cancelled,
            MeetingState::Planned => EventStatus::Tentative,
            _ => EventStatus::Confirmed,
        })
        .append_property(Property::new("DTSTAMP", stamp(meeting.invited_at.unwrap_or(meeting.starts_at))))
        .append_property(Property::new("SEQUENCE", meeting.version.to_string()))
        .append_property(Property::new("URL", format!("{public_url}{}", path(meeting))));
    if !meeting.place.is_empty() {
        event.location(&meeting.place);
    }
    event.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::OrganizationId;

    #[test]
    fn what_people_typed_cannot_break_a_line() {
        let at: chrono::DateTime<chrono::Utc> = "2020-09-16T12:00:00Z".parse().expect("a moment");
        let mut meeting =
            Meeting::planned("leipzig", OrganizationId::new(), at.into(), "Saal 1; links, oben\nEND:VEVENT");
        meeting.name = "A, B".to_owned();
        let mut calendar = Calendar::new();
        calendar.push(event(&meeting, "Ratsversammlung", "https://rat.example"));
        let text = calendar.done().to_string();
        assert_eq!(text.lines().filter(|line| line.starts_with("END:VEVENT")).count(), 1, "{text}");
        assert!(text.contains("LOCATION:Saal 1\\; links\\, oben\\nEND:VEVENT"), "{text}");
        assert!(text.contains("SUMMARY:A\\, B") && text.contains("DTSTART:20200916T120000Z"), "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with("DTSTAMP")).count(), 1, "{text}");
    }
}
