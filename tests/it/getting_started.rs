//! The page for newcomers, followed to the letter: its commands, in their order, in a clean folder, with real git.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{hermetic, risklog};

/// Returns the commands of the page: every line of its shell blocks.
fn commands() -> Vec<String> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/getting-started.md")).expect("the page is there");
    let blocks = page.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap_or(rest).to_owned());
    blocks.flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>()).filter(|line| !line.trim().is_empty()).collect()
}

#[test]
fn a_newcomer_gets_from_nothing_to_a_rated_and_reviewed_commit() {
    let commands = commands();
    assert!((5..15).contains(&commands.len()), "{commands:#?}");
    let folder = TempDir::new().expect("a temporary folder can be made");
    let mut shell = Command::new("sh");
    hermetic(&mut shell, folder.path());
    let program = Path::new(env!("CARGO_BIN_EXE_risklog")).parent().expect("a program lies in a folder");
    let path = std::env::var_os("PATH").expect("there is a PATH");
    let folders = std::iter::once(program.to_owned()).chain(std::env::split_paths(&path));
    shell.env("PATH", std::env::join_paths(folders).expect("the folders came out of a PATH"));
    for who in ["AUTHOR", "COMMITTER"] {
        shell.env(format!("GIT_{who}_NAME"), "programme_officer").env(format!("GIT_{who}_EMAIL"), "programme-officer@example.org");
    }
    // Nobody is at a terminal, and the first command that fails ends it.
    let output = shell.current_dir(folder.path()).args(["-e", "-x", "-c", &commands.join("\n")]).output().expect("sh can be started");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");

    let project = folder.path().join("legal-reform");
    let checked = risklog(&project).args(["check", "--format", "json"]).run();
    checked.assert_code(0);
    let summary = checked.json()["summary"].clone();
    let counts = ["risks", "not_yet_rated", "errors", "warnings"].map(|key| summary[key].as_u64().expect("a number"));
    assert_eq!(counts, [7, 5, 0, 0], "{}", checked.stdout);
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        hermetic(&mut git, folder.path());
        let output = git.current_dir(&project).args(args).output().expect("git can be started");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    assert_eq!(git(&["status", "--porcelain"]), "", "everything is committed");
    assert_eq!(git(&["rev-list", "--count", "HEAD"]), "2");
    let log = risklog(&project).args(["changelog", "--format", "json"]).run();
    log.assert_code(0);
    for text in ["LA-01", "LA-02", "first_rated"] {
        assert!(log.stdout.contains(text), "{text}\n{log}");
    }
    let table = fs::read_to_string(project.join("risks/3.3-legislation.yaml")).expect("the table is there");
    assert!(table.contains("- id: M1") && table.contains("- id: M2"), "{table}");
    assert!(table.contains("2026-H1") && table.contains("# Hint for the mitigation: "), "{table}");
}
