//! Looking back over the story of the demonstration: where the register stood, what one risk went through, who set what. What
//! is expected here was read from the steps of the story by hand.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Ran, demo, risklog};

/// The day on which the story looks back.
const TODAY: &str = "2026-10-15";

struct Demo {
    _parent: TempDir,
    folder: PathBuf,
}

impl Demo {
    fn build() -> Self {
        let (parent, folder) = demo();
        Self { _parent: parent, folder }
    }

    fn run(&self, args: &[&str]) -> Ran {
        let ran = risklog(&self.folder).args(["--today", TODAY]).args(args).run();
        ran.assert_code(0);
        ran
    }

    /// The JSON of a command, held against the schema of its format.
    fn json(&self, args: &[&str]) -> Value {
        let value = self.run(&[args, &["--format", "json"]].concat()).json();
        assert_shape(&value);
        value
    }
}

/// Insists that an output has the shape of the schema that its `format` names.
pub fn assert_shape(value: &Value) {
    let format = value["format"].as_str().unwrap_or_default();
    let name = format.trim_start_matches("risklog-").trim_end_matches("/1");
    let schema = risklog(env!("CARGO_MANIFEST_DIR")).args(["schema", &format!("output-{name}")]).run().json();
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let wrong: Vec<String> = validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{format}: {wrong:#?}");
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn words(values: &[Value], key: &str) -> Vec<String> {
    values.iter().map(|value| value[key].as_str().unwrap_or("-").to_owned()).collect()
}

fn cell(status: &Value, likelihood: &str, impact: &str) -> Value {
    let cells = list(status, "matrix").iter();
    let mut cells = cells.filter(|cell| cell["likelihood"] == likelihood && cell["impact"] == impact);
    cells.next().expect("every cell is there")["ids"].clone()
}

fn run_in(folder: &Path, args: &[&str]) -> Ran {
    risklog(folder).args(args).run()
}

#[test]
fn the_status_today_is_what_the_files_say() {
    let demo = Demo::build();
    let status = demo.json(&["status"]);
    assert_eq!(status["at"], json!({"kind": "worktree", "commit": null, "recorded": null, "name": null}));
    assert_eq!(status["counts"], json!({"open": 36, "materialised": 1, "closed": 2, "not_applicable": 3}));
    assert_eq!(cell(&status, "high", "high"), json!(["CJ-05", "CJ-10", "CJ-11", "PA-02"]));
    assert_eq!(cell(&status, "high", "medium"), json!(["CJ-02", "CJ-18", "PA-08"]));
    assert_eq!(cell(&status, "low", "high"), json!(["PA-07"]));
    assert_eq!(cell(&status, "low", "medium"), json!(["CJ-03", "CJ-08", "CJ-16", "LA-06"]));
    assert_eq!(cell(&status, "medium", "medium"), json!(["CJ-01", "CJ-07", "CJ-14", "LA-04", "LA-05", "PA-03", "PA-04", "PA-11"]));
    assert_eq!(cell(&status, "high", "low"), json!([]));
    let in_cells: u64 = list(&status, "matrix").iter().filter_map(|cell| cell["count"].as_u64()).sum();
    assert_eq!(in_cells, 34, "37 are active, three of them blank");
    assert_eq!(status["not_yet_rated"], json!(["CJ-12", "CJ-17", "PA-12"]));
    assert_eq!((&status["half_rated"], &status["unmitigated"], &status["next_reviews_passed"]), (&json!([]), &json!([]), &json!([])));
    let late = json!([{"id": "PA-02", "action": "M2", "due": "2026-09-30", "status": "in_progress", "owner": "programme_officer"}]);
    assert_eq!(status["overdue"], late);
    assert_eq!((&status["classification"], &status["incomplete"]), (&json!("confidential"), &json!(false)));

    let text = demo.run(&["status"]).stdout;
    assert_eq!(text.matches("marking: confidential").count(), 2, "in head and foot: {text}");
    for said in ["42 risks: 36 open, 1 happened, 2 closed, 3 not applicable", "CJ-05 CJ-10 CJ-11 PA-02", "PA-02 M2", "due 2026-09-30"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let narrow = risklog(&demo.folder).args(["--today", TODAY, "status"]).env("COLUMNS", "60").run();
    assert!(narrow.stdout.lines().all(|line| line.chars().count() <= 60), "{narrow}");
    assert!(narrow.stdout.contains('│') && narrow.stdout.contains("impact high"), "the matrix stays a table: {narrow}");
}

#[test]
fn every_period_of_the_story_was_reviewed_and_the_running_one_is_open() {
    let demo = Demo::build();
    let told = |args: &[&str]| -> Vec<String> {
        let status = demo.json(args);
        let periods = list(&status, "reviews").iter();
        periods
            .map(|period| format!("{} {} {}", period["period"], period["result"], list(period, "risks").len()).replace('"', ""))
            .collect()
    };
    // At the end of 2023 all but LA-04, LA-07, CJ-15 and CJ-19 are open; then come CJ-U01, with the merges of July and March
    // CJ-U02 to CJ-U04, LA-04 is reopened, CJ-U02 and CJ-09 are closed.
    let all =
        ["2023-H2 yes 34", "2024-H1 yes 35", "2024-H2 yes 37", "2025-H1 yes 37", "2025-H2 yes 37", "2026-H1 yes 37", "2026-H2 open 37"];
    assert_eq!(told(&["status"]), all);
    // Seen from the first of June 2024 the review of that half year is still to come.
    assert_eq!(told(&["status", "--at", "2024-06-01", "--today", "2024-06-01"]), ["2023-H2 yes 34", "2024-H1 open 35"]);
    let status = demo.json(&["status"]);
    let first = &list(&list(&status, "reviews")[0], "risks")[0];
    assert_eq!(
        (&first["id"], &first["review"]["round"], &first["review"]["held"]),
        (&json!("CJ-01"), &json!("2023-H2"), &json!("2023-12-14"))
    );
    assert_eq!(first["review"]["recorded"], "2023-12-15");
    // Of one risk only: CJ-U04 is asked for from the period on in which it came.
    let shown = demo.json(&["show", "CJ-U04"]);
    let periods: Vec<&Value> =
        list(&shown, "reviews").iter().filter(|period| !list(period, "risks").is_empty()).map(|period| &period["period"]).collect();
    assert_eq!(periods, ["2025-H1", "2025-H2", "2026-H1", "2026-H2"]);
}

#[test]
fn a_point_in_time_can_be_a_milestone_a_day_or_a_revision() {
    let demo = Demo::build();
    let at = |name: &str| risklog(&demo.folder).args(["status", "--format", "json", "--at", name]).run().json();
    let mid_term = at("mid-term");
    assert_eq!((&mid_term["as_of"], &mid_term["at"]["recorded"]), (&json!("2024-12-31"), &json!("2024-12-31T10:00:00+01:00")));
    assert_eq!(cell(&mid_term, "medium", "high").as_array().map(|ids| ids.contains(&json!("CJ-05"))), Some(true));
    assert_eq!(cell(&mid_term, "low", "low"), json!(["CJ-09"]));
    // At the end of 2024 the family shelter was not late yet; on the day after it was.
    assert_eq!(mid_term["overdue"], json!([]));
    let new_year = at("2025-01-01");
    assert_eq!((&new_year["as_of"], &new_year["at"]["commit"]), (&json!("2025-01-01"), &mid_term["at"]["commit"]));
    assert_eq!(words(list(&new_year, "overdue"), "id"), ["PA-02"]);
    assert_eq!(at("HEAD~1")["at"]["name"], "HEAD~1");
    let unknown = run_in(&demo.folder, &["status", "--at", "mid-trem"]);
    unknown.assert_code(2);
    assert!(unknown.stderr.contains("mid-term"), "{unknown}");
}

#[test]
fn the_register_shows_risks_in_full_as_they_stood() {
    let demo = Demo::build();
    let text = demo.run(&["show", "CJ-05", "--at", "mid-term"]).stdout;
    for said in
        ["CJ-05  ", "3.4 no. 5", "likelihood medium", "2024-06-27", "TO-2024-02", "M2 in progress, due 2025-06-30", "project_coordinator"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("CJ-06"), "{text}");
    let shown = demo.json(&["show", "3.3", "--at", "baseline"]);
    let ids: Vec<String> = words(list(&shown, "risks"), "id");
    assert_eq!(ids, ["LA-01", "LA-02", "LA-03", "LA-04", "LA-05", "LA-06", "LA-07"]);
    assert_eq!(shown["chosen"], json!(["3.3"]));
    assert_eq!(list(&shown, "risks")[3]["status"], "not_applicable");
    let whole = demo.json(&["show"]);
    assert_eq!(whole["format"], "risklog-status/1");
    assert_eq!(list(&whole, "risks").len(), 42);
    let u3 = list(&whole, "risks").iter().find(|risk| risk["id"] == "CJ-U03").expect("it is there");
    assert_eq!(
        (&u3["split_from"], &u3["printed"], &u3["file"]),
        (&json!(["CJ-U02"]), &json!("3.4, added by the team"), &json!("risks/3.4-criminal-justice.yaml"))
    );
    assert!(u3["line"].as_u64().is_some_and(|line| line > 400), "{u3}");
    let partners = demo.json(&["show", "--for", "partners"]);
    let risk = list(&partners, "risks").iter().find(|risk| risk["id"] == "CJ-05").expect("it is there");
    assert_eq!(
        (&risk["rationale"], &risk["evidence"], &risk["line"], &partners["for"]),
        (&Value::Null, &json!([]), &Value::Null, &json!("partners"))
    );
    assert_eq!(
        (&risk["likelihood"], &risk["owner"], &partners["matrix"]),
        (&json!("high"), &json!("project_coordinator"), &whole["matrix"])
    );
    let public = run_in(&demo.folder, &["show", "--for", "public"]);
    public.assert_code(2);
    assert!(public.stderr.contains("confidential"), "{public}");
    let french = demo.run(&["show", "CJ-05", "--lang", "fr"]).stdout;
    assert!(french.contains("Probabilité élevé") && french.contains("Justification"), "{french}");
    let wrong = run_in(&demo.folder, &["show", "cj-5"]);
    wrong.assert_code(2);
    assert!(wrong.stderr.contains("did you mean `CJ-05`?"), "{wrong}");
}

#[test]
fn a_split_risk_begins_with_the_life_of_its_parent() {
    let demo = Demo::build();
    let life = demo.json(&["history", "CJ-U03"]);
    assert_eq!((&life["ancestors"], &life["tool"], &life["boundary"]), (&json!(["CJ-U02"]), &json!("3.4"), &json!("root")));
    let told: Vec<String> = list(&life, "entries")
        .iter()
        .map(|entry| {
            let kinds = list(&entry["change"], "kinds").iter().filter_map(Value::as_str).collect::<Vec<_>>().join("+");
            let day = entry["recorded"].as_str().unwrap_or_default().chars().take(10).collect::<String>();
            format!("{day} {} {kinds}", entry["change"]["id"].as_str().unwrap_or_default())
        })
        .collect();
    assert_eq!(told[0], "2024-07-02 CJ-U02 added");
    let split = told.iter().position(|line| line.starts_with("2025-03-24 CJ-U02 closed")).expect("the parent is closed");
    assert_eq!(told[split + 1], "2025-03-24 CJ-U03 added", "{told:?}");
    assert!(told[split + 1..].iter().all(|line| line.contains(" CJ-U03 ")), "{told:?}");
    let text = demo.run(&["history", "CJ-U03"]).stdout;
    let (above, below) = text.split_once("CJ-U03 itself").expect("there is a line");
    assert!(above.contains("came from CJ-U02") && above.contains("Before it: CJ-U02") && above.contains("2024-07-02"), "{text}");
    assert!(below.contains("proposed") || below.contains("2025-03-17 by project_coordinator"), "{text}");
    // The parent's own life ends with what took its place.
    let parent = demo.json(&["history", "CJ-U02"]);
    assert_eq!(
        (&parent["superseded_by"], &parent["ancestors"], &parent["is_there"]),
        (&json!(["CJ-U03", "CJ-U04"]), &json!([]), &json!(true))
    );
    // After the split nothing of the parent belongs to the range.
    let later = demo.json(&["history", "CJ-U04", "2025-12-31..HEAD"]);
    assert!(list(&later, "entries").iter().all(|entry| entry["change"]["id"] == "CJ-U04"), "{later}");
}

#[test]
fn an_id_that_never_was_is_refused_with_the_one_that_may_be_meant() {
    let demo = Demo::build();
    for (asked, meant) in [("CJ-5", "CJ-05"), ("cj-u02", "CJ-U02"), ("PA-011", "PA-01")] {
        let ran = run_in(&demo.folder, &["history", asked]);
        ran.assert_code(2);
        assert!(
            ran.stderr.contains(&format!("never was a risk `{asked}`")) && ran.stderr.contains(&format!("did you mean `{meant}")),
            "{ran}"
        );
    }
    let nothing = run_in(&demo.folder, &["blame", "QQQQ"]);
    nothing.assert_code(2);
    assert!(nothing.stderr.contains("never was a risk `QQQQ`"), "{nothing}");
    let file = run_in(&demo.folder, &["blame", "risks/3.4-criminal-justise.yaml"]);
    file.assert_code(2);
    assert!(file.stderr.contains("did you mean `risks/3.4-criminal-justice.yaml`?"), "{file}");
}

fn field<'a>(told: &'a Value, path: &str) -> &'a Value {
    list(told, "fields").iter().find(|field| field["path"] == path).unwrap_or_else(|| panic!("no field {path} in {told:#}"))
}

/// Value, day of the record, day of judgement, who proposed it, and who brought it in.
fn set_by(told: &Value, path: &str) -> [String; 5] {
    let field = field(told, path);
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let day = word(&field["recorded"]).chars().take(10).collect();
    let proposers = words(&list(field, "proposed_by").iter().map(|proposal| proposal["author"].clone()).collect::<Vec<_>>(), "name");
    [word(&field["value"]), day, word(&field["rated_on"]), proposers.join("+"), word(&field["committer"]["name"])]
}

#[test]
fn each_field_of_a_risk_is_of_whoever_last_set_it() {
    let demo = Demo::build();
    let now = demo.json(&["blame", "CJ-05"]);
    // Raised on the branch of the second half of 2025, brought in by its merge.
    assert_eq!(set_by(&now, "likelihood"), ["high", "2025-12-11", "2025-11-26", "project_coordinator", "head_of_office"]);
    let likelihood = field(&now, "likelihood");
    assert_eq!(
        (&likelihood["is_merge"], &likelihood["by_merge"], &likelihood["why_from"]),
        (&json!(true), &json!(false), &json!("rationale"))
    );
    assert!(
        likelihood["why"].as_str().is_some_and(|why| why.starts_with("Likelihood raised from medium: after the rotation")),
        "{likelihood}"
    );
    // The impact has stood since the baseline, and the statement since the first draft.
    assert_eq!(set_by(&now, "impact"), ["high", "2023-06-23", "2023-06-22", "project_coordinator", "head_of_office"]);
    assert_eq!(set_by(&now, "statement")[1..], ["2023-06-08", "-", "programme_officer", "programme_officer"]);
    // The last review set the next look and finished M3.
    assert_eq!(set_by(&now, "mitigation.M3.status"), ["in_place", "2026-06-22", "-", "programme_officer", "head_of_office"]);
    assert_eq!(set_by(&now, "mitigation.M3.due")[1], "2025-12-11");
    assert_eq!(set_by(&now, "next_review")[..2], ["2026-12-15", "2026-06-22"]);
    assert_eq!(set_by(&now, "evidence.TO-2024-02")[1..4], ["2024-07-02", "2024-06-27", "project_coordinator"]);
    // The same risk at the mid-term. The move of its file in September set nothing.
    let then = demo.json(&["blame", "CJ-05", "--at", "mid-term"]);
    assert_eq!(set_by(&then, "likelihood"), ["medium", "2024-07-02", "2024-06-27", "project_coordinator", "programme_officer"]);
    assert_eq!(set_by(&then, "mitigation.M1.status")[..2], ["in_place", "2024-07-02"]);
    let text = demo.run(&["blame", "CJ-05"]).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "2025-12-11",
        "proposed 2025-11-27 by project_coordinator",
        "brought in by head_of_office",
        "rated_on 2025-11-26",
        "staff turnover",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn of_several_commits_on_a_branch_the_one_that_gave_the_value_is_named() {
    let demo = Demo::build();
    // PA-03 was proposed low by one and medium by another.
    let told = demo.json(&["blame", "PA-03"]);
    assert_eq!(set_by(&told, "likelihood"), ["medium", "2024-12-19", "2024-12-09", "hr_gender_focal_point", "head_of_office"]);
    // Of CJ-12, which nobody ever rated, the blank cells are of whoever wrote the first draft.
    let blank = demo.json(&["blame", "CJ-12"]);
    assert_eq!(set_by(&blank, "likelihood"), ["-", "2023-06-08", "-", "programme_officer", "programme_officer"]);
}

#[test]
fn of_a_file_each_field_and_each_risk_is_told() {
    let demo = Demo::build();
    let table = demo.json(&["blame", "risks/3.4-criminal-justice.yaml"]);
    assert_eq!((&table["id"], &table["document"]), (&Value::Null, &json!({"kind": "risk_assessment", "key": "3.4"})));
    assert_eq!(list(&table, "risks").len(), 23, "19 printed and CJ-U01 to CJ-U04");
    let risk = list(&table, "risks").iter().find(|risk| risk["id"] == "CJ-10").expect("it is there");
    assert_eq!(set_by(risk, "status")[..2], ["materialised", "2024-10-21"]);
    assert_eq!(field(risk, "status")["why_from"], "what_happened");
    assert_eq!(set_by(&table, "reviews.2023-H2")[1..], ["2023-12-15", "-", "programme_officer", "head_of_office"]);
    let checklist = demo.json(&["blame", "planning/3.1-checklist.yaml"]);
    assert_eq!(set_by(&checklist, "items.PD-10.answer")[..2], ["yes", "2025-06-23"]);
    assert_eq!(field(&checklist, "items.PD-10.answer")["why_from"], "answer");
    let manifest = demo.json(&["blame", "risklog.yaml"]);
    assert_eq!(set_by(&manifest, "stage")[..2], ["implementation", "2023-06-30"]);
    // From a folder below, by the path as it is typed there.
    let below = risklog(demo.folder.join("risks")).args(["blame", "3.3-legislation.yaml", "--format", "json"]).run();
    assert_eq!(below.json()["file"], "risks/3.3-legislation.yaml", "{below}");
}
