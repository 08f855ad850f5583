//! The hook for plain git, with a program in place of `risklog` that writes down how it was called.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::{Repo, hermetic};

/// A repository with a committed assessment, and a folder for the program that the hook calls.
struct Hooked {
    repo: Repo,
    programs: TempDir,
}

impl Hooked {
    fn new() -> Self {
        let repo = Repo::init();
        repo.write("risks/3.4.yaml", "a: 1\n");
        repo.write("README.md", "one\n");
        repo.commit("one");
        Self { repo, programs: TempDir::new().expect("a temporary folder can be made") }
    }

    /// Installs a program that ends with this code.
    fn with_risklog(self, code: i32) -> Self {
        let program = self.programs.path().join("risklog");
        let calls = self.programs.path().join("calls");
        let text = format!("#!/bin/sh\necho \"$*\" >>'{}'\nexit {code}\n", calls.display());
        fs::write(&program, text).expect("the program can be written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("the program can be made one");
        self
    }

    /// Runs the hook as git would, and returns its exit code and the calls it made.
    fn run(&self) -> (Option<i32>, String) {
        let output = self.output();
        let calls = self.programs.path().join("calls");
        let calls = if calls.exists() { fs::read_to_string(calls).expect("the calls are text") } else { String::new() };
        (output.status.code(), calls)
    }

    fn output(&self) -> Output {
        let mut hook = Command::new("sh");
        hermetic(&mut hook, self.programs.path());
        let path = std::env::var_os("PATH").expect("there is a PATH");
        // NOTE: without the folder of a risklog that the machine may have.
        let others = std::env::split_paths(&path).filter(|folder| !folder.join("risklog").exists());
        let folders = std::iter::once(self.programs.path().to_owned()).chain(others);
        hook.env("PATH", std::env::join_paths(folders).expect("the folders came out of a PATH"));
        hook.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("hooks/pre-commit"));
        hook.current_dir(self.repo.path()).output().expect("sh can be started")
    }
}

#[test]
fn a_commit_without_files_costs_nothing() {
    let hooked = Hooked::new().with_risklog(1);
    hooked.repo.write("risks/3.4.yaml", "a: 2\n");
    assert_eq!(hooked.run(), (Some(0), String::new()), "what is not staged does not count");
    hooked.repo.write("risks/scan.pdf", "%PDF");
    hooked.repo.git(&["add", "risks/scan.pdf"]);
    assert_eq!(hooked.run(), (Some(1), "hook run\n".to_owned()), "an attachment counts");
}

#[test]
fn the_program_is_called_once_and_its_code_stops_the_commit() {
    for code in [0, 1, 2] {
        let hooked = Hooked::new().with_risklog(code);
        hooked.repo.write("risks/3.4.yaml", "a: 2\n");
        hooked.repo.git(&["add", "--all"]);
        assert_eq!(hooked.run(), (Some(code), "hook run\n".to_owned()));
    }
}

#[test]
fn assessments_that_go_away_are_looked_at_too() {
    for change in [&["rm", "--quiet", "risks/3.4.yaml"][..], &["mv", "risks/3.4.yaml", "risks/3.4.txt"]] {
        let hooked = Hooked::new().with_risklog(1);
        hooked.repo.git(change);
        assert_eq!(hooked.run().0, Some(1), "git {change:?}");
    }
}

#[test]
fn without_the_program_the_commit_stops_and_says_what_to_do() {
    let hooked = Hooked::new();
    hooked.repo.write("risks/3.4.yaml", "a: 2\n");
    hooked.repo.git(&["add", "--all"]);
    let output = hooked.output();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Install it"));
}
