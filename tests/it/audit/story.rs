//! Each answer about the example's history is the one that its files give to a reader.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::expected::{ADDED, BETWEEN, BLANK, COVERAGE, FIRST_HIGH, LOWERED, NET, RECORDED, REQUIRED, STEPS};
use super::{audit, ids, list, misfits, pair, word, words};
use crate::support::risklog;

/// The demonstration, built once for all of these tests, below the folder of builds: it is looked at and not changed.
static DEMO: LazyLock<PathBuf> = LazyLock::new(|| {
    let parent = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder can be made").keep();
    risklog(&parent).args(["demo", "story"]).run().assert_code(0);
    parent.join("story")
});

/// The answers about its whole history.
static WHOLE: LazyLock<Value> = LazyLock::new(|| ask(&[]));

fn ask(args: &[&str]) -> Value {
    let ran = audit(&DEMO, args);
    let report = ran.assert_code(0).json();
    assert_eq!(misfits(&DEMO, &report), Vec::<String>::new());
    report
}

/// Answers, with the numbers of the steps.
struct Asked {
    report: Value,
    steps: BTreeMap<String, String>,
}

impl Asked {
    fn about(args: &[&str]) -> Self {
        let report = if args.is_empty() { WHOLE.clone() } else { ask(args) };
        Self { report, steps: RECORDED.iter().map(|(step, moment)| ((*moment).to_owned(), step.to_string())).collect() }
    }

    /// The number of the step that a row or a moment names.
    fn step(&self, of: &Value) -> String {
        if of.is_null() {
            return "-".to_owned();
        }
        let recorded = word(&of["recorded"]);
        self.steps.get(recorded).cloned().unwrap_or_else(|| panic!("{of} is no step of the mainline"))
    }
}

#[test]
fn every_moment_names_the_commit_that_git_has_for_its_step() {
    let asked = Asked::about(&[]);
    let git = std::process::Command::new("git")
        .args(["log", "--first-parent", "--format=%H %cI"])
        .current_dir(&*DEMO)
        .output()
        .expect("git runs");
    let log = String::from_utf8(git.stdout).expect("text");
    let commits: BTreeMap<&str, &str> = log.lines().filter_map(|line| line.split_once(' ')).collect();
    assert_eq!(commits.len(), RECORDED.len());
    let mut seen = 0;
    let mut look = |value: &Value| {
        if let (Some(commit), Some(recorded)) = (value["commit"].as_str(), value["recorded"].as_str()) {
            assert_eq!(commits.get(commit), Some(&recorded), "{value}");
            seen += 1;
        }
    };
    for key in ["first_rated_high", "time_to_mitigation", "not_rated", "lowered", "added_during_implementation", "materialised", "dropped"]
    {
        for row in list(&asked.report, key) {
            look(row);
            row.as_object().expect("a row").values().for_each(&mut look);
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn first_rated_high() {
    let asked = Asked::about(&[]);
    let told = list(&asked.report, "first_rated_high").iter();
    let told: Vec<String> =
        told.map(|row| format!("{} {} {}", word(&row["id"]), asked.step(&row["likelihood"]), asked.step(&row["impact"]))).collect();
    assert_eq!(told, FIRST_HIGH);
}

#[test]
fn lowered_with_reason_evidence_review_people_and_mitigation_in_force() {
    let asked = Asked::about(&[]);
    let rows = list(&asked.report, "lowered");
    assert_eq!(rows.len(), LOWERED.len());
    for (row, expected) in rows.iter().zip(&LOWERED) {
        let (likelihood, impact) = (pair(&row["likelihood"]), pair(&row["impact"]));
        let (judged, review, evidence) = (word(&row["rated_on"]), word(&row["review"]), words(&row["evidence_added"]));
        let facts = format!("{} {likelihood} {impact} {judged} {review} {evidence}", word(&row["id"]));
        assert_eq!((facts.as_str(), asked.step(row)), (expected.facts, expected.step.to_string()));
        assert_eq!(row["direction"], if expected.facts.starts_with("PA-04") { "mixed" } else { "lowered" });
        let why = word(&row["rationale"]["after"]);
        assert!(why.starts_with(expected.why), "{why}");
        assert!(row["rationale"]["before"].is_string() && row["rationale"]["before"] != row["rationale"]["after"]);
        let in_force = list(row, "mitigation_in_force").iter();
        let in_force: Vec<String> = in_force.map(|one| format!("{} {}", word(&one["id"]), word(&one["status"]))).collect();
        assert_eq!(in_force.join(", "), expected.in_force, "{}", expected.facts);
        let proposed = list(row, "proposed_by").iter();
        let proposed: Vec<String> = proposed.map(|one| format!("{} {}", word(&one["author"]["name"]), word(&one["date"]))).collect();
        assert_eq!(proposed, expected.proposed, "{}", expected.facts);
        assert_eq!(row["brought_in_by"]["name"], expected.brought_in);
        assert_eq!(row["by_merge"], false);
    }
}

#[test]
fn review_coverage_of_every_period() {
    let asked = Asked::about(&[]);
    let told = list(&asked.report, "review_coverage").iter().map(|period| {
        assert!(list(period, "risks").iter().all(|risk| risk["result"] == "yes"), "{period}");
        assert_eq!(period["result"], "yes");
        (word(&period["period"]), list(period, "risks").len())
    });
    assert_eq!(told.collect::<Vec<_>>(), COVERAGE);
    // The first review that covers a risk in a period is that of the period, but for those that were looked at in between.
    let mut between: Vec<String> = Vec::new();
    for period in list(&asked.report, "review_coverage") {
        let apart = list(period, "risks").iter().filter(|risk| risk["review"]["round"] != period["period"]);
        between.extend(apart.map(|risk| format!("{} {} {}", word(&period["period"]), word(&risk["id"]), word(&risk["review"]["round"]))));
    }
    assert_eq!(between, BETWEEN);
    let first = &asked.report["review_coverage"][0];
    assert_eq!((&first["from"], &first["to"], &first["due"]), (&json!("2023-07-01"), &json!("2023-12-31"), &json!("2024-01-30")));
}

#[test]
fn added_after_the_baseline() {
    let asked = Asked::about(&[]);
    let told = list(&asked.report, "added_during_implementation").iter();
    let told: Vec<String> = told
        .map(|row| format!("{} {} {} {}", word(&row["id"]), asked.step(row), word(&row["origin"]), words(&row["split_from"])))
        .collect();
    assert_eq!(told, ADDED);
    assert_eq!(asked.report["baseline"]["by"], "tag");
}

#[test]
fn nothing_was_never_mitigated_and_nothing_waited() {
    let asked = Asked::about(&[]);
    assert_eq!(asked.report["never_mitigated"], json!([]));
    let mut expected: Vec<String> = REQUIRED
        .iter()
        .flat_map(|(step, ids)| ids.split(' ').map(move |id| format!("{id} required {step}, live {step}, days 0")))
        .collect();
    expected.sort();
    let told = list(&asked.report, "time_to_mitigation").iter();
    let told: Vec<String> = told
        .map(|row| {
            let (since, live) = (asked.step(&row["required_since"]), asked.step(&row["first_live"]));
            format!("{} required {since}, live {live}, days {}", word(&row["id"]), row["days"])
        })
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn not_rated_until_when() {
    let asked = Asked::about(&[]);
    let mut expected: Vec<String> =
        BLANK.iter().flat_map(|(end, ids)| ids.split(' ').map(move |id| format!("{id} from 2 until {end}"))).collect();
    expected.sort();
    let told = list(&asked.report, "not_rated").iter();
    let told: Vec<String> = told
        .map(|row| {
            let (from, until) = (asked.step(&row["from"]), asked.step(&row["until"]));
            format!("{} from {from} until {until} {}", word(&row["id"]), word(&row["ended_by"]))
        })
        .collect();
    assert_eq!(told, expected);
}

/// The kinds that move a rating or a status, or bring a risk.
fn loud(change: &Value) -> Option<String> {
    let kinds: Vec<&str> = list(change, "kinds").iter().map(word).filter(|kind| !["mitigation", "text", "other"].contains(kind)).collect();
    (!kinds.is_empty()).then(|| kinds.join("+"))
}

#[test]
fn since_the_baseline_net_and_step_by_step() {
    let asked = Asked::about(&[]);
    let since = &asked.report["since_baseline"];
    let mut net: Vec<String> = list(since, "changes")
        .iter()
        .filter_map(|change| {
            Some(format!("{} {} {} {}", word(&change["id"]), loud(change)?, pair(&change["likelihood"]), pair(&change["impact"])))
        })
        .collect();
    net.push(format!("risks {}>{}", since["risks"]["before"], since["risks"]["after"]));
    net.sort();
    assert_eq!(net, NET);
    assert_eq!((&since["base"]["commit"], &since["head"]["commit"]), (&asked.report["baseline"]["commit"], &asked.report["range"]["to"]));
    let mut steps: Vec<String> = Vec::new();
    for step in list(since, "steps") {
        let number = asked.step(step);
        let mut told: Vec<String> =
            list(step, "changes").iter().filter_map(|change| Some(format!("{number} {} {}", word(&change["id"]), loud(change)?))).collect();
        told.sort();
        steps.extend(told);
    }
    assert_eq!(steps, STEPS);
}

#[test]
fn what_happened_with_rating_and_mitigation_of_that_time_and_the_response() {
    let asked = Asked::about(&[]);
    let [happened] = list(&asked.report, "materialised") else { panic!("one risk happened: {}", asked.report["materialised"]) };
    // Step 17: medium and high before it, M1 in progress; M2 is the answer to what happened.
    assert_eq!((word(&happened["id"]), asked.step(happened).as_str(), word(&happened["materialised_on"])), ("CJ-10", "17", "2024-10-09"));
    assert_eq!((word(&happened["likelihood"]), word(&happened["impact"])), ("medium", "high"));
    let in_force: Vec<_> = list(happened, "mitigation_in_force").iter().map(|one| (word(&one["id"]), word(&one["status"]))).collect();
    assert_eq!(in_force, [("M1", "in_progress")]);
    assert!(word(&happened["what_happened"]).starts_with("A unit trained by the project took part"), "{happened}");
    assert_eq!(happened["response"]["kind"], "mitigate");
    let [added] = list(&happened["response"], "actions") else { panic!("one action answers it: {happened}") };
    assert_eq!((word(&added["id"]), word(&added["change"])), ("M2", "added"));
}

#[test]
fn dropped_and_softened() {
    let asked = Asked::about(&[]);
    // CJ-09 was closed too (28), at low and low; CJ-U02 was split at medium and high (26).
    let [dropped] = list(&asked.report, "dropped") else { panic!("one: {}", asked.report["dropped"]) };
    assert_eq!((word(&dropped["id"]), asked.step(dropped).as_str(), word(&dropped["how"])), ("CJ-U02", "26", "closed_while_rated"));
    assert_eq!((word(&dropped["likelihood"]), word(&dropped["impact"])), ("medium", "high"));
    assert_eq!((words(&dropped["superseded_by"]).as_str(), &dropped["returned"]), ("CJ-U03+CJ-U04", &Value::Null));
    // No statement of the story ever changes.
    assert_eq!(asked.report["softened"], json!([]));
}

#[test]
fn trust_and_the_rules() {
    let asked = Asked::about(&[]);
    let trust = &asked.report["trust"];
    // 24 steps of the mainline, none signed; the longest wait is that of step 31, judged on 2025-11-26 and merged on 2025-12-11.
    assert_eq!((&trust["commits_read"], &trust["signed"], &trust["largest_clock_gap_days"]), (&json!(24), &json!(0), &json!(15)));
    assert_eq!((&trust["branch_commits_read"], &trust["boundary"]), (&json!(8), &json!("root")));
    for (key, expected) in
        [("rewritten_milestones", json!([])), ("replace_refs", json!(false)), ("shallow", json!(false)), ("bulk_edits", json!([]))]
    {
        assert_eq!(trust[key], expected, "{key}");
    }
    let milestones: Vec<_> = list(trust, "milestones").iter().map(|one| (word(&one["name"]), word(&one["on"]))).collect();
    assert_eq!(milestones, [("baseline", "2023-06-30"), ("mid-term", "2024-12-31")]);
    // PA-02 M2 was postponed after its day, twice: steps 27 and 32.
    let findings = list(&asked.report, "findings").iter();
    let findings: Vec<_> = findings.map(|one| (asked.step(one), word(&one["rule"]), word(&one["id"]), word(&one["severity"]))).collect();
    let late = |step: &str| (step.to_owned(), "due-date-moved", "PA-02", "warning");
    assert_eq!(findings, [late("27"), late("32")]);
    assert_eq!((&asked.report["as_of"], &asked.report["incomplete"]), (&json!("2026-06-22"), &json!(false)));
    assert_eq!((&asked.report["not_known"], &asked.report["unreadable_at_end"]), (&json!([]), &json!([])));
}

#[test]
fn a_range_tells_its_own_events_and_what_lasts_from_the_beginning() {
    let asked = Asked::about(&["mid-term..HEAD"]);
    let report = &asked.report;
    // Steps 28, 31 and 32 lowered; 26 added and dropped; CJ-10 happened before.
    assert_eq!(ids(report, "lowered"), ["CJ-16", "CJ-U01", "PA-04", "CJ-U04", "LA-03"]);
    assert_eq!(ids(report, "added_during_implementation"), ["CJ-U03", "CJ-U04"]);
    assert_eq!((ids(report, "dropped"), ids(report, "materialised")), (vec!["CJ-U02"], vec![]));
    let told: Vec<String> = list(report, "first_rated_high")
        .iter()
        .map(|row| format!("{} {} {}", word(&row["id"]), asked.step(&row["likelihood"]), asked.step(&row["impact"])))
        .collect();
    assert_eq!(told, FIRST_HIGH);
    let of = |id: &str| list(report, "first_rated_high").iter().find(|row| row["id"] == id).expect("a row").clone();
    assert_eq!((&of("CJ-02")["likelihood"]["in_range"], &of("CJ-05")["likelihood"]["in_range"]), (&json!(true), &json!(false)));
    assert_eq!(list(&report["since_baseline"], "steps").len(), 12, "the steps since the baseline, whatever the range");
    assert_eq!(report["trust"]["boundary"], "range");
}
