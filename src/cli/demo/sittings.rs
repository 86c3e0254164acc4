//! Sittings of the demo: one to come, invited to with a whole agenda, and a joint one of two committees that is still
//! prepared. Invented, and taken through the real acts.
use super::{actor, set_clock};
use crate::app::App;
use crate::consultations::unscheduled;
use crate::council::Council;
use crate::db::types::MeetingId;
use crate::error::Error;
use crate::meetings::input::MeetingInput;
use crate::meetings::{act, agenda, store};
use crate::procedure::MeetingAction;
use crate::visibility::Scope;
use anyhow::Context;

pub(super) const OFFICE: &str = "ratsbuero@example.org";
/// The second person of the office: takes the minutes, proposes what the first has to confirm.
pub(super) const SECOND: &str = "sitzungsdienst@example.org";

/// Sets both up.
pub fn play(app: &App, council: &Council) -> anyhow::Result<()> {
    set_clock(app, council, "2020-08-10T09:00")?;
    let council_sits = set_up(app, council, &["ratsversammlung"], "2020-08-26", "14:00")?;
    add(app, council, council_sits, item("Eröffnung und Begrüßung", true), None)?;
    add(app, council, council_sits, item("Fragestunde", true), None)?;
    add(app, council, council_sits, item("Fragen der Einwohnerinnen und Einwohner", true), Some("Fragestunde"))?;
    add(app, council, council_sits, item("Fragen der Fraktionen", true), Some("Fragestunde"))?;
    add(app, council, council_sits, item("Verkauf eines Grundstücks in Plagwitz", false), None)?;
    fill(app, council, council_sits)?;
    step(app, council, council_sits, MeetingAction::Invite, MeetingInput::default())?;
    let bodies = ["fa-stadtentwicklung-bau", "fa-umwelt-klima-ordnung"];
    let joint = set_up(app, council, &bodies, "2020-09-08", "16:30")?;
    add(app, council, joint, item("Bericht zum Stand der Radverkehrsplanung", true), None)
}

pub(super) fn item(title: &str, public: bool) -> MeetingInput {
    MeetingInput {
        title: Some(title.to_owned()),
        public: Some(public),
        public_title: (!public).then(|| "Grundstücksangelegenheit".to_owned()),
        ..MeetingInput::default()
    }
}

pub(super) fn set_up(
    app: &App,
    council: &Council,
    bodies: &[&str],
    day: &str,
    time: &str,
) -> anyhow::Result<MeetingId> {
    let input = MeetingInput {
        bodies: Some(bodies.iter().map(|body| (*body).to_owned()).collect()),
        date: Some(day.parse().context("a day of the demo")?),
        time: Some(time.to_owned()),
        ..MeetingInput::default()
    };
    Ok(app.write_blocking(&actor(app, OFFICE)?, |tx| act::create(tx, council, &input))?)
}

/// Adds an item, below the one of this title.
pub(super) fn add(
    app: &App,
    council: &Council,
    meeting: MeetingId,
    mut input: MeetingInput,
    below: Option<&str>,
) -> anyhow::Result<()> {
    if let Some(title) = below {
        let items = app.read_blocking(|db| agenda::store::of_meeting(db, meeting))?;
        let above = items.iter().find(|item| item.title == title).with_context(|| format!("no item {title}"))?;
        input.parent = Some(above.id.to_string());
    }
    step(app, council, meeting, MeetingAction::AddItem, input)
}

/// Puts what waits for its body onto the agenda: all but the last, so that the list of what waits is not empty; and all
/// but what must wait for something else.
fn fill(app: &App, council: &Council, meeting: MeetingId) -> anyhow::Result<()> {
    let office = actor(app, OFFICE)?;
    let scope = Scope::of(Some(&office), &council.slug);
    let waiting = app.read_blocking(|db| {
        let (meeting, _) = store::get(db, &council.slug, meeting)?;
        let mut waiting = unscheduled::waiting(db, &council.slug, &scope)?;
        waiting.retain(|row| row.consultation.organization_id == meeting.organization_id);
        Ok(waiting)
    })?;
    let some = waiting.len().saturating_sub(1);
    for row in waiting.iter().take(some) {
        let done = app.write_blocking(&office, |tx| {
            let input = MeetingInput {
                version: Some(store::get(tx, &council.slug, meeting)?.0.version),
                consultations: Some(vec![row.consultation.id.to_string()]),
                ..MeetingInput::default()
            };
            act::perform(tx, council, meeting, MeetingAction::Fill, &input)
        });
        match done {
            Ok(_) | Err(Error::Refused(_) | Error::NotFound | Error::Forbidden(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(())
}

pub(super) fn step(
    app: &App,
    council: &Council,
    meeting: MeetingId,
    action: MeetingAction,
    input: MeetingInput,
) -> anyhow::Result<()> {
    app.write_blocking(&actor(app, OFFICE)?, |tx| {
        let version = Some(store::get(tx, &council.slug, meeting)?.0.version);
        act::perform(tx, council, meeting, action, &MeetingInput { version, ..input.clone() })
    })?;
    Ok(())
}
