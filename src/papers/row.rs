//! How a paper shows as one line of a list: on the list itself, on the home of a council, with a sitting, with a body.
use super::Paper;
use super::signatories::Signatories;
use crate::clocks::Clock;
use crate::clocks::light::ClockLight;
use crate::council::Council;
use crate::db::types::PaperId;
use crate::procedure::Status;
use crate::web::rows::Telling;
use serde::Serialize;
use std::collections::BTreeMap;

/// One paper in a list, in words.
#[derive(Debug, Clone, Serialize)]
pub struct PaperRow {
    pub href: String,
    /// The number, or the words for "none yet".
    pub number: String,
    pub title: String,
    pub kind: String,
    /// Who filed it, with those who signed.
    pub submitter: String,
    /// Who has it now, with the council's words for that; empty where the list does not say it.
    pub pending: String,
    pub status: String,
    pub status_tone: &'static str,
    /// The clock that runs, when one does.
    pub clock: Option<ClockLight>,
    /// The day of the last change.
    pub changed: String,
}

impl Telling<'_> {
    /// The address of a paper.
    pub fn paper_href(&self, paper: &Paper) -> String {
        paper_href(self.wording.council, paper)
    }

    /// The number of a paper, or the words for "none yet".
    pub fn number(&self, paper: &Paper) -> String {
        paper.reference.clone().unwrap_or_else(|| self.say("views_no_number", &[]))
    }

    /// The title of a paper, or the words for "none yet".
    pub fn title(&self, paper: &Paper) -> String {
        if paper.title.is_empty() { self.say("views_no_title", &[]) } else { paper.title.clone() }
    }

    /// A paper as a line of a list, with the clock that runs for it.
    pub fn row(&self, paper: &Paper, clock: Option<&Clock>) -> PaperRow {
        PaperRow {
            href: self.paper_href(paper),
            number: self.number(paper),
            title: self.title(paper),
            kind: self.wording.council.kind_label(&paper.kind, self.wording.language).to_owned(),
            submitter: paper.submitter.clone(),
            pending: String::new(),
            status: self.wording.status(paper),
            status_tone: status_tone(paper.status),
            clock: clock.map(|clock| self.light(clock)),
            changed: if paper.extra.undated && paper.version == 1 {
                String::new()
            } else {
                self.wording.day(paper.updated_at.day(self.wording.council.timezone))
            },
        }
    }

    /// Several papers as lines of a list; of `clocks` each takes the first that is its own.
    pub fn rows(&self, papers: &[Paper], clocks: &[Clock]) -> Vec<PaperRow> {
        papers.iter().map(|paper| self.row(paper, clocks.iter().find(|clock| clock.paper_id == paper.id))).collect()
    }

    /// The same, with who has each paper now, as told by these, and who signed it.
    pub fn full_rows(
        &self,
        papers: &[Paper],
        clocks: &[Clock],
        pending: &BTreeMap<PaperId, String>,
        signatories: &BTreeMap<PaperId, Signatories>,
    ) -> Vec<PaperRow> {
        let mut rows = self.rows(papers, clocks);
        for (row, paper) in rows.iter_mut().zip(papers) {
            row.submitter = self.submitter(paper, signatories.get(&paper.id));
            row.pending = pending.get(&paper.id).cloned().unwrap_or_default();
        }
        rows
    }

    /// Who filed a paper; of one in a member's own name with how many signed it with that one: "Selma Birrer und 12
    /// Mitunterzeichnende". Who signed for a faction is told beside its paper.
    pub fn submitter(&self, paper: &Paper, signatories: Option<&Signatories>) -> String {
        let personal =
            |signatories: &&Signatories| !signatories.others.is_empty() && signatories.first == paper.submitter;
        let Some(signatories) = signatories.filter(personal) else { return paper.submitter.clone() };
        let count = signatories.others.len().to_string();
        self.say("signatories", &[("first", &paper.submitter), ("count", &count)])
    }
}

/// The address of a paper.
pub fn paper_href(council: &Council, paper: &Paper) -> String {
    format!("/{}/papers/{}", council.slug, paper.path_segment())
}

/// The colour of a status word.
pub const fn status_tone(status: Status) -> &'static str {
    match status {
        Status::Preparing | Status::Withdrawn => "neutral",
        Status::Submitted | Status::InProgress => "info",
        Status::Decided | Status::Closed => "good",
    }
}

/// Rows for the gallery: one plain, one with everything, one that is dangerous unless it is escaped.
pub fn samples() -> Vec<PaperRow> {
    let plain = PaperRow {
        href: "/leipzig/papers/VII-F-01504".to_owned(),
        number: "VII-F-01504".to_owned(),
        title: "Radwege im Leipziger Osten".to_owned(),
        kind: "Anfrage".to_owned(),
        submitter: "SPD-Fraktion".to_owned(),
        pending: "Liegt bei: Dezernat Stadtentwicklung und Bau".to_owned(),
        status: "öffentlich (Vorlage im Verfahren)".to_owned(),
        status_tone: "info",
        clock: Some(ClockLight { label: "überfällig".to_owned(), tone: "bad", due: "09.09.2020".to_owned() }),
        changed: "16.09.2020".to_owned(),
    };
    let odd = PaperRow {
        title: "<script>alert(1)</script> & Donaudampfschifffahrtsgesellschaftskapitänsmütze".to_owned(),
        clock: None,
        pending: String::new(),
        status_tone: "good",
        ..plain.clone()
    };
    vec![plain, odd]
}
