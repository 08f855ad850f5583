//! The example's story, told by the binary: the demonstration builds it, and the log holds its facts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{demo, risklog};

/// The demonstration, built once in a folder of its own.
struct Demo {
    _parent: TempDir,
    folder: PathBuf,
}

impl Demo {
    fn build() -> Self {
        let (parent, folder) = demo();
        Self { _parent: parent, folder }
    }

    fn json(&self, args: &[&str]) -> Value {
        let ran = risklog(&self.folder).args(args.iter().copied().chain(["--format", "json"])).run();
        ran.assert_code(0);
        ran.json()
    }

    /// Every step of a risk in the log: the kinds, both parts before and after, and the evidence that came with it.
    fn steps(&self, id: &str) -> Vec<String> {
        let log = self.json(&["changelog"]);
        let mut told = Vec::new();
        for entry in list(&log, "entries") {
            for change in list(entry, "changes").iter().filter(|change| change["id"] == id) {
                let kinds: Vec<&str> = list(change, "kinds").iter().filter_map(Value::as_str).collect();
                let part = |key: &str| format!("{}>{}", word(&change[key]["before"]), word(&change[key]["after"]));
                let evidence: Vec<&str> = list(change, "evidence_added").iter().filter_map(Value::as_str).collect();
                let main: Vec<&str> = kinds.into_iter().filter(|kind| !["mitigation", "text", "other"].contains(kind)).collect();
                if !main.is_empty() {
                    told.push(
                        format!("{} {} {} {}", main.join("+"), part("likelihood"), part("impact"), evidence.join("+"))
                            .trim_end()
                            .to_owned(),
                    );
                }
            }
        }
        told
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

fn files(folder: &Path, below: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.file_name().is_some_and(|name| name == ".git") {
            continue;
        }
        if path.is_dir() {
            files(&path, below, found);
        } else {
            let name = path.strip_prefix(below).expect("it lies below").to_string_lossy().into_owned();
            found.insert(name, fs::read(&path).expect("the file can be read"));
        }
    }
}

#[test]
fn the_end_of_the_story_is_the_example_project() {
    let demo = Demo::build();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-repo");
    let (mut told, mut kept) = (BTreeMap::new(), BTreeMap::new());
    files(&demo.folder, &demo.folder, &mut told);
    files(&example, &example, &mut kept);
    assert_eq!(told.keys().collect::<Vec<_>>(), kept.keys().collect::<Vec<_>>());
    for (path, content) in &told {
        assert!(kept.get(path) == Some(content), "{path} differs");
    }
}

#[test]
fn check_passes_and_counts_what_is_not_yet_rated() {
    let demo = Demo::build();
    for day in ["2026-10-15", "2026-11-25"] {
        let check = demo.json(&["--today", day, "check"]);
        assert_eq!(check["summary"]["errors"], 0);
        assert_eq!(check["summary"]["not_yet_rated"], 3);
        assert_eq!(check["summary"]["risks"], 42);
    }
}

#[test]
fn a_risk_lowered_on_evidence_is_raised_again_after_turnover() {
    let demo = Demo::build();
    let expected = [
        "added ->- ->-",
        "first_rated ->high ->high TO-2023-01",
        "lowered high>medium high>high TO-2024-02",
        "raised medium>high high>high TO-2025-04",
    ];
    assert_eq!(demo.steps("CJ-05"), expected);
}

#[test]
fn what_happened_split_closed_and_moved_both_ways_is_in_the_log() {
    let demo = Demo::build();
    assert_eq!(
        demo.steps("CJ-10"),
        ["added ->- ->-", "first_rated ->medium ->high", "materialised medium>medium high>high IR-2024-03", "raised medium>high high>high"]
    );
    assert_eq!(demo.steps("CJ-U02"), ["added ->medium ->high", "closed medium>medium high>high"]);
    assert_eq!(demo.steps("CJ-U03"), ["added ->medium ->high"]);
    assert_eq!(demo.steps("CJ-U04").first().map(String::as_str), Some("added ->high ->high"));
    assert_eq!(demo.steps("CJ-12"), ["added ->- ->-"]);
    assert!(demo.steps("CJ-09").last().is_some_and(|step| step.starts_with("closed low>low")));
    assert!(demo.steps("PA-04").iter().any(|step| step.starts_with("mixed low>medium high>medium")));
    assert!(demo.steps("LA-04").iter().any(|step| step.contains("first_rated+reopened")));
}

#[test]
fn a_merged_branch_names_who_proposed_and_who_brought_in() {
    let demo = Demo::build();
    let log = demo.json(&["changelog"]);
    let lowered = |entry: &&Value| list(entry, "changes").iter().any(|change| change["id"] == "CJ-05" && change["kinds"][0] == "lowered");
    let entry = list(&log, "entries").iter().find(lowered).expect("CJ-05 was lowered");
    assert_eq!(entry["committer"]["name"], "programme_officer");
    assert_eq!(entry["recorded"].as_str().map(|moment| &moment[..10]), Some("2024-07-02"));
    assert_eq!(entry["tags"], serde_json::json!(["review/2024-H1"]));
    let proposed = list(entry, "proposed_by").iter().find(|one| list(one, "risks").iter().any(|id| id == "CJ-05"));
    assert_eq!(proposed.expect("somebody proposed it")["author"]["name"], "project_coordinator");
    assert_eq!(log["boundary"], "root");
}

#[test]
fn a_review_that_changed_nothing_is_in_the_log() {
    let demo = Demo::build();
    let log = demo.json(&["changelog"]);
    let held = |entry: &&Value| list(entry, "tags").iter().any(|tag| tag == "review/2023-H2");
    let entry = list(&log, "entries").iter().find(held).expect("the review is an entry");
    assert!(list(entry, "changes").is_empty());
    let documents = list(entry, "documents");
    assert_eq!(documents.len(), 3);
    assert!(documents.iter().all(|document| document["fields"][0]["path"] == "reviews.2023-H2"));
}

#[test]
fn every_state_and_step_of_the_story_keeps_the_rules() {
    let demo = Demo::build();
    let log = demo.json(&["changelog"]);
    for entry in list(&log, "entries") {
        let errors: Vec<&Value> = list(entry, "findings").iter().filter(|finding| finding["severity"] == "error").collect();
        assert!(errors.is_empty(), "{}: {errors:?}", entry["subject"]);
        let commit = entry["commit"].as_str().expect("it is committed");
        let check = demo.json(&["check", "--rev", commit]);
        assert_eq!(check["summary"]["errors"], 0, "{}", entry["subject"]);
    }
}

#[test]
fn what_the_rules_about_changes_say_about_the_story_is_right() {
    let demo = Demo::build();
    let log = demo.json(&["changelog"]);
    let mut told = Vec::new();
    for entry in list(&log, "entries") {
        told.extend(list(entry, "findings").iter().map(|found| {
            format!("{} {} {} {}", &word(&entry["recorded"])[..10], word(&found["severity"]), word(&found["rule"]), word(&found["id"]))
        }));
    }
    assert_eq!(told, ["2025-04-14 warning due-date-moved PA-02", "2026-06-22 warning due-date-moved PA-02"]);
    // The steps of the branches, which the log shows as one net change each.
    for (base, head, expected) in [
        ("2024-12-05", "2024-12-09", vec![]),
        ("mid-term", "review/2025-H1", vec!["due-date-moved PA-02"]),
        ("baseline", "mid-term", vec![]),
    ] {
        let ran = risklog(&demo.folder).args(["diff", base, head, "--format", "json"]).run();
        let found: Vec<String> =
            list(&ran.json(), "findings").iter().map(|found| format!("{} {}", word(&found["rule"]), word(&found["id"]))).collect();
        assert_eq!(found, expected, "{base} {head}");
    }
}

#[test]
fn nothing_that_exists_is_overwritten() {
    let parent = TempDir::new().expect("a temporary folder can be made");
    fs::create_dir(parent.path().join("taken")).expect("a folder can be made");
    fs::write(parent.path().join("taken/file"), "mine").expect("a file can be written");
    risklog(parent.path()).args(["demo", "taken"]).run().assert_code(2);
    assert_eq!(fs::read_to_string(parent.path().join("taken/file")).expect("it is there"), "mine");
}

#[test]
fn the_log_is_the_same_bytes_everywhere() {
    let demo = Demo::build();
    let log = |zone: &str, locale: &str, format: &str| {
        risklog(&demo.folder).env("TZ", zone).env("LC_ALL", locale).args(["changelog", "--format", format]).run().stdout
    };
    for format in ["terminal", "markdown", "json"] {
        let one = log("UTC", "C", format);
        assert!(!one.is_empty());
        assert_eq!(one, log("Asia/Kathmandu", "de_DE.UTF-8", format));
        assert_eq!(one, log("America/St_Johns", "ar", format));
    }
}

#[test]
fn a_date_that_slips_twice_is_told_twice() {
    let demo = Demo::build();
    let log = demo.json(&["changelog"]);
    let mut slips = Vec::new();
    for entry in list(&log, "entries") {
        for change in list(entry, "changes").iter().filter(|change| change["id"] == "PA-02") {
            for action in list(change, "mitigation").iter().filter(|action| action["id"] == "M2" && action["change"] == "changed") {
                let due = &action["fields"]["due"];
                if !due.is_null() {
                    slips.push(format!("{} {}>{}", &word(&entry["recorded"])[..10], word(&due["before"]), word(&due["after"])));
                }
            }
        }
    }
    assert_eq!(slips, ["2025-04-14 2024-12-31>2025-12-31", "2026-06-22 2025-12-31>2026-09-30"]);
}

#[test]
fn moves_layout_and_a_readme_are_no_entries_and_a_squash_is_one_commit() {
    let demo = Demo::build();
    let log = demo.json(&["changelog"]);
    let entries = list(&log, "entries");
    assert_eq!((entries.len(), &log["provenance"]["commits_read"]), (21, &Value::from(24)));
    let on = |day: &str| entries.iter().find(|entry| word(&entry["recorded"]).starts_with(day));
    let squash = on("2024-08-22").expect("LA-03 was raised");
    let raised = list(squash, "changes").iter().find(|change| change["id"] == "LA-03").expect("it is there");
    assert_eq!((&raised["kinds"][0], &raised["by_merge"]), (&Value::from("raised"), &Value::from(false)));
    assert_eq!((list(squash, "proposed_by").len(), &squash["is_merge"]), (1, &Value::from(false)));
    assert_eq!(squash["proposed_by"][0]["commit"], squash["commit"]);
    // A file moved and nothing else: the risks of the next step already stand in the new file, and none was removed.
    let kinds: Vec<&Value> = entries.iter().flat_map(|entry| list(entry, "changes")).flat_map(|change| list(change, "kinds")).collect();
    assert!(kinds.iter().all(|kind| !["removed", "returned", "withdrawn"].contains(&word(kind))));
    let happened = on("2024-10-21").expect("CJ-10 happened");
    assert_eq!(
        happened["changes"][0]["file"],
        serde_json::json!({"before": "risks/3.4-criminal-justice.yaml", "after": "risks/3.4-criminal-justice.yaml"})
    );
    let tags: Vec<&str> = entries.iter().flat_map(|entry| list(entry, "tags")).map(word).collect();
    assert_eq!(
        tags,
        [
            "baseline",
            "review/2023-H2",
            "review/2024-H1",
            "review/2024-H2",
            "mid-term",
            "review/2025-H1",
            "review/2025-H2",
            "review/2026-H1"
        ]
    );
}

#[test]
fn every_lowering_of_the_story_came_with_its_evidence() {
    let demo = Demo::build();
    let log = demo.json(&["changelog"]);
    let mut found = Vec::new();
    for entry in list(&log, "entries") {
        for change in
            list(entry, "changes").iter().filter(|change| list(change, "kinds").iter().any(|kind| kind == "lowered" || kind == "mixed"))
        {
            let evidence: Vec<&str> = list(change, "evidence_added").iter().map(word).collect();
            found.push(format!(
                "{} {} {} {}",
                &word(&entry["recorded"])[..10],
                word(&change["id"]),
                word(&change["rated_on"]["after"]),
                evidence.join(" ")
            ));
        }
    }
    found.sort();
    let without_day: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(without_day.len(), 8, "{found:?}");
    for expected in
        ["2024-07-02 CJ-05 2024-06-27 TO-2024-02", "2024-12-19 PA-03 2024-12-09 US-2024-01", "2025-12-11 PA-04 2025-12-02 UA-2025-01"]
    {
        assert!(without_day.contains(&expected), "{expected} is not among {found:?}");
    }
    for (id, evidence) in
        [("CJ-09", "TE-2024-04"), ("CJ-U01", "MM-2025-01"), ("CJ-16", "HR-2025-02"), ("LA-03", "LR-2026-01"), ("CJ-U04", "DA-2026-01")]
    {
        assert!(found.iter().any(|line| line.contains(&format!(" {id} ")) && line.ends_with(evidence)), "{id} {evidence}: {found:?}");
    }
}
