//! Odd ground to stand on: each state of a repository gives its exit code and a sentence that says what to do.

use std::process::Command;

use tempfile::TempDir;

use crate::support::{Assessment, Repo, Risk, hermetic, project, risklog};

/// A repository with a project of one risk, rated twice.
fn kept() -> Repo {
    let repo = Repo::init();
    repo.write("risklog.yaml", project());
    repo.write("risks/3.3.yaml", assessment("medium"));
    repo.commit("first");
    repo.write("risks/3.3.yaml", assessment("high"));
    repo.commit("second");
    repo
}

fn assessment(likelihood: &'static str) -> String {
    let risk = Risk { id: "LA-01", likelihood, impact: "low", ..Risk::default() };
    Assessment::new("3.3", [risk]).text()
}

fn says(ran: &crate::support::Ran, code: i32, words: &[&str]) {
    ran.assert_code(code);
    for word in words {
        assert!(ran.stderr.contains(word) || ran.stdout.contains(word), "`{word}` is missing: {ran}");
    }
    assert!(!ran.stderr.contains("defect"), "{ran}");
}

#[test]
fn before_the_first_commit_everything_is_new_and_there_is_no_history() {
    let repo = Repo::init();
    repo.write("risklog.yaml", project());
    repo.write("risks/3.3.yaml", assessment("medium"));
    let diff = risklog(repo.path()).args(["diff", "--format", "json"]).run();
    assert_eq!(diff.json()["summary"]["added"], 1);
    says(&risklog(repo.path()).args(["changelog"]).run(), 2, &["nothing is committed yet", "--with-worktree"]);
    let log = risklog(repo.path()).args(["changelog", "--with-worktree", "--format", "json"]).run();
    log.assert_code(0);
    assert_eq!(log.json()["entries"][0]["committed"], false);
}

#[test]
fn a_detached_head_is_an_ordinary_end_of_history() {
    let repo = kept();
    repo.git(&["checkout", "-q", "--detach", "HEAD~1"]);
    let log = risklog(repo.path()).args(["changelog", "--format", "json"]).run();
    log.assert_code(0);
    assert_eq!(log.json()["entries"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_bare_repository_has_revisions_and_no_files() {
    let repo = kept();
    repo.git(&["clone", "-q", "--bare", ".", "bare.git"]);
    let bare = repo.path().join("bare.git");
    says(&risklog(&bare).args(["check"]).run(), 2, &["bare", "--rev HEAD"]);
    says(&risklog(&bare).args(["diff"]).run(), 2, &["bare", "name two revisions"]);
    let diff = risklog(&bare).args(["diff", "HEAD~1", "HEAD", "--format", "json"]).run();
    assert_eq!(diff.json()["summary"]["raised"], 1);
    risklog(&bare).args(["changelog"]).run().assert_code(0);
}

#[test]
fn a_linked_worktree_reads_its_own_files() {
    let repo = kept();
    repo.git(&["worktree", "add", "-q", "side", "HEAD~1"]);
    let side = repo.path().join("side");
    let diff = risklog(&side).args(["diff", "--exit-code"]).run();
    says(&diff, 0, &["no change in content"]);
    let log = risklog(&side).args(["changelog", "--format", "json"]).run();
    assert_eq!(log.json()["entries"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_shallow_clone_says_where_it_was_cut_and_invents_nothing() {
    let repo = kept();
    let url = format!("file://{}", repo.path().display());
    repo.git(&["clone", "-q", "--depth", "1", &url, "cut"]);
    let cut = repo.path().join("cut");
    let log = risklog(&cut).args(["changelog", "--format", "json"]).run();
    log.assert_code(0);
    assert_eq!(log.json()["boundary"], "shallow");
    assert_eq!(log.json()["entries"].as_array().map(Vec::len), Some(0), "its parent is unknown");
    says(&risklog(&cut).args(["changelog"]).run(), 0, &["incomplete", "--unshallow"]);
    says(&risklog(&cut).args(["diff", "nowhere"]).run(), 2, &["shallow", "--unshallow"]);
}

#[test]
fn without_a_project_or_a_repository_the_way_on_is_told() {
    let empty = TempDir::new().expect("a temporary folder can be made");
    says(&risklog(empty.path()).args(["check"]).run(), 2, &["no risklog.yaml", "-C DIR"]);
    says(&risklog(empty.path()).args(["diff"]).run(), 2, &["no git repository"]);
    says(&risklog(empty.path()).args(["changelog"]).run(), 2, &["no git repository"]);
    says(&risklog(empty.path()).args(["check", "--staged"]).run(), 2, &["nothing is staged"]);
    std::fs::write(empty.path().join("risklog.yaml"), project()).expect("a file can be written");
    let check = risklog(empty.path()).args(["check", "--format", "json"]).run();
    assert!(check.code < 2, "a folder without git can be checked: {check}");
}

#[test]
fn an_unknown_revision_names_its_neighbours() {
    let repo = kept();
    repo.git(&["tag", "baseline"]);
    says(&risklog(repo.path()).args(["diff", "baselin"]).run(), 2, &["`baselin` is not a revision", "did you mean `baseline`?"]);
    says(&risklog(repo.path()).args(["changelog", "zzz..HEAD"]).run(), 2, &["`zzz`", "git log"]);
    says(&risklog(repo.path()).args(["explain", "duplicate-idd"]).run(), 2, &["did you mean `duplicate-id`?"]);
}

#[test]
fn what_cannot_be_looked_at_is_never_clean() {
    let repo = kept();
    for (name, make) in [("risks/pipe.yaml", "mkfifo"), ("risks/gone.yaml", "ln -s nowhere")] {
        let mut shell = Command::new("sh");
        hermetic(&mut shell, repo.path());
        let made = shell.current_dir(repo.path()).args(["-c", &format!("{make} {name}")]).status().expect("sh can be started");
        assert!(made.success());
        says(&risklog(repo.path()).args(["check"]).run(), 1, &[name, "incomplete"]);
        std::fs::remove_file(repo.path().join(name)).expect("it can be removed");
    }
    std::fs::write(repo.path().join("risks/latin.yaml"), b"title: caf\xe9\n").expect("a file can be written");
    says(&risklog(repo.path()).args(["check"]).run(), 1, &["not UTF-8", "incomplete"]);
}

#[test]
fn a_closed_pipe_ends_quietly_and_a_full_disk_does_not() {
    let repo = kept();
    let run = |line: &str| {
        let mut shell = Command::new("sh");
        hermetic(&mut shell, repo.path());
        shell.env("RISKLOG", env!("CARGO_BIN_EXE_risklog")).current_dir(repo.path());
        shell.args(["-c", line]).output().expect("sh can be started")
    };
    let piped = run("{ \"$RISKLOG\" changelog; echo $? >code; } | head -1; cat code >&2");
    assert_eq!((piped.status.code(), String::from_utf8_lossy(&piped.stderr).as_ref()), (Some(0), "0\n"));
    for line in ["\"$RISKLOG\" changelog -o /dev/full", "\"$RISKLOG\" changelog >/dev/full", "\"$RISKLOG\" --help >/dev/full"] {
        let full = run(line);
        assert_eq!(full.status.code(), Some(2), "{line}: {}", String::from_utf8_lossy(&full.stderr));
    }
    assert_eq!(run("\"$RISKLOG\" changelog -o missing/log.txt").status.code(), Some(2));
}

#[test]
fn several_projects_are_all_checked_and_one_is_chosen_for_a_log() {
    let repo = kept();
    for folder in ["north", "south"] {
        repo.write(format!("{folder}/risklog.yaml"), project().replace("id: ", "id: X"));
        repo.write(format!("{folder}/risks/3.3.yaml"), assessment("low"));
    }
    repo.git(&["rm", "-q", "risklog.yaml", "risks/3.3.yaml"]);
    repo.commit("two projects");
    says(&risklog(repo.path()).args(["changelog"]).run(), 2, &["2 projects here", "--project ID"]);
    let check = risklog(repo.path()).args(["check", "--format", "json"]).run();
    assert_eq!(check.json()["projects"].as_array().map(Vec::len), Some(2));
}

#[test]
fn three_slips_are_three_findings_each_with_the_repaired_line() {
    let repo = kept();
    let text = "schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\ntitle: T\nrisks:\n  - id: CJ-01\n\tstatement: One two three.\n    \
                likelihood:high\n    impact: low\n    rationale: Do not ask: why\n";
    repo.write("risks/slips.yaml", text);
    let ran = risklog(repo.path()).args(["check", "--format", "json", "risks/slips.yaml"]).run();
    ran.assert_code(1);
    let told = ran.json();
    let told: Vec<(i64, String)> = told["findings"]
        .as_array()
        .expect("there are findings")
        .iter()
        .map(|finding| {
            let help = finding["help"].as_str().unwrap_or_default().lines().next().unwrap_or_default().to_owned();
            (finding["line"].as_i64().expect("it has a line"), help)
        })
        .collect();
    let expected = [
        (7, "write: statement: One two three.".to_owned()),
        (8, "write: likelihood: high".to_owned()),
        (10, "write: rationale: \"Do not ask: why\"".to_owned()),
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_a_file_says_reaches_no_output_alive() {
    let repo = kept();
    let nasty = "\"\\e[31mRed\\e[0m | <script>alert(1)</script> @everyone #12 ::error::x %0A --> \\u202Eevil\\n\\nlines\"";
    repo.write("risks/3.3.yaml", assessment("high").replace("title: ", &format!("notes: {nasty}\ntitle: ")));
    repo.commit("nasty \u{1b}[31m <script> @everyone");
    for (command, format) in [
        ("diff", "terminal"),
        ("diff", "markdown"),
        ("changelog", "terminal"),
        ("changelog", "markdown"),
        ("diff", "json"),
        ("changelog", "json"),
    ] {
        let range = if command == "diff" { "HEAD~1..HEAD" } else { "HEAD" };
        let ran = risklog(repo.path()).args([command, range, "--format", format]).run();
        assert!(ran.code < 2, "{ran}");
        assert!(!ran.stdout.contains(['\u{1b}', '\u{202e}']), "{command} {format}: {ran}");
        if format == "markdown" {
            assert!(!ran.stdout.contains("<script") && !ran.stdout.contains(" @everyone"), "{ran}");
        }
        if format == "json" {
            assert!(ran.json().to_string().contains("<script>"), "JSON keeps what was written");
        }
    }
}

#[test]
fn a_range_whose_start_is_no_earlier_step_is_refused_and_not_empty() {
    let repo = kept();
    repo.git(&["tag", "late"]);
    repo.git(&["tag", "early", "HEAD~1"]);
    says(&risklog(repo.path()).args(["changelog", "late..early"]).run(), 2, &["turn the range round"]);
    repo.git(&["checkout", "-q", "-b", "side", "early"]);
    repo.write("risks/3.3.yaml", assessment("low"));
    repo.commit("side");
    says(&risklog(repo.path()).args(["changelog", "side..late"]).run(), 2, &["not on the main line", "risklog diff"]);
    let none = risklog(repo.path()).args(["changelog", "late..late", "--format", "json"]).run();
    assert_eq!(none.json()["entries"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_risk_that_did_not_change_has_an_empty_log_and_an_unknown_one_has_none() {
    let repo = kept();
    says(&risklog(repo.path()).args(["changelog", "HEAD..HEAD", "--risk", "LA-01"]).run(), 0, &["no change in content"]);
    says(&risklog(repo.path()).args(["changelog", "--risk", "LA-99"]).run(), 2, &["no risk `LA-99`"]);
}

#[test]
fn two_risks_of_one_id_are_named_by_every_comparison() {
    let repo = kept();
    let text = assessment("high");
    let (head, row) = text.split_once("  - id:").expect("there is a row");
    repo.write("risks/3.3.yaml", format!("{head}  - id:{row}  - id:{row}"));
    let diff = risklog(repo.path()).args(["diff", "--format", "json"]).run();
    diff.assert_code(1);
    assert_eq!(diff.json()["findings"][0]["rule"], "duplicate-id");
}
