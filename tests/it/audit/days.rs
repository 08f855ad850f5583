//! Commits whose clock was wrong: an answer that goes by days goes by the order of the history as well.

use serde_json::{Value, json};

use super::{audit, list, misfits, word};
use crate::support::small::{FILE, assessment, manifest, rated, started, with_history};
use crate::support::{Repo, risklog};

const WRONG: &str = "2001-01-01T10:00:00+00:00";

/// A rule that is broken after a day, and a newest commit that says 2001.
fn broken_and_misdated() -> Repo {
    let repo = with_history();
    repo.write(FILE, rated().replace("    likelihood: medium\n    impact: high", "    likelihood: low\n    impact: high"));
    repo.commit_as("me_officer", "2025-03-01T08:00:00+01:00", "lower quietly");
    repo.write("README.md", "Written with a flat battery.\n");
    repo.commit_as("me_officer", WRONG, "readme");
    repo
}

#[test]
fn a_newest_commit_with_an_old_date_does_not_empty_a_range_that_begins_with_a_day() {
    let repo = broken_and_misdated();
    let report = audit(repo.path(), &["--since", "2025-02-01"]).assert_code(1).json();
    assert_eq!((&report["trust"]["commits_read"], word(&report["as_of"])), (&json!(2), "2025-03-01"));
    let backwards = &list(&report["trust"], "backwards")[0];
    assert_eq!(word(&backwards["commit"]), repo.head());
    // The day stands for the state before it, here as well.
    let until = audit(repo.path(), &["--until", "2025-02-01"]).assert_code(0).json();
    assert_eq!(word(&until["range"]["to"]), repo.git(&["rev-parse", "HEAD~2"]));
}

#[test]
fn a_commit_with_an_old_date_behind_the_last_right_one_may_be_later_and_is_judged() {
    let repo = with_history();
    repo.write(FILE, rated().replace("    likelihood: medium\n    impact: high", "    likelihood: low\n    impact: high"));
    repo.commit_as("me_officer", WRONG, "lower quietly");
    let report = audit(repo.path(), &["--since", "2025-02-01"]).assert_code(1).json();
    assert_eq!(report["trust"]["commits_read"], 1);
}

#[test]
fn a_clock_that_ran_back_before_the_range_is_told_too() {
    let repo = broken_and_misdated();
    repo.write("README.md", "Later.\n");
    repo.commit_as("me_officer", "2025-04-01T08:00:00+01:00", "readme");
    let report = audit(repo.path(), &["HEAD~1..HEAD"]).assert_code(0).json();
    let backwards: Vec<&str> = list(&report["trust"], "backwards").iter().map(|step| word(&step["commit"])).collect();
    assert_eq!(backwards, [repo.git(&["rev-parse", "HEAD~1"])]);
}

fn coverage(report: &Value) -> Vec<String> {
    let told = list(report, "review_coverage").iter().flat_map(|period| {
        let risks = list(period, "risks").iter();
        risks.map(|risk| format!("{} {} {}", word(&period["period"]), word(&risk["id"]), word(&risk["result"])))
    });
    told.collect()
}

#[test]
fn one_commit_with_an_old_date_changes_no_answer_about_reviews_and_moves_no_period() {
    let repo = with_history();
    let right = audit(repo.path(), &[]).assert_code(0).json();
    // What the periods before the last one tell.
    let past = |repo: &Repo| {
        let ran = risklog(repo.path()).args(["changelog", "--by", "period", "--format", "markdown"]).run();
        let (past, last) = ran.assert_code(0).stdout.split_once("2025-H1").expect("the last period is told");
        (past.split_once("2023-H2").expect("the first one too").1.to_owned(), last.contains("CJ-U01"))
    };
    let (before, told) = (past(&repo), coverage(&right));
    assert!(told.iter().any(|line| line == "2024-H1 CJ-05 no"), "{told:?}");
    // A risk that comes with the wrong date was not there in the periods before.
    repo.write(FILE, format!("{}\n  - id: CJ-U01\n    statement: Briefings may name people.\n    likelihood:\n    impact:\n", rated()));
    repo.commit_as("me_officer", WRONG, "a new risk");
    let report = audit(repo.path(), &[]).json();
    assert_eq!(misfits(repo.path(), &report), Vec::<String>::new());
    assert_eq!(report["as_of"], right["as_of"]);
    let others: Vec<String> = coverage(&report).into_iter().filter(|line| !line.contains("CJ-U01")).collect();
    assert_eq!(others, told);
    let new: Vec<String> = coverage(&report).into_iter().filter(|line| line.contains("CJ-U01")).collect();
    assert_eq!(new, ["2025-H1 CJ-U01 open"]);
    assert_eq!(past(&repo), (before.0, true));
}

#[test]
fn a_baseline_by_its_day_is_no_later_commit_with_an_old_date() {
    let repo = started();
    repo.write(FILE, assessment("medium", "2024-06-27"));
    repo.commit_as("me_officer", "2024-06-28T10:00:00+02:00", "lower");
    repo.write("README.md", "Written with a flat battery.\n");
    repo.commit_as("me_officer", WRONG, "readme");
    let report = audit(repo.path(), &[]).json();
    assert_eq!(
        (word(&report["baseline"]["by"]), word(&report["baseline"]["commit"])),
        ("day", repo.git(&["rev-parse", "HEAD~2"]).as_str())
    );
}

#[test]
fn a_milestone_whose_tag_is_misspelt_is_found_by_its_name_everywhere() {
    let repo = with_history();
    repo.write("risklog.yaml", manifest().replace("date: 2023-06-30", "date: 2023-06-30, tag: basline"));
    repo.commit_as("me_officer", "2025-02-01T08:00:00+01:00", "a slip");
    let tagged = repo.git(&["rev-parse", "baseline"]);
    let report = audit(repo.path(), &["baseline..HEAD"]).json();
    assert_eq!((word(&report["baseline"]["by"]), word(&report["baseline"]["commit"])), ("tag", tagged.as_str()));
    assert_eq!(word(&report["range"]["from"]), tagged);
    let milestone = &report["trust"]["milestones"][0];
    assert_eq!((word(&milestone["tagged"]["name"]), word(&milestone["wrong"][0]["what"])), ("baseline", "missing"));
}

#[test]
fn a_tag_that_leads_to_no_commit_is_said_and_not_passed_over() {
    let repo = with_history();
    repo.git(&["tag", "--force", "baseline", "HEAD^{tree}"]);
    let ran = audit(repo.path(), &[]);
    ran.assert_code(2);
    assert!(ran.stderr.contains("`refs/tags/baseline` is not a commit"), "{ran}");
}
