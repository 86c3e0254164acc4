//! Where papers and sittings came from that were brought in from elsewhere.
use crate::db::Db;
use crate::db::schema::imports;
use crate::db::types::{MeetingId, Moment, PaperId};
use crate::error::Result;
use diesel::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The source of a paper or a sitting, as it says it itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The key of the source: `magdeburg`.
    pub source: String,
    /// Where the source shows it; empty where it does not say.
    pub url: String,
    pub licence: String,
    /// The files that the source names: name and address there.
    pub files: Vec<(String, String)>,
    /// Whether its record, which names the files, can no longer be read.
    pub broken: bool,
}

/// What of a record is shown that has no column of its own.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Record {
    files: Vec<File>,
}

/// A file as sources name it: with its address, or by its name alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum File {
    Linked {
        #[serde(default)]
        name: String,
        #[serde(default)]
        url: String,
    },
    Named(serde::de::IgnoredAny),
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

type Row = (String, String, String, String);

fn read((source, url, licence, record): Row) -> Origin {
    let parsed = serde_json::from_str::<Record>(&record);
    let broken = parsed.is_err();
    if let Err(cause) = &parsed {
        tracing::warn!(%source, %url, %cause, "the record of what was brought in cannot be read");
    }
    let linked = |file| match file {
        File::Linked { name, url } if is_web(&url) => Some((if name.is_empty() { url.clone() } else { name }, url)),
        File::Linked { .. } | File::Named(_) => None,
    };
    let files = parsed.unwrap_or_default().files.into_iter().filter_map(linked).collect();
    Origin { source, url: Some(url).filter(|url| is_web(url)).unwrap_or_default(), licence, files, broken }
}

/// Where the paper came from; `None` for one that was filed here.
pub fn origin(db: &mut Db, paper: PaperId) -> Result<Option<Origin>> {
    let found: Option<Row> = imports::table
        .filter(imports::paper_id.eq(paper).and(imports::external_id.not_like("change:%")))
        .order((imports::taken_at, imports::external_id))
        .select((imports::source, imports::url, imports::licence, imports::record))
        .first(db)
        .optional()?;
    Ok(found.map(read))
}

/// Where the sitting came from; `None` for one that was set up here.
pub fn origin_of_meeting(db: &mut Db, meeting: MeetingId) -> Result<Option<Origin>> {
    let found: Option<Row> = imports::table
        .filter(imports::meeting_id.eq(meeting))
        .order((imports::taken_at, imports::external_id))
        .select((imports::source, imports::url, imports::licence, imports::record))
        .first(db)
        .optional()?;
    Ok(found.map(|(source, url, licence, _)| read((source, url, licence, "{}".to_owned()))))
}

/// The sources of these sittings with their licences; what was set up here is not among them.
pub fn origins_of_meetings(db: &mut Db, meetings: &[MeetingId]) -> Result<BTreeMap<MeetingId, (String, String)>> {
    if meetings.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(Option<MeetingId>, String, String)> = imports::table
        .filter(imports::meeting_id.is_not_null().and(imports::meeting_id.assume_not_null().eq_any(meetings.to_vec())))
        .order((imports::taken_at.desc(), imports::external_id.desc()))
        .select((imports::meeting_id, imports::source, imports::licence))
        .load(db)?;
    Ok(rows.into_iter().filter_map(|(meeting, source, licence)| Some((meeting?, (source, licence)))).collect())
}

/// The sources of these papers with their licences; what was filed here is not among them.
pub fn origins(db: &mut Db, papers: &[PaperId]) -> Result<BTreeMap<PaperId, (String, String)>> {
    if papers.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(Option<PaperId>, String, String)> = imports::table
        .filter(imports::paper_id.is_not_null().and(imports::paper_id.assume_not_null().eq_any(papers.to_vec())))
        .filter(imports::external_id.not_like("change:%"))
        .order((imports::taken_at.desc(), imports::external_id.desc()))
        .select((imports::paper_id, imports::source, imports::licence))
        .load(db)?;
    Ok(rows.into_iter().filter_map(|(paper, source, licence)| Some((paper?, (source, licence)))).collect())
}

/// When these papers were brought in; what was filed here is not among them.
pub fn brought_in(db: &mut Db, papers: &[PaperId]) -> Result<BTreeMap<PaperId, Moment>> {
    if papers.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(Option<PaperId>, Moment)> = imports::table
        .filter(imports::paper_id.is_not_null().and(imports::paper_id.assume_not_null().eq_any(papers.to_vec())))
        .order(imports::taken_at.desc())
        .select((imports::paper_id, imports::taken_at))
        .load(db)?;
    Ok(rows.into_iter().filter_map(|(paper, at)| Some((paper?, at))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(record: &str) -> Origin {
        read((
            "musterstadt".to_owned(),
            "https://ratsinfo.example/1".to_owned(),
            "CC0-1.0".to_owned(),
            record.to_owned(),
        ))
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let found = of(r#"{"files":["nur ein Name",{"name":"A","url":"https://x.example/a"},{"url":"javascript:x"}]}"#);
        assert_eq!(found.files, [("A".to_owned(), "https://x.example/a".to_owned())]);
        assert!(!found.broken && !of("{}").broken);
        for record in ["", "{", r#"{"files":7}"#] {
            let found = of(record);
            assert!(found.broken && found.files.is_empty() && !found.url.is_empty(), "{record}");
        }
    }
}
