//! Värnamo as stories play in it: its own files, the people of the demo, and what they do again and again.
use crate::client::{Answer, Api};
use crate::world::*;
use ratsweg::people::Actor;
use ratsweg::setup::{self, Outcome, Setup};
use serde_json::{Value, json};

const SETUP: &str = include_str!("../../config/demo/vaernamo.toml");
pub const OFFICE: &str = "sekreterare";
/// Who drafts and who signs for the municipal management and for the service administration.
pub const MANAGEMENT: (&str, &str) = ("utredare", "kommundirektor");
pub const SERVICE: (&str, &str) = ("itsamordnare", "servicechef");

/// Makes two tests of a story in Värnamo; the clock stands at `begin` before the town comes into being.
macro_rules! both_in_vaernamo {
    ($begin:literal, $name:ident, $story:expr $(,)?) => {
        mod $name {
            use super::*;
            async fn story(world: &World) {
                world.set_clock($begin);
                let town = Town::new(world);
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
pub(crate) use both_in_vaernamo;

pub struct Town<'a> {
    pub world: &'a World,
}

impl<'a> Town<'a> {
    pub fn new(world: &'a World) -> Self {
        let setup = Setup::parse(SETUP).unwrap();
        let done = world.app.write_blocking(&Actor::system(), |tx| setup::act::apply(tx, &setup, false)).unwrap();
        assert!(matches!(done, Outcome::Applied(_)), "{done:?}");
        world.sql(&format!(
            "UPDATE accounts SET password_hash = (SELECT password_hash FROM accounts WHERE email = '{SPD}')"
        ));
        Self { world }
    }
    pub fn api(&self, desk: &str) -> Api {
        self.world.api(&format!("{desk}@vaernamo.example.org"))
    }
    pub fn office(&self) -> Api {
        self.api(OFFICE)
    }
    pub fn path(&self, rest: &str) -> String {
        format!("/api/v1/vaernamo/{rest}")
    }
    pub fn of(&self, paper: &Value) -> String {
        self.path(&format!("papers/{}", paper["id"].as_str().unwrap()))
    }
    pub async fn seen(&self, who: &Api, paper: &Value) -> Value {
        who.get(&self.of(paper)).await.ok()
    }
    pub async fn act(&self, who: &Api, paper: &Value, action: &str, inputs: Value) -> Value {
        self.try_act(who, paper, action, inputs).await.ok()
    }
    pub async fn try_act(&self, who: &Api, paper: &Value, action: &str, mut inputs: Value) -> Answer {
        inputs["version"] = self.seen(who, paper).await["version"].clone();
        who.post(&format!("{}/actions/{action}", self.of(paper)), inputs).await
    }
    /// A draft of an administration, presented and signed.
    pub async fn signed(&self, desk: (&str, &str), draft: &Value) {
        self.act(&self.api(desk.0), draft, "present", json!({})).await;
        self.act(&self.api(desk.1), draft, "sign", json!({})).await;
    }
    /// A new matter of an administration, issued.
    pub async fn matter(&self, desk: (&str, &str), kind: &str, title: &str, point: &str) -> Value {
        let new = json!({ "kind": kind, "title": title, "facts": title, "points": [point] });
        let draft = self.api(desk.0).post(&self.path("papers"), new).await.ok();
        self.signed(desk, &draft).await;
        self.act(&self.office(), &draft, "issue", json!({})).await
    }
    /// A paper below another one, signed.
    pub async fn below(&self, desk: (&str, &str), parent: &Value, kind: &str, typed: Value) -> Value {
        let draft = self.act(&self.api(desk.0), parent, "draft-child", json!({ "kind": kind })).await;
        let draft = self.act(&self.api(desk.0), &draft, "edit", typed).await;
        self.signed(desk, &draft).await;
        draft
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
        rows.into_iter().find(|row| row["result"].is_null()).unwrap_or_else(|| panic!("nothing is open: {paper}"))
    }
    /// Puts the next consultation on the agenda of a day.
    pub async fn scheduled(&self, paper: &Value, day: &str) -> Value {
        let sitting = json!({ "date": day, "time": "14:00", "place": "Sal 1" });
        self.on(&self.office(), "consultations", &self.open(paper).await, "schedule", sitting).await.ok();
        self.open(paper).await
    }
    /// The same, and goes to its evening.
    pub async fn sits(&self, paper: &Value, day: &str) -> Value {
        let row = self.scheduled(paper, day).await;
        self.world.set_clock(&format!("{day} 20:00"));
        row
    }
    pub async fn result(&self, row: &Value, inputs: Value) -> Answer {
        self.on(&self.office(), "consultations", row, "enter-result", inputs).await
    }
    /// The paper is dealt with on this day, with this result; the sitting is over after it.
    pub async fn decided(&self, paper: &Value, day: &str, word: &str) -> String {
        let row = self.sits(paper, day).await;
        self.result(&row, json!({ "result": word })).await.ok();
        let sitting = self.sitting_of(&row);
        self.over(&sitting).await;
        sitting
    }
    pub fn sitting_of(&self, row: &Value) -> String {
        self.world.text(&format!(
            "SELECT CAST(meeting_id AS TEXT) AS t FROM consultations WHERE CAST(id AS TEXT) = '{}'",
            row["id"].as_str().unwrap()
        ))
    }
    pub async fn sitting(&self, id: &str) -> Value {
        self.world.stranger().get(&self.path(&format!("meetings/{id}"))).await.ok()
    }
    /// Invites to the sitting, opens and ends it.
    pub async fn over(&self, id: &str) {
        for action in ["invite", "start", "end"] {
            let version = self.sitting(id).await["version"].clone();
            let path = self.path(&format!("meetings/{id}/actions/{action}"));
            self.office().post(&path, json!({ "version": version })).await.ok();
        }
    }
    pub async fn minutes(&self, id: &str, action: &str, mut inputs: Value) -> Answer {
        let path = self.path(&format!("meetings/{id}/minutes"));
        inputs["version"] = self.office().get(&path).await.ok()["version"].clone();
        self.office().post(&format!("{path}/{action}"), inputs).await
    }
    /// Finishes the minutes of a sitting.
    pub async fn finished(&self, id: &str) -> Value {
        self.minutes(id, "finish", json!({})).await.ok()
    }
    /// The running orders as the public sees them.
    pub async fn order(&self, words: &str) -> Value {
        let orders = self.world.stranger().get(&self.path("orders")).await.ok().as_array().unwrap().clone();
        let found = orders.iter().find(|order| order["text"].as_str().unwrap().contains(words));
        found.unwrap_or_else(|| panic!("{words}: {orders:?}")).clone()
    }
    pub async fn on_order(&self, who: &Api, order: &Value, action: &str, inputs: Value) -> Value {
        self.on(who, "orders", order, action, inputs).await.ok()
    }
    /// Who has the paper now, as everybody reads it: the name, and until when.
    pub async fn holder(&self, paper: &Value) -> (String, Value) {
        let pending = self.seen(&self.world.stranger(), paper).await["pending"].clone();
        let name = pending["name"].as_str().unwrap_or_else(|| panic!("nobody has {paper}")).to_owned();
        self.page(&path_of(paper)).await.page.must_say(&name);
        (name, pending["due_on"].clone())
    }
    pub async fn page(&self, path: &str) -> crate::pages::Visitor {
        let mut visitor = self.world.visitor();
        visitor.open(&format!("/vaernamo/{path}")).await;
        visitor
    }
}

pub fn path_of(paper: &Value) -> String {
    format!("papers/{}", paper["slug"].as_str().unwrap())
}

pub fn paragraphs(sitting: &Value) -> Vec<String> {
    let items = sitting["agenda"].as_array().unwrap().iter();
    items
        .flat_map(|item| item["paragraphs"].as_array().cloned().unwrap_or_default())
        .map(|number| number.as_str().unwrap().to_owned())
        .collect()
}
