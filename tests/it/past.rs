//! Rules that have to know what came before the earlier state: dates that slip for the second time, days that lie before
//! the last commit, and what a comparison over many commits must not take for late. Diff, hook and change log know the same, and say nothing where the history is cut off.

use std::path::Path;

use tempfile::TempDir;

use crate::support::small::{FILE, assessment, lowered, started};
use crate::support::{Ran, Repo, risklog};

/// The assessment with another day for its action.
fn due(day: &str) -> String {
    assessment("high", "2023-06-20").replace("due: 2099-12-31", &format!("due: {day}"))
}

/// The findings of a rule in a comparison: what they say.
fn said(ran: &Ran, rule: &str) -> Vec<String> {
    let json = ran.json();
    let findings = json["findings"].as_array().expect("a list").iter().filter(|finding| finding["rule"] == rule);
    findings.map(|finding| finding["message"].as_str().expect("a text").to_owned()).collect()
}

fn logged(folder: &Path, rule: &str) -> Vec<String> {
    let log = risklog(folder).args(["changelog", "--format", "json"]).run().json();
    let entries = log["entries"].as_array().expect("a list").iter();
    let findings = entries.flat_map(|entry| entry["findings"].as_array().expect("a list"));
    findings.filter(|finding| finding["rule"] == rule).map(|finding| finding["message"].as_str().expect("a text").to_owned()).collect()
}

/// A repository in which the day of the action was moved once, and other things happened since.
fn postponed_once() -> Repo {
    let repo = started();
    repo.write(FILE, due("2099-06-30"));
    repo.commit_as("programme_officer", "2023-07-01T10:00:00+02:00", "sooner");
    repo.write(FILE, due("2099-12-31"));
    repo.commit_as("programme_officer", "2023-08-01T10:00:00+02:00", "later");
    repo.write("README.md", "Nothing about risks.\n");
    repo.commit_as("programme_officer", "2023-09-01T10:00:00+02:00", "readme");
    // The file moves, and cannot be read for one commit: neither hides what was before.
    repo.git(&["mv", FILE, "risks/criminal-justice.yaml"]);
    repo.commit_as("programme_officer", "2023-10-01T10:00:00+02:00", "move");
    repo.write("risks/criminal-justice.yaml", "tool: \"3.4\n");
    repo.commit_as("programme_officer", "2023-10-02T10:00:00+02:00", "break");
    repo.write("risks/criminal-justice.yaml", due("2099-12-31"));
    repo.commit_as("programme_officer", "2023-10-03T10:00:00+02:00", "mend");
    repo.write("risks/criminal-justice.yaml", due("2100-12-31"));
    repo
}

const AGAIN: &str = "the day of M1 of CJ-05 was moved from 2099-12-31 to 2100-12-31 for the second time";

#[test]
fn a_day_that_slips_for_the_second_time_is_found_by_diff_hook_and_log() {
    let repo = postponed_once();
    let diff = risklog(repo.path()).args(["diff", "--format", "json"]).run();
    assert_eq!(said(&diff, "due-date-moved"), [AGAIN], "{diff}");
    repo.git(&["add", "-A"]);
    let hook = risklog(repo.path()).args(["hook", "run"]).env("COLUMNS", "240").run();
    assert!(hook.stdout.contains(AGAIN), "{hook}");
    assert_eq!(logged(repo.path(), "due-date-moved"), Vec::<String>::new());
    repo.commit_as("programme_officer", "2023-11-01T10:00:00+02:00", "later again");
    assert_eq!(logged(repo.path(), "due-date-moved"), [AGAIN]);
    let diff = risklog(repo.path()).args(["diff", "HEAD~1", "HEAD", "--format", "json"]).run();
    assert_eq!(said(&diff, "due-date-moved"), [AGAIN], "{diff}");
    let diff = risklog(repo.path()).args(["diff", "HEAD~6", "HEAD", "--format", "json"]).run();
    assert_eq!(said(&diff, "due-date-moved"), Vec::<String>::new(), "from there on it was moved once, as a net change\n{diff}");
}

#[test]
fn what_lies_beyond_the_edge_of_a_shallow_clone_is_not_known_and_nothing_is_said() {
    let repo = postponed_once();
    repo.commit_as("programme_officer", "2023-11-01T10:00:00+02:00", "later again");
    for (depth, found) in [(2, 0), (6, 0), (7, 1)] {
        let parent = TempDir::new().expect("a temporary folder can be made");
        let clone = parent.path().join("clone");
        let from = format!("file://{}", repo.path().display());
        repo.git(&["clone", "--quiet", "--depth", &depth.to_string(), &from, &clone.display().to_string()]);
        let diff = risklog(&clone).args(["diff", "HEAD~1", "HEAD", "--format", "json"]).run();
        assert_eq!(said(&diff, "due-date-moved").len(), found, "{depth}\n{diff}");
        assert_eq!(logged(&clone, "due-date-moved").len(), found, "{depth}");
    }
}

#[test]
fn a_judgement_from_before_the_last_commit_that_touched_the_risk_is_backdated() {
    let repo = started();
    repo.write(FILE, assessment("high", "2023-06-20").replace("status: planned", "status: in_progress"));
    repo.commit_as("project_coordinator", "2024-06-24T10:00:00+02:00", "progress");
    repo.write("README.md", "Nothing about risks.\n");
    repo.commit_as("project_coordinator", "2024-06-26T10:00:00+02:00", "readme");
    let judged = |day: &str| assessment("medium", day).replace("status: planned", "status: in_progress");
    for (day, found) in [("2024-06-23", 1), ("2024-06-24", 0), ("2024-06-25", 0)] {
        repo.write(FILE, judged(day));
        let diff = risklog(repo.path()).args(["--today", "2024-06-28", "diff", "--format", "json"]).run();
        let said = said(&diff, "backdated-rating");
        assert_eq!(said.len(), found, "{day}\n{diff}");
        assert!(said.iter().all(|said| said.contains("before the commit of 2024-06-24")), "{diff}");
    }
    repo.write(FILE, judged("2024-06-23"));
    repo.commit_as("project_coordinator", "2024-06-28T10:00:00+02:00", "judged");
    assert_eq!(logged(repo.path(), "backdated-rating").len(), 1);
}

#[test]
fn over_several_commits_each_part_has_the_day_on_which_it_was_recorded() {
    let repo = started();
    let with = |likelihood: &str, day: &str, due: &str| assessment(likelihood, day).replace("due: 2099-12-31", &format!("due: {due}"));
    repo.write(FILE, with("high", "2023-06-20", "2024-03-31"));
    repo.commit_as("programme_officer", "2023-07-03T10:00:00+02:00", "a nearer day");
    repo.git(&["tag", "start"]);
    repo.write(FILE, with("medium", "2024-02-26", "2024-03-31"));
    repo.commit_as("programme_officer", "2024-03-01T10:00:00+02:00", "rate in time");
    repo.write(FILE, with("medium", "2024-02-26", "2024-12-31"));
    repo.commit_as("programme_officer", "2024-03-20T10:00:00+02:00", "move the day in time");
    for (day, name) in [("2024-06-01", "one"), ("2024-09-01", "two")] {
        repo.write("README.md", name);
        repo.commit_as("programme_officer", &format!("{day}T10:00:00+02:00"), name);
    }
    let late = |args: &[&str]| {
        let ran = risklog(repo.path()).args(["--today", "2024-10-01", "diff"]).args(args).args(["--format", "json"]).run();
        (said(&ran, "backdated-rating"), said(&ran, "due-date-moved"))
    };
    assert_eq!(late(&["start", "HEAD"]), (Vec::new(), Vec::new()));
    assert_eq!(late(&["start"]), (Vec::new(), Vec::new()), "the same with the files as the later state");
    // What is not committed is recorded today.
    repo.write(FILE, with("low", "2024-05-01", "2025-12-31"));
    let (backdated, moved) = late(&["start"]);
    assert_eq!((backdated.len(), moved.len()), (1, 1), "{backdated:?} {moved:?}");
    assert!(backdated[0].contains("153 days before"), "{backdated:?}");
    repo.commit_as("programme_officer", "2024-09-20T10:00:00+02:00", "late");
    let (backdated, moved) = late(&["start", "HEAD"]);
    assert_eq!((backdated.len(), moved.len()), (1, 1), "{backdated:?} {moved:?}");
    assert!(backdated[0].contains("142 days before"), "{backdated:?}");
}

#[test]
fn a_move_and_a_rating_in_two_commits_are_not_mixed() {
    let repo = started();
    repo.git(&["mv", FILE, "risks/criminal-justice.yaml"]);
    repo.commit_as("programme_officer", "2024-06-27T10:00:00+02:00", "move");
    repo.write("risks/criminal-justice.yaml", lowered());
    repo.commit_as("programme_officer", "2024-06-28T10:00:00+02:00", "rate");
    let mixed = |base: &str| said(&risklog(repo.path()).args(["diff", base, "HEAD", "--format", "json"]).run(), "mixed-change").len();
    assert_eq!((mixed("HEAD~2"), mixed("HEAD~1")), (0, 0));
    repo.git(&["mv", "risks/criminal-justice.yaml", FILE]);
    repo.write(FILE, assessment("low", "2024-07-01"));
    repo.commit_as("programme_officer", "2024-07-01T10:00:00+02:00", "both at once");
    assert_eq!(mixed("HEAD~1"), 1);
}
