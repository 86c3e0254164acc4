//! Papers brought by the API to where a story begins, step by step as people would.
use crate::client::{Answer, Api};
use crate::world::{COUNCIL, World};
use serde_json::{Value, json};

/// What an inquiry of the fixture says; six questions as in the seed, in other words.
pub const TITLE: &str = "IT-Ausstattung und Organisation der Arbeit der Verwaltung";

/// The fields of a complete inquiry.
pub fn inquiry() -> Value {
    json!({
        "kind": "F",
        "title": TITLE,
        "occasion": "Sonstiges",
        "facts": "Im Frühjahr wurde vieles binnen weniger Wochen digital.\n\nDazu fragen wir:",
        "questions": [
            "Welche Geräte und Programme kamen hinzu?",
            "Welche Kosten sind dadurch entstanden?",
            "Welche Erfahrungen liegen vor?",
            "Was davon bleibt im Regelbetrieb?",
            "Welche Regelungen zur Telearbeit sind geplant?",
            "Wie sind die Eigenbetriebe vorgegangen?",
        ],
    })
}

/// An answer to each of so many questions.
pub fn answers(count: usize) -> Value {
    (1..=count).map(|n| json!({ "question": n, "text": format!("Antwort auf Frage {n}.") })).collect()
}

/// The path of a paper in the API.
pub fn api_path(paper: &Value) -> String {
    format!("/api/v1/{COUNCIL}/papers/{}", paper["id"].as_str().expect("a paper's id"))
}

/// The path of a paper's page.
pub fn page_path(paper: &Value) -> String {
    let name = paper["slug"].as_str().or(paper["id"].as_str()).expect("a paper's slug or id");
    format!("/{COUNCIL}/papers/{name}")
}

impl World {
    /// The paper as this program sees it now.
    pub async fn paper(&self, who: &Api, paper: &Value) -> Value {
        who.get(&api_path(paper)).await.ok()
    }

    /// The paper of this number as this program sees it.
    pub async fn paper_by(&self, who: &Api, number: &str) -> Value {
        who.get(&format!("/api/v1/{COUNCIL}/papers/{number}")).await.ok()
    }

    /// Tries an action on a paper in the version of `paper`; `inputs` are the action's fields.
    pub async fn try_act(&self, who: &Api, paper: &Value, action: &str, inputs: Value) -> Answer {
        let path = format!("{}/actions/{action}", api_path(paper));
        who.post(&path, versioned(paper, inputs)).await
    }

    /// Takes an action on a paper, which must succeed, and gives the paper back as it is answered.
    pub async fn act(&self, who: &Api, paper: &Value, action: &str, inputs: Value) -> Value {
        self.try_act(who, paper, action, inputs).await.ok()
    }

    /// Tries an action on a consultation or clock, which is given as it stands in its paper. `things` is
    /// `consultations` or `clocks`.
    pub async fn try_act_on(&self, who: &Api, things: &str, thing: &Value, action: &str, inputs: Value) -> Answer {
        let id = thing["id"].as_str().expect("an id");
        who.post(&format!("/api/v1/{COUNCIL}/{things}/{id}/actions/{action}"), versioned(thing, inputs)).await
    }

    /// Takes an action on a consultation or clock, which must succeed.
    pub async fn act_on(&self, who: &Api, things: &str, thing: &Value, action: &str, inputs: Value) -> Value {
        self.try_act_on(who, things, thing, action, inputs).await.ok()
    }

    /// A complete draft of the SPD faction's office.
    pub async fn draft(&self) -> Value {
        self.spd().post(&format!("/api/v1/{COUNCIL}/papers"), inquiry()).await.ok()
    }

    /// … submitted.
    pub async fn submitted(&self) -> Value {
        let draft = self.draft().await;
        self.act(&self.spd(), &draft, "submit", json!({})).await
    }

    /// … admitted, with 02.1 Dezernat Allgemeine Verwaltung responsible.
    pub async fn admitted(&self) -> Value {
        let paper = self.submitted().await;
        let seen = self.paper(&self.office(), &paper).await;
        self.act(&self.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await
    }

    /// … and scheduled for the sitting of 16.09.2020.
    pub async fn scheduled(&self) -> Value {
        let paper = self.admitted().await;
        let sitting = json!({
            "date": "2020-09-16", "time": "14:00",
            "place": "Kongreßhalle Leipzig, Pfaffendorfer Str. 31, 04105 Leipzig",
        });
        self.act_on(&self.office(), "consultations", &paper["consultations"][0], "schedule", sitting).await;
        self.paper(&self.office(), &paper).await
    }

    /// An answer to an admitted paper, drafted by the responsible department: every question answered.
    pub async fn answer_draft(&self, paper: &Value) -> Value {
        let drafter = self.drafter();
        let asked = self.paper(&drafter, paper).await;
        let draft = self.act(&drafter, &asked, "draft-answer", json!({})).await;
        let questions = asked["questions"].as_array().map_or(0, Vec::len);
        self.act(&drafter, &draft, "edit", json!({ "answers": answers(questions) })).await
    }

    /// … laid before the head and signed.
    pub async fn answer_signed(&self, paper: &Value) -> Value {
        let draft = self.answer_draft(paper).await;
        let draft = self.act(&self.drafter(), &draft, "present", json!({})).await;
        self.act(&self.head(), &draft, "sign", json!({})).await
    }

    /// … and issued by the office.
    pub async fn answer_issued(&self, paper: &Value) -> Value {
        let answer = self.answer_signed(paper).await;
        self.act(&self.office(), &answer, "issue", json!({})).await
    }
}

fn versioned(thing: &Value, mut inputs: Value) -> Value {
    if inputs.get("version").is_none() {
        inputs["version"] = thing["version"].clone();
    }
    inputs
}
