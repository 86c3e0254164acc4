//! Numbers of papers that do not exist, for programs.
use crate::db::types::PaperId;
use crate::papers::kept::Kept;
use crate::wording::Wording;
use serde::Serialize;
use utoipa::ToSchema;

/// A number that waits for a paper, or waited in vain.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeptJson {
    pub reference: String,
    /// Key and word of the kind that it is kept for.
    pub kind: String,
    pub kind_label: String,
    /// `reserved`, or `not_used` for ever.
    pub state: String,
    /// The same in words.
    pub told: String,
}

impl KeptJson {
    /// Those below one paper, or those of the whole family.
    pub fn list(wording: &Wording<'_>, kept: &[Kept], below: Option<PaperId>) -> Vec<Self> {
        let own = kept.iter().filter(|kept| below.is_none_or(|paper| paper == kept.paper));
        own.map(|kept| Self {
            reference: kept.reference.clone(),
            kind: kept.kind.clone(),
            kind_label: wording.council.kind_label(&kept.kind, wording.language).to_owned(),
            state: if kept.unused { "not_used" } else { "reserved" }.to_owned(),
            told: wording.kept(kept),
        })
        .collect()
    }
}
