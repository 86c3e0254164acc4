//! A closed case as it is stored, read from one snapshot: every paper of the family that the council's office sees, with
//! its texts, files, consultations, orders and events.
use super::chain::{Evidence, Noted};
use super::message::{Bytes, Chain, Document, Happened, Matter, Record, Version, derived};
use super::{PACKED, text};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{Moment, PaperId, RecordId};
use crate::error::{Error, Result};
use crate::events::store::{self as events, Proof};
use crate::events::{Detail, Event};
use crate::files::File;
use crate::files::view::Listed;
use crate::papers::compare::Content;
use crate::papers::facts::Case;
use crate::papers::view::{self, Dossier};
use crate::papers::{Paper, seen};
use crate::procedure::EntryState;
use crate::visibility::{Circle, Scope};
use crate::wording::Wording;
use crate::words::Words;
use crate::{notes, orders, papers};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The papers of a case: those of the family that are, or were, in business, in reading order.
pub fn papers_of(db: &mut Db, root: PaperId) -> Result<Vec<Paper>> {
    let mut found: Vec<_> =
        view::family(db, &Scope::of_records(), root)?.into_iter().map(|relative| relative.paper).collect();
    found.retain(|paper| matches!(paper.entry, EntryState::Admitted | EntryState::Issued | EntryState::Withdrawn));
    Ok(found)
}

/// The number of the last thing that happened to these papers, that they were packed aside.
pub fn last_event(db: &mut Db, papers: &[Paper]) -> Result<i64> {
    let ids: Vec<_> = papers.iter().map(|paper| paper.id).collect();
    let happened = events::of_papers(db, &ids)?;
    Ok(happened.iter().find(|event| event.action != PACKED).map_or(0, |event| event.seq))
}

/// The case of this root, ready to be packed as `id` at `made_at`.
///
/// # Errors
/// `NotFound` when there is nothing that was in business.
pub fn record(
    db: &mut Db,
    council: &Council,
    words: &Words,
    root: PaperId,
    (id, made_at): (RecordId, Moment),
) -> Result<Record> {
    let papers = papers_of(db, root)?;
    let first = papers.first().cloned().ok_or(Error::NotFound)?;
    let ids: Vec<_> = papers.iter().map(|paper| paper.id).collect();
    let proofs = events::proofs_of_papers(db, &ids)?;
    let reader = Reader {
        wording: Wording::new(words, council, council.language()),
        scope: Scope::of_records(),
        hashes: proofs.iter().map(|proof| (proof.event.seq, proof.event.hash.clone())).collect(),
        made_at,
    };
    let mut matters = Vec::new();
    for paper in papers {
        matters.push(reader.matter(db, council, paper)?);
    }
    let first_of = matters.first().ok_or(Error::NotFound)?;
    let made_on = made_at.day(council.timezone);
    let happened: Vec<_> = proofs.iter().filter(|proof| proof.event.action != PACKED).collect();
    let head = events::head(db, &council.slug)?;
    let text = reader.evidence(db, council, id, &ids, &proofs, head.clone())?;
    Ok(Record {
        id,
        made_at,
        made_on,
        number: first_of.number.clone(),
        title: first_of.title.clone(),
        lead: first_of.lead.clone(),
        began: matters.iter().map(|matter| matter.began).min().unwrap_or(made_on),
        ended: matters.iter().map(|matter| matter.ended).max().unwrap_or(made_on),
        chain: Chain {
            council: council.slug.clone(),
            from: proofs.first().map_or(0, |proof| proof.event.seq),
            to: happened.last().map_or(0, |proof| proof.event.seq),
            count: proofs.len(),
            head: head.0,
            head_hash: head.1,
            document: Document {
                id: derived(first.id.uuid(), "chain", 0),
                title: reader.say("record_chain"),
                kind: reader.say("record_chain_kind"),
                written_on: made_on,
                public: matters.iter().all(|matter| matter.public),
                versions: vec![Version::made(id.uuid(), 1, "Hash-Kette.json", made_at, text)],
            },
        },
        matters,
    })
}

/// What every part of the case is read with.
struct Reader<'a> {
    wording: Wording<'a>,
    scope: Scope,
    /// The hashes of the case's events.
    hashes: BTreeMap<i64, String>,
    made_at: Moment,
}

impl Reader<'_> {
    fn say(&self, key: &str) -> String {
        self.wording.words.say(self.wording.language, key, &[])
    }

    fn day(&self, at: Moment) -> NaiveDate {
        at.day(self.wording.council.timezone)
    }

    fn matter(&self, db: &mut Db, council: &Council, paper: Paper) -> Result<Matter> {
        let case = Case::load(db, council, paper.clone())?;
        let dossier = view::dossier_of(db, council, &self.scope, paper)?;
        let paper = &dossier.paper;
        let public = paper.circle == Circle::Public && view::sealed(council, paper).is_none();
        let began = paper.submitted_on.or(paper.admitted_on).or(paper.issued_on);
        let happened = dossier.history.iter().rfind(|event| event.action != PACKED);
        let mut documents = vec![self.text(council, &dossier, &case, public)?];
        documents.extend(dossier.files.iter().map(|listed| self.file(paper.id, listed)));
        documents.push(self.course(db, &dossier, public)?);
        let remarks = notes::store::of_paper(db, paper.id)?;
        if let Some((last, _)) = remarks.last() {
            let text = text::notes(&self.wording, &dossier, &remarks);
            documents.push(self.made(paper, "notes", &self.say("notes_title"), last.written_at, false, text));
        }
        Ok(Matter {
            id: paper.id.uuid(),
            number: paper.reference.clone().unwrap_or_else(|| paper.id.to_string()),
            title: paper.title.clone(),
            kind: council.kind_label(&paper.kind, self.wording.language).to_owned(),
            lead: dossier.responsible.clone().or_else(|| Some(dossier.author.clone())),
            // One part that is not public makes the whole so, an event of the history, too.
            public: documents.iter().all(|document| document.public)
                && dossier.history.iter().all(|event| event.circle == Circle::Public),
            began: began.unwrap_or_else(|| self.day(paper.created_at)),
            ended: self.day(happened.map_or(paper.updated_at, |event| event.happened_at)),
            history: dossier.history.iter().map(|event| self.happened(event)).collect(),
            documents,
        })
    }

    /// What the paper says: each frozen version, and what it says now where that is another text.
    fn text(&self, council: &Council, dossier: &Dossier, case: &Case, public: bool) -> Result<Document> {
        let paper = &dossier.paper;
        let version = |number: i32, at: Moment, content: &Content| {
            let name = format!("{}.txt", paper.path_segment());
            let told = text::content(&self.wording, dossier, content);
            Version::made(derived(paper.id.uuid(), "text", i64::from(number)), number, name, at, told)
        };
        let now = case.content(council)?;
        let mut versions = Vec::new();
        for frozen in &dossier.versions {
            versions.push(version(frozen.number, frozen.frozen_at, &Content::parse(&frozen.content)?));
        }
        let written = Content::parse(&now)?;
        let mut current = written.clone();
        // What is private stands in no frozen text.
        current.extra = paper.extra.clone();
        let is_new = dossier.versions.last().is_none_or(|frozen| frozen.content != now);
        let private = written.extra != current.extra;
        if is_new || private {
            let number = dossier.versions.last().map_or(1, |frozen| frozen.number + 1);
            versions.push(version(number, paper.updated_at.min(self.made_at), &current));
        }
        let written_on = paper.issued_on.or(paper.submitted_on).or(paper.admitted_on);
        Ok(Document {
            id: derived(paper.id.uuid(), "text", 0),
            title: paper.title.clone(),
            kind: council.kind_label(&paper.kind, self.wording.language).to_owned(),
            written_on: written_on.unwrap_or_else(|| self.day(paper.created_at)),
            public: public && !private,
            versions,
        })
    }

    /// What became of the paper.
    fn course(&self, db: &mut Db, dossier: &Dossier, public: bool) -> Result<Document> {
        let paper = &dossier.paper;
        let decided = orders::store::resolutions(db, paper.id)?;
        let mut carried = Vec::new();
        for order in orders::store::of_paper(db, paper.id)? {
            let owners = orders::store::owners(db, std::slice::from_ref(&order))?;
            let reports = orders::store::reports(db, order.id)?;
            carried.push((order, owners.into_iter().next().map(|(_, name)| name), reports));
        }
        let open = decided.iter().all(|(.., circle)| *circle == Circle::Public)
            && dossier.consultations.iter().all(|row| row.consultation.circle == Circle::Public)
            && carried.iter().all(|(order, ..)| order.public);
        let told = text::course(&self.wording, dossier, &decided, &carried);
        let at = dossier.history.last().map_or(paper.updated_at, |event| event.happened_at);
        Ok(self.made(paper, "course", &self.say("record_course"), at, public && open, told))
    }

    fn made(&self, paper: &Paper, what: &str, title: &str, at: Moment, public: bool, text: String) -> Document {
        let name = format!("{} {title}.txt", paper.path_segment());
        Document {
            id: derived(paper.id.uuid(), what, 0),
            title: title.to_owned(),
            kind: title.to_owned(),
            written_on: self.day(at),
            public,
            versions: vec![Version::made(derived(paper.id.uuid(), what, 1), 1, name, at, text)],
        }
    }

    fn file(&self, paper: PaperId, listed: &Listed) -> Document {
        let version = |file: &File| Version {
            number: file.revision.to_string(),
            id: file.id.uuid(),
            name: file.name.clone(),
            by: None,
            at: file.uploaded_at,
            sha256: file.sha256.clone(),
            bytes: Bytes::Stored(u64::try_from(file.size).unwrap_or(0)),
        };
        Document {
            id: derived(paper.uuid(), "file", i64::from(listed.file.position)),
            title: listed.file.name.clone(),
            kind: self.say("record_attachment"),
            written_on: self.day(listed.file.uploaded_at),
            public: listed.circle() == Circle::Public,
            versions: listed.older.iter().rev().chain([&listed.file]).map(version).collect(),
        }
    }

    fn happened(&self, event: &Event) -> Happened {
        let told = self.wording.event(event);
        let mut remark: Vec<_> = told.facts.iter().map(|fact| format!("{}: {}", fact.label, fact.text)).collect();
        remark.extend(told.reason.clone());
        let (seq, hash) = (event.seq.to_string(), self.hashes.get(&event.seq).cloned().unwrap_or_default());
        let args: &[(&str, &str)] = &[("seq", &seq), ("hash", &hash)];
        remark.push(self.wording.words.say(self.wording.language, "record_event", args));
        Happened {
            what: told.title,
            by: if told.by.is_empty() { "Ratsweg".to_owned() } else { told.by },
            at: event.happened_at,
            remark: remark.join("\n"),
            change: event.detail.as_ref().and_then(|detail| self.change(detail)),
        }
    }

    /// How the status changed by an event.
    fn change(&self, detail: &Detail) -> Option<(String, Option<String>, String)> {
        let word = |status| self.wording.council.status_label(status, self.wording.language).to_owned();
        let to = detail.to.filter(|to| detail.from != Some(*to))?;
        Some((self.say("paper_status"), detail.from.map(word), word(to)))
    }

    /// The list of the events with their hashes. What was its author's alone is there by its hash and nothing else, and so
    /// is what a withdrawn file was called.
    fn evidence(
        &self,
        db: &mut Db,
        council: &Council,
        id: RecordId,
        papers: &[PaperId],
        proofs: &[Proof],
        head: (i64, String),
    ) -> Result<String> {
        let names = papers.iter().map(ToString::to_string).collect();
        let mut evidence = Evidence::new(id.to_string(), &council.slug, names, head);
        let mut circles = BTreeMap::new();
        for paper in papers {
            let paper = papers::store::get(db, *paper)?;
            circles.insert(paper.id, paper);
        }
        for proof in proofs {
            let paper = proof.event.paper_id.and_then(|paper| circles.get(&paper));
            let whole = paper.is_some_and(|paper| self.scope.sees_part(proof.event.circle, &paper.exposure(&[])));
            evidence.events.push(Noted::of(proof, whole));
        }
        Ok(serde_json::to_string_pretty(&evidence)?)
    }
}

/// Whether the first paper of the case lies before the office at all.
pub fn is_there(db: &mut Db, root: &Paper) -> Result<bool> {
    seen::is_seen(db, &Scope::of_records(), root)
}
