//! What the demo shows of Värnamo: the chain of orders on an IT centre from the assembly to the executive board, with the
//! numbers of the decisions, signed minutes and a notice that hangs; a motion that was not prepared within a year.
//! Invented, and taken through the real acts.
use super::towns::{Play, text};
use super::{actor, set_clock};
use crate::app::App;
use crate::consultations;
use crate::consultations::input::ReferralInput;
use crate::db::types::{MeetingId, OrderId, PaperId};
use crate::error::{Error, Result};
use crate::meetings::{self, input::MeetingInput};
use crate::minutes::{self, MinutesInput};
use crate::orders::input::OrderInput;
use crate::orders::{act as orders, store};
use crate::papers::act::NewPaper;
use crate::papers::input::Input;
use crate::procedure::{Action, MeetingAction, MinutesAction};

const OFFICE: &str = "sekreterare@vaernamo.example.org";
/// Who drafts and who signs for the municipal management and for the service administration.
const MANAGEMENT: [&str; 2] = ["utredare@vaernamo.example.org", "kommundirektor@vaernamo.example.org"];
const SERVICE: [&str; 2] = ["itsamordnare@vaernamo.example.org", "servicechef@vaernamo.example.org"];
const HALL: &str = "Stadshuset, Kyrktorget 1, 331 83 Värnamo";

/// Plays everything.
pub fn play(app: &App) -> anyhow::Result<()> {
    let council = app.council("vaernamo")?.clone();
    let play = Play { app, council: &council, office: OFFICE };
    motion(&play)?;
    chain(&play)
}

/// A matter of an administration, drafted, signed and issued on a day.
fn matter(
    play: &Play<'_>,
    desk: [&str; 2],
    kind: &str,
    day: &str,
    (title, facts): (&str, &str),
    point: &str,
) -> anyhow::Result<PaperId> {
    let new = NewPaper {
        kind: kind.to_owned(),
        title: Some(title.to_owned()),
        facts: Some(facts.to_owned()),
        points: text(point),
        ..NewPaper::default()
    };
    let draft = play.begin(desk[0], &format!("{day}T09:00"), &new)?;
    play.step(desk[1], &format!("{day}T11:00"), draft, Action::Sign, Input::default())?;
    play.step(OFFICE, &format!("{day}T14:00"), draft, Action::Issue, Input::default())
}

/// Holds the sitting in which the paper was dealt with in this role, and finishes its minutes; two people sign them when a
/// day is named.
fn minuted(play: &Play<'_>, paper: PaperId, role: &str, signed: Option<(&str, [&str; 2])>) -> anyhow::Result<()> {
    let (app, council) = (play.app, play.council);
    let sitting = app.read_blocking(|db| -> Result<MeetingId> {
        let rows = consultations::store::of_paper(db, paper)?;
        rows.iter().rev().find(|row| row.role == role).and_then(|row| row.meeting_id).ok_or(Error::NotFound)
    })?;
    let clerk = actor(app, OFFICE)?;
    for action in [MeetingAction::Invite, MeetingAction::Start, MeetingAction::End] {
        app.write_blocking(&clerk, |tx| {
            let (meeting, _) = meetings::store::get(tx, &council.slug, sitting)?;
            let input = MeetingInput { version: Some(meeting.version), ..MeetingInput::default() };
            meetings::act::perform(tx, council, sitting, action, &input)
        })?;
    }
    let record = |action, input: MinutesInput| {
        app.write_blocking(&clerk, |tx| {
            let version = minutes::store::of_meeting(tx, sitting)?.map_or(0, |minutes| minutes.version);
            let input = MinutesInput { version: Some(version), ..input.clone() };
            minutes::act::perform(tx, council, sitting, action, &input)
        })
    };
    record(MinutesAction::Finish, MinutesInput::default())?;
    let Some((day, people)) = signed else { return Ok(()) };
    set_clock(app, council, &format!("{day}T10:00"))?;
    let signed_by = Some(people.map(str::to_owned).to_vec());
    record(MinutesAction::Approve, MinutesInput { signed_by, ..MinutesInput::default() })?;
    Ok(())
}

/// The only order on a paper.
fn order_on(play: &Play<'_>, paper: PaperId) -> anyhow::Result<OrderId> {
    let orders = play.app.read_blocking(|db| store::of_paper(db, paper))?;
    Ok(orders.first().ok_or(Error::NotFound)?.id)
}

fn on_order(
    play: &Play<'_>,
    account: &str,
    at: &str,
    id: OrderId,
    action: Action,
    input: OrderInput,
) -> anyhow::Result<()> {
    set_clock(play.app, play.council, at)?;
    play.app.write_blocking(&actor(play.app, account)?, |tx| {
        let version = store::get(tx, &play.council.slug, id)?.version;
        let input = OrderInput { version: Some(version), ..input.clone() };
        orders::perform(tx, play.council, id, action, &input)
    })?;
    Ok(())
}

fn chain(play: &Play<'_>) -> anyhow::Result<()> {
    let about = ("Plan för centrala strategier för digitalisering", "Planen gäller alla förvaltningar till 2022.");
    let point = "Servicenämnden tar fram en åtgärdsplan för stabila tekniska förutsättningar.";
    let plan = matter(play, MANAGEMENT, "KF", "2019-08-05", about, point)?;
    play.sits(plan, "preparation", "2019-08-14", HALL, Some("proposes"))?;
    minuted(play, plan, "preparation", Some(("2019-08-19", ["vendela-sandgren", "ivar-tofsjoe"])))?;
    play.sits(plan, "decision", "2019-08-29", HALL, Some("adopted"))?;
    minuted(play, plan, "decision", Some(("2019-09-04", ["disa-norrvik", "tilda-ekenaes"])))?;
    let order = order_on(play, plan)?;
    let owned = OrderInput { owner: Some("servicenaemnden".to_owned()), ..OrderInput::default() };
    on_order(play, OFFICE, "2019-09-05T09:00", order, Action::Move, owned.clone())?;

    let about = ("Åtgärdsplan för stabila tekniska förutsättningar", "Planen beskriver nät, servrar och drift.");
    let point = "Servicenämnden antar åtgärdsplanen, med en utblick mot ett IT-center.";
    let measures = matter(play, SERVICE, "SN", "2020-01-20", about, point)?;
    let carries = |number: &str| OrderInput { paper: Some(number.to_owned()), ..OrderInput::default() };
    on_order(play, SERVICE[0], "2020-01-20T15:00", order, Action::CarryOut, carries("SN 2020/31"))?;
    play.sits(measures, "decision", "2020-02-12", HALL, Some("adopted"))?;
    minuted(play, measures, "decision", Some(("2020-02-18", ["rune-aasarp", "saga-lindmo"])))?;
    let done = |report: &str| OrderInput { report: Some(report.to_owned()), done: Some(true), ..OrderInput::default() };
    on_order(play, SERVICE[0], "2020-02-20T09:00", order, Action::Report, done("Åtgärdsplanen är antagen."))?;
    on_order(play, OFFICE, "2020-02-21T09:00", order, Action::Confirm, OrderInput::default())?;

    let about = ("Utredning om IT-center", "Åtgärdsplanen pekar mot ett gemensamt IT-center.");
    let point = "Kommunledningsförvaltningen får i uppdrag att utreda ett IT-center vidare.";
    let inquiry = matter(play, MANAGEMENT, "KS", "2020-04-27", about, point)?;
    play.sits(inquiry, "decision", "2020-05-13", HALL, Some("ordered"))?;
    minuted(play, inquiry, "decision", Some(("2020-05-19", ["vendela-sandgren", "saga-lindmo"])))?;

    let about = ("IT-center", "Utredningen föreslår ett gemensamt IT-center för kommunen.");
    let point = "Servicenämnden får i uppdrag att återkomma med en finansieringsplan för IT-center.";
    let center = matter(play, MANAGEMENT, "KS", "2020-07-15", about, point)?;
    on_order(
        play,
        MANAGEMENT[0],
        "2020-07-15T15:00",
        order_on(play, inquiry)?,
        Action::CarryOut,
        carries("KS 2020/118"),
    )?;
    play.sits(center, "decision", "2020-07-29", HALL, Some("ordered"))?;
    minuted(play, center, "decision", Some(("2020-08-04", ["vendela-sandgren", "ivar-tofsjoe"])))?;
    let financing = order_on(play, center)?;
    let due_on = "2020-11-30".parse().ok();
    on_order(play, OFFICE, "2020-08-05T09:00", financing, Action::Move, OrderInput { due_on, ..owned })?;

    let about = ("IT-centerchef och finansiering", "Nämnden redovisar hur IT-centret finansieras.");
    let point = "Servicenämnden får i uppdrag att rekrytera en IT-centerchef.";
    let chief = matter(play, SERVICE, "SK", "2020-08-06", about, point)?;
    on_order(play, SERVICE[0], "2020-08-06T15:00", financing, Action::CarryOut, carries("SN 2020/32"))?;
    play.sits(chief, "preparation", "2020-08-10", HALL, Some("proposes"))?;
    minuted(play, chief, "preparation", None)?;
    play.sits(chief, "decision", "2020-09-16", HALL, None)
}

/// A motion that the assembly referred to the executive board, and that waits there for more than a year.
fn motion(play: &Play<'_>) -> anyhow::Result<()> {
    let new = NewPaper {
        kind: "MO".to_owned(),
        title: Some("Laddstolpar i tätorten".to_owned()),
        facts: Some("Allt fler kör elbil, men det går knappt att ladda i centrum.".to_owned()),
        points: text("Kommunen utreder hur laddstolpar kan byggas ut i tätorten."),
        ..NewPaper::default()
    };
    let filed = ["2019-06-03T10:00", "2019-06-04T09:00"];
    let motion = play.filed("bygdelistan.kansli@vaernamo.example.org", filed[0], filed[1], "kommunledning", &new)?;
    play.sits(motion, "remittal", "2019-06-18", HALL, None)?;
    set_clock(play.app, play.council, "2019-06-18T21:00")?;
    play.app.write_blocking(&actor(play.app, OFFICE)?, |tx| -> Result<()> {
        let rows = consultations::store::of_paper(tx, motion)?;
        let row = rows.into_iter().find(|row| row.role == "remittal").ok_or(Error::NotFound)?;
        let board = ReferralInput { body: "kommunstyrelsen".to_owned(), role: "preparation".to_owned() };
        let input = Input {
            version: Some(row.version),
            result: Some("referred".to_owned()),
            bodies: Some(vec![board]),
            ..Input::default()
        };
        consultations::act::perform(tx, play.council, row.id, Action::EnterResult, &input)?;
        Ok(())
    })?;
    minuted(play, motion, "remittal", Some(("2019-06-24", ["disa-norrvik", "tilda-ekenaes"])))
}
