//! The pages of minutes: what they say, the forms of who writes them, and the extract of an item.
use super::view::{self, Dealt, Entry as Record};
use super::{AttendanceInput, ItemInput, MinutesInput, act};
use crate::app::App;
use crate::db::types::SubjectId;
use crate::db::types::{AgendaItemId, MeetingId};
use crate::error::{Error, Result};
use crate::files::pages::Attached;
use crate::message::Message;
use crate::papers::pages::{number, path};
use crate::procedure::{MeetingState, MinutesAction, MinutesState, Presence};
use crate::vocabulary::FileSubject;
use crate::web::csrf::{Fields, Form};
use crate::web::page::{Crumb, Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Choice, Link};
use crate::wording::Wording;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// Every route of these pages.
pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/meetings/{id}/minutes", Access::Anyone, show),
        routes::post("/{council}/meetings/{id}/minutes/{action}", Access::SignedIn, perform),
        routes::get("/{council}/meetings/{id}/items/{item}/extract", Access::Anyone, extract),
    ]
}

/// The minutes of a sitting.
#[derive(Serialize)]
pub struct MinutesPage {
    pub crumbs: Vec<Crumb>,
    pub body: String,
    pub at: String,
    pub href: String,
    pub faults: Faults,
    /// "Entwurf", "fertig", "genehmigt"; empty while there are none for this reader.
    pub state: String,
    /// "beschlussfähig" or not; empty while nobody recorded it.
    pub quorum: String,
    pub approved: String,
    pub opening: String,
    pub content: String,
    pub nonpublic: String,
    pub objections: String,
    pub attendance: Vec<Present>,
    pub items: Vec<ItemRow>,
    pub files: Attached,
    /// The forms of who writes them: none for others.
    pub form: Option<MinutesForm>,
}

/// How somebody was there, in words.
#[derive(Serialize)]
pub struct Present {
    pub name: String,
    pub words: String,
}

/// An item of the agenda in the minutes.
#[derive(Serialize)]
pub struct ItemRow {
    pub number: String,
    pub title: String,
    /// The remark that is printed on the agenda.
    pub note: String,
    pub text: String,
    /// What stands in the field in which its text is written: what was typed, where it was not taken.
    pub typed: String,
    /// The field in which its text is written.
    pub field: String,
    pub extract: String,
    pub dealt: Vec<DealtRow>,
}

/// A paper that was dealt with, and what came of it.
#[derive(Serialize)]
pub struct DealtRow {
    pub paper: Link,
    pub title: String,
    pub role: String,
    pub result: String,
    pub note: String,
    /// How was voted, a line each.
    pub votes: Vec<String>,
    /// Votes by name, a line each.
    pub ballots: Vec<String>,
    /// What became of single points, a line each.
    pub points: Vec<String>,
    pub final_text: String,
}

/// What who writes them can do now.
#[derive(Serialize)]
pub struct MinutesForm {
    pub version: i32,
    /// Drafts are written, finished ones take objections and are approved.
    pub draft: bool,
    pub finished: bool,
    /// Why they cannot be finished yet; empty when they can.
    pub lacking: String,
    /// Before whom they lie once they are finished.
    pub hint: String,
    pub opening: String,
    pub content: String,
    pub nonpublic: String,
    pub objections: String,
    pub members: Vec<MemberRow>,
    pub later: Vec<Choice>,
}

/// A member in the list of who was there.
#[derive(Serialize)]
pub struct MemberRow {
    pub field: String,
    pub name: String,
    pub value: String,
    pub options: Vec<Choice>,
    pub arrived_field: String,
    pub arrived: String,
    pub left_field: String,
    pub left: String,
}

/// The extract of one item.
#[derive(Serialize)]
pub struct Extract {
    pub crumbs: Vec<Crumb>,
    pub body: String,
    pub at: String,
    pub place: String,
    pub item: ItemRow,
}

fn sample_item() -> ItemRow {
    ItemRow {
        number: "Ö 8.1".to_owned(),
        title: "Radwege <im> Osten".to_owned(),
        note: "Mit <Gästen>.".to_owned(),
        text: "Frau Fromm begründet den <Antrag>.".to_owned(),
        typed: "Frau Fromm begründet.".to_owned(),
        field: "item-1".to_owned(),
        extract: "/leipzig/meetings/1/items/1/extract".to_owned(),
        dealt: vec![DealtRow {
            paper: Link { label: "VII-A-00889".to_owned(), href: "/leipzig/papers/VII-A-00889".to_owned() },
            title: "Radwege <im> Osten".to_owned(),
            role: "Beschlussfassung".to_owned(),
            result: "geändert beschlossen".to_owned(),
            note: "Ohne <Debatte>.".to_owned(),
            votes: vec!["30 Ja, 12 Nein, 2 Enthaltungen, 44 anwesend".to_owned()],
            ballots: vec!["Senta Fromm: Ja".to_owned()],
            points: vec!["Punkt 1: abgelehnt".to_owned()],
            final_text: "1. Der Radweg <wird> gebaut.".to_owned(),
        }],
    }
}

impl Page for MinutesPage {
    const TEMPLATE: &'static str = "pages/minutes/show.html";
    fn samples() -> Vec<Self> {
        let of = |form, state: &str| Self {
            crumbs: vec![Crumb::to("Sitzung", "/leipzig/meetings/1"), Crumb::here("Niederschrift")],
            body: "Ratsversammlung".to_owned(),
            at: "16.09.2020, 14:00 Uhr".to_owned(),
            href: "/leipzig/meetings/1/minutes".to_owned(),
            faults: Faults::default(),
            state: state.to_owned(),
            quorum: "beschlussfähig".to_owned(),
            approved: "Genehmigt am 14.10.2020".to_owned(),
            opening: "Der Vorsitz <eröffnet>.".to_owned(),
            content: "Schluss.".to_owned(),
            nonpublic: "Vertraulich.".to_owned(),
            objections: "Keine.".to_owned(),
            attendance: vec![Present { name: "Senta Fromm".to_owned(), words: "anwesend".to_owned() }],
            files: Attached::sample(),
            items: vec![sample_item(), ItemRow { dealt: Vec::new(), extract: String::new(), ..sample_item() }],
            form,
        };
        let form = |draft, version| MinutesForm {
            version,
            draft,
            finished: !draft,
            lacking: if version == 1 { "Die Sitzung läuft noch.".to_owned() } else { String::new() },
            hint: "Danach lesen alle mit.".to_owned(),
            opening: "Der Vorsitz <eröffnet>.".to_owned(),
            content: "Schluss.".to_owned(),
            nonpublic: "Vertraulich.".to_owned(),
            objections: "Keine.".to_owned(),
            members: vec![MemberRow {
                field: "presence-1".to_owned(),
                name: "Senta Fromm".to_owned(),
                value: "present".to_owned(),
                options: vec![Choice { value: "present".to_owned(), label: "anwesend".to_owned() }],
                arrived_field: "arrived-1".to_owned(),
                arrived: "14:30".to_owned(),
                left_field: "left-1".to_owned(),
                left: String::new(),
            }],
            later: vec![Choice { value: "1".to_owned(), label: "14.10.2020".to_owned() }],
        };
        let fault = crate::web::page::Fault { field: String::new(), text: "Es fehlt ein Text.".to_owned() };
        let faults = Faults { of: Default::default(), list: vec![fault] };
        let none = Self { attendance: Vec::new(), items: Vec::new(), ..of(None, "") };
        vec![
            none,
            of(None, "fertig"),
            of(Some(form(true, 1)), "Entwurf"),
            of(Some(form(true, 2)), "Entwurf"),
            Self { faults, ..of(Some(form(false, 3)), "fertig") },
        ]
    }
}

impl Page for Extract {
    const TEMPLATE: &'static str = "pages/minutes/extract.html";
    fn samples() -> Vec<Self> {
        vec![Self {
            crumbs: vec![Crumb::to("Sitzung", "/leipzig/meetings/1"), Crumb::here("Auszug")],
            body: "Ratsversammlung".to_owned(),
            at: "16.09.2020, 14:00 Uhr".to_owned(),
            place: "Neues Rathaus".to_owned(),
            item: sample_item(),
        }]
    }
}

/// Puts what was dealt with into words.
struct Teller<'a> {
    app: &'a App,
    frame: &'a Frame,
    wording: Wording<'a>,
}

impl Teller<'_> {
    fn say(&self, key: &str) -> String {
        self.app.words.say(self.frame.language, key, &[])
    }

    fn item(&self, meeting: MeetingId, entry: &Record) -> ItemRow {
        let item = &entry.item;
        let slug = &self.wording.council.slug;
        ItemRow {
            number: item.number.clone(),
            title: if entry.outline { item.public_title.clone() } else { item.title.clone() },
            note: if entry.outline { String::new() } else { item.note.clone() },
            typed: entry.text.clone(),
            text: entry.text.clone(),
            field: format!("item-{}", item.id),
            extract: if entry.outline {
                String::new()
            } else {
                format!("/{slug}/meetings/{meeting}/items/{}/extract", item.id)
            },
            dealt: entry.dealt.iter().map(|dealt| self.dealt(dealt)).collect(),
        }
    }

    fn dealt(&self, dealt: &Dealt) -> DealtRow {
        let (council, language) = (self.wording.council, self.frame.language);
        let consultation = &dealt.consultation;
        let votes = dealt.votes.iter().map(|vote| {
            let figures = self.wording.votes(vote.figures().into());
            let casting = self.wording.casting(vote.figures().into(), vote.accepted);
            let figures = casting.map_or(figures.clone(), |casting| format!("{figures}, {casting}"));
            let about = match vote.point {
                Some(point) => self.app.words.say(language, "minutes_point", &[("number", &point.to_string())]),
                None => vote.subject.clone(),
            };
            let form = self.say(&format!("vote_form_{}", vote.form));
            if about.is_empty() { format!("{figures} ({form})") } else { format!("{about}: {figures} ({form})") }
        });
        let ballots =
            dealt.ballots.iter().map(|(_, name, choice)| format!("{name}: {}", self.say(&format!("ballot_{choice}"))));
        let points = dealt.points.iter().map(|row| {
            let number = self.app.words.say(language, "minutes_point", &[("number", &row.point.to_string())]);
            let word = council.result_label(&row.result_word, language);
            let said: Vec<&str> = [word, row.final_text.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
            format!("{number}: {}", said.join(", "))
        });
        DealtRow {
            paper: Link {
                label: number(&self.app.words, language, &dealt.paper),
                href: path(council, &dealt.paper.path_segment()),
            },
            title: dealt.paper.title.clone(),
            role: council.role_label(&consultation.role, language).to_owned(),
            result: match consultation.result_word.as_deref() {
                Some(word) => council.result_label(word, language).to_owned(),
                None => self.say("meetings_no_result"),
            },
            note: consultation.note.clone(),
            votes: votes.collect(),
            ballots: ballots.collect(),
            points: points.collect(),
            final_text: consultation.final_text.clone(),
        }
    }
}

async fn show(app: web::Data<App>, frame: Frame, at: web::Path<(String, MeetingId)>) -> Result<HttpResponse> {
    page(&app, &frame, at.1, frame.typed().as_ref(), &[]).await
}

/// The page; with what was typed where it was refused.
async fn page(
    app: &App,
    frame: &Frame,
    id: MeetingId,
    typed: Option<&Fields>,
    messages: &[Message],
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (rules, actor) = (council.clone(), frame.actor.clone());
    let (words, language) = (app.words.clone(), frame.language);
    let (record, files) = app
        .read(move |db| {
            let record = view::record(db, &rules, actor.as_ref(), id)?;
            let wording = Wording::new(&words, &rules, language);
            let files = match &record.minutes {
                Some(minutes) => {
                    let subject = SubjectId::from(minutes.id.uuid());
                    Attached::read(db, &wording, actor.as_ref(), FileSubject::Minutes, subject)?
                }
                None => Attached::default(),
            };
            Ok((record, files))
        })
        .await?;
    let wording = Wording::new(&app.words, &council, frame.language);
    let teller = Teller { app, frame, wording };
    let minutes = record.minutes.as_ref();
    let kept = |name: &str, stored: &str| match typed.filter(|fields| fields.has(name)) {
        Some(fields) => fields.get(name).to_owned(),
        None => stored.to_owned(),
    };
    let stored = |of: fn(&super::Minutes) -> &String| minutes.map(|minutes| of(minutes).clone()).unwrap_or_default();
    let text = |name: &str, of: fn(&super::Minutes) -> &String| kept(name, &stored(of));
    let hour = |at: Option<crate::db::types::Moment>| {
        at.map(|at| at.0.with_timezone(&council.timezone).format("%H:%M").to_string()).unwrap_or_default()
    };
    let presences = || {
        let choice = |presence: &Presence| Choice {
            value: presence.to_string(),
            label: teller.say(&format!("presence_{presence}")),
        };
        Presence::ALL.iter().map(choice).collect::<Vec<_>>()
    };
    let members = record.members.iter().map(|(person, name)| {
        let known = record.attendance.iter().find(|(row, _)| row.person_id == *person).map(|(row, _)| row);
        let presence = known.map(|row| row.presence.to_string()).unwrap_or_default();
        let field = |start: &str| format!("{start}-{person}");
        MemberRow {
            name: name.clone(),
            value: kept(&field("presence"), &presence),
            options: presences(),
            arrived: kept(&field("arrived"), &hour(known.and_then(|row| row.arrived_at))),
            left: kept(&field("left"), &hour(known.and_then(|row| row.left_at))),
            field: field("presence"),
            arrived_field: field("arrived"),
            left_field: field("left"),
        }
    });
    let day = record.meeting.starts_at.day(council.timezone);
    let begun = day <= app.now().day(council.timezone) && record.meeting.state != MeetingState::Cancelled;
    let form = (record.records && begun).then(|| MinutesForm {
        version: minutes.map_or(0, |minutes| minutes.version),
        draft: minutes.is_none_or(|minutes| minutes.state == MinutesState::Draft),
        finished: minutes.is_some_and(|minutes| minutes.state == MinutesState::Finished),
        lacking: act::not_over(&record.meeting).map(|why| app.words.tell(frame.language, &why)).unwrap_or_default(),
        hint: teller.say(&format!("minutes_hint_{}", council.meetings.minutes_public)),
        opening: text("opening", |minutes| &minutes.opening),
        content: text("content", |minutes| &minutes.content),
        nonpublic: text("nonpublic_content", |minutes| &minutes.nonpublic_content),
        objections: text("objections", |minutes| &minutes.objections),
        members: members.collect(),
        later: record
            .later
            .iter()
            .map(|later| Choice { value: later.id.to_string(), label: wording.moment(later.starts_at) })
            .collect(),
    });
    let attendance = record.attendance.iter().map(|(row, name)| {
        let mut words = teller.say(&format!("presence_{}", row.presence));
        for (key, at) in [("minutes_from", row.arrived_at), ("minutes_until", row.left_at)] {
            if at.is_some() {
                words = format!("{words}, {}", app.words.say(frame.language, key, &[("time", &hour(at))]));
            }
        }
        Present { name: name.clone(), words }
    });
    let title = teller.say("minutes_title");
    let mut items: Vec<_> = record.items.iter().map(|entry| teller.item(id, entry)).collect();
    for item in &mut items {
        item.typed = kept(&item.field, &item.text);
    }
    let shown = MinutesPage {
        crumbs: crumbs(&teller, &record.body, id, title),
        at: wording.moment(record.meeting.starts_at),
        href: format!("/{}/meetings/{id}/minutes", council.slug),
        faults: Faults::of(&app.words, frame.language, messages),
        state: minutes.map(|minutes| teller.say(&format!("minutes_state_{}", minutes.state))).unwrap_or_default(),
        quorum: match record.meeting.quorate {
            Some(true) => teller.say("minutes_quorate"),
            Some(false) => teller.say("minutes_not_quorate"),
            None => String::new(),
        },
        approved: record
            .approved_at
            .as_ref()
            .map(|at| app.words.say(frame.language, "minutes_approved_on", &[("at", &wording.moment(at.starts_at))]))
            .unwrap_or_default(),
        opening: stored(|minutes| &minutes.opening),
        content: stored(|minutes| &minutes.content),
        nonpublic: if record.inside { stored(|minutes| &minutes.nonpublic_content) } else { String::new() },
        objections: stored(|minutes| &minutes.objections),
        attendance: attendance.collect(),
        files,
        items,
        form,
        body: record.body,
    };
    let status = match messages {
        [] => StatusCode::OK,
        [one] if one.key == "minutes_stale" => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    frame.render_as(app, &shown, status)
}

fn crumbs(teller: &Teller<'_>, body: &str, id: MeetingId, title: String) -> Vec<Crumb> {
    let slug = &teller.wording.council.slug;
    vec![
        Crumb::to(teller.say("shell_start"), format!("/{slug}/")),
        Crumb::to(teller.say("nav_meetings"), format!("/{slug}/meetings")),
        Crumb::to(body.to_owned(), format!("/{slug}/meetings/{id}")),
        Crumb::here(title),
    ]
}

async fn perform(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, MeetingId, String)>,
    Form(fields): Form<Fields>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let (_, id, word) = at.into_inner();
    let action: MinutesAction = word.parse().map_err(|_| Error::NotFound)?;
    let input = parse(&fields, action);
    let rules = council.clone();
    match app.write(actor, move |tx| act::perform(tx, &rules, id, action, &input)).await {
        Ok(()) => Ok(see_other(&format!("/{}/meetings/{id}/minutes", council.slug))),
        Err(Error::Refused(messages)) => page(&app, &frame, id, Some(&fields), &messages).await,
        // Both texts stay: what was typed in the form, what the other wrote below it.
        Err(Error::Stale) => page(&app, &frame, id, Some(&fields), &[Message::new("minutes_stale")]).await,
        Err(other) => Err(other),
    }
}

/// What was typed, as the same input that a program sends.
fn parse(fields: &Fields, action: MinutesAction) -> MinutesInput {
    let text = |name: &str| fields.has(name).then(|| fields.get(name).to_owned());
    let items: Vec<_> = fields
        .iter()
        .filter_map(|(name, text)| {
            Some(ItemInput { item: name.strip_prefix("item-")?.to_owned(), text: text.to_owned() })
        })
        .collect();
    let attendance: Vec<_> = fields
        .iter()
        .filter_map(|(name, presence)| {
            let person = name.strip_prefix("presence-")?;
            Some(AttendanceInput {
                person: person.to_owned(),
                presence: presence.parse().ok()?,
                arrived: fields.get(&format!("arrived-{person}")).to_owned(),
                left: fields.get(&format!("left-{person}")).to_owned(),
                note: String::new(),
            })
        })
        .collect();
    MinutesInput {
        version: fields.get("version").trim().parse().ok(),
        opening: text("opening"),
        content: text("content"),
        nonpublic_content: text("nonpublic_content"),
        objections: text("objections"),
        items: (!items.is_empty()).then_some(items),
        attendance: (action == MinutesAction::Attendance).then_some(attendance),
        approved_at: text("approved_at"),
    }
}

async fn extract(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, MeetingId, AgendaItemId)>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (_, id, item) = at.into_inner();
    let (rules, actor) = (council.clone(), frame.actor.clone());
    let (meeting, body, entry) = app.read(move |db| view::extract(db, &rules, actor.as_ref(), id, item)).await?;
    let wording = Wording::new(&app.words, &council, frame.language);
    let teller = Teller { app: &app, frame: &frame, wording };
    let shown = Extract {
        crumbs: crumbs(&teller, &body, id, teller.say("minutes_extract")),
        at: wording.moment(meeting.starts_at),
        place: meeting.place.clone(),
        item: teller.item(id, &entry),
        body,
    };
    frame.render(&app, &shown)
}
