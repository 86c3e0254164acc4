//! `ratsweg replay`: would these rules have allowed what happened?
use super::{Outcome, Stop, boot, output};
use crate::config::Config;
use crate::replay::{Report, Verdict, act};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// Files with one recorded paper a line, as JSON.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The council by whose rules they are played.
    #[arg(long)]
    council: String,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// Plays the files on a scratch database, which is gone afterwards. What the rules refuse is what was asked for: the
/// outcome is "done" all the same.
pub fn run(config: Config, args: &Args) -> anyhow::Result<Outcome> {
    let mut texts = Vec::new();
    for file in &args.files {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|e| Stop::Wrong(format!("cannot read {name}: {e}")))?;
        texts.push((name, text));
    }
    let scratch = Scratch::new()?;
    let mut own = Config { log: config.log, councils: config.councils, ..Config::default() };
    own.data.dir = scratch.0.clone();
    let app = boot::app(own, false).map_err(|e| Stop::Setting(format!("{e:#}")))?;
    let known: Vec<_> = app.councils.keys().cloned().collect();
    let council =
        app.councils.get(&args.council).cloned().ok_or_else(|| {
            Stop::Usage(format!("there is no council {:?} (loaded: {})", args.council, known.join(", ")))
        })?;
    let terminal = std::io::stderr().is_terminal();
    let report = act::run(&app, &council, &texts, &|done, total| progress(terminal, done, total))?;
    if terminal {
        eprintln!();
    }
    if args.json {
        output::json(&report)?
    } else {
        told(&report)?
    }
    Ok(Outcome::Done)
}

/// A folder that is removed when this is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("ratsweg-replay-{}", uuid::Uuid::now_v7().simple()));
        boot::data_folder(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

fn remove(folder: &Path) {
    if let Err(e) = std::fs::remove_dir_all(folder) {
        tracing::warn!(folder = %folder.display(), error = %e, "the scratch folder is still there");
    }
}

fn progress(terminal: bool, done: usize, total: usize) {
    if terminal {
        eprint!("\r{done} of {total} papers");
        // What cannot be shown is no reason to stop.
        let _ = std::io::stderr().flush();
    }
}

fn told(report: &Report) -> anyhow::Result<()> {
    for paper in &report.papers {
        let verdict = match paper.verdict {
            Verdict::Replayed => "replayed",
            Verdict::Remarked => "replayed with a remark",
            Verdict::Refused => "refused",
        };
        output::line(format!("{} ({}): {verdict}", paper.reference, paper.kind))?;
        for remark in &paper.remarks {
            output::line(format!("  remark: {remark}"))?;
        }
        for refusal in &paper.refusals {
            output::line(format!("  refused by {}: {}: {}", refusal.rule, refusal.step, refusal.told))?;
        }
    }
    report.skipped.iter().try_for_each(|skipped| output::line(format!("skipped: {skipped}")))?;
    report.broken.iter().try_for_each(|broken| output::line(format!("broken: {broken}")))?;
    for (rule, count) in report.most_frequent() {
        output::line(format!("rule {rule}: {count} papers"))?;
    }
    let totals = report.totals;
    output::line(format!(
        "{} papers: {} replayed, {} replayed with a remark, {} refused; {} results entered, {} invariants broken",
        totals.papers,
        totals.replayed,
        totals.remarked,
        totals.refused,
        totals.results,
        report.broken.len()
    ))
}
