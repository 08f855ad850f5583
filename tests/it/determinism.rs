//! The same question gives the same bytes, wherever and however the repository is kept; and JSON keeps to its schema.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Ran, hermetic, risklog};

/// What is asked, in every format it has.
const QUESTIONS: [(&[&str], &[&str]); 5] = [
    (&["check", "--rev", "mid-term"], &["terminal", "plain", "json", "markdown", "github", "sarif", "gitlab", "junit"]),
    (&["diff", "baseline", "mid-term"], &["terminal", "markdown", "json", "html", "github", "sarif", "junit"]),
    (&["diff", "mid-term...main"], &["terminal", "markdown", "json"]),
    (&["changelog", "main"], &["terminal", "markdown", "json", "html"]),
    (&["changelog", "--by", "commit", "--steps", "baseline..main"], &["terminal", "markdown", "json"]),
];

/// The example project, in a folder that vanishes with the value.
struct Demo {
    place: TempDir,
}

impl Demo {
    fn build() -> Self {
        let place = TempDir::new().expect("a temporary folder can be made");
        risklog(place.path()).args(["demo", "one", "-q"]).run().assert_code(0);
        Self { place }
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("one")
    }

    fn git(&self, folder: &Path, args: &[&str]) -> String {
        let mut git = std::process::Command::new("git");
        hermetic(&mut git, self.place.path());
        let output = git.current_dir(folder).args(args).output().expect("git can be started");
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }
}

fn ask(folder: &Path, env: &[(&str, &str)], args: &[&str]) -> Ran {
    env.iter().fold(risklog(folder), |run, (key, value)| run.env(key, value)).args(["--today", "2026-10-15"]).args(args).run()
}

/// All answers one after the other; none may be a failure.
fn answers(folder: &Path, env: &[(&str, &str)], before: &[&str]) -> Vec<(String, String)> {
    let mut told = Vec::new();
    for (question, formats) in QUESTIONS {
        for format in formats {
            let args = [before, question, &["--format", format]].concat();
            let ran = ask(folder, env, &args);
            assert!(ran.code < 2 && !ran.stdout.is_empty(), "{ran}");
            told.push((format!("{question:?} {format}"), ran.stdout));
        }
    }
    told
}

#[track_caller]
fn assert_same(expected: &[(String, String)], found: &[(String, String)], how: &str) {
    for ((question, one), (_, other)) in expected.iter().zip(found) {
        let differs = one.lines().zip(other.lines()).find(|(a, b)| a != b);
        assert!(one == other, "{question} is another text {how}: {differs:?}");
    }
}

#[test]
fn neither_zone_nor_language_nor_repetition_changes_a_byte() {
    let demo = Demo::build();
    let expected = answers(&demo.folder(), &[], &[]);
    for (zone, language) in [("UTC", "C"), ("Asia/Kathmandu", "de_DE.UTF-8"), ("America/St_Johns", "ar"), ("no/zone", "tr_TR.UTF-8")] {
        let found = answers(&demo.folder(), &[("TZ", zone), ("LC_ALL", language), ("LANG", language)], &[]);
        assert_same(&expected, &found, &format!("in {zone}, {language}"));
    }
}

#[test]
fn neither_the_folder_nor_the_kind_of_repository_changes_a_byte() {
    let demo = Demo::build();
    let (one, place) = (demo.folder(), demo.place.path());
    let expected = answers(&one, &[], &[]);
    assert_same(&expected, &answers(&one.join("risks"), &[], &[]), "in a folder of it");
    assert_same(&expected, &answers(place, &[], &["-C", "one/risks"]), "from outside");
    assert_same(&expected, &answers(&one.join("risks"), &[], &["-C", ".."]), "from below");
    demo.git(place, &["clone", "--quiet", "one", "clone"]);
    assert_same(&expected, &answers(&place.join("clone"), &[], &[]), "in a clone");
    demo.git(place, &["clone", "--quiet", "--bare", "one", "bare.git"]);
    assert_same(&expected, &answers(&place.join("bare.git"), &[], &[]), "in a bare clone");
    demo.git(&one, &["worktree", "add", "--quiet", "--detach", "../tree", "baseline"]);
    assert_same(&expected, &answers(&place.join("tree"), &[], &[]), "in a linked worktree");
    demo.git(&one, &["gc", "--quiet", "--aggressive", "--prune=now"]);
    demo.git(&one, &["pack-refs", "--all"]);
    demo.git(&one, &["commit-graph", "write", "--reachable"]);
    assert_same(&expected, &answers(&one, &[], &[]), "when it is packed");
    demo.git(&one, &["config", "core.autocrlf", "true"]);
    fs::write(one.join(".git/info/attributes"), "*.yaml binary filter=none text eol=crlf\n").expect("written");
    assert_same(&expected, &answers(&one, &[], &[]), "whatever attributes say");
}

#[test]
fn the_demonstration_is_the_same_repository_every_time_and_a_sound_one() {
    let demo = Demo::build();
    risklog(demo.place.path()).args(["demo", "two", "-q"]).env("TZ", "Asia/Kathmandu").run().assert_code(0);
    let (one, two) = (demo.folder(), demo.place.path().join("two"));
    for args in [&["rev-parse", "main"][..], &["for-each-ref"], &["ls-files", "--stage"]] {
        assert_eq!(demo.git(&one, args), demo.git(&two, args));
    }
    assert_eq!(demo.git(&one, &["rev-list", "--count", "main"]), "32");
    assert_eq!(demo.git(&one, &["rev-list", "--count", "--first-parent", "main"]), "24");
    assert_eq!(demo.git(&one, &["status", "--porcelain", "--ignored"]), "");
    assert_eq!(demo.git(&one, &["fsck", "--full", "--strict", "--no-dangling"]), "");
}

#[test]
fn every_pair_of_neighbouring_states_of_the_story_keeps_the_rules() {
    let demo = Demo::build();
    let commits = demo.git(&demo.folder(), &["rev-list", "--first-parent", "--reverse", "main"]);
    let commits: Vec<&str> = commits.lines().collect();
    for pair in commits.windows(2) {
        let ran = risklog(demo.folder()).args(["diff", pair[0], pair[1], "--format", "json"]).run();
        ran.assert_code(0);
        let json = ran.json();
        assert!(json["findings"].as_array().expect("a list").iter().all(|finding| finding["severity"] != "error"), "{ran}");
    }
}

#[test]
fn net_changes_between_two_milestones_are_those_of_the_story() {
    let demo = Demo::build();
    let json = ask(&demo.folder(), &[], &["diff", "baseline", "mid-term", "--format", "json"]).json();
    let mut moved: Vec<String> = Vec::new();
    for change in json["changes"].as_array().expect("a list") {
        let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let (likelihood, impact, kinds) = (&change["likelihood"], &change["impact"], &change["kinds"]);
        let kinds: Vec<&str> = kinds
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str)
            .filter(|kind| !["mitigation", "other", "text"].contains(kind))
            .collect();
        if !kinds.is_empty() {
            let cell = |value: &Value| format!("{}>{}", word(&value["before"]), word(&value["after"]));
            moved.push(format!("{} {} {} {}", word(&change["id"]), kinds.join("+"), cell(likelihood), cell(impact)));
        }
    }
    moved.sort();
    assert_eq!(
        moved,
        [
            "CJ-05 lowered high>medium high>high",
            "CJ-09 lowered medium>low medium>low",
            "CJ-10 raised+materialised medium>high high>high",
            "CJ-14 first_rated ->medium ->medium",
            "CJ-U01 added ->high ->high",
            "CJ-U02 added ->medium ->high",
            "LA-03 raised medium>high high>high",
            "LA-04 first_rated+reopened ->medium ->medium",
            "PA-03 lowered high>medium medium>medium",
            "PA-06 raised medium>medium medium>high",
        ]
    );
}

#[test]
fn json_output_keeps_to_its_schema() {
    let demo = Demo::build();
    for (command, questions) in [
        ("check", &[&["check"][..], &["check", "--rev", "baseline"]][..]),
        ("diff", &[&["diff", "baseline", "mid-term"], &["diff"], &["diff", "HEAD~8", "HEAD"]]),
        (
            "changelog",
            &[&["changelog"], &["changelog", "--steps", "--authors", "hide"], &["changelog", "baseline..mid-term", "--authors", "name"]],
        ),
    ] {
        let schema = risklog(demo.place.path()).args(["schema", &format!("output-{command}")]).run().json();
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/output-{command}.schema.json"));
        let shipped: Value = serde_json::from_str(&fs::read_to_string(shipped).expect("it is there")).expect("it is JSON");
        assert_eq!(schema, shipped);
        let validator = jsonschema::validator_for(&schema).expect("it is a schema");
        for question in questions {
            let json = ask(&demo.folder(), &[], &[question, &["--format", "json"][..]].concat()).json();
            let wrong: Vec<String> = validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(wrong.is_empty(), "{question:?}: {wrong:?}");
            let mut broken = json.clone();
            broken["format"] = Value::from("risklog/0");
            assert!(!validator.is_valid(&broken), "a schema that takes anything checks nothing");
        }
    }
}
