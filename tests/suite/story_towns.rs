//! Other councils than Leipzig, each by its own files: the motions of Switzerland (Zofingen has stories of its own).
//! The council file says what they are called and may become; the people are those of the demo.
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

// The real days of Uster's Postulat 609/2017, in the canton of Zürich: four extensions; the votes are of our few people.
both_elsewhere!(a_postulate_is_extended_four_times_and_written_off, async |world: &World| {
    let town = Town::zuerich(world);
    world.set_clock("2016-01-06 09:00");
    let inquiry = json!({ "kind": "SA", "title": "Digitale Dienste", "facts": "Wir fragen:",
        "questions": ["Welche Dienste sind digital?"] });
    let inquiry = town.filed(&town.api("sp.buero"), inquiry).await;
    assert_eq!(inquiry["reference"], "2016/11");
    assert_eq!(inquiry["consultations"], json!([]), "the council does not deal with it");
    assert_eq!(inquiry["clocks"][0]["due_on"], "2016-04-06");
    let page = world.visitor().open("/zuerich/papers/2016-11").await.text();
    assert!(page.contains("06.04.2016") && page.contains("nicht verifiziert"), "{page}");

    world.set_clock("2016-02-01 09:00");
    let motion = town.filed(&town.api("sp.buero"), motion("M", "Strategie der Digitalisierung")).await;
    let consultation = town.sits(&motion, "committal", "2016-08-21", "Rathaus Hard").await;
    let paper = town.result(&consultation, json!({ "result": "converted", "kind": "P" })).await;
    assert_eq!(paper["former_references"], json!(["2016/12"]));
    let consultation = town.sits(&paper, "committal", "2016-08-21", "Rathaus Hard").await;
    let vote = json!([{ "yes": 4, "no": 2, "abstained": 0, "present": 6 }]);
    let paper = town.result(&consultation, json!({ "result": "committed", "votes": vote })).await;
    assert_eq!(paper["clocks"][0]["due_on"], "2018-08-21");
    let chain = [
        ("2018-08-14", "2019-01-29"),
        ("2019-01-22", "2020-10-20"),
        ("2020-10-13", "2021-04-21"),
        ("2021-04-14", "2021-06-21"),
    ];
    for (decided_on, due_on) in chain {
        world.set_clock(&format!("{decided_on} 10:00"));
        let clock = town.paper(&town.office(), &paper).await["clocks"][0].clone();
        let extension = json!({ "reason": "Die Vorlage braucht mehr Zeit.", "applicant": "Stadtrat",
            "decider": "Geschäftsleitung", "decided_on": decided_on, "due_on": due_on });
        town.on("clocks", &clock, "extend", extension).await.ok();
    }
    let clock = town.paper(&town.office(), &paper).await["clocks"][0].clone();
    assert_eq!((clock["due_on"].as_str(), clock["state"].as_str()), (Some("2021-06-21"), Some("running")));

    world.set_clock("2021-08-30 10:00");
    let plan = json!({ "body": "gemeinderat", "role": "writing_off" });
    town.act(&town.office(), &paper, "plan", plan).await;
    let consultation = town.sits(&paper, "writing_off", "2021-09-06", "Rathaus Hard").await;
    let vote = json!([{ "yes": 5, "no": 1, "abstained": 0, "present": 6 }]);
    let after = town.result(&consultation, json!({ "result": "written_off", "votes": vote })).await;
    assert_eq!((after["status"].as_str(), after["clocks"][0]["state"].as_str()), (Some("closed"), Some("lapsed")));
    let page = world.visitor().open(&format!("/zuerich/papers/{}", after["slug"].as_str().unwrap())).await.text();
    assert!(page.contains("abgeschrieben") && page.contains("Geschäftsleitung"), "{page}");
    world.leave_jobs();
});
