//! Every state that a repository can be in gives a right answer or a sentence that says what to do.

use std::path::Path;

use serde_json::Value;

use crate::support::small::{FILE, assessment, lowered, manifest, rated, started, with_history};
use crate::support::{Ran, Repo, risklog};

const TODAY: &str = "2025-02-01";

fn run(folder: &Path, args: &[&str]) -> Ran {
    risklog(folder).args(["--today", TODAY]).args(args).run()
}

fn refused(folder: &Path, args: &[&str], said: &[&str]) {
    let ran = run(folder, args);
    ran.assert_code(2);
    assert_eq!(ran.stdout, "", "what could not be done prints nothing\n{ran}");
    for text in said {
        assert!(ran.stderr.contains(text), "`{text}` is not said\n{ran}");
    }
}

/// The steps of a change log as `subject: ID kind kind`, oldest first.
fn steps(log: &Value) -> Vec<String> {
    let entries = log["entries"].as_array().expect("a list");
    entries
        .iter()
        .flat_map(|entry| entry["changes"].as_array().expect("a list").iter().map(move |change| (entry, change)))
        .map(told)
        .collect()
}

fn told((entry, change): (&Value, &Value)) -> String {
    let kinds: Vec<&str> = change["kinds"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    format!("{}: {} {}", entry["subject"].as_str().unwrap_or_default(), change["id"].as_str().expect("an id"), kinds.join(" "))
}

const STORY: [&str; 4] = [
    "first draft: CJ-05 added",
    "first draft: CJ-11 added",
    "Merge review: CJ-05 lowered",
    "rate CJ-11: CJ-11 first_rated mitigation other",
];

#[test]
fn before_the_first_commit_the_files_can_be_checked_and_everything_is_new() {
    let repo = Repo::init();
    repo.write("risklog.yaml", manifest());
    repo.write(FILE, assessment("high", "2023-06-20"));
    run(repo.path(), &["check"]).assert_code(0);
    refused(repo.path(), &["changelog"], &["nothing is committed yet", "commit the assessment first"]);
    refused(repo.path(), &["check", "--rev", "HEAD"], &["nothing is committed yet"]);
    refused(repo.path(), &["diff", "main"], &["nothing is committed yet"]);
    refused(repo.path(), &["check", "--staged"], &["what is staged has no risklog.yaml", "git add"]);
    let diff = run(repo.path(), &["diff", "--format", "json"]);
    diff.assert_code(0);
    assert_eq!((&diff.json()["summary"]["added"], &diff.json()["base"]["kind"]), (&Value::from(2), &Value::from("empty")));
    repo.git(&["add", "--all"]);
    run(repo.path(), &["check", "--staged"]).assert_code(0);
    run(repo.path(), &["diff", "--staged", "--exit-code"]).assert_code(1);
    assert_eq!(steps(&run(repo.path(), &["changelog", "--with-worktree", "--format", "json"]).json()), [": CJ-05 added", ": CJ-11 added"]);
}

#[test]
fn a_detached_head_tells_the_history_that_leads_to_it() {
    let repo = with_history();
    assert_eq!(steps(&run(repo.path(), &["changelog", "--format", "json"]).json()), STORY);
    repo.checkout("HEAD~2");
    run(repo.path(), &["check"]).assert_code(0);
    run(repo.path(), &["diff", "--exit-code"]).assert_code(0);
    assert_eq!(steps(&run(repo.path(), &["changelog", "--format", "json"]).json()), STORY.get(..3).expect("three"));
}

#[test]
fn a_bare_repository_can_be_read_by_revisions() {
    let repo = with_history();
    let bare = repo.cloned(&["--bare"]);
    for args in [&["check"][..], &["check", "--staged"], &["check", FILE]] {
        refused(bare.path(), args, &["bare repository", "risklog check --rev HEAD"]);
    }
    refused(bare.path(), &["diff"], &["bare repository", "risklog diff A B"]);
    refused(bare.path(), &["diff", "baseline"], &["bare repository"]);
    refused(bare.path(), &["changelog", "--with-worktree"], &["bare repository"]);
    let check = run(bare.path(), &["check", "--rev", "HEAD", "--format", "json"]);
    check.assert_code(0);
    assert_eq!((&check.json()["source"]["commit"], &check.json()["summary"]["risks"]), (&Value::from(repo.head()), &Value::from(2)));
    let diff = run(bare.path(), &["diff", "baseline", "main", "--format", "json"]);
    assert_eq!(diff.json()["summary"]["lowered"], 1, "{diff}");
    assert_eq!(steps(&run(bare.path(), &["changelog", "--format", "json"]).json()), STORY);
}

#[test]
fn a_linked_worktree_is_read_like_the_first_one() {
    let repo = with_history();
    let place = tempfile::TempDir::new().expect("a temporary folder");
    let tree = place.path().join("tree");
    repo.git(&["worktree", "add", "--quiet", &tree.to_string_lossy(), "baseline"]);
    run(&tree, &["check"]).assert_code(0);
    run(&tree, &["diff", "--exit-code"]).assert_code(0);
    assert_eq!(steps(&run(&tree, &["changelog", "main", "--format", "json"]).json()), STORY);
    std::fs::write(tree.join(FILE), lowered()).expect("written");
    let diff = run(&tree, &["diff", "--format", "json"]).json();
    assert_eq!(diff["summary"]["lowered"], 1);
    repo.git_in(&tree, &["add", "--all"]);
    assert_eq!(run(&tree, &["diff", "--staged", "--format", "json"]).json()["summary"]["lowered"], 1, "its own index counts");
    run(repo.path(), &["diff", "--staged", "--exit-code"]).assert_code(0);
}

#[test]
fn a_shallow_clone_invents_no_change_and_says_where_it_ends() {
    let repo = with_history();
    for depth in 1..=5 {
        let clone = repo.cloned(&["--depth", &depth.to_string()]);
        let log = run(clone.path(), &["changelog", "--format", "json"]);
        log.assert_code(0);
        let (told, json) = (steps(&log.json()), log.json());
        let expected = match depth {
            1 => &STORY[4..],
            2 | 3 => &STORY[3..],
            4 => &STORY[2..],
            _ => &STORY[..],
        };
        assert_eq!(told, expected, "depth {depth}\n{log}");
        let cut = if depth == 5 { "root" } else { "shallow" };
        assert_eq!(json["boundary"], cut, "depth {depth}");
        assert!(json["entries"].as_array().expect("a list").iter().all(|entry| entry["changes"][0]["by_merge"] != true), "{log}");
        let text = run(clone.path(), &["changelog"]);
        assert_eq!(text.stdout.replace('\n', " ").contains("git fetch --unshallow"), depth < 5, "{text}");
    }
    let clone = repo.cloned(&["--depth", "1", "--no-tags"]);
    refused(clone.path(), &["diff", "review"], &["not a revision", "git fetch --unshallow"]);
    refused(clone.path(), &["diff", "baseline", "HEAD"], &["this clone is shallow", "git fetch --unshallow --tags"]);
    run(clone.path(), &["check"]).assert_code(0);
}

#[test]
fn a_partial_clone_ends_where_an_object_is_missing() {
    let repo = with_history();
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = repo.cloned(&["--filter=blob:none"]);
    let log = run(clone.path(), &["changelog", "--format", "json"]);
    log.assert_code(0);
    assert_eq!((&log.json()["boundary"], steps(&log.json()).len()), (&Value::from("missing_object"), 0), "{log}");
    assert!(run(clone.path(), &["changelog"]).stdout.contains("incomplete:"));
    run(clone.path(), &["check"]).assert_code(0);
    let check = run(clone.path(), &["check", "--rev", "baseline", "--format", "json"]);
    check.assert_code(2);
    assert_eq!(check.json()["incomplete"], true);
    let diff = run(clone.path(), &["diff", "baseline", "main", "--format", "json"]);
    diff.assert_code(2);
    assert_eq!(diff.json()["summary"]["removed"], 0, "what is not here was not removed\n{diff}");
}

#[test]
fn without_a_project_or_a_repository_it_says_so() {
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    refused(folder.path(), &["check"], &["there is no project here", "risklog demo"]);
    refused(folder.path(), &["diff"], &["no git repository"]);
    std::fs::write(folder.path().join("risklog.yaml"), manifest()).expect("written");
    std::fs::create_dir(folder.path().join("risks")).expect("made");
    std::fs::write(folder.path().join(FILE), rated()).expect("written");
    run(folder.path(), &["check"]).assert_code(0);
    run(&folder.path().join("risks"), &["check", "3.4.yaml"]).assert_code(0);
    for args in [&["changelog"][..], &["diff"], &["check", "--staged"], &["check", "--rev", "HEAD"], &["hook", "install"]] {
        refused(folder.path(), args, &["no git repository"]);
    }
    let repo = Repo::init();
    repo.write("README.md", "nothing\n");
    repo.commit("one");
    for args in [&["check"][..], &["diff"], &["changelog"], &["check", "--rev", "HEAD"]] {
        refused(repo.path(), args, &["there is no project here"]);
    }
}

#[test]
fn an_unknown_revision_gets_the_near_name_and_the_milestones() {
    let repo = with_history();
    refused(
        repo.path(),
        &["diff", "baselin"],
        &["`baselin` is not a revision", "did you mean `baseline`?", "milestones of this project: baseline"],
    );
    refused(repo.path(), &["changelog", "maim"], &["did you mean `main`?"]);
    refused(repo.path(), &["check", "--rev", "zzzz"], &["git tag"]);
    refused(repo.path(), &["changelog", "--since", "2024-13-01"], &["2024-13-01"]);
    refused(repo.path(), &["diff", "main:risks"], &["is not a commit"]);
    refused(repo.path(), &["check", "--rev", "2020-01-01"], &["nothing was committed on 2020-01-01 or before"]);
}

#[test]
fn several_projects_are_checked_together_and_compared_one_by_one() {
    let repo = Repo::init();
    for (folder, id) in [("a", "XA-TIPSOM-01"), ("b", "XB-TIPSOM-02")] {
        repo.write(format!("{folder}/risklog.yaml"), manifest().replace("XA-TIPSOM-01", id));
        repo.write(format!("{folder}/{FILE}"), assessment("high", "2023-06-20"));
    }
    repo.commit("two projects");
    repo.write(format!("b/{FILE}"), assessment("hgh", "2023-06-20"));
    let check = run(repo.path(), &["check", "--format", "json"]);
    check.assert_code(1);
    let json = check.json();
    let errors: Vec<&Value> =
        json["findings"].as_array().expect("a list").iter().filter(|finding| finding["severity"] == "error").collect();
    assert_eq!(errors.len(), 1, "{check}");
    assert_eq!((&errors[0]["project"], &errors[0]["file"]), (&Value::from("XB-TIPSOM-02"), &Value::from("b/risks/3.4.yaml")));
    run(&repo.path().join("a"), &["check"]).assert_code(0);
    run(repo.path(), &["check", "--project", "XA-TIPSOM-01"]).assert_code(0);
    for command in ["diff", "changelog"] {
        refused(repo.path(), &[command], &["2 projects", "XA-TIPSOM-01 in a", "XB-TIPSOM-02 in b", "--project"]);
        refused(repo.path(), &[command, "--project", "XC"], &["no project `XC`", "XA-TIPSOM-01, XB-TIPSOM-02"]);
        run(repo.path(), &[command, "--project", "XA-TIPSOM-01"]).assert_code(0);
        run(&repo.path().join("a/risks"), &[command]).assert_code(0);
    }
    let diff = run(repo.path(), &["diff", "--project", "XB-TIPSOM-02", "--format", "json"]);
    diff.assert_code(1);
    assert_eq!(diff.json()["findings"][0]["rule"], "rating-withdrawn", "a word that is no rating takes the rating back");
}

#[test]
fn an_unresolved_merge_is_no_state_to_judge() {
    let repo = started();
    repo.branch("side").write(FILE, assessment("low", "2023-07-01"));
    repo.commit("low");
    repo.checkout("main").write(FILE, assessment("medium", "2023-07-02"));
    repo.commit("medium");
    assert!(!repo.try_git(&["merge", "side"]).status.success());
    for args in [&["check", "--staged"][..], &["diff", "--staged"], &["hook", "run"]] {
        refused(repo.path(), args, &["1 file is in the middle of a merge", "resolve the merge first", FILE]);
    }
    let check = run(repo.path(), &["check", "--format", "json"]);
    check.assert_code(1);
    let findings = check.json()["findings"].as_array().expect("a list").clone();
    assert_eq!(findings.iter().filter(|finding| finding["file"] == FILE).count(), 1, "one mistake, one finding\n{check}");
    assert_eq!(findings[0]["line"], 9);
    assert!(findings[0]["message"].as_str().is_some_and(|message| message.contains("merge that nobody resolved")), "{check}");
}
