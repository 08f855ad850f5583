//! git itself, through the drivers that `risklog hook install` sets up: how it shows a document and how it merges two.

use std::fs;
use std::process::Command;

use crate::support::small::{manifest, started};
use crate::support::{Repo, hermetic, risklog};

const FILE: &str = "risks/3.4.yaml";

/// Three risks with comments, in the layout of a person who takes notes.
const THREE: &str = "\
schema: risklog/1
kind: risk_assessment
tool: \"3.4\"
title: Three risks
# asked the bar association in May

risks:
  - id: CJ-05   # the oldest one
    statement: More prosecutions may go ahead without the guarantees of a fair trial.
    likelihood: high   # since 2023
    impact: high
    rated_on: 2023-06-20
    rationale: >-
      No defence lawyer takes such cases
      in three provinces.
    mitigation:
      - id: M1
        action: Train defence lawyers beside every prosecutor course.
        status: planned

  - id: CJ-11
    statement: Equipment may be used to follow people who did nothing wrong.
    likelihood: low
    impact: medium
    rated_on: 2023-06-20

  # nobody likes this one
  - id: CJ-12
    statement: Special techniques may be used in ways that violate rights.
    likelihood: medium
    impact: medium
    mitigation:
      - {id: M1, action: Write rules for intercepts with the ministry., status: planned}
";

/// A repository with the three risks and the drivers, on a branch `main`.
fn prepared() -> Repo {
    let repo = Repo::init();
    repo.write("risklog.yaml", manifest());
    repo.write(FILE, THREE);
    repo.write("notes/other.yaml", "a: 1\nb: 2\n");
    repo.commit("three risks");
    install(&repo);
    repo
}

fn install(repo: &Repo) {
    let ran = risklog(repo.path()).args(["hook", "install"]).run();
    ran.assert_code(0);
    assert!(ran.stdout.contains("Taught git"), "{ran}");
    // The hook has tests of its own; here git itself is looked at.
    fs::remove_file(repo.path().join(".git/hooks/pre-commit")).expect("the hook was installed");
}

fn change(repo: &Repo, changes: &[(&str, &str)]) {
    let mut text = repo.read(FILE);
    for (old, new) in changes {
        assert!(text.contains(old), "`{old}` is not in:\n{text}");
        text = text.replacen(old, new, 1);
    }
    repo.write(FILE, text);
}

fn commit(repo: &Repo, changes: &[(&str, &str)]) {
    change(repo, changes);
    repo.git(&["commit", "--quiet", "--all", "--no-verify", "--message", "a change"]);
}

/// Makes two branches from here, each with its changes, and returns on the first, `ours`.
fn branches(repo: &Repo, ours: &[(&str, &str)], theirs: &[(&str, &str)]) {
    repo.branch("theirs");
    commit(repo, theirs);
    repo.checkout("main").branch("ours");
    commit(repo, ours);
}

fn merge(repo: &Repo, args: &[&str]) -> (bool, String) {
    let output = repo.try_git(args);
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
}

fn expected(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(THREE.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    })
}

#[test]
fn two_branches_that_rate_different_risks_and_add_actions_to_a_third_merge_to_what_a_person_would_write() {
    let repo = prepared();
    let ours = [
        ("likelihood: high   # since 2023\n    impact: high\n    rated_on: 2023-06-20", "likelihood: medium   # since 2023\n    impact: high\n    rated_on: 2024-06-20"),
        (
            "with the ministry., status: planned}\n",
            "with the ministry., status: planned}\n      - {id: M2, action: Report each intercept to a judge., status: planned}\n",
        ),
    ];
    let theirs = [
        ("likelihood: low\n    impact: medium\n    rated_on: 2023-06-20", "likelihood: high\n    impact: medium\n    rated_on: 2024-05-01"),
        (
            "with the ministry., status: planned}\n",
            "with the ministry., status: planned}\n      - {id: M3, action: Publish yearly numbers of intercepts., status: planned}\n",
        ),
    ];
    branches(&repo, &ours, &theirs);
    let (clean, said) = merge(&repo, &["merge", "--no-edit", "theirs"]);
    assert!(clean, "{said}");
    let both = [
        ours[0],
        theirs[0],
        (
            "with the ministry., status: planned}\n",
            "with the ministry., status: planned}\n      - {id: M2, action: Report each intercept to a judge., status: planned}\n      \
             - {id: M3, action: Publish yearly numbers of intercepts., status: planned}\n",
        ),
    ];
    assert_eq!(repo.read(FILE), expected(&both));
}

#[test]
fn one_likelihood_set_by_both_is_the_only_conflict_and_the_message_names_risk_and_values() {
    let repo = prepared();
    branches(&repo, &[("likelihood: high", "likelihood: low")], &[("likelihood: high", "likelihood: medium"), ("likelihood: low", "likelihood: medium")]);
    let (clean, said) = merge(&repo, &["merge", "--no-edit", "theirs"]);
    assert!(!clean, "{said}");
    assert!(said.contains("CJ-05 likelihood: low in HEAD, medium in theirs"), "{said}");
    let marked = expected(&[
        (
            "    likelihood: high   # since 2023\n",
            "<<<<<<< HEAD\n    likelihood: low   # since 2023\n=======\n    likelihood: medium   # since 2023\n>>>>>>> theirs\n",
        ),
        ("    likelihood: low\n", "    likelihood: medium\n"),
    ]);
    assert_eq!(repo.read(FILE), marked);
    assert!(!repo.git(&["ls-files", "--unmerged"]).is_empty());
}

#[test]
fn new_risks_of_both_sides_at_the_end_are_no_conflict() {
    let repo = prepared();
    let at_end = "with the ministry., status: planned}\n";
    let risk = |id: &str| format!("{at_end}\n  - id: {id}\n    statement: A risk that one branch alone found.\n    likelihood:\n    impact:\n");
    let (ours, theirs) = (risk("CJ-U01"), risk("CJ-U02"));
    branches(&repo, &[(at_end, &ours)], &[(at_end, &theirs)]);
    let (clean, said) = merge(&repo, &["merge", "--no-edit", "theirs"]);
    assert!(clean, "{said}");
    let text = repo.read(FILE);
    assert!(text.find("CJ-U01").expect("ours") < text.find("CJ-U02").expect("theirs"), "{text}");
    assert_eq!(text.matches("A risk that one branch alone found.").count(), 2);
}

#[test]
fn a_risk_that_one_side_took_out_and_the_other_changed_is_a_conflict() {
    let repo = prepared();
    let gone = &THREE[THREE.find("  - id: CJ-11").expect("there")..THREE.find("  # nobody").expect("there")];
    branches(&repo, &[(gone, "")], &[("likelihood: low", "likelihood: high")]);
    let (clean, said) = merge(&repo, &["merge", "--no-edit", "theirs"]);
    assert!(!clean && said.contains("CJ-11: not there in HEAD, changed in theirs"), "{said}");
    let text = repo.read(FILE);
    assert!(text.contains("<<<<<<< HEAD\n=======\n") && text.contains("likelihood: high\n"), "{text}");
}

#[test]
fn rebase_cherry_pick_and_stash_go_through_the_driver() {
    let at_end = "with the ministry., status: planned}\n";
    let risk = |id: &str| format!("{at_end}\n  - id: {id}\n    statement: A risk that one branch alone found.\n    likelihood:\n    impact:\n");
    let (one, other) = (risk("CJ-U01"), risk("CJ-U02"));
    for way in ["rebase", "cherry-pick", "stash"] {
        let repo = prepared();
        match way {
            "stash" => {
                change(&repo, &[(at_end, &other)]);
                repo.git(&["stash"]);
                commit(&repo, &[(at_end, &one)]);
            }
            _ => branches(&repo, &[(at_end, &one)], &[(at_end, &other)]),
        }
        let args: &[&str] = match way {
            "rebase" => &["rebase", "theirs"],
            "cherry-pick" => &["cherry-pick", "theirs"],
            _ => &["stash", "pop"],
        };
        let (clean, said) = merge(&repo, args);
        assert!(clean, "{way}: {said}");
        let text = repo.read(FILE);
        assert!(text.contains("CJ-U01") && text.contains("CJ-U02") && !text.contains("<<<<"), "{way}: {text}");
    }
}

#[test]
fn what_is_no_readable_document_merges_as_git_does_it_alone() {
    let broken = THREE.replace("likelihood: low", "likelihood: “low");
    let cases: [(&str, &str, [&str; 3]); 4] = [
        ("clean", "notes/other.yaml", ["a: 1\nb: 2\nc: 3\nd: 4\n", "a: 5\nb: 2\nc: 3\nd: 4\n", "a: 1\nb: 2\nc: 3\nd: 6\n"]),
        ("other YAML", "risks/other.yaml", ["a: 1\nb: 2\n", "a: 5\nb: 2\n", "a: 6\nb: 2\n"]),
        ("broken here", FILE, [THREE, &broken.replace("impact: high", "impact: low"), &THREE.replace("impact: high", "impact: medium")]),
        ("no line end", FILE, ["x", "y", "z"]),
    ];
    for (name, file, [base, ours, theirs]) in cases {
        let merged = |with_driver: bool| {
            let repo = prepared();
            if !with_driver {
                risklog(repo.path()).args(["hook", "uninstall"]).run().assert_code(0);
            }
            repo.write(file, base);
            repo.commit("base");
            repo.branch("theirs").write(file, theirs);
            repo.commit("theirs");
            repo.checkout("main").write(file, ours);
            repo.commit("ours");
            let (clean, _) = merge(&repo, &["merge", "--no-edit", "theirs"]);
            (clean, repo.read(file))
        };
        assert_eq!(merged(true), merged(false), "{name}");
    }
}

#[test]
fn a_program_that_is_gone_leaves_git_to_itself() {
    let repo = prepared();
    let config = repo.path().join(".git/config");
    let text = fs::read_to_string(&config).expect("read");
    let home = std::path::Path::new(env!("CARGO_BIN_EXE_risklog")).parent().expect("a folder").display().to_string();
    assert!(text.contains(&home), "{text}");
    fs::write(&config, text.replace(&home, "/nowhere")).expect("written");
    branches(&repo, &[("likelihood: high", "likelihood: medium")], &[("likelihood: low", "likelihood: medium")]);
    let (clean, said) = merge(&repo, &["merge", "--no-edit", "theirs"]);
    assert!(clean, "{said}");
    assert_eq!(repo.read(FILE).matches("likelihood: medium").count(), 3);
    change(&repo, &[("impact: high", "impact: low")]);
    assert!(repo.git(&["diff"]).contains("+    impact: low"));
    assert!(repo.git(&["log", "-p", "-1", "HEAD^"]).contains("likelihood"));
}

#[test]
fn git_shows_a_change_field_by_field() {
    let repo = prepared();
    change(&repo, &[("likelihood: high", "likelihood: medium"), ("status: planned", "status: in_place"), ("# asked the", "# has asked the")]);
    let shown = repo.git(&["diff"]);
    assert!(shown.contains("CJ-05") && shown.contains("likelihood  high → medium (lowered)"), "{shown}");
    assert!(shown.contains("mitigation M1 status") && shown.contains("planned → in_place"), "{shown}");
    let lines = repo.git(&["diff", "--no-ext-diff"]);
    assert!(lines.contains("\n-CJ-05 likelihood: high\n+CJ-05 likelihood: medium\n"), "{lines}");
    assert!(lines.contains("\n-CJ-05 mitigation M1 status: planned\n+CJ-05 mitigation M1 status: in_place\n"), "{lines}");
    repo.git(&["commit", "--quiet", "--all", "--no-verify", "--message", "lowered"]);
    for args in [["log", "-p", "-1"], ["show", "HEAD", "--"], ["format-patch", "--stdout", "--ext-diff"]] {
        let shown = String::from_utf8_lossy(&repo.try_git(&args).stdout).into_owned();
        assert!(args[0] == "format-patch" || shown.contains("\n+CJ-05 likelihood: medium\n"), "{args:?}: {shown}");
    }
}

#[test]
fn moving_things_about_is_no_change_in_what_git_shows() {
    let repo = prepared();
    let parts: Vec<&str> = THREE.split("\n  - id: ").collect();
    let moved = format!("{}\n  - id: {}\n  - id: {}\n  - id: {}", parts[0], parts[2].trim_end().trim_end_matches("# nobody likes this one"), parts[3].trim_end(), parts[1]);
    repo.write(FILE, &moved);
    assert!(repo.git(&["diff"]).contains("no change in content"), "{}", repo.git(&["diff"]));
    assert_eq!(repo.git(&["diff", "--no-ext-diff"]).lines().filter(|line| line.starts_with(['+', '-'])).count(), 0);
}

#[test]
fn new_gone_renamed_and_broken_files_are_shown() {
    let repo = prepared();
    repo.write("risks/3.3.yaml", THREE.replace("3.4", "3.3").replace("CJ-", "LA-"));
    repo.git(&["add", "--all"]);
    let new = repo.git(&["diff", "--cached"]);
    assert!(new.contains("risks/3.3.yaml") && new.contains("(new)") && new.contains("LA-05"), "{new}");
    repo.git(&["reset", "--quiet", "--hard"]);
    repo.git(&["mv", FILE, "risks/justice.yaml"]);
    change_at(&repo, "risks/justice.yaml", "likelihood: high", "likelihood: low");
    repo.git(&["add", "--all"]);
    let renamed = repo.git(&["diff", "--cached", "-M"]);
    assert!(renamed.contains("risks/3.4.yaml → risks/justice.yaml") && renamed.contains("high → low"), "{renamed}");
    repo.git(&["reset", "--quiet", "--hard"]);
    change(&repo, &[("likelihood: low", "likelihood: [low")]);
    let broken = repo.git(&["diff"]);
    assert!(broken.contains("-    likelihood: low") && broken.contains("+    likelihood: [low"), "{broken}");
    repo.git(&["checkout", "--quiet", "--", FILE]);
    repo.remove(FILE);
    assert!(repo.git(&["diff"]).contains("(gone)"));
}

#[test]
fn nothing_in_a_file_reaches_the_terminal_alive() {
    let repo = prepared();
    change(&repo, &[("title: Three risks", "title: \"Three \\e[31mrisks\\u202e\"")]);
    for args in [&["diff"][..], &["diff", "--no-ext-diff"]] {
        let shown = repo.git(args);
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}') && shown.contains("\\u{1b}[31m"), "{shown}");
    }
}

#[test]
fn installing_twice_changes_nothing_and_uninstalling_leaves_what_was_there() {
    let repo = started();
    let attributes = repo.path().join(".git/info/attributes");
    fs::create_dir_all(attributes.parent().expect("a folder")).expect("made");
    fs::write(&attributes, "*.png binary").expect("written");
    repo.git(&["config", "diff.other.textconv", "cat"]);
    let config = || fs::read_to_string(repo.path().join(".git/config")).expect("read");
    let before = config();
    install(&repo);
    let (once, lines) = (config(), fs::read_to_string(&attributes).expect("read"));
    assert!(lines.starts_with("*.png binary\n# risklog drivers: begin\n"), "{lines}");
    let again = risklog(repo.path()).args(["hook", "install"]).run();
    again.assert_code(0);
    assert!(!again.stdout.contains("Taught"), "{again}");
    assert_eq!((config(), fs::read_to_string(&attributes).expect("read")), (once, lines));
    risklog(repo.path()).args(["hook", "uninstall"]).run().assert_code(0);
    assert_eq!(config(), before);
    assert_eq!(fs::read_to_string(&attributes).expect("read"), "*.png binary\n");
}

#[test]
fn a_locked_configuration_is_left_alone() {
    let repo = started();
    let lock = repo.path().join(".git/config.lock");
    fs::write(&lock, "").expect("written");
    let ran = risklog(repo.path()).args(["hook", "install"]).run();
    ran.assert_code(2);
    assert!(ran.stderr.contains("configuration"), "{ran}");
    assert!(lock.exists());
}

#[test]
fn the_driver_alone_merges_by_lines_what_it_does_not_understand() {
    let repo = prepared();
    for (name, text) in [("base", "a\nb\nc\n"), ("ours", "x\nb\nc\n"), ("theirs", "y\nb\nc\n")] {
        repo.write(name, text);
    }
    let ran = risklog(repo.path()).args(["merge-driver", "base", "ours", "theirs", "5", "some.yaml"]).run();
    ran.assert_code(1);
    assert_eq!(repo.read("ours"), "<<<<< ours\nx\n=====\ny\n>>>>> theirs\nb\nc\n");
    repo.write("ours", "x\nb\nc\n");
    let left = risklog(repo.path()).args(["merge-driver", "--or-leave", "base", "ours", "theirs"]).run();
    left.assert_code(2);
    assert_eq!(repo.read("ours"), "x\nb\nc\n");
}

#[test]
fn textconv_shows_what_it_cannot_read_as_it_is() {
    let repo = prepared();
    fs::write(repo.path().join("raw.yaml"), b"a: \xff\n\x1b[31m").expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_risklog"));
    hermetic(&mut command, repo.path());
    let output = command.current_dir(repo.path()).args(["textconv", "raw.yaml"]).output().expect("it runs");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), &b"a: \xff\n\x1b[31m"[..]));
    risklog(repo.path()).args(["textconv", "nowhere.yaml"]).run().assert_code(2);
}

fn change_at(repo: &Repo, file: &str, old: &str, new: &str) {
    let text = repo.read(file);
    assert!(text.contains(old));
    repo.write(file, text.replacen(old, new, 1));
}
