//! Who has a paper now and until when, with names, for somebody who looks: told from what that viewer may see and from
//! nothing else. The rule is `procedure::pending`.
pub mod held;
pub mod json;

use crate::clocks;
use crate::consultations::{self, Consultation, Row};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{OrganizationId, PaperId};
use crate::error::Result;
use crate::orders::{self, Order};
use crate::organizations::{self, Organization, OrganizationKind};
use crate::papers::{Paper, store};
use crate::procedure::pending::{self, Ground, Stop, Task, Term};
use crate::procedure::{ClockStart, EntryState, EntryStyle, Relation, ResultClass, RoleKind, Seat, deliberation};
use crate::visibility::Scope;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Who has a paper now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    pub seat: Seat,
    pub organization: Option<OrganizationId>,
    /// What it is called; nobody in particular is meant where that is missing.
    pub name: Option<String>,
    /// The day of the sitting on whose agenda the paper is.
    pub sitting: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
}

/// What surrounds some papers, as far as a scope sees it, read at once.
struct Around {
    rows: BTreeMap<PaperId, Vec<Row>>,
    clocks: Vec<clocks::Clock>,
    /// Those with a decision that waits for the people.
    unbound: BTreeSet<PaperId>,
    orders: Vec<Order>,
    children: Vec<Paper>,
    names: BTreeMap<OrganizationId, String>,
    office: Option<Organization>,
    executive: Option<Organization>,
}

/// Who has this paper now, as far as this scope, which sees it, may know it.
pub fn of_paper(db: &mut Db, council: &Council, scope: &Scope, paper: &Paper) -> Result<Option<Pending>> {
    Ok(of_papers(db, council, scope, std::slice::from_ref(paper))?.remove(&paper.id))
}

/// Who has each of these papers now, as far as this scope may know it. `papers` are such as it sees.
pub fn of_papers(
    db: &mut Db,
    council: &Council,
    scope: &Scope,
    papers: &[Paper],
) -> Result<BTreeMap<PaperId, Pending>> {
    if papers.is_empty() {
        return Ok(BTreeMap::new());
    }
    // A new version goes with the paper whose text it is.
    let above: BTreeSet<_> =
        papers.iter().filter_map(|paper| paper.parent_id.filter(|_| replaces(council, paper))).collect();
    let above: Vec<_> = above.into_iter().filter(|id| papers.iter().all(|paper| paper.id != *id)).collect();
    let above = if above.is_empty() { Vec::new() } else { store::seen_of(db, scope, &above)? };
    let all: Vec<&Paper> = papers.iter().chain(&above).collect();
    let around = Around::read(db, council, scope, &all)?;
    let mut found = BTreeMap::new();
    for paper in papers {
        let carried = is_in_business(paper) && replaces(council, paper) && around.rows_of(paper.id).is_empty();
        let parent = all.iter().find(|other| carried && Some(other.id) == paper.parent_id);
        if let Some(pending) = around.pending(council, scope, parent.copied().unwrap_or(paper)) {
            found.insert(paper.id, pending);
        }
    }
    Ok(found)
}

fn replaces(council: &Council, paper: &Paper) -> bool {
    council.kind(&paper.kind).is_some_and(|kind| kind.relation == Some(Relation::Replaces))
}

const fn is_in_business(paper: &Paper) -> bool {
    matches!(paper.entry, EntryState::Admitted | EntryState::Issued)
}

impl Around {
    fn read(db: &mut Db, council: &Council, scope: &Scope, papers: &[&Paper]) -> Result<Self> {
        let ids: Vec<_> = papers.iter().map(|paper| paper.id).collect();
        let mut rows: BTreeMap<PaperId, Vec<Row>> = BTreeMap::new();
        for row in consultations::store::rows_of(db, &ids)? {
            rows.entry(row.consultation.paper_id).or_default().push(row);
        }
        let orders = orders::store::open_of(db, scope, &ids)?;
        let heads = [OrganizationKind::CouncilOffice, OrganizationKind::Executive];
        let heads = organizations::store::of_kinds(db, &council.slug, &heads)?;
        let first = |kind| heads.iter().find(|head| head.kind == kind && head.ends_on.is_none()).cloned();
        let executive = match &council.pending.executive {
            Some(key) => organizations::store::by_key(db, &council.slug, key)?,
            None => first(OrganizationKind::Executive),
        };
        let named = papers.iter().flat_map(|paper| [Some(paper.author_id), paper.responsible_id]).flatten();
        let named: BTreeSet<_> = named.chain(orders.iter().filter_map(|order| order.owner_id)).collect();
        let named = organizations::store::several(db, &named.into_iter().collect::<Vec<_>>())?;
        Ok(Self {
            rows,
            clocks: clocks::store::running_of(db, &ids)?,
            unbound: store::unbound_of(db, &ids)?,
            children: store::seen_children(db, scope, &ids)?,
            names: named.into_iter().map(|organization| (organization.id, organization.name)).collect(),
            office: first(OrganizationKind::CouncilOffice),
            orders,
            executive,
        })
    }

    fn rows_of(&self, paper: PaperId) -> &[Row] {
        self.rows.get(&paper).map_or(&[], Vec::as_slice)
    }

    fn pending(&self, council: &Council, scope: &Scope, paper: &Paper) -> Option<Pending> {
        let kind = council.kind(&paper.kind);
        let style = kind.map_or(EntryStyle::Filed, |kind| kind.entry);
        let rows = self.rows_of(paper.id);
        let role =
            |row: &Row| council.roles.get(&row.consultation.role).map_or(RoleKind::Information, |role| role.kind);
        let open: Vec<_> = rows
            .iter()
            .filter(|row| deliberation::is_open(row.consultation.state))
            .filter(|row| scope.sees_part(row.consultation.circle, &paper.exposure(&[])))
            .collect();
        let day = |row: &Row| row.starts_at.map(|at| at.day(council.timezone));
        let stops: Vec<_> = open
            .iter()
            .map(|row| Stop { role: role(row), day: day(row), position: row.consultation.position })
            .collect();
        let asks = kind.is_some_and(|kind| kind.asks());
        let clocks: Vec<_> = self
            .clocks
            .iter()
            .filter(|clock| clock.paper_id == paper.id)
            .map(|clock| {
                let rule = council.clocks.get(&clock.rule);
                let binds = rule.map(|rule| rule.binds.unwrap_or_else(|| rule.starts.binds(asks)));
                Term {
                    binds: binds.unwrap_or(Seat::Body),
                    committed: rule.is_some_and(|rule| rule.starts == ClockStart::Committed),
                    due_on: clock.due_on,
                }
            })
            .collect();
        let orders: Vec<_> = self.orders.iter().filter(|order| order.paper_id == paper.id).collect();
        let tasks: Vec<_> =
            orders.iter().map(|order| Task { owned: order.owner_id.is_some(), due_on: order.due_on }).collect();
        let department = paper.responsible_id.or((style == EntryStyle::Issued).then_some(paper.author_id));
        let pending = pending::of(&Ground {
            style,
            entry: paper.entry,
            responsible: department.is_some(),
            sent_back: open.iter().any(|row| self.waits_for_drafter(council, paper, &row.consultation)),
            answer_signed: self.answer_is_signed(council, paper),
            unbound: self.unbound.contains(&paper.id),
            stops: &stops,
            clocks: &clocks,
            tasks: &tasks,
        })?;
        let row =
            pending.at.filter(|_| matches!(pending.seat, Seat::Body | Seat::Executive)).and_then(|at| open.get(at));
        let named = |id: OrganizationId| (Some(id), self.names.get(&id).cloned());
        let whole = |organization: &Option<Organization>| match organization {
            Some(organization) => (Some(organization.id), Some(organization.name.clone())),
            None => (None, None),
        };
        let (organization, name) = match (pending.seat, row) {
            (_, Some(row)) => (Some(row.consultation.organization_id), Some(row.body.clone())),
            (Seat::Submitter, _) if paper.submitter.is_empty() => named(paper.author_id),
            (Seat::Submitter, _) => {
                (Some(paper.submitter_id.unwrap_or(paper.author_id)), Some(paper.submitter.clone()))
            }
            (Seat::Office, _) => whole(&self.office),
            (Seat::Department, _) => department.map_or((None, None), named),
            (Seat::Executive, _) => whole(&self.executive),
            (Seat::Owner, _) => pending.at.and_then(|at| orders.get(at)?.owner_id).map_or((None, None), named),
            (Seat::Body | Seat::Voters, _) => (None, None),
        };
        Some(Pending {
            seat: pending.seat,
            organization,
            name,
            sitting: row.and_then(|row| day(row)),
            due_on: pending.due_on,
        })
    }

    /// Whether a body sent the paper back for this consultation, and neither a new version nor a completion came since.
    fn waits_for_drafter(&self, council: &Council, paper: &Paper, consultation: &Consultation) -> bool {
        let origin = self.rows_of(paper.id).iter().find(|row| Some(row.consultation.id) == consultation.origin_id);
        let returned = origin.is_some_and(|row| row.consultation.result_class == Some(ResultClass::Return));
        let replaced = || {
            self.below(paper).any(|child| {
                replaces(council, child)
                    && is_in_business(child)
                    && child.admitted_on.max(child.issued_on) >= consultation.created_on
            })
        };
        returned && consultation.note.is_empty() && !replaced()
    }

    /// Whether an answer to the paper that the viewer may know of is signed and waits for the office.
    fn answer_is_signed(&self, council: &Council, paper: &Paper) -> bool {
        self.below(paper).any(|child| {
            child.entry == EntryState::Signed && council.kind(&child.kind).is_some_and(|kind| kind.answers())
        })
    }

    fn below(&self, paper: &Paper) -> impl Iterator<Item = &Paper> {
        self.children.iter().filter(|child| child.parent_id == Some(paper.id))
    }
}
