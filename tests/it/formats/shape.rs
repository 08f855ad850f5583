//! Each format as its reader wants it: SARIF by its schema, test reports by theirs, annotations by the runner, issues by the
//! keys that GitLab asks for.

use std::collections::BTreeSet;

use serde_json::Value;

use super::reader::{commands, junit_faults, sarif_faults};
use super::small::{broken, clean, judged, run};
use crate::support::{Ran, Repo};

const COMMANDS: [&[&str]; 4] = [&["check"], &["check", "--rev", "HEAD~1"], &["diff", "HEAD~1", "HEAD"], &["diff", "HEAD~1"]];

fn each(format: &str, look: impl Fn(&Repo, &Ran)) {
    for repo in [judged(), broken(), clean()] {
        for command in COMMANDS {
            look(&repo, &run(&repo, command, format));
        }
    }
}

#[test]
fn sarif_has_the_shape_of_its_schema() {
    each("sarif", |_, ran| {
        let log = ran.json();
        assert_eq!(sarif_faults(&log), Vec::<String>::new(), "{ran}");
        let rules = log.pointer("/runs/0/tool/driver/rules").and_then(Value::as_array).expect("rules");
        for rule in rules {
            for key in ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"] {
                assert!(rule.pointer(key).and_then(Value::as_str).is_some_and(|text| !text.is_empty()), "{key}: {rule}");
            }
        }
        for result in log.pointer("/runs/0/results").and_then(Value::as_array).expect("results") {
            let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok()).expect("an index");
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
    });
}

#[test]
fn sarif_tells_a_finding_with_its_place_and_fingerprint() {
    let repo = judged();
    let (log, told) = (run(&repo, &["check"], "sarif").json(), run(&repo, &["check"], "json").json());
    let results = log.pointer("/runs/0/results").and_then(Value::as_array).expect("results");
    let findings = told["findings"].as_array().expect("findings");
    assert_eq!(results.len(), findings.len() + 1, "and the waived one");
    for (result, finding) in results.iter().zip(findings) {
        let region = result.pointer("/locations/0/physicalLocation/region").expect("a region");
        for (key, ours) in [("startLine", "line"), ("startColumn", "column"), ("endLine", "end_line"), ("endColumn", "end_column")] {
            assert_eq!(region[key], finding[ours], "{key}");
        }
        assert_eq!(result["partialFingerprints"]["primaryLocationLineHash"], finding["fingerprint"]);
        let level = if finding["severity"] == "info" { "note".into() } else { finding["severity"].clone() };
        assert_eq!(result["level"], level);
    }
}

#[test]
fn a_test_report_has_the_shape_of_its_schema_and_unique_cases() {
    each("junit", |_, ran| {
        assert_eq!(junit_faults(&ran.stdout), Vec::<String>::new(), "{ran}");
        let cases: Vec<&str> = ran.stdout.lines().filter_map(|line| line.split("<testcase ").nth(1)?.split(" time=").next()).collect();
        assert_eq!(cases.len(), cases.iter().collect::<BTreeSet<_>>().len(), "{ran}");
        assert!(
            ran.stdout.contains(&format!("tests=\"{}\" failures=\"{}\"", cases.len(), ran.stdout.matches("<failure").count())),
            "{ran}"
        );
    });
}

#[test]
fn a_risk_and_rule_without_a_finding_is_a_case_that_passes() {
    let repo = judged();
    let report = run(&repo, &["check"], "junit").stdout;
    assert!(
        report.contains("name=\"CJ-05 half-rated\" time=\"0\"/>")
            && report.contains("name=\"CJ-U01 wrong-rating-word\" time=\"0\"><failure"),
        "{report}"
    );
    let strict = run(&repo, &["check", "--fail-on", "info"], "junit").stdout;
    assert!(strict.matches("<failure").count() > report.matches("<failure").count(), "what fails the check fails its case");
    let diff = run(&repo, &["diff", "HEAD~1", "HEAD"], "junit").stdout;
    assert!(
        diff.contains("name=\"CJ-11 risk-removed\" time=\"0\"><failure") && diff.contains("name=\"CJ-05 risk-removed\" time=\"0\"/>"),
        "{diff}"
    );
}

#[test]
fn issues_of_gitlab_have_their_keys_and_a_fingerprint_of_their_own() {
    each("gitlab", |repo, ran| {
        let issues = ran.json();
        let issues = issues.as_array().expect("a list");
        let prints: BTreeSet<&str> = issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
        assert_eq!(prints.len(), issues.len(), "{ran}");
        for issue in issues {
            assert!(matches!(issue["severity"].as_str(), Some("blocker" | "major" | "minor" | "info")), "{issue}");
            assert!(issue["description"].is_string() && issue["check_name"].is_string(), "{issue}");
            let path = issue.pointer("/location/path").and_then(Value::as_str).expect("a path");
            assert!(repo.path().join(path).is_file() && issue.pointer("/location/lines/begin").is_some_and(Value::is_u64), "{issue}");
        }
    });
}

#[test]
fn annotations_are_commands_the_most_severe_first() {
    each("github", |repo, ran| {
        let told = commands(&ran.stdout);
        let rank = |name: &str| ["error", "warning", "notice"].iter().position(|level| *level == name).expect("a level");
        assert!(told.is_sorted_by_key(|command| rank(&command.name)), "{ran}");
        for command in &told {
            assert!(command.property("title").is_some() && !command.message.is_empty(), "{ran}");
            if let Some(file) = command.property("file") {
                assert!(repo.path().join(file).is_file(), "{ran}");
            }
        }
        assert_eq!(ran.stdout.lines().count(), told.len() + 1, "the verdict and the annotations\n{ran}");
    });
}

#[test]
fn more_annotations_than_github_shows_are_counted_by_the_last_one() {
    let repo = judged();
    let risk = |number: usize| {
        format!("  - id: CJ-U{number:02}\n    statement: Something may happen to people.\n    likelihood: hgh\n    impact: low\n")
    };
    let risks: String = (1..=25).map(risk).collect();
    repo.write("risks/3.4.yaml", format!("schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\nrisks:\n{risks}"));
    let ran = run(&repo, &["check"], "github");
    let told = commands(&ran.stdout);
    let errors = told.iter().filter(|command| command.name == "error").count();
    assert_eq!(errors, 10, "{ran}");
    assert!(told.iter().filter(|command| command.name == "notice").count() <= 10, "{ran}");
    let json = run(&repo, &["check"], "json").json();
    let all = json["summary"]["errors"].as_u64().expect("a number");
    let last = told.last().expect("a command");
    assert_eq!(last.name, "notice");
    assert!(last.message.starts_with(&format!("{} errors", all - 10)), "{ran}");
}

#[test]
fn two_projects_that_use_one_tool_have_fingerprints_of_their_own() {
    let repo = judged();
    for file in ["risklog.yaml", "risks/3.4.yaml"] {
        repo.write(format!("other/{file}"), repo.read(file).replace("XA-TIPSOM-01", "XA-TIPSOM-02"));
    }
    for format in ["gitlab", "junit", "sarif", "github", "markdown"] {
        let ran = run(&repo, &["check"], format);
        assert!(ran.stdout.contains("other/risks/3.4.yaml"), "{ran}");
        match format {
            "gitlab" => {
                let issues = ran.json();
                let issues = issues.as_array().expect("a list").clone();
                let prints: BTreeSet<String> = issues.iter().map(|issue| issue["fingerprint"].to_string()).collect();
                assert_eq!(prints.len(), issues.len());
            }
            "junit" => assert_eq!(junit_faults(&ran.stdout), Vec::<String>::new()),
            "sarif" => assert_eq!(sarif_faults(&ran.json()), Vec::<String>::new()),
            _ => assert!(ran.stdout.contains("XA-TIPSOM-02"), "{ran}"),
        }
    }
}

#[test]
fn what_is_gone_is_told_at_what_is_still_there() {
    let repo = judged();
    repo.remove("risks/3.4.yaml");
    for format in ["github", "gitlab", "sarif", "junit"] {
        let ran = run(&repo, &["diff", "HEAD"], format);
        assert!(ran.stdout.contains("risk-removed"), "{ran}");
        match format {
            "github" => assert!(commands(&ran.stdout).iter().all(|command| command.property("file") == Some("risklog.yaml")), "{ran}"),
            "gitlab" => {
                assert!(ran.json().as_array().expect("a list").iter().all(|issue| issue["location"]["path"] == "risklog.yaml"), "{ran}");
            }
            _ => {}
        }
    }
}
