//! How much a request may bring, and what is said when its parts cannot be read: the field's name, never the library's
//! own words.
use crate::config::Config;
use crate::error::Error;
use crate::message::Message;
use actix_web::error::{JsonPayloadError, PayloadError, UrlencodedError};
use actix_web::{ResponseError, web};

/// Sets the limits and what is answered when a body, a query or a path does not fit its handler.
pub fn configure(config: &Config) -> impl FnOnce(&mut web::ServiceConfig) + use<> {
    let most = config.server.max_body;
    move |server| {
        server
            .app_data(web::PayloadConfig::new(most))
            .app_data(web::JsonConfig::default().limit(most).error_handler(move |e, _| json(&e, most).into()))
            .app_data(web::FormConfig::default().limit(most).error_handler(move |e, _| form(&e, most).into()))
            .app_data(web::QueryConfig::default().error_handler(|e, _| field(&e.to_string()).into()))
            // An id that is none names nothing.
            .app_data(web::PathConfig::default().error_handler(|_, _| Error::NotFound.into()));
    }
}

fn too_large(most: usize) -> Error {
    Error::Malformed(413, Message::new("input_too_large_than").with("kib", most / 1024))
}

fn unreadable(status: u16) -> Error {
    Error::Malformed(status, Message::new("input_unreadable"))
}

fn json(e: &JsonPayloadError, most: usize) -> Error {
    match e {
        JsonPayloadError::OverflowKnownLength { .. }
        | JsonPayloadError::Overflow { .. }
        | JsonPayloadError::Payload(PayloadError::Overflow) => too_large(most),
        JsonPayloadError::ContentType => Error::Malformed(415, Message::new("input_not_json")),
        JsonPayloadError::Deserialize(e) if e.is_data() => field(&e.to_string()),
        JsonPayloadError::Deserialize(e) => {
            let place = Message::new("input_bad_json").with("line", e.line()).with("column", e.column());
            Error::Malformed(400, place)
        }
        _ => unreadable(400),
    }
}

fn form(e: &UrlencodedError, most: usize) -> Error {
    match e {
        UrlencodedError::Overflow { .. } | UrlencodedError::Payload(PayloadError::Overflow) => too_large(most),
        UrlencodedError::ContentType => Error::Malformed(415, Message::new("input_not_form")),
        UrlencodedError::Parse(e) => field(&e.to_string()),
        e => unreadable(e.status_code().as_u16()),
    }
}

/// The field that a message of serde speaks of.
fn field(text: &str) -> Error {
    let named = |prefix: &str| {
        let rest = text.split_once(prefix)?.1;
        rest.split_once('`').map(|(name, _)| name.chars().take(60).collect::<String>())
    };
    let message = if let Some(name) = named("missing field `") {
        Message::new("input_field_missing").with("field", &name).on(name)
    } else if let Some(name) = named("duplicate field `") {
        Message::new("input_field_twice").with("field", &name).on(name)
    } else if let Some(name) = named("unknown field `") {
        Message::new("input_field_unknown").with("field", &name).on(name)
    } else if let Some((line, column)) = place(text) {
        Message::new("input_field_wrong_at").with("line", line).with("column", column)
    } else {
        Message::new("input_field_wrong")
    };
    Error::refused(message)
}

/// Where a JSON document does not fit, from `… at line 3 column 12`.
fn place(text: &str) -> Option<(u64, u64)> {
    let (line, column) = text.rsplit_once(" at line ")?.1.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only ever read in vain")]
    struct Draft {
        title: String,
        version: i64,
    }

    fn refusal(text: &str) -> Message {
        let e = serde_json::from_str::<Draft>(text).expect_err("does not fit");
        match json(&JsonPayloadError::Deserialize(e), 2048) {
            Error::Refused(messages) => messages.into_iter().next().expect("a reason"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_fault_names_its_field_or_its_place() {
        assert_eq!(refusal(r#"{"title":"a"}"#).field.as_deref(), Some("version"));
        assert_eq!(refusal(r#"{"title":"a","version":1,"x":2}"#).field.as_deref(), Some("x"));
        assert_eq!(refusal(r#"{"title":"a","title":"b","version":1}"#).key, "input_field_twice");
        assert_eq!(refusal(r#"{"title":"a","version":"b"}"#).key, "input_field_wrong_at");
    }

    #[test]
    fn syntax_and_size_are_told_apart() {
        let e = serde_json::from_str::<Draft>("{").expect_err("is cut off");
        assert!(matches!(json(&JsonPayloadError::Deserialize(e), 2048), Error::Malformed(400, _)));
        assert!(matches!(json(&JsonPayloadError::Overflow { limit: 1 }, 2048), Error::Malformed(413, _)));
        assert!(matches!(json(&JsonPayloadError::ContentType, 2048), Error::Malformed(415, _)));
    }
}
