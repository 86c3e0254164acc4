//! `ratsweg import`: papers, sittings and bodies from elsewhere.
use super::{Outcome, Stop, boot, output};
use crate::config::Config;
use crate::imports::act::{self, Material};
use crate::imports::{Count, Summary};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::Instant;

#[derive(clap::Subcommand)]
pub enum Command {
    /// Take papers, sittings, bodies and changes from files with one JSON object a line. Can be repeated.
    Jsonl {
        /// The files; what a line is shows by its fields.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The council that takes them.
        #[arg(long)]
        council: String,
        /// Print the summary as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Runs one of the subcommands. Refused lines make the outcome "found wrong"; the others are taken all the same.
pub fn run(config: Config, command: &Command) -> anyhow::Result<Outcome> {
    let Command::Jsonl { files, council, json } = command;
    let app = boot::app(config, false).map_err(|e| Stop::Setting(format!("{e:#}")))?;
    let known: Vec<_> = app.councils.keys().cloned().collect();
    let council = app
        .councils
        .get(council)
        .cloned()
        .ok_or_else(|| Stop::Usage(format!("there is no council {council:?} (loaded: {})", known.join(", "))))?;
    let mut material = Material::default();
    for file in files {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|e| Stop::Wrong(format!("cannot read {name}: {e}")))?;
        material.read(&name, &text);
    }
    let total = material.len();
    let terminal = std::io::stderr().is_terminal();
    let start = Instant::now();
    let summary = act::run(&app, &council, &material, &|done| progress(terminal, done, total))?;
    let seconds = start.elapsed().as_secs_f64();
    if terminal && total > 0 {
        eprintln!();
    }
    if *json {
        output::json(&Done { summary: &summary, seconds })?;
    } else {
        told(&summary)?;
        output::line(format!("{total} lines in {seconds:.1} s"))?;
    }
    Ok(if summary.refused.is_empty() { Outcome::Done } else { Outcome::FoundWrong })
}

/// The summary for programs.
#[derive(serde::Serialize)]
struct Done<'a> {
    #[serde(flatten)]
    summary: &'a Summary,
    seconds: f64,
}

/// Letters of the bar.
const BAR: usize = 30;

/// On a terminal a bar that is written over; in a log one line for each tenth.
fn progress(terminal: bool, done: usize, total: usize) {
    let percent = (done * 100).checked_div(total).unwrap_or(100);
    if terminal {
        let full = (done * BAR).checked_div(total).unwrap_or(BAR);
        eprint!("\r[{}{}] {percent:3} % ({done} of {total} lines)", "#".repeat(full), ".".repeat(BAR - full.min(BAR)));
        // What cannot be shown is no reason to stop.
        let _ = std::io::stderr().flush();
    } else if percent / 10 != (done.saturating_sub(act::BATCH) * 100).checked_div(total).unwrap_or(0) / 10 {
        tracing::info!(done, total, percent, "importing");
    }
}

fn told(summary: &Summary) -> anyhow::Result<()> {
    let row = |what: &str, count: Count| {
        [what.to_owned(), count.taken.to_string(), count.unchanged.to_string(), count.corrected.to_string()]
    };
    let rows = [
        row("organizations", summary.organizations),
        row("meetings", summary.meetings),
        row("papers", summary.papers),
        row("changes", summary.changes),
    ];
    output::table(["WHAT", "TAKEN", "UNCHANGED", "CORRECTED"], &rows)?;
    for (word, count) in &summary.unmapped {
        output::line(format!("unmapped: {word:?}, {count} times: kept as it is"))?;
    }
    output::line(format!("refused: {}", summary.refused.len()))?;
    summary.refused.iter().try_for_each(output::line)
}
