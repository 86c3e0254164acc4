//! A paper as a line of a list of the API.
use crate::council::Council;
use crate::papers::signatories::Signatories;
use crate::papers::url;
use crate::pending::Pending;
use crate::pending::json::PendingJson;
use crate::wording::Wording;
use serde::Serialize;
use utoipa::ToSchema;

/// A paper of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperRow {
    pub id: String,
    pub reference: Option<String>,
    pub title: String,
    pub kind: String,
    pub status: String,
    pub submitter: String,
    /// The first of the members who signed, and how many signed besides.
    pub first_signatory: Option<String>,
    pub co_signatories: usize,
    /// Who has it now, and until when; absent once it is closed.
    pub pending: Option<PendingJson>,
    pub updated_at: String,
    pub url: String,
    /// The source of a paper that was brought in from elsewhere, and its licence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// A paper as a line of a list, with who has it now and who signed it.
pub fn row(
    paper: &crate::papers::Paper,
    pending: Option<&Pending>,
    signatories: Option<&Signatories>,
    wording: &Wording<'_>,
    public_url: &str,
) -> PaperRow {
    PaperRow {
        id: paper.id.to_string(),
        reference: paper.reference.clone(),
        title: paper.title.clone(),
        kind: paper.kind.clone(),
        status: paper.status.to_string(),
        submitter: paper.submitter.clone(),
        first_signatory: signatories.map(|signatories| signatories.first.clone()),
        co_signatories: signatories.map_or(0, |signatories| signatories.others.len()),
        pending: pending.map(|pending| pending.json(wording)),
        updated_at: paper.updated_at.text(),
        url: url(public_url, &paper.council, &paper.path_segment()),
        source: None,
        licence: None,
    }
}

impl PaperRow {
    /// The same, marked with where it came from.
    pub fn from(mut self, council: &Council, origin: Option<(String, String)>) -> Self {
        if let Some((source, licence)) = origin {
            self.source = Some(council.import.source(&source).to_owned());
            self.licence = Some(licence);
        }
        self
    }
}
