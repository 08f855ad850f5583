//! Ranges, days and the way an audit ends.

use serde_json::{Value, json};

use super::{audit, ids, list, misfits, word};
use crate::support::small::{FILE, assessment, lowered, rated, started, with_history};
use crate::support::{Repo, risklog};

/// The small history, and then: CJ-05 lowered once more in a commit of its own, without evidence, reason or day.
fn with_a_broken_rule() -> Repo {
    let repo = with_history();
    repo.git(&["tag", "before"]);
    repo.write(FILE, rated().replace("    likelihood: medium\n    impact: high", "    likelihood: low\n    impact: high"));
    repo.commit_as("me_officer", "2025-03-01T08:00:00+01:00", "lower quietly");
    repo.git(&["tag", "broken"]);
    repo.write("README.md", "Nothing about risks.\n");
    repo.commit_as("me_officer", "2025-03-02T08:00:00+01:00", "readme");
    repo
}

#[test]
fn an_error_in_any_step_ends_with_1_and_one_before_the_range_does_not() {
    let repo = with_a_broken_rule();
    let ran = audit(repo.path(), &[]);
    let report = ran.assert_code(1).json();
    let findings = list(&report, "findings");
    let broken = findings.iter().find(|one| one["rule"] == "rating-changed-same-rationale").expect("the rule speaks");
    assert_eq!((word(&broken["severity"]), word(&broken["commit"])), ("error", repo.git(&["rev-parse", "broken"]).as_str()));
    audit(repo.path(), &["before..HEAD"]).assert_code(1);
    audit(repo.path(), &["baseline..before"]).assert_code(0);
    let later = audit(repo.path(), &["broken..HEAD"]);
    assert_eq!(later.assert_code(0).json()["findings"], json!([]));
}

#[test]
fn milder_findings_end_with_1_only_where_that_is_asked() {
    let repo = started();
    repo.write(
        FILE,
        assessment("high", "2023-06-20").replace("due: 2099-12-31", "due: 2099-12-30").replace("defence lawyers", "defence counsel"),
    );
    repo.commit_as("me_officer", "2023-07-01T08:00:00+01:00", "reword");
    let report = audit(repo.path(), &[]).assert_code(0).json();
    assert_eq!(list(&report, "findings").iter().map(|one| word(&one["rule"])).collect::<Vec<_>>(), ["mitigation-reworded"]);
    audit(repo.path(), &["--fail-on", "warning"]).assert_code(0);
    audit(repo.path(), &["--fail-on", "info"]).assert_code(1);
}

#[test]
fn a_finding_without_a_change_in_content_counts_too() {
    let repo = started();
    repo.write(FILE, format!("# ask witness@mail.example\n{}", assessment("high", "2023-06-20")));
    repo.commit_as("me_officer", "2023-07-01T08:00:00+01:00", "note");
    audit(repo.path(), &[]).assert_code(0);
    repo.write(FILE, assessment("high", "2023-06-20"));
    repo.commit_as("me_officer", "2023-07-02T08:00:00+01:00", "clean up");
    let ran = audit(repo.path(), &[]);
    let report = ran.assert_code(1).json();
    assert_eq!(report["findings"][0]["rule"], "personal-data-removed", "{ran}");
    assert!(!ran.stdout.contains("witness@"), "{ran}");
}

#[test]
fn an_empty_range_has_no_events_and_no_findings() {
    let repo = with_a_broken_rule();
    let report = audit(repo.path(), &["HEAD..HEAD"]).assert_code(0).json();
    assert_eq!(misfits(repo.path(), &report), Vec::<String>::new());
    for key in ["lowered", "added_during_implementation", "materialised", "dropped", "softened", "findings"] {
        assert_eq!(report[key], json!([]), "{key}");
    }
    assert_eq!(report["trust"]["commits_read"], 0);
    assert_eq!(ids(&report, "first_rated_high"), ["CJ-05"], "what lasts is told from the beginning");
    assert_eq!(report["first_rated_high"][0]["impact"]["in_range"], false);
}

#[test]
fn a_range_that_ends_earlier_knows_nothing_later() {
    let repo = with_history();
    let report = audit(repo.path(), &["baseline"]).assert_code(0).json();
    assert_eq!((ids(&report, "lowered"), ids(&report, "not_rated")), (vec![], vec!["CJ-11"]));
    assert_eq!((&report["not_rated"][0]["until"], word(&report["as_of"])), (&Value::Null, "2023-06-20"));
    let later = audit(repo.path(), &["baseline..HEAD"]).assert_code(0).json();
    assert_eq!((ids(&later, "lowered"), word(&later["as_of"])), (vec!["CJ-05"], "2025-01-15"));
    assert_eq!(later["not_rated"][0]["ended_by"], "rated");
}

#[test]
fn a_day_that_is_given_is_the_day_of_the_answers() {
    let repo = with_history();
    let report = audit(repo.path(), &["--today", "2025-08-01"]).assert_code(0).json();
    assert_eq!(report["as_of"], "2025-08-01");
    let periods: Vec<_> = list(&report, "review_coverage").iter().map(|one| (word(&one["period"]), word(&one["result"]))).collect();
    assert_eq!(periods.last(), Some(&("2025-H2", "open")), "{periods:?}");
    assert!(word(&report["trust"]["command"]).ends_with("--today 2025-08-01"), "{}", report["trust"]["command"]);
}

#[test]
fn what_is_not_committed_can_be_the_newest_step() {
    let repo = started();
    repo.write(FILE, lowered());
    let report = audit(repo.path(), &["--with-worktree", "--today", "2024-07-01"]).assert_code(0).json();
    assert_eq!(misfits(repo.path(), &report), Vec::<String>::new());
    let [row] = list(&report, "lowered") else { panic!("one: {report}") };
    assert_eq!((word(&row["id"]), &row["commit"], &row["recorded"]), ("CJ-05", &Value::Null, &Value::Null));
    assert_eq!((&report["since_baseline"]["head"]["kind"], &report["as_of"]), (&json!("worktree"), &json!("2024-07-01")));
    assert_eq!(list(&report["since_baseline"], "steps").len(), 1);
    let without = audit(repo.path(), &[]).assert_code(0).json();
    assert_eq!(without["lowered"], json!([]));
}

#[test]
fn people_are_named_as_asked() {
    let repo = with_history();
    let named = |how: &str| audit(repo.path(), &["--authors", how]).json()["lowered"][0]["proposed_by"][0]["author"].clone();
    assert_eq!(named("hide"), json!({"name": null, "email": null, "role": null}));
    assert_eq!(named("role"), json!({"name": "project_coordinator", "email": null, "role": "project_coordinator"}));
    assert_eq!(named("name")["email"], "project-coordinator@example.org");
}

#[test]
fn the_page_asks_every_question_answers_none_plainly_and_fits_a_narrow_window() {
    let repo = with_history();
    for width in ["60", "80", "140"] {
        let ran = risklog(repo.path()).args(["audit"]).env("COLUMNS", width).run();
        ran.assert_code(0);
        let most = width.parse::<usize>().expect("a number");
        let wide = ran.stdout.lines().find(|line| line.chars().count() > most);
        assert_eq!(wide, None, "{width}");
        for question in ["1. ", "2 and 3. ", "4. ", "5. ", "6. ", "7. ", "8. ", "9. ", "10. ", "11. ", "12. ", "13. "] {
            assert!(ran.stdout.lines().any(|line| line.starts_with(question)), "{question}\n{ran}");
        }
        assert!(ran.stdout.contains("12. Did a statement lose words"), "{ran}");
        assert!(ran.stdout.lines().any(|line| line == "none"), "{ran}");
    }
    let markdown = risklog(repo.path()).args(["audit", "--format", "markdown"]).run();
    assert!(markdown.stdout.starts_with("<!-- risklog:audit -->\n"), "{markdown}");
    assert_eq!(markdown.stdout, risklog(repo.path()).args(["audit", "--format", "markdown"]).run().stdout);
}

#[test]
fn without_git_or_commits_nothing_can_be_asked() {
    let empty = tempfile::TempDir::new().expect("a folder");
    let ran = risklog(empty.path()).args(["audit"]).run();
    ran.assert_code(2);
    let unborn = Repo::init();
    unborn.write("risklog.yaml", crate::support::small::manifest());
    let ran = risklog(unborn.path()).args(["audit"]).run();
    ran.assert_code(2);
    assert!(ran.stderr.contains("--with-worktree"), "{ran}");
    audit(unborn.path(), &["--with-worktree"]).assert_code(0);
}
