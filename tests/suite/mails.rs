//! Mails read back: from the files that are written while no mail server is configured, or from the server of `smtp`.
use mail_parser::{MessageParser, MimeHeaders};
use std::path::Path;

/// A mail as its reader sees it.
#[derive(Debug, Clone)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// As it went over the wire.
    pub raw: String,
}

impl Mail {
    #[track_caller]
    pub fn parse(raw: &[u8]) -> Self {
        let parsed = MessageParser::default().parse(raw).expect("a mail");
        let address = |list: Option<&mail_parser::Address<'_>>| {
            list.and_then(|a| a.first()).and_then(|a| a.address()).unwrap_or_default().to_owned()
        };
        let has = |kind: &str| {
            parsed.parts.iter().any(|part| part.content_type().and_then(|t| t.subtype()).unwrap_or("plain") == kind)
        };
        Self {
            to: address(parsed.to()),
            subject: parsed.subject().unwrap_or_default().to_owned(),
            // The parser would make one from the other where it is missing.
            text: parsed.body_text(0).filter(|_| has("plain")).unwrap_or_default().into_owned(),
            html: parsed.body_html(0).filter(|_| has("html")).unwrap_or_default().into_owned(),
            raw: String::from_utf8_lossy(raw).into_owned(),
        }
    }

    /// A header as it stands in the mail, unfolded; empty when it is not there.
    pub fn header(&self, name: &str) -> String {
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ").replace("\r\n\t", " ");
        let begin = format!("{}:", name.to_ascii_lowercase());
        head.lines()
            .find(|line| line.to_ascii_lowercase().starts_with(&begin))
            .map(|line| line[begin.len()..].trim().to_owned())
            .unwrap_or_default()
    }

    /// The first link in the text whose path contains `part`.
    #[track_caller]
    pub fn link(&self, part: &str) -> String {
        self.text
            .split_whitespace()
            .map(|word| word.trim_matches(|c| "<>().,".contains(c)))
            .find(|word| word.starts_with("http") && word.contains(part))
            .unwrap_or_else(|| panic!("no link with {part:?} in the mail to {}:\n{}", self.to, self.text))
            .to_owned()
    }
}

/// Every mail below a folder, in the order of the files' names.
pub fn in_folder(folder: &Path) -> Vec<Mail> {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort();
    files.iter().map(|path| Mail::parse(&std::fs::read(path).unwrap())).collect()
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "eml") {
            files.push(path);
        }
    }
}
