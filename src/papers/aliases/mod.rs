//! The numbers that a paper had before, or has in another system: added by the office, they lead to the paper for ever.
pub mod act;
pub mod api;
pub mod pages;
