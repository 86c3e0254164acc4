//! The process is killed in the midst of writing, again and again: what was acknowledged is there, and the history is
//! whole. With the real program, as a process of its own.
use crate::client::Api;
use crate::ground::{Engine, Ground};
use crate::papers::inquiry;
use crate::world::{COUNCIL, OFFICE, PASSWORD, SPD, config_of, furnish};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const ROUNDS: usize = 4;
const WRITERS: usize = 4;

/// The program, set up for this ground.
pub fn ratsweg(ground: &Ground) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ratsweg"));
    command
        // Away from the configuration of whoever runs the tests.
        .current_dir(ground.folder.path())
        .env("RATSWEG__DATABASE__URL", &ground.url)
        .env("RATSWEG__DATA__DIR", ground.folder.path().join("data"))
        .env("RATSWEG__SERVER__LISTEN", "127.0.0.1:0")
        .env("RATSWEG__LOG__FILTER", "error");
    command
}

/// A running `ratsweg serve`; killed when this is dropped.
pub struct Running {
    process: Child,
    pub base: String,
}

impl Running {
    pub fn start(ground: &Ground) -> Self {
        let mut process = ratsweg(ground).arg("serve").stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let base = line.split_whitespace().find(|word| word.starts_with("http://"));
        let base = base.unwrap_or_else(|| panic!("no address in {line:?}")).to_owned();
        Self { process, base }
    }
    pub fn api(&self, email: &str) -> Api {
        Api::new(&self.base, Some((email, PASSWORD)))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // SIGKILL: nothing is tidied up.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Drafts, submits and admits papers until the server is gone; notes each answer that it got.
async fn write(spd: Api, office: Api, acknowledged: Arc<Mutex<Vec<Value>>>) {
    let papers = format!("/api/v1/{COUNCIL}/papers");
    let steps = [(&spd, "submit", json!({})), (&office, "admit", json!({ "department": "dezernat-01" }))];
    loop {
        let Some(answer) = spd.post_to_the_dying(&papers, inquiry()).await else { return };
        let mut paper = answer.ok();
        acknowledged.lock().unwrap().push(paper.clone());
        for (who, action, inputs) in &steps {
            let mut body = inputs.clone();
            body["version"] = paper["version"].clone();
            let path = format!("{papers}/{}/actions/{action}", paper["id"].as_str().unwrap());
            let Some(answer) = who.post_to_the_dying(&path, body).await else { return };
            paper = answer.ok();
            acknowledged.lock().unwrap().push(paper.clone());
        }
    }
}

async fn nothing_acknowledged_is_lost(engine: Engine) {
    let ground = Ground::new(engine);
    furnish(&ratsweg::cli::boot::app(config_of(&ground), false).unwrap());
    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    for round in 0..ROUNDS {
        let server = Running::start(&ground);
        let (spd, office) = (server.api(SPD), server.api(OFFICE));
        spd.tokens().await;
        office.tokens().await;
        let before = acknowledged.lock().unwrap().len();
        let writers: Vec<_> =
            (0..WRITERS).map(|_| tokio::spawn(write(spd.clone(), office.clone(), Arc::clone(&acknowledged)))).collect();
        // Another moment in each round.
        tokio::time::sleep(Duration::from_millis(400 + 130 * round as u64)).await;
        drop(server);
        for writer in writers {
            writer.await.expect("a writer saw nothing but answers and the end");
        }
        let after = acknowledged.lock().unwrap().len();
        assert!(after > before, "nothing was written in round {round}");
    }

    let server = Running::start(&ground);
    let office = server.api(OFFICE);
    let spd = server.api(SPD);
    let mut numbers = Vec::new();
    let acknowledged = acknowledged.lock().unwrap().clone();
    for known in &acknowledged {
        let path = format!("/api/v1/{COUNCIL}/papers/{}", known["id"].as_str().unwrap());
        let now = spd.get(&path).await.ok();
        assert!(now["version"].as_i64() >= known["version"].as_i64(), "{known} was acknowledged, but is {now}");
        if let Some(number) = known["reference"].as_str() {
            assert_eq!(now["reference"], number, "a number that was given stays");
            numbers.push(number.to_owned());
        }
    }
    assert!(!numbers.is_empty(), "not one paper was admitted");
    let count = numbers.len();
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), count, "no number is given twice");
    // Not one number is missing, whether its answer came through or not: the next is one more than there are papers.
    let mut draft = spd.post(&format!("/api/v1/{COUNCIL}/papers"), inquiry()).await.ok();
    for (who, action, mut inputs) in
        [(&spd, "submit", json!({})), (&office, "admit", json!({ "department": "dezernat-01" }))]
    {
        inputs["version"] = draft["version"].clone();
        let path = format!("/api/v1/{COUNCIL}/papers/{}/actions/{action}", draft["id"].as_str().unwrap());
        draft = who.post(&path, inputs).await.ok();
    }
    let admitted = admitted(&ground);
    assert_eq!(draft["reference"], format!("VII-F-{:05}", 1503 + admitted));
    drop(server);

    let verified = ratsweg(&ground).args(["audit", "verify"]).output().unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

/// How many papers have a number.
fn admitted(ground: &Ground) -> i64 {
    use diesel::prelude::*;
    use ratsweg::db::schema::papers;
    let pool = ratsweg::db::open(&ground.url, 3).unwrap();
    let db: &mut ratsweg::db::Db = &mut pool.get().unwrap();
    papers::table.filter(papers::reference.is_not_null()).count().get_result(db).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_sqlite() {
    nothing_acknowledged_is_lost(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_postgres() {
    nothing_acknowledged_is_lost(Engine::Postgres).await;
}
