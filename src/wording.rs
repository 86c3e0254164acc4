//! The same words everywhere: how a status, a clock and an event of the history are told, on pages, in the API and in
//! mails. Says what happened, why, and what comes next. Pure.
use crate::clocks::{Clock, Extension};
use crate::council::Council;
use crate::db::types::Moment;
use crate::events::{Correction, Detail, Event, Register, Trace, Votes};
use crate::papers::Paper;
use crate::papers::kept::Kept;
use crate::procedure::obligation::{self, Light};
use crate::procedure::{ClockState, OrderState, ResultClass, Status, Tie, vote};
use crate::visibility::Circle;
use crate::vocabulary::Corrected;
use crate::words::{Language, Words};
use chrono::NaiveDate;
use serde::Serialize;

/// Puts a council's things into words of one language.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    pub words: &'a Words,
    pub council: &'a Council,
    pub language: Language,
}

/// An event as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// What happened: "Auf die Tagesordnung gesetzt".
    pub title: String,
    /// When, in the council's time zone.
    pub at: String,
    /// In whose name; empty when the system did it.
    pub by: String,
    /// What belongs to it, each with its label: body, result, due date, department.
    pub facts: Vec<Labelled>,
    /// Why: what was given as reason.
    pub reason: Option<String>,
    /// What comes next.
    pub next: Option<String>,
}

/// A label and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Labelled {
    pub label: String,
    pub text: String,
}

impl<'a> Wording<'a> {
    pub const fn new(words: &'a Words, council: &'a Council, language: Language) -> Self {
        Self { words, council, language }
    }

    fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.words.say(self.language, key, args)
    }

    /// A day as this language writes it.
    pub fn day(&self, day: NaiveDate) -> String {
        self.language.day(day)
    }

    /// The number of a decision as the council prints it: `§ 45`.
    pub fn paragraph(&self, number: Option<i32>) -> Option<String> {
        Some(self.council.meetings.paragraphs.as_ref()?.print(number?))
    }

    /// A point in time as this language writes it, in the council's time zone.
    pub fn moment(&self, at: Moment) -> String {
        self.language.moment(at, self.council.timezone)
    }

    /// How open a paper is: `öffentlich`, `nicht öffentlich`, `intern`.
    pub fn publicity(&self, paper: &Paper) -> String {
        let key = match paper.circle {
            Circle::Public => "publicity_public",
            Circle::Council => "publicity_confidential",
            Circle::Administration | Circle::Author | Circle::Office if paper.confidential => "publicity_confidential",
            Circle::Administration | Circle::Author | Circle::Office => "publicity_internal",
        };
        self.say(key, &[])
    }

    /// In which capacity a body deals with a paper, and for the how manieth time, where the council counts that:
    /// `Kenntnisnahme, 2. Behandlung`.
    pub fn role(&self, role: &str, treatment: i32) -> String {
        let label = self.council.role_label(role, self.language);
        match self.treatment(treatment) {
            Some(again) => format!("{label}, {again}"),
            None => label.to_owned(),
        }
    }

    /// `2. Behandlung`: from the second time on, where the council has a word for it.
    pub fn treatment(&self, treatment: i32) -> Option<String> {
        let word = self.council.meetings.treatment.as_ref().filter(|_| treatment > 1)?;
        Some(word.say(self.language).replace("{n}", &treatment.to_string()))
    }

    /// The status as it is shown: `öffentlich (Vorlage abgeschlossen)`.
    pub fn status(&self, paper: &Paper) -> String {
        format!("{} ({})", self.publicity(paper), self.council.status_label(paper.status, self.language))
    }

    /// The rule behind a due date: `12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO = 09.09.2020`.
    pub fn clock_rule(&self, clock: &Clock, extensions: &[Extension]) -> String {
        let Some(rule) = self.council.clocks.get(&clock.rule) else { return self.day(clock.due_on) };
        let amount = rule.amount.to_string();
        let period = self.say(&format!("clock_unit_{}", rule.unit), &[("amount", &amount)]);
        let (start, due) = (self.day(clock.started_on), self.day(clock.due_on));
        let first = extensions.first().map(|extension| self.day(extension.old_due));
        let mut args = vec![("start", start.as_str()), ("period", &period), ("basis", &rule.basis), ("due", &due)];
        let announced = extensions.last().is_some_and(|extension| extension.interim);
        match &first {
            Some(first) => {
                args.push(("first", first));
                self.say(if announced { "clock_rule_interim" } else { "clock_rule_extended" }, &args)
            }
            None => self.say("clock_rule", &args),
        }
    }

    /// What the clock measures: `Antwort der Verwaltung`.
    pub fn clock_label(&self, clock: &Clock) -> String {
        self.council
            .clocks
            .get(&clock.rule)
            .map_or_else(|| clock.rule.clone(), |rule| rule.label.say(self.language).to_owned())
    }

    /// The clock's light today, with its word.
    pub fn light(&self, clock: &Clock, today: NaiveDate) -> (Light, String) {
        let rule = self.council.clocks.get(&clock.rule);
        if let Some(key) = rule.filter(|rule| rule.starts.is_period()).map(|_| period_key(clock.state)) {
            // Nobody is late with it: it runs, or it is over.
            let over = clock.state != ClockState::Running || today > clock.due_on;
            let key = if over && clock.state == ClockState::Running { "clock_expired" } else { key };
            return (if over { Light::Off } else { Light::Green }, self.say(key, &[]));
        }
        let warn_days = rule.map_or(0, |rule| rule.warn_days);
        let light = obligation::light(clock.state, clock.due_on, warn_days, today);
        let key = match (light, clock.state) {
            (Light::Green, _) => "clock_green",
            (Light::Yellow, _) => "clock_yellow",
            (Light::Red, _) => "clock_red",
            (Light::Off, ClockState::Fulfilled) => "clock_fulfilled",
            (Light::Off, ClockState::Refused) => "clock_refused",
            (Light::Off, ClockState::Expired) => "clock_expired",
            (Light::Off, ClockState::Running | ClockState::Lapsed) => "clock_lapsed",
        };
        (light, self.say(key, &[]))
    }

    /// An event of the history.
    pub fn event(&self, event: &Event) -> Told {
        let mut told = Told {
            title: self.event_title(event),
            at: self.moment(event.happened_at),
            by: String::new(),
            facts: Vec::new(),
            reason: None,
            next: None,
        };
        let Some(detail) = &event.detail else {
            told.reason = Some(self.say("event_erased", &[]));
            return told;
        };
        told.by = if detail.in_stead && !detail.by.is_empty() {
            self.say("event_in_stead", &[("by", &detail.by)])
        } else {
            detail.by.clone()
        };
        told.reason = detail.reason.clone().filter(|reason| !reason.is_empty());
        let status = match (detail.from, detail.to) {
            (Some(from), Some(to)) if from != to => {
                Some(format!("{} → {}", self.status_word(from), self.status_word(to)))
            }
            (None, Some(to)) => Some(self.status_word(to)),
            _ => None,
        };
        let numbers: Vec<_> = detail.questions.iter().map(ToString::to_string).collect();
        let questions = (!numbers.is_empty()).then(|| numbers.join(", "));
        let people = (!detail.people.is_empty()).then(|| detail.people.join(", "));
        let list = (!detail.list.is_empty()).then(|| detail.list.join(", "));
        let orders = (!detail.orders.is_empty()).then(|| detail.orders.join("\n"));
        let items = (!detail.items.is_empty()).then(|| detail.items.join(", "));
        let role = detail.role.as_deref().map(|role| self.council.role_label(role, self.language).to_owned());
        let result = detail.result.as_deref().map(|word| self.council.result_label(word, self.language).to_owned());
        let old_result =
            detail.old_result.as_deref().map(|word| self.council.result_label(word, self.language).to_owned());
        let facts = [
            (
                "fact_number",
                detail.reference.clone().filter(|_| ["admit", "issue", "alias"].contains(&event.action.as_str())),
            ),
            ("fact_body", detail.body.clone()),
            ("fact_role", role),
            (
                "fact_old_role",
                detail.old_role.as_deref().map(|role| self.council.role_label(role, self.language).to_owned()),
            ),
            ("fact_meeting", detail.starts_at.map(|at| self.moment(at))),
            ("fact_was_at", detail.was_at.map(|at| self.moment(at))),
            ("fact_place", detail.place.clone().filter(|place| !place.is_empty())),
            ("fact_old_result", old_result),
            ("fact_items", items),
            ("fact_late", detail.basis.clone()),
            ("fact_result", result),
            ("fact_converted", self.converted(detail)),
            ("fact_paragraphs", (!detail.paragraphs.is_empty()).then(|| detail.paragraphs.join(", "))),
            ("fact_votes", detail.votes.map(|votes| self.decided_votes(votes, detail))),
            ("fact_department", detail.department.clone()),
            ("fact_involved", (!detail.involved.is_empty()).then(|| detail.involved.join(", "))),
            ("fact_answer", detail.child.clone()),
            ("fact_reserved", detail.reserved.clone()),
            ("fact_questions", questions),
            ("fact_parts", (!detail.parts.is_empty()).then(|| detail.parts.join("; "))),
            ("fact_people", people),
            ("fact_applicant", detail.applicant.clone()),
            ("fact_decider", detail.decider.clone()),
            ("fact_old_due", detail.old_due.map(|day| self.day(day))),
            ("fact_due", detail.due_on.map(|day| self.day(day))),
            ("fact_left_on", detail.left_on.map(|day| self.day(day))),
            ("fact_take_over_until", detail.take_over_until.map(|day| self.day(day))),
            ("fact_file", detail.file.clone()),
            ("fact_files_also", (!detail.files_also.is_empty()).then(|| detail.files_also.join(", "))),
            ("fact_list", list),
            ("fact_orders", orders),
            ("fact_order", detail.order.clone()),
            ("fact_old_owner", detail.old_owner.clone()),
            ("fact_coordinator", detail.coordinator.clone()),
            ("fact_coordinated_from", detail.coordinated_from.map(|day| self.day(day))),
            ("fact_old_coordinator", detail.old_coordinator.clone()),
            ("fact_due_note", detail.due_note.clone().filter(|note| !note.is_empty())),
            ("fact_expected", detail.expected_on.map(|day| self.day(day))),
            ("fact_report", detail.report.clone()),
            ("fact_decision", detail.decision.clone()),
            ("fact_order_state", self.order_change(detail.order_from, detail.order_to)),
            ("fact_status", status),
        ];
        told.facts = facts
            .into_iter()
            .filter_map(|(label, text)| Some(Labelled { label: self.say(label, &[]), text: text? }))
            .collect();
        told.facts.extend(detail.corrections.iter().map(|correction| self.correction(correction)));
        if let Some(legal) = &detail.legal {
            told.facts.extend(self.legal(legal));
        }
        if let Some(register) = &detail.register {
            told.facts.extend(self.register(register));
        }
        told.next = self.next(event);
        told
    }

    /// What a paper was before it was made into another kind: "Motion ER.2020.005".
    fn converted(&self, detail: &Detail) -> Option<String> {
        detail.traces.iter().find_map(|trace| match trace {
            Trace::Converted { kind, reference } => {
                Some(format!("{} {reference}", self.council.kind_label(kind, self.language)))
            }
            _ => None,
        })
    }

    /// What became of a number that no paper bears.
    pub fn kept(&self, kept: &Kept) -> String {
        let kind = self.council.kind_label(&kept.kind, self.language);
        let answers = self.council.kind(&kept.kind).is_some_and(|kind| kind.answers());
        match (kept.unused, answers) {
            (true, _) => self.say("reserved_unused", &[]),
            (false, true) => self.say("reserved_answer", &[]),
            (false, false) => self.say("reserved_for", &[("kind", kind)]),
        }
    }

    /// The figures of a vote: "30 Ja, 12 Nein, 2 Enthaltungen, 44 anwesend".
    pub fn votes(&self, votes: Votes) -> String {
        let [yes, no, abstained, present] =
            [votes.yes, votes.no, votes.abstained, votes.present].map(|count| count.to_string());
        let abstained = self.say("vote_abstentions", &[("count", &abstained)]);
        self.say("vote_told", &[("yes", &yes), ("no", &no), ("abstained", &abstained), ("present", &present)])
    }

    /// What a source corrected: "Betreff: „Bänke“ → „Sitzbänke“".
    fn correction(&self, correction: &Correction) -> Labelled {
        let word = |word: &str| match correction.what {
            Corrected::Result if !word.is_empty() => self.council.result_label(word, self.language).to_owned(),
            Corrected::Kind => self.council.kind_label(word, self.language).to_owned(),
            _ => word.to_owned(),
        };
        let (was, is) = (word(&correction.was), word(&correction.is));
        let text = match (was.is_empty(), is.is_empty()) {
            (true, _) => is,
            (_, true) => was,
            _ => format!("{was} → {is}"),
        };
        Labelled { label: self.say(&format!("corrected_{}", correction.what), &[]), text }
    }

    /// The figures of the vote that a result rests on, with what the chair decided where they were tied.
    fn decided_votes(&self, votes: Votes, detail: &Detail) -> String {
        let leaning = detail.result.as_ref().and_then(|word| self.council.results.get(word)?.leaning);
        let accepted = detail.class.and_then(|class| vote::claims(class, leaning));
        let figures = self.votes(votes);
        match accepted.and_then(|accepted| self.casting(votes, accepted)) {
            Some(casting) => format!("{figures}, {casting}"),
            None => figures,
        }
    }

    /// How the chair decided a tie; `None` where there was none, or where ties are lost.
    pub fn casting(&self, votes: Votes, accepted: bool) -> Option<String> {
        let decided = votes.yes == votes.no && votes.yes > 0 && self.council.meetings.tie == Tie::Chair;
        decided.then(|| self.say(if accepted { "vote_casting_yes" } else { "vote_casting_no" }, &[]))
    }

    /// What changed in the register of bodies, people and accounts.
    fn register(&self, register: &Register) -> Vec<Labelled> {
        let day = |day: Option<NaiveDate>| day.map(|day| self.day(day));
        let role = register.role.as_ref().map(|role| self.say(&format!("role_{role}"), &[]));
        let yes_or_no = |yes: bool| self.say(if yes { "fact_yes" } else { "fact_no" }, &[]);
        let facts = [
            ("fact_organization", register.organization.clone()),
            ("fact_former_name", register.former.clone()),
            ("fact_parent", register.parent.clone()),
            ("fact_successor", register.successor.clone()),
            ("fact_term", register.term.clone()),
            ("fact_office", role),
            ("fact_function", Some(register.title.clone()).filter(|title| !title.is_empty())),
            ("fact_voting", register.voting.map(yes_or_no)),
            ("fact_seats", register.seats.map(|seats| seats.to_string())),
            ("fact_since", day(register.since)),
            ("fact_until", day(register.until)),
        ];
        let labelled =
            |(label, text): (&str, Option<String>)| Some(Labelled { label: self.say(label, &[]), text: text? });
        facts.into_iter().filter_map(labelled).collect()
    }

    fn event_title(&self, event: &Event) -> String {
        let deferred = event.action != "corrected"
            && event.detail.as_ref().is_some_and(|detail| detail.class == Some(ResultClass::Defer));
        if deferred {
            return self.say("event_deferred", &[]);
        }
        if event.detail.as_ref().is_some_and(|detail| detail.was_at.is_some() && detail.starts_at.is_some())
            && event.action == "schedule"
        {
            return self.say("event_carried_over", &[]);
        }
        if event.detail.as_ref().is_some_and(|detail| detail.settled) {
            return self.say("event_taken_over_by_nobody", &[]);
        }
        self.say(&format!("event_{}", event.action.replace('-', "_")), &[])
    }

    /// How the state of an order changed; `None` when it did not.
    fn order_change(&self, from: Option<OrderState>, to: Option<OrderState>) -> Option<String> {
        match (from, to) {
            (Some(from), Some(to)) if from != to => {
                Some(format!("{} → {}", self.order_state(from), self.order_state(to)))
            }
            _ => None,
        }
    }

    /// The word for the state of an order.
    pub fn order_state(&self, state: OrderState) -> String {
        self.say(&format!("order_state_{state}"), &[])
    }

    fn status_word(&self, status: Status) -> String {
        self.council.status_label(status, self.language).to_owned()
    }

    /// What comes after an event of this sort; `None` where nothing particular does.
    fn next(&self, event: &Event) -> Option<String> {
        let detail = event.detail.as_ref()?;
        let due = detail.due_on.map(|day| self.day(day)).unwrap_or_default();
        let key = match event.action.as_str() {
            "submit" => "next_submitted",
            "return" => "next_returned",
            "admit" if detail.due_on.is_some() => "next_admitted",
            "schedule" => "next_scheduled",
            "unschedule" => "next_unscheduled",
            "meeting-cancel" => "next_meeting_cancelled",
            "enter-result" if detail.class == Some(ResultClass::Defer) && detail.due_on.is_some() => {
                "next_deferred_clock"
            }
            "enter-result" if detail.class == Some(ResultClass::Defer) => "next_deferred",
            "enter-result" if detail.class == Some(ResultClass::Refer) => "next_referred",
            "enter-result" if detail.class == Some(ResultClass::ReferAway) => "next_referred_away",
            "enter-result" if detail.class == Some(ResultClass::Return) => "next_sent_back",
            "enter-result" if detail.class == Some(ResultClass::AdoptAmended) => "next_amended",
            "extend" => "next_extended",
            "interim" => "next_interim",
            "ask-extension" => "next_ask_extension",
            "follow-up" if detail.due_on.is_some() => "next_follow_up",
            "due-soon" => "next_due_soon",
            "overdue" => "next_overdue",
            "answered" => "next_answered",
            "hand-back" => "next_handed_back",
            "sign" => "next_signed",
            "ordered" if detail.mail.is_none() => "next_ordered_waits",
            "ordered" => "next_ordered",
            "published" | "publish" if detail.due_on.is_some() => "next_published",
            "published" | "request-vote" => "next_vote_comes",
            "binding" | "vote-accepted" => "next_binding",
            "vote-rejected" => "next_vote_rejected",
            "report" if detail.order_to == Some(OrderState::Reported) => "next_reported",
            _ => return None,
        };
        Some(self.say(key, &[("due", &due)]))
    }
}

/// The word for a period in which others may act.
const fn period_key(state: ClockState) -> &'static str {
    match state {
        ClockState::Running => "clock_period_runs",
        ClockState::Fulfilled | ClockState::Refused => "clock_period_used",
        ClockState::Expired => "clock_expired",
        ClockState::Lapsed => "clock_lapsed",
    }
}
