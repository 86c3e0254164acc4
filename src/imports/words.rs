//! What the words of a source mean here: the labels of the council file in any of its languages, and what its section
//! `import` names beside them. Pure.
use super::lines::one_line;
use crate::council::{Council, Text};
use crate::procedure::ResultClass;
use std::collections::{BTreeMap, HashMap};

/// The dictionaries of one council.
pub struct Words<'a> {
    pub council: &'a Council,
    kinds: HashMap<String, String>,
    roles: HashMap<String, String>,
    results: HashMap<String, String>,
}

/// A result in words, and what it means here; `None` when the file does not know the word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub word: String,
    pub class: Option<ResultClass>,
}

impl<'a> Words<'a> {
    pub fn of(council: &'a Council) -> Self {
        let rules = &council.import;
        Self {
            council,
            kinds: dictionary(council.kinds.iter().map(|(key, kind)| (key, &kind.label)), &rules.kinds),
            roles: dictionary(council.roles.iter().map(|(key, role)| (key, &role.label)), &rules.roles),
            results: dictionary(council.results.iter().map(|(key, result)| (key, &result.label)), &rules.results),
        }
    }

    /// As `of`, with the words of the councils whose histories these rules stand nearest to.
    pub fn of_replay(council: &'a Council) -> Self {
        let mut words = Self::of(council);
        let rules = &council.replay;
        words.kinds.extend(rules.kinds.iter().map(|(word, key)| (folded(word), key.clone())));
        words.roles.extend(rules.roles.iter().map(|(word, key)| (folded(word), key.clone())));
        words.results.extend(rules.results.iter().map(|(word, key)| (folded(word), key.clone())));
        words
    }

    /// The code of a kind; a word that is not known stands for itself.
    pub fn kind(&self, word: &str) -> String {
        self.kinds.get(&folded(word)).cloned().unwrap_or_else(|| one_line(word))
    }

    /// The key of a role; a word that is not known stands for itself.
    pub fn role(&self, word: &str) -> String {
        self.roles.get(&folded(word)).cloned().unwrap_or_else(|| one_line(word))
    }

    /// The key of a result word with its meaning; a word that is not known stands for itself and means nothing.
    pub fn result(&self, word: &str) -> Told {
        match self.results.get(&folded(word)) {
            Some(key) => Told { word: key.clone(), class: self.council.results.get(key).map(|result| result.class) },
            None => Told { word: one_line(word), class: None },
        }
    }
}

fn dictionary<'a>(
    labels: impl Iterator<Item = (&'a String, &'a Text)>,
    named: &BTreeMap<String, String>,
) -> HashMap<String, String> {
    let mut words = HashMap::new();
    for (key, label) in labels {
        label.0.values().for_each(|word| {
            words.entry(folded(word)).or_insert_with(|| key.clone());
        });
    }
    words.extend(named.iter().map(|(word, key)| (folded(word), key.clone())));
    words
}

fn folded(word: &str) -> String {
    one_line(word).to_lowercase()
}
