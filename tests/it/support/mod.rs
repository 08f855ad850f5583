//! Builds repositories and runs `risklog`, cut off from the machine's own settings, clock and language.
#![allow(dead_code, reason = "every test takes the parts it needs")]
#![allow(unused_imports, reason = "every test takes the parts it needs")]

pub mod files;
pub mod layout;
pub mod repo;
pub mod run;
pub mod small;

pub use files::{Action, Assessment, Risk, project};
pub use repo::Repo;
pub use run::{Ran, demo, risklog};

use std::path::Path;
use std::process::Command;

/// Leaves the command nothing of the caller's environment but `PATH`.
pub fn hermetic(command: &mut Command, home: &Path) {
    command.env_clear();
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command
        .env("HOME", home)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("TZ", "UTC")
        .env("LC_ALL", "C");
}
