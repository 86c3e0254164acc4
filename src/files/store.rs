//! The queries on files.
use super::File;
use crate::app::Tx;
use crate::db::schema::{agenda_items, blobs, consultations, files, meetings, minutes, organizations, record_packages};
use crate::db::types::{AgendaItemId, FileId, MeetingId, MinutesId, Moment, OrganizationId, PaperId, SubjectId};
use crate::db::{Db, MultiBackend};
use crate::each_backend;
use crate::error::{Error, Result};
use crate::vocabulary::{FileSubject, ItemState, MeetingState, MinutesState};
use diesel::dsl::exists;
use diesel::prelude::*;

/// One file of this council, whatever became of it.
pub fn get(db: &mut Db, council: &str, id: FileId) -> Result<File> {
    let own = files::council.eq(council.to_owned()).and(files::id.eq(id));
    Ok(files::table.filter(own).select(File::as_select()).first(db)?)
}

/// Every version of every file of these things that was not withdrawn, in the order in which they are shown.
pub fn of(db: &mut Db, kind: FileSubject, ids: &[SubjectId]) -> Result<Vec<File>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(files::table
        .filter(files::subject_kind.eq(kind).and(files::subject_id.eq_any(ids.to_vec())))
        .filter(files::withdrawn_at.is_null())
        .order((files::position, files::revision, files::id))
        .select(File::as_select())
        .load(db)?)
}

/// The SHA-256 of the files that hang on a paper now: what its text covers.
pub fn hashes(db: &mut Db, paper: PaperId) -> Result<Vec<String>> {
    Ok(files::table
        .filter(files::paper_id.is_not_null().and(files::paper_id.assume_not_null().eq(paper)))
        .filter(files::withdrawn_at.is_null().and(files::replaced_at.is_null()))
        .order((files::position, files::id))
        .select(files::sha256)
        .load(db)?)
}

/// Of these files those that were withdrawn.
pub fn withdrawn(db: &mut Db, ids: &[FileId]) -> Result<Vec<FileId>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(files::table
        .filter(files::id.eq_any(ids.to_vec()).and(files::withdrawn_at.is_not_null()))
        .select(files::id)
        .load(db)?)
}

/// The last position among the files of a thing.
pub fn last_position(db: &mut Db, kind: FileSubject, id: SubjectId) -> Result<i32> {
    let last: Option<Option<i32>> = files::table
        .filter(files::subject_kind.eq(kind).and(files::subject_id.eq(id)))
        .select(diesel::dsl::max(files::position))
        .first(db)
        .optional()?;
    Ok(last.flatten().unwrap_or(0))
}

/// Files of this council by id, after the one given: for a walk over all of them.
pub fn after(db: &mut Db, council: &str, after: Option<FileId>, limit: i64) -> Result<Vec<File>> {
    let mut query = files::table
        .filter(files::council.eq(council.to_owned()))
        .order(files::id)
        .limit(limit)
        .select(File::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(after) = after {
        query = query.filter(files::id.gt(after));
    }
    Ok(query.load(db)?)
}

/// The files of this council whose opening waits for a second person, the oldest first.
pub fn opening(db: &mut Db, council: &str) -> Result<Vec<File>> {
    Ok(files::table
        .filter(files::council.eq(council.to_owned()).and(files::opening_by.is_not_null()))
        .filter(files::withdrawn_at.is_null().and(files::replaced_at.is_null()))
        .order(files::id)
        .select(File::as_select())
        .load(db)?)
}

/// Writes a new file.
pub fn insert(tx: &mut Tx<'_>, file: &File) -> Result<()> {
    diesel::insert_into(files::table).values(file).execute(&mut **tx)?;
    Ok(())
}

/// Writes a changed file; its own version counts up. `Stale` when somebody was faster.
pub fn save(tx: &mut Tx<'_>, file: &mut File) -> Result<()> {
    let expected = file.version;
    file.version += 1;
    let own = files::id.eq(file.id).and(files::version.eq(expected));
    let written = diesel::update(files::table.filter(own)).set(&*file).execute(&mut **tx)?;
    if written == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Notes that the bytes of this hash are about to be kept, before they are moved to their place: from here on the sweep
/// leaves them alone for its time, and whoever is sweeping them just now is waited for.
pub fn claim(tx: &mut Tx<'_>, sha256: &str, size: i64) -> Result<()> {
    let now = tx.real_now;
    let row = (blobs::sha256.eq(sha256.to_owned()), blobs::size.eq(size), blobs::stored_at.eq(now));
    each_backend!(&mut **tx, c => {
        diesel::insert_into(blobs::table)
            .values(row)
            .on_conflict(blobs::sha256)
            .do_update()
            .set(blobs::stored_at.eq(now))
            .execute(c)
    })?;
    Ok(())
}

/// As `claim`, but only where nothing is known of these bytes. Answers whether that was so.
pub fn claim_unknown(tx: &mut Tx<'_>, sha256: &str) -> Result<bool> {
    let row = (blobs::sha256.eq(sha256.to_owned()), blobs::size.eq(0_i64), blobs::stored_at.eq(tx.real_now));
    let written = each_backend!(&mut **tx, c => {
        diesel::insert_into(blobs::table).values(row).on_conflict_do_nothing().execute(c)
    })?;
    Ok(written > 0)
}

/// Bytes that no file and no package refers to, kept before this moment. At most `limit`.
pub fn orphans(db: &mut Db, before: Moment, limit: i64) -> Result<Vec<String>> {
    let used = exists(files::table.filter(files::sha256.eq(blobs::sha256)));
    let packed = exists(record_packages::table.filter(record_packages::sha256.eq(blobs::sha256)));
    Ok(blobs::table
        .filter(blobs::stored_at.lt(before).and(diesel::dsl::not(used)).and(diesel::dsl::not(packed)))
        .select(blobs::sha256)
        .limit(limit)
        .load(db)?)
}

/// Of these hashes those that are known.
pub fn known(db: &mut Db, hashes: &[String]) -> Result<Vec<String>> {
    Ok(blobs::table.filter(blobs::sha256.eq_any(hashes.to_vec())).select(blobs::sha256).load(db)?)
}

/// Forgets bytes that no file refers to and that were kept before this moment; whoever wants to keep the same bytes now
/// waits until this transaction ends. Answers whether they were still there and still nobody's.
pub fn forget(tx: &mut Tx<'_>, sha256: &str, before: Moment) -> Result<bool> {
    let used = exists(files::table.filter(files::sha256.eq(blobs::sha256)));
    let packed = exists(record_packages::table.filter(record_packages::sha256.eq(blobs::sha256)));
    let unused = diesel::dsl::not(used).and(diesel::dsl::not(packed));
    let orphan = blobs::sha256.eq(sha256.to_owned()).and(blobs::stored_at.lt(before));
    let gone = diesel::delete(blobs::table.filter(orphan.and(unused))).execute(&mut **tx)?;
    Ok(gone > 0)
}

/// Of these hashes those whose bytes only withdrawn files refer to.
pub fn withdrawn_alone(db: &mut Db, hashes: &[String]) -> Result<Vec<String>> {
    let live = exists(files::table.filter(files::sha256.eq(blobs::sha256).and(files::withdrawn_at.is_null())));
    let used = exists(files::table.filter(files::sha256.eq(blobs::sha256)));
    let packed = exists(record_packages::table.filter(record_packages::sha256.eq(blobs::sha256)));
    let gone = used.and(diesel::dsl::not(live)).and(diesel::dsl::not(packed));
    Ok(blobs::table.filter(blobs::sha256.eq_any(hashes.to_vec()).and(gone)).select(blobs::sha256).load(db)?)
}

/// Holds the row of bytes that only withdrawn files refer to and that were kept before this moment; whoever wants to keep
/// the same bytes now waits until this transaction ends. Answers whether that is still so.
pub fn hold_withdrawn(tx: &mut Tx<'_>, sha256: &str, before: Moment) -> Result<bool> {
    let old = blobs::sha256.eq(sha256.to_owned()).and(blobs::stored_at.lt(before));
    let held =
        diesel::update(blobs::table.filter(old)).set(blobs::stored_at.eq(blobs::stored_at)).execute(&mut **tx)?;
    Ok(held > 0 && !withdrawn_alone(tx, &[sha256.to_owned()])?.is_empty())
}

/// What files must know of a sitting.
#[derive(Debug, Clone)]
pub struct Sitting {
    pub id: MeetingId,
    pub body: OrganizationId,
    pub body_name: String,
    pub starts_at: Moment,
    pub state: MeetingState,
    /// When the invitation went out.
    pub invited_at: Option<Moment>,
    /// Whether the body as a whole meets behind closed doors.
    pub nonpublic: bool,
}

/// A sitting of this council.
pub fn sitting(db: &mut Db, council: &str, id: MeetingId) -> Result<Sitting> {
    type Joined = (OrganizationId, String, Moment, MeetingState, Option<Moment>, bool);
    let (body, body_name, starts_at, state, invited_at, nonpublic): Joined = meetings::table
        .inner_join(organizations::table.on(organizations::id.eq(meetings::organization_id)))
        .filter(meetings::council.eq(council.to_owned()).and(meetings::id.eq(id)))
        .select((
            meetings::organization_id,
            organizations::name,
            meetings::starts_at,
            meetings::state,
            meetings::invited_at,
            organizations::nonpublic,
        ))
        .first(db)?;
    Ok(Sitting { id, body, body_name, starts_at, state, invited_at, nonpublic })
}

/// What files must know of an agenda item.
#[derive(Debug, Clone)]
pub struct Item {
    pub meeting: MeetingId,
    pub number: String,
    pub public: bool,
    pub state: ItemState,
}

/// An agenda item of this council.
pub fn item(db: &mut Db, council: &str, id: AgendaItemId) -> Result<Item> {
    let (meeting, number, public, state) = agenda_items::table
        .filter(agenda_items::council.eq(council.to_owned()).and(agenda_items::id.eq(id)))
        .select((agenda_items::meeting_id, agenda_items::number, agenda_items::public, agenda_items::state))
        .first(db)?;
    Ok(Item { meeting, number, public, state })
}

/// The agenda items of a sitting.
pub fn items(db: &mut Db, meeting: MeetingId) -> Result<Vec<(AgendaItemId, Item)>> {
    let rows: Vec<(AgendaItemId, String, bool, ItemState)> = agenda_items::table
        .filter(agenda_items::meeting_id.eq(meeting))
        .select((agenda_items::id, agenda_items::number, agenda_items::public, agenda_items::state))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, number, public, state)| (id, Item { meeting, number, public, state })).collect())
}

/// The sitting and the state of minutes of this council.
pub fn minutes_of(db: &mut Db, council: &str, id: MinutesId) -> Result<(MeetingId, MinutesState)> {
    Ok(minutes::table
        .filter(minutes::council.eq(council.to_owned()).and(minutes::id.eq(id)))
        .select((minutes::meeting_id, minutes::state))
        .first(db)?)
}

/// Whether a paper is dealt with behind closed doors somewhere: then what is added to it late stays there.
pub fn is_on_closed_agenda(db: &mut Db, paper: PaperId) -> Result<bool> {
    let items = consultations::table
        .inner_join(agenda_items::table.on(consultations::agenda_item_id.eq(agenda_items::id.nullable())))
        .filter(consultations::paper_id.eq(paper).and(agenda_items::public.eq(false)));
    Ok(diesel::select(exists(items)).get_result(db)?)
}

/// Whether an invitation went out to a sitting that deals with this paper.
pub fn is_invited_to(db: &mut Db, paper: PaperId) -> Result<bool> {
    let sittings = consultations::table
        .inner_join(meetings::table.on(consultations::meeting_id.eq(meetings::id.nullable())))
        .filter(consultations::paper_id.eq(paper).and(meetings::invited_at.is_not_null()));
    Ok(diesel::select(exists(sittings)).get_result(db)?)
}
