//! Who has a paper now, as pages and the API tell it.
use super::Pending;
use crate::council::Text;
use crate::wording::Wording;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// Who has a paper now, for programs.
#[derive(Debug, Serialize, ToSchema)]
pub struct PendingJson {
    /// `submitter`, `office`, `department`, `executive`, `body`, `owner` or `voters`.
    pub seat: String,
    pub name: String,
    pub organization: Option<String>,
    /// Day of the sitting on whose agenda it is.
    pub sitting: Option<NaiveDate>,
    /// The day until which; of the clock that binds whoever has the paper, or of the order.
    pub due_on: Option<NaiveDate>,
}

/// The same in words, with what it is called in this council.
#[derive(Debug, Clone, Serialize)]
pub struct PendingRow {
    pub label: String,
    pub holder: String,
    pub until_label: String,
    pub until: String,
}

/// How the council calls it that somebody has a paper: "Pendent bei".
pub fn label(wording: &Wording<'_>) -> String {
    own(wording, wording.council.pending.label.as_ref(), "pending_label")
}

/// The council's own word, or the one that all have.
fn own(wording: &Wording<'_>, text: Option<&Text>, key: &str) -> String {
    text.map_or_else(|| wording.words.say(wording.language, key, &[]), |text| text.say(wording.language).to_owned())
}

impl Pending {
    /// The name, or the word for the seat.
    pub fn name(&self, wording: &Wording<'_>) -> String {
        let word = || wording.words.say(wording.language, &format!("pending_{}", self.seat), &[]);
        self.name.clone().unwrap_or_else(word)
    }

    /// The name with the day of the sitting.
    pub fn holder(&self, wording: &Wording<'_>) -> String {
        let name = self.name(wording);
        let at = |day| {
            let args = [("name", name.as_str()), ("day", &wording.day(day))];
            wording.words.say(wording.language, "pending_sitting", &args)
        };
        self.sitting.map_or_else(|| name.clone(), at)
    }

    pub fn json(&self, wording: &Wording<'_>) -> PendingJson {
        PendingJson {
            seat: self.seat.to_string(),
            name: self.name(wording),
            organization: self.organization.map(|id| id.to_string()),
            sitting: self.sitting,
            due_on: self.due_on,
        }
    }

    /// On one line: "Pendent bei: Stadtrat".
    pub fn told(&self, wording: &Wording<'_>) -> String {
        let row = self.row(wording);
        format!("{}: {}", row.label, row.holder)
    }

    pub fn row(&self, wording: &Wording<'_>) -> PendingRow {
        PendingRow {
            label: label(wording),
            holder: self.holder(wording),
            until_label: own(wording, wording.council.pending.until.as_ref(), "pending_until"),
            until: self.due_on.map(|day| wording.day(day)).unwrap_or_default(),
        }
    }
}
