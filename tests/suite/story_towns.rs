//! Towns of other councils than Leipzig in a test: who files, who admits, how a paper comes before a body. The stories of
//! Zofingen and of Zürich stand on it.
use crate::client::{Answer, Api};
use crate::world::*;
use ratsweg::people::Actor;
use ratsweg::setup::{self, Outcome, Setup};
use serde_json::{Value, json};

const ZOFINGEN: &str = include_str!("../../config/demo/zofingen.toml");
const ZUERICH: &str = include_str!("../../config/demo/zuerich.toml");

/// Makes two tests of a story in a world in which every council of the program is loaded.
macro_rules! both_elsewhere {
    ($name:ident, $story:expr $(,)?) => {
        mod $name {
            use super::*;
            async fn story(world: &World) {
                ($story)(world).await
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

pub(crate) use both_elsewhere;

/// One of the councils in this world.
pub struct Town<'a> {
    pub world: &'a World,
    pub slug: &'static str,
    pub host: &'static str,
    /// Local parts of the addresses of who drafts, who signs, and who runs the council's office.
    pub desks: [&'static str; 3],
    pub department: &'static str,
}

impl<'a> Town<'a> {
    pub fn of(world: &'a World, setup: &str, town: Self) -> Self {
        let setup = Setup::parse(setup).unwrap();
        let done = world.app.write_blocking(&Actor::system(), |tx| setup::act::apply(tx, &setup, false)).unwrap();
        assert!(matches!(done, Outcome::Applied(_)), "{done:?}");
        // The password of the fixture is everybody's.
        world.sql(&format!(
            "UPDATE accounts SET password_hash = (SELECT password_hash FROM accounts WHERE email = '{SPD}')"
        ));
        town
    }

    pub fn zofingen(world: &'a World) -> Self {
        let desks = ["informatik", "stadtschreiber", "ratssekretariat"];
        let host = "zofingen.example.org";
        Self::of(world, ZOFINGEN, Town { world, slug: "zofingen", host, desks, department: "stadtkanzlei" })
    }

    pub fn zuerich(world: &'a World) -> Self {
        let desks = ["fd.stab", "fd.leitung", "ratssekretariat"];
        let host = "zuerich.example.org";
        Self::of(world, ZUERICH, Town { world, slug: "zuerich", host, desks, department: "fd" })
    }

    pub fn api(&self, desk: &str) -> Api {
        self.world.api(&format!("{desk}@{}", self.host))
    }
    pub fn office(&self) -> Api {
        self.api(self.desks[2])
    }
    pub fn path(&self, paper: &Value) -> String {
        format!("/api/v1/{}/papers/{}", self.slug, paper["id"].as_str().unwrap())
    }
    pub async fn paper(&self, who: &Api, paper: &Value) -> Value {
        who.get(&self.path(paper)).await.ok()
    }
    pub async fn draft(&self, who: &Api, new: Value) -> Value {
        who.post(&format!("/api/v1/{}/papers", self.slug), new).await.ok()
    }

    /// Takes an action on the paper as this account sees it now.
    pub async fn act(&self, who: &Api, paper: &Value, action: &str, mut inputs: Value) -> Value {
        inputs["version"] = self.paper(who, paper).await["version"].clone();
        who.post(&format!("{}/actions/{action}", self.path(paper)), inputs).await.ok()
    }

    /// A paper of a faction, submitted and admitted.
    pub async fn filed(&self, who: &Api, new: Value) -> Value {
        let draft = self.draft(who, new).await;
        self.act(who, &draft, "submit", json!({})).await;
        self.act(&self.office(), &draft, "admit", json!({ "department": self.department })).await
    }

    /// A draft of the administration, presented, signed and issued.
    pub async fn issued(&self, draft: &Value) -> Value {
        self.act(&self.api(self.desks[0]), draft, "present", json!({})).await;
        self.act(&self.api(self.desks[1]), draft, "sign", json!({})).await;
        self.act(&self.office(), draft, "issue", json!({})).await
    }

    pub async fn on(&self, things: &str, thing: &Value, action: &str, mut inputs: Value) -> Answer {
        inputs["version"] = thing["version"].clone();
        let id = thing["id"].as_str().unwrap();
        self.office().post(&format!("/api/v1/{}/{things}/{id}/actions/{action}", self.slug), inputs).await
    }

    /// The consultation in this role that is still open.
    pub async fn open(&self, paper: &Value, role: &str) -> Value {
        let paper = self.paper(&self.office(), paper).await;
        let rows = paper["consultations"].as_array().unwrap().clone();
        rows.into_iter()
            .find(|row| row["role"] == role && row["result"].is_null())
            .unwrap_or_else(|| panic!("nothing in the role {role}: {paper}"))
    }

    /// Puts the open consultation in this role on the agenda of a day, and goes to its evening.
    pub async fn sits(&self, paper: &Value, role: &str, day: &str, place: &str) -> Value {
        let sitting = json!({ "date": day, "time": "18:00", "place": place });
        self.on("consultations", &self.open(paper, role).await, "schedule", sitting).await.ok();
        self.world.set_clock(&format!("{day} 22:00"));
        self.open(paper, role).await
    }

    pub async fn result(&self, consultation: &Value, inputs: Value) -> Value {
        self.on("consultations", consultation, "enter-result", inputs).await.ok()
    }
}

pub fn motion(kind: &str, title: &str) -> Value {
    json!({ "kind": kind, "title": title, "facts": "Heute geht das nur am Schalter.",
        "points": ["Der Stadtrat wird beauftragt, alle Dienste auch digital anzubieten."] })
}
