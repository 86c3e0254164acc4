//! Every mail in every language of every council: no key is shown, nothing is left unformed, no word of another language is
//! among ours, days and figures are written as the language writes them. What people typed (titles, names, reasons) stands
//! here as words that no language has, so that everything else is ours.
use super::facts::{LinkFacts, MeetingFacts, OrderFacts, Running, SittingFacts};
use super::letter::{Desk, Letter, Matter};
use super::samples::{PUBLIC_URL, day, inquiry, moment, templates, words};
use super::{Reason, compose};
use crate::clocks::{Clock, Extension};
use crate::council::{Council, MailRow};
use crate::db::types::{AccountId, ClockId, ExtensionId, MeetingId, OrderId};
use crate::events::{Detail, Event, Legal, Votes};
use crate::people::TokenPurpose;
use crate::procedure::{ClockState, LegalForce, OrderState, PeoplesVote, ResultClass, Status};
use crate::visibility::Circle;
use crate::words::{Language, Words};
use std::collections::{BTreeMap, BTreeSet};

/// The councils of the program and the examples.
fn councils() -> Vec<Council> {
    let mut found = Vec::new();
    for folder in ["config/councils", "config/examples"] {
        for entry in std::fs::read_dir(folder).expect("the folder of council files") {
            let source = std::fs::read_to_string(entry.expect("a file").path()).expect("a council file");
            // Beside the councils lie the people of an example.
            if source.contains("\nlocale = ") {
                found.push(Council::parse(&source).expect("a sound council file"));
            }
        }
    }
    assert!(found.len() > 5);
    found
}

/// What happens for which a mail of this row is written. The compiler asks for each row.
fn actions(row: MailRow) -> &'static [&'static str] {
    match row {
        MailRow::Receipt => &["submit"],
        MailRow::Returned => &["return"],
        MailRow::Admitted => &["admit", "issue", "enter-result"],
        MailRow::Scheduled => &["schedule"],
        MailRow::Deferred => &["enter-result", "unschedule", "schedule", "switch-role"],
        MailRow::Issued => &["answered", "opined", "reported"],
        MailRow::Decided => &["enter-result", "accept"],
        MailRow::DueSoon => &["due-soon", "order-due-soon", "order-report-due"],
        MailRow::Overdue => &["overdue", "order-overdue"],
        MailRow::OverdueDigest => &["overdue-digest"],
        MailRow::Extended => &["extend", "enter-result"],
        MailRow::Refused => &["refuse"],
        MailRow::Withdrawn => &["withdraw", "enter-result"],
        MailRow::Interim => &["interim"],
        MailRow::Invited => &["meeting-invite"],
        MailRow::AgendaChanged => &[
            "meeting-cancel",
            "meeting-change",
            "meeting-continue",
            "agenda-add-item",
            "agenda-edit-item",
            "agenda-move-item",
            "agenda-remove-item",
        ],
        MailRow::Progress => &["report"],
        MailRow::OrderClosed => &["confirm", "drop"],
        MailRow::Ordered => &["ordered", "move", "reschedule", "split"],
        MailRow::Coordinated => &["coordinate"],
        MailRow::FollowUp => &["follow-up"],
        MailRow::Assigned => &["assign-questions"],
        MailRow::Corrected => &["corrected", "annulled", "order-annulled", "reopened"],
        MailRow::Updated => &["replaced", "file-added", "file-replaced"],
        MailRow::Orphaned => &["orphaned"],
        MailRow::LegalForce => &["published", "publish", "request-vote", "vote-accepted", "vote-rejected", "binding"],
    }
}

/// Whether it tells of a sitting, of many papers, or of an order and not of a paper.
fn subject(row: MailRow, action: &str) -> String {
    match row {
        MailRow::Invited | MailRow::AgendaChanged => format!("meeting:{}", MeetingId::new()),
        MailRow::Progress | MailRow::OrderClosed | MailRow::Ordered | MailRow::Coordinated => {
            format!("order:{}", OrderId::new())
        }
        _ if action.starts_with("order-") => format!("order:{}", OrderId::new()),
        MailRow::OverdueDigest => "council".to_owned(),
        _ => "paper".to_owned(),
    }
}

/// An event that says whatever an event can say, with this result.
fn event(council: &Council, row: MailRow, action: &str, result: Option<(&str, ResultClass)>) -> Event {
    let name = |name: &str| Some(name.to_owned());
    let mut roles = council.roles.keys().cloned();
    let legal = Legal {
        vote: PeoplesVote::Optional,
        state: LegalForce::Binding,
        published_on: day("2023-10-23"),
        requested_on: Some(day("2023-11-20")),
        signatures: Some(1204),
        voters: Some(12040),
        voted_on: Some(day("2024-03-03")),
        yes: Some(3512),
        no: Some(1204),
        settled_on: Some(day("2024-03-03")),
        basis: String::new(),
    };
    let detail = Detail {
        mail: Some(row),
        by: "Qzwyk".to_owned(),
        from: Some(Status::Submitted),
        to: Some(Status::InProgress),
        reason: name("Xqwz jkq."),
        reference: name("QX-01504"),
        body: name("Wqkrj"),
        old_role: roles.next(),
        role: roles.next(),
        starts_at: Some(moment("2023-10-23T12:30:00Z")),
        was_at: (action == "schedule" && row == MailRow::Deferred).then(|| moment("2023-10-21T12:30:00Z")),
        place: name("Zkwqr"),
        result: result.map(|(word, _)| word.to_owned()),
        class: result.map(|(_, class)| class),
        votes: Some(Votes { yes: 1, no: 1, abstained: 1, present: 3 }),
        due_on: Some(day("2023-11-22")),
        old_due: Some(day("2023-11-20")),
        applicant: name("Vqxkz"),
        decider: name("Jqwvx"),
        department: name("Kxqvw"),
        involved: vec!["Zqxvk".to_owned()],
        child: name("QX-01504-1"),
        people: vec!["Xkqvz".to_owned()],
        questions: vec![1, 2],
        parts: vec!["1: Kxqvw".to_owned()],
        file: name("qxz.pdf"),
        files_also: vec!["xzq.pdf".to_owned()],
        left_on: Some(day("2023-09-30")),
        take_over_until: Some(day("2023-10-30")),
        items: vec!["3.1".to_owned()],
        list: vec!["QX-01504".to_owned()],
        paragraphs: vec!["§ 45".to_owned()],
        orders: vec!["1. Qxzvk.".to_owned()],
        order: name("Qxzvk."),
        order_from: Some(OrderState::Ordered),
        order_to: Some(OrderState::Reported),
        old_owner: name("Vkxqz"),
        report: name("Qvxzk."),
        expected_on: Some(day("2024-01-31")),
        decision: name("QX-01600"),
        in_stead: true,
        legal: (row == MailRow::LegalForce).then(|| Box::new(legal)),
        ..Detail::default()
    };
    Event {
        council: council.slug.clone(),
        seq: 17,
        happened_at: moment("2023-10-23T14:30:00Z"),
        actor_id: None,
        action: action.to_owned(),
        paper_id: None,
        subject: subject(row, action),
        circle: Circle::Public,
        detail: Some(detail),
        hash: String::new(),
    }
}

/// Every clock of the council: one as it began, one extended, one with an interim notice.
fn clocks(council: &Council) -> Vec<Running> {
    let running = |rule: &String, interim: Option<bool>| {
        let id = ClockId::new();
        let clock = Clock {
            id,
            council: council.slug.clone(),
            paper_id: crate::db::types::PaperId::new(),
            rule: rule.clone(),
            started_on: day("2023-08-12"),
            due_on: day("2023-11-22"),
            state: ClockState::Running,
            closed_on: None,
            fulfilled_by: None,
            reason: String::new(),
            soon_warned_for: None,
            overdue_warned_for: None,
            version: 1,
            round: 1,
            stage: 1,
        };
        let extension = interim.map(|interim| Extension {
            id: ExtensionId::new(),
            clock_id: id,
            applicant: "Vqxkz".to_owned(),
            decider: "Jqwvx".to_owned(),
            decided_on: day("2023-09-01"),
            old_due: day("2023-09-09"),
            new_due: day("2023-11-22"),
            reason: "Xqwz.".to_owned(),
            late: false,
            interim,
        });
        Running { clock, extensions: extension.into_iter().collect() }
    };
    let each = council.clocks.keys();
    each.flat_map(|rule| [None, Some(false), Some(true)].map(|interim| running(rule, interim))).collect()
}

/// The letter about this event, to somebody who gets it for this reason.
fn letter(council: &Council, event: &Event, row: MailRow, reason: Reason, desk: Desk<'_>) -> Letter {
    let mut paper = inquiry();
    paper.council.clone_from(&council.slug);
    paper.kind = council.kinds.keys().next().expect("a kind").clone();
    paper.reference = (row != MailRow::Receipt).then(|| "QX-01504".to_owned());
    paper.title = "Xkq zvw jqx".to_owned();
    paper.submitter = "Zvkqx".to_owned();
    let mut parent = paper.clone();
    parent.reference = Some("QX-01400".to_owned());
    let sitting =
        SittingFacts { body: "Wqkrj".to_owned(), starts_at: moment("2023-10-25T12:30:00Z"), place: "Zkwqr".to_owned() };
    let meeting = event.subject.starts_with("meeting:").then(|| MeetingFacts {
        id: MeetingId::new(),
        bodies: "Wqkrj".to_owned(),
        starts_at: moment("2023-10-25T12:30:00Z"),
        place: "Zkwqr".to_owned(),
        video: "https://zkwqr.example.org".to_owned(),
        items: vec![("3.1".to_owned(), "Xkq zvw".to_owned())],
    });
    let order = OrderFacts { due_on: Some(day("2023-12-31")), due_note: String::new() };
    let alone = meeting.is_some() || row == MailRow::OverdueDigest;
    let follower = reason == Reason::Follower;
    desk.about_event(&Matter {
        council,
        event,
        row,
        paper: (!alone).then_some(&paper),
        parent: (!alone).then_some(&parent),
        clocks: &clocks(council),
        sitting: Some(&sitting),
        meeting: meeting.as_ref(),
        overdue: &[(paper.clone(), day("2023-10-22"))],
        today: day("2023-10-23"),
        reason,
        order: Some(&order),
        office: "Vkzqx",
        follows_above: follower && row == MailRow::Issued,
        stop_link: compose::stop_link(&[7; 32], PUBLIC_URL, follower.then(AccountId::new), Some(paper.id)),
    })
}

/// The words of each language: of the message files, and of this council's own.
struct Tongues {
    words: BTreeMap<Language, BTreeSet<String>>,
    keys: BTreeSet<String>,
    /// What a council prints as it is, whatever the reader's language: the names of laws, its own name.
    names: Vec<String>,
}

fn parts(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1).map(str::to_lowercase)
}

fn german(language: Language) -> bool {
    matches!(language, Language::De | Language::DeCh)
}

impl Tongues {
    fn of(council: &Council) -> Self {
        let mut tongues = Self { words: BTreeMap::new(), keys: BTreeSet::new(), names: vec![council.name.clone()] };
        for &language in Language::ALL {
            let folder = format!("i18n/{}/", language.tag());
            let own = tongues.words.entry(language).or_default();
            for name in crate::assets::Assets::iter().filter(|name| name.starts_with(&folder)) {
                let file = crate::assets::Assets::get(&name).expect("a message file");
                let text = String::from_utf8(file.data.into_owned()).expect("UTF-8");
                for (key, sentence) in text.lines().filter_map(|line| line.split_once(" = ")) {
                    tongues.keys.insert(key.to_owned());
                    own.extend(parts(sentence));
                }
            }
        }
        tongues.learn(&council.source.parse::<toml::Table>().expect("TOML").into());
        // Switzerland writes ss for what the message files spell otherwise.
        let swiss: Vec<_> = tongues.words[&Language::De].iter().map(|word| word.replace('ß', "ss")).collect();
        tongues.words.entry(Language::DeCh).or_default().extend(swiss);
        tongues
    }

    /// The words of a council file, wherever they stand.
    fn learn(&mut self, value: &toml::Value) {
        match value {
            toml::Value::Table(table) => {
                for (key, value) in table {
                    match (key.as_str(), value.as_str()) {
                        ("basis" | "publication" | "print", Some(name)) => self.names.push(name.to_owned()),
                        (tag, Some(word)) if let Some(language) = Language::of(tag).filter(|_| tag.len() < 6) => {
                            let language = if language == Language::DeCh { Language::De } else { language };
                            self.words.entry(language).or_default().extend(parts(word));
                        }
                        _ => self.learn(value),
                    }
                }
            }
            toml::Value::Array(values) => values.iter().for_each(|value| self.learn(value)),
            _ => {}
        }
    }

    /// What is wrong with a text in this language.
    fn faults(&self, text: &str, language: Language) -> Vec<String> {
        let mut faults = Vec::new();
        let said = |word: &str| word.contains('_') && self.keys.contains(word);
        let pieces = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        faults.extend(pieces.filter(|word| said(word)).map(|key| format!("the key {key} is shown")));
        let left = ["{ $", "{$", "{{", "}}", "$"].into_iter().filter(|left| text.contains(left));
        faults.extend(left.map(|left| format!("{left} is left")));
        if language == Language::DeCh && text.contains('ß') {
            faults.push("ß".to_owned());
        }
        let group = language.marks().0;
        for (number, wanted) in [("1204", format!("1{group}204")), ("12040", format!("12{group}040"))] {
            if text.split(|c: char| !c.is_ascii_digit()).any(|figures| figures == number) {
                faults.push(format!("{number} is not written as {wanted}"));
            }
        }
        let spoken = if language == Language::DeCh { Language::De } else { language };
        let bare = self.names.iter().fold(text.to_owned(), |text, name| text.replace(name.as_str(), " "));
        // German is not foreign to German, however it is spelt.
        let theirs: Vec<_> = self.words.iter().filter(|(other, _)| !german(**other) || !german(language)).collect();
        let own = &self.words[&language];
        let foreign = |word: &String| !own.contains(word) && theirs.iter().any(|(_, theirs)| theirs.contains(word));
        let foreign: BTreeSet<String> = parts(&bare).filter(foreign).collect();
        faults.extend(foreign.into_iter().map(|word| format!("“{word}” is of another language")));
        for word in text.split(|c: char| c.is_whitespace() || "(),;".contains(c)) {
            let figures = word.trim_end_matches(['.', ':']).split(['-', '.']).collect::<Vec<_>>();
            let lengths: Vec<_> = figures.iter().map(|part| part.len()).collect();
            let numbers = figures.iter().all(|part| part.parse::<u32>().is_ok());
            let form = match (numbers, lengths.as_slice()) {
                (true, [2, 2, 4]) => Some(Language::De),
                (true, [4, 2, 2]) => Some(Language::Sv),
                _ => None,
            };
            if form.is_some_and(|form| form != spoken) {
                faults.push(format!("{word} is not how {} writes a day", language.tag()));
            }
        }
        faults
    }
}

/// What is read of a mail's text: no addresses, and behind its name no reader's own words.
fn read(text: &str) -> String {
    let plain = text.split("<body>").last().unwrap_or_default();
    let mut said = String::new();
    let mut inside = false;
    for letter in plain.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                said.push(' ');
            }
            letter if !inside => said.push(letter),
            _ => {}
        }
    }
    let said = said.replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    said.lines().filter(|line| !line.trim_start().starts_with("http")).collect::<Vec<_>>().join("\n")
}

/// The faults of a letter: of its subject, its text and its HTML.
fn faults(tongues: &Tongues, letter: &Letter, (words, tera): (&Words, &tera::Tera), language: Language) -> Vec<String> {
    let mut context = tera::Context::from_serialize(letter).expect("a letter");
    context.insert_value("t", words.plain(language));
    let (text, html) = (tera.render("mail/letter.txt", &context), tera.render("mail/letter.html", &context));
    let (text, html) = (text.expect("text"), html.expect("HTML"));
    assert!(html.contains(&format!("<html lang=\"{}\">", language.tag())));
    assert!(text.contains("\n-- \n"), "{text}");
    assert!(!letter.heading.is_empty() && !letter.what.is_empty() && !letter.why.is_empty());
    let mut faults = Vec::new();
    for (part, read) in [("subject", letter.subject.clone()), ("text", read(&text)), ("HTML", read(&html))] {
        faults.extend(tongues.faults(&read, language).into_iter().map(|fault| format!("{part}: {fault}")));
    }
    faults
}

#[test]
fn every_mail_in_every_language() {
    let (words, tera) = (words(), templates());
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut tongues_heard = BTreeSet::new();
    for council in councils() {
        let tongues = Tongues::of(&council);
        for language in council.spoken() {
            tongues_heard.insert(language);
            let desk = Desk { words: &words, language, public_url: PUBLIC_URL };
            for row in MailRow::ALL.iter().filter(|row| council.mails.contains_key(row)) {
                for action in actions(*row) {
                    let mut results = vec![None];
                    if *action == "enter-result" {
                        results = council.results.iter().map(|(word, result)| Some((&**word, result.class))).collect();
                    }
                    for (at, result) in results.into_iter().enumerate() {
                        let event = event(&council, *row, action, result);
                        // Each reason once for each row; with all else one of them.
                        let first = at == 0 && actions(*row).first() == Some(action);
                        let reasons =
                            Reason::ALL.iter().filter(|why| !matches!(why, Reason::Account | Reason::Contact));
                        for reason in reasons.filter(|reason| first || **reason == Reason::Body) {
                            let letter = letter(&council, &event, *row, *reason, desk);
                            for fault in faults(&tongues, &letter, (&words, &tera), language) {
                                let mail = format!("{row} {action} {reason:?} {result:?}");
                                found
                                    .entry(format!("{} {}: {fault}", council.slug, language.tag()))
                                    .or_default()
                                    .push(mail);
                            }
                        }
                    }
                }
            }
        }
    }
    assert_eq!(tongues_heard.into_iter().collect::<Vec<_>>(), Language::ALL);
    let told = found.iter().map(|(fault, mails)| format!("{fault} ({}, first {})", mails.len(), mails[0]));
    assert!(found.is_empty(), "\n{}", told.collect::<Vec<_>>().join("\n"));
}

#[test]
fn mails_about_accounts_and_barriers_in_every_language() {
    let (words, tera) = (words(), templates());
    let council = super::samples::leipzig();
    let tongues = Tongues::of(&council);
    for &language in Language::ALL {
        let desk = Desk { words: &words, language, public_url: PUBLIC_URL };
        for purpose in [TokenPurpose::Invitation, TokenPurpose::PasswordReset] {
            let link = LinkFacts { purpose, expires_at: moment("2023-10-25T12:30:00Z"), is_used: false };
            let letter = desk.about_link("Vkzqx", &link, format!("{PUBLIC_URL}/x"), chrono_tz::Europe::Zurich);
            assert_eq!(faults(&tongues, &letter, (&words, &tera), language), [""; 0], "{}", language.tag());
        }
        let letter = desk.about_feedback("Vkzqx", "Xqwz jkq.", "/vkzqx", "vkzqx@example.org");
        assert_eq!(faults(&tongues, &letter, (&words, &tera), language), [""; 0], "{}", language.tag());
    }
}

#[test]
fn what_is_looked_for_is_found() {
    let council = super::samples::leipzig();
    let tongues = Tongues::of(&council);
    let of = |text: &str, language| tongues.faults(text, language).len();
    assert_eq!(of("Die Vorlage wurde am 05.07.2016 zurückgezogen.", Language::De), 0);
    assert_eq!(of("The paper was withdrawn on 5 Jul 2016.", Language::En), 0);
    assert_eq!(of("The Vorlage was withdrawn.", Language::En), 1);
    assert_eq!(of("The paper was withdrawn on 05.07.2016, mail_what_withdrawn.", Language::En), 2);
    assert_eq!(of("Handlingen har återtagits den 2016-07-05.", Language::Sv), 0);
    assert_eq!(of("Handlingen är zurück den 05.07.2016.", Language::Sv), 2);
    assert!(of("Die größere Straße", Language::DeCh) > 0);
    assert_eq!(of("{ $x }", Language::De), 2);
    assert_eq!(of("1204 Stimmen", Language::DeCh), 1);
    assert_eq!(of("1'204 Stimmen", Language::DeCh), 0);
}
