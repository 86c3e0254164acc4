//! Where something came from that was brought in, as the API gives it.
use crate::council::Council;
use crate::papers::store::Origin;
use serde::Serialize;
use utoipa::ToSchema;

/// Where a paper came from.
#[derive(Debug, Serialize, ToSchema)]
pub struct OriginJson {
    pub source: String,
    pub url: String,
    pub licence: String,
    /// The name of the source, as it is to be printed with what is shown of it.
    pub name: String,
    /// Its files at the source: addresses.
    pub files: Vec<String>,
    /// Whether the record that names them can no longer be read.
    pub broken: bool,
}

impl OriginJson {
    pub fn of(council: &Council, origin: &Origin) -> Self {
        Self {
            name: council.import.source(&origin.source).to_owned(),
            broken: origin.broken,
            source: origin.source.clone(),
            url: origin.url.clone(),
            licence: origin.licence.clone(),
            files: origin.files.iter().map(|(_, url)| url.clone()).collect(),
        }
    }
}
