//! The pages of minutes: what they say, the forms of who writes them, and the extract of an item.
use super::view::{self, Dealt, Entry as Record};
use super::{AttendanceInput, ItemInput, MinutesInput, act};
use crate::app::App;
use crate::db::types::SubjectId;
use crate::db::types::{AgendaItemId, MeetingId};
use crate::error::{Error, Result};
use crate::files::pages::Attached;
use crate::meetings::Meeting;
use crate::message::Message;
use crate::papers::pages::{number, path};
use crate::procedure::{Approval, MeetingState, MinutesAction, MinutesState, Presence};
use crate::vocabulary::FileSubject;
use crate::web::csrf::{Fields, Form};
use crate::web::page::{Crumb, Faults, Frame};
use crate::web::reply::see_other;
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Choice, Link};
use crate::wording::Wording;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Serialize;

mod samples;

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
    /// The numbers of what was decided: "§ 45".
    pub paragraphs: String,
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
    /// Where people sign: a select each, and the day.
    pub signers: Vec<Signer>,
    pub approved_on: String,
}

/// Where somebody who signs is chosen.
#[derive(Serialize)]
pub struct Signer {
    pub field: String,
    pub label: String,
    pub value: String,
    pub options: Vec<Choice>,
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
    /// By whom and when the minutes were approved.
    pub approved: String,
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
            paragraphs: self.paragraphs(entry),
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

    fn paragraphs(&self, entry: &Record) -> String {
        let printed = entry.paragraphs.iter().filter_map(|(number, _)| self.wording.paragraph(Some(*number)));
        printed.collect::<Vec<_>>().join(", ")
    }

    /// How the minutes were approved; empty before.
    fn approved(&self, minutes: Option<&super::Minutes>, at: Option<&Meeting>, signed_by: &[String]) -> String {
        let say = |key: &str, args: &[(&str, &str)]| self.app.words.say(self.frame.language, key, args);
        if let Some(at) = at {
            return say("minutes_approved_on", &[("at", &self.wording.moment(at.starts_at))]);
        }
        let day = minutes.and_then(|minutes| minutes.approved_on);
        let (Some(day), false) = (day, signed_by.is_empty()) else { return String::new() };
        say("minutes_signed_on", &[("day", &self.wording.day(day)), ("names", &signed_by.join(", "))])
    }

    /// Where those are chosen who sign: of those who were there, else of the members with a vote.
    fn signers(&self, record: &view::Record, typed: Option<&Fields>) -> Vec<Signer> {
        let rules = &self.wording.council.meetings;
        if rules.approval != Approval::Signed {
            return Vec::new();
        }
        let there = record.attendance.iter().filter(|(row, _)| row.presence == Presence::Present);
        let mut options: Vec<_> = there.map(|(row, name)| Choice::new(row.person_id, name.clone())).collect();
        if record.attendance.is_empty() {
            options = record.members.iter().map(|(person, name)| Choice::new(person, name.clone())).collect();
        }
        let signer = |at: u32| {
            let (field, number) = (format!("signer-{at}"), at.to_string());
            Signer {
                value: typed.map(|fields| fields.get(&field).to_owned()).unwrap_or_default(),
                label: self.app.words.say(self.frame.language, "minutes_signer", &[("number", &number)]),
                options: options.clone(),
                field,
            }
        };
        (1..=rules.signers).map(signer).collect()
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
        signers: teller.signers(&record, typed),
        approved_on: kept("approved_on", &app.now().day(council.timezone).to_string()),
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
        approved: teller.approved(minutes, record.approved_at.as_ref(), &record.signed_by),
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
        signed_by: signers(fields),
        approved_on: fields.get("approved_on").trim().parse().ok(),
    }
}

/// Who was chosen to have signed; `None` for a form that does not ask.
fn signers(fields: &Fields) -> Option<Vec<String>> {
    let chosen: Vec<_> =
        fields.iter().filter(|(name, _)| name.starts_with("signer-")).map(|(_, person)| person.to_owned()).collect();
    (!chosen.is_empty()).then_some(chosen)
}

async fn extract(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, MeetingId, AgendaItemId)>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (_, id, item) = at.into_inner();
    let (rules, actor) = (council.clone(), frame.actor.clone());
    let found = app.read(move |db| view::extract(db, &rules, actor.as_ref(), id, item)).await?;
    let wording = Wording::new(&app.words, &council, frame.language);
    let teller = Teller { app: &app, frame: &frame, wording };
    let body = found.bodies.join(" / ");
    let shown = Extract {
        crumbs: crumbs(&teller, &body, id, teller.say("minutes_extract")),
        at: wording.moment(found.meeting.starts_at),
        place: found.meeting.place.clone(),
        item: teller.item(id, &found.entry),
        approved: teller.approved(found.minutes.as_ref(), found.approved_at.as_ref(), &found.signed_by),
        body,
    };
    frame.render(&app, &shown)
}
