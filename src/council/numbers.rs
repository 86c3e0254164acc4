//! Number templates (`{term}-{kind}-{seq:05}`), the counters behind them, and the form of a number in an address.
use super::CounterScope;
use std::collections::BTreeSet;

/// A template in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Variable { name: Variable, width: usize },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Variable {
    Term,
    Kind,
    Seq,
    Year,
    ShortYear,
    Root,
    Parent,
    FamilySeq,
    KindSeq,
    Stem,
    Of(Sign),
}

/// Whose sign stands in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// The faction that files the paper: its letter.
    Faction,
    /// The department that is responsible for it, or wrote it.
    Department,
    /// The body that decides on it: the last on its path.
    Body,
}

/// Longest sign of an organisation, in characters.
pub const LONGEST_SIGN: usize = 8;

/// Whether this can be the sign of an organisation: letters and digits, which cannot be taken for what stands between
/// the parts of a number.
pub fn is_sign(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST_SIGN && text.chars().all(char::is_alphanumeric)
}

/// What fills a template.
#[derive(Debug, Clone, Copy, Default)]
pub struct Values<'a> {
    pub term: &'a str,
    pub kind: &'a str,
    /// The counter's value: of the root numbers, or of the family for a child.
    pub seq: i64,
    /// How many of its kind the family has with this one.
    pub nth: i64,
    pub year: i32,
    /// Number of the family's first paper.
    pub root: &'a str,
    /// Number of the paper above.
    pub parent: &'a str,
    /// What all numbers of the family begin with: the number of its first paper without what stands for the kind.
    pub stem: &'a str,
    /// The signs that the template asks for.
    pub faction: &'a str,
    pub department: &'a str,
    pub body: &'a str,
}

/// Path segments that are ours: no number may take them as its slug.
pub const RESERVED: &[&str] =
    &["api", "oparl", "login", "logout", "account", "assets", "dev", "livez", "readyz", "new", "many", "admission"];

fn parse(template: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        if open > 0 {
            pieces.push(Piece::Literal(rest[..open].to_owned()));
        }
        let close = rest.find('}').filter(|close| *close > open).ok_or("a brace is not closed")?;
        let (name, width) = match rest[open + 1..close].split_once(':') {
            Some((name, digits)) => {
                let width =
                    digits.strip_prefix('0').and_then(|digits| digits.parse().ok()).filter(|w| (1..=9).contains(w));
                (name, width.ok_or_else(|| format!("{{{name}:{digits}}} has no width such as 05"))?)
            }
            None => (&rest[open + 1..close], 0),
        };
        let name = match name {
            "term" => Variable::Term,
            "kind" => Variable::Kind,
            "seq" => Variable::Seq,
            "year" => Variable::Year,
            "yy" => Variable::ShortYear,
            "root" => Variable::Root,
            "parent" => Variable::Parent,
            "fseq" => Variable::FamilySeq,
            "n" => Variable::KindSeq,
            "stem" => Variable::Stem,
            "faction" => Variable::Of(Sign::Faction),
            "dept" => Variable::Of(Sign::Department),
            "body" => Variable::Of(Sign::Body),
            other => return Err(format!("{{{other}}} is no variable")),
        };
        pieces.push(Piece::Variable { name, width });
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    Ok(pieces)
}

/// The number that the template makes of these values. A template that `faults` finds sound always yields one.
pub fn render(template: &str, values: &Values<'_>) -> String {
    let Ok(pieces) = parse(template) else { return template.to_owned() };
    let mut number = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(text) => number.push_str(&text),
            Piece::Variable { name, width } => match name {
                Variable::Term => number.push_str(values.term),
                Variable::Kind => number.push_str(values.kind),
                Variable::Root => number.push_str(values.root),
                Variable::Parent => number.push_str(values.parent),
                Variable::Stem => number.push_str(values.stem),
                Variable::Of(Sign::Faction) => number.push_str(values.faction),
                Variable::Of(Sign::Department) => number.push_str(values.department),
                Variable::Of(Sign::Body) => number.push_str(values.body),
                Variable::Seq | Variable::FamilySeq => number.push_str(&format!("{:0width$}", values.seq)),
                Variable::KindSeq => number.push_str(&format!("{:0width$}", values.nth)),
                Variable::Year => number.push_str(&format!("{:04}", values.year)),
                Variable::ShortYear => number.push_str(&format!("{:02}", values.year.rem_euclid(100))),
            },
        }
    }
    number
}

/// What is wrong with a template: unknown variables, nothing that counts, or an ambiguity (a variable part that runs
/// into a number without anything between, or a counter that restarts without its scope in the number).
pub fn faults(template: &str, scope: Option<CounterScope>) -> Vec<String> {
    let pieces = match parse(template) {
        Ok(pieces) => pieces,
        Err(fault) => return vec![fault],
    };
    let has =
        |wanted: Variable| pieces.iter().any(|piece| matches!(piece, Piece::Variable { name, .. } if *name == wanted));
    let mut faults = Vec::new();
    let (counter, foreign) = match scope {
        Some(_) => {
            let foreign =
                [Variable::Root, Variable::Parent, Variable::FamilySeq, Variable::KindSeq, Variable::Stem].as_slice();
            (Variable::Seq, foreign)
        }
        None => (Variable::FamilySeq, [Variable::Seq, Variable::KindSeq, Variable::Stem].as_slice()),
    };
    if !has(counter) {
        faults.push(format!("lacks {}, so that two papers would get the same number", word(counter)));
    }
    for variable in foreign.iter().filter(|variable| has(**variable)) {
        faults.push(format!("{} has no meaning here", word(*variable)));
    }
    // Not every kind is filed by a faction, or has a path: these two stand in the templates of kinds.
    for sign in [Sign::Faction, Sign::Body].into_iter().filter(|sign| has(Variable::Of(*sign))) {
        faults.push(format!("{} stands in the number of a kind (kinds.….number), not of all", sign.word()));
    }
    let year = has(Variable::Year) || has(Variable::ShortYear);
    let missing = match scope {
        Some(CounterScope::Term) => (!has(Variable::Term)).then_some("{term}"),
        Some(CounterScope::TermAndKind) => {
            (!has(Variable::Term) || !has(Variable::Kind)).then_some("{term} and {kind}")
        }
        Some(CounterScope::Year) => (!year).then_some("{year} or {yy}"),
        Some(CounterScope::YearAndKind) => (!year || !has(Variable::Kind)).then_some("{year} or {yy}, and {kind}"),
        None => (!has(Variable::Root) && !has(Variable::Parent)).then_some("{root} or {parent}"),
    };
    if let Some(missing) = missing {
        faults.push(format!("is ambiguous: its counter starts anew, so it needs {missing}"));
    }
    let runs_together = pieces.windows(2).any(|pair| {
        matches!(pair, [Piece::Variable { name: a, .. }, Piece::Variable { name: b, width }]
            if *width == 0 && !matches!((a, b), (Variable::Kind | Variable::Term, Variable::Year))
                || matches!(a, Variable::Seq | Variable::FamilySeq | Variable::Of(_)))
    });
    if runs_together {
        faults.push("is ambiguous: two variable parts stand side by side with nothing between them".to_owned());
    }
    faults
}

/// The number of a paper of a kind that has a template of its own. One that counts nothing (`{stem}BA`) is that of the
/// first paper that it fits in the family; the next ones bear their place behind it: `05185-03BA`, `05185-03BA-2`.
pub fn render_of_kind(template: &str, values: &Values<'_>) -> String {
    let number = render(template, values);
    let counts = parse(template).is_ok_and(|pieces| pieces.iter().any(is_counter));
    if counts || values.nth < 2 { number } else { format!("{number}-{}", values.nth) }
}

/// What a number says that a template may have made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// What its counter stood at.
    pub seq: i64,
    pub term: String,
    pub year: i32,
}

/// What stands in a number that follows the template; `None` where it does not. The kind's mark, the root and the parent
/// are known and must be those of `values`.
pub fn counted(template: &str, values: &Values<'_>, number: &str) -> Option<Counted> {
    let mut found = Counted::default();
    let mut counts = false;
    let mut rest = number.trim();
    let pieces = parse(template).ok()?;
    for (at, piece) in pieces.iter().enumerate() {
        let (name, width) = match piece {
            Piece::Literal(text) => {
                rest = rest.strip_prefix(text.as_str())?;
                continue;
            }
            Piece::Variable { name, width } => (*name, *width),
        };
        let known = match name {
            Variable::Kind => Some(values.kind),
            Variable::Root => Some(values.root),
            Variable::Parent => Some(values.parent),
            Variable::Stem => Some(values.stem),
            _ => None,
        };
        if let Some(known) = known.filter(|known| !known.is_empty()) {
            rest = rest.strip_prefix(known)?;
            continue;
        }
        let end = match (name, pieces.get(at + 1)) {
            (Variable::Year, _) => 4,
            (Variable::ShortYear, _) => 2,
            (Variable::Term, Some(Piece::Literal(mark))) => rest.find(mark.as_str())?,
            (Variable::Of(_), _) => rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()),
            _ => rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()),
        };
        let (part, behind) = rest.split_at_checked(end)?;
        rest = behind;
        match name {
            Variable::Term => found.term = part.to_owned(),
            Variable::Year => found.year = part.parse().ok()?,
            // Numbers with a short year are of the last hundred years or so.
            Variable::ShortYear => {
                let year: i32 = part.parse().ok()?;
                found.year = if year < 70 { 2000 + year } else { 1900 + year };
            }
            Variable::Seq | Variable::FamilySeq => {
                found.seq = part.parse().ok().filter(|_| part.len() >= width)?;
                counts = true;
            }
            Variable::Of(_) => {}
            _ => {
                part.parse::<i64>().ok()?;
            }
        }
    }
    (rest.is_empty() && counts).then_some(found)
}

/// Which papers of a family are counted together (`nth`) under a kind's own template: those of the kind where it counts,
/// otherwise those that would get the same number.
pub fn counted_together(template: &str, values: &Values<'_>) -> String {
    let counts = parse(template).is_ok_and(|pieces| pieces.iter().any(is_counter));
    if counts { values.kind.to_owned() } else { render(template, values) }
}

const fn is_counter(piece: &Piece) -> bool {
    matches!(piece, Piece::Variable { name: Variable::FamilySeq | Variable::KindSeq, .. })
}

const fn is_sign_piece(piece: &Piece) -> bool {
    matches!(piece, Piece::Variable { name: Variable::Of(_), .. })
}

/// As `faults`, for the template of one kind.
pub fn faults_of_kind(template: &str) -> Vec<String> {
    let pieces = match parse(template) {
        Ok(pieces) => pieces,
        Err(fault) => return vec![fault],
    };
    let has =
        |wanted: Variable| pieces.iter().any(|piece| matches!(piece, Piece::Variable { name, .. } if *name == wanted));
    let first = |piece: &Piece| {
        matches!(piece, Piece::Variable { name: Variable::Root | Variable::Parent | Variable::Stem, .. })
    };
    let mut faults = Vec::new();
    if has(Variable::Seq) {
        faults.push("{seq} has no meaning here".to_owned());
    }
    if !has(Variable::Root) && !has(Variable::Parent) && !has(Variable::Stem) {
        faults.push("is ambiguous: it needs {root}, {parent} or {stem}".to_owned());
    }
    if has(Variable::Stem) && !matches!(pieces.first(), Some(Piece::Variable { name: Variable::Stem, .. })) {
        faults.push("must begin with {stem}".to_owned());
    }
    if pieces.iter().filter(|piece| first(piece)).count() > 1 {
        faults.push("is ambiguous: only one of {root}, {parent} and {stem} can be told from the rest".to_owned());
    }
    let literal = |piece: &Piece| matches!(piece, Piece::Literal(_));
    let ends = |piece: &Piece| first(piece) || is_counter(piece) || is_sign_piece(piece);
    let bare = pieces.windows(2).any(|pair| matches!(pair, [a, b] if ends(a) && !literal(b)));
    if bare || pieces.iter().all(|piece| !literal(piece)) {
        faults.push("is ambiguous: what stands for the kind is missing between the numbers".to_owned());
    }
    faults
}

const fn word(variable: Variable) -> &'static str {
    match variable {
        Variable::Term => "{term}",
        Variable::Kind => "{kind}",
        Variable::Seq => "{seq}",
        Variable::Year => "{year}",
        Variable::ShortYear => "{yy}",
        Variable::Root => "{root}",
        Variable::Parent => "{parent}",
        Variable::FamilySeq => "{fseq}",
        Variable::KindSeq => "{n}",
        Variable::Stem => "{stem}",
        Variable::Of(sign) => sign.word(),
    }
}

impl Sign {
    const fn word(self) -> &'static str {
        match self {
            Self::Faction => "{faction}",
            Self::Department => "{dept}",
            Self::Body => "{body}",
        }
    }
}

/// The signs that a template asks for.
pub fn signs(template: &str) -> BTreeSet<Sign> {
    let pieces = parse(template).unwrap_or_default();
    let sign = |piece: &Piece| match piece {
        Piece::Variable { name: Variable::Of(sign), .. } => Some(*sign),
        _ => None,
    };
    pieces.iter().filter_map(sign).collect()
}

/// Whether a kind's own template numbers papers without one above, too: it begins with the stem, which the council's
/// counter gives, and counts nothing within the family.
pub fn begins_family(template: &str) -> bool {
    let pieces = parse(template).unwrap_or_default();
    matches!(pieces.first(), Some(Piece::Variable { name: Variable::Stem, .. })) && !pieces.iter().any(is_counter)
}

/// What the numbers of a family begin with: the number of its first paper, without what the template of that paper's
/// kind puts behind the stem (`05185-03-ATC` → `05185-03`).
pub fn stem<'a>(template: Option<&str>, first: &'a str) -> &'a str {
    let pieces = template.filter(|template| begins_family(template)).and_then(|template| parse(template).ok());
    match pieces.as_deref() {
        Some([_, Piece::Literal(mark), ..]) => first.rfind(mark.as_str()).map_or(first, |at| &first[..at]),
        _ => first,
    }
}

/// The key of the counter that gives a root number: `VII`, `VII/F`, `2020`, `2020/F`.
pub fn counter_key(scope: CounterScope, term: &str, kind: &str, year: i32) -> String {
    match scope {
        CounterScope::Term => term.to_owned(),
        CounterScope::TermAndKind => format!("{term}/{kind}"),
        CounterScope::Year => year.to_string(),
        CounterScope::YearAndKind => format!("{year}/{kind}"),
    }
}

/// A number made fit for a path: what is not a letter, a digit, `-`, `.` or `_` becomes a hyphen (`DS0446/23/3` →
/// `DS0446-23-3`). A reserved word gets a hyphen behind it.
pub fn slug(reference: &str) -> String {
    let mut slug: String = reference
        .trim()
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '.' | '_') { c } else { '-' })
        .collect();
    while slug.contains("--") {
        slug = slug.replace("--", "-");
    }
    let slug = slug.trim_matches(['-', '.']).to_owned();
    if slug.is_empty() || RESERVED.contains(&slug.to_lowercase().as_str()) {
        return format!("{slug}-");
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_leipzig() {
        let values = Values { term: "VII", kind: "F", seq: 1504, ..Values::default() };
        let root = render("{term}-{kind}-{seq:05}", &values);
        assert_eq!(root, "VII-F-01504");
        let child = Values { kind: "AW", seq: 1, root: &root, parent: &root, ..values };
        assert_eq!(render("{root}-{kind}-{fseq:02}", &child), "VII-F-01504-AW-01");
        assert_eq!(render("{root}-{kind}-{fseq:02}", &Values { seq: 100, ..child }), "VII-F-01504-AW-100");
    }

    #[test]
    fn numbers_of_other_towns() {
        let values = Values { kind: "DS", seq: 446, year: 2023, ..Values::default() };
        assert_eq!(render("{kind}{seq:04}/{yy}", &values), "DS0446/23");
        assert_eq!(render("{year}/{seq}", &values), "2023/446");
    }

    #[test]
    fn what_a_number_counts() {
        let leipzig = Values { kind: "F", ..Values::default() };
        let found = counted("{term}-{kind}-{seq:05}", &leipzig, "VII-F-08632").expect("Leipzig's");
        assert_eq!((found.term.as_str(), found.seq), ("VII", 8632));
        assert_eq!(counted("{term}-{kind}-{seq:05}", &leipzig, "VII-EF-08640"), None);
        assert_eq!(counted("{term}-{kind}-{seq:05}", &leipzig, "V/EF 214"), None);
        let proposal = Values { kind: "DS", parent: "DS0446/23", root: "DS0446/23", ..Values::default() };
        let found = counted("{kind}{seq:04}/{yy}", &proposal, "DS0446/23").expect("Magdeburg's");
        assert_eq!((found.year, found.seq), (2023, 446));
        assert_eq!(counted("{parent}/{fseq}", &proposal, "DS0446/23/94").expect("a child's").seq, 94);
        for odd in ["DS0446/23/3/1", "DS0446/23/3 /1", "DS0446/23/", "S0001/24", "DS446/2", ""] {
            assert_eq!(counted("{parent}/{fseq}", &proposal, odd), None, "{odd}");
        }
        assert_eq!(counted("{year}/{seq}", &Values::default(), "2016/11").expect("a year").year, 2016);
    }

    proptest::proptest! {
        #[test]
        fn what_was_made_is_counted(seq in 1i64..99_999, year in 1970i32..2070, nth in 1i64..99) {
            let values = Values { term: "VII", kind: "F", seq, nth, year, root: "VII-F-00001", parent: "F0001/24/3", ..Values::default() };
            for template in ["{term}-{kind}-{seq:05}", "{kind}{seq:04}/{yy}", "{year}/{seq}", "ER.{year}.{seq:03}",
                "{root}-{kind}-{fseq:02}", "{parent}/{fseq}"] {
                let number = render(template, &values);
                proptest::prop_assert_eq!(counted(template, &values, &number).map(|found| found.seq), Some(seq));
            }
        }
        #[test]
        fn whatever_is_counted_does_not_break(number in ".{0,40}") {
            drop(counted("{term}-{kind}-{seq:05}", &Values::default(), &number));
            drop(counted("{year}{seq}", &Values::default(), &number));
        }
    }

    #[test]
    fn kinds_with_numbers_of_their_own() {
        let values = Values { root: "05185-03", parent: "05185-03", kind: "E", seq: 4, nth: 1, ..Values::default() };
        assert_eq!(render_of_kind("{root}BA", &values), "05185-03BA");
        assert_eq!(render_of_kind("{root}BA", &Values { nth: 2, ..values }), "05185-03BA-2");
        assert_eq!(render_of_kind("{root}-E{n}", &Values { nth: 2, ..values }), "05185-03-E2");
        assert_eq!(render_of_kind("{parent}-{kind}{n:02}", &Values { nth: 2, ..values }), "05185-03-E02");
        for sound in ["{root}BA", "{root}-E{n}", "{root}-A{fseq}", "{parent}/{n}", "{stem}-AT{faction}", "{stem}BA"] {
            assert_eq!(faults_of_kind(sound), Vec::<String>::new(), "{sound}");
        }
        assert!(faults_of_kind("{root}{n}")[0].contains("ambiguous"));
        assert!(faults_of_kind("{root}")[0].contains("ambiguous"));
        assert!(faults_of_kind("BA{n}")[0].contains("{root}, {parent} or {stem}"));
        assert!(faults_of_kind("AT-{stem}")[0].contains("begin with {stem}"));
        assert!(faults_of_kind("{stem}-{root}-X")[0].contains("only one of"));
        assert!(faults_of_kind("{stem}-AT{faction}{n}")[0].contains("ambiguous"));
        let everywhere = faults("{yy}-{seq}-{faction}", Some(CounterScope::Year));
        assert!(everywhere[0].contains("{faction} stands in the number of a kind"), "{everywhere:?}");
        assert!(faults("{dept}-{yy}-{seq}", Some(CounterScope::Year)).is_empty());
        assert!(faults_of_kind("{root}-{seq}")[0].contains("no meaning"));
        assert_eq!(faults_of_kind("{root}-{m}"), ["{m} is no variable"]);
        assert!(faults("{root}-{n}", None).iter().any(|fault| fault.contains("{n} has no meaning")));
    }

    #[test]
    fn signs_stand_in_numbers_and_what_is_before_them_is_the_stem() {
        let values =
            Values { stem: "05185-03", faction: "C", department: "FB8", body: "KS", nth: 1, ..Values::default() };
        let own = "{stem}-AT{faction}";
        assert_eq!(render_of_kind(own, &values), "05185-03-ATC");
        assert_eq!(render_of_kind(own, &Values { nth: 2, ..values }), "05185-03-ATC-2");
        assert_eq!(counted_together(own, &values), "05185-03-ATC");
        assert_eq!(counted_together("{stem}-E{n}", &Values { kind: "E", ..values }), "E");
        assert_eq!(render("{dept}/{body}", &values), "FB8/KS");
        assert_eq!(signs("{stem}-{faction}-{body}"), BTreeSet::from([Sign::Faction, Sign::Body]));
        assert!(begins_family(own) && !begins_family("{stem}-E{n}") && !begins_family("{root}BA"));
        assert_eq!(stem(Some(own), "05185-03-ATC"), "05185-03");
        assert_eq!(stem(Some(own), "05185-03-ATC-2"), "05185-03");
        assert_eq!(stem(Some("{root}BA"), "05185-03BA"), "05185-03BA");
        assert_eq!(stem(None, "DS0446/23"), "DS0446/23");
        assert!(is_sign("C") && is_sign("Grüne") && !is_sign("") && !is_sign("A-B") && !is_sign("Westfalen1"));
    }

    #[test]
    fn faults_are_named() {
        assert!(faults("{term}-{kind}-{seq:05}", Some(CounterScope::Term)).is_empty());
        assert!(faults("{root}-{kind}-{fseq:02}", None).is_empty());
        assert!(faults("{kind}{seq:04}/{yy}", Some(CounterScope::YearAndKind)).is_empty());
        assert_eq!(faults("{term}-{kidn}", Some(CounterScope::Term)), ["{kidn} is no variable"]);
        assert_eq!(faults("{term}-{seq:5}", Some(CounterScope::Term)), ["{seq:5} has no width such as 05"]);
        assert!(faults("{term}-{kind}", Some(CounterScope::Term))[0].contains("lacks {seq}"));
        assert!(faults("{kind}-{seq}", Some(CounterScope::Year))[0].contains("ambiguous"));
        assert!(faults("{term}-{year}{seq}", Some(CounterScope::Term))[0].contains("side by side"));
        assert!(faults("{term}-{seq", Some(CounterScope::Term))[0].contains("not closed"));
    }

    #[test]
    fn slugs() {
        assert_eq!(slug("VII-F-01504"), "VII-F-01504");
        assert_eq!(slug("DS0446/23/3"), "DS0446-23-3");
        assert_eq!(slug(" V/A HP 43 "), "V-A-HP-43");
        assert_eq!(slug("Änderung 1"), "Änderung-1");
        assert_eq!(slug("api"), "api-");
        assert_eq!(slug(".."), "-");
    }

    proptest::proptest! {
        #[test]
        fn a_slug_is_one_path_segment_and_stable(reference in ".{0,60}") {
            let made = slug(&reference);
            proptest::prop_assert!(!made.contains(['/', '?', '#', '%', ' ', '\\']));
            proptest::prop_assert!(!RESERVED.contains(&made.to_lowercase().as_str()));
            proptest::prop_assert!(made != "." && made != "..");
        }
    }
}
