//! What the demo shows of Dortmund: the order of 2016 that became three, moved and is reported on; an inquiry that lies
//! before the council a second time; a suggestion that only its committee reads whole; a closed case that was packed for the
//! archive. Invented, and taken through the real acts.
use super::towns::{Play, text};
use super::{actor, set_clock};
use crate::app::App;
use crate::db::types::{OrderId, PaperId};
use crate::error::Error;
use crate::orders::input::{OrderInput, PartInput};
use crate::orders::{act as orders, store};
use crate::papers::act::NewPaper;
use crate::papers::extra::Value;
use crate::papers::input::Input;
use crate::procedure::Action;
use crate::records::make;
use std::collections::BTreeMap;

const OFFICE: &str = "ratsbuero@dortmund.example.org";
const FIRST: [&str; 2] = ["dezernat-1.stab@dortmund.example.org", "dezernat-1.leitung@dortmund.example.org"];
const EIGHTH: &str = "dezernat-8.stab@dortmund.example.org";
const HALL: &str = "Rathaus, Ratssaal, Friedensplatz 1, 44135 Dortmund";

/// Plays everything.
pub fn play(app: &App) -> anyhow::Result<()> {
    let council = app.council("dortmund")?.clone();
    let play = Play { app, council: &council, office: OFFICE };
    masterplan(&play)?;
    inquiry(&play)?;
    suggestion(&play)?;
    closed(&play)
}

fn masterplan(play: &Play<'_>) -> anyhow::Result<()> {
    let motion = NewPaper {
        kind: "A".to_owned(),
        title: Some("Masterplan Digitales Dortmund".to_owned()),
        facts: Some("Viele Dienste der Stadt gibt es nur am Schalter.".to_owned()),
        points: text("Die Verwaltung erarbeitet mit Bürgerschaft, Wissenschaft und Wirtschaft einen Masterplan."),
        ..NewPaper::default()
    };
    let motion =
        play.filed("spd.buero@dortmund.example.org", "2016-05-02T10:00", "2016-05-03T09:00", "dezernat-1", &motion)?;
    plan(play, "2016-05-04T09:00", motion, "rat", "decision")?;
    play.sits(motion, "introduction", "2016-05-19", HALL, Some("passed_on"))?;
    play.sits(motion, "decision", "2016-07-07", HALL, Some("adopted_unanimous"))?;
    let begun = Input { kind: Some("E".to_owned()), ..Input::default() };
    let report = play.step(FIRST[0], "2017-04-03T09:00", motion, Action::DraftChild, begun)?;
    let typed = Input {
        title: Some("Neuer Zuschnitt der Projekte".to_owned()),
        facts: Some("Aus einem Masterplan sollen drei werden, jeder mit eigener Zuständigkeit.".to_owned()),
        ..Input::default()
    };
    play.step(FIRST[0], "2017-04-03T10:00", report, Action::Edit, typed)?;
    play.step(FIRST[1], "2017-04-03T15:00", report, Action::Sign, Input::default())?;
    play.step(OFFICE, "2017-04-04T09:00", report, Action::Issue, Input::default())?;
    play.sits(report, "information", "2017-06-01", HALL, Some("noted"))?;

    let parts =
        ["Masterplan Digitale Stadtverwaltung", "Masterplan Digitale Wirtschaft", "Masterplan Digitale Bildung"];
    let parts = parts.map(|part| PartInput { text: part.to_owned(), ..PartInput::default() });
    let split = OrderInput { parts: Some(parts.into()), ..OrderInput::default() };
    order(play, OFFICE, "2017-06-02T09:00", only(play, motion, "")?, Action::Split, split)?;
    let city = only(play, motion, "Stadtverwaltung")?;
    let owner = OrderInput { owner: Some("dezernat-8".to_owned()), ..OrderInput::default() };
    order(play, OFFICE, "2017-09-01T09:00", city, Action::Move, owner)?;
    reported(play, city, "2017-12-04T09:00", "Die E-Akte wird in einem Amt erprobt.")?;
    // From 1 June 2018 the CIO coordinates what the three of them do.
    let from = "2018-06-01".parse().ok();
    let cio = OrderInput { coordinator: Some("cio".to_owned()), from_on: from, ..OrderInput::default() };
    order(play, OFFICE, "2018-05-28T09:00", city, Action::Coordinate, cio)?;
    for (at, told) in [
        ("2018-06-04T09:00", "Seit dem 1. Juni stimmt der CIO die drei Masterpläne aufeinander ab."),
        ("2019-12-02T09:00", "Die E-Akte läuft in zwölf Ämtern."),
        ("2020-06-02T09:00", "Zwanzig Dienste sind ohne Gang zum Amt nutzbar."),
    ] {
        reported(play, city, at, told)?;
    }
    let schools = only(play, motion, "Bildung")?;
    let due = OrderInput { due_on: "2019-12-31".parse().ok(), ..OrderInput::default() };
    order(play, OFFICE, "2018-01-08T09:00", schools, Action::Reschedule, due)?;
    let done = OrderInput {
        report: Some("Alle Schulen sind angeschlossen.".to_owned()),
        done: Some(true),
        ..OrderInput::default()
    };
    order(play, FIRST[0], "2019-11-18T09:00", schools, Action::Report, done)?;
    order(play, OFFICE, "2019-11-20T09:00", schools, Action::Confirm, OrderInput::default())
}

fn reported(play: &Play<'_>, city: OrderId, at: &str, told: &str) -> anyhow::Result<()> {
    let report = OrderInput { report: Some(told.to_owned()), ..OrderInput::default() };
    order(play, EIGHTH, at, city, Action::Report, report)
}

/// An inquiry that was answered, and its record.
fn closed(play: &Play<'_>) -> anyhow::Result<()> {
    let inquiry = NewPaper {
        kind: "AT".to_owned(),
        title: Some("Digitale Anmeldung in der Bibliothek".to_owned()),
        facts: Some("Wir bitten um Stellungnahme der Verwaltung.".to_owned()),
        questions: text("Wann kann man sich ohne Gang zum Schalter anmelden?"),
        ..NewPaper::default()
    };
    let inquiry = play.filed(
        "gruene.buero@dortmund.example.org",
        "2020-03-02T10:00",
        "2020-03-03T09:00",
        "dezernat-1",
        &inquiry,
    )?;
    let text = "Seit dem 1. April. Der Ausweis wird zugeschickt.";
    answer(play, inquiry, ["2020-04-06T09:00", "2020-04-06T10:00", "2020-04-07T09:00", "2020-04-08T09:00"], text)?;
    set_clock(play.app, play.council, "2020-08-03T09:00")?;
    let records = actor(play.app, "registratur@dortmund.example.org")?;
    let council = play.app.council("dortmund")?.clone();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(make::make(play.app, &records, &council, &inquiry.to_string()))?;
    Ok(())
}

fn inquiry(play: &Play<'_>) -> anyhow::Result<()> {
    let inquiry = NewPaper {
        kind: "AT".to_owned(),
        title: Some("Funklöcher im Stadtgebiet".to_owned()),
        facts: Some("Wir bitten um Stellungnahme der Verwaltung.".to_owned()),
        questions: text("Wo fehlt im Stadtgebiet das Netz?"),
        ..NewPaper::default()
    };
    let inquiry =
        play.filed("cdu.buero@dortmund.example.org", "2020-05-25T10:00", "2020-05-26T09:00", "dezernat-1", &inquiry)?;
    play.sits(inquiry, "answer", "2020-06-18", HALL, Some("deferred"))?;
    plan(play, "2020-07-01T09:00", inquiry, "rat", "answer")?;
    play.sits(inquiry, "answer", "2020-09-10", HALL, None)?;
    let days = ["2020-07-13T09:00", "2020-07-13T10:00", "2020-07-14T09:00", "2020-07-15T09:00"];
    answer(play, inquiry, days, "Am Hafen und im Süden. Zwei Masten werden im Herbst gebaut.")
}

/// The answer of Dezernat 1 to an inquiry with one question: drafted, written, signed and issued.
fn answer(
    play: &Play<'_>,
    inquiry: PaperId,
    [drafted, written, signed, issued]: [&str; 4],
    text: &str,
) -> anyhow::Result<()> {
    let answer = play.step(FIRST[0], drafted, inquiry, Action::DraftAnswer, Input::default())?;
    let text = text.to_owned();
    let typed = crate::papers::input::AnswerInput { question: 1, text, refusal: String::new() };
    let typed = Input { answers: Some(vec![typed]), ..Input::default() };
    play.step(FIRST[0], written, answer, Action::Edit, typed)?;
    play.step(FIRST[1], signed, answer, Action::Sign, Input::default())?;
    play.step(OFFICE, issued, answer, Action::Issue, Input::default())?;
    Ok(())
}

fn suggestion(play: &Play<'_>) -> anyhow::Result<()> {
    let value = |text: &str| Value::Text(text.to_owned());
    let suggestion = NewPaper {
        kind: "P".to_owned(),
        title: Some("Tempo 30 in der Kampstraße".to_owned()),
        facts: Some("Vor unserem Haus wurde meine Nachbarin angefahren. Dort fährt niemand langsam.".to_owned()),
        values: Some(BTreeMap::from([
            ("asker_name".to_owned(), value("Wilhelmine Zerbst")),
            ("summary".to_owned(), value("In der Kampstraße soll Tempo 30 gelten.")),
        ])),
        ..NewPaper::default()
    };
    let paper = play.filed(OFFICE, "2020-07-20T10:00", "2020-07-21T09:00", "dezernat-1", &suggestion)?;
    play.sits(paper, "decision", "2020-09-01", "Rathaus, Saal Hanse, Friedensplatz 1, 44135 Dortmund", None)
}

fn plan(play: &Play<'_>, at: &str, paper: PaperId, body: &str, role: &str) -> anyhow::Result<()> {
    let planned = Input { body: Some(body.to_owned()), role: Some(role.to_owned()), ..Input::default() };
    play.step(OFFICE, at, paper, Action::Plan, planned)?;
    Ok(())
}

/// The order of this paper whose text holds these words.
fn only(play: &Play<'_>, paper: PaperId, words: &str) -> anyhow::Result<OrderId> {
    let found = play.app.read_blocking(|db| store::of_paper(db, paper))?;
    let found = found.into_iter().find(|order| order.state.is_open() && order.content.contains(words));
    Ok(found.ok_or(Error::NotFound)?.id)
}

fn order(
    play: &Play<'_>,
    account: &str,
    at: &str,
    id: OrderId,
    action: Action,
    input: OrderInput,
) -> anyhow::Result<()> {
    set_clock(play.app, play.council, at)?;
    play.app.write_blocking(&actor(play.app, account)?, |tx| {
        let version = Some(store::get(tx, &play.council.slug, id)?.version);
        orders::perform(tx, play.council, id, action, &OrderInput { version, ..input.clone() })
    })?;
    Ok(())
}
