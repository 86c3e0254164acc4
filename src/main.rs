//! The binary: the commands are in `ratsweg::cli`, one file each.

/// A page is made of thousands of small strings: with the system's allocator a sixth of the time goes into making and
/// freeing them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    ratsweg::cli::main()
}
