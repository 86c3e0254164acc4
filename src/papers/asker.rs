//! Inhabitants who ask or petition through the office: whose name is printed, and whose is protected. Name and address
//! are private fields of the kind; what everybody reads as submitter is decided here and nowhere else.
use super::{Paper, Value};
use crate::council::{Council, Kind};
use crate::vocabulary::Names;

/// Keys of the fields that a kind with inhabitants' names has in the council file.
pub const NAME: &str = "asker_name";
pub const EMAIL: &str = "asker_email";
pub const CONSENT: &str = "asker_consent";
/// The field that everybody reads of a paper whose full text lies before some only.
pub const SUMMARY: &str = "summary";

/// Writes who is shown as submitter of a paper of an inhabitant; papers of other kinds stay as they are.
pub fn show(council: &Council, kind: &Kind, paper: &mut Paper) {
    let Some(names) = kind.names else { return };
    let consents = paper.extra.values.get(CONSENT) == Some(&Value::Flag(true));
    let printed = match names {
        Names::Shown => true,
        Names::Consent => consents,
        Names::Protected => false,
    };
    let name = text(paper, NAME).to_owned();
    let protected = council.protected_name.as_ref().map_or("", |text| text.say(council.language()));
    paper.submitter = if printed && !name.is_empty() { name } else { protected.to_owned() };
    paper.submitter_id = None;
}

/// What stands in a text field of the kind's own; empty when nothing does.
pub fn text<'a>(paper: &'a Paper, key: &str) -> &'a str {
    match paper.extra.values.get(key) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

/// Takes the full text away from who may read the summary only. `inside`: before whom the full text lies.
pub fn seal(kind: Option<&Kind>, paper: &mut Paper, inside: bool) {
    if kind.is_some_and(|kind| kind.sealed.is_some()) && !inside {
        paper.facts = text(paper, SUMMARY).to_owned();
        paper.extra.values.remove(SUMMARY);
    }
}
