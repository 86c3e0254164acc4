pub mod actor;
pub mod client;
pub mod csrf;
pub mod failure;
pub mod routes;
pub mod session;
