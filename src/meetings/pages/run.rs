//! The page on which a sitting is held, for a tablet: start it, call item after item, enter what came of each, or of many
//! at once, end it. Everything is a form that works without scripts.
use super::form::{bodies, is_plain, results, roles};
use super::show::{Offered, Row, Tag, is_at_once, label, parts};
use super::{foreign, path, trail};
use crate::app::App;
use crate::consultations::{is_theirs, takers};
use crate::db::types::MeetingId;
use crate::error::{Error, Result};
use crate::meetings::row::state_tone;
use crate::meetings::view::{self, Sitting};
use crate::papers::act::not_yours;
use crate::people::Actor;
use crate::procedure::{Action, ItemState, MeetingAction};
use crate::web::page::{Crumb, Frame};
use crate::web::rows::{Link, Telling};
use crate::web::widget::Choice;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use std::collections::BTreeMap;

/// A sitting as it is held.
#[derive(Serialize)]
pub struct RunPage {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    pub lang: &'static str,
    pub href: String,
    pub at: String,
    pub state: Tag,
    pub version: i32,
    /// What is called now, with its papers.
    pub called: Vec<Called>,
    /// The item that comes next.
    pub next: Option<Row>,
    pub rows: Vec<Turn>,
    /// Start, end, continue.
    pub open: Vec<Offered>,
    pub lacking: Vec<Offered>,
    /// Consultations without a result, for one result for several.
    pub waiting: Vec<Choice>,
    pub results: Vec<Choice>,
    /// Where several are referred to at once, and in what role.
    pub bodies: Vec<Choice>,
    pub roles: Vec<Choice>,
    /// Attendance, minutes, what is missing.
    pub more: Vec<Link>,
}

/// An item in the list of those that are called in turn.
#[derive(Debug, Clone, Serialize)]
pub struct Turn {
    pub row: Row,
    pub state: Tag,
    /// Whether it can be called.
    pub callable: bool,
}

/// An item that is called.
#[derive(Debug, Clone, Serialize)]
pub struct Called {
    pub row: Row,
    pub entries: Vec<Entry>,
}

/// The entry of a paper's result.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    pub consultation: String,
    pub paper: Link,
    pub role: String,
    /// Whose it is to enter it, where it is not the reader's: then there is no form.
    pub why: String,
    /// What earlier bodies recommended.
    pub advice: Vec<String>,
    /// The words that need nothing more.
    pub results: Vec<Choice>,
    /// The form with votes, amended text and everything else.
    pub form: String,
}

/// `GET /{council}/meetings/{id}/run`
pub async fn show(app: web::Data<App>, frame: Frame, at: web::Path<(String, MeetingId)>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    let id = at.into_inner().1;
    let (inner, viewer) = (council.clone(), actor.clone());
    let today = app.now().day(council.timezone);
    let (sitting, bodies) = app
        .read(move |db| Ok((view::sitting(db, &inner, Some(&viewer), id)?, bodies(db, &inner.slug, today)?)))
        .await?;
    let offers = sitting.offers(&council, &actor, app.now());
    if !offers.iter().any(|offer| offer.action == MeetingAction::Call) {
        return Err(not_yours(&council.meetings.record));
    }
    let telling = Telling::of(&app, &frame)?;
    let begun = sitting.meeting.starts_at.day(council.timezone) <= today;
    let mut page = page(&telling, &sitting, &actor, bodies, begun);
    let href = path(&sitting.meeting);
    for offer in offers {
        if !matches!(
            offer.action,
            MeetingAction::Invite | MeetingAction::Start | MeetingAction::End | MeetingAction::Continue
        ) {
            continue;
        }
        let refused = offer.refused.as_ref().filter(|why| why.key != "meeting_not_now");
        let offered = Offered {
            label: label(&telling, offer.action),
            href: format!("{href}/actions/{}", offer.action),
            version: sitting.meeting.version,
            at_once: is_at_once(offer.action),
            danger: false,
            why: refused.iter().map(|why| app.words.tell(frame.language, why)).collect(),
        };
        match (offer.refused.is_none(), refused.is_some()) {
            (true, _) => page.open.push(offered),
            (false, true) => page.lacking.push(offered),
            (false, false) => {}
        }
    }
    frame.render(&app, &page)
}

/// `begun`: the day of the sitting has come, so that results can be entered.
fn page(telling: &Telling<'_>, sitting: &Sitting, actor: &Actor, bodies: Vec<Choice>, begun: bool) -> RunPage {
    let council = telling.wording.council;
    // By the rules of each paper's kind: who records a sitting need not be who enters results.
    let mut others = BTreeMap::new();
    for (consultation, paper) in sitting.seen().flat_map(|seen| &seen.papers) {
        if !is_theirs(council, actor, paper, consultation, Action::EnterResult) {
            let by = takers(council, paper, Action::EnterResult);
            others.insert(consultation.id.to_string(), told(telling, not_yours(&by)));
        }
    }
    let meeting = &sitting.meeting;
    let href = path(meeting);
    let mut crumbs = trail(telling);
    crumbs.push(Crumb::to(sitting.title(), href.clone()));
    crumbs.push(Crumb::here(telling.say("meetings_run", &[])));
    let shown: Vec<Row> = parts(telling, sitting, begun).into_iter().flat_map(|part| part.rows).collect();
    let callable = crate::procedure::sitting::target(MeetingAction::Call, meeting.state).is_some();
    let mut rows = Vec::new();
    let mut called = Vec::new();
    let mut next = None;
    for row in shown {
        let Some(seen) = row.id.parse().ok().and_then(|id| sitting.item(id)) else { continue };
        let (key, tone) = match seen.item.state {
            ItemState::Open => ("agenda_open", "neutral"),
            ItemState::Called => ("agenda_called", "info"),
            ItemState::Done => ("agenda_done", "good"),
            ItemState::Removed => ("agenda_removed", "warn"),
        };
        if seen.item.state == ItemState::Called {
            called.push(Called { entries: entries(telling, &row, &others), row: row.clone() });
        }
        if seen.item.state == ItemState::Open && next.is_none() && callable {
            next = Some(row.clone());
        }
        rows.push(Turn {
            state: Tag { label: telling.say(key, &[]), tone },
            callable: callable && matches!(seen.item.state, ItemState::Open | ItemState::Done),
            row,
        });
    }
    let open = rows.iter().flat_map(|turn| &turn.row.papers).filter(|paper| begun && paper.open);
    let open = open.filter(|paper| !others.contains_key(&paper.consultation));
    let waiting =
        open.map(|paper| Choice::new(paper.consultation.clone(), format!("{} {}", paper.number, paper.title)));
    RunPage {
        title: sitting.title(),
        lang: foreign(telling),
        at: telling.wording.moment(meeting.starts_at),
        state: Tag {
            label: telling.say(&format!("meeting_state_{}", meeting.state), &[]),
            tone: state_tone(meeting.state),
        },
        version: meeting.version,
        waiting: waiting.collect(),
        results: results(telling, sitting),
        bodies,
        roles: roles(telling),
        called,
        next,
        rows,
        open: Vec::new(),
        lacking: Vec::new(),
        more: more(telling, &href),
        crumbs,
        href,
    }
}

/// The pages beside this one.
fn more(telling: &Telling<'_>, href: &str) -> Vec<Link> {
    vec![Link { label: telling.say("meetings_minutes", &[]), href: format!("{href}/minutes") }]
}

fn told(telling: &Telling<'_>, refusal: Error) -> String {
    match refusal {
        Error::Forbidden(why) => telling.wording.words.tell(telling.wording.language, &why),
        _ => String::new(),
    }
}

/// `others`: the consultations whose results are somebody else's to enter, with the sentence that says whose.
fn entries(telling: &Telling<'_>, row: &Row, others: &BTreeMap<String, String>) -> Vec<Entry> {
    let (council, language) = (telling.wording.council, telling.wording.language);
    let open = row.papers.iter().filter(|paper| paper.open);
    open.map(|paper| {
        let role = council.roles.values().find(|role| role.label.say(language) == paper.role);
        let words = role.into_iter().flat_map(|role| &role.results);
        let plain = words.filter(|word| council.results.get(*word).is_some_and(|result| is_plain(result.class)));
        Entry {
            results: plain.map(|word| Choice::new(word.as_str(), council.result_label(word, language))).collect(),
            form: format!("/{}/consultations/{}/actions/enter-result", council.slug, paper.consultation),
            paper: Link { label: format!("{} {}", paper.number, paper.title), href: paper.href.clone() },
            role: paper.role.clone(),
            why: others.get(&paper.consultation).cloned().unwrap_or_default(),
            advice: paper.advice.clone(),
            consultation: paper.consultation.clone(),
        }
    })
    .collect()
}
