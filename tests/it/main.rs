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
mod audit;
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
mod exports;
#[cfg(unix)]
mod for_evaluators;
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
mod looking_back;
mod merging;
mod new;
#[cfg(unix)]
mod odd_files;
mod odd_history;
mod odd_looking_back;
mod oracle;
mod pack;
mod past;
mod periods;
mod policy;
mod portfolio;
#[cfg(unix)]
mod privacy;
mod properties;
#[cfg(unix)]
mod report;
mod report_truth;
mod rules;
mod sharing;
mod sheet_properties;
mod sheets;
mod signatures;
mod slips;
mod states;
mod story;
mod support;
mod tidy;
mod trust;
