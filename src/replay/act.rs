//! Plays the histories, family by family, on a scratch database.
use super::fit::{self, Script};
use super::ground;
use super::play::Play;
use super::{Report, Told, invariants, store as scratch};
use crate::app::App;
use crate::council::{Council, rules};
use crate::error::Result;
use crate::events;
use crate::imports::lines::{Line, PaperLine, one_line};
use crate::imports::words::Words;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Plays the papers of these texts, each a name and lines of JSON, by the rules of this council on the database of `app`,
/// which must be empty. `progress` is told how many papers are done.
///
/// # Errors
/// Only what has to do with the machine: what the rules refuse is part of the report.
pub fn run(
    app: &App,
    council: &Council,
    texts: &[(String, String)],
    progress: &dyn Fn(usize, usize),
) -> Result<Report> {
    let mut report = Report { council: council.slug.clone(), ..Report::default() };
    let lines = read(texts, &mut report.skipped);
    let total = lines.len();
    scratch::hurry(&app.db)?;
    play(app, council, &lines, &BTreeMap::new(), &mut report, &|done| progress(done, total))?;
    report.count();
    Ok(report)
}

/// As `run`, each paper by the rules of the loaded council that is nearest to where it comes from.
///
/// # Errors
/// As `run`.
pub fn run_nearest(app: &App, texts: &[(String, String)], progress: &dyn Fn(usize, usize)) -> Result<Report> {
    let mut report = Report { council: rules::NEAREST.to_owned(), ..Report::default() };
    let lines = read(texts, &mut report.skipped);
    let total = lines.len();
    scratch::hurry(&app.db)?;
    let mut parts: BTreeMap<&str, (&Arc<Council>, Vec<PaperLine>)> = BTreeMap::new();
    let mut remarks = BTreeMap::new();
    for line in lines {
        let near = nearest(app, &line);
        let Some(council) = near.or_else(|| app.councils.values().next()) else { continue };
        if near.is_none() {
            let city = line.city.as_deref().unwrap_or("(no city)");
            remarks.insert(line.id.clone(), format!("no council stands near {city}: played as {}", council.slug));
        }
        parts.entry(&council.slug).or_insert_with(|| (council, Vec::new())).1.push(line);
    }
    for (council, lines) in parts.values() {
        play(app, council, lines, &remarks, &mut report, &|done| progress(done, total))?;
    }
    report.count();
    Ok(report)
}

/// The council whose file names the city of this paper, else the one that names the program by which it is published.
fn nearest<'a>(app: &'a App, line: &PaperLine) -> Option<&'a Arc<Council>> {
    let councils = || app.councils.values();
    let of = |text: &Option<String>| text.as_deref().map(one_line);
    let city = of(&line.city).and_then(|city| councils().find(|council| council.replay.names_city(&city)));
    let system = || of(&line.system).and_then(|name| councils().find(|council| council.replay.names_system(&name)));
    city.or_else(system)
}

fn read(texts: &[(String, String)], skipped: &mut Vec<String>) -> Vec<PaperLine> {
    let mut lines = Vec::new();
    for (name, text) in texts {
        for (number, record) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match Line::read(record) {
                Ok(Line::Paper(line)) => lines.push(*line),
                Ok(_) => skipped.push(format!("{name}:{}: no paper", number + 1)),
                Err(reason) => skipped.push(format!("{name}:{}: {reason}", number + 1)),
            }
        }
    }
    lines
}

fn play(
    app: &App,
    council: &Council,
    lines: &[PaperLine],
    remarks: &BTreeMap<String, String>,
    report: &mut Report,
    progress: &dyn Fn(usize),
) -> Result<()> {
    let families = fit::families(&Words::of_replay(council), lines);
    let ground = ground::lay(app, council, &families)?;
    for family in &families {
        let mut play = Play::of(app, council, &ground, family);
        play.all()?;
        let papers: Vec<_> = play.papers.iter().flatten().copied().collect();
        let (broken, open) = app.read_blocking(|db| invariants::of(db, council, &papers))?;
        report.broken.extend(broken);
        let mut open = open.into_iter();
        for ((script, id), told) in family.iter().zip(&play.papers).zip(play.told) {
            let open = id.and_then(|_| open.next()).unwrap_or_default();
            report.papers.extend(finish(script, told, open, remarks));
        }
        progress(report.papers.len());
    }
    let verdict = app.read_blocking(|db| events::store::verify(db, &council.slug))?;
    report.broken.extend(verdict.fault.map(|fault| format!("{}: event {}: {}", council.slug, fault.seq, fault.what)));
    Ok(())
}

/// What is told of a paper of the record.
fn finish(script: &Script, mut told: Told, open: usize, remarks: &BTreeMap<String, String>) -> Option<Told> {
    let line = script.line.as_ref()?;
    told.open = open;
    remarks.get(&line.id).into_iter().for_each(|remark| told.remark(remark.clone()));
    told.judge();
    Some(told)
}
