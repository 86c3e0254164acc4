//! `ratsweg replay`: would these rules have allowed what happened?
use super::{Outcome, Stop, boot, output};
use crate::config::Config;
use crate::council::rules::NEAREST;
use crate::replay::{Refusal, Report, Totals, Verdict, act};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(clap::Args)]
pub struct Args {
    /// Files with one recorded paper a line, as JSON.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The council by whose rules they are played; "nearest": each paper by the rules of the council whose file names its
    /// city, or else the program by which it was published, in its section "replay".
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
    let council = app.councils.get(&args.council).cloned();
    let terminal = std::io::stderr().is_terminal();
    let shown = |done, total| progress(terminal, done, total);
    let begun = Instant::now();
    let report = match council {
        Some(council) => act::run(&app, &council, &texts, &shown)?,
        None if args.council == NEAREST => act::run_nearest(&app, &texts, &shown)?,
        None => {
            let known = known.join(", ");
            let told = format!("there is no council {:?} (loaded: {known}; or {NEAREST})", args.council);
            return Err(Stop::Usage(told).into());
        }
    };
    let seconds = begun.elapsed().as_secs_f64();
    if terminal {
        eprintln!();
    }
    if args.json {
        output::json(&Timed { report: &report, seconds })?
    } else {
        told(&report, seconds)?
    }
    Ok(Outcome::Done)
}

/// A report, and how long it took.
#[derive(serde::Serialize)]
struct Timed<'a> {
    #[serde(flatten)]
    report: &'a Report,
    seconds: f64,
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

fn told(report: &Report, seconds: f64) -> anyhow::Result<()> {
    for paper in &report.papers {
        let verdict = match paper.verdict {
            Verdict::Replayed => "replayed",
            Verdict::Remarked => "replayed with a remark",
            Verdict::Rightly => "refused, rightly",
            Verdict::Refused => "refused",
        };
        let name = if paper.reference.is_empty() { &paper.id } else { &paper.reference };
        output::line(format!("{name} ({} {}): {verdict}", paper.council, paper.kind))?;
        for remark in &paper.remarks {
            output::line(format!("  remark: {remark}"))?;
        }
        paper.refusals.iter().try_for_each(refusal)?;
    }
    report.skipped.iter().try_for_each(|skipped| output::line(format!("skipped: {skipped}")))?;
    report.broken.iter().try_for_each(|broken| output::line(format!("broken: {broken}")))?;
    let refused = report.papers.iter().filter(|paper| !paper.refusals.is_empty());
    for paper in refused {
        let right = if paper.verdict == Verdict::Rightly { "rightly refused" } else { "refused" };
        let rules: Vec<_> = paper.refusals.iter().map(|refusal| refusal.rule.as_str()).collect();
        output::line(format!("{right}: {} by {}", paper.reference, rules.join(", ")))?;
    }
    for (rule, count) in report.most_frequent() {
        let rightly = report.rightly.get(rule).copied().unwrap_or_default();
        output::line(format!("rule {rule}: {count} papers, {rightly} of them rightly"))?;
    }
    if report.councils.len() > 1 {
        report.councils.iter().try_for_each(|(slug, totals)| output::line(format!("{slug}: {}", figures(totals))))?;
    }
    output::line(format!("{}; {} invariants broken; {seconds:.1} s", figures(&report.totals), report.broken.len()))
}

fn refusal(refusal: &Refusal) -> anyhow::Result<()> {
    output::line(format!("  refused by {}: {}: {}", refusal.rule, refusal.step, refusal.told))?;
    refusal.fact.iter().try_for_each(|fact| output::line(format!("    rightly: {fact}")))
}

fn figures(totals: &Totals) -> String {
    format!(
        "{} papers: {} replayed, {} replayed with a remark, {} refused rightly, {} refused; {} results entered, {} \
         consultations still open",
        totals.papers, totals.replayed, totals.remarked, totals.rightly, totals.refused, totals.results, totals.open
    )
}
