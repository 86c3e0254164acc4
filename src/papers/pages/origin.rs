//! Where a paper came from, as its page names it.
use crate::council::Council;
use crate::papers::store::Origin;
use crate::web::rows::Link;
use serde::Serialize;

/// The source of a paper that was brought in from elsewhere, with what it gives along.
#[derive(Debug, Clone, Serialize)]
pub struct Source {
    /// The source by its name.
    pub name: String,
    pub licence: String,
    /// The paper there.
    pub href: String,
    /// Its files there.
    pub files: Vec<Link>,
    /// Whether the record that names them can no longer be read.
    pub broken: bool,
}

impl Source {
    pub fn of(council: &Council, origin: &Origin) -> Self {
        let files = origin.files.iter();
        Self {
            name: council.import.sources.get(&origin.source).unwrap_or(&origin.source).clone(),
            licence: origin.licence.clone(),
            href: origin.url.clone(),
            files: files.map(|(name, url)| Link { label: name.clone(), href: url.clone() }).collect(),
            broken: origin.broken,
        }
    }

    pub fn sample() -> Self {
        Self {
            name: "Stadt Musterhausen / <Ratsdaten>".to_owned(),
            licence: "CC0-1.0".to_owned(),
            href: "https://ratsinfo.example/vo?id=7".to_owned(),
            files: vec![Link { label: "Antrag".to_owned(), href: "https://ratsinfo.example/do?id=8".to_owned() }],
            broken: true,
        }
    }
}
