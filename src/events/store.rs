//! Writing, reading and verifying the chain.
use super::chain::{self, GENESIS, Link};
use super::{Event, NewEvent, file_hash};
use crate::app::Tx;
use crate::council::Council;
use crate::db::Db;
use crate::db::schema::{council_files, councils, events};
use crate::db::types::{AccountId, Moment, PaperId};
use crate::digest;
use crate::each_backend;
use crate::error::Result;
use crate::queue::Job;
use crate::visibility::Circle;
use diesel::prelude::*;

/// A row as it is. The actor's id has no foreign key: the chain outlives the account.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = events, treat_none_as_default_value = false)]
struct Row {
    council: String,
    seq: i64,
    happened_at: Moment,
    actor_id: Option<AccountId>,
    action: String,
    paper_id: Option<PaperId>,
    subject: String,
    circle: Circle,
    file_hash: String,
    payload: Option<String>,
    salt: Option<String>,
    commitment: String,
    previous: String,
    hash: String,
}

impl Row {
    fn expected_hash(&self) -> String {
        let id = |id: Option<String>| id.unwrap_or_default();
        chain::hash(&Link {
            council: &self.council,
            seq: self.seq,
            happened_at: &self.happened_at.text(),
            actor: &id(self.actor_id.map(|actor| actor.to_string())),
            action: &self.action,
            paper: &id(self.paper_id.map(|paper| paper.to_string())),
            subject: &self.subject,
            circle: self.circle.as_str(),
            file_hash: &self.file_hash,
            commitment: &self.commitment,
            previous: &self.previous,
        })
    }

    fn into_event(self) -> Result<Event> {
        let detail = self.payload.as_deref().map(serde_json::from_str).transpose()?;
        Ok(Event {
            council: self.council,
            seq: self.seq,
            happened_at: self.happened_at,
            actor_id: self.actor_id,
            action: self.action,
            paper_id: self.paper_id,
            subject: self.subject,
            circle: self.circle,
            detail,
            hash: self.hash,
        })
    }
}

/// Makes the council's chain, when it is not there yet, and keeps its file. Called at start for each council.
pub fn register(tx: &mut Tx<'_>, council: &Council) -> Result<()> {
    // Two processes may start for the first time at once: who comes second finds the rows there.
    let head = (
        councils::slug.eq(&council.slug),
        councils::last_event.eq(0),
        councils::last_hash.eq(GENESIS),
        councils::file_hash.eq(file_hash(council)),
    );
    each_backend!(&mut **tx, c => diesel::insert_into(councils::table).values(head).on_conflict_do_nothing().execute(c))?;
    let file = (
        council_files::hash.eq(&council.hash),
        council_files::council.eq(&council.slug),
        council_files::content.eq(&council.source),
        council_files::first_used_at.eq(tx.now),
    );
    each_backend!(&mut **tx, c => {
        diesel::insert_into(council_files::table).values(file).on_conflict_do_nothing().execute(c)
    })?;
    diesel::update(councils::table.find(&council.slug))
        .set(councils::file_hash.eq(file_hash(council)))
        .execute(&mut **tx)?;
    Ok(())
}

/// The council file that was last in force here, as it was read; `None` for a council that is new.
pub fn last_file(db: &mut Db, slug: &str) -> Result<Option<String>> {
    Ok(councils::table
        .inner_join(council_files::table.on(council_files::hash.eq(councils::file_hash)))
        .filter(councils::slug.eq(slug))
        .select(council_files::content)
        .first(db)
        .optional()?)
}

/// Appends one event in the transaction of the change, and queues its mails when it has any. Returns its number.
///
/// Locks the council's head row: who comes second waits, so that the sequence has neither gaps nor doubles.
pub fn append(tx: &mut Tx<'_>, council: &Council, new: NewEvent) -> Result<i64> {
    diesel::update(councils::table.find(&council.slug))
        .set(councils::last_event.eq(councils::last_event + 1))
        .execute(&mut **tx)?;
    let (seq, previous): (i64, String) =
        councils::table.find(&council.slug).select((councils::last_event, councils::last_hash)).first(&mut **tx)?;
    let payload = serde_json::to_string(&new.detail)?;
    let salt = digest::hex(&rand::random::<[u8; 16]>());
    let mut row = Row {
        council: council.slug.clone(),
        seq,
        happened_at: tx.now,
        actor_id: tx.actor.account,
        action: new.action,
        paper_id: new.paper_id,
        subject: new.subject,
        circle: new.circle,
        file_hash: file_hash(council).to_owned(),
        commitment: chain::commitment(&salt, &payload),
        payload: Some(payload),
        salt: Some(salt),
        previous,
        hash: String::new(),
    };
    row.hash = row.expected_hash();
    diesel::update(councils::table.find(&council.slug)).set(councils::last_hash.eq(&row.hash)).execute(&mut **tx)?;
    diesel::insert_into(events::table).values(&row).execute(&mut **tx)?;
    if new.detail.mail.is_some() {
        crate::queue::store::enqueue(tx, &Job::Announce { council: council.slug.clone(), event: seq })?;
    }
    Ok(seq)
}

/// One event by its number.
pub fn load(db: &mut Db, council: &str, seq: i64) -> Result<Event> {
    events::table.find((council, seq)).select(Row::as_select()).first(db)?.into_event()
}

/// The history of one paper, oldest first.
pub fn of_paper(db: &mut Db, paper: PaperId) -> Result<Vec<Event>> {
    let rows = events::table.filter(events::paper_id.eq(paper)).order(events::seq).select(Row::as_select()).load(db)?;
    rows.into_iter().map(Row::into_event).collect()
}

/// Whether this was ever done to this subject.
pub fn has_happened(db: &mut Db, council: &str, subject: &str, action: &str) -> Result<bool> {
    let found =
        events::table.filter(events::council.eq(council.to_owned()).and(events::subject.eq(subject.to_owned())));
    Ok(diesel::select(diesel::dsl::exists(found.filter(events::action.eq(action.to_owned())))).get_result(db)?)
}

/// The last event of these actions that was done to this subject; `None` when there is none.
pub fn last_of(db: &mut Db, council: &str, subject: &str, actions: &[&str]) -> Result<Option<Event>> {
    let actions: Vec<String> = actions.iter().map(|action| (*action).to_owned()).collect();
    let row: Option<Row> = events::table
        .filter(events::council.eq(council.to_owned()).and(events::subject.eq(subject.to_owned())))
        .filter(events::action.eq_any(actions))
        .order(events::seq.desc())
        .select(Row::as_select())
        .first(db)
        .optional()?;
    row.map(Row::into_event).transpose()
}

/// The histories of several papers, the latest event first.
pub fn of_papers(db: &mut Db, papers: &[PaperId]) -> Result<Vec<Event>> {
    if papers.is_empty() {
        return Ok(Vec::new());
    }
    let known = events::paper_id.is_not_null().and(events::paper_id.assume_not_null().eq_any(papers.to_vec()));
    let rows = events::table.filter(known).order(events::seq.desc()).select(Row::as_select()).load(db)?;
    rows.into_iter().map(Row::into_event).collect()
}

/// What was done to one of these things (`order:…`, `resolution:…`), oldest first.
pub fn of_subjects(db: &mut Db, council: &str, subjects: &[String]) -> Result<Vec<Event>> {
    let rows = events::table
        .filter(events::council.eq(council.to_owned()).and(events::subject.eq_any(subjects.to_vec())))
        .order(events::seq)
        .select(Row::as_select())
        .load(db)?;
    rows.into_iter().map(Row::into_event).collect()
}

/// What was done since then to things of one sort (`order`), oldest first.
pub fn since(db: &mut Db, council: &str, sort: &str, at: Moment) -> Result<Vec<Event>> {
    // The sign behind the colon: everything that begins with the sort and a colon lies between the two.
    let rows = events::table
        .filter(events::council.eq(council.to_owned()))
        .filter(events::subject.ge(format!("{sort}:")).and(events::subject.lt(format!("{sort};"))))
        .filter(events::happened_at.ge(at))
        .order(events::seq)
        .select(Row::as_select())
        .load(db)?;
    rows.into_iter().map(Row::into_event).collect()
}

/// The first event of a thing (`file:…`), when there is one.
pub fn first_of_subject(db: &mut Db, council: &str, subject: &str) -> Result<Option<Event>> {
    let own = events::council.eq(council.to_owned()).and(events::subject.eq(subject.to_owned()));
    let row = events::table.filter(own).order(events::seq).select(Row::as_select()).first(db).optional()?;
    row.map(Row::into_event).transpose()
}

/// The last events of a thing that is no paper (`organization:…`, `account:…`), the latest first; at most `limit`.
pub fn of_subject(db: &mut Db, council: &str, subject: &str, limit: i64) -> Result<Vec<Event>> {
    let rows = events::table
        .filter(events::council.eq(council.to_owned()).and(events::subject.eq(subject.to_owned())))
        .order(events::seq.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(db)?;
    rows.into_iter().map(Row::into_event).collect()
}

/// Locks the council's chain until the transaction ends: what is read after that nobody changes in between.
pub fn lock(tx: &mut Tx<'_>, council: &Council) -> Result<()> {
    diesel::update(councils::table.find(&council.slug))
        .set(councils::last_event.eq(councils::last_event + 0))
        .execute(&mut **tx)?;
    Ok(())
}

/// The last event of a council's chain, and its hash.
pub fn head(db: &mut Db, council: &str) -> Result<(i64, String)> {
    Ok(councils::table.find(council).select((councils::last_event, councils::last_hash)).first(db)?)
}

/// The histories of several papers with what ties each event into the chain, oldest first.
pub fn proofs_of_papers(db: &mut Db, papers: &[PaperId]) -> Result<Vec<Proof>> {
    let known = events::paper_id.is_not_null().and(events::paper_id.assume_not_null().eq_any(papers.to_vec()));
    let rows: Vec<Row> = events::table.filter(known).order(events::seq).select(Row::as_select()).load(db)?;
    rows.into_iter().map(proven).collect()
}

/// The hash of an event; `None` when there is none of this number.
pub fn hash_of(db: &mut Db, council: &str, seq: i64) -> Result<Option<String>> {
    Ok(events::table.find((council, seq)).select(events::hash).first(db).optional()?)
}

/// One event with what ties it into the chain.
pub fn proof(db: &mut Db, council: &str, seq: i64) -> Result<Proof> {
    proven(events::table.find((council, seq)).select(Row::as_select()).first(db)?)
}

fn proven(row: Row) -> Result<Proof> {
    let (file_hash, commitment, previous) = (row.file_hash.clone(), row.commitment.clone(), row.previous.clone());
    let content = match (&row.salt, &row.payload) {
        (Some(salt), Some(payload)) => chain::commitment(salt, payload) == commitment,
        // Erased, salt and all: the commitment stays in the chain.
        (None, None) => true,
        _ => false,
    };
    let sound = content && row.hash == row.expected_hash();
    Ok(Proof { file_hash, commitment, previous, sound, event: row.into_event()? })
}

/// Erases the payload of an event and its salt; the chain stays valid. For a person's right to erasure.
pub fn erase(tx: &mut Tx<'_>, council: &str, seq: i64) -> Result<()> {
    diesel::update(events::table.find((council, seq)))
        .set((events::payload.eq(None::<String>), events::salt.eq(None::<String>)))
        .execute(&mut **tx)?;
    Ok(())
}

/// An event with what ties it into the chain.
#[derive(Debug, Clone)]
pub struct Proof {
    pub event: Event,
    /// Hash of the council file under which it was written.
    pub file_hash: String,
    /// Hash of its salt and its content.
    pub commitment: String,
    /// Hash of the event before it.
    pub previous: String,
    /// Whether its stored hashes are the ones that its fields and its content give now.
    pub sound: bool,
}

/// The first fault of a chain.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    pub council: String,
    pub seq: i64,
    pub what: String,
}

/// How a chain was found: how many events, its last hash, and the first fault.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Verdict {
    pub council: String,
    pub events: i64,
    pub head: String,
    pub fault: Option<Fault>,
}

/// Every council that has a chain.
pub fn chains(db: &mut Db) -> Result<Vec<String>> {
    Ok(councils::table.order(councils::slug).select(councils::slug).load(db)?)
}

/// Re-hashes a council's whole chain, in pieces, and says where it breaks first.
pub fn verify(db: &mut Db, council: &str) -> Result<Verdict> {
    let (last, head): (i64, String) =
        councils::table.find(council).select((councils::last_event, councils::last_hash)).first(db)?;
    let mut verdict = Verdict { council: council.to_owned(), events: last, head: head.clone(), fault: None };
    let fault = |seq: i64, what: &str| Some(Fault { council: council.to_owned(), seq, what: what.to_owned() });
    if let Some(file) = changed_file(db, council)? {
        verdict.fault = fault(0, &format!("the council file {file} is not the one that its hash names"));
        return Ok(verdict);
    }
    let (mut seq, mut previous) = (0, GENESIS.to_owned());
    loop {
        let rows = events::table
            .filter(events::council.eq(council).and(events::seq.gt(seq)))
            .order(events::seq)
            .limit(1000)
            .select(Row::as_select())
            .load(db);
        // A flipped byte can make a column unreadable (no date, no id): then the row is found by its number.
        let rows: Vec<Row> = match rows {
            Ok(rows) => rows,
            Err(cause) => {
                verdict.fault = fault(first_unreadable(db, council, seq)?, &format!("cannot be read: {cause}"));
                return Ok(verdict);
            }
        };
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let broken = if row.seq != seq + 1 {
                Some("an event before this one is missing")
            } else if row.previous != previous {
                Some("does not follow from the event before it")
            } else if row.hash != row.expected_hash() {
                Some("its hash does not fit what it says")
            } else {
                match (&row.salt, &row.payload) {
                    (Some(salt), Some(payload)) if chain::commitment(salt, payload) != row.commitment => {
                        Some("its payload was changed")
                    }
                    (Some(_), None) | (None, Some(_)) => Some("its payload or its salt was removed alone"),
                    _ => None,
                }
            };
            if let Some(what) = broken {
                verdict.fault = fault(row.seq, what);
                return Ok(verdict);
            }
            seq = row.seq;
            previous = row.hash;
        }
    }
    if seq != last || previous != head {
        verdict.fault = fault(seq + 1, "the chain's head names an event that is not there");
    }
    Ok(verdict)
}

/// The hash of the first kept council file whose content is another than it was.
fn changed_file(db: &mut Db, council: &str) -> Result<Option<String>> {
    let files: Vec<(String, String)> = council_files::table
        .filter(council_files::council.eq(council.to_owned()))
        .select((council_files::hash, council_files::content))
        .load(db)?;
    let fits = |(hash, content): &(String, String)| *hash == digest::sha256(content.as_bytes());
    Ok(files.into_iter().find(|file| !fits(file)).map(|(hash, _)| hash))
}

fn first_unreadable(db: &mut Db, council: &str, after: i64) -> Result<i64> {
    let numbers: Vec<i64> = events::table
        .filter(events::council.eq(council).and(events::seq.gt(after)))
        .order(events::seq)
        .limit(1000)
        .select(events::seq)
        .load(db)?;
    for seq in numbers {
        if events::table.find((council, seq)).select(Row::as_select()).first(db).is_err() {
            return Ok(seq);
        }
    }
    Ok(after + 1)
}
