//! Where a paper came from, as its page names it.
use crate::council::Council;
use crate::papers::Paper;
use crate::papers::store::Origin;
use crate::papers::view::Dossier;
use crate::procedure::Status;
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
    /// Whether it says nothing by which one could know how far an inquiry is.
    pub silent: bool,
}

impl Source {
    pub fn of(council: &Council, origin: &Origin) -> Self {
        let files = origin.files.iter();
        Self {
            name: council.import.source(&origin.source).to_owned(),
            licence: origin.licence.clone(),
            href: origin.url.clone(),
            files: files.map(|(name, url)| Link { label: name.clone(), href: url.clone() }).collect(),
            broken: origin.broken,
            silent: false,
        }
    }

    /// The source of a paper. An inquiry of which it names neither a day nor a consultation nor an answer counts as closed,
    /// as nothing runs and nobody has it; that this is all we know is said.
    pub fn of_paper(council: &Council, dossier: &Dossier) -> Option<Self> {
        let source = Self::of(council, dossier.origin.as_ref()?);
        let kind = |paper: &Paper| council.kind(&paper.kind);
        let own = dossier.paper.id;
        let answered = dossier.family.iter().any(|relative| {
            relative.paper.parent_id == Some(own) && kind(&relative.paper).is_some_and(|kind| kind.answers())
        });
        let closed = dossier.paper.status == Status::Closed && kind(&dossier.paper).is_some_and(|kind| kind.asks());
        let silent = closed && !answered && dossier.consultations.is_empty() && dossier.clocks.is_empty();
        Some(Self { silent, ..source })
    }

    pub fn sample() -> Self {
        Self {
            name: "Stadt Musterhausen / <Ratsdaten>".to_owned(),
            licence: "CC0-1.0".to_owned(),
            href: "https://ratsinfo.example/vo?id=7".to_owned(),
            files: vec![Link { label: "Antrag".to_owned(), href: "https://ratsinfo.example/do?id=8".to_owned() }],
            broken: true,
            silent: true,
        }
    }
}
