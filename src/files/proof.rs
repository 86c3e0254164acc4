//! That the files are what the chain recorded: their rows name the bytes that their events named, and the bytes in the
//! store have the hash under which they lie.
use super::store;
use crate::app::App;
use crate::council::Council;
use crate::error::Result;
use crate::events::store::{self as events, Fault};
use std::collections::BTreeMap;

/// Files that are compared between two looks at the list.
const BATCH: i64 = 200;

/// The first file of the council that is not what its event recorded; `None` when all are.
pub async fn verify(app: &App, council: &Council) -> Result<Option<Fault>> {
    // Bytes that several files share are read once.
    let mut found: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut after = None;
    loop {
        let slug = council.slug.clone();
        let files = app.read_blocking(|db| {
            let files = store::after(db, &slug, after, BATCH)?;
            let mut recorded = Vec::new();
            for file in files {
                let first = events::first_of_subject(db, &slug, &format!("file:{}", file.id))?;
                recorded.push((file, first));
            }
            Ok(recorded)
        })?;
        let Some((last, _)) = files.last() else { return Ok(None) };
        after = Some(last.id);
        for (file, event) in files {
            let seq = event.as_ref().map_or(0, |event| event.seq);
            let recorded = event.and_then(|event| event.detail).and_then(|detail| detail.sha256);
            if recorded.is_some_and(|recorded| recorded != file.sha256) {
                let what = format!("recorded other bytes of the file {} than those that its row names", file.id);
                return Ok(Some(Fault { council: slug, seq, what }));
            }
            let real = match found.get(&file.sha256) {
                Some(known) => known.clone(),
                None => {
                    let real = app.blobs.hash(&file.sha256).await?;
                    found.insert(file.sha256.clone(), real.clone());
                    real
                }
            };
            let what = match real {
                Some(real) if real == file.sha256 => continue,
                Some(_) => format!("recorded other bytes of the file {} than those in the store", file.id),
                None => format!("recorded the file {}, whose bytes are not in the store", file.id),
            };
            return Ok(Some(Fault { council: slug, seq, what }));
        }
    }
}
