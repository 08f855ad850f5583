//! What the annex must not say: more than the record holds, less than speaks against it, or what is kept from its readers.

use std::path::Path;

use tempfile::TempDir;

use crate::support::small::{FILE, assessment, manifest, with_history};
use crate::support::{Repo, risklog};

const NEW: &str = "
  - id: CJ-U01
    statement: Officers may ask for money at the new checkpoints.
    likelihood: medium
    impact: high
    rated_on: 2024-05-02
    rationale: Two partners reported it.
";

fn run(folder: &Path, args: &[&str], code: i32) -> String {
    let ran = risklog(folder).args(args.iter().copied()).run();
    ran.assert_code(code);
    ran.stdout
}

/// Returns the numbers on the cover of a page in Markdown, by their words.
fn numbers(page: &str) -> Vec<(usize, String)> {
    let line = page.lines().find(|line| line.contains("</b> risks now") || line.contains("** risks now")).expect("the numbers are there");
    let plain = line.replace("<b>", "").replace("</b>", "").replace("**", "");
    let told = plain.split(", ").filter_map(|part| part.split_once(' '));
    told.filter_map(|(number, words)| Some((number.parse().ok()?, words.to_owned()))).collect()
}

fn number(numbers: &[(usize, String)], words: &str) -> usize {
    numbers.iter().find(|(_, told)| told == words).map_or(0, |(number, _)| *number)
}

#[test]
fn a_time_that_was_confidential_is_not_published_by_leaving_it_out_of_the_range() {
    let repo = Repo::init();
    let confidential = |text: String| text.replace("classification: unclassified", "classification: confidential");
    repo.write("risklog.yaml", confidential(manifest()));
    repo.write(FILE, assessment("high", "2023-06-20"));
    repo.commit("confidential");
    repo.write("risklog.yaml", manifest());
    let opened = repo.commit("taken down");
    repo.write(FILE, assessment("medium", "2024-06-27"));
    repo.commit("lowered");
    let range = format!("{opened}..HEAD");
    for range in [range.as_str(), "HEAD"] {
        let ran = risklog(repo.path()).args(["report", "--for", "public", range]).run();
        ran.assert_code(2);
        assert!(ran.stdout.is_empty() && ran.stderr.contains("was marked confidential"), "{ran}");
    }
    let refused = risklog(repo.path()).args(["report", "--for", "public", &range]).run().stderr;
    assert!(refused.contains("tells the history from its beginning on") && refused.contains("--for partners"), "{refused}");
    let partners = run(repo.path(), &["report", "--for", "partners", &range, "--format", "markdown"], 0);
    assert!(partners.contains("marking: <b>confidential</b>"), "it tells what was confidential");

    let document = Repo::init();
    document.write("risklog.yaml", manifest());
    document.write(FILE, assessment("high", "2023-06-20").replace("risks:", "classification: confidential\nrisks:"));
    document.commit("one document is confidential");
    document.write(FILE, assessment("high", "2023-06-20"));
    document.commit("taken down");
    document.write(FILE, assessment("medium", "2024-06-27"));
    document.commit("lowered");
    let ran = risklog(document.path()).args(["report", "--for", "public", "HEAD~1..HEAD"]).run();
    ran.assert_code(2);
    assert!(ran.stderr.contains("the assessment of tool 3.4 was marked confidential at the commit"), "{ran}");
    run(with_history().path(), &["report", "--for", "public"], 0);
}

#[test]
fn what_is_stricter_than_the_manifest_marks_every_page_that_shows_it() {
    let repo = Repo::init();
    repo.write("risklog.yaml", manifest());
    repo.write(FILE, assessment("high", "2023-06-20").replace("risks:", "classification: confidential\nrisks:"));
    repo.commit("first");
    let commands: [&[&str]; 7] = [
        &["report", "--format", "markdown"],
        &["status"],
        &["show", "CJ-05"],
        &["changelog"],
        &["history", "CJ-05"],
        &["blame", "CJ-05"],
        &["audit"],
    ];
    for command in commands {
        let ran = risklog(repo.path()).args(command.iter().copied()).run();
        // In front of everything else, and behind it.
        let plain = ran.stdout.replace("<b>", "").replace("</b>", "");
        let is_marked = |word: &str| plain.matches(&format!("marking: {word}")).count();
        assert_eq!((is_marked("confidential"), is_marked("unclassified")), (2, 0), "{command:?}: {ran}");
    }
    let parent = TempDir::new().expect("a temporary folder can be made");
    let folder = parent.path().join("evidence");
    run(repo.path(), &["pack", "-o", &folder.to_string_lossy()], 0);
    let readme = std::fs::read_to_string(folder.join("README.txt")).or_else(|_| std::fs::read_to_string(folder.join("README.md")));
    assert!(readme.expect("it is there").contains("[CONFIDENTIAL]"));
}

#[test]
fn what_a_cut_history_does_not_hold_is_not_known_and_the_exit_code_says_so() {
    let repo = with_history();
    let text = crate::support::small::rated();
    repo.write(
        FILE,
        text.replacen(
            "impact: high\n",
            "impact: high\n    status: materialised\n    materialised_on: 2025-02-01\n    what_happened: A trial.\n",
            1,
        ),
    );
    repo.commit_as("me_officer", "2025-02-15T08:00:00+01:00", "it happened");
    let clone = repo.cloned(&["--depth", "1", "--branch", "main"]);
    let page = run(clone.path(), &["report"], 2);
    for false_word in ["Every risk that asked", "No risk vanished", "No rule about changes was broken", "never rated"] {
        assert!(!page.contains(false_word), "{false_word}");
    }
    assert!(page.contains("Not known:") && page.contains("as far as known: the history here begins 2025-02-15"));
    let twin = run(clone.path(), &["report", "--format", "markdown"], 2);
    let happened = twin.lines().find(|line| line.contains("CJ-05") && line.contains("2025-02-01")).expect("it happened");
    assert!(happened.contains("2025-02-15 or earlier") && happened.matches("not known").count() == 2, "{happened}");
    assert!(twin.contains("Not known:") && twin.contains("may have been so earlier"));
    run(clone.path(), &["blame", "CJ-05"], 2);
    run(clone.path(), &["export", "--what", "events", "--format", "csv"], 2);
    run(clone.path(), &["export", "--what", "risks", "--format", "csv"], 0);
    let whole = run(repo.path(), &["report", "--format", "markdown"], 0);
    assert!(!whole.contains("Not known") && !whole.contains("or earlier"));
    run(repo.path(), &["blame", "CJ-05"], 0);
    run(repo.path(), &["export", "--what", "events", "--format", "csv"], 0);
}

#[test]
fn a_file_that_cannot_be_read_at_the_end_is_named_and_makes_it_incomplete() {
    let repo = with_history();
    repo.write(FILE, "risks: [\n");
    repo.commit_as("me_officer", "2025-02-15T08:00:00+01:00", "broken");
    let page = run(repo.path(), &["report", "--format", "markdown"], 2);
    assert!(page.contains("cannot be read at the end: what it says there is told as it last was"), "{page}");
    let parent = TempDir::new().expect("a temporary folder can be made");
    run(repo.path(), &["pack", "-o", &parent.path().join("evidence").to_string_lossy()], 2);
}

#[test]
fn a_day_means_the_same_here_as_everywhere() {
    let repo = with_history();
    let at = run(repo.path(), &["report", "--at", "2024-12-31", "--format", "markdown"], 0);
    assert!(at.contains("2024-12-31; the last record is of 2024-09-02"), "{at}");
    let range = run(repo.path(), &["report", "baseline..2024-12-31", "--format", "markdown"], 0);
    assert!(range.contains("2024-12-31; the last record is of 2024-09-02"));
    let ahead = run(repo.path(), &["report", "--at", "2100-06-30", "--format", "markdown"], 0);
    assert!(ahead.contains("2099-12-31, 181 days ago"), "an action is late on the day that was named");
    assert!(run(repo.path(), &["report", "--format", "markdown"], 0).contains("2025-01-15, the day of the last record"));
    assert!(run(repo.path(), &["audit", "--until", "2024-12-31"], 0).contains("as of 2024-12-31"));
    // CJ-05 was lowered on that very day, so that it moved since the day began.
    let since = run(repo.path(), &["report", "--since", "2024-07-02", "--format", "markdown"], 0);
    let moved = since.split("Movement").nth(1).expect("movement").split("Lists").next().expect("lists");
    assert!(moved.contains("CJ-05") && moved.contains("lowered"), "{moved}");
    let first = run(repo.path(), &["report", "--since", "2020-01-01", "--format", "markdown"], 0);
    assert!(first.contains("From 2020-01-01"));
}

#[test]
fn the_numbers_on_the_cover_add_up_and_are_those_of_status() {
    let parent = TempDir::new().expect("a temporary folder can be made");
    run(parent.path(), &["demo", "story"], 0);
    let folder = parent.path().join("story");
    let numbers = numbers(&run(&folder, &["report", "--format", "markdown"], 0));
    let of = |words: &str| number(&numbers, words);
    assert_eq!((of("risks now"), of("no longer there"), of("happened")), (42, 0, 1), "{numbers:?}");
    let parts = ["open and rated", "open and not rated", "happened", "closed", "not applicable"];
    assert_eq!(parts.into_iter().map(of).sum::<usize>(), of("risks now"), "{numbers:?}");
    assert_eq!((of("open and rated"), of("open and not rated")), (33, 3), "as `status` says");
}

#[test]
fn what_speaks_against_the_record_is_listed() {
    let repo = with_history();
    let text = assessment("low", "2024-06-27");
    let (kept, _) = text.split_once("\n  - id: CJ-11").expect("CJ-11 comes last");
    repo.write(FILE, format!("{kept}\n{NEW}"));
    repo.commit_as("me_officer", "2025-03-01T08:00:00+01:00", "tidy up");
    let twin = run(repo.path(), &["report", "--format", "markdown"], 0);
    let section =
        |from: &str| twin.split(from).nth(1).unwrap_or_else(|| panic!("{from}: {twin}")).split("\n#").next().unwrap_or_default().to_owned();
    let (dropped, added) = (section("Dropped\n"), section("Added after the baseline\n"));
    assert!(dropped.contains("CJ-11") && dropped.contains("removed") && dropped.contains("2025-03-01"), "{dropped}");
    assert!(added.contains("CJ-U01") && added.contains("the team"), "{added}");
    let broken = section("Rules about changes that were broken\n");
    assert!(broken.contains("error") && broken.contains("CJ-11") && broken.contains(&repo.head()[..7]), "{broken}");
    let page = run(repo.path(), &["report"], 0);
    for heading in [">Dropped<", ">Added after the baseline<", ">Rules about changes that were broken<", "change rules broken (errors)"] {
        assert!(page.contains(heading), "{heading}");
    }
    let numbers = numbers(&twin);
    assert!(
        number(&numbers, "change rules broken (errors)") > 0
            && number(&numbers, "dropped") == 1
            && number(&numbers, "no longer there") == 1,
        "{numbers:?}"
    );
}

#[test]
fn reviews_before_the_range_are_told_with_what_stood_at_the_start() {
    let repo = with_history();
    let reviews = "reviews:\n  - {round: 2024-H1, date: 2024-06-27, covers: all, outcome: Held.}\n";
    repo.write(FILE, format!("{}{reviews}", crate::support::small::rated()));
    repo.commit_as("me_officer", "2025-02-01T08:00:00+01:00", "review");
    repo.write(FILE, format!("{}{reviews}", crate::support::small::rated().replace("likelihood: medium", "likelihood: high")));
    repo.commit_as("me_officer", "2025-03-01T08:00:00+01:00", "raised");
    let twin = run(repo.path(), &["report", "HEAD~1..HEAD", "--format", "markdown"], 0);
    let row = twin.lines().find(|line| line.contains("as it stood at the start")).expect("it is there");
    assert!(row.contains("reviewed before: 2024-H1, 2024-06-27"), "{row}");
    let days: Vec<&str> = twin.lines().filter(|line| line.starts_with("| 20")).map(|line| &line[2..12]).collect();
    assert!(!days.contains(&"2024-06-27"), "{days:?}");
}
