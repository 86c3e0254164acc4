//! What the demo shows in Zofingen: credits at each stage on their way to legal force, and a motion. Invented, and taken
//! through the real acts.
use super::set_clock;
use super::towns::{Play, text};
use crate::app::App;
use crate::council::Council;
use crate::db::types::PaperId;
use crate::orders::force::settle;
use crate::papers::act::NewPaper;
use crate::papers::extra::Value;
use crate::papers::input::Input;
use crate::people::Actor;
use crate::procedure::Action;
use std::collections::BTreeMap;

const TOWN_HALL: &str = "Rathaus, Kirchplatz 26, 4800 Zofingen";
const HALL: &str = "Stadtsaal, Weiherstrasse 2, 4800 Zofingen";

/// A credit and its days.
struct Credit {
    title: &'static str,
    facts: &'static str,
    point: &'static str,
    amount: &'static str,
    drafted: &'static str,
    approved: &'static str,
    advised: &'static str,
    decided: &'static str,
}

/// Nobody demanded a vote on it: it binds.
const SCHOOL: Credit = Credit {
    title: "Verpflichtungskredit für Lüftungen in den Schulhäusern",
    facts: "Die Luft in den Klassenzimmern ist im Winter schlecht. Die Anlagen werden in den Sommerferien eingebaut.",
    point: "Der Verpflichtungskredit von brutto CHF 480'000 wird genehmigt.",
    amount: "480'000",
    drafted: "2020-02-24",
    approved: "2020-03-04",
    advised: "2020-04-06",
    decided: "2020-05-18",
};
/// The people vote on it in any case.
const BATHS: Credit = Credit {
    title: "Verpflichtungskredit für die Sanierung des Freibads",
    facts: "Becken und Technik sind vierzig Jahre alt. Gebaut wird in zwei Wintern.",
    point: "Der Verpflichtungskredit von brutto CHF 4'600'000 wird genehmigt.",
    amount: "4'600'000",
    drafted: "2020-03-02",
    approved: "2020-03-11",
    advised: "2020-05-04",
    decided: "2020-06-22",
};
/// A vote on it can still be demanded.
const STRATEGY: Credit = Credit {
    title: "Verpflichtungskredit für die Umsetzung der IT-Strategie",
    facts: "Die Strategie wird in zwei Jahren umgesetzt. Der Betrag enthält die Mehrwertsteuer.",
    point: "Der Verpflichtungskredit von brutto CHF 1'235'000, zuzüglich allfälliger Teuerung, wird genehmigt.",
    amount: "1'235'000",
    drafted: "2020-05-04",
    approved: "2020-05-13",
    advised: "2020-06-08",
    decided: "2020-07-20",
};

/// Plays everything.
pub fn play(app: &App) -> anyhow::Result<()> {
    let council = app.council("zofingen")?.clone();
    let play = Play { app, council: &council, office: "ratssekretariat@zofingen.example.org" };
    credit(&play, &SCHOOL)?;
    // What binds is recorded by the daily work.
    look(app, &council, "2020-06-18T06:00")?;
    credit(&play, &BATHS)?;
    let motion = NewPaper {
        kind: "M".to_owned(),
        title: Some("Alle Dienste der Stadt auch digital".to_owned()),
        facts: Some("Viele Dienste gibt es nur am Schalter und zu Bürozeiten.".to_owned()),
        points: text("Der Stadtrat wird beauftragt, alle Dienste auch digital anzubieten."),
        ..NewPaper::default()
    };
    let motion =
        play.filed("sp.buero@zofingen.example.org", "2020-06-15T10:00", "2020-06-16T09:00", "stadtkanzlei", &motion)?;
    credit(&play, &STRATEGY)?;
    play.sits(motion, "committal", "2020-09-14", HALL, None)
}

/// Takes a credit from its draft to the decision of the Einwohnerrat.
fn credit(play: &Play<'_>, credit: &Credit) -> anyhow::Result<PaperId> {
    let values = BTreeMap::from([
        ("amount".to_owned(), Value::Text(credit.amount.to_owned())),
        ("credit".to_owned(), Value::Text("commitment".to_owned())),
        ("price_rise".to_owned(), Value::Flag(true)),
    ]);
    let new = NewPaper {
        kind: "K".to_owned(),
        title: Some(credit.title.to_owned()),
        facts: Some(credit.facts.to_owned()),
        points: text(credit.point),
        values: Some(values),
        ..NewPaper::default()
    };
    let at = |hour: &str| format!("{}T{hour}", credit.drafted);
    let paper = play.begin("informatik@zofingen.example.org", &at("09:00"), &new)?;
    let head = "stadtschreiber@zofingen.example.org";
    play.step(head, &at("14:00"), paper, Action::Sign, Input::default())?;
    play.step(play.office, &at("16:00"), paper, Action::Issue, Input::default())?;
    play.sits(paper, "approval", credit.approved, TOWN_HALL, Some("approved"))?;
    play.sits(paper, "advice", credit.advised, TOWN_HALL, Some("recommended"))?;
    play.sits(paper, "decision", credit.decided, HALL, Some("adopted"))?;
    Ok(paper)
}

/// The daily look at what binds, on this day.
fn look(app: &App, council: &Council, at: &str) -> anyhow::Result<()> {
    set_clock(app, council, at)?;
    app.write_blocking(&Actor::system(), |tx| settle::look(tx, council))?;
    Ok(())
}
