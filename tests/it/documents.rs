//! Every kind of document through the binary and a real repository: a valid file passes, a change is told by diff and
//! change log in every format, order and place are no change, and a file that cannot be read is never passed over.

mod cases;

use std::sync::Arc;

use proptest::prelude::*;
use risklog::change::Change;
use risklog::diff::compare;
use risklog::document::Document;
use risklog::snapshot::Snapshot;
use risklog::source::Origin;
use serde_json::{Value, json};

use self::cases::{CASES, Case, MATERIAL, PLANNING};
use crate::support::small::{FILE, assessment, manifest};
use crate::support::{Ran, Repo, risklog};

const TODAY: &str = "2024-07-01";

fn run(repo: &Repo, args: &[&str]) -> Ran {
    risklog(repo.path()).args(["--today", TODAY]).args(args).run()
}

/// A repository with the project and all documents in its first commit.
fn started() -> Repo {
    let repo = Repo::init();
    repo.write("risklog.yaml", manifest());
    repo.write(FILE, assessment("high", "2023-06-20"));
    for case in &CASES {
        repo.write(case.path, case.text);
    }
    repo.commit_as("programme_officer", "2024-06-01T10:00:00+02:00", "all documents");
    repo
}

fn edit(repo: &Repo, case: &Case) {
    let (before, after) = case.edit;
    assert!(case.text.contains(before), "{}", case.kind);
    repo.write(case.path, case.text.replace(before, after));
}

/// The change of one document in an output; there is no other.
fn only_document(report: &Value) -> &Value {
    let documents = report["documents"].as_array().expect("a list");
    assert_eq!(documents.len(), 1, "{report:#}");
    &documents[0]
}

fn assert_told(ran: &Ran, case: &Case) {
    let words: Vec<String> = [case.kind, case.key].iter().chain(case.told).map(|words| (*words).to_owned()).collect();
    let plain = ran.stdout.replace("&#95;", "_").replace("<b>", "").replace("</b>", "").replace("<del>", "").replace("</del>", "");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in words {
        assert!(plain.contains(&words), "{}: `{words}` is not told\n{ran}", case.kind);
    }
}

/// Insists that an output has the shape that the program prints for it.
fn assert_shape(repo: &Repo, output: &str, report: &Value) {
    let schema = run(repo, &["schema", output]).json();
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let wrong: Vec<String> = validator.iter_errors(report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{output}: {wrong:#?}");
}

#[test]
fn a_valid_file_of_every_kind_passes_and_is_counted() {
    let repo = started();
    let ran = run(&repo, &["check", "--format", "json"]);
    ran.assert_code(0);
    let report = ran.json();
    assert_eq!(report["summary"]["documents"], json!(7));
    assert_eq!((&report["summary"]["errors"], &report["summary"]["warnings"]), (&json!(0), &json!(0)), "{ran}");
    let rules: Vec<&str> = report["findings"].as_array().expect("a list").iter().filter_map(|one| one["rule"].as_str()).collect();
    assert_eq!(rules.iter().filter(|rule| **rule == "checklist-unanswered").count(), 2, "{ran}");
    assert!(ran.stdout.contains("21 of 23 questions have no answer"), "{ran}");
    assert!(ran.stdout.contains("15 of 19 questions have no answer"), "{ran}");
}

#[test]
fn a_change_of_every_kind_is_told_by_diff_in_every_format() {
    for case in &CASES {
        let repo = started();
        edit(&repo, case);
        let report = run(&repo, &["diff", "--format", "json"]).json();
        assert_shape(&repo, "output-diff", &report);
        let document = only_document(&report);
        assert_eq!((&document["kind"], &document["key"], &document["change"]), (&json!(case.kind), &json!(case.key), &json!("changed")));
        let (path, before, after) = case.field;
        let fields = document["fields"].as_array().expect("a list");
        assert!(fields.contains(&json!({"path": path, "before": before, "after": after})), "{fields:#?}");
        assert_told(&run(&repo, &["diff"]), case);
        assert_told(&run(&repo, &["diff", "--format", "markdown"]), case);
    }
}

#[test]
fn a_change_of_every_kind_is_told_by_the_change_log() {
    let repo = started();
    for case in &CASES {
        edit(&repo, case);
        repo.commit_as("project_coordinator", "2024-06-20T10:00:00+02:00", case.kind);
    }
    let log = run(&repo, &["changelog", "--format", "json"]).json();
    assert_shape(&repo, "output-changelog", &log);
    for case in &CASES {
        let entries = log["entries"].as_array().expect("a list");
        let entry = entries.iter().find(|entry| entry["subject"] == case.kind).expect("a step of its own");
        let document = only_document(entry);
        let (path, before, after) = case.field;
        assert!(document["fields"].as_array().expect("a list").contains(&json!({"path": path, "before": before, "after": after})));
        assert_told(&run(&repo, &["changelog"]), case);
        assert_told(&run(&repo, &["changelog", "--by", "commit", "--format", "markdown"]), case);
    }
}

#[test]
fn an_answer_comes_with_what_stands_behind_it_also_where_that_is_the_same() {
    let repo = started();
    repo.write(CASES[0].path, PLANNING.replace("answer: yes", "answer: in_part"));
    let ran = run(&repo, &["diff", "--format", "json"]);
    let report = ran.json();
    let why = "Tool 3.4 is filled in and reviewed twice a year.";
    let expected = json!([{
        "id": "PD-08", "title": "Human rights risks assessed and mitigated", "change": "changed",
        "answer": {"before": "yes", "after": "in_part"}, "why": {"before": why, "after": why},
    }]);
    assert_eq!(only_document(&report)["answers"], expected, "{ran}");
    assert_eq!(report["findings"][0]["rule"], "checklist-answer-worse", "{ran}");
    assert_eq!((&report["findings"][0]["id"], &report["findings"][0]["line"]), (&json!("PD-08"), &json!(9)));
    let told = run(&repo, &["diff"]);
    assert!(told.stdout.contains(&format!("(unchanged) {why}")), "{told}");
    assert!(told.stdout.contains("what stands behind it is the same as before"), "{told}");
}

#[test]
fn a_waiver_of_a_document_or_a_row_is_told_as_one() {
    let repo = started();
    let own = "waivers:\n  - {rule: checklist-unanswered, reason: The team is new.}\nitems:\n";
    let in_row = "reason: Nobody in the closed shelters can be heard safely.\n    waivers:\n      - {rule: checklist-no-unexplained, reason: Agreed.}\n";
    let waived = PLANNING.replace("items:\n", own).replace("reason: Nobody in the closed shelters can be heard safely.\n", in_row);
    repo.write(CASES[0].path, waived);
    let ran = run(&repo, &["diff"]);
    assert!(ran.stdout.contains("checklist-unanswered added: The team is new."), "{ran}");
    assert!(ran.stdout.contains("PD-10 of planning_checklist 3.1"), "{ran}");
    assert!(ran.stdout.contains("checklist-no-unexplained added: Agreed."), "{ran}");
    repo.commit_as("project_coordinator", "2024-06-20T10:00:00+02:00", "waive");
    let log = run(&repo, &["changelog", "--by", "commit"]);
    assert!(log.stdout.contains("PD-10 waiver") && log.stdout.contains("added: Agreed."), "{log}");
}

#[test]
fn order_layout_and_place_of_a_document_are_no_change() {
    let repo = started();
    let (head, rows) = PLANNING.split_once("items:\n").expect("a list");
    let mut rows: Vec<String> = rows.split("  - id: ").skip(1).map(|row| format!("  - id: {row}")).collect();
    rows.reverse();
    repo.git(&["rm", "--quiet", CASES[0].path]);
    repo.write("planning/archive/list.yaml", format!("# moved\n{head}items:\n{}", rows.concat()));
    repo.write(CASES[1].path, MATERIAL.replace("{id: AR-01, answer: yes}", "{answer: \"yes\", id: AR-01}").replace('\n', "\r\n"));
    let ran = run(&repo, &["diff"]);
    ran.assert_code(0);
    assert!(ran.stdout.contains("no change in content"), "{ran}");
}

#[test]
fn a_row_that_comes_or_goes_is_told_and_the_others_stay() {
    let repo = started();
    let log = &CASES[2];
    let second = "  - {id: AD-002, topic: data, concern: Data is not shared., advocacy_point: Shared data makes the case for a budget.}\n";
    repo.write(log.path, format!("{}{second}", log.text).replace("AD-001", "AD-003"));
    let ran = run(&repo, &["diff", "--format", "json"]);
    let report = ran.json();
    let told: Vec<&str> =
        only_document(&report)["fields"].as_array().expect("a list").iter().filter_map(|one| one["path"].as_str()).collect();
    assert!(told.contains(&"entries.AD-001.concern") && told.contains(&"entries.AD-002.concern"), "{ran}");
    let people = run(&repo, &["diff"]);
    assert!(people.stdout.contains("removed (was: topic investigation") && people.stdout.contains("+ topic data"), "{people}");
}

#[test]
fn a_document_that_cannot_be_read_makes_diff_and_change_log_say_so() {
    let repo = started();
    for case in &CASES {
        repo.write(case.path, case.text.replace("title: ", "title: Broken: "));
        let ran = run(&repo, &["diff", "--format", "json"]);
        ran.assert_code(1);
        let report = ran.json();
        assert_eq!(only_document(&report)["change"], "unreadable", "{ran}");
        assert_eq!(only_document(&report)["key"], case.key, "{ran}");
        assert_eq!(report["findings"][0]["rule"], "assessment-became-unreadable", "{ran}");
        repo.write(case.path, case.text);
    }
    let broken = &CASES[0];
    repo.write(broken.path, broken.text.replace("title: ", "title: Broken: "));
    repo.commit_as("project_coordinator", "2024-06-20T10:00:00+02:00", "broken");
    edit(&repo, broken);
    repo.commit_as("project_coordinator", "2024-06-21T10:00:00+02:00", "mended");
    let log = run(&repo, &["changelog", "--format", "json"]).json();
    let entries = log["entries"].as_array().expect("a list");
    let at = |subject: &str| entries.iter().find(|entry| entry["subject"] == subject).expect("a step");
    assert_eq!(at("broken")["unreadable"][0]["document"], "planning_checklist 3.1");
    // Compared with what it last said, not with nothing.
    assert_eq!(only_document(at("mended"))["answers"].as_array().expect("a list").len(), 1);
}

#[test]
fn what_cannot_be_told_apart_is_not_read_by_a_guess() {
    let repo = started();
    let without_id = [
        (0, "  - id: PD-08\n", "  - x_id: PD-08\n"),
        (1, "{id: AWR-2024-01, title: Radio", "{title: Radio"),
        (2, "  - id: AD-001\n", "  - x_id: AD-001\n"),
        (3, "  - id: SA-2.5-01\n", "  - x_id: SA-2.5-01\n"),
        (4, "id: INT-2024-03\n", "x_id: INT-2024-03\n"),
        (5, "  - id: IND-CJ-02\n", "  - x_id: IND-CJ-02\n"),
    ];
    for (place, with, without) in without_id {
        let case = &CASES[place];
        repo.write(case.path, case.text.replace(with, without));
        let ran = run(&repo, &["check"]);
        ran.assert_code(1);
        assert!(ran.stdout.contains("incomplete: 1 document cannot be read") && ran.stdout.contains("lacks the key `id`"), "{ran}");
        repo.write(case.path, case.text);
    }
}

#[test]
fn who_changed_an_answer_on_a_branch_is_named() {
    let repo = started();
    repo.branch("review");
    edit(&repo, &CASES[0]);
    let proposed = repo.commit_as("project_coordinator", "2024-06-20T10:00:00+02:00", "answer anew");
    repo.checkout("main").merge(&["review"], "Merge review");
    let log = run(&repo, &["changelog", "--format", "json"]).json();
    let entries = log["entries"].as_array().expect("a list");
    let merge = entries.last().expect("a step");
    let proposals = merge["proposed_by"].as_array().expect("a list");
    assert_eq!(proposals.len(), 1, "{merge:#}");
    assert_eq!((&proposals[0]["commit"], &proposals[0]["documents"]), (&json!(proposed), &json!(["planning_checklist 3.1"])));
    let told = run(&repo, &["changelog"]);
    assert!(told.stdout.contains("by project_coordinator"), "{told}");
}

#[test]
fn words_of_a_document_are_text_in_every_medium() {
    let repo = started();
    let nasty = "\"\\e[31mred\\e[0m <script>alert(1)</script> `code`\"";
    repo.write(
        CASES[0].path,
        PLANNING.replace("Tool 3.4 is filled in and reviewed twice a year.", nasty).replace("answer: yes", "answer: in_part"),
    );
    let terminal = run(&repo, &["diff"]);
    assert!(terminal.stdout.contains("in_part") && !terminal.stdout.contains('\u{1b}'), "{terminal}");
    let markdown = run(&repo, &["diff", "--format", "markdown"]);
    assert!(!markdown.stdout.contains("<script>") && !markdown.stdout.contains('\u{1b}'), "{markdown}");
    let json = run(&repo, &["diff", "--format", "json"]).json();
    assert!(only_document(&json)["answers"][0]["why"]["after"].as_str().is_some_and(|why| why.contains("\u{1b}[31mred")));
}

#[test]
fn every_kind_has_a_schema_whose_keys_are_explained() {
    let repo = started();
    let kinds = run(&repo, &["schema"]).stdout;
    for case in &CASES {
        assert!(kinds.lines().any(|line| line == case.kind), "{kinds}");
        let schema = run(&repo, &["schema", case.kind]).json();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        let mut nameless = Vec::new();
        explained(&schema, case.kind, &mut nameless);
        assert!(nameless.is_empty(), "without a description: {nameless:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// However the rows stand, exactly the answers that differ are told; turned round, what got worse got better.
    #[test]
    fn exactly_the_answers_that_differ_are_told(rows in prop::collection::vec((0..4usize, 0..4usize), 1..23), turn in 0..22usize) {
        const ANSWERS: [&str; 4] = ["yes", "in_part", "no", ""];
        let list = |side: &dyn Fn(&(usize, usize)) -> usize, turn: usize| {
            let mut lines: Vec<String> = rows.iter().enumerate().map(|(at, row)| {
                format!("  - {{id: PD-{:02}, answer: {}}}\n", at + 1, ANSWERS[side(row)])
            }).collect();
            let middle = turn % lines.len();
            lines.rotate_left(middle);
            let text = format!("schema: risklog/1\nkind: planning_checklist\ntool: \"3.1\"\ntitle: T\nitems:\n{}", lines.concat());
            let document = Arc::new(Document::read("planning/a.yaml", text.as_bytes()));
            Snapshot { documents: vec![document], ..Snapshot::empty(Origin::Worktree, String::new()) }
        };
        let (before, after) = (list(&|row| row.0, 0), list(&|row| row.1, turn));
        let told = |states| {
            let rows = compare(states).documents.into_iter().flat_map(|change| change.rows);
            rows.map(|row| (row.id.clone(), row.is_answered_worse())).collect::<Vec<_>>()
        };
        let there = told(Change::new(&before, &after));
        let back = told(Change::new(&after, &before));
        let differ = rows.iter().enumerate().filter(|(_, row)| row.0 != row.1).map(|(at, _)| format!("PD-{:02}", at + 1));
        prop_assert_eq!(there.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(), differ.collect::<Vec<_>>());
        for ((id, worse), (_, better)) in there.iter().zip(&back) {
            let at: usize = id[3..].parse().expect("a number");
            let (from, to) = rows[at - 1];
            // From no to blank nothing is lost, and back nothing either.
            prop_assert_eq!(*worse, from < to && from < 2, "{}", id);
            prop_assert!(!(*worse && *better), "{}", id);
        }
    }
}

/// Collects the keys that a schema allows without saying what they are for.
fn explained(schema: &Value, path: &str, nameless: &mut Vec<String>) {
    // What a condition asks for is explained where the key is allowed.
    for (key, part) in schema.as_object().into_iter().flatten().filter(|(key, _)| !matches!(key.as_str(), "if" | "then")) {
        for (name, property) in part.as_object().into_iter().flatten().filter(|_| key == "properties") {
            if property["description"].as_str().is_none_or(|words| words.len() < 5) {
                nameless.push(format!("{path}.{name}"));
            }
        }
        explained(part, &format!("{path}.{key}"), nameless);
    }
}
