//! One sitting with its agenda; for those who work on it, what they can do with it now.
use super::{foreign, path, trail};
use crate::app::App;
use crate::consultations::{Consultation, advice};
use crate::db::types::MeetingId;
use crate::error::Result;
use crate::files::pages::Attached;
use crate::meetings::notices;
use crate::meetings::row::state_tone;
use crate::meetings::view::{self, Item, Seen, Sitting};
use crate::papers::Paper;
use crate::papers::pages::origin::Source;
use crate::procedure::{ConsultationState, ItemState, MeetingAction, MeetingState, ResultClass};
use crate::web::page::{Crumb, Frame};
use crate::web::rows::{Link, Telling};
use crate::wording::{Told, Wording};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

/// One sitting with its agenda.
#[derive(Serialize)]
pub struct SittingPage {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    /// The language of what people wrote, where it is another than the page's.
    pub lang: &'static str,
    pub href: String,
    pub bodies: Vec<Link>,
    pub at: String,
    pub until: String,
    pub place: String,
    pub video: String,
    pub state: Tag,
    /// When the invitation went out.
    pub invited: String,
    /// For which rule it went out too late.
    pub late: String,
    /// Why it was cancelled or broken off.
    pub reason: String,
    pub continues: Option<Link>,
    pub continued_by: Option<Link>,
    /// Whether the agenda lies before everybody.
    pub published: bool,
    pub parts: Vec<Part>,
    pub version: i32,
    /// What can be done, by one press or on a page of its own.
    pub open: Vec<Offered>,
    pub lacking: Vec<Offered>,
    /// Whether items can be changed.
    pub prepares: bool,
    /// The page on which it is held, for who records it.
    pub run: String,
    /// The minutes, and the lists beside the sittings, as far as the reader may open them.
    pub more: Vec<Link>,
    pub notice: Option<NoticeLine>,
    pub history: Vec<Told>,
    /// Where it came from, for one that was brought in from elsewhere.
    pub origin: Option<Source>,
    /// The parts of a long agenda; empty where it stands on one page.
    pub pages: Vec<Leaf>,
    /// Its own files; those of an item stand with the item.
    pub files: Attached,
}

/// What was put up on the notice board about a sitting.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeLine {
    /// From when until when it hangs.
    pub days: String,
    pub appeal: String,
    /// The board, while it hangs there.
    pub board: String,
}

/// A page of a long agenda: its first and last number, as a link.
#[derive(Debug, Clone, Serialize)]
pub struct Leaf {
    pub label: String,
    pub href: String,
    pub here: bool,
}

/// Items of one page, for readers: who prepares or records the sitting has the whole agenda before them.
const ITEMS: usize = 50;

/// Which page of a long agenda was asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    /// Counted from 1.
    page: Option<usize>,
}

/// A word in a colour.
#[derive(Debug, Clone, Serialize)]
pub struct Tag {
    pub label: String,
    pub tone: &'static str,
}

/// The public or the non-public part of an agenda.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    pub title: String,
    pub rows: Vec<Row>,
}

/// An agenda item in words.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Row {
    /// Its id, for those who see it whole.
    pub id: String,
    pub number: String,
    pub title: String,
    /// What the public reads of it.
    pub public_title: String,
    pub note: String,
    pub joint: String,
    /// The numbers of what was decided on it: "§ 45".
    pub paragraphs: String,
    pub tags: Vec<Tag>,
    pub papers: Vec<PaperLine>,
    /// That its paper has not come, with its number.
    pub awaited: String,
    pub removed: bool,
    pub files: Attached,
}

/// A paper on an item.
#[derive(Debug, Clone, Serialize)]
pub struct PaperLine {
    pub consultation: String,
    pub href: String,
    pub number: String,
    pub title: String,
    pub kind: String,
    pub submitter: String,
    pub role: String,
    /// What came of it, or that it is still to come.
    pub result: Tag,
    pub open: bool,
    pub note: String,
    /// What earlier bodies recommended: "Fachausschuss Umwelt: nicht empfohlen (dagegen)".
    pub advice: Vec<String>,
}

/// An action as it is offered.
#[derive(Debug, Clone, Serialize)]
pub struct Offered {
    pub label: String,
    pub href: String,
    pub version: i32,
    pub at_once: bool,
    pub danger: bool,
    pub why: Vec<String>,
}

/// `GET /{council}/meetings/{id}`
pub async fn show(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, MeetingId)>,
    query: web::Query<Query>,
) -> Result<HttpResponse> {
    let (council, actor) = (frame.council()?.clone(), frame.actor.clone());
    let id = at.into_inner().1;
    let (words, language) = (app.words.clone(), frame.language);
    let (sitting, (own, mut of_items)) = app
        .read(move |db| {
            let sitting = view::sitting(db, &council, actor.as_ref(), id)?;
            let wording = Wording::new(&words, &council, language);
            let files = Attached::of_sitting(db, &wording, actor.as_ref(), id)?;
            Ok((sitting, files))
        })
        .await?;
    let telling = Telling::of(&app, &frame)?;
    let mut page = page(&app, &telling, &frame, &sitting);
    page.files = own;
    if !sitting.works {
        fold(&mut page, query.page.unwrap_or(1));
    }
    for row in page.parts.iter_mut().flat_map(|part| &mut part.rows) {
        row.files = of_items.remove(&row.id).unwrap_or_default();
    }
    frame.render(&app, &page)
}

/// Leaves of a long agenda one page, with links to the others.
fn fold(page: &mut SittingPage, wanted: usize) {
    let numbers: Vec<String> = page.parts.iter().flat_map(|part| &part.rows).map(|row| row.number.clone()).collect();
    if numbers.len() <= ITEMS + ITEMS / 2 {
        return;
    }
    let leaves = numbers.len().div_ceil(ITEMS);
    let wanted = wanted.clamp(1, leaves);
    let leaf = |(at, numbers): (usize, &[String])| {
        let ends = [numbers.first(), numbers.last()].map(|number| number.cloned().unwrap_or_default());
        Leaf {
            label: ends.join(" – "), href: format!("{}?page={}#agenda", page.href, at + 1), here: at + 1 == wanted
        }
    };
    let pages = numbers.chunks(ITEMS).enumerate().map(leaf).collect();
    page.pages = pages;
    let mut place = 0;
    let kept = (wanted - 1) * ITEMS..wanted * ITEMS;
    for part in &mut page.parts {
        part.rows.retain(|_| {
            place += 1;
            kept.contains(&(place - 1))
        });
    }
    page.parts.retain(|part| !part.rows.is_empty());
}

/// The sentence for an action, or for what a sitting is called where it has no name.
pub(super) fn label(telling: &Telling<'_>, action: MeetingAction) -> String {
    telling.say(&format!("meeting_do_{}", action.as_str().replace('-', "_")), &[])
}

/// Whether one press does it: there is nothing to fill in and nothing is lost.
pub(super) const fn is_at_once(action: MeetingAction) -> bool {
    matches!(action, MeetingAction::Start | MeetingAction::End)
}

fn page(app: &App, telling: &Telling<'_>, frame: &Frame, sitting: &Sitting) -> SittingPage {
    let (council, wording, meeting) = (telling.wording.council, telling.wording, &sitting.meeting);
    let href = path(meeting);
    let link = |other: &crate::meetings::Meeting| Link { label: wording.moment(other.starts_at), href: path(other) };
    let mut crumbs = trail(telling);
    crumbs.push(Crumb::here(sitting.title()));
    let offers = match &frame.actor {
        Some(actor) if sitting.works => sitting.offers(council, actor, app.now()),
        _ => Vec::new(),
    };
    let prepares = offers.iter().any(|offer| offer.action == MeetingAction::EditItem && offer.refused.is_none());
    let records = offers.iter().any(|offer| offer.action == MeetingAction::Call);
    let running = matches!(meeting.state, MeetingState::Invited | MeetingState::Running | MeetingState::Held);
    let (mut open, mut lacking) = (Vec::new(), Vec::new());
    for offer in offers.into_iter().filter(|offer| is_of_the_whole(offer.action)) {
        let refused = offer.refused.as_ref().filter(|why| why.key != "meeting_not_now");
        let offered = Offered {
            label: label(telling, offer.action),
            href: format!("{href}/actions/{}", offer.action),
            version: meeting.version,
            at_once: is_at_once(offer.action),
            danger: offer.action == MeetingAction::Cancel,
            why: refused.iter().map(|why| wording.words.tell(wording.language, why)).collect(),
        };
        match (offer.refused.is_none(), refused.is_some()) {
            (true, _) => open.push(offered),
            (false, true) => lacking.push(offered),
            (false, false) => {}
        }
    }
    SittingPage {
        title: sitting.title(),
        lang: foreign(telling),
        bodies: sitting
            .bodies
            .iter()
            .map(|body| Link { label: body.name.clone(), href: format!("/{}/organizations/{}", council.slug, body.id) })
            .collect(),
        at: wording.moment(meeting.starts_at),
        until: meeting.ends_at.map(|end| wording.moment(end)).unwrap_or_default(),
        place: meeting.place.clone(),
        video: meeting.video.clone(),
        state: Tag {
            label: telling.say(&format!("meeting_state_{}", meeting.state), &[]),
            tone: state_tone(meeting.state),
        },
        // Of a sitting that was brought in nobody knows when it was invited.
        invited: meeting
            .invited_at
            .filter(|at| *at < meeting.starts_at)
            .map(|at| wording.moment(at))
            .unwrap_or_default(),
        late: if meeting.was_invited_late(council) { council.meetings.basis.clone() } else { String::new() },
        reason: meeting.reason.clone(),
        continues: sitting.continues.as_ref().map(link),
        continued_by: sitting.continued_by.as_ref().map(link),
        published: meeting.is_published(),
        parts: parts(telling, sitting, app.now() >= meeting.starts_at),
        version: meeting.version,
        open,
        lacking,
        prepares,
        run: if records && running { format!("{href}/run") } else { String::new() },
        more: more(telling, frame, sitting, &href),
        notice: sitting.notice.as_ref().map(|notice| NoticeLine {
            days: format!("{} – {}", wording.day(notice.put_up_on), wording.day(notice.taken_down_on)),
            appeal: wording.day(notice.appeal_until),
            board: if notice.is_up(telling.today) { notices::pages::path(council) } else { String::new() },
        }),
        history: sitting.history.iter().map(|event| wording.event(event)).collect(),
        origin: sitting.origin.as_ref().map(|origin| Source::of(council, origin)),
        pages: Vec::new(),
        files: Attached::default(),
        crumbs,
        href,
    }
}

/// The pages beside this one.
fn more(telling: &Telling<'_>, frame: &Frame, sitting: &Sitting, href: &str) -> Vec<Link> {
    let minutes = Link { label: telling.say("meetings_minutes", &[]), href: format!("{href}/minutes") };
    let lists = super::lists(telling, telling.wording.council, frame.actor.as_ref());
    sitting.minutes.then_some(minutes).into_iter().chain(lists).collect()
}

/// Whether an action is done to the sitting itself; those on its items stand with them.
const fn is_of_the_whole(action: MeetingAction) -> bool {
    !matches!(
        action,
        MeetingAction::EditItem
            | MeetingAction::MoveItem
            | MeetingAction::RemoveItem
            | MeetingAction::Call
            | MeetingAction::Results
            | MeetingAction::Fill
    )
}

/// The agenda in its two parts; a part without items is left out.
pub(super) fn parts(telling: &Telling<'_>, sitting: &Sitting, begun: bool) -> Vec<Part> {
    let mut parts = [true, false].map(|public| Part {
        title: telling.say(if public { "agenda_part_public" } else { "agenda_part_nonpublic" }, &[]),
        rows: Vec::new(),
    });
    for item in &sitting.items {
        let (public, row) = match item {
            Item::Outline { number, title } => {
                (false, Row { number: number.clone(), title: title.clone(), ..Row::default() })
            }
            Item::Whole(seen) => (seen.item.public, row(telling, seen, begun)),
        };
        let [first, second] = &mut parts;
        if public { first } else { second }.rows.push(row);
    }
    let loose = sitting.loose.iter().map(|(consultation, paper)| Row {
        title: paper.title.clone(),
        papers: vec![line(telling, consultation, paper, begun)],
        ..Row::default()
    });
    if let Some(first) = parts.first_mut() {
        first.rows.extend(loose);
    }
    parts.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

/// An item that is seen whole.
pub(super) fn row(telling: &Telling<'_>, seen: &Seen, begun: bool) -> Row {
    let item = &seen.item;
    let mut tags = Vec::new();
    let mut tag = |key: &str, tone| tags.push(Tag { label: telling.say(key, &[]), tone });
    if item.state == ItemState::Removed {
        tag("agenda_removed", "warn");
    }
    if item.late {
        tag("agenda_late", "warn");
    }
    if item.state == ItemState::Called {
        tag("agenda_called", "info");
    }
    if let Some(at) = item.changed_at {
        let day = telling.wording.day(at.day(telling.wording.council.timezone));
        tags.push(Tag { label: telling.say("agenda_changed", &[("day", &day)]), tone: "warn" });
    }
    Row {
        id: item.id.to_string(),
        number: item.number.clone(),
        title: item.title.clone(),
        public_title: item.public_title.clone(),
        note: item.note.clone(),
        paragraphs: paragraphs(telling, &seen.paragraphs),
        joint: seen.joint.as_ref().map(|number| telling.say("agenda_joint", &[("number", number)])).unwrap_or_default(),
        tags,
        papers: seen
            .papers
            .iter()
            .map(|(lain, paper)| {
                let before = seen.advice.iter().filter(|advice| advice.paper == paper.id);
                let mut line = line(telling, lain, paper, begun);
                // What is called as its item is not said twice.
                if line.title == item.title {
                    line.title.clear();
                }
                PaperLine {
                    advice: before.map(|before| advice::told(&telling.wording, before)).collect(),
                    role: telling.wording.role(&lain.role, seen.treatments.get(&lain.id).copied().unwrap_or_default()),
                    ..line
                }
            })
            .collect(),
        awaited: seen
            .awaited
            .as_ref()
            .map(|number| telling.say("agenda_awaited", &[("number", number)]))
            .unwrap_or_default(),
        removed: item.state == ItemState::Removed,
        files: Attached::default(),
    }
}

/// The numbers of decisions as they are printed.
fn paragraphs(telling: &Telling<'_>, numbers: &[i32]) -> String {
    let printed = numbers.iter().filter_map(|number| telling.wording.paragraph(Some(*number)));
    printed.collect::<Vec<_>>().join(", ")
}

fn line(telling: &Telling<'_>, consultation: &Consultation, paper: &Paper, begun: bool) -> PaperLine {
    let (council, language) = (telling.wording.council, telling.wording.language);
    let label = match (&consultation.result_word, consultation.state) {
        (Some(word), _) => council.result_label(word, language).to_owned(),
        (None, ConsultationState::Cancelled) => telling.say("meetings_cancelled", &[]),
        (None, _) if begun => telling.say("meetings_no_result", &[]),
        (None, _) => telling.say("meetings_ahead", &[]),
    };
    PaperLine {
        consultation: consultation.id.to_string(),
        href: telling.paper_href(paper),
        number: telling.number(paper),
        title: telling.title(paper),
        kind: council.kind_label(&paper.kind, language).to_owned(),
        submitter: paper.submitter.clone(),
        role: council.role_label(&consultation.role, language).to_owned(),
        result: Tag {
            label,
            tone: match consultation.result_class {
                Some(ResultClass::Defer) => "warn",
                Some(_) => "good",
                None => "neutral",
            },
        },
        open: consultation.state == ConsultationState::Scheduled,
        note: consultation.note.clone(),
        advice: Vec::new(),
    }
}
