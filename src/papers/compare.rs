//! Two texts of a paper side by side: what went and what came, word by word. Pure.
use super::Extra;
use crate::error::Result;
use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};
use std::time::Duration;

/// Longest that two texts are compared word by word; after that the rest is taken as exchanged.
const PATIENCE: Duration = Duration::from_millis(500);

/// A frozen text, as `facts::Case::content` writes it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Content {
    pub title: String,
    pub occasion: String,
    pub facts: String,
    pub questions: Vec<(i32, String)>,
    pub points: Vec<(i32, String)>,
    /// To each question a text, or a refusal with its reason.
    pub answers: Vec<(i32, String, String)>,
    /// What only some kinds have, without what is private.
    pub extra: Extra,
}

impl Content {
    /// Reads a frozen text; what is not there is empty.
    ///
    /// # Errors
    /// When it is no such text: an empty one would be taken for what was once submitted.
    pub fn parse(json: &str) -> Result<Self> {
        Ok(serde_json::from_str(json)?)
    }
}

/// What happened to a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Same,
    Gone,
    New,
}

/// A piece of text and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    pub change: Change,
    pub text: String,
}

/// A part of a paper in both texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// `title`, `occasion`, `facts`, `points` or `questions`.
    pub name: &'static str,
    pub runs: Vec<Run>,
}

impl Part {
    /// Whether the two texts differ in this part.
    pub fn is_changed(&self) -> bool {
        self.runs.iter().any(|run| run.change != Change::Same)
    }
}

/// The parts of two texts that are not empty in both, in the order of the page.
pub fn parts(old: &Content, new: &Content) -> Vec<Part> {
    let lists = |list: &[(i32, String)]| {
        let lines: Vec<_> = list.iter().map(|(number, text)| format!("{number}. {text}")).collect();
        lines.join("\n")
    };
    let pairs = [
        ("title", old.title.clone(), new.title.clone()),
        ("occasion", old.occasion.clone(), new.occasion.clone()),
        ("points", lists(&old.points), lists(&new.points)),
        ("facts", old.facts.clone(), new.facts.clone()),
        ("questions", lists(&old.questions), lists(&new.questions)),
    ];
    pairs
        .into_iter()
        .filter(|(_, old, new)| !(old.is_empty() && new.is_empty()))
        .map(|(name, old, new)| Part { name, runs: words(&old, &new) })
        .collect()
}

/// What went and what came between two texts, word by word; neighbours of one sort are one piece.
pub fn words(old: &str, new: &str) -> Vec<Run> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_words(old, new);
    let mut runs: Vec<Run> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Change::Same,
            ChangeTag::Delete => Change::Gone,
            ChangeTag::Insert => Change::New,
        };
        match runs.last_mut().filter(|run| run.change == kind) {
            Some(run) => run.text.push_str(change.value()),
            None => runs.push(Run { change: kind, text: change.value().to_owned() }),
        }
    }
    joined(runs)
}

/// A space that stayed between two words that were both exchanged is taken as exchanged, too: "drei neue" instead of
/// "vier alte" is one exchange and not two.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let is_gap = |run: &Run| run.change == Change::Same && run.text.chars().all(char::is_whitespace);
    let mut gone = String::new();
    let mut came = String::new();
    let mut out: Vec<Run> = Vec::new();
    let flush = |gone: &mut String, came: &mut String, out: &mut Vec<Run>| {
        for (change, text) in [(Change::Gone, gone), (Change::New, came)] {
            if !text.is_empty() {
                out.push(Run { change, text: std::mem::take(text) });
            }
        }
    };
    let mut rest = runs.into_iter().peekable();
    while let Some(run) = rest.next() {
        match run.change {
            Change::Gone => gone.push_str(&run.text),
            Change::New => came.push_str(&run.text),
            Change::Same => {
                let between = !(gone.is_empty() && came.is_empty()) && rest.peek().is_some();
                if between && is_gap(&run) && !gone.is_empty() && !came.is_empty() {
                    gone.push_str(&run.text);
                    came.push_str(&run.text);
                } else {
                    flush(&mut gone, &mut came, &mut out);
                    out.push(run);
                }
            }
        }
    }
    flush(&mut gone, &mut came, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(old: &str, new: &str) -> String {
        let mark = |run: &Run| match run.change {
            Change::Same => run.text.clone(),
            Change::Gone => format!("[-{}-]", run.text),
            Change::New => format!("[+{}+]", run.text),
        };
        words(old, new).iter().map(mark).collect()
    }

    #[test]
    fn words_are_compared_and_not_letters() {
        assert_eq!(said("Der Rat beschließt.", "Der Rat lehnt ab."), "Der Rat [-beschließt.-][+lehnt ab.+]");
        assert_eq!(said("bis 2024 zu bauen", "bis 2025 zu bauen"), "bis [-2024-][+2025+] zu bauen");
        assert_eq!(said("vier alte Bänke", "drei neue Bänke"), "[-vier alte-][+drei neue+] Bänke");
        assert_eq!(said("gleich", "gleich"), "gleich");
        assert_eq!(said("", "neu"), "[+neu+]");
    }

    #[test]
    fn only_what_is_there_is_compared() {
        let old = Content::parse(r#"{"title":"Radweg","facts":"","points":[[1,"bauen"]]}"#).unwrap();
        let new = Content::parse(r#"{"title":"Radweg","facts":"","points":[[1,"bauen"],[2,"berichten"]]}"#).unwrap();
        let parts = parts(&old, &new);
        let named: Vec<_> = parts.iter().map(|part| (part.name, part.is_changed())).collect();
        assert_eq!(named, [("title", false), ("points", true)]);
        assert_eq!(Content::parse("{}").unwrap(), Content::default());
        assert!(Content::parse("no JSON").is_err(), "what cannot be read is not shown as empty");
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_from_the_comparison(old in "[a-c ß\n]{0,40}", new in "[a-c ß\n]{0,40}") {
            let runs = words(&old, &new);
            let read = |without: Change| -> String {
                runs.iter().filter(|run| run.change != without).map(|run| run.text.as_str()).collect()
            };
            prop_assert_eq!(read(Change::New), old);
            prop_assert_eq!(read(Change::Gone), new);
        }
    }
}
