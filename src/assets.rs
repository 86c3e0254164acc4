//! What the binary carries inside: templates, style sheet, message files, the shipped council files.

/// Style sheet, script, icons and message files.
#[derive(rust_embed::RustEmbed)]
#[folder = "assets"]
pub struct Assets;

/// The Tera templates of pages and mails.
#[derive(rust_embed::RustEmbed)]
#[folder = "templates"]
pub struct Templates;

/// The council files that the demo loads.
#[derive(rust_embed::RustEmbed)]
#[folder = "config/councils"]
pub struct CouncilFiles;
