//! The load that the README's figures come from: `cargo bench --bench load`, or with a PostgreSQL
//! `DATABASE_URL=postgres://… cargo bench --bench load`. Needs `wrk` (Debian: `apt-get install wrk`).
//!
//! Fills a database with 10,000 invented papers, starts the released server on it, and measures from the same machine:
//! start to ready, the public paper page, the paper list, the same bytes from memory as a yardstick, transitions with
//! durable commits, and the server's memory. Every figure is the median of three runs.
use actix_web::{HttpResponse, HttpServer, web};
use ratsweg::config::Config;
use ratsweg::people::Actor;
use ratsweg::setup::{self, Setup};
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

mod fill;

const TOWN: &str = include_str!("../tests/fixtures/town.toml");
const PASSWORD: &str = "Vier Worte reichen fast immer";
const PAPERS: i64 = 10_000;
const SECONDS: u64 = 8;
const RUNS: usize = 3;

type Anyhow<T = ()> = anyhow::Result<T>;

fn main() -> Anyhow {
    let args: Vec<_> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--yardstick") {
        return yardstick(&args[at + 1], &args[at + 2]);
    }
    let folder = tempfile::tempdir()?;
    let url = std::env::var("DATABASE_URL")
        .unwrap_or_else(|_| format!("sqlite:{}", folder.path().join("load.sqlite").display()));
    println!("database: {}", url.split("://").next().unwrap_or_default().split(':').next().unwrap_or_default());
    let began = Instant::now();
    prepare(&url, folder.path())?;
    println!("filled with {PAPERS} papers in {:.1} s", began.elapsed().as_secs_f64());

    let port = free_port()?;
    let base = format!("http://127.0.0.1:{port}");
    let (server, ready) = start_server(&url, folder.path(), port)?;
    println!("start to ready: {:.0} ms", ready.as_secs_f64() * 1000.0);
    let pages = [("public paper page", "/leipzig/papers/VII-F-05000"), ("paper list", "/leipzig/papers")];
    for (name, path) in pages {
        let page = format!("{base}{path}");
        let file = folder.path().join("page.html");
        std::fs::write(&file, body_of(&page)?)?;
        let measured = wrk(&page)?;
        let other = free_port()?;
        let yard = Command::new(std::env::current_exe()?)
            .args(["--yardstick", &file.display().to_string(), &other.to_string()])
            .stdout(Stdio::null())
            .spawn()?;
        let _yard = Stopped(yard);
        wait_for(&format!("http://127.0.0.1:{other}/"))?;
        let same_bytes = wrk(&format!("http://127.0.0.1:{other}/"))?;
        println!(
            "{name} ({} bytes): {:.0}/s, p50 {}, p99 {}; same bytes from memory {:.0}/s; ratio {:.1} %",
            std::fs::metadata(&file)?.len(),
            measured.rate,
            measured.p50,
            measured.p99,
            same_bytes.rate,
            measured.rate / same_bytes.rate * 100.0
        );
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        runs.push(runtime.block_on(transitions(&base))?);
    }
    runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (rate, p50, p99) = runs[RUNS / 2];
    println!("transitions, durable: {rate:.0}/s, p50 {p50:.1} ms, p99 {p99:.1} ms");
    println!("resident memory of the server: {} MiB", resident(server.0.id())? / 1024);
    Ok(())
}

/// A child process that ends with its owner.
struct Stopped(Child);

impl Drop for Stopped {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn config(url: &str, folder: &Path) -> Config {
    let mut config = Config::default();
    config.database.url = url.to_owned();
    config.data.dir = folder.join("data");
    config
}

fn prepare(url: &str, folder: &Path) -> Anyhow {
    let app = ratsweg::cli::boot::app(config(url, folder), false)?;
    let town = Setup::parse(TOWN).map_err(|e| anyhow::anyhow!("{e:?}"))?;
    app.write_blocking(&Actor::system(), |tx| setup::act::apply(tx, &town, false))?;
    let password = ratsweg::people::input::NewPassword::parse(PASSWORD, "").map_err(|e| anyhow::anyhow!("{e:?}"))?;
    let hash = ratsweg::people::passwords::Hashed::of(&password)?.as_str().to_owned();
    fill::passwords(&app, &hash)?;
    fill::papers(&app, PAPERS)
}

fn start_server(url: &str, folder: &Path, port: u16) -> Anyhow<(Stopped, Duration)> {
    let began = Instant::now();
    let child = Command::new(env!("CARGO_BIN_EXE_ratsweg"))
        .arg("serve")
        .env("RATSWEG__DATABASE__URL", url)
        .env("RATSWEG__DATA__DIR", folder.join("data"))
        .env("RATSWEG__SERVER__LISTEN", format!("127.0.0.1:{port}"))
        .env("RATSWEG__SECURITY__SIGN_IN_TRIES", "1000")
        .env("RATSWEG__LOG__FILTER", "warn")
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()?;
    let server = Stopped(child);
    wait_for(&format!("http://127.0.0.1:{port}/readyz"))?;
    Ok((server, began.elapsed()))
}

/// Serves the bytes of a file from memory: the most that this machine gives for an answer of that size.
fn yardstick(file: &str, port: &str) -> Anyhow {
    let bytes = web::Bytes::from(std::fs::read(file)?);
    let address = format!("127.0.0.1:{port}");
    actix_web::rt::System::new().block_on(async move {
        HttpServer::new(move || {
            let bytes = bytes.clone();
            actix_web::App::new().default_service(web::to(move || {
                let bytes = bytes.clone();
                async move { HttpResponse::Ok().content_type("text/html; charset=utf-8").body(bytes) }
            }))
        })
        .bind(address)?
        .run()
        .await?;
        Ok(())
    })
}

struct Measured {
    rate: f64,
    p50: String,
    p99: String,
}

/// The median run of `wrk` by its rate.
fn wrk(url: &str) -> Anyhow<Measured> {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        let seconds = format!("-d{SECONDS}s");
        let out = Command::new("wrk").args(["-t1", "-c16", &seconds, "--latency", url]).output()?;
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        anyhow::ensure!(!text.contains("Non-2xx"), "wrk met errors at {url}:\n{text}");
        let word_after = |label: &str| {
            let line = text.lines().find(|line| line.trim_start().starts_with(label));
            line.and_then(|line| line.split_whitespace().nth(1)).unwrap_or_default().to_owned()
        };
        let rate = word_after("Requests/sec:").parse()?;
        runs.push(Measured { rate, p50: word_after("50%"), p99: word_after("99%") });
    }
    runs.sort_by(|a, b| a.rate.total_cmp(&b.rate));
    Ok(runs.swap_remove(RUNS / 2))
}

/// Drafts, edits and submits papers by eight programs at once; counts every acknowledged change.
async fn transitions(base: &str) -> Anyhow<(f64, f64, f64)> {
    let http = reqwest::Client::new();
    let sign_in = json!({ "email": "buero@spd.example", "password": PASSWORD });
    let token: Value = http.post(format!("{base}/api/v1/token")).json(&sign_in).send().await?.json().await?;
    let token = token["access_token"].as_str().unwrap_or_default().to_owned();
    let end = Instant::now() + Duration::from_secs(SECONDS);
    let began = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..8 {
        let (http, token, base) = (http.clone(), token.clone(), base.to_owned());
        tasks.push(tokio::spawn(async move {
            let mut times = Vec::new();
            let papers = format!("{base}/api/v1/leipzig/papers");
            while Instant::now() < end {
                let new = json!({ "kind": "F", "title": "Lastprobe", "facts": "Text", "questions": ["Warum?"] });
                let draft = timed(&http, &token, &papers, new, &mut times).await?;
                let act = |name: &str| format!("{papers}/{}/actions/{name}", draft["id"].as_str().unwrap_or_default());
                let edit = json!({ "version": draft["version"], "occasion": "Sonstiges" });
                let edited = timed(&http, &token, &act("edit"), edit, &mut times).await?;
                let submit = json!({ "version": edited["version"] });
                timed(&http, &token, &act("submit"), submit, &mut times).await?;
            }
            anyhow::Ok(times)
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    let rate = times.len() as f64 / began.elapsed().as_secs_f64();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    Ok((rate, at(50), at(99)))
}

async fn timed(http: &reqwest::Client, token: &str, url: &str, body: Value, times: &mut Vec<f64>) -> Anyhow<Value> {
    let began = Instant::now();
    let answer = http.post(url).bearer_auth(token).json(&body).send().await?;
    anyhow::ensure!(answer.status().is_success(), "{url}: {}", answer.text().await?);
    let json = answer.json().await?;
    times.push(began.elapsed().as_secs_f64() * 1000.0);
    Ok(json)
}

fn body_of(url: &str) -> Anyhow<Vec<u8>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let answer = reqwest::get(url).await?;
        anyhow::ensure!(answer.status().is_success(), "{url}: {}", answer.status());
        Ok(answer.bytes().await?.to_vec())
    })
}

fn wait_for(url: &str) -> Anyhow {
    for _ in 0..2000 {
        if body_of(url).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    anyhow::bail!("{url} does not answer")
}

fn free_port() -> Anyhow<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Resident memory of a process in KiB.
fn resident(pid: u32) -> Anyhow<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    Ok(line.split_whitespace().nth(1).unwrap_or("0").parse()?)
}
