//! A council of the program in a world of its own, with the people of the demo: what stories of towns are told with.
use crate::client::{Answer, Api};
use crate::world::*;
use ratsweg::people::Actor;
use ratsweg::setup::{self, Outcome, Setup};
use serde_json::{Value, json};

/// Makes two tests of a story in a council of the program; its people are those of `config/demo`. The clock stands at
/// `begin` before the council comes into being.
#[macro_export]
macro_rules! both_in_town {
    ($slug:literal, $begin:literal, $name:ident, $story:expr $(,)?) => {
        mod $name {
            use super::*;
            async fn story(world: &World) {
                world.set_clock($begin);
                let town =
                    $crate::town::Town::new(world, $slug, include_str!(concat!("../../config/demo/", $slug, ".toml")));
                ($story)(&town).await
            }
            #[test]
            fn sqlite() {
                play_with(Engine::Sqlite, |config| config.councils.load.clear(), story);
            }
            #[test]
            fn postgres() {
                play_with(Engine::Postgres, |config| config.councils.load.clear(), story);
            }
        }
    };
}

/// A council in this world. Its office is the account `ratsbuero`; the desks of a department `x` are `x.stab`, which
/// drafts, and `x.leitung`, which signs.
pub struct Town<'a> {
    pub world: &'a World,
    pub slug: &'static str,
}

impl<'a> Town<'a> {
    pub fn new(world: &'a World, slug: &'static str, people: &str) -> Self {
        let setup = Setup::parse(people).unwrap();
        let done = world.app.write_blocking(&Actor::system(), |tx| setup::act::apply(tx, &setup, false)).unwrap();
        assert!(matches!(done, Outcome::Applied(_)), "{done:?}");
        // The password of the fixture is everybody's.
        world.sql(&format!(
            "UPDATE accounts SET password_hash = (SELECT password_hash FROM accounts WHERE email = '{SPD}')"
        ));
        Self { world, slug }
    }
    pub fn mail(&self, desk: &str) -> String {
        format!("{desk}@{}.example.org", self.slug)
    }
    pub fn api(&self, desk: &str) -> Api {
        self.world.api(&self.mail(desk))
    }
    pub fn office(&self) -> Api {
        self.api("ratsbuero")
    }
    pub fn path(&self, rest: &str) -> String {
        format!("/api/v1/{}/{rest}", self.slug)
    }
    pub fn of(&self, paper: &Value) -> String {
        self.path(&format!("papers/{}", paper["id"].as_str().unwrap()))
    }
    pub async fn seen(&self, who: &Api, paper: &Value) -> Value {
        who.get(&self.of(paper)).await.ok()
    }
    /// Takes an action on the paper as this account sees it now.
    pub async fn act(&self, who: &Api, paper: &Value, action: &str, mut inputs: Value) -> Value {
        inputs["version"] = self.seen(who, paper).await["version"].clone();
        who.post(&format!("{}/actions/{action}", self.of(paper)), inputs).await.ok()
    }
    pub async fn draft(&self, who: &Api, new: Value) -> Value {
        who.post(&self.path("papers"), new).await.ok()
    }
    /// A paper of a faction, submitted and admitted.
    pub async fn filed(&self, desk: &str, department: &str, new: Value) -> Value {
        let who = self.api(desk);
        let draft = self.draft(&who, new).await;
        self.act(&who, &draft, "submit", json!({})).await;
        self.act(&self.office(), &draft, "admit", json!({ "department": department })).await
    }
    /// A draft of a department, presented, signed and issued.
    pub async fn issued(&self, department: &str, draft: &Value) -> Value {
        self.act(&self.api(&format!("{department}.stab")), draft, "present", json!({})).await;
        self.act(&self.api(&format!("{department}.leitung")), draft, "sign", json!({})).await;
        self.act(&self.office(), draft, "issue", json!({})).await
    }
    /// A paper of a department below another one, issued.
    pub async fn below(&self, department: &str, above: &Value, kind: &str, typed: Value) -> Value {
        let who = self.api(&format!("{department}.stab"));
        let draft = self.act(&who, above, "draft-child", json!({ "kind": kind })).await;
        let draft = self.act(&who, &draft, "edit", typed).await;
        self.issued(department, &draft).await
    }
    /// The written answer of a department to an inquiry with one question, issued.
    pub async fn answered(&self, department: &str, inquiry: &Value, text: &str) -> Value {
        let who = self.api(&format!("{department}.stab"));
        let draft = self.act(&who, inquiry, "draft-answer", json!({})).await;
        let typed = json!({ "facts": text, "answers": [{ "question": 1, "text": text }] });
        let draft = self.act(&who, &draft, "edit", typed).await;
        self.issued(department, &draft).await
    }
    pub async fn on(&self, who: &Api, things: &str, thing: &Value, action: &str, mut inputs: Value) -> Answer {
        inputs["version"] = thing["version"].clone();
        let id = thing["id"].as_str().unwrap();
        who.post(&self.path(&format!("{things}/{id}/actions/{action}")), inputs).await
    }
    /// The first consultation that has no result yet.
    pub async fn open(&self, paper: &Value) -> Value {
        let paper = self.seen(&self.office(), paper).await;
        let rows = paper["consultations"].as_array().unwrap().clone();
        let open = |row: &Value| row["result"].is_null() && row["state"] != "cancelled";
        rows.into_iter().find(open).unwrap_or_else(|| panic!("nothing is open: {paper}"))
    }
    /// Puts the next consultation on the agenda of a day.
    pub async fn scheduled(&self, paper: &Value, day: &str) -> Value {
        let sitting = json!({ "date": day, "time": "15:00", "place": "Rathaus" });
        self.on(&self.office(), "consultations", &self.open(paper).await, "schedule", sitting).await.ok()
    }
    /// The paper is dealt with on this day, with this result.
    pub async fn decided(&self, paper: &Value, day: &str, word: &str) -> Value {
        self.scheduled(paper, day).await;
        self.world.set_clock(&format!("{day} 20:00"));
        let row = self.open(paper).await;
        self.on(&self.office(), "consultations", &row, "enter-result", json!({ "result": word })).await.ok()
    }
    /// The running orders as the public sees them.
    pub async fn orders(&self) -> Vec<Value> {
        self.world.stranger().get(&self.path("orders")).await.ok().as_array().unwrap().clone()
    }
    pub async fn order(&self, who: &Api, order: &Value, action: &str, inputs: Value) -> Value {
        self.on(who, "orders", order, action, inputs).await.ok()
    }
    /// A public page below the council.
    pub async fn page(&self, rest: &str) -> crate::pages::Visitor {
        let mut visitor = self.world.visitor();
        visitor.open(&format!("/{}/{rest}", self.slug)).await;
        visitor
    }
    pub async fn order_page(&self, order: &Value) -> crate::pages::Visitor {
        self.page(&format!("orders/{}", order["id"].as_str().unwrap())).await
    }
}

/// The order whose text holds these words.
pub fn with_words(orders: &[Value], words: &str) -> Value {
    let found = orders.iter().find(|order| order["text"].as_str().unwrap().contains(words));
    found.unwrap_or_else(|| panic!("{words}: {orders:?}")).clone()
}
