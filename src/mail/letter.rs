//! What a mail says, in the reader's language: rows, sentences, link. Pure: everything it needs comes in.
use super::Reason;
use super::facts::{ClockFacts, LinkFacts, PaperFacts, SittingFacts};
use crate::council::{Council, MailRow};
use crate::events::{Detail, Event};
use crate::people::TokenPurpose;
use crate::procedure::Unit;
use crate::words::{Language, Words};
use chrono::NaiveDate;
use serde::Serialize;

/// How much of a title stands in a subject line.
const TITLE_LENGTH: usize = 120;

/// A mail in words, as the templates take it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Letter {
    pub lang: &'static str,
    /// In whose name it is sent.
    pub sender: String,
    pub subject: String,
    pub heading: String,
    /// What happened.
    pub what: Vec<String>,
    /// The circumstances, one a line.
    pub rows: Vec<Row>,
    /// The papers of a digest.
    pub entries: Vec<Entry>,
    /// What is due next.
    pub next: Vec<String>,
    pub link_label: String,
    pub link: String,
    /// Why the reader gets this.
    pub why: String,
    /// How to stop it, or why it cannot be stopped.
    pub stop: String,
    /// Where it is stopped; only for what can be.
    pub stop_link: Option<String>,
}

/// A circumstance: `Gremium: Ratsversammlung`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    pub label: String,
    pub value: String,
}

/// A paper of a digest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    pub name: String,
    pub note: String,
    pub link: String,
}

/// What every letter is written with.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub words: &'a Words,
    pub language: Language,
    /// Public address, without a trailing slash.
    pub public_url: &'a str,
}

/// Everything that a letter about an event speaks of.
pub struct Matter<'a> {
    pub council: &'a Council,
    pub event: &'a Event,
    pub detail: &'a Detail,
    pub row: MailRow,
    /// The paper concerned; none for a digest.
    pub paper: Option<&'a PaperFacts>,
    /// The paper it hangs below, where the reader may see it.
    pub parent: Option<&'a PaperFacts>,
    pub clocks: &'a [ClockFacts],
    pub sitting: Option<&'a SittingFacts>,
    /// Papers of a digest that the reader may see, each with the day since which it is due.
    pub overdue: &'a [(PaperFacts, NaiveDate)],
    /// The domain's day, in the council's zone.
    pub today: NaiveDate,
    pub reason: Reason,
    /// Where this mail is stopped, when it can be.
    pub stop_link: Option<String>,
}

impl Desk<'_> {
    fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.words.say(self.language, key, args)
    }

    /// The letter about an event. Of a confidential paper it carries the number and nothing else.
    pub fn about_event(&self, matter: &Matter<'_>) -> Letter {
        let row = matter.row.as_str();
        let heading = self.say(&format!("mail_{row}"), &[]);
        let slug = &matter.council.slug;
        let (subject, link, link_label) = match matter.paper {
            Some(paper) => {
                let name = self.name(matter.council, paper);
                let subject = match paper.confidential {
                    true => self.say("mail_subject_confidential", &[("paper", &name)]),
                    false => self.say(
                        "mail_subject",
                        &[("paper", &name), ("heading", &heading), ("title", &shortened(&paper.title))],
                    ),
                };
                (subject, self.paper_link(slug, paper), self.say("mail_link_paper", &[]))
            }
            None => (
                self.say("mail_subject_plain", &[("heading", &heading), ("council", &matter.council.name)]),
                format!("{}/{slug}/papers", self.public_url),
                self.say("mail_link_papers", &[]),
            ),
        };
        let mut letter = Letter {
            lang: self.language.tag(),
            sender: matter.council.name.clone(),
            subject,
            heading,
            what: Vec::new(),
            rows: Vec::new(),
            entries: Vec::new(),
            next: Vec::new(),
            link_label,
            link,
            why: self.say(&format!("mail_why_{}", matter.reason), &[]),
            stop: self.say(if matter.stop_link.is_some() { "mail_stop" } else { "mail_stop_never" }, &[]),
            stop_link: matter.stop_link.clone(),
        };
        match matter.paper {
            Some(paper) if paper.confidential => self.confidential(&mut letter, matter, paper),
            Some(paper) => self.about_paper(&mut letter, matter, paper),
            None => self.digest(&mut letter, matter),
        }
        letter
    }

    fn confidential(&self, letter: &mut Letter, matter: &Matter<'_>, paper: &PaperFacts) {
        let name = self.name(matter.council, paper);
        letter.heading = self.say("mail_confidential", &[("paper", &name)]);
        letter.what.push(self.say("mail_what_confidential", &[]));
        letter.rows.push(self.row("mail_row_number", name));
        letter.rows.push(self.row("mail_row_visibility", self.say("mail_not_public", &[])));
    }

    fn about_paper(&self, letter: &mut Letter, matter: &Matter<'_>, paper: &PaperFacts) {
        let (council, detail, language) = (matter.council, matter.detail, self.language);
        letter.what.push(self.say(&format!("mail_what_{}", matter.row), &[]));
        let mut row = |key: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                letter.rows.push(self.row(key, value));
            }
        };
        row("mail_row_number", Some(paper.reference.clone().unwrap_or_else(|| self.say("mail_no_number", &[]))));
        row("mail_row_kind", Some(council.kind_label(&paper.kind, language).to_owned()));
        row("mail_row_title", Some(paper.title.clone()));
        row("mail_row_submitter", Some(paper.submitter.clone()));
        row("mail_row_parent", matter.parent.filter(|parent| !parent.confidential).map(|p| self.name(council, p)));
        let to = detail.to.unwrap_or(paper.status);
        let now = council.status_label(to, language);
        let status = match detail.from.filter(|from| *from != to) {
            Some(from) => self.say("mail_from_to", &[("from", council.status_label(from, language)), ("to", now)]),
            None => now.to_owned(),
        };
        row("mail_row_status", Some(status));
        row("mail_row_body", detail.body.clone());
        row("mail_row_role", detail.role.as_deref().map(|role| council.role_label(role, language).to_owned()));
        row("mail_row_sitting", detail.starts_at.map(|at| language.moment(at, council.timezone)));
        row("mail_row_place", detail.place.clone());
        row("mail_row_result", detail.result.as_deref().map(|word| council.result_label(word, language).to_owned()));
        row("mail_row_department", detail.department.clone());
        row("mail_row_child", detail.child.clone());
        row("mail_row_due", self.moved_due(detail));
        row("mail_row_applicant", detail.applicant.clone());
        row("mail_row_decider", detail.decider.clone());
        row("mail_row_reason", detail.reason.clone());
        row("mail_row_by", Some(detail.by.clone()));
        row("mail_row_when", Some(language.moment(matter.event.happened_at, council.timezone)));
        let step = format!("mail_next_{}", matter.row);
        if self.words.has(&step) {
            letter.next.push(self.say(&step, &[]));
        }
        if let Some(sitting) = matter.sitting {
            let at = language.moment(sitting.starts_at, council.timezone);
            letter.next.push(
                self.say("mail_next_sitting", &[("body", &sitting.body), ("at", &at), ("place", &sitting.place)]),
            );
        }
        letter.next.extend(matter.clocks.iter().map(|clock| self.clock(council, clock, matter.today)));
    }

    fn digest(&self, letter: &mut Letter, matter: &Matter<'_>) {
        letter.what.push(self.say(&format!("mail_what_{}", matter.row), &[]));
        letter.entries = matter
            .overdue
            .iter()
            .map(|(paper, due)| {
                let name = self.name(matter.council, paper);
                let name = if paper.confidential {
                    self.say("mail_confidential", &[("paper", &name)])
                } else {
                    self.say("mail_entry", &[("paper", &name), ("title", &paper.title)])
                };
                let note = self.say("mail_entry_due", &[("due", &self.language.day(*due))]);
                Entry { name, note, link: self.paper_link(&matter.council.slug, paper) }
            })
            .collect();
    }

    /// The letter with an account's single-use link.
    pub fn about_link(&self, sender: &str, link: &LinkFacts, url: String, zone: chrono_tz::Tz) -> Letter {
        let purpose = match link.purpose {
            TokenPurpose::Invitation => "invitation",
            TokenPurpose::PasswordReset => "password_reset",
        };
        let until = self.language.moment(link.expires_at, zone);
        Letter {
            lang: self.language.tag(),
            sender: sender.to_owned(),
            subject: self.say(&format!("mail_{purpose}_subject"), &[("council", sender)]),
            heading: self.say(&format!("mail_{purpose}_subject"), &[("council", sender)]),
            what: vec![self.say(&format!("mail_{purpose}_what"), &[("council", sender)])],
            rows: Vec::new(),
            entries: Vec::new(),
            next: vec![self.say("mail_link_until", &[("until", &until)])],
            link_label: self.say(&format!("mail_{purpose}_link"), &[]),
            link: url,
            why: self.say(&format!("mail_{purpose}_why"), &[]),
            stop: String::new(),
            stop_link: None,
        }
    }

    fn row(&self, key: &str, value: String) -> Row {
        Row { label: self.say(key, &[]), value }
    }

    /// What a paper is called: its number, or its kind while it has none.
    fn name(&self, council: &Council, paper: &PaperFacts) -> String {
        match &paper.reference {
            Some(reference) => reference.clone(),
            None => self.say("mail_unnumbered", &[("kind", council.kind_label(&paper.kind, self.language))]),
        }
    }

    fn paper_link(&self, council: &str, paper: &PaperFacts) -> String {
        match &paper.slug {
            Some(slug) => format!("{}/{council}/papers/{slug}", self.public_url),
            None => format!("{}/{council}/papers/{}", self.public_url, paper.id),
        }
    }

    fn moved_due(&self, detail: &Detail) -> Option<String> {
        let due = self.language.day(detail.due_on?);
        Some(match detail.old_due {
            Some(old) => self.say("mail_from_to", &[("from", &self.language.day(old)), ("to", &due)]),
            None => due,
        })
    }

    /// A running clock in words: what is due when, and by which rule.
    fn clock(&self, council: &Council, clock: &ClockFacts, today: NaiveDate) -> String {
        let due = self.language.day(clock.due_on);
        let Some(rule) = council.clocks.get(&clock.rule) else {
            return self.say("mail_clock_unknown", &[("rule", &clock.rule), ("due", &due)]);
        };
        let unit = match (rule.unit, rule.amount) {
            (Unit::Days, 1) => "mail_day",
            (Unit::Days, _) => "mail_days",
            (Unit::Weeks, 1) => "mail_week",
            (Unit::Weeks, _) => "mail_weeks",
            (Unit::Months, 1) => "mail_month",
            (Unit::Months, _) => "mail_months",
            (Unit::Years, 1) => "mail_year",
            (Unit::Years, _) => "mail_years",
        };
        let key = match (clock.due_on < today, clock.extended) {
            (true, false) => "mail_clock_overdue",
            (true, true) => "mail_clock_overdue_extended",
            (false, false) => "mail_clock",
            (false, true) => "mail_clock_extended",
        };
        let span = self.say(unit, &[("n", &rule.amount.to_string())]);
        let (what, start) = (rule.label.say(self.language), self.language.day(clock.started_on));
        self.say(key, &[("what", what), ("due", &due), ("start", &start), ("span", &span), ("basis", &rule.basis)])
    }
}

/// The title as far as a subject line takes it.
fn shortened(title: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.chars().count() <= TITLE_LENGTH {
        return title;
    }
    title.chars().take(TITLE_LENGTH - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::samples::{deferral, words};

    fn value<'a>(letter: &'a Letter, label: &str) -> Option<&'a str> {
        letter.rows.iter().find(|row| row.label == label).map(|row| row.value.as_str())
    }

    #[test]
    fn a_letter_says_what_why_when_and_what_is_due_next() {
        let letter = deferral(Language::De, Reason::Faction, |_, detail| {
            detail.from = Some(crate::procedure::Status::Submitted);
            detail.to = Some(crate::procedure::Status::InProgress);
        });
        assert_eq!(letter.subject, "VII-F-01504: Vertagt – IT-Ausstattung <der> Verwaltung");
        assert_eq!(value(&letter, "Status"), Some("eingereicht → Vorlage im Verfahren"));
        assert_eq!(value(&letter, "Ergebnis"), Some("vertagt"));
        assert_eq!(value(&letter, "Begründung"), Some("Die Zeit hat <nicht> gereicht."));
        assert_eq!(value(&letter, "Zeitpunkt"), Some("16.09.2020, 16:30 Uhr"));
        assert_eq!(
            letter.next.last().map(String::as_str),
            Some("Antwort der Verwaltung: überfällig seit 09.09.2020 (12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO)")
        );
        assert!(letter.next.contains(&"Beratung: Ratsversammlung, 07.10.2020, 14:00 Uhr, Neues Rathaus".to_owned()));
        assert_eq!(letter.link, "https://rat.example.org:8443/sub/leipzig/papers/VII-F-01504");
        assert!(letter.why.contains("alle Fraktionen"), "{}", letter.why);
        assert_eq!(letter.stop_link, None, "statutory mails cannot be switched off");
    }

    #[test]
    fn the_reader_is_written_to_in_their_language() {
        let letter = deferral(Language::En, Reason::Follower, |_, _| {});
        assert_eq!(letter.subject, "VII-F-01504: Deferred – IT-Ausstattung <der> Verwaltung");
        assert_eq!(value(&letter, "Result"), Some("deferred"));
        assert!(letter.next.iter().any(|next| next.contains("overdue since 9 Sep 2020 (12 Aug 2020 + 4 weeks")));
        assert!(letter.stop_link.is_some_and(|link| link.starts_with("https://rat.example.org:8443/sub/unsubscribe?")));
    }

    #[test]
    fn of_a_confidential_paper_a_letter_carries_the_number_only() {
        let letter = deferral(Language::De, Reason::Submitter, |paper, _| paper.confidential = true);
        let text = serde_json::to_string(&letter).expect("JSON");
        for hidden in
            ["IT-Ausstattung", "Die Zeit hat", "Ratsversammlung", "vertagt", "Vertagt", "SPD", "09.09.2020", "Büro hat"]
        {
            assert!(!text.contains(hidden), "{hidden} in {text}");
        }
        assert!(letter.subject.contains("VII-F-01504") && text.contains("nicht öffentlich"));
    }

    #[test]
    fn every_row_and_reason_has_its_words() {
        let words = words();
        for row in MailRow::ALL {
            for key in [format!("mail_{row}"), format!("mail_what_{row}")] {
                assert!(words.has(&key), "{key}");
            }
        }
        for reason in Reason::ALL.iter().filter(|reason| **reason != Reason::Account) {
            assert!(words.has(&format!("mail_why_{reason}")), "{reason}");
        }
    }

    #[test]
    fn long_titles_are_cut_in_subjects_at_a_character() {
        let title = "ä".repeat(300);
        let subject = shortened(&title);
        assert_eq!(subject.chars().count(), TITLE_LENGTH);
        assert!(subject.ends_with('…'));
        assert_eq!(shortened("eins\n zwei"), "eins zwei");
    }
}
