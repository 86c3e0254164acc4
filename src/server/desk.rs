//! The desk: what waits for the account, by its roles, the most urgent first, and what the account follows.
use crate::app::App;
use crate::clocks::light::ClockLight;
use crate::clocks::{Clock, Extension};
use crate::consultations::Consultation;
use crate::error::Result;
use crate::papers::Paper;
use crate::procedure::{Action, EntryState};
use crate::web::actor::SignedIn;
use crate::web::cursor;
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Link, Telling};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use gather::Lot;
use hats::Hats;
use serde::Serialize;

mod gather;
mod hats;
mod orders;
mod sittings;

/// Cards of one section; the rest is behind its link.
const CARDS: usize = 9;

pub fn routes() -> Vec<Entry> {
    vec![routes::get("/{council}/desk", Access::SignedIn, desk)]
}

/// The desk of an account in a council.
#[derive(Serialize)]
pub struct Desk {
    pub crumbs: Vec<Crumb>,
    pub name: String,
    pub sections: Vec<Section>,
    pub new: Vec<Link>,
}

/// What waits for the same thing.
#[derive(Serialize)]
pub struct Section {
    pub title: String,
    pub cards: Vec<Card>,
    /// How many there are beyond the cards, in words; empty when there are none.
    pub more: String,
    /// The whole list, where there is one.
    pub all: String,
}

/// One thing that waits.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    pub href: String,
    pub number: String,
    pub title: String,
    pub kind: String,
    /// What to do next, or what is waited for.
    pub todo: String,
    /// Why it is here: the reason given, the body, the last event.
    pub note: String,
    pub light: Option<ClockLight>,
    /// The due date with its rule.
    pub rule: String,
    pub tone: &'static str,
    #[serde(skip)]
    due: Option<NaiveDate>,
}

impl Page for Desk {
    const TEMPLATE: &'static str = "pages/desk/show.html";
    fn samples() -> Vec<Self> {
        let empty = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Schreibtisch")],
            name: "Beate <Büro>".to_owned(),
            sections: Vec::new(),
            new: Vec::new(),
        };
        let card = |tone, note: &str| Card {
            href: "/leipzig/papers/VII-F-01504".to_owned(),
            number: "VII-F-01504".to_owned(),
            title: "Radwege <im> Osten".to_owned(),
            kind: "Anfrage".to_owned(),
            todo: "Antwort entwerfen".to_owned(),
            note: note.to_owned(),
            light: (!note.is_empty()).then(|| ClockLight {
                label: "überfällig".to_owned(),
                tone: "bad",
                due: "09.09.2020".to_owned(),
            }),
            rule: "12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO = 09.09.2020".to_owned(),
            tone,
            due: None,
        };
        let section = |cards, more: &str, all: &str| Section {
            title: "Antworten entwerfen".to_owned(),
            cards,
            more: more.to_owned(),
            all: all.to_owned(),
        };
        let full = Self {
            sections: vec![
                section(vec![card("bad", "Zuständigkeit unklar"), card("", "")], "und 3 weitere", "/leipzig/tracking"),
                section(vec![card("warn", "x")], "", ""),
            ],
            new: vec![Link { label: "Anfrage".to_owned(), href: "/leipzig/papers/new?kind=F".to_owned() }],
            ..empty()
        };
        vec![empty(), full]
    }
}

async fn desk(app: web::Data<App>, frame: Frame, actor: SignedIn) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = actor.0;
    let lot = Lot::load(&app, &council, &actor, frame.scope()).await?;
    let telling = Telling::of(&app, &frame)?;
    let page = Desk {
        crumbs: vec![
            Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
            Crumb::here(telling.say("nav_desk", &[])),
        ],
        sections: sections(&telling, &lot, &Hats::of(&actor, &council.slug)),
        new: crate::papers::list::pages::new_papers(&council, Some(&actor), &app.words, frame.language),
        name: actor.name,
    };
    frame.render(&app, &page)
}

/// The sections that have something in them, those that wait for this account first.
fn sections(telling: &Telling<'_>, lot: &Lot, hats: &Hats) -> Vec<Section> {
    let slug = &telling.wording.council.slug;
    let papers = |status: &str| cursor::href(&format!("/{slug}/papers"), &[("status", status)]);
    let tracking = |name: &str, value: String| cursor::href(&format!("/{slug}/tracking"), &[(name, &value)]);
    let first = |ids: &[crate::db::types::OrganizationId]| ids.first().map(ToString::to_string).unwrap_or_default();
    let teller = Teller { telling, lot };
    let entries = |wanted: &dyn Fn(&Paper) -> bool, todo: &str| -> Vec<Card> {
        lot.entries.iter().filter(|paper| wanted(paper)).map(|paper| teller.card(paper, todo)).collect()
    };
    let in_state = |paper: &Paper, state: EntryState| paper.entry == state;
    let mut found = vec![
        ("cosign", lot.to_sign.iter().map(|paper| teller.card(paper, "cosign")).collect(), String::new()),
        (
            "head",
            entries(&|paper| in_state(paper, EntryState::Presented) && hats.heads.contains(&paper.author_id), "head"),
            String::new(),
        ),
        (
            "returned",
            entries(
                &|paper| in_state(paper, EntryState::Returned) && (hats.files(paper) || hats.drafts(paper)),
                "returned",
            ),
            String::new(),
        ),
    ];
    if hats.office {
        found.push(("admit", entries(&|paper| in_state(paper, EntryState::Submitted), "admit"), papers("submitted")));
        found.push(("issue", entries(&|paper| in_state(paper, EntryState::Signed), "issue"), papers("submitted")));
        let unassigned = lot.unassigned.iter().map(|paper| teller.card(paper, "assign"));
        found.push(("assign", unassigned.collect(), papers("in_progress")));
    }
    found.push((
        "take_over",
        lot.orphans.iter().map(|(paper, until)| teller.orphan(paper, *until)).collect(),
        String::new(),
    ));
    found.push(("parts", lot.parts.iter().map(|paper| teller.card(paper, "parts")).collect(), String::new()));
    found.extend(lot.orders.sections(&teller, hats));
    found.extend(lot.sittings.sections(&teller));
    let unanswered = lot.owed.iter().filter(|(_, paper)| !lot.drafted.contains(&paper.id));
    found.push((
        "answer",
        unanswered.map(|row| teller.clocked(row, "answer")).collect(),
        tracking("department", first(&hats.departments)),
    ));
    let drafted = |paper: &Paper| in_state(paper, EntryState::Draft) && (hats.files(paper) || hats.drafts(paper));
    found.push(("drafts", entries(&drafted, "drafts"), papers("preparing")));
    found.push((
        "overdue",
        lot.overdue.iter().map(|row| teller.clocked(row, "overdue")).collect(),
        tracking("state", "overdue".to_owned()),
    ));
    found.push((
        "running",
        lot.filed.iter().map(|row| teller.clocked(row, "running")).collect(),
        tracking(
            "faction",
            lot.filed.first().and_then(|(_, paper)| paper.submitter_id).map(|id| id.to_string()).unwrap_or_default(),
        ),
    ));
    let with_others = |paper: &Paper| match paper.entry {
        EntryState::Cosigning | EntryState::Submitted => hats.files(paper) && !hats.office,
        EntryState::Presented => hats.drafts(paper) && !hats.heads.contains(&paper.author_id),
        EntryState::Signed => hats.drafts(paper) && !hats.office,
        _ => false,
    };
    let waiting = lot.entries.iter().filter(|paper| with_others(paper));
    let waiting = waiting.map(|paper| teller.card(paper, &format!("waiting_{}", paper.entry)));
    found.push(("waiting", waiting.collect(), String::new()));
    found.push(("followed", lot.followed.iter().map(|paper| teller.followed(paper)).collect(), "/account".to_owned()));
    found.into_iter().filter_map(|(key, cards, all)| section(telling, key, cards, all)).collect()
}

/// A section with its most urgent cards; nothing when there are none.
fn section(telling: &Telling<'_>, key: &str, mut cards: Vec<Card>, all: String) -> Option<Section> {
    if cards.is_empty() {
        return None;
    }
    // What is due comes first, the earliest before the later; among the rest the order stays: newest first.
    cards.sort_by_key(|card| (card.due.is_none(), card.due));
    let more = cards.len().saturating_sub(CARDS);
    cards.truncate(CARDS);
    Some(Section {
        title: telling.say(&format!("desk_{key}"), &[]),
        cards,
        more: if more > 0 { telling.say("desk_more", &[("count", &more.to_string())]) } else { String::new() },
        all,
    })
}

/// Makes cards.
struct Teller<'a> {
    telling: &'a Telling<'a>,
    lot: &'a Lot,
}

impl Teller<'_> {
    /// A paper, with what is to be done and why; its clock, or the clock of what it answers.
    fn card(&self, paper: &Paper, todo: &str) -> Card {
        let reason = match todo {
            "returned" => self.lot.last_event(paper, Some("return")),
            "assign" => self.lot.last_event(paper, Some("hand-back")),
            _ => None,
        };
        let reason = reason.and_then(|event| event.detail.as_ref()?.reason.clone());
        let note = reason.map(|reason| self.telling.say("desk_reason", &[("reason", &reason)])).unwrap_or_default();
        self.make(paper, self.lot.clock(paper), todo, note)
    }

    fn clocked(&self, (clock, paper): &(Clock, Paper), todo: &str) -> Card {
        self.make(paper, Some(clock), todo, String::new())
    }

    /// A consultation whose sitting was held: the body and the sitting, with the way to the form of its result.
    fn consulted(&self, (consultation, paper): &(Consultation, Paper), todo: &str) -> Card {
        let body = self.lot.bodies.iter().find(|body| body.id == consultation.organization_id);
        let meeting = self.lot.meetings.iter().find(|meeting| Some(meeting.id) == consultation.meeting_id);
        let role = self.telling.wording.council.role_label(&consultation.role, self.telling.wording.language);
        let parts = [
            body.map(|body| body.name.clone()),
            meeting.map(|meeting| self.telling.wording.moment(meeting.starts_at)),
            Some(role.to_owned()),
        ];
        let note: Vec<_> = parts.into_iter().flatten().collect();
        let form = Action::EnterResult;
        let slug = &self.telling.wording.council.slug;
        Card {
            href: format!("/{slug}/consultations/{}/actions/{form}", consultation.id),
            ..self.make(paper, self.lot.clock(paper), todo, note.join(", "))
        }
    }

    /// A paper that waits to be taken over, and until when that is possible.
    fn orphan(&self, paper: &Paper, until: NaiveDate) -> Card {
        let day = self.telling.wording.day(until);
        let key = if self.telling.today > until { "desk_orphan_over" } else { "desk_orphan_until" };
        self.make(paper, self.lot.clock(paper), "take_over", self.telling.say(key, &[("until", &day)]))
    }

    /// A followed paper with its last event.
    fn followed(&self, paper: &Paper) -> Card {
        let told = self.lot.last_event(paper, None).map(|event| self.telling.wording.event(event));
        let note = told.map(|told| format!("{}: {}", told.at, told.title)).unwrap_or_default();
        let mut card = self.make(paper, self.lot.clock(paper), "followed", note);
        card.todo = self.telling.wording.status(paper);
        // In the order of what happened last, not of what is due.
        card.due = None;
        card
    }

    fn make(&self, paper: &Paper, clock: Option<&Clock>, todo: &str, note: String) -> Card {
        let council = self.telling.wording.council;
        let light = clock.map(|clock| self.telling.light(clock));
        let rule = clock.map(|clock| {
            let own = self.lot.extensions.iter().filter(|extension| extension.clock_id == clock.id);
            let own: Vec<Extension> = own.cloned().collect();
            self.telling.wording.clock_rule(clock, &own)
        });
        Card {
            href: self.telling.paper_href(paper),
            number: self.telling.number(paper),
            title: self.telling.title(paper),
            kind: council.kind_label(&paper.kind, self.telling.wording.language).to_owned(),
            todo: self.telling.say(&format!("desk_todo_{todo}"), &[]),
            note,
            tone: light.as_ref().map_or("", |light| light.tone),
            light,
            rule: rule.unwrap_or_default(),
            due: clock.map(|clock| clock.due_on),
        }
    }
}
