//! How a table is written for a spreadsheet, and handed out.
use super::page::Frame;
use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use serde::Deserialize;

/// What stands between the fields of a table: the comma of RFC 4180, or the semicolon that spreadsheets in German and
/// other languages with a decimal comma look for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Separator {
    #[default]
    Comma,
    Semicolon,
}

impl Separator {
    /// A line of a table.
    pub fn joined<T: AsRef<str>>(self, fields: &[T]) -> String {
        let between = match self {
            Self::Comma => ",",
            Self::Semicolon => ";",
        };
        let quoted: Vec<_> = fields.iter().map(|field| quote(field.as_ref())).collect();
        format!("{}\r\n", quoted.join(between))
    }
}

/// A field as spreadsheets read it: what would be run as a formula is marked as text.
fn quote(field: &str) -> String {
    let is_number = field.parse::<i64>().is_ok();
    let runs = field.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number;
    let mark = if runs { "'" } else { "" };
    format!("\"{mark}{}\"", field.replace('"', "\"\""))
}

/// A CSV document that browsers save under this name.
pub fn attachment(frame: &Frame, body: String, name: &str) -> HttpResponse {
    // The sign by which a spreadsheet knows that umlauts are UTF-8.
    let body = format!("\u{feff}{body}");
    let mut answer = frame.document("text/csv; charset=utf-8; header=present", body);
    insert(&mut answer, header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""));
    answer
}

/// Says where the list goes on; nothing when it ends here.
pub fn link_next(answer: &mut HttpResponse, next: &str) {
    if !next.is_empty() {
        insert(answer, header::LINK, &format!("<{next}>; rel=\"next\""));
    }
}

/// Adds a header; one that cannot be written is left out.
fn insert(answer: &mut HttpResponse, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::try_from(value) {
        answer.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_no_spreadsheet_runs_them() {
        assert_eq!(quote("Straße \"am\" Park"), "\"Straße \"\"am\"\" Park\"");
        assert_eq!(quote("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
        assert_eq!(quote("-7"), "\"-7\"");
        assert_eq!(quote("-7+cmd"), "\"'-7+cmd\"");
    }
}
