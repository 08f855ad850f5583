//! The hook that `risklog hook install` makes, in real commits: what is stopped, what passes, and that nothing is touched.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::small::{FILE, assessment, lowered, manifest, started};
use crate::support::{Repo, risklog};

const STOPPED: &str = "The commit was stopped; nothing is lost. Put right what is marked error, `git add` the files, and commit again.";

/// A repository with the project and the hook.
fn hooked() -> Repo {
    let repo = started();
    install(&repo);
    repo
}

fn install(repo: &Repo) {
    let ran = risklog(repo.path()).args(["hook", "install"]).run();
    ran.assert_code(0);
    assert!(ran.stdout.contains("pre-commit"), "{ran}");
}

/// Commits with more arguments of git, and returns whether it was made and everything that was said.
fn commit(repo: &Repo, args: &[&str]) -> (bool, String) {
    let before = repo.try_git(&["rev-parse", "HEAD"]).stdout;
    let mut all = vec!["commit", "--quiet", "-m", "a change"];
    all.extend(args);
    let output = repo.try_git(&all);
    let made = repo.try_git(&["rev-parse", "HEAD"]).stdout != before;
    assert_eq!(made, output.status.success(), "the exit code of git tells whether there is a commit");
    (made, String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
}

fn assert_stopped(repo: &Repo, args: &[&str], said: &[&str]) {
    let before = everything(repo);
    let (made, text) = commit(repo, args);
    assert!(!made, "the commit went through:\n{text}");
    for words in said.iter().chain(&[STOPPED]) {
        assert!(text.contains(words), "`{words}` is not said:\n{text}");
    }
    assert_eq!(before, everything(repo), "the hook touches nothing");
}

fn assert_passes(repo: &Repo, args: &[&str]) {
    let (made, text) = commit(repo, args);
    assert!(made, "the commit was stopped:\n{text}");
    assert_eq!(text, "", "a good commit is quiet");
}

/// The content of the index, the working tree and the stash.
fn everything(repo: &Repo) -> (String, BTreeMap<String, Vec<u8>>, String) {
    let mut files = BTreeMap::new();
    let mut open = vec![repo.path().to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.ends_with(".git") {
                open.push(path);
            } else if path.is_file() {
                files.insert(path.display().to_string(), fs::read(&path).expect("a file"));
            }
        }
    }
    (repo.git(&["ls-files", "--stage"]), files, repo.git(&["stash", "list"]))
}

fn script(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, format!("#!/bin/sh\n{text}\n")).expect("written");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("made executable");
}

#[test]
fn a_commit_with_a_broken_assessment_is_stopped_and_says_how_to_put_it_right() {
    let repo = hooked();
    repo.write(FILE, repo.read(FILE).replace("likelihood: high", "likelihood: hgh"));
    let said = [
        "error[wrong-rating-word]: `likelihood` is high, medium, low or blank; `hgh`\n    is none of them\n --> risks/3.4.yaml:9:17\n",
        "9 |     likelihood: hgh\n  |                 ^^^\n  = help: did you mean `likelihood: high`?\n",
    ];
    assert_stopped(&repo, &["--all"], &said);
    repo.git(&["add", "--all"]);
    assert_stopped(&repo, &[], &said);
    let (_, text) = commit(&repo, &[]);
    assert_eq!(text.matches("error[").count(), 1, "one slip, one finding:\n{text}");
}

#[test]
fn a_good_commit_and_one_without_assessments_pass_quietly() {
    let repo = hooked();
    repo.write(FILE, repo.read(FILE).replace("status: planned", "status: in_progress"));
    assert_passes(&repo, &["--all"]);
    repo.write(FILE, "broken: [\n");
    repo.write("README.md", "More words.\n");
    repo.git(&["add", "README.md"]);
    assert_passes(&repo, &[]);
    repo.git(&["checkout", "--quiet", FILE]);
    repo.write("risklog.yaml", manifest().replace("toolkit-risk-missing: off", "toolkit-risk-missing: warning"));
    repo.git(&["add", "--all"]);
    let (made, text) = commit(&repo, &[]);
    let counted =
        "2 risks in 1 document: 1 warning, 3 infos; 1 not yet rated\n`risklog check` shows the warnings; they do not stop the commit.\n";
    assert!(made && text == counted, "warnings of the state are counted:\n{text}");
    repo.write("data.yaml", "not: [an assessment\n");
    repo.git(&["add", "data.yaml"]);
    assert_passes(&repo, &[]);
}

#[test]
fn what_is_staged_is_judged_and_not_what_lies_in_the_folder() {
    let repo = hooked();
    let good = repo.read(FILE).replace("status: planned", "status: in_progress");
    let bad = good.replace("likelihood: high", "likelihood: very high");
    repo.write(FILE, &bad);
    repo.git(&["add", "--all"]);
    repo.write(FILE, &good);
    assert_stopped(&repo, &[], &["very high"]);
    assert_eq!(repo.read(FILE), good);
    repo.git(&["add", "--all"]);
    repo.write(FILE, &bad);
    assert_passes(&repo, &[]);
    assert_eq!(repo.read(FILE), bad);
}

#[test]
fn commits_of_paths_and_of_everything_are_judged_by_the_index_that_git_makes_for_them() {
    let repo = hooked();
    let bad = repo.read(FILE).replace("likelihood: high", "likelihood: hgh");
    repo.write("README.md", "Words.\n");
    repo.git(&["add", "README.md"]);
    repo.write(FILE, &bad);
    assert_stopped(&repo, &[FILE], &["wrong-rating-word"]);
    assert_stopped(&repo, &["-a"], &["wrong-rating-word"]);
    assert_passes(&repo, &["README.md"]);
    repo.git(&["add", "--all"]);
    repo.write("README.md", "Other words.\n");
    assert_passes(&repo, &["--only", "README.md"]);
    assert_stopped(&repo, &[], &["wrong-rating-word"]);
}

#[test]
fn a_rating_lowered_without_evidence_is_stopped_and_with_evidence_passes() {
    let repo = hooked();
    let text = lowered()
        .replace("ref: TO-2024-06-27, kind: monitoring, date: 2024-06-27", "ref: TO-2023-06-20, kind: monitoring, date: 2023-06-20");
    repo.write(FILE, text);
    assert_stopped(&repo, &["-a"], &["error[rating-lowered-no-evidence]", "risks/3.4.yaml:9:17", "likelihood: medium"]);
    repo.write(FILE, lowered());
    let (made, text) = commit(&repo, &["-a"]);
    // It is years late, and no review covers it: both are said, and neither stops.
    assert!(made && !text.contains("error[") && text.contains("warning[backdated-rating]"), "{text}");
    assert!(text.contains("warning[rating-changed-outside-review]"), "{text}");
    repo.write(FILE, lowered().replace("likelihood: medium", "likelihood: low"));
    assert_stopped(&repo, &["-a"], &["error[rating-changed-same-rationale]", "error[rating-lowered-no-evidence]"]);
}

#[test]
fn a_warning_about_the_change_is_shown_and_the_base_decides_what_is_one() {
    let repo = hooked();
    let policy = "severities: {rating-lowered-no-evidence: warning, rating-changed-same-rationale: off, rating-date-not-moved: off, ";
    repo.write("risklog.yaml", manifest().replace("severities: {", policy));
    let lower = |likelihood: &str| repo.read(FILE).replace("likelihood: high", likelihood);
    repo.write(FILE, lower("likelihood: medium"));
    assert_stopped(&repo, &["-a"], &["error[rating-lowered-no-evidence]", "error[rating-changed-same-rationale]"]);
    let (made, text) = commit(&repo, &["risklog.yaml"]);
    assert!(made && text.contains("warning[policy-weakened]") && !text.contains("error["), "a manifest alone is judged too\n{text}");
    let (made, text) = commit(&repo, &["-a"]);
    assert!(made && text.contains("warning[rating-lowered-no-evidence]: CJ-05 was lowered without new evidence"), "{text}");
    assert!(text.ends_with("`risklog check` shows the warnings; they do not stop the commit.\n") && !text.contains("info["), "{text}");
}

#[test]
fn a_risk_or_a_file_that_goes_away_is_stopped_and_one_that_moves_is_not() {
    let repo = hooked();
    let text = repo.read(FILE);
    let (kept, _) = text.split_once("\n  - id: CJ-11").expect("there is CJ-11");
    repo.write(FILE, kept);
    assert_stopped(&repo, &["-a"], &["error[risk-removed]", "CJ-11"]);
    repo.write(FILE, &text);
    repo.git(&["mv", FILE, "risks/criminal-justice.yaml"]);
    assert_passes(&repo, &[]);
    repo.git(&["rm", "--quiet", "risks/criminal-justice.yaml"]);
    assert_stopped(&repo, &[], &["error[risk-removed]", "CJ-05", "CJ-11"]);
    repo.git(&["rm", "--quiet", "risklog.yaml"]);
    assert_stopped(&repo, &[], &["error["]);
}

#[test]
fn the_first_commit_and_an_amended_one_are_judged_too() {
    let repo = Repo::init();
    install(&repo);
    repo.write("risklog.yaml", manifest());
    repo.write(FILE, assessment("hgh", "2023-06-20"));
    repo.git(&["add", "--all"]);
    let (made, text) = commit(&repo, &[]);
    assert!(!made && text.contains("wrong-rating-word"), "{text}");
    repo.write(FILE, assessment("high", "2023-06-20"));
    repo.git(&["add", "--all"]);
    assert_passes(&repo, &[]);
    repo.write(FILE, assessment("higher", "2023-06-20"));
    repo.git(&["add", "--all"]);
    assert_stopped(&repo, &["--amend"], &["wrong-rating-word"]);
    repo.write(FILE, assessment("medium", "2023-06-20"));
    repo.git(&["add", "--all"]);
    let (made, text) = commit(&repo, &["--amend", "--no-verify"]);
    assert!(made, "--no-verify skips it:\n{text}");
}

#[test]
fn a_hook_that_was_there_is_kept_runs_first_and_comes_back() {
    let repo = started();
    let hook = repo.path().join(".git/hooks/pre-commit");
    script(&hook, "echo theirs; test ! -e stop");
    let theirs = fs::read(&hook).expect("the hook");
    install(&repo);
    install(&repo);
    repo.write("README.md", "one\n");
    repo.git(&["add", "--all"]);
    let (made, text) = commit(&repo, &[]);
    assert!(made && text == "theirs\n", "{text}");
    repo.write("stop", "");
    repo.write(FILE, repo.read(FILE).replace("likelihood: high", "likelihood: hgh"));
    repo.git(&["add", FILE]);
    let (made, text) = commit(&repo, &[]);
    assert!(!made && text == "theirs\n", "their hook stops first:\n{text}");
    repo.remove("stop");
    assert_stopped(&repo, &[], &["theirs\n", "wrong-rating-word"]);
    let ran = risklog(repo.path()).args(["hook", "uninstall"]).run();
    ran.assert_code(0);
    assert_eq!(fs::read(&hook).expect("the hook"), theirs);
    let (made, text) = commit(&repo, &[]);
    assert!(made && text == "theirs\n", "{text}");
    risklog(repo.path()).args(["hook", "uninstall"]).run().assert_code(0);
    assert_eq!(fs::read(&hook).expect("the hook"), theirs, "a second time removes nothing");
}

#[test]
fn the_folder_that_git_runs_hooks_from_is_used() {
    let repo = started();
    repo.git(&["config", "core.hooksPath", ".githooks"]);
    install(&repo);
    assert!(repo.path().join(".githooks/pre-commit").exists() && !repo.path().join(".git/hooks/pre-commit").exists());
    repo.write(FILE, assessment("hgh", "2023-06-20"));
    let (made, text) = commit(&repo, &["-a"]);
    assert!(!made && text.contains("wrong-rating-word"), "{text}");
}

#[test]
fn a_linked_worktree_and_a_subfolder_share_the_hook() {
    let repo = hooked();
    let place = tempfile::TempDir::new().expect("a temporary folder");
    let tree = place.path().join("tree");
    repo.git(&["worktree", "add", "--quiet", "-b", "side", &tree.to_string_lossy()]);
    fs::write(tree.join(FILE), assessment("hgh", "2023-06-20")).expect("written");
    repo.git_in(&tree, &["add", "--all"]);
    let output = repo.try_git(&["-C", &tree.join("risks").to_string_lossy(), "commit", "--quiet", "-m", "side"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && text.contains("wrong-rating-word"), "{text}");
}

#[test]
fn a_merge_is_judged_by_what_it_brings() {
    let repo = hooked();
    repo.branch("side").write(FILE, lowered());
    repo.git(&["commit", "--quiet", "--no-verify", "-a", "-m", "lower"]);
    repo.checkout("main").write("README.md", "words\n");
    repo.commit("words");
    let output = repo.try_git(&["merge", "--quiet", "--no-ff", "-m", "merge", "side"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
