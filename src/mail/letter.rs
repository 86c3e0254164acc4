//! What a mail says, in the reader's language: rows, sentences, link. What happened and what comes next is told in the
//! words of the page's history. Pure: everything it needs comes in.
use super::Reason;
use super::facts::{LinkFacts, MeetingFacts, OrderFacts, Running, SittingFacts};
use crate::council::{Council, MailRow};
use crate::events::Event;
use crate::papers::Paper;
use crate::people::TokenPurpose;
use crate::visibility::Circle;
use crate::wording::{Told, Wording};
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
    /// What comes next and what is due.
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
    pub row: MailRow,
    /// The paper concerned; none for a digest.
    pub paper: Option<&'a Paper>,
    /// The paper it hangs below, where the reader may see it.
    pub parent: Option<&'a Paper>,
    pub clocks: &'a [Running],
    pub sitting: Option<&'a SittingFacts>,
    /// The sitting that the event itself is about.
    pub meeting: Option<&'a MeetingFacts>,
    /// Papers of a digest that the reader may see, each with the day since which it is due.
    pub overdue: &'a [(Paper, NaiveDate)],
    /// The domain's day, in the council's zone.
    pub today: NaiveDate,
    pub reason: Reason,
    /// The open order that the event is about.
    pub order: Option<&'a OrderFacts>,
    /// What the council's office is called: who must be told when an address changes.
    pub office: &'a str,
    /// What the reader follows is the paper above.
    pub follows_above: bool,
    /// Where this mail is stopped, when it can be.
    pub stop_link: Option<String>,
}

impl Matter<'_> {
    /// Whether it is about what became of a decision: the paper's own dates are not the matter then.
    pub(super) fn is_of_order(&self) -> bool {
        let subject = &self.event.subject;
        subject.starts_with("order:") || subject.starts_with("resolution:")
    }
}

impl Desk<'_> {
    pub(super) fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.words.say(self.language, key, args)
    }

    /// The letter about an event. Of a confidential paper it carries the number and nothing else.
    pub fn about_event(&self, matter: &Matter<'_>) -> Letter {
        let wording = Wording::new(self.words, matter.council, self.language);
        let told = wording.event(matter.event);
        let slug = &matter.council.slug;
        let heading = self.heading(matter, &told);
        // What lies before the council alone stays with it, also where its paper is public.
        let hidden = |paper: &Paper| {
            paper.confidential || (matter.event.circle == Circle::Council && paper.circle == Circle::Public)
        };
        let (subject, link, link_label) = match matter.paper {
            Some(paper) => {
                let name = self.name(matter.council, paper);
                let subject = if hidden(paper) {
                    self.say("mail_subject_confidential", &[("paper", &name)])
                } else {
                    let title = shortened(&paper.title);
                    self.say("mail_subject", &[("paper", &name), ("heading", &heading), ("title", &title)])
                };
                match matter.event.subject.strip_prefix("order:") {
                    Some(order) => (
                        subject,
                        format!("{}/{slug}/orders/{order}", self.public_url),
                        self.say("mail_link_order", &[]),
                    ),
                    None => (subject, self.paper_link(slug, paper), self.say("mail_link_paper", &[])),
                }
            }
            None if let Some(meeting) = matter.meeting => {
                let at = wording.moment(meeting.starts_at);
                let args = [("heading", heading.as_str()), ("body", &meeting.bodies), ("at", &at)];
                (
                    self.say("mail_subject_meeting", &args),
                    format!("{}/{slug}/meetings/{}", self.public_url, meeting.id),
                    self.say("mail_link_meeting", &[]),
                )
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
            why: self.why(matter),
            stop: match &matter.stop_link {
                Some(_) => self.say("mail_stop", &[]),
                None => self.say("mail_stop_never", &[("office", matter.office)]),
            },
            stop_link: matter.stop_link.clone(),
        };
        match matter.paper {
            Some(paper) if hidden(paper) => self.confidential(&mut letter, matter, paper),
            Some(paper) => self.about_paper(&mut letter, matter, paper, told, &wording),
            None => match matter.meeting {
                Some(meeting) => self.about_meeting(&mut letter, matter, meeting, told, &wording),
                None => self.digest(&mut letter, matter),
            },
        }
        letter
    }

    fn confidential(&self, letter: &mut Letter, matter: &Matter<'_>, paper: &Paper) {
        let name = self.name(matter.council, paper);
        letter.heading = self.say("mail_confidential", &[("paper", &name)]);
        letter.what.push(self.say("mail_what_confidential", &[]));
        letter.rows.push(self.row("fact_number", name));
        letter.rows.push(self.row("mail_row_visibility", self.say("publicity_confidential", &[])));
    }

    fn about_paper(&self, letter: &mut Letter, matter: &Matter<'_>, paper: &Paper, told: Told, wording: &Wording<'_>) {
        let council = matter.council;
        letter.what.push(self.what(matter));
        let mut row = |label: String, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                letter.rows.push(Row { label, value });
            }
        };
        let number = paper.reference.clone().unwrap_or_else(|| self.say("mail_no_number", &[]));
        let label = |key| self.say(key, &[]);
        row(label("fact_number"), Some(number));
        row(label("mail_row_kind"), Some(council.kind_label(&paper.kind, self.language).to_owned()));
        row(label("mail_row_title"), Some(paper.title.clone()));
        row(label("mail_row_submitter"), Some(paper.submitter.clone()));
        row(label("mail_row_parent"), matter.parent.filter(|p| !p.confidential).map(|p| self.name(council, p)));
        let number_label = label("fact_number");
        for fact in told.facts {
            if fact.label != number_label {
                row(fact.label, Some(fact.text));
            }
        }
        row(label("mail_row_reason"), told.reason);
        row(label("mail_row_by"), Some(told.by));
        row(label("mail_row_when"), Some(told.at));
        letter.next.extend(told.next);
        if matter.is_of_order() {
            letter.next.extend(self.order_due(matter, wording));
            return;
        }
        if let Some(sitting) = matter.sitting {
            let at = wording.moment(sitting.starts_at);
            letter.next.push(
                self.say("mail_next_sitting", &[("body", &sitting.body), ("at", &at), ("place", &sitting.place)]),
            );
        }
        for Running { clock, extensions } in matter.clocks {
            let (_, light) = wording.light(clock, matter.today);
            let (what, rule) = (wording.clock_label(clock), wording.clock_rule(clock, extensions));
            letter.next.push(self.say("mail_clock", &[("what", &what), ("light", &light), ("rule", &rule)]));
        }
    }

    fn about_meeting(
        &self,
        letter: &mut Letter,
        matter: &Matter<'_>,
        meeting: &MeetingFacts,
        told: Told,
        wording: &Wording<'_>,
    ) {
        letter.what.push(self.what(matter));
        // What is not everybody's is read after signing in.
        let reason = told.reason.filter(|_| matter.event.circle == Circle::Public).unwrap_or_default();
        let known = ["fact_body", "fact_meeting", "fact_place"].map(|key| self.say(key, &[]));
        let [body, at, place] = known.clone();
        let rows =
            [(body, meeting.bodies.clone()), (at, wording.moment(meeting.starts_at)), (place, meeting.place.clone())];
        let video = (self.say("mail_row_video", &[]), meeting.video.clone());
        let facts = told.facts.into_iter().filter(|fact| !known.contains(&fact.label));
        let rows = rows.into_iter().chain([video]).chain(facts.map(|fact| (fact.label, fact.text)));
        let ends = [
            (self.say("mail_row_reason", &[]), reason),
            (self.say("mail_row_by", &[]), told.by),
            (self.say("mail_row_when", &[]), told.at),
        ];
        let filled = rows.chain(ends).filter(|(_, value)| !value.is_empty());
        letter.rows = filled.map(|(label, value)| Row { label, value }).collect();
        letter
            .rows
            .extend(meeting.items.iter().map(|(number, title)| Row { label: number.clone(), value: shortened(title) }));
        letter.next.extend(told.next);
    }

    fn digest(&self, letter: &mut Letter, matter: &Matter<'_>) {
        letter.what.push(self.what(matter));
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
        let subject = self.say(&format!("mail_{purpose}_subject"), &[("council", sender)]);
        Letter {
            lang: self.language.tag(),
            sender: sender.to_owned(),
            heading: subject.clone(),
            subject,
            what: vec![self.say(&format!("mail_{purpose}_what"), &[])],
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

    /// The letter with what somebody wrote by the form on accessibility.
    pub fn about_feedback(&self, sender: &str, message: &str, page: &str, reply_to: &str) -> Letter {
        let subject = self.say("mail_feedback_subject", &[]);
        let rows = [("mail_feedback_page", page), ("mail_feedback_reply", reply_to)];
        let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
        Letter {
            lang: self.language.tag(),
            sender: sender.to_owned(),
            heading: subject.clone(),
            subject,
            what: std::iter::once(self.say("mail_feedback_what", &[]))
                .chain(message.lines().map(str::to_owned).filter(|line| !line.trim().is_empty()))
                .collect(),
            rows: rows.map(|(key, value)| self.row(key, value.to_owned())).collect(),
            entries: Vec::new(),
            next: Vec::new(),
            link_label: self.say("mail_feedback_link", &[]),
            link: format!("{}/accessibility", self.public_url),
            why: self.say("mail_why_contact", &[]),
            stop: String::new(),
            stop_link: None,
        }
    }

    fn row(&self, key: &str, value: String) -> Row {
        Row { label: self.say(key, &[]), value }
    }

    /// What a paper is called: its number, or its kind while it has none.
    fn name(&self, council: &Council, paper: &Paper) -> String {
        match &paper.reference {
            Some(reference) => reference.clone(),
            None => self.say("mail_unnumbered", &[("kind", council.kind_label(&paper.kind, self.language))]),
        }
    }

    fn paper_link(&self, council: &str, paper: &Paper) -> String {
        format!("{}/{council}/papers/{}", self.public_url, paper.path_segment())
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
            Some("Antwort der Verwaltung: überfällig (12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO = 09.09.2020)")
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
        assert!(letter.next.iter().any(|next| next.contains("overdue (12 Aug 2020 + 4 weeks")));
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
            let key = format!("mail_what_{row}");
            assert!(words.has(&key), "{key}");
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
