//! What the check of a council file must find.
use super::*;

const LEIPZIG: &str = include_str!("../../../config/councils/leipzig.toml");

/// What is wrong with Leipzig's rules once these are laid over them.
pub(in crate::council) fn faults_with(changes: &str) -> String {
    let leipzig = crate::council::compose::whole(LEIPZIG, crate::council::compose::shipped).unwrap();
    let changed = format!("base = \"leipzig\"\n{changes}");
    let council = Council::parse_on(&changed, |name| (name == "leipzig").then(|| leipzig.clone()));
    council.expect_err("these rules have a fault").to_string()
}

#[test]
fn leipzig_is_sound() {
    let council = Council::parse(LEIPZIG).unwrap();
    assert!(council.kinds.len() > 2);
    assert_eq!(council.hash.len(), 64);
}

#[test]
fn all_semantic_faults_come_at_once() {
    let told = faults_with(
        r#"
        numbers.root = "{kind}-{seq:05}"
        statuses.closed.en = false
        results.not_recommended.leaning = false
        results.referred.leaning = "for"
        results.rejected.tie = false
        results.confirmed = { class = "commit", election = true, tie = true }
        files.attach.minutes = []
        files.open = []
        kinds.F.children = ["AW", "ZZ"]
        kinds.F.waiting = { cosigning = false, admitted = "anser" }
        kinds.F.actions.refuse.by = []
        roles.approval.results = ["confirmed", "urgent", "postponed", "returned", "withdrawn", "no_result"]
        "#,
    );
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
    let told = faults_with("kinds.AW.actions = { issue = false, withdraw = false, return = false }");
    assert!(told.contains("kinds.AW: nothing leads out of the state signed"), "{told}");
}

#[test]
fn a_syntax_fault_comes_alone_with_its_line() {
    let told = Council::parse("slug = \"x\"\nname = \n").unwrap_err().to_string();
    assert!(told.contains("line 2"), "{told}");
}

#[test]
fn somebody_must_administer_and_only_who_signs_is_stood_in_for() {
    let told = faults_with("administration = { by = [], stand_ins = [\"admin\", \"executive\"] }");
    assert!(told.contains("administration.by: nobody may") && told.contains("stand_ins: admin is no role"), "{told}");
}

#[test]
fn a_word_that_no_enum_has_is_refused_with_those_that_are_possible() {
    let told = faults_with("results.noted.class = \"notice\"");
    assert!(told.contains("notice") && told.contains("answer_written"), "{told}");
}

#[test]
fn switzerland_writes_ss() {
    let told = faults_with("languages = [\"de\", \"en\", \"de-CH\"]\nstatuses.closed.de-CH = \"geschloßen\"");
    assert!(told.ends_with("statuses.closed: Switzerland writes ss for ß"), "the others are made from German: {told}");
}

#[test]
fn a_kind_is_numbered_with_signs_of_those_whom_it_has() {
    let told = faults_with(
        r#"
        kinds.DS.number = "{stem}-DS{faction}"
        kinds.NF.number = "{stem}-NF{body}"
        kinds.F.number = "{root}-F"
        meetings.treatment = { de = "nochmals", en = "again" }
        "#,
    );
    for part in [
        "kinds.DS.number: {faction} has no meaning here",
        "kinds.NF.number: {body} has no meaning here",
        "kinds.F.number: papers of this kind are below no other",
        "meetings.treatment must hold {n}",
    ] {
        assert!(told.contains(part), "{part} is not in:\n{told}");
    }
}

#[test]
fn a_minority_is_at_most_half_and_has_its_matter_wait() {
    let told = faults_with("results.deferred.minority.share = [2, 3]");
    assert!(told.contains("results.deferred.minority: share is a part of those present"), "{told}");
    let told = faults_with("results.settled.minority = { share = [1, 3], once = true }");
    assert!(told.contains("results.settled.minority is for results of class defer or return only"), "{told}");
}

#[test]
fn the_examples_stand_on_the_common_base() {
    for town in ["magdeburg"] {
        let file = format!("{}/config/examples/{town}.toml", env!("CARGO_MANIFEST_DIR"));
        let council = Council::parse(&std::fs::read_to_string(file).unwrap()).unwrap();
        assert_eq!(council.slug, town);
    }
}
