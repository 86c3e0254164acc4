//! `ratsweg completions`: what a shell needs to complete our commands.
use super::{Cli, Outcome};
use clap::CommandFactory;

#[derive(clap::Args)]
pub struct Args {
    shell: clap_complete::Shell,
}

/// Prints the completions for the named shell.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "ratsweg", &mut script);
    super::output::line(String::from_utf8(script)?.trim_end())?;
    Ok(Outcome::Done)
}
