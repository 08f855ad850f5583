//! The tests that go through the binary, on real repositories.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::let_underscore_must_use,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test may stop, print and drop what the program must not"
)]

mod again;
mod catalogue;
mod change_rules;
#[cfg(unix)]
mod ci;
mod command_line;
mod determinism;
mod docs;
mod documents;
#[cfg(unix)]
mod edit_commands;
mod edit_input;
mod edit_properties;
#[cfg(unix)]
mod escaping;
mod formats;
#[path = "../../benches/generator/mod.rs"]
mod generator;
#[cfg(unix)]
mod getting_started;
mod git_drivers;
#[cfg(unix)]
mod git_merging;
#[cfg(unix)]
mod ground;
#[cfg(unix)]
mod hook_commits;
#[cfg(unix)]
mod hook_places;
#[cfg(unix)]
mod hooks;
mod init;
mod merging;
mod new;
#[cfg(unix)]
mod odd_files;
mod odd_history;
mod oracle;
mod past;
mod policy;
#[cfg(unix)]
mod privacy;
mod properties;
mod rules;
mod sheet_properties;
mod sheets;
mod slips;
mod states;
mod story;
mod support;
mod tidy;
