//! A sitting of the demo that was held: who was there, votes by figures and by name, results, finished minutes, and one
//! result for whose correction a second person is waited for. Invented, and taken through the real acts.
use super::papers::step;
use super::sittings::{OFFICE, SECOND, add, item, set_up, step as sitting};
use super::{actor, set_clock};
use crate::app::App;
use crate::consultations::input::{BallotInput, ReferralInput, VoteInput};
use crate::consultations::{self, store as rows};
use crate::council::Council;
use crate::db::types::{ConsultationId, MeetingId, PaperId};
use crate::error::{Error, Result};
use crate::meetings::agenda;
use crate::meetings::input::MeetingInput;
use crate::meetings::store as meetings;
use crate::minutes::{self, AttendanceInput, ItemInput, MinutesInput};
use crate::papers::act::{self, NewPaper};
use crate::papers::input::Input;
use crate::procedure::{Action, Choice, MeetingAction, MinutesAction, Presence};

const BODY: &str = "ratsversammlung";
const DAY: &str = "2020-07-08";
const OPENING: &str = "Eröffnung und Begrüßung";
const LAND: &str = "Verlängerung eines Pachtvertrags";

/// A motion that the sitting decides on.
struct Motion {
    account: &'static str,
    title: &'static str,
    facts: &'static str,
    point: &'static str,
    department: &'static str,
    said: &'static str,
}

const LIBRARY: Motion = Motion {
    account: "linke@example.org",
    title: "Längere Öffnungszeiten der Stadtbibliothek",
    facts: "Die Stadtbibliothek schließt, wenn viele erst Feierabend haben.",
    point: "Die Stadtbibliothek öffnet ab Januar 2021 an zwei Abenden der Woche bis 21 Uhr.",
    department: "dezernat-02-1",
    said: "Balthasar Kühnrich bringt den Antrag ein. Ludger Ammerland fragt nach den Kosten; sie werden nachgereicht.",
};
const BROADCAST: Motion = Motion {
    account: "gruene@example.org",
    title: "Aufzeichnungen der Ratsversammlung im Netz",
    facts: "Wer am Nachmittag arbeitet, kann die Sitzungen nicht verfolgen.",
    point: "Aufzeichnungen der öffentlichen Teile der Ratsversammlung bleiben ein Jahr lang abrufbar.",
    department: "dezernat-02-1",
    said: "Rosalie Winterhagen beantragt namentliche Abstimmung. Dem wird gefolgt.",
};
const SHADE: Motion = Motion {
    account: "cdu@example.org",
    title: "Mehr Schatten auf Spielplätzen",
    facts: "Auf vielen Spielplätzen fehlen Bäume und Sonnensegel.",
    point: "Die Verwaltung legt einen Plan für die Beschattung der Spielplätze vor.",
    department: "dezernat-03",
    said: "Ohne Aussprache in den Fachausschuss verwiesen.",
};

/// Plays it.
pub fn play(app: &App, council: &Council) -> anyhow::Result<()> {
    let play = Play { app, council };
    let library = play.file(&LIBRARY, "2020-06-08T10:00", "2020-06-09T09:00")?;
    let broadcast = play.file(&BROADCAST, "2020-06-08T11:00", "2020-06-09T09:20")?;
    let shade = play.file(&SHADE, "2020-06-08T12:00", "2020-06-09T09:40")?;
    let papers = [library, broadcast, shade];
    let meeting = play.invite(&papers)?;
    play.attend(meeting)?;
    play.decide(meeting, &papers)?;
    play.write(meeting)?;
    play.propose(broadcast)
}

fn people(choices: [Choice; 5]) -> Vec<BallotInput> {
    let names =
        ["falk-rautenbach", "henrike-dornbusch", "rosalie-winterhagen", "ludger-ammerland", "balthasar-kuehnrich"];
    let ballot = |(person, choice): (&str, Choice)| BallotInput { person: person.to_owned(), choice };
    names.into_iter().zip(choices).map(ballot).collect()
}

fn by_name(choices: [Choice; 5]) -> Option<Vec<VoteInput>> {
    Some(vec![VoteInput { ballots: people(choices), ..VoteInput::default() }])
}

struct Play<'a> {
    app: &'a App,
    council: &'a Council,
}

impl Play<'_> {
    fn at(&self, time: &str) -> anyhow::Result<()> {
        set_clock(self.app, self.council, &format!("{DAY}T{time}"))
    }

    /// Submitted, admitted, and to be decided on at once.
    fn file(&self, motion: &Motion, submitted: &str, admitted: &str) -> anyhow::Result<PaperId> {
        set_clock(self.app, self.council, submitted)?;
        let new = NewPaper {
            kind: "A".to_owned(),
            title: Some(motion.title.to_owned()),
            facts: Some(motion.facts.to_owned()),
            points: Some(vec![motion.point.to_owned()]),
            ..NewPaper::default()
        };
        let by =
            |account, at: &str, paper, action, input| step(self.app, self.council, account, at, paper, action, input);
        let paper =
            self.app.write_blocking(&actor(self.app, motion.account)?, |tx| act::create(tx, self.council, &new))?;
        by(motion.account, submitted, paper, Action::Submit, Input::default())?;
        let admission = Input { department: Some(motion.department.to_owned()), ..Input::default() };
        by(OFFICE, admitted, paper, Action::Admit, admission)?;
        let at_once = Input {
            role: Some("decision".to_owned()),
            reason: Some("Die Fraktionen haben sich auf sofortige Abstimmung verständigt.".to_owned()),
            ..Input::default()
        };
        self.consult(OFFICE, paper, Action::SwitchRole, &at_once)?;
        Ok(paper)
    }

    fn consult(&self, account: &str, paper: PaperId, action: Action, input: &Input) -> anyhow::Result<()> {
        let id = self.first(paper)?;
        self.app.write_blocking(&actor(self.app, account)?, |tx| -> Result<()> {
            let version = Some(rows::get(tx, &self.council.slug, id)?.version);
            consultations::act::perform(tx, self.council, id, action, &Input { version, ..input.clone() })?;
            Ok(())
        })?;
        Ok(())
    }

    fn first(&self, paper: PaperId) -> anyhow::Result<ConsultationId> {
        let all = self.app.read_blocking(|db| rows::of_paper(db, paper))?;
        Ok(all.first().ok_or(Error::NotFound)?.id)
    }

    /// Set up with its whole agenda and invited to in time.
    fn invite(&self, papers: &[PaperId]) -> anyhow::Result<MeetingId> {
        set_clock(self.app, self.council, "2020-06-24T10:00")?;
        let meeting = set_up(self.app, self.council, &[BODY], DAY, "14:00")?;
        add(self.app, self.council, meeting, item(OPENING, true), None)?;
        let chosen: Vec<_> =
            papers.iter().map(|paper| Ok(self.first(*paper)?.to_string())).collect::<anyhow::Result<_>>()?;
        let filling = MeetingInput { consultations: Some(chosen), ..MeetingInput::default() };
        self.sit(meeting, MeetingAction::Fill, filling)?;
        add(self.app, self.council, meeting, item(LAND, false), None)?;
        set_clock(self.app, self.council, "2020-06-29T09:00")?;
        self.sit(meeting, MeetingAction::Invite, MeetingInput::default())?;
        Ok(meeting)
    }

    fn sit(&self, meeting: MeetingId, action: MeetingAction, input: MeetingInput) -> anyhow::Result<()> {
        sitting(self.app, self.council, meeting, action, input)
    }

    fn record(&self, meeting: MeetingId, action: MinutesAction, input: &MinutesInput) -> anyhow::Result<()> {
        self.app.write_blocking(&actor(self.app, SECOND)?, |tx| {
            let version = minutes::store::of_meeting(tx, meeting)?.map_or(0, |minutes| minutes.version);
            let input = MinutesInput { version: Some(version), ..input.clone() };
            minutes::act::perform(tx, self.council, meeting, action, &input)
        })?;
        Ok(())
    }

    fn attend(&self, meeting: MeetingId) -> anyhow::Result<()> {
        self.at("14:02")?;
        self.sit(meeting, MeetingAction::Start, MeetingInput::default())?;
        let here = |person: &str, presence, left: &str, note: &str| AttendanceInput {
            person: person.to_owned(),
            presence,
            arrived: String::new(),
            left: left.to_owned(),
            note: note.to_owned(),
        };
        let rows = vec![
            here("falk-rautenbach", Presence::Present, "", ""),
            here("henrike-dornbusch", Presence::Present, "", "Leitung der Sitzung"),
            here("rosalie-winterhagen", Presence::Present, "", ""),
            here("ludger-ammerland", Presence::Present, "17:10", ""),
            here("balthasar-kuehnrich", Presence::Present, "", ""),
            here("konrad-tiefenbroich", Presence::Excused, "", ""),
        ];
        self.record(
            meeting,
            MinutesAction::Attendance,
            &MinutesInput { attendance: Some(rows), ..MinutesInput::default() },
        )
    }

    /// Item by item, each result when it is its turn.
    fn decide(&self, meeting: MeetingId, papers: &[PaperId; 3]) -> anyhow::Result<()> {
        let word = |key: &str| Some(key.to_owned());
        let figures = VoteInput { yes: Some(4), no: Some(0), abstained: Some(1), ..VoteInput::default() };
        let adopted = Input { result: word("adopted"), votes: Some(vec![figures]), ..Input::default() };
        let rejected = Input {
            result: word("rejected"),
            votes: by_name([Choice::Yes, Choice::No, Choice::Yes, Choice::No, Choice::No]),
            ..Input::default()
        };
        let committee = ReferralInput { body: "fa-umwelt-klima-ordnung".to_owned(), role: "advice".to_owned() };
        let referred = Input { result: word("referred"), bodies: Some(vec![committee]), ..Input::default() };
        self.call(meeting, OPENING)?;
        let turns = [(&LIBRARY, "14:20", &adopted), (&BROADCAST, "15:05", &rejected), (&SHADE, "15:50", &referred)];
        for ((motion, time, result), paper) in turns.into_iter().zip(papers) {
            self.at(time)?;
            self.call(meeting, motion.title)?;
            self.consult(SECOND, *paper, Action::EnterResult, result)?;
        }
        self.at("16:10")?;
        self.call(meeting, LAND)?;
        self.at("17:20")?;
        self.sit(meeting, MeetingAction::End, MeetingInput::default())
    }

    fn call(&self, meeting: MeetingId, title: &str) -> anyhow::Result<()> {
        self.sit(
            meeting,
            MeetingAction::Call,
            MeetingInput { item: Some(self.item(meeting, title)?), ..MeetingInput::default() },
        )
    }

    /// The item of this title, or that of the paper of this title.
    fn item(&self, meeting: MeetingId, title: &str) -> anyhow::Result<String> {
        let found = self.app.read_blocking(|db| -> Result<_> {
            let items = agenda::store::of_meeting(db, meeting)?;
            if let Some(item) = items.iter().find(|item| item.title == title) {
                return Ok(Some(item.id));
            }
            for row in rows::of_meeting(db, meeting)? {
                if crate::papers::store::get(db, row.paper_id)?.title == title {
                    return Ok(row.agenda_item_id);
                }
            }
            Ok(None)
        })?;
        Ok(found.ok_or(Error::NotFound)?.to_string())
    }

    fn write(&self, meeting: MeetingId) -> anyhow::Result<()> {
        set_clock(self.app, self.council, "2020-07-14T11:00")?;
        let mut items = Vec::new();
        for motion in [&LIBRARY, &BROADCAST, &SHADE] {
            items.push(ItemInput { item: self.item(meeting, motion.title)?, text: motion.said.to_owned() });
        }
        let typed = MinutesInput {
            opening: Some(
                "Henrike Dornbusch eröffnet die Sitzung und stellt fest, dass ordnungsgemäß eingeladen wurde."
                    .to_owned(),
            ),
            content: Some("Der nichtöffentliche Teil beginnt um 16:10 Uhr.".to_owned()),
            nonpublic_content: Some("Der Sachstand zum Pachtvertrag wird zur Kenntnis genommen.".to_owned()),
            items: Some(items),
            ..MinutesInput::default()
        };
        self.record(meeting, MinutesAction::Write, &typed)?;
        set_clock(self.app, self.council, "2020-07-15T09:30")?;
        self.record(meeting, MinutesAction::Finish, &MinutesInput::default())
    }

    /// A vote was written down wrongly; another person has to confirm what should stand there.
    fn propose(&self, paper: PaperId) -> anyhow::Result<()> {
        set_clock(self.app, self.council, "2020-08-11T14:00")?;
        let input = Input {
            result: Some("adopted".to_owned()),
            votes: by_name([Choice::Yes, Choice::Yes, Choice::Yes, Choice::No, Choice::No]),
            reason: Some(
                "Henrike Dornbusch hat mit Ja gestimmt; die Aufzeichnung der Sitzung zeigt es. Der Antrag ist damit angenommen."
                    .to_owned(),
            ),
            ..Input::default()
        };
        self.consult(SECOND, paper, Action::Correct, &input)
    }
}

/// Sittings before the demo begins on which everything has its result were invited to and held.
pub fn earlier(app: &App, council: &Council) -> anyhow::Result<()> {
    for day in ["2020-01-22", "2020-02-26", "2020-06-17"] {
        let starts_at = super::moment(council, &format!("{day}T14:00"))?;
        let found = app.read_blocking(|db| -> Result<_> {
            let body = crate::organizations::store::by_key(db, &council.slug, BODY)?.ok_or(Error::NotFound)?;
            meetings::find_at(db, body.id, starts_at)
        })?;
        let Some(meeting) = found else { continue };
        let date: chrono::NaiveDate = day.parse()?;
        let invited = (date - chrono::TimeDelta::days(9)).to_string();
        let steps = [
            (format!("{invited}T10:00"), MeetingAction::Invite),
            (format!("{day}T14:00"), MeetingAction::Start),
            (format!("{day}T19:30"), MeetingAction::End),
        ];
        for (at, action) in steps {
            set_clock(app, council, &at)?;
            sitting(app, council, meeting.id, action, MeetingInput::default())?;
        }
    }
    Ok(())
}
