//! Whatever is done to the consultations of a paper, in whatever order: none is lost. A drawn sequence of steps is taken
//! through the functions that pages and API call, on a real database, and after each step everything is looked at.
//!
//! A referral to so many bodies leaves as many open consultations, and one in the body that refers; what is put off has
//! exactly one successor, or, where an answer is owed, exactly one obligation; and each consultation waits on the list,
//! stands on an agenda, has its result, or fell away with a record of it.
use crate::world::{COUNCIL, Engine, World};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ratsweg::app::Tx;
use ratsweg::clocks::store as clocks;
use ratsweg::consultations::input::ReferralInput;
use ratsweg::consultations::{self, Consultation, unscheduled};
use ratsweg::council::Council;
use ratsweg::db::types::{ConsultationId, PaperId};
use ratsweg::error::{Error, Result};
use ratsweg::events::{Trace, store as events};
use ratsweg::meetings::{self, agenda, input::MeetingInput};
use ratsweg::papers::input::Input;
use ratsweg::people::{Actor, Grant, Role};
use ratsweg::procedure::{
    Action, ClockState, ConsultationState, EntryState, ItemState, MeetingAction, MeetingState, ResultClass, RoleKind,
    deliberation,
};
use ratsweg::visibility::Scope;
use std::collections::BTreeSet;
use std::sync::Arc;

const COMMITTEES: [&str; 3] = ["bauausschuss", "umweltausschuss", "petitionsausschuss"];
/// The results that are drawn beside deferral and referral; each where its role has it.
const WORDS: [&str; 6] = ["noted", "recommended", "rejected", "adopted", "settled", "no_result"];

/// A step; its first number chooses among the consultations to which it can be done.
#[derive(Debug, Clone)]
enum Step {
    Schedule(usize, usize),
    Unschedule(usize),
    CancelSitting(usize),
    Cancel(usize),
    Refer(usize, usize),
    Defer(usize),
    Result(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    let which = 0..8_usize;
    prop_oneof![
        5 => (which.clone(), 0..3_usize).prop_map(|(which, hour)| Step::Schedule(which, hour)),
        1 => which.clone().prop_map(Step::Unschedule),
        1 => which.clone().prop_map(Step::CancelSitting),
        1 => which.clone().prop_map(Step::Cancel),
        2 => (which.clone(), 1..8_usize).prop_map(|(which, bodies)| Step::Refer(which, bodies)),
        2 => which.clone().prop_map(Step::Defer),
        2 => (which, 0..WORDS.len()).prop_map(|(which, word)| Step::Result(which, word)),
    ]
}

/// One paper to whose consultations the steps are done.
struct Course<'a> {
    world: &'a World,
    council: Arc<Council>,
    clerk: &'a Actor,
    paper: PaperId,
    known: BTreeSet<ConsultationId>,
}

impl Course<'_> {
    fn write<T>(&self, f: impl Fn(&mut Tx<'_>) -> Result<T>) -> Option<T> {
        match self.world.app.write_blocking(self.clerk, f) {
            Ok(done) => Some(done),
            Err(Error::Refused(_)) => None,
            Err(other) => panic!("{other:?}"),
        }
    }

    fn all(&self) -> Vec<Consultation> {
        consultations::store::of_paper(&mut self.world.app.db.get().unwrap(), self.paper).unwrap()
    }

    /// The consultation in this state that the number chooses.
    fn chosen(&self, which: usize, state: ConsultationState) -> Option<Consultation> {
        let mut fitting = self.all();
        fitting.retain(|consultation| consultation.state == state);
        (!fitting.is_empty()).then(|| fitting.swap_remove(which % fitting.len()))
    }

    fn perform(&self, consultation: &Consultation, action: Action, input: Input) -> bool {
        let input = Input { version: Some(consultation.version), ..input };
        let done = self.write(|tx| consultations::act::perform(tx, &self.council, consultation.id, action, &input));
        done.is_some()
    }

    /// Does something to the sitting on whose agenda the consultation stands.
    fn sit(&self, consultation: &Consultation, action: MeetingAction, input: MeetingInput) {
        let id = consultation.meeting_id.unwrap();
        self.write(|tx| {
            let version = Some(meetings::store::get(tx, COUNCIL, id)?.0.version);
            let input = MeetingInput { version, reason: Some("Es geht nicht.".to_owned()), ..input.clone() };
            meetings::act::perform(tx, &self.council, id, action, &input)
        });
    }

    fn take(&mut self, step: &Step) {
        let scheduled = ConsultationState::Scheduled;
        match *step {
            Step::Schedule(which, hour) => {
                let Some(one) = self.chosen(which, ConsultationState::Planned) else { return };
                let at = Input {
                    date: Some("2020-09-16".parse().unwrap()),
                    time: Some(format!("{}:00", 14 + hour)),
                    place: Some("Neues Rathaus".to_owned()),
                    ..Input::default()
                };
                self.perform(&one, Action::Schedule, at);
            }
            Step::Unschedule(which) => {
                let Some(one) = self.chosen(which, scheduled) else { return };
                let item = one.agenda_item_id.map(|item| item.to_string());
                self.sit(&one, MeetingAction::RemoveItem, MeetingInput { item, ..MeetingInput::default() });
            }
            Step::CancelSitting(which) => {
                let Some(one) = self.chosen(which, scheduled) else { return };
                self.sit(&one, MeetingAction::Cancel, MeetingInput::default());
            }
            Step::Cancel(which) => {
                let state = if which % 2 == 0 { ConsultationState::Planned } else { scheduled };
                let Some(one) = self.chosen(which / 2, state) else { return };
                let reason = Some("Erledigt sich.".to_owned());
                self.perform(&one, Action::Cancel, Input { reason, ..Input::default() });
            }
            Step::Refer(which, bodies) => {
                let Some(one) = self.chosen(which, scheduled) else { return };
                let named = COMMITTEES.iter().enumerate().filter(|(at, _)| bodies & (1 << at) != 0);
                let to: Vec<_> = named
                    .map(|(_, body)| ReferralInput { body: (*body).to_owned(), role: "advice".to_owned() })
                    .collect();
                let count = to.len();
                if self.enter(&one, "referred", Some(to)) {
                    let next = self.after(&one);
                    assert_eq!(next.len(), count + 1, "referred to {count} bodies, and back: {next:?}");
                    assert!(next.iter().all(|next| deliberation::is_open(next.state)), "{next:?}");
                    let back =
                        |next: &Consultation| next.organization_id == one.organization_id && next.role == one.role;
                    assert!(next.iter().any(back), "it comes back: {next:?}");
                }
            }
            Step::Defer(which) => {
                let Some(one) = self.chosen(which, scheduled) else { return };
                if self.enter(&one, "deferred", None) && !self.owes_answer(&one) {
                    let next = self.after(&one);
                    let same = |next: &Consultation| {
                        next.organization_id == one.organization_id
                            && next.role == one.role
                            && deliberation::is_open(next.state)
                    };
                    assert!(next.len() == 1 && same(&next[0]), "one open successor: {next:?}");
                }
            }
            Step::Result(which, word) => {
                let Some(one) = self.chosen(which, scheduled) else { return };
                self.enter(&one, WORDS[word], None);
            }
        }
    }

    fn enter(&self, one: &Consultation, word: &str, bodies: Option<Vec<ReferralInput>>) -> bool {
        let input = Input { result: Some(word.to_owned()), bodies, ..Input::default() };
        self.perform(one, Action::EnterResult, input)
    }

    /// What came of this consultation.
    fn after(&self, one: &Consultation) -> Vec<Consultation> {
        let mut all = self.all();
        all.retain(|other| other.origin_id == Some(one.id));
        all
    }

    fn owes_answer(&self, one: &Consultation) -> bool {
        self.council.roles[&one.role].kind == RoleKind::Answer
    }

    /// Everything that must hold after every step.
    fn look(&mut self) {
        let db = &mut *self.world.app.db.get().unwrap();
        let all = self.all();
        let ids: BTreeSet<_> = all.iter().map(|one| one.id).collect();
        assert!(self.known.is_subset(&ids), "a consultation is gone");
        self.known = ids;
        let scope = Scope::of(Some(self.clerk), COUNCIL);
        let waiting: Vec<_> =
            unscheduled::waiting(db, COUNCIL, &scope).unwrap().into_iter().map(|row| row.consultation.id).collect();
        let history = events::of_papers(db, &[self.paper]).unwrap();
        let told: Vec<_> =
            history.into_iter().filter_map(|event| event.detail).flat_map(|detail| detail.traces).collect();
        for one in &all {
            let waits = waiting.iter().filter(|id| **id == one.id).count();
            match one.state {
                ConsultationState::Planned => assert_eq!(waits, 1, "it waits on the list: {one:?}"),
                ConsultationState::Scheduled => {
                    let meeting = meetings::store::by_id(db, one.meeting_id.unwrap()).unwrap().unwrap();
                    let item = agenda::store::get(db, COUNCIL, one.agenda_item_id.unwrap()).unwrap();
                    assert_ne!(meeting.state, MeetingState::Cancelled, "{one:?}");
                    assert!(item.meeting_id == meeting.id && item.state != ItemState::Removed, "{one:?}");
                    assert_eq!(waits, 0, "{one:?}");
                }
                ConsultationState::Concluded => assert!(one.result_word.is_some() && waits == 0, "{one:?}"),
                ConsultationState::Cancelled => {
                    let here = |trace: &&Trace| matches!(trace, Trace::Cancelled { consultation, .. } if *consultation == one.id);
                    assert!(told.iter().any(|trace| here(&trace)) && waits == 0, "recorded: {one:?}");
                }
            }
            if one.result_class == Some(ResultClass::Defer) {
                self.look_at_deferred(one);
            }
        }
    }

    fn look_at_deferred(&self, one: &Consultation) {
        if !self.owes_answer(one) {
            assert_eq!(self.after(one).len(), 1, "one successor, whatever became of it: {one:?}");
            return;
        }
        let db = &mut *self.world.app.db.get().unwrap();
        assert!(self.after(one).is_empty(), "an answer has no second row: {one:?}");
        let paper = ratsweg::papers::store::get(db, self.paper).unwrap();
        let ended =
            self.all().iter().any(|other| other.result_class == Some(ResultClass::Settled) && other.authoritative);
        let owed = clocks::of_paper(db, self.paper).unwrap();
        let counts = |state| matches!(state, ClockState::Running | ClockState::Fulfilled | ClockState::Refused);
        let owed = owed.iter().filter(|clock| counts(clock.state)).count();
        assert!(owed == 1 || paper.entry == EntryState::Withdrawn || ended, "{owed} obligations: {one:?}");
    }
}

/// A clerk of the office who takes the minutes as well.
fn clerk(world: &World) -> Actor {
    let db = &mut *world.app.db.get().unwrap();
    let bodies = ratsweg::organizations::store::all(db, COUNCIL).unwrap();
    let office = bodies.iter().find(|body| body.key == "ratsbuero").unwrap().id;
    let held = |role| Grant { council: COUNCIL.to_owned(), organization: office, role, inner: true };
    Actor { grants: vec![held(Role::CouncilOffice), held(Role::MinuteTaker)], ..Actor::system() }
}

#[test]
fn no_consultation_is_lost_whatever_is_done() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let world = runtime.block_on(async { World::with(Engine::Sqlite, |_| {}) });
    let (council, clerk) = (world.app.councils.get(COUNCIL).unwrap().clone(), clerk(&world));
    let config = Config { cases: 24, failure_persistence: None, max_shrink_iters: 60, ..Config::default() };
    let drawn = proptest::collection::vec(step(), 6..22);
    let lasting = TestRunner::new(config).run(&drawn, |steps| {
        let paper = runtime.block_on(async {
            world.set_clock("2020-08-12 09:00");
            let paper = world.admitted().await;
            for (body, role) in [("ratsversammlung", "decision"), ("bauausschuss", "advice")] {
                crate::results::planned(&world, &paper, body, role).await;
            }
            world.set_clock("2020-09-16 20:00");
            paper
        });
        let paper = paper["id"].as_str().unwrap().parse().unwrap();
        let known = BTreeSet::new();
        let mut course = Course { world: &world, council: council.clone(), clerk: &clerk, paper, known };
        for step in &steps {
            course.take(step);
            course.look();
        }
        Ok(())
    });
    drop(world);
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    lasting.unwrap();
}
