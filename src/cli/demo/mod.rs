//! `ratsweg demo`: every council of the program with invented people and papers, on a fresh database, with a clock that
//! can be moved.
mod also;
mod dortmund;
mod files;
mod ground;
mod held;
mod kinds;
mod orders;
mod papers;
mod register;
mod sittings;
mod towns;
mod vaernamo;
mod zofingen;

use super::{Outcome, Stop, boot, output, serve};
use crate::app::App;
use crate::config::{Config, Log, Operator};
use crate::council::Council;
use crate::db::installation;
use crate::db::types::Moment;
use crate::error::Error;
use crate::people::accounts::{self, store};
use crate::people::input::NewPassword;
use crate::people::passwords::Hashed;
use crate::people::{Actor, Role};
use crate::queue;
use crate::setup::{self, Setup};
use anyhow::{Context, ensure};
use chrono::{NaiveDateTime, TimeZone};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

/// Who and what is in the demo's councils; the clock is that of the first one.
const SETUPS: [&str; 5] = [
    include_str!("../../../config/demo/leipzig.toml"),
    include_str!("../../../config/demo/dortmund.toml"),
    include_str!("../../../config/demo/zofingen.toml"),
    include_str!("../../../config/demo/zuerich.toml"),
    include_str!("../../../config/demo/vaernamo.toml"),
];
/// The password of every account of the demo.
const PASSWORD: &str = "vorfuehrung";
/// When the demo begins, in the council's time zone.
const BEGIN: &str = "2020-08-12T09:00";

#[derive(clap::Args)]
pub struct Args {
    /// Loopback address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Data folder. Emptied when it is that of an earlier demo.
    #[arg(long, default_value = "var/demo")]
    data: PathBuf,
    /// sqlite:PATH or postgres://…; a file in the data folder when it is left out. Must be empty or an earlier demo's.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

/// Makes the demo anew, prints its address and its accounts, and serves it.
pub fn run(log: Log, args: Args) -> anyhow::Result<Outcome> {
    if !args.listen.ip().is_loopback() {
        let told = format!(
            "the demo's passwords are known to everybody: it listens on a loopback address, not on {}",
            args.listen
        );
        return Err(Stop::Usage(told).into());
    }
    let mut config = config(args, log);
    let faults = config.faults();
    ensure!(faults.is_empty(), Stop::Usage(faults.join("\n")));
    let listener = serve::listen(&mut config)?;
    let app = fresh(config)?;
    output::line(format!("\n  Ratsweg demo: {}\n", serve::address(&app)))?;
    accounts_table()?;
    output::line(format!("\n  Password of every account: {PASSWORD}"))?;
    let address = serve::address(&app);
    output::line(format!(
        "  The clock begins on {} and can be moved on {address}/dev/clock",
        BEGIN.replace('T', " at ")
    ))?;
    output::line(format!("  Mails go to no one; read them on {address}/dev/mail\n"))?;
    serve::until_stopped(app, listener)
}

/// Everything is as in `Config::default()`, whatever file or environment say: nothing of the demo leaves this machine.
fn config(args: Args, log: Log) -> Config {
    let mut config = Config { log, operator: operator(), ..Config::default() };
    config.server.listen = args.listen.to_string();
    config.data.dir = args.data;
    config.database.url = args.database.unwrap_or_default();
    config
}

fn operator() -> Operator {
    Operator {
        name: "Ratsweg Demo".to_owned(),
        imprint: "Dies ist eine Vorführung auf Ihrem eigenen Rechner. Alle Personen und Texte sind erfunden."
            .to_owned(),
        privacy: "Die Daten dieser Vorführung bleiben auf diesem Rechner und werden beim nächsten Start verworfen."
            .to_owned(),
        accessibility: "Diese Anwendung soll ohne Barrieren bedienbar sein (BITV 2.0, WCAG 2.2 AA).".to_owned(),
        contact: "barrieren@example.org".to_owned(),
        style: None,
    }
}

/// An empty folder and an empty database, filled with the demo.
fn fresh(config: Config) -> anyhow::Result<App> {
    ground::folder(&config.data.dir)?;
    ground::database(&config.database_url())?;
    let app = boot::open(config, Some(true))?;
    let system = Actor::system();
    // First of all the marker: what breaks off from here on can be emptied by the next start.
    app.write_blocking(&system, |tx| installation::set(tx, installation::DEMO, "1"))?;
    boot::register(&app)?;
    fill(&app)?;
    Ok(app)
}

fn fill(app: &App) -> anyhow::Result<()> {
    let system = Actor::system();
    let setups = setups()?;
    let first = setups.first().context("the demo has no council")?;
    let council = app.council(&first.council)?.clone();
    set_clock(app, &council, papers::EVE)?;
    for setup in &setups {
        let outcome = app.write_blocking(&system, |tx| setup::act::apply(tx, setup, false))?;
        if let setup::Outcome::Refused(faults) = outcome {
            anyhow::bail!("the demo's council {} cannot be set up:\n{}", setup.council, faults.join("\n"));
        }
    }
    let password = Hashed::of(&NewPassword::parse(PASSWORD, "")?)?;
    app.write_blocking(&system, |tx| {
        for account in store::all(tx)? {
            accounts::act::set_password(tx, account.id, &password)?;
        }
        Ok(())
    })?;
    register::play(app, &council)?;
    orders::play(app, &council)?;
    held::earlier(app, &council)?;
    held::play(app, &council)?;
    kinds::play(app, &council)?;
    papers::file(app, &council)?;
    also::play(app, &council)?;
    files::attach(app, &council, "ratsbuero@example.org")?;
    sittings::play(app, &council)?;
    zofingen::play(app)?;
    towns::play(app)?;
    dortmund::play(app)?;
    vaernamo::play(app)?;
    // The mails of what happened before the demo begins were read long ago.
    app.write_blocking(&system, |tx| {
        queue::store::list(tx)?.iter().try_for_each(|job| queue::store::done(tx, job.id))
    })?;
    set_clock(app, &council, BEGIN)?;
    let shift = app.clock_shift.load(Ordering::Relaxed).to_string();
    app.write_blocking(&system, |tx| installation::set(tx, installation::CLOCK_SHIFT, &shift))?;
    Ok(())
}

/// A point in time of the demo's files, such as `2020-08-12T09:00`, in the council's time zone.
fn moment(council: &Council, local: &str) -> anyhow::Result<Moment> {
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").with_context(|| format!("{local:?}"))?;
    let at =
        council.timezone.from_local_datetime(&local).earliest().with_context(|| format!("{local} does not exist"))?;
    Ok(at.to_utc().into())
}

/// Moves the domain's clock of this process to a local time.
fn set_clock(app: &App, council: &Council, local: &str) -> anyhow::Result<()> {
    let at = moment(council, local)?;
    app.clock_shift.store((at.0 - app.real_now().0).num_seconds(), Ordering::Relaxed);
    Ok(())
}

/// The account of this address as it acts.
fn actor(app: &App, email: &str) -> anyhow::Result<Actor> {
    let actor = app.read_blocking(|db| {
        let account = store::by_email(db, email)?.ok_or(Error::NotFound)?;
        let grants = store::grants_of(db, account.id)?;
        Ok(Actor {
            account: Some(account.id),
            person: account.person_id,
            language: account.language(),
            name: account.name,
            email: account.email,
            session: None,
            grants,
            standing_in: Vec::new(),
        })
    });
    actor.with_context(|| format!("the demo has no account {email}"))
}

fn setups() -> anyhow::Result<Vec<Setup>> {
    SETUPS.into_iter().map(Setup::parse).collect()
}

fn accounts_table() -> anyhow::Result<()> {
    let setups = setups()?;
    let rows: Vec<_> =
        setups.iter().flat_map(|setup| setup.accounts.iter().map(move |account| row(setup, account))).collect();
    output::table(["  ACCOUNT", "NAME", "DESK", "ORGANISATION"], &rows)
}

/// An account as it is printed: its address, its name, its desk and where that is.
fn row(setup: &Setup, account: &setup::AccountEntry) -> [String; 4] {
    let place =
        account.roles.first().and_then(|role| setup.organizations.iter().find(|entry| entry.key == role.organization));
    let mut roles: Vec<_> = account.roles.iter().map(|role| desk(&role.role)).collect();
    roles.dedup();
    let roles = if roles.is_empty() { "citizen".to_owned() } else { roles.join(", ") };
    let place = place.map_or_else(|| "-".to_owned(), |entry| entry.name.clone());
    [format!("  {}", account.email), account.name.clone(), roles, place]
}

/// A role in plain words.
fn desk(role: &str) -> &str {
    match role.parse() {
        Ok(Role::Member) => "councillor",
        Ok(Role::FactionOffice) => "faction's office",
        Ok(Role::CouncilOffice) => "council office",
        Ok(Role::MinuteTaker) => "minutes",
        Ok(Role::Drafter) => "drafts answers",
        Ok(Role::Head) => "signs answers",
        Ok(Role::Executive) => "executive",
        Ok(Role::BodyChair) => "chairs the body",
        Ok(Role::RecordsOfficer) => "records",
        Ok(Role::Admin) => "administrator",
        _ => role,
    }
}
