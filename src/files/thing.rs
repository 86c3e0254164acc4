//! What a file hangs on, as far as files must know it: before whom it lies, whether what is added now is late, and who
//! has standing to it.
use super::store::{self, Item, Sitting};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{AgendaItemId, MeetingId, MinutesId, PaperId, SubjectId};
use crate::error::{Error, Result};
use crate::papers::{self, Others, Paper};
use crate::people::{Actor, Role};
use crate::procedure::{Action, EntryState, publication, standing, target};
use crate::visibility::{Circle, Scope};
use crate::vocabulary::{FileSubject, ItemState, MeetingState, MinutesState, Sealed};
use std::collections::BTreeSet;

/// A paper, agenda item, sitting or minutes.
#[derive(Debug, Clone)]
pub struct Thing {
    pub kind: FileSubject,
    pub id: SubjectId,
    /// Before whom it lies itself.
    pub circle: Circle,
    /// Whether it is dealt with behind closed doors: what is added to it stays there until two people open it.
    pub closed: bool,
    /// For whom its full text is kept, and its files with it until two people open one.
    pub sealed: Option<Sealed>,
    /// Whether it was admitted, issued or invited to already.
    pub late: bool,
    /// Whether its author may change it still: then files come and go like its text.
    pub draft: bool,
    /// Whether business with it is over for good: nothing is added to what was withdrawn.
    pub ended: bool,
    pub paper: Option<Paper>,
    /// Who has a part in the paper beside its author and the responsible department.
    pub others: Others,
    pub sitting: Option<Sitting>,
    /// Number of the agenda item.
    pub number: String,
}

impl Thing {
    /// Loads what is named so.
    ///
    /// # Errors
    /// `NotFound` when there is no such thing in this council. Nothing is said yet about who may see it.
    pub fn load(db: &mut Db, council: &Council, kind: FileSubject, id: SubjectId) -> Result<Self> {
        let slug = &council.slug;
        match kind {
            FileSubject::Paper => {
                let paper = papers::store::get(db, PaperId::from(id.uuid()))?;
                if paper.council == *slug { Self::paper(db, council, paper) } else { Err(Error::NotFound) }
            }
            FileSubject::Meeting => {
                let sitting = store::sitting(db, slug, MeetingId::from(id.uuid()))?;
                Ok(Self::of_sitting(kind, id, sitting))
            }
            FileSubject::Item => {
                let item = store::item(db, slug, AgendaItemId::from(id.uuid()))?;
                let sitting = store::sitting(db, slug, item.meeting)?;
                Ok(Self::of_item(id, sitting, item))
            }
            FileSubject::Minutes => {
                let (meeting, state) = store::minutes_of(db, slug, MinutesId::from(id.uuid()))?;
                let sitting = store::sitting(db, slug, meeting)?;
                let mut thing = Self::of_sitting(kind, id, sitting);
                let open = publication::minutes(council.meetings.minutes_public, state);
                // With minutes that are out, the sitting is, also one that nobody was invited to.
                let whole = if thing.closed { Circle::Council } else { Circle::Public };
                thing.circle = if state == MinutesState::Draft { Circle::Office } else { open.min(whole) };
                thing.late = state != MinutesState::Draft;
                Ok(thing)
            }
        }
    }

    /// A paper that was found, with all that adding to it needs.
    fn paper(db: &mut Db, council: &Council, paper: Paper) -> Result<Self> {
        let (id, others) = (paper.id, papers::store::others(db, paper.id)?);
        let mut thing = Self::at_hand(council, paper, others);
        if !thing.draft {
            thing.late |= store::is_invited_to(db, id)?;
            thing.closed |= store::is_on_closed_agenda(db, id)?;
        }
        Ok(thing)
    }

    /// A paper at hand with those who have a part in it: enough to say what is to be seen of its files.
    pub fn at_hand(council: &Council, paper: Paper, others: Others) -> Self {
        let style = council.kind(&paper.kind).map(|kind| kind.entry);
        Self {
            kind: FileSubject::Paper,
            id: SubjectId::from(paper.id.uuid()),
            circle: paper.circle,
            closed: paper.confidential,
            sealed: council.kind(&paper.kind).and_then(|kind| kind.sealed),
            late: paper.admitted_on.is_some() || paper.issued_on.is_some(),
            draft: style.is_some_and(|style| target(style, Action::Edit, paper.entry).is_some()),
            ended: paper.entry == EntryState::Withdrawn,
            others,
            paper: Some(paper),
            sitting: None,
            number: String::new(),
        }
    }

    /// An agenda item of a sitting at hand.
    pub fn of_item(id: SubjectId, sitting: Sitting, item: Item) -> Self {
        let mut thing = Self::of_sitting(FileSubject::Item, id, sitting);
        thing.number = item.number;
        if !item.public {
            thing.closed = true;
            thing.circle = thing.circle.min(Circle::Council);
        }
        if item.state == ItemState::Removed {
            thing.circle = thing.circle.min(Circle::Office);
        }
        thing
    }

    /// A sitting at hand, or its minutes.
    pub fn of_sitting(kind: FileSubject, id: SubjectId, sitting: Sitting) -> Self {
        // Its agenda is not out yet, nor are its files: as everywhere, from the invitation on, or when it has begun.
        let begun = matches!(sitting.state, MeetingState::Running | MeetingState::Held | MeetingState::Continued);
        let prepared = sitting.invited_at.is_none() && !begun;
        let open = if sitting.nonpublic { Circle::Council } else { Circle::Public };
        Self {
            kind,
            id,
            circle: if prepared { Circle::Office } else { open },
            closed: sitting.nonpublic,
            sealed: None,
            late: !prepared,
            draft: false,
            ended: false,
            paper: None,
            others: Others::default(),
            sitting: Some(sitting),
            number: String::new(),
        }
    }

    /// The circle before which a file of this circle lies: never wider than the thing itself.
    pub fn effective(&self, circle: Circle) -> Circle {
        circle.min(self.circle)
    }

    /// Whether a file of this circle is kept for those who deal with the paper.
    pub fn keeps(&self, circle: Circle) -> bool {
        self.sealed == Some(Sealed::Bodies) && circle < Circle::Public
    }

    /// Whether a file of this circle lies before this viewer. The thing itself is asked as a file of the widest circle.
    pub fn shows(&self, scope: &Scope, circle: Circle) -> bool {
        match &self.paper {
            Some(paper) => {
                let exposure = paper.exposure_to(&self.others);
                scope.sees_part(circle, &exposure)
                    && (!self.keeps(circle) || scope.reads(&exposure, Some(&self.others.bodies)))
            }
            None => scope.sees_apart(self.effective(circle)),
        }
    }

    /// The roles of this actor that have standing to it.
    pub fn standing(&self, actor: &Actor, council: &str) -> BTreeSet<Role> {
        match (&self.paper, &self.sitting) {
            (Some(paper), _) => {
                let parties = standing::Parties {
                    author: paper.author_id,
                    submitter: paper.submitter_id,
                    responsible: paper.responsible_id,
                    involved: &self.others.departments,
                    body: None,
                };
                standing::of(&actor.grants, council, &parties, Action::Edit)
            }
            (None, Some(sitting)) => standing::of_sitting(&actor.grants, council, &[sitting.body]),
            (None, None) => BTreeSet::new(),
        }
    }

    /// The sitting on which it hangs.
    pub fn meeting_id(&self) -> Option<MeetingId> {
        self.sitting.as_ref().map(|sitting| sitting.id)
    }

    /// Its page, below the council: `papers/VII-F-01504`, `meetings/…`.
    pub fn page(&self) -> String {
        match (&self.paper, &self.sitting) {
            (Some(paper), _) => format!("papers/{}", paper.path_segment()),
            (None, Some(sitting)) if self.kind == FileSubject::Minutes => format!("meetings/{}/minutes", sitting.id),
            (None, Some(sitting)) => format!("meetings/{}", sitting.id),
            (None, None) => String::new(),
        }
    }
}

/// The word of the address for this sort of thing: `/leipzig/items/…/files`.
pub const fn folder(kind: FileSubject) -> &'static str {
    match kind {
        FileSubject::Paper => "papers",
        FileSubject::Item => "items",
        FileSubject::Meeting => "meetings",
        FileSubject::Minutes => "minutes",
    }
}

/// The sort of thing that this word of an address stands for.
pub fn kind_of(folder_name: &str) -> Option<FileSubject> {
    FileSubject::ALL.iter().copied().find(|kind| folder(*kind) == folder_name)
}
