//! A motion with its opinion, its new version and an amendment, a proposal of the administration, and amendments to the
//! budget: what the demo shows beyond inquiries. Invented, and taken through the real acts.
use super::papers::step;
use super::{actor, set_clock};
use crate::app::App;
use crate::consultations;
use crate::council::Council;
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::papers::act::{self, NewPaper};
use crate::papers::extra::Value;
use crate::papers::input::Input;
use crate::procedure::Action;
use std::collections::BTreeMap;

const OFFICE: &str = "ratsbuero@example.org";
const SPD: &str = "spd@example.org";
const GREENS: &str = "gruene@example.org";
/// Drafts and signs for building.
const BUILDING: &str = "bau@example.org";
const DEPARTMENT: &str = "dezernat-06";

/// Plays everything.
pub fn play(app: &App, council: &Council) -> anyhow::Result<()> {
    let play = Play { app, council };
    let motion = play.motion()?;
    play.opinion(motion)?;
    play.new_version(motion)?;
    play.amendment(motion)?;
    play.proposal()?;
    play.budget()
}

struct Play<'a> {
    app: &'a App,
    council: &'a Council,
}

fn texts(points: &[&str]) -> Option<Vec<String>> {
    Some(points.iter().map(|point| (*point).to_owned()).collect())
}

fn values(fields: &[(&str, &str)]) -> BTreeMap<String, Value> {
    fields.iter().map(|(key, text)| ((*key).to_owned(), Value::Text((*text).to_owned()))).collect()
}

impl Play<'_> {
    fn begin(&self, account: &str, at: &str, new: &NewPaper) -> anyhow::Result<PaperId> {
        set_clock(self.app, self.council, at)?;
        Ok(self.app.write_blocking(&actor(self.app, account)?, |tx| act::create(tx, self.council, new))?)
    }

    fn step(&self, account: &str, at: &str, id: PaperId, action: Action, input: Input) -> anyhow::Result<PaperId> {
        step(self.app, self.council, account, at, id, action, input)
    }

    fn below(&self, account: &str, at: &str, parent: PaperId, kind: &str, typed: Input) -> anyhow::Result<PaperId> {
        let wish = Input { kind: Some(kind.to_owned()), ..Input::default() };
        let draft = self.step(account, at, parent, Action::DraftChild, wish)?;
        self.step(account, at, draft, Action::Edit, typed)
    }

    fn file(&self, account: &str, submitted: &str, admitted: &str, draft: PaperId) -> anyhow::Result<()> {
        self.step(account, submitted, draft, Action::Submit, Input::default())?;
        let admission = Input { department: Some(DEPARTMENT.to_owned()), ..Input::default() };
        self.step(OFFICE, admitted, draft, Action::Admit, admission)?;
        Ok(())
    }

    fn issue(&self, signed: &str, issued: &str, draft: PaperId) -> anyhow::Result<()> {
        self.step(BUILDING, signed, draft, Action::Sign, Input::default())?;
        self.step(OFFICE, issued, draft, Action::Issue, Input::default())?;
        Ok(())
    }

    /// The executive's conference has it on its agenda, and lets it into the council.
    fn approve(&self, day: &str, paper: PaperId) -> anyhow::Result<()> {
        for (at, action) in [("09:00", Action::Schedule), ("10:30", Action::EnterResult)] {
            set_clock(self.app, self.council, &format!("{day}T{at}"))?;
            self.app.write_blocking(&actor(self.app, OFFICE)?, |tx| -> Result<()> {
                let first = consultations::store::of_paper(tx, paper)?.into_iter().next().ok_or(Error::NotFound)?;
                let input = match action {
                    Action::Schedule => Input {
                        date: day.parse().ok(),
                        time: Some("10:00".to_owned()),
                        place: Some("Neues Rathaus, Martin-Luther-Ring 4-6, 04109 Leipzig".to_owned()),
                        ..Input::default()
                    },
                    _ => Input { result: Some("confirmed".to_owned()), ..Input::default() },
                };
                let input = Input { version: Some(first.version), ..input };
                consultations::act::perform(tx, self.council, first.id, action, &input)?;
                Ok(())
            })?;
        }
        Ok(())
    }

    fn motion(&self) -> anyhow::Result<PaperId> {
        let new = NewPaper {
            kind: "A".to_owned(),
            title: Some("Radweg an der Dieskaustraße".to_owned()),
            occasion: Some("Verkehrssicherheit".to_owned()),
            facts: Some("Der Radweg endet an der Stadtgrenze zu Großzschocher. Wer weiterfährt, teilt sich die Fahrbahn mit Straßenbahn und Lastverkehr.".to_owned()),
            points: texts(&[
                "Der Oberbürgermeister wird beauftragt, den Radweg an der Dieskaustraße bis 2024 zu bauen.",
                "Der Oberbürgermeister berichtet dem Rat jährlich über den Stand.",
            ]),
            ..NewPaper::default()
        };
        let motion = self.begin(SPD, "2020-06-29T10:00", &new)?;
        self.file(SPD, "2020-06-29T10:30", "2020-06-30T09:00", motion)?;
        Ok(motion)
    }

    fn opinion(&self, motion: PaperId) -> anyhow::Result<()> {
        let ticked = |point: &str, key: &str, remark: &str| {
            (point.to_owned(), BTreeMap::from([(key.to_owned(), remark.to_owned())]))
        };
        let boxes = BTreeMap::from([
            ticked("1", "agreement_amended", "im Zuge der Gleissanierung, voraussichtlich 2025"),
            ticked("2", "status_report", "mit dem Bericht zum Radverkehrsentwicklungsplan"),
        ]);
        let mut own = values(&[("legal", "none")]);
        own.insert("boxes".to_owned(), Value::PerPoint(boxes));
        let typed = Input {
            facts: Some("Die Planung liegt vor. Gleise und Radweg sollen gemeinsam gebaut werden.".to_owned()),
            values: Some(own),
            ..Input::default()
        };
        let draft = self.below(BUILDING, "2020-07-20T11:00", motion, "VSP", typed)?;
        self.issue("2020-07-21T09:00", "2020-07-21T13:00", draft)?;
        self.approve("2020-07-28", draft)
    }

    fn new_version(&self, motion: PaperId) -> anyhow::Result<()> {
        let typed = Input {
            points: texts(&[
                "Der Oberbürgermeister wird beauftragt, den Radweg an der Dieskaustraße zusammen mit den Gleisen bis 2025 zu bauen.",
                "Der Oberbürgermeister berichtet dem Rat jährlich über den Stand.",
            ]),
            ..Input::default()
        };
        let draft = self.below(SPD, "2020-08-03T14:00", motion, "NF", typed)?;
        self.file(SPD, "2020-08-03T14:30", "2020-08-04T09:15", draft)
    }

    fn amendment(&self, motion: PaperId) -> anyhow::Result<()> {
        let typed = Input {
            target_place: Some("Beschlusspunkt 2".to_owned()),
            points: texts(&[
                "Der Oberbürgermeister wird beauftragt, den Radweg an der Dieskaustraße zusammen mit den Gleisen bis 2025 zu bauen.",
                "Der Oberbürgermeister berichtet dem Rat halbjährlich über den Stand und die Kosten.",
            ]),
            ..Input::default()
        };
        let draft = self.below(GREENS, "2020-08-06T10:00", motion, "AEA", typed)?;
        self.file(GREENS, "2020-08-06T10:20", "2020-08-07T09:00", draft)
    }

    fn proposal(&self) -> anyhow::Result<()> {
        let new = NewPaper {
            kind: "DS".to_owned(),
            title: Some("Bebauungsplan Nr. 451 „Quartier am Rangierbahnhof“: Satzungsbeschluss".to_owned()),
            occasion: Some("Rechtliche Vorschriften".to_owned()),
            facts: Some("Der Entwurf lag vier Wochen öffentlich aus. Die Anregungen sind abgewogen.".to_owned()),
            points: texts(&[
                "Die Abwägung der Stellungnahmen wird beschlossen.",
                "Der Bebauungsplan Nr. 451 wird als Satzung beschlossen.",
            ]),
            values: Some(values(&[("finance", "yes"), ("amount", "125000"), ("climate", "none")])),
            ..NewPaper::default()
        };
        let draft = self.begin(BUILDING, "2020-07-08T09:00", &new)?;
        self.issue("2020-07-09T09:00", "2020-07-09T15:00", draft)?;
        self.approve("2020-07-14", draft)
    }

    fn budget(&self) -> anyhow::Result<()> {
        for (number, title, amount) in
            [(1, "Bänke in Parks", "20000"), (2, "Schulbibliotheken", "150000"), (3, "Trinkbrunnen", "35000")]
        {
            let new = NewPaper {
                kind: "HP".to_owned(),
                title: Some(title.to_owned()),
                points: texts(&["Der Ansatz wird um den genannten Betrag erhöht."]),
                values: Some(values(&[
                    ("budget_line", &format!("1.100.55.{number}")),
                    ("amount", amount),
                    ("cover", "Minderausgabe bei den Zinsen"),
                ])),
                ..NewPaper::default()
            };
            let draft = self.begin(GREENS, "2020-08-10T16:00", &new)?;
            self.step(GREENS, "2020-08-10T16:10", draft, Action::Submit, Input::default())?;
        }
        Ok(())
    }
}
