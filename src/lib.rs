//! Risk assessments as YAML in git: read, judged, compared and followed through their history.
//!
//! ```text
//! check:      snapshot(working tree | index | commit) -> yaml -> schema -> model -> rules -> report -> render
//! diff:       git/revision -> two snapshots (changed blobs only) -> diff -> rules/change -> report -> render
//! changelog:  git/mainline -> per commit: changed blobs -> document -> diff with the state before -> report -> render
//! ```
//!
//! The library never prints, never exits, and reads neither clock nor environment: the command line is another crate.

// L0 vocabulary: plain data, no input or output.
pub mod change;
pub mod finding;
pub mod model;
pub mod route;
pub mod source;

// L1 reading: one foreign crate a folder.
pub mod git;
pub mod likeness;
pub mod privacy;
pub mod signature;
pub mod yaml;

// L0 vocabulary again: the catalogue is data, read with the reader of our own data.
pub mod toolkit;

// L2 understanding.
pub mod document;
pub mod edit;
pub mod schema;
pub mod snapshot;
pub mod template;

// L3 judgement.
pub mod diff;
pub mod history;
pub mod merge;
pub mod questions;
pub mod rules;
pub mod sharing;

// L4 saying.
pub mod render;
pub mod report;
pub mod sheet;
