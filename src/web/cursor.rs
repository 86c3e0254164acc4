//! Where the next page of a list begins: the key of the last row, packed so that nobody builds one by hand. A list goes
//! on by key and never by offset, so that a row that comes or goes between two pages makes no other appear twice.
use crate::error::{Error, Result};
use crate::message::Message;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fmt::Display;
use std::str::FromStr;

/// Longest cursor that is read at all.
const LONGEST: usize = 200;

/// The row at which a page ended: what the list is sorted by, and the row's id. Fit for an address.
pub fn pack(key: impl Display, id: impl Display) -> String {
    URL_SAFE_NO_PAD.encode(format!("{key} {id}"))
}

/// What `pack` was given.
///
/// # Errors
/// `Malformed` when this is no cursor of such a list.
pub fn unpack<K: FromStr, I: FromStr>(cursor: &str) -> Result<(K, I)> {
    read(cursor).ok_or_else(|| Error::Malformed(400, Message::new("cursor_unknown").on("after")))
}

/// As `unpack`, for the parameter `after` of an address: none and an empty one are the first page.
///
/// # Errors
/// As `unpack`.
pub fn after<K: FromStr, I: FromStr>(parameter: Option<&str>) -> Result<Option<(K, I)>> {
    parameter.filter(|cursor| !cursor.is_empty()).map(unpack).transpose()
}

fn read<K: FromStr, I: FromStr>(cursor: &str) -> Option<(K, I)> {
    if cursor.len() > LONGEST {
        return None;
    }
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (key, id) = text.split_once(' ')?;
    Some((key.parse().ok()?, id.parse().ok()?))
}

/// Cuts a list that was read with one row more than a page holds; says whether there is more.
pub fn cut<T>(rows: &mut Vec<T>, page: usize) -> bool {
    let more = rows.len() > page;
    rows.truncate(page);
    more
}

/// An address with these parameters; those without a value are left out.
pub fn href(path: &str, parameters: &[(&str, &str)]) -> String {
    let given: Vec<_> = parameters.iter().filter(|(_, value)| !value.is_empty()).collect();
    match serde_urlencoded::to_string(given) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::{Moment, PaperId};
    use chrono::{DateTime, NaiveDate, Utc};

    #[test]
    fn what_is_packed_comes_out_again() {
        let at = Moment::from("2020-08-12T07:00:00.123456Z".parse::<DateTime<Utc>>().unwrap());
        let id = PaperId::new();
        assert_eq!(unpack::<Moment, PaperId>(&pack(at.text(), id)).unwrap(), (at, id));
        let day = NaiveDate::from_ymd_opt(2020, 9, 9).unwrap();
        assert_eq!(unpack::<NaiveDate, PaperId>(&pack(day, id)).unwrap(), (day, id));
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        let long = "A".repeat(1000);
        let other = pack("gestern", PaperId::new());
        for cursor in ["", "x", "%", "ä", "AAAA", long.as_str(), other.as_str()] {
            assert!(matches!(unpack::<Moment, PaperId>(cursor), Err(Error::Malformed(400, _))), "{cursor}");
        }
        assert!(after::<Moment, PaperId>(None).unwrap().is_none());
        assert!(after::<Moment, PaperId>(Some("")).unwrap().is_none());
        assert!(after::<Moment, PaperId>(Some("x")).is_err());
    }

    #[test]
    fn a_page_holds_so_many_rows() {
        let mut rows = vec![1, 2, 3];
        assert!(cut(&mut rows, 2) && rows == [1, 2]);
        assert!(!cut(&mut rows, 2) && rows == [1, 2]);
    }

    #[test]
    fn an_address_has_only_parameters_with_a_value() {
        assert_eq!(href("/a", &[("q", ""), ("kind", "")]), "/a");
        assert_eq!(href("/a", &[("q", "Straße & Weg"), ("kind", ""), ("x", "1")]), "/a?q=Stra%C3%9Fe+%26+Weg&x=1");
    }
}
