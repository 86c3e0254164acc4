//! What happens beside the straight way of an inquiry: questions that two departments answer, a remark between
//! department and office, an interim notice.
use super::{actor, set_clock};
use crate::app::App;
use crate::council::Council;
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::papers::input::{AssignmentInput, Input};
use crate::papers::{act, store};
use crate::procedure::Action;
use crate::visibility::Scope;
use crate::{clocks, notes};
use chrono::NaiveDate;

/// The inquiry on whose questions two departments work, and the one whose answer was put off.
const SPLIT: &str = "Fahrradabstellanlagen an Grundschulen";
const PUT_OFF: &str = "Öffnungszeiten der Freibäder in den Sommerferien";
const OFFICE: &str = "ratsbuero@example.org";
const BUILDING: &str = "bau@example.org";
const ENVIRONMENT: &str = "umwelt@example.org";

/// Plays it; the papers are there.
pub fn play(app: &App, council: &Council) -> anyhow::Result<()> {
    let (split, put_off) = (find(app, council, SPLIT)?, find(app, council, PUT_OFF)?);
    set_clock(app, council, "2020-07-09T10:30")?;
    app.write_blocking(&actor(app, OFFICE)?, |tx| {
        let assignments = vec![AssignmentInput { question: 2, department: "dezernat-03".to_owned() }];
        let version = Some(store::get(tx, split)?.version);
        let input = Input { version, assignments: Some(assignments), ..Input::default() };
        act::perform(tx, council, split, Action::AssignQuestions, &input)
    })?;
    set_clock(app, council, "2020-07-28T15:10")?;
    app.write_blocking(&actor(app, BUILDING)?, |tx| {
        let text = "Die Zahlen zu den Schulhöfen kommen aus dem Umweltdezernat, sie sind für Mitte August zugesagt.";
        notes::act::write(tx, council, &split.to_string(), text)
    })?;
    set_clock(app, council, "2020-08-11T09:45")?;
    app.write_blocking(&actor(app, ENVIRONMENT)?, |tx| interim(tx, council, put_off))?;
    Ok(())
}

fn interim(tx: &mut crate::app::Tx<'_>, council: &Council, paper: PaperId) -> Result<PaperId> {
    let clock = clocks::store::of_paper(tx, paper)?.into_iter().next().ok_or(Error::NotFound)?;
    let input = Input {
        version: Some(clock.version),
        due_on: NaiveDate::from_ymd_opt(2020, 8, 19),
        reason: Some("Die Besuchszahlen der letzten Ferienwoche liegen erst am 19. August vor.".to_owned()),
        ..Input::default()
    };
    clocks::act::perform(tx, council, clock.id, Action::Interim, &input)
}

fn find(app: &App, council: &Council, title: &str) -> anyhow::Result<PaperId> {
    let everything = Scope { office: true, council: true, ..Scope::default() };
    let filter = store::Filter { text: Some(title.to_owned()), ..store::Filter::default() };
    let found = app.read_blocking(|db| store::list(db, &council.slug, &everything, &filter, 1))?;
    Ok(found.first().ok_or(Error::NotFound)?.id)
}
