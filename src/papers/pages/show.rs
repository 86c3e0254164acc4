//! The paper's own page, for everybody: its fields, what the bodies did with it, its questions with their answers, its
//! clock, its family, its history; and for those who work with it, what they can do now.
use super::clocks::{ClockCard, Named, cards};
use super::offered::{self, Group};
use super::origin::Source;
use super::values::{self, OwnRow};
use super::versions::{self, PartRow};
use super::{Found, foreign, lineage, meant, moved, number, path, trail};
use crate::app::App;
use crate::consultations::advice::{self, Advice};
use crate::consultations::lock;
use crate::council::Council;
use crate::db::types::{Moment, PaperId};
use crate::error::{Error, Result};
use crate::files::pages::Attached;
use crate::files::thing::Thing;
use crate::notes;
use crate::orders::force;
use crate::orders::pages::carried::Carried;
use crate::orders::pages::section::{Decisions, ResolutionRow};
use crate::papers::aliases::act::may_add;
use crate::papers::facts::Case;
use crate::papers::svg::{self, Drawing};
use crate::papers::view::{self, Dossier, Relative};
use crate::papers::{Paper, store};
use crate::pending::json::PendingRow;
use crate::pending::{self, Pending};
use crate::people::Actor;
use crate::procedure::{Action, ConsultationState, EntryState, ResultClass, Status};
use crate::records;
use crate::visibility::{Circle, Scope};
use crate::web::page::{Crumb, Frame};
use crate::web::reply::see_other;
use crate::web::rows::{Fact, Telling};
use crate::wording::{Told, Wording};
use crate::words::{Language, Words};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

/// The paper as its page shows it; every text is in words already.
#[derive(Serialize)]
pub struct PaperPage {
    pub crumbs: Vec<Crumb>,
    /// "Vorlage - VII-F-01504".
    pub title: String,
    /// The language of what people wrote, where it is another than the page's.
    pub lang: &'static str,
    pub href: String,
    /// What was just done.
    pub done: Option<String>,
    /// That it waits as it is for a body.
    pub locked: String,
    /// "Bezüglich": the paper above, or its number alone.
    pub parent: Option<Above>,
    pub subject: String,
    pub occasion: String,
    /// Why it cannot wait, where the office has accepted that.
    pub urgent: String,
    /// Numbers that it had before, or elsewhere.
    pub former: String,
    /// Its source, for a paper that was brought in from elsewhere.
    pub origin: Option<Source>,
    /// Where a former number is added; empty for those who may not.
    pub aliases: String,
    pub status: String,
    pub kind: String,
    /// With those who signed.
    pub submitter: String,
    /// The department that is responsible, where the council's file has a word for it on this page.
    pub responsible: Vec<Fact>,
    /// Who has it now, and until when.
    pub pending: Option<PendingRow>,
    pub consultations: Vec<ConsultationRow>,
    /// No body ever deals with papers of its kind.
    pub unconsulted: bool,
    /// That these are those of the paper above, with which a new version goes on.
    pub carried: String,
    pub facts: String,
    /// The orders that it carries out.
    pub carries: Vec<crate::orders::pages::Row>,
    /// What was decided, and what becomes of it.
    pub decisions: Vec<ResolutionRow>,
    /// Whether the questions are those of the paper above, answered here.
    pub answering: bool,
    pub questions: Vec<QuestionRow>,
    /// What it proposes to decide, numbered from 1.
    pub points: Vec<String>,
    /// The fields of its kind.
    pub own: Vec<OwnRow>,
    /// For an amendment: version and place that it changes.
    pub target: String,
    /// That its author took an amendment over.
    pub accepted: String,
    /// For a new version and an amendment: what it changes, word by word, and the earlier version.
    pub differences: Vec<PartRow>,
    pub earlier: Option<Named>,
    /// The frozen texts, where there is more than one.
    pub versions: Vec<Named>,
    pub clocks: Vec<ClockCard>,
    pub files: Attached,
    pub family: Vec<FamilyRow>,
    /// The numbers of the family that no paper bears, each with why.
    pub kept: Vec<Fact>,
    /// "94 Vorlagen", where the family is folded.
    pub family_summary: Option<String>,
    /// The words for those of a large family that are not among the rows.
    pub family_rest: Option<String>,
    pub drawing: Option<Drawing>,
    pub drawing_title: String,
    pub drawing_about: String,
    /// What the council calls the list of what happened.
    pub steps: String,
    pub history: Vec<HistoryRow>,
    pub signatures: Vec<SignatureRow>,
    /// What only those see who work with the paper.
    pub inside: Vec<Fact>,
    pub following: Option<bool>,
    pub groups: Vec<Group>,
    /// How many remarks the administration has on it; for the administration alone.
    pub notes: Option<String>,
    /// Whether the viewer packs closed cases.
    pub records: bool,
}

/// The paper above.
#[derive(Debug, Clone, Serialize)]
pub struct Above {
    pub number: String,
    pub href: Option<String>,
    pub title: String,
}

/// A row of the Beratungsfolge.
#[derive(Debug, Clone, Serialize)]
pub struct ConsultationRow {
    pub id: String,
    pub body: String,
    pub role: String,
    pub date: String,
    /// The sitting's page.
    pub sitting: String,
    /// The number of the agenda item, where the agenda is public.
    pub item: String,
    /// The number of the decision with the address of its extract.
    pub paragraph: Option<Named>,
    pub place: String,
    pub result: String,
    /// Whether there is no result yet.
    pub open: bool,
    /// `warn` for a deferral, `neutral` for what is open, `info` for a result.
    pub tone: &'static str,
    pub note: String,
    /// What earlier bodies recommended to this one.
    pub advice: Vec<String>,
}

/// A question with its answers.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionRow {
    pub number: i32,
    /// Asked after an answer.
    pub further: bool,
    pub text: String,
    pub answers: Vec<AnswerRow>,
}

/// What was said to a question.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerRow {
    pub text: String,
    /// Why it was not answered.
    pub refusal: String,
    /// The answering paper; none on that paper's own page.
    pub by: Option<Named>,
}

/// A row of the Stammbaum.
#[derive(Debug, Clone, Serialize)]
pub struct FamilyRow {
    pub number: String,
    pub href: String,
    pub title: String,
    pub author: String,
    pub kind: String,
    pub here: bool,
}

/// An entry of the history.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryRow {
    pub told: Told,
    /// `deferred`, `done` or nothing.
    pub class: &'static str,
}

/// A member who signed, or was asked to.
#[derive(Debug, Clone, Serialize)]
pub struct SignatureRow {
    pub name: String,
    /// When; empty while it is missing.
    pub signed: String,
}

/// What is read for the page, all of one moment.
struct Read {
    dossier: Dossier,
    pending: Option<Pending>,
    decisions: Decisions,
    carried: Carried,
    following: Option<bool>,
    /// For those who act in this council.
    case: Option<Case>,
    /// How many remarks there are, for those who may read them.
    notes: Option<i64>,
}

fn read(db: &mut crate::db::Db, council: &Council, actor: Option<&Actor>, paper: Paper) -> Result<Read> {
    let scope = Scope::of(actor, &council.slug);
    let following = match actor.and_then(|actor| actor.account) {
        Some(account) => Some(store::is_followed(db, paper.id, account)?),
        None => None,
    };
    let acting = actor.is_some_and(|actor| actor.grants.iter().any(|grant| grant.council == council.slug));
    let case = acting.then(|| Case::load(db, council, paper.clone())).transpose()?;
    let decisions = Decisions::read(db, &scope, &paper)?;
    let carried = Carried::read(db, &scope, paper.id)?;
    let pending = pending::of_paper(db, council, &scope, &paper)?;
    let dossier = view::dossier_of(db, council, &scope, paper)?;
    let notes = dossier.inside.then(|| notes::store::count(db, dossier.paper.id)).transpose()?;
    Ok(Read { dossier, pending, decisions, carried, following, case, notes })
}

/// What an address leads to.
enum Shown {
    Here(Box<Read>),
    /// Another address of the paper.
    Moved(String),
    /// The paper below which this number is kept.
    Kept(String),
}

/// `GET /{council}/papers/{slug}`
pub async fn show(
    app: web::Data<App>,
    frame: Frame,
    request: HttpRequest,
    at: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (name, actor) = (at.into_inner().1, frame.actor.clone());
    let found = {
        let council = council.clone();
        app.read(move |db| {
            Ok(match meant(db, &council, actor.as_ref(), &name) {
                Ok(Found::Elsewhere(segment)) => Shown::Moved(segment),
                Ok(Found::Here(paper)) => Shown::Here(Box::new(read(db, &council, actor.as_ref(), paper)?)),
                Err(Error::NotFound) => {
                    let kept = store::reserved_at(db, &council.slug, &name)?.ok_or(Error::NotFound)?;
                    let (above, _) = view::find(db, &council, actor.as_ref(), &kept.paper_id.to_string())?;
                    Shown::Kept(above.path_segment())
                }
                Err(other) => return Err(other),
            })
        })
        .await?
    };
    let read = match found {
        Shown::Here(read) => *read,
        Shown::Moved(segment) => return Ok(moved(&council, &segment, "")),
        // Not for ever: the paper to come will be found there.
        Shown::Kept(segment) => return Ok(see_other(&format!("{}#lineage", path(&council, &segment)))),
    };
    let mut page = PaperPage::of(&app.words, &council, &frame, app.now(), read)?;
    page.done = done(&app.words, &frame, request.query_string());
    frame.render(&app, &page)
}

/// The sentence for what was just done; only words of ours are said.
fn done(words: &Words, frame: &Frame, query: &str) -> Option<String> {
    let word = query.split('&').find_map(|part| part.strip_prefix("done="))?;
    if !word.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
        return None;
    }
    let key = format!("done_{}", word.replace('-', "_"));
    words.has(&key).then(|| words.say(frame.language, &key, &[]))
}

impl PaperPage {
    fn of(words: &Words, council: &Council, frame: &Frame, now: Moment, read: Read) -> Result<Self> {
        let (language, today) = (frame.language, now.day(council.timezone));
        let wording = Wording::new(words, council, language);
        let Read { dossier, pending, decisions, carried, following, case, notes } = read;
        let paper = &dossier.paper;
        let own = number(words, language, paper);
        let leaves = lineage::leaves(words, council, language, &dossier.family, paper);
        let large = leaves.len() > lineage::LARGE;
        let nearest = if large { nearest(&dossier.family, paper) } else { Vec::new() };
        let rest = leaves.len().saturating_sub(nearest.len()).to_string();
        let inside = Scope::of(frame.actor.as_ref(), &council.slug);
        let inside = if inside.council || !inside.organizations.is_empty() {
            facts_inside(&wording, &dossier)
        } else {
            Vec::new()
        };
        let mut crumbs = trail(frame, words, council);
        crumbs.push(Crumb::here(own.clone()));
        let locked = lock::of(council, &dossier.consultations, now).map(lock::told);
        let others = case.as_ref().map(|case| case.others.clone()).unwrap_or_default();
        let thing = Thing::at_hand(council, paper.clone(), others);
        let files = Attached::of(&wording, &dossier.files, &thing, frame.actor.as_ref());
        let groups = match (case, &frame.actor) {
            (Some(case), Some(actor)) => {
                let mut groups = offered::groups(&wording, &case, &dossier, actor, today);
                groups.extend(force::pages::groups(&wording, &decisions.standing, actor));
                groups
            }
            _ => Vec::new(),
        };
        Ok(Self {
            crumbs,
            title: words.say(language, "paper_title", &[("number", &own)]),
            lang: foreign(frame, council),
            href: path(council, &paper.path_segment()),
            done: None,
            locked: locked.map(|why| words.tell(language, &why)).unwrap_or_default(),
            parent: above(words, council, frame, &dossier),
            subject: paper.title.clone(),
            occasion: paper.occasion.clone(),
            urgent: paper.extra.urgent.clone().unwrap_or_default(),
            former: dossier.former.join(", "),
            origin: Source::of_paper(council, &dossier),
            aliases: match &frame.actor {
                Some(actor) if may_add(council, actor) => {
                    format!("{}/aliases", path(council, &paper.path_segment()))
                }
                _ => String::new(),
            },
            status: wording.status(paper),
            kind: council.kind_label(&paper.kind, language).to_owned(),
            submitter: match (Telling { wording, today }).submitter(paper, dossier.signatories().as_ref()) {
                nobody if nobody.is_empty() && dossier.origin.is_some() => words.say(language, "import_not_named", &[]),
                named => named,
            },
            responsible: departments(council, language, &dossier),
            pending: pending.map(|pending| pending.row(&wording)),
            consultations: consultations(&wording, &dossier),
            unconsulted: council.kind(&paper.kind).is_some_and(|kind| !kind.actions.contains_key(&Action::Plan)),
            carried: match (dossier.remaining.is_empty(), &dossier.parent) {
                (false, Some(parent)) => {
                    let number = number(words, language, parent);
                    words.say(language, "paper_goes_on", &[("number", &number)])
                }
                _ => String::new(),
            },
            facts: paper.facts.clone(),
            carries: carried.rows(&Telling { wording, today }),
            decisions: decisions.rows(&Telling { wording, today }, paper),
            answering: council.kind(&paper.kind).is_some_and(|kind| kind.answers()),
            questions: questions(&wording, &dossier),
            points: dossier.points.iter().map(|point| point.content.clone()).collect(),
            files,
            own: match council.kind(&paper.kind) {
                Some(kind) => {
                    let mut rows = values::rows(words, council, kind, &paper.extra, language);
                    rows.extend(say_of_the_people(&wording, paper));
                    rows
                }
                None => Vec::new(),
            },
            target: target(words, language, &dossier),
            accepted: paper
                .extra
                .accepted_on
                .map_or_else(String::new, |day| words.say(language, "paper_accepted", &[("day", &language.day(day))])),
            differences: versions::differences(words, council, language, &dossier)?,
            earlier: versions::earlier(words, council, language, &dossier),
            versions: versions::links(words, council, language, &dossier),
            clocks: cards(&wording, &dossier.clocks, &dossier.family, today),
            kept: lineage::kept(&wording, &dossier.kept),
            family_summary: large
                .then(|| words.say(language, "paper_family_count", &[("count", &leaves.len().to_string())])),
            family_rest: large.then(|| words.say(language, "paper_family_rest", &[("count", &rest)])),
            drawing: (!large).then(|| svg::draw(&leaves)),
            drawing_title: words.say(language, "lineage_drawing", &[("number", &own)]),
            drawing_about: words.say(language, "lineage_about", &[]),
            family: leaves
                .into_iter()
                .zip(&dossier.family)
                .filter(|(_, relative)| !large || nearest.contains(&relative.paper.id))
                .map(|(leaf, relative)| FamilyRow {
                    number: leaf.number,
                    href: leaf.href,
                    title: leaf.title,
                    author: relative.author.clone(),
                    kind: leaf.kind,
                    here: leaf.here,
                })
                .collect(),
            steps: match &council.pending.steps {
                Some(steps) => steps.say(language).to_owned(),
                None => words.say(language, "paper_history", &[]),
            },
            history: history(&wording, &dossier),
            signatures: signatures(&wording, &dossier),
            inside,
            following,
            groups,
            notes: notes.map(|count| words.say(language, "notes_count", &[("count", &count.to_string())])),
            records: paper.reference.is_some() && records::act::rules(council, frame.actor.as_ref()).is_ok(),
        })
    }
}

/// How the people take part in what is decided on it: said from the first draft on.
fn say_of_the_people(wording: &Wording<'_>, paper: &Paper) -> Option<OwnRow> {
    let vote = force::duty(wording.council, paper)?;
    let label = wording.words.say(wording.language, "force_row", &[]);
    Some(OwnRow { label, value: wording.duty(vote), groups: Vec::new() })
}

/// The departments that are responsible and that take part, where the council's file has words for them on this page.
fn departments(council: &Council, language: Language, dossier: &Dossier) -> Vec<Fact> {
    let involved = (!dossier.involved.is_empty()).then(|| dossier.involved.join(", "));
    let rules = &council.pending;
    [(&rules.responsible, dossier.responsible.clone()), (&rules.involved, involved)]
        .into_iter()
        .filter_map(|(label, value)| Some(Fact { label: label.as_ref()?.say(language).to_owned(), value: value? }))
        .collect()
}

/// The version and the place that an amendment changes.
fn target(words: &Words, language: Language, dossier: &Dossier) -> String {
    let extra = &dossier.paper.extra;
    let Some(place) = &extra.target_place else { return String::new() };
    match extra.target_version.filter(|version| *version > 0) {
        Some(version) => words.say(language, "paper_target_of", &[("place", place), ("version", &version.to_string())]),
        None => place.clone(),
    }
}

/// Those of a large family that stand on the page itself: the papers above this one, itself, and the first below it. All
/// stand on the page of the Stammbaum.
fn nearest(family: &[Relative], paper: &Paper) -> Vec<PaperId> {
    let parents: std::collections::BTreeMap<_, _> =
        family.iter().filter_map(|relative| Some((relative.paper.id, relative.node.parent?))).collect();
    let mut near = vec![paper.id];
    let mut at = paper.id;
    while let Some(parent) = parents.get(&at).filter(|parent| !near.contains(parent)) {
        at = *parent;
        near.push(at);
    }
    let below = family.iter().filter(|relative| relative.node.parent == Some(paper.id));
    near.extend(below.map(|relative| relative.paper.id).take(lineage::LARGE.saturating_sub(near.len())));
    near
}

fn above(words: &Words, council: &Council, frame: &Frame, dossier: &Dossier) -> Option<Above> {
    if let Some(parent) = &dossier.parent {
        return Some(Above {
            number: number(words, frame.language, parent),
            href: Some(path(council, &parent.path_segment())),
            title: parent.title.clone(),
        });
    }
    // A parent that is here but hidden is not named; one that is known by its number only is.
    let foreign = dossier.paper.parent_reference.clone().filter(|_| dossier.paper.parent_id.is_none());
    let told = |number: String| match dossier.origin {
        Some(_) => words.say(frame.language, "import_not_here", &[("number", &number)]),
        None => number,
    };
    foreign.map(|number| Above { number: told(number), href: None, title: String::new() })
}

fn consultations(wording: &Wording<'_>, dossier: &Dossier) -> Vec<ConsultationRow> {
    let say = |key| wording.words.say(wording.language, key, &[]);
    let rows = || dossier.consultations.iter().chain(&dossier.remaining);
    let given: Vec<_> = rows().filter_map(Advice::of).collect();
    let row = |row: &crate::consultations::Row| {
        let consultation = &row.consultation;
        let deciding = consultation.state != ConsultationState::Cancelled;
        let before = given.iter().filter(|given| deciding && given.precedes(consultation, row.starts_at));
        let word = consultation.result_word.as_deref().filter(|word| !word.is_empty());
        let result = match (word, consultation.state) {
            (Some(word), _) if consultation.is_unmapped() => format!("{word} ({})", say("consultation_unmapped")),
            (Some(word), _) => wording.council.result_label(word, wording.language).to_owned(),
            (None, ConsultationState::Cancelled) => say("paper_consultation_cancelled"),
            (None, _) => say("paper_consultation_open"),
        };
        ConsultationRow {
            id: consultation.id.to_string(),
            body: row.body.clone(),
            role: wording.role(&consultation.role, row.treatment),
            sitting: consultation
                .meeting_id
                .map(|meeting| format!("/{}/meetings/{meeting}", wording.council.slug))
                .unwrap_or_default(),
            item: row.item.clone().unwrap_or_default(),
            paragraph: wording
                .paragraph(row.paragraph)
                .map(|label| Named { label, href: extract(wording, consultation) }),
            date: match row.starts_at {
                Some(at) => wording.day(at.day(wording.council.timezone)),
                // Only in words, while there is no sitting: "4. Quartal".
                None => consultation.planned_for.clone(),
            },
            place: row.place.clone().unwrap_or_default(),
            result,
            open: word.is_none(),
            tone: match (word, consultation.result_class) {
                (Some(_), Some(ResultClass::Defer)) => "warn",
                (Some(_), _) => "info",
                (None, _) => "neutral",
            },
            note: consultation.note.clone(),
            advice: before.map(|before| advice::told(wording, before)).collect(),
        }
    };
    rows().map(row).collect()
}

/// The address of the extract of the minutes on a consultation; empty for one that not everybody may open.
fn extract(wording: &Wording<'_>, consultation: &crate::consultations::Consultation) -> String {
    let place = consultation.meeting_id.zip(consultation.agenda_item_id);
    let place = place.filter(|_| consultation.circle == Circle::Public);
    place.map_or_else(String::new, |(meeting, item)| {
        format!("/{}/meetings/{meeting}/items/{item}/extract", wording.council.slug)
    })
}

fn questions(wording: &Wording<'_>, dossier: &Dossier) -> Vec<QuestionRow> {
    let named = |reference: &Option<String>| {
        let reference = reference.as_ref().filter(|_| dossier.paper.reference != *reference)?;
        let answer = dossier.family.iter().find(|relative| relative.paper.reference.as_ref() == Some(reference))?;
        Some(Named { label: reference.clone(), href: path(wording.council, &answer.paper.path_segment()) })
    };
    dossier
        .questions
        .iter()
        .map(|asked| QuestionRow {
            number: asked.question.number,
            further: asked.question.round > 1,
            text: asked.question.content.clone(),
            answers: asked
                .answers
                .iter()
                .map(|(answer, reference)| AnswerRow {
                    text: answer.content.clone(),
                    refusal: answer.refusal.clone(),
                    by: named(reference),
                })
                .collect(),
        })
        .collect()
}

fn history(wording: &Wording<'_>, dossier: &Dossier) -> Vec<HistoryRow> {
    let last = dossier.history.len().saturating_sub(1);
    let row = |(at, event): (usize, &crate::events::Event)| {
        let mut told = wording.event(event);
        if at < last {
            // What was to come next then has come, or something else has: only the last one looks ahead.
            told.next = None;
        }
        let deferred = event.detail.as_ref().is_some_and(|detail| detail.class == Some(ResultClass::Defer));
        HistoryRow { told, class: if deferred || event.action == "overdue" { "deferred" } else { "done" } }
    };
    dossier.history.iter().enumerate().map(row).collect()
}

/// Who signed. Who was asked and has not signed is shown only while the text is at its authors.
fn signatures(wording: &Wording<'_>, dossier: &Dossier) -> Vec<SignatureRow> {
    let open = matches!(dossier.paper.entry, EntryState::Draft | EntryState::Cosigning | EntryState::Returned);
    dossier
        .signatures
        .iter()
        .filter(|signature| open || signature.signed_at.is_some())
        .map(|signature| SignatureRow {
            name: signature.name.clone(),
            signed: signature.signed_at.map(|at| wording.moment(at)).unwrap_or_default(),
        })
        .collect()
}

fn facts_inside(wording: &Wording<'_>, dossier: &Dossier) -> Vec<Fact> {
    let say = |key: &str| wording.words.say(wording.language, key, &[]);
    let fact = |key, value: String| Fact { label: say(key), value };
    let paper = &dossier.paper;
    let mut facts =
        vec![fact("paper_state", say(&format!("state_{}", paper.entry))), fact("paper_author", dossier.author.clone())];
    if let Some(responsible) = &dossier.responsible {
        facts.push(fact("paper_responsible", responsible.clone()));
    } else if paper.status == Status::InProgress {
        facts.push(fact("paper_responsible", say("paper_responsible_nobody")));
    }
    if paper.circle != Circle::Public {
        facts.push(fact("paper_circle", say(&format!("circle_{}", paper.circle))));
    }
    for part in &dossier.parts {
        let (number, department) = (part.number.to_string(), part.department.as_str());
        let key = if part.contributed_at.is_some() { "also_part_ready" } else { "also_part_open" };
        let args = [("number", number.as_str()), ("department", department)];
        facts.push(fact("also_part", wording.words.say(wording.language, key, &args)));
    }
    if paper.text_version > 0 {
        facts.push(fact("paper_text_version", paper.text_version.to_string()));
    }
    facts
}
