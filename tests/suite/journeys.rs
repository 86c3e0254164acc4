//! Whole ways through the council: a petition up to its reply, an urgent decision of the executive; former numbers.
use crate::both;
use crate::kinds::motion;
use crate::papers::{api_path, page_path};
use crate::world::*;
use serde_json::{Value, json};

const PETITIONER: &str = "zerbst@post.example";

impl World {
    /// Puts the first consultation of this role that is still open on an agenda, and enters its result.
    async fn decides(&self, paper: &Value, role: &str, date: &str, result: &str) -> Value {
        let (office, minutes) = (self.office(), self.minutes());
        let open = |paper: &Value| {
            let rows = paper["consultations"].as_array().unwrap().clone();
            rows.into_iter()
                .find(|row| row["role"] == role && row["result"].is_null())
                .unwrap_or_else(|| panic!("{paper}"))
        };
        let seen = self.paper(&office, paper).await;
        let sitting = json!({ "date": date, "time": "16:00", "place": "Neues Rathaus" });
        self.act_on(&office, "consultations", &open(&seen), "schedule", sitting).await;
        self.set_clock(&format!("{date} 20:00"));
        let seen = self.paper(&minutes, paper).await;
        self.act_on(&minutes, "consultations", &open(&seen), "enter-result", json!({ "result": result })).await
    }
}

both!(a_petition_goes_by_opinion_and_recommendation_to_the_council_and_back, async |world: &World| {
    let (office, drafter) = (world.office(), world.drafter());
    let new = json!({
        "kind": "P", "title": "Tempo 30 in der Südvorstadt", "facts": "Dort wird gerast.",
        "values": { "asker_name": "Wilhelmine Zerbst", "asker_email": PETITIONER, "asker_consent": false,
            "summary": "In der Südvorstadt soll Tempo 30 gelten." },
    });
    let draft = world.drafted(&office, new).await;
    let submitted = world.act(&office, &draft, "submit", json!({})).await;
    let petition = world.act(&office, &submitted, "admit", json!({ "department": "dezernat-01" })).await;
    assert_eq!(petition["reference"], "VII-P-01504");

    // The department's opinion, through the executive's conference.
    let opinion = world.below(&drafter, &petition, "VSP").await;
    let typed = json!({ "facts": "Die Straßen sind geeignet.",
        "values": { "boxes": { "agreement": "ab Mai" }, "legal": "none" } });
    let opinion = world.act(&drafter, &opinion, "edit", typed).await;
    let opinion = world.issue(&opinion).await;
    assert_eq!(opinion["reference"], "VII-P-01504-VSP-01");
    world.stranger().get(&api_path(&opinion)).await.is(404);
    world.approve(&opinion).await;
    world.stranger().get(&api_path(&opinion)).await.ok();

    // The committee recommends; its recommendation is a paper of its own, for the council alone.
    let advised = world.decides(&petition, "advice", "2020-08-26", "recommended").await;
    assert_eq!(advised["status"], "in_progress");
    let proposal = world.below(&drafter, &petition, "DS").await;
    let typed = json!({ "facts": "Der Ausschuss empfiehlt, der Petition zu folgen.", "occasion": "Sonstiges",
        "points": ["Der Oberbürgermeister ordnet Tempo 30 an."], "values": { "finance": "no", "climate": "positive" } });
    let proposal = world.act(&drafter, &proposal, "edit", typed).await;
    let proposal = world.issue(&proposal).await;
    assert_eq!(proposal["reference"], "VII-P-01504-DS-02");
    let path: Vec<_> =
        proposal["consultations"].as_array().unwrap().iter().map(|row| row["role"].as_str().unwrap()).collect();
    assert_eq!(path, ["decision"], "below a petition there is no second approval");
    world.stranger().get(&api_path(&proposal)).await.ok();
    let adopted = world.decides(&proposal, "decision", "2020-09-16", "adopted").await;
    assert_eq!(adopted["status"], "closed");
    world.new_mails().await;

    // With that the council decides the petition, too, and the petitioner is written to.
    let decided = world.decides(&petition, "decision", "2020-09-16", "adopted").await;
    assert_eq!(decided["consultations"][1]["advice"][0]["leaning"], "for", "{decided}");
    assert_eq!(decided["consultations"][1]["result_class"], "adopt");
    let mails = world.new_mails().await;
    let letter = mails.iter().rfind(|mail| mail.to == PETITIONER).expect("a letter to the petitioner");
    assert!(letter.text.contains("ungeändert beschlossen") && letter.text.contains("VII-P-01504"), "{}", letter.text);
    let mut visitor = world.visitor();
    visitor.open("/leipzig/papers/VII-P-01504/lineage").await.must_say("VII-P-01504-DS-02");
    world.leave_jobs();
});

both!(of_an_urgent_decision_the_council_is_informed, async |world: &World| {
    let executive = world.executive();
    let new = json!({
        "kind": "EE", "title": "Notreparatur der Brücke", "facts": "Sie bricht.", "points": ["Die Brücke wird repariert."],
        "values": { "urgency": "Gefahr für Leib und Leben" },
    });
    let draft = world.drafted(&executive, new).await;
    let signed = world.act(&executive, &draft, "sign", json!({})).await;
    let seen = world.paper(&world.office(), &signed).await;
    let issued = world.act(&world.office(), &seen, "issue", json!({})).await;
    // Until the executive has decided it lies before nobody else.
    world.stranger().get(&api_path(&issued)).await.is(404);
    world.new_mails().await;
    let decided = world.decides(&issued, "approval", "2020-08-13", "urgent").await;
    assert_eq!(decided["consultations"][0]["result_class"], "urgent_exec");
    let seen = world.stranger().get(&api_path(&issued)).await.ok();
    assert_eq!(seen["consultations"][1]["role"], "information");
    assert_eq!(seen["consultations"][1]["result"], Value::Null);
    let told = world.newly_mailed().await;
    assert!(told.contains(&SPD.to_owned()), "{told:?}");
    // The council takes note, and cannot decide it again.
    let noted = world.decides(&issued, "information", "2020-09-16", "noted").await;
    assert_eq!(noted["consultations"][1]["result_class"], "note");
    assert!(noted["consultations"].as_array().unwrap().iter().all(|row| row["role"] != "decision"));
    assert_eq!(noted["status"], "closed");
    world.leave_jobs();
});

both!(the_office_adds_a_former_number_and_it_leads_to_the_paper, async |world: &World| {
    let (spd, office) = (world.spd(), world.office());
    let paper = world.filed(&spd, motion()).await;
    let mut other = motion();
    other["title"] = json!("Eine andere Vorlage");
    let other = world.filed(&spd, other).await;
    let path = format!("{}/aliases", api_path(&paper));
    let version = || async { world.paper(&office, &paper).await["version"].clone() };
    let add =
        async |reference: &str| office.post(&path, json!({ "version": version().await, "reference": reference })).await;
    spd.post(&path, json!({ "version": paper["version"], "reference": "V/A 99" })).await.is(403);
    office.post(&path, json!({ "version": 1, "reference": "V/A 99" })).await.is(409);
    let added = add("V/A 99").await.is(201);
    assert_eq!(added["aliases"], json!(["V/A 99"]));
    // What is in use is refused: as a paper's number, and as a former one of this or of another paper.
    for taken in [other["reference"].as_str().unwrap(), "VII-A-01504", "V-A-99", "  ", "–"] {
        add(taken).await.is(422);
    }
    let elsewhere = json!({ "version": other["version"], "reference": "V/A 99" });
    let refused = office.post(&format!("{}/aliases", api_path(&other)), elsewhere).await.is(422);
    assert!(refused.to_string().contains("andere"), "{refused}");
    // On the page, too, which keeps what was typed.
    let mut page = world.page(OFFICE).await;
    page.open(&format!("{}/aliases", page_path(&paper))).await.must_say("V/A 99");
    let action = format!("{}/aliases", page_path(&paper));
    page.submit(&action, &[("reference", "V/A 99")]).await.must_say("schon zu finden");
    assert_eq!(page.page.field("reference"), "V/A 99");
    page.submit(&action, &[("reference", "RBV-1441/12")]).await.must_say("RBV-1441/12");
    let events = world.stranger().get(&format!("{}/events", api_path(&paper))).await.ok();
    let told: Vec<_> = events.as_array().unwrap().iter().filter(|event| event["action"] == "alias").collect();
    assert_eq!(told.len(), 2);
    assert!(told[1].to_string().contains("RBV-1441/12") && told[1].to_string().contains("Frühere Nummer"), "{told:?}");
    // The old address leads to the paper, and the search finds it, for those who see it.
    let visitor = world.visitor();
    let moved = visitor.bare(reqwest::Method::GET, "/leipzig/papers/V-A-99", &[]).await;
    assert_eq!((moved.status, moved.header("location")), (301, "/leipzig/papers/VII-A-01504"));
    let found = async |who: &crate::client::Api, text: &str| {
        let list = who.get(&format!("/api/v1/leipzig/papers?q={text}")).await.ok();
        list.as_array().unwrap().len()
    };
    assert_eq!((found(&world.stranger(), "v/a").await, found(&world.stranger(), "1441").await), (1, 1));
    let draft = world.drafted(&spd, motion()).await;
    world.sql(&format!(
        "INSERT INTO aliases (council, slug, reference, paper_id, since) SELECT council, 'X-7', 'X 7', id, created_at \
         FROM papers WHERE id = '{}'",
        draft["id"].as_str().unwrap()
    ));
    assert_eq!((found(&world.stranger(), "x%207").await, found(&spd, "x%207").await), (0, 1));
    world.leave_jobs();
});

both!(what_is_private_is_read_by_those_whom_the_rule_names, async |world: &World| {
    let office = world.office();
    let new = json!({
        "kind": "EF", "title": "Bänke", "questions": ["Wann?"],
        "values": { "asker_name": "Wilhelmine Zerbst", "asker_address": "Lange Straße 5", "asker_consent": false },
    });
    let draft = world.drafted(&office, new).await;
    let submitted = world.act(&office, &draft, "submit", json!({})).await;
    let paper = world.act(&office, &submitted, "admit", json!({ "department": "dezernat-01" })).await;
    assert!(office.get(&api_path(&paper)).await.body.contains("Lange Straße"));
    for who in [world.minutes(), world.head(), world.executive(), world.member()] {
        let seen = who.get(&api_path(&paper)).await;
        seen.ok();
        assert!(!seen.body.contains("Lange Straße") && !seen.body.contains("Zerbst"), "{}", seen.body);
    }
    let mut minutes = world.page(MINUTES).await;
    minutes.open(&page_path(&paper)).await.must_not_say("Lange Straße");
    world.leave_jobs();
});

both!(the_texts_of_a_paper_are_read_by_version_with_the_fields_of_their_kind, async |world: &World| {
    let drafter = world.drafter();
    let new = json!({
        "kind": "DS", "title": "Bebauungsplan", "occasion": "Sonstiges", "facts": "Der Plan.", "points": ["Der Rat beschließt den Plan."],
        "values": { "finance": "yes", "amount": "1500", "climate": "none" },
    });
    let draft = world.drafted(&drafter, new).await;
    let proposal = world.issue(&draft).await;
    world.approve(&proposal).await;
    let version = world.below(&drafter, &proposal, "NFV").await;
    let typed = json!({ "points": ["Der Rat beschließt den geänderten Plan."], "values": { "amount": "2500" } });
    let version = world.act(&drafter, &version, "edit", typed).await;
    let version = world.issue(&version).await;
    let path = format!("{}/versions", api_path(&proposal));
    let texts = world.stranger().get(&path).await.ok();
    let texts = texts.as_array().unwrap();
    assert_eq!(texts.len(), 2);
    assert_eq!((&texts[0]["values"]["amount"], &texts[1]["values"]["amount"]), (&json!("1500.00"), &json!("2500.00")));
    assert_eq!(texts[0]["points"][0]["text"], "Der Rat beschließt den Plan.");
    let mut visitor = world.visitor();
    let page = visitor.open(&format!("{}/versions/2", page_path(&proposal))).await;
    page.must_say("Betrag");
    assert!(page.all("ins").join(" ").contains("2.500,00"), "{:?}", page.all("ins"));
    let page = visitor.open(&page_path(&version)).await;
    assert!(page.all("#differences ins").join(" ").contains("2.500,00"), "{:?}", page.all("#differences ins"));
    world.leave_jobs();
});
