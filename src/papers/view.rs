//! What pages and the API show of a paper: everything of one moment, and of it only what the viewer may see.
use super::kept::Kept;
use super::lineage::{self, Link, Node};
use super::reserved;
pub use super::seen::is_seen;
use super::signatories::Signatories;
use super::store::Origin;
use super::{Answer, Others, Paper, Part, Point, Question, Signature, asker, own, store};
use crate::clocks::{self, Clock, Extension};
use crate::consultations;
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{Moment, OrganizationId, PaperId};
use crate::error::{Error, Result};
use crate::events::{self, Event};
use crate::files;
use crate::files::thing::Thing;
use crate::files::view::Listed;
use crate::orders::force::{self, store::Standing};
use crate::organizations;
use crate::people::Actor;
use crate::procedure::{Action, ConsultationState, EntryState, Relation};
use crate::visibility::{Circle, Scope};
use crate::vocabulary::Sealed;
use std::collections::BTreeMap;

/// A member of the family, as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Relative {
    pub paper: Paper,
    /// Name of the author organisation.
    pub author: String,
    pub node: Node,
    /// The source and the licence of one that was brought in from elsewhere.
    pub origin: Option<(String, String)>,
}

/// A clock with what happened to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Clocked {
    pub clock: Clock,
    pub extensions: Vec<Extension>,
}

/// One question with what was answered to it, and by which paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub question: Question,
    /// The answer and the number of the answering paper; on a draft answer its own.
    pub answers: Vec<(Answer, Option<String>)>,
}

/// A paper with all that belongs on its page.
#[derive(Debug, Clone)]
pub struct Dossier {
    pub paper: Paper,
    pub author: String,
    pub responsible: Option<String>,
    /// The departments that are named to take part.
    pub involved: Vec<String>,
    /// The paper above, when the viewer may see it.
    pub parent: Option<Paper>,
    pub questions: Vec<Asked>,
    pub points: Vec<Point>,
    /// The frozen texts that the viewer may read.
    pub versions: Vec<Version>,
    /// For a new version and an amendment: the text that it changes.
    pub earlier: Option<String>,
    pub consultations: Vec<consultations::Row>,
    /// Of a new version: what was still ahead of the paper above when its text changed, and goes on with the new one.
    pub remaining: Vec<consultations::Row>,
    pub clocks: Vec<Clocked>,
    /// How the decisions on it that the viewer may see stand on their way to legal force.
    pub standing: Vec<Standing>,
    /// The Stammbaum in reading order, without what is hidden.
    pub family: Vec<Relative>,
    /// The numbers of the family that no paper bears that the viewer sees.
    pub kept: Vec<Kept>,
    pub signatures: Vec<Signature>,
    /// Its files, without what is hidden.
    pub files: Vec<Listed>,
    /// The history, oldest first, without what is hidden.
    pub history: Vec<Event>,
    /// Whether the viewer is of the administration that deals with it.
    pub inside: bool,
    /// Which questions other departments answer; for the administration alone.
    pub parts: Vec<Part>,
    /// The numbers that it had before, or elsewhere.
    pub former: Vec<String>,
    /// Where it came from, for a paper that was brought in from elsewhere.
    pub origin: Option<Origin>,
}

impl Dossier {
    /// Who signed it.
    pub fn signatories(&self) -> Option<Signatories> {
        Signatories::among(&self.signatures)
    }
}

/// The paper of this name (slug, number or id) for this viewer.
///
/// # Errors
/// `NotFound` when there is none or the viewer may not see it: the two cannot be told apart.
pub fn find(db: &mut Db, council: &Council, viewer: Option<&Actor>, name: &str) -> Result<(Paper, Scope)> {
    let paper = store::find(db, &council.slug, name)?;
    let scope = Scope::of(viewer, &council.slug);
    if is_seen(db, &scope, &paper)? { Ok((paper, scope)) } else { Err(Error::NotFound) }
}

/// Whether the private fields of a paper are this viewer's to see: of the roles that the council file names, and of those
/// who write the paper.
fn may_see_private(council: &Council, scope: &Scope, paper: &Paper) -> bool {
    let mine = |id: OrganizationId| scope.organizations.contains(&id);
    let edit = council.kind(&paper.kind).and_then(|kind| kind.actions.get(&Action::Edit));
    let writes = edit.is_some_and(|edit| !edit.by.is_disjoint(&scope.roles));
    !council.privacy.private_fields.is_disjoint(&scope.roles)
        || (writes && (mine(paper.author_id) || paper.submitter_id.is_some_and(mine)))
}

/// The paper with everything that its page shows, for this viewer.
pub fn dossier(db: &mut Db, council: &Council, viewer: Option<&Actor>, name: &str) -> Result<Dossier> {
    let (paper, scope) = find(db, council, viewer, name)?;
    dossier_of(db, council, &scope, paper)
}

/// As `dossier`, for a paper that this scope was found to see.
pub fn dossier_of(db: &mut Db, council: &Council, scope: &Scope, paper: Paper) -> Result<Dossier> {
    let answering = council.kind(&paper.kind).is_some_and(|kind| kind.answers());
    let signatures = if council.kind(&paper.kind).is_some_and(|kind| kind.entry == crate::procedure::EntryStyle::Filed)
    {
        store::signatures(db, paper.id)?
    } else {
        Vec::new()
    };
    let others = Others {
        signatories: signatures.iter().map(|signature| signature.person_id).collect(),
        departments: match scope.organizations.is_empty() {
            true => Vec::new(),
            false => store::departments(db, paper.id)?,
        },
        bodies: match sealed(council, &paper) {
            Some(Sealed::Bodies) => consultations::store::bodies(db, paper.id)?,
            Some(Sealed::Council) | None => Vec::new(),
        },
    };
    let family = family(db, scope, paper.root_id)?;
    let parent = paper
        .parent_id
        .and_then(|parent| family.iter().find(|relative| relative.paper.id == parent))
        .map(|relative| relative.paper.clone());
    let author = match family.iter().find(|relative| relative.paper.id == paper.id) {
        Some(own) => own.author.clone(),
        None => organizations::store::get(db, paper.author_id)?.name,
    };
    let responsible = match paper.responsible_id {
        Some(id) if id == paper.author_id => Some(author.clone()),
        Some(id) => Some(organizations::store::get(db, id)?.name),
        None => None,
    };
    let exposure = paper.exposure_to(&others);
    let inside = scope.sees_part(Circle::Administration, &exposure);
    let asking = paper.parent_id.filter(|_| answering).unwrap_or(paper.id);
    let mut history = events::store::of_paper(db, paper.id)?;
    let versions = readable_versions(db, scope, &paper, &history)?;
    let earlier = compared(db, council, scope, &paper, parent.as_ref())?;
    history.retain(|event| scope.sees_part(event.circle, &exposure));
    files::view::forget(db, &mut history)?;
    let thing = Thing::at_hand(council, paper.clone(), others.clone());
    let mut paper = paper;
    let kind = council.kind(&paper.kind);
    if !may_see_private(council, scope, &paper) {
        paper.extra = own::published(kind, &paper.extra);
    }
    let reads_all = reads_whole(council, scope, &paper, &others);
    asker::seal(kind, &mut paper, reads_all);
    let versions = if reads_all { versions } else { Vec::new() };
    let rows = consultations::store::rows(db, paper.id)?;
    Ok(Dossier {
        remaining: if rows.is_empty() { remaining(db, council, &paper, parent.as_ref())? } else { Vec::new() },
        questions: questions(db, scope, &paper, answering)?,
        points: store::points(db, paper.id)?,
        versions,
        earlier,
        consultations: rows,
        clocks: clocks(db, &paper)?,
        standing: force::view::of_paper(db, scope, &paper, &exposure)?,
        files: files::view::of_thing(db, scope, &thing)?,
        author,
        responsible,
        involved: store::named_departments(db, paper.id)?,
        parent,
        kept: kept(db, paper.root_id, &family)?,
        family,
        signatures,
        history,
        parts: if inside { store::parts(db, asking)? } else { Vec::new() },
        inside,
        former: store::aliases(db, paper.id)?,
        // Who files a paper here is known.
        origin: if paper.created_by.is_none() { store::origin(db, paper.id)? } else { None },
        paper,
    })
}

/// The consultations of the paper above that a new version goes on with: those that were still ahead of it when the new
/// version came into business.
fn remaining(db: &mut Db, council: &Council, paper: &Paper, parent: Option<&Paper>) -> Result<Vec<consultations::Row>> {
    let replaces = council.kind(&paper.kind).is_some_and(|kind| kind.relation == Some(Relation::Replaces));
    let in_business = matches!(paper.entry, EntryState::Admitted | EntryState::Issued);
    let Some(parent) = parent.filter(|_| replaces && in_business) else { return Ok(Vec::new()) };
    let came = paper.admitted_on.or(paper.issued_on);
    let mut rows = consultations::store::rows(db, parent.id)?;
    rows.retain(|row| {
        let day = row.starts_at.map(|at| at.day(council.timezone));
        let later = day.zip(came).is_some_and(|(day, came)| day >= came);
        match row.consultation.state {
            ConsultationState::Planned | ConsultationState::Scheduled => true,
            ConsultationState::Concluded => later,
            ConsultationState::Cancelled => false,
        }
    });
    Ok(rows)
}

/// A frozen version of a paper's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub number: i32,
    /// As `compare::Content` reads it.
    pub content: String,
    pub frozen_at: Moment,
}

/// The frozen versions that this scope may read, by number. What was frozen before the paper came into business stays
/// as private as it was then: a text that was sent back and written anew does not become public with the paper.
pub fn versions(db: &mut Db, scope: &Scope, paper: &Paper) -> Result<Vec<Version>> {
    let history = events::store::of_paper(db, paper.id)?;
    readable_versions(db, scope, paper, &history)
}

/// For whom the full text of papers of this kind is kept, if for some only.
pub fn sealed(council: &Council, paper: &Paper) -> Option<Sealed> {
    council.kind(&paper.kind).and_then(|kind| kind.sealed)
}

/// Whether the full text of the paper lies before this scope.
pub fn reads_whole(council: &Council, scope: &Scope, paper: &Paper, others: &Others) -> bool {
    let exposure = paper.exposure_to(others);
    match sealed(council, paper) {
        None => true,
        Some(Sealed::Council) => scope.reads(&exposure, None),
        Some(Sealed::Bodies) => scope.reads(&exposure, Some(&others.bodies)),
    }
}

/// The same, where the full text is open to this scope at all.
pub fn readable(db: &mut Db, council: &Council, scope: &Scope, paper: &Paper) -> Result<Vec<Version>> {
    let others = store::others(db, paper.id)?;
    if !reads_whole(council, scope, paper, &others) {
        return Ok(Vec::new());
    }
    versions(db, scope, paper)
}

fn readable_versions(db: &mut Db, scope: &Scope, paper: &Paper, history: &[Event]) -> Result<Vec<Version>> {
    if paper.text_version == 0 {
        return Ok(Vec::new());
    }
    let mut frozen = BTreeMap::new();
    let (mut latest, mut first_open) = (0, None);
    for event in history {
        if let Some(number) = event.detail.as_ref().and_then(|detail| detail.text_version) {
            frozen.insert(number, event.circle);
            latest = number;
        }
        if matches!(event.action.as_str(), "admit" | "issue") && first_open.is_none() {
            first_open = Some(latest);
        }
    }
    let exposure = paper.exposure(&[]);
    let readable = |number: i32| {
        first_open.is_some_and(|first| number >= first)
            || frozen.get(&number).is_some_and(|circle| scope.sees_part(*circle, &exposure))
    };
    let versions = store::versions(db, paper.id)?.into_iter();
    Ok(versions
        .filter(|(number, ..)| readable(*number))
        .map(|(number, content, frozen_at)| Version { number, content, frozen_at })
        .collect())
}

/// The earlier text that this paper is compared with: for a new version and for an amendment that of the version of the
/// paper above that it names; `None` for other kinds, and where that version is not there.
fn compared(
    db: &mut Db,
    council: &Council,
    scope: &Scope,
    paper: &Paper,
    parent: Option<&Paper>,
) -> Result<Option<String>> {
    let relation = council.kind(&paper.kind).and_then(|kind| kind.relation);
    let (Some(parent), Some(Relation::Replaces | Relation::Amends)) = (parent, relation) else { return Ok(None) };
    let wanted = paper.extra.target_version;
    let versions = versions(db, scope, parent)?;
    Ok(versions.into_iter().find(|version| Some(version.number) == wanted).map(|version| version.content))
}

/// The numbers of a family that no paper of it bears, as far as the viewer sees it.
pub fn kept(db: &mut Db, root: PaperId, family: &[Relative]) -> Result<Vec<Kept>> {
    let seen = family.iter().map(|relative| relative.paper.id).collect();
    Ok(reserved::shown(store::reserved_in_family(db, root)?, &seen))
}

/// The family of a root as far as this scope sees it, in reading order.
pub fn family(db: &mut Db, scope: &Scope, root: PaperId) -> Result<Vec<Relative>> {
    let mut seen = Vec::new();
    for (paper, author) in store::family(db, root)? {
        if is_seen(db, scope, &paper)? {
            seen.push((paper, author));
        }
    }
    let links: Vec<_> = seen.iter().map(|(paper, _)| Link { id: paper.id, parent: paper.parent_id }).collect();
    let order = lineage::reading_order(&links);
    let elsewhere: Vec<_> = seen.iter().filter(|row| row.0.created_by.is_none()).map(|row| row.0.id).collect();
    let mut origins = store::origins(db, &elsewhere)?;
    let mut rows: std::collections::HashMap<_, _> = seen.into_iter().map(|row| (row.0.id, row)).collect();
    let mut relative = |node: Node| {
        let (paper, author) = rows.remove(&node.id)?;
        Some(Relative { origin: origins.remove(&paper.id), paper, author, node })
    };
    Ok(order.into_iter().filter_map(&mut relative).collect())
}

fn questions(db: &mut Db, scope: &Scope, paper: &Paper, answering: bool) -> Result<Vec<Asked>> {
    let questions = match paper.parent_id.filter(|_| answering) {
        Some(parent) => store::questions_answered_by(db, paper, parent)?,
        None => store::questions(db, paper.id)?,
    };
    if questions.is_empty() {
        return Ok(Vec::new());
    }
    let given: Vec<(Answer, Option<String>)> = if answering {
        store::answers(db, paper.id)?.into_iter().map(|answer| (answer, paper.reference.clone())).collect()
    } else {
        let issued = store::issued_answers(db, paper.id)?;
        // An answer has the exposure of its own paper; issued ones are either public or before the council.
        let seen = |circle| scope.sees_part(circle, &crate::visibility::Exposure { circle, ..paper.exposure(&[]) });
        issued.into_iter().filter(|row| seen(row.2)).map(|(answer, number, _)| (answer, number)).collect()
    };
    Ok(questions
        .into_iter()
        .map(|question| {
            let answers = given.iter().filter(|(answer, _)| answer.question_id == question.id && answer.is_given());
            Asked { answers: answers.cloned().collect(), question }
        })
        .collect())
}

fn clocks(db: &mut Db, paper: &Paper) -> Result<Vec<Clocked>> {
    let clocks = clocks::store::of_paper(db, paper.id)?;
    if clocks.is_empty() {
        return Ok(Vec::new());
    }
    let mut extensions = clocks::store::extensions_of_paper(db, paper.id)?;
    Ok(clocks
        .into_iter()
        .map(|clock| {
            let (own, others) = extensions.drain(..).partition(|extension| extension.clock_id == clock.id);
            extensions = others;
            Clocked { clock, extensions: own }
        })
        .collect())
}
