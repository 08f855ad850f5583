//! `changelog --by period` and `--by milestone`: what the story says of each half-year, by the days of its commits.

use std::collections::BTreeMap;

use tempfile::TempDir;

use super::support::{Ran, Repo, risklog, small};

/// Stretches with their groups, and in each the labels of its lines.
type Told = BTreeMap<String, BTreeMap<String, Vec<String>>>;

fn told(ran: &Ran) -> Told {
    let mut told = Told::new();
    let (mut window, mut group) = (String::new(), String::new());
    for line in ran.assert_code(0).stdout.lines().take_while(|line| !line.starts_with("Where this comes from")) {
        let words = line.trim_start();
        match line.len() - words.len() {
            0 if words.contains("with changes") => window = words.split("  ").next().unwrap_or_default().to_owned(),
            2 => group = words.trim_start_matches(['▲', '▼', ' ']).to_owned(),
            4 => {
                let label = words.split("  ").next().unwrap_or_default().to_owned();
                told.entry(window.clone()).or_default().entry(group.clone()).or_default().push(label);
            }
            _ => {}
        }
    }
    told
}

fn log(repo: &Repo, args: &[&str]) -> Ran {
    risklog(repo.path()).env("COLUMNS", "240").args(["changelog"]).args(args).run()
}

/// The ids of a group, in one line.
fn ids(told: &Told, window: &str, group: &str) -> String {
    told.get(window).and_then(|groups| groups.get(group)).map(|labels| labels.join(" ")).unwrap_or_default()
}

#[test]
fn the_story_is_told_half_year_by_half_year() {
    let parent = TempDir::new().expect("a temporary folder can be made");
    risklog(parent.path()).args(["demo", "story"]).run().assert_code(0);
    let run = |args: &[&str]| risklog(parent.path().join("story")).env("COLUMNS", "240").args(["changelog"]).args(args).run();
    let all = told(&run(&["--by", "period"]));
    assert_eq!(
        all.keys().map(String::as_str).collect::<Vec<_>>(),
        ["2023-H2", "2024-H1", "2024-H2", "2025-H1", "2025-H2", "2026-H1", "before 2023-H2"]
    );
    // Steps 14 (2 July 2024, so not yet in the first half), 15, 17 and the merge of 19 December.
    let moves = [
        ("2023-H2", "raised", ""),
        ("2024-H1", "new", "CJ-U01"),
        ("2024-H1", "raised", ""),
        ("2024-H1", "lowered", ""),
        ("2024-H1", "delivered", "CJ-U01"),
        ("2024-H2", "new", "CJ-U02"),
        ("2024-H2", "raised", "CJ-10 LA-03 PA-06"),
        ("2024-H2", "lowered", "CJ-05 CJ-09 PA-03"),
        ("2024-H2", "first rated", "CJ-14 LA-04"),
        ("2024-H2", "reopened", "LA-04"),
        ("2024-H2", "happened", "CJ-10"),
        ("2025-H1", "new", "CJ-U03 CJ-U04"),
        ("2025-H1", "closed", "CJ-09 CJ-U02"),
        ("2025-H1", "lowered", "CJ-16 CJ-U01"),
        ("2025-H2", "raised", "CJ-02 CJ-05"),
        ("2025-H2", "mixed", "PA-04"),
        ("2025-H2", "first rated", "PA-11"),
        ("2026-H1", "lowered", "CJ-U04 LA-03"),
        ("2026-H1", "raised", ""),
    ];
    for (window, group, expected) in moves {
        assert_eq!(ids(&all, window, group), expected, "{group} in {window}");
    }
    // Reviewed whenever it was recorded: that of 2024-H1 came in on 2 July.
    assert_eq!(ids(&all, "2024-H1", "reviewed"), "3.4 3.3 3.6 3.4");
    assert!(!all["2023-H2"].contains_key("not looked at (no review, no change)"), "the review of 2023-H2 covers all risks");
    // CJ-05 was high on both sides until July 2024, and stayed high in impact.
    let high = |window: &str| ids(&all, window, "high throughout");
    assert!(high("2024-H1").contains("CJ-05") && high("2024-H2").contains("CJ-05"));
    assert!(!high("2024-H1").contains("CJ-U01") && high("2024-H2").contains("CJ-U01"), "it came in the first and stayed in the second");
    assert!(!high("2025-H2").contains("PA-04"), "its impact fell");

    let milestones = told(&run(&["--by", "milestone"]));
    assert_eq!(milestones.keys().map(String::as_str).collect::<Vec<_>>(), ["baseline to mid-term", "since mid-term", "up to baseline"]);
    assert_eq!(ids(&milestones, "baseline to mid-term", "new"), "CJ-U01 CJ-U02");
    assert_eq!(ids(&milestones, "baseline to mid-term", "lowered"), "CJ-05 CJ-09 PA-03");
    // CJ-05 was raised again; CJ-U01 was lowered once.
    assert_eq!(ids(&milestones, "since mid-term", "lowered"), "CJ-16 CJ-U01 LA-03");
    assert_eq!(ids(&milestones, "since mid-term", "raised"), "CJ-02 CJ-05");

    let until = run(&["mid-term", "--by", "milestone"]).stdout;
    assert!(until.contains("baseline to mid-term  2023-06-30 to 2024-12-31  ") && !until.contains("not over"), "{until}");
    let part = run(&["baseline..mid-term", "--by", "period", "--risk", "CJ-05"]);
    assert!(part.stdout.contains("2024-H2  2024-07-01 to 2024-12-31, not over  "), "{part}");
    assert!(part.stdout.contains("`risklog changelog baseline..mid-term --by period --risk CJ-05`"), "{part}");
    let part = told(&part);
    assert_eq!(part.keys().map(String::as_str).collect::<Vec<_>>(), ["2023-H2", "2024-H1", "2024-H2"]);
    assert_eq!(ids(&part, "2024-H2", "lowered"), "CJ-05");
}

#[test]
fn what_nobody_looked_at_is_named_and_a_review_or_a_change_is_a_look() {
    let repo = small::with_history();
    let all = log(&repo, &["--by", "period"]);
    // Nothing was recorded in the second half of 2023 and nobody held a review; in 2024-H2 the merge changed CJ-05 alone.
    let told = told(&all);
    let unseen = |window: &str| ids(&told, window, "not looked at (no review, no change)");
    assert_eq!(unseen("2023-H2"), "CJ-05 CJ-11");
    assert_eq!(unseen("2024-H1"), "CJ-05 CJ-11");
    assert_eq!(unseen("2024-H2"), "CJ-11");
    assert_eq!(unseen("2025-H1"), "CJ-05");
    assert_eq!(ids(&told, "2024-H2", "lowered"), "CJ-05");
    assert!(all.stdout.contains("recorded 2024-07-02"), "{all}");
    // A review that names only one risk is a look at that one, in its period, whenever it is recorded.
    let review = "reviews:\n  - {round: 2024-H1, date: 2024-06-20, covers: [CJ-11], reviewed_by: [me_officer], outcome: Nothing new.}\n";
    repo.write(small::FILE, small::rated().replace("risks:\n", &format!("{review}\nrisks:\n")));
    repo.commit_as("me_officer", "2025-02-01T08:00:00+01:00", "write down a review");
    let told = super::periods::told(&log(&repo, &["--by", "period"]));
    assert_eq!(ids(&told, "2024-H1", "not looked at (no review, no change)"), "CJ-05");
    assert_eq!(ids(&told, "2024-H1", "reviewed"), "3.4");
}

#[test]
fn a_rating_that_moved_and_came_back_is_told_and_not_counted_as_a_move() {
    let repo = small::started();
    for (day, level) in [("2023-08-01", "low"), ("2023-09-01", "high")] {
        repo.write(small::FILE, small::assessment(level, day));
        repo.commit_as("programme_officer", &format!("{day}T10:00:00+02:00"), level);
    }
    let told = told(&log(&repo, &["--by", "period"]));
    assert_eq!(ids(&told, "2023-H2", "moved and moved back"), "CJ-05");
    assert_eq!(ids(&told, "2023-H2", "raised") + &ids(&told, "2023-H2", "lowered"), "");
    // Its likelihood was low in between: only its impact was high throughout.
    let text = log(&repo, &["--by", "period"]).stdout;
    assert!(text.contains("CJ-05       Stronger prosecution without fair trial: impact\n"), "{text}");
}

#[test]
fn without_a_rhythm_or_milestones_it_is_said_what_is_missing() {
    let repo = small::started();
    repo.write("risklog.yaml", small::manifest().replace("date: 2023-06-30", "date: 2099-06-30").replace("semi_annual", "now_and_then"));
    repo.commit_as("programme_officer", "2023-06-21T10:00:00+02:00", "no rhythm");
    let ran = log(&repo, &["--by", "milestone"]);
    assert!(ran.assert_code(2).stderr.contains("no milestone that has been reached"), "{ran}");
    let ran = log(&repo, &["--by", "period"]);
    assert!(ran.assert_code(2).stderr.contains("no review rhythm"), "{ran}");
}

#[test]
fn json_is_ordered_by_step_whatever_the_order_for_people() {
    let repo = small::with_history();
    let entries = |by: &str| log(&repo, &["--by", by, "--format", "json"]).assert_code(0).json()["entries"].clone();
    assert_eq!(entries("period"), entries("risk"));
    assert_eq!(entries("milestone"), entries("risk"));
}
