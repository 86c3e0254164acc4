//! A clock as a page shows it: its light with a word, the day, the rule behind it, and what happened to it.
use crate::clocks::Extension;
use crate::papers::view::{Clocked, Relative};
use crate::procedure::ClockState;
use crate::procedure::obligation::Light;
use crate::wording::Wording;
use chrono::NaiveDate;
use serde::Serialize;

/// A clock in words.
#[derive(Debug, Clone, Serialize)]
pub struct ClockCard {
    /// What it measures.
    pub label: String,
    /// `good`, `warn`, `bad` or `neutral`.
    pub tone: &'static str,
    /// The word beside the light.
    pub word: String,
    /// When it is or was due, or how it ended.
    pub sentence: String,
    /// The paper by which it was fulfilled.
    pub by: Option<Named>,
    /// Start, period, legal source and end.
    pub rule: String,
    /// Why it was refused.
    pub reason: String,
    pub extensions: Vec<ExtensionRow>,
}

/// Something with a page of its own.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    pub label: String,
    pub href: String,
}

/// An extension in words.
#[derive(Debug, Clone, Serialize)]
pub struct ExtensionRow {
    pub change: String,
    pub who: String,
    pub reason: String,
    pub late: bool,
}

/// The clocks of a paper, as they stand today. `family` knows the papers that may be named.
pub fn cards(wording: &Wording<'_>, clocks: &[Clocked], family: &[Relative], today: NaiveDate) -> Vec<ClockCard> {
    clocks.iter().map(|clocked| card(wording, clocked, family, today)).collect()
}

fn card(wording: &Wording<'_>, clocked: &Clocked, family: &[Relative], today: NaiveDate) -> ClockCard {
    let Clocked { clock, extensions } = clocked;
    let (light, word) = wording.light(clock, today);
    let due = wording.day(clock.due_on);
    let closed = clock.closed_on.map(|day| wording.day(day)).unwrap_or_default();
    let period = wording.council.clocks.get(&clock.rule).is_some_and(|rule| rule.starts.is_period());
    let key = match (clock.state, light) {
        (ClockState::Running, Light::Off) => "paper_clock_expired",
        (ClockState::Running, _) if period => "paper_clock_period",
        (ClockState::Fulfilled, _) if period => "paper_clock_period_used",
        (ClockState::Expired, _) => "paper_clock_expired",
        (ClockState::Running, Light::Red) => "paper_clock_was_due",
        (ClockState::Running, _) => "paper_clock_due",
        (ClockState::Fulfilled, _) => "paper_clock_fulfilled",
        (ClockState::Refused, _) => "paper_clock_refused",
        (ClockState::Lapsed, _) => "paper_clock_lapsed",
    };
    let left = clock.due_on.signed_duration_since(today).num_days().abs().to_string();
    let answer = family.iter().find(|relative| Some(relative.paper.id) == clock.fulfilled_by);
    ClockCard {
        label: wording.clock_label(clock),
        tone: tone(light, clock.state),
        word,
        sentence: wording.words.say(
            wording.language,
            key,
            &[("due", due.as_str()), ("closed", closed.as_str()), ("days", left.as_str())],
        ),
        by: answer.map(|answer| Named {
            label: super::number(wording.words, wording.language, &answer.paper),
            href: super::path(wording.council, &answer.paper.path_segment()),
        }),
        rule: wording.clock_rule(clock, extensions),
        reason: clock.reason.clone(),
        extensions: extensions.iter().map(|extension| row(wording, extension)).collect(),
    }
}

fn row(wording: &Wording<'_>, extension: &Extension) -> ExtensionRow {
    let say = |key, args: &[(&str, &str)]| wording.words.say(wording.language, key, args);
    let day = |day| wording.day(day);
    let (change, who) = match extension.interim {
        true => ("also_interim", "also_interim_who"),
        false => ("paper_extension", "paper_extension_who"),
    };
    ExtensionRow {
        change: say(change, &[("old", &day(extension.old_due)), ("new", &day(extension.new_due))]),
        who: say(
            who,
            &[
                ("applicant", &extension.applicant),
                ("decider", &extension.decider),
                ("day", &day(extension.decided_on)),
            ],
        ),
        reason: extension.reason.clone(),
        late: extension.late,
    }
}

/// The colour that goes with the word.
pub const fn tone(light: Light, state: ClockState) -> &'static str {
    match (light, state) {
        (Light::Green, _) | (Light::Off, ClockState::Fulfilled) => "good",
        (Light::Yellow, _) => "warn",
        (Light::Red, _) => "bad",
        (Light::Off, _) => "neutral",
    }
}
