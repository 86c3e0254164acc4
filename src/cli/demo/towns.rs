//! What the demo shows in Zürich: a motion and a written inquiry; and how papers of any council are taken through the real
//! acts.
use super::papers::step;
use super::{actor, set_clock};
use crate::app::App;
use crate::consultations;
use crate::council::Council;
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::papers::act::{self, NewPaper};
use crate::papers::input::Input;
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
