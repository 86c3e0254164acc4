//! Sessions: what a token stands for, and what can be revoked.
pub mod act;
pub mod store;
pub mod throttle;

pub use store::Session;
