//! How the way of a decision to its legal force is told, on pages and in the API. Pure.
use super::{Referendum, basis};
use crate::council::Council;
use crate::events::Legal;
use crate::procedure::{LegalForce, Money, PeoplesVote};
use crate::wording::{Labelled, Wording};
use chrono::NaiveDate;
use serde::Serialize;

/// How a decision stands, as a page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct ForceRow {
    /// "wartet auf Rechtskraft", with its colour.
    pub label: String,
    pub tone: &'static str,
    /// What stands now: "fakultatives Referendum, Frist bis 22.11.2023".
    pub sentence: String,
    /// When and by which rule.
    pub basis: String,
}

/// The colour that goes with the word.
pub const fn tone(state: LegalForce) -> &'static str {
    match state {
        LegalForce::Open | LegalForce::Vote => "info",
        LegalForce::Binding => "good",
        LegalForce::Rejected | LegalForce::Void => "warn",
    }
}

impl Wording<'_> {
    /// The word for how a decision stands: "wartet auf Rechtskraft".
    pub fn force_state(&self, state: LegalForce) -> String {
        self.words.say(self.language, &format!("force_state_{state}"), &[])
    }

    /// How a decision stands, with its days and figures.
    pub fn force(&self, referendum: &Referendum, due_on: Option<NaiveDate>, today: NaiveDate) -> ForceRow {
        let say = |key: &str, args: &[(&str, &str)]| self.words.say(self.language, key, args);
        let day = |day: Option<NaiveDate>| day.map(|day| self.day(day)).unwrap_or_default();
        let figure = |figure: Option<i32>| self.language.figure(i64::from(figure.unwrap_or_default()));
        let due = day(due_on);
        let settled = day(referendum.settled_on);
        let (yes, no) = (figure(referendum.yes), figure(referendum.no));
        let (signatures, requested) = (figure(referendum.signatures), day(referendum.requested_on));
        let said = [("day", settled.as_str()), ("yes", &yes), ("no", &no)];
        let sentence = match (referendum.state, referendum.voted_on) {
            // What the law says of this day is told before the daily work has recorded it.
            (LegalForce::Open, _) if due_on.is_some_and(|due_on| today > due_on) => {
                say("force_open_passed", &[("day", &due)])
            }
            (LegalForce::Open, _) => say("force_open", &[("day", &due)]),
            (LegalForce::Vote, _) if referendum.vote == PeoplesVote::Obligatory => say("force_vote_obligatory", &[]),
            (LegalForce::Vote, _) => say("force_vote_demanded", &[("day", &requested), ("signatures", &signatures)]),
            (LegalForce::Binding, None) => say("force_binding_elapsed", &[("day", &settled)]),
            (LegalForce::Binding, Some(_)) => say("force_binding_voted", &said),
            (LegalForce::Rejected, _) => say("force_rejected", &said),
            (LegalForce::Void, _) => say("force_void", &[]),
        };
        let publication = self.council.referendum.as_ref().map_or("", |rules| rules.publication.as_str());
        let rules: Vec<&str> =
            [publication, basis(self.council, referendum.vote)].into_iter().filter(|rule| !rule.is_empty()).collect();
        let published = self.day(referendum.published_on);
        ForceRow {
            label: self.force_state(referendum.state),
            tone: tone(referendum.state),
            sentence,
            basis: say("force_published", &[("day", &published), ("basis", &rules.join("; "))]),
        }
    }

    /// How the people will take part in a decision, said before there is one.
    pub fn duty(&self, vote: PeoplesVote) -> String {
        let Some(rules) = &self.council.referendum else { return String::new() };
        match vote {
            PeoplesVote::Optional => {
                let [part, whole] = rules.share;
                let share = format!("{part}/{whole}");
                let period = self.council.clocks.get(&rules.clock).map(|clock| {
                    let amount = clock.amount.to_string();
                    self.words.say(self.language, &format!("clock_unit_{}", clock.unit), &[("amount", &amount)])
                });
                let args = [("share", share.as_str()), ("period", &period.unwrap_or_default())];
                self.words.say(self.language, "force_duty_optional", &args)
            }
            PeoplesVote::Obligatory => {
                let args = [("limits", &*self.limits(self.council)), ("basis", basis(self.council, vote))];
                self.words.say(self.language, "force_duty_obligatory", &args)
            }
        }
    }

    /// The limits above which the people vote in any case: "CHF 3'000'000 einmalig oder CHF 200'000 jährlich".
    fn limits(&self, council: &Council) -> String {
        let Some(limits) = council.referendum.as_ref().and_then(|rules| rules.obligatory.as_ref()) else {
            return String::new();
        };
        let limit = |key: &str, limit: Option<u64>| {
            let amount = Money::whole(limit?)?.with_currency(&council.currency, self.language);
            Some(self.words.say(self.language, key, &[("amount", &amount)]))
        };
        let both = [limit("force_limit_once", limits.once), limit("force_limit_yearly", limits.yearly)];
        let both: Vec<String> = both.into_iter().flatten().collect();
        both.join(&format!(" {} ", self.words.say(self.language, "force_limit_or", &[])))
    }

    /// What an event says of it.
    pub fn legal(&self, legal: &Legal) -> Vec<Labelled> {
        let day = |day: Option<NaiveDate>| day.map(|day| self.day(day));
        let say = |key: &str, args: &[(&str, &str)]| self.words.say(self.language, key, args);
        let figure = |figure: i32| self.language.figure(i64::from(figure));
        let signatures = legal.signatures.zip(legal.voters).map(|(signatures, voters)| {
            say("force_signatures", &[("count", &figure(signatures)), ("voters", &figure(voters))])
        });
        let figures = legal
            .yes
            .zip(legal.no)
            .map(|(yes, no)| say("force_figures", &[("yes", &figure(yes)), ("no", &figure(no))]));
        let facts = [
            ("fact_peoples_vote", Some(say(&format!("force_vote_{}", legal.vote), &[]))),
            ("fact_published_on", Some(self.day(legal.published_on))),
            ("fact_requested_on", day(legal.requested_on)),
            ("fact_signatures", signatures),
            ("fact_voted_on", day(legal.voted_on)),
            ("fact_people_said", figures),
            ("fact_legal_force", Some(self.force_state(legal.state))),
            ("fact_binding_on", day(legal.settled_on).filter(|_| legal.state == LegalForce::Binding)),
            ("fact_basis", Some(legal.basis.clone()).filter(|basis| !basis.is_empty())),
        ];
        let labelled = |(label, text): (&str, Option<String>)| Some(Labelled { label: say(label, &[]), text: text? });
        facts.into_iter().filter_map(labelled).collect()
    }
}
