//! What the forms of papers have in common: what is acted on, doing it once, and where to go on.
use super::path;
use crate::app::{App, Tx};
use crate::council::Council;
use crate::db::types::{ClockId, ConsultationId, PaperId};
use crate::digest;
use crate::error::{Error, Result};
use crate::papers::input::Input;
use crate::papers::{self, Paper, store, view};
use crate::procedure::{Action, Subject};
use crate::visibility::Scope;
use crate::web::csrf::Fields;
use crate::web::idempotency::Key;
use crate::web::once::request_of;
use crate::web::page::Frame;
use crate::web::rows::Fact;
use crate::wording::Wording;
use crate::{clocks, consultations, events};

/// What is acted on, as the path names it.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// By whatever name.
    Paper(String),
    Consultation(ConsultationId),
    Clock(ClockId),
}

impl Target {
    pub(super) fn parse(subject: Subject, name: &str) -> Result<Self> {
        Ok(match subject {
            Subject::Paper => Self::Paper(name.to_owned()),
            Subject::Consultation => Self::Consultation(name.parse().map_err(|_| Error::NotFound)?),
            Subject::Clock => Self::Clock(name.parse().map_err(|_| Error::NotFound)?),
            // Orders have pages of their own.
            Subject::Order => return Err(Error::NotFound),
        })
    }
}

/// How things stand now, and what was done last by whom.
pub(super) fn present(wording: &Wording<'_>, paper: &Paper, about: &str, last: Option<&events::Event>) -> Vec<Fact> {
    let say = |key: &str| wording.words.say(wording.language, key, &[]);
    let mut facts = vec![Fact { label: say("paper_status"), value: wording.status(paper) }];
    facts.push(Fact { label: say("paper_state"), value: say(&format!("state_{}", paper.entry)) });
    if !about.is_empty() {
        facts.push(Fact { label: say("action_about"), value: about.to_owned() });
    }
    if let Some(event) = last {
        let told = wording.event(event);
        let by = if told.by.is_empty() { String::new() } else { format!(", {}", told.by) };
        facts.push(Fact { label: say("action_last"), value: format!("{} ({}{by})", told.title, told.at) });
        if let Some(reason) = told.reason {
            facts.push(Fact { label: say("paper_reason"), value: reason });
        }
    }
    facts
}

/// Does it, at most once for this form as it was sent, and returns where to go on.
pub(super) async fn perform(
    app: &App,
    frame: &Frame,
    target: Target,
    action: Action,
    input: Input,
    fields: &Fields,
) -> Result<String> {
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let council = frame.council()?.clone();
    let request = request_of(&frame.path, fields);
    // A version is acted on once: a second click sends the very same fields again, somebody else never does. Drafting
    // an answer leaves the version as it is, as the answer is a paper of its own: there the rule stops the second one.
    let word = if action == Action::DraftAnswer { String::new() } else { digest::sha256(request.as_bytes()) };
    let key = Key::of_form(&word);
    let (_, target) = app
        .write(actor, move |tx| {
            key.once(tx, &request, |tx| {
                let paper = match &target {
                    Target::Paper(name) => {
                        let actor = tx.actor;
                        let (paper, _) = view::find(tx, &council, Some(actor), name)?;
                        papers::act::perform(tx, &council, paper.id, action, &input)?
                    }
                    Target::Consultation(id) => consultations::act::perform(tx, &council, *id, action, &input)?,
                    Target::Clock(id) => clocks::act::perform(tx, &council, *id, action, &input)?,
                };
                Ok((303, way_on(tx, &council, paper, action.as_str())?))
            })
        })
        .await?;
    Ok(target)
}

/// The paper's page; for who sees it no longer after what was done, the desk.
pub(super) fn way_on(tx: &mut Tx<'_>, council: &Council, paper: PaperId, done: &str) -> Result<String> {
    let paper = store::get(tx, paper)?;
    let scope = Scope::of(Some(tx.actor), &council.slug);
    if view::is_seen(tx, &scope, &paper)? {
        return Ok(format!("{}?done={done}", path(council, &paper.path_segment())));
    }
    Ok(format!("/{}/desk", council.slug))
}
