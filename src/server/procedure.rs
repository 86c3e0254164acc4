//! The procedure of a kind of paper, drawn from the council file: who does what when, and where it leads.
use crate::app::App;
use crate::council::{Kind, Step, check, diagram};
use crate::error::{Error, Result};
use crate::procedure::{EntryState, Subject};
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::{Link, Telling};
use actix_web::{HttpResponse, web};
use serde::Serialize;

pub fn routes() -> Vec<Entry> {
    vec![routes::get("/{council}/procedure/{kind}", Access::Anyone, show)]
}

/// The procedure of one kind.
#[derive(Serialize)]
pub struct Procedure {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    /// The clock that admission starts, in words.
    pub clock: String,
    pub steps: Vec<Row>,
    /// What is done to consultations and clocks, in whatever state the paper is.
    pub others: Vec<Row>,
    pub mermaid: String,
    /// The other kinds.
    pub kinds: Vec<Link>,
}

/// One action.
#[derive(Serialize)]
pub struct Row {
    /// The state from which it leads; for consultations and clocks what it is done to.
    pub from: String,
    pub action: String,
    pub by: String,
    pub to: String,
}

impl Page for Procedure {
    const TEMPLATE: &'static str = "pages/procedure/show.html";
    fn samples() -> Vec<Self> {
        let row = |from: &str, to: &str| Row {
            from: from.to_owned(),
            action: "Zulassen".to_owned(),
            by: "Ratsbüro".to_owned(),
            to: to.to_owned(),
        };
        let empty = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Verfahren: Anfrage")],
            title: "Verfahren: Anfrage".to_owned(),
            clock: String::new(),
            steps: Vec::new(),
            others: Vec::new(),
            mermaid: "stateDiagram-v2\n    [*] --> draft\n".to_owned(),
            kinds: Vec::new(),
        };
        let full = Self {
            clock: "Antwort der Verwaltung: 4 Wochen, § 28 Abs. 6 SächsGemO".to_owned(),
            steps: vec![row("eingereicht", "zugelassen")],
            others: vec![row("Beratung", "")],
            kinds: vec![Link { label: "Antwort".to_owned(), href: "/leipzig/procedure/AW".to_owned() }],
            ..empty()
        };
        vec![empty(), full]
    }
}

/// The kinds of a council with the pages of their procedures.
pub fn kinds(telling: &Telling<'_>) -> Vec<Link> {
    let council = telling.wording.council;
    let link = |(code, kind): (&String, &Kind)| Link {
        label: kind.label.say(telling.wording.language).to_owned(),
        href: format!("/{}/procedure/{code}", council.slug),
    };
    council.kinds.iter().map(link).collect()
}

async fn show(app: web::Data<App>, frame: Frame, path: web::Path<(String, String)>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let code = path.into_inner().1;
    let kind = council.kind(&code).ok_or(Error::NotFound)?;
    let telling = Telling::of(&app, &frame)?;
    let title = telling.say("procedure_title", &[("kind", kind.label.say(frame.language))]);
    let page = Procedure {
        crumbs: vec![
            Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
            Crumb::here(title.clone()),
        ],
        title,
        clock: kind.clock.as_deref().map(|key| clock(&telling, key)).unwrap_or_default(),
        steps: steps(&telling, kind),
        others: others(&telling, kind),
        mermaid: diagram::mermaid(&council, &code, frame.language).unwrap_or_default(),
        kinds: kinds(&telling).into_iter().filter(|link| !link.href.ends_with(&format!("/{code}"))).collect(),
    };
    frame.render(&app, &page)
}

/// A clock's label, length and legal source.
fn clock(telling: &Telling<'_>, key: &str) -> String {
    let Some(rule) = telling.wording.council.clocks.get(key) else { return String::new() };
    let amount = rule.amount.to_string();
    let period = telling.say(&format!("clock_unit_{}", rule.unit), &[("amount", &amount)]);
    format!("{}: {period}, {}", rule.label.say(telling.wording.language), rule.basis)
}

/// What is done to the paper itself, state by state.
fn steps(telling: &Telling<'_>, kind: &Kind) -> Vec<Row> {
    let reachable = check::reachable(kind);
    let state = |state: EntryState| telling.say(&format!("state_{state}"), &[]);
    let mut rows = Vec::new();
    for from in EntryState::ALL.iter().filter(|state| reachable.contains(state)) {
        for (action, step) in &kind.actions {
            if let Some(to) = crate::vocabulary::target(kind.entry, *action, *from) {
                rows.push(row(telling, step, state(*from), state(to)));
            }
        }
    }
    rows
}

fn others(telling: &Telling<'_>, kind: &Kind) -> Vec<Row> {
    let beside = kind.actions.iter().filter(|(action, _)| action.subject() != Subject::Paper);
    beside
        .map(|(action, step)| {
            let subject = telling.say(&format!("procedure_subject_{}", action.subject()), &[]);
            row(telling, step, subject, String::new())
        })
        .collect()
}

fn row(telling: &Telling<'_>, step: &Step, from: String, to: String) -> Row {
    let by: Vec<_> = step.by.iter().map(|role| telling.say(&format!("role_{role}"), &[])).collect();
    Row { from, action: step.label.say(telling.wording.language).to_owned(), by: by.join(", "), to }
}
