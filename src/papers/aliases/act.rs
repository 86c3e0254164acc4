//! Adding a former number to a paper.
use crate::app::Tx;
use crate::council::{Council, numbers};
use crate::db::Db;
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use crate::organizations;
use crate::papers::act::not_yours;
use crate::papers::{Paper, store, view};
use crate::people::Actor;
use crate::typed::line;

/// The paper of this name, for somebody who may add numbers to it.
///
/// # Errors
/// `NotFound` for what the actor may not see; forbidden for whoever may not add numbers.
pub fn paper_for(db: &mut Db, council: &Council, actor: &Actor, name: &str) -> Result<Paper> {
    let (paper, _) = view::find(db, council, Some(actor), name)?;
    if may_add(council, actor) { Ok(paper) } else { Err(not_yours(&council.numbers.aliases)) }
}

/// Whether this actor adds former numbers.
pub fn may_add(council: &Council, actor: &Actor) -> bool {
    council.numbers.aliases.iter().any(|role| actor.has(&council.slug, *role))
}

/// Adds the number to the paper; from then on it leads there. `version` is the paper's as it was seen.
///
/// # Errors
/// As `paper_for`; `Stale` when somebody was faster; refused when the number is empty, the paper's own, one of its former
/// ones, or in use for another paper, whether the actor may see that one or not: that a number is taken is public.
pub fn add(tx: &mut Tx<'_>, council: &Council, name: &str, version: Option<i32>, reference: &str) -> Result<Paper> {
    let actor = tx.actor;
    let paper = paper_for(tx, council, actor, name)?;
    store::lock_family(tx, paper.root_id)?;
    let mut paper = store::get(tx, paper.id)?;
    let expected =
        version.ok_or_else(|| Error::refused(Message::new("input_required").on("version").with("field", "version")))?;
    if expected != paper.version {
        return Err(Error::Stale);
    }
    let reference = line("reference", reference).map_err(Error::refused)?;
    if !reference.chars().any(char::is_alphanumeric) {
        return Err(Error::refused(Message::new("alias_missing").on("reference")));
    }
    let slug = numbers::slug(&reference);
    let known = store::aliases(tx, paper.id)?.iter().any(|former| numbers::slug(former) == slug);
    if known || paper.slug.as_deref() == Some(slug.as_str()) {
        return Err(Error::refused(Message::new("alias_known").on("reference").with("reference", reference)));
    }
    store::add_alias(tx, &council.slug, paper.id, &reference)?;
    let grant = actor
        .grants
        .iter()
        .find(|grant| grant.council == council.slug && council.numbers.aliases.contains(&grant.role));
    let by = grant.map(|grant| organizations::store::get(tx, grant.organization)).transpose()?;
    let detail = Detail {
        by: by.map(|organization| organization.name).unwrap_or_default(),
        reference: Some(reference),
        ..Detail::default()
    };
    let event = NewEvent {
        action: "alias".to_owned(),
        paper_id: Some(paper.id),
        subject: format!("paper:{}", paper.id),
        circle: paper.circle,
        detail,
    };
    paper.version += 1;
    paper.updated_at = tx.now;
    paper.last_event = events::append(tx, council, event)?;
    store::save(tx, &paper, expected)?;
    Ok(paper)
}
