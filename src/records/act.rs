//! Who may pack closed cases, when one can be packed, and the writing down that it was.
use super::{PACKED, Package, collect, store};
use crate::app::Tx;
use crate::council::{Council, RecordRules};
use crate::db::Db;
use crate::db::types::{Moment, PaperId, RecordId};
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use crate::papers::{self, Paper};
use crate::people::Actor;
use crate::procedure::{ClockState, EntryState, OrderState, deliberation};
use crate::visibility::Circle;
use crate::{clocks, consultations, orders, organizations};

/// A package whose bytes are kept already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPackage {
    pub id: RecordId,
    pub made_at: Moment,
    pub sha256: String,
    pub message_sha256: String,
    pub size: i64,
    /// The case's last event in it.
    pub last_event: i64,
}

/// The council's rules on records, for somebody who packs them.
///
/// # Errors
/// `NotFound` where there are none, and for everybody else: nobody can tell which.
pub fn rules<'a>(council: &'a Council, actor: Option<&Actor>) -> Result<&'a RecordRules> {
    let rules = council.records.as_ref().ok_or(Error::NotFound)?;
    let packs = |actor: &Actor| {
        // The command line acts for nobody's account.
        actor.account.is_none() || rules.by.iter().any(|role| actor.has(&council.slug, *role))
    };
    if actor.is_some_and(packs) { Ok(rules) } else { Err(Error::NotFound) }
}

/// The first paper of the case to which the paper of this name belongs.
///
/// # Errors
/// `NotFound` when there is none, when it was never in business, or when records are not this actor's.
pub fn case_of(db: &mut Db, council: &Council, actor: Option<&Actor>, name: &str) -> Result<Paper> {
    rules(council, actor)?;
    let paper = papers::store::find(db, &council.slug, name)?;
    let root = papers::store::get(db, paper.root_id)?;
    if collect::is_there(db, &paper)? && collect::is_there(db, &root)? { Ok(root) } else { Err(Error::NotFound) }
}

/// A package of this council.
///
/// # Errors
/// As `case_of`.
pub fn package(db: &mut Db, council: &Council, actor: Option<&Actor>, id: RecordId) -> Result<Package> {
    rules(council, actor)?;
    store::find(db, id)?.filter(|package| package.council == council.slug).ok_or(Error::NotFound)
}

/// What is still open of a case: each a sentence that names it. Empty when it is closed.
pub fn open(db: &mut Db, council: &Council, root: PaperId) -> Result<Vec<Message>> {
    let mut open = Vec::new();
    for (paper, _) in papers::store::family(db, root)? {
        let number = paper.reference.clone().unwrap_or_else(|| paper.title.clone());
        match paper.entry {
            EntryState::Submitted | EntryState::Signed => {
                open.push(Message::new("record_open_entry").with("number", &number));
            }
            EntryState::Admitted | EntryState::Issued => of_paper(db, council, &paper, &number, &mut open)?,
            // What its author is still writing is no part of the case.
            _ => {}
        }
    }
    Ok(open)
}

fn of_paper(db: &mut Db, council: &Council, paper: &Paper, number: &str, open: &mut Vec<Message>) -> Result<()> {
    for row in consultations::store::rows(db, paper.id)? {
        let consultation = &row.consultation;
        if deliberation::is_open(consultation.state) {
            let role = council.roles.get(&consultation.role);
            let label = role.map_or_else(|| consultation.role.clone(), |role| role.label.packed());
            open.push(
                Message::new("record_open_consultation")
                    .with("number", number)
                    .with("body", &row.body)
                    .with("label", label),
            );
        }
    }
    for clock in clocks::store::of_paper(db, paper.id)? {
        if clock.state == ClockState::Running {
            let rule = council.clocks.get(&clock.rule);
            let label = rule.map_or_else(|| clock.rule.clone(), |rule| rule.label.packed());
            open.push(
                Message::new("record_open_clock").with("number", number).with("label", label).with("day", clock.due_on),
            );
        }
    }
    for order in orders::store::of_paper(db, paper.id)? {
        if order.state.is_open() || order.state == OrderState::Waiting {
            open.push(Message::new("record_open_order").with("number", number).with("order", &order.content));
        }
    }
    if papers::store::is_unbound(db, paper.id)? {
        open.push(Message::new("record_open_force").with("number", number));
    }
    Ok(())
}

/// Whether the case can be packed now.
///
/// # Errors
/// `Refused` with everything that is open, or because nothing has changed since it was packed last.
pub fn ready(db: &mut Db, council: &Council, root: PaperId) -> Result<()> {
    let open = open(db, council, root)?;
    if !open.is_empty() {
        return Err(Error::Refused(open));
    }
    let papers = collect::papers_of(db, root)?;
    let last = collect::last_event(db, &papers)?;
    match store::of_case(db, root)?.first().filter(|package| package.last_event == last) {
        Some(package) => {
            Err(Error::refused(Message::new("record_unchanged").with("day", package.made_at.day(council.timezone))))
        }
        None => Ok(()),
    }
}

/// Writes down that the case was packed, when it still is what the package says.
///
/// # Errors
/// As `case_of` and `ready`; `Stale` when something has happened since it was read.
pub fn keep(tx: &mut Tx<'_>, council: &Council, name: &str, new: &NewPackage) -> Result<RecordId> {
    let actor = tx.actor;
    let root = case_of(tx, council, Some(actor), name)?;
    papers::store::lock_family(tx, root.id)?;
    ready(tx, council, root.id)?;
    let papers = collect::papers_of(tx, root.id)?;
    if collect::last_event(tx, &papers)? != new.last_event {
        return Err(Error::Stale);
    }
    let detail = Detail {
        by: acting_for(tx, council)?,
        sha256: Some(new.sha256.clone()),
        message_sha256: Some(new.message_sha256.clone()),
        ..Detail::default()
    };
    let event = NewEvent {
        action: PACKED.to_owned(),
        paper_id: Some(root.id),
        subject: format!("record:{}", new.id),
        // That a case was handed over is the administration's business alone.
        circle: Circle::Administration,
        detail,
    };
    // The paper itself does not change, nor when it was changed: that would tell outside that it was packed.
    let event = events::append(tx, council, event)?;
    let package = Package {
        id: new.id,
        council: council.slug.clone(),
        root_id: root.id,
        made_at: new.made_at,
        author: actor.name.clone(),
        sha256: new.sha256.clone(),
        message_sha256: new.message_sha256.clone(),
        size: new.size,
        last_event: new.last_event,
        event,
    };
    store::insert(tx, &package)?;
    Ok(package.id)
}

/// In whose name the actor packs: of the organisation for which it has the role; nobody's on the command line.
fn acting_for(tx: &mut Tx<'_>, council: &Council) -> Result<String> {
    let rules = rules(council, Some(tx.actor))?;
    let mut grants = tx.actor.grants.iter();
    match grants.find(|grant| grant.council == council.slug && rules.by.contains(&grant.role)) {
        Some(grant) => Ok(organizations::store::get(tx, grant.organization)?.name),
        None => Ok(String::new()),
    }
}
