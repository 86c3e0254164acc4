//! `ratsweg council`: the rules of the loaded councils, and setting one up from a file.
use super::{Outcome, Stop, boot, output};
use crate::config::Config;
use crate::council::{Council, diagram};
use crate::people::Actor;
use crate::setup::{self, Setup, Summary};
use crate::words::Language;
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(clap::Subcommand)]
pub enum Command {
    /// The loaded councils.
    List {
        /// Print the list as JSON.
        #[arg(long)]
        json: bool,
    },
    /// A council's procedures as text: who may do what, under which conditions, with what follow-ups.
    Show {
        slug: String,
        /// Print numbers, clocks and kinds as JSON.
        #[arg(long)]
        json: bool,
    },
    /// The procedure of one kind of paper as a Mermaid state diagram.
    Draw {
        slug: String,
        /// Code of the kind, such as F.
        kind: String,
    },
    /// Set up or update organisations, terms, people, memberships and accounts from a TOML file. Can be repeated.
    Apply {
        file: PathBuf,
        /// Print the summary as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Runs one of the subcommands.
pub fn run(config: Config, command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::List { json } => list(&config, *json),
        Command::Show { slug, json } => show(council(&config, slug)?.as_ref(), *json),
        Command::Draw { slug, kind } => {
            let council = council(&config, slug)?;
            let drawn = diagram::mermaid(&council, kind, council.language());
            output::line(drawn.ok_or_else(|| unknown_kind(&council, kind))?.trim_end())?;
            Ok(Outcome::Done)
        }
        Command::Apply { file, json } => apply(config, file, *json),
    }
}

fn council(config: &Config, slug: &str) -> anyhow::Result<Arc<Council>> {
    let mut councils = boot::councils(config)?;
    if let Some(found) = councils.remove(slug) {
        return Ok(found);
    }
    let known: Vec<_> = councils.into_keys().collect();
    Err(Stop::Usage(format!("there is no council {slug:?} (loaded: {})", known.join(", "))).into())
}

fn unknown_kind(council: &Council, kind: &str) -> Stop {
    let known: Vec<_> = council.kinds.keys().map(String::as_str).collect();
    Stop::Usage(format!("{} has no kind {kind:?} (but {})", council.slug, known.join(", ")))
}

fn list(config: &Config, json: bool) -> anyhow::Result<Outcome> {
    let councils = boot::councils(config)?;
    let kinds = |council: &Council| council.kinds.keys().cloned().collect::<Vec<_>>();
    if json {
        let list: Vec<_> = councils
            .values()
            .map(|council| {
                json!({ "slug": council.slug, "name": council.name, "locale": council.locale,
                        "timezone": council.timezone.name(), "kinds": kinds(council), "file_sha256": council.hash })
            })
            .collect();
        output::json(&list)?;
    } else {
        let rows: Vec<_> = councils
            .values()
            .map(|council| [council.slug.clone(), council.name.clone(), kinds(council).join(", ")])
            .collect();
        output::table(["SLUG", "NAME", "KINDS"], &rows)?;
    }
    Ok(Outcome::Done)
}

fn show(council: &Council, json: bool) -> anyhow::Result<Outcome> {
    let language = council.language();
    if json {
        let clocks: serde_json::Map<_, _> = council
            .clocks
            .iter()
            .map(|(key, rule)| {
                (
                    key.clone(),
                    json!({ "label": rule.label.say(language), "starts": rule.starts, "amount": rule.amount,
                                      "unit": rule.unit, "basis": rule.basis, "warn_days": rule.warn_days }),
                )
            })
            .collect();
        let kinds: serde_json::Map<_, _> = council
            .kinds
            .iter()
            .map(|(code, kind)| {
                let actions: Vec<_> = kind
                    .actions
                    .iter()
                    .map(|(action, step)| {
                        json!({ "name": action, "on": action.subject(), "label": step.label.say(language), "by": step.by,
                                "needs": step.guards, "then": step.effects, "mail": step.mail })
                    })
                    .collect();
                (code.clone(), json!({ "label": kind.label.say(language), "entry": kind.entry,
                                       "children": kind.children, "clock": kind.clock, "actions": actions }))
            })
            .collect();
        output::json(&json!({ "slug": council.slug, "name": council.name,
            "numbers": { "root": council.numbers.root, "counter": council.numbers.counter, "child": council.numbers.child },
            "clocks": clocks, "kinds": kinds }))?;
        return Ok(Outcome::Done);
    }
    output::line(format!("{} ({}), {}", council.name, council.slug, council.timezone))?;
    output::line(format!(
        "numbers: {} per {}; children {}",
        council.numbers.root, council.numbers.counter, council.numbers.child
    ))?;
    for rule in council.clocks.values() {
        output::line(format!(
            "clock: {}, {} {} from {}, {}",
            rule.label.say(language),
            rule.amount,
            rule.unit,
            rule.starts,
            rule.basis
        ))?;
    }
    for code in council.kinds.keys() {
        output::line("")?;
        output::line(diagram::text(council, code, Language::En).unwrap_or_default().trim_end())?;
    }
    Ok(Outcome::Done)
}

fn apply(config: Config, file: &std::path::Path, json: bool) -> anyhow::Result<Outcome> {
    let source =
        std::fs::read_to_string(file).map_err(|e| Stop::Usage(format!("{} cannot be read: {e}", file.display())))?;
    let setup = Setup::parse(&source).map_err(|e| Stop::Wrong(format!("{}: {e:#}", file.display())))?;
    let app = boot::open(config, None)?;
    boot::register(&app)?;
    if !app.councils.contains_key(&setup.council) {
        let known: Vec<_> = app.councils.keys().map(String::as_str).collect();
        let told = format!("there is no council {:?} (loaded: {})", setup.council, known.join(", "));
        return Err(Stop::Wrong(told).into());
    }
    match app.write_blocking(&Actor::system(), |tx| setup::act::apply(tx, &setup, true))? {
        setup::Outcome::Refused(faults) => {
            if json {
                output::json(&json!({ "refused": faults }))?;
            } else {
                let told = format!("{} has faults, nothing was changed:\n- {}", file.display(), faults.join("\n- "));
                return Err(Stop::Wrong(told).into());
            }
            Ok(Outcome::FoundWrong)
        }
        setup::Outcome::Applied(summary) => {
            if json {
                output::json(&summary)?
            } else {
                tell(&summary)?
            }
            Ok(Outcome::Done)
        }
    }
}

fn tell(summary: &Summary) -> anyhow::Result<()> {
    let rows: Vec<_> = summary
        .sorts()
        .map(|(sort, tally)| {
            let numbers = [tally.created.len(), tally.changed.len(), tally.unchanged, tally.left_out.len()];
            let [created, changed, unchanged, left_out] = numbers.map(|number| number.to_string());
            [sort.to_owned(), created, changed, unchanged, left_out]
        })
        .to_vec();
    output::table(["", "CREATED", "CHANGED", "UNCHANGED", "NOT IN THE FILE"], &rows)?;
    for (sort, tally) in summary.sorts() {
        for (what, names) in
            [("created", &tally.created), ("changed", &tally.changed), ("not in the file, kept", &tally.left_out)]
        {
            for name in names {
                output::line(format!("{sort}: {what}: {name}"))?;
            }
        }
    }
    Ok(())
}
