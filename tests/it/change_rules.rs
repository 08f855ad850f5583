//! Every rule about changes has a bad pair of states that it alone finds, at the expected place, and a good pair in which
//! nothing is found.
//!
//! A pair is a folder (`bad`, `good`, and more of them: `bad-second`) with `before.yaml` and `after.yaml`, each put beside
//! the project of the rules' fixtures as `risks/3.3-main.yaml`, or with folders `before/` and `after/` whose files are
//! added to it or replace its own. `# expect: LINE:COLUMN` stands in the later file of the finding. `past.yaml` is the state
//! before `before.yaml`, which then says in `# recorded: DAY` when it was recorded. The change itself is recorded on 2024-07-01.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use risklog::change::Change;
use risklog::diff;
use risklog::document::Document;
use risklog::finding::{Finding, Severity};
use risklog::rules;
use risklog::rules::change::{Past, RULES, Subject};
use risklog::snapshot::{Snapshot, Unseen};
use risklog::source::Origin;

use crate::rules::{Files, MAIN, MANIFEST, apart, files_below, names_in, place, told};

#[test]
fn every_bad_pair_gives_one_finding_of_its_rule_at_its_place() {
    let mut wrong = Vec::new();
    for pair in pairs("bad") {
        let found = pair.findings();
        let expected = pair.expected();
        let fits = matches!(found.as_slice(), [one] if one.rule == pair.rule && Some(place(one)) == expected);
        if !fits {
            wrong.push(format!("{}/{}: expected {expected:?}, found{}", pair.rule, pair.name, told(&found)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_good_pair_gives_no_finding() {
    let found = |pair: Pair| {
        let found = pair.findings();
        (!found.is_empty()).then(|| format!("{}/{}:{}", pair.rule, pair.name, told(&found)))
    };
    let wrong: Vec<String> = pairs("good").into_iter().filter_map(found).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn turned_round_every_pair_can_be_judged() {
    for pair in pairs("") {
        let Change { before, after } = pair.states();
        for finding in findings(&Change::new(after, before)) {
            assert!(finding.help.is_some(), "{}/{} turned round: {} knows no way out", pair.rule, pair.name, finding.rule);
            assert!(finding.region.is_some(), "{}/{} turned round: {} has no place", pair.rule, pair.name, finding.rule);
        }
    }
}

#[test]
fn turned_round_a_rule_about_a_direction_is_silent_and_a_rule_about_a_difference_is_not() {
    // Rules that look one way only; all others see a difference, whichever way it goes, or depend on what else is there.
    let one_way = [
        "rating-withdrawn",
        "rating-raised-same-mitigation",
        "lowered-and-dropped",
        "due-date-moved",
        "explicit-language-removed",
        "closed-while-rated",
        "reopened-no-reason",
        "classification-lowered",
        "policy-weakened",
        "stage-skipped",
        "new-risk-late-identified",
        "materialised-no-lesson",
        "assessment-became-unreadable",
    ];
    let both_ways =
        ["rating-two-steps", "statement-changed", "id-meaning-changed", "mitigation-reworded", "edition-changed", "mixed-change"];
    for pair in pairs("bad") {
        let states = pair.states();
        let found = findings_after(&Change::new(states.after, states.before), &Past::default());
        let speaks = found.iter().any(|finding| finding.rule == pair.rule);
        let name = format!("{}/{} turned round:{}", pair.rule, pair.name, told(&found));
        assert!(!(speaks && one_way.contains(&pair.rule.as_str())), "{name}");
        // What is worse is told instead: a rating that goes down without a reason is no longer called a leap.
        let is_outranked = found.iter().any(|finding| finding.severity == Severity::Error);
        assert!(speaks || is_outranked || !both_ways.contains(&pair.rule.as_str()), "{name}");
    }
}

#[test]
fn one_mistake_is_not_told_five_times() {
    let before = Pair::read("rating-two-steps", "bad").files.before;
    let rules = |change: &[(&str, &str)]| {
        let text = String::from_utf8(before[MAIN].clone()).expect("a text");
        let after = change.iter().fold(text, |text, (old, new)| {
            assert!(text.contains(old), "{old}");
            text.replacen(old, new, 1)
        });
        let after = Files::from([(MAIN.to_owned(), after.into_bytes())]);
        findings(&Change::new(state(&before), state(&after))).iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    let low = ("likelihood: high", "likelihood: low");
    let reason = ("The first draft leaves wide discretion to the police.", "The second draft limits what the police may decide alone.");
    let day = ("rated_on: 2024-06-03", "rated_on: 2024-06-27");
    let nobody = ("covers: all", "covers: [LA-02]");
    let proof = ("    mitigation:\n", "    evidence:\n      - {ref: LR-2, kind: report, date: 2024-06-12}\n    mitigation:\n");
    // One cell overwritten: no proof, no reason (with it no day); neither that it leapt nor that nobody met is news.
    assert_eq!(rules(&[low, nobody]), ["rating-lowered-no-evidence", "rating-changed-same-rationale", "review-history-edited"]);
    assert_eq!(rules(&[low, reason]), ["rating-lowered-no-evidence", "rating-date-not-moved"]);
    assert_eq!(rules(&[low, reason, day]), ["rating-lowered-no-evidence"]);
    assert_eq!(rules(&[low, reason, day, proof]), ["rating-two-steps"]);
    assert_eq!(rules(&[("likelihood: high", "likelihood:"), ("status: in_progress", "status: dropped")]), ["rating-withdrawn"]);
    let other =
        ("A law drafted with project support may be enforced selectively, so that women and members of", "Shelters may close, so that");
    let gone = ("      minorities are charged more often than others.\n", "      people are sent back.\n");
    assert_eq!(rules(&[other, gone, ("owner: programme_officer\n    mit", "owner: head_of_office\n    mit")]), ["id-meaning-changed"]);
}

#[test]
fn a_rule_that_is_off_or_waived_speaks_for_nobody() {
    let pair = Pair::read("rating-two-steps", "bad");
    let strip = |files: &Files| {
        let text = String::from_utf8(files[MAIN].clone()).expect("a text");
        let proof = "    evidence:\n      - {ref: LR-2024-02, kind: report, date: 2024-06-12, title: Reading of the second draft}\n";
        Files::from([(MAIN.to_owned(), text.replace(proof, "").into_bytes())])
    };
    let files = pair.files.as_ref().map(strip);
    let rules = |manifest: &str| {
        let states = files.as_ref().map(|files| {
            let mut files = files.clone();
            files.insert(MANIFEST.to_owned(), manifest.as_bytes().to_vec());
            state(&files)
        });
        findings(&states).iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    let project = String::from_utf8(files_below(&root().join("../rules/project"))[MANIFEST].clone()).expect("a text");
    assert_eq!(rules(&project), ["rating-lowered-no-evidence"]);
    assert_eq!(rules(&format!("{project}severities: {{rating-lowered-no-evidence: off}}\n")), ["rating-two-steps"]);
    let milder = rules(&format!("{project}severities: {{rating-lowered-no-evidence: info}}\n"));
    assert_eq!(milder, ["rating-two-steps", "rating-lowered-no-evidence"]);
}

#[test]
fn nothing_is_found_where_nothing_changed() {
    for pair in pairs("") {
        let found = findings(&Change::new(state(&pair.files.after), state(&pair.files.after)));
        assert!(found.is_empty(), "{}/{}:{}", pair.rule, pair.name, told(&found));
    }
}

#[test]
fn a_file_that_could_not_be_looked_at_has_lost_no_risk() {
    let mut states = Pair::read("risk-removed", "bad-file").states();
    states.after.unseen.push(Unseen { path: MAIN.to_owned(), reason: "permission denied".to_owned() });
    assert!(findings(&states).is_empty());
}

#[test]
fn every_rule_has_a_bad_and_a_good_pair_and_every_folder_a_rule() {
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    let names = |kind: &str| pairs(kind).into_iter().map(|pair| pair.rule).collect::<BTreeSet<String>>();
    assert_eq!(names_in(&root()), rules, "folders and rules");
    assert_eq!(names("bad"), rules, "bad pairs and rules");
    assert_eq!(names("good"), rules, "good pairs and rules");
}

#[test]
fn the_examples_of_every_rule_stand_in_its_pairs() {
    for rule in RULES {
        for (kind, example) in [("bad", rule.bad), ("good", rule.good)] {
            let of_rule: Vec<Pair> = pairs(kind).into_iter().filter(|pair| pair.rule == rule.name).collect();
            for line in example.lines() {
                let written = line.get(1..).unwrap_or("").trim();
                let side = |files: &Files| files.values().any(|bytes| holds(bytes, written));
                let stands = of_rule.iter().any(|pair| match line.chars().next() {
                    Some('-') => side(&pair.files.before),
                    Some('+') => side(&pair.files.after),
                    _ => side(&pair.files.before) && side(&pair.files.after),
                });
                assert!(stands, "{} has the {kind} example line `{line}`, which no {kind} pair holds", rule.name);
            }
        }
    }
}

/// Two states of one project.
struct Pair {
    rule: String,
    name: String,
    files: Change<Files>,
    past: Option<Files>,
}

impl Pair {
    fn read(rule: &str, name: &str) -> Self {
        let folder = root().join(rule).join(name);
        let side = |side: &str| {
            let file = folder.join(format!("{side}.yaml"));
            if file.is_file() {
                return Files::from([(MAIN.to_owned(), std::fs::read(&file).expect("the file can be read"))]);
            }
            files_below(&folder.join(side))
        };
        let past = folder.join("past.yaml").is_file().then(|| side("past"));
        Self { rule: rule.to_owned(), name: name.to_owned(), files: Change::new(side("before"), side("after")), past }
    }

    fn findings(&self) -> Vec<Finding> {
        findings_after(&self.states(), &self.past())
    }

    /// What came before, where the pair tells it.
    fn past(&self) -> Past {
        let mut known = Past::default();
        if let Some(past) = &self.past {
            let text = self.files.before.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect::<String>();
            let recorded = text.lines().find_map(|line| line.strip_prefix("# recorded: ")).expect("a day");
            let step = diff::compare(Change::new(&state(past), &state(&self.files.before)));
            known.learn(&step.changes, Some(recorded.trim().parse().expect("a day")));
        }
        known
    }

    fn states(&self) -> Change<Snapshot> {
        self.files.as_ref().map(state)
    }

    /// File, line and column of the finding.
    fn expected(&self) -> Option<(String, usize, usize)> {
        let mut said = self.files.after.iter().filter_map(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            let (line, column) = text.lines().find_map(|line| line.split_once("# expect:"))?.1.trim().split_once(':')?;
            Some((path.clone(), line.parse().expect("a line"), column.parse().expect("a column")))
        });
        said.next()
    }
}

/// The project of the rules' fixtures with what a pair brings.
fn state(own: &Files) -> Snapshot {
    let mut files = files_below(&root().join("../rules/project"));
    files.extend(own.clone());
    let manifest = files.remove(MANIFEST).map(|bytes| Arc::new(Document::read(MANIFEST, &bytes)));
    let mut state = Snapshot::empty(Origin::Worktree, String::new());
    let (documents, others) = apart(&files);
    (state.manifest, state.documents, state.others) = (manifest, documents, others);
    state
}

fn findings(states: &Change<Snapshot>) -> Vec<Finding> {
    findings_after(states, &Past::default())
}

fn findings_after(states: &Change<Snapshot>, past: &Past) -> Vec<Finding> {
    let Change { before, after } = states;
    let diff = diff::compare(Change::new(before, after));
    let recorded = "2024-07-01".parse().expect("a day");
    rules::judge_change(&Subject { before, after, diff: &diff, recorded, past, is_one_step: true }).findings
}

fn holds(bytes: &[u8], line: &str) -> bool {
    String::from_utf8_lossy(bytes).lines().any(|written| written.trim() == line)
}

/// Returns the pairs whose name begins with a word; all of them for an empty one.
fn pairs(kind: &str) -> Vec<Pair> {
    let of_rule = |rule: String| {
        let names = names_in(&root().join(&rule)).into_iter().filter(|name| name.starts_with(kind)).collect::<Vec<_>>();
        names.into_iter().map(move |name| Pair::read(&rule, &name))
    };
    names_in(&root()).into_iter().flat_map(of_rule).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/change")
}
