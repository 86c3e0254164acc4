//! The list of papers: filtered, newest change first.
pub mod pages;
