//! Makes the repository of a preset: `cargo bench --bench generate -- medium DIR`, or `rustc -O benches/generate.rs` and then
//! `./generate medium DIR`.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::cast_possible_wrap,
    reason = "a tool for whoever measures the program, not a part of it"
)]

mod generator;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Cargo adds `--bench` to what it starts.
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let made = match args.as_slice() {
        [name, folder] => generator::preset(name).map(|preset| generator::history::make(&preset, Path::new(folder))),
        _ => None,
    };
    match made {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
        None => {
            let names: Vec<&str> = generator::PRESETS.iter().map(|preset| preset.name).collect();
            eprintln!("usage: generate PRESET[:COMMITS] FOLDER    presets: {}", names.join(", "));
            ExitCode::FAILURE
        }
    }
}
