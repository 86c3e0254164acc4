//! Councils that are examples, each by its file alone: Dortmund's order that becomes three.
use crate::client::{Answer, Api};
use crate::world::*;
use ratsweg::people::Actor;
use ratsweg::setup::{self, Outcome, Setup};
use serde_json::{Value, json};

/// A council of `config/examples` in this world.
struct Town<'a> {
    world: &'a World,
    slug: &'static str,
}

/// Makes two tests of a story in a town, whose council file lies beside Leipzig's. The clock stands at `begin` before the
/// town comes into being.
macro_rules! both_in {
    ($slug:literal, $begin:literal, $name:ident, $story:expr $(,)?) => {
        mod $name {
            use super::*;
            async fn story(world: &World) {
                world.set_clock($begin);
                let town = Town::new(world, $slug, include_str!(concat!("../fixtures/", $slug, ".toml")));
                ($story)(&town).await
            }
            fn play(engine: Engine) {
                let folder = tempfile::tempdir().unwrap();
                let file = include_str!(concat!("../../config/examples/", $slug, ".toml"));
                std::fs::write(folder.path().join(concat!($slug, ".toml")), file).unwrap();
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

impl<'a> Town<'a> {
    fn new(world: &'a World, slug: &'static str, fixture: &str) -> Self {
        let setup = Setup::parse(fixture).unwrap();
        let done = world.app.write_blocking(&Actor::system(), |tx| setup::act::apply(tx, &setup, false)).unwrap();
        assert!(matches!(done, Outcome::Applied(_)), "{done:?}");
        world.sql(&format!(
            "UPDATE accounts SET password_hash = (SELECT password_hash FROM accounts WHERE email = '{SPD}')"
        ));
        Self { world, slug }
    }
    /// Who drafts and signs for the first or the second department; the office; the faction.
    fn api(&self, desk: &str) -> Api {
        self.world.api(&format!("{desk}@{}.example", self.slug))
    }
    fn office(&self) -> Api {
        self.api("office")
    }
    fn path(&self, rest: &str) -> String {
        format!("/api/v1/{}/{rest}", self.slug)
    }
    fn of(&self, paper: &Value) -> String {
        self.path(&format!("papers/{}", paper["id"].as_str().unwrap()))
    }
    async fn seen(&self, who: &Api, paper: &Value) -> Value {
        who.get(&self.of(paper)).await.ok()
    }
    /// Takes an action on the paper as this account sees it now.
    async fn act(&self, who: &Api, paper: &Value, action: &str, mut inputs: Value) -> Value {
        inputs["version"] = self.seen(who, paper).await["version"].clone();
        who.post(&format!("{}/actions/{action}", self.of(paper)), inputs).await.ok()
    }
    /// A draft of a department, presented, signed and issued.
    async fn issued(&self, desk: &str, draft: &Value) -> Value {
        self.act(&self.api(desk), draft, "present", json!({})).await;
        self.act(&self.api(desk), draft, "sign", json!({})).await;
        self.act(&self.office(), draft, "issue", json!({})).await
    }
    /// A new paper of a department, issued.
    async fn paper(&self, desk: &str, kind: &str, title: &str, point: &str) -> Value {
        let new = json!({ "kind": kind, "title": title, "facts": title, "points": [point] });
        let draft = self.api(desk).post(&self.path("papers"), new).await.ok();
        self.issued(desk, &draft).await
    }
    async fn on(&self, who: &Api, things: &str, thing: &Value, action: &str, mut inputs: Value) -> Answer {
        inputs["version"] = thing["version"].clone();
        let id = thing["id"].as_str().unwrap();
        who.post(&self.path(&format!("{things}/{id}/actions/{action}")), inputs).await
    }
    /// The first consultation that has no result yet.
    async fn open(&self, paper: &Value) -> Value {
        let paper = self.seen(&self.office(), paper).await;
        let rows = paper["consultations"].as_array().unwrap().clone();
        rows.into_iter().find(|row| row["result"].is_null()).unwrap_or_else(|| panic!("nothing is open: {paper}"))
    }
    /// Puts the next consultation on the agenda of a day, and goes to its evening.
    async fn sits(&self, paper: &Value, day: &str) -> Value {
        let sitting = json!({ "date": day, "time": "14:00", "place": "Sal 1" });
        self.on(&self.office(), "consultations", &self.open(paper).await, "schedule", sitting).await.ok();
        self.world.set_clock(&format!("{day} 20:00"));
        self.open(paper).await
    }
    async fn result(&self, row: &Value, inputs: Value) -> Answer {
        self.on(&self.office(), "consultations", row, "enter-result", inputs).await
    }
    /// The paper is dealt with on this day, with this result.
    async fn decided(&self, paper: &Value, day: &str, word: &str) -> Value {
        let row = self.sits(paper, day).await;
        self.result(&row, json!({ "result": word })).await.ok()
    }
    /// The running orders as the public sees them.
    async fn orders(&self) -> Vec<Value> {
        self.world.stranger().get(&self.path("orders")).await.ok().as_array().unwrap().clone()
    }
    async fn order(&self, who: &Api, order: &Value, action: &str, inputs: Value) -> Value {
        self.on(who, "orders", order, action, inputs).await.ok()
    }
    /// The public page of an order.
    async fn order_page(&self, order: &Value) -> crate::pages::Visitor {
        let mut visitor = self.world.visitor();
        visitor.open(&format!("/{}/orders/{}", self.slug, order["id"].as_str().unwrap())).await;
        visitor
    }
}

fn with_words(orders: &[Value], words: &str) -> Value {
    let found = orders.iter().find(|order| order["text"].as_str().unwrap().contains(words));
    found.unwrap_or_else(|| panic!("{words}: {orders:?}")).clone()
}

both_in!("dortmund", "2016-06-01 09:00", the_order_of_dortmund_becomes_three, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let point = "Die Verwaltung erarbeitet einen Masterplan Digitales Dortmund.";
    let plan = town.paper("first", "V", "Masterplan Digitales Dortmund", point).await;
    assert_eq!(plan["reference"], "05185-16");
    let after = town.decided(&plan, "2016-07-07", "adopted_unanimous").await;
    assert_eq!(after["consultations"][0]["result_label"], "einstimmig zugestimmt");
    let order = with_words(&town.orders().await, "Masterplan");
    assert_eq!((&order["owner"], &order["created_on"]), (&json!("Dezernat 1"), &json!("2016-07-07")));
    assert_eq!(order["due_on"], Value::Null);
    town.order_page(&order).await.page.must_say("07.07.2016");

    // A supplement reports the new cut of the projects; after it the order is split.
    world.set_clock("2017-04-04 09:00");
    let draft = town.act(&town.api("first"), &plan, "draft-child", json!({ "kind": "E" })).await;
    let typed = json!({ "title": "Neuer Zuschnitt", "facts": "Aus einem Plan werden drei." });
    let draft = town.act(&town.api("first"), &draft, "edit", typed).await;
    let supplement = town.issued("first", &draft).await;
    assert_eq!(supplement["reference"], "05185-16-E1");
    town.decided(&supplement, "2017-06-01", "noted").await;
    let parts = json!({ "parts": [
        { "text": "Masterplan Digitale Stadtverwaltung" }, { "text": "Masterplan Digitale Wirtschaft" },
        { "text": "Masterplan Digitale Bildung", "due_note": "Ende 2018" },
    ]});
    town.order(&office, &order, "split", parts).await;
    let three = town.orders().await;
    assert_eq!(three.len(), 3);
    assert!(three.iter().all(|part| part["origin"] == order["id"] && part["created_on"] == "2016-07-07"));

    // One goes to another department, which is told and reports.
    world.set_clock("2017-09-01 09:00");
    world.newly_mailed().await;
    let city = with_words(&three, "Stadtverwaltung");
    let moved = town.order(&office, &city, "move", json!({ "owner": "dezernat-8" })).await;
    assert_eq!(moved["owner"], "Dezernat 8");
    let told = world.newly_mailed().await;
    assert!(told.contains(&"second@dortmund.example".to_owned()), "{told:?}");
    world.set_clock("2017-12-04 09:00");
    let report = json!({ "report": "Die E-Akte wird erprobt." });
    town.order(&town.api("second"), &moved, "report", report).await;
    let page = town.order_page(&moved).await;
    page.page.must_say("Dezernat 8");
    page.page.must_say("Die E-Akte wird erprobt.");
    let mut visitor = world.visitor();
    visitor.open("/dortmund/tracking/report?half=2017-2").await;
    for said in
        ["Dezernat 1", "Dezernat 8", "Stadtverwaltung", "Wirtschaft", "Bildung", "04.12.2017: Die E-Akte wird erprobt."]
    {
        visitor.page.must_say(said);
    }
    world.work().await;
});

both_in!("dortmund", "2016-06-01 09:00", inquiry_and_answer_are_a_pair_of_numbers, async |town: &Town<'_>| {
    let faction = town.api("faction");
    let new = json!({ "kind": "AT", "title": "Funklöcher", "facts": "Wir bitten um Stellungnahme.",
        "questions": ["Wo fehlt das Netz?"] });
    let draft = faction.post(&town.path("papers"), new).await.ok();
    town.act(&faction, &draft, "submit", json!({})).await;
    let inquiry = town.act(&town.office(), &draft, "admit", json!({ "department": "dezernat-1" })).await;
    // Put off in the sitting, it is answered in writing.
    town.decided(&inquiry, "2016-07-07", "deferred").await;
    let drafter = town.api("first");
    let draft = town.act(&drafter, &inquiry, "draft-answer", json!({})).await;
    let typed = json!({ "answers": [{ "question": 1, "text": "Nirgends mehr." }] });
    let draft = town.act(&drafter, &draft, "edit", typed).await;
    let answer = town.issued("first", &draft).await;
    assert_eq!((inquiry["reference"].as_str(), answer["reference"].as_str()), (Some("05185-16"), Some("05185-16BA")));
    let page = town.world.stranger().get(&town.path("papers/05185-16BA")).await.ok();
    assert_eq!(page["kind_label"], "Beantwortung einer Anfrage");
    town.world.work().await;
});
