//! Each short way beside the plain one: rows taken over from an earlier text, histories read by what differs, several threads,
//! a commit-graph, what was written before. Whatever is taken, the answer is the same to the byte.

use std::path::Path;

use risklog::document::Document;
use risklog::finding::{Part, Place};
use risklog::route::Route;

use crate::generator::document::Document as Table;
use crate::generator::edit::Edit;
use crate::generator::random::Random;
use crate::generator::{history, preset};
use crate::support::risklog;

/// What a repository looks like to every command that the short ways serve.
const COMMANDS: [&[&str]; 5] = [
    &["changelog", "--format", "json", "--steps"],
    &["changelog", "--by", "commit"],
    &["check", "--format", "json"],
    &["diff", "HEAD~3", "HEAD", "--format", "json"],
    &["diff", "HEAD~9", "HEAD"],
];

fn answers(folder: &Path, env: &[(&str, &str)], options: &[&str]) -> Vec<(String, i32)> {
    let answer = |command: &&[&str]| {
        let run = env.iter().fold(risklog(folder), |run, (key, value)| run.env(key, value));
        let ran = run.args(["--today", "2026-01-01"]).args(options).args(*command).run();
        (ran.stdout, ran.code)
    };
    COMMANDS.iter().map(answer).collect()
}

fn tiny(seed: u64) -> tempfile::TempDir {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let mut tiny = preset("tiny").expect("a preset");
    tiny.seed = seed;
    history::make(&tiny, &folder.path().join("r")).expect("a repository");
    folder
}

#[test]
fn every_short_way_gives_the_bytes_of_the_plain_one() {
    for seed in [11, 12] {
        let folder = tiny(seed);
        let repo = folder.path().join("r");
        let plain = answers(&repo, &[("RISKLOG_PLAIN", "1"), ("RISKLOG_THREADS", "1")], &["--no-cache"]);
        assert!(plain.iter().all(|(text, code)| !text.is_empty() && *code != 2), "{plain:?}");
        assert_eq!(answers(&repo, &[("RISKLOG_THREADS", "1")], &["--no-cache"]), plain, "one thread");
        assert_eq!(answers(&repo, &[("RISKLOG_THREADS", "2")], &["--no-cache"]), plain, "two threads");
        assert_eq!(answers(&repo, &[], &[]), plain, "nothing kept yet");
        assert_eq!(answers(&repo, &[], &[]), plain, "what was kept");
        let done = std::process::Command::new("git").current_dir(&repo).args(["commit-graph", "write", "--changed-paths"]).output();
        assert!(done.expect("git runs").status.success());
        assert_eq!(answers(&repo, &[], &["--no-cache"]), plain, "with a commit-graph");
    }
}

#[test]
fn what_was_kept_and_is_damaged_or_forged_is_not_used() {
    let folder = tiny(13);
    let repo = folder.path().join("r");
    let first = answers(&repo, &[], &[]);
    let kept = repo.join(".git/risklog/cache");
    let files: Vec<_> = std::fs::read_dir(&kept).expect("something was kept").map(|entry| entry.expect("an entry").path()).collect();
    assert_eq!(files.len(), 2);
    for damage in
        [|text: &str| text.replace("likelihood", "Likelihood"), |text: &str| text[..text.len() / 2].to_owned(), |_: &str| String::new()]
    {
        for file in &files {
            let text = std::fs::read_to_string(file).expect("a text");
            std::fs::write(file, damage(&text)).expect("written");
        }
        assert_eq!(answers(&repo, &[], &[]), first);
    }
    std::fs::remove_dir_all(&kept).expect("deleted at any time");
    std::fs::write(&kept, "in the way").expect("a file in place of the folder");
    assert_eq!(answers(&repo, &[], &[]), first);
}

/// Asks both documents everything that anybody asks of one.
fn assert_same(again: &Document, whole: &Document) {
    assert_eq!(again.body, whole.body);
    let keys = ["id", "statement", "likelihood", "rated_on", "rationale", "mitigation", "waivers", "nothing"];
    for risk in whole.risk_assessment().iter().flat_map(|assessment| &assessment.risks) {
        for (key, part) in keys.iter().flat_map(|key| [Part::Key, Part::Value, Part::FirstKey].map(|part| (key, part))) {
            let place = Place { part, ..Place::value(whole.path(), risk.route().key(key)) };
            assert_eq!(again.locate(&place), whole.locate(&place), "{key} of {}", risk.id);
        }
        let deep = Place::value(whole.path(), risk.route().key("mitigation").index(0).key("due"));
        assert_eq!(again.locate(&deep), whole.locate(&deep));
    }
    let outside = Place::value(whole.path(), Route::root().key("reviews"));
    assert_eq!(again.locate(&outside), whole.locate(&outside));
    assert_eq!(again.node(), whole.node());
    assert_eq!(again.findings(), whole.findings());
    assert_eq!(again.traces(), whole.traces());
}

#[test]
fn a_document_read_after_another_text_says_what_it_says_alone() {
    let mut random = Random::new(5);
    for number in 0..6 {
        let mut table = Table::new(number, history::FIRST_DAY, &mut random);
        let mut before = Document::read("risks/a.yaml", table.text().as_bytes()).lean();
        for step in 0..40 {
            Edit::choose(number, history::FIRST_DAY + step, 0, &mut random).make(&mut table);
            let text = table.text();
            let again = Document::read_after("risks/a.yaml", text.as_bytes(), &before);
            assert_same(&again, &Document::read("risks/a.yaml", text.as_bytes()));
            before = again;
        }
    }
}

#[test]
fn lines_that_come_and_go_anywhere_leave_no_difference() {
    let mut random = Random::new(7);
    let odd = [
        "",
        "    likelihood: high",
        "  - id: CJ-U99",
        "  - {id: CJ-U98, statement: S, likelihood: , impact: }",
        "reviews:",
        "risks:",
        "---",
        "...",
        "# aside",
        "      # aside",
        "    note: \"open",
        "    x_own: [1,",
        "    statement: |",
        "     more words",
        "<<<<<<< ours",
        "    rationale: See action #3",
        "    - id: CJ-U97",
        "   - id: CJ-U96",
        "\t- tab",
        "    y: *alias",
        "  -",
        "title: T",
        "    id: CJ-U95",
    ];
    let table = Table::new(2, history::FIRST_DAY, &mut random);
    let first = table.text();
    let mut taken_over = 0;
    for _ in 0..400 {
        let mut lines: Vec<&str> = first.lines().collect();
        let earlier = Document::read("risks/a.yaml", first.as_bytes()).lean();
        for _ in 0..1 + random.below(3) {
            let place = random.below(lines.len());
            match random.below(4) {
                0 => drop(lines.remove(place)),
                1 => lines.swap(place, place.saturating_sub(1)),
                _ => lines.insert(place, odd[random.below(odd.len())]),
            }
        }
        let ending = if random.below(5) == 0 { "" } else { "\n" };
        let text = lines.join("\n") + ending;
        let again = Document::read_after("risks/a.yaml", text.as_bytes(), &earlier);
        let whole = Document::read("risks/a.yaml", text.as_bytes());
        assert_same(&again, &whole);
        // And what was read so is a good beginning for the next reading.
        taken_over += usize::from(whole.is_readable());
        assert_same(&Document::read_after("risks/a.yaml", first.as_bytes(), &again), &earlier);
    }
    assert!(taken_over > 50, "{taken_over} of the texts can be read");
}

#[test]
fn the_story_is_the_same_by_every_way() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    risklog(folder.path()).args(["demo", "story"]).run().assert_code(0);
    let repo = folder.path().join("story");
    let plain = answers(&repo, &[("RISKLOG_PLAIN", "1")], &["--no-cache"]);
    assert_eq!(answers(&repo, &[], &["--no-cache"]), plain);
}
