//! The order of the house, kept by reading the source: which module may know which, how long a file may grow, and what
//! must stand nowhere. The rules are those of ARCHITECTURE.md.
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Modules that know no database, no clock of their own, no HTTP and no mail.
const PURE: &[&str] = &["vocabulary", "procedure", "council", "visibility", "message", "digest"];
/// Files besides `*/store.rs` and the folders `db`, `events` and `queue` that may speak to the database themselves.
const DIESEL: &[(&str, &str)] = &[
    ("error.rs", "turns diesel's errors into ours"),
    ("app.rs", "opens the transactions"),
    ("papers/extra.rs", "says how a column of JSON is stored"),
];
/// What `act`, `store` and the pure modules must not know.
const OUTSIDE: &[&str] = &["actix_web", "actix_", "tera", "lettre"];
/// Circles between top-level modules that are meant, each with its reason.
const CIRCLES: &[(&str, &str, &str)] = &[
    ("app", "db", "what a repeated request is answered is kept in the unit of work of the first one"),
    ("app", "people", "a unit of work says who acts, and the people's own acts are units of work"),
    ("clocks", "papers", "a paper with its consultations and clocks is one thing, told over three folders"),
    ("consultations", "meetings", "a consultation lies on an agenda item, and who takes that off lets it wait again"),
    (
        "consultations",
        "orders",
        "a result that decides makes orders, and an order says which consultation it comes from",
    ),
    ("consultations", "papers", "a paper with its consultations and clocks is one thing, told over three folders"),
    (
        "orders",
        "papers",
        "a paper says how far what was decided on it binds, and an order says which paper it comes from",
    ),
    ("files", "papers", "a paper's text covers its files, and a file is never wider open than its paper"),
];
const LONGEST_FILE: usize = 600;

/// A source file, without its comments and without the modules that only tests see.
struct Source {
    /// Below `src/`, with slashes.
    path: String,
    lines: usize,
    code: String,
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Every file of a folder in the order of its path, without those that only tests see.
fn read(root: &str) -> Vec<Source> {
    let mut found = Vec::new();
    files(Path::new(root), &mut found);
    found.sort();
    let texts: Vec<_> = found.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let mut only_tests = BTreeSet::new();
    for (path, text) in found.iter().zip(&texts) {
        for (_, rest) in text.match_indices("#[cfg(test)]\nmod ").map(|(at, start)| text[at..].split_at(start.len())) {
            let name = rest.split([';', ' ']).next().unwrap_or_default();
            only_tests.insert(path.with_file_name(format!("{name}.rs")));
            only_tests.insert(path.with_extension("").join(format!("{name}.rs")));
        }
    }
    found
        .iter()
        .zip(&texts)
        .filter(|(path, _)| !only_tests.contains(*path))
        .map(|(path, text)| Source {
            path: path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"),
            lines: text.lines().count(),
            code: code_of(text),
        })
        .collect()
}

/// A file's text without comments and without its test module.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]" {
            // A test module ends with the next brace in the first column.
            for line in lines.by_ref() {
                if line == "}" || (line.starts_with("mod ") && line.ends_with(';')) {
                    break;
                }
            }
        } else if !line.trim_start().starts_with("//") {
            code.push_str(line);
            code.push('\n');
        }
    }
    code
}

impl Source {
    /// `papers` for `papers/store.rs`, `app` for `app.rs`.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap()
    }
    fn is_pure(&self) -> bool {
        PURE.contains(&self.module())
    }
    /// What the rules of `act` and `store` hold for: those files and the folders of the same names.
    fn is_part(&self, part: &str) -> bool {
        self.name() == format!("{part}.rs") || self.path.contains(&format!("/{part}/"))
    }
    /// Every path that follows `crate::` in an import or in the text: `papers::store`, `db::types::Moment`; groups are
    /// taken apart one level deep.
    fn knows(&self) -> BTreeSet<String> {
        let mut known = BTreeSet::new();
        for (start, _) in self.code.match_indices("crate::") {
            if self.code[..start].ends_with('$') {
                continue;
            }
            let rest = &self.code[start + "crate::".len()..];
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(rest.len());
            let path = rest[..end].trim_end_matches(':');
            match rest[end..].strip_prefix('{') {
                Some(group) => {
                    let group = &group[..group.find([';', '}']).unwrap_or(group.len())];
                    for item in group.split(',') {
                        let item = item.trim().split(' ').next().unwrap_or_default();
                        known.insert(format!("{path}::{item}").trim_start_matches("::").to_owned());
                    }
                }
                None => {
                    known.insert(path.to_owned());
                }
            }
        }
        known
    }
    /// Whether the name of a crate stands in the code as a path.
    fn uses(&self, name: &str) -> bool {
        self.code.match_indices(name).any(|(at, _)| {
            let before = self.code[..at].chars().next_back().unwrap_or(' ');
            let fits = !(before.is_alphanumeric() || before == '_' || before == ':' || before == '"' || before == '.');
            fits && (name.ends_with('_') || self.code[at + name.len()..].starts_with("::"))
        })
    }
}

/// The paths of an import, its groups taken apart: `papers::{self, store::{a, b}}`.
fn paths(tree: &str) -> Vec<String> {
    let Some((before, group)) = tree.split_once('{') else {
        return vec![tree.split(" as ").next().unwrap().trim().to_owned()];
    };
    let group = group.trim_end().strip_suffix('}').unwrap_or(group);
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(letter);
    }
    let inner = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).flat_map(paths);
    inner.map(|path| format!("{}{path}", before.trim())).collect()
}

/// The path of the module that a file is: `papers::store` for `papers/store.rs`, `papers` for `papers/mod.rs`.
fn module_path(file: &str) -> String {
    let path = file.trim_end_matches(".rs").replace('/', "::");
    path.trim_end_matches("::mod").to_owned()
}

/// The files, by their module paths, from which this one imports.
fn imports(source: &Source, files: &BTreeSet<String>) -> BTreeSet<String> {
    let own = module_path(&source.path);
    let mut found = BTreeSet::new();
    for statement in source.code.split(';') {
        let begins = ["use crate::", "use super::", "use self::"];
        let Some(at) = begins.iter().filter_map(|begin| statement.rfind(begin)).max() else { continue };
        for path in paths(&statement[at + "use ".len()..]) {
            let mut parts: Vec<&str> = Vec::new();
            let mut names = path.split("::").peekable();
            if names.next_if_eq(&"crate").is_none() {
                parts.extend(own.split("::"));
                names.next_if_eq(&"self");
                while names.next_if_eq(&"super").is_some() {
                    parts.pop();
                }
            }
            parts.extend(names);
            // The longest beginning of the path that is a file.
            let file = (1..=parts.len()).rev().map(|end| parts[..end].join("::")).find(|path| files.contains(path));
            found.extend(file.filter(|file| *file != own));
        }
    }
    found
}

/// What is left of a graph when everything is taken away that leads into nothing, or to which nothing leads: its circles,
/// and what lies between them.
fn circles(mut graph: BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    loop {
        let reached: BTreeSet<String> = graph.values().flatten().cloned().collect();
        let before = graph.len();
        graph.retain(|file, known| !known.is_empty() && reached.contains(file));
        let left: BTreeSet<String> = graph.keys().cloned().collect();
        graph.values_mut().for_each(|known| known.retain(|file| left.contains(file)));
        if graph.len() == before {
            return graph;
        }
    }
}

#[test]
fn no_file_stands_in_a_circle() {
    let sources = read("src");
    let outermost = ["lib", "main"];
    let files: BTreeSet<String> =
        sources.iter().map(|source| module_path(&source.path)).filter(|path| !outermost.contains(&&**path)).collect();
    let graph: BTreeMap<_, _> = sources
        .iter()
        .map(|source| (module_path(&source.path), imports(source, &files)))
        .filter(|(path, _)| files.contains(path))
        .collect();
    assert!(graph.values().map(BTreeSet::len).sum::<usize>() > 1_000, "imports are read");
    let circles = circles(graph);
    assert_none(circles.iter().map(|(file, known)| format!("{file} uses {known:?}, which use it in turn")).collect());
}

#[test]
fn circles_are_found() {
    let graph = |edges: &[(&str, &str)]| {
        let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in edges {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
            graph.entry((*to).to_owned()).or_default();
        }
        circles(graph).into_keys().collect::<Vec<_>>()
    };
    assert_eq!(graph(&[("a", "b"), ("b", "c"), ("a", "c")]), Vec::<String>::new());
    assert_eq!(graph(&[("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")]), ["b", "c"]);
    let files = ["papers", "papers::store", "app"].map(str::to_owned).into();
    let source = |path: &str, code: &str| Source { path: path.to_owned(), lines: 1, code: code.to_owned() };
    let of = |path: &str, code: &str| imports(&source(path, code), &files).into_iter().collect::<Vec<_>>();
    let code = "use crate::{app::{self, App}, papers::{Paper, store::{all, one}}};\n";
    assert_eq!(of("people/act.rs", code), ["app", "papers", "papers::store"]);
    assert_eq!(of("papers/act.rs", "use super::store;\npub use super::Paper as Other;\n"), ["papers", "papers::store"]);
    assert_eq!(of("papers/mod.rs", "use self::store::all;\nuse std::fmt;\n"), ["papers::store"]);
}

fn assert_none(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_rules_are_pure() {
    let mut faults = Vec::new();
    for source in read("src").iter().filter(|s| s.is_pure()) {
        for name in ["diesel", "std::time", "std::fs", "std::net", "tokio"].iter().chain(OUTSIDE) {
            if source.uses(name) {
                faults.push(format!("{} is pure, but uses {name}", source.path));
            }
        }
        for known in source.knows() {
            let module = known.split("::").next().unwrap();
            let allowed = PURE.contains(&module)
                || ["text_enum", "people", "organizations", "words"].contains(&module)
                || known.starts_with("db::types::");
            if !allowed || known.contains("::store") || known.contains("::act") {
                faults.push(format!("{} is pure, but knows crate::{known}", source.path));
            }
        }
    }
    assert_none(faults);
}

#[test]
fn only_stores_speak_to_the_database() {
    let mut faults = Vec::new();
    for source in read("src") {
        let at_home = ["db", "events", "queue"].contains(&source.module())
            || source.is_part("store")
            || DIESEL.iter().any(|(path, _)| *path == source.path);
        // The types of a noun say in their derives how they are stored; they ask nothing.
        let only_shapes = source.name() == "mod.rs"
            && source.code.matches("diesel::").count() == source.code.matches("use diesel::prelude::*;").count()
            && ![".execute(", ".load(", ".get_result", ".first("].iter().any(|query| source.code.contains(query));
        if !at_home && !only_shapes && source.uses("diesel") {
            faults.push(format!("{} uses diesel, which belongs into a store", source.path));
        }
    }
    assert_none(faults);
}

#[test]
fn what_is_done_knows_no_outside() {
    let mut faults = Vec::new();
    for source in read("src").iter().filter(|s| s.is_part("act") || s.is_part("store")) {
        for name in OUTSIDE {
            if source.uses(name) {
                faults.push(format!("{} uses {name}", source.path));
            }
        }
        for known in source.knows() {
            let outer = ["web", "server", "cli", "work"].iter().any(|part| known.starts_with(part))
                || known.contains("::pages")
                || known.contains("::api");
            if outer || (source.is_part("store") && known.contains("::act")) {
                faults.push(format!("{} knows crate::{known}, which lies above it", source.path));
            }
        }
    }
    assert_none(faults);
}

/// The five layers of top-level modules; see `LAYERS`. A module of a layer may know the layers below it and its own.
#[test]
fn imports_go_one_way() {
    let sources = read("src");
    let mut knows: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for source in sources.iter().filter(|s| !["main.rs", "lib.rs"].contains(&s.path.as_str())) {
        // Pages, API and jobs stand above everything: what they know of other nouns makes no circle of the nouns.
        if source.is_part("pages") || source.is_part("api") || source.is_part("json") {
            continue;
        }
        let known = source.knows().into_iter().map(|path| path.split("::").next().unwrap().to_owned());
        knows.entry(source.module()).or_default().extend(known.filter(|m| m != source.module()));
    }
    let mut faults = Vec::new();
    for (module, known) in &knows {
        for other in known {
            let back = knows.get(other.as_str()).is_some_and(|back| back.contains(*module));
            let meant = CIRCLES.iter().any(|(a, b, _)| (a == module && b == other) || (b == module && a == other));
            if back && !meant && *module < other.as_str() {
                faults.push(format!("{module} and {other} know each other"));
            }
        }
    }
    for (a, b, reason) in CIRCLES {
        let still = knows.get(a).is_some_and(|k| k.contains(*b)) && knows.get(b).is_some_and(|k| k.contains(*a));
        if !still {
            faults.push(format!("the circle of {a} and {b} ({reason}) is gone: take it off the list"));
        }
    }
    assert_none(faults);
}

#[test]
fn no_file_grows_too_long() {
    let mut faults = Vec::new();
    for root in ["src", "tests/suite"] {
        for source in read(root).iter().filter(|s| s.lines > LONGEST_FILE) {
            faults.push(format!("{root}/{} has {} lines, more than {LONGEST_FILE}", source.path, source.lines));
        }
    }
    assert_none(faults);
}

#[test]
fn only_the_app_reads_the_clock() {
    let mut faults = Vec::new();
    for source in read("src").iter().filter(|s| s.path != "app.rs") {
        for call in ["Utc::now", "Local::now", "SystemTime::now"] {
            if source.code.contains(call) {
                faults.push(format!("{} calls {call}", source.path));
            }
        }
    }
    assert_none(faults);
}

/// Nothing unfinished, and nothing that stops the server on bad input, stands outside the tests.
#[test]
fn nothing_is_left_unfinished() {
    let marks = ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "dbg!("];
    let stops = [".unwrap()", ".expect(", "panic!("];
    let mut faults = Vec::new();
    for source in read("src") {
        for mark in marks.iter().chain(&stops) {
            if source.code.contains(mark) {
                faults.push(format!("src/{} has {mark}", source.path));
            }
        }
    }
    for root in ["src", "tests/suite"] {
        let mut found = Vec::new();
        files(Path::new(root), &mut found);
        for path in found.iter().filter(|path| !path.ends_with("house.rs")) {
            let text = std::fs::read_to_string(path).unwrap();
            faults.extend(
                marks[..3]
                    .iter()
                    .filter(|mark| text.contains(*mark))
                    .map(|mark| format!("{} has {mark}", path.display())),
            );
        }
    }
    assert_none(faults);
}

#[test]
fn no_module_hides_its_meaning_behind_a_word_for_everything() {
    let faults = read("src")
        .iter()
        .filter(|s| ["util", "helper", "manager", "service", "misc"].iter().any(|word| s.path.contains(word)))
        .map(|s| s.path.clone())
        .collect();
    assert_none(faults);
}
