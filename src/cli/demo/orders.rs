//! What became of decisions before the demo begins: motions that were adopted, and their orders in every state: one that
//! was split in three, one overdue, one reported as done, one dropped by a later decision, one that is not public.
use super::papers::step;
use super::{actor, set_clock};
use crate::app::App;
use crate::consultations;
use crate::council::Council;
use crate::db::types::{OrderId, PaperId};
use crate::error::{Error, Result};
use crate::orders::input::{OrderInput, PartInput};
use crate::orders::{act as orders, store};
use crate::papers::act::{self, NewPaper};
use crate::papers::input::Input;
use crate::procedure::Action;

const OFFICE: &str = "ratsbuero@example.org";
const SPD: &str = "spd@example.org";
const GREENS: &str = "gruene@example.org";
const CDU: &str = "cdu@example.org";
/// Drafts and signs for building, and for the environment.
const BUILDING: &str = "bau@example.org";
const ENVIRONMENT: &str = "umwelt@example.org";

/// A motion from its submission to its adoption.
struct Motion {
    account: &'static str,
    title: &'static str,
    facts: &'static str,
    points: &'static [&'static str],
    department: &'static str,
    public: bool,
    submitted: &'static str,
    admitted: &'static str,
    decided: &'static str,
}

/// Plays everything.
pub fn play(app: &App, council: &Council) -> anyhow::Result<()> {
    let play = Play { app, council };
    play.benches()?;
    play.fountains()?;
    play.parking()?;
    play.ground()
}

struct Play<'a> {
    app: &'a App,
    council: &'a Council,
}

fn date(text: &str) -> Option<chrono::NaiveDate> {
    text.parse().ok()
}

impl Play<'_> {
    /// Takes a motion to its adoption and gives the paper.
    fn adopt(&self, motion: &Motion) -> anyhow::Result<PaperId> {
        set_clock(self.app, self.council, motion.submitted)?;
        let new = NewPaper {
            kind: "A".to_owned(),
            title: Some(motion.title.to_owned()),
            facts: Some(motion.facts.to_owned()),
            points: Some(motion.points.iter().map(|point| (*point).to_owned()).collect()),
            public: Some(motion.public),
            ..NewPaper::default()
        };
        let by =
            |account: &str, at: &str, id, action, input| step(self.app, self.council, account, at, id, action, input);
        let paper =
            self.app.write_blocking(&actor(self.app, motion.account)?, |tx| act::create(tx, self.council, &new))?;
        by(motion.account, motion.submitted, paper, Action::Submit, Input::default())?;
        let admission = Input { department: Some(motion.department.to_owned()), ..Input::default() };
        by(OFFICE, motion.admitted, paper, Action::Admit, admission)?;
        // The council decides at once, without sending it to committees.
        let at_once = Input {
            role: Some("decision".to_owned()),
            reason: Some("Die Fraktionen haben sich auf sofortige Abstimmung verständigt.".to_owned()),
            ..Input::default()
        };
        self.consult(motion.admitted, paper, Action::SwitchRole, &at_once)?;
        let day = motion.decided.split('T').next().and_then(date);
        let sitting = Input {
            date: day,
            time: Some("14:00".to_owned()),
            place: Some("Neues Rathaus, Sitzungssaal".to_owned()),
            ..Input::default()
        };
        self.consult(motion.admitted, paper, Action::Schedule, &sitting)?;
        let adopted = Input { result: Some("adopted".to_owned()), ..Input::default() };
        self.consult(motion.decided, paper, Action::EnterResult, &adopted)?;
        Ok(paper)
    }

    fn consult(&self, at: &str, paper: PaperId, action: Action, input: &Input) -> anyhow::Result<()> {
        set_clock(self.app, self.council, at)?;
        self.app.write_blocking(&actor(self.app, OFFICE)?, |tx| -> Result<()> {
            let first = consultations::store::of_paper(tx, paper)?.into_iter().next().ok_or(Error::NotFound)?;
            let input = Input { version: Some(first.version), ..input.clone() };
            consultations::act::perform(tx, self.council, first.id, action, &input)?;
            Ok(())
        })?;
        Ok(())
    }

    /// The orders of a paper in the order of their points.
    fn orders(&self, paper: PaperId) -> anyhow::Result<Vec<OrderId>> {
        let orders = self.app.read_blocking(|db| store::of_paper(db, paper))?;
        Ok(orders.into_iter().map(|order| order.id).collect())
    }

    fn act(&self, account: &str, at: &str, id: OrderId, action: Action, input: &OrderInput) -> anyhow::Result<()> {
        set_clock(self.app, self.council, at)?;
        self.app.write_blocking(&actor(self.app, account)?, |tx| {
            let version = Some(store::get(tx, &self.council.slug, id)?.version);
            orders::perform(tx, self.council, id, action, &OrderInput { version, ..input.clone() })
        })?;
        Ok(())
    }

    fn dated(&self, at: &str, id: OrderId, due_on: &str) -> anyhow::Result<()> {
        let input = OrderInput { due_on: date(due_on), ..OrderInput::default() };
        self.act(OFFICE, at, id, Action::Reschedule, &input)
    }

    fn report(&self, account: &str, at: &str, id: OrderId, text: &str, done: bool) -> anyhow::Result<()> {
        let input = OrderInput { report: Some(text.to_owned()), done: done.then_some(true), ..OrderInput::default() };
        self.act(account, at, id, Action::Report, &input)
    }

    /// One order becomes three: one is done, one overdue, one has its date in words.
    fn benches(&self) -> anyhow::Result<()> {
        let paper = self.adopt(&Motion {
            account: SPD,
            title: "Mehr Sitzbänke am Karl-Heine-Kanal",
            facts: "Entlang des Kanals fehlen Bänke; vorhandene sind beschädigt.",
            points: &[
                "Am Karl-Heine-Kanal werden bis Sommer 2020 zwanzig Sitzbänke aufgestellt und die vorhandenen erneuert.",
                "Der Oberbürgermeister berichtet dem Rat halbjährlich über den Stand.",
            ],
            department: "dezernat-06",
            public: true,
            submitted: "2020-01-08T10:00",
            admitted: "2020-01-09T09:00",
            decided: "2020-01-22T16:00",
        })?;
        let [whole, yearly] = self.orders(paper)?[..] else { return Ok(()) };
        let part = |text: &str, owner: &str, due_on: &str, due_note: &str| PartInput {
            text: text.to_owned(),
            owner: owner.to_owned(),
            due_on: date(due_on),
            due_note: due_note.to_owned(),
        };
        let parts = vec![
            part("Die vorhandenen Bänke am Kanal werden erneuert.", "", "2020-05-31", ""),
            part("Zwanzig neue Bänke werden beschafft und aufgestellt.", "", "2020-07-31", ""),
            part("Die Standorte werden mit den Grünpflegeplänen abgestimmt.", "dezernat-03", "", "4. Quartal 2020"),
        ];
        let split = OrderInput { parts: Some(parts), ..OrderInput::default() };
        self.act(OFFICE, "2020-01-24T10:00", whole, Action::Split, &split)?;
        let parts = self.app.read_blocking(|db| store::parts(db, whole))?;
        let [renewed, bought, agreed] = parts.iter().map(|order| order.id).collect::<Vec<_>>()[..] else {
            return Ok(());
        };
        self.dated("2020-01-24T10:10", yearly, "2021-01-31")?;
        self.report(BUILDING, "2020-04-02T11:00", renewed, "Zwölf von achtzehn Bänken sind erneuert.", false)?;
        self.report(BUILDING, "2020-05-27T11:00", renewed, "Alle achtzehn Bänke sind erneuert.", true)?;
        self.act(OFFICE, "2020-06-02T09:00", renewed, Action::Confirm, &OrderInput::default())?;
        self.report(
            BUILDING,
            "2020-06-24T14:00",
            bought,
            "Die Vergabe musste wiederholt werden; die Lieferung verzögert sich.",
            false,
        )?;
        self.report(ENVIRONMENT, "2020-06-25T10:00", agreed, "Acht Standorte sind abgestimmt.", false)
    }

    /// One waits for the office's confirmation, one still has no date.
    fn fountains(&self) -> anyhow::Result<()> {
        let paper = self.adopt(&Motion {
            account: GREENS,
            title: "Trinkbrunnen in den Stadtteilen",
            facts: "An heißen Tagen fehlt es im Stadtgebiet an Trinkwasser.",
            points: &[
                "In jedem Stadtbezirk wird mindestens ein Trinkbrunnen eingerichtet.",
                "Die Standorte werden im Stadtplan der Stadt veröffentlicht.",
            ],
            department: "dezernat-03",
            public: true,
            submitted: "2020-02-12T10:00",
            admitted: "2020-02-13T09:00",
            decided: "2020-02-26T17:30",
        })?;
        let [_, published] = self.orders(paper)?[..] else { return Ok(()) };
        self.dated("2020-03-02T09:00", published, "2020-09-01")?;
        self.report(ENVIRONMENT, "2020-07-10T10:00", published, "Die Standorte stehen im Stadtplan.", true)
    }

    /// Given up by a later decision.
    fn parking(&self) -> anyhow::Result<()> {
        let paper = self.adopt(&Motion {
            account: CDU,
            title: "Parkleitsystem für die Innenstadt erneuern",
            facts: "Das Parkleitsystem zeigt seit Monaten falsche Zahlen.",
            points: &["Das Parkleitsystem der Innenstadt wird bis Ende 2021 erneuert."],
            department: "dezernat-06",
            public: true,
            submitted: "2020-02-12T11:00",
            admitted: "2020-02-13T09:30",
            decided: "2020-02-26T18:10",
        })?;
        let [renewal] = self.orders(paper)?[..] else { return Ok(()) };
        self.dated("2020-03-02T09:10", renewal, "2021-12-31")?;
        let later = self.adopt(&Motion {
            account: CDU,
            title: "Parkleitsystem: Umsetzung aufheben",
            facts: "Der Betreiber stellt das System ein; die Mittel sollen zurückfließen.",
            points: &["Der Beschluss zur Erneuerung des Parkleitsystems wird aufgehoben."],
            department: "dezernat-06",
            public: true,
            submitted: "2020-05-27T10:00",
            admitted: "2020-05-28T09:00",
            decided: "2020-06-17T17:00",
        })?;
        let number = self.app.read_blocking(|db| crate::papers::store::get(db, later))?.reference;
        let dropped = OrderInput {
            decision: number,
            reason: Some("Der Betreiber stellt das System ein.".to_owned()),
            ..OrderInput::default()
        };
        self.act(OFFICE, "2020-06-18T09:00", renewal, Action::Drop, &dropped)?;
        for order in self.orders(later)? {
            self.dated("2020-06-18T09:10", order, "2020-12-31")?;
        }
        Ok(())
    }

    /// Not public.
    fn ground(&self) -> anyhow::Result<()> {
        let paper = self.adopt(&Motion {
            account: SPD,
            title: "Ankauf eines Grundstücks für eine Grundschule",
            facts: "Ein Grundstück steht zum Verkauf; die Verhandlungen sind vertraulich.",
            points: &["Die Verwaltung verhandelt über den Ankauf und legt das Ergebnis vor."],
            department: "dezernat-06",
            public: false,
            submitted: "2020-05-27T11:00",
            admitted: "2020-05-28T09:30",
            decided: "2020-06-17T18:40",
        })?;
        for order in self.orders(paper)? {
            self.dated("2020-06-18T10:00", order, "2020-08-31")?;
        }
        Ok(())
    }
}
