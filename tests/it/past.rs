//! Rules that have to know what came before the earlier state: dates that slip for the second time, days that lie before
//! the last commit. Diff, hook and change log know the same, and say nothing where the history is cut off.

use std::path::Path;

use tempfile::TempDir;

use crate::support::small::{FILE, assessment, started};
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
