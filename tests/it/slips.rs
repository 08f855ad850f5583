//! YAML as people really write it, and as nobody should: each slip is one finding at its place, each bomb ends fast.

use std::time::{Duration, Instant};

use crate::support::small::{FILE, manifest};
use crate::support::{Ran, Repo, risklog};

/// What every assessment of these tests begins with; the next line is line 8.
const HEAD: &str = "\
schema: risklog/1
kind: risk_assessment
tool: \"3.4\"
title: T
risks:
  - id: CJ-01
    statement: Courts sit so seldom that cases wait for years.
";

fn check(text: &[u8]) -> Ran {
    let repo = Repo::init();
    repo.write("risklog.yaml", manifest());
    repo.write(FILE, text);
    risklog(repo.path()).args(["check", "--format", "json"]).run()
}

/// The errors as `LINE:COLUMN rule | help`, in the order of the file.
fn errors(text: &[u8]) -> Vec<String> {
    let ran = check(text);
    let json = ran.json();
    let errors = json["findings"].as_array().expect("a list").iter().filter(|finding| finding["severity"] == "error");
    let told: Vec<String> = errors
        .map(|finding| {
            let help = finding["help"].as_str().unwrap_or_default().lines().next().unwrap_or_default();
            format!("{}:{} {} | {help}", finding["line"], finding["column"], finding["rule"].as_str().expect("a rule"))
        })
        .collect();
    ran.assert_code(i32::from(!told.is_empty()));
    told
}

#[track_caller]
fn one(rest: &str, error: &str) {
    assert_eq!(errors(format!("{HEAD}{rest}").as_bytes()), [error], "{rest}");
}

#[test]
fn three_slips_are_three_findings_each_with_its_repaired_line() {
    let rest = "\tlikelihood: high\n    impact: low\n    rationale: \"They told us\n    owner: project_coordinator\n    wording_note: Don't ask: why\n";
    assert_eq!(
        errors(format!("{HEAD}{rest}").as_bytes()),
        [
            "8:1 syntax | write: likelihood: high",
            "10:16 syntax | write: rationale: \"They told us\"",
            "12:28 syntax | write: wording_note: \"Don't ask: why\"",
        ]
    );
    let rest = "    likelihood: “high”\n    impact: hgh\n    owner: project_coordinator\n    owner: me_officer\n";
    assert_eq!(
        errors(format!("{HEAD}{rest}").as_bytes()),
        [
            "8:17 typographic-characters | write: likelihood: high",
            "9:13 wrong-rating-word | did you mean `impact: high`?",
            "11:5 duplicate-key | keep one of the two lines",
        ]
    );
}

#[test]
fn what_word_processors_and_hurried_hands_leave_behind_gets_its_cure() {
    one("    likelihood: High\n    impact: low\n", "8:17 wrong-rating-word | did you mean `likelihood: high`?");
    one("    likelihood: moderate\n    impact: low\n", "8:17 wrong-rating-word | did you mean `likelihood: medium`?");
    one("    likelihood: h\u{456}gh\n    impact: low\n", "8:17 wrong-rating-word | did you mean `likelihood: high`?");
    one("    likelihood:\u{a0}high\n    impact: low\n", "8:16 typographic-characters | write: likelihood: high");
    one("    likelihood:high\n    impact: low\n", "8:15 syntax | write: likelihood: high");
    one("    likelihood high\n    impact: low\n", "8:15 syntax | write: likelihood: high");
    one("   likelihood: high\n    impact: low\n", "8:1 syntax | write: likelihood: high");
    one("    liklihood: high\n    impact: low\n", "8:5 unknown-key | did you mean `likelihood`?");
    one(
        "    likelihood: n/a\n    impact: low\n",
        "8:17 rating-placeholder | write `likelihood:` with nothing behind it, or `status: not_applicable` with a reason",
    );
    one("    likelihood:\n    impact:\n    rationale: @home they say\n", "10:16 syntax | write: rationale: \"@home they say\"");
    one("    likelihood:\n    impact:\n    rationale: %5 of the cases\n", "10:16 syntax | write: rationale: \"%5 of the cases\"");
    one(
        "    likelihood:\n    impact:\n    rationale: See action #3\n",
        "10:27 possible-lost-text | put the sentence in quotes: rationale: \"See action #3\"",
    );
}

#[test]
fn tool_numbers_and_words_that_some_readers_take_for_booleans() {
    let text = format!("{HEAD}    likelihood:\n    impact:\n");
    assert_eq!(errors(text.replace("\"3.4\"", "3.4").as_bytes()), ["3:7 number-needs-quotes | write: tool: \"3.4\""]);
    let repo = Repo::init();
    repo.write("risklog.yaml", manifest().replace("[\"XA\"]", "[NO]"));
    repo.write(FILE, text);
    risklog(repo.path()).args(["check"]).run().assert_code(0);
}

#[test]
fn what_can_hide_a_rating_is_refused() {
    let feature = |place: &str| format!("{place} yaml-feature-not-allowed");
    for (rest, places) in [
        ("    likelihood: &a high\n    impact: low\n", &["8:17"][..]),
        ("    likelihood: &a high\n    impact: *a\n", &["8:17", "9:13"]),
        ("    likelihood: !!str high\n    impact: low\n", &["8:17"]),
        ("    <<: {likelihood: high}\n    impact: low\n", &["8:5"]),
        ("    likelihood: high\n    impact: low\n---\nkind: x\n", &["10:1"]),
        ("    likelihood: high\n    impact: low\n...\nkind: x\n", &["11:1"]),
    ] {
        let found = errors(format!("{HEAD}{rest}").as_bytes());
        let found: Vec<&str> = found.iter().map(|error| error.split(" |").next().unwrap_or_default()).collect();
        assert_eq!(found, places.iter().map(|place| feature(place)).collect::<Vec<_>>(), "{rest}");
    }
    assert_eq!(errors(format!("%YAML 1.2\n---\n{HEAD}    likelihood:\n    impact:\n...\n").as_bytes()), [""; 0]);
    let twice = check(format!("{HEAD}    likelihood: high\n    impact: low\n    likelihood: low\n").as_bytes());
    let finding = &twice.json()["findings"][0];
    assert_eq!((&finding["rule"], &finding["line"], &finding["related"][0]["line"]), (&"duplicate-key".into(), &10.into(), &8.into()));
}

#[test]
fn huge_and_hostile_inputs_end_fast_in_an_error() {
    let laughs: String = ('b'..='u').zip('a'..='t').map(|(key, of)| format!("{key}: &{key} [*{of}, *{of}, *{of}]\n")).collect();
    let keys: String = (0..50_000).map(|key| format!("    k{key}: {key}\n")).collect();
    let risks: String =
        (1..10_500).map(|n| format!("  - {{id: CJ-U{n:02}, statement: One two three four five six, likelihood: , impact: }}\n")).collect();
    for (name, text) in [
        ("brackets", HEAD.to_owned() + &"[".repeat(200_000)),
        ("complex keys", "? ".repeat(20_000)),
        ("complex keys under a key", HEAD.to_owned() + "    x_a:\n      " + &"? ".repeat(20_000)),
        ("dashes", HEAD.to_owned() + &"- ".repeat(100_000)),
        ("braces", "{a: ".repeat(50_000)),
        ("quotes", HEAD.to_owned() + &"\"".repeat(200_001)),
        ("colons", HEAD.to_owned() + &"a: ".repeat(60_000)),
        ("anchors", HEAD.to_owned() + &"&a ".repeat(50_000)),
        ("directives", "%FOO\n".repeat(50_000)),
        ("billion laughs", format!("a: &a [lol, lol]\n{laughs}")),
        ("keys of a risk", HEAD.to_owned() + &keys),
        ("keys of a document", keys.replace("    ", "")),
        ("broken lines", HEAD.to_owned() + &"word\n".repeat(100_000)),
        ("risks", HEAD.to_owned() + "    likelihood:\n    impact:\n" + &risks),
    ] {
        let started = Instant::now();
        let ran = check(text.as_bytes());
        assert!(ran.code == 1 && ran.stderr.is_empty(), "{name}: exit code {}: {}", ran.code, ran.stderr);
        // NOTE: a bound against hanging only; a machine under load with a debug build must stay below it.
        assert!(started.elapsed() < Duration::from_secs(60), "{name} took {:?}", started.elapsed());
    }
    let lines = format!("{HEAD}    likelihood:\n    impact:\n    rationale: |\n{}", "      word\n".repeat(100_000));
    check(lines.as_bytes()).assert_code(0);
}
