//! Ratsweg, a council information system: papers and their families, consultations, answers, clocks, and who may see
//! them. ARCHITECTURE.md is the map.
#![forbid(unsafe_code)]

pub mod administration;
pub mod app;
pub mod assets;
pub mod blobs;
pub mod cli;
pub mod clocks;
pub mod config;
pub mod consultations;
pub mod council;
pub mod db;
pub mod digest;
pub mod error;
pub mod events;
pub mod files;
pub mod imports;
pub mod mail;
pub mod meetings;
pub mod message;
pub mod minutes;
pub mod notes;
pub mod orders;
pub mod organizations;
pub mod papers;
pub mod pending;
pub mod people;
pub mod procedure;
pub mod queue;
pub mod records;
pub mod replay;
pub mod server;
pub mod setup;
pub mod tracking;
pub mod typed;
pub mod visibility;
pub mod vocabulary;
pub mod web;
pub mod weekly;
pub mod wording;
pub mod words;
pub mod work;
