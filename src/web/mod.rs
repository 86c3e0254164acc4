//! What every page and every answer of the API stands on: who asks, forms, the page frame, headers, failures. Knows no
//! noun's pages; `server` puts them together.
pub mod actor;
pub mod api;
pub mod assets;
pub mod autosave;
pub mod client;
pub mod csrf;
pub mod cursor;
pub mod failure;
pub mod headers;
pub mod idempotency;
pub mod language;
pub mod limits;
pub mod once;
pub mod page;
pub mod reply;
pub mod routes;
pub mod rows;
pub mod session;
pub mod sheet;
pub mod state;
pub mod widget;
