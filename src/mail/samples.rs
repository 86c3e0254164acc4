//! What the tests of the letters speak of: the story's inquiry, invented prose.
use super::Reason;
use super::facts::{Running, SittingFacts};
use super::letter::{Desk, Letter, Matter};
use crate::clocks::Clock;
use crate::council::{Council, MailRow};
use crate::db::types::{ClockId, DeliveryId, Moment, OrganizationId, PaperId};
use crate::events::{Detail, Event};
use crate::papers::Paper;
use crate::procedure::{ClockState, EntryState, ResultClass, Status};
use crate::visibility::Circle;
use crate::words::{Language, Words};
use chrono::NaiveDate;
use std::sync::Arc;

pub const PUBLIC_URL: &str = "https://rat.example.org:8443/sub";

pub fn leipzig() -> Council {
    let file = crate::assets::CouncilFiles::get("leipzig.toml").expect("the council file");
    Council::parse(std::str::from_utf8(&file.data).expect("UTF-8")).expect("a sound council file")
}

pub fn words() -> Arc<Words> {
    Words::load().expect("sound message files")
}

pub fn templates() -> tera::Tera {
    let mut tera = tera::Tera::new();
    for name in ["mail/letter.txt", "mail/letter.html"] {
        let file = crate::assets::Templates::get(name).expect("the template");
        tera.add_raw_template(name, std::str::from_utf8(&file.data).expect("UTF-8")).expect("a sound template");
    }
    tera
}

pub fn moment(text: &str) -> Moment {
    text.parse::<chrono::DateTime<chrono::Utc>>().expect("a moment").into()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn inquiry() -> Paper {
    let (id, at) = (PaperId::new(), moment("2020-08-12T07:00:00Z"));
    Paper {
        id,
        council: "leipzig".to_owned(),
        kind: "F".to_owned(),
        entry: EntryState::Admitted,
        reference: Some("VII-F-01504".to_owned()),
        slug: Some("VII-F-01504".to_owned()),
        term: Some("VII".to_owned()),
        root_id: id,
        parent_id: None,
        parent_reference: None,
        family_seq: None,
        title: "IT-Ausstattung <der> Verwaltung".to_owned(),
        folded: "it-ausstattung <der> verwaltung".to_owned(),
        occasion: String::new(),
        facts: String::new(),
        submitter: "SPD-Fraktion".to_owned(),
        submitter_id: None,
        author_id: OrganizationId::new(),
        responsible_id: None,
        confidential: false,
        circle: Circle::Public,
        status: Status::InProgress,
        version: 1,
        text_version: 1,
        last_event: 1,
        created_by: None,
        created_at: at,
        updated_at: at,
        submitted_on: Some(day("2020-08-12")),
        admitted_on: Some(day("2020-08-12")),
        issued_on: None,
        extra: crate::papers::Extra::default(),
    }
}

/// An event with these details at noon of the story's second sitting day.
pub fn event(paper: Option<PaperId>, detail: Detail) -> Event {
    Event {
        council: "leipzig".to_owned(),
        seq: 17,
        happened_at: moment("2020-09-16T14:30:00Z"),
        actor_id: None,
        action: "enter-result".to_owned(),
        paper_id: paper,
        subject: "council".to_owned(),
        circle: Circle::Public,
        detail: Some(detail),
        hash: String::new(),
    }
}

/// The letter that tells of the deferral, or what `change` makes of it.
pub fn deferral(language: Language, reason: Reason, change: impl Fn(&mut Paper, &mut Detail)) -> Letter {
    let (council, words) = (leipzig(), words());
    let mut paper = inquiry();
    let mut detail = Detail {
        mail: Some(MailRow::Deferred),
        by: "Büro für Ratsangelegenheiten".to_owned(),
        body: Some("Ratsversammlung".to_owned()),
        role: Some("written_answer".to_owned()),
        result: Some("deferred".to_owned()),
        class: Some(ResultClass::Defer),
        due_on: Some(day("2020-09-09")),
        reason: Some("Die Zeit hat <nicht> gereicht.".to_owned()),
        ..Detail::default()
    };
    change(&mut paper, &mut detail);
    let row = detail.mail.unwrap_or(MailRow::Deferred);
    let event = event(Some(paper.id), detail);
    let clock = Clock {
        id: ClockId::new(),
        council: "leipzig".to_owned(),
        paper_id: paper.id,
        rule: "answer".to_owned(),
        started_on: day("2020-08-12"),
        due_on: day("2020-09-09"),
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
    let sitting = SittingFacts {
        body: "Ratsversammlung".to_owned(),
        starts_at: moment("2020-10-07T12:00:00Z"),
        place: "Neues Rathaus".to_owned(),
    };
    let followed = (reason == Reason::Follower).then(crate::db::types::AccountId::new);
    let stop_link = super::compose::stop_link(&[7; 32], PUBLIC_URL, followed, Some(paper.id));
    let desk = Desk { words: &words, language, public_url: PUBLIC_URL };
    desk.about_event(&Matter {
        council: &council,
        event: &event,
        row,
        paper: Some(&paper),
        parent: None,
        clocks: &[Running { clock, extensions: Vec::new() }],
        sitting: Some(&sitting),
        meeting: None,
        overdue: &[],
        today: day("2020-09-16"),
        reason,
        order: None,
        office: "Büro für Ratsangelegenheiten",
        follows_above: false,
        stop_link,
    })
}

pub fn delivery() -> DeliveryId {
    DeliveryId::new()
}
