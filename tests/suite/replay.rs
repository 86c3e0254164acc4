//! Would these rules have allowed what happened? Invented histories, one for each odd case.
use crate::ground::{Engine, Ground};
use crate::world::config_of;
use ratsweg::replay::{Report, Told, Verdict, act};
use serde_json::{Value, json};

fn step(body: &str, role: &str, date: &str, result: &str) -> Value {
    json!({ "organization": body, "role": role, "date": date, "result": result })
}

fn paper(reference: &str, kind: &str, steps: &[Value]) -> Value {
    json!({ "reference": reference, "title": format!("Titel zu {reference}"), "kind": kind, "consultations": steps })
}

fn replay(papers: &[Value]) -> Report {
    let ground = Ground::new(Engine::Sqlite);
    let app = ratsweg::cli::boot::app(config_of(&ground), false).unwrap();
    let council = app.council("leipzig").unwrap().clone();
    let text: Vec<_> = papers.iter().map(ToString::to_string).collect();
    let report = act::run(&app, &council, &[("papers".to_owned(), text.join("\n"))], &|_, _| {}).unwrap();
    assert_eq!(report.broken, Vec::<String>::new());
    assert_eq!(report.totals.papers, papers.len());
    report
}

fn one(papers: &[Value], reference: &str) -> Told {
    replay(papers).papers.into_iter().find(|told| told.reference == reference).unwrap()
}

fn remarked(told: &Told, remark: &str) {
    assert!(told.remarks.iter().any(|told| told.contains(remark)), "{told:?}");
}

const RAT: &str = "Ratsversammlung";
const DECIDES: &str = "Beschlussfassung";

#[test]
fn replay_takes_a_deferred_motion_to_its_decision() {
    let steps = [
        step("FA Kultur", "Vorberatung", "2021-02-02", "vertagt"),
        step("FA Kultur", "Vorberatung", "2021-02-16", "zur Kenntnis genommen"),
        step(RAT, DECIDES, "2021-03-10", "vertagt"),
        step(RAT, DECIDES, "2021-03-24", "ungeändert beschlossen"),
    ];
    let report = replay(&[paper("VII-A-00001", "Antrag", &steps)]);
    let told = &report.papers[0];
    assert_ne!(told.verdict, Verdict::Refused, "{told:?}");
    assert_eq!(report.totals.results, 4);
}

#[test]
fn replay_bends_what_the_record_lacks_and_says_so() {
    let steps = [
        json!({ "organization": "FA Kultur" }),
        json!({ "organization": "SBB Mitte", "date": "02.02.2021" }),
        step("SBB Mitte", "Anhörung", "02.03.2021", "ungeändert beschlossen"),
        step(RAT, "Weihe", "2021-03-24", "zur Kenntnis genommen"),
        step(RAT, DECIDES, "2021-03-25", "gesungen"),
        step(RAT, DECIDES, "2021-04-21", "ungeändert beschlossen"),
        step(RAT, DECIDES, "2021-05-19", "ungeändert beschlossen"),
    ];
    let told = one(&[paper("VII-A-00002", "Antrag", &steps)], "VII-A-00002");
    assert_eq!(told.verdict, Verdict::Remarked, "{told:?}");
    for remark in ["no date", "no role", "unknown role", "is not of the role", "unknown result word", "decided again"] {
        remarked(&told, remark);
    }
}

#[test]
fn replay_makes_up_a_parent_that_is_not_there() {
    let steps = [step(RAT, DECIDES, "2021-04-21", "abgelehnt")];
    let told = one(&[paper("VII-A-00003-ÄA-01", "Änderungsantrag", &steps)], "VII-A-00003-ÄA-01");
    assert_eq!(told.verdict, Verdict::Remarked, "{told:?}");
    remarked(&told, "made up");
}

#[test]
fn replay_tells_the_rule_that_the_history_broke() {
    let papers = [
        paper("VII-A-00004", "Antrag", &[step(RAT, DECIDES, "2021-04-21", "ungeändert beschlossen")]),
        paper("VII-A-00004-ÄA-01", "Änderungsantrag", &[step(RAT, DECIDES, "2021-04-21", "ungeändert beschlossen")]),
    ];
    let report = replay(&papers);
    assert_eq!(report.rules.keys().collect::<Vec<_>>(), ["result_amendments_adopted"], "{report:?}");
    assert_eq!(report.totals.refused, 1);
}
