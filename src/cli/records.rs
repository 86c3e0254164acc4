//! `ratsweg records`: closed cases as packages for the archive, and the proof that they are what they were.
use super::{Outcome, Stop, boot, output};
use crate::app::App;
use crate::config::Config;
use crate::council::Council;
use crate::error::Error;
use crate::people::Actor;
use crate::records::{Package, act, collect, file_name, make, proof, store};
use anyhow::Context;
use futures_util::StreamExt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(clap::Subcommand)]
pub enum Command {
    /// Look at a package: are its files and its events what they were, and was anything done with the case after it?
    Verify {
        /// The package, as it was handed over.
        file: PathBuf,
        /// Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write the package of a closed case to a folder; it is made when there is none of its present state.
    Export {
        /// Number of any paper of the case.
        number: String,
        #[arg(long)]
        council: String,
        /// The folder.
        #[arg(long, default_value = ".")]
        to: PathBuf,
    },
}

/// Runs one of the subcommands.
pub fn run(config: Config, command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Verify { file, json } => verify(&boot::open(config, None)?, file, *json),
        Command::Export { number, council, to } => {
            let app = boot::open(config, None)?;
            let council = app.council(council).cloned();
            let council = council.map_err(|_| Stop::Usage("there is no such council".to_owned()))?;
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            let path = runtime.block_on(export(&app, &council, number, to))?;
            output::line(path.display())?;
            Ok(Outcome::Done)
        }
    }
}

fn verify(app: &App, file: &Path, json: bool) -> anyhow::Result<Outcome> {
    let named = file.display();
    let zip = std::fs::File::open(file).map_err(|e| Stop::Wrong(format!("cannot read {named}: {e}")))?;
    let inside = proof::inside(zip).map_err(|e| Stop::Wrong(format!("{named}: {e:#}")))?;
    let verdict = app.read_blocking(|db| proof::against(db, inside))?;
    if json {
        output::json(&verdict)?;
    } else {
        for fault in &verdict.faults {
            output::line(format!("{}: {fault}", verdict.record))?;
        }
        if verdict.faults.is_empty() {
            let (files, events) = (verdict.files, verdict.events);
            output::line(format!(
                "{}: {files} files and {events} events, sound; the case has not changed since",
                verdict.record
            ))?;
        }
    }
    Ok(if verdict.faults.is_empty() { Outcome::Done } else { Outcome::FoundWrong })
}

async fn export(app: &App, council: &Arc<Council>, number: &str, to: &Path) -> anyhow::Result<PathBuf> {
    let package = current(app, council, number).await?;
    let path = to.join(file_name(package.id, "zip"));
    let mut file = std::fs::File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut bytes = app.blobs.read(&package.sha256, None).await?;
    while let Some(piece) = bytes.next().await {
        file.write_all(&piece?)?;
    }
    file.sync_all()?;
    Ok(path)
}

/// The package of the case as it is now: the last one, or a new one.
async fn current(app: &App, council: &Arc<Council>, number: &str) -> anyhow::Result<Package> {
    let system = Actor::system();
    let last = app.read_blocking(|db| {
        let root = act::case_of(db, council, Some(&system), number)?;
        let papers = collect::papers_of(db, root.id)?;
        let last = collect::last_event(db, &papers)?;
        Ok(store::of_case(db, root.id)?.into_iter().next().filter(|package| package.last_event == last))
    })?;
    if let Some(package) = last {
        return Ok(package);
    }
    let id = make::make(app, &system, council, number).await?;
    Ok(app.read_blocking(|db| store::find(db, id)?.ok_or(Error::NotFound))?)
}
