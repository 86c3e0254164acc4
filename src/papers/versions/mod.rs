//! The frozen versions of a paper's text, outside of its pages.
pub mod api;
