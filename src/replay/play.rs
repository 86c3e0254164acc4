//! What happens to one family: its papers come into the business and are dealt with, day by day.
use super::enter;
use super::fit::{Script, Step};
use super::ground::{DEPARTMENT, Ground};
use super::{Refusal, Told, kept, rightly};
use crate::app::{App, Tx};
use crate::consultations::{self, Consultation};
use crate::council::Council;
use crate::db::types::{ConsultationId, OrganizationId, PaperId};
use crate::error::{Error, Result};
use crate::papers::input::Input;
use crate::papers::{aliases, store};
use crate::people::Role;
use crate::procedure::{
    Action, ConsultationState, EntryState, EntryStyle, Relation, ResultClass, RoleKind, Status, Subject, deliberation,
};
use crate::words::Language;
use chrono::{Days, NaiveDate, NaiveTime};
use std::collections::{BTreeSet, HashSet};
use std::sync::atomic::Ordering;

/// The day of what has none.
const SOME_DAY: (i32, u32, u32) = (2020, 1, 6);

/// The rule that a paper whose amendments were adopted is not adopted unchanged.
const AMENDED: &str = "result_amendments_adopted";
/// The rule that amendments are voted on first.
const UNVOTED: &str = "result_amendments_open";
/// What is said where the record lets a paper go on that nobody let into the council.
const APPROVED: &str = "the executive's approval is not recorded: taken as given";

/// What happens to a family, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// A paper comes into the business: those above first.
    Begin { depth: usize, paper: usize },
    /// A body deals with one: amendments before what they amend.
    Deal { depth: std::cmp::Reverse<usize>, paper: usize, step: usize },
    /// A paper of which no day is known comes into the business.
    Late { depth: usize, paper: usize },
}

pub struct Play<'a> {
    app: &'a App,
    council: &'a Council,
    ground: &'a Ground,
    family: &'a [Script],
    pub papers: Vec<Option<PaperId>>,
    pub told: Vec<Told>,
}

impl<'a> Play<'a> {
    pub fn of(app: &'a App, council: &'a Council, ground: &'a Ground, family: &'a [Script]) -> Self {
        let told = family.iter().map(|script| Told {
            id: script.line.as_ref().map_or_else(String::new, |line| line.id.clone()),
            reference: script.reference.clone(),
            council: council.slug.clone(),
            kind: script.kind.clone(),
            remarks: script.remarks.clone(),
            ..Told::default()
        });
        Self { app, council, ground, family, papers: vec![None; family.len()], told: told.collect() }
    }

    /// Plays all of it.
    pub fn all(&mut self) -> Result<()> {
        for (day, turn) in self.turns() {
            match turn {
                Turn::Begin { paper, .. } | Turn::Late { paper, .. } => self.begin(day, paper)?,
                Turn::Deal { paper, step, .. } => self.deal(day, paper, step)?,
            }
        }
        Ok(())
    }

    fn turns(&self) -> Vec<(NaiveDate, Turn)> {
        let some_day = NaiveDate::from_ymd_opt(SOME_DAY.0, SOME_DAY.1, SOME_DAY.2).unwrap_or_default();
        let days = self.family.iter().flat_map(|script| script.steps.iter().filter_map(|step| step.day));
        let (first, last) = (days.clone().min().unwrap_or(some_day), days.max().unwrap_or(some_day));
        let mut turns = Vec::new();
        for (paper, script) in self.family.iter().enumerate() {
            let depth = script.depth;
            let begins = match (script.begins, script.parent) {
                (Some(day), _) => Some(day),
                // Whatever stands above is there from the start.
                (None, None) => Some(first - Days::new(1)),
                (None, Some(_)) => None,
            };
            match begins {
                Some(day) => turns.push((day, Turn::Begin { depth, paper })),
                None => turns.push((last, Turn::Late { depth, paper })),
            }
            let mut day = begins.map_or(last, |day| day + Days::new(1));
            for (step, row) in script.steps.iter().enumerate() {
                day = row.day.unwrap_or(day);
                turns.push((day, Turn::Deal { depth: std::cmp::Reverse(depth), paper, step }));
            }
        }
        turns.sort();
        // What begins late deals later.
        let late: HashSet<usize> = turns
            .iter()
            .filter_map(|(_, turn)| if let Turn::Late { paper, .. } = turn { Some(*paper) } else { None })
            .collect();
        let (deals, mut turns): (Vec<_>, Vec<_>) =
            turns.into_iter().partition(|(_, turn)| matches!(turn, Turn::Deal { paper, .. } if late.contains(paper)));
        turns.extend(deals);
        turns
    }

    /// Does something at an hour of a day, in the name of whoever holds one of these roles.
    fn at<T>(&self, day: NaiveDate, hour: u32, by: &BTreeSet<Role>, f: impl Fn(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        if let Some(at) = self.council.moment(day, time) {
            self.app.clock_shift.store((at.0 - self.app.real_now().0).num_seconds(), Ordering::Relaxed);
        }
        self.app.write_blocking(self.ground.actor(by)?, f)
    }

    /// Whoever may do this to papers of this kind.
    fn by(&self, kind: &str, action: Action) -> Result<&BTreeSet<Role>> {
        let kind = self.council.kind(kind).ok_or(Error::NotFound)?;
        Ok(&self.council.step(kind, action).ok_or(Error::NotFound)?.by)
    }

    /// Notes a refusal, with the fact by which the history itself broke the rule; a fault of the machine goes on. Tells
    /// whether it was right.
    fn refused(&mut self, paper: usize, at: (NaiveDate, Option<usize>), step: String, error: Error) -> Result<bool> {
        let (day, number) = at;
        let fact = |rule: &str| rightly::fact(self.council, self.family, paper, number, day, rule);
        let refusal =
            |rule: &str, told: String| Refusal { step: step.clone(), rule: rule.to_owned(), told, fact: fact(rule) };
        let refusals = match &error {
            Error::Refused(messages) => messages
                .iter()
                .map(|message| refusal(message.key, self.app.words.tell(Language::En, message)))
                .collect(),
            Error::Forbidden(message) => vec![refusal(message.key, self.app.words.tell(Language::En, message))],
            Error::NotFound => vec![refusal("not_found", "the rules know no such step for this kind".to_owned())],
            _ => return Err(error),
        };
        let right = refusals.iter().all(|refusal| refusal.fact.is_some());
        // What befalls a paper of which only another one tells is told of that one.
        let teller =
            (0..=paper).rev().find(|place| self.family.get(*place).is_some_and(|script| script.line.is_some()));
        let teller = teller.or_else(|| self.family.iter().position(|script| script.line.is_some()));
        if let Some(told) = teller.and_then(|place| self.told.get_mut(place)) {
            told.refusals.extend(refusals);
        }
        Ok(right)
    }

    fn remark(&mut self, paper: usize, remark: impl Into<String>) {
        if let Some(told) = self.told.get_mut(paper) {
            told.remark(remark.into());
        }
    }

    /// A paper comes into the business.
    fn begin(&mut self, day: NaiveDate, place: usize) -> Result<()> {
        let Some(script) = self.family.get(place) else { return Ok(()) };
        let parent = match script.parent {
            None => None,
            Some(above) => match self.papers.get(above).copied().flatten() {
                Some(id) => Some(id),
                None => {
                    self.remark(place, "the paper above was refused: not played");
                    return Ok(());
                }
            },
        };
        if let (Some(above), Some(id)) = (script.parent, parent) {
            self.let_in(day, above, id)?;
            self.keep_for_later(day, place, above, id)?;
        }
        match self.file(day, script, parent) {
            Ok(id) => {
                if let Some(paper) = self.papers.get_mut(place) {
                    *paper = Some(id);
                }
            }
            Err(error) => return self.refused(place, (day, None), format!("{day} file"), error).map(drop),
        }
        let Some(id) = self.papers.get(place).copied().flatten() else { return Ok(()) };
        if !script.reference.is_empty()
            && let Err(error) = self.keep_number(day, script, id)
        {
            match error {
                Error::Refused(messages) => {
                    let told = messages.first().map(|message| self.app.words.tell(Language::En, message));
                    self.remark(place, format!("number not kept: {}", told.unwrap_or_default()));
                }
                error => return Err(error),
            }
        }
        self.plan(day, place, script, id)
    }

    /// Keeps the numbers of those that come later and count before this one.
    fn keep_for_later(&mut self, day: NaiveDate, place: usize, above: usize, id: PaperId) -> Result<()> {
        for later in kept::before(self.council, self.family, place) {
            let there = self.papers.get(later).copied().flatten().is_some();
            let (Some(script), Some(parent)) = (self.family.get(later), self.family.get(above)) else { continue };
            if there {
                continue;
            }
            let input = Input { kind: Some(script.kind.clone()), ..Input::default() };
            match self.act(day, &parent.kind, id, Action::Reserve, input) {
                Ok(_) => self.remark(later, "its number was kept before it existed"),
                // Kept already for another one of its kind, or the paper above is at its end: it takes the next one.
                Err(Error::Refused(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    /// What others write to was let into the council: where the record says nothing of that, it is taken as given.
    fn let_in(&mut self, day: NaiveDate, place: usize, id: PaperId) -> Result<()> {
        let Some(script) = self.family.get(place) else { return Ok(()) };
        if rightly::says_of_approval(self.council, script) {
            return Ok(());
        }
        match self.approve(day, script, id) {
            Ok(true) => self.remark(place, APPROVED),
            Ok(false) => {}
            Err(error) => drop(self.refused(place, (day, None), format!("{day} approve"), error)?),
        }
        Ok(())
    }

    fn file(&self, day: NaiveDate, script: &Script, parent: Option<PaperId>) -> Result<PaperId> {
        let kind = self.council.kind(&script.kind).ok_or(Error::NotFound)?;
        let new = enter::draft(kind, script, parent);
        let id = self.at(day, 9, self.by(&script.kind, Action::Edit)?, |tx| {
            crate::papers::act::create(tx, self.council, &new)
        })?;
        let way: &[Action] = match kind.entry {
            EntryStyle::Filed => &[Action::Submit, Action::Admit],
            EntryStyle::Issued => &[Action::Present, Action::Sign, Action::Issue],
        };
        for action in way.iter().filter(|action| kind.actions.contains_key(action)) {
            let department = (*action == Action::Admit).then(|| DEPARTMENT.to_owned());
            self.act(day, &script.kind, id, *action, Input { department, ..Input::default() })?;
        }
        Ok(id)
    }

    fn act(&self, day: NaiveDate, kind: &str, id: PaperId, action: Action, input: Input) -> Result<PaperId> {
        self.at(day, 9, self.by(kind, action)?, |tx| {
            let version = Some(store::get(tx, id)?.version);
            crate::papers::act::perform(tx, self.council, id, action, &Input { version, ..input.clone() })
        })
    }

    fn keep_number(&self, day: NaiveDate, script: &Script, id: PaperId) -> Result<()> {
        self.at(day, 9, &self.council.numbers.aliases, |tx| {
            let version = Some(store::get(tx, id)?.version);
            aliases::act::add(tx, self.council, &id.to_string(), version, &script.reference)?;
            Ok(())
        })
    }

    /// Plans what is recorded. What the rules plan beside it waits: the record ends before it.
    fn plan(&mut self, day: NaiveDate, place: usize, script: &Script, id: PaperId) -> Result<()> {
        let mut left = self.open(id)?;
        for (body, role) in &script.planned {
            let Some(body_id) = self.ground.bodies.get(body).copied() else { continue };
            let there = left.iter().position(|row| row.organization_id == body_id && row.role == *role);
            if let Some(found) = there {
                left.remove(found);
            } else if let Err(error) = self.plan_one(day, script, id, body_id, role) {
                self.refused(place, (day, None), format!("{day} plan {body} ({role})"), error)?;
            }
        }
        Ok(())
    }

    fn plan_one(
        &self,
        day: NaiveDate,
        script: &Script,
        id: PaperId,
        body: OrganizationId,
        role: &str,
    ) -> Result<PaperId> {
        let input = Input { body: Some(body.to_string()), role: Some(role.to_owned()), ..Input::default() };
        self.act(day, &script.kind, id, Action::Plan, input)
    }

    fn open(&self, id: PaperId) -> Result<Vec<Consultation>> {
        let mut rows = self.app.read_blocking(|db| consultations::store::of_paper(db, id))?;
        rows.retain(|row| deliberation::is_open(row.state));
        Ok(rows)
    }

    fn consult(
        &self,
        day: NaiveDate,
        hour: u32,
        script: &Script,
        id: ConsultationId,
        action: Action,
        input: Input,
    ) -> Result<()> {
        debug_assert_eq!(action.subject(), Subject::Consultation);
        self.at(day, hour, self.by(&script.kind, action)?, |tx| {
            let version = Some(consultations::store::get(tx, &self.council.slug, id)?.version);
            consultations::act::perform(tx, self.council, id, action, &Input { version, ..input.clone() })?;
            Ok(())
        })
    }

    /// A body deals with a paper.
    fn deal(&mut self, day: NaiveDate, place: usize, at: usize) -> Result<()> {
        let Some(script) = self.family.get(place) else { return Ok(()) };
        let (Some(step), Some(id)) = (script.steps.get(at), self.papers.get(place).copied().flatten()) else {
            return Ok(());
        };
        for remark in &step.remarks {
            self.remark(place, remark.as_str());
        }
        let paper = self.app.read_blocking(|db| store::get(db, id))?;
        let ends = matches!(step.class, None | Some(ResultClass::Withdraw | ResultClass::Settled));
        if ends && (paper.entry == EntryState::Withdrawn || self.fell(&paper, place)?) {
            self.remark(place, format!("{}: it had come to its end before", step.body));
            return Ok(());
        }
        if step.word.is_none() {
            if step.day.is_none() {
                return Ok(());
            }
            if paper.status == Status::Closed {
                self.remark(place, format!("nothing was left for {} on {day}", step.body));
                return Ok(());
            }
        }
        let what = format!("{day} {} ({}): {}", step.body, step.role, step.word.as_deref().unwrap_or("-"));
        let mut done = self.sit(day, place, script, step, id);
        let unvoted = matches!(&done, Err(Error::Refused(messages)) if messages.iter().all(|m| m.key == UNVOTED));
        if unvoted && self.take_off_unvoted(day, place, step)? {
            done = self.sit(day, place, script, step, id);
        }
        if let Err(error) = done {
            let amended = matches!(&error, Error::Refused(messages) if messages.iter().all(|m| m.key == AMENDED));
            let right = self.refused(place, (day, Some(at)), what, error)?;
            // The play goes on as the rule would have had it.
            let Some(step) = enter::amended(self.council, step).filter(|_| right && amended) else { return Ok(()) };
            done = self.sit(day, place, script, &step, id);
        }
        match done {
            Ok(()) if step.word.is_some() => {
                if let Some(told) = self.told.get_mut(place) {
                    told.results += 1;
                }
                Ok(())
            }
            Ok(()) => Ok(()),
            Err(error) => self.refused(place, (day, Some(at)), format!("{day} {}", step.body), error).map(drop),
        }
    }

    /// Takes amendments off the agenda of a body that, by the record, never voted on them; tells whether there were any.
    fn take_off_unvoted(&mut self, day: NaiveDate, place: usize, step: &Step) -> Result<bool> {
        let Some(body) = self.ground.bodies.get(&step.body).copied() else { return Ok(false) };
        let mut any = false;
        for (child, script) in self.family.iter().enumerate() {
            let amends = self.council.kind(&script.kind).is_some_and(|kind| kind.relation == Some(Relation::Amends));
            let voted = script
                .steps
                .iter()
                .any(|own| own.body == step.body && own.word.is_some() && self.is_decision(&own.role));
            let Some(id) = self.papers.get(child).copied().flatten().filter(|_| amends && !voted) else { continue };
            if script.parent != Some(place) {
                continue;
            }
            for row in self.open(id)?.into_iter().filter(|row| row.organization_id == body) {
                let input = Input { reason: Some("not recorded".to_owned()), ..Input::default() };
                self.consult(day, 9, script, row.id, Action::Cancel, input)?;
                self.remark(child, format!("no vote in {} is recorded: taken off there", step.body));
                any = true;
            }
        }
        Ok(any)
    }

    /// Whether it was settled together with what it hangs below.
    fn fell(&self, paper: &crate::papers::Paper, place: usize) -> Result<bool> {
        let below = self.family.get(place).is_some_and(|script| script.parent.is_some());
        Ok(below && paper.status == Status::Closed && self.open(paper.id)?.is_empty() && !self.decided(paper.id)?)
    }

    fn sit(&mut self, day: NaiveDate, place: usize, script: &Script, step: &Step, id: PaperId) -> Result<()> {
        let body = self.ground.bodies.get(&step.body).copied().ok_or(Error::NotFound)?;
        let row = self.row(day, place, script, step, id, body)?;
        if step.taken_off {
            let reason = Some(step.word.clone().unwrap_or_default());
            return self.consult(day, 9, script, row.id, Action::Cancel, Input { reason, ..Input::default() });
        }
        self.schedule(day, place, script, &row)?;
        let Some(word) = &step.word else { return Ok(()) };
        if self.decides(step) && self.decided(id)? && row.state != ConsultationState::Concluded {
            self.remark(place, format!("decided again: {} on {day}", step.body));
        }
        let points = self.app.read_blocking(|db| consultations::store::points(db, id))?.len();
        let body = |name: &String| self.ground.bodies.get(name).map(ToString::to_string);
        let input = enter::result(self.council, script, step, word, points, body);
        self.consult(day, 20, script, row.id, Action::EnterResult, input)
    }

    fn is_decision(&self, role: &str) -> bool {
        self.council.roles.get(role).is_some_and(|role| role.kind == RoleKind::Decision)
    }

    fn decides(&self, step: &Step) -> bool {
        let decides = |class| deliberation::outcome(class, RoleKind::Decision).decides;
        self.is_decision(&step.role) && step.class.is_some_and(decides)
    }

    fn decided(&self, id: PaperId) -> Result<bool> {
        let rows = self.app.read_blocking(|db| consultations::store::of_paper(db, id))?;
        Ok(rows.iter().any(|row| row.authoritative && self.is_decision(&row.role)))
    }

    /// The open consultation that is meant: that of the body in this role, else one that is planned now.
    fn row(
        &mut self,
        day: NaiveDate,
        place: usize,
        script: &Script,
        step: &Step,
        id: PaperId,
        body: OrganizationId,
    ) -> Result<Consultation> {
        let meant = |rows: Vec<Consultation>| {
            let mut own: Vec<_> =
                rows.into_iter().filter(|row| row.organization_id == body && row.role == step.role).collect();
            own.sort_by_key(|row| (row.state != ConsultationState::Planned, row.position));
            own.into_iter().next()
        };
        if let Some(row) = meant(self.open(id)?) {
            return Ok(row);
        }
        self.plan_one(day, script, id, body, &step.role)?;
        self.remark(place, format!("planned only then: {} ({})", step.body, step.role));
        meant(self.open(id)?).ok_or(Error::NotFound)
    }

    fn schedule(&mut self, day: NaiveDate, place: usize, script: &Script, row: &Consultation) -> Result<()> {
        let input = Input {
            date: Some(day),
            time: Some("10:00".to_owned()),
            place: Some("Rathaus".to_owned()),
            ..Input::default()
        };
        let error = match self.consult(day, 9, script, row.id, Action::Schedule, input.clone()) {
            Err(error) => error,
            done => return done,
        };
        let is = |key: &str| matches!(&error, Error::Refused(messages) if messages.iter().any(|m| m.key == key));
        if is("consultation_returned") {
            self.remark(place, "sent back: what was completed is not recorded");
            let note = Some("completed".to_owned());
            self.consult(day, 9, script, row.id, Action::Complete, Input { note, ..Input::default() })?;
        } else if is("consultation_not_approved")
            && !rightly::says_of_approval(self.council, script)
            && self.approve(day, script, row.paper_id)?
        {
            self.remark(place, APPROVED);
        } else {
            return Err(error);
        }
        self.consult(day, 9, script, row.id, Action::Schedule, input)
    }

    /// Lets the executive approve what waits for that; `false` when nothing does.
    fn approve(&self, day: NaiveDate, script: &Script, id: PaperId) -> Result<bool> {
        let approval = |row: &Consultation| {
            self.council.roles.get(&row.role).filter(|role| role.kind == RoleKind::Approval).and_then(|role| {
                let mut words = role.results.iter();
                let lets = |word: &&String| {
                    self.council.results.get(*word).is_some_and(|word| word.class == ResultClass::ExecApprove)
                };
                words.find(lets).cloned()
            })
        };
        let Some((row, word)) = self.open(id)?.into_iter().find_map(|row| approval(&row).map(|word| (row, word)))
        else {
            return Ok(false);
        };
        let before = day - Days::new(1);
        let sitting = Input {
            date: Some(before),
            time: Some("08:00".to_owned()),
            place: Some("Rathaus".to_owned()),
            ..Input::default()
        };
        self.consult(before, 7, script, row.id, Action::Schedule, sitting)?;
        let result = Input { result: Some(word), ..Input::default() };
        self.consult(before, 20, script, row.id, Action::EnterResult, result)?;
        Ok(true)
    }
}
