//! Would these rules have allowed what happened? Invented histories, one for each odd case; real ones where they are at
//! hand.
use crate::ground::{Engine, Ground};
use crate::world::config_of;
use ratsweg::app::App;
use ratsweg::replay::{Report, Told, Verdict, act, invariants};
use serde_json::{Value, json};
use std::path::Path;

fn step(body: &str, role: &str, date: &str, result: &str) -> Value {
    json!({ "organization": body, "role": role, "date": date, "result": result })
}

fn paper(reference: &str, kind: &str, steps: &[Value]) -> Value {
    json!({ "reference": reference, "title": format!("Titel zu {reference}"), "kind": kind, "consultations": steps })
}

fn texts(papers: &[Value]) -> Vec<(String, String)> {
    let lines: Vec<_> = papers.iter().map(ToString::to_string).collect();
    vec![("papers".to_owned(), lines.join("\n"))]
}

/// A scratch world; it goes with the ground.
fn scratch() -> (Ground, App) {
    let ground = Ground::new(Engine::Sqlite);
    let app = ratsweg::cli::boot::app(config_of(&ground), false).unwrap();
    (ground, app)
}

fn replay(papers: &[Value]) -> Report {
    let (_ground, app) = scratch();
    let council = app.council("leipzig").unwrap().clone();
    let report = act::run(&app, &council, &texts(papers), &|_, _| {}).unwrap();
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
        json!({ "organization": "FA Sport", "role": "Vorberatung", "result": "empfohlen" }),
        json!({ "organization": "SBB Mitte", "date": "02.02.2021" }),
        step("SBB Mitte", "Anhörung", "02.03.2021", "Einzelabstimmung"),
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
fn a_refusal_is_right_where_the_record_shows_that_the_history_broke_the_rule() {
    let papers = [
        paper("VII-A-00004", "Antrag", &[step(RAT, DECIDES, "2021-04-21", "ungeändert beschlossen")]),
        paper("VII-A-00004-ÄA-01", "Änderungsantrag", &[step(RAT, DECIDES, "2021-04-21", "ungeändert beschlossen")]),
    ];
    let report = replay(&papers);
    assert_eq!(report.rightly.keys().collect::<Vec<_>>(), ["result_amendments_adopted"], "{report:?}");
    assert_eq!((report.totals.rightly, report.totals.refused), (1, 0));
    let told = &report.papers[0];
    assert_eq!(told.verdict, Verdict::Rightly);
    assert!(told.refusals[0].fact.as_ref().unwrap().contains("VII-A-00004-ÄA-01"), "{told:?}");
    // Played on as the rule would have had it: what hangs on it is not refused with it.
    assert_eq!(report.totals.results, 2);
}

#[test]
fn an_amendment_decided_after_what_it_changes_is_refused_rightly() {
    let papers = [
        paper("VII-A-00005", "Antrag", &[step(RAT, DECIDES, "2021-04-21", "ungeändert beschlossen")]),
        paper(
            "VII-A-00005-ÄA-01",
            "Änderungsantrag",
            &[step("FA Bau", "Vorberatung", "2021-04-01", "empfohlen"), step(RAT, DECIDES, "2021-05-19", "abgelehnt")],
        ),
    ];
    let told = one(&papers, "VII-A-00005");
    assert_eq!(told.verdict, Verdict::Rightly, "{told:?}");
    assert_eq!(told.refusals[0].rule, "result_amendments_open");
    assert!(told.refusals[0].fact.as_ref().unwrap().contains("only in Ratsversammlung on 2021-05-19"), "{told:?}");
}

#[test]
fn what_was_approved_only_afterwards_is_refused_rightly_and_what_says_nothing_is_a_remark() {
    let early = [
        step(RAT, DECIDES, "2021-04-21", "ungeändert beschlossen"),
        step("Dienstberatung des Oberbürgermeisters", "Bestätigung", "2021-05-04", "bestätigt"),
    ];
    let silent = [step(RAT, DECIDES, "2021-04-21", "ungeändert beschlossen")];
    let report = replay(&[
        paper("VII-DS-00006", "Beschlussvorlage", &early),
        paper("VII-DS-00007", "Beschlussvorlage", &silent),
    ]);
    let [first, second] = &report.papers[..] else { panic!("{report:?}") };
    assert_eq!((first.verdict, second.verdict), (Verdict::Rightly, Verdict::Remarked), "{report:?}");
    assert!(first.refusals[0].fact.as_ref().unwrap().contains("approved only on 2021-05-04"), "{first:?}");
    remarked(second, "approval is not recorded");
}

#[test]
fn a_refusal_without_such_a_fact_is_not_right() {
    // Nothing in the record says why a proposal that the conference put off went on.
    let steps = [
        step("Dienstberatung des Oberbürgermeisters", "Bestätigung", "2021-04-06", "vertagt"),
        step(RAT, DECIDES, "2021-04-21", "ungeändert beschlossen"),
    ];
    let told = one(&[paper("VII-DS-00008", "Beschlussvorlage", &steps)], "VII-DS-00008");
    assert_eq!(told.verdict, Verdict::Refused, "{told:?}");
    assert_eq!((told.refusals[0].rule.as_str(), &told.refusals[0].fact), ("consultation_not_approved", &None));
}

#[test]
fn a_committee_has_nothing_left_to_do_and_the_plenary_decides() {
    let steps = [
        step(RAT, "Verweisung in die Gremien", "2021-01-20", "verwiesen"),
        step("FA Bau", DECIDES, "2021-02-09", "vertagt"),
        step("FA Bau", DECIDES, "2021-03-09", "erledigt"),
        step(RAT, DECIDES, "2021-04-21", "ungeändert beschlossen"),
    ];
    let report = replay(&[paper("VII-A-00009", "Antrag", &steps)]);
    assert_eq!((report.totals.refused, report.totals.results), (0, 4), "{report:?}");
    // A committee that decides finally does, and nothing follows.
    let steps = [step("FA Bau", DECIDES, "2021-02-09", "ungeändert beschlossen")];
    assert_eq!(one(&[paper("VII-A-00010", "Antrag", &steps)], "VII-A-00010").refusals, []);
}

#[test]
fn what_an_amendment_was_about_goes_on_alone_when_it_was_sent_to_the_committees() {
    let papers = [
        paper("VII-A-00011", "Antrag", &[step(RAT, DECIDES, "2021-04-21", "geändert beschlossen")]),
        paper(
            "VII-A-00011-ÄA-01",
            "Änderungsantrag",
            &[
                step(RAT, DECIDES, "2021-04-21", "verwiesen"),
                step("FA Bau", "Vorberatung", "2021-05-04", "empfohlen"),
                step(RAT, DECIDES, "2021-06-16", "ungeändert beschlossen"),
            ],
        ),
    ];
    let report = replay(&papers);
    assert_eq!((report.totals.replayed, report.totals.results), (2, 4), "{report:?}");
}

#[test]
fn a_new_version_carries_the_remaining_steps_of_the_paper_whose_text_it_is() {
    let papers = [
        paper("VI-A-00012", "Antrag", &[step("FA Bau", "1. Lesung", "2019-02-05", "vertagt")]),
        paper("VI-A-00012-NF-02", "Neufassung", &[step(RAT, DECIDES, "2020-03-11", "ungeändert beschlossen")]),
    ];
    let report = replay(&papers);
    assert_eq!((report.totals.refused, report.totals.results), (0, 2), "{report:?}");
    remarked(&report.papers[1], "goes with the paper above");
}

#[test]
fn the_lineage_tells_of_papers_that_the_record_lacks() {
    let mut motion = paper("VII-A-00013", "Antrag", &[step(RAT, DECIDES, "2021-04-21", "geändert beschlossen")]);
    motion["lineage"] = json!([
        { "title": "Änderungsantrag", "kind": "Änderungsantrag", "result": "ungeändert beschlossen" },
        { "reference": "VII-A-00013-VSP-02", "kind": "Verwaltungsstandpunkt" },
    ]);
    let mut opinion = paper("VII-A-00014-VSP-01", "Verwaltungsstandpunkt", &[]);
    opinion["lineage"] = json!([{ "reference": "VII-A-00014", "kind": "Antrag" }]);
    let report = replay(&[motion, opinion]);
    assert_eq!((report.totals.papers, report.totals.refused), (2, 0), "{report:?}");
    remarked(&report.papers[1], "the paper above, VII-A-00014, is not recorded");
}

#[test]
fn each_paper_is_played_by_the_council_that_is_nearest() {
    let from = |city: &str, system: &str, number: &str, kind: &str| {
        let mut paper = paper(number, kind, &[]);
        (paper["city"], paper["system"]) = (json!(city), json!(system));
        paper
    };
    let papers = [
        from("Berlin (BVV Pankow)", "ALLRIS", "VIII-0107", "Antrag"),
        from("Zürich", "Gemeinderat", "2016/11", "Motion"),
        from("Zofingen", "Presse", "ER.2023.1", "Postulat"),
        from("Neustadt", "ALLRIS 4", "12/2020", "Antrag"),
        from("Niemandsland", "?", "1", "Antrag"),
    ];
    let (_ground, app) = scratch();
    let report = act::run_nearest(&app, &texts(&papers), &|_, _| {}).unwrap();
    let council = |number: &str| report.papers.iter().find(|told| told.reference == number).unwrap().council.as_str();
    assert_eq!(
        ["VIII-0107", "2016/11", "ER.2023.1", "12/2020"].map(council),
        ["leipzig", "zuerich", "zofingen", "leipzig"]
    );
    let nowhere = report.papers.iter().find(|told| told.reference == "1").unwrap();
    remarked(nowhere, "no council stands near Niemandsland");
    assert_eq!(report.councils.values().map(|totals| totals.papers).sum::<usize>(), 5);
}

#[test]
fn what_is_broken_on_purpose_is_told() {
    use diesel::connection::SimpleConnection;
    let papers = [
        paper("VII-A-00015", "Antrag", &[step(RAT, DECIDES, "2021-03-10", "vertagt")]),
        paper("VII-A-00015-ÄA-01", "Änderungsantrag", &[]),
        paper("VII-F-00016", "Anfrage", &[]),
    ];
    let (_ground, app) = scratch();
    let council = app.council("leipzig").unwrap().clone();
    act::run(&app, &council, &texts(&papers), &|_, _| {}).unwrap();
    let broken = || {
        let ids = app.read_blocking(|db| ratsweg::papers::store::after(db, "leipzig", None, 100)).unwrap();
        let ids: Vec<_> = ids.iter().map(|paper| paper.id).collect();
        app.read_blocking(|db| invariants::of(db, &council, &ids)).unwrap().0.join("; ")
    };
    assert_eq!(broken(), "");
    let breaks = [
        ("UPDATE papers SET status = 'decided' WHERE kind = 'F'", "1: its status is decided"),
        ("UPDATE consultations SET origin_id = NULL", "2: put off in decision, with 0 successors"),
        ("UPDATE consultations SET position = position + 100", "3: its consultations are"),
        ("UPDATE papers SET family_seq = 3 WHERE kind = 'AEA'", "4: the family is numbered [3]"),
        ("UPDATE papers SET kind = 'AW' WHERE kind = 'AEA'", "5: AW hangs below A"),
        ("UPDATE clocks SET due_on = '2030-01-01'", "10: answer is due on 2030-01-01"),
    ];
    for (sql, told) in breaks {
        app.db.get().unwrap().batch_execute(sql).unwrap();
        assert!(broken().contains(told), "{sql}: {}", broken());
    }
    // 11: one event changed is found.
    app.db.get().unwrap().batch_execute("UPDATE events SET payload = '{}' WHERE seq = 3").unwrap();
    let verdict = app.read_blocking(|db| ratsweg::events::store::verify(db, "leipzig")).unwrap();
    assert_eq!(verdict.fault.map(|fault| fault.seq), Some(3));
}

#[test]
fn recorded_histories_of_twenty_councils_replay() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1).take(2);
    let mut files = beside.map(|folder| folder.join("shared/data/histories/papers.jsonl"));
    let Some(text) = files.find_map(|file| std::fs::read_to_string(file).ok()) else { return };
    let (_ground, app) = scratch();
    let report = act::run_nearest(&app, &[("histories".to_owned(), text)], &|_, _| {}).unwrap();
    assert_eq!((report.totals.refused, report.broken.len()), (0, 0), "{report:#?}");
    assert_eq!(report.totals.replayed + report.totals.remarked + report.totals.rightly, report.totals.papers);
}

#[test]
fn replay_keeps_the_number_of_what_came_later_and_counts_before() {
    let papers = [
        paper("VII-A-00007", "Antrag", &[step(RAT, DECIDES, "2021-06-23", "ungeändert beschlossen")]),
        paper(
            "VII-A-00007-Ifo-02",
            "Informationsvorlage",
            &[step(RAT, "Information zur Kenntnis", "2021-03-24", "zur Kenntnis genommen")],
        ),
        paper(
            "VII-A-00007-VSP-01",
            "Verwaltungsstandpunkt",
            &[step(RAT, "Information zur Kenntnis", "2021-05-19", "zur Kenntnis genommen")],
        ),
    ];
    let (_ground, app) = scratch();
    let council = app.council("leipzig").unwrap().clone();
    let report = act::run(&app, &council, &texts(&papers), &|_, _| {}).unwrap();
    assert_eq!(report.broken, Vec::<String>::new());
    let later = report.papers.iter().find(|told| told.reference == "VII-A-00007-VSP-01").unwrap();
    remarked(later, "its number was kept");
    let numbers: Vec<_> = app
        .read_blocking(|db| {
            let first = ratsweg::papers::store::find(db, "leipzig", "VII-A-00007")?;
            ratsweg::papers::store::children(db, first.id)
        })
        .unwrap()
        .into_iter()
        .filter_map(|paper| paper.reference)
        .collect();
    assert_eq!(numbers.len(), 2, "{numbers:?}");
    assert!(numbers[0].ends_with("-VSP-01") && numbers[1].ends_with("-Ifo-02"), "{numbers:?}");
}
