//! The page for evaluators, followed to the letter: its commands, in their order, on an archive and a bundle.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{hermetic, risklog};

/// Returns the commands of the page: every line of its shell blocks that is no remark.
fn commands() -> Vec<String> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/for-evaluators.md")).expect("the page is there");
    let blocks = page.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap_or(rest).to_owned());
    let lines = blocks.flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>());
    lines.filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(going_on).collect()
}

/// The page says that the answers may end with 1, and to go on.
fn going_on(line: String) -> String {
    if line.contains(" audit ") { format!("{line} || test $? -eq 1") } else { line }
}

/// Runs lines in a shell with the program on its path; the first that fails ends it.
fn sh(folder: &Path, lines: &str) -> String {
    let mut shell = Command::new("sh");
    hermetic(&mut shell, folder);
    let program = Path::new(env!("CARGO_BIN_EXE_risklog")).parent().expect("a program lies in a folder");
    let path = std::env::var_os("PATH").expect("there is a PATH");
    let folders = std::iter::once(program.to_owned()).chain(std::env::split_paths(&path));
    shell.env("PATH", std::env::join_paths(folders).expect("the folders came out of a PATH"));
    let output = shell.current_dir(folder).args(["-e", "-x", "-c", lines]).output().expect("sh can be started");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    said
}

#[test]
fn an_evaluator_gets_from_an_archive_to_an_annex_that_can_be_checked() {
    let commands = commands();
    assert!((7..15).contains(&commands.len()), "{commands:#?}");
    let (office, desk) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    risklog(office.path()).args(["demo", "project"]).run().assert_code(0);
    sh(office.path(), "tar -czf project.tar.gz project\ngit -C project bundle create --quiet ../project.bundle --all HEAD\n");
    for name in ["project.tar.gz", "project.bundle"] {
        fs::copy(office.path().join(name), desk.path().join(name)).expect("it can be copied");
    }
    let said = sh(desk.path(), &commands.join("\n"));
    for words in ["equal: ", "SHA-256", "2 projects, as of"] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    for name in [
        "audit.md",
        "annex.html",
        "changelog.html",
        "between-milestones.md",
        "evidence/README.txt",
        "evidence/manifest.json",
        "for-partners/README.txt",
    ] {
        assert!(desk.path().join(name).is_file(), "{name}\n{said}");
    }
    // What the office makes of its own copy is the same folder.
    sh(office.path(), "risklog -C project pack -o evidence\n");
    let list = |folder: &Path| fs::read(folder.join("evidence/manifest.json")).expect("it is there");
    assert_eq!(list(office.path()), list(desk.path()));
}
