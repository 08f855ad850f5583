//! The page under a pull request and the summary of a job: never too long, and what is left out is counted.

use std::fs;

use super::{gfm, small};
use crate::support::small::manifest;
use crate::support::{Repo, risklog};

const RISKS: usize = 2_000;

/// A project in whose last commit 2,000 risks are rated anew, some without evidence.
fn large() -> Repo {
    let repo = Repo::init();
    repo.write("risklog.yaml", manifest());
    let state = |turn: usize| {
        let risks: String = (1..=RISKS)
            .map(|number| {
                let level = ["high", "medium", "low"][(number + turn) % 3];
                format!(
                    "  - id: CJ-U{number:02}\n    statement: Case workers in district {number} may pass on names in year {turn}.\n    likelihood: \
                     {level}\n    impact: high\n    rated_on: {}-06-20\n    rationale: What district {number} told the team in year {turn}, in a few words.\n    \
                     mitigation:\n      - {{id: M1, action: Train district {number}., owner: me_officer, status: {}}}\n",
                    2023 + turn,
                    ["planned", "in_place"][turn]
                )
            })
            .collect();
        format!("schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\nrisks:\n{risks}")
    };
    for turn in [0, 1] {
        repo.write("risks/3.4.yaml", state(turn));
        repo.commit("review");
    }
    repo
}

#[test]
fn a_comment_on_2000_changed_risks_is_short_and_tells_every_section() {
    let repo = large();
    let summary = repo.path().join("summary.md");
    let page = risklog(repo.path()).args(["diff", "HEAD~1", "HEAD", "--format", "markdown"]).run();
    page.assert_code(page.code.min(1));
    let length = page.stdout.chars().count();
    assert!((30_000..60_000).contains(&length), "{length}");
    assert_eq!(page.stdout.lines().next(), Some("<!-- risklog:diff -->"));
    for needed in ["### Ratings", "### Matrix", "### Findings", "more not shown here (Ratings 1", "`risklog diff HEAD~1 HEAD`"] {
        assert!(page.stdout.contains(needed), "{needed}\n{}", page.stdout.chars().take(3_000).collect::<String>());
    }
    let shown = page.stdout.lines().filter(|line| line.starts_with("| <b>CJ-U")).count();
    let left: usize = page
        .stdout
        .split("(Ratings ")
        .nth(1)
        .and_then(|rest| rest.split([',', ')']).next())
        .and_then(|number| number.parse().ok())
        .expect("a number");
    assert_eq!(shown + left, RISKS, "every risk is shown or counted");
    let github = risklog(repo.path()).args(["diff", "HEAD~1", "HEAD", "--format", "github"]).env("GITHUB_STEP_SUMMARY", &summary).run();
    assert_eq!(github.code, page.code, "{github}");
    let length = fs::read(&summary).expect("the summary is written").len();
    assert!((500_000..1_048_576).contains(&length), "{length}");
}

#[test]
fn the_summary_of_a_job_is_added_to_and_never_over_full() {
    let repo = small::judged();
    let summary = repo.path().join("summary.md");
    fs::write(&summary, "What another command said.\n").expect("written");
    for (command, marker) in [("check", "risklog:check"), ("diff", "risklog:diff")] {
        let args: &[&str] = if command == "diff" { &["diff", "HEAD~1", "HEAD"] } else { &["check"] };
        let before = fs::read_to_string(&summary).expect("text");
        let ran = risklog(repo.path()).args(args).args(["--format", "github"]).env("GITHUB_STEP_SUMMARY", &summary).run();
        ran.assert_code(1);
        let after = fs::read_to_string(&summary).expect("text");
        let added = after.strip_prefix(&before).expect("what was there stays");
        assert_eq!(gfm::alive(added, Some(marker)), Vec::<String>::new(), "{added}");
    }
    let kept = fs::read_to_string(&summary).expect("text");
    for format in ["json", "markdown", "sarif", "gitlab", "junit"] {
        risklog(repo.path()).args(["check", "--format", format]).env("GITHUB_STEP_SUMMARY", &summary).run();
    }
    assert_eq!(fs::read_to_string(&summary).expect("text"), kept, "only the annotations have a summary");
    let full = "x".repeat(1_040_000);
    fs::write(&summary, &full).expect("written");
    let ran = risklog(repo.path()).args(["check", "--format", "github"]).env("GITHUB_STEP_SUMMARY", &summary).run();
    assert!(ran.stderr.contains("the job summary is full") && ran.stdout.contains("::error"), "{ran}");
    assert_eq!(fs::read_to_string(&summary).expect("text"), full);
}

#[test]
fn a_summary_that_cannot_be_written_is_an_error_after_the_annotations() {
    let repo = small::judged();
    let nowhere = repo.path().join("no/such/folder/summary.md");
    let ran = risklog(repo.path()).args(["check", "--format", "github"]).env("GITHUB_STEP_SUMMARY", &nowhere).run();
    ran.assert_code(2);
    assert!(ran.stdout.contains("::error") && ran.stderr.contains("cannot add to the job summary"), "{ran}");
}
