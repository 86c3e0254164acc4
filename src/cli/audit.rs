//! `ratsweg audit`: the proof that nothing of the history was changed.
use super::{Outcome, boot, output};
use crate::config::Config;
use crate::events::store;
use crate::files;
use crate::papers::proof;
use crate::records;

#[derive(clap::Subcommand)]
pub enum Command {
    /// Re-hash the event chain of every council; name the first broken event of each.
    Verify {
        /// Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Runs one of the subcommands.
pub fn run(config: Config, command: &Command) -> anyhow::Result<Outcome> {
    let Command::Verify { json } = command;
    let app = boot::open(config, None)?;
    let mut verdicts = app.read_blocking(|db| {
        let councils = store::chains(db)?;
        let verify = |council: &String| {
            let mut verdict = store::verify(db, council)?;
            // A sound chain says what the papers must say.
            if let (None, Some(council)) = (&verdict.fault, app.councils.get(council)) {
                verdict.fault = proof::verify(db, council)?;
            }
            Ok::<_, crate::error::Error>(verdict)
        };
        councils.iter().map(verify).collect::<Result<Vec<_>, _>>()
    })?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for verdict in verdicts.iter_mut().filter(|verdict| verdict.fault.is_none()) {
        if let Some(council) = app.councils.get(&verdict.council) {
            verdict.fault = runtime.block_on(files::proof::verify(&app, council))?;
            if verdict.fault.is_none() {
                verdict.fault = runtime.block_on(records::proof::verify(&app, council))?;
            }
        }
    }
    if *json {
        output::json(&verdicts)?;
    } else {
        for verdict in &verdicts {
            output::line(match &verdict.fault {
                None => format!("{}: {} events, sound; head {}", verdict.council, verdict.events, verdict.head),
                Some(fault) => format!("{}: event {} {}", verdict.council, fault.seq, fault.what),
            })?;
        }
    }
    let sound = verdicts.iter().all(|verdict| verdict.fault.is_none());
    Ok(if sound { Outcome::Done } else { Outcome::FoundWrong })
}
