//! The command line: what was typed, what it resolves to, what is printed.

mod annex;
mod args;
mod audience;
mod cache;
mod commands;
mod comparison;
mod context;
mod demo;
mod deny;
mod desk;
mod error;
mod evidence;
mod exit;
mod format;
mod input;
mod keys;
mod output;
mod platform;
mod progress;
mod project;
mod question;
mod span;
mod summary;
mod vantage;

use std::panic;
use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    // What a panic would say helps nobody; the sentence below does.
    panic::set_hook(Box::new(|_| {}));
    match panic::catch_unwind(run) {
        Ok(code) => code,
        Err(_) => error::tell_of_a_defect(),
    }
}

fn run() -> ExitCode {
    let args = match args::Cli::try_parse() {
        Ok(args) => args,
        Err(stop) => return exit::of_clap(&stop),
    };
    let outcome = context::Context::of(&args.global).and_then(|mut context| commands::run(args.command, &mut context));
    match outcome {
        Ok(outcome) => outcome.code(),
        Err(error) => error.tell(),
    }
}
