//! `risklog init`: what a new project gets, and what it leaves alone.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Ran, Repo, risklog};

const TODAY: &str = "2026-03-01";
const FOLDERS: [&str; 7] = ["analysis", "planning", "risks", "advocacy", "materials", "interventions", "indicators"];

fn init(folder: &Path, args: &[&str]) -> Ran {
    risklog(folder).args(["init", "--today", TODAY]).args(args).run()
}

fn check(folder: &Path) -> Ran {
    risklog(folder).args(["check", "--format", "plain", "--today", TODAY]).run()
}

fn folder() -> TempDir {
    TempDir::new().expect("a temporary folder can be made")
}

/// Every file below a folder with what is in it, without git's own but with the hook.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            if path.is_dir() && (!name.contains(".git/") || name.contains(".git/hooks")) {
                open.push(path);
            } else if path.is_file() {
                found.push((name, fs::read(&path).expect("the file can be read")));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_fresh_project_passes_check_and_holds_what_it_needs() {
    let repo = Repo::init();
    let ran = init(repo.path(), &["xa-border-01", "--country", "xa,XB", "--stage", "inception", "--starts", "2026-01-01"]);
    ran.assert_code(0);
    let project = repo.path().join("xa-border-01");
    let manifest = fs::read_to_string(project.join("risklog.yaml")).expect("the manifest is there");
    for line in [
        "# yaml-language-server: $schema=.risklog/schema/project.schema.json",
        "id: XA-BORDER-01",
        "title: Xa border 01",
        "countries: [\"XA\", \"XB\"]",
        "starts: 2026-01-01",
        "ends: 2028-12-31",
        "stage: inception",
        "classification: confidential",
    ] {
        assert!(manifest.lines().any(|own| own == line), "{line}\n{manifest}");
    }
    for folder in FOLDERS {
        assert!(project.join(folder).join("README.md").is_file(), "{folder}");
    }
    let checked = check(&project);
    checked.assert_code(0);
    assert!(!checked.stdout.contains("error[") && !checked.stdout.contains("warning[toolkit"), "{checked}");
    assert_eq!(fs::read_to_string(project.join(".gitattributes")).expect("there"), "*.yaml text eol=lf\n*.yml text eol=lf\n");
    assert!(fs::read_to_string(repo.path().join(".git/hooks/pre-commit")).expect("there").contains("risklog hook"));
    for (name, _) in files(&project) {
        assert!(ran.stdout.contains(&name), "{name} is told of\n{ran}");
    }
    // Everything can be committed, and the hook lets it pass.
    repo.commit("start");
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
}

#[test]
fn the_schemas_in_the_project_are_those_of_the_program() {
    let folder = folder();
    init(folder.path(), &[]).assert_code(0);
    let kinds = risklog(folder.path()).args(["schema"]).run();
    let kinds: Vec<&str> = kinds.stdout.lines().filter(|kind| !kind.starts_with("output-")).collect();
    assert!(kinds.contains(&"project") && kinds.contains(&"risk_assessment"));
    for kind in kinds {
        let path = folder.path().join(format!(".risklog/schema/{kind}.schema.json"));
        assert_eq!(fs::read_to_string(&path).expect("the schema is there"), risklog(folder.path()).args(["schema", kind]).run().stdout);
    }
}

#[test]
fn a_second_run_changes_nothing_and_says_so() {
    let repo = Repo::init();
    init(repo.path(), &["--ci", "github"]).assert_code(0);
    let before = files(repo.path());
    let again = init(repo.path(), &["--ci", "github"]);
    again.assert_code(0);
    assert!(again.stdout.starts_with("Nothing was changed"), "{again}");
    assert!(!again.stdout.contains("  made") && !again.stdout.contains("  updated"), "{again}");
    assert!(files(repo.path()) == before);
}

#[test]
fn a_second_run_brings_schemas_up_to_date_and_adds_what_is_missing() {
    let folder = folder();
    init(folder.path(), &[]).assert_code(0);
    let before = files(folder.path());
    fs::write(folder.path().join(".risklog/schema/project.schema.json"), "{}\n").expect("can be written");
    fs::remove_dir_all(folder.path().join("planning")).expect("can be removed");
    let again = init(folder.path(), &["--title", "Another"]);
    again.assert_code(0);
    assert!(again.stdout.contains("updated  .risklog/schema/project.schema.json"), "{again}");
    assert!(again.stdout.contains("made     planning/README.md"), "{again}");
    assert!(again.stdout.contains("what you said about the project was not used"), "{again}");
    assert!(files(folder.path()) == before);
}

#[test]
fn what_is_there_is_kept_and_named() {
    let repo = Repo::init();
    let own: [(&str, &str); 6] = [
        ("risklog.yaml", "mine: 1\n"),
        (".gitattributes", "*.png binary"),
        (".vscode/settings.json", "{\"mine\": true}"),
        ("risks/README.md", "Mine.\r\n"),
        (".gitlab-ci.yml", "build:\n  script: [make]\n"),
        (".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n"),
    ];
    for (path, text) in own {
        repo.write(path, text);
    }
    let ran = init(repo.path(), &["--ci", "gitlab"]);
    ran.assert_code(0);
    for (path, text) in own.iter().take(5) {
        assert_eq!(repo.read(path), *text, "{path}");
        assert!(ran.stdout.lines().any(|line| line.contains("kept") && line.contains(path)), "{path}\n{ran}");
    }
    assert!(ran.stdout.contains("add to it by hand: *.yaml text eol=lf · *.yml text eol=lf"), "{ran}");
    assert!(ran.stdout.contains("whose manifest is not in order"), "{ran}");
    assert_eq!(repo.read(".git/hooks/pre-commit.before-risklog"), "#!/bin/sh\nexit 0\n");
    assert!(ran.stdout.contains("Kept the hook that was there"), "{ran}");
}

#[test]
fn a_hook_that_cannot_be_installed_is_told_and_the_rest_is_made() {
    let repo = Repo::init();
    repo.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n");
    repo.write(".git/hooks/pre-commit.before-risklog", "#!/bin/sh\nexit 1\n");
    let ran = init(repo.path(), &[]);
    ran.assert_code(2);
    assert!(ran.stdout.lines().any(|line| line.contains("failed") && line.contains("both exist")), "{ran}");
    assert!(repo.path().join("risklog.yaml").exists());
    assert_eq!(repo.read(".git/hooks/pre-commit"), "#!/bin/sh\nexit 0\n");
}

#[test]
fn without_git_everything_else_is_made_and_the_next_step_is_named() {
    let folder = folder();
    let ran = init(folder.path(), &["new/project"]);
    ran.assert_code(0);
    assert!(ran.stdout.contains("this folder is in no git repository yet"), "{ran}");
    let steps: Vec<&str> = ran.stdout.split_once("Next:\n").expect("next steps").1.lines().map(str::trim).collect();
    assert!(steps[0] == "cd new/project" && steps[1].starts_with("git init") && steps[2].starts_with("risklog hook install"), "{ran}");
    check(&folder.path().join("new/project")).assert_code(0);
}

#[test]
fn several_projects_stand_in_one_repository() {
    let repo = Repo::init();
    repo.git(&["remote", "add", "origin", "git@github.com:office/projects.git"]);
    for project in ["projects/one", "projects/two"] {
        init(repo.path(), &[project]).assert_code(0);
    }
    for project in ["one", "two"] {
        let file = repo.read(format!(".github/workflows/risklog-projects-{project}.yml"));
        assert!(file.contains(&format!("risklog -C projects/{project} ci\n")), "{file}");
    }
    let checked = check(repo.path());
    checked.assert_code(0);
    assert_eq!(
        init(repo.path().join("projects/one").as_path(), &[]).assert_code(0).stdout.lines().next().map(|line| line.contains("ONE")),
        Some(true)
    );
    // A folder of a project is no place for another one, unless that is meant.
    let inside = init(&repo.path().join("projects/one/risks"), &[]);
    inside.assert_code(2);
    assert!(inside.stderr.contains("belongs to the project"), "{inside}");
    assert!(!repo.path().join("projects/one/risks/risklog.yaml").exists());
}

#[test]
fn the_ci_file_follows_the_remote_or_the_flag() {
    for (remote, flag, expected) in [
        (Some("https://gitlab.example.org/office/project.git"), None, Some(".gitlab-ci.yml")),
        (Some("https://github.com/office/project"), None, Some(".github/workflows/risklog.yml")),
        (Some("https://github.com/office/project"), Some("gitlab"), Some(".gitlab-ci.yml")),
        (Some("https://github.com/office/project"), Some("none"), None),
        (Some("https://git.example.org/office/project"), None, None),
        (None, None, None),
    ] {
        let repo = Repo::init();
        if let Some(remote) = remote {
            repo.git(&["remote", "add", "origin", remote]);
        }
        let args: Vec<&str> = flag.into_iter().flat_map(|flag| ["--ci", flag]).collect();
        let ran = init(repo.path(), &args);
        ran.assert_code(0);
        for file in [".gitlab-ci.yml", ".github/workflows/risklog.yml"] {
            assert_eq!(repo.path().join(file).exists(), expected == Some(file), "{remote:?} {flag:?} {file}");
        }
    }
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_is_written() {
    for args in [
        vec!["--id", "lower case"],
        vec!["--country", "Country A"],
        vec!["--starts", "2027-01-01", "--ends", "2026-01-01"],
        vec!["--stage", "later"],
        vec!["--classification", "secret"],
        vec!["--starts", "soon"],
    ] {
        let folder = folder();
        let ran = init(folder.path(), &args);
        ran.assert_code(2);
        assert!(files(folder.path()).is_empty(), "{args:?}");
    }
}

#[test]
fn odd_names_and_titles_are_written_so_that_they_come_back() {
    for (title, id) in [("no", "NO"), ("Trafficking: a \"first\" look # 2", "X-1"), ("\u{202e}مشروع\u{2028}x", "0"), ("- [a", "1E3")] {
        let folder = folder();
        init(folder.path(), &["--title", title, "--id", id]).assert_code(0);
        let checked = risklog(folder.path()).args(["check", "--format", "json", "--today", TODAY]).run();
        checked.assert_code(0);
        assert_eq!(checked.json()["project"], id, "{checked}");
        let text = fs::read_to_string(folder.path().join("risklog.yaml")).expect("there");
        assert!(!text.contains('\u{202e}') && !text.contains('\u{2028}'), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed_out_of_the_project() {
    let (folder, outside) = (folder(), folder());
    std::os::unix::fs::symlink(outside.path(), folder.path().join(".risklog")).expect("a link can be made");
    let ran = init(folder.path(), &[]);
    ran.assert_code(2);
    assert!(files(outside.path()).is_empty(), "{ran}");
}
