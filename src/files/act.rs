//! What may be done with files. Each change is one transaction with its event; the bytes were written before.
use super::thing::Thing;
use super::{File, store};
use crate::app::Tx;
use crate::council::{Council, MailRow};
use crate::db::Db;
use crate::db::types::{FileId, PaperId, SubjectId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use crate::papers::facts::Case;
use crate::people::{Actor, Role};
use crate::procedure::Action;
use crate::typed;
use crate::visibility::{Circle, Scope};
use crate::vocabulary::{FileAction, FileSubject};
use crate::{consultations, organizations, papers};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A file whose bytes are kept already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Cleaned.
    pub name: String,
    pub media_type: String,
    pub size: u64,
    pub sha256: String,
}

/// What is typed into an action on a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FileInput {
    /// The version of the file that the action was chosen on.
    pub version: Option<i32>,
    pub reason: Option<String>,
}

/// An action on a file, as it is offered to somebody whose action it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOffer {
    pub action: FileAction,
    /// Why it cannot be taken now; empty when it can.
    pub refused: Vec<Message>,
    pub needs_reason: bool,
}

/// Who adds files to this thing now.
fn attachers(council: &Council, thing: &Thing) -> BTreeSet<Role> {
    let kind = thing.paper.as_ref().and_then(|paper| council.kind(&paper.kind));
    match kind.and_then(|kind| kind.actions.get(&Action::Edit)).filter(|_| thing.draft) {
        Some(edit) => edit.by.clone(),
        None => council.files.attachers(thing.kind),
    }
}

/// Whether this actor may add files to the thing now: asked before the first byte is read, and again when they are there.
///
/// # Errors
/// `NotFound` for what the actor may not see, `Forbidden` for what is not the actor's to do, `Refused` when it is over.
pub fn may_attach(council: &Council, thing: &Thing, actor: &Actor) -> Result<()> {
    if !thing.shows(&Scope::of(Some(actor), &council.slug), Circle::Public) {
        return Err(Error::NotFound);
    }
    let by = attachers(council, thing);
    if by.is_disjoint(&thing.standing(actor, &council.slug)) {
        return Err(papers::act::not_yours(&by));
    }
    if thing.ended {
        return Err(Error::refused(Message::new("file_thing_ended").on("files")));
    }
    Ok(())
}

/// Attaches files whose bytes are kept. Not `public`: they lie before the council at most.
pub fn attach(
    tx: &mut Tx<'_>,
    council: &Council,
    (kind, id): (FileSubject, SubjectId),
    public: bool,
    new: &[NewFile],
    max_total: u64,
) -> Result<Vec<FileId>> {
    let thing = locked(tx, council, kind, id)?;
    may_attach(council, &thing, tx.actor)?;
    waits(tx, council, &thing)?;
    room(tx, &thing, new, max_total)?;
    let mut position = store::last_position(tx, kind, id)?;
    let names: Vec<String> = new.iter().map(|new| new.name.clone()).collect();
    let last = position.saturating_add(i32::try_from(new.len()).unwrap_or(i32::MAX));
    let mut ids = Vec::new();
    for new in new {
        position += 1;
        let circle = if public { Circle::Public } else { Circle::Council };
        let file = blank(tx, council, &thing, new, circle, position)?;
        store::insert(tx, &file)?;
        // Who is told of several is told once, with the last of them.
        let others = (position == last).then(|| names.iter().filter(|name| **name != file.name).cloned().collect());
        record(tx, council, &thing, &file, ("file-added", file.circle), (None, others))?;
        ids.push(file.id);
    }
    Ok(ids)
}

/// Nothing comes to a paper that a body had wait as it is. Withdrawing a file stays possible: what must not be read must go.
fn waits(tx: &mut Tx<'_>, council: &Council, thing: &Thing) -> Result<()> {
    match &thing.paper {
        Some(paper) => consultations::lock::check(tx, council, paper.id),
        None => Ok(()),
    }
}

/// Puts another content in the place of a file; the old one stays as an earlier version.
pub fn replace(
    tx: &mut Tx<'_>,
    council: &Council,
    id: FileId,
    input: &FileInput,
    new: &NewFile,
    max_total: u64,
) -> Result<FileId> {
    let (mut old, thing) = allowed(tx, council, id, FileAction::Replace, input)?;
    waits(tx, council, &thing)?;
    room(tx, &thing, std::slice::from_ref(new), max_total)?;
    let reason = reason(input)?;
    let mut file = blank(tx, council, &thing, new, old.circle, old.position)?;
    file.revision = old.revision + 1;
    file.replaces_id = Some(old.id);
    old.replaced_at = Some(tx.now);
    old.opening_by = None;
    old.opening_reason.clear();
    store::save(tx, &mut old)?;
    store::insert(tx, &file)?;
    record(tx, council, &thing, &file, ("file-replaced", file.circle), (Some(reason), Some(Vec::new())))?;
    Ok(file.id)
}

/// Does any other action on a file.
///
/// # Errors
/// `NotFound` for what the actor may not see; `Forbidden` for what is not the actor's to do; `Stale` when `version` is
/// not the current one; `Refused` with the reason.
pub fn perform(tx: &mut Tx<'_>, council: &Council, id: FileId, action: FileAction, input: &FileInput) -> Result<()> {
    let (mut file, thing) = allowed(tx, council, id, action, input)?;
    let reason = reason(input)?;
    if needs_reason(&thing, action) && reason.is_empty() {
        return Err(Error::refused(Message::new("guard_reason").on("reason")));
    }
    // Before whom it lay, or lies from now on: whoever saw the file sees what became of it.
    let (word, circle) = match action {
        FileAction::Replace => return Err(Error::refused(Message::new("file_needs_content").on("files"))),
        FileAction::Withdraw => {
            for mut version in with_versions(tx, &file)? {
                version.withdrawn_at = Some(tx.now);
                version.withdrawn_reason.clone_from(&reason);
                version.opening_by = None;
                store::save(tx, &mut version)?;
            }
            ("file-withdrawn", file.circle)
        }
        FileAction::Restrict => {
            for mut version in with_versions(tx, &file)?.into_iter().filter(|version| version.circle > Circle::Council)
            {
                version.circle = Circle::Council;
                store::save(tx, &mut version)?;
            }
            ("file-restricted", file.circle)
        }
        // Nobody but its authors has seen a draft: nothing is opened to anybody yet.
        FileAction::Open if thing.draft => {
            file.circle = Circle::Public;
            store::save(tx, &mut file)?;
            ("file-opened", file.circle)
        }
        FileAction::Open => {
            file.opening_by = Some(tx.actor.account.ok_or(Error::SignIn)?);
            file.opening_reason.clone_from(&reason);
            store::save(tx, &mut file)?;
            ("file-opening", Circle::Office)
        }
        FileAction::Confirm => {
            file.circle = Circle::Public;
            file.opening_by = None;
            store::save(tx, &mut file)?;
            ("file-opened", file.circle)
        }
        FileAction::Decline => {
            file.opening_by = None;
            file.opening_reason.clear();
            store::save(tx, &mut file)?;
            ("file-declined", Circle::Office)
        }
    };
    record(tx, council, &thing, &file, (word, circle), (Some(reason), None))
}

/// The actions on a file that are this actor's.
pub fn offers(council: &Council, thing: &Thing, file: &File, actor: &Actor) -> Vec<FileOffer> {
    let standing = thing.standing(actor, &council.slug);
    let mine = |action: &&FileAction| !by(council, thing, **action).is_disjoint(&standing);
    FileAction::ALL
        .iter()
        .filter(mine)
        .map(|&action| FileOffer {
            action,
            refused: not_now(thing, file, actor, action).into_iter().collect(),
            needs_reason: needs_reason(thing, action),
        })
        .collect()
}

/// Whose action it is.
fn by(council: &Council, thing: &Thing, action: FileAction) -> BTreeSet<Role> {
    match action {
        FileAction::Open | FileAction::Confirm | FileAction::Decline if !thing.draft => council.files.open.clone(),
        _ => attachers(council, thing),
    }
}

/// What business with others was done with needs a reason; a draft is nobody else's business.
const fn needs_reason(thing: &Thing, action: FileAction) -> bool {
    !thing.draft && matches!(action, FileAction::Withdraw | FileAction::Restrict | FileAction::Open)
}

/// Why an action makes no sense on the file as it stands.
fn not_now(thing: &Thing, file: &File, actor: &Actor, action: FileAction) -> Option<Message> {
    let key = match action {
        _ if thing.ended && action != FileAction::Withdraw && action != FileAction::Restrict => "file_thing_ended",
        FileAction::Replace if file.replaced_at.is_some() => "file_replaced_already",
        FileAction::Restrict if file.circle <= Circle::Council => "file_restricted_already",
        FileAction::Open if file.circle == Circle::Public => "file_open_already",
        FileAction::Open if file.opening_by.is_some() => "file_opening_already",
        FileAction::Confirm | FileAction::Decline if file.opening_by.is_none() => "file_opening_none",
        FileAction::Confirm if file.opening_by == actor.account => "file_second_person",
        _ => return None,
    };
    Some(Message::new(key))
}

/// The file and its thing, when this action may be taken on it now.
fn allowed(
    tx: &mut Tx<'_>,
    council: &Council,
    id: FileId,
    action: FileAction,
    input: &FileInput,
) -> Result<(File, Thing)> {
    let found = store::get(tx, &council.slug, id)?;
    let thing = locked(tx, council, found.subject_kind, found.subject_id)?;
    let file = store::get(tx, &council.slug, id)?;
    let scope = Scope::of(Some(tx.actor), &council.slug);
    if file.withdrawn_at.is_some() || !thing.shows(&scope, file.circle) {
        return Err(Error::NotFound);
    }
    let by = by(council, &thing, action);
    if by.is_disjoint(&thing.standing(tx.actor, &council.slug)) {
        return Err(papers::act::not_yours(&by));
    }
    match input.version {
        Some(version) if version == file.version => {}
        Some(_) => return Err(Error::Stale),
        None => return Err(Error::refused(Message::new("input_required").on("version").with("field", "version"))),
    }
    match not_now(&thing, &file, tx.actor, action) {
        Some(why) => Err(Error::refused(why)),
        None => Ok((file, thing)),
    }
}

/// The thing; of a paper its whole family is locked, so that nothing else happens to it meanwhile.
fn locked(tx: &mut Tx<'_>, council: &Council, kind: FileSubject, id: SubjectId) -> Result<Thing> {
    if kind == FileSubject::Paper {
        let paper = papers::store::get(tx, PaperId::from(id.uuid()))?;
        papers::store::lock_family(tx, paper.root_id)?;
    }
    Thing::load(tx, council, kind, id)
}

/// Whether there is room for these files, and none of them hangs there already.
fn room(db: &mut Db, thing: &Thing, new: &[NewFile], max_total: u64) -> Result<()> {
    let there = store::of(db, thing.kind, &[thing.id])?;
    let kept: u64 = there.iter().map(|file| u64::try_from(file.size).unwrap_or(0)).sum();
    let total = new.iter().fold(kept, |sum, file| sum.saturating_add(file.size));
    if total > max_total {
        let mib = max_total / 1024 / 1024;
        return Err(Error::refused(Message::new("file_total_too_large").on("files").with("mib", mib)));
    }
    let is_there = |new: &NewFile| {
        there.iter().any(|file| file.replaced_at.is_none() && file.sha256 == new.sha256 && file.name == new.name)
    };
    match new.iter().find(|new| is_there(new)) {
        Some(twice) => Err(Error::refused(Message::new("file_there_already").on("files").with("name", &twice.name))),
        None => Ok(()),
    }
}

fn blank(tx: &Tx<'_>, council: &Council, thing: &Thing, new: &NewFile, circle: Circle, position: i32) -> Result<File> {
    // What comes to something behind closed doors stays there until two people open it.
    let circle =
        if thing.sealed.is_some() || (thing.closed && !thing.draft) { circle.min(Circle::Council) } else { circle };
    Ok(File {
        id: FileId::new(),
        council: council.slug.clone(),
        subject_kind: thing.kind,
        subject_id: thing.id,
        paper_id: thing.paper.as_ref().map(|paper| paper.id),
        meeting_id: thing.meeting_id(),
        name: new.name.clone(),
        media_type: new.media_type.clone(),
        size: i64::try_from(new.size).map_err(|e| Error::Internal(e.into()))?,
        sha256: new.sha256.clone(),
        circle,
        position,
        revision: 1,
        replaces_id: None,
        replaced_at: None,
        uploaded_by: tx.actor.account,
        uploaded_at: tx.now,
        late: thing.late,
        opening_by: None,
        opening_reason: String::new(),
        withdrawn_at: None,
        withdrawn_reason: String::new(),
        version: 1,
    })
}

/// The file, and when it is the newest version of itself, all its earlier ones.
fn with_versions(db: &mut Db, file: &File) -> Result<Vec<File>> {
    let mut versions = vec![file.clone()];
    if file.replaced_at.is_none() {
        let others = store::of(db, file.subject_kind, &[file.subject_id])?;
        versions.extend(others.into_iter().filter(|other| other.position == file.position && other.id != file.id));
    }
    Ok(versions)
}

fn reason(input: &FileInput) -> Result<String> {
    typed::prose("reason", input.reason.as_deref().unwrap_or_default()).map_err(Error::refused)
}

/// Appends the event of a change. On a paper it carries the hash of its text, which covers its files. New content of a
/// paper that lies on a published agenda is told, with the `others` that came together with it.
fn record(
    tx: &mut Tx<'_>,
    council: &Council,
    thing: &Thing,
    file: &File,
    (word, circle): (&str, Circle),
    (reason, others): (Option<String>, Option<Vec<String>>),
) -> Result<()> {
    // A name can tell what the text of a paper says that is kept for some.
    let circle = match thing.effective(circle) {
        kept if thing.keeps(kept) => kept.min(Circle::Office),
        circle => circle,
    };
    let (by, in_stead) = acting_for(tx, council, thing)?;
    let mut detail = Detail {
        by,
        in_stead,
        file: Some(file.name.clone()),
        sha256: Some(file.sha256.clone()),
        reason: reason.filter(|reason| !reason.is_empty()),
        ..Detail::default()
    };
    if let Some(paper) = &thing.paper {
        let case = Case::load(tx, council, paper.clone())?;
        detail.text_hash = Some(papers::proof::text_hash(council, &case)?);
        detail.reference.clone_from(&paper.reference);
        if let Some(others) = others.filter(|_| !thing.draft)
            && !consultations::store::on_published_agendas(tx, paper.id)?.is_empty()
        {
            detail.mail = Some(MailRow::Updated);
            detail.files_also = others;
        }
    }
    let event = NewEvent {
        action: word.to_owned(),
        paper_id: thing.paper.as_ref().map(|paper| paper.id),
        subject: format!("file:{}", file.id),
        circle,
        detail,
    };
    let seq = events::append(tx, council, event)?;
    // That something happened behind closed doors does not show in the paper's own date.
    if let Some(paper) = thing.paper.as_ref().filter(|paper| circle >= paper.circle) {
        papers::store::save_derived(tx, paper.id, paper.status, seq)?;
    }
    Ok(())
}

/// The name of the organisation in whose name the actor acts here, and whether in somebody's stead.
fn acting_for(tx: &mut Tx<'_>, council: &Council, thing: &Thing) -> Result<(String, bool)> {
    let roles = attachers(council, thing);
    let standing = thing.standing(tx.actor, &council.slug);
    let fits = |grant: &&crate::people::Grant| {
        grant.council == council.slug
            && standing.contains(&grant.role)
            && (roles.contains(&grant.role) || council.files.open.contains(&grant.role))
    };
    let (actor, grants) = (tx.actor, &tx.actor.grants);
    let own = grants.iter().filter(fits).find(|grant| !actor.stands_in(grant.organization, grant.role));
    let Some(grant) = own.or_else(|| grants.iter().find(fits)) else { return Ok((String::new(), false)) };
    let in_stead = actor.stands_in(grant.organization, grant.role);
    Ok((organizations::store::get(tx, grant.organization)?.name, in_stead))
}
