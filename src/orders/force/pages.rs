//! The forms by which the office records something of a decision on its way to legal force.
use super::act::{self, Offer};
use super::input::{ForceFieldType, ForceInput};
use super::view::{self, Found};
use super::{Referendum, json, store};
use crate::app::App;
use crate::council::Council;
use crate::db::types::ResolutionId;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::papers::pages::offered::{Group, Offered};
use crate::people::Actor;
use crate::procedure::ForceAction;
use crate::visibility::Scope;
use crate::web::csrf::{Fields, Form};
use crate::web::once;
use crate::web::page::{Crumb, Fault, Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::Fact;
use crate::web::rows::{Link, Telling};
use crate::web::widget::{Widget, on_fields};
use crate::wording::Wording;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

/// Every route of these pages.
pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/resolutions/{id}/actions/{action}", Access::SignedIn, form),
        routes::post("/{council}/resolutions/{id}/actions/{action}", Access::SignedIn, perform),
    ]
}

/// The form of an action.
#[derive(Serialize)]
pub struct ForcePage {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    pub paper: Link,
    pub subject: String,
    pub lang: &'static str,
    /// How the decision stands.
    pub sentence: String,
    pub hint: String,
    pub stale: bool,
    pub present: Vec<Fact>,
    pub faults: Faults,
    /// Why it cannot be done now: then there is no form.
    pub refused: String,
    pub action: String,
    pub version: String,
    pub widgets: Vec<Widget>,
}

impl Page for ForcePage {
    const TEMPLATE: &'static str = "pages/orders/force.html";
    fn samples() -> Vec<Self> {
        let widget = |name: &str, input| Widget {
            kind: if input == "date" { "date" } else { "line" },
            input,
            width: "short",
            name: name.to_owned(),
            label: "Ja-<Stimmen>".to_owned(),
            hint: "Ohne <leere>.".to_owned(),
            value: "3'204".to_owned(),
            ..Widget::default()
        };
        let page = |stale: bool, refused: &str| Self {
            crumbs: vec![Crumb::to("Start", "/zofingen/"), Crumb::here("Volksabstimmung eintragen")],
            title: "Volksabstimmung eintragen".to_owned(),
            paper: Link { label: "ER.2023.026".to_owned(), href: "/zofingen/papers/ER.2023.026".to_owned() },
            subject: "Kredit <IT>".to_owned(),
            lang: "de",
            sentence: "obligatorische Volksabstimmung".to_owned(),
            hint: "Das Ergebnis, <wie> es publiziert ist.".to_owned(),
            stale,
            present: vec![Fact { label: "Rechtskraft".to_owned(), value: "rechtskräftig".to_owned() }],
            faults: match stale || !refused.is_empty() {
                true => Faults::default(),
                false => Faults {
                    list: vec![Fault { field: "yes".to_owned(), text: "Bitte eine <Zahl>.".to_owned() }],
                    ..Faults::default()
                },
            },
            refused: refused.to_owned(),
            action: "/zofingen/resolutions/x/actions/record-vote".to_owned(),
            version: "2".to_owned(),
            widgets: vec![widget("voted_on", "date"), widget("yes", "text")],
        };
        vec![page(false, ""), page(true, ""), page(false, "Der Beschluss ist schon <rechtskräftig>.")]
    }
}

/// What can be recorded of each decision of a paper, for its page.
pub fn groups(wording: &Wording<'_>, standing: &[store::Standing], actor: &Actor) -> Vec<Group> {
    let mut groups: Vec<_> = standing.iter().map(|(referendum, _)| group(wording, referendum, actor)).collect();
    groups.retain(|group| !group.open.is_empty());
    groups
}

fn group(wording: &Wording<'_>, referendum: &Referendum, actor: &Actor) -> Group {
    let council = wording.council;
    let offers = act::offers(council, referendum, actor).into_iter().filter(|offer| offer.mine);
    let offered = offers.map(|offer| Offered {
        label: json::label(council, wording, &offer),
        href: href(council, referendum.resolution_id, offer.action),
        version: referendum.version,
        at_once: false,
        danger: false,
        why: offer.refused.iter().map(|why| wording.words.tell(wording.language, why)).collect(),
    });
    let (open, refused) = offered.partition(|offered| offered.why.is_empty());
    let about = wording.words.say(
        wording.language,
        "force_about",
        &[("day", &wording.day(referendum.published_on)), ("state", &wording.force_state(referendum.state))],
    );
    Group { about, open, lacking: Vec::new(), refused }
}

fn href(council: &Council, id: ResolutionId, action: ForceAction) -> String {
    format!("/{}/resolutions/{id}/actions/{action}", council.slug)
}

/// What a form was sent with and what was wrong with it.
#[derive(Default)]
struct Sent {
    fields: Option<Fields>,
    messages: Vec<Message>,
    stale: bool,
}

async fn shown(app: &App, frame: &Frame, id: ResolutionId, action: ForceAction, sent: Sent) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.clone().ok_or(Error::SignIn)?;
    let (found, offer) = app
        .read(move |db| {
            let found = view::find(db, &council, &Scope::of(Some(&actor), &council.slug), id)?;
            let offers = act::offers(&council, &found.standing.0, &actor);
            let offer = offers.into_iter().find(|offer| offer.action == action).ok_or(Error::NotFound)?;
            match (offer.mine, offer.refused.clone()) {
                (false, Some(why)) => Err(Error::Forbidden(why)),
                _ => Ok((found, offer)),
            }
        })
        .await?;
    let telling = Telling::of(app, frame)?;
    let status = match (sent.stale, sent.messages.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    frame.render_as(app, &ForcePage::of(&telling, frame, &found, &offer, &sent), status)
}

impl ForcePage {
    fn of(telling: &Telling<'_>, frame: &Frame, found: &Found, offer: &Offer, sent: &Sent) -> Self {
        let wording = &telling.wording;
        let council = wording.council;
        let Found { paper, standing: (referendum, due_on), .. } = found;
        let title = json::label(council, wording, offer);
        let link = Link { label: telling.number(paper), href: telling.paper_href(paper) };
        let row = wording.force(referendum, *due_on, telling.today);
        let hint = format!("hint_force_{}", offer.action.as_str().replace('-', "_"));
        let own = council.language();
        let said = |name: &str| sent.fields.as_ref().map_or("", |fields| fields.get(name)).to_owned();
        let word = |key: String| match wording.words.has(&key) {
            true => telling.say(&key, &[]),
            false => String::new(),
        };
        let widget = |name: &'static str, kind: ForceFieldType| {
            let date = kind == ForceFieldType::Date;
            Widget {
                kind: match kind {
                    ForceFieldType::Date => "date",
                    ForceFieldType::Number => "line",
                    ForceFieldType::Text => "text",
                },
                input: if date { "date" } else { "text" },
                width: if kind == ForceFieldType::Text { "full" } else { "short" },
                name: name.to_owned(),
                label: word(format!("field_{name}")),
                hint: word(format!("field_{name}_hint")),
                value: said(name),
                ..Widget::default()
            }
        };
        Self {
            crumbs: vec![
                Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
                Crumb::to(telling.say("nav_papers", &[]), format!("/{}/papers", council.slug)),
                Crumb::to(link.label.clone(), link.href.clone()),
                Crumb::here(title.clone()),
            ],
            paper: link,
            subject: telling.title(paper),
            lang: if own == wording.language { "" } else { own.tag() },
            present: match sent.stale {
                true => vec![Fact { label: telling.say("fact_legal_force", &[]), value: row.label }],
                false => Vec::new(),
            },
            sentence: row.sentence,
            hint: if wording.words.has(&hint) { telling.say(&hint, &[]) } else { String::new() },
            stale: sent.stale,
            faults: Faults::of(wording.words, wording.language, &on_fields(sent.messages.clone(), |_| true)),
            refused: offer.refused.as_ref().map(|why| wording.words.tell(wording.language, why)).unwrap_or_default(),
            action: frame.path.clone(),
            // Only who was told that somebody was faster goes on from the new version.
            version: match &sent.fields {
                Some(fields) if !sent.stale => fields.get("version").to_owned(),
                _ => referendum.version.to_string(),
            },
            widgets: offer.fields.iter().map(|field| widget(field.name, field.kind)).collect(),
            title,
        }
    }
}

async fn form(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, ResolutionId, String)>,
) -> Result<HttpResponse> {
    shown(&app, &frame, at.1, action_of(&at.2)?, Sent::default()).await
}

fn action_of(name: &str) -> Result<ForceAction> {
    name.parse().map_err(|_| Error::NotFound)
}

/// What was typed, and what of it cannot be read. Figures are written with or without marks between the thousands.
fn parse(fields: &Fields) -> (ForceInput, Vec<Message>) {
    let faults = std::cell::RefCell::new(Vec::new());
    let typed = |name: &str| Some(fields.get(name).trim().to_owned()).filter(|typed| !typed.is_empty());
    let day = |name: &'static str| {
        let typed = typed(name)?;
        let read =
            NaiveDate::parse_from_str(&typed, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(&typed, "%d.%m.%Y"));
        read.map_err(|_| faults.borrow_mut().push(Message::new("input_date").on(name))).ok()
    };
    let number = |name: &'static str| {
        let is_mark = |c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '.');
        let bare = typed(name)?.replace(is_mark, "");
        bare.parse::<u32>().map_err(|_| faults.borrow_mut().push(Message::new("force_number").on(name))).ok()
    };
    let input = ForceInput {
        version: fields.get("version").trim().parse().ok(),
        published_on: day("published_on"),
        requested_on: day("requested_on"),
        signatures: number("signatures"),
        voters: number("voters"),
        voted_on: day("voted_on"),
        yes: number("yes"),
        no: number("no"),
        reason: typed("reason"),
    };
    (input, faults.into_inner())
}

async fn perform(
    app: web::Data<App>,
    frame: Frame,
    at: web::Path<(String, ResolutionId, String)>,
    Form(fields): Form,
) -> Result<HttpResponse> {
    let (id, action) = (at.1, action_of(&at.2)?);
    let (input, mut messages) = parse(&fields);
    let done = if messages.is_empty() {
        act_once(&app, &frame, id, action, input, &fields).await
    } else {
        // What else is wrong is told at once, save that the unreadable field is missing.
        if let Err(Error::Refused(others)) = input.checked(action) {
            let known: Vec<_> = messages.iter().filter_map(|message| message.field.clone()).collect();
            messages.extend(others.into_iter().filter(|other| other.field.as_ref().is_none_or(|f| !known.contains(f))));
        }
        Err(Error::Refused(messages))
    };
    let sent = match done {
        Ok(target) => return Ok(see_other(&target)),
        Err(Error::Refused(messages)) => Sent { fields: Some(fields), messages, stale: false },
        Err(Error::Stale) => Sent { fields: Some(fields), stale: true, ..Sent::default() },
        Err(other) => return Err(other),
    };
    shown(&app, &frame, id, action, sent).await
}

/// Does it, at most once for this form as it was sent, and returns where to go on.
async fn act_once(
    app: &App,
    frame: &Frame,
    id: ResolutionId,
    action: ForceAction,
    input: ForceInput,
    fields: &Fields,
) -> Result<String> {
    once::as_sent(app, frame, fields, move |tx, council| {
        let paper = act::perform(tx, council, id, action, &input)?;
        let paper = crate::papers::store::get(tx, paper)?;
        Ok(format!("{}?done=force-{action}", crate::papers::path(council, &paper.path_segment())))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_with_the_marks_of_thousands() {
        let typed = |fields: &[(&str, &str)]| -> Fields {
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>().into()
        };
        let (input, faults) = parse(&typed(&[("voted_on", "03.03.2024"), ("yes", "3'204"), ("no", "1 100")]));
        assert_eq!((input.yes, input.no, faults.len()), (Some(3204), Some(1100), 0));
        let (_, faults) = parse(&typed(&[("voted_on", "bald"), ("yes", "viele")]));
        assert_eq!(faults.iter().map(|fault| fault.key).collect::<Vec<_>>(), ["input_date", "force_number"]);
    }
}
