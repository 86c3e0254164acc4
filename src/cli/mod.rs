//! The commands of the binary, one file each. Data goes to standard output, logs and errors to standard error.
pub mod audit;
pub mod boot;
pub mod check;
pub mod completions;
pub mod council;
pub mod demo;
pub mod import;
pub mod migrate;
pub mod outbox;
pub mod output;
pub mod records;
pub mod replay;
pub mod serve;
pub mod user;

use crate::config::{Config, Log};
use crate::db::types::DeliveryId;
use crate::error::Error;
use crate::queue::JobState;
use crate::server;
use crate::words::{Language, Words};
use clap::{Parser, Subcommand};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

/// A council information system: papers, consultations, answers, clocks and their lineage.
#[derive(Parser)]
#[command(name = "ratsweg", version, propagate_version = true)]
pub struct Cli {
    /// Configuration file; config/ratsweg.toml when it is there. RATSWEG__SECTION__KEY in the environment wins over it.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve a fresh demo on this machine: Leipzig with invented people. Nothing leaves the machine.
    Demo(demo::Args),
    /// Serve with the given configuration; migrates first unless told not to.
    Serve,
    /// Bring the database up to date.
    Migrate,
    /// See whether configuration, council files, database, storage and mail are sound: one line per finding.
    Check(check::Args),
    /// The councils: their rules, and who and what is in them.
    #[command(subcommand)]
    Council(council::Command),
    /// Bring in papers, sittings and bodies from elsewhere.
    #[command(subcommand)]
    Import(import::Command),
    /// Would these rules have allowed what happened? Plays recorded papers on a scratch database.
    Replay(replay::Args),
    /// Accounts and what they may do.
    #[command(subcommand)]
    User(user::Command),
    /// The history and its proof.
    #[command(subcommand)]
    Audit(audit::Command),
    /// Closed cases as packages for the archive (xdomea), and their proof.
    #[command(subcommand)]
    Records(records::Command),
    /// The jobs and mails that wait, were sent or failed.
    #[command(subcommand)]
    Outbox(Outbox),
    /// Print the description of the API (OpenAPI 3.1).
    Openapi,
    /// Print completions for a shell.
    Completions(completions::Args),
}

#[derive(Subcommand)]
enum Outbox {
    /// List jobs that are not done, and the newest mails.
    List {
        /// Only those in this state: waiting, sent, dead, dropped.
        #[arg(long)]
        state: Option<JobState>,
        /// Print the list as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Make everything that waits or was given up due now, or one mail.
    Retry {
        /// Id of the mail.
        id: Option<DeliveryId>,
    },
    /// Give up everything that waits or failed, or one mail: it stays in the log and is not sent.
    Drop {
        /// Id of the mail.
        id: Option<DeliveryId>,
    },
}

/// How a command ended that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// It did its work and found something wrong.
    FoundWrong,
}

/// Why a command did not do what was asked. Anything else that fails means that it could not run.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// What was asked makes no sense.
    #[error("{0}")]
    Usage(String),
    /// What was given is wrong.
    #[error("{0}")]
    Wrong(String),
    /// The configuration or a council file cannot be used.
    #[error("{0}")]
    Setting(String),
}

/// `EX_SOFTWARE` and `EX_CONFIG` of sysexits.h.
const CANNOT_RUN: u8 = 70;
const CANNOT_CONFIGURE: u8 = 78;

/// Runs the command that the arguments name. 0 is done, 1 found wrong, 2 wrong usage, 64 and more cannot run.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::FoundWrong) => ExitCode::from(1),
        Err(cause) => {
            eprintln!("ratsweg: {}", in_words(&cause));
            ExitCode::from(match stop(&cause) {
                Some(Stop::Wrong(_)) => 1,
                Some(Stop::Usage(_)) => 2,
                Some(Stop::Setting(_)) => CANNOT_CONFIGURE,
                None if matches!(cause.downcast_ref(), Some(Error::Refused(_) | Error::NotFound)) => 1,
                None => CANNOT_RUN,
            })
        }
    }
}

/// Runs a parsed command.
fn run(cli: Cli) -> anyhow::Result<Outcome> {
    let file = cli.config.as_deref();
    let configured = || -> anyhow::Result<Config> {
        let config = Config::load(file).map_err(|e| Stop::Setting(format!("{e:#}")))?;
        log(&config.log);
        Ok(config)
    };
    match cli.command {
        Command::Demo(args) => {
            // Of the configuration only the log counts: the demo mails nobody and listens where it is told.
            let mut settings = Config::load(file).map(|config| config.log).unwrap_or_default();
            if settings.filter == Log::default().filter {
                // Between what the demo prints, only what went wrong.
                settings.filter = "warn".to_owned();
            }
            log(&settings);
            demo::run(settings, args)
        }
        Command::Serve => serve::run(configured()?),
        Command::Migrate => migrate::run(configured()?),
        Command::Check(args) => check::run(Config::load(file), &args),
        Command::Council(command) => council::run(configured()?, &command),
        Command::Import(command) => import::run(configured()?, &command),
        Command::Replay(args) => replay::run(configured()?, &args),
        Command::User(command) => user::run(configured()?, &command),
        Command::Audit(command) => audit::run(configured()?, &command),
        Command::Records(command) => records::run(configured()?, &command),
        Command::Outbox(command) => {
            let app = boot::open(configured()?, None)?;
            match command {
                Outbox::List { state, json } => outbox::list(&app, state, json)?,
                Outbox::Retry { id } => found(id, outbox::retry(&app, id)?)?,
                Outbox::Drop { id } => found(id, outbox::drop(&app, id)?)?,
            }
            Ok(Outcome::Done)
        }
        Command::Openapi => output::json(&server::openapi::document()).map(|()| Outcome::Done),
        Command::Completions(args) => completions::run(&args),
    }
}

/// A mail that was named must have been there.
fn found(id: Option<DeliveryId>, count: usize) -> Result<(), Stop> {
    match (id, count) {
        (Some(id), 0) => Err(Stop::Wrong(format!("there is no mail {id} of which this can be done"))),
        _ => Ok(()),
    }
}

/// Sends the log to standard error, as configured. A filter that does not parse is told and replaced by `info`.
pub fn log(settings: &Log) {
    let filter = tracing_subscriber::EnvFilter::try_new(&settings.filter).unwrap_or_else(|e| {
        eprintln!("ratsweg: log.filter {:?} is no filter ({e}): using \"info\"", settings.filter);
        tracing_subscriber::EnvFilter::new("info")
    });
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    // A second call (tests) finds the log set up already.
    let _ = if settings.json { log.json().try_init() } else { log.try_init() };
}

/// The reason to stop, wherever it stands in the chain of causes.
fn stop(cause: &anyhow::Error) -> Option<&Stop> {
    cause.chain().find_map(|cause| cause.downcast_ref())
}

/// A cause in English words: messages to users are put into sentences, everything else tells its chain of causes.
fn in_words(cause: &anyhow::Error) -> String {
    if let Some(stop) = stop(cause) {
        return stop.to_string();
    }
    let messages = match cause.downcast_ref() {
        Some(Error::Refused(messages)) => messages.as_slice(),
        Some(Error::Forbidden(message) | Error::Conflict(message)) => std::slice::from_ref(message),
        _ => return format!("{cause:#}"),
    };
    match Words::load() {
        Ok(words) => {
            let told: Vec<_> = messages.iter().map(|message| words.tell(Language::En, message)).collect();
            told.join("\n")
        }
        Err(_) => format!("{cause:#}"),
    }
}
