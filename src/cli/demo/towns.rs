//! What the demo shows in the councils of Switzerland: a credit on its way through Zofingen, a motion there, and a motion
//! and a written inquiry in Zürich. Invented, and taken through the real acts.
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

/// Plays everything.
pub fn play(app: &App) -> anyhow::Result<()> {
    zofingen(app)?;
    zuerich(app)
}

fn zofingen(app: &App) -> anyhow::Result<()> {
    let council = app.council("zofingen")?.clone();
    let play = Play { app, council: &council, office: "ratssekretariat@zofingen.example.org" };
    let drafter = "informatik@zofingen.example.org";
    let values = BTreeMap::from([
        ("amount".to_owned(), Value::Text("1235000".to_owned())),
        ("credit".to_owned(), Value::Text("commitment".to_owned())),
        ("price_rise".to_owned(), Value::Flag(true)),
    ]);
    let credit = NewPaper {
        kind: "K".to_owned(),
        title: Some("Verpflichtungskredit für die Umsetzung der IT-Strategie".to_owned()),
        facts: Some("Die Strategie wird in zwei Jahren umgesetzt. Der Betrag enthält die Mehrwertsteuer.".to_owned()),
        points: text(
            "Der Verpflichtungskredit von brutto CHF 1'235'000, zuzüglich allfälliger Teuerung, wird genehmigt.",
        ),
        values: Some(values),
        ..NewPaper::default()
    };
    let credit = play.begin(drafter, "2020-05-04T09:00", &credit)?;
    play.step("stadtschreiber@zofingen.example.org", "2020-05-05T09:00", credit, Action::Sign, Input::default())?;
    play.step(play.office, "2020-05-06T09:00", credit, Action::Issue, Input::default())?;
    play.sits(credit, "approval", "2020-05-13", "Rathaus, Kirchplatz 26, 4800 Zofingen", Some("approved"))?;
    play.sits(credit, "advice", "2020-06-08", "Rathaus, Kirchplatz 26, 4800 Zofingen", Some("recommended"))?;
    let motion = NewPaper {
        kind: "M".to_owned(),
        title: Some("Alle Dienste der Stadt auch digital".to_owned()),
        facts: Some("Viele Dienste gibt es nur am Schalter und zu Bürozeiten.".to_owned()),
        points: text("Der Stadtrat wird beauftragt, alle Dienste auch digital anzubieten."),
        ..NewPaper::default()
    };
    let motion =
        play.filed("sp.buero@zofingen.example.org", "2020-06-15T10:00", "2020-06-16T09:00", "stadtkanzlei", &motion)?;
    let hall = "Stadtsaal, Weiherstrasse 2, 4800 Zofingen";
    play.sits(motion, "committal", "2020-09-14", hall, None)?;
    play.sits(credit, "decision", "2020-09-14", hall, None)
}

fn zuerich(app: &App) -> anyhow::Result<()> {
    let council = app.council("zuerich")?.clone();
    let play = Play { app, council: &council, office: "ratssekretariat@zuerich.example.org" };
    let motion = NewPaper {
        kind: "M".to_owned(),
        title: Some("Strategie der Digitalisierung".to_owned()),
        facts: Some("Die Departemente gehen heute jedes für sich vor.".to_owned()),
        points: text("Der Stadtrat wird beauftragt, dem Gemeinderat eine Strategie der Digitalisierung vorzulegen."),
        ..NewPaper::default()
    };
    let motion = play.filed("sp.buero@zuerich.example.org", "2020-03-02T10:00", "2020-03-03T09:00", "fd", &motion)?;
    let hall = "Rathaus Hard, Bullingerstrasse 4, 8004 Zürich";
    play.sits(motion, "committal", "2020-06-17", hall, Some("committed"))?;
    let inquiry = NewPaper {
        kind: "SA".to_owned(),
        title: Some("Zugang zu digitalen Diensten".to_owned()),
        facts: Some("Nicht alle haben ein Konto bei der Stadt.".to_owned()),
        questions: text("Welche Dienste können ohne Konto genutzt werden?"),
        ..NewPaper::default()
    };
    play.filed("gruene.buero@zuerich.example.org", "2020-07-06T10:00", "2020-07-07T09:00", "fd", &inquiry)?;
    Ok(())
}

pub(super) fn text(only: &str) -> Option<Vec<String>> {
    Some(vec![only.to_owned()])
}

/// Takes papers of one council through the acts, each at its time.
pub(super) struct Play<'a> {
    pub app: &'a App,
    pub council: &'a Council,
    /// The account that runs the council's office.
    pub office: &'a str,
}

impl Play<'_> {
    pub(super) fn begin(&self, account: &str, at: &str, new: &NewPaper) -> anyhow::Result<PaperId> {
        set_clock(self.app, self.council, at)?;
        Ok(self.app.write_blocking(&actor(self.app, account)?, |tx| act::create(tx, self.council, new))?)
    }

    pub(super) fn step(
        &self,
        account: &str,
        at: &str,
        id: PaperId,
        action: Action,
        input: Input,
    ) -> anyhow::Result<PaperId> {
        step(self.app, self.council, account, at, id, action, input)
    }

    pub(super) fn filed(
        &self,
        account: &str,
        submitted: &str,
        admitted: &str,
        department: &str,
        new: &NewPaper,
    ) -> anyhow::Result<PaperId> {
        let draft = self.begin(account, submitted, new)?;
        self.step(account, submitted, draft, Action::Submit, Input::default())?;
        let admission = Input { department: Some(department.to_owned()), ..Input::default() };
        self.step(self.office, admitted, draft, Action::Admit, admission)
    }

    /// Puts the consultation in this role on the agenda of a day; with a result it is held.
    pub(super) fn sits(
        &self,
        paper: PaperId,
        role: &str,
        day: &str,
        place: &str,
        result: Option<&str>,
    ) -> anyhow::Result<()> {
        let scheduled = Input {
            date: day.parse().ok(),
            time: Some("18:00".to_owned()),
            place: Some(place.to_owned()),
            ..Input::default()
        };
        self.consult(paper, role, Action::Schedule, scheduled)?;
        let Some(result) = result else { return Ok(()) };
        set_clock(self.app, self.council, &format!("{day}T21:00"))?;
        let entered = Input { result: Some(result.to_owned()), ..Input::default() };
        self.consult(paper, role, Action::EnterResult, entered)
    }

    fn consult(&self, paper: PaperId, role: &str, action: Action, input: Input) -> anyhow::Result<()> {
        self.app.write_blocking(&actor(self.app, self.office)?, |tx| -> Result<()> {
            let all = consultations::store::of_paper(tx, paper)?;
            let open = all.into_iter().find(|row| row.role == role && row.result_class.is_none());
            let open = open.ok_or(Error::NotFound)?;
            let input = Input { version: Some(open.version), ..input.clone() };
            consultations::act::perform(tx, self.council, open.id, action, &input)?;
            Ok(())
        })?;
        Ok(())
    }
}
