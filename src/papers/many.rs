//! Many papers at once, all or none: amendments to the budget come by the hundred.
use super::act::{self, NewPaper};
use super::input::Input;
use super::{children, store};
use crate::app::Tx;
use crate::council::Council;
use crate::db::types::PaperId;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::procedure::Action;

/// Most papers at once.
pub const MOST: usize = 100;

/// A paper that is to be admitted, as it was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    pub id: PaperId,
    pub version: i32,
}

/// Drafts and submits papers of one kind; their places in `rows` name the faults.
///
/// # Errors
/// Refused with every fault of every row, each on its field and its row: `title.2`. Then nothing was filed.
pub fn file(tx: &mut Tx<'_>, council: &Council, rows: &[(usize, NewPaper)]) -> Result<Vec<PaperId>> {
    let kind = rows.first().and_then(|(_, new)| council.kind(&new.kind));
    if !kind.is_some_and(|kind| kind.bulk) {
        return Err(Error::refused(Message::new("bulk_empty")));
    }
    limit(rows.len())?;
    let mut filed = Vec::new();
    let mut faults = Vec::new();
    for (row, new) in rows {
        let done = children::create(tx, council, new).and_then(|id| {
            let version = Some(store::get(tx, id)?.version);
            act::perform(tx, council, id, Action::Submit, &Input { version, ..Input::default() })
        });
        gather(done, &row.to_string(), &mut filed, &mut faults)?;
    }
    if faults.is_empty() { Ok(filed) } else { Err(Error::Refused(faults)) }
}

/// Admits papers, for all of which one department is responsible.
///
/// # Errors
/// As `file`; the fields of faults bear the paper's id: `.0190…`. A paper that somebody else has changed is a fault, too.
pub fn admit(tx: &mut Tx<'_>, council: &Council, chosen: &[Chosen], department: &str) -> Result<Vec<PaperId>> {
    if chosen.is_empty() {
        return Err(Error::refused(Message::new("bulk_nothing_chosen").on("paper")));
    }
    if department.is_empty() {
        return Err(Error::refused(Message::new("guard_department").on("department")));
    }
    limit(chosen.len())?;
    let mut admitted = Vec::new();
    let mut faults = Vec::new();
    for paper in chosen {
        let input = Input { version: Some(paper.version), department: Some(department.to_owned()), ..Input::default() };
        let done = act::perform(tx, council, paper.id, Action::Admit, &input);
        gather(done, &paper.id.to_string(), &mut admitted, &mut faults)?;
    }
    if faults.is_empty() { Ok(admitted) } else { Err(Error::Refused(faults)) }
}

fn limit(count: usize) -> Result<()> {
    if count > MOST { Err(Error::refused(Message::new("bulk_too_many").with("limit", MOST))) } else { Ok(()) }
}

/// Keeps what was done, or what is wrong with this row.
fn gather(done: Result<PaperId>, row: &str, ids: &mut Vec<PaperId>, faults: &mut Vec<Message>) -> Result<()> {
    match done {
        Ok(id) => ids.push(id),
        Err(Error::Refused(messages)) => faults.extend(messages.into_iter().map(|message| {
            let field = format!("{}.{row}", message.field.as_deref().unwrap_or_default());
            message.on(field)
        })),
        Err(Error::Stale) => faults.push(Message::new("stale").on(format!(".{row}"))),
        Err(other) => return Err(other),
    }
    Ok(())
}
