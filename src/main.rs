//! The binary: the commands are in `ratsweg::cli`, one file each.
fn main() -> std::process::ExitCode {
    ratsweg::cli::main()
}
