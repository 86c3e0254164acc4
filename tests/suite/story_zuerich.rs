//! Zürich's story (procedure.md 3.3): a written inquiry of two members, a motion that binds the executive, the real chain of
//! extensions of Uster, the weekly list; and who has the paper at every step.
use crate::story_towns::{Town, both_elsewhere};
use crate::world::*;
use serde_json::{Value, json};

const ZUERICH: &str = include_str!("../../config/councils/zuerich.toml");

/// Who has the paper, until when, as this reader is told.
fn pending(paper: &Value) -> (Option<&str>, Option<&str>, Option<&str>) {
    let pending = &paper["pending"];
    (pending["seat"].as_str(), pending["name"].as_str(), pending["due_on"].as_str())
}

const STADTRAT: Option<&str> = Some("Stadtrat");
const GEMEINDERAT: Option<&str> = Some("Gemeinderat");
const PARLAMENTSDIENSTE: Option<&str> = Some("Parlamentsdienste");

both_elsewhere!(an_inquiry_of_two_members_is_pending_at_the_executive, async |world: &World| {
    let town = Town::zuerich(world);
    let (first, second, office) = (town.api("birrer"), town.api("vontobel"), town.office());
    world.set_clock("2016-01-06 09:00");
    let inquiry = json!({ "kind": "SA", "title": "Umsetzung der Strategie Digitalisierung", "facts": "Wir fragen:",
        "questions": ["Welche Dienste sind digital?", "Welche folgen?"], "organization": "own-name",
        "values": { "urgency": "Die Ausschreibung läuft." } });
    let draft = town.draft(&first, inquiry).await;
    assert_eq!(pending(&draft), (Some("submitter"), Some("Selma Birrer-Odermatt"), None));
    town.act(&first, &draft, "invite", json!({ "people": ["kaspar-vontobel"] })).await;
    town.act(&second, &draft, "cosign", json!({})).await;
    let submitted = town.act(&first, &draft, "submit", json!({})).await;
    assert_eq!(pending(&submitted), (Some("office"), PARLAMENTSDIENSTE, None));
    let inquiry =
        town.act(&office, &draft, "admit", json!({ "department": "fd", "involved": ["ted"], "urgent": true })).await;
    assert_eq!(inquiry["reference"], "2016/11");
    assert_eq!(pending(&inquiry), (Some("executive"), STADTRAT, Some("2016-04-06")));
    assert_eq!((&inquiry["first_signatory"], &inquiry["co_signatories"]), (&json!("Selma Birrer-Odermatt"), &json!(1)));

    let mut visitor = world.visitor();
    let page = visitor.open("/zuerich/papers/2016-11").await;
    for said in ["Pendent bei", "Stadtrat", "Frist bis", "06.04.2016", "Ablaufschritte", "Finanzdepartement (FD)"] {
        page.must_say(said);
    }
    for said in ["Selma Birrer-Odermatt und 1 mitunterzeichnende Person", "Schriftliche Anfrage", "im Verfahren"] {
        page.must_say(said);
    }
    for said in ["Die Ausschreibung läuft.", "Mitbeteiligte Departemente", "nicht verifiziert"] {
        page.must_say(said);
    }
    assert_eq!(inquiry["involved"], json!(["Tiefbau- und Entsorgungsdepartement (TED)"]));
    assert_eq!(inquiry["consultations"], json!([]), "the council does not deal with it");
    let version = inquiry["version"].clone();
    let plan = json!({ "version": version, "body": "gemeinderat", "role": "treatment" });
    let refused = office.post(&format!("{}/actions/plan", town.path(&inquiry)), plan).await;
    assert!(refused.is(422).to_string().contains("keinem Gremium"), "a sentence says so");
    let list = visitor.open("/zuerich/papers").await;
    list.must_say("Pendent bei: Stadtrat");
    list.must_say("Selma Birrer-Odermatt und 1 mitunterzeichnende Person");
    let rows = world.stranger().get("/api/v1/zuerich/papers").await.ok();
    assert_eq!(rows[0]["pending"]["name"], "Stadtrat");
    assert_eq!(rows[0]["co_signatories"], 1);

    // That the answer is signed is the administration's and the office's to know, not everybody's.
    let answer = town.act(&town.api("fd.stab"), &inquiry, "draft-answer", json!({})).await;
    assert_eq!(pending(&answer), (Some("department"), Some("Finanzdepartement (FD)"), None));
    let answers = json!([{ "question": 1, "text": "Viele." }, { "question": 2, "text": "Alle." }]);
    town.act(&town.api("fd.stab"), &answer, "edit", json!({ "facts": "Der Stadtrat antwortet:", "answers": answers }))
        .await;
    town.act(&town.api("fd.stab"), &answer, "present", json!({})).await;
    town.act(&town.api("fd.leitung"), &answer, "sign", json!({})).await;
    let seen = |paper: Value| pending(&paper).1.map(str::to_owned);
    assert_eq!(seen(town.paper(&office, &inquiry).await).as_deref(), PARLAMENTSDIENSTE);
    assert_eq!(seen(town.paper(&world.stranger(), &inquiry).await).as_deref(), STADTRAT);
    assert_eq!(seen(town.paper(&first, &inquiry).await).as_deref(), STADTRAT);
    town.act(&office, &answer, "issue", json!({})).await;
    let answered = town.paper(&world.stranger(), &inquiry).await;
    assert_eq!((answered["status"].as_str(), pending(&answered)), (Some("closed"), (None, None, None)));
    world.visitor().open("/zuerich/papers/2016-11").await.must_not_say("Pendent bei");
    world.leave_jobs();
});

both_elsewhere!(a_motion_is_with_one_body_after_the_other, async |world: &World| {
    let town = Town::zuerich(world);
    let office = town.office();
    world.set_clock("2016-02-01 09:00");
    let motion = json!({ "kind": "M", "title": "Strategie", "facts": "Heute nicht.", "points": ["Der Stadtrat legt eine Strategie vor."] });
    let motion = town.filed(&town.api("sp.buero"), motion).await;
    assert_eq!(pending(&motion), (Some("body"), GEMEINDERAT, None));
    let consultation = town.sits(&motion, "committal", "2016-03-09", "Rathaus Hard").await;
    let laid = town.paper(&world.stranger(), &motion).await;
    assert_eq!(laid["pending"]["sitting"], "2016-03-09");
    let mut visitor = world.visitor();
    let page = visitor.open(&format!("/zuerich/papers/{}", laid["slug"].as_str().unwrap())).await;
    page.must_say("Gemeinderat (Sitzung vom 09.03.2016)");
    let committed = town.result(&consultation, json!({ "result": "committed" })).await;
    assert_eq!(pending(&committed), (Some("executive"), STADTRAT, Some("2018-03-09")));
    // The council is to write it off: it has the paper then, within the same period.
    let plan = json!({ "body": "gemeinderat", "role": "writing_off" });
    let planned = town.act(&office, &motion, "plan", plan).await;
    assert_eq!(pending(&planned), (Some("body"), GEMEINDERAT, Some("2018-03-09")));
    let consultation = town.sits(&motion, "writing_off", "2017-05-10", "Rathaus Hard").await;
    let after = town.result(&consultation, json!({ "result": "written_off" })).await;
    assert_eq!(after["status"], "closed");
    world.leave_jobs();
});

/// Uster's council: Zürich's rules, but that a postulate has another period than a motion, and 36 members.
macro_rules! both_in_uster {
    ($name:ident, $story:expr $(,)?) => {
        mod $name {
            use super::*;
            async fn story(world: &World) {
                ($story)(world).await
            }
            fn play(engine: Engine) {
                let folder = tempfile::tempdir().unwrap();
                let rule = "\n[clocks.postulate]\nlabel = { de = \"Bericht zum Postulat\", en = \"Report on the postulate\" }\n\
                    starts = \"committed\"\namount = 190\nunit = \"days\"\nbasis = \"Geschäftsordnung (Probe)\"\n\
                    warn_days = 28\nextended_by = { body = \"geschaeftsleitung\", role = \"extension\" }\n";
                let postulate = "[kinds.P]\nlike = \"M\"\n";
                assert!(ZUERICH.contains(postulate));
                let file = ZUERICH.replace(postulate, &format!("{postulate}committed = \"postulate\"\n")) + rule;
                std::fs::write(folder.path().join("zuerich.toml"), file).unwrap();
                let leipzig = include_str!("../../config/councils/leipzig.toml");
                std::fs::write(folder.path().join("leipzig.toml"), leipzig).unwrap();
                let dir = folder.path().to_owned();
                let change = move |config: &mut ratsweg::config::Config| {
                    config.councils.dir = Some(dir);
                    config.councils.load.clear();
                };
                play_with(engine, change, story);
                drop(folder);
            }
            #[test]
            fn sqlite() {
                play(Engine::Sqlite);
            }
            #[test]
            fn postgres() {
                play(Engine::Postgres);
            }
        }
    };
}

// The real days and votes of Uster's Postulat 609/2017, in the canton of Zürich.
both_in_uster!(the_chain_of_uster, async |world: &World| {
    let town = Town::zuerich(world);
    // 36 members: the six of the demo, and thirty more.
    let more: String = (0..30)
        .map(|number| {
            format!(
                "[[people]]\nkey = \"ratsmitglied-{number}\"\nname = \"Ratsmitglied {number}\"\n\
                 [[memberships]]\nperson = \"ratsmitglied-{number}\"\norganization = \"gemeinderat\"\n\
                 role = \"member\"\nstarts_on = 2014-05-01\n"
            )
        })
        .collect();
    let more = ratsweg::setup::Setup::parse(&format!("council = \"zuerich\"\n{more}")).unwrap();
    world
        .app
        .write_blocking(&ratsweg::people::Actor::system(), |tx| ratsweg::setup::act::apply(tx, &more, false))
        .unwrap();
    let (office, executive) = (town.office(), town.api("praesidium"));
    let vote = |yes, no| json!([{ "yes": yes, "no": no, "abstained": 0, "present": yes + no }]);

    world.set_clock("2017-09-12 09:00");
    let motion =
        json!({ "kind": "M", "title": "Velonetz", "facts": "Es fehlt.", "points": ["Der Stadtrat plant ein Netz."] });
    let motion = town.filed(&town.api("sp.buero"), motion).await;
    let consultation = town.sits(&motion, "committal", "2018-02-12", "Rathaus").await;
    let paper = town.result(&consultation, json!({ "result": "converted", "kind": "P" })).await;
    let consultation = town.sits(&paper, "committal", "2018-02-12", "Rathaus").await;
    let paper = town.result(&consultation, json!({ "result": "committed", "votes": vote(22, 11) })).await;
    assert_eq!(paper["clocks"].as_array().unwrap().len(), 1, "a postulate has its own period, and no motion's");
    assert_eq!(pending(&paper), (Some("executive"), STADTRAT, Some("2018-08-21")));

    let chain = [
        ("2018-07-03", "2018-07-09", "2018-08-21", "2019-01-29", "Die Grundlagen werden erarbeitet."),
        ("2018-12-04", "2018-12-10", "2019-01-29", "2020-10-20", "Die Planung hängt vom Verkehrskonzept ab."),
        ("2020-09-01", "2020-09-07", "2020-10-20", "2021-04-21", "Die Vernehmlassung läuft."),
        ("2021-03-02", "2021-03-08", "2021-04-21", "2021-06-21", "Der Bericht wird bereinigt."),
    ];
    for (asked, decided, old, new, reason) in chain {
        world.set_clock(&format!("{asked} 10:00"));
        let clock = town.paper(&office, &paper).await["clocks"][0].clone();
        assert_eq!(clock["due_on"], old);
        let path = format!("/api/v1/zuerich/clocks/{}/actions/ask-extension", clock["id"].as_str().unwrap());
        let asking = json!({ "version": clock["version"], "due_on": new, "reason": reason });
        executive.post(&path, asking.clone()).await.ok();
        let again = town.paper(&office, &paper).await["clocks"][0]["version"].clone();
        let mut twice = asking;
        twice["version"] = again;
        executive.post(&path, twice).await.is(422);
        // Until the body has decided nothing is longer, and the executive has the paper.
        let waiting = town.paper(&world.stranger(), &paper).await;
        assert_eq!(pending(&waiting), (Some("executive"), STADTRAT, Some(old)));
        let consultation = town.sits(&paper, "extension", decided, "Rathaus").await;
        assert_eq!(consultation["body"], "Geschäftsleitung");
        let granted = town.result(&consultation, json!({ "result": "extension_granted" })).await;
        assert_eq!(pending(&granted), (Some("executive"), STADTRAT, Some(new)));
        let extension = granted["clocks"][0]["extensions"].as_array().unwrap().last().unwrap().clone();
        assert_eq!((&extension["applicant"], &extension["decider"]), (&json!("Stadtrat"), &json!("Geschäftsleitung")));
        assert_eq!((&extension["decided_on"], &extension["old_due"]), (&json!(decided), &json!(old)));
        assert_eq!((&extension["new_due"], &extension["reason"]), (&json!(new), &json!(reason)));
        assert_eq!(extension["late"], false);
    }

    // One more is asked for and refused: nothing changes.
    world.set_clock("2021-06-01 10:00");
    let clock = town.paper(&office, &paper).await["clocks"][0].clone();
    let asking = json!({ "due_on": "2021-12-31", "reason": "Die Abschreibung steht an." });
    town.on("clocks", &clock, "ask-extension", asking).await.ok();
    let consultation = town.sits(&paper, "extension", "2021-06-14", "Rathaus").await;
    let refused = town.result(&consultation, json!({ "result": "extension_refused" })).await;
    assert_eq!(pending(&refused), (Some("executive"), STADTRAT, Some("2021-06-21")));
    assert_eq!(refused["status"], "decided");

    town.act(&office, &paper, "plan", json!({ "body": "gemeinderat", "role": "writing_off" })).await;
    let consultation = town.sits(&paper, "writing_off", "2021-09-06", "Rathaus").await;
    let after = town.result(&consultation, json!({ "result": "written_off", "votes": vote(24, 9) })).await;
    assert_eq!((after["status"].as_str(), after["clocks"][0]["state"].as_str()), (Some("closed"), Some("lapsed")));
    assert_eq!(pending(&after), (None, None, None));
    let mut visitor = world.visitor();
    let page = visitor.open(&format!("/zuerich/papers/{}", after["slug"].as_str().unwrap())).await;
    for day in ["21.08.2018", "29.01.2019", "20.10.2020", "21.04.2021", "21.06.2021", "06.09.2021", "12.02.2018"] {
        page.must_say(day);
    }
    for (_, decided, _, _, reason) in chain {
        page.must_say(reason);
        let [year, month, day] = decided.split('-').collect::<Vec<_>>()[..] else { panic!() };
        page.must_say(&format!("{day}.{month}.{year}"));
    }
    for said in ["Ablaufschritte", "abgeschrieben", "überwiesen", "umgewandelt", "22 Ja, 11 Nein", "24 Ja, 9 Nein"] {
        page.must_say(said);
    }
    for said in ["Fristerstreckung beantragt", "Fristerstreckung bewilligt", "Fristerstreckung abgelehnt"] {
        page.must_say(said);
    }
    world.leave_jobs();
});

both_elsewhere!(the_weekly_list_groups_what_is_new, async |world: &World| {
    let town = Town::zuerich(world);
    world.set_clock("2016-06-20 09:00");
    let filed = |kind: &str, title: &str| json!({ "kind": kind, "title": title, "facts": "Es fehlt.", "points": ["Der Stadtrat handelt."] });
    let before = town.filed(&town.api("sp.buero"), filed("M", "Aus der Vorwoche")).await;
    world.set_clock("2016-06-29 09:00");
    let motion = town
        .filed(&town.api("birrer"), {
            let mut motion = filed("M", "Neu & wichtig");
            motion["organization"] = json!("own-name");
            motion
        })
        .await;
    let hidden = {
        let mut hidden = filed("P", "Vertraulich");
        hidden["public"] = json!(false);
        hidden
    };
    town.filed(&town.api("fdp.buero"), hidden).await;
    let draft = town.draft(&town.api("gruene.buero"), filed("P", "Noch ein Entwurf")).await;
    assert!(draft["reference"].is_null());
    // A commission recommends something on the earlier one.
    let plan = json!({ "body": "sk-fd", "role": "advice" });
    town.act(&town.office(), &before, "plan", plan).await;
    let consultation = town.sits(&before, "advice", "2016-06-30", "Rathaus Hard").await;
    town.result(&consultation, json!({ "result": "recommended" })).await;

    let mut visitor = world.visitor();
    let page = visitor.open("/zuerich/weekly/2016-W26").await;
    for said in ["Ratspost, Woche 26 (27.06.2016 bis 03.07.2016)", "Neu eingereichte Vorstösse", "Neu & wichtig"] {
        page.must_say(said);
    }
    for said in ["Anträge aus der Geschäftsleitung und den Kommissionen", "Aus der Vorwoche", "Zustimmung beantragt"]
    {
        page.must_say(said);
    }
    for said in ["Selma Birrer-Odermatt", "29.06.2016", "30.06.2016", "Woche 25"] {
        page.must_say(said);
    }
    page.must_not_say("Vertraulich");
    page.must_not_say("Noch ein Entwurf");
    page.must_not_say("Woche 27");
    visitor.open("/zuerich/weekly/2016-W25").await.must_say("Woche 26");
    visitor.open("/zuerich/papers").await.must_say("Ratspost");
    // The office sees the same list: it is everybody's.
    let list = |week: &str| format!("/api/v1/zuerich/weekly/{week}");
    let everybody = world.stranger().get(&list("2016-W26")).await.ok();
    assert_eq!(everybody, town.office().get(&list("2016-W26")).await.ok());
    let numbers = |at: usize| -> Vec<Value> {
        everybody["groups"][at]["items"].as_array().unwrap().iter().map(|item| item["reference"].clone()).collect()
    };
    assert_eq!(numbers(0), [before["reference"].clone()]);
    assert_eq!(numbers(1), [motion["reference"].clone()]);
    assert_eq!((&everybody["previous"], &everybody["next"]), (&json!("2016-W25"), &Value::Null));
    for none in ["2016-W27", "2016-W54", "gestern"] {
        world.stranger().get(&list(none)).await.is(404);
    }
    let table = visitor.open("/zuerich/weekly/2016-W26.csv").await.answer.body.clone();
    assert!(table.contains("\"Neu & wichtig\"") && !table.contains("Vertraulich"), "{table}");
    let feed = visitor.open("/zuerich/weekly.atom").await.answer.body.clone();
    assert!(feed.contains("Neu &amp; wichtig") && feed.contains("2016-W26") && !feed.contains("Vertraulich"), "{feed}");
    world.leave_jobs();
});

both_elsewhere!(an_initiative_needs_a_third_of_all_members, async |world: &World| {
    let town = Town::zuerich(world);
    world.set_clock("2016-06-20 09:00");
    let initiative =
        json!({ "kind": "PI", "title": "Behördenverzeichnis", "facts": "Es fehlt.", "points": ["Es wird geführt."] });
    let initiative = town.filed(&town.api("sp.buero"), initiative).await;
    let consultation = town.sits(&initiative, "support", "2016-07-06", "Rathaus Hard").await;
    let supported = |yes, no| {
        json!({ "result": "supported", "bodies": [{ "body": "sk-fd", "role": "advice" }],
            "votes": [{ "yes": yes, "no": no, "abstained": 0, "present": yes + no }] })
    };
    // Three of five who vote are a majority; of 125 members they are far from a third.
    let refused = town.on("consultations", &consultation, "enter-result", supported(3, 2)).await.is(422);
    assert!(refused.to_string().contains("125"), "{refused}");
    world.sql("UPDATE organizations SET seats = 6 WHERE council = 'zuerich' AND key = 'gemeinderat'");
    let after = town.result(&consultation, supported(2, 4)).await;
    assert_eq!(pending(&after).1, Some("Sachkommission Finanzdepartement (SK FD)"));
    world.leave_jobs();
});
