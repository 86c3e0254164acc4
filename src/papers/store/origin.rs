//! Where a paper came from that was brought in from elsewhere.
use crate::db::Db;
use crate::db::schema::imports;
use crate::db::types::PaperId;
use crate::error::Result;
use diesel::prelude::*;
use serde::Deserialize;

/// The source of a paper, as it says it itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The key of the source: `magdeburg`.
    pub source: String,
    /// Where the source shows the paper; empty where it does not say.
    pub url: String,
    pub licence: String,
    /// The files that the source names: name and address there.
    pub files: Vec<(String, String)>,
}

/// What of a record is shown that has no column of its own.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Record {
    files: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: String,
    #[serde(default)]
    url: String,
}

/// Where the paper came from; `None` for one that was filed here.
pub fn origin(db: &mut Db, paper: PaperId) -> Result<Option<Origin>> {
    let found: Option<(String, String, String, String)> = imports::table
        .filter(imports::paper_id.eq(paper))
        .order((imports::taken_at, imports::external_id.desc()))
        .select((imports::source, imports::url, imports::licence, imports::record))
        .first(db)
        .optional()?;
    Ok(found.map(|(source, url, licence, record)| {
        let record: Record = serde_json::from_str(&record).unwrap_or_default();
        let web = |address: &str| address.starts_with("https://") || address.starts_with("http://");
        let files = record.files.into_iter().filter(|file| web(&file.url)).map(|file| (file.name, file.url)).collect();
        Origin { source, url: Some(url).filter(|url| web(url)).unwrap_or_default(), licence, files }
    }))
}
