//! All tests that need more than one module: one binary, so that it is linked once. `tests/run` runs it.
mod accounts;
mod browser;
mod client;
mod concurrency;
mod crash;
mod ground;
mod house;
mod mail;
mod mails;
mod pages;
mod papers;
mod routes;
mod schema;
mod smtp;
mod story;
mod words;
mod world;
