//! Several projects side by side: their work, in the order in which they were named, and never ranked.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Ran, Repo, risklog, small};

const TODAY: &str = "2026-10-15";

/// The story of the demonstration, and a small project beside it.
struct Two {
    place: TempDir,
    small: Repo,
}

impl Two {
    fn build() -> Self {
        let place = TempDir::new().expect("a temporary folder can be made");
        risklog(place.path()).args(["demo", "story"]).run().assert_code(0);
        Self { place, small: second() }
    }

    fn ask(&self, options: &[&str]) -> Ran {
        let small = self.small.path().to_string_lossy().into_owned();
        ask(self.place.path(), &[&["story", &small][..], options].concat())
    }
}

/// The small history under an id of its own.
fn second() -> Repo {
    let repo = small::with_history();
    repo.write("risklog.yaml", small::manifest().replace("XA-TIPSOM-01", "XB-TIPSOM-02"));
    repo.commit_as("programme_officer", "2025-01-20T08:00:00+01:00", "an id of its own");
    repo
}

fn ask(folder: &Path, options: &[&str]) -> Ran {
    risklog(folder).args([&["--today", TODAY, "portfolio", "--format", "json"][..], options].concat()).run()
}

fn assert_shape(value: &Value) {
    let place = TempDir::new().expect("a temporary folder can be made");
    let schema = risklog(place.path()).args(["schema", "output-portfolio"]).run().json();
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let wrong: Vec<String> = validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn row<'a>(report: &'a Value, id: &str) -> &'a Value {
    report["projects"].as_array().expect("a list").iter().find(|row| row["id"] == id).expect("the project is there")
}

#[test]
fn the_figures_are_those_of_each_project() {
    let two = Two::build();
    let ran = two.ask(&[]);
    ran.assert_code(0);
    let report = ran.json();
    assert_shape(&report);
    let work = &row(&report, "XA-TIPSOM-01")["work"];
    assert_eq!((&work["risks"], &work["rated"]), (&json!(37), &json!(34)));
    assert_eq!(work["not_rated"], json!(["CJ-12", "CJ-17", "PA-12"]));
    assert_eq!(work["mitigation"], json!({"required": 34, "with_action": 34, "accepted": 0, "without": []}));
    assert_eq!(work["late"], json!([{"id": "PA-02", "action": "M2", "due": "2026-09-30"}]));
    assert_eq!(work["happened"], json!(["CJ-10"]));
    let reviews: Vec<(&Value, &Value)> =
        work["reviews"].as_array().expect("a list").iter().map(|review| (&review["period"], &review["open"])).collect();
    assert_eq!(reviews, [(&json!("2026-H1"), &json!(false)), (&json!("2026-H2"), &json!(true))]);
    let work = &row(&report, "XB-TIPSOM-02")["work"];
    assert_eq!((&work["risks"], &work["rated"], &work["mitigation"]["required"]), (&json!(2), &json!(2), &json!(2)));
}

#[test]
fn projects_stand_in_the_order_in_which_they_were_named() {
    let two = Two::build();
    let small = two.small.path().to_string_lossy().into_owned();
    for order in [["story", &small], [&small, "story"]] {
        let report = ask(two.place.path(), &order).json();
        let places: Vec<&str> = report["projects"].as_array().expect("a list").iter().filter_map(|row| row["place"].as_str()).collect();
        assert_eq!(places, order);
        let shared = report["toolkit_risks"][0]["projects"].as_array().expect("a list");
        let first = if order[0] == "story" { "XA-TIPSOM-01" } else { "XB-TIPSOM-02" };
        assert_eq!(shared[0]["project"], first);
    }
}

#[test]
fn the_same_risk_is_laid_side_by_side_and_nothing_is_ranked_or_summed_up() {
    let two = Two::build();
    let report = two.ask(&[]).json();
    let shared: Vec<&str> = report["toolkit_risks"].as_array().expect("a list").iter().filter_map(|risk| risk["id"].as_str()).collect();
    assert_eq!(shared, ["CJ-05", "CJ-11"]);
    let there = &report["toolkit_risks"][0]["projects"];
    let rating = |place: usize| (there[place]["likelihood"].as_str(), there[place]["impact"].as_str());
    assert_eq!((rating(0), rating(1)), ((Some("high"), Some("high")), (Some("medium"), Some("high"))));
    let small = two.small.path().to_string_lossy().into_owned();
    for format in ["terminal", "markdown"] {
        let ran = risklog(two.place.path()).args(["--today", TODAY, "portfolio", "story", &small, "--format", format]).run();
        ran.assert_code(0);
        let text = ran.stdout.to_lowercase();
        for word in ["total", "average", "rank", "score", "worst", "best", "country:"] {
            assert!(!text.contains(word), "{word}\n{ran}");
        }
        assert!(text.contains("freedom from") && text.contains("taken up"), "{ran}");
    }
}

#[test]
fn a_red_line_says_whether_it_was_taken_up() {
    let two = Two::build();
    two.small.write(
        "risks/3.4.yaml",
        small::assessment("high", "2025-02-01")
            .replace("    owner: project_coordinator\n    mit", "    rights_at_stake: [life]\n    owner: project_coordinator\n    mit"),
    );
    two.small.commit_as("me_officer", "2025-02-02T08:00:00+01:00", "a red line");
    let report = two.ask(&[]).json();
    let lines = &row(&report, "XB-TIPSOM-02")["red_lines"];
    assert_eq!(
        lines[0],
        json!({"id": "CJ-05", "rights": ["life"], "likelihood": "high", "impact": "high", "escalated_to": null, "escalated_on": null})
    );
    let taken_up = row(&report, "XA-TIPSOM-01")["red_lines"].as_array().expect("a list").iter().find(|line| line["id"] == "CJ-11");
    assert_eq!(taken_up.expect("it is there")["escalated_to"], "head_of_office");
    let small = two.small.path().to_string_lossy().into_owned();
    let told = risklog(two.place.path()).args(["portfolio", "story", &small]).run();
    assert!(told.stdout.contains("no, though both"), "{told}");
}

#[test]
fn a_project_that_cannot_be_looked_at_is_one_row_with_its_reason() {
    let two = Two::build();
    let broken = small::started();
    broken.write("risklog.yaml", "id: [not closed\n");
    broken.commit("a slip");
    let (broken, unborn) = (broken.path().to_string_lossy().into_owned(), Repo::init());
    let unborn = unborn.path().to_string_lossy().into_owned();
    fs::create_dir(two.place.path().join("plain")).expect("it can be made");
    let ran = ask(two.place.path(), &["nowhere", "plain", &unborn, "story", &broken]);
    ran.assert_code(2);
    let report = ran.json();
    assert_shape(&report);
    let rows = report["projects"].as_array().expect("a list");
    for (place, words) in
        [(0, "there is no such folder"), (1, "no git repository"), (2, "nothing is committed"), (4, "risklog.yaml cannot be read")]
    {
        assert!(rows[place]["error"].as_str().is_some_and(|why| why.contains(words)), "{words}\n{ran}");
        assert_eq!((&rows[place]["work"], &rows[place]["id"]), (&Value::Null, &Value::Null));
    }
    assert_eq!((rows.len(), &rows[3]["id"]), (5, &json!("XA-TIPSOM-01")));
    let told = risklog(two.place.path()).args(["portfolio", "nowhere", "story"]).run();
    assert!(told.assert_code(2).stdout.contains("not looked at"), "{told}");
    let narrow = risklog(two.place.path()).args(["portfolio", "nowhere", "story"]).env("COLUMNS", "60").run();
    assert!(narrow.stdout.contains("not looked at"), "{narrow}");
}

#[test]
fn an_unreadable_document_makes_the_figures_incomplete() {
    let repo = second();
    repo.write("risks/3.3.yaml", "kind: risk_assessment\nrisks: [\n");
    repo.commit("a slip");
    let ran = ask(repo.path(), &["."]);
    ran.assert_code(2);
    let report = ran.json();
    assert_eq!(report["projects"][0]["unread"][0]["file"], "risks/3.3.yaml");
    assert_eq!(report["projects"][0]["work"]["risks"], 2);
    let told = risklog(repo.path()).args(["portfolio", "."]).env("COLUMNS", "200").run();
    assert!(told.stdout.contains("1 file not read") && told.stdout.contains("those of the other files"), "{told}");
    for words in ["2 of 2 read", "at least 0", "a risk may be missing here: XB-TIPSOM-02"] {
        assert!(told.stdout.contains(words), "{words}\n{told}");
    }
    assert!(!told.stdout.contains("No open risk names one."), "{told}");
}

#[test]
fn a_repository_with_several_projects_gives_a_row_each() {
    let repo = Repo::init();
    for (folder, id) in [("east", "XA-EAST"), ("west", "XA-WEST")] {
        repo.write(format!("{folder}/risklog.yaml"), small::manifest().replace("XA-TIPSOM-01", id));
        repo.write(format!("{folder}/risks/3.4.yaml"), small::assessment("high", "2023-06-20"));
    }
    repo.commit("two projects");
    let report = ask(repo.path(), &["."]).json();
    let ids: Vec<&Value> = report["projects"].as_array().expect("a list").iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, ["XA-EAST", "XA-WEST"]);
    assert_eq!(report["projects"][1]["place"], ".: west");
    let one = ask(repo.path(), &["west"]).json();
    assert_eq!((one["projects"].as_array().map(Vec::len), &one["projects"][0]["id"]), (Some(1), &json!("XA-WEST")));
}

#[test]
fn a_day_means_the_state_at_its_end() {
    let two = Two::build();
    let report = two.ask(&["--at", "2024-07-02"]).json();
    assert_eq!((&report["at"], &report["as_of"]), (&json!("2024-07-02"), &json!("2024-07-02")));
    let row = row(&report, "XA-TIPSOM-01");
    assert_eq!(row["recorded"].as_str().map(|moment| &moment[..10]), Some("2024-07-02"));
    let early = two.ask(&["--at", "2020-01-01"]);
    early.assert_code(2);
    assert!(early.json()["projects"][0]["error"].as_str().is_some_and(|why| why.contains("2020-01-01")), "{early}");
}

#[test]
fn two_clones_of_one_project_are_told_and_compared_with_nobody() {
    let repo = second();
    let (one, other) = (repo.cloned(&[]), repo.cloned(&[]));
    let places = [one.path(), other.path()].map(|path| path.to_string_lossy().into_owned());
    let report = ask(repo.path(), &[&places[0], &places[1]]).json();
    assert_shape(&report);
    assert_eq!((&report["projects"][0]["same_as"], &report["projects"][1]["same_as"]), (&Value::Null, &json!(places[0])));
    assert_eq!(report["toolkit_risks"], json!([]));
    let told = risklog(repo.path()).args(["portfolio", &places[0], &places[1]]).env("COLUMNS", "200").run();
    assert!(told.stdout.contains("the same id as"), "{told}");
}

#[test]
fn the_words_that_a_project_hides_are_hidden_on_the_common_page() {
    let place = TempDir::new().expect("a temporary folder can be made");
    let (repo, words) = (second(), place.path().join("words.txt"));
    fs::write(&words, "Quellwort\n").expect("it can be written");
    let text = small::rated().replace("mitigation:", "escalated_to: head_of_Quellwort\n    rights_at_stake: [life]\n    mitigation:");
    repo.write(small::FILE, text);
    repo.commit("a word");
    let clone = place.path().join("clone-Quellwort");
    repo.git_in(place.path(), &["clone", "--quiet", &repo.path().to_string_lossy(), "clone-Quellwort"]);
    let open = ask(place.path(), &["clone-Quellwort"]);
    assert!(open.stdout.contains("head_of_Quellwort"), "the word is there\n{open}");
    repo.git_in(&clone, &["config", "risklog.denyList", &words.to_string_lossy()]);
    fs::create_dir(clone.join("Quellwort")).expect("it can be made");
    for format in ["json", "terminal", "markdown"] {
        for named in ["clone-Quellwort", "clone-Quellwort/Quellwort"] {
            let ran = risklog(place.path()).args(["portfolio", named, "--at", "2020-01-01", "--format", format]).run();
            assert!(!ran.assert_code(2).stdout.contains("Quellwort"), "{ran}");
        }
        let ran = risklog(place.path()).args(["portfolio", "clone-Quellwort", "--format", format]).run();
        assert!(!ran.assert_code(0).stdout.contains("Quellwort"), "{ran}");
    }
}
