//! How papers begin: on their own, or below another one in whatever relation its kind has to it.
use super::decide::{not_now, not_yours, wording_fixed};
use super::drafting::{NewPaper, record_creation, type_in};
use super::facts::Case;
use super::input::{Input, Shape};
use super::lineage::{self, Link};
use super::{Extra, Paper, asker, parts, store, takeover};
use crate::app::Tx;
use crate::council::{Council, Kind, Step};
use crate::db::types::{OrganizationId, PaperId};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::organizations::store::Organization;
use crate::organizations::{self, OrganizationKind};
use crate::people::{Actor, Role};
use crate::procedure::{Action, EntryState, EntryStyle, Guard, Relation, entry};
use crate::visibility::Circle;

/// Makes a draft and returns its id.
///
/// # Errors
/// Refused when the kind does not exist or cannot be drafted so; forbidden when the actor acts for nobody who may.
pub fn create(tx: &mut Tx<'_>, council: &Council, new: &NewPaper) -> Result<PaperId> {
    let kind = council.kind(&new.kind).ok_or_else(|| {
        let known: Vec<_> = council.kinds.keys().map(String::as_str).collect();
        Error::refused(Message::new("paper_kind_unknown").on("kind").with("kinds", known.join(", ")))
    })?;
    let input = new.input().checked(Action::Edit, Shape::from(kind))?;
    if let Some(parent) = new.parent.as_deref().filter(|parent| !parent.is_empty()) {
        let parent = store::find(tx, &council.slug, parent)?;
        return below(tx, council, parent, None, Some(&new.kind), new.organization.as_deref(), &input);
    }
    if !kind.stands_alone() {
        return Err(Error::refused(Message::new("paper_parent_needed").on("parent")));
    }
    if new.organization.as_deref() == Some(takeover::OWN_NAME) {
        return in_own_name(tx, council, &new.kind, kind, &input);
    }
    let (author, submitter) = author(tx, council, kind, new.organization.as_deref())?;
    let mut paper = blank(tx, council, &new.kind, kind, &author, submitter.as_ref());
    store::insert(tx, &paper)?;
    type_in(tx, kind, &mut paper, &[], &input)?;
    asker::show(council, kind, &mut paper);
    record_creation(tx, council, paper, &author.name)
}

/// Makes a draft that a councillor files in the own name: written below the roof of the faction, signed from the start.
fn in_own_name(tx: &mut Tx<'_>, council: &Council, code: &str, kind: &Kind, input: &Input) -> Result<PaperId> {
    let edit = kind.actions.get(&Action::Edit).ok_or(Error::NotFound)?;
    if kind.entry != EntryStyle::Filed || !edit.by.contains(&Role::Member) {
        return Err(not_yours(&edit.by));
    }
    let (person, name, faction) = takeover::member(tx, council)?;
    let mut paper = blank(tx, council, code, kind, &faction, None);
    paper.submitter.clone_from(&name);
    store::insert(tx, &paper)?;
    takeover::sign(tx, &paper, person)?;
    type_in(tx, kind, &mut paper, &[], input)?;
    record_creation(tx, council, paper, &name)
}

/// The kinds of paper that this actor may begin below the paper now, answers aside.
pub fn kinds<'a>(council: &Council, kind: &'a Kind, case: &Case, actor: &Actor) -> Vec<&'a str> {
    let may = |code: &&str| {
        council.kind(code).is_some_and(|child| !child.answers() && may_begin(council, case, child, actor).is_ok())
    };
    kind.children.iter().map(String::as_str).filter(may).collect()
}

/// Whether this actor may begin a paper of the kind `child` below the paper, now.
fn may_begin(council: &Council, case: &Case, child: &Kind, actor: &Actor) -> Result<()> {
    let edit = child.actions.get(&Action::Edit).ok_or(Error::NotFound)?;
    let may = match (child.entry, child.relation) {
        // A new version is its author's to write.
        (EntryStyle::Filed, Some(Relation::Replaces)) => {
            !edit.by.is_disjoint(&case.standing(actor, None, Action::Edit))
        }
        (EntryStyle::Filed, _) => edit.by.iter().any(|role| actor.has(&council.slug, *role)),
        (EntryStyle::Issued, _) => issuer(case, edit, actor).is_some(),
    };
    if !may {
        return Err(not_yours(&edit.by));
    }
    if edit.guards.contains(&Guard::ParentOpen) && !case.paper.is_undecided() {
        return Err(Error::refused(Message::new("guard_parent_open")));
    }
    Ok(())
}

/// The department in whose name this actor may write a paper of the administration below the paper: the responsible
/// one, or the one that wrote the paper.
fn issuer(case: &Case, edit: &Step, actor: &Actor) -> Option<OrganizationId> {
    let acts = |organization: &OrganizationId| {
        actor.grants.iter().any(|grant| grant.organization == *organization && edit.by.contains(&grant.role))
    };
    case.paper.responsible_id.filter(acts).or_else(|| Some(case.paper.author_id).filter(acts))
}

/// Makes a draft below `parent`: an answer to it, or a paper of the kind `code`. `version` is the parent's as it was
/// seen.
///
/// # Errors
/// As `act::perform` on the parent; refused when its kind has no such child.
pub fn below(
    tx: &mut Tx<'_>,
    council: &Council,
    parent: Paper,
    version: Option<i32>,
    code: Option<&str>,
    organization: Option<&str>,
    input: &Input,
) -> Result<PaperId> {
    store::lock_family(tx, parent.root_id)?;
    let case = Case::load(tx, council, parent)?;
    if !case.is_seen_by(tx.actor) {
        return Err(Error::NotFound);
    }
    let kind = council.kind(&case.paper.kind).ok_or(Error::NotFound)?;
    let changes = |code: &str| {
        let relation = council.kind(code).and_then(|child| child.relation);
        matches!(relation, Some(Relation::Amends | Relation::Replaces))
    };
    if kind.wording_fixed && code.is_some_and(changes) {
        return Err(Error::refused(wording_fixed(council, &case).on("kind")));
    }
    let no_child = || Error::refused(Message::new("paper_kind_no_child").on("kind"));
    let answers = |code: &str| council.kind(code).is_some_and(|kind| kind.answers());
    let code = match code {
        Some(code) => kind.children.get(code).map(String::as_str),
        None => kind.children.iter().map(String::as_str).find(|code| answers(code)),
    };
    let action = if code.is_some_and(answers) { Action::DraftAnswer } else { Action::DraftChild };
    match case.decide(council, kind, tx.actor, action, None) {
        Ok(_) => {}
        Err(entry::Refusal::Unknown) => return Err(no_child()),
        Err(entry::Refusal::NotYours(by)) => return Err(not_yours(&by)),
        Err(_) if version.is_some_and(|version| version != case.paper.version) => return Err(Error::Stale),
        Err(entry::Refusal::NotNow(state)) => return Err(not_now(state)),
        Err(entry::Refusal::Unmet(messages)) => return Err(Error::Refused(messages)),
    }
    let code = code.ok_or_else(no_child)?;
    let child = council.kind(code).ok_or_else(no_child)?;
    if action == Action::DraftChild {
        may_begin(council, &case, child, tx.actor)?;
    }
    let (author, submitter) = names(tx, council, &case, child, organization)?;
    let mut paper = blank(tx, council, code, child, &author, submitter.as_ref());
    hang(tx, &mut paper, &case.paper)?;
    begin_with(&mut paper, &case, child);
    store::insert(tx, &paper)?;
    if child.points && matches!(child.relation, Some(Relation::Replaces | Relation::Amends)) {
        let points: Vec<_> = case.points.iter().map(|point| point.content.clone()).collect();
        store::replace_points(tx, paper.id, &points)?;
    }
    if child.answers() {
        let questions = store::questions_answered_by(tx, &paper, case.paper.id)?;
        type_in(tx, child, &mut paper, &questions, input)?;
        let draft = Case::load(tx, council, paper.clone())?;
        parts::inherit(tx, &draft)?;
    } else {
        type_in(tx, child, &mut paper, &[], input)?;
    }
    record_creation(tx, council, paper, &author.name)
}

/// In whose name a paper below another is written.
fn names(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    child: &Kind,
    organization: Option<&str>,
) -> Result<(Organization, Option<Organization>)> {
    match (child.entry, child.relation) {
        (EntryStyle::Filed, Some(Relation::Replaces)) => {
            let author = organizations::store::get(tx, case.paper.author_id)?;
            let submitter = case.paper.submitter_id.map(|id| organizations::store::get(tx, id)).transpose()?;
            Ok((author, submitter))
        }
        (EntryStyle::Filed, _) => author(tx, council, child, organization),
        (EntryStyle::Issued, _) => {
            let edit = child.actions.get(&Action::Edit).ok_or(Error::NotFound)?;
            let department = issuer(case, edit, tx.actor).or(case.paper.responsible_id);
            let department = department.ok_or_else(|| Error::refused(Message::new("guard_assigned")))?;
            Ok((organizations::store::get(tx, department)?, None))
        }
    }
}

/// Hangs a paper below another.
///
/// # Errors
/// Refused when that would close a circle: lineage is a tree.
pub fn hang(tx: &mut Tx<'_>, paper: &mut Paper, parent: &Paper) -> Result<()> {
    let family = store::family(tx, parent.root_id)?;
    let links: Vec<_> = family.iter().map(|(paper, _)| Link { id: paper.id, parent: paper.parent_id }).collect();
    if lineage::would_circle(&links, paper.id, parent.id) {
        return Err(Error::refused(Message::new("paper_would_circle").on("parent")));
    }
    paper.root_id = parent.root_id;
    paper.parent_id = Some(parent.id);
    Ok(())
}

/// What a paper below another begins with.
fn begin_with(paper: &mut Paper, case: &Case, child: &Kind) {
    let parent = &case.paper;
    paper.title.clone_from(&parent.title);
    // Nothing is wider open than what it hangs on.
    paper.confidential = parent.confidential;
    match child.relation {
        Some(Relation::Replaces) => {
            paper.occasion.clone_from(&parent.occasion);
            paper.facts.clone_from(&parent.facts);
            paper.responsible_id = parent.responsible_id;
            paper.extra.target_version = Some(parent.text_version);
            let own = |key: &String| child.fields.contains_key(key);
            let values = parent.extra.values.iter().filter(|(key, _)| own(key));
            paper.extra.values = values.map(|(key, value)| (key.clone(), value.clone())).collect();
        }
        Some(Relation::Amends) => {
            paper.responsible_id = parent.responsible_id;
            paper.extra.target_version = Some(parent.text_version);
        }
        _ => {}
    }
}

/// In whose name the actor drafts: the author organisation, and the one that is shown as submitter.
fn author(
    tx: &mut Tx<'_>,
    council: &Council,
    kind: &Kind,
    wanted: Option<&str>,
) -> Result<(Organization, Option<Organization>)> {
    let edit = kind.actions.get(&Action::Edit).ok_or(Error::NotFound)?;
    let mut ids: Vec<OrganizationId> = tx
        .actor
        .grants
        .iter()
        .filter(|grant| grant.council == council.slug && edit.by.contains(&grant.role))
        .map(|grant| grant.organization)
        .collect();
    ids.sort();
    ids.dedup();
    let today = tx.now.day(council.timezone);
    let mut own = organizations::store::several(tx, &ids)?;
    own.retain(|organization| writes(kind.entry, organization.kind) && organization.is_current(today));
    // Who works for a faction and for its office files in the office's name.
    let offices: Vec<_> = own.iter().filter_map(|organization| organization.parent_id).collect();
    own.retain(|organization| {
        kind.entry == EntryStyle::Issued
            || !offices.contains(&organization.id)
            || wanted.is_some_and(|wanted| wanted == organization.key)
    });
    if let Some(wanted) = wanted.filter(|wanted| !wanted.is_empty()) {
        own.retain(|organization| organization.key == wanted || organization.id.to_string() == wanted);
    }
    match own.as_slice() {
        [] => Err(not_yours(&edit.by)),
        [author] if kind.entry == EntryStyle::Issued => Ok((author.clone(), None)),
        [author] => {
            let parent = author.parent_id.filter(|_| author.kind == OrganizationKind::FactionOffice);
            let submitter = match parent {
                Some(faction) => organizations::store::get(tx, faction)?,
                None => author.clone(),
            };
            Ok((author.clone(), Some(submitter)))
        }
        several => {
            let keys: Vec<_> = several.iter().map(|organization| organization.key.as_str()).collect();
            Err(Error::refused(Message::new("organization_needed").on("organization").with("keys", keys.join(", "))))
        }
    }
}

/// Whether papers of this style are written in the name of organisations of this kind. A councillor's seat in the
/// plenary is no one's name to file in; the faction's is, and a district's or an advisory board's.
pub const fn writes(style: EntryStyle, kind: OrganizationKind) -> bool {
    match style {
        EntryStyle::Filed => matches!(
            kind,
            OrganizationKind::Faction
                | OrganizationKind::FactionOffice
                | OrganizationKind::District
                | OrganizationKind::AdvisoryBoard
                // For inhabitants, who ask and petition through it.
                | OrganizationKind::CouncilOffice
        ),
        EntryStyle::Issued => matches!(kind, OrganizationKind::Department | OrganizationKind::Executive),
    }
}

/// A draft without anything in it.
fn blank(
    tx: &Tx<'_>,
    council: &Council,
    code: &str,
    kind: &Kind,
    author: &Organization,
    submitter: Option<&Organization>,
) -> Paper {
    let id = PaperId::new();
    Paper {
        id,
        council: council.slug.clone(),
        kind: code.to_owned(),
        entry: EntryState::Draft,
        reference: None,
        slug: None,
        term: None,
        root_id: id,
        parent_id: None,
        parent_reference: None,
        family_seq: None,
        title: String::new(),
        folded: String::new(),
        occasion: String::new(),
        facts: String::new(),
        submitter: submitter.unwrap_or(author).name.clone(),
        submitter_id: submitter.map(|submitter| submitter.id),
        author_id: author.id,
        responsible_id: (kind.entry == EntryStyle::Issued).then_some(author.id),
        confidential: false,
        circle: Circle::Author,
        status: crate::procedure::Status::Preparing,
        version: 1,
        text_version: 0,
        last_event: 0,
        created_by: tx.actor.account,
        created_at: tx.now,
        updated_at: tx.now,
        submitted_on: None,
        admitted_on: None,
        issued_on: None,
        extra: Extra::default(),
    }
}
