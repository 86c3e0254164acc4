//! What the check of a council file must find.
use super::*;

const LEIPZIG: &str = include_str!("../../../config/councils/leipzig.toml");

fn faults_after(changes: &[(&str, &str)]) -> String {
    let mut source = LEIPZIG.to_owned();
    for (from, to) in changes {
        assert!(source.contains(from), "{from}");
        source = source.replace(from, to);
    }
    Council::parse(&source).unwrap_err().to_string()
}

#[test]
fn leipzig_is_sound() {
    let council = Council::parse(LEIPZIG).unwrap();
    assert!(council.kinds.len() > 2);
    assert_eq!(council.hash.len(), 64);
}

#[test]
fn all_semantic_faults_come_at_once() {
    let told = faults_after(&[
        ("by = [\"executive\"]", "by = []"),
        (
            "waiting = { cosigning = \"none\", submitted = \"none\", admitted = \"answer\" }",
            "waiting = { submitted = \"none\", admitted = \"anser\" }",
        ),
        (
            "results = [\"confirmed\", \"urgent\", \"deferred\", \"put_off\", \"returned\", \"withdrawn\", \"no_result\"]",
            "results = [\"confirmed\", \"urgent\", \"postponed\", \"returned\", \"withdrawn\", \"no_result\"]",
        ),
        ("root = \"{term}-{kind}-{seq:05}\"", "root = \"{kind}-{seq:05}\""),
        (
            "closed = { de = \"Vorlage abgeschlossen\", en = \"paper closed\" }",
            "closed = { de = \"Vorlage abgeschlossen\" }",
        ),
        ("children = [\"AW\"]", "children = [\"AW\", \"ZZ\"]"),
        ("leaning = \"against\"", ""),
        ("class = \"refer\"", "class = \"refer\"\nleaning = \"for\""),
        ("tie = true", ""),
        ("class = \"exec_approve\"", "class = \"commit\"\nelection = true\ntie = true"),
        ("minutes = [\"council_office\", \"minute_taker\"]", ""),
        ("open = [\"council_office\"]", "open = []"),
    ]);
    for part in [
        "kinds.F.actions.refuse: nobody may take this action",
        "kinds.F.waiting: the waiting state cosigning has neither",
        "kinds.F.waiting.admitted names the unknown clock \"anser\"",
        "\"postponed\" has no class",
        "results.not_recommended: a recommendation needs a leaning",
        "results.referred: leaning is for results of class recommend only",
        "results.confirmed: a tie can only lead to a word of class reject",
        "roles.decision: a tie rejects, but none of its results has tie = true",
        "results.confirmed: election is for results of class adopt only",
        "results.confirmed obliges the executive, but no clock starts with committed",
        "roles.approval: an approval role needs a result of class exec_approve",
        "numbers.root is ambiguous",
        "statuses.closed: the translation into \"en\" is missing",
        "kinds.F.children names the unknown kind \"ZZ\"",
        "files.attach.minutes: nobody may attach",
        "files.open: nobody may make",
    ] {
        assert!(told.contains(part), "{part} is not in:\n{told}");
    }
}

#[test]
fn a_dead_end_is_found() {
    let source = LEIPZIG.to_owned();
    let issue = source.find("[kinds.AW.actions.issue]").unwrap();
    let withdraw = source.find("[kinds.AW.actions.withdraw]").unwrap();
    let back = source.find("[kinds.AW.actions.return]").unwrap();
    let sign = source.find("[kinds.AW.actions.sign]").unwrap();
    let mails = source.find("# Who is told of what").unwrap();
    assert!(issue < withdraw);
    let without = [&source[..back], &source[sign..issue], &source[mails..]].concat();
    let told = Council::parse(&without).unwrap_err().to_string();
    assert!(told.contains("kinds.AW: nothing leads out of the state signed"), "{told}");
}

#[test]
fn a_syntax_fault_comes_alone_with_its_line() {
    let told = Council::parse("slug = \"x\"\nname = \n").unwrap_err().to_string();
    assert!(told.contains("line 2"), "{told}");
}

#[test]
fn somebody_must_administer_and_only_who_signs_is_stood_in_for() {
    let told = faults_after(&[
        ("by = [\"council_office\", \"admin\"] # who administers", "by = []"),
        ("stand_ins = [\"head\", ", "stand_ins = [\"admin\", "),
    ]);
    assert!(told.contains("administration.by: nobody may") && told.contains("stand_ins: admin is no role"), "{told}");
}

#[test]
fn a_word_that_no_enum_has_is_refused_with_those_that_are_possible() {
    let told = faults_after(&[("class = \"note\"", "class = \"notice\"")]);
    assert!(told.contains("notice") && told.contains("answer_written"), "{told}");
}

#[test]
fn a_minority_is_at_most_half_and_has_its_matter_wait() {
    let minority = "class = \"defer\"\nminority = { share = [2, 3] }";
    let told = faults_after(&[("class = \"defer\"", minority)]);
    assert!(told.contains("results.deferred.minority: share is a part of those present"), "{told}");
    let told =
        faults_after(&[("class = \"settled\"", "class = \"settled\"\nminority = { share = [1, 3], once = true }")]);
    assert!(told.contains("results.settled.minority is for results of class defer or return only"), "{told}");
}

#[test]
fn the_examples_stand_on_the_common_base() {
    for town in ["dortmund"] {
        let file = format!("{}/config/examples/{town}.toml", env!("CARGO_MANIFEST_DIR"));
        let council = Council::parse(&std::fs::read_to_string(file).unwrap()).unwrap();
        assert_eq!(council.slug, town);
    }
}
