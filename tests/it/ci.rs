//! `risklog ci` and what calls it: the environments of platforms, and the steps of the action as the runner would run them.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::support::small::{FILE, lowered, manifest, started};
use crate::support::{Ran, Repo, hermetic, risklog};

/// The small project on `main`, and a branch `proposal` that lowers a rating on no new evidence.
fn proposed() -> Repo {
    let repo = started();
    // Saturday 29 June 2024: later than every judgement.
    repo.set_clock(1_719_650_000);
    repo.write("README.md", "A project.\n");
    repo.commit("a readme");
    repo.branch("proposal");
    repo.write(FILE, unproved());
    repo.commit("lower CJ-05");
    repo
}

fn unproved() -> String {
    let text = lowered();
    let evidence = text.lines().find(|line| line.contains("ref: TO-2024")).expect("new evidence").to_owned();
    text.replace(&format!("{evidence}\n"), "")
}

/// An event of GitHub as a file that lasts as long as the repository.
fn event(repo: &Repo, event: &Value) -> PathBuf {
    let path = repo.path().join(".git/event.json");
    fs::write(&path, event.to_string()).expect("written");
    path
}

fn on_github(repo: &Repo, content: &Value, args: &[&str]) -> Ran {
    let event = event(repo, content);
    risklog(repo.path()).args(["ci"]).args(args).env("GITHUB_ACTIONS", "true").env("GITHUB_EVENT_PATH", event).run()
}

fn pull_request(repo: &Repo) -> Value {
    json!({"pull_request": {"base": {"sha": repo.git(&["rev-parse", "main"])}, "head": {"sha": repo.git(&["rev-parse", "proposal"])}}})
}

#[test]
fn a_pull_request_that_lowers_on_no_evidence_is_stopped_with_annotations_and_a_summary() {
    let repo = proposed();
    repo.checkout("main");
    repo.write("notes.txt", "main went on\n");
    repo.commit("main goes on");
    repo.git(&["checkout", "--quiet", "--detach"]);
    repo.merge(&["proposal"], "the merge that the platform makes");
    let summary = repo.path().join(".git/summary.md");
    let event = event(&repo, &pull_request(&repo));
    let ran = risklog(repo.path())
        .args(["ci"])
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_EVENT_PATH", event)
        .env("GITHUB_STEP_SUMMARY", &summary)
        .run();
    ran.assert_code(1);
    assert!(
        ran.stdout.contains("::error file=risks/3.4.yaml,") && ran.stdout.contains("title=rating-lowered-no-evidence CJ-05::"),
        "{ran}"
    );
    let summary = fs::read_to_string(summary).expect("the summary was written");
    assert!(summary.contains("1 lowered") && summary.contains("Check of the result"), "{summary}");
}

#[test]
fn a_good_pull_request_passes() {
    let repo = proposed();
    repo.write(FILE, lowered());
    repo.commit("with the evidence");
    let ran = on_github(&repo, &pull_request(&repo), &["--today", "2024-06-30"]);
    ran.assert_code(0);
    assert!(!ran.stdout.contains("::error"), "{ran}");
}

#[test]
fn the_rules_of_the_base_judge_and_all_that_was_done_is_named() {
    let repo = proposed();
    let loose = manifest().replace("severities: {", "severities: {rating-lowered-no-evidence: off, ");
    repo.write("risklog.yaml", loose);
    repo.write(
        FILE,
        unproved().replace(
            "    owner: project_coordinator\n",
            "    owner: project_coordinator\n    waivers:\n      - {rule: rating-lowered-no-evidence, reason: We are sure.}\n",
        ),
    );
    repo.commit("and nobody shall say so");
    let ran = on_github(&repo, &pull_request(&repo), &[]);
    ran.assert_code(1);
    for said in ["rating-lowered-no-evidence CJ-05", "goes from error to off", "is waived for CJ-05"] {
        assert!(ran.stdout.contains(said), "{said}: {ran}");
    }
}

#[test]
fn a_push_is_compared_with_what_it_replaces_and_a_new_branch_with_nothing() {
    let repo = proposed();
    let before = repo.git(&["rev-parse", "main"]);
    on_github(&repo, &json!({"before": before, "after": repo.head()}), &[]).assert_code(1);
    let new = on_github(&repo, &json!({"before": "0".repeat(40), "after": repo.head()}), &[]);
    new.assert_code(0);
    assert!(new.stderr.contains("the branch is new") && new.stderr.contains("only the result is checked"), "{new}");
    let by_gitlab = |name: &str| risklog(repo.path()).args(["ci"]).env("GITLAB_CI", "true").env(name, &before).run();
    for name in ["CI_COMMIT_BEFORE_SHA", "CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] {
        let ran = by_gitlab(name);
        ran.assert_code(1);
        assert!(ran.stdout.contains("error[rating-lowered-no-evidence]") && !ran.stdout.contains("::error"), "{ran}");
    }
    let hook = risklog(repo.path()).args(["ci"]).env("PRE_COMMIT_FROM_REF", "main").env("PRE_COMMIT_TO_REF", "proposal").run();
    hook.assert_code(1);
}

#[test]
fn files_are_written_in_the_formats_that_platforms_read() {
    let repo = proposed();
    let file = |name: &str| repo.path().join(".git").join(name);
    let ran = risklog(repo.path())
        .args(["ci", "--base", "main", "--write", "markdown=.git/c.md", "--write", "sarif=.git/c.sarif"])
        .args(["--write", "gitlab=.git/c.json", "--write", "junit=.git/c.xml", "--write", "github=.git/c.txt"])
        .run();
    ran.assert_code(1);
    let read = |name: &str| fs::read_to_string(file(name)).expect("written");
    assert!(read("c.md").starts_with("<!-- risklog:diff -->\n"));
    for name in ["c.md", "c.sarif", "c.json", "c.xml", "c.txt"] {
        assert!(read(name).contains("rating-lowered-no-evidence") || read(name).contains("rating&#45;lowered"), "{name}: {}", read(name));
    }
    let sarif: Value = serde_json::from_str(&read("c.sarif")).expect("JSON");
    assert_eq!(sarif.pointer("/runs/0/tool/driver/name"), Some(&json!("risklog")));
    let issues: Value = serde_json::from_str(&read("c.json")).expect("JSON");
    let prints: Vec<&str> = issues.as_array().expect("a list").iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    let unique: std::collections::BTreeSet<&&str> = prints.iter().collect();
    assert_eq!(unique.len(), prints.len());
}

#[test]
fn where_nothing_says_what_to_compare_with_it_does_not_guess() {
    let repo = proposed();
    let ran = risklog(repo.path()).args(["ci"]).run();
    ran.assert_code(2);
    assert!(ran.stderr.contains("risklog ci --base origin/main"), "{ran}");
    let broken = risklog(repo.path()).args(["ci"]).env("GITHUB_ACTIONS", "true").env("GITHUB_EVENT_PATH", "/nowhere/event.json").run();
    broken.assert_code(2);
    risklog(repo.path())
        .args(["ci", "--base", "main"])
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_EVENT_PATH", "/nowhere/event.json")
        .run()
        .assert_code(1);
    for wrong in ["sarif", "html=x", "sarif="] {
        risklog(repo.path()).args(["ci", "--base", "main", "--write", wrong]).run().assert_code(2);
    }
}

#[test]
fn a_clone_without_its_history_is_told_how_to_get_it() {
    let repo = proposed();
    let clone = repo.cloned(&["--depth", "1", "--branch", "proposal"]);
    let event = event(&repo, &pull_request(&repo));
    let ran = risklog(clone.path()).args(["ci"]).env("GITHUB_ACTIONS", "true").env("GITHUB_EVENT_PATH", event).run();
    ran.assert_code(2);
    assert!(ran.stderr.contains("fetch-depth: 0"), "{ran}");
}

#[test]
fn every_project_of_a_repository_is_judged_and_one_that_went_away_too() {
    let repo = started();
    for file in ["risklog.yaml", FILE] {
        let text = repo.read(file).replace("XA-TIPSOM-01", "XB-02").replace("CJ-05", "CJ-06");
        repo.write(format!("other/{file}"), text);
    }
    repo.commit("another project");
    repo.branch("proposal");
    fs::remove_dir_all(repo.path().join("other")).expect("removed");
    repo.write(FILE, unproved());
    repo.commit("one project goes away");
    let ran = risklog(repo.path()).args(["ci", "--base", "main"]).run();
    ran.assert_code(1);
    assert!(ran.stdout.contains("error[risk-removed]") && ran.stdout.contains("CJ-06"), "{ran}");
    assert!(ran.stdout.contains("error[rating-lowered-no-evidence]"), "{ran}");
}

#[test]
fn a_project_that_moves_into_a_looser_ones_folder_is_still_judged_by_its_own_rules() {
    let repo = started();
    let files = ["risklog.yaml", FILE];
    for file in files {
        let text = repo.read(file);
        repo.write(format!("a/{file}"), &text);
        let loose = text.replace("XA-TIPSOM-01", "XB-02").replace("CJ-", "RC-").replace("\"3.4\"", "\"3.5\"");
        repo.write(format!("b/{file}"), loose.replace("severities: {", "severities: {rating-lowered-no-evidence: off, "));
        repo.remove(file);
    }
    repo.commit("two projects");
    repo.branch("proposal");
    fs::remove_dir_all(repo.path().join("b")).expect("removed");
    fs::rename(repo.path().join("a"), repo.path().join("b")).expect("renamed");
    repo.write(format!("b/{FILE}"), unproved());
    repo.commit("the strict one moves in, the loose one is gone");
    let ran = risklog(repo.path()).args(["ci", "--base", "main"]).run();
    ran.assert_code(1);
    assert!(ran.stdout.contains("error[rating-lowered-no-evidence]") && ran.stdout.contains("RC-05"), "{ran}");
    assert!(ran.stdout.contains("error[risk-removed]"), "{ran}");
}

#[test]
fn what_others_brought_to_the_base_meanwhile_is_not_blamed_on_the_pull_request() {
    let repo = started();
    let old_base = repo.head();
    repo.branch("proposal");
    repo.write("notes.txt", "nothing about risks\n");
    repo.commit("notes");
    let event = json!({"pull_request": {"base": {"sha": old_base}, "head": {"sha": repo.head()}}});
    repo.checkout("main");
    repo.write(FILE, unproved());
    repo.commit("somebody else lowers CJ-05");
    repo.git(&["checkout", "--quiet", "--detach"]);
    repo.merge(&["proposal"], "the merge that the platform makes");
    let ran = on_github(&repo, &event, &["--today", "2024-06-30"]);
    ran.assert_code(0);
    assert!(!ran.stdout.contains("rating-lowered-no-evidence"), "{ran}");
}

#[test]
fn a_state_that_has_nothing_to_do_with_the_pull_request_is_not_passed_as_it() {
    let repo = proposed();
    let event = pull_request(&repo);
    repo.checkout("main");
    let ran = on_github(&repo, &event, &[]);
    ran.assert_code(2);
    assert!(ran.stderr.contains("pull_request_target"), "{ran}");
}

#[test]
fn a_date_of_the_commit_makes_nothing_past_that_is_still_to_come() {
    let repo = proposed();
    repo.set_clock(1_924_992_000);
    repo.write(FILE, lowered().replace("2024-06-27", "2030-12-30"));
    repo.commit("from the future");
    let ran = risklog(repo.path()).args(["ci", "--base", "main"]).run();
    ran.assert_code(1);
    assert!(ran.stdout.contains("date-in-future"), "{ran}");
}

#[test]
fn where_the_action_could_not_look_no_older_comment_stays() {
    let repo = proposed();
    let bin = programs(&repo, "991\\n");
    let summary = repo.path().join(".git/summary.md");
    let mut action = Action::of(&repo);
    action.event = json!({"pull_request": {"base": {"sha": "0123456789012345678901234567890123456789"}}});
    assert_eq!(action.run(0, &bin, &summary), 0);
    assert_eq!((action.outputs.get("code").map(String::as_str), action.outputs.get("sarif")), (Some("2"), None));
    assert_eq!(action.run(1, &bin, &summary), 0);
    let comment = fs::read_to_string(repo.path().join(".git/runner-temp/risklog/comment.md")).expect("the comment");
    assert!(comment.starts_with("<!-- risklog:diff -->\n") && comment.contains("Incomplete"), "{comment}");
    assert!(fs::read_to_string(summary).expect("the summary").contains("Incomplete"));
    assert_eq!(action.run(2, &bin, &repo.path().join(".git/none.md")), 2);
}

/// The steps of the action, run as the runner does: with bash, the expressions filled in, and its files for outputs.
struct Action<'a> {
    repo: &'a Repo,
    steps: Value,
    temp: PathBuf,
    outputs: BTreeMap<String, String>,
    event: Value,
}

impl<'a> Action<'a> {
    fn of(repo: &'a Repo) -> Self {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("hooks/github/action.yml")).expect("the action");
        let action: Value = serde_yaml::from_str(&text).expect("YAML");
        assert_eq!(action.pointer("/runs/using"), Some(&json!("composite")));
        let temp = repo.path().join(".git/runner-temp");
        fs::create_dir_all(&temp).expect("made");
        Self { repo, steps: action["runs"]["steps"].clone(), temp, outputs: BTreeMap::new(), event: pull_request(repo) }
    }

    /// Fills in the expressions that the action uses; one that is not known here fails the test.
    fn filled(&self, text: &str) -> String {
        let known = [
            ("inputs.directory", "."),
            ("inputs.fail-on", "error"),
            ("runner.temp", &*self.temp.to_string_lossy()),
            ("github.token", "a-token"),
            ("github.repository", "office/register"),
            ("github.event.pull_request.number", "17"),
            ("steps.judge.outputs.code", self.outputs.get("code").map_or("", String::as_str)),
        ]
        .iter()
        .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("${{{{ {name} }}}}"), value));
        assert!(!known.contains("${{"), "{known}");
        known
    }

    /// Runs a step and returns its exit code.
    fn run(&mut self, index: usize, bin: &Path, summary: &Path) -> i32 {
        let step = &self.steps[index];
        let script = step["run"].as_str().expect("a step runs a script");
        assert!(!script.contains("${{"), "what comes from an event must not be pasted into a script: {script}");
        let output = self.temp.join("output");
        fs::write(&output, "").expect("written");
        let mut bash = Command::new("bash");
        hermetic(&mut bash, self.repo.path());
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").expect("a PATH"));
        bash.current_dir(self.repo.path()).env("PATH", path).env("GITHUB_OUTPUT", &output).env("GITHUB_STEP_SUMMARY", summary);
        bash.env("GITHUB_ACTIONS", "true").env("GITHUB_EVENT_PATH", event(self.repo, &self.event));
        for (name, value) in step["env"].as_object().expect("an environment") {
            bash.env(name, self.filled(value.as_str().expect("text")));
        }
        let ran = bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).output().expect("bash runs");
        for line in fs::read_to_string(&output).expect("outputs").lines() {
            let (name, value) = line.split_once('=').expect("an output");
            self.outputs.insert(name.to_owned(), value.to_owned());
        }
        ran.status.code().unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&ran.stderr)))
    }
}

/// A folder with `risklog` and a `gh` that writes down how it was called and knows some comments.
fn programs(repo: &Repo, comments: &str) -> PathBuf {
    let bin = repo.path().join(".git/bin");
    fs::create_dir_all(&bin).expect("made");
    let link = bin.join("risklog");
    if !link.exists() {
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_risklog"), link).expect("linked");
    }
    let gh = bin.join("gh");
    fs::write(
        &gh,
        format!(
            "#!/bin/sh\nprintf '%s\\n' \"$*\" >> '{}'\ncase \"$*\" in *--paginate*) printf '{comments}';; esac\n",
            bin.join("called").display()
        ),
    )
    .expect("written");
    fs::set_permissions(&gh, fs::Permissions::from_mode(0o755)).expect("made executable");
    bin
}

#[test]
fn the_action_judges_comments_once_and_passes_the_verdict_on() {
    let repo = proposed();
    let summary = repo.path().join(".git/summary.md");
    for (comments, expected) in [
        ("", "--method POST repos/office/register/issues/17/comments"),
        ("991\\n992\\n", "--method PATCH repos/office/register/issues/comments/991"),
    ] {
        let bin = programs(&repo, comments);
        let mut action = Action::of(&repo);
        assert_eq!(action.run(0, &bin, &summary), 0, "the first step only remembers the verdict");
        assert_eq!(action.outputs.get("code").map(String::as_str), Some("1"));
        assert!(Path::new(&action.outputs["sarif"]).is_file());
        assert_eq!(action.run(1, &bin, &summary), 0);
        let called = fs::read_to_string(bin.join("called")).expect("gh was called");
        let last = called.lines().last().expect("a call");
        assert!(last.contains(expected) && last.contains("body=@"), "{called}");
        assert!(called.contains("startswith(\"<!-- risklog:diff -->\")"), "{called}");
        assert_eq!(action.run(2, &bin, &summary), 1, "the verdict ends the job");
    }
    let comment = fs::read_to_string(repo.path().join(".git/runner-temp/risklog/comment.md")).expect("the comment");
    assert!(comment.starts_with("<!-- risklog:diff -->\n"), "{comment}");
    assert!(fs::read_to_string(summary).expect("the summary").contains("1 lowered"));
}

#[test]
fn the_recipes_call_risklog_alone_and_ask_for_the_history() {
    let read = |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the recipe");
    let job: Value = serde_yaml::from_str(&read("hooks/gitlab/risklog.yml")).expect("YAML");
    assert_eq!(job.pointer("/risklog/variables/GIT_DEPTH"), Some(&json!("0")));
    for line in job["risklog"]["script"].as_array().expect("a script") {
        assert!(line.as_str().is_some_and(|line| line.starts_with("risklog ci ")), "{line}");
    }
    let workflow: Value = serde_yaml::from_str(&read("hooks/github/workflow.yml")).expect("YAML");
    assert_eq!(workflow.pointer("/jobs/risklog/steps/0/with/fetch-depth"), Some(&json!(0)));
    let hooks: Value = serde_yaml::from_str(&read(".pre-commit-hooks.yaml")).expect("YAML");
    let ids: Vec<&str> = hooks.as_array().expect("a list").iter().filter_map(|hook| hook["id"].as_str()).collect();
    for id in ["risklog-check", "risklog-diff", "risklog-commit-msg", "risklog-ci"] {
        assert!(ids.contains(&id) && ids.contains(&format!("{id}-system").as_str()), "{id}");
    }
}
