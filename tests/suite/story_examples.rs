//! A council that is an example, by its file alone: Värnamo's chain of orders from the assembly over a committee to the
//! executive board, in Swedish.
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

both_in!("vaernamo", "2019-08-01 09:00", a_chain_of_orders_in_swedish, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    // The assembly gives an order, which goes to the service committee's administration and is done.
    let point = "Servicenämnden tar fram en åtgärdsplan för stabila tekniska förutsättningar.";
    let plan = town.paper("first", "KF", "Plan för centrala strategier för digitalisering", point).await;
    assert_eq!(plan["reference"], "KF 2019/1");
    town.decided(&plan, "2019-08-20", "proposes").await;
    town.decided(&plan, "2019-08-29", "adopted").await;
    let order = with_words(&town.orders().await, "åtgärdsplan");
    let order = town.order(&office, &order, "move", json!({ "owner": "service" })).await;
    world.set_clock("2020-05-04 09:00");
    let done = json!({ "report": "Planen är antagen, med en utblick mot ett IT-center.", "done": true });
    let reported = town.order(&town.api("second"), &order, "report", done).await;
    let closed = town.order(&office, &reported, "confirm", json!({})).await;
    assert_eq!(closed["state"], "done");

    // The executive board gives the next one.
    world.set_clock("2020-09-01 09:00");
    world.newly_mailed().await;
    let point = "Servicenämnden återkommer med en finansieringsplan för IT-center.";
    let center = town.paper("first", "KS", "IT-center", point).await;
    assert_eq!(center["reference"], "KS 2020/117");
    town.decided(&center, "2020-09-16", "ordered").await;
    let order = with_words(&town.orders().await, "finansieringsplan");
    assert_eq!((&order["owner"], &order["created_on"]), (&json!("Kommunledningsförvaltningen"), &json!("2020-09-16")));
    let order = town.order(&office, &order, "move", json!({ "owner": "service" })).await;
    let page = town.order_page(&order).await;
    for said in ["Ansvarig", "Serviceförvaltningen", "2020-09-16", "tidpunkt inte bestämd"] {
        page.page.must_say(said);
    }
    assert_eq!(page.page.all("html[lang=sv]").len(), 1);
    let mails = world.new_mails().await;
    let told = mails.iter().rfind(|mail| mail.to == "second@vaernamo.example").expect("the new owner is told");
    assert!(told.text.contains("Ett uppdrag från ett beslut har fått en annan ansvarig."), "{}", told.text);
    assert!(mails.iter().any(|mail| mail.text.contains("2020-09-16")), "{}", told.text);
    let mut visitor = world.visitor();
    visitor.open("/vaernamo/papers/KS-2020-117").await;
    for said in ["IT-center", "Ärende i kommunstyrelsen", "Kommunstyrelsen, uppdrag, 2020-09-16"] {
        visitor.page.must_say(said);
    }
    visitor.page.must_not_say("Beratung");
    world.work().await;
});

both_in!("vaernamo", "2020-09-01 09:00", a_minority_has_a_matter_wait_once, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let point = "Servicenämnden får i uppdrag att rekrytera en IT-centerchef.";
    let matter = town.paper("second", "KS", "IT-centerchef", point).await;
    let vote = |yes: i32, no: i32| json!([{ "yes": yes, "no": no, "present": 15 }]);
    let row = town.sits(&matter, "2020-09-16").await;
    // Four of fifteen are too few, five are a third.
    let few = town.result(&row, json!({ "result": "returned", "votes": vote(4, 11) })).await.is(422);
    assert_eq!(few["errors"][0]["field"], "votes");
    let returned = json!({ "result": "returned", "note": "Finansieringen saknas.", "votes": vote(5, 10) });
    let after = town.result(&row, returned).await.ok();
    assert_eq!(after["consultations"][0]["result_label"], "återremiss");
    let clock = &after["clocks"][0];
    assert_eq!((clock["rule"].as_str(), clock["due_on"].as_str()), (Some("completion"), Some("2020-12-16")));
    let again = town.open(&matter).await;
    let sitting = json!({ "date": "2020-10-14", "time": "14:00", "place": "Sal 1" });
    town.on(&office, "consultations", &again, "schedule", sitting).await.is(422);
    let completed = json!({ "note": "Finansieringsplanen är bifogad." });
    town.on(&town.api("second"), "consultations", &again, "complete", completed).await.ok();

    // A minority has had its right: now it takes a majority.
    let row = town.sits(&matter, "2020-10-14").await;
    let second = town.result(&row, json!({ "result": "deferred", "votes": vote(6, 9) })).await.is(422);
    let told = second["errors"][0]["detail"].as_str().unwrap();
    assert!(told.contains("enkel majoritet") && told.contains('6') && told.contains('9'), "{told}");
    let after = town.result(&row, json!({ "result": "deferred", "votes": vote(8, 7) })).await.ok();
    let rows = after["consultations"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[1]["result_label"]), (3, &json!("bordlagt")));
    let after = town.decided(&matter, "2020-11-11", "adopted").await;
    assert!(after["status_label"].as_str().unwrap().contains("avslutat"), "{after}");
    assert_eq!(with_words(&town.orders().await, "IT-centerchef")["owner"], "Serviceförvaltningen");
    world.work().await;
});
