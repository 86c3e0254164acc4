//! What the demo shows in Zürich: a motion and a written inquiry; and how papers of any council are taken through the real
//! acts.
use super::papers::step;
use super::{actor, set_clock};
use crate::app::App;
use crate::clocks;
use crate::consultations;
use crate::council::Council;
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::papers::act::{self, NewPaper};
use crate::papers::input::Input;
use crate::papers::takeover::OWN_NAME;
use crate::procedure::Action;

/// Plays everything.
pub fn play(app: &App) -> anyhow::Result<()> {
    zuerich(app)
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
    longer(&play, motion)?;
    play.sits(motion, "extension", "2020-08-10", hall, Some("extension_granted"))?;
    two_members(&play)
}

/// The executive asks for a longer period for what was committed to it.
fn longer(play: &Play<'_>, motion: PaperId) -> anyhow::Result<()> {
    set_clock(play.app, play.council, "2020-08-03T09:00")?;
    let executive = actor(play.app, "praesidium@zuerich.example.org")?;
    play.app.write_blocking(&executive, |tx| -> Result<()> {
        let clock = clocks::store::of_paper(tx, motion)?.into_iter().next().ok_or(Error::NotFound)?;
        let asked = Input {
            version: Some(clock.version),
            due_on: "2023-06-30".parse().ok(),
            reason: Some("Die Departemente erarbeiten zuerst gemeinsame Grundlagen.".to_owned()),
            ..Input::default()
        };
        clocks::act::perform(tx, play.council, clock.id, Action::AskExtension, &asked)?;
        Ok(())
    })?;
    Ok(())
}

/// Two members ask in their own names; two departments deal with it.
fn two_members(play: &Play<'_>) -> anyhow::Result<()> {
    let (first, second) = ("birrer@zuerich.example.org", "vontobel@zuerich.example.org");
    let inquiry = NewPaper {
        kind: "SA".to_owned(),
        organization: Some(OWN_NAME.to_owned()),
        title: Some("Umsetzung der Strategie der Digitalisierung".to_owned()),
        facts: Some("Die Strategie nennt Ziele, aber keine Termine.".to_owned()),
        questions: text("Bis wann werden welche Dienste digital angeboten?"),
        ..NewPaper::default()
    };
    let draft = play.begin(first, "2020-08-10T10:00", &inquiry)?;
    let asked = Input { people: Some(vec!["kaspar-vontobel".to_owned()]), ..Input::default() };
    play.step(first, "2020-08-10T10:05", draft, Action::Invite, asked)?;
    play.step(second, "2020-08-10T11:00", draft, Action::Cosign, Input::default())?;
    play.step(first, "2020-08-10T11:30", draft, Action::Submit, Input::default())?;
    let admission =
        Input { department: Some("fd".to_owned()), involved: Some(vec!["ted".to_owned()]), ..Input::default() };
    play.step(play.office, "2020-08-11T09:00", draft, Action::Admit, admission)?;
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
