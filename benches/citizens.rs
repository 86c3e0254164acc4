//! What two hundred thousand citizens cost: `cargo bench --bench citizens`, or with a PostgreSQL
//! `DATABASE_URL=postgres://… cargo bench --bench citizens`; a number behind `--` changes how many they are.
//!
//! All of them have an account that is bound to a provider, and all follow one paper. Measured: signing in, telling them
//! all of one event while others go on writing, what the sender takes next, mails written to files, the end of an account.
use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use ratsweg::app::App;
use ratsweg::config::Config;
use ratsweg::council::MailRow;
use ratsweg::db::types::PaperId;
use ratsweg::events::{self, Detail, NewEvent};
use ratsweg::people::Actor;
use ratsweg::people::input::{Email, Name};
use ratsweg::people::oidc::{self, Proved};
use ratsweg::queue::Job;
use ratsweg::setup::{self, Setup};
use ratsweg::visibility::Circle;
use ratsweg::words::Language;
use ratsweg::{db, mail, papers, queue, work};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

mod fill;

const TOWN: &str = include_str!("../tests/fixtures/town.toml");
const ISSUER: &str = "https://login.stadt.example";
const SAMPLES: u64 = 300;
const SENDING: Duration = Duration::from_secs(10);

type Anyhow<T = ()> = anyhow::Result<T>;

fn main() -> Anyhow {
    let most = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(200_000);
    let folder = tempfile::tempdir()?;
    let mut config = Config::default();
    config.database.url = std::env::var("DATABASE_URL")
        .unwrap_or_else(|_| format!("sqlite:{}", folder.path().join("citizens.sqlite").display()));
    config.data.dir = folder.path().join("data");
    println!("database: {}", config.database.url.split(':').next().unwrap_or_default());
    let app = ratsweg::cli::boot::app(config, false)?;
    let town = Setup::parse(TOWN).map_err(|e| anyhow::anyhow!("{e:?}"))?;
    app.write_blocking(&Actor::system(), |tx| setup::act::apply(tx, &town, false))?;
    fill::passwords(&app, "none")?;
    fill::papers(&app, 1000)?;
    let paper = app.read_blocking(|db| papers::store::find(db, "leipzig", "VII-F-02501"))?;
    let began = Instant::now();
    citizens(&app, most, paper.id)?;
    println!("{most} citizens, all following {:?}, in {:.1} s", paper.reference, began.elapsed().as_secs_f64());

    // The first call prepares its statements.
    sign_in(&app, 1)?;
    let known: Vec<_> =
        (0..SAMPLES).map(|n| timed(|| sign_in(&app, 1 + n * (most / SAMPLES).max(1)))).collect::<Anyhow<_>>()?;
    told("sign-in of a known citizen", known);
    let new: Vec<_> = (0..SAMPLES).map(|n| timed(|| sign_in(&app, most + 1 + n))).collect::<Anyhow<_>>()?;
    told("first sign-in", new);
    let by_address = |n: u64| {
        let email = address(1 + n * (most / SAMPLES).max(1));
        app.read_blocking(|db| ratsweg::people::accounts::store::by_email(db, &email)).map(drop)
    };
    let looked: Vec<_> = (0..SAMPLES).map(|n| timed(|| Ok(by_address(n)?))).collect::<Anyhow<_>>()?;
    told("account by address", looked);

    fan_out(&app, paper.id)?;
    let claims: Vec<_> = (0..SAMPLES)
        .map(|_| {
            timed(|| {
                let claimed = mail::store::claim(&mut *app.db.get()?, app.real_now(), chrono::TimeDelta::minutes(5))?;
                anyhow::ensure!(claimed.is_some(), "a mail waits");
                Ok(())
            })
        })
        .collect::<Anyhow<_>>()?;
    told("taking the next mail, all waiting", claims);
    sending(&app)?;
    let gone: Vec<_> = (0..20).map(|n| timed(|| delete(&app, 1000 + n))).collect::<Anyhow<_>>()?;
    told("end of an account", gone);
    Ok(())
}

fn address(n: u64) -> String {
    format!("n{n}@post.example")
}

/// Accounts, identities and follows, written straight into the tables.
fn citizens(app: &App, most: u64, paper: PaperId) -> Anyhow {
    let connection = &mut *app.db.get()?;
    let (id, at) = match connection {
        db::Db::Sqlite(_) => ("printf('%08x-0000-7000-8000-%012x', i, i)", "'2026-01-01T00:00:00.000000Z'"),
        db::Db::Postgres(_) => (
            "(lpad(to_hex(i), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid",
            "timestamptz '2026-01-01'",
        ),
    };
    let cast = if matches!(connection, db::Db::Sqlite(_)) { "" } else { "::uuid" };
    let from = format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {most})");
    for (into, what) in [
        (
            "accounts (id, email, name, language, created_at)",
            format!("{id}, 'n' || i || '@post.example', 'Person ' || i, 'de', {at}"),
        ),
        (
            "identities (issuer, subject, account_id, first_at, last_at)",
            format!("'{ISSUER}', 's-' || i, {id}, {at}, {at}"),
        ),
        ("follows (account_id, paper_id, since)", format!("{id}, '{paper}'{cast}, {at}")),
    ] {
        connection.batch_execute(&format!("INSERT INTO {into} {from} SELECT {what} FROM n"))?;
    }
    connection.batch_execute("ANALYZE")?;
    Ok(())
}

fn sign_in(app: &App, n: u64) -> Anyhow {
    let refuse = |e: ratsweg::error::Error| anyhow::anyhow!("{e:?}");
    let proved = Proved {
        issuer: ISSUER.to_owned(),
        subject: format!("s-{n}"),
        email: Email::parse(&address(n)).map_err(refuse)?,
        name: Name::parse(&format!("Person {n}")).map_err(refuse)?,
    };
    app.write_blocking(&Actor::system(), |tx| oidc::act::sign_in(tx, &proved, Language::De, 12))?;
    Ok(())
}

/// Tells everybody of one event, piece by piece, while a second thread writes what anybody may write meanwhile.
fn fan_out(app: &App, paper: PaperId) -> Anyhow {
    app.write_blocking(&Actor::system(), |tx| {
        let council = tx.council("leipzig")?;
        let detail = Detail { mail: Some(MailRow::Admitted), by: "Büro".to_owned(), ..Detail::default() };
        let subject = format!("paper:{paper}");
        let action = "admit".to_owned();
        events::append(
            tx,
            &council,
            NewEvent { action, paper_id: Some(paper), subject, circle: Circle::Public, detail },
        )
    })?;
    let runtime = Arc::new(tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?);
    let done = Arc::new(AtomicBool::new(false));
    let other = {
        let (app, done, runtime) = (app.clone(), done.clone(), runtime.clone());
        std::thread::spawn(move || {
            let mut times = Vec::new();
            while !done.load(Ordering::Relaxed) {
                let write = || {
                    let system = Actor::system();
                    let written = app.write(&system, |tx| db::installation::set(tx, "bench", "x"));
                    Ok(runtime.block_on(written)?)
                };
                times.push(timed(write)?);
                std::thread::sleep(Duration::from_millis(5));
            }
            anyhow::Ok(times)
        })
    };
    let (began, mut pieces) = (Instant::now(), Vec::new());
    while let Some((id, _, job)) = queue::store::claim(&mut *app.db.get()?, app.real_now())? {
        let (council, event, after) = match job {
            Job::Announce { council, event } => (council, event, None),
            Job::Tell { council, event, after } => (council, event, Some(after)),
            Job::AccountLink { .. } => continue,
        };
        pieces.push(timed(|| Ok(runtime.block_on(work::announce::announce(app, id, council, event, after))?))?);
    }
    let seconds = began.elapsed().as_secs_f64();
    done.store(true, Ordering::Relaxed);
    let times = other.join().map_err(|_| anyhow::anyhow!("the other writer broke off"))??;
    let written = waiting(app)?;
    println!("fan-out: {written} mails written in {seconds:.1} s, {:.0}/s", written as f64 / seconds);
    told("  one piece", pieces);
    told("  another's small change meanwhile", times);
    Ok(())
}

/// How many mails wait.
fn waiting(app: &App) -> Anyhow<i64> {
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let sql = "SELECT COUNT(*) AS n FROM deliveries WHERE state = 'waiting'";
    Ok(diesel::sql_query(sql).get_result::<Count>(&mut *app.db.get()?)?.n)
}

/// Lets the worker send into files for a while.
fn sending(app: &App) -> Anyhow {
    let before = waiting(app)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let began = Instant::now();
    runtime.block_on(async {
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let worker = tokio::spawn(work::run(app.clone(), stopped));
        tokio::time::sleep(SENDING).await;
        stop.send(true)?;
        worker.await?
    })?;
    let sent = before - waiting(app)?;
    println!("mails into files: {:.0}/s", sent as f64 / began.elapsed().as_secs_f64());
    Ok(())
}

fn delete(app: &App, n: u64) -> Anyhow {
    let id = uuid::Uuid::parse_str(&format!("{n:08x}-0000-7000-8000-{n:012x}"))?;
    let actor = Actor { account: Some(id.into()), ..Actor::system() };
    app.write_blocking(&actor, ratsweg::administration::act::leave::delete)?;
    Ok(())
}

fn timed(work: impl FnOnce() -> Anyhow) -> Anyhow<f64> {
    let began = Instant::now();
    work()?;
    Ok(began.elapsed().as_secs_f64() * 1000.0)
}

/// Prints median, 99th part and the longest.
fn told(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get(times.len().saturating_sub(1) * share / 100).copied().unwrap_or_default();
    println!("{what}: {} times, p50 {:.2} ms, p99 {:.2} ms, longest {:.2} ms", times.len(), at(50), at(99), at(100));
}
