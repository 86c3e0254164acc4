//! How a table is written for a spreadsheet.
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
    pub(super) fn joined<T: AsRef<str>>(self, fields: &[T]) -> String {
        let between = match self {
            Self::Comma => ",",
            Self::Semicolon => ";",
        };
        let quoted: Vec<_> = fields.iter().map(|field| quote(field.as_ref())).collect();
        format!("{}\r\n", quoted.join(between))
    }
}

/// A field as spreadsheets read it: what would be run as a formula is marked as text.
pub(super) fn quote(field: &str) -> String {
    let is_number = field.parse::<i64>().is_ok();
    let runs = field.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number;
    let mark = if runs { "'" } else { "" };
    format!("\"{mark}{}\"", field.replace('"', "\"\""))
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
