//! What a file is by its content, and how it may be handed out: never so that a browser runs it. Pure.

/// What nobody knows.
pub const UNKNOWN: &str = "application/octet-stream";
/// Longest name, in characters.
const LONGEST: usize = 120;

/// What browsers show themselves, with the endings under which they may: everything else is for saving only.
const SHOWN: &[(&str, &[&str])] = &[
    ("application/pdf", &["pdf"]),
    ("image/png", &["png"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/gif", &["gif"]),
    ("image/webp", &["webp"]),
    ("text/plain", &["txt"]),
];

/// What a browser or a program could run: handed out as bytes of no kind.
const ACTIVE: &[&str] = &["text/html", "image/svg+xml", "text/xml", "application/xml", "text/x-shellscript"];

/// The kind of a file by its first bytes: what a sender claims counts for nothing.
pub fn kind(head: &[u8]) -> &'static str {
    if let Some(markup) = markup(head) {
        return markup;
    }
    match infer::get(head) {
        Some(found) => found.mime_type(),
        None if is_text(head) => "text/plain",
        None => UNKNOWN,
    }
}

/// Everything that begins like markup counts as such, whatever follows.
fn markup(head: &[u8]) -> Option<&'static str> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = head.trim_ascii_start();
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    if !text.starts_with('<') {
        return None;
    }
    // Of several that it could be, the one that is run most easily.
    let holds = |words: &[&str]| words.iter().any(|word| text.contains(word));
    Some(if holds(&["<svg", "www.w3.org/2000/svg"]) {
        "image/svg+xml"
    } else if holds(&["<html", "<!doctype html", "<script", "<body", "<head", "<iframe", "www.w3.org/1999/xhtml"]) {
        "text/html"
    } else if text.starts_with("<?xml") {
        "application/xml"
    } else {
        "text/html"
    })
}

/// Whether the bytes read as text: UTF-8 (cut off anywhere at its end), without other control characters than breaks.
fn is_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(e) if e.error_len().is_none() => {
            std::str::from_utf8(head.get(..e.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
}

/// How a file is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handing {
    pub content_type: &'static str,
    /// Shown by the browser instead of saved.
    pub inline: bool,
}

/// How a file of this kind and name is handed out. Only what is known to be harmless, under a name that says the same,
/// is shown; what could run is handed out as bytes of no kind.
pub fn handing(media_type: &str, name: &str) -> Handing {
    let ending = ending(name);
    let shown = SHOWN.iter().find(|(kind, endings)| *kind == media_type && endings.contains(&ending.as_str()));
    match shown {
        Some(("text/plain", _)) => Handing { content_type: "text/plain; charset=utf-8", inline: true },
        Some((kind, _)) => Handing { content_type: kind, inline: true },
        None => Handing { content_type: UNKNOWN, inline: false },
    }
}

/// Whether a browser or a program could run it.
pub fn is_active(media_type: &str) -> bool {
    ACTIVE.contains(&media_type)
}

/// What people call this kind of file: `PDF`, `DOCX`, `PNG`; its ending where that is all there is to say.
pub fn label(media_type: &str, name: &str) -> String {
    let known = match media_type {
        "application/pdf" => "PDF",
        "image/png" => "PNG",
        "image/jpeg" => "JPEG",
        "image/gif" => "GIF",
        "image/webp" => "WebP",
        "image/svg+xml" => "SVG",
        "text/html" => "HTML",
        "application/xml" | "text/xml" => "XML",
        "application/zip" => "ZIP",
        _ => "",
    };
    if known.is_empty() { ending(name).to_uppercase() } else { known.to_owned() }
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// A name fit for headers, addresses and folders: without folders before it, control characters, marks that turn the
/// reading direction or cannot be seen, and characters that mean something to an address or a file system.
pub fn clean_name(claimed: &str) -> String {
    let last = claimed.rsplit(['/', '\\']).next().unwrap_or_default();
    let unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffd}')
    };
    let plain: String = last
        .chars()
        .filter(|c| !unseen(*c))
        .map(|c| if "<>:\"|?*%#;+&".contains(c) || (c.is_whitespace() && c != ' ') { '_' } else { c })
        .collect();
    let plain = plain.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.chars().count() <= 10 => (stem, format!(".{ending}")),
        _ => (plain, String::new()),
    };
    let room = LONGEST - ending.chars().count();
    let stem: String = stem.chars().take(room).collect();
    let stem = if stem.trim().is_empty() { "Datei" } else { stem.trim_end() };
    format!("{stem}{ending}")
}

/// `Content-Disposition` with the name in both forms of RFC 6266: plain letters for old programs, all letters for others.
pub fn disposition(inline: bool, name: &str) -> String {
    let ascii: String = name.chars().map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '_' }).collect();
    let ascii = ascii.replace(['"', '\\'], "_");
    let how = if inline { "inline" } else { "attachment" };
    format!("{how}; filename=\"{ascii}\"; filename*=UTF-8''{}", encoded(name))
}

/// A name as the last part of an address: everything but letters, digits and `-._~` in per cent form.
pub fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    #[test]
    fn the_content_says_what_a_file_is() {
        for (head, kind_of) in [
            (&b"%PDF-1.7\n"[..], "application/pdf"),
            (PNG, "image/png"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
            (b"<!DOCTYPE html><title>x</title>", "text/html"),
            (b"\xef\xbb\xbf \n<html><body>", "text/html"),
            (b"<b>fett</b>", "text/html"),
            (b"<!-- --><script>alert(1)</script>", "text/html"),
            (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "image/svg+xml"),
            (b"<?xml version='1.0'?>\n<svg/>", "image/svg+xml"),
            (b"<?xml version='1.0'?><xsl:x/>", "application/xml"),
            ("Sitzung im März\n".as_bytes(), "text/plain"),
            (b"\0\x01\x02\x03", UNKNOWN),
            (b"", "text/plain"),
        ] {
            assert_eq!(kind(head), kind_of, "{}", String::from_utf8_lossy(head));
        }
        // Cut off in the midst of a letter.
        assert_eq!(kind("abcü".as_bytes().split_last().unwrap().1), "text/plain");
    }

    #[test]
    fn only_what_is_harmless_and_says_so_is_shown() {
        assert!(handing("application/pdf", "Plan.PDF").inline);
        assert_eq!(handing("text/plain", "a.txt").content_type, "text/plain; charset=utf-8");
        for (kind, name) in [
            ("text/html", "Plan.pdf"),
            ("image/svg+xml", "Plan.svg"),
            ("image/svg+xml", "Plan.png"),
            ("text/plain", "Plan.html"),
            ("text/plain", "Plan.js"),
            ("application/zip", "Plan.docx"),
            ("application/pdf", "Plan.pdf.exe"),
            ("application/pdf", "Plan"),
        ] {
            assert_eq!(handing(kind, name), Handing { content_type: UNKNOWN, inline: false }, "{kind} {name}");
        }
    }

    #[test]
    fn names_are_cleaned() {
        for (claimed, name) in [
            ("Lageplan Süd.pdf", "Lageplan Süd.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Ablage\\Plan.pdf", "Plan.pdf"),
            ("a\u{202e}fdp.exe", "afdp.exe"),
            ("a\r\nX-Y: z.pdf", "aX-Y_ z.pdf"),
            ("", "Datei"),
            ("...", "Datei"),
            (".htaccess", "htaccess"),
            ("50% \"neu\"?.txt", "50_ _neu__.txt"),
        ] {
            assert_eq!(clean_name(claimed), name, "{claimed:?}");
        }
        let long = clean_name(&format!("{}.pdf", "ä".repeat(500)));
        assert!(long.chars().count() == LONGEST && long.ends_with(".pdf"));
    }

    #[test]
    fn the_header_carries_every_letter() {
        assert_eq!(
            disposition(false, "Lageplan Süd.pdf"),
            "attachment; filename=\"Lageplan S_d.pdf\"; filename*=UTF-8''Lageplan%20S%C3%BCd.pdf"
        );
    }

    proptest! {
        #[test]
        fn no_name_breaks_out(claimed in "\\PC{0,200}|.{0,60}") {
            let name = clean_name(&claimed);
            prop_assert!(!name.is_empty() && name.chars().count() <= LONGEST);
            prop_assert!(!name.contains(['/', '\\', '"', '%', '#', '?']) && !name.chars().any(char::is_control));
            prop_assert_eq!(clean_name(&name), name.clone());
            let header = disposition(true, &name);
            prop_assert!(header.is_ascii() && header.matches('"').count() == 2);
        }
    }
}
