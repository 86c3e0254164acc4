//! What was typed into a form and not sent yet, or sent when the session was over: kept for its account alone, until the
//! form is sent or the text is old.
pub mod store;

use crate::db::types::Moment;
use serde::{Deserialize, Serialize};

/// What an account typed into a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Autosave {
    /// The path that the form is sent to.
    pub form: String,
    pub content: Content,
    pub saved_at: Moment,
}

/// The fields of a form, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Whether it was sent, and only the session was over: then it is put back without asking.
    pub sent: bool,
    pub fields: Vec<(String, String)>,
}
