//! Writing a remark, and who may read them.
use super::{Note, store};
use crate::app::Tx;
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{NoteId, OrganizationId};
use crate::digest;
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use crate::organizations;
use crate::papers::{Paper, store as papers};
use crate::people::{Actor, Role};
use crate::typed::prose;
use crate::visibility::{Circle, Scope};

/// The paper of this name, for somebody of the administration that deals with it.
///
/// # Errors
/// `NotFound` for everybody else, just as if there were no remarks, or no paper.
pub fn paper_for(db: &mut Db, council: &Council, actor: &Actor, name: &str) -> Result<Paper> {
    let paper = papers::find(db, &council.slug, name)?;
    if may_read(db, &Scope::of(Some(actor), &council.slug), &paper)? { Ok(paper) } else { Err(Error::NotFound) }
}

/// Whether this scope is of the administration that deals with the paper.
pub fn may_read(db: &mut Db, scope: &Scope, paper: &Paper) -> Result<bool> {
    let others = papers::others(db, paper.id)?;
    Ok(scope.sees_part(Circle::Administration, &paper.exposure_to(&others)))
}

/// Writes a remark on the paper.
///
/// # Errors
/// `NotFound` for whoever is not of the administration that deals with it; refused when nothing was written.
pub fn write(tx: &mut Tx<'_>, council: &Council, name: &str, text: &str) -> Result<Paper> {
    let actor = tx.actor;
    let paper = paper_for(tx, council, actor, name)?;
    let content = prose("note", text).map_err(Error::refused)?;
    if content.is_empty() {
        return Err(Error::refused(Message::new("input_required").on("note").with("field", "note")));
    }
    let organization_id = own_organization(tx, council, &paper)?;
    let note = Note {
        id: NoteId::new(),
        council: council.slug.clone(),
        paper_id: paper.id,
        organization_id,
        account_id: tx.actor.account,
        author: tx.actor.name.clone(),
        written_at: tx.now,
        content,
    };
    store::insert(tx, &note)?;
    // The text stays in its row: the event proves that it is the one that was written.
    let detail = Detail {
        by: organizations::store::get(tx, organization_id)?.name,
        text_hash: Some(digest::sha256(note.content.as_bytes())),
        ..Detail::default()
    };
    let event = NewEvent {
        action: "note".to_owned(),
        paper_id: Some(paper.id),
        subject: format!("paper:{}", paper.id),
        circle: Circle::Administration,
        detail,
    };
    // The paper itself does not change, nor when it was changed: that would tell outside that something was written.
    events::append(tx, council, event)?;
    Ok(paper)
}

/// In whose name the actor writes: of the departments that deal with the paper, else of the office.
fn own_organization(tx: &mut Tx<'_>, council: &Council, paper: &Paper) -> Result<OrganizationId> {
    let others = papers::others(tx, paper.id)?;
    let departments: Vec<_> = paper.responsible_id.into_iter().chain(others.departments).collect();
    let own = || tx.actor.grants.iter().filter(|grant| grant.council == council.slug);
    let found = own()
        .find(|grant| departments.contains(&grant.organization))
        .or_else(|| own().find(|grant| matches!(grant.role, Role::CouncilOffice | Role::MinuteTaker)));
    found.map(|grant| grant.organization).ok_or(Error::NotFound)
}
