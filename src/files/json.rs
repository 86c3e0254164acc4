//! Files as the API answers them.
use super::File;
use super::act::FileOffer;
use super::pages::download;
use super::view::Listed;
use crate::visibility::Circle;
use crate::wording::Wording;
use serde::Serialize;
use utoipa::ToSchema;

/// A file with its earlier versions, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileJson {
    pub id: String,
    pub name: String,
    /// By its content.
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    /// Whether everybody sees it.
    pub public: bool,
    /// Came after what it hangs on was admitted, issued or invited to.
    pub late: bool,
    /// Counts the versions from 1.
    pub revision: i32,
    /// RFC 3339 in UTC.
    pub uploaded_at: String,
    /// For the next action on it.
    pub version: i32,
    /// Address for people.
    pub url: String,
    /// Address for programs: takes a bearer token.
    pub content: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(no_recursion)]
    pub older: Vec<FileJson>,
}

/// An action that may be taken on a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileOfferJson {
    pub name: String,
    pub label: String,
    pub needs_reason: bool,
    /// Every reason why it cannot be taken now.
    pub refused: Option<String>,
}

/// A file; `circle` is the one before which it really lies.
pub fn file(file: &File, circle: Circle, public_url: &str) -> FileJson {
    FileJson {
        id: file.id.to_string(),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: file.size,
        sha256: file.sha256.clone(),
        public: circle == Circle::Public,
        late: file.late,
        revision: file.revision,
        uploaded_at: file.uploaded_at.text(),
        version: file.version,
        url: format!("{public_url}{}", download::href(&file.council, file)),
        content: format!("{public_url}/api/v1/{}/files/{}/content", file.council, file.id),
        older: Vec::new(),
    }
}

/// Files of a list.
pub fn files(listed: &[Listed], public_url: &str) -> Vec<FileJson> {
    let of = |row: &Listed| {
        let older = row.older.iter().map(|older| file(older, older.circle.min(row.widest), public_url));
        FileJson { older: older.collect(), ..file(&row.file, row.circle(), public_url) }
    };
    listed.iter().map(of).collect()
}

/// The actions: those that can be taken now, or with `all` also the others with their reasons.
pub fn offers(offers: &[FileOffer], wording: &Wording<'_>, all: bool) -> Vec<FileOfferJson> {
    offers
        .iter()
        .filter(|offer| all || offer.refused.is_empty())
        .map(|offer| {
            let reasons: Vec<_> = offer.refused.iter().map(|why| wording.words.tell(wording.language, why)).collect();
            FileOfferJson {
                name: offer.action.to_string(),
                label: wording.words.say(wording.language, &format!("file_do_{}", offer.action), &[]),
                needs_reason: offer.needs_reason,
                refused: (!reasons.is_empty()).then(|| reasons.join(" ")),
            }
        })
        .collect()
}
