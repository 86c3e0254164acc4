//! Every kind of paper beyond inquiry and answer, from its draft to its number, by the API and on its page.
use crate::both;
use crate::client::Api;
use crate::papers::api_path;
use crate::world::*;
use serde_json::{Value, json};

/// The path of the API below the council.
pub fn papers() -> String {
    format!("/api/v1/{COUNCIL}/papers")
}

/// A complete motion.
pub fn motion() -> Value {
    json!({
        "kind": "A", "title": "Radweg an der Dieskaustraße",
        "facts": "Der Weg endet im Nichts.",
        "points": ["Der Oberbürgermeister baut den Radweg bis 2024.", "Der Oberbürgermeister berichtet jährlich."],
    })
}

impl World {
    /// A draft of this account.
    pub async fn drafted(&self, who: &Api, new: Value) -> Value {
        who.post(&papers(), new).await.ok()
    }

    /// A paper of a faction, submitted and admitted.
    pub async fn filed(&self, who: &Api, new: Value) -> Value {
        let draft = self.drafted(who, new).await;
        self.admit(who, &draft).await
    }

    /// A draft of a faction, submitted and admitted.
    pub async fn admit(&self, who: &Api, draft: &Value) -> Value {
        self.act(who, draft, "submit", json!({})).await;
        let seen = self.paper(&self.office(), draft).await;
        self.act(&self.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await
    }

    /// Begins a paper below another.
    pub async fn below(&self, who: &Api, parent: &Value, kind: &str) -> Value {
        let parent = self.paper(who, parent).await;
        self.act(who, &parent, "draft-child", json!({ "kind": kind })).await
    }

    /// A draft of the administration, presented, signed and issued.
    pub async fn issue(&self, draft: &Value) -> Value {
        let draft = self.act(&self.drafter(), draft, "present", json!({})).await;
        let signed = self.act(&self.head(), &draft, "sign", json!({})).await;
        let seen = self.paper(&self.office(), &signed).await;
        self.act(&self.office(), &seen, "issue", json!({})).await
    }

    /// The executive's conference lets a paper in.
    pub async fn approve(&self, paper: &Value) -> Value {
        let paper = self.paper(&self.office(), paper).await;
        let first = &paper["consultations"][0];
        assert_eq!(first["role"], "approval", "{paper}");
        let sitting = json!({ "date": "2020-08-12", "time": "08:00", "place": "Neues Rathaus" });
        self.act_on(&self.office(), "consultations", first, "schedule", sitting).await;
        let paper = self.paper(&self.office(), &paper).await;
        let result = json!({ "result": "confirmed" });
        self.act_on(&self.minutes(), "consultations", &paper["consultations"][0], "enter-result", result).await
    }
}

/// All that a refusal says.
fn told(answer: &Value) -> String {
    answer.to_string()
}

both!(a_motion_gets_its_number_and_is_referred, async |world: &World| {
    let spd = world.spd();
    let empty = world.drafted(&spd, json!({ "kind": "A", "title": "Radweg" })).await;
    let refused = world.try_act(&spd, &empty, "submit", json!({})).await.is(422);
    assert!(told(&refused).contains("Beschlussvorschlag"), "{refused}");
    let paper = world.filed(&spd, motion()).await;
    assert_eq!(paper["reference"], "VII-A-01504");
    assert_eq!(paper["status"], "in_progress");
    assert_eq!(paper["consultations"][0]["role"], "referral");
    assert_eq!(paper["points"][1]["text"], "Der Oberbürgermeister berichtet jährlich.");
    let mut visitor = world.visitor();
    let page = visitor.open("/leipzig/papers/VII-A-01504").await;
    page.must_say("Beschlussvorschlag");
    page.must_say("baut den Radweg bis 2024");
    world.leave_jobs();
});

both!(an_opinion_ticks_boxes_and_is_public_once_the_executive_approves, async |world: &World| {
    let motion = world.filed(&world.spd(), motion()).await;
    world.newly_mailed().await;
    let drafter = world.drafter();
    // Not a faction's to give, and not another department's.
    let spd = world.spd();
    let seen = world.paper(&spd, &motion).await;
    world.try_act(&spd, &seen, "draft-child", json!({ "kind": "VSP" })).await.is(403);
    let draft = world.below(&drafter, &motion, "VSP").await;
    assert_eq!(draft["title"], motion["title"]);
    let boxes = json!({ "whole": { "agreement_amended": "bis 2025" }, "2": { "status_report": "mit dem Bericht" } });
    let wrong = json!({ "values": { "boxes": { "maybe": "" }, "colour": "blue" } });
    let refused = world.try_act(&drafter, &draft, "edit", wrong).await.is(422);
    assert!(told(&refused).contains("value-boxes") && told(&refused).contains("value-colour"), "{refused}");
    let refused = world.try_act(&drafter, &draft, "edit", json!({ "values": { "legal": "perhaps" } })).await.is(422);
    assert!(told(&refused).contains("Rechtliche Konsequenzen"), "{refused}");
    let draft = world.act(&drafter, &draft, "edit", json!({ "facts": "Der Standpunkt." })).await;
    let presented = world.act(&drafter, &draft, "present", json!({})).await;
    let refused = world.try_act(&world.head(), &presented, "sign", json!({})).await.is(422);
    assert!(told(&refused).contains("Standpunkt") && told(&refused).contains("Rechtliche Konsequenzen"), "{refused}");
    let back = world.act(&world.head(), &presented, "return", json!({ "reason": "Kästchen fehlen" })).await;
    let draft = world.act(&drafter, &back, "edit", json!({ "values": { "boxes": boxes, "legal": "none" } })).await;
    let issued = world.issue(&draft).await;
    assert_eq!(issued["reference"], "VII-A-01504-VSP-01");
    assert_eq!(issued["status"], "in_progress");
    world.stranger().get(&api_path(&issued)).await.is(404);
    world.spd().get(&api_path(&issued)).await.is(404);
    world.executive().get(&api_path(&issued)).await.ok();
    // Nothing that the executive has not seen is told to the factions.
    for mail in world.new_mails().await {
        assert!(mail.to != SPD && mail.to != GREENS, "{}: {}\n{}", mail.to, mail.subject, mail.text);
    }
    world.approve(&issued).await;
    let told = world.newly_mailed().await;
    assert!(told.contains(&SPD.to_owned()) && told.contains(&GREENS.to_owned()), "{told:?}");
    let seen = world.paper_by(&world.stranger(), "VII-A-01504-VSP-01").await;
    assert_eq!(seen["fields"][0]["value"]["2"]["status_report"], "mit dem Bericht");
    assert_eq!(seen["fields"][1]["key"], "legal");
    let mut visitor = world.visitor();
    visitor.open("/leipzig/papers/VII-A-01504-VSP-01").await.must_say("bis 2025");
    world.leave_jobs();
});

both!(a_proposal_goes_through_the_conference_into_the_council, async |world: &World| {
    let drafter = world.drafter();
    world.spd().post(&papers(), json!({ "kind": "DS", "title": "x" })).await.is(403);
    let new = json!({
        "kind": "DS", "title": "Bebauungsplan 45.6", "facts": "Der Plan.", "points": ["Der Rat beschließt den Plan."],
        "values": { "finance": "yes", "amount": "1.500.000,50 €" },
    });
    let draft = world.drafted(&drafter, new).await;
    assert_eq!(draft["fields"][1]["value"], "1500000.50");
    let presented = world.act(&drafter, &draft, "present", json!({})).await;
    let refused = world.try_act(&world.head(), &presented, "sign", json!({})).await.is(422);
    assert!(told(&refused).contains("Anlass") && told(&refused).contains("Klimawirkung"), "{refused}");
    let back = world.act(&world.head(), &presented, "return", json!({ "reason": "unvollständig" })).await;
    let typed = json!({ "occasion": "Rechtliche Vorschriften", "values": { "climate": "none" } });
    let draft = world.act(&drafter, &back, "edit", typed).await;
    let issued = world.issue(&draft).await;
    assert_eq!(issued["reference"], "VII-DS-01504");
    let roles: Vec<_> = issued["consultations"].as_array().unwrap().iter().map(|row| row["role"].clone()).collect();
    assert_eq!(roles, ["approval", "decision"]);
    world.stranger().get(&api_path(&issued)).await.is(404);
    world.approve(&issued).await;
    let seen = world.paper_by(&world.stranger(), "VII-DS-01504").await;
    assert_eq!((seen["status"].as_str(), seen["state"].as_str()), (Some("in_progress"), Some("issued")));
    let mut visitor = world.visitor();
    visitor.open("/leipzig/papers/VII-DS-01504").await.must_say("1.500.000,50 EUR");
    // Its own new version, an information paper, and anybody's amendment.
    let version = world.below(&drafter, &issued, "NFV").await;
    assert_eq!(version["fields"][1]["value"], "1500000.50");
    let typed = json!({ "points": ["Der Rat beschließt den geänderten Plan."] });
    let version = world.act(&drafter, &version, "edit", typed).await;
    let version = world.issue(&version).await;
    assert_eq!(version["reference"], "VII-DS-01504-NF-01");
    let replaced = world.paper_by(&world.stranger(), "VII-DS-01504").await;
    assert_eq!(replaced["points"][0]["text"], "Der Rat beschließt den geänderten Plan.");
    let report = world.below(&drafter, &issued, "Ifo").await;
    let report = world.act(&drafter, &report, "edit", json!({ "facts": "Der Bericht." })).await;
    assert_eq!(world.issue(&report).await["reference"], "VII-DS-01504-Ifo-02");
    let amendment = world.below(&world.greens(), &issued, "AEA").await;
    let amendment = world.act(&world.greens(), &amendment, "edit", json!({ "target_place": "Punkt 1" })).await;
    assert_eq!(world.admit(&world.greens(), &amendment).await["reference"], "VII-DS-01504-ÄA-03");
    world.leave_jobs();
});

both!(papers_of_the_administration_that_stand_alone, async |world: &World| {
    let drafter = world.drafter();
    let new = json!({ "kind": "Ifo", "title": "Bericht zur Lage", "facts": "Die Lage." });
    let report = world.drafted(&drafter, new).await;
    let report = world.issue(&report).await;
    assert_eq!(report["reference"], "VII-Ifo-01504");
    assert_eq!(report["consultations"][0]["role"], "information");
    world.stranger().get(&api_path(&report)).await.ok();
    let executive = world.executive();
    let new =
        json!({ "kind": "EE", "title": "Notreparatur der Brücke", "facts": "Sie bricht.", "points": ["Reparieren."] });
    let urgent = world.drafted(&executive, new).await;
    let refused = world.try_act(&executive, &urgent, "sign", json!({})).await.is(422);
    assert!(told(&refused).contains("Eilbedürftigkeit"), "{refused}");
    let urgent = world.act(&executive, &urgent, "edit", json!({ "values": { "urgency": "Gefahr" } })).await;
    let urgent = world.act(&executive, &urgent, "sign", json!({})).await;
    let seen = world.paper(&world.office(), &urgent).await;
    let urgent = world.act(&world.office(), &seen, "issue", json!({})).await;
    assert_eq!(urgent["reference"], "VII-EE-01505");
    world.leave_jobs();
});

both!(budget_amendments_and_nominations, async |world: &World| {
    let greens = world.greens();
    let new = json!({
        "kind": "HP", "title": "Mehr Bänke", "points": ["Es werden 50 Bänke aufgestellt."],
        "values": { "budget_line": "1.100.55.1", "amount": "viel", "cover": "Rücklage" },
    });
    let refused = greens.post(&papers(), new.clone()).await.is(422);
    assert!(told(&refused).contains("Betrag"), "{refused}");
    let mut new = new;
    new["values"]["amount"] = json!("20.000");
    let paper = world.filed(&greens, new).await;
    assert_eq!(paper["reference"], "VII-HP-01504");
    let new = json!({
        "kind": "WV", "title": "Wahl in den Stiftungsrat", "points": ["Gewählt wird."],
        "values": { "office": "Stiftungsrat", "candidates": "Gesine Aldag" },
    });
    let paper = world.filed(&greens, new).await;
    assert_eq!(paper["reference"], "VII-WV-01505");
    world.leave_jobs();
});

both!(a_kind_that_hangs_below_another_needs_it, async |world: &World| {
    let refused = world.greens().post(&papers(), json!({ "kind": "AEA", "title": "x" })).await.is(422);
    assert!(told(&refused).contains("parent"), "{refused}");
    // And one that the paper above does not have is refused.
    let motion = world.filed(&world.spd(), motion()).await;
    let seen = world.paper(&world.greens(), &motion).await;
    world.try_act(&world.greens(), &seen, "draft-child", json!({ "kind": "DS" })).await.is(422);
    world.try_act(&world.greens(), &seen, "draft-child", json!({})).await.is(422);
    // What is filed names its parent at once, too.
    let new = json!({ "kind": "AEA", "parent": "VII-A-01504", "target_place": "Punkt 1" });
    assert_eq!(world.drafted(&world.greens(), new).await["parent"], "VII-A-01504");
    // A new version is its author's alone.
    world.try_act(&world.greens(), &seen, "draft-child", json!({ "kind": "NF" })).await.is(403);
    world.leave_jobs();
});

both!(a_motion_is_written_in_a_form, async |world: &World| {
    let mut spd = world.page(SPD).await;
    spd.open("/leipzig/papers/new").await.must_say("Antrag");
    spd.open("/leipzig/papers/new?kind=HP").await;
    let typed = [("title", "Mehr Bänke"), ("value-amount", "viel"), ("value-budget_line", "1.1")];
    let page = spd.submit("/leipzig/papers", &typed).await;
    page.must_say("Betrag");
    assert_eq!(page.field("value-budget_line"), "1.1");
    assert_eq!(page.field("title"), "Mehr Bänke");
    let page = spd.submit("/leipzig/papers", &[("value-amount", "20.000"), ("points", "Bänke.")]).await;
    page.must_say("20.000,00 EUR");
    page.must_say("Mehr Bänke");
});

both!(many_are_filed_and_admitted_at_once_or_not_at_all, async |world: &World| {
    let mut greens = world.page(GREENS).await;
    greens.open("/leipzig/papers/new?kind=HP").await.must_say("Mehrere auf einmal");
    greens.open("/leipzig/papers/many?kind=HP").await;
    let row = |n: usize, amount: &'static str| {
        [
            (format!("title.{n}"), format!("Bank {n}")),
            (format!("points.{n}"), "Eine Bank.".to_owned()),
            (format!("value-budget_line.{n}"), "1.100".to_owned()),
            (format!("value-amount.{n}"), amount.to_owned()),
            (format!("value-cover.{n}"), "Rücklage".to_owned()),
        ]
    };
    let typed: Vec<_> = row(1, "500").into_iter().chain(row(3, "")).collect();
    let typed: Vec<_> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = greens.submit("/leipzig/papers/many", &typed).await;
    page.must_say("Zeile 3");
    assert_eq!(page.field("title.1"), "Bank 1");
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM papers"), 0, "all or none");
    greens.submit("/leipzig/papers/many", &[("value-amount.3", "700")]).await.must_say("2 Vorlagen sind eingereicht");
    let mut office = world.page(OFFICE).await;
    let page = office.open("/leipzig/papers/admission").await;
    page.must_say("Bank 3");
    let form = page.form("/leipzig/papers/admission");
    let ids: Vec<_> = form.names.iter().filter_map(|name| name.strip_prefix("version.")).map(str::to_owned).collect();
    let chosen = |department: &str| -> Vec<(String, String)> {
        let kept = form.values.iter().filter(|(name, _)| name != "department").cloned();
        kept.chain(ids.iter().map(|id| ("paper".to_owned(), id.clone())))
            .chain([("department".to_owned(), department.to_owned())])
            .collect()
    };
    let (without, with) = (chosen(""), chosen("dezernat-01"));
    office.post("/leipzig/papers/admission", &without).await.must_say("Dezernat");
    office.post("/leipzig/papers/admission", &with).await.must_say("2 Vorlagen sind zugelassen");
    world.paper_by(&world.stranger(), "VII-HP-01505").await;
    // Nobody else's pages.
    assert_eq!(greens.go("/leipzig/papers/admission").await.answer.status, 403);
    assert_eq!(office.go("/leipzig/papers/many?kind=HP").await.answer.status, 403);
    assert_eq!(greens.go("/leipzig/papers/many?kind=A").await.answer.status, 404);
    world.leave_jobs();
});
