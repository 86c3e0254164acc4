//! Zofingen: the credit of ER.2023.026 and what the people have to say to it, and motions whose wording stands.
use crate::client::Answer;
use crate::story_towns::{Town, both_elsewhere, motion};
use crate::world::*;
use serde_json::{Value, json};

const HALL: &str = "Stadtsaal, Weiherstrasse 2, 4800 Zofingen";

/// The draft of a credit.
pub async fn drafted(town: &Town<'_>, amount: &str, yearly: Option<&str>) -> Value {
    let mut values = json!({ "amount": amount, "credit": "commitment", "price_rise": true });
    if let Some(yearly) = yearly {
        values["yearly"] = json!(yearly);
    }
    let new = json!({
        "kind": "K",
        "title": "Genehmigung eines Verpflichtungskredits für die Umsetzung der IT-Strategie",
        "facts": "Die Strategie wird in den Jahren 2024 und 2025 umgesetzt.",
        "points": ["Der Verpflichtungskredit wird genehmigt.", "Der Stadtrat setzt die Strategie bis 2025 um."],
        "values": values,
    });
    town.draft(&town.api("informatik"), new).await
}

/// A credit that the executive laid before the council and that its commission recommends.
pub async fn recommended(town: &Town<'_>, draft: &Value) -> Value {
    let credit = town.issued(draft).await;
    let approval = town.sits(&credit, "approval", "2023-08-30", "Rathaus").await;
    town.result(&approval, json!({ "result": "approved" })).await;
    let advice = town.sits(&credit, "advice", "2023-09-25", "Rathaus").await;
    let vote = json!([{ "yes": 3, "no": 0, "abstained": 0, "present": 3 }]);
    town.result(&advice, json!({ "result": "recommended", "votes": vote })).await
}

/// The Einwohnerrat adopts it on 23 October 2023.
pub async fn adopted(town: &Town<'_>, credit: &Value) -> Value {
    let decision = town.sits(credit, "decision", "2023-10-23", HALL).await;
    town.result(&decision, json!({ "result": "adopted" })).await
}

/// Records something of the paper's last decision, as this account.
pub async fn force(town: &Town<'_>, who: &str, paper: &Value, action: &str, mut inputs: Value) -> Answer {
    let decisions = town.paper(&town.office(), paper).await["referendum"]["decisions"].clone();
    let decision = decisions.as_array().unwrap().last().unwrap().clone();
    inputs["version"] = decision["version"].clone();
    let id = decision["id"].as_str().unwrap();
    town.api(who).post(&format!("/api/v1/{}/resolutions/{id}/actions/{action}", town.slug), inputs).await
}

/// How the paper's only decision stands: its state, and the status of the paper.
async fn stands(town: &Town<'_>, paper: &Value) -> (String, String) {
    let paper = town.paper(&town.world.stranger(), paper).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&paper["referendum"]["decisions"][0]["state"]), text(&paper["status"]))
}

/// The states of the orders, in their order.
async fn orders(town: &Town<'_>, state: &str) -> Vec<Value> {
    let path = format!("/api/v1/{}/orders?state={state}", town.slug);
    town.office().get(&path).await.ok().as_array().unwrap().clone()
}

async fn act_on_order(town: &Town<'_>, who: &str, order: &Value, action: &str, mut inputs: Value) -> Answer {
    inputs["version"] = order["version"].clone();
    let id = order["id"].as_str().unwrap();
    town.api(who).post(&format!("/api/v1/{}/orders/{id}/actions/{action}", town.slug), inputs).await
}

async fn daily(town: &Town<'_>, day: &str) {
    town.world.set_clock(day);
    ratsweg::work::daily::warn(&town.world.app).await.unwrap();
}

fn at(host: &str, names: &[&str]) -> Vec<String> {
    let mut all: Vec<_> = names.iter().map(|name| format!("{name}@{host}")).collect();
    all.sort();
    all
}

both_elsewhere!(a_credit_binds_when_thirty_days_have_passed, async |world: &World| {
    let town = Town::zofingen(world);
    world.set_clock("2023-08-21 09:00");
    let draft = drafted(&town, "1'235'000", None).await;
    world.new_mails().await;
    // What the people may say to it stands there from the first draft on.
    let seen = town.paper(&town.api("informatik"), &draft).await;
    assert_eq!(seen["referendum"]["vote"], "optional");
    let credit = town.issued(&draft).await;
    assert_eq!(credit["reference"], "ER.2023.026");
    // It is the executive that lays it before the council: until then nobody else sees it, or hears of it.
    world.stranger().get(&town.path(&credit)).await.is(404);
    let told = world.newly_mailed().await;
    assert_eq!(told, at(town.host, &["stadtkanzlei", "stadtrat", "ammann", "informatik", "stadtschreiber"]));
    let approval = town.sits(&credit, "approval", "2023-08-30", "Rathaus").await;
    world.new_mails().await;
    town.result(&approval, json!({ "result": "approved" })).await;
    world.stranger().get(&town.path(&credit)).await.ok();
    let everybody = at(
        town.host,
        &[
            "stadtammann",
            "stadtkanzlei",
            "stadtrat",
            "ammann",
            "informatik",
            "stadtschreiber",
            "sp",
            "fdp",
            "svp",
            "sp.buero",
            "fdp.buero",
            "svp.buero",
            "cavegn",
            "praesidium",
            "sagmeister",
            "redaktion",
            "nachrichten",
        ],
    );
    let mails = world.new_mails().await;
    let mut to: Vec<_> = mails.iter().map(|mail| mail.to.clone()).collect();
    to.sort();
    assert_eq!(to, everybody, "members, Stadtrat, factions and media (§ 49 Abs. 7)");
    let media = mails.iter().find(|mail| mail.to.starts_with("redaktion")).unwrap();
    assert!(media.text.contains("ER.2023.026") && media.text.contains("Medien"), "{}", media.text);

    let advice = town.sits(&credit, "advice", "2023-09-25", "Rathaus").await;
    let vote = json!([{ "yes": 3, "no": 0, "abstained": 0, "present": 3 }]);
    let after = town.result(&advice, json!({ "result": "recommended", "votes": vote })).await;
    assert_eq!(after["status"], "in_progress", "what the commission recommends decides nothing");
    assert_eq!(after["referendum"]["decisions"], json!([]), "and is not published as decided");
    let after = adopted(&town, &credit).await;
    let decision = after["referendum"]["decisions"][0].clone();
    assert_eq!((decision["state"].as_str(), decision["due_on"].as_str()), (Some("open"), Some("2023-11-22")));
    assert_eq!(after["status"], "decided", "it is not closed while the people may speak");
    let clock = &after["clocks"][0];
    assert_eq!((clock["rule"].as_str(), clock["light"].as_str()), (Some("referendum"), Some("green")));
    let page = world.visitor().open("/zofingen/papers/ER.2023.026").await.text();
    for said in [
        "CHF 1'235'000",
        "23.10.2023",
        "Stadtsaal",
        "genehmigt",
        "Kreditvorlage",
        "FGPK",
        "§ 25 Abs. 1 GO",
        "fakultatives Referendum, Frist bis 22.11.2023",
        "wartet auf Rechtskraft",
        "Beschluss veröffentlicht",
    ] {
        assert!(page.contains(said), "{said} is not in {page}");
    }
    assert!(!page.contains("ß") && !page.contains("1'235'000.00"));

    // The orders are there, but nobody has to do anything yet, and nobody is told of them.
    assert!(orders(&town, "open").await.is_empty());
    let waiting = orders(&town, "waiting").await;
    assert_eq!(waiting.len(), 2);
    assert!(waiting.iter().all(|order| order["state_label"] == "wartet auf Rechtskraft" && order["light"] == "off"));
    world.new_mails().await;
    act_on_order(&town, "informatik", &waiting[0], "report", json!({ "report": "Es läuft." })).await.is(422);
    let date = json!({ "due_on": "2023-11-01" });
    let order = act_on_order(&town, "ratssekretariat", &waiting[0], "reschedule", date).await.ok();
    assert_eq!(order["state"], "waiting", "a date can be named, and does not run");
    // The last day is still one of them, and what waits is neither due nor overdue, nor is the people's time.
    daily(&town, "2023-11-22 23:00").await;
    assert_eq!(stands(&town, &credit).await, ("open".to_owned(), "decided".to_owned()));
    assert_eq!(world.newly_mailed().await, Vec::<String>::new());
    for state in ["overdue", "soon", "open"] {
        assert!(orders(&town, state).await.is_empty(), "{state}");
    }
    // Nobody extends what the law gives the people.
    world.set_clock("2023-11-23 00:30");
    let page = world.visitor().open("/zofingen/papers/ER.2023.026").await.text();
    assert!(page.contains("am 22.11.2023 unbenutzt abgelaufen") && !page.contains("überfällig"), "{page}");
    let tracking = world.visitor().open("/zofingen/tracking?state=overdue").await.text();
    assert!(!tracking.contains("ER.2023.026"), "{tracking}");

    daily(&town, "2023-11-23 01:00").await;
    assert_eq!(stands(&town, &credit).await, ("binding".to_owned(), "closed".to_owned()));
    let told = world.newly_mailed().await;
    assert!(everybody.iter().all(|address| told.contains(address)), "{told:?}");
    let page = world.visitor().open("/zofingen/papers/ER.2023.026").await.text();
    assert!(page.contains("rechtskräftig") && page.contains("seit 23.11.2023"), "{page}");
    let active = orders(&town, "open").await;
    // The first report is wanted six months after it binds, not after it was decided.
    let order = world.visitor().open(&format!("/zofingen/orders/{}", active[0]["id"].as_str().unwrap())).await.text();
    assert!(order.contains("23.05.2024") && !order.contains("23.04.2024"), "{order}");
    assert_eq!(active.len(), 2);
    let overdue = orders(&town, "overdue").await;
    assert_eq!(overdue.len(), 1, "its day has passed, and now it counts");
    act_on_order(&town, "informatik", &active[1], "report", json!({ "report": "Es läuft." })).await.ok();
    // It is said once.
    daily(&town, "2023-11-24 01:00").await;
    let binding = "SELECT COUNT(*) AS n FROM events WHERE action = 'binding'";
    assert_eq!(world.count(binding), 1);
    world.leave_jobs();
});

both_elsewhere!(a_tenth_of_the_voters_demand_a_vote, async |world: &World| {
    let town = Town::zofingen(world);
    world.set_clock("2023-08-21 09:00");
    let credit = drafted(&town, "1'235'000", None).await;
    let credit = adopted(&town, &recommended(&town, &credit).await).await;
    let office = "ratssekretariat";
    // Nobody votes before a vote was demanded, and the office alone records it.
    let vote = |yes: u32, no: u32| json!({ "voted_on": "2024-03-03", "yes": yes, "no": no });
    force(&town, office, &credit, "record-vote", vote(2, 1)).await.is(422);
    let demand = |signatures: u32, on: &str| json!({ "requested_on": on, "signatures": signatures, "voters": 8001 });
    force(&town, "informatik", &credit, "request-vote", demand(801, "2023-11-20")).await.is(403);
    world.set_clock("2023-11-24 08:00");
    let few = force(&town, office, &credit, "request-vote", demand(800, "2023-11-22")).await;
    let said = few.is(422).to_string();
    assert!(said.contains("801 gültige Unterschriften"), "{said}");
    force(&town, office, &credit, "request-vote", demand(801, "2023-11-23")).await.is(422);
    // The daily work was faster than the office: what came in time counts all the same.
    daily(&town, "2023-11-24 09:00").await;
    assert_eq!(stands(&town, &credit).await.0, "binding");
    world.new_mails().await;
    force(&town, office, &credit, "request-vote", demand(801, "2023-11-22")).await.ok();
    assert_eq!(stands(&town, &credit).await, ("vote".to_owned(), "decided".to_owned()));
    assert_eq!(orders(&town, "waiting").await.len(), 2);
    assert!(world.newly_mailed().await.contains(&format!("redaktion@{}", town.host)));
    // However long it takes: without a vote it does not bind.
    daily(&town, "2024-02-20 09:00").await;
    assert_eq!(stands(&town, &credit).await.0, "vote");
    let page = world.visitor().open("/zofingen/papers/ER.2023.026").await.text();
    assert!(page.contains("mit 801 gültigen Unterschriften ergriffen"), "{page}");

    // The form, as the office sees it: what is wrong is told beside its field.
    let mut desk = world.page(&format!("{office}@{}", town.host)).await;
    desk.open("/zofingen/papers/ER.2023.026").await.must_say("Volksabstimmung eintragen");
    let link = desk.page.link("Volksabstimmung eintragen …");
    desk.open(&link).await.must_say("Ja-Stimmen");
    world.set_clock("2024-03-04 08:00");
    let typed = [("voted_on", "2024-03-03"), ("yes", "1'102"), ("no", "viele")];
    desk.submit("/actions/record-vote", &typed).await.must_say("ganze Zahl");
    assert_eq!(desk.page.field("yes"), "1'102");
    let typed = [("voted_on", "2024-03-03"), ("yes", "1'102"), ("no", "3'204")];
    desk.submit("/actions/record-vote", &typed).await.must_say("eingetragen");
    desk.page.must_say("abgelehnt mit 1'102 Ja gegen 3'204 Nein");
    assert_eq!(stands(&town, &credit).await, ("rejected".to_owned(), "closed".to_owned()));
    for state in ["open", "waiting", "closed"] {
        assert!(orders(&town, state).await.is_empty(), "{state}: they fell with their decision");
    }
    force(&town, office, &credit, "record-vote", vote(2, 1)).await.is(422);
    daily(&town, "2024-05-01 09:00").await;
    assert_eq!(stands(&town, &credit).await.0, "rejected");
    world.leave_jobs();
});

both_elsewhere!(above_the_limits_the_people_vote_in_any_case, async |world: &World| {
    let town = Town::zofingen(world);
    world.set_clock("2023-08-21 09:00");
    let informatik = town.api("informatik");
    let wrong = json!({ "kind": "K", "title": "Kredit", "values": { "amount": "drei Millionen" } });
    let said = informatik.post("/api/v1/zofingen/papers", wrong).await.is(422).to_string();
    assert!(said.contains("Betrag einmalig, brutto"), "{said}");
    let wrong = json!({ "kind": "K", "title": "Kredit", "values": { "amount": "-5" } });
    assert!(informatik.post("/api/v1/zofingen/papers", wrong).await.is(422).to_string().contains("grösser als null"));
    // The limit itself is not above it.
    for (once, yearly, vote) in [
        ("3'000'000", Some("200'000"), "optional"),
        ("3'000'000.05", None, "obligatory"),
        ("1", Some("200'000.05"), "obligatory"),
    ] {
        let draft = drafted(&town, once, yearly).await;
        assert_eq!(draft["referendum"]["vote"], vote, "{once} {yearly:?}");
    }
    let draft = drafted(&town, "3'200'000", None).await;
    let mut desk = world.page(&format!("informatik@{}", town.host)).await;
    let page = desk.open(&format!("/zofingen/papers/{}", draft["id"].as_str().unwrap())).await.text();
    assert!(page.contains("obligatorische Volksabstimmung") && page.contains("CHF 3'000'000 einmalig"), "{page}");

    let credit = adopted(&town, &recommended(&town, &draft).await).await;
    assert_eq!(credit["clocks"], json!([]), "no period runs: the people vote in any case");
    assert_eq!(stands(&town, &credit).await, ("vote".to_owned(), "decided".to_owned()));
    daily(&town, "2024-02-01 09:00").await;
    assert_eq!(stands(&town, &credit).await.0, "vote", "it never binds without a vote");
    let office = "ratssekretariat";
    let vote = |on: &str, yes: u32| json!({ "voted_on": on, "yes": yes, "no": 1102 });
    force(&town, office, &credit, "record-vote", vote("2024-03-03", 3204)).await.is(422);
    world.set_clock("2024-03-04 08:00");
    world.new_mails().await;
    force(&town, office, &credit, "record-vote", vote("2024-03-03", 3204)).await.ok();
    assert_eq!(stands(&town, &credit).await, ("binding".to_owned(), "closed".to_owned()));
    assert_eq!(orders(&town, "open").await.len(), 2);
    assert!(world.newly_mailed().await.contains(&format!("informatik@{}", town.host)), "who has to do it is told");
    let page = world.visitor().open("/zofingen/papers/ER.2023.026").await.text();
    assert!(page.contains("angenommen mit 3'204 Ja gegen 1'102 Nein"), "{page}");
    world.leave_jobs();
});

both_elsewhere!(a_decision_that_was_entered_wrongly_waits_for_nobody, async |world: &World| {
    let town = Town::zofingen(world);
    world.set_clock("2023-08-21 09:00");
    let draft = drafted(&town, "1'235'000", None).await;
    let credit = adopted(&town, &recommended(&town, &draft).await).await;
    let rows = credit["consultations"].as_array().unwrap().clone();
    let decision = rows.iter().find(|row| row["role"] == "decision").unwrap();
    let right = json!({ "result": "rejected", "reason": "In die falsche Zeile geraten." });
    town.on("consultations", decision, "correct", right).await.ok();
    let second = town.api("praesidium");
    let waiting = second.get("/api/v1/zofingen/corrections").await.ok()[0].clone();
    let confirm = format!("/api/v1/zofingen/corrections/{}/confirm", waiting["id"].as_str().unwrap());
    second.post(&confirm, json!({ "version": waiting["version"] })).await.ok();
    assert_eq!(stands(&town, &credit).await, ("void".to_owned(), "closed".to_owned()));
    assert!(orders(&town, "waiting").await.is_empty());
    daily(&town, "2023-12-01 09:00").await;
    assert_eq!(stands(&town, &credit).await.0, "void");
    world.leave_jobs();
});

both_elsewhere!(a_motion_is_not_changed_in_the_debate_but_converted, async |world: &World| {
    let town = Town::zofingen(world);
    world.set_clock("2023-08-21 09:00");
    world.new_mails().await;
    let motion = town.filed(&town.api("sp.buero"), motion("M", "Alle Dienste auch digital")).await;
    assert_eq!(motion["reference"], "ER.2023.026");
    let told = world.newly_mailed().await;
    for name in ["sagmeister", "stadtrat", "redaktion", "nachrichten", "svp"] {
        assert!(told.contains(&format!("{name}@{}", town.host)), "{name} is not in {told:?}");
    }
    let consultation = town.sits(&motion, "committal", "2023-09-18", "Stadtsaal").await;
    for changed in [
        json!({ "result": "adopted_amended", "final_text": "Anders." }),
        json!({ "result": "recommended_amended" }),
        json!({ "result": "committed", "final_text": "Anders." }),
        json!({ "result": "committed", "point_results": [{ "point": 1, "final_text": "Anders." }] }),
    ] {
        let said = town.on("consultations", &consultation, "enter-result", changed).await.is(422).to_string();
        assert!(said.contains("Wortlaut") && said.contains("Postulat"), "{said}");
    }
    let amend = json!({ "kind": "AE", "version": town.paper(&town.api("fdp.buero"), &motion).await["version"] });
    let path = format!("{}/actions/draft-child", town.path(&motion));
    let said = town.api("fdp.buero").post(&path, amend).await.is(422).to_string();
    assert!(said.contains("Wortlaut"), "{said}");
    let wrong = json!({ "result": "converted", "kind": "I" });
    town.on("consultations", &consultation, "enter-result", wrong).await.is(422);
    let postulate = town.result(&consultation, json!({ "result": "converted", "kind": "P" })).await;
    assert_eq!((postulate["kind"].as_str(), postulate["reference"].as_str()), (Some("P"), Some("ER.2023.027")));
    assert_eq!(postulate["former_references"], json!(["ER.2023.026"]));
    // Who is told of it reads under which number it was known until then, and whom to write to in words that fit the place.
    let told = world.new_mails().await;
    let letter = told.iter().find(|mail| mail.subject.contains("umgewandelt")).expect("a mail of the conversion");
    assert!(letter.text.contains("Bisher: Motion ER.2023.026"), "{}", letter.text);
    assert!(letter.text.contains("Bescheid: Ratsbüro"), "{}", letter.text);
    // The old number leads to it for ever: on pages, in the API, and in the search.
    world.visitor().open("/zofingen/papers/ER.2023.026").await.must_say("ER.2023.027");
    let moved = world.stranger().get("/api/v1/zofingen/papers/ER.2023.026").await;
    assert_eq!(moved.status, 301, "{}", moved.body);
    for path in ["/api/v1/zofingen/papers?q=ER.2023.026", "/api/v1/zofingen/papers?q=er.2023.027"] {
        let found = world.stranger().get(path).await.ok();
        assert_eq!(found[0]["reference"], "ER.2023.027", "{path}: {found}");
    }
    world.visitor().open("/zofingen/papers?q=ER.2023.026").await.must_say("ER.2023.027");

    // It goes on as a postulate; committed to the executive, a clock runs until it is written off.
    let consultation = town.sits(&postulate, "committal", "2023-10-23", "Stadtsaal").await;
    let vote = json!([{ "yes": 4, "no": 2, "abstained": 1, "present": 7 }]);
    let committed = town.result(&consultation, json!({ "result": "committed", "votes": vote })).await;
    let clock = committed["clocks"][0].clone();
    assert_eq!((clock["rule"].as_str(), clock["due_on"].as_str()), (Some("commitment"), Some("2025-10-23")));
    world.leave_jobs();
});

both_elsewhere!(the_president_decides_two_ties_on_one_evening, async |world: &World| {
    let town = Town::zofingen(world);
    world.set_clock("2023-08-21 09:00");
    let tied = |chair: &str| json!([{ "yes": 1, "no": 1, "abstained": 1, "present": 3, "chair": chair }]);
    for amount in ["400'000", "500'000"] {
        let draft = drafted(&town, amount, None).await;
        let credit = town.issued(&draft).await;
        let approval = town.sits(&credit, "approval", "2023-08-30", "Rathaus").await;
        town.result(&approval, json!({ "result": "approved" })).await;
        let advice = town.sits(&credit, "advice", "2023-09-25", "Rathaus").await;
        let unsaid = json!([{ "yes": 1, "no": 1, "abstained": 1, "present": 3 }]);
        for refused in [
            json!({ "result": "not_recommended", "votes": unsaid }),
            json!({ "result": "recommended", "votes": tied("no") }),
        ] {
            town.on("consultations", &advice, "enter-result", refused).await.is(422);
        }
        let after = town.result(&advice, json!({ "result": "not_recommended", "votes": tied("no") })).await;
        let decision = after["consultations"].as_array().unwrap().iter().find(|row| row["role"] == "decision").unwrap();
        assert_eq!(decision["advice"].as_array().unwrap().len(), 1, "the council reads what its commission thinks");
    }
    let votes = "SELECT COUNT(*) AS n FROM votes WHERE council = 'zofingen' AND yes = no";
    assert_eq!(world.count(votes), 2);
    let page = world.visitor().open("/zofingen/papers/ER.2023.027").await.text();
    assert!(page.contains("Stichentscheid"), "{page}");
    let motion = town.filed(&town.api("svp.buero"), motion("P", "Dienste am Schalter")).await;
    let consultation = town.sits(&motion, "committal", "2023-10-23", "Stadtsaal").await;
    let tied = |chair: &str| json!([{ "yes": 3, "no": 3, "abstained": 0, "present": 6, "chair": chair }]);
    let against = json!({ "result": "committed", "votes": tied("no") });
    town.on("consultations", &consultation, "enter-result", against).await.is(422);
    let after = town.result(&consultation, json!({ "result": "not_committed", "votes": tied("no") })).await;
    assert_eq!(after["status"], "closed");
    world.leave_jobs();
});

both_elsewhere!(a_voter_files_a_motion_and_an_author_is_satisfied_or_not, async |world: &World| {
    let town = Town::zofingen(world);
    world.set_clock("2023-08-21 09:00");
    let mut new = motion("VM", "Bänke am Bahnhof");
    new["values"] = json!({ "asker_name": "Rosmarie Hunziker-Iten", "asker_consent": true });
    let filed = town.filed(&town.office(), new).await;
    assert_eq!(filed["submitter"], "Rosmarie Hunziker-Iten");
    let mut hidden = motion("VM", "Bänke am See");
    hidden["values"] = json!({ "asker_name": "Kaspar Niederhauser", "asker_consent": false });
    let hidden = town.filed(&town.office(), hidden).await;
    let page = world.visitor().open("/zofingen/papers/ER.2023.027").await.text();
    assert!(!page.contains("Niederhauser") && page.contains("Name geschützt"), "{page}");
    let consultation = town.sits(&hidden, "committal", "2023-09-18", "Stadtsaal").await;
    let changed = json!({ "result": "committed", "final_text": "Anders." });
    town.on("consultations", &consultation, "enter-result", changed).await.is(422);

    world.set_clock("2023-09-20 09:00");
    let inquiry = json!({ "kind": "I", "title": "Wie digital ist die Stadt?", "facts": "Wir fragen:",
        "questions": ["Welche Dienste sind digital?"] });
    let inquiry = town.filed(&town.api("fdp.buero"), inquiry).await;
    let consultation = town.sits(&inquiry, "treatment", "2023-10-23", "Stadtsaal").await;
    let after = town.result(&consultation, json!({ "result": "partly_satisfied" })).await;
    assert_eq!(after["consultations"][0]["result_label"], "beantwortet, teilweise befriedigt");
    world.leave_jobs();
});

both_elsewhere!(the_media_hear_of_what_is_public_and_of_nothing_else, async |world: &World| {
    let town = Town::zofingen(world);
    world.set_clock("2023-08-21 09:00");
    let mut new = motion("M", "Verkauf einer Liegenschaft");
    new["public"] = json!(false);
    world.new_mails().await;
    let draft = town.draft(&town.api("sp.buero"), new).await;
    town.act(&town.api("sp.buero"), &draft, "submit", json!({})).await;
    world.new_mails().await;
    town.act(&town.office(), &draft, "admit", json!({ "department": "stadtkanzlei" })).await;
    let told = world.newly_mailed().await;
    assert!(told.contains(&format!("stadtrat@{}", town.host)), "{told:?}");
    for name in ["redaktion", "nachrichten"] {
        assert!(!told.contains(&format!("{name}@{}", town.host)), "{told:?}");
    }
    world.leave_jobs();
});
