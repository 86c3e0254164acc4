//! The commands of the binary: one file each.
pub mod boot;
pub mod outbox;
pub mod output;
