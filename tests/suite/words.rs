//! Every sentence that the code or a template asks for is there, in every language, with the arguments that it names.
//! (That every page renders in every language is tested beside the pages, in `web`.)
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The sentences of one language: key and text.
pub fn sentences(language: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for path in below(&format!("assets/i18n/{language}")) {
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            let Some((key, text)) = line.split_once('=') else { continue };
            if !key.starts_with(|c: char| c.is_ascii_lowercase()) {
                continue;
            }
            let twice = found.insert(key.trim().to_owned(), text.trim().to_owned());
            assert!(twice.is_none(), "{path} has {key:?}, which another file has too");
        }
    }
    found
}

/// The arguments that a sentence names: `{ $day }`.
fn arguments(text: &str) -> BTreeSet<&str> {
    text.split('$').skip(1).map(|rest| &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())]).collect()
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn below(folder: &str) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path.to_string_lossy().into_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(Path::new(folder), &mut found);
    found.sort();
    found
}

/// A source without the modules that only tests see.
fn source(path: &str) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned()
}

/// A template without `{# … #}`.
fn without_comments(template: &str) -> String {
    let mut parts = template.split("{#");
    let mut text = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|part| text.push_str(part.split_once("#}").map_or("", |(_, after)| after)));
    text
}

/// What stands in the quotes at the beginning of a text, after white space.
fn literal(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix('"')?.split('"').next()
}

/// The names given by `.with("name", …)` in the chain that follows a call.
fn given(mut rest: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    loop {
        rest = rest.trim_start();
        let Some(call) = rest.strip_prefix(".with(").or_else(|| rest.strip_prefix(".on(")) else { return names };
        if rest.starts_with(".with(") {
            names.extend(literal(call));
        }
        let mut depth = 1;
        let end = call.find(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        rest = &call[end.map_or(call.len(), |end| end + 1)..];
    }
}

#[test]
fn the_languages_say_the_same() {
    let german = sentences("de");
    let mut faults = Vec::new();
    for tag in ["en", "sv"] {
        let other = sentences(tag);
        for key in german.keys().chain(other.keys()).collect::<BTreeSet<_>>() {
            match (german.get(key), other.get(key)) {
                (Some(de), Some(told)) if arguments(de) != arguments(told) => {
                    faults.push(format!("{key}: {:?} in German, {:?} in {tag}", arguments(de), arguments(told)));
                }
                (Some(_), Some(_)) => {}
                (de, _) => faults.push(format!("{key} is missing in {}", if de.is_some() { tag } else { "German" })),
            }
        }
    }
    // What Switzerland says otherwise stands beside the German that it is made from.
    let otherwise = sentences("de-CH");
    let unlike =
        otherwise.iter().filter(|(key, told)| german.get(*key).map(|de| arguments(de)) != Some(arguments(told)));
    faults.extend(unlike.map(|(key, _)| format!("{key} of de-CH has no like in German")));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_message_of_the_code_has_its_sentence() {
    let german = sentences("de");
    let mut faults = Vec::new();
    for path in below("src").into_iter().filter(|path| path.ends_with(".rs") && !path.ends_with("tests.rs")) {
        let code = source(&path);
        for (at, call) in code.match_indices("Message::new(") {
            let rest = &code[at + call.len()..];
            let Some(key) = literal(rest) else { continue };
            let Some(sentence) = german.get(key) else {
                faults.push(format!("{path}: no sentence {key:?}"));
                continue;
            };
            let chain = &rest[rest.find(')').map_or(rest.len(), |end| end + 1)..];
            let given = given(chain);
            let lacking: Vec<_> = arguments(sentence).into_iter().filter(|name| !given.contains(name)).collect();
            if !lacking.is_empty() {
                faults.push(format!("{path}: {key:?} is not given {lacking:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_word_of_a_template_is_there() {
    let german = sentences("de");
    let mut faults = Vec::new();
    for path in below("templates") {
        let text = without_comments(&std::fs::read_to_string(&path).unwrap());
        for (at, _) in text.match_indices("t.") {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let inside = text[..at].rfind(['{', '%']) > text[..at].rfind("}}").max(text[..at].rfind("%}"));
            let key: String = text[at + 2..].chars().take_while(|c| is_word(*c)).collect();
            if is_word(before) || before == '.' || before == '"' || !inside || key.is_empty() {
                continue;
            }
            match german.get(&key) {
                None => faults.push(format!("{path}: no sentence {key:?}")),
                Some(sentence) if !arguments(sentence).is_empty() => {
                    faults.push(format!("{path}: t.{key} needs {:?}: make it in Rust", arguments(sentence)));
                }
                Some(_) => {}
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A sentence that nothing says any more is to be deleted. Keys made of parts count as said when their beginning or
/// their end stands in the code: `"status_"`.
#[test]
fn no_sentence_is_left_over() {
    let mut said = String::new();
    for path in below("src").iter().chain(&below("templates")) {
        said.push_str(&std::fs::read_to_string(path).unwrap());
    }
    let words: BTreeSet<&str> = said.split(|c: char| !is_word(c)).collect();
    let begun = |key: &str| key.match_indices('_').any(|(at, _)| words.contains(&key[..=at]));
    let unsaid: Vec<_> =
        sentences("de").into_keys().filter(|key| !words.contains(key.as_str()) && !begun(key)).collect();
    assert!(unsaid.is_empty(), "nothing says {unsaid:#?}");
}
