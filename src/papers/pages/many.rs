//! Many papers at once: a table in which a faction files them, and a list from which the office admits them.
use super::values::{self, OwnField};
use super::{path, trail};
use crate::app::App;
use crate::council::{Council, Kind};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::organizations::{self, OrganizationKind};
use crate::papers::act::{NewPaper, not_yours};
use crate::papers::many::{self, Chosen, MOST};
use crate::papers::{Extra, store};
use crate::procedure::{Action, EntryState, FieldKind};
use crate::web::csrf::{Fields, Form};
use crate::web::idempotency::Key;
use crate::web::once::request_of;
use crate::web::page::{Crumb, Fault, Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::widget::Choice;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

/// How many rows a new table has, and how many a press of the button adds.
const ROWS: usize = 5;
/// Most papers that the list for admission shows.
const SHOWN: i64 = 500;

/// The table in which many are filed.
#[derive(Serialize)]
pub struct FileManyPage {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    pub action: String,
    pub kind: String,
    pub once: String,
    pub faults: Faults,
    /// What was just filed, in a sentence.
    pub done: String,
    pub rows: Vec<ManyRow>,
    pub count: usize,
}

/// One paper of the table.
#[derive(Debug, Clone, Serialize)]
pub struct ManyRow {
    pub number: usize,
    pub label: String,
    pub title: String,
    pub points: String,
    pub own: Vec<OwnField>,
}

/// The list from which the office admits.
#[derive(Serialize)]
pub struct AdmitManyPage {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    pub action: String,
    pub faults: Faults,
    pub done: String,
    pub departments: Vec<Choice>,
    pub rows: Vec<WaitingRow>,
}

/// A paper that waits for its admission.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingRow {
    pub id: String,
    pub version: i32,
    pub title: String,
    pub href: String,
    pub kind: String,
    pub submitter: String,
    pub chosen: bool,
}

/// The kind that is filed by the many, and that this person may file.
fn kind_of<'a>(council: &'a Council, frame: &Frame, code: &str) -> Result<&'a Kind> {
    let kind = council.kind(code).filter(|kind| kind.bulk).ok_or(Error::NotFound)?;
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let edit = kind.actions.get(&Action::Edit).ok_or(Error::NotFound)?;
    if edit.by.iter().any(|role| actor.has(&council.slug, *role)) { Ok(kind) } else { Err(not_yours(&edit.by)) }
}

fn asked<'a>(query: &'a str, name: &str) -> &'a str {
    query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('=')).unwrap_or_default()
}

/// `GET /{council}/papers/many?kind=HP`
pub async fn file_form(app: web::Data<App>, frame: Frame, request: HttpRequest) -> Result<HttpResponse> {
    let (code, done) = (asked(request.query_string(), "kind"), asked(request.query_string(), "done"));
    let fields = Fields::from(vec![("kind".to_owned(), code.to_owned())]);
    table(&app, &frame, &fields, Vec::new(), done, StatusCode::OK)
}

/// `POST /{council}/papers/many`
pub async fn file(app: web::Data<App>, frame: Frame, Form(fields): Form) -> Result<HttpResponse> {
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let council = frame.council()?.clone();
    let code = fields.get("kind").to_owned();
    let kind = kind_of(&council, &frame, &code)?;
    if fields.has("add_rows") {
        return table(&app, &frame, &fields, Vec::new(), "", StatusCode::OK);
    }
    let rows: Vec<_> = (1..=count(&fields)).filter_map(|row| Some((row, typed(kind, &code, &fields, row)?))).collect();
    let (key, asked) = (Key::of_form(fields.get("once")), request_of(&frame.path, &fields));
    let rules = council.clone();
    let made = app
        .write(actor, move |tx| {
            key.once(tx, &asked, |tx| {
                let filed = many::file(tx, &rules, &rows)?;
                Ok((303, format!("/{}/papers/many?kind={code}&done={}", rules.slug, filed.len())))
            })
        })
        .await;
    match made {
        Ok((_, target)) => Ok(see_other(&target)),
        Err(Error::Refused(messages)) => table(&app, &frame, &fields, messages, "", StatusCode::UNPROCESSABLE_ENTITY),
        Err(other) => Err(other),
    }
}

/// How many rows the form that was sent has.
fn count(fields: &Fields) -> usize {
    let rows = fields.get("count").parse().unwrap_or(ROWS);
    if fields.has("add_rows") { (rows + ROWS).min(MOST) } else { rows.min(MOST) }
}

/// The fields of one row, without its number.
fn row_of(fields: &Fields, row: usize) -> Fields {
    let end = format!(".{row}");
    let own = fields.iter().filter_map(|(name, value)| Some((name.strip_suffix(&end)?.to_owned(), value.to_owned())));
    Fields::from(own.collect::<Vec<_>>())
}

/// What was typed into a row; `None` for one that was left empty.
fn typed(kind: &Kind, code: &str, fields: &Fields, row: usize) -> Option<NewPaper> {
    let own = row_of(fields, row);
    let said = |(name, value): (&str, &str)| {
        let marker = name.starts_with("flag-") || name.starts_with("boxes-");
        !marker && !value.trim().is_empty()
    };
    if !own.iter().any(said) {
        return None;
    }
    let points = own.get("points").replace("\r\n", "\n");
    Some(NewPaper {
        kind: code.to_owned(),
        title: Some(own.get("title").to_owned()),
        points: kind.points.then(|| points.split("\n\n").map(str::to_owned).collect()),
        values: values::parse(&own),
        public: Some(true),
        ..NewPaper::default()
    })
}

fn table(
    app: &App,
    frame: &Frame,
    fields: &Fields,
    messages: Vec<Message>,
    done: &str,
    status: StatusCode,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let code = fields.get("kind");
    let kind = kind_of(&council, frame, code)?;
    let (words, language) = (&app.words, frame.language);
    let title = words.say(language, "bulk_title", &[("kind", kind.label.say(language))]);
    let mut crumbs = trail(frame, words, &council);
    crumbs.push(Crumb::here(title.clone()));
    let label = |row: usize| words.say(language, "bulk_row", &[("number", &row.to_string())]);
    let count = count(fields);
    let rows = (1..=count).map(|number| {
        let own = row_of(fields, number);
        let typed = fields.has("count").then_some(&own);
        let mut values = values::fields(words, kind, &Extra::default(), typed, language, &[]);
        values.retain(|field| field.kind != FieldKind::Boxes.as_str());
        for field in &mut values {
            field.name = format!("{}.{number}", field.name);
            field.key = format!("{}.{number}", field.key);
        }
        ManyRow {
            number,
            label: label(number),
            title: own.get("title").to_owned(),
            points: own.get("points").to_owned(),
            own: values,
        }
    });
    let rows: Vec<_> = rows.collect();
    let named = |field: &str| {
        let known = |row: &ManyRow| {
            field == format!("title.{}", row.number)
                || field == format!("points.{}", row.number)
                || row.own.iter().any(|own| own.name == field)
        };
        rows.iter().any(known)
    };
    let faults = faults(app, frame, messages, named, |row| row.parse().ok().map(label));
    let once = match fields.get("once") {
        "" => uuid::Uuid::new_v4().to_string(),
        typed => typed.to_owned(),
    };
    let page = FileManyPage {
        crumbs,
        title,
        action: format!("/{}/papers/many", council.slug),
        kind: code.to_owned(),
        once,
        faults,
        done: told(app, frame, "bulk_done", done),
        rows,
        count,
    };
    frame.render_as(app, &page, status)
}

/// The sentence on how many it was; only a number is taken from the address.
fn told(app: &App, frame: &Frame, key: &str, done: &str) -> String {
    done.parse::<usize>()
        .map_or_else(|_| String::new(), |count| app.words.say(frame.language, key, &[("count", &count.to_string())]))
}

/// Faults that say which row they are of. `named`: whether the form has a field of this name.
fn faults(
    app: &App,
    frame: &Frame,
    messages: Vec<Message>,
    named: impl Fn(&str) -> bool,
    row: impl Fn(&str) -> Option<String>,
) -> Faults {
    let mut faults = Faults::default();
    for message in messages {
        let text = app.words.tell(frame.language, &message);
        let field = message.field.as_deref().unwrap_or_default();
        let text = match field.rsplit_once('.').and_then(|(_, of)| row(of)) {
            Some(row) => format!("{row}: {text}"),
            None => text,
        };
        let field = if named(field) { field.to_owned() } else { String::new() };
        if !field.is_empty() {
            faults.of.entry(field.clone()).or_insert_with(|| text.clone());
        }
        faults.list.push(Fault { field, text });
    }
    faults
}

/// `GET /{council}/papers/admission`
pub async fn admit_form(app: web::Data<App>, frame: Frame, request: HttpRequest) -> Result<HttpResponse> {
    let done = asked(request.query_string(), "done").to_owned();
    list(&app, &frame, Fields::from(Vec::new()), Vec::new(), &done, StatusCode::OK).await
}

/// `POST /{council}/papers/admission`
pub async fn admit(app: web::Data<App>, frame: Frame, Form(fields): Form) -> Result<HttpResponse> {
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let council = frame.council()?.clone();
    let chosen: Vec<_> = fields
        .all("paper")
        .filter_map(|id| {
            let version = fields.get(&format!("version.{id}")).parse().ok()?;
            Some(Chosen { id: id.parse().ok()?, version })
        })
        .collect();
    let (department, rules) = (fields.get("department").to_owned(), council.clone());
    let made = app.write(actor, move |tx| many::admit(tx, &rules, &chosen, &department)).await;
    match made {
        Ok(admitted) => Ok(see_other(&format!("/{}/papers/admission?done={}", council.slug, admitted.len()))),
        Err(Error::Refused(messages)) => {
            list(&app, &frame, fields, messages, "", StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}

async fn list(
    app: &App,
    frame: &Frame,
    fields: Fields,
    messages: Vec<Message>,
    done: &str,
    status: StatusCode,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let actor = frame.actor.as_ref().ok_or(Error::SignIn)?;
    let steps = council.kinds.values().filter(|kind| kind.bulk).filter_map(|kind| kind.actions.get(&Action::Admit));
    let by: std::collections::BTreeSet<_> = steps.flat_map(|step| step.by.iter().copied()).collect();
    if !by.iter().any(|role| actor.has(&council.slug, *role)) {
        return Err(not_yours(&by));
    }
    let (scope, slug, today) = (frame.scope(), council.slug.clone(), app.now().day(council.timezone));
    let (papers, departments) = app
        .read(move |db| {
            let papers = store::in_states(db, &slug, &scope, &[EntryState::Submitted], SHOWN)?;
            let departments = organizations::store::of_kind(db, &slug, OrganizationKind::Department)?;
            Ok((papers, departments))
        })
        .await?;
    let (words, language) = (&app.words, frame.language);
    let chosen: Vec<_> = fields.all("paper").collect();
    let rows: Vec<_> = papers
        .into_iter()
        .filter(|paper| council.kind(&paper.kind).is_some_and(|kind| kind.bulk))
        .map(|paper| WaitingRow {
            id: paper.id.to_string(),
            version: paper.version,
            href: path(&council, &paper.path_segment()),
            kind: council.kind_label(&paper.kind, language).to_owned(),
            chosen: chosen.contains(&paper.id.to_string().as_str()),
            title: paper.title,
            submitter: paper.submitter,
        })
        .collect();
    let row = |id: &str| rows.iter().find(|row| row.id == id).map(|row| row.title.clone());
    let faults = faults(app, frame, messages, |field| field == "department" || field == "paper", row);
    let title = words.say(language, "bulk_admit_title", &[]);
    let mut crumbs = trail(frame, words, &council);
    crumbs.push(Crumb::here(title.clone()));
    let departments = departments.into_iter().filter(|department| department.is_current(today));
    let page = AdmitManyPage {
        crumbs,
        title,
        action: format!("/{}/papers/admission", council.slug),
        faults,
        done: told(app, frame, "bulk_admitted", done),
        departments: departments
            .map(|department| Choice {
                chosen: department.key == fields.get("department"),
                ..Choice::new(department.key, department.name)
            })
            .collect(),
        rows,
    };
    frame.render_as(app, &page, status)
}

impl Page for FileManyPage {
    const TEMPLATE: &'static str = "pages/papers/many.html";
    fn samples() -> Vec<Self> {
        let row = |number: usize| ManyRow {
            number,
            label: format!("Zeile {number}"),
            title: "Mehr <Bänke>".to_owned(),
            points: "Es werden 50 Bänke aufgestellt.".to_owned(),
            own: values::samples()
                .into_iter()
                .filter(|field| field.kind != "boxes")
                .map(|field| OwnField { name: format!("{}.{number}", field.name), ..field })
                .collect(),
        };
        let page = |done: &str| Self {
            crumbs: vec![Crumb::to("Vorlagen", "/leipzig/papers"), Crumb::here("Haushaltsänderungen einreichen")],
            title: "Haushaltsänderungen einreichen".to_owned(),
            action: "/leipzig/papers/many".to_owned(),
            kind: "HP".to_owned(),
            once: "a3f1".to_owned(),
            faults: Faults::default(),
            done: done.to_owned(),
            rows: vec![row(1), row(2)],
            count: 2,
        };
        let mut wrong = page("");
        for field in ["title.1", "value-money.2"] {
            wrong.faults.of.insert(field.to_owned(), "Zeile 1: <fehlt>".to_owned());
            wrong.faults.list.push(Fault { field: field.to_owned(), text: "Zeile 1: <fehlt>".to_owned() });
        }
        vec![page(""), page("Zwei sind eingereicht."), wrong]
    }
}

impl Page for AdmitManyPage {
    const TEMPLATE: &'static str = "pages/papers/admission.html";
    fn samples() -> Vec<Self> {
        let row = |id: &str| WaitingRow {
            id: id.to_owned(),
            version: 2,
            title: "Mehr <Bänke>".to_owned(),
            href: "/leipzig/papers/0190".to_owned(),
            kind: "Haushaltsänderung".to_owned(),
            submitter: "SPD-Fraktion".to_owned(),
            chosen: id == "a",
        };
        let page = |rows, done: &str| Self {
            crumbs: vec![Crumb::to("Vorlagen", "/leipzig/papers"), Crumb::here("Mehrere zulassen")],
            title: "Mehrere zulassen".to_owned(),
            action: "/leipzig/papers/admission".to_owned(),
            faults: Faults::default(),
            done: done.to_owned(),
            departments: vec![Choice::new("dezernat-01", "02.1 Dezernat <Verwaltung>")],
            rows,
        };
        let mut wrong = page(vec![row("a"), row("b")], "");
        wrong.faults.of.insert("department".to_owned(), "fehlt".to_owned());
        wrong.faults.list.push(Fault { field: "department".to_owned(), text: "fehlt".to_owned() });
        vec![page(Vec::new(), "Zwei sind zugelassen."), page(vec![row("a"), row("b")], ""), wrong]
    }
}
